"""What of a workspace cannot be read: it is left out so that the rest is there, and told once.

A damaged disk or another program can leave a day that is no day, or bytes that are no letters, in
a file that SQLite finds whole. Records make their objects through here.
"""

import codecs
import operator
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import local
from typing import NamedTuple, TypeVar

T = TypeVar("T")

OF_VALUES = (ValueError, TypeError, AttributeError, zlib.error)
"""What a value raises that is not what it should be; msgspec's errors are ValueErrors."""

_LETTERS = "pregon.letters"


class UnreadableRow(NamedTuple):
    """One row that was left out, or read in part."""

    table: str
    """Empty where only letters are wrong, wherever they stand."""
    row: str = ""
    """Its id, or what else names it."""

    def __str__(self) -> str:
        return f"{self.table} {self.row}".strip()


_BYTES = UnreadableRow("")


class _Noted(local):
    """What this thread met; the store takes it when a reading ends."""

    def __init__(self) -> None:
        self.found: set[UnreadableRow] = set()


_noted = _Noted()


def note(table: str, row: object = "") -> None:
    """Remember that something could not be read."""
    _noted.found.add(UnreadableRow(table, str(row)))


def taken() -> frozenset[UnreadableRow]:
    """What this thread met since it was last asked."""
    found, _noted.found = frozenset(_noted.found), set()
    return found


@contextmanager
def unsaid() -> Iterator[None]:
    """What is met inside is of no workspace that is open: nobody is told of it."""
    before, _noted.found = _noted.found, set()
    try:
        yield
    finally:
        _noted.found = before


def readable(
    table: str, found: Iterable[sqlite3.Row], make: Callable[[sqlite3.Row], T], key: str = "id"
) -> list[T]:
    """What is made of each row, without those of which nothing can be made; they are noted."""
    return list(each(table, found, make, key))


def each(
    table: str, found: Iterable[sqlite3.Row], make: Callable[[sqlite3.Row], T], key: str = "id"
) -> Iterator[T]:
    """As `readable`, one after the other."""
    for row in found:
        try:
            made = make(row)
        except OF_VALUES:
            note(table, row[key])
        else:
            yield made


def otherwise(table: str, row: object, make: Callable[[], T], default: T) -> T:
    """What `make` gives, or the default where it cannot be read, which is noted."""
    try:
        return make()
    except OF_VALUES:
        note(table, row)
        return default


def sweep(connection: sqlite3.Connection) -> None:
    """Read every column of every table, and note the rows with bytes that are no letters."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    for (table,) in tables:
        for number, row in enumerate(connection.execute(f'SELECT * FROM "{table}"'), start=1):
            if _BYTES in _noted.found:
                _noted.found.remove(_BYTES)
                note(table, dict(row).get("id", f"({number})"))


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _noted.found.add(_BYTES)
    return "\N{REPLACEMENT CHARACTER}", error.end


codecs.register_error(_LETTERS, _replaced)

as_text: Callable[[bytes], str] = operator.methodcaller("decode", "utf-8", _LETTERS)
"""For `text_factory`: as `str`, at 0.04 µs more, but what is no UTF-8 costs its letter alone."""
