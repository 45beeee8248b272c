"""Pictures in the workspace. The image is read alone: a list of pictures needs none."""

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock
from core.errors import InvalidValue
from core.i18n import _
from core.pictures.model import Owner, OwnerKind, Picture
from core.store import rows
from core.store.rows import TableShape

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHAPE = TableShape("picture", Picture, order="id")


def of(connection: sqlite3.Connection, owner: Owner) -> list[Picture]:
    """The pictures that are kept with something, in the order in which they were added."""
    return rows.select(connection, _SHAPE, (owner.kind, owner.id))


def every(connection: sqlite3.Connection) -> list[Picture]:
    """All there are."""
    return rows.select(connection, _SHAPE)


def of_mentions(connection: sqlite3.Connection, since: datetime, until: datetime) -> list[Picture]:
    """Those of the mentions of some days, in the order of these."""
    found = connection.execute(
        "SELECT picture.* FROM picture JOIN item ON item.id = mention_id JOIN mention ON item_id ="
        " item.id WHERE item.at >= ? AND item.at < ? AND state <> 'ignored'"
        " ORDER BY item.at, picture.id",
        [clock.to_text(since), clock.to_text(until)],
    )
    return rows.made("picture", found, Picture)


def ids_of_kind(connection: sqlite3.Connection, kind: OwnerKind) -> set[int]:
    """The pictures that are kept with things of a kind."""
    return {row["id"] for row in connection.execute(f"SELECT id FROM picture WHERE {kind} > 0")}


def image(connection: sqlite3.Connection, picture_id: int) -> bytes:
    """The image of a picture; empty where it is gone."""
    found = connection.execute("SELECT image FROM picture WHERE id = ?", [picture_id]).fetchone()
    return found["image"] if found else b""


def add(db: "Database", picture: Picture, image: bytes) -> int:
    """Store a new picture; returns its id.

    Raises `InvalidValue` where what it is kept with is gone.
    """
    try:
        return rows.insert(db, _SHAPE, picture, image=image)
    except sqlite3.IntegrityError as error:
        raise InvalidValue(
            _("What the image was for is no longer there, and the image is not kept."),
            _("Undo what took it away, and bring the image again."),
        ) from error


def save(db: "Database", picture: Picture) -> None:
    """Store every field of a picture; its image stays."""
    rows.update(db, _SHAPE, picture)


def remove(db: "Database", picture_id: int) -> None:
    """Take a picture away."""
    rows.delete(db, _SHAPE, picture_id)
