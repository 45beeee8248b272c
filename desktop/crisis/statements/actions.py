"""What a person does with statements: one function for each action, as in `actions`."""

from collections.abc import Sequence
from datetime import datetime, time

from core.crisis.desk import Desk, Worded
from core.crisis.incidents.clock import next_at
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.model import Incident, Rumour, Statement, StatementText
from core.crisis.scenario import ScenarioStep
from core.crisis.statements import denials, statements, steps
from desktop.crisis.pen import Pen


def begin(pen: Pen, desk: Desk, kind: StatementKind) -> int:
    """A draft, of a denial for the rumour that waits for one; returns its id."""
    rumour = steps.to_deny(desk) if kind is StatementKind.DENIAL else None
    if rumour is not None:
        return begin_for(pen, desk, kind, rumour)
    with pen.writing() as db:
        return statements.draft(db, desk, kind, pen.hand())


def begin_for(pen: Pen, desk: Desk, kind: StatementKind, rumour: Rumour) -> int:
    """The draft that answers a rumour, or the one that waits; returns its id."""
    with pen.writing() as db:
        return denials.begin(db, desk, rumour, kind, pen.hand())


def tell_hour(pen: Pen, desk: Desk) -> int:
    """The text that tells the public the hour promised since, begun or waiting; returns its id."""
    waits = steps.saying_hour(desk)
    return waits.statement.id if waits else begin(pen, desk, steps.for_hour(desk))


def write(pen: Pen, text: StatementText, part: StatementPart, typed: str) -> None:
    """Store a part of the words of a draft."""
    with pen.writing() as db:
        statements.write(db, text, part, typed)


def fill_blank(
    pen: Pen, desk: Desk, blank_id: str, typed: str, language: str, statement: Statement
) -> None:
    """Store what stands in a blank of a draft."""
    with pen.writing() as db:
        statements.fill_blank(db, desk, blank_id, typed, language, statement, pen.hand())


def promise(pen: Pen, worded: Worded, hour: time) -> None:
    """The hour that a draft promises, the next time that it strikes."""
    hand = pen.hand()
    with pen.writing() as db:
        statements.set_next_update(db, worded, next_at(hour, hand.moment), hand)


def leave_out(pen: Pen, worded: Worded, step: ScenarioStep) -> None:
    """A step is not done yet, and the draft does not speak of it."""
    with pen.writing() as db:
        steps.not_yet(db, worded, step)


def approve(pen: Pen, incident: Incident, worded: Worded, by: str, how: str) -> None:
    """Somebody answers for the words of a draft."""
    with pen.writing() as db:
        statements.approve(db, incident, worded, by, how, pen.hand())


def publish(pen: Pen, worded: Worded, channels: Sequence[str], *, as_it_is: bool) -> None:
    """An approved statement is out on these channels."""
    with pen.writing() as db:
        statements.publish(db, worded, channels, pen.hand(), as_it_is=as_it_is)


def take_up(pen: Pen, worded: Worded, due: datetime | None = None) -> int:
    """Make an approved statement a draft again, which promises `due`; returns its id."""
    with pen.writing() as db:
        return statements.again(db, worded, pen.hand(), due)


def drop(pen: Pen, worded: Worded) -> None:
    """A statement is not going to be published."""
    with pen.writing() as db:
        statements.drop(db, worded, pen.hand())
