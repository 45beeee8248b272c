"""Charts for paper and screen, drawn by the same code; the only module that knows matplotlib.

Colour is never alone: the target is dashed, available hours are an outline, and every value that
matters is written next to its mark.
"""

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any

from core.days import brief_month
from core.documents import charts, glyphs
from core.documents.charts import BarChart, Chart, LineChart, ToneChart, WeekChart
from core.documents.figures import canvas, counts
from core.documents.figures import words as wording
from core.documents.figures.canvas import PAPER, Occupied, Palette, Rect, Spot, Stroke
from core.i18n import _, language
from core.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

_INCH = 25.4

_BESIDE = (Spot(6, 0, "left"),)
_MONTH = 56
"""Points for the name of a month with its year, and for what keeps it from the next."""

# matplotlib keeps its settings and its fonts in globals.
_lock = threading.Lock()


def drawn(image: bytes | Chart) -> bytes:
    """A chart as SVG with real text in the packaged font; any other image as it is."""
    return image if isinstance(image, bytes) else svg(image)


@lru_cache(maxsize=160)
def svg(chart: Chart) -> bytes:
    """The chart as SVG; the same bytes for the same facts."""
    inches = charts.WIDTH / _INCH, charts.drawn_height(chart) / _INCH
    with _drawn(chart, inches, PAPER) as drawing:
        return _saved(drawing, format="svg", metadata={"Date": None, "Creator": None})


def png(chart: Chart, width_px: int, height_px: int, palette: Palette, scale: float = 1.0) -> bytes:
    """The chart as PNG of that size for the screen; `scale` is the screen's, 1.5 at 150 %."""
    dots = 96 * scale
    with _drawn(chart, (width_px / dots, height_px / dots), palette) as drawing:
        return _saved(drawing, format="png", dpi=dots)


def _saved(drawing: "Drawing", **options: Any) -> bytes:
    out = io.BytesIO()
    drawing.savefig(out, **options)
    return out.getvalue()


@contextmanager
def _drawn(chart: Chart, inches: tuple[float, float], palette: Palette) -> "Iterator[Drawing]":
    """The chart on a drawing of that size, under the settings it must be saved with."""
    import matplotlib as mpl
    from matplotlib.figure import Figure as Drawing

    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "pregon",
        "font.family": glyphs.FAMILY,
        "font.size": 9,
        "text.parse_math": False,
        "axes.linewidth": 0.6,
        "savefig.facecolor": palette.ground,
    }
    with _lock, mpl.rc_context(settings), language(chart.language):
        _add_fonts()
        drawing = Drawing(figsize=inches, facecolor=palette.ground)
        _draw(drawing, chart, palette)
        yield drawing


def _draw(drawing: "Drawing", chart: Chart, palette: Palette) -> None:
    if isinstance(chart, LineChart):
        _draw_lines(drawing, chart, palette)
    elif isinstance(chart, WeekChart):
        counts.draw_weeks(drawing, chart, palette)
    elif isinstance(chart, ToneChart):
        counts.draw_tones(drawing, chart, palette)
    else:
        _draw_bars(drawing, chart, palette)


@cache
def _add_fonts() -> None:
    from matplotlib.font_manager import fontManager

    for path in glyphs.font_files():
        fontManager.addfont(path)


def _draw_lines(drawing: "Drawing", chart: LineChart, palette: Palette) -> None:
    axes = canvas.axes(drawing, palette, left=40, right=88, top=10)
    days = _time_shown(chart)
    least, most, step = _values_shown(chart)
    axes.set_ylim(least, most)
    first, last = days[0].toordinal(), days[-1].toordinal()
    # A mark on the first day must not stand on the numbers of the axis.
    axes.set_xlim(first - (last - first) * 0.03, last)
    _mark_time(axes, days)
    _mark_values(axes, chart, step)
    axes.grid(visible=True, axis="y", color=palette.line, linewidth=0.5)
    axes.set_axisbelow(True)
    _mark_pace(axes, chart, palette, days)
    ground = _mark_target(axes, chart, palette, _ground(axes, chart))
    # The words of the last measurement have more places than those of the baseline.
    if chart.baseline is not None:
        ground = _mark_baseline(axes, chart, chart.baseline, palette, ground)
    _mark_points(axes, chart, palette, ground)


def _ground(axes: "Axes", chart: LineChart) -> Occupied:
    """What labels must leave free: the line of measurements, and the mark where it starts."""
    wide = float(canvas.drawing_of(axes).get_size_inches()[0]) * canvas.POINTS
    first, last = axes.get_xlim()
    low, high = axes.get_ylim()
    left, bottom = canvas.in_points(axes, first, low)
    _right, top = canvas.in_points(axes, last, high)
    marks = [canvas.in_points(axes, day.toordinal(), value) for day, value in chart.points]
    boxes: tuple[Rect, ...] = ()
    if chart.baseline is not None:
        mark = canvas.in_points(axes, _baseline_day(chart), chart.baseline)
        boxes = (canvas.square(mark, 5),)
    room = Rect(left, bottom + 1, wide, top + 9)
    strokes = tuple(pairwise([marks[0], *marks] if marks else []))
    return Occupied(room, strokes, boxes, (*canvas.grid(axes), *_pace(axes, chart)))


def _pace(axes: "Axes", chart: LineChart) -> tuple[Stroke, ...]:
    """The straight way from the baseline to the target, where both are known."""
    if chart.baseline is None or chart.target is None:
        return ()
    begun = canvas.in_points(axes, _baseline_day(chart), chart.baseline)
    return ((begun, canvas.in_points(axes, axes.get_xlim()[1], chart.target)),)


def _mark_pace(axes: "Axes", chart: LineChart, palette: Palette, days: tuple[date, ...]) -> None:
    """That way as dots, which a label may cover where no other place is free."""
    if chart.baseline is None or chart.target is None:
        return
    axes.plot(
        (_baseline_day(chart), days[-1].toordinal()), (chart.baseline, chart.target),
        color=palette.muted, linewidth=1.2, linestyle=(0, (1, 3)), zorder=2,
    )  # fmt: skip


def _mark_target(axes: "Axes", chart: LineChart, palette: Palette, ground: Occupied) -> Occupied:
    if chart.target is None:
        return ground
    first, last = axes.get_xlim()
    axes.axhline(chart.target, color=palette.ink, linewidth=1.2, dashes=(5, 3))
    words = _in_two(_("Target {value}"), wording.amount(chart.target, chart))
    stroke = canvas.in_points(axes, first, chart.target), canvas.in_points(axes, last, chart.target)
    ground = replace(ground, strokes=(*ground.strokes, stroke))
    return _label(axes, (last, chart.target), words, palette.ink, _BESIDE, ground)


def _mark_points(axes: "Axes", chart: LineChart, palette: Palette, ground: Occupied) -> None:
    if not chart.points:
        axes.text(
            0.5, 0.5, _("No measurements yet"), transform=axes.transAxes, ha="center", va="center",
            color=palette.muted, fontsize=10, bbox={"facecolor": palette.ground, "linewidth": 0},
        )  # fmt: skip
        return
    days = [day.toordinal() for day, _value in chart.points]
    values = [value for _day, value in chart.points]
    axes.plot(
        days, values, "-o", color=palette.accent, linewidth=1.8, markersize=5, clip_on=False,
        zorder=5,
    )  # fmt: skip
    words = wording.amount(values[-1], chart)
    place = (days[-1], values[-1])
    _label(axes, place, words, palette.accent, canvas.AROUND, ground)


def _baseline_day(chart: LineChart) -> int:
    return (chart.start or _time_shown(chart)[0]).toordinal()


def _mark_baseline(
    axes: "Axes", chart: LineChart, value: float, palette: Palette, ground: Occupied
) -> Occupied:
    day = _baseline_day(chart)
    axes.plot(
        [day], [value], "D", markersize=6, markerfacecolor=palette.ground,
        markeredgecolor=palette.ink, markeredgewidth=1.2, clip_on=False, zorder=6,
    )  # fmt: skip
    told, mark = wording.amount(value, chart), canvas.in_points(axes, day, value)
    one, two = _("Baseline {value}").format(value=told), _in_two(_("Baseline {value}"), told)
    words, spots = min(
        ((one, canvas.BELOW_OR_ABOVE), (two, canvas.FARTHER), (one, canvas.BEYOND)),
        key=lambda form: canvas.covered(
            mark, form[0], canvas.best(mark, form[0], form[1], ground), ground
        ),
    )
    return _label(axes, (day, value), words, palette.ink, spots, ground)


def _in_two(words: str, value: str) -> str:
    """The words with the value on a line of its own."""
    return words.format(value=f"\n{value}").replace(" \n", "\n").strip()


def _label(
    axes: "Axes",
    place: tuple[float, float],
    words: str,
    colour: str,
    spots: Sequence[Spot],
    ground: Occupied,
) -> Occupied:
    """Words at the best of the spots around a mark; the ground with them on it."""
    mark = canvas.in_points(axes, *place)
    spot = canvas.best(mark, words, spots, ground)
    canvas.write(axes, place, words, colour, (spot.right, spot.up), spot.side)
    return replace(ground, boxes=(*ground.boxes, canvas.around(mark, words, spot)))


def _values_shown(chart: LineChart) -> tuple[float, float, float]:
    """From and to round values around all there are, and the step from one to the next.

    Where they are far from 0 it is not shown: what changed would be flat.
    """
    known = [value for _day, value in chart.points]
    known += [value for value in (chart.baseline, chart.target) if value is not None]
    known += chart.within
    low, high = min(known, default=0.0), max(known, default=1.0)
    step = _round_step((high - low or abs(high) or 1.0) / (4 if chart.within else 3))
    if all(value == round(value) for value in known):
        # Of people and of answers there are no halves.
        step = max(step, 1.0)
    least, most = floor(low / step), ceil(high / step)
    return least * step, (most + (least == most)) * step, step


def _round_step(wanted: float) -> float:
    """The next of 1, 2, 5, 10, 20…"""
    ten = 10.0 ** floor(log10(wanted))
    return next(step * ten for step in (1, 2, 5, 10) if step * ten >= wanted * 0.999)


def _time_shown(chart: LineChart) -> tuple[date, ...]:
    """First and last day, with 45 days around a single one; the same day twice if none is known."""
    days = [day for day, _value in chart.points]
    days += [day for day in (chart.start, chart.end) if day is not None]
    if not days:
        return date(2000, 1, 1), date(2000, 1, 2)
    room = timedelta(days=45 if min(days) == max(days) else 0)
    return min(days) - room, max(days) + room


def _mark_time(axes: "Axes", days: tuple[date, ...]) -> None:
    """Six first days of a month at the most, as many as have room; none without a time."""
    left, right = (canvas.in_points(axes, end, 0)[0] for end in axes.get_xlim())
    most = min(6, max(1, int((right - left) // _MONTH)))
    first, last = days[0], days[-1]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next((step for step in (1, 2, 3, 6, 12) if len(months) <= most * step), 24)
    starts = (date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0)
    shown = [day for day in starts if first <= day <= last and (last - first).days > 1]
    axes.set_xticks(
        [day.toordinal() for day in shown],
        [f"{brief_month(day)} {day.year}" for day in shown],
    )


def _mark_values(axes: "Axes", chart: LineChart, step: float) -> None:
    from matplotlib.ticker import FuncFormatter, MultipleLocator, NullLocator

    known = chart.points or chart.baseline is not None or chart.target is not None
    axes.yaxis.set_major_locator(MultipleLocator(step) if known else NullLocator())
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _place: number(value, wording.PLACES))
    )


def _draw_bars(drawing: "Drawing", chart: BarChart, palette: Palette) -> None:
    labels = [wording.label(bar.label) for bar in chart.bars]
    # A letter of this size is less than five points wide.
    axes = canvas.axes(
        drawing, palette, 10 + 4.8 * max(map(len, labels), default=0), right=130, top=2
    )
    axes.spines["bottom"].set_visible(False)
    axes.set_ylim(max(1, len(chart.bars)) - 0.5, -0.5)
    most = max((max(bar.needed, bar.available or 0.0) for bar in chart.bars), default=0.0)
    axes.set_xlim(0, most or 1)
    axes.set_xticks([])
    axes.set_yticks(range(len(labels)), labels, color=palette.ink, fontsize=9)
    for row, bar in enumerate(chart.bars):
        missing = bar.available is not None and bar.needed > bar.available
        colour = palette.alert if missing else palette.accent
        _bar(axes, row, bar.needed, 0.34, color=colour, zorder=3)
        if bar.available is not None:
            _bar(axes, row, bar.available, 0.68, zorder=2, **_outline(palette))
        words = wording.hours(bar)
        canvas.write(axes, (axes.get_xlim()[1], row), words, colour, (8, 0), "left")
    _legend(drawing, palette, has_bars=bool(chart.bars))


def _bar(axes: "Axes", row: float, width: float, height: float, **look: Any) -> None:
    axes.barh(row, width, height=height, clip_on=False, **look)


def _outline(palette: Palette) -> dict[str, Any]:
    return {"facecolor": palette.tint, "edgecolor": palette.muted, "linewidth": 0.8}


def _legend(drawing: "Drawing", palette: Palette, *, has_bars: bool) -> None:
    from matplotlib.patches import Patch

    if not has_bars:
        drawing.text(0.5, 0.5, _("No hours yet"), ha="center", va="center", color=palette.muted)
        return
    marks = [
        Patch(facecolor=palette.accent, label=_("Hours a week needed")),
        Patch(label=_("Hours a week available"), **_outline(palette)),
    ]
    drawing.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(0, 0), ncols=2, frameon=False,
        labelcolor=palette.muted, fontsize=8.5, handlelength=1.6, handleheight=0.7, borderpad=0,
        borderaxespad=0.2,
    )  # fmt: skip
