"""What the person at the desk of an incident does, step by step, and finds there."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from core.crisis import desk as desks
from core.crisis import log
from core.crisis.desk import Desk, Worded
from core.crisis.incidents import calls, checklist, closing, drill, opening, voices
from core.crisis.incidents.opening import Wish
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.log import Hand
from core.crisis.model import (
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
from core.crisis.scenario import Inject, ScenarioStep
from core.crisis.statements import publishing, statements, steps
from core.crisis.statements.publishing import Outlet
from core.crisis.texts import filling
from core.plan.kinds import LevelName
from core.roster import records as roster
from core.roster.model import Contact, Hat
from core.store import Store, Topic

Asked = ParamSpec("Asked")
Made = TypeVar("Made")

HOLDING = StatementKind.HOLDING
LUCIA = "Lucía Ortega Prieto"
REVIEW = date(2026, 12, 1)
"""A day after the close on which its review may be due."""


class Clerk:
    """The hand at the desk of one incident: what it does is stored, and `desk` is read anew."""

    def __init__(self, store: Store, number: int) -> None:
        self.store, self.number = store, number

    def do(
        self,
        act: Callable[Concatenate[Database, Asked], Made],
        *args: Asked.args,
        **named: Asked.kwargs,
    ) -> Made:
        """Something that changes the incident, all of it or nothing."""
        with self.store.change(Topic.CRISIS, undoable=False) as db:
            return act(db, *args, **named)

    @property
    def desk(self) -> Desk:
        """The desk as it is stored."""
        with self.store.read() as connection:
            found = desks.load(connection, self.number)
        assert found is not None
        return found

    @property
    def incident(self) -> Incident:
        """The incident as it is stored."""
        return self.desk.incident

    def hand(self) -> Hand:
        """Lucía, at this moment."""
        return Hand(self.store.clock.now(), LUCIA)

    def paper(self, then: datetime) -> Hand:
        """What somebody wrote on paper at that hour, and is typed in now."""
        return Hand(self.store.clock.now(), at=then, on_paper=True)

    def later(self, **time: float) -> None:
        """Time passes."""
        self.store.clock.moment += timedelta(**time)

    def card(self, name: str) -> Contact:
        """A card of the roster, by how its name begins."""
        with self.store.read() as connection:
            return next(item for item in roster.everyone(connection) if item.name.startswith(name))

    def wearer(self, hat: Hat) -> Contact:
        """The card of whoever has a hat."""
        return wearer(self.store, hat)

    # The checklist, the level, the promise and the hats

    def step(self, step: ScenarioStep | str) -> ScenarioStep:
        """A step of the scenario."""
        found = self.desk.scenario.step(step) if isinstance(step, str) else step
        assert found is not None
        return found

    def tick(self, step: ScenarioStep | str, note: str = "", hand: Hand | None = None) -> None:
        """A step is done."""
        hand = hand or self.hand()
        self.do(checklist.tick, self.incident, self.step(step), hand, note)

    def untick(self, step: ScenarioStep | str) -> None:
        """It was ticked by mistake."""
        self.do(checklist.untick, self.incident, self.step(step), self.hand())

    def ticked(self, step: ScenarioStep | str) -> Tick | None:
        """What became of a step."""
        return self.desk.tick(self.step(step))

    def not_needed(self, step: ScenarioStep | str, why: str) -> None:
        """A step that this incident does not ask for."""
        self.do(checklist.not_needed, self.incident, self.step(step), self.hand(), why)

    def set_level(self, level: LevelName, why: str) -> Incident:
        """Graver, or less so."""
        return self.do(checklist.set_level, self.incident, level, self.hand(), why)

    def promise(self, due: datetime | None) -> Incident:
        """Another hour is promised at the desk."""
        return self.do(checklist.promise, self.incident, due, self.hand())

    def hand_over(self, hat: Hat, to: Contact | str) -> None:
        """Somebody else wears it from now on."""
        self.do(checklist.hand_over, self.incident, hat, to, self.hand())

    def note(self, text: str, hand: Hand | None = None) -> int:
        """Write in the log."""
        return self.do(log.note, self.number, hand or self.hand(), text).id

    # Calls, people affected, rumours and facts

    def settle(
        self, call: Call, outcome: CallOutcome, said: str | None = None, hand: Hand | None = None
    ) -> None:
        """What became of a call."""
        self.do(calls.settle, call, outcome, hand or self.hand(), said)

    def affected(self, label: str, said: str = "", reach: str = "") -> int:
        """Somebody complains."""
        return self.do(voices.add_complainant, self.number, label, self.hand(), said, reach)

    def move(self, person: Complainant, channel: str) -> None:
        """The conversation goes on in private."""
        self.do(voices.move, person, channel, self.hand())

    def solve(self, person: Complainant) -> None:
        """It is settled in private."""
        self.do(voices.solve, person, self.hand())

    def answered_in_public(self, person: Complainant) -> None:
        """It is closed where it began."""
        self.do(voices.close, person, self.hand())

    def rumour(self, claim: str, seen: str = "") -> int:
        """Something is said."""
        return self.do(voices.add_rumour, self.number, claim, self.hand(), seen)

    def judge(self, rumour: Rumour, verdict: RumourVerdict, source: str) -> None:
        """Whether it is true, and who says so."""
        self.do(voices.judge, rumour, verdict, source, self.hand())

    def answer(self, rumour: Rumour, text: str) -> None:
        """It was answered."""
        self.do(voices.answer, rumour, text, self.hand())

    def find_out(self, fact: Fact, answer: str, source: str) -> None:
        """What is known, and from whom."""
        self.do(voices.find_out, fact, answer, source, self.hand())

    # The end

    def close(
        self,
        end: str = "No hay más cebos.",
        remains: str = "",
        review_on: date = REVIEW,
        hand: Hand | None = None,
    ) -> Incident:
        """It is over."""
        hand = hand or self.hand()
        return self.do(closing.close, self.incident, end, remains, review_on, hand)

    def reopen(self, why: str = "Otro perro enfermo") -> Incident:
        """It is not."""
        return self.do(closing.reopen, self.incident, self.hand(), why)

    def becomes(
        self,
        into: Callable[Concatenate[Database, Lesson, ...], Made],
        lesson: Lesson,
        *as_what: Any,
    ) -> Made:
        """What was learnt is written where it will be done."""
        return self.do(into, lesson, *as_what, self.hand())

    # Drills

    def arrive(self, inject: Inject) -> int:
        """Something happens in a drill."""
        return self.do(drill.arrive, self.desk, inject, self.hand())

    def respond(self, shown: InjectShown, text: str) -> None:
        """What was done about it."""
        self.do(drill.answer, shown, text, self.hand())

    def end_drill(self, message: str) -> Incident:
        """It is over."""
        return self.do(drill.end, self.desk, message, self.hand())

    def score(self, shown: InjectShown, met: Collection[int]) -> None:
        """Which of what was expected was done."""
        self.do(drill.judge, shown, met, self.hand())

    # Statements

    def begin(self, kind: StatementKind = HOLDING) -> Worded:
        """A draft of this kind, as it is stored."""
        return self.found(self.do(statements.draft, self.desk, kind, self.hand()))

    def found(self, statement_id: int) -> Worded:
        """A statement as it is stored."""
        return next(item for item in self.desk.statements if item.statement.id == statement_id)

    def now(self, worded: Worded) -> Worded:
        """The same statement as it is stored now."""
        return self.found(worded.statement.id)

    def fill(
        self, blank: str, typed: str, language: str = "", worded: Worded | None = None
    ) -> None:
        """Fill in one blank, as it is done from a statement where one is given."""
        statement = worded.statement if worded else None
        self.do(statements.fill_blank, self.desk, blank, typed, language, statement)

    def write(self, worded: Worded, part: StatementPart, typed: str, language: str = "es") -> None:
        """Type a part anew."""
        self.do(statements.write, self.now(worded).text(language), part, typed)

    def approve(
        self,
        worded: Worded,
        by: str = "María Gómez Ruiz",
        how: str = "por teléfono",
        hand: Hand | None = None,
    ) -> None:
        """Somebody answers for it."""
        self.do(statements.approve, self.incident, worded, by, how, hand or self.hand())

    def publish(self, worded: Worded, *channels: str) -> None:
        """It is out on these channels."""
        self.do(statements.publish, worded, channels, self.hand())

    def again(self, worded: Worded, due: datetime | None = None) -> Worded:
        """An approved text is taken up again; the draft that comes of it."""
        return self.found(self.do(statements.again, worded, self.hand(), due))

    def drop(self, worded: Worded) -> None:
        """It will not be published."""
        self.do(statements.drop, worded, self.hand())

    def approved(self, kind: StatementKind = HOLDING) -> Worded:
        """A statement without blanks that somebody approved."""
        worded = self.begin(kind)
        for part in StatementPart:
            self.write(worded, part, "")
        self.write(worded, StatementPart.KNOWN, "Ha muerto un perro.")
        self.approve(worded)
        return self.now(worded)

    def asked(self, worded: Worded, language: str = "es") -> dict[str, str]:
        """What is asked before the text says it: by the step, what the text would say."""
        with self.store.read() as connection:
            there = self.now(worded)
            known = filling.filling(connection, self.desk, there.statement, language)
            found = steps.asked(self.desk, there, language, known)
        return {step.id: words for step, words in found}

    def not_yet(self, worded: Worded, step_id: str) -> None:
        """The person answers that a step is not done yet."""
        self.do(steps.not_yet, worded, self.step(step_id))

    def outlets(self, worded: Worded, language: str = "es") -> dict[str, Outlet]:
        """What is copied for each channel, by its title."""
        with self.store.read() as connection:
            there = self.now(worded)
            known = filling.filling(connection, self.desk, there.statement, language)
            found = publishing.outlets(connection, self.desk, there, language, known)
        return {outlet.title: outlet for outlet in found}


def sit_down(store: Store, scenario: str = "poisoned-animals", **wish: Any) -> Clerk:
    """At the desk of an incident that is opened now."""
    clerk = Clerk(store, 0)
    clerk.number = clerk.do(opening.open_incident, Wish(scenario, **wish), clerk.hand())
    return clerk


def wearer(store: Store, hat: Hat) -> Contact:
    """The card of whoever has a hat."""
    with store.read() as connection:
        return next(contact for contact in roster.everyone(connection) if hat in contact.hats)
