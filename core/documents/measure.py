"""How wide words are on paper, in its own font."""

import re
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING

from core.documents import glyphs

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_POINT = 25.4 / 72
_EM = 1000
"""Units of a letter's width in its font: at fewer each width is rounded."""


def lines(bold: str, plain: str, wide: float, size: float) -> int:
    """How many lines words in bold and the plain ones after them take in a column of `wide`
    millimetres, at that size in points; a word that is wider than it is parted."""
    unit = size * _POINT / _EM
    words = [_length(word, bold=True) * unit for word in _parted(bold)]
    words += [_length(word, bold=False) * unit for word in _parted(plain)]
    count, used, blank = 1, 0.0, _length(" ", bold=False) * unit
    for long in words:
        if used and used + blank + long > wide:
            count, used = count + 1, 0.0
        used += long + (blank if used else 0)
        if used > wide:
            parts = ceil(used / wide) - 1
            count, used = count + parts, used - parts * wide
    return count


def width(word: str, size: float, *, bold: bool) -> float:
    """How wide a word of that size in points is, in millimetres."""
    return _length(word, bold=bold) * size * _POINT / _EM


def _parted(text: str) -> list[str]:
    """The words between which a line may end: not at a blank that holds two together."""
    return [word for word in re.split(r"[ \n]", glyphs.for_paper(text)) if word]


@lru_cache(maxsize=4096)
def _length(text: str, *, bold: bool) -> float:
    return float(_font(bold=bold).getlength(text))


@cache
def _font(*, bold: bool) -> "FreeTypeFont":
    from PIL import ImageFont

    path = glyphs.font_file("Bold" if bold else "Regular")
    # Where FriBiDi is missing, as on Windows, the other way of measuring is not there.
    return ImageFont.truetype(str(path), _EM, layout_engine=ImageFont.Layout.BASIC)
