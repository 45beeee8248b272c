"""What is said of the hour at which the public hears more: promised only once somebody did."""

from datetime import timedelta

import pytest

from core.crisis.incidents import clock as reminding
from core.crisis.incidents.clock import next_update
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.statements import statements, steps
from core.crisis.texts import drafts
from core.days import clock_time
from tests.core.crisis.clerk import sit_down

pytestmark = pytest.mark.usefixtures("madrid")
MINUTE = timedelta(minutes=1)


def test_until_somebody_promises_an_hour_it_is_the_one_recommended_for_the_first_line(clerk, clock):
    desk = clerk.desk
    due = desk.next_due
    assert due is not None
    hour = clock_time(due)
    assert not desk.promised
    assert next_update(desk, clock.now()) == f"primer aviso, recomendado para las {hour}"
    told = reminding.sentence(desk, reminding.Passed(10 * MINUTE))
    assert told == f"Faltan 10 min para el primer aviso, recomendado para las {hour}."


@pytest.mark.parametrize("minutes", [0, 20])
def test_what_the_person_promises_is_promised_also_the_hour_that_was_recommended(
    clerk, clock, minutes
):
    due = clerk.desk.next_due
    assert due is not None
    due += minutes * MINUTE
    clerk.promise(due)

    desk = clerk.desk
    assert desk.promised
    said = f"próximo aviso, prometido para las {clock_time(due)}"
    assert next_update(desk, clock.now()) == said
    assert desk.log[-1].text == f"Próximo aviso, prometido para las {clock_time(due)}."


def test_a_published_text_promises_the_hour_that_it_says(clerk, clock):
    worded = clerk.approved()
    assert not clerk.desk.promised
    clerk.publish(worded, "Web municipal")

    due = worded.statement.next_update_at
    assert due is not None
    said = f"próximo aviso, prometido para las {clock_time(due)}"
    assert next_update(clerk.desk, clock.now()) == said


def test_after_a_text_that_promises_nothing_no_hour_is_promised(village, clock):
    clerk = sit_down(village, "death")
    clerk.publish(clerk.approved(StatementKind.CONDOLENCE), "Web municipal")

    desk = clerk.desk
    assert next_update(desk, clock.now()) == "próximo aviso"
    assert desk.until_update(clock.now()) is None
    assert reminding.passed(desk, clock.now(), clock.now() + timedelta(hours=2)).left is None


@pytest.mark.parametrize("scenario", ["poisoned-animals", "death", "flood"])
def test_a_denial_that_is_out_first_leaves_the_first_line_its_hour(village, clock, scenario):
    clerk = sit_down(village, scenario)
    before = clerk.desk.next_due
    said = next_update(clerk.desk, clock.now())
    assert before is not None
    clerk.later(minutes=1)

    clerk.publish(clerk.approved(StatementKind.DENIAL), "Web municipal")

    assert clerk.desk.next_due == before
    assert next_update(clerk.desk, clock.now()) == said
    assert said.startswith("primer aviso, recomendado para las ")

    clerk.publish(clerk.approved(), "Web municipal")
    assert next_update(clerk.desk, clock.now()).startswith("próximo aviso, prometido")


def test_what_a_first_denial_promises_before_the_hour_of_the_first_line_is_due_first(clerk, clock):
    worded = clerk.begin(StatementKind.DENIAL)
    soon = clock.now() + MINUTE
    clerk.do(statements.set_next_update, worded, soon, clerk.hand())
    for part in StatementPart:
        clerk.write(worded, part, f"Más a las {clock_time(soon)}.")
    clerk.approve(clerk.now(worded))
    clerk.publish(clerk.now(worded), "Web municipal")

    desk = clerk.desk
    assert desk.next_due == soon
    assert next_update(desk, clock.now()).startswith("próximo aviso, prometido")


def test_a_draft_says_no_earlier_hour_than_is_promised_before_anything_is_public(clerk, clock):
    due = clock.now() + timedelta(hours=3)
    before = clerk.begin()

    clerk.promise(due)

    for worded in (clerk.now(before), clerk.begin()):
        assert worded.statement.next_update_at == due
        assert f"a las {clock_time(due)}" in worded.text("es").next


def test_an_hour_that_only_is_recommended_leaves_no_approved_text_behind(village):
    clerk = sit_down(village, "death")
    waits = clerk.approved()
    clerk.publish(clerk.approved(StatementKind.CONDOLENCE), "Web municipal")

    assert drafts.behind(clerk.desk) == []
    clerk.publish(waits, "Bando")


def test_another_hour_at_the_desk_does_not_untell_the_one_that_the_public_was_told(clerk, clock):
    worded = clerk.approved()
    clerk.publish(worded, "Web municipal", "Bando", "Facebook")
    told = worded.statement.next_update_at
    assert told is not None
    due = told + timedelta(hours=3)

    clerk.promise(due)

    desk = clerk.desk
    said = f"próximo aviso, prometido para las {clock_time(told)}"
    assert next_update(desk, clock.now()) == said
    assert reminding.passed(desk, told - MINUTE, told).urgent
    untold = drafts.untold(desk)
    assert untold is not None
    assert drafts.says_told(untold) == (
        f"Se dijo {clock_time(told)} en 3 sitios; publique la nueva hora, {clock_time(due)}."
    )
    assert desk.log[-1].text == (
        f"Próximo aviso, prometido para las {clock_time(due)}."
        f" Al público se le ha dicho {clock_time(told)}."
    )

    update = clerk.begin(StatementKind.INSTRUCTIONS)
    assert update.statement.next_update_at == due
    for part in StatementPart:
        clerk.write(update, part, "")
    clerk.write(update, StatementPart.KNOWN, f"Más a las {clock_time(due)}.")
    clerk.approve(update)
    clerk.publish(update, "Web municipal")

    desk = clerk.desk
    assert desk.next_due == due
    assert drafts.untold(desk) is None


def test_what_waits_and_says_the_other_hour_tells_it_whatever_its_kind(clerk, clock):
    clerk.publish(clerk.approved(), "Web municipal")
    clerk.promise(clock.now() + timedelta(hours=3))
    assert steps.saying_hour(clerk.desk) is None

    confirmed = clerk.begin(StatementKind.CONFIRMED)
    assert steps.saying_hour(clerk.desk) == confirmed

    clerk.promise(None)
    assert steps.saying_hour(clerk.desk) is None
    clerk.tick("check-boxes")
    assert steps.saying_hour(clerk.desk) is None
    closing = clerk.begin(StatementKind.CLOSING)
    assert steps.saying_hour(clerk.desk) == closing


def test_condolences_that_promise_nothing_do_not_tell_that_there_will_be_no_more(village):
    clerk = sit_down(village, "death")
    clerk.publish(clerk.approved(), "Web municipal")
    clerk.begin(StatementKind.CONDOLENCE)

    clerk.promise(None)

    assert steps.saying_hour(clerk.desk) is None


def test_promising_nothing_more_leaves_the_public_waiting_until_it_is_told_the_end(clerk, clock):
    worded = clerk.approved()
    clerk.publish(worded, "Web municipal")
    told = worded.statement.next_update_at
    assert told is not None

    clerk.promise(None)

    untold = drafts.untold(clerk.desk)
    assert untold is not None
    assert drafts.says_told(untold) == (
        f"Se dijo {clock_time(told)} en un sitio; diga también que no habrá más información."
    )
    clerk.tick("check-boxes")
    clerk.publish(clerk.approved(StatementKind.CLOSING), "Web municipal")
    assert clerk.desk.next_due is None
    assert drafts.untold(clerk.desk) is None
