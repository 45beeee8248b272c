"""What was printed when; all SQL of it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock
from core.documents.fingerprints import Part
from core.store import damage
from core.text import clean

if TYPE_CHECKING:
    from sqlite_utils import Database


PAPER = "paper"
"""The form of what went to a printer; the others are suffixes of files, without the dot."""


@dataclass(frozen=True)
class Printed:
    """One time that a document left the program; `printed_at` is UTC.

    `parts` is empty for what was printed before they were kept.
    """

    document: str
    language: str
    format: str
    version: int
    fingerprint: str
    printed_at: datetime
    parts: tuple[Part, ...] = ()

    @property
    def saved(self) -> bool:
        """It left as a file: whether anybody printed that is not known."""
        return self.format != PAPER


def add(db: "Database", printed: Printed) -> None:
    """Remember that a document left the program."""
    db.table("printed").insert(
        {
            "document": printed.document,
            "language": printed.language,
            "format": printed.format,
            "version": printed.version,
            "fingerprint": printed.fingerprint,
            "printed_at": clock.to_text(printed.printed_at),
            "parts": "\n".join(f"{one.fingerprint} {clean(one.title)}" for one in printed.parts),
        }
    )


def last(connection: sqlite3.Connection) -> dict[tuple[str, str], Printed]:
    """The latest print of each document in any form, by document and language."""
    return _by_document(connection.execute("SELECT * FROM printed ORDER BY id"))


def last_paper(connection: sqlite3.Connection) -> dict[tuple[str, str], Printed]:
    """The latest time each document was put on paper from here, by document and language."""
    return _by_document(
        connection.execute("SELECT * FROM printed WHERE format = ? ORDER BY id", [PAPER])
    )


def _by_document(rows: Iterable[sqlite3.Row]) -> dict[tuple[str, str], Printed]:
    def made(row: sqlite3.Row) -> Printed:
        return Printed(
            row["document"],
            row["language"],
            row["format"],
            row["version"],
            row["fingerprint"],
            clock.from_text(row["printed_at"]),
            tuple(_part(line) for line in row["parts"].splitlines()),
        )

    found = damage.each("printed", rows, made)
    return {(one.document, one.language): one for one in found}


def _part(line: str) -> Part:
    fingerprint, _blank, title = line.partition(" ")
    return Part(title, fingerprint)
