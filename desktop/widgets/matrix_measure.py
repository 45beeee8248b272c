"""What the parts of a matrix ask for, measured in the fonts of the theme in force."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop.theme.theme import current
from desktop.theme.tokens import ROW, TARGET
from desktop.widgets.lettering import small_font, strong_font, width_in_lines, wrap
from desktop.widgets.matrix_cells import chip_width
from desktop.widgets.matrix_fit import Fit, Look, Needs
from desktop.widgets.matrix_ground import PADDING
from desktop.widgets.matrix_header import (
    HEAD_EDGE,
    HEAD_LINES,
    SIGN,
    SIGN_GAP,
    TITLE_LINES,
    turned_lines,
)
from desktop.widgets.matrix_model import MatrixModel

_MOST_TITLE = 260
_LEAST_TITLE = 96
_MOST_HEAD = 116
"""Longest line of a column title, in px at 100 %; what is longer is cut with an ellipsis."""

_WIDEST = 132
_AROUND_WORDS = 14
_AROUND_SHORT = 8


def needs(model: MatrixModel, corner: str) -> Needs:
    """Widths of everything in the model, in px."""
    px = current().px
    marked = any(row.tone is not None for row in model.rows)
    around = round(px(PADDING) * 1.5) + (px(SIGN) + px(SIGN_GAP)) * marked + 2
    head = QFontMetrics(small_font()).horizontalAdvance(corner) + 2 * px(PADDING)

    def title(lines: int) -> int:
        return around + max(
            (width_in_lines(row.title, strong_font(), lines) for row in model.rows), default=0
        )

    most = max(px(_LEAST_TITLE), head, min(title(1), px(_MOST_TITLE)))
    least = max(px(_LEAST_TITLE), head, min(title(TITLE_LINES), px(_MOST_TITLE)))
    edge = 2 * px(HEAD_EDGE)
    heads = [edge + _head_width(column.title, HEAD_LINES) for column in model.columns]
    return Needs(
        title=most,
        least_title=min(least, most),
        trailing=_trailing(model),
        columns={
            Look.WORDS: _columns(model, heads, _AROUND_WORDS, wordy=True),
            Look.SHORT: _columns(model, heads, _AROUND_SHORT, wordy=False),
            Look.TURNED: _columns(model, [0] * len(heads), _AROUND_SHORT, wordy=False),
        },
        widest=px(_WIDEST),
    )


def head_height(model: MatrixModel, fitted: Fit) -> int:
    """Height in px of the header for these widths."""
    px, font = current().px, small_font()
    if fitted.look is Look.TURNED:
        lines = [turned_lines(font, width) for width in fitted.columns]
        titles = [column.title for column in model.columns]
        longest = max(map(_head_width, titles, lines), default=0)
        return longest + 2 * (px(PADDING) // 2) + px(2)
    lines = [
        len(wrap(column.title, font, width - 2 * px(HEAD_EDGE), HEAD_LINES))
        for column, width in zip(model.columns, fitted.columns, strict=True)
    ]
    return max(lines, default=1) * QFontMetrics(font).lineSpacing() + px(16)


def row_height(model: MatrixModel, fitted: Fit) -> int:
    """Height in px of each row."""
    lines = QFontMetrics(strong_font()).lineSpacing() * TITLE_LINES
    return max(current().px(ROW), lines + current().px(4))


def _columns(model: MatrixModel, heads: list[int], around: int, *, wordy: bool) -> list[int]:
    px = current().px
    chips = max(chip_width(choice, wordy=wordy) for choice in model.choices)
    least = max(chips + px(around), px(TARGET))
    return [max(least, head) for head in heads]


def _head_width(title: str, lines: int) -> int:
    return min(width_in_lines(title, small_font(), lines), current().px(_MOST_HEAD))


def _trailing(model: MatrixModel) -> int:
    if not model.trailing_title:
        return 0
    body = QFontMetrics(QApplication.font())
    widths = [body.horizontalAdvance(row.trailing) for row in model.rows]
    widths.append(QFontMetrics(small_font()).horizontalAdvance(model.trailing_title))
    return max(widths) + round(current().px(PADDING) * 1.5)
