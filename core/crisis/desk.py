"""An incident as the desk shows it: everything that belongs to it, and by when things are due."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.crisis import town_facts
from core.crisis.case import Moderation
from core.crisis.kinds import ENDING, PUBLISHING, Phase, StatementKind
from core.crisis.model import (
    Call,
    Complainant,
    Fact,
    Incident,
    InjectShown,
    Lesson,
    LinkedItem,
    LogEntry,
    LogKind,
    Publication,
    Rumour,
    Statement,
    StatementState,
    StatementText,
    Tick,
    WornHat,
)
from core.crisis.records import incidents as records
from core.crisis.records import log
from core.crisis.scenario import Scenario, ScenarioStep
from core.crisis.scenarios import library
from core.days import on_the_wall
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.plan.model import Level
from core.roster.model import Hat
from core.store import Connection

FIRST_LINE = {LevelName.RED: 30, LevelName.ORANGE: 60, LevelName.YELLOW: 60}
"""Minutes to the first public line where the plan does not say (CERC; the levels proposed)."""

_UNTIL_THE_LINE = (Phase.BEFORE, Phase.FIRST_LINE)

_AGREES = timedelta(minutes=2)
"""A clock that the network puts right by seconds is no wrong one."""


def first_line_minutes(connection: Connection, level: LevelName) -> int | None:
    """Minutes to the first public line on a level: by the plan, or else by `FIRST_LINE`."""
    return first_line_of(plan_records.every(connection, Level), level)


def first_line_of(levels: Iterable[Level], level: LevelName) -> int | None:
    """The same of the levels that a plan has."""
    planned = next((other.minutes for other in levels if other.name is level), None)
    return FIRST_LINE.get(level) if planned is None else planned


def first_line_due(connection: Connection, level: LevelName, since: datetime) -> datetime | None:
    """When the public is to hear the first line of an incident opened at `since`."""
    minutes = first_line_minutes(connection, level)
    return None if minutes is None else since + timedelta(minutes=minutes)


def due(
    scenario: Scenario, step: ScenarioStep, opened_at: datetime, first_line: int | None
) -> datetime | None:
    """By when a step should be done; None when it has no hurry of its own.

    Those of the updates begin anew with each: their hour is the one promised to the public.
    """
    if step.minutes is None or step.phase is Phase.UPDATES:
        return None
    return opened_at + timedelta(minutes=minutes_to(scenario, step, first_line))


def minutes_to(scenario: Scenario, step: ScenarioStep, first_line: int | None) -> int:
    """Minutes from the opening by which a step should be done.

    Where the level leaves fewer to the first line than the scenario takes, the steps until then
    are closer together.
    """
    minutes = step.minutes or 0
    usual = max((item.minutes or 0 for item in scenario.of(Phase.FIRST_LINE)), default=0)
    if step.phase in _UNTIL_THE_LINE and first_line is not None and first_line < usual:
        return math.ceil(minutes * first_line / usual)
    return minutes


_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Worded:
    """A statement with its words and where it was published."""

    statement: Statement
    texts: tuple[StatementText, ...]
    publications: tuple[Publication, ...] = ()

    def text(self, language: str) -> StatementText:
        """The words in one language, empty where there are none."""
        return next(
            (text for text in self.texts if text.language == language),
            StatementText(self.statement.id, language),
        )


@dataclass(frozen=True)
class Desk:
    """All of an incident or a drill."""

    incident: Incident
    scenario: Scenario
    """As the town read it when the incident was opened."""
    log: tuple[LogEntry, ...] = ()
    """In the order of writing."""
    ticks: tuple[Tick, ...] = ()
    hats: tuple[WornHat, ...] = ()
    """All, also those that were handed over."""
    calls: tuple[Call, ...] = ()
    facts: tuple[Fact, ...] = ()
    statements: tuple[Worded, ...] = ()
    complainants: tuple[Complainant, ...] = ()
    rumours: tuple[Rumour, ...] = ()
    linked: tuple[LinkedItem, ...] = ()
    moderation: tuple[Moderation, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    injects: tuple[InjectShown, ...] = ()
    blanks: tuple[tuple[str, str], ...] = ()
    """Id and value of the blanks that were filled in."""
    first_line: int | None = None
    """Minutes from the opening to the first public line, by level and plan."""
    places: tuple[str, ...] = ()
    """Where the town publishes the first line."""
    untouched: bool = False
    """Whether the scenario is the program's own, which speaks its other languages too."""

    def outruns(self, now: datetime) -> bool:
        """Whether the log holds what was written later than `now`: a clock is, or was, wrong."""
        return any(entry.written_at > now + _AGREES for entry in self.log)

    def due(self, step: ScenarioStep) -> datetime | None:
        """By when a step should be done; None when it has no hurry of its own."""
        return due(self.scenario, step, self.incident.opened_at, self.first_line)

    def tick(self, step: ScenarioStep) -> Tick | None:
        """What became of a step; of the updates, in the round that is under way."""
        wanted = round_of(self.incident, step.phase)
        return next(
            (tick for tick in self.ticks if tick.step == step.id and tick.round == wanted), None
        )

    def places_of(self, step: ScenarioStep) -> tuple[str, ...]:
        """Where the text goes whose publication is this step: the first line wherever the town
        publishes, what ends or corrects wherever that was told. Nothing of others, which are done
        wherever their text is public."""
        if step.done_by not in PUBLISHING:
            return ()
        if step.phase is Phase.FIRST_LINE:
            return self.places
        return self.told_in() if step.statement in ENDING else ()

    def not_out_in(self, step: ScenarioStep) -> tuple[str, ...]:
        """Where the text whose publication is this step still has to go."""
        same = [item for item in self.statements if item.statement.kind is step.statement]
        out = _channels(self._ends() if step.statement is StatementKind.CLOSING else same)
        return tuple(text for text in self.places_of(step) if text not in out)

    def _ends(self) -> list[Worded]:
        """Texts that told the end, since it was last open."""
        opened = [entry.at for entry in self.log if entry.kind is LogKind.OPENED]
        since = max(opened, default=self.incident.opened_at)
        return [
            statement
            for statement in self.statements
            if statement.statement.kind is StatementKind.CLOSING
            and (statement.statement.published_at or since) >= since
        ]

    def told_in(self) -> tuple[str, ...]:
        """Where anything was told that the end has to reach."""
        return _channels(item for item in self.statements if item.statement.kind not in ENDING)

    def still_said_in(self, worded: Worded) -> tuple[str, ...]:
        """Where what this text takes back was told and still stands, once it is out somewhere;
        nothing of a text that takes nothing back."""
        kind, since = worded.statement.kind, worded.statement.published_at
        if kind not in ENDING or since is None:
            return ()
        before = (
            item
            for item in self.statements
            if item.statement.kind not in ENDING and (item.statement.published_at or since) <= since
        )
        told = self.told_in() if kind is StatementKind.CLOSING else _channels(before)
        out = _channels((worded, *self._ends()))
        return tuple(text for text in told if text not in out)

    def progress(self, phase: Phase) -> tuple[int, int]:
        """How many steps of a phase are settled, and of how many."""
        steps = self.scenario.of(phase)
        return sum(self.tick(step) is not None for step in steps), len(steps)

    def next_step(self) -> ScenarioStep | None:
        """The first step that is not settled, or None."""
        return next((step for step in self.scenario.steps if self.tick(step) is None), None)

    def worn(self, hat: Hat) -> WornHat | None:
        """Who wears a hat now."""
        return next((item for item in self.hats if item.hat is hat and item.until is None), None)

    def elapsed(self, now: datetime) -> timedelta:
        """Since it was opened, until it was closed or now, in whole minutes."""
        until = self.incident.closed_at or now
        return max(on_the_wall(self.incident.opened_at, until), timedelta())

    @property
    def promised(self) -> bool:
        """Whether somebody has said when the public hears more: at the desk, or in a text that is
        out."""
        return any(entry.kind is LogKind.UPDATE for entry in self.log) or any(
            item.statement.next_update_at is not None for item in self._out()
        )

    @property
    def promise(self) -> datetime | None:
        """The hour that was promised last, at the desk or in public: what the next text says."""
        return self.incident.next_update_at if self.promised else None

    @property
    def told(self) -> datetime | None:
        """The hour that the public was told last; None once it was told the end everywhere."""
        hour = None
        for item in sorted(self._out(), key=lambda each: each.statement.published_at or _FIRST):
            ends = item.statement.kind is StatementKind.CLOSING and not self.still_said_in(item)
            hour = None if ends else item.statement.next_update_at or hour
        return hour

    @property
    def _first_due(self) -> datetime | None:
        """By when level and plan want the first line, while denials alone are out and nobody
        promised another hour at the desk; else None."""
        out = {item.statement.kind for item in self._out()}
        asked = any(entry.kind is LogKind.UPDATE for entry in self.log)
        if out != {StatementKind.DENIAL} or asked or self.first_line is None:
            return None
        return self.incident.opened_at + timedelta(minutes=self.first_line)

    @property
    def next_due(self) -> datetime | None:
        """When the public is to hear more: the hour that it was told, or else the one promised at
        the desk, and before more than a denial is out the one by which level and plan want the
        first line. None where there is none."""
        if self.told is not None or self._out():
            return min(filter(None, (self.told or self.promise, self._first_due)), default=None)
        return self.incident.next_update_at

    @property
    def due_is_promised(self) -> bool:
        """Whether `next_due` is an hour that somebody promised, and not the one recommended."""
        return self.promised and (self.next_due is None or self.next_due != self._first_due)

    def until_update(self, now: datetime) -> timedelta | None:
        """Until `next_due`; negative when it is late, None where there is none."""
        due = self.next_due
        return None if due is None or not self.incident.open else due - now

    def _out(self) -> list[Worded]:
        return [
            statement
            for statement in self.statements
            if statement.statement.state is StatementState.PUBLISHED
        ]


def _channels(statements: Iterable[Worded]) -> tuple[str, ...]:
    """Where these are out, each place once."""
    return tuple(dict.fromkeys(place.channel for item in statements for place in item.publications))


def round_of(incident: Incident, phase: Phase) -> int:
    """The round in which a step of this phase is ticked: only the updates come again."""
    return incident.round if phase is Phase.UPDATES else 0


def load(connection: Connection, incident_id: int) -> Desk | None:
    """All of an incident, or None when there is none of that number."""
    incident = records.one(connection, incident_id)
    if incident is None:
        return None
    scenario = library.of_incident(connection, incident)
    return Desk(
        incident=incident,
        scenario=scenario,
        log=tuple(log.of(connection, incident_id)),
        ticks=tuple(records.of(connection, Tick, incident_id)),
        hats=tuple(records.of(connection, WornHat, incident_id)),
        calls=tuple(records.of(connection, Call, incident_id)),
        facts=tuple(records.of(connection, Fact, incident_id)),
        statements=tuple(
            worded(connection, record) for record in records.of(connection, Statement, incident_id)
        ),
        complainants=tuple(records.of(connection, Complainant, incident_id)),
        rumours=tuple(records.of(connection, Rumour, incident_id)),
        linked=tuple(records.of(connection, LinkedItem, incident_id)),
        moderation=tuple(records.of(connection, Moderation, incident_id)),
        lessons=tuple(records.of(connection, Lesson, incident_id)),
        injects=tuple(records.of(connection, InjectShown, incident_id)),
        blanks=tuple(sorted(records.blanks(connection, incident_id).items())),
        first_line=first_line_minutes(connection, incident.level),
        places=town_facts.first_places(connection, scenario),
        untouched=library.untouched(scenario, incident.language),
    )


def worded(connection: Connection, statement: Statement) -> Worded:
    """A statement with its words and where it was published."""
    return Worded(
        statement,
        tuple(records.of_statement(connection, StatementText, statement.id)),
        tuple(records.of_statement(connection, Publication, statement.id)),
    )


def open_ones(connection: Connection) -> list[Incident]:
    """Incidents that are open, the gravest and newest first; drills last."""
    order = ("green", "yellow", "orange", "red")
    found = [record for record in records.everything(connection) if record.open]
    return sorted(found, key=lambda incident: (incident.drill, -order.index(incident.level)))


def opened_last(connection: Connection) -> datetime | None:
    """When the incident that is open, and no drill, was written down as open; of several, the last
    one; None where none is."""
    there = (incident for incident in open_ones(connection) if not incident.drill)
    entries = (entry for incident in there for entry in log.of(connection, incident.id))
    hours = [entry.written_at for entry in entries if entry.kind is LogKind.OPENED]
    return max(hours, default=None)


def of_alarm(connection: Connection, alarm_id: int) -> Incident | None:
    """The incident that was opened from an alarm, the newest, or None."""
    found = (record for record in records.everything(connection) if record.alarm_id == alarm_id)
    return next(found, None)


def alarms_with_incident(connection: Connection) -> set[int]:
    """Ids of the alarms from which an incident was opened."""
    found = (record.alarm_id for record in records.everything(connection))
    return {number for number in found if number is not None}


def past(connection: Connection, *, drills: bool) -> list[Incident]:
    """Closed incidents, or closed drills; newest first."""
    return [
        record
        for record in records.everything(connection)
        if not record.open and record.drill is drills
    ]
