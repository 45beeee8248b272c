"""Items kept as they were read, with a digest by which anybody can tell that nothing changed."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core import clock
from core.errors import DocumentTrouble
from core.i18n import _
from core.mentions.model import Evidence, Item
from core.mentions.records import evidence as records
from core.mentions.records import items
from core.store import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database


def keep(db: "Database", item_ids: Sequence[int], now: datetime) -> None:
    """Keep items as they are now; those that are evidence already stay as they were taken first.

    They are not let go with the old ones. Items that are gone are left out.
    """
    records.add(
        db, (Evidence(item.id, now, digest(item)) for item in items.some(db.conn, item_ids))
    )


def taken(connection: Connection, item_id: int) -> Evidence | None:
    """When an item was taken as evidence and with which digest, or None."""
    return records.one(connection, item_id)


def verify(connection: Connection, item_id: int) -> bool:
    """Whether an item is evidence and still says what it said when it was taken."""
    kept, item = records.one(connection, item_id), items.one(connection, item_id)
    return kept is not None and item is not None and kept.digest == digest(item)


def plain_text(connection: Connection, item_id: int) -> bytes:
    """The file that has the digest of an item, for whoever wants to check it without this program.

    Raises `DocumentTrouble` when the item is gone.
    """
    item = items.one(connection, item_id)
    if item is None:
        raise DocumentTrouble(
            _("There is no mention number {number}.").format(number=item_id),
            _("Give the number that its list shows."),
        )
    return canonical(item).encode()


def digest(item: Item) -> str:
    """SHA-256 of `canonical`, in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(item).encode()).hexdigest()


def canonical(item: Item) -> str:
    """What the digest is of: one way to write an item, the same in every language.

    A line for each fact, an empty one, and the text. The author is left out, so that a name can be
    erased and the evidence still holds; so is the HTML, which says no more than the text.
    """
    facts = (
        ("published", clock.to_text(item.at) if item.dated else "unknown"),
        ("first-seen", clock.to_text(item.seen_at)),
        ("link", item.link),
        ("outlet", item.outlet),
        ("title", item.title),
    )
    head = [f"{name}: {' '.join(value.split())}" for name, value in facts]
    return "\n".join(["pregon-evidence 1", *head, "", item.text])
