"""The figures of a report: mentions of a stretch of time, counted in many ways.

A day, a week and a month are those of the person's clock. What is not ours counts nowhere, but in
`Totals.ignored`. `since` belongs to the stretch, `until` does not.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from core import clock
from core.store import damage, rows

T = TypeVar("T")

_COUNTED = "m.at >= :since AND m.at < :until AND m.state <> 'ignored'"
_OUTLET = "coalesce(nullif(i.outlet, ''), s.title, '')"
_ONE = "min(m.item_id) AS one"
_STORIES = "count(DISTINCT m.story_id) + sum(m.story_id IS NULL)"
_WITH_ITEM = (
    "mention AS m JOIN item AS i ON i.id = m.item_id LEFT JOIN source AS s ON s.id = i.source_id"
)
_TONES = ", ".join(
    f"sum(coalesce(m.tone_set, m.tone) = '{band}') AS {band}"
    for band in ("negative", "none", "positive")
)


@dataclass(frozen=True)
class Totals:
    """How many there are in all; a mention of no story is one of its own."""

    mentions: int = 0
    stories: int = 0
    by_hand: int = 0
    ignored: int = 0


@dataclass(frozen=True)
class Toned:
    """How many mentions of one outlet, month or topic, by tone."""

    label: str
    """Name of the outlet or topic, or `2026-10`."""
    negative: int
    none: int
    positive: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.negative + self.none + self.positive


@dataclass(frozen=True)
class WeekCount:
    """Mentions and stories of the week that begins on a Monday."""

    monday: date
    mentions: int
    stories: int


@dataclass(frozen=True)
class ToldStory:
    """A story in the stretch of time."""

    title: str
    language: str
    """Of its title, as the source that has it says; empty where it says none."""
    first_told_by: str
    """Outlet of its first mention, in the stretch or before."""
    outlets: int
    mentions: int
    days: int
    """On how many days it was told."""


@dataclass(frozen=True)
class AwaitedAnswer:
    """A mention that was to be answered."""

    seen_at: datetime
    asked_at: datetime
    """When it was put aside to be answered."""
    answered_at: datetime | None

    @property
    def hours(self) -> float | None:
        """How long it waited, by the clock; None: it still does.

        What was answered without being put aside waited since it was first seen.
        """
        if self.answered_at is None:
            return None
        began = self.seen_at if self.asked_at == self.answered_at else self.asked_at
        return (self.answered_at - began).total_seconds() / 3600


def together(label: str, several: Iterable[Toned]) -> Toned:
    """Several as one, under another label."""
    negative = none = positive = 0
    for toned in several:
        negative += toned.negative
        none += toned.none
        positive += toned.positive
    return Toned(label, negative, none, positive)


def since_when(connection: sqlite3.Connection) -> datetime | None:
    """Since when there is listening: when the oldest item that is kept was first seen, or None."""
    found = connection.execute("SELECT id, seen_at FROM item ORDER BY id LIMIT 1")
    seen = damage.readable("item", found, lambda row: clock.from_text(row["seen_at"]))
    return seen[0] if seen else None


def totals(connection: sqlite3.Connection, since: datetime, until: datetime) -> Totals:
    """All mentions together."""
    row = connection.execute(
        f"SELECT count(*) AS mentions, {_STORIES} AS stories, sum(i.source_id IS NULL) AS by_hand"
        f" FROM mention AS m JOIN item AS i ON i.id = m.item_id WHERE {_COUNTED}",
        _span(since, until),
    ).fetchone()
    ignored = connection.execute(
        "SELECT count(*) FROM mention WHERE at >= :since AND at < :until AND state = 'ignored'",
        _span(since, until),
    ).fetchone()[0]
    return Totals(row["mentions"], row["stories"] or 0, row["by_hand"] or 0, ignored)


def days(connection: sqlite3.Connection, since: datetime, until: datetime) -> dict[date, int]:
    """Mentions by day; days without any are left out."""
    found = connection.execute(
        f"SELECT date(m.at, 'localtime') AS day, count(*) AS many, {_ONE} FROM mention AS m"
        f" WHERE {_COUNTED} GROUP BY day",
        _span(since, until),
    )
    return dict(_dated(found, lambda row: (date.fromisoformat(row["day"]), row["many"])))


def weeks(connection: sqlite3.Connection, since: datetime, until: datetime) -> list[WeekCount]:
    """Mentions by week, in time; weeks without any are left out."""
    found = connection.execute(
        "SELECT date(m.at, 'localtime', 'weekday 0', '-6 days') AS monday, count(*) AS many,"
        f" {_STORIES} AS stories, {_ONE} FROM mention AS m WHERE {_COUNTED}"
        " GROUP BY monday ORDER BY monday",
        _span(since, until),
    )

    def week(row: sqlite3.Row) -> WeekCount:
        return WeekCount(date.fromisoformat(row["monday"]), row["many"], row["stories"])

    return _dated(found, week)


def months(connection: sqlite3.Connection, since: datetime, until: datetime) -> list[Toned]:
    """Mentions by month, in time; months without any are left out."""
    found = connection.execute(
        f"SELECT strftime('%Y-%m', m.at, 'localtime') AS label, {_TONES}, {_ONE}"
        f" FROM mention AS m WHERE {_COUNTED} GROUP BY label ORDER BY label",
        _span(since, until),
    )

    def month(row: sqlite3.Row) -> Toned:
        # Read for what it raises where there is no month.
        date.fromisoformat(f"{row['label']}-01")
        return _toned(row)

    return _dated(found, month)


def outlets(connection: sqlite3.Connection, since: datetime, until: datetime) -> list[Toned]:
    """Mentions by outlet: the medium, or the source, or where it was noted; the most first."""
    found = connection.execute(
        f"SELECT {_OUTLET} AS label, {_TONES}, count(*) AS many FROM {_WITH_ITEM}"
        f" WHERE {_COUNTED} GROUP BY label ORDER BY many DESC, label",
        _span(since, until),
    )
    return [_toned(row) for row in found]


def topics(connection: sqlite3.Connection, since: datetime, until: datetime) -> list[Toned]:
    """Mentions by topic, the most first; one of several topics counts in each.

    Under which topic the person put it, or else which of the topics in use it hits.
    """
    found = connection.execute(
        "WITH about (item_id, watch_id) AS ("
        f"SELECT m.item_id, m.topic_id FROM mention AS m WHERE {_COUNTED}"
        " AND m.topic_id IS NOT NULL UNION ALL"
        " SELECT m.item_id, w.id FROM mention AS m JOIN hit AS h ON h.item_id = m.item_id"
        f" JOIN watch AS w ON w.id = h.watch_id WHERE {_COUNTED}"
        " AND m.topic_id IS NULL AND w.kind = 'topic' AND w.enabled)"
        f" SELECT w.title AS label, {_TONES}, count(*) AS many FROM about"
        " JOIN mention AS m ON m.item_id = about.item_id JOIN watch AS w ON w.id = about.watch_id"
        " GROUP BY w.id ORDER BY many DESC, w.position",
        _span(since, until),
    )
    return [_toned(row) for row in found]


def stories(
    connection: sqlite3.Connection, since: datetime, until: datetime, most: int
) -> list[ToldStory]:
    """The stories with most mentions, of those that were told more than once in the stretch."""
    found = connection.execute(
        f"SELECT m.story_id, story.title, count(*) AS many, count(DISTINCT {_OUTLET}) AS outlets,"
        f" count(DISTINCT date(m.at, 'localtime')) AS days,"
        f" max(CASE WHEN i.title = story.title THEN i.language END) AS language FROM {_WITH_ITEM}"
        f" JOIN story ON story.id = m.story_id WHERE {_COUNTED} GROUP BY m.story_id"
        " HAVING many > 1 ORDER BY many DESC, outlets DESC, story.first_at LIMIT :most",
        _span(since, until) | {"most": most},
    ).fetchall()
    return [
        ToldStory(
            row["title"],
            row["language"] or "",
            _first_told_by(connection, row["story_id"]),
            row["outlets"],
            row["many"],
            row["days"],
        )
        for row in found
    ]


def _first_told_by(connection: sqlite3.Connection, story_id: int) -> str:
    row = connection.execute(
        f"SELECT {_OUTLET} AS outlet FROM {_WITH_ITEM} WHERE m.story_id = ?"
        " AND m.state <> 'ignored' ORDER BY m.at, m.item_id LIMIT 1",
        [story_id],
    ).fetchone()
    return str(row["outlet"])


def asked(connection: sqlite3.Connection, since: datetime, until: datetime) -> list[AwaitedAnswer]:
    """Mentions that were answered or still are to be."""
    found = connection.execute(
        "SELECT m.item_id, i.seen_at, m.to_answer_at AS asked_at, m.answered_at FROM mention AS m"
        f" JOIN item AS i ON i.id = m.item_id WHERE {_COUNTED}"
        " AND m.state IN ('to_answer', 'answered') AND m.to_answer_at IS NOT NULL",
        _span(since, until),
    )
    return rows.made("mention", found, AwaitedAnswer, key="item_id")


def _span(since: datetime, until: datetime) -> dict[str, str | int]:
    return {"since": clock.to_text(since), "until": clock.to_text(until)}


def _dated(found: Iterable[sqlite3.Row], make: Callable[[sqlite3.Row], T]) -> list[T]:
    """What is made of each stretch of time; of a mention without a readable moment nothing is."""
    return damage.readable("mention", found, make, "one")


def _toned(row: sqlite3.Row) -> Toned:
    return Toned(row["label"], row["negative"], row["none"], row["positive"])
