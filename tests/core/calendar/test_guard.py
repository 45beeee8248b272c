"""What may be published between the call of an election and its vote."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from core.__main__ import main
from core.calendar import guard
from core.i18n import language
from core.plan.electoral import ElectoralPeriod
from core.town.model import Town
from tests.core.running import runner

DATA = Path(__file__).parents[2] / "data" / "electoral"
"""Texts that town halls could publish, written by people who had not seen the rules."""
INSIDE, CALL, VOTE = date(2027, 4, 12), date(2027, 3, 30), date(2027, 5, 23)
INAUGURATION = "Inauguramos el nuevo parque, otro logro de este equipo de gobierno"
OPENING = "El parque abre desde el lunes, de 9 a 21"


def test_an_inauguration_is_flagged_by_its_words_with_the_rule_and_what_would_be_right():
    with language("es"):
        found = guard.judge(INAUGURATION, INSIDE)

    assert found.flag
    assert "\n".join(map(str, found.reasons)) == (
        "«Inauguramos»: no se inaugura nada, se llame como se llame el acto (LOREG, art. 50.3). La"
        " obra o el servicio puede empezar a funcionar: diga desde cuándo y en qué horario, sin"
        " acto.\n"
        "«logro»: habla de logros o de la gestión (LOREG, art. 50.2). Quite el mérito y deje el"
        " dato útil; lo demás puede esperar al día siguiente de la votación."
    )


def test_the_same_park_may_open_and_it_is_said_why():
    with language("es"):
        found = guard.judge(OPENING, INSIDE)

    assert not found.flag
    assert "\n".join(map(str, found.reasons)) == (
        "«abre»: se permite decir desde cuándo y a qué hora funciona un servicio, sin acto (LOREG,"
        " art. 50.3)."
    )


@pytest.mark.parametrize(
    ("name", "count"),
    [("banned", 150), ("allowed", 150), ("banned-mixed", 127), ("allowed-mixed", 131)],
)
def test_texts_of_town_halls_are_told_apart(name, count):
    """The mixed ones praise in the words of a service, or inform in those of praise."""
    texts = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    allowed = name.startswith("allowed")

    assert len(texts) == count
    assert [text for text in texts if guard.judge(text, INSIDE).flag is allowed] == []


@pytest.mark.parametrize(
    ("day", "flagged"),
    [
        (date(2027, 3, 29), False), (CALL, True), (VOTE, True), (date(2027, 5, 24), False),
    ],
)  # fmt: skip
def test_it_holds_from_the_day_of_the_call_to_the_day_of_the_vote(day, flagged):
    assert guard.judge(INAUGURATION, day).flag is flagged


def test_outside_of_it_nobody_says_that_no_other_election_is_called():
    with language("es"):
        (reason,) = guard.judge(INAUGURATION, date(2026, 12, 1)).reasons

    assert str(reason).endswith("Si hay otras convocadas, pregunte a Secretaría.")


def test_an_election_that_was_entered_by_hand_counts_alike():
    regional = ElectoralPeriod("Autonómicas", date(2026, 10, 27), date(2026, 12, 20))

    assert guard.judged(INAUGURATION, [regional]).flag
    assert not guard.judged(OPENING, [regional]).flag


def test_a_text_of_no_clear_use_is_flagged_and_says_whom_to_ask():
    with language("es"):
        (reason,) = guard.judge("Hola a todos", INSIDE).reasons

    assert reason.rule == "unclear"
    assert str(reason).endswith("o pregunte antes a Secretaría.")


@pytest.mark.parametrize(
    ("region", "population", "law"),
    [
        ("Extremadura", 2241, "Ley 8/2013 de Extremadura, art. 9.2"),
        ("La Rioja", 5001, "Ley 7/2017 de La Rioja, art. 8"),
        ("La Rioja", 5000, ""),
        ("Castilla y León", 60_000, ""),
    ],
)
def test_where_a_law_of_the_region_stops_campaigns_one_is_flagged_whatever_it_says(
    region, population, law
):
    town = Town("Valdehierro", region=region, population=population)
    campaign = "Campaña en los autobuses: Valdehierro te espera. Horario de visita, de 9 a 21"

    with language("es"):
        found = guard.judge(campaign, INSIDE, town)

    assert found.flag is bool(law)
    assert [reason.law for reason in found.reasons if reason.rule == "campaign"] == (
        [law] if law else []
    )
    assert not guard.judge("Campaña de vacunación: pida cita", INSIDE, town).flag


def test_marked_words_are_those_that_were_typed_capitals_accents_and_all():
    (first, *_others) = guard.judge("¡INAUGURACIÓN de la pista!", INSIDE).reasons
    assert first.words == "INAUGURACIÓN"


PROMISE = "Una promesa cumplida con 84{0}000 euros de este equipo de gobierno"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        *[
            (PROMISE.format(blank), ["84 000 euros de este equipo de gobierno", "promesa cumplida"])
            for blank in (" ", "\u00a0", "\u2009", "\u202f")
        ],
        ("En 2026, 1 284 000 euros para renovar la red", ["1 284 000 euros para renovar"]),
        ("En 2026 84 000 euros para renovar la red", ["84 000 euros para renovar"]),
        ("Hay 1 200 árboles plantados", ["1 200 árboles plantados"]),
        ("Contamos con 1.300 nuevas farolas", ["1.300 nuevas farolas"]),
        ("12 000 vecinos ya han disfrutado del parque", ["12 000 vecinos ya han"]),
    ],
)
def test_a_sum_in_groups_of_three_is_quoted_whole(text, quoted):
    assert [reason.words for reason in guard.judge(text, INSIDE).reasons] == quoted


@pytest.mark.parametrize("subject", ["El parque infantil", "La zona infantil"])
def test_a_playground_is_no_team_that_may_be_praised(subject):
    found = guard.judge(f"{subject}, una promesa cumplida", INSIDE)
    assert [reason.words for reason in found.reasons] == ["promesa cumplida"]
    assert not guard.judge("El equipo infantil, un hito: campeón de liga", INSIDE).flag


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Los comerciantes felicitan al Ayuntamiento por el alumbrado de la feria", True),
        ("Gracias a todas las familias por otro año de confianza", True),
        ("Un equipo preparado para gobernar", True),
        ("Más libros, más talleres, más biblioteca", True),
        ("El Pleno del 28 se sigue en directo desde la web", False),
        ("El examen de la bolsa de jardinería es en el instituto", False),
        ("El agua de la fuente vuelve a ser apta para el consumo", False),
    ],
)
def test_praise_is_one_whoever_says_it_and_news_is_news_without_its_hour(text, flagged):
    assert guard.judge(text, INSIDE).flag is flagged


@pytest.mark.parametrize("text", ["ß" * 50 + " inauguramos", "a" * 10_000, "👍🏽" * 300, "\0\n"])
def test_whatever_was_typed_is_read(text):
    assert guard.judge(text, INSIDE).flag


def test_reasons_are_read_in_the_language_of_whoever_asks():
    with language("en"):
        (reason, *_others) = guard.judge(INAUGURATION, INSIDE).reasons

        assert str(reason).startswith("“Inauguramos”: nothing is inaugurated")


@pytest.fixture
def judge(medellin_file, clock, capsys, monkeypatch):
    """Judges lines of standard input for Medellín, which is in Extremadura."""
    command = runner(medellin_file, clock, capsys, monkeypatch)

    def run(text, *words, code=0):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        return command("calendar", "judge", "--stdin", *words, code=code)

    return run


def test_the_command_line_gives_an_object_a_line(judge):
    told = judge(f"{INAUGURATION}\n\n{OPENING}\n", "--day", "2027-04-12", "--json")

    first, second = map(json.loads, told.splitlines())
    assert (first["flag"], second["flag"]) == (True, False)
    assert first["words"] == ["Inauguramos", "logro"]
    assert second["text"] == OPENING
    assert second["reasons"][0].startswith("«abre»: se permite")


def test_the_command_line_says_it_in_words_and_knows_the_law_of_the_region(judge):
    told = judge("Campaña de imagen: abrimos a las 10:00", "--day", "12/4/2027")
    assert told.startswith("Decida: Campaña de imagen")
    assert "Ley 8/2013 de Extremadura" in told


@pytest.mark.parametrize("day", ["2027-02-31", "mañana", ""])
def test_a_day_that_is_none_is_refused(judge, day):
    assert judge(OPENING, "--day", day, code=1).strip() != ""


def test_elections_are_listed_without_a_workspace(clock, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")

    assert main(["elections"], clock) == 0
    assert capsys.readouterr().out == (
        "Elecciones municipales 2027: del 30 de marzo de 2027 al 23 de mayo de 2027 (calculadas,"
        " hasta que se publique el decreto)\n"
    )
    assert main(["elections", "--json"], clock) == 0
    (known,) = json.loads(capsys.readouterr().out)
    assert (known["called_on"], known["voted_on"]) == ("2027-03-30", "2027-05-23")
