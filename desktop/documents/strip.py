"""Where the pages of a document stand, one below the other, at a size: pure arithmetic."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from PySide6.QtCore import QRectF, QSizeF

Fit = Literal["width", "page"]

SCREEN = 96 / 72
"""Pixels a point at 100 %."""
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Sizes that + and − go through."""


@dataclass(frozen=True)
class Strip:
    """Pages (sizes in points) at `scale` pixels a point, with `margin` pixels around each."""

    sizes: tuple[tuple[float, float], ...] = ()
    scale: float = 1.0
    margin: float = 12.0

    @cached_property
    def _tops(self) -> list[float]:
        heights = (height * self.scale + self.margin for _width, height in self.sizes)
        return list(accumulate(heights, initial=self.margin))

    @cached_property
    def extent(self) -> QSizeF:
        """Width and height of everything."""
        widest = max((width for width, _height in self.sizes), default=0)
        return QSizeF(widest * self.scale + 2 * self.margin, self._tops[-1])

    def rect(self, page: int, width: float) -> QRectF:
        """The page in the strip, centred when the strip is narrower than `width`."""
        across, tall = self.sizes[page]
        room = max(width, self.extent.width())
        left = (room - across * self.scale) / 2
        return QRectF(left, self._tops[page], across * self.scale, tall * self.scale)

    def visible(self, top: float, height: float) -> range:
        """Pages of which something shows between `top` and `top + height`."""
        first = bisect_right(self._tops, top + self.margin) - 1
        stop = bisect_left(self._tops, top + height)
        return range(max(0, first), min(stop, len(self.sizes)))

    def page_at(self, height: float) -> int:
        """The page that stands there, or the last one above."""
        return min(max(0, bisect_right(self._tops, height) - 1), max(0, len(self.sizes) - 1))


def fitted(strip: Strip, fit: Fit, room: QSizeF) -> float:
    """The scale at which the widest page, or a whole page, fits `room`."""
    widest = max((width for width, _height in strip.sizes), default=1)
    tallest = max((height for _width, height in strip.sizes), default=1)
    scale = max(1.0, room.width() - 2 * strip.margin) / widest
    if fit == "page":
        scale = min(scale, max(1.0, room.height() - 2 * strip.margin) / tallest)
    return min(max(scale, STEPS[0] * SCREEN), STEPS[-1] * SCREEN)


def next_step(scale: float, direction: int) -> float:
    """The size after (1) or before (-1) this one among `STEPS`."""
    now = scale / SCREEN
    if direction > 0:
        return min((step for step in STEPS if step > now + 0.01), default=STEPS[-1]) * SCREEN
    return max((step for step in STEPS if step < now - 0.01), default=STEPS[0]) * SCREEN
