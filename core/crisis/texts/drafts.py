"""Drafts follow what changes around them; a published correction takes back what it corrects.

What is approved follows nothing: its words are those that somebody answers for. It is told where it
promises another hour than the desk does since.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.crisis import desk as desks
from core.crisis.desk import Desk, Worded
from core.crisis.labels import statement_label
from core.crisis.model import LogKind, Statement, StatementState, StatementText
from core.crisis.records import incidents as records
from core.crisis.texts.filling import ITS_OWN, Moment, filling, refilled, values
from core.days import clock_time
from core.i18n import _, ngettext
from core.store import Connection
from core.text import loose

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Behind:
    """An approved text that says one hour, and the other that is promised since."""

    worded: Worded
    says: datetime
    promised: datetime


def behind(desk: Desk) -> list[Behind]:
    """Approved texts, not public yet, that promise another hour than was promised after them."""
    promised = desk.promise
    if promised is None:
        return []
    return [
        Behind(statement, says, promised)
        for statement in desk.statements
        if statement.statement.state is StatementState.APPROVED
        and (says := statement.statement.next_update_at) not in (None, promised)
        and says is not None
        and _promised_after(desk, statement.statement)
    ]


def _promised_after(desk: Desk, statement: Statement) -> bool:
    """Whether another hour was promised, at the desk or in public, since it was approved."""
    hours = [entry.at for entry in desk.log if entry.kind is LogKind.UPDATE]
    hours += [
        worded.statement.published_at for worded in desk.statements if worded.statement.published_at
    ]
    since = statement.approved_at
    return since is not None and any(hour >= since for hour in hours)


def says_other_hour(left: Behind) -> str:
    """`“Primera línea” says 12:00, and 12:30 is promised.`"""
    return _("The approved “{kind}” says {time}, and {promised} is what is promised now.").format(
        kind=statement_label(left.worded.statement.kind),
        time=clock_time(left.says),
        promised=clock_time(left.promised),
    )


@dataclass(frozen=True)
class Untold:
    """The public was told one hour, and another, or none, is promised at the desk since."""

    told: datetime
    places: tuple[str, ...]
    promised: datetime | None


def untold(desk: Desk) -> Untold | None:
    """The hour that the public still waits for though another is promised; None: it is the same."""
    told = desk.told
    if told is None or told == desk.promise or not desk.incident.open:
        return None
    saying = (item for item in desk.statements if item.statement.next_update_at == told)
    places = (place.channel for worded in saying for place in worded.publications)
    return Untold(told, tuple(dict.fromkeys(places)), desk.promise)


def says_told(hour: Untold) -> str:
    """`Se dijo 18:45 en 4 sitios; publique la nueva hora, 22:00.`"""
    count = len(hour.places)
    if hour.promised is None:
        words = ngettext(
            "{told} was given in one place; say there too that there will be no more.",
            "{told} was given in {count} places; say there too that there will be no more.",
            count,
        )
        return words.format(told=clock_time(hour.told), count=count)
    words = ngettext(
        "{told} was given in one place; publish the new time, {promised}.",
        "{told} was given in {count} places; publish the new time, {promised}.",
        count,
    )
    return words.format(told=clock_time(hour.told), count=count, promised=clock_time(hour.promised))


@contextmanager
def following(db: "Database", incident_id: int) -> Iterator[None]:
    """Whatever is stored inside, the drafts of the incident say it afterwards; what a person wrote
    in them stays."""
    there = records.of(db.conn, Statement, incident_id)
    waits = any(statement.state is StatementState.DRAFT for statement in there)
    before = desks.load(db.conn, incident_id) if waits else None
    yield
    after = desks.load(db.conn, incident_id) if waits else None
    if before is None or after is None:
        return
    earlier = {draft.statement.id: draft for draft in _drafts(before)}
    for worded in _drafts(after):
        was = earlier.get(worded.statement.id)
        if was is None:
            continue
        for text in worded.texts:
            old = _moment(db.conn, before, was, text)
            made = refilled(text, old, _moment(db.conn, after, worded, text))
            if made is not None:
                records.put(db, made)


def dated(
    connection: Connection, desk: Desk, worded: Worded, statement: Statement
) -> tuple[StatementText, ...]:
    """The words once they are those of `statement`, with its day and its hour."""
    as_now = replace(worded, statement=statement)
    return tuple(
        refilled(
            text, _moment(connection, desk, worded, text), _moment(connection, desk, as_now, text)
        )
        or text
        for text in worded.texts
    )


def _drafts(desk: Desk) -> list[Worded]:
    return [item for item in desk.statements if item.statement.state is StatementState.DRAFT]


def _moment(connection: Connection, desk: Desk, worded: Worded, text: StatementText) -> Moment:
    known = filling(connection, desk, worded.statement, text.language)
    return Moment(desk, worded.statement, known)


_TRUE = ("right", "fact", "truth")
"""Blanks in which a correction tells what is so."""


def take_back(db: "Database", desk: Desk, correction: Statement) -> None:
    """Empty the blanks whose words the correction says were wrong, so that they are asked for
    again, and let what it says is true stand in the place of what was said before."""
    for name, value in desk.blanks:
        blank, _at, language = name.partition("@")
        said = values(desk, correction, language or desk.incident.language)
        if blank in _TRUE and said.get(blank):
            records.set_blank(db, desk.incident.id, name, said[blank])
        elif blank not in ITS_OWN and _tells(said.get("wrong", ""), value):
            records.set_blank(db, desk.incident.id, name, "")


def _tells(wrong: str, value: str) -> bool:
    # One word alone is too often in a sentence about something else: `luz`, `agua`.
    words = loose(value).strip()
    return " " in words and re.search(rf"\b{re.escape(words)}\b", loose(wrong)) is not None
