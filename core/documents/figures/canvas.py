"""What every chart is drawn on: its colours, its axes, and words beside its marks.

A label covers no line and no other label where there is room for it; its places are in points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

POINTS = 72
"""Of an inch."""
Side = Literal["left", "center", "right"]
Point = tuple[float, float]
Stroke = tuple[Point, Point]
HEIGHT = 11.0
"""Of a line of type of nine points."""
_LETTER = 4.9
"""Width of a letter of that size, semibold, on average."""
_AIR = 2.0
_OUTSIDE, _BOX, _STROKE = 60, 12, 6
"""How bad it is to be cut off, which cannot be read at all, or to cover a label, or a line, against
a line of the grid."""


@dataclass(frozen=True)
class Palette:
    """Colours of a chart as `#rrggbb`; `accent` for what was measured, `alert` for what warns."""

    ground: str
    ink: str
    muted: str
    line: str
    accent: str
    tint: str
    alert: str


PAPER = Palette("#FFFFFF", "#16202B", "#556373", "#C3CDD7", "#1D4E79", "#E2E9F1", "#A3182D")


def axes(drawing: "Drawing", palette: Palette, left: float, right: float, top: float) -> "Axes":
    """Axes with these margins in points, and 20 below for the days."""
    wide, high = (float(side) * POINTS for side in drawing.get_size_inches())
    box = (left / wide, 20 / high, 1 - (left + right) / wide, 1 - (20 + top) / high)
    made = drawing.add_axes(box, facecolor=palette.ground)
    made.tick_params(colors=palette.muted, length=0, pad=5, labelsize=8.5)
    made.spines[["top", "right", "left"]].set_visible(False)
    made.spines["bottom"].set_color(palette.muted)
    return made


def in_points(axes: "Axes", across: float, up: float) -> Point:
    """Where a place of the axes is on the drawing, in points from its lower left corner."""
    dots = drawing_of(axes).dpi / POINTS
    x, y = axes.transData.transform((across, up))
    return float(x) / dots, float(y) / dots


def drawing_of(axes: "Axes") -> "Drawing":
    """The drawing on which the axes are."""
    return cast("Drawing", axes.get_figure(root=True))


def grid(axes: "Axes") -> tuple[Stroke, ...]:
    """The lines across the axes, of which each number has one."""
    first, last = axes.get_xlim()
    low, high = axes.get_ylim()
    shown = (float(value) for value in axes.get_yticks() if low <= value <= high)
    return tuple((in_points(axes, first, up), in_points(axes, last, up)) for up in shown)


def write(
    axes: "Axes",
    place: tuple[float, float],
    words: str,
    colour: str,
    shift: tuple[float, float],
    side: str,
) -> None:
    """Words next to a mark at `place`, `shift` points away."""
    axes.annotate(
        words, place, xytext=shift, textcoords="offset points", ha=side, va="center", color=colour,
        weight=600, zorder=7, annotation_clip=False,
        # Where no place is free, the words stay readable on what they cover.
        bbox={"facecolor": axes.get_facecolor(), "linewidth": 0, "pad": 0.5},
    )  # fmt: skip


class Rect(NamedTuple):
    """A rectangle; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Spot:
    """So far from its mark, and which of its sides is there."""

    right: float
    up: float
    side: Side


@dataclass(frozen=True)
class Occupied:
    """What is drawn already: `room` is all there is, `strokes` and `boxes` should stay free, and
    what is `light`, as the grid, where that can be."""

    room: Rect
    strokes: tuple[Stroke, ...] = ()
    boxes: tuple[Rect, ...] = ()
    light: tuple[Stroke, ...] = ()


BELOW_OR_ABOVE = (
    Spot(8, -11, "left"),
    Spot(8, 11, "left"),
    Spot(8, -22, "left"),
    Spot(8, 22, "left"),
    Spot(0, -14, "center"),
    Spot(0, 14, "center"),
    Spot(8, -34, "left"),
    Spot(8, 34, "left"),
    *(Spot(8, up, "left") for up in (-8, 8, -14, 14, -18, 18, -26, 26)),
)
"""For a mark at the left edge, the usual place first."""

FARTHER = tuple(Spot(8, up, "left") for up in (-17, 17, -28, 28, -39, 39, -50, 50))
"""For the same words over two lines, which are as narrow as they can be."""

BEYOND = tuple(Spot(right, up, "left") for right in (16, 24, 32, 40) for up in (-3, 3, 7))
"""Beside the same mark, beyond a line that leaves it steeply."""

AROUND = (
    Spot(0, 11, "center"),
    Spot(0, -12, "center"),
    Spot(-6, 11, "right"),
    Spot(-6, -12, "right"),
    Spot(8, 0, "left"),
    Spot(0, 22, "center"),
    Spot(0, -23, "center"),
    *(Spot(8, up, "left") for up in (-5, 5, -9, 9)),
    *(Spot(0, up, "center") for up in (-9, 9, -15, 15, -19, 19, -27, 27)),
)
"""For a mark at the end of a line."""


def best(mark: Point, words: str, spots: Sequence[Spot], ground: Occupied) -> Spot:
    """The first of the spots that covers least."""
    return min(spots, key=lambda spot: covered(mark, words, spot, ground))


def around(mark: Point, words: str, spot: Spot) -> Rect:
    """About the place that the words take at a spot, over one line or several."""
    lines = words.split("\n")
    wide, high = max(map(len, lines)) * _LETTER, len(lines) * HEIGHT
    x, y = mark[0] + spot.right, mark[1] + spot.up
    left = {"left": x, "center": x - wide / 2, "right": x - wide}[spot.side]
    return Rect(left, y - high / 2, left + wide, y + high / 2)


def covered(mark: Point, words: str, spot: Spot, ground: Occupied) -> int:
    """How much is under the words: lines and labels, and what sticks out weighs most."""
    box, room = around(mark, words, spot), ground.room
    inside = (
        box.left >= room.left
        and box.right <= room.right
        and box.bottom >= room.bottom
        and box.top <= room.top
    )
    strokes = sum(_crosses(stroke, box) for stroke in ground.strokes)
    boxes = sum(_overlap(other, box) for other in ground.boxes)
    light = sum(_crosses(stroke, box) for stroke in ground.light)
    return _STROKE * strokes + _BOX * boxes + light + (0 if inside else _OUTSIDE)


def square(middle: Point, half: float) -> Rect:
    """The square around a mark."""
    x, y = middle
    return Rect(x - half, y - half, x + half, y + half)


def _overlap(box: Rect, other: Rect) -> bool:
    return (
        box.left < other.right
        and other.left < box.right
        and box.bottom < other.top
        and other.bottom < box.top
    )


def _crosses(stroke: Stroke, box: Rect) -> bool:
    """True when a part of the straight stroke lies in the box, or close by (Liang–Barsky)."""
    (x, y), (end_x, end_y) = stroke
    enter, leave = 0.0, 1.0
    for start, way, low, high in (
        (x, end_x - x, box.left - _AIR, box.right + _AIR),
        (y, end_y - y, box.bottom - _AIR, box.top + _AIR),
    ):
        if way == 0:
            if not low <= start <= high:
                return False
            continue
        first, last = sorted(((low - start) / way, (high - start) / way))
        enter, leave = max(enter, first), min(leave, last)
    return enter <= leave
