"""The log as it is read: newest first, what puts an entry right below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.crisis.labels import log_kind_label
from core.crisis.model import LogEntry
from core.days import clock_time, shown
from core.i18n import _

_LATE = timedelta(minutes=10)
"""Written down later than this after it happened, it is said."""


@dataclass(frozen=True)
class LogRow:
    """One entry, or a correction below the entry that it puts right."""

    entry: LogEntry
    corrected: bool
    """Another entry puts it right."""
    day: str = ""
    """Its day, where that is not the day of the first entry."""

    @property
    def correction(self) -> bool:
        """It puts another entry right."""
        return self.entry.corrects is not None

    @property
    def hour(self) -> str:
        """When it happened."""
        return clock_time(self.entry.at)

    @property
    def marks(self) -> str:
        """What it is about, who wrote it, and how it came into the log later."""
        entry = self.entry
        parts = [self.day, log_kind_label(entry.kind), entry.who]
        if self.corrected:
            parts.append(_("corrected below"))
        if entry.on_paper:
            parts.append(_("from paper"))
        if entry.written_at - entry.at > _LATE:
            parts.append(_("written down at {time}").format(time=_written(entry)))
        return " · ".join(part for part in parts if part)


def _written(entry: LogEntry) -> str:
    hour, day = clock_time(entry.written_at), day_of(entry.written_at)
    return hour if day == day_of(entry.at) else f"{day} {hour}"


def rows_of(entries: Iterable[LogEntry], *, newest_first: bool = True) -> list[LogRow]:
    """Entries by when they happened; each correction below the entry that it names, in order."""
    listed = list(entries)
    known = {one.id: one for one in listed}
    below: dict[int, list[LogEntry]] = {}
    roots = []
    for one in listed:
        if one.corrects in known:
            below.setdefault(_root(one, known), []).append(one)
        else:
            roots.append(one)
    wrong = {one.corrects for one in listed}
    roots.sort(key=lambda one: (one.at, one.id), reverse=newest_first)
    first = min((one.at for one in listed), default=None)
    opening = day_of(first) if first else ""
    return [
        LogRow(one, one.id in wrong, "" if day_of(one.at) == opening else day_of(one.at))
        for root in roots
        for one in (root, *sorted(below.get(root.id, []), key=lambda late: late.id))
    ]


def _root(entry: LogEntry, known: dict[int, LogEntry]) -> int:
    while entry.corrects in known and entry.corrects is not None:
        entry = known[entry.corrects]
    return entry.id


def spoken(row: LogRow) -> str:
    """What a screen reader says of an entry."""
    return ". ".join(part for part in (row.hour, row.entry.text, row.marks) if part)


def day_of(moment: datetime) -> str:
    """The day of a moment where the person is, `24/11/2026`."""
    return shown(moment.astimezone().date())
