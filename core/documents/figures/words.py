"""A chart in words: its text alternative, and the labels that are written next to its marks."""

from collections.abc import Iterator

from core.documents import glyphs, imprint
from core.documents.charts import (
    Bar,
    BarChart,
    Chart,
    LineChart,
    ToneChart,
    Tones,
    WeekBar,
    WeekChart,
)
from core.documents.model import Figure
from core.i18n import _, language, ngettext
from core.numbers import hour_figure, number, percent

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
        return " ".join(_sentences(chart))


def _sentences(chart: Chart) -> Iterator[str]:
    if isinstance(chart, LineChart):
        return _of_lines(chart)
    if isinstance(chart, WeekChart):
        return _of_weeks(chart)
    return _of_tones(chart) if isinstance(chart, ToneChart) else _of_bars(chart)


def amount(value: float, chart: LineChart) -> str:
    """The number with its unit: `61 %` in Spanish, `61%` in English."""
    with language(chart.language):
        if chart.unit == "%":
            return percent(value, PLACES)
        unit = label(chart.unit, _MOST_UNIT)
        return f"{number(value, PLACES)}{_NO_BREAK}{unit}".rstrip(_NO_BREAK)


def hours(bar: Bar) -> str:
    """Needed and available hours in a few words, with what is missing."""
    needed = hour_figure(bar.needed)
    if bar.available is None:
        return _("{needed} h; hours not known").format(needed=needed)
    has = hour_figure(bar.available)
    if bar.needed <= bar.available:
        return _("{needed} h of {available} h").format(needed=needed, available=has)
    return _("{needed} h of {available} h: {missing} h short").format(
        needed=needed, available=has, missing=hour_figure(bar.needed - bar.available)
    )


def tones(bar: Tones) -> str:
    """How many there are, and how many of them seem negative and positive, where any do."""
    parts = []
    if bar.negative:
        told = ngettext("{count} negative", "{count} negative", bar.negative)
        parts.append(told.format(count=number(bar.negative)))
    if bar.positive:
        told = ngettext("{count} positive", "{count} positive", bar.positive)
        parts.append(told.format(count=number(bar.positive)))
    return f"{number(bar.total)} ({', '.join(parts)})" if parts else number(bar.total)


def label(text: str, most: int = _MOST_LABEL) -> str:
    """One short line that the packaged font can show."""
    return glyphs.for_paper(glyphs.shorten(text, most))


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


def _of_weeks(chart: WeekChart) -> Iterator[str]:
    yield _("Column chart of “{subject}”: mentions and stories by week.").format(
        subject=chart.subject
    )
    if not chart.weeks:
        yield _("There are no weeks yet.")
    elif len(chart.weeks) <= _MOST_SAID:
        for week in chart.weeks:
            yield _week(week, chart)
    else:
        most = max(chart.weeks, key=lambda week: week.mentions)
        yield _("There are {count} weeks.").format(count=len(chart.weeks))
        yield _("The week with the most mentions:")
        yield _week(most, chart)
        yield _("Weeks above the usual: {count}.").format(count=_above(chart))


def _week(week: WeekBar, chart: WeekChart) -> str:
    said = ngettext(
        "From {day}, {count} mention in {stories}.",
        "From {day}, {count} mentions in {stories}.",
        week.mentions,
    ).format(
        day=imprint.day_in_words(week.start, chart.language),
        count=number(week.mentions),
        stories=ngettext("{count} story", "{count} stories", week.stories).format(
            count=number(week.stories)
        ),
    )
    if week.usual is None:
        return said
    low, high = week.usual
    return f"{said} " + _("Usual is {low} to {high}.").format(low=low, high=high)


def _above(chart: WeekChart) -> int:
    return sum(1 for week in chart.weeks if week.usual and week.mentions > week.usual[1])


def _of_tones(chart: ToneChart) -> Iterator[str]:
    yield _("Bar chart of “{subject}”: mentions by their possible tone.").format(
        subject=chart.subject
    )
    if not chart.bars:
        yield _("There are no mentions yet.")
    for bar in chart.bars:
        yield f"{bar.label}: {tones(bar)}."
