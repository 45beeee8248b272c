"""What a chart shows, and the same in words; `figures` draws it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from core.documents import glyphs, imprint
from core.i18n import _, language, ngettext

_MOST_LABEL = 32
_MOST_UNIT = 14
_MOST_SAID = 8
"""Measurements told one by one; of more it is told where they begin and end, and between what."""


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


def describe(chart: Chart) -> str:
    """What the chart shows, in sentences, in its language: its text alternative."""
    with language(chart.language):
        words = _of_lines(chart) if isinstance(chart, LineChart) else _of_bars(chart)
        return " ".join(words)


def number(value: float, code: str) -> str:
    """The number as it is written in that language, with two decimals at most."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, "#,##0.##", locale=imprint.LOCALES[code]))


def amount(value: float, chart: LineChart) -> str:
    """The number with its unit: `61 %` in Spanish, `61%` in English."""
    unit = label(chart.unit, _MOST_UNIT)
    gap = "" if unit == "%" and chart.language == "en" else "\u00a0"
    return f"{number(value, chart.language)}{gap}{unit}".strip("\u00a0")


def hours(bar: Bar, code: str) -> str:
    """Needed and available hours in a few words, with what is missing."""
    needed = number(bar.needed, code)
    if bar.available is None:
        return _("{needed} h; hours not known").format(needed=needed)
    has = number(bar.available, code)
    if bar.needed <= bar.available:
        return _("{needed} h of {available} h").format(needed=needed, available=has)
    return _("{needed} h of {available} h: {missing} h short").format(
        needed=needed, available=has, missing=number(bar.needed - bar.available, code)
    )


def label(text: str, most: int = _MOST_LABEL) -> str:
    """One short line that the packaged font can show."""
    return glyphs.for_paper(glyphs.shorten(text, most)).replace("\u200b", "")


def _of_lines(chart: LineChart) -> Iterator[str]:
    yield _("Line chart of “{subject}”.").format(subject=chart.subject)
    if chart.baseline is not None:
        yield _("Baseline: {value}.").format(value=amount(chart.baseline, chart))
    yield _points(chart)
    if chart.target is not None:
        yield _("Target: {value}.").format(value=amount(chart.target, chart))


def _points(chart: LineChart) -> str:
    count = len(chart.points)
    if not count:
        return _("There are no measurements yet.")
    days = [imprint.day_in_words(day, chart.language) for day, _value in chart.points]
    values = [amount(value, chart) for _day, value in chart.points]
    if count <= _MOST_SAID:
        said = "; ".join(f"{day}, {value}" for day, value in zip(days, values, strict=True))
        return ngettext("One measurement: {said}.", "{count} measurements: {said}.", count).format(
            count=count, said=said
        )
    ordered = sorted(value for _day, value in chart.points)
    return _(
        "{count} measurements: from {first} on {begin} to {last} on {end},"
        " the lowest {lowest} and the highest {highest}."
    ).format(
        count=count,
        first=values[0],
        begin=days[0],
        last=values[-1],
        end=days[-1],
        lowest=amount(ordered[0], chart),
        highest=amount(ordered[-1], chart),
    )


def _of_bars(chart: BarChart) -> Iterator[str]:
    yield _("Bar chart of “{subject}”: hours needed and hours available.").format(
        subject=chart.subject
    )
    if not chart.bars:
        yield _("There are no hours yet.")
    for bar in chart.bars:
        yield f"{bar.label}: {hours(bar, chart.language)}."
