"""All SQL of the roster."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core import clock
from core.roster.model import Contact, Group, Hat, Phone
from core.store import preferences, rows, suggestions
from core.store.rows import TableShape

if TYPE_CHECKING:
    from sqlite_utils import Database

_CONTACT = TableShape(
    "contact", Contact, elsewhere=frozenset({"phones", "groups", "hats", "suggested"})
)

SUGGESTED = "contact"
"""How the suggestion marks name our items."""

_APART = "roster_not_duplicates"


def everyone(connection: sqlite3.Connection) -> list[Contact]:
    """All contacts that can be read, in order of creation."""
    return _loaded(connection, "")


def one(connection: sqlite3.Connection, contact_id: int) -> Contact | None:
    """One contact, or None when it is gone."""
    return next(iter(_loaded(connection, "WHERE {column} = ?", contact_id)), None)


def _loaded(connection: sqlite3.Connection, where: str, *values: int) -> list[Contact]:
    found = connection.execute(
        f"SELECT * FROM contact {where.format(column='id')} ORDER BY id", values
    )
    of_contact = where.format(column="contact_id")
    phones: dict[int, list[Phone]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT * FROM contact_phone {of_contact} ORDER BY contact_id, position", values
    ):
        phones[row["contact_id"]].append(Phone(row["number"], row["label"]))
    groups: dict[int, set[str]] = defaultdict(set)
    for row in connection.execute(f"SELECT * FROM contact_group {of_contact}", values):
        groups[row["contact_id"]].add(row["grouping"])
    hats: dict[int, set[str]] = defaultdict(set)
    for row in connection.execute(f"SELECT * FROM contact_hat {of_contact}", values):
        hats[row["contact_id"]].add(row["hat"])
    reasons = suggestions.reasons(connection, SUGGESTED)

    def plain(row: sqlite3.Row) -> dict[str, Any]:
        return rows.named(row) | {
            "phones": phones[row["id"]],
            "groups": [group for group in Group if group in groups[row["id"]]],
            "hats": [hat for hat in Hat if hat in hats[row["id"]]],
            "suggested": reasons.get(row["id"], ""),
        }

    return rows.made("contact", found, Contact, plain=plain)


def add(db: "Database", contact: Contact, now: datetime) -> int:
    """Store a new contact with its phones, groups and hats; returns its id."""
    stamp = clock.to_text(now)
    contact_id = rows.insert(db, _CONTACT, contact, id=0, created_at=stamp, updated_at=stamp)
    _insert_parts(db, contact_id, contact.phones, contact.groups, contact.hats)
    return contact_id


def _insert_parts(
    db: "Database",
    contact_id: int,
    phones: Iterable[Phone],
    groups: Iterable[Group],
    hats: Iterable[Hat],
) -> None:
    db.conn.executemany(
        "INSERT INTO contact_phone (contact_id, position, number, label) VALUES (?, ?, ?, ?)",
        [(contact_id, place, phone.number, phone.label) for place, phone in enumerate(phones)],
    )
    db.conn.executemany(
        "INSERT INTO contact_group (contact_id, grouping) VALUES (?, ?)",
        [(contact_id, group) for group in groups],
    )
    db.conn.executemany(
        "INSERT INTO contact_hat (contact_id, hat) VALUES (?, ?)",
        [(contact_id, hat) for hat in hats],
    )


def replace(db: "Database", contact: Contact, now: datetime) -> bool:
    """Store every field of a contact; it is no longer a suggestion. False: it was removed."""
    if not rows.update(db, _CONTACT, contact, updated_at=clock.to_text(now)):
        return False
    for table in ("contact_phone", "contact_group", "contact_hat"):
        db.execute(f"DELETE FROM {table} WHERE contact_id = ?", [contact.id])
    _insert_parts(db, contact.id, contact.phones, contact.groups, contact.hats)
    accept(db, contact.id)
    return True


def accept(db: "Database", contact_id: int) -> None:
    """A suggested card is kept as it is."""
    suggestions.settle(db, SUGGESTED, contact_id)


def delete(db: "Database", contact_id: int) -> None:
    """Remove a contact; whoever had it as substitute has none."""
    accept(db, contact_id)
    db.execute("DELETE FROM contact WHERE id = ?", [contact_id])
    apart = not_duplicates(db.conn)
    # SQLite may give the id to another contact.
    kept = {pair for pair in apart if contact_id not in pair}
    if kept != apart:
        _set_apart(db, kept)


def stand_in(db: "Database", old_id: int, new_id: int) -> None:
    """Whoever had `old_id` as substitute has `new_id`, except the new one itself."""
    db.execute(
        "UPDATE contact SET substitute_id = ? WHERE substitute_id = ? AND id <> ?",
        [new_id, old_id, new_id],
    )


def pass_hat(db: "Database", hat: Hat, before_id: int | None, after_id: int | None) -> None:
    """Take a hat from one contact and give it to another; nothing else of them changes."""
    if before_id is not None:
        db.execute("DELETE FROM contact_hat WHERE contact_id = ? AND hat = ?", [before_id, hat])
    if after_id is not None:
        db.execute(
            "INSERT INTO contact_hat (contact_id, hat) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [after_id, hat],
        )


def set_substitute(db: "Database", contact_id: int, substitute_id: int | None) -> None:
    """Who stands in for a contact, and nothing else of it."""
    db.execute("UPDATE contact SET substitute_id = ? WHERE id = ?", [substitute_id, contact_id])


def not_duplicates(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """Pairs that look alike and are two people, lower id first."""
    return preferences.get(connection, _APART, _pairs, set())


def _pairs(told: str) -> set[tuple[int, int]]:
    return {(int(item), int(other)) for item, other in json.loads(told)}


def keep_apart(db: "Database", one_id: int, other_id: int) -> None:
    """Remember that two contacts are two people."""
    pair = (min(one_id, other_id), max(one_id, other_id))
    _set_apart(db, not_duplicates(db.conn) | {pair})


def _set_apart(db: "Database", pairs: set[tuple[int, int]]) -> None:
    preferences.put(db, _APART, json.dumps(sorted(pairs)))
