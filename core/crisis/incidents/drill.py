"""Drills: a scenario that happens on a set clock; which was done when, and which comes next.

A drill is an incident that is marked as one: the same desk, another clock of what happens, and a
score that the person gives. None of its figures is counted with the real ones.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.crisis import log
from core.crisis.desk import Desk, past
from core.crisis.incidents import closing
from core.crisis.log import Hand
from core.crisis.model import Incident, InjectShown, Lesson, LogKind
from core.crisis.records import incidents as records
from core.crisis.scenario import DrillPlan, Inject, Scenario
from core.crisis.scenarios import library
from core.crisis.scenarios.library import rehearsal
from core.i18n import _
from core.plan import records as plan_records
from core.plan.rules.protocol import REHEARSAL_HOLDS
from core.store import Connection
from core.town.model import checked_lines, checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Score:
    """How many of the expected things were there, of those that were judged."""

    met: int
    of: int

    @property
    def share(self) -> int | None:
        """In percent, or None when nothing was judged."""
        return round(100 * self.met / self.of) if self.of else None


def plan_of(desk: Desk) -> DrillPlan:
    """The rehearsal of a drill's scenario. Raises `InvalidValue` when it has none."""
    return rehearsal(desk.scenario)


def in_order(plan: DrillPlan) -> list[Inject]:
    """The injects by their minute, as a town may have written them in any order."""
    return sorted(plan.injects, key=lambda inject: inject.minute)


def due(desk: Desk, now: datetime) -> list[Inject]:
    """The injects whose minute has come and that have not arrived yet, in order."""
    since = desk.incident.opened_at
    return [inject for inject in to_come(desk) if since + timedelta(minutes=inject.minute) <= now]


def to_come(desk: Desk) -> list[Inject]:
    """The injects that have not arrived yet, in order."""
    shown = {inject.inject for inject in desk.injects}
    return [inject for inject in in_order(plan_of(desk)) if inject.id not in shown]


def arrived(desk: Desk) -> list[tuple[Inject, InjectShown]]:
    """What has arrived, in order, with what was done about it."""
    shown = {inject.inject: inject for inject in desk.injects}
    return [(inject, shown[inject.id]) for inject in in_order(plan_of(desk)) if inject.id in shown]


def ends_at(desk: Desk) -> datetime:
    """When the time of the drill is over."""
    return desk.incident.opened_at + timedelta(minutes=plan_of(desk).minutes)


def arrive(db: "Database", desk: Desk, inject: Inject, hand: Hand) -> int:
    """An inject arrives, on time or because the person is ready; returns the id of its record.

    What has arrived already does not arrive again.
    """
    there = records.of(db.conn, InjectShown, desk.incident.id)
    found = next((shown for shown in there if shown.inject == inject.id), None)
    if found is not None:
        return found.id
    shown_id = records.put(db, InjectShown(desk.incident.id, inject.id, hand.moment))
    text = log.told(db, desk.incident.id, lambda: _("Drill, minute {minute}: {title}"))
    told = text.format(minute=inject.minute, title=inject.title)
    log.write(db, desk.incident.id, hand, LogKind.INJECT, told)
    return shown_id


def note(db: "Database", shown: InjectShown, text: str) -> None:
    """Keep what is being typed about an inject. Raises `InvalidValue` when it is too long."""
    records.put(db, replace(_stored(db, shown), answer=checked_lines(text)))


def answer(db: "Database", shown: InjectShown, text: str, hand: Hand) -> None:
    """What the person did about an inject, who goes on. Raises `InvalidValue` when too long."""
    said = checked_lines(text)
    records.put(db, replace(_stored(db, shown), answer=said, answered_at=hand.moment))


def judge(db: "Database", shown: InjectShown, met: Collection[int], hand: Hand) -> None:
    """Which of the things expected were there, by their number from 0."""
    numbers = tuple(str(number) for number in sorted(met))
    records.put(db, replace(_stored(db, shown), met=numbers, scored_at=hand.moment))


def _stored(db: "Database", shown: InjectShown) -> InjectShown:
    """As it is kept now: two fields of a form may each have read it before the other wrote."""
    return records.part(db.conn, InjectShown, shown.id) or shown


def score(desk: Desk) -> Score:
    """How the drill went by the person's own judgement; injects not judged do not count."""
    return scored(plan_of(desk), desk.injects)


def scored(plan: DrillPlan, injects: Iterable[InjectShown]) -> Score:
    """The same from the parts of a drill."""
    expected = {inject.id: len(inject.expected) for inject in plan.injects}
    judged = [inject for inject in injects if inject.scored_at is not None]
    return Score(
        sum(len(shown.met) for shown in judged),
        sum(expected.get(shown.inject, 0) for shown in judged),
    )


def improve(
    db: "Database", incident_id: int, lesson: Lesson | None, text: str, owner: str, day: date | None
) -> int:
    """Write, change or, without a text, take away one of the improvements; returns its id, or 0.

    Raises `InvalidValue` when a text is too long.
    """
    said = checked_text(text)
    if not said:
        if lesson is not None:
            records.remove(db, lesson)
        return 0
    if lesson is None:
        return closing.learn(db, incident_id, said, owner, day)
    return records.put(db, replace(lesson, text=said, owner=checked_text(owner), due_on=day))


def end(db: "Database", desk: Desk, message: str, hand: Hand) -> Incident:
    """The drill is over; the plan notes the day. Raises `InvalidValue` without a message.

    Its score and its improvements are its review. One that was broken off before anything arrived
    was no rehearsal.
    """
    day = hand.moment.astimezone().date()
    closed = closing.close(db, desk.incident, message, "", closing.review_day(day), hand)
    ended = replace(closed, review_on=None)
    records.save(db, ended)
    charter = plan_records.charter(db.conn)
    if desk.injects and (charter.rehearsed_on is None or charter.rehearsed_on < day):
        plan_records.save(db, replace(charter, rehearsed_on=day))
    return ended


def last(connection: Connection) -> date | None:
    """The day of the last rehearsal: of a drill that was ended here, or as the plan says."""
    rehearsed = {record.incident_id for record in records.every(connection, InjectShown)}
    ended = [
        record.closed_at.astimezone().date()
        for record in records.everything(connection)
        if record.drill and record.closed_at is not None and record.id in rehearsed
    ]
    planned_on = plan_records.charter(connection).rehearsed_on
    return max([*ended, *([planned_on] if planned_on else [])], default=None)


def overdue(connection: Connection, today: date) -> bool:
    """Nobody has rehearsed for four months, or ever."""
    day = last(connection)
    return day is None or today - day > REHEARSAL_HOLDS


_WELL, _HALF = 80, 50
"""Percent of what was expected; the person's own judgement is no finer than three words."""


@dataclass(frozen=True)
class Rehearsal:
    """A drill that can be done, and when it was done last, if ever."""

    scenario: Scenario
    plan: DrillPlan
    on: date | None = None
    score: Score | None = None
    """Of that last time."""


def everything(connection: Connection) -> list[Rehearsal]:
    """The drills of the scenarios in use, by the number of their sheets."""
    ended = _ended(connection)
    return [
        Rehearsal(offered.scenario, plan, *ended.get(offered.scenario.id, (None, None)))
        for offered in library.in_use(connection)
        if (plan := offered.scenario.drill) is not None and plan.injects
    ]


def _ended(connection: Connection) -> dict[str, tuple[date, Score]]:
    """By scenario, the day and the score of the last drill in which something arrived."""
    found: dict[str, tuple[date, Score]] = {}
    for incident in past(connection, drills=True):
        injects = records.of(connection, InjectShown, incident.id)
        plan = library.of_incident(connection, incident).drill
        if incident.closed_at is None or plan is None or not injects:
            continue
        day = incident.closed_at.astimezone().date()
        if incident.scenario not in found or found[incident.scenario][0] < day:
            found[incident.scenario] = (day, scored(plan, injects))
    return found


def proposed(rehearsals: Iterable[Rehearsal]) -> Rehearsal | None:
    """One that was never done, or else the one done longest ago; the first sheet of several."""
    return min(rehearsals, key=lambda item: item.on or date.min, default=None)


def figures(score: Score) -> str:
    """`9 de 13`."""
    return _("{done} of {count}").format(done=score.met, count=score.of)


def verdict(score: Score) -> str:
    """What a score says, in a sentence."""
    if score.share is None:
        return _("Nothing has been judged yet.")
    if score.share >= _WELL:
        return _("It would work. Rehearse another one within four months.")
    if score.share >= _HALF:
        return _("It would work, with gaps. Choose what to improve.")
    return _("A lot would fail. Improve three things and rehearse it again soon.")
