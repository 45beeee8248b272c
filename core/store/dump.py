"""Everything that lies in a town file, table by table, as any other program can read it."""

import base64
import sqlite3
import zlib
from collections.abc import Iterable, Iterator

OF_THE_FILE = frozenset({"_sqlite_migrations", "applied", "identity", "unindexed"})
"""Tables that tell of the file itself, not of the town."""


Cell = str | int | float | None
"""What any other program can read."""


def columns(connection: sqlite3.Connection, *, numbered: bool = False) -> dict[str, list[str]]:
    """All tables with their columns; not what SQLite keeps for itself, as an index of words.

    With `numbered` only those whose rows have a rowid.
    """
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND wr <= ? AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        [not numbered],
    ).fetchall()
    return {
        table: [
            name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])
        ]
        for (table,) in tables
    }


def rows(
    connection: sqlite3.Connection, table: str, columns: Iterable[str]
) -> Iterator[list[Cell]]:
    """The rows of a table in its order; a packed text as what it says, other bytes in base64."""
    cells = ", ".join(map(quoted, columns))
    for row in connection.execute(f"SELECT {cells} FROM main.{quoted(table)}"):
        yield [_plain(cell) for cell in row]


def count(connection: sqlite3.Connection, table: str) -> int:
    """How many rows a table has."""
    found: int = connection.execute(f"SELECT count(*) FROM main.{quoted(table)}").fetchone()[0]
    return found


def _plain(cell: str | float | bytes | None) -> Cell:
    if not isinstance(cell, bytes):
        return cell
    return unpacked(cell) or base64.b64encode(cell).decode("ascii")


def unpacked(cell: bytes) -> str:
    """What a packed text says; nothing where it is none.

    Bytes that are no letters, as in a damaged file, cost themselves alone.
    """
    try:
        return zlib.decompress(cell).decode(errors="replace")
    except zlib.error:
        return ""


def quoted(name: str) -> str:
    """A name of a table or a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
