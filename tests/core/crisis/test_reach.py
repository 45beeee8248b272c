"""A correction and the end are out only once they are wherever the first text went."""

from datetime import timedelta

import pytest

from core.crisis.desk import Desk
from core.crisis.incidents import open_ends
from core.crisis.kinds import Opens, StatementKind
from tests.core.crisis.clerk import Clerk

POSTER = "Cartel en el bar El Rincón"
CLOSING, CORRECTION = StatementKind.CLOSING, StatementKind.CORRECTION


@pytest.fixture
def told(clerk: Clerk) -> Clerk:
    """A first line that went out in three places, one of them written by hand."""
    clerk.publish(clerk.approved(), "Web municipal", "Bando", POSTER)
    return clerk


def named(desk: Desk) -> list[str]:
    """What closing names of the statements."""
    return [end.sentence for end in open_ends.still_open(desk) if end.part is Opens.STATEMENTS]


@pytest.mark.parametrize("kind", [CLOSING, CORRECTION])
def test_it_goes_to_the_place_that_somebody_wrote_by_hand_too(told, kind):
    worded = told.approved(kind)
    outlet = told.outlets(worded)[POSTER]
    assert outlet.text == worded.text("es").whole


@pytest.mark.parametrize(("kind", "name"), [(CLOSING, "Cierre"), (CORRECTION, "Corrección")])
def test_closing_names_the_places_that_still_say_the_old_thing(told, kind, name):
    worded = told.approved(kind)
    told.publish(worded, "Web municipal")

    desk = told.desk
    assert desk.still_said_in(told.now(worded)) == ("Bando", POSTER)
    assert f"«{name}» no ha salido aún en Bando, {POSTER}: allí sigue lo de antes." in named(desk)

    told.publish(told.now(worded), "Bando", POSTER)
    assert told.desk.still_said_in(told.now(worded)) == ()
    assert not [text for text in named(told.desk) if text.startswith(f"«{name}»")]


def test_the_step_and_the_promise_wait_until_the_end_is_told_everywhere(told):
    due = told.desk.next_due
    assert due is not None
    worded = told.approved(CLOSING)
    told.publish(worded, "Web municipal", "Bando")

    assert told.ticked("close-result") is None
    assert told.desk.next_due == due

    told.publish(told.now(worded), POSTER)
    assert told.ticked("close-result") is not None
    assert told.desk.incident.next_update_at is None
    assert told.desk.next_due is None


def test_an_end_from_before_it_was_open_again_reaches_nobody_any_more(told, clock):
    told.publish(told.approved(CLOSING), "Web municipal", "Bando", POSTER)
    clock.moment += timedelta(minutes=5)
    told.close("Ya está.")
    clock.moment += timedelta(minutes=5)
    told.reopen("Otro perro enfermo")
    worded = told.approved(CLOSING)
    told.publish(worded, "Web municipal")

    assert told.ticked("close-result") is None
    assert told.desk.still_said_in(told.now(worded)) == ("Bando", POSTER)


def test_where_the_end_is_out_nothing_has_to_be_corrected_any_more(told):
    correction = told.approved(CORRECTION)
    told.publish(correction, "Web municipal")
    told.publish(told.approved(CLOSING), "Web municipal", "Bando", POSTER)
    assert told.desk.still_said_in(told.now(correction)) == ()


def test_a_text_from_after_the_correction_needs_none(told, clock):
    correction = told.approved(CORRECTION)
    told.publish(correction, "Web municipal", "Bando", POSTER)
    clock.moment += timedelta(minutes=5)
    told.publish(told.approved(StatementKind.CONFIRMED), "Radio local")
    assert told.desk.still_said_in(told.now(correction)) == ()


def test_an_update_goes_where_the_town_publishes_and_no_further(told):
    worded = told.approved(StatementKind.CONFIRMED)
    assert POSTER not in told.outlets(worded)
    told.publish(worded, "Web municipal")
    assert told.desk.still_said_in(told.now(worded)) == ()
