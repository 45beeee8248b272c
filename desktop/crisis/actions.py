"""What a person does at the desk: one function for each action, told in the log where it counts.

None of them can be undone. All raise `AppError`, and `InvalidValue` for what cannot be kept.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.crisis import calls, closing, linking, log, moderation, open_ends, voices
from core.crisis.log import Hand
from core.crisis.model import (
    Call,
    CallOutcome,
    Complainant,
    Fact,
    Incident,
    Lesson,
    LogEntry,
    Moderation,
    Rumour,
)
from core.crisis.open_ends import OpenEnd
from core.mentions.records import items
from core.roster.model import Contact
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
    """Erase what says who they are."""
    with pen.writing() as db:
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
    """Make it into something of another page, by a function of `core.crisis.closing`."""
    with pen.writing(topic) as db:
        into(db, lesson, *more, pen.hand())


def ask_fact(pen: Pen, incident_id: int, question: str) -> int:
    """Put a question on the list of facts; returns its id."""
    with pen.writing() as db:
        return voices.ask(db, incident_id, question)


def jot_fact(pen: Pen, fact: Fact, answer: str, source: str) -> Fact:
    """Store what is known so far, without a word in the log; returns the fact."""
    with pen.writing() as db:
        return voices.jot(db, fact, answer, source)


def tell_fact(pen: Pen, told: Fact, now: Fact) -> None:
    """Write into the log what is new about a question since it was `told`."""
    with pen.writing() as db:
        voices.find_out(db, told, now.answer, now.source, pen.hand())


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
