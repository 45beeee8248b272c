"""The town's row, its crest, and the decisions of the town about its data."""

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core import clock
from core.store import damage, preferences, rows

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.town.model import Town

RETENTION_DEFAULT = 24
"""Months a person's data is kept without anybody confirming it; own judgement, editable."""
_MONTHS = "contact_retention_months"


def insert(db: "Database", town: "Town", now: datetime) -> None:
    """Write the one row of a new workspace."""
    shape = rows.TableShape("town", type(town), words=frozenset({"languages"}))
    rows.insert(db, shape, town, id=1, created_at=clock.to_text(now))


def heading(connection: sqlite3.Connection) -> tuple[str, int | None]:
    """Name and inhabitants, for the frame, which waits for nothing more; as `load`."""
    row = connection.execute("SELECT name, population FROM town").fetchone()
    if row is None:
        damage.note("town")
        return "", None
    return row["name"] or "", row["population"]


def load(connection: sqlite3.Connection) -> "Town":
    """The town of this workspace; one without a name where its row was lost."""
    from core.town.model import BodyKind, Town

    row = connection.execute("SELECT * FROM town").fetchone()
    if row is None:
        damage.note("town")
        return Town(name="")
    return Town(
        name=row["name"] or "",
        kind=damage.otherwise("town", "", lambda: BodyKind(row["kind"]), BodyKind.MUNICIPALITY),
        ine_code=row["ine_code"],
        alt_name=row["alt_name"],
        province=row["province"],
        region=row["region"],
        population=row["population"],
        population_year=row["population_year"],
        languages=damage.otherwise("town", "", lambda: tuple(row["languages"].split()), ("es",)),
        hours_week=row["hours_week"],
        person=row["person"],
        post=row["post"],
    )


def update(db: "Database", **fields: Any) -> None:
    """Set columns of the town's row; `languages` as codes separated by blanks."""
    db.table("town").update(1, fields)


def crest(connection: sqlite3.Connection) -> bytes | None:
    """The crest as PNG, or None."""
    row = connection.execute("SELECT crest FROM town").fetchone()
    return row["crest"] if row else None


def retention_months(connection: sqlite3.Connection) -> int:
    """Months after which an unconfirmed person is proposed for deletion."""
    return preferences.get(connection, _MONTHS, int, RETENTION_DEFAULT)


def set_retention_months(db: "Database", months: int) -> None:
    """Decide for how long unconfirmed persons are kept."""
    preferences.put(db, _MONTHS, str(months))
