"""What a person does at the desk: one function for each action, told in the log where it counts.

None of them can be undone. All raise `AppError`, and `InvalidValue` for what cannot be kept.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from core.crisis import log
from core.crisis.case import Moderation
from core.crisis.desk import Desk
from core.crisis.incidents import (
    calls,
    checklist,
    closing,
    drill,
    linking,
    moderation,
    open_ends,
    opening,
    voices,
)
from core.crisis.incidents.clock import done_at
from core.crisis.incidents.open_ends import OpenEnd
from core.crisis.log import Hand
from core.crisis.model import (
    Call,
    CallOutcome,
    Complainant,
    Fact,
    Incident,
    InjectShown,
    Lesson,
    LogEntry,
    Rumour,
)
from core.crisis.scenario import Inject, ScenarioStep
from core.mentions.records import items
from core.plan.kinds import LevelName
from core.roster.model import Contact, Hat
from core.store import Topic
from desktop.crisis.pen import Pen

if TYPE_CHECKING:
    from sqlite_utils import Database

PersonStep = Callable[["Database", Complainant, Hand], None]
"""A step of the conversation with a person affected."""


def note(pen: Pen, incident: Incident, text: str) -> None:
    """Write a line into the log."""
    with pen.writing() as db:
        log.note(db, incident.id, pen.hand(), text)


def correct(pen: Pen, entry: LogEntry, text: str) -> None:
    """Put an entry of the log right, below it."""
    with pen.writing() as db:
        log.correct(db, entry, pen.hand(), text)


def note_rumour(pen: Pen, incident_id: int, claim: str) -> int:
    """Note what is being said; returns its id."""
    with pen.writing() as db:
        return voices.add_rumour(db, incident_id, claim, pen.hand())


def reword_rumour(pen: Pen, rumour: Rumour) -> None:
    """Store the words of a rumour and where it was seen."""
    with pen.writing() as db:
        voices.reword(db, rumour)


def judge_rumour(pen: Pen, rumour: Rumour) -> None:
    """Store the verdict and who gave it."""
    with pen.writing() as db:
        voices.judge(db, rumour, rumour.verdict, rumour.source, pen.hand())


def answer_rumour(pen: Pen, rumour: Rumour, text: str, statement_id: int | None) -> None:
    """Note that it was answered, and by which statement."""
    with pen.writing() as db:
        voices.answer(db, rumour, text, pen.hand(), statement_id)


def note_person(pen: Pen, incident_id: int, label: str) -> int:
    """Note somebody who is affected; returns their id."""
    with pen.writing() as db:
        return voices.add_complainant(db, incident_id, label, pen.hand())


def describe_person(pen: Pen, person: Complainant) -> None:
    """Store who it is, what they say and how to reach them."""
    with pen.writing() as db:
        voices.describe(db, person)


def move_person(pen: Pen, person: Complainant, channel: str) -> None:
    """Go on with them in a private channel."""
    with pen.writing() as db:
        voices.move(db, person, channel, pen.hand())


def settle_person(pen: Pen, person: Complainant, step: PersonStep) -> None:
    """Take a step of the conversation."""
    with pen.writing() as db:
        step(db, person, pen.hand())


def forget_person(pen: Pen, person: Complainant) -> None:
    """Erase what says or shows who they are, so that no undo brings it back."""
    with pen.erasing() as db:
        voices.forget(db, person)


def keep_case(pen: Pen, case: Moderation) -> int:
    """Put a case of moderation into the file, or store it anew; returns its number."""
    with pen.writing() as db:
        return moderation.keep(db, case, pen.hand())


def judge_incident(pen: Pen, incident: Incident) -> None:
    """Store what went well and badly."""
    with pen.writing() as db:
        closing.judge(db, incident, incident.went_well, incident.went_badly)


def learn(pen: Pen, incident_id: int, text: str) -> int:
    """Note a lesson; returns its id."""
    with pen.writing() as db:
        return closing.learn(db, incident_id, text)


def revise_lesson(pen: Pen, lesson: Lesson) -> None:
    """Store a lesson that was changed."""
    with pen.writing() as db:
        closing.revise(db, lesson)


def forget_lesson(pen: Pen, lesson: Lesson) -> None:
    """Take a lesson away."""
    with pen.writing() as db:
        closing.forget(db, lesson)


def make_of_lesson(
    pen: Pen, lesson: Lesson, topic: Topic, into: Callable[..., object], *more: object
) -> None:
    """Make it into something of another page, by a function of `core.crisis.incidents.closing`."""
    with pen.writing(topic) as db:
        into(db, lesson, *more, pen.hand())


def ask_fact(pen: Pen, incident_id: int, question: str) -> int:
    """Put a question on the list of facts; returns its id."""
    with pen.writing() as db:
        return voices.ask(db, incident_id, question)


def note_fact(pen: Pen, fact: Fact, answer: str, source: str) -> None:
    """Note what is known about a question, and who says so."""
    with pen.writing() as db:
        voices.find_out(db, fact, answer, source, pen.hand())


def add_call(pen: Pen, incident_id: int, who: Contact | str, dial: str) -> int:
    """Put somebody on the list of calls; returns the id of the call."""
    with pen.writing() as db:
        return calls.add(db, incident_id, who, dial=dial)


def note_call(pen: Pen, call: Call) -> None:
    """Write down what was said."""
    with pen.writing() as db:
        calls.note(db, call, call.said, pen.hand())


def settle_call(pen: Pen, call: Call, outcome: CallOutcome) -> int | None:
    """Note what became of a call; returns the id of whoever is to be called instead."""
    with pen.writing() as db:
        calls.settle(db, call, outcome, pen.hand())
        return calls.try_substitute(db, call) if outcome is CallOutcome.NOT_REACHED else None


def tie_mention(pen: Pen, incident: Incident, item_id: int) -> None:
    """Tie a mention to an incident, which keeps it as evidence."""
    with pen.writing(Topic.MENTIONS) as db:
        for item in items.some(db.conn, [item_id]):
            linking.link_by_hand(db, incident, item, pen.hand())


def leave_open(pen: Pen, incident: Incident, end: OpenEnd) -> None:
    """Say that something stays as it was left at the close."""
    with pen.writing() as db:
        open_ends.leave(db, incident, end, pen.hand())


def reopen(pen: Pen, incident: Incident, why: str) -> None:
    """Open an incident again that was closed."""
    with pen.writing() as db:
        closing.reopen(db, incident, pen.hand(), why)


def draft_close(pen: Pen, incident: Incident) -> Incident:
    """Store what is being written for the close; returns the incident."""
    with pen.writing() as db:
        return closing.draft(
            db, incident, incident.end_message, incident.remains, incident.review_on
        )


def close(pen: Pen, incident: Incident, review_on: date) -> None:
    """Close an incident with what was written for it."""
    with pen.writing(Topic.PLAN) as db:
        closing.close(db, incident, incident.end_message, incident.remains, review_on, pen.hand())


def correct_beginning(pen: Pen, incident: Incident, began: datetime) -> None:
    """Say when an incident really began."""
    with pen.writing() as db:
        opening.correct_beginning(db, incident, began, pen.hand())


def tick(pen: Pen, incident: Incident, step: ScenarioStep, note: str = "") -> None:
    """A step of the list is done."""
    with pen.writing() as db:
        checklist.tick(db, incident, step, pen.hand(), note)


def tick_at(pen: Pen, incident: Incident, step: ScenarioStep, hour: time) -> None:
    """A step of the list was done at that hour."""
    with pen.writing() as db:
        checklist.tick(db, incident, step, done_at(pen.hand(), hour))


def not_needed(pen: Pen, incident: Incident, step: ScenarioStep, why: str) -> None:
    """A step of the list does not apply."""
    with pen.writing() as db:
        checklist.not_needed(db, incident, step, pen.hand(), why)


def untick(pen: Pen, incident: Incident, step: ScenarioStep) -> None:
    """A step of the list is open again."""
    with pen.writing() as db:
        checklist.untick(db, incident, step, pen.hand())


def set_level(pen: Pen, incident: Incident, level: LevelName, why: str) -> None:
    """Fix another level."""
    with pen.writing() as db:
        checklist.set_level(db, incident, level, pen.hand(), why)


def promise(pen: Pen, incident: Incident, due: datetime | None) -> None:
    """Say when the public will hear more."""
    with pen.writing() as db:
        checklist.promise(db, incident, due, pen.hand())


def hand_over(pen: Pen, incident: Incident, hat: Hat, to: Contact | str) -> None:
    """Give a hat to somebody."""
    with pen.writing() as db:
        checklist.hand_over(db, incident, hat, to, pen.hand())


def bring_injects(pen: Pen, desk: Desk, injects: Sequence[Inject], hand: Hand) -> None:
    """Have these arrive in a drill."""
    with pen.writing() as db:
        for inject in injects:
            drill.arrive(db, desk, inject, hand)


def note_inject(pen: Pen, shown: InjectShown, text: str) -> None:
    """Store what is being typed about an inject."""
    with pen.writing() as db:
        drill.note(db, shown, text)


def answer_inject(pen: Pen, shown: InjectShown, text: str, hand: Hand) -> None:
    """What was done about an inject."""
    with pen.writing() as db:
        drill.answer(db, shown, text, hand)


def judge_inject(pen: Pen, shown: InjectShown, met: Collection[int], hand: Hand) -> None:
    """Which of the things expected of an inject were there."""
    with pen.writing() as db:
        drill.judge(db, shown, met, hand)


def end_drill(
    pen: Pen,
    desk: Desk,
    message: str,
    hand: Hand,
    judged: Iterable[tuple[InjectShown, Collection[int]]] = (),
) -> None:
    """Judge what arrived, and end the drill."""
    with pen.writing(Topic.PLAN) as db:
        for shown, met in judged:
            drill.judge(db, shown, met, hand)
        drill.end(db, desk, message, hand)
