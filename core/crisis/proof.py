"""What incidents say against what the log holds of it, and the trace that a restored copy leaves.

A tick, an hour or an approval can be changed past the program without touching the chain, and the
chain cannot miss the last entries where SQLite's counter was set back with them. So each is looked
for in the log, by its hour and its words. Where a name was erased, the log still has it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core import i18n
from core.crisis import desk, log
from core.crisis.desk import Desk, Worded
from core.crisis.labels import log_kind_label
from core.crisis.log import LONGEST, Hand
from core.crisis.model import CallOutcome, LogEntry, LogKind, StatementState
from core.crisis.records import incidents
from core.crisis.records import log as records
from core.days import clock_time, shown
from core.i18n import _, ngettext
from core.store import Connection, Store, Topic
from core.text import clean
from core.town import records as town_records

_QUOTES = re.compile("[«»“”‘’]")
"""An entry quotes a step, whose own become the inner ones."""


@dataclass(frozen=True)
class _ExpectedEntry:
    """Something that the log should hold."""

    kind: LogKind
    at: datetime
    words: str = ""
    """Part of the entry; compared without regard to blanks and to marks of quotation."""


def contradictions(connection: Connection) -> list[str]:
    """What incidents say and the log does not, a sentence each."""
    desks = (desk.load(connection, incident.id) for incident in incidents.everything(connection))
    return [
        _("The log of “{title}” does not have this: {what}").format(
            title=found.incident.title, what=_told(said)
        )
        for found in desks
        if found is not None
        for said in _everything(found)
        if not _held(found, said)
    ]


def _everything(found: Desk) -> Iterator[_ExpectedEntry]:
    incident = found.incident
    yield _ExpectedEntry(LogKind.OPENED, incident.opened_at)
    if incident.closed_at is not None:
        yield _ExpectedEntry(LogKind.CLOSED, incident.closed_at)
    steps = {step.id: step.text for step in found.scenario.steps}
    for tick in found.ticks:
        yield _ExpectedEntry(LogKind.STEP, tick.at, steps.get(tick.step, tick.step))
    for call in found.calls:
        if call.outcome is not CallOutcome.WAITING and call.at is not None:
            yield _ExpectedEntry(LogKind.CALL, call.at, call.name)
    for worded in found.statements:
        yield from _of_statement(worded)


def _of_statement(worded: Worded) -> Iterator[_ExpectedEntry]:
    statement = worded.statement
    stands = statement.state in (StatementState.APPROVED, StatementState.PUBLISHED)
    if stands and statement.approved_at is not None:
        yield _ExpectedEntry(LogKind.STATEMENT, statement.approved_at, statement.approved_by)
        for text in worded.texts:
            yield _ExpectedEntry(LogKind.STATEMENT, statement.approved_at, text.whole)
    for publication in worded.publications:
        yield _ExpectedEntry(LogKind.PUBLISHED, publication.at, publication.channel)


def _held(found: Desk, said: _ExpectedEntry) -> bool:
    return any(_is(entry, said) or _puts_right(entry, said) for entry in found.log)


def _is(entry: LogEntry, said: _ExpectedEntry) -> bool:
    return entry.kind is said.kind and entry.at == said.at and _within(said.words, entry.text)


def _puts_right(entry: LogEntry, said: _ExpectedEntry) -> bool:
    """An hour that was corrected stands in the words of a later entry."""
    corrects = entry.kind in (LogKind.CORRECTION, LogKind.OPENED, LogKind.CLOSED)
    corrected = said.kind in (LogKind.OPENED, LogKind.CLOSED)
    return corrects and corrected and clock_time(said.at) in entry.text


def _within(words: str, text: str) -> bool:
    """Whether an entry has these words, but for a name that was erased from them since."""
    whole = _plain(text)
    return all(
        # What is longer than an entry is cut there.
        part in whole or (len(text) >= LONGEST and part[: LONGEST // 2] in whole)
        for part in map(_plain, re.split("|".join(_erased()), words))
    )


def _erased() -> tuple[str, ...]:
    """What stands in the place of a name: in the language in which it was erased."""
    found = []
    for code in i18n.LANGUAGES:
        with i18n.language(code):
            found.append(re.escape(_("erased")))
    return tuple(found)


def _plain(text: str) -> str:
    return "".join(_QUOTES.sub("", clean(text)).split())


def _told(said: _ExpectedEntry) -> str:
    moment = f"{shown(said.at.astimezone().date())} {clock_time(said.at)}"
    words = f": {said.words[:80]}" if said.words else ""
    return f"{log_kind_label(said.kind)}, {moment}{words}"


def restore(store: Store, copy: Path, folder: Path, now: datetime, *, other: bool = False) -> Path:
    """As `Store.restore`; the log of every incident that is open then says so.

    Raises as that does.
    """
    with store.read() as connection:
        before = records.counted(connection)
    kept = store.restore(copy, folder, other=other)
    with store.read() as connection:
        opened = desk.open_ones(connection)
        who = town_records.load(connection).person
    if not opened:
        return kept
    text = ngettext(
        "The copy “{name}” was restored. Before that the log of incidents had {count} entry: it is"
        " kept in the newest copy.",
        "The copy “{name}” was restored. Before that the log of incidents had {count} entries: they"
        " are kept in the newest copy.",
        before,
    ).format(name=copy.name, count=before)
    with store.change(Topic.CRISIS, undoable=False) as db:
        for incident in opened:
            log.note(db, incident.id, Hand(now, who), text)
    return kept
