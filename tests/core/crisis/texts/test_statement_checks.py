"""What is looked at in a statement before somebody answers for it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core import i18n
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.model import Statement, StatementText
from core.crisis.scenarios import library, sentences
from core.crisis.texts import fields as text_fields
from core.crisis.texts.checks import NEEDED, Known, StatementCheck, checks, named
from core.crisis.texts.filling import with_parts
from core.days import clock_time
from core.roster.model import Contact, ContactKind
from tests.core.in_turn import in_turn

NOW = datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 14, 45, tzinfo=UTC)
STATEMENT = Statement(1, StatementKind.HOLDING, NOW, id=1, next_update_at=DUE)


def text(**parts: str) -> StatementText:
    """A whole first line, with these parts instead."""
    hour = f"{DUE.astimezone():%H:%M}"
    good = StatementText(
        1,
        "es",
        empathy="Lamentamos lo ocurrido.",
        known="Ha muerto un animal.",
        unknown="No se conoce la causa.",
        doing="La Policía Local revisa el parque.",
        advice="Lleve al perro con correa.",
        next=f"Volveremos a informar a las {hour} en la web.",
    )
    return with_parts(good, {StatementPart(name): words for name, words in parts.items()})


def unwell(words: StatementText, known: Known | None = None) -> dict[str, str]:
    """The checks that are not well, with their advice."""
    found: list[StatementCheck] = checks(STATEMENT, words, known or Known(now=NOW))
    return {check.id: check.advice for check in found if not check.well}


def test_a_good_first_line_has_nothing_to_be_mended():
    assert unwell(text()) == {}


@in_turn("part", list(StatementPart))
def test_a_part_that_is_missing_is_named(part):
    assert part.value in unwell(text(**{part.value: "  "}))


def test_a_denial_need_not_say_what_is_being_done():
    denial = replace(STATEMENT, kind=StatementKind.DENIAL)
    found = checks(denial, text(doing="", unknown=""), Known(now=NOW))
    assert all(check.well for check in found)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Es culpa de la empresa.", "culpa"),
        ("Hubo una NEGLIGENCIA clara.", "negligencia"),
    ],
)
def test_blame_is_found_by_its_beginning_with_or_without_accents(words, said):
    assert said in unwell(text(known=words))["blame"]


def test_a_guess_is_found():
    assert "quiza" in unwell(text(unknown="Quizá fue el raticida."))["guesses"]


def test_a_word_that_only_ends_like_one_to_be_avoided_is_well():
    assert unwell(text(known="Se ha pedido disculpas.")) == {}


def test_a_text_in_english_is_looked_at_with_english_words_by_whoever_reads_spanish():
    english = replace(text(known="It was their fault, probably."), language="en")
    assert {"blame", "guesses"} <= unwell(english).keys()
    assert unwell(english)["blame"].startswith("Dice")


def test_of_a_language_whose_words_nobody_knows_nothing_is_said():
    found = checks(STATEMENT, replace(text(), language="eu"), Known(now=NOW))
    assert not {"blame", "guesses"} & {check.id for check in found}


ANA = Contact("María del Mar Gómez Ruiz", id=1)


@pytest.mark.parametrize(
    "words",
    [
        "Lo dice María del Mar Gómez Ruiz.",
        "Lo dice maria del mar.",
        "Lo dice la alcaldesa Gómez Ruiz.",
        "(María del Mar)",
    ],
)
def test_somebody_of_the_roster_is_recognised_however_they_are_named(words):
    assert named(text(known=words), [ANA], []) == ["María del Mar Gómez Ruiz"]


@pytest.mark.parametrize("words", ["La calle Mar.", "Del mar llega la brisa.", "La Sra. Ruiz."])
def test_a_word_of_a_name_alone_is_no_name(words):
    assert named(text(known=words), [ANA], []) == []


def test_a_service_may_be_named_and_a_person_affected_not():
    police = Contact("Policía Local", id=2, kind=ContactKind.SERVICE)
    words = text(known="La Policía Local ha hablado con la vecina del tercero.")
    found = unwell(words, Known([police], ["la vecina del tercero"], NOW))
    assert list(found) == ["names"]
    assert "la vecina del tercero" in found["names"]


@pytest.mark.parametrize("name", ["Salud pública", "Suministro de agua", "Public health office"])
def test_a_card_that_still_has_the_name_of_its_post_is_nobodys(name):
    words = text(known=f"Según {name.title()} y el {name}, no se puede beber.")
    assert named(words, [Contact(name, id=3)], []) == []


def test_an_empty_blank_is_named():
    assert "[lugar]" in unwell(text(known="Ocurrió en [lugar]."))["blanks"]


def test_the_hour_that_is_promised_has_to_stand_in_the_text():
    assert "hour" in unwell(text(next="Volveremos a informar a las 23:15."))


def test_an_hour_before_ten_may_be_written_with_one_digit():
    early = replace(STATEMENT, next_update_at=DUE.astimezone().replace(hour=9, minute=0))
    for said, well in (("9:00", True), ("09:00", True), ("19:00", False), ("9:001", False)):
        found = checks(early, text(next=f"Más a las {said}"), Known())
        assert next(check.well for check in found if check.id == "hour") is well


def test_an_hour_that_passed_while_it_was_being_approved_is_said():
    late = checks(STATEMENT, text(), Known(now=DUE))
    hour = next(check for check in late if check.id == "hour")
    assert not hour.well
    assert "ya han pasado" in hour.advice


def test_the_end_promises_no_hour():
    end = replace(STATEMENT, kind=StatementKind.CLOSING, next_update_at=None)
    assert "hour" not in {check.id for check in checks(end, text(), Known())}


def test_a_text_that_nobody_reads_to_the_end_is_said_with_its_length():
    alone = StatementText(1, "es", known="a" * 1200)

    assert "length" not in unwell(alone)
    assert "1201" in unwell(replace(alone, known="a" * 1201))["length"].replace(".", "")


@in_turn("done", [False, True])
@in_turn("language", ["es", "en"])
@in_turn("name", library.SHIPPED)
def test_every_text_that_comes_with_the_program_passes_once_its_blanks_are_filled_in(
    store, name, language, done
):
    with i18n.language(language), store.read() as connection:
        scenario = library.shipped(name)
        assert scenario is not None
        hours = {step.id: clock_time(NOW) for step in scenario.steps} if done else {}
        examples = {blank.id: blank.example for blank in scenario.blanks}
        found = {}
        for template in scenario.statements:
            promises = "{next_time}" in " ".join(template.parts.values())
            due = DUE if promises else None
            fields = text_fields.known_fields(connection, scenario, examples, NOW, due)
            parts = {
                part: fields.fill(sentences.said(said, hours))
                for part, said in template.parts.items()
            }
            statement = Statement(1, template.kind, NOW, next_update_at=due)
            words = with_parts(StatementText(1, language), parts)
            bad = [check for check in checks(statement, words, Known(now=NOW)) if not check.well]
            found[template.kind] = [f"{check.id}: {check.advice}" for check in bad]
    assert {kind: said for kind, said in found.items() if said} == {}
    assert all(set(NEEDED[other.kind]) <= set(other.parts) for other in scenario.statements)
