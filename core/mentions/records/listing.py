"""What a list of mentions says of each besides the mention itself."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence


def topics(connection: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, list[str]]:
    """By item, the topics the person put it under, or else those in use that it hits."""
    found: dict[int, list[str]] = defaultdict(list)
    for marks, part in _parts(item_ids):
        for row in connection.execute(
            "SELECT m.item_id, w.position, w.title FROM mention AS m"
            f" JOIN watch AS w ON w.id = m.topic_id WHERE m.item_id IN ({marks})"
            " UNION ALL SELECT h.item_id, w.position, w.title FROM hit AS h"
            " JOIN watch AS w ON w.id = h.watch_id AND w.kind = 'topic' AND w.enabled"
            " LEFT JOIN mention AS m ON m.item_id = h.item_id"
            f" WHERE m.topic_id IS NULL AND h.item_id IN ({marks}) ORDER BY 2",
            [*part, *part],
        ):
            found[row["item_id"]].append(row["title"])
    return found


def stories(connection: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, str]:
    """By item, the title of its story."""
    found: dict[int, str] = {}
    for marks, part in _parts(item_ids):
        for row in connection.execute(
            "SELECT m.item_id, story.title FROM mention AS m JOIN story ON story.id = m.story_id"
            f" WHERE m.item_id IN ({marks})",
            part,
        ):
            found[row["item_id"]] = row["title"]
    return found


def _parts(item_ids: Sequence[int]) -> list[tuple[str, list[int]]]:
    """Marks and values for as many ids as one statement takes twice."""
    parts = [list(item_ids[start : start + 400]) for start in range(0, len(item_ids), 400)]
    return [(", ".join("?" * len(part)), part) for part in parts]
