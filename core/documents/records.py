"""What was printed when, and what it said, in 32 digits: whether it changed since, and where.

All SQL of it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core import clock
from core.documents import tree
from core.documents.model import Block, Document, Heading, Sheet
from core.store import rows
from core.text import clean

if TYPE_CHECKING:
    from sqlite_utils import Database

PAPER = "paper"
"""The form of what went to a printer; the others are suffixes of files, without the dot."""


@dataclass(frozen=True)
class FingerprintPart:
    """A chapter or a bound sheet: its title, and the fingerprint of what stands in it."""

    title: str
    fingerprint: str


def fingerprint(document: Document) -> str:
    """32 hexadecimal digits of everything but dates and versions.

    A printed paper whose fingerprint is not that of the document made today is out of date. Fields
    that keep their default do not count, so that a new kind of field in a later version of the
    program does not make every paper old.
    """
    return _of(_undated(document))


def parts(document: Document) -> tuple[FingerprintPart, ...]:
    """The document cut at its headings of the first level and at its bound sheets, in order.

    A sheet of a deeper level belongs to the part before it. What stands before the first title is
    no part.
    """
    titles: list[str] = []
    blocks: list[list[Block]] = []
    for block in _undated(document).blocks:
        title = _opens(block)
        if title:
            titles.append(clean(title))
            blocks.append([])
        if blocks:
            blocks[-1].append(block)
    return tuple(
        FingerprintPart(title, _of(tuple(held))) for title, held in zip(titles, blocks, strict=True)
    )


def _opens(block: Block) -> str:
    """The title of the part that the block begins; empty when it begins none."""
    if isinstance(block, Heading) and block.level == 1:
        return block.text
    if isinstance(block, Sheet) and block.level == 1:
        return block.document.title
    return ""


def _undated(document: Document) -> Document:
    blocks = tuple(
        replace(block, document=_undated(block.document)) if isinstance(block, Sheet) else block
        for block in document.blocks
    )
    return replace(document, date=date.min, version=0, blocks=blocks)


def _of(value: object) -> str:
    facts = tree.plain(value, text=lambda _, text: text, image=_digest, defaults=False)
    return _digest(json.dumps(facts, sort_keys=True).encode())


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


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
    parts: tuple[FingerprintPart, ...] = ()

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
            "parts": "\n".join(f"{part.fingerprint} {clean(part.title)}" for part in printed.parts),
        }
    )


def take_back_paper(db: "Database", document: str, language: str) -> None:
    """Forget the latest print of a document, if that was on paper."""
    db.conn.execute(
        "DELETE FROM printed WHERE format = ? AND id ="
        " (SELECT max(id) FROM printed WHERE document = ? AND language = ?)",
        [PAPER, document, language],
    )


def last(connection: sqlite3.Connection) -> dict[tuple[str, str], Printed]:
    """The latest print of each document in any form, by document and language."""
    return _by_document(connection.execute("SELECT * FROM printed ORDER BY id"))


def last_paper(connection: sqlite3.Connection) -> dict[tuple[str, str], Printed]:
    """The latest time each document was put on paper from here, by document and language."""
    return _by_document(
        connection.execute("SELECT * FROM printed WHERE format = ? ORDER BY id", [PAPER])
    )


def _by_document(found: Iterable[sqlite3.Row]) -> dict[tuple[str, str], Printed]:
    def plain(row: sqlite3.Row) -> dict[str, Any]:
        return rows.named(row) | {"parts": [_part(line) for line in row["parts"].splitlines()]}

    made = rows.made("printed", found, Printed, plain=plain)
    return {(printed.document, printed.language): printed for printed in made}


def _part(line: str) -> FingerprintPart:
    fingerprint, _blank, title = line.partition(" ")
    return FingerprintPart(title, fingerprint)
