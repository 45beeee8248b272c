"""A pack goes from one town hall to another, is looked at first, and brings nothing bad along."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.crisis.kinds import Phase, StatementKind, StatementPart
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import Question, Scenario, Template
from core.crisis.scenarios import editing, library, limits, packs
from core.crisis.scenarios.editing import edit
from core.crisis.scenarios.packs import Pack, PackChoice
from core.crisis.texts import fields
from core.errors import AppError, FileTrouble, ImportTrouble
from core.store import Store, Topic
from tests.core.crisis.scenes import DOGS, ROAD
from tests.core.in_turn import in_turn

TODAY = date(2026, 11, 24)
FLOOD = "flood"


def now(store: Store, scenario_id: str = DOGS) -> Scenario:
    with store.read() as connection:
        return library.offered(connection, scenario_id).scenario


def numbers(store: Store) -> list[int]:
    with store.read() as connection:
        return [offered.scenario.number for offered in library.everything(connection)]


def came(store: Store, pack: Pack, **choices: PackChoice) -> list[str]:
    wanted = {name.replace("_", "-"): choice for name, choice in choices.items()}
    with store.change(Topic.SCENARIOS, label="importar") as db:
        return packs.take_in(db, pack, wanted, store.clock.now())


@pytest.fixture
def written(store: Store, tmp_path: Path) -> Path:
    """A pack with two scenarios of Medellín, one of which it changed."""
    edit(store, DOGS, lambda scenario: replace(scenario, title="Cebos en el parque"))
    path = tmp_path / "Medellín.pregonpack"
    with store.read() as connection:
        assert packs.write(connection, [DOGS, FLOOD], path, TODAY) == 2
    store.undo()
    return path


def raw(written: Path, **changes: object) -> bytes:
    """The pack with other words in its outermost object."""
    return json.dumps(json.loads(written.read_bytes()) | changes).encode()


def of_one(written: Path, **changes: object) -> bytes:
    """A pack with one scenario, some of whose fields are others."""
    scenario: dict[str, Any] = json.loads(written.read_bytes())["scenarios"][0]
    return raw(written, scenarios=[scenario | changes])


def test_a_pack_brings_word_for_word_what_was_written(written, store):
    pack = packs.read(written)

    flood = now(store, FLOOD)
    assert pack.scenarios[1:] == (flood,) or pack.scenarios[:1] == (flood,)
    assert "Cebos en el parque" in [scenario.title for scenario in pack.scenarios]
    assert (pack.town, pack.made_on) == ("Medellín", "2026-11-24")
    assert "«" in written.read_text(encoding="utf-8")


def test_looking_at_a_pack_stores_nothing(written, store):
    with store.read() as connection:
        found = packs.arrivals(connection, packs.read(written))

    told = {arrival.scenario.id: (arrival.there is not None, arrival.same) for arrival in found}
    assert told == {DOGS: (True, False), FLOOD: (True, True)}
    with store.read() as connection:
        assert records.everything(connection) == {}


def test_what_is_there_is_kept_unless_the_person_says_otherwise(written, store):
    before = now(store)

    assert came(store, packs.read(written)) == []
    # What is word for word the same would replace nothing.
    assert came(store, packs.read(written), flood=PackChoice.REPLACE) == []

    assert now(store) == before


def test_replaced_it_has_the_words_of_the_pack_and_the_program_can_still_be_returned_to(
    written, store
):
    before = now(store)

    assert came(store, packs.read(written), poisoned_animals=PackChoice.REPLACE) == [DOGS]

    with store.read() as connection:
        kept = records.one(connection, DOGS)
    assert kept is not None
    assert (kept.scenario.title, kept.base) == ("Cebos en el parque", before)
    assert kept.revision == before.version + 1
    store.undo()
    assert now(store) == before


def test_beside_the_one_that_is_there_it_says_where_it_is_from(written, store):
    before = now(store)

    (scenario_id,) = came(store, packs.read(written), poisoned_animals=PackChoice.BOTH)

    assert now(store) == before
    other = now(store, scenario_id)
    assert other.title == "Cebos en el parque (Medellín)"
    assert other.number == len(library.SHIPPED) + 1


@pytest.mark.parametrize(("letters", "title"), [(69, "C" * 69), (70, "C" * 68 + "…")])
def test_beside_another_a_long_title_leaves_room_for_where_it_is_from(
    written, store, letters, title
):
    pack = packs.read(written)
    long = replace(pack.scenarios[0], title="C" * letters)

    (scenario_id,) = came(store, Pack((long,), pack.town), poisoned_animals=PackChoice.BOTH)

    assert now(store, scenario_id).title == f"{title} (Medellín)"


def test_one_that_is_not_there_comes_with_its_number_or_the_next_free_one(written, store):
    came(store, Pack((replace(ROAD, number=30), replace(ROAD, id="otro", number=1))))

    assert sorted(numbers(store))[-2:] == [30, 31]
    assert len(set(numbers(store))) == len(numbers(store))


def test_what_came_is_the_towns_own(store):
    came(store, Pack((ROAD,)))

    with store.read() as connection:
        kept = records.one(connection, ROAD.id)
    assert kept == StoredScenario(
        replace(ROAD, version=1), None, store.clock.now().replace(microsecond=0)
    )
    edit(store, ROAD.id, lambda scenario: replace(scenario, title="Carretera"))
    assert now(store, ROAD.id).title == "Carretera"


@in_turn(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"{",
        b"[]",
        b"null",
        b'{"format": "pregon-scenarios", "version": 1}',
        b'{"format": "otro", "version": 1, "scenarios": []}',
        b'{"format": "pregon-scenarios", "version": 1, "scenarios": [{"id": "x"}]}',
        b"PK\x03\x04" + b"\x00" * 50,
        "BEGIN:VCARD\nFN:Ana\nEND:VCARD".encode("utf-16"),
        b'{"format": "pregon\xff-scenarios", "version": 1, "scenarios": []}',
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"format": "pregon-scenarios", "version": 1, "town": "\\ud800", "scenarios": []}',
    ],
)
def test_what_is_no_pack_is_said_in_one_sentence(data):
    with pytest.raises(ImportTrouble) as refused:
        packs.read(data)

    assert "no es un paquete de escenarios de Pregón" in refused.value.sentence
    assert "No se ha importado nada" in refused.value.advice


def test_a_pack_without_scenarios_is_said(written):
    with pytest.raises(ImportTrouble, match="0 escenarios"):
        packs.read(raw(written, scenarios=[]))


def test_a_file_that_is_gone_is_said(tmp_path):
    with pytest.raises(FileTrouble, match=r"nada\.pregonpack"):
        packs.read(tmp_path / "nada.pregonpack")


def test_a_pack_of_a_later_program_is_refused_as_such(written):
    data = raw(written, version=2, scenarios=[{"another": "shape"}])

    with pytest.raises(ImportTrouble, match="versión posterior"):
        packs.read(data)


def test_more_than_four_megabytes_are_refused_unread(written):
    full = written.read_bytes().ljust(4 * 1024 * 1024)

    assert packs.read(full) == packs.read(written)
    with pytest.raises(ImportTrouble, match="4 MB"):
        packs.read(full + b" ")


def test_a_pack_has_a_hundred_scenarios_at_the_most(written):
    first = json.loads(written.read_bytes())["scenarios"][0]
    many = [{**first, "id": f"caso-{number}"} for number in range(101)]

    assert len(packs.read(raw(written, scenarios=many[:100])).scenarios) == 100
    with pytest.raises(ImportTrouble, match=r"101 .* 100"):
        packs.read(raw(written, scenarios=many))


def test_a_byte_order_mark_does_no_harm(written):
    assert packs.read(b"\xef\xbb\xbf" + written.read_bytes()) == packs.read(written)


def test_hostile_texts_are_cleaned_and_cut(written):
    title = "\u202eCebos\x00 <b>" + "a" * 10_000
    data = of_one(written, title=title, never=["x" * 5000, " ", "\u2066Mentir"])

    (scenario,) = packs.read(data).scenarios

    assert scenario.title.startswith("Cebos <b>aaa")
    assert (len(scenario.title), scenario.title[-1]) == (80, "…")
    assert scenario.never[1] == "Mentir"
    assert len(scenario.never[0]) == 120


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{town.__class__} y {0} y {next_time}", "(town.__class__) y (0) y {next_time}"),
        ("{town:>999999999}", "(town:>999999999)"),
        ("} {{body}} {", ") ({body}) ("),
        ("{desconocido}", "(desconocido)"),
    ],
)
def test_braces_that_would_fill_in_something_else_are_parentheses(store, written, text, left):
    data = of_one(written, statements=[{"kind": "holding", "parts": {"known": text}}])

    (scenario,) = packs.read(data).scenarios

    parts = {StatementPart.KNOWN: left}
    assert scenario.statements == (Template(kind=StatementKind.HOLDING, parts=parts),)
    with store.read() as connection:
        filled = fields.known_fields(connection, scenario, {}, None, None).fill(left)
    assert "Medellín" in filled or "(" in filled


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "../../etc/passwd"},
        {"id": ""},
        {"unknown": 1},
        {"level": "purple"},
        {"update_minutes": "60"},
        {"steps": None},
    ],
)
def test_a_scenario_that_is_none_spoils_the_pack(written, changes):
    with pytest.raises(ImportTrouble, match="no es un paquete"):
        packs.read(of_one(written, **changes))


def test_two_steps_of_one_id_spoil_it_too(written):
    steps = json.loads(written.read_bytes())["scenarios"][0]["steps"]

    with pytest.raises(ImportTrouble, match="no es un paquete"):
        packs.read(of_one(written, steps=[steps[0], steps[0]]))


def test_too_many_steps_are_told_with_scenario_and_phase(written):
    steps = [{"id": f"s-{number}", "phase": "close", "text": "Cerrar"} for number in range(10)]

    with pytest.raises(ImportTrouble, match=r"Carretera.*Cierre.*9"):
        packs.read(of_one(written, title="Carretera", steps=steps))


@pytest.mark.parametrize("minutes", [0, -5, 10**9])
def test_a_figure_out_of_range_is_told_with_the_scenario(written, minutes):
    with pytest.raises(ImportTrouble, match="Carretera"):
        packs.read(of_one(written, title="Carretera", update_minutes=minutes))


def test_steps_come_in_the_order_of_their_phases(written):
    steps = [
        {"id": "b", "phase": "close", "text": "Cerrar"},
        {"id": "a", "phase": "before", "text": "Empezar"},
    ]

    (scenario,) = packs.read(of_one(written, steps=steps, statements=[], questions=[])).scenarios

    assert [step.phase for step in scenario.steps] == [Phase.BEFORE, Phase.CLOSE]


def test_a_pack_whose_text_needs_a_step_that_it_does_not_bring_is_refused_in_words(written):
    with pytest.raises(ImportTrouble, match="necesita el paso «tell-seprona»"):
        packs.read(
            of_one(
                written,
                steps=[{"id": "a", "phase": "before", "text": "Empezar"}],
                questions=[],
                offline=[],
                statements=[
                    {"kind": "holding", "parts": {"doing": "[tell-seprona: Hemos avisado{at}.]"}}
                ],
            )
        )


def test_a_pack_with_one_bad_scenario_brings_none_of_the_good_ones(written, store):
    there = json.loads(written.read_bytes())["scenarios"]

    with pytest.raises(ImportTrouble):
        packs.read(raw(written, scenarios=[*there, {**there[0], "id": "No vale"}]))

    with store.read() as connection:
        assert records.everything(connection) == {}


def test_an_own_scenario_with_hostile_title_is_named_safely(store):
    with store.change(Topic.SCENARIOS) as db:
        made = editing.create(db, "../../«CON» <script>", "", store.clock.now())

    assert made == "con-script"


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_whatever_the_file_holds_a_sentence_answers(data):
    with pytest.raises(AppError) as refused:
        packs.read(data)

    assert refused.value.sentence


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_whatever_an_answer_says_it_can_be_filled_in(text):
    question = Question(question="¿?", answer=text)
    made = limits.shortened(replace(ROAD, questions=(question,)))

    filled = fields.KnownFields({"town": "Medellín"}).fill(made.questions[0].answer)

    assert "\x00" not in filled
