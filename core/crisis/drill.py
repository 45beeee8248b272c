"""Drills: a scenario that happens on a set clock, for one person, in 15 to 30 minutes.

A drill is an incident that is marked as one: the same desk, another clock of what happens, and a
score that the person gives. None of its figures is counted with the real ones.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.crisis import closing, log
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.model import Incident, InjectShown, LogKind
from core.crisis.records import incidents as records
from core.crisis.scenario import DrillPlan, Inject
from core.crisis.scenarios import rehearsal
from core.i18n import _
from core.plan import records as plan_records
from core.plan.rules.protocol import REHEARSAL_HOLDS
from core.store import Connection
from core.town.model import checked_lines

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


def due(desk: Desk, now: datetime) -> list[Inject]:
    """The injects whose minute has come and that have not arrived yet, in order."""
    shown = {one.inject for one in desk.injects}
    return [
        one
        for one in plan_of(desk).injects
        if one.id not in shown and desk.incident.opened_at + timedelta(minutes=one.minute) <= now
    ]


def to_come(desk: Desk) -> list[Inject]:
    """The injects that have not arrived yet, in order."""
    shown = {one.inject for one in desk.injects}
    return [one for one in plan_of(desk).injects if one.id not in shown]


def ends_at(desk: Desk) -> datetime:
    """When the time of the drill is over."""
    return desk.incident.opened_at + timedelta(minutes=plan_of(desk).minutes)


def arrive(db: "Database", desk: Desk, inject: Inject, hand: Hand) -> int:
    """An inject arrives, on time or because the person is ready; returns the id of its record."""
    shown_id = records.put(db, InjectShown(desk.incident.id, inject.id, hand.moment))
    text = _("Drill, minute {minute}: {title}").format(minute=inject.minute, title=inject.title)
    log.write(db, desk.incident.id, hand, LogKind.INJECT, text)
    return shown_id


def answer(db: "Database", shown: InjectShown, text: str, hand: Hand) -> None:
    """What the person did about an inject. Raises `InvalidValue` when it is too long."""
    records.put(db, replace(shown, answer=checked_lines(text), answered_at=hand.moment))


def judge(db: "Database", shown: InjectShown, met: Collection[int], hand: Hand) -> None:
    """Which of the things expected were there, by their number from 0."""
    numbers = tuple(str(number) for number in sorted(met))
    records.put(db, replace(shown, met=numbers, scored_at=hand.moment))


def score(desk: Desk) -> Score:
    """How the drill went by the person's own judgement; injects not judged do not count."""
    expected = {one.id: len(one.expected) for one in plan_of(desk).injects}
    judged = [one for one in desk.injects if one.scored_at is not None]
    return Score(
        sum(len(one.met) for one in judged), sum(expected.get(one.inject, 0) for one in judged)
    )


def end(db: "Database", desk: Desk, message: str, hand: Hand) -> Incident:
    """The drill is over; the plan notes the day. Raises `InvalidValue` without a message."""
    day = hand.moment.astimezone().date()
    ended = closing.close(db, desk.incident, message, "", closing.review_day(day), hand)
    charter = plan_records.load(db.conn).charter
    if charter.rehearsed_on is None or charter.rehearsed_on < day:
        plan_records.save(db, replace(charter, rehearsed_on=day))
    return ended


def last(connection: Connection) -> date | None:
    """The day of the last rehearsal: of a drill that was ended here, or as the plan says."""
    ended = [
        one.closed_at.astimezone().date()
        for one in records.everything(connection)
        if one.drill and one.closed_at is not None
    ]
    planned = plan_records.load(connection).charter.rehearsed_on
    return max([*ended, *([planned] if planned else [])], default=None)


def overdue(connection: Connection, today: date) -> bool:
    """Nobody has rehearsed for four months, or ever."""
    day = last(connection)
    return day is None or today - day > REHEARSAL_HOLDS
