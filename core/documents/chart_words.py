"""A chart in words: its text alternative, and the labels that are written next to its marks."""

from collections.abc import Iterator

from core.documents import glyphs, imprint
from core.documents.charts import Bar, BarChart, Chart, LineChart
from core.documents.model import Figure
from core.i18n import _, language, ngettext
from core.numbers import number, percent

PLACES = 2
"""Decimals of a figure at most."""

_NO_BREAK = "\u00a0"
_MOST_LABEL = 32
_MOST_UNIT = 14
_MOST_SAID = 8
"""Measurements told one by one; of more it is told where they begin and end, and between what."""


def figure(chart: Chart, caption: str = "", width: float = 1.0) -> Figure:
    """The chart as a block of a document, with its text alternative; nothing is drawn yet."""
    return Figure(chart, describe(chart), caption, width)


def describe(chart: Chart) -> str:
    """What the chart shows, in sentences, in its language: its text alternative."""
    with language(chart.language):
        words = _of_lines(chart) if isinstance(chart, LineChart) else _of_bars(chart)
        return " ".join(words)


def amount(value: float, chart: LineChart) -> str:
    """The number with its unit: `61 %` in Spanish, `61%` in English."""
    with language(chart.language):
        if chart.unit == "%":
            return percent(value, PLACES)
        unit = label(chart.unit, _MOST_UNIT)
        return f"{number(value, PLACES)}{_NO_BREAK}{unit}".rstrip(_NO_BREAK)


def hours(bar: Bar) -> str:
    """Needed and available hours in a few words, with what is missing."""
    needed = number(bar.needed, PLACES)
    if bar.available is None:
        return _("{needed} h; hours not known").format(needed=needed)
    has = number(bar.available, PLACES)
    if bar.needed <= bar.available:
        return _("{needed} h of {available} h").format(needed=needed, available=has)
    return _("{needed} h of {available} h: {missing} h too many").format(
        needed=needed, available=has, missing=number(bar.needed - bar.available, PLACES)
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
        yield f"{bar.label}: {hours(bar)}."
