"""The marks on suggested items. A slice names its items by table and id.

Where one row holds several proposals, the table is followed by a dot and the part of the row.
"""

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def mark(db: "Database", kind: str, item_id: int, template: str, reason: str) -> None:
    """Mark an item just created as our proposal; `template` is its id in the content files."""
    # Plain SQL: a new workspace has a hundred, and sqlite-utils inspects the schema each time.
    db.conn.execute(
        "INSERT INTO suggestion (kind, item_id, template, reason) VALUES (?, ?, ?, ?)",
        [kind, item_id, template, reason],
    )


def parts(connection: sqlite3.Connection, kind: str, item_id: int) -> tuple[str, ...]:
    """The parts of one row that are still marked, in the order in which they were."""
    rows = connection.execute(
        "SELECT kind FROM suggestion WHERE kind LIKE ? AND item_id = ? ORDER BY id",
        [f"{kind}.%", item_id],
    )
    return tuple(row["kind"].partition(".")[2] for row in rows)


def settle(db: "Database", kind: str, item_id: int) -> None:
    """The person accepted, changed or removed the item: it is theirs now."""
    db.execute("DELETE FROM suggestion WHERE kind = ? AND item_id = ?", [kind, item_id])


def reasons(connection: sqlite3.Connection, kind: str) -> dict[int, str]:
    """Why each item still marked was proposed, by item id."""
    rows = connection.execute("SELECT item_id, reason FROM suggestion WHERE kind = ?", [kind])
    return {row["item_id"]: row["reason"] for row in rows}


def templates(connection: sqlite3.Connection, kind: str) -> dict[str, int]:
    """The items still marked, by the id of their template in the content files."""
    rows = connection.execute("SELECT item_id, template FROM suggestion WHERE kind = ?", [kind])
    return {row["template"]: row["item_id"] for row in rows}
