"""Labels in the sizes of the theme, and the room that letters take."""

import re
from functools import lru_cache
from math import ceil
from typing import Literal

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QSizePolicy, QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import FIELD_SIDE, SMALL
from desktop.widgets.heard import hear_as

_SEPARATORS = r"[/\\@._-]"
_ENDLESS = r"[^\W_]{24}(?=[^\W_])"

TextKind = Literal[
    "title",
    "section",
    "fact",
    "strong",
    "body",
    "muted",
    "small",
    "figure",
    "dialled",
    "projected",
    "projected-hint",
]

_HEADINGS = ("title", "section")


def text_label(
    text: str, kind: TextKind = "body", *, wraps: bool = True, parent: QWidget | None = None
) -> QLabel:
    """A plain-text label: what comes from outside is never read as HTML."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", kind)
    if kind in _HEADINGS:
        hear_as(label, "heading")
    if wraps:
        let_wrap(label)
    return label


def let_wrap(label: QLabel) -> None:
    """Let a label go on in the next line."""
    # It must be allowed to be narrow, and tall enough for what it then holds.
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)


def breakable(text: str) -> str:
    """A path or an address with places where a label may go on in the next line."""
    return re.sub(_SEPARATORS, "\\g<0>\u200b", text)


def endless_broken(text: str) -> str:
    """What somebody wrote, with places where a label may go on within a word longer than a line."""
    return re.sub(_ENDLESS, "\\g<0>\u200b", text)


def tip(text: str) -> str:
    """Text for a tooltip: Qt reads as HTML what looks like it, and this is not."""
    if QtGui.Qt.mightBeRichText(text):
        return QtGui.Qt.convertFromPlainText(text)
    return text


def divider(parent: QWidget | None = None) -> QFrame:
    """A hairline between two blocks."""
    line = QFrame(parent)
    line.setProperty("look", "divider")
    return line


_CARET, _LINES = 8, 6
"""px beside what is typed: at 100 % room for the caret, so that the beginning does not scroll away;
at any zoom the lines of the border and Qt's own margin."""


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


def widest(font: QFont, *texts: str) -> int:
    """Width in px of the longest of these, whatever the font is that is there.

    Rounded up: Qt cuts a text that lacks a part of a px.
    """
    return _widest(font.toString(), texts)


@lru_cache(maxsize=1024)
def _widest(font_words: str, texts: tuple[str, ...]) -> int:
    metrics = QFontMetricsF(_font(font_words))
    return ceil(max(metrics.horizontalAdvance(text) for text in texts))


HOUR = "00:00 h"
"""As long as an hour is that somebody types."""


def hold(edit: QLineEdit, *samples: str, grows: bool = False) -> None:
    """Keep a field as wide as the longest thing that is typed into it, in the font that is there.

    For hours, days and figures: they are read while they are typed, and never in part. One that
    `grows` is as wide as that at least.
    """

    def measure() -> None:
        wide = widest(edit.font(), *samples) + current().px(2 * FIELD_SIDE + _CARET) + _LINES
        if grows:
            edit.setMinimumWidth(wide)
        else:
            edit.setFixedWidth(wide)

    follow_theme(edit, measure)


def wrap(text: str, font: QFont, width: int, lines: int) -> list[str]:
    """The text in at most `lines` lines of `width` px, broken between words.

    A word wider than that, and what is left at the end, is cut with an ellipsis.
    """

    def cut(words: str) -> str:
        return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)

    # The metrics may count a px more than the layout, which has found room for its line.
    pieces = _break(text, font.toString(), width)
    shown = [words if used <= width else cut(words) for words, used in pieces[:lines]]
    if len(pieces) > lines:
        shown[-1] = cut(" ".join(words for words, _used in pieces[lines - 1 :]))
    return shown


def width_in_lines(text: str, font: QFont, lines: int) -> int:
    """The least width in px at which the text takes at most `lines` lines and no word is cut."""
    return _least_width(text, font.toString(), lines)


@lru_cache(maxsize=1024)
def _least_width(text: str, font_words: str, lines: int) -> int:
    metrics = QFontMetrics(_font(font_words))
    # One more: a layout counts in fractions of a pixel.
    words = [word for word, _used in _break(text, font_words, 1)]
    least = max((metrics.horizontalAdvance(word) + 1 for word in words), default=0)
    most = max(least, metrics.horizontalAdvance(text) + 1)
    while least < most:
        middle = (least + most) // 2
        if len(_break(text, font_words, middle)) <= lines:
            most = middle
        else:
            least = middle + 1
    return least


def _font(words: str) -> QFont:
    font = QFont()
    font.fromString(words)
    return font


@lru_cache(maxsize=4096)
def _break(text: str, font_words: str, width: int) -> tuple[tuple[str, float], ...]:
    """Its lines, and the px that each takes; layouts ask for the same few widths all the time."""
    # The first paint breaks nothing.
    from PySide6.QtGui import QTextLayout, QTextOption

    layout = QTextLayout(text, _font(font_words))
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
        words = units[2 * start : 2 * (start + length)].decode("utf-16-le").strip()
        pieces.append((words, line.naturalTextWidth()))
    layout.endLayout()
    return tuple(pieces)
