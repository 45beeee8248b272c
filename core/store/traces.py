"""Where a name stands in a workspace: in whatever text of whatever table, as the file itself says.

No list of columns is kept here, which somebody would forget to add to.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from core.store.dump import columns, quoted, unpacked
from core.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

_LATIN = range(0x21, 0x250)
"""Letters with their accents, as the languages of Spain and its neighbours write them."""


_CELLS = (
    "SELECT rowid, typeof({cell}), CAST({cell} AS BLOB) FROM main.{table}"
    " WHERE typeof({cell}) IN ('text', 'blob') AND holds(typeof({cell}), CAST({cell} AS BLOB))"
)


@dataclass(frozen=True)
class Trace:
    """One cell that holds the name, and the text of it."""

    table: str
    column: str
    row: int
    text: str


def pattern(name: str) -> re.Pattern[str]:
    """Finds a name as a whole, whatever its case and accents.

    One word alone, which may be any word, is found only where nothing else is in the cell.
    """
    words = name.split()
    body = r"\s+".join("".join(map(_letter, fold(word))) for word in words)
    if len(words) < 2:
        return re.compile(rf"\s*{body}\s*\Z", re.IGNORECASE)
    return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)


@lru_cache
def _letter(letter: str) -> str:
    alike = "".join(text for text in map(chr, _LATIN) if fold(text) == letter)
    accents = "[\u0300-\u036f]*"
    return f"[{re.escape(letter + alike)}]{accents}"


def find(connection: sqlite3.Connection, sought: re.Pattern[str]) -> list[Trace]:
    """Every cell of the workspace in which a pattern is found, packed texts included."""
    match = sought.match if sought.pattern.endswith(r"\Z") else sought.search

    def holds(kind: str, cell: bytes) -> bool:
        return bool(match(_text(kind, cell)))

    connection.create_function("holds", 2, holds)
    try:
        return [
            Trace(table, column, row[0], _text(row[1], row[2]))
            for table, names in columns(connection, numbered=True).items()
            for column in names
            for row in connection.execute(_CELLS.format(table=quoted(table), cell=quoted(column)))
        ]
    finally:
        connection.create_function("holds", 2, None)


def _text(kind: str, cell: bytes) -> str:
    """What a cell says, a packed one too; nothing where it says nothing."""
    return cell.decode(errors="replace") if kind == "text" else unpacked(cell)


def blot_out(db: "Database", traces: Iterable[Trace], sought: re.Pattern[str], by: str) -> None:
    """Put other words in the place of the name."""
    cells: defaultdict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for trace in traces:
        cells[trace.table, trace.column].append((sought.sub(by, trace.text), trace.row))
    for (table, column), values in cells.items():
        query = f"UPDATE {quoted(table)} SET {quoted(column)} = ? WHERE rowid = ?"
        db.conn.executemany(query, values)
