"""Drafts follow what changes around them: a blank, an hour promised, a step, where it is out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.crisis import desk as desks
from core.crisis.desk import Desk, Worded
from core.crisis.model import Statement, StatementState, StatementText
from core.crisis.records import incidents as records
from core.crisis.statement_texts import Moment, filling, refilled
from core.store import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database


@contextmanager
def following(db: "Database", incident_id: int) -> Iterator[None]:
    """Whatever is stored inside, the drafts of the incident say it afterwards; what a person wrote
    in them stays."""
    there = records.of(db.conn, Statement, incident_id)
    waits = any(one.state is StatementState.DRAFT for one in there)
    before = desks.load(db.conn, incident_id) if waits else None
    yield
    after = desks.load(db.conn, incident_id) if waits else None
    if before is None or after is None:
        return
    earlier = {one.statement.id: one for one in _drafts(before)}
    for worded in _drafts(after):
        was = earlier.get(worded.statement.id)
        if was is None:
            continue
        for text in worded.texts:
            old = _moment(db.conn, before, was, text)
            made = refilled(text, old, _moment(db.conn, after, worded, text))
            if made is not None:
                records.put(db, made)


def _drafts(desk: Desk) -> list[Worded]:
    return [one for one in desk.statements if one.statement.state is StatementState.DRAFT]


def _moment(connection: Connection, desk: Desk, worded: Worded, text: StatementText) -> Moment:
    known = filling(connection, desk, worded.statement, text.language)
    return Moment(desk, worded.statement, known)
