"""Mentions that an open incident may be about."""

import sqlite3
from datetime import datetime

from core import clock


def since(connection: sqlite3.Connection, incident_id: int, moment: datetime) -> list[int]:
    """Ids of the mentions seen since a moment that are not tied to the incident, oldest first."""
    found = connection.execute(
        "SELECT item.id FROM mention JOIN item ON item.id = mention.item_id"
        " WHERE item.seen_at >= ? AND mention.state <> 'ignored'"
        " AND item.id NOT IN (SELECT item_id FROM incident_item WHERE incident_id = ?)"
        " ORDER BY item.id",
        [clock.to_text(moment), incident_id],
    )
    return [row["id"] for row in found]


def stories(connection: sqlite3.Connection, incident_id: int) -> set[int]:
    """The stories of the mentions that are tied to an incident."""
    found = connection.execute(
        "SELECT DISTINCT story_id FROM mention JOIN incident_item USING (item_id)"
        " WHERE incident_id = ? AND story_id IS NOT NULL",
        [incident_id],
    )
    return {row["story_id"] for row in found}


def stories_of(connection: sqlite3.Connection, item_ids: list[int]) -> dict[int, int]:
    """The story of each of these mentions that has one."""
    marks = ", ".join("?" * len(item_ids))
    found = connection.execute(
        f"SELECT item_id, story_id FROM mention WHERE item_id IN ({marks})"
        " AND story_id IS NOT NULL",
        item_ids,
    )
    return {row["item_id"]: row["story_id"] for row in found}
