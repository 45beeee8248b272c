"""Where a label of a chart stands so that it covers no line and no other label; all in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Side = Literal["left", "center", "right"]
Point = tuple[float, float]
Stroke = tuple[Point, Point]

HEIGHT = 11.0
"""Of a line of type of nine points."""

_LETTER = 4.9
"""Width of a letter of that size, semibold, on average."""
_AIR = 2.0
_OUTSIDE = 10
"""As bad as ten lines: what is cut off cannot be read at all."""


class Box(NamedTuple):
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
class Ground:
    """What is drawn already: `room` is all there is, `strokes` and `boxes` should stay free."""

    room: Box
    strokes: tuple[Stroke, ...] = ()
    boxes: tuple[Box, ...] = ()


BELOW_OR_ABOVE = (
    Spot(8, -11, "left"),
    Spot(8, 11, "left"),
    Spot(8, -22, "left"),
    Spot(8, 22, "left"),
    Spot(0, -14, "center"),
    Spot(0, 14, "center"),
    Spot(8, -34, "left"),
    Spot(8, 34, "left"),
)
"""For a mark at the left edge, the usual place first."""

AROUND = (
    Spot(0, 11, "center"),
    Spot(0, -12, "center"),
    Spot(-6, 11, "right"),
    Spot(-6, -12, "right"),
    Spot(8, 0, "left"),
    Spot(0, 22, "center"),
    Spot(0, -23, "center"),
)
"""For a mark at the end of a line."""


def best(mark: Point, words: str, spots: Sequence[Spot], ground: Ground) -> Spot:
    """The first of the spots that covers least."""
    return min(spots, key=lambda spot: _covered(around(mark, words, spot), ground))


def around(mark: Point, words: str, spot: Spot) -> Box:
    """About the place that the words take at a spot, over one line or several."""
    lines = words.split("\n")
    wide, high = max(map(len, lines)) * _LETTER, len(lines) * HEIGHT
    x, y = mark[0] + spot.right, mark[1] + spot.up
    left = {"left": x, "center": x - wide / 2, "right": x - wide}[spot.side]
    return Box(left, y - high / 2, left + wide, y + high / 2)


def _covered(box: Box, ground: Ground) -> int:
    """How much is under the box: lines and labels, and what sticks out weighs most."""
    room = ground.room
    inside = (
        box.left >= room.left
        and box.right <= room.right
        and box.bottom >= room.bottom
        and box.top <= room.top
    )
    strokes = sum(_crosses(stroke, box) for stroke in ground.strokes)
    boxes = sum(_overlap(other, box) for other in ground.boxes)
    return strokes + 2 * boxes + (0 if inside else _OUTSIDE)


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.bottom < other.top
        and other.bottom < one.top
    )


def _crosses(stroke: Stroke, box: Box) -> bool:
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
