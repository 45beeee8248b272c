"""What is published about a town in a year: ordinary days, feasts, and crises that begin small.

The lines are in `tests/data/alarm-year.toml`, written before the words of the packs were looked
at. How often each kind comes is our own judgement.
"""

import math
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

_FILE = Path(__file__).parents[1] / "data" / "alarm-year.toml"

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
START = datetime(2025, 1, 6, 6, tzinfo=UTC)
"""A Monday."""
WARM_UP = 60
"""Days before anything is measured."""

SOURCES = {"Noticias": 2, "La Comarca": 2, "El Semanal": 2, "Foro vecinal": 1, "Diario Regional": 3}
"""Weights. The first one is a search of news: without text, each with a medium of its own."""
SEARCH, FORUM, REGIONAL = "Noticias", "Foro vecinal", "Diario Regional"
_PRESS = (SEARCH, SEARCH, "La Comarca", "El Semanal", REGIONAL)
_EVERYWHERE = (*_PRESS, FORUM)
_LOCAL_MEDIA = ("La Crónica de la Provincia", "Canal Comarca", "Radio Valle", "El Noticiero")
_NATIONAL_MEDIA = ("La Razón", "20minutos", "Europa Press", "ABC")

_POSITIVE, _NEGATIVE = 0.12, 0.20
"""Shares of ordinary days; of the negative ones:"""
_COMPLAINTS, _INCIDENTS = 0.35, 0.15
_HELD_BACK = 2
"""Lines of each crisis that are kept for the end."""
CRISES_A_YEAR = 12

Line = tuple[str, str]


@dataclass(frozen=True)
class Town:
    """One to be listened to for a year."""

    kind: str
    code: str
    """Of the INE."""
    name: str
    a_day: float
    """Mentions on an ordinary day."""
    feast: int
    """Mentions on each of its four days."""
    false_at_most: float
    """False alarms a month that are bearable."""
    days: int = 365
    """After the warm-up."""
    unseen: bool = False
    """Measured at the end only: it speaks in the lines that are held back, too."""


TOWNS = (
    Town("village", "45009", "Aldeanueva de Barbarroya", 0.5, 3, 0.5),
    Town("town", "06063", "Herrera del Duque", 5, 6, 0.8),
    Town("city", "06011", "Almendralejo", 20, 12, 1.5, days=180),
    Town("unseen town", "13078", "Socuéllamos", 5, 6, 0.8, unseen=True),
)


@dataclass(frozen=True)
class Said:
    """One thing that is published."""

    at: datetime
    source: str
    title: str
    text: str
    outlet: str
    kind: str
    """Of the crisis, or of the ordinary day."""
    burst: int = 0
    """Of which crisis it is part, counted from 1; 0: of none."""


class Year:
    """A town in a year that a seed decides; `said` has all of it, oldest first."""

    def __init__(self, town: Town, seed: int, days: int) -> None:
        self._town = town
        self._days = WARM_UP + days
        self._chance = random.Random(f"{town.code} {seed}")
        self._made: list[Said] = []
        self._ordinary()
        self._occasions()
        self._national()
        self._crises()
        self.said = sorted(self._made, key=lambda said: said.at)

    def _ordinary(self) -> None:
        for day in range(self._days):
            weekend = day % 7 >= 5
            for _one in range(self._poisson(self._town.a_day * (0.75 if weekend else 1.1))):
                kind = self._kind()
                sources = [FORUM] if kind == "complaint" else _EVERYWHERE
                self._add(kind, self._hour(day), self._chance.choice(sources))
            if day % 7 == 4:
                for _one in range(self._poisson(min(2.0, self._town.a_day / 2))):
                    self._add("agenda", self._hour(day), self._chance.choice(_PRESS))

    def _kind(self) -> str:
        chance = self._chance.random()
        if chance < _NEGATIVE:
            chance /= _NEGATIVE
            if chance < _COMPLAINTS:
                return "complaint"
            return "incident" if chance < _COMPLAINTS + _INCIDENTS else "negative"
        return "positive" if chance < _NEGATIVE + _POSITIVE else "neutral"

    def _occasions(self) -> None:
        """Four days of feast in August, or late in a short year; a promotion in June."""
        feast = min(220, self._days - 20)
        for day in range(feast, feast + 4):
            for _one in range(self._poisson(self._town.feast)):
                self._add("fiesta", self._hour(day), self._chance.choice(_EVERYWHERE))
        promotion = min(160, self._days - 35)
        for _one in range(3 + self._poisson(min(4, self._town.a_day))):
            self._add("promotion", self._hour(promotion), self._chance.choice(_EVERYWHERE))

    def _national(self) -> None:
        """Lists that name the town every ten days; floods, fires and blackouts every ten weeks."""
        for day in range(5, self._days, 10):
            self._tell_abroad("passing", day, 1)
        for day in range(30, self._days, 70):
            for number in range(2 + self._poisson(1)):
                self._tell_abroad("national", day + number // 2, 1 + number % 2)

    def _tell_abroad(self, kind: str, day: int, copies: int) -> None:
        line = self._chance.choice(_lines(kind, unseen=self._town.unseen))
        for _copy in range(copies):
            source = self._chance.choice(_PRESS[1:])
            outlet = self._chance.choice(_NATIONAL_MEDIA)
            self._add(kind, self._hour(day), source, line=line, outlet=outlet)

    def _crises(self) -> None:
        every = 365 / CRISES_A_YEAR
        ids = crises()
        number, day = 0, WARM_UP + self._chance.uniform(2, every - 6)
        while day < self._days - 4:
            self._crisis(ids[number % len(ids)], number + 1, day)
            number += 1
            day = WARM_UP + number * every + self._chance.uniform(2, every - 6)

    def _crisis(self, kind: str, burst: int, day: float) -> None:
        lines = _crisis_lines(kind, unseen=self._town.unseen)
        count, hours = self._chance.randint(3, 12), self._chance.uniform(3, 20)
        chosen = self._chance.sample(lines, min(count, len(lines)))
        # Of the rest somebody else says the same.
        chosen += self._chance.choices(chosen, k=count - len(chosen))
        began = START + int(day) * DAY + self._chance.uniform(0, 10) * HOUR
        for line in chosen:
            at = began + self._chance.uniform(0, hours) * HOUR
            self._add(kind, at, self._chance.choice(_EVERYWHERE), line=line, burst=burst)

    def _add(
        self,
        kind: str,
        at: datetime,
        source: str,
        *,
        line: Line | None = None,
        outlet: str = "",
        burst: int = 0,
    ) -> None:
        told = line or self._chance.choice(_lines(kind, unseen=self._town.unseen))
        title, text = self._filled(told)
        if source == SEARCH:
            text = ""
            outlet = outlet or self._chance.choice(_LOCAL_MEDIA)
        self._made.append(Said(at, source, title, text, outlet, kind, burst))

    def _filled(self, line: Line) -> Line:
        slots = _file()["slots"]
        words = {"town": self._town.name}
        for part in line:
            for _text, slot, _format, _conversion in Formatter().parse(part):
                if slot and slot not in words:
                    words[slot] = self._chance.choice(slots[slot])
        title, text = (part.format(**words) for part in line)
        return title[0].upper() + title[1:], text[0].upper() + text[1:]

    def _hour(self, day: int) -> datetime:
        """A moment between seven and eleven at night."""
        return START + day * DAY + self._chance.triangular(1, 16, 5) * HOUR

    def _poisson(self, mean: float) -> int:
        left, count = self._chance.random(), 0
        share = math.exp(-mean)
        while left > share and count < 10 * mean + 20:
            left -= share
            count += 1
            share *= mean / count
        return count


def crises() -> list[str]:
    """The kinds of crisis."""
    return [item["id"] for item in _file()["crisis"]]


def _crisis_lines(kind: str, *, unseen: bool) -> list[Line]:
    lines = next(item["lines"] for item in _file()["crisis"] if item["id"] == kind)
    return list(_pairs(lines if unseen else lines[:-_HELD_BACK]))


def _lines(kind: str, *, unseen: bool) -> list[Line]:
    file = _file()
    known = file["ordinary"].get(kind) or file[kind]["lines"]
    other = [line for item in file["unseen"] if item["kind"] == kind for line in item["lines"]]
    return list(_pairs([*known, *other] if unseen else known))


def _pairs(lines: Sequence[Sequence[str]]) -> Iterator[Line]:
    return ((title, text) for title, text in lines)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
