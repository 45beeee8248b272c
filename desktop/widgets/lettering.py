"""Words painted in lines: where they break, how wide they get, what is cut with an ellipsis."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from desktop.theme.theme import current
from desktop.theme.tokens import SMALL


def small_font() -> QFont:
    """The font of headers and chips."""
    font = QApplication.font()
    font.setPixelSize(current().px(SMALL))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def strong_font() -> QFont:
    """The font of titles in a row."""
    font = QApplication.font()
    font.setWeight(QFont.Weight.DemiBold)
    return font


def wrap(text: str, font: QFont, width: int, lines: int) -> list[str]:
    """The text in at most `lines` lines of `width` px, broken between words.

    A word wider than that, and what is left at the end, is cut with an ellipsis.
    """
    pieces = _break(text, font, width)
    if len(pieces) > lines:
        pieces = [*pieces[: lines - 1], " ".join(pieces[lines - 1 :])]
    metrics = QFontMetrics(font)
    return [metrics.elidedText(piece, Qt.TextElideMode.ElideRight, width) for piece in pieces]


def width_in_lines(text: str, font: QFont, lines: int) -> int:
    """The least width in px at which the text takes at most `lines` lines and no word is cut."""
    return _least_width(text, font.toString(), lines)


@lru_cache(maxsize=1024)
def _least_width(text: str, font_words: str, lines: int) -> int:
    font = QFont()
    font.fromString(font_words)
    metrics = QFontMetrics(font)
    # One more: a layout counts in fractions of a pixel.
    least = max((metrics.horizontalAdvance(word) + 1 for word in _break(text, font, 1)), default=0)
    most = max(least, metrics.horizontalAdvance(text) + 1)
    while least < most:
        middle = (least + most) // 2
        if len(_break(text, font, middle)) <= lines:
            most = middle
        else:
            least = middle + 1
    return least


def _break(text: str, font: QFont, width: int) -> list[str]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    # Qt counts in UTF-16.
    units = text.encode("utf-16-le")
    pieces = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        pieces.append(units[2 * start : 2 * (start + length)].decode("utf-16-le").strip())
    layout.endLayout()
    return pieces
