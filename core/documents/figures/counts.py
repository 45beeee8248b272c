"""Charts of counts: mentions week by week against the usual, and mentions by tone.

Colour is never alone: stories are diamonds, the usual is dashed, tones are hatched and said in
words.
"""

import math
from typing import TYPE_CHECKING, Any

from core.days import brief_day, brief_day_of_year
from core.documents.charts import ToneChart, WeekBar, WeekChart
from core.documents.figures import canvas
from core.documents.figures import words as wording
from core.documents.figures.canvas import Occupied, Palette, Rect, Spot
from core.i18n import _

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure as Drawing

    Mark = Artist | BarContainer

_WIDE = 0.64
"""Share of its place that a column takes."""
_MOST_NAMED = 9
"""Weeks with a day below them."""
_MOST_COUNTED = 18
"""Columns that can have their number over them; of more, only the highest has it."""
_DIAMOND = 5.0
"""Points from the middle of a diamond to where a number may begin."""
_OVER = tuple(Spot(0, up, "center") for up in (8, 10, 12, 15, 18, 22))
_ANYWHERE = Rect(0, 0, math.inf, math.inf)
_LEGEND: dict[str, Any] = {
    "frameon": False,
    "fontsize": 8.5,
    "handlelength": 1.6,
    "handleheight": 0.7,
    "borderpad": 0,
    "borderaxespad": 0.2,
}


def draw_weeks(drawing: "Drawing", chart: WeekChart, palette: Palette) -> None:
    """A column a week with a diamond for its stories, before the band of what is usual."""
    axes = canvas.axes(drawing, palette, left=32, right=12, top=26)
    if not chart.weeks:
        axes.set_axis_off()
        drawing.text(0.5, 0.5, _("No weeks yet"), ha="center", va="center", color=palette.muted)
        return
    # Weeks are equally wide, also the first and the last, of which some days may be missing.
    axes.set_xlim(-0.5, len(chart.weeks) - 0.5)
    axes.set_ylim(0, _highest(chart) * 1.2)
    axes.locator_params(axis="y", nbins=4, integer=True)
    axes.grid(visible=True, axis="y", color=palette.line, linewidth=0.5)
    axes.set_axisbelow(True)
    _name_weeks(axes, chart)
    marks = [_columns(axes, chart, palette), _diamonds(axes, chart, palette)]
    marks += _usual(axes, chart, palette)
    drawing.legend(
        handles=marks, loc="upper left", bbox_to_anchor=(0, 1), ncols=4, labelcolor=palette.muted,
        **_LEGEND,
    )  # fmt: skip


def _highest(chart: WeekChart) -> int:
    usual = [week.usual[1] for week in chart.weeks if week.usual]
    return max(4, *usual, *(week.mentions for week in chart.weeks))


def _columns(axes: "Axes", chart: WeekChart, palette: Palette) -> "Mark":
    counts = [week.mentions for week in chart.weeks]
    made = axes.bar(
        range(len(counts)), counts, _WIDE, color=palette.accent, zorder=3, label=_("Mentions")
    )
    light = canvas.grid(axes)
    for place in _told(chart):
        mark = canvas.in_points(axes, place, counts[place])
        diamond = canvas.in_points(axes, place, chart.weeks[place].stories)
        ground = Occupied(_ANYWHERE, boxes=(canvas.square(diamond, _DIAMOND),), light=light)
        words = str(counts[place])
        spot = canvas.best(mark, words, _OVER, ground)
        canvas.write(axes, (place, counts[place]), words, palette.accent, (0, spot.up), "center")
    return made


def _told(chart: WeekChart) -> list[int]:
    """Places of the columns with their number over them, where it hides no edge of the band."""
    found = [
        place
        for place, week in enumerate(chart.weeks)
        if week.mentions and (week.usual is None or week.mentions > week.usual[1])
    ]
    if len(chart.weeks) <= _MOST_COUNTED:
        return found
    return sorted(found, key=lambda place: -chart.weeks[place].mentions)[:1]


def _diamonds(axes: "Axes", chart: WeekChart, palette: Palette) -> "Mark":
    size = 5.5 if len(chart.weeks) <= _MOST_COUNTED else 2.5
    (made,) = axes.plot(
        range(len(chart.weeks)), [week.stories for week in chart.weeks], "D", markersize=size,
        markerfacecolor=palette.ground, markeredgecolor=palette.ink, markeredgewidth=1.1,
        # Translators: Each is one event, told in one or more places.
        clip_on=False, zorder=6, label=_("Stories"),
    )  # fmt: skip
    return made


def _usual(axes: "Axes", chart: WeekChart, palette: Palette) -> "list[Mark]":
    """The band behind the columns, and its upper edge over them."""
    made: list[Mark] = []
    for place, week in enumerate(chart.weeks):
        if week.usual is None:
            continue
        low, high = week.usual
        span = [place - 0.5, place + 0.5]
        band = axes.fill_between(
            span, low, high, facecolor=palette.tint, linewidth=0, zorder=2, label=_("The usual")
        )
        # On a column the dashes need a ground.
        axes.plot(span, [high, high], color=palette.ground, linewidth=2.4, zorder=4)
        (edge,) = axes.plot(
            span, [high, high], color=palette.ink, linewidth=1.1, dashes=(4, 2), zorder=4,
            label=_("The most that is usual"),
        )  # fmt: skip
        made = made or [band, edge]
    return made


def _name_weeks(axes: "Axes", chart: WeekChart) -> None:
    """The first day below each week, or below some of them."""
    weeks = chart.weeks
    step = -(-len(weeks) // _MOST_NAMED)
    named = brief_day if _same_year(weeks) else brief_day_of_year
    axes.set_xticks(range(0, len(weeks), step), [named(week.start) for week in weeks[::step]])


def _same_year(weeks: tuple[WeekBar, ...]) -> bool:
    return weeks[0].start.year == weeks[-1].start.year


def draw_tones(drawing: "Drawing", chart: ToneChart, palette: Palette) -> None:
    """A bar for each month or topic, in three parts that are told again in words beside it."""
    labels = [wording.label(bar.label) for bar in chart.bars]
    left = 10 + 4.8 * max(map(len, labels), default=0)
    axes = canvas.axes(drawing, palette, left, right=150, top=2)
    axes.spines["bottom"].set_visible(False)
    axes.set_ylim(max(1, len(labels)) - 0.5, -0.5)
    axes.set_xlim(0, max((bar.total for bar in chart.bars), default=0) or 1)
    axes.set_xticks([])
    axes.set_yticks(range(len(labels)), labels, color=palette.ink, fontsize=9)
    marks = _parts(axes, chart, palette) if chart.bars else []
    for row, bar in enumerate(chart.bars):
        place = (axes.get_xlim()[1], row)
        canvas.write(axes, place, wording.tones(bar), palette.ink, (8, 0), "left")
    drawing.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(0, 0), ncols=3, labelcolor=palette.muted,
        **_LEGEND,
    )  # fmt: skip


def _parts(axes: "Axes", chart: ToneChart, palette: Palette) -> "list[Mark]":
    rows = range(len(chart.bars))
    starts = [0.0] * len(chart.bars)
    made: list[Mark] = []
    looks: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("negative", _("Possibly negative"), {"color": palette.alert}),
        ("none", _("No clear tone"), {"facecolor": palette.tint, "edgecolor": palette.muted}),
        (
            "positive",
            _("Possibly positive"),
            {"facecolor": palette.ground, "edgecolor": palette.accent, "hatch": "////"},
        ),
    )
    for name, words, look in looks:
        widths = [getattr(bar, name) for bar in chart.bars]
        made.append(
            axes.barh(
                rows, widths, 0.5, starts, linewidth=0.8, clip_on=False, zorder=3, label=words,
                **look,
            )
        )  # fmt: skip
        starts = [start + width for start, width in zip(starts, widths, strict=True)]
    return made
