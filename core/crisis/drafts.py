"""Drafts follow what changes around them: a blank, an hour that is promised, a step ticked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.crisis import desk as desks
from core.crisis.desk import Desk, Worded
from core.crisis.model import StatementState, StatementText
from core.crisis.records import incidents as records
from core.crisis.statement_texts import Moment, filling, refilled
from core.store import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database


@contextmanager
def following(db: "Database", incident_id: int) -> Iterator[None]:
    """Whatever is stored inside, the drafts of the incident say it afterwards; what a person wrote
    in them stays."""
    before = desks.load(db.conn, incident_id)
    yield
    after = desks.load(db.conn, incident_id)
    if before is None or after is None:
        return
    there = {one.statement.id: one for one in _drafts(before)}
    for worded in _drafts(after):
        earlier = there.get(worded.statement.id)
        for text in worded.texts if earlier else ():
            made = refilled(
                text,
                _moment(db.conn, before, earlier or worded, text),
                _moment(db.conn, after, worded, text),
            )
            if made is not None:
                records.put(db, made)


def _drafts(desk: Desk) -> list[Worded]:
    return [one for one in desk.statements if one.statement.state is StatementState.DRAFT]


def _moment(connection: Connection, desk: Desk, worded: Worded, text: StatementText) -> Moment:
    known = filling(connection, desk, worded.statement, text.language)
    return Moment(desk, worded.statement, known)
