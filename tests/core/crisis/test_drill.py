"""A drill: what happens arrives on time, is scored, and stays apart from what is real."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis import drill, linking, opening, statements
from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind
from core.crisis.log import Hand
from core.crisis.opening import Wish
from core.errors import InvalidValue
from core.plan import records as plan_records
from core.store import Store, Topic

Writes = Callable[[], Hand]


@pytest.fixture
def rehearsal(village: Store, hand: Writes) -> Callable[[], Desk]:
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("poisoned-animals", drill=True), hand())

    def read() -> Desk:
        with village.read() as connection:
            found = desks.load(connection, number)
        assert found is not None
        return found

    return read


def test_injects_arrive_when_their_minute_comes(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes, clock: FixedClock
) -> None:
    plan = drill.plan_of(rehearsal())
    assert drill.due(rehearsal(), clock.now()) == []
    clock.moment += timedelta(minutes=plan.injects[1].minute)
    assert drill.due(rehearsal(), clock.now()) == list(plan.injects[:2])
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.arrive(db, rehearsal(), plan.injects[0], hand())
    assert drill.due(rehearsal(), clock.now()) == [plan.injects[1]]
    assert plan.injects[0].title in rehearsal().log[-1].text


def test_the_score_counts_what_was_judged(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes
) -> None:
    first = drill.plan_of(rehearsal()).injects[0]
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.arrive(db, rehearsal(), first, hand())
    assert drill.score(rehearsal()).share is None
    with village.change(Topic.CRISIS, undoable=False) as db:
        drill.judge(db, rehearsal().injects[0], {0, 2}, hand())
    found = drill.score(rehearsal())
    assert (found.met, found.of) == (2, len(first.expected))


def test_every_text_of_a_drill_says_that_it_is_one(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        statements.draft(db, rehearsal(), StatementKind.HOLDING, hand())
    assert rehearsal().statements[0].text("es").whole.startswith("SIMULACRO. ")


def test_a_drill_that_ends_is_noted_in_the_plan(
    village: Store, rehearsal: Callable[[], Desk], hand: Writes, clock: FixedClock
) -> None:
    with village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
        drill.end(db, rehearsal(), "Salió en veintitrés minutos.", hand())
    with village.read() as connection:
        assert plan_records.load(connection).charter.rehearsed_on == clock.today()
        assert drill.last(connection) == clock.today()
        assert not drill.overdue(connection, clock.today())
        assert drill.overdue(connection, clock.today() + timedelta(days=123))
        assert desks.past(connection, drills=False) == []
        assert [one.id for one in desks.past(connection, drills=True)] == [rehearsal().incident.id]


def test_no_mention_is_tied_to_a_drill(village: Store, rehearsal: Callable[[], Desk]) -> None:
    with village.read() as connection:
        assert not linking.waiting(connection)
    with village.change(Topic.CRISIS, undoable=False) as db:
        assert linking.link_new(db, village.clock.now()) == 0


def test_a_scenario_without_a_drill_says_so(opened: Callable[[], Desk]) -> None:
    from dataclasses import replace

    from msgspec.structs import replace as with_fields

    bare = replace(opened(), scenario=with_fields(opened().scenario, drill=None))
    with pytest.raises(InvalidValue, match="no tiene simulacro"):
        drill.plan_of(bare)
