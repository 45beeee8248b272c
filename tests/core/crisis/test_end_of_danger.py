"""The text that ends a danger goes out only once what the end hangs on is done."""

from datetime import timedelta

import pytest

from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.model import StatementState
from core.crisis.statements import steps
from core.crisis.texts.checks import Known, checks
from core.errors import InvalidValue
from core.store import Store
from tests.core.crisis.clerk import Clerk, sit_down

CLOSING = StatementKind.CLOSING

HANGS_ON = {
    "unfit-water": "close-letter",
    "flood": "close-confirm",
    "fire": "close-return",
    "outage": "close-check",
}


def at_the_desk(village: Store, name: str) -> Clerk:
    """Whoever writes the statements of an incident opened with this scenario."""
    clerk = sit_down(village, name)
    for blank in clerk.desk.scenario.blanks:
        clerk.fill(blank.id, blank.example)
    return clerk


@pytest.fixture
def water(village: Store) -> Clerk:
    """Tap water is not fit to drink, and whatever the texts ask for is filled in."""
    return at_the_desk(village, "unfit-water")


@pytest.mark.parametrize(("name", "step"), HANGS_ON.items())
def test_the_end_is_approved_once_its_step_is_ticked_and_not_before(clerk, village, name, step):
    clerk = at_the_desk(village, name)
    worded = clerk.begin(CLOSING)
    clerk.not_yet(worded, step)

    with pytest.raises(InvalidValue) as refused:
        clerk.approve(clerk.now(worded))

    assert clerk.step(step).text in refused.value.sentence
    assert "Cierre" in refused.value.advice
    assert clerk.now(worded).statement.state is StatementState.DRAFT

    clerk.tick(step)
    clerk.approve(clerk.now(worded))
    assert clerk.now(worded).statement.state is StatementState.APPROVED


def test_the_check_says_which_step_is_missing_and_where_it_is(water):
    worded = water.begin(CLOSING)
    awaited = steps.awaited(water.desk, worded.statement)
    found = checks(worded.statement, worded.text("es"), Known(awaited=awaited))
    (end,) = [check for check in found if check.id == "end"]
    assert not end.well
    assert end.advice == (
        "El final depende del paso «Tener delante el escrito de Salud Pública», que no está"
        " marcado. Está en la lista de pasos, en «Cierre»."
    )


def test_with_the_letter_at_hand_the_whole_end_is_said(water):
    water.tick("close-letter")
    whole = water.begin(CLOSING).text("es").whole
    assert "vuelve a ser apta" in whole
    assert "deje correr cada grifo" in whole
    assert "Fin del aviso, " in whole
    assert "puntos de agua" not in whole


def test_an_end_approved_before_its_step_was_unticked_is_not_published(water):
    water.tick("close-letter")
    worded = water.begin(CLOSING)
    water.approve(worded)
    water.untick("close-letter")

    with pytest.raises(InvalidValue):
        water.publish(water.now(worded), "Web municipal")

    assert water.now(worded).publications == ()


def test_an_end_that_needs_no_letter_does_not_tick_that_it_went_out_with_one(clerk, water):
    water.not_needed("close-letter", "era otra red")
    worded = water.begin(CLOSING)
    water.approve(worded)
    water.publish(water.now(worded), "Web municipal")
    assert water.ticked("close-fit") is None


def test_published_with_the_letter_the_step_is_ticked_by_itself(water):
    water.tick("close-letter")
    worded = water.begin(CLOSING)
    water.approve(worded)
    water.publish(water.now(worded), "Web municipal")
    assert water.ticked("close-fit") is not None


def test_what_somebody_typed_as_over_is_refused_where_its_step_is_not_needed(clerk, water):
    water.tick("close-letter")
    worded = water.begin(CLOSING)
    water.write(worded, StatementPart.NEXT, f"{worded.text('es').next} Gracias.")
    typed = water.now(worded).text("es").next
    water.untick("close-letter")
    water.not_needed("close-letter", "era otra red")
    water.write(worded, StatementPart.NEXT, typed)
    with pytest.raises(InvalidValue) as refused:
        water.approve(water.now(worded))
    assert "Fin del aviso" in refused.value.sentence


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("typed", ["", " Gracias."])
def test_the_end_has_the_day_of_its_approval_and_not_that_on_which_its_draft_was_begun(
    water, clock, typed
):
    water.tick("close-letter")
    worded = water.begin(CLOSING)
    if typed:
        water.write(worded, StatementPart.NEXT, worded.text("es").next + typed)
    assert "Fin del aviso, 24/11/2026." in water.now(worded).text("es").next

    clock.moment += timedelta(days=1)
    water.approve(worded)

    assert "Fin del aviso, 25/11/2026." in water.now(worded).text("es").next
    said = water.desk.log[-1].text
    assert "Fin del aviso, 25/11/2026." in said

    clock.moment += timedelta(days=1)
    again = water.again(water.now(worded))
    water.approve(again)
    assert "Fin del aviso, 26/11/2026." in water.now(again).text("es").next


@pytest.mark.usefixtures("madrid")
def test_a_day_that_somebody_wrote_stays_at_the_approval(water, clock):
    water.tick("close-letter")
    worded = water.begin(CLOSING)
    water.write(worded, StatementPart.KNOWN, "La muestra del 24/11/2026 sale limpia.")
    clock.moment += timedelta(days=1)
    water.approve(worded)
    assert water.now(worded).text("es").known == "La muestra del 24/11/2026 sale limpia."


def test_the_end_does_not_carry_on_a_fact_from_before(village):
    clerk = sit_down(village, "unfit-water")
    clerk.fill("fact", "la muestra de las 17:33 sale con turbidez")
    assert "turbidez" not in clerk.begin(CLOSING).text("es").whole


def test_opened_again_the_steps_of_the_end_are_asked_anew(water):
    water.tick("close-letter")
    draft = water.begin(CLOSING)
    water.close("Ya es apta.")
    water.reopen("Vuelven a llamar vecinos")

    assert water.ticked("close-letter") is None
    assert "Según el escrito" not in water.now(draft).text("es").whole
    with pytest.raises(InvalidValue):
        water.approve(water.now(draft))
    assert water.desk.log[-1].text == (
        "Abierto otra vez: «Tener delante el escrito de Salud Pública»."
    )
