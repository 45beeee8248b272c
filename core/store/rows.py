"""Frozen dataclasses as rows: a field is the column of its name; tuples of ids live apart.

Days and moments are ISO text, enums their value, booleans 0 or 1, tuples of words one text
separated by blanks, tuples of lines one text separated by line breaks. msgspec does the conversion,
and refuses what does not fit.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from core.store import damage

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")


@dataclass(frozen=True, eq=False, repr=False)
class Links:
    """The table that holds a tuple of ids: one row for each pair."""

    table: str
    owner: str
    other: str


@dataclass(frozen=True, eq=False, repr=False)
class TableShape(Generic[T]):
    """How a dataclass lies in its table."""

    table: str
    kind: type[T]
    order: str = "position, id"
    links: Mapping[str, Links] = field(default_factory=dict)
    """By the name of the field."""
    words: frozenset[str] = frozenset()
    """Fields that are tuples of words."""
    lines: frozenset[str] = frozenset()
    """Fields that are tuples of lines."""
    elsewhere: frozenset[str] = frozenset()
    """Fields that this table does not hold."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The fields that are columns of the table."""
        apart = {*self.links, *self.elsewhere}
        return tuple(name for name in _names(self.kind) if name not in apart)


def select(
    connection: sqlite3.Connection,
    shape: TableShape[T],
    where: tuple[str, object] | None = None,
    **extra: dict[int, Any],
) -> list[T]:
    """Every row that can be read, in order, or those whose column holds this value.

    `extra` gives a field that is stored elsewhere, by the item's id.
    """
    linked = {name: _linked(connection, links) for name, links in shape.links.items()}
    apart = linked | extra
    wanted = f" WHERE {where[0]} = ?" if where else ""
    query = f"SELECT {', '.join(shape.columns)} FROM {shape.table}{wanted} ORDER BY {shape.order}"

    def plain(row: sqlite3.Row) -> dict[str, Any]:
        values = named(row)
        for name in shape.words:
            values[name] = values[name].split()
        for name in shape.lines:
            values[name] = values[name].splitlines()
        for name, by_id in apart.items():
            if row["id"] in by_id:
                values[name] = by_id[row["id"]]
        return values

    found = connection.execute(query, [where[1]] if where else [])
    return made(shape.table, found, shape.kind, plain=plain)


def named(row: sqlite3.Row) -> dict[str, Any]:
    """Its values by their columns, in a quarter of the time of `dict`, which looks for each."""
    return dict(zip(row.keys(), row, strict=True))


def made(
    table: str,
    found: Iterable[sqlite3.Row],
    kind: type[T],
    *,
    key: str = "id",
    plain: Callable[[sqlite3.Row], dict[str, Any]] = named,
) -> list[T]:
    """What the rows of a query hold, whose columns are named as the fields.

    Those that cannot be read are left out and noted by what `key` holds.
    """
    from core.decoding import from_plain, from_rows

    there = list(found)
    try:
        return from_rows([plain(row) for row in there], kind)
    except damage.OF_VALUES:
        # One by one: a row that cannot be read keeps no other away.
        return damage.readable(
            table, there, lambda row: from_plain(plain(row), kind, strict=False), key
        )


def of_many(
    connection: sqlite3.Connection, query: str, values: Sequence[object], *before: object
) -> Iterator[sqlite3.Row]:
    """The rows of a query for many values, which take the place of its `{marks}`, 500 at a time.

    `before` are the values of the marks that stand before them.
    """
    for start in range(0, len(values), 500):
        part = values[start : start + 500]
        marks = ", ".join("?" * len(part))
        yield from connection.execute(query.replace("{marks}", marks), [*before, *part])


def _linked(connection: sqlite3.Connection, links: Links) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        f"SELECT {links.owner}, {links.other} FROM {links.table} ORDER BY id"
    ).fetchall()
    for owner, other in rows:
        found[owner].append(other)
    return found


def insert(db: "Database", shape: TableShape[T], item: T, **more: Any) -> int:
    """Store a new item, under its own id when it has one; returns the id.

    `more` are columns that the dataclass does not have.
    """
    row = _row(shape, item) | more
    if not row["id"]:
        del row["id"]
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    # Plain SQL: a new workspace stores hundreds, and sqlite-utils inspects the schema each time.
    cursor = db.conn.execute(f"INSERT INTO {shape.table} ({names}) VALUES ({marks})", row)
    item_id = int(cursor.lastrowid or 0)
    _insert_links(db, shape, item, item_id)
    return item_id


def update(db: "Database", shape: TableShape[T], item: T, **more: Any) -> bool:
    """Store every field of an item; `more` as for `insert`. False: somebody else removed it."""
    row = _row(shape, item) | more
    sets = ", ".join(f"{name} = :{name}" for name in row if name != "id")
    if not db.conn.execute(f"UPDATE {shape.table} SET {sets} WHERE id = :id", row).rowcount:
        return False
    for links in shape.links.values():
        db.conn.execute(f"DELETE FROM {links.table} WHERE {links.owner} = ?", [row["id"]])
    _insert_links(db, shape, item, row["id"])
    return True


def delete(db: "Database", shape: TableShape[T], item_id: int) -> None:
    """Remove a row, and with it what belongs to it."""
    db.conn.execute(f"DELETE FROM {shape.table} WHERE id = ?", [item_id])


def _row(shape: TableShape[T], item: T) -> dict[str, Any]:
    import msgspec

    row = {name: msgspec.to_builtins(_whole(getattr(item, name))) for name in shape.columns}
    joints = dict.fromkeys(shape.words, " ") | dict.fromkeys(shape.lines, "\n")
    return {name: joints[name].join(v) if name in joints else v for name, v in row.items()}


def _whole(value: Any) -> Any:
    """Moments are kept to the second."""
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


def _names(kind: type) -> list[str]:
    return [item.name for item in fields(kind)]


def _insert_links(db: "Database", shape: TableShape[T], item: T, item_id: int) -> None:
    for name, links in shape.links.items():
        db.conn.executemany(
            f"INSERT INTO {links.table} ({links.owner}, {links.other}) VALUES (?, ?)",
            [(item_id, other) for other in dict.fromkeys(getattr(item, name))],
        )
