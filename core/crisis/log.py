"""Writing the log: what happened, when, by whom; a mistake is put right by another entry."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from core import i18n
from core.crisis import chain
from core.crisis.model import LogEntry, LogKind
from core.crisis.records import incidents
from core.crisis.records import log as records
from core.errors import InvalidValue
from core.i18n import _
from core.store import Connection
from core.town.model import checked_lines

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")

_DIGEST = re.compile(r"[0-9a-f]{16,64}")

LONGEST = 2000
"""Characters of an entry."""


@dataclass(frozen=True)
class Hand:
    """Who does something in an incident, and when it happened.

    `at` is for what is typed in later, from memory or from paper (`on_paper`); it is not after
    `now`.
    """

    now: datetime
    who: str = ""
    at: datetime | None = None
    on_paper: bool = False

    @property
    def moment(self) -> datetime:
        """When it happened."""
        return self.at or self.now


def write(
    db: "Database",
    incident_id: int,
    hand: Hand,
    kind: LogKind,
    text: str | Callable[[], str],
    corrects: int | None = None,
) -> LogEntry:
    """Add an entry; what the program says by itself comes as a function, for `told`.

    Raises `InvalidValue` for an empty or overlong one, or one of the future.
    """
    said = checked_lines(text if isinstance(text, str) else told(db, incident_id, text), LONGEST)
    if not said:
        raise InvalidValue(_("Write what happened."), _("A few words are enough."))
    if hand.moment > hand.now:
        raise InvalidValue(_("That moment is still to come."), _("Correct the day or the time."))
    entry = LogEntry(
        incident_id=incident_id,
        at=hand.moment,
        written_at=hand.now,
        kind=kind,
        text=said,
        who=hand.who,
        corrects=corrects,
        on_paper=hand.on_paper,
    )
    return records.append(db, entry)


def told(db: "Database", incident_id: int, text: Callable[[], T]) -> T:
    """Words of the program in the language of the incident, whatever the one at the desk speaks:
    the report is read in that."""
    incident = incidents.one(db.conn, incident_id)
    with i18n.language(incident.language if incident else i18n.current()):
        return text()


def note(db: "Database", incident_id: int, hand: Hand, text: str) -> LogEntry:
    """Write down what happened, in the person's words."""
    return write(db, incident_id, hand, LogKind.NOTE, text)


def correct(db: "Database", wrong: LogEntry, hand: Hand, text: str) -> LogEntry:
    """Put an entry right by another, which names it; the first stays as it was written."""
    return write(db, wrong.incident_id, hand, LogKind.CORRECTION, text, corrects=wrong.id)


def broken_at(connection: Connection) -> int | None:
    """Number of the first entry of the file that was changed, taken out or slipped in, or None."""
    return chain.broken_at(records.everything(connection), records.counted(connection))


@dataclass(frozen=True)
class Anchor:
    """The number of an entry and its digest, as a paper has them."""

    number: int
    digest: str


def anchor(number: int, digest: str) -> Anchor:
    """What was read from a paper; blanks and capitals do not count.

    Raises `InvalidValue` for what is no digest, or too short to tell anything.
    """
    digits = "".join(digest.split()).lower()
    if not _DIGEST.fullmatch(digits):
        raise InvalidValue(
            _("A digest has 64 characters, 0 to 9 and a to f; the first 16 are enough."),
            _("Copy it from the paper, at the end of the log."),
        )
    return Anchor(number, digits)


def holds(connection: Connection, printed: Anchor) -> bool:
    """Whether the entry of that number is the one that was printed."""
    found = (record for record in records.everything(connection) if record.id == printed.number)
    return any(entry.digest.startswith(printed.digest) for entry in found)


def other_sentence(printed: Anchor) -> str:
    """What it means that it is not, for whoever asked."""
    return _(
        "Entry {number} of the log is not the one that was printed: the log was rewritten, or "
        "the paper is from another town’s file."
    ).format(number=printed.number)


def broken_sentence(number: int) -> str:
    """What that means, for whoever asked."""
    return _(
        "The log of incidents is not intact: from entry {number} on it was changed outside the "
        "program, or entries are missing."
    ).format(number=number)
