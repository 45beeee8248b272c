"""What a chart shows. `chart_words` says it in words, `figures` draws it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

WIDTH = 160.0
"""Millimetres of a chart on paper: the text column of a report."""


@dataclass(frozen=True)
class LineChart:
    """Measurements of one thing over time against what is aimed at.

    `points` are days and values, the oldest first. `baseline` is the value before the start.
    `start` and `end` widen the time shown, such as to the whole plan.
    """

    subject: str
    points: tuple[tuple[date, float], ...]
    language: Literal["es", "en"]
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    start: date | None = None
    end: date | None = None


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
    language: Literal["es", "en"]


Chart: TypeAlias = LineChart | BarChart


def drawn_height(chart: Chart) -> float:
    """How high a chart is on paper, in millimetres, where it is `WIDTH` wide."""
    return 48.0 if isinstance(chart, LineChart) else 14 + 8.5 * max(1, len(chart.bars))
