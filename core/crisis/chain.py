"""The chain of the log: by it anybody can tell that no entry was changed, added or taken out.

Each entry's digest is the sha256 of what it says and of the digest before it, over all incidents
in one chain. Taking out an entry breaks the chain or leaves a gap in the numbers; taking out the
last ones leaves SQLite's counter ahead. Who can write the file can also write the whole chain
anew: against that stands the paper, on which the last number and digest are printed.
"""

import hashlib
import json
from collections.abc import Sequence

from core import clock
from core.crisis.model import LogEntry

START = "pregon-log 1"
"""Stands where the first entry has no digest before it."""


def digest(entry: LogEntry) -> str:
    """SHA-256 of `canonical`, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(entry).encode()).hexdigest()


def canonical(entry: LogEntry) -> str:
    """One way to write an entry: a JSON array in UTF-8, without blanks between its parts."""
    parts = [
        entry.previous,
        entry.id,
        entry.incident_id,
        clock.to_text(entry.at),
        clock.to_text(entry.written_at),
        entry.kind.value,
        entry.who,
        entry.text,
        entry.corrects,
        entry.on_paper,
    ]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def broken_at(entries: Sequence[LogEntry], counted: int) -> int | None:
    """Number of the first entry that is not what it was, is missing or was slipped in; or None.

    `entries` are all of the file, in order; `counted` is the last number that was ever given.
    """
    previous = START
    for number, entry in enumerate(entries, start=1):
        whole = entry.id == number and entry.previous == previous
        if not whole or entry.digest != digest(entry):
            return number
        previous = entry.digest
    return len(entries) + 1 if counted != len(entries) else None
