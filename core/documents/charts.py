"""What a chart shows. `chart_words` says it in words, `figures` draws it."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from core.i18n import Language

WIDTH = 160.0
"""Millimetres of a chart on paper: the text column of a report."""


@dataclass(frozen=True)
class LineChart:
    """Measurements of one thing over time against what is aimed at.

    `points` are days and values, the oldest first. `baseline` is the value before the start.
    `start` and `end` widen the time shown, such as to the whole plan, and `within` the values, such
    as to all that a judgement may be.
    """

    subject: str
    points: tuple[tuple[date, float], ...]
    language: Language
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    start: date | None = None
    end: date | None = None
    within: tuple[float, ...] = ()


@dataclass(frozen=True)
class Bar:
    """Hours a week that one person needs and has; `available` is None when nobody has said it."""

    label: str
    needed: float
    available: float | None


@dataclass(frozen=True)
class BarChart:
    """Hours needed against hours available, one bar a person."""

    subject: str
    bars: tuple[Bar, ...]
    language: Language


@dataclass(frozen=True)
class WeekBar:
    """Mentions from `start` on for a week or what is left of it, and the stories they told.

    `usual` are the lowest and the highest number that are nothing special; None: not known.
    """

    start: date
    mentions: int
    stories: int
    usual: tuple[int, int] | None = None


@dataclass(frozen=True)
class WeekChart:
    """Mentions and stories week by week against the usual, the oldest week first."""

    subject: str
    weeks: tuple[WeekBar, ...]
    language: Language


@dataclass(frozen=True)
class Tones:
    """How many mentions seem negative, say nothing of their tone, and seem positive."""

    label: str
    negative: int
    none: int
    positive: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.negative + self.none + self.positive


@dataclass(frozen=True)
class ToneChart:
    """Mentions by tone, one bar for each month or topic."""

    subject: str
    bars: tuple[Tones, ...]
    language: Language


Chart: TypeAlias = LineChart | BarChart | WeekChart | ToneChart


def drawn_height(chart: Chart) -> float:
    """How high a chart is on paper, in millimetres, where it is `WIDTH` wide."""
    if isinstance(chart, LineChart):
        return 36.0
    if isinstance(chart, WeekChart):
        return 56.0
    return 14 + (5.4 if isinstance(chart, ToneChart) else 7) * max(1, len(chart.bars))
