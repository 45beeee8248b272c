"""The scenarios that the town made its own, as JSON."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from core import clock
from core.crisis.scenario import Scenario
from core.decoding import from_json
from core.store import rows

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class StoredScenario:
    """A scenario of the town. `base` is what it was adopted from; None for one made here."""

    scenario: Scenario
    base: Scenario | None
    adopted_at: datetime
    revision: int = 1
    """Of the sheet: goes up with each change."""
    set_aside: bool = False
    """Not for this town: neither offered nor printed."""


def everything(connection: sqlite3.Connection) -> dict[str, StoredScenario]:
    """Those of the town, by id."""
    found = connection.execute("SELECT * FROM scenario ORDER BY adopted_at, id")
    return {
        row.scenario.id: row for row in rows.made("scenario", found, StoredScenario, plain=_plain)
    }


def one(connection: sqlite3.Connection, scenario_id: str) -> StoredScenario | None:
    """One of the town, or None."""
    found = connection.execute("SELECT * FROM scenario WHERE id = ?", [scenario_id])
    return next(iter(rows.made("scenario", found, StoredScenario, plain=_plain)), None)


def _plain(row: sqlite3.Row) -> dict[str, Any]:
    base = decoded(row["base"]) if row["base"] else None
    return rows.named(row) | {"scenario": decoded(row["content"]), "base": base}


def save(db: "Database", kept: StoredScenario) -> None:
    """Store one, new or changed."""
    db.conn.execute(
        "INSERT INTO scenario (id, content, base, revision, adopted_at, set_aside)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content,"
        " base = excluded.base, revision = excluded.revision, adopted_at = excluded.adopted_at,"
        " set_aside = excluded.set_aside",
        [
            kept.scenario.id,
            encoded(kept.scenario),
            encoded(kept.base) if kept.base else "",
            kept.revision,
            clock.to_text(kept.adopted_at),
            int(kept.set_aside),
        ],
    )


def delete(db: "Database", scenario_id: str) -> None:
    """Let the town's own go; what the content files say is in force again."""
    db.conn.execute("DELETE FROM scenario WHERE id = ?", [scenario_id])


def encoded(scenario: Scenario) -> str:
    """The JSON that is stored; equal scenarios give equal text."""
    return msgspec.json.encode(scenario, order="deterministic").decode()


def decoded(text: str) -> Scenario:
    """The scenario behind `encoded`."""
    return from_json(text, Scenario)
