"""An incident and a drill for the example town, through the same engine as any other."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from core import content, i18n
from core.crisis import desk, log
from core.crisis.desk import Desk
from core.crisis.incidents import calls, checklist, closing, drill, open_ends, opening, voices
from core.crisis.incidents.opening import Wish
from core.crisis.kinds import Phase, StatementKind
from core.crisis.log import Hand
from core.crisis.model import (
    Became,
    Call,
    CallOutcome,
    Complainant,
    Fact,
    Incident,
    InjectShown,
    Lesson,
    Rumour,
    RumourVerdict,
    Tick,
)
from core.crisis.records import incidents as records
from core.crisis.scenario import ScenarioStep
from core.crisis.statements import statements, steps
from core.days import moment_at
from core.i18n import _
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from core.roster.model import Hat

if TYPE_CHECKING:
    from sqlite_utils import Database


class _Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An unknown key is a mistake."""


class ExampleNote(_Shape, frozen=True):
    """Something that was written down."""

    minute: int
    text: str


class ExampleFact(_Shape, frozen=True):
    """The answer to a question of the scenario, by its place in the list."""

    minute: int
    place: int
    answer: str
    source: str


class ExampleStatement(_Shape, frozen=True):
    """A statement, when it was approved and published, and where."""

    kind: StatementKind
    approved: int
    published: int
    channels: tuple[str, ...]


class ExampleRumour(_Shape, frozen=True):
    """A rumour and its answer."""

    minute: int
    claim: str
    seen: str
    verdict: RumourVerdict
    source: str
    answer: str


class ExampleComplainant(_Shape, frozen=True):
    """Somebody affected, moved to a private channel and closed in public."""

    minute: int
    label: str
    said: str
    moved: int
    closed: int


class ExampleLesson(_Shape, frozen=True):
    """A lesson and what it became."""

    text: str
    owner: str
    due_days_ago: int | None = None
    done_days_ago: int | None = None
    became: Became = Became.NOTHING


class ExampleIncident(_Shape, frozen=True):
    """A closed incident; `first_sign_minutes_before` its opening somebody outside knew."""

    scenario: str
    title: str
    days_ago: int
    hour: time
    first_sign_minutes_before: int
    closed: int
    end_message: str
    remains: str
    went_well: str
    went_badly: str
    blanks: dict[str, str]
    notes: tuple[ExampleNote, ...]
    facts: tuple[ExampleFact, ...]
    statements: tuple[ExampleStatement, ...]
    rumours: tuple[ExampleRumour, ...]
    complainants: tuple[ExampleComplainant, ...]
    lessons: tuple[ExampleLesson, ...]


class ExampleDrill(_Shape, frozen=True):
    """A drill that was ended; of the injects in `missed` only the first thing was there."""

    scenario: str
    days_ago: int
    hour: time
    minutes: int
    message: str
    missed: tuple[str, ...]
    lessons: tuple[ExampleLesson, ...]


class ExampleCrisis(_Shape, frozen=True):
    """The content file `example-crisis`."""

    incident: ExampleIncident
    drill: ExampleDrill


def plant(db: "Database", who: str, now: datetime) -> None:
    """The past of the example town, in the current language; `who` kept the log."""
    told = content.load("example-crisis", ExampleCrisis)
    _Past(db, who, now, told.incident.days_ago, told.incident.hour).incident(told.incident)
    _Past(db, who, now, told.drill.days_ago, told.drill.hour).drill(told.drill)


class _Past:
    """One incident as it went, minute by minute; the log is written in that order."""

    def __init__(self, db: "Database", who: str, now: datetime, days_ago: int, hour: time) -> None:
        self._db, self._who = db, who
        self._today = now.astimezone().date()
        day = self._today - timedelta(days=days_ago)
        self._start = moment_at(day, hour)
        self._number = 0

    def _at(self, minute: float) -> Hand:
        return Hand(self._start + timedelta(minutes=minute), self._who)

    def _incident(self) -> Incident:
        found = records.one(self._db.conn, self._number)
        if found is None:
            raise LookupError(self._number)
        return found

    def _desk(self) -> Desk:
        """All of the incident; it is long to read, so what needs a part of it reads that part."""
        found = desk.load(self._db.conn, self._number)
        if found is None:
            raise LookupError(self._number)
        return found

    def incident(self, told: ExampleIncident) -> None:
        """All of the incident."""
        db = self._db
        wish = Wish(told.scenario, title=told.title)
        self._number = opening.open_incident(db, wish, self._at(0))
        first = self._start - timedelta(minutes=told.first_sign_minutes_before)
        records.save(db, replace(self._incident(), first_sign_at=first))
        opened = self._desk()
        for language in statements.languages(db.conn):
            with i18n.language(language):
                values = content.load("example-crisis", ExampleCrisis).incident.blanks
            for blank, value in values.items():
                statements.fill_blank(db, opened, blank, value, language)
        for _minute, happens in sorted(self._events(told), key=lambda event: event[0]):
            happens()
        self._end(told)

    def _events(self, told: ExampleIncident) -> Iterator[tuple[int, Callable[[], None]]]:
        """Everything that happened, with its minute."""
        found = self._desk()
        for note in told.notes:
            yield note.minute, partial(self._note, note)
        for fact in told.facts:
            yield fact.minute, partial(self._fact, fact)
        for rumour in told.rumours:
            yield rumour.minute, partial(self._rumour, rumour)
        for person in told.complainants:
            yield person.minute, partial(self._complainant, person)
            yield person.moved, partial(self._moved, person)
            yield person.closed, partial(self._closed, person)
        for statement in told.statements:
            yield statement.approved - 4, partial(self._draft, statement)
            yield statement.approved, partial(self._approve, statement)
            yield statement.published, partial(self._publish, statement)
        before_the_end = steps.ends_with(found.scenario)
        for step in found.scenario.steps:
            if step.phase is not Phase.UPDATES:
                minute = step.minutes or told.closed - (16 if step in before_the_end else 6)
                yield minute, partial(self._step, step, minute)
        for place in range(len(found.calls)):
            yield 3 + 4 * place, partial(self._call, place)

    def _note(self, told: ExampleNote) -> None:
        log.note(self._db, self._number, self._at(told.minute), told.text)

    def _fact(self, told: ExampleFact) -> None:
        fact = records.of(self._db.conn, Fact, self._number)[told.place]
        voices.find_out(self._db, fact, told.answer, told.source, self._at(told.minute))

    def _step(self, step: ScenarioStep, minute: int) -> None:
        ticks = records.of(self._db.conn, Tick, self._number)
        # Approving and publishing tick theirs.
        if all(tick.step != step.id for tick in ticks):
            checklist.tick(self._db, self._incident(), step, self._at(minute))

    def _call(self, place: int) -> None:
        listed = records.of(self._db.conn, Call, self._number)
        # The last did not answer: not every telephone does.
        last = place == len(listed) - 1
        outcome = CallOutcome.NOT_REACHED if last else CallOutcome.REACHED
        calls.settle(self._db, listed[place], outcome, self._at(3 + 4 * place))

    def _draft(self, told: ExampleStatement) -> None:
        statements.draft(self._db, self._desk(), told.kind, self._at(told.approved - 4))

    def _approve(self, told: ExampleStatement) -> None:
        found = self._desk()
        decides = found.worn(Hat.DECIDES)
        by = decides.name if decides else self._who
        how = _("by telephone")
        statements.approve(
            self._db, found.incident, self._worded(told), by, how, self._at(told.approved)
        )

    def _publish(self, told: ExampleStatement) -> None:
        statements.publish(self._db, self._worded(told), told.channels, self._at(told.published))

    def _worded(self, told: ExampleStatement) -> desk.Worded:
        found = self._desk().statements
        return next(worded for worded in found if worded.statement.kind is told.kind)

    def _rumour(self, told: ExampleRumour) -> None:
        voices.add_rumour(self._db, self._number, told.claim, self._at(told.minute), told.seen)
        rumour = records.of(self._db.conn, Rumour, self._number)[-1]
        voices.judge(self._db, rumour, told.verdict, told.source, self._at(told.minute + 6))
        judged = records.of(self._db.conn, Rumour, self._number)[-1]
        voices.answer(self._db, judged, told.answer, self._at(told.minute + 13))

    def _complainant(self, told: ExampleComplainant) -> None:
        voices.add_complainant(self._db, self._number, told.label, self._at(told.minute), told.said)

    def _moved(self, told: ExampleComplainant) -> None:
        channel = plan_records.every(self._db.conn, PrivateChannel)[0].title
        voices.move(self._db, self._person(told), channel, self._at(told.moved))

    def _closed(self, told: ExampleComplainant) -> None:
        voices.close(self._db, self._person(told), self._at(told.closed))

    def _person(self, told: ExampleComplainant) -> Complainant:
        found = records.of(self._db.conn, Complainant, self._number)
        return next(complainant for complainant in found if complainant.label == told.label)

    def _end(self, told: ExampleIncident) -> None:
        hand = self._at(told.closed)
        review = closing.review_day(hand.moment.date())
        closed = closing.close(
            self._db, self._incident(), told.end_message, told.remains, review, hand
        )
        for end in open_ends.left_open(self._desk()):
            open_ends.leave(self._db, closed, end, hand)
        closing.judge(self._db, closed, told.went_well, told.went_badly)
        self._learn(told.lessons)

    def _learn(self, lessons: tuple[ExampleLesson, ...]) -> None:
        for told in lessons:
            due, done = self._day(told.due_days_ago), self._day(told.done_days_ago)
            number = closing.learn(self._db, self._number, told.text, told.owner, due)
            lesson = records.part(self._db.conn, Lesson, number)
            if lesson is not None:
                records.put(self._db, replace(lesson, became=told.became, done_on=done))

    def _day(self, days_ago: int | None) -> date | None:
        return None if days_ago is None else self._today - timedelta(days=days_ago)

    def drill(self, told: ExampleDrill) -> None:
        """All of the drill."""
        self._number = opening.open_incident(self._db, Wish(told.scenario, drill=True), self._at(0))
        for inject in drill.plan_of(self._desk()).injects:
            hand = self._at(inject.minute)
            drill.arrive(self._db, self._desk(), inject, hand)
            shown = records.of(self._db.conn, InjectShown, self._number)[-1]
            met = {0} if inject.id in told.missed else set(range(len(inject.expected)))
            drill.judge(self._db, shown, met, self._at(told.minutes))
        for step in self._desk().scenario.of(Phase.BEFORE):
            checklist.tick(self._db, self._incident(), step, self._at(step.minutes or 15))
        self._learn(told.lessons)
        drill.end(self._db, self._desk(), told.message, self._at(told.minutes))
