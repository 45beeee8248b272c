"""Of the after-action report: the log, entry by entry, and how to tell that it is whole."""

from collections.abc import Iterator, Mapping

from core.crisis import log
from core.crisis.desk import Desk
from core.crisis.document import times
from core.crisis.document.times import Times
from core.crisis.figures import minutes
from core.crisis.labels import log_kind_label
from core.crisis.model import LogEntry
from core.documents.glyphs import shorten
from core.documents.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Heading,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.i18n import _
from core.plan.document.pieces import lines
from core.store import Connection

_LATER = 5
"""Minutes after which an entry says when it was written."""
_MOST_QUOTED = 90


def timeline(connection: Connection, desk: Desk, when: Times, proof: str) -> Iterator[Block]:
    """Every entry in the order in which things happened, and the last number with its digest."""
    yield Heading(1, _("The log"))
    if not desk.log:
        yield Para(_("Nothing was written in the log."))
        return
    yield Para(_("In the order in which it happened; the number is that of the writing."))
    broken = log.broken_at(connection)
    if broken is not None:
        yield Callout(
            CalloutKind.WARNING, _("The log is not whole"), (log.broken_sentence(broken),)
        )
    columns = (
        Column(_("Number"), 0.85, Align.END),
        Column(_("Time"), 1.0),
        Column(_("What happened"), 4.6),
        Column(_("Who"), 1.6),
    )
    by_number = {one.id: one for one in desk.log}
    corrected = {one.corrects: one.id for one in desk.log if one.corrects is not None}
    rows = tuple(
        _row(one, when, by_number, corrected)
        for one in sorted(desk.log, key=lambda one: (one.at, one.id))
    )
    yield Table(columns, rows)
    yield from _proof(desk.log[-1], proof)


def _row(
    one: LogEntry,
    when: Times,
    by_number: Mapping[int, LogEntry],
    corrected: Mapping[int, int],
) -> tuple[Cell, ...]:
    return (
        cell(str(one.id)),
        cell(when.at(one.at)),
        cell(
            Line(log_kind_label(one.kind), Style.MUTED),
            *lines(one.text),
            *(Line(note, Style.MUTED) for note in _notes(one, when, by_number, corrected)),
        ),
        cell(one.who),
    )


def _notes(
    one: LogEntry,
    when: Times,
    by_number: Mapping[int, LogEntry],
    corrected: Mapping[int, int],
) -> Iterator[str]:
    """What it corrects, by what it was corrected, and how it came to be written."""
    wrong = by_number.get(one.corrects or 0)
    if wrong is not None:
        yield _("Corrects entry {number}: “{text}”").format(
            number=wrong.id, text=shorten(wrong.text, _MOST_QUOTED)
        )
    if one.id in corrected:
        yield _("Corrected in entry {number}").format(number=corrected[one.id])
    if one.on_paper:
        yield _("Written on paper; typed in on {moment}").format(moment=times.full(one.written_at))
    elif minutes(one.at, one.written_at) > _LATER:
        yield _("Written down at {time}").format(time=when.at(one.written_at))


def _proof(last: LogEntry, proof: str) -> Iterator[Block]:
    yield Heading(2, _("How to tell that nothing was changed"))
    yield Para(proof)
    columns = (Column(_("Last entry"), 1.0), Column(_("Its digest (SHA-256)"), 5.0))
    yield Table(columns, ((cell(str(last.id)), cell(last.digest)),), row_header=True)
