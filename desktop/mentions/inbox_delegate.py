"""How a row of the inbox is drawn: where and when, two lines of words, chips."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.mentions.inbox_model import InboxRole, Shown
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL, TITLE_WEIGHT, Tone
from desktop.widgets.lettering import wrap

Index = QModelIndex | QPersistentModelIndex

_SIDE, _ABOVE = 16, 10
_GAP, _CHIP_GAP = 3, 6
_BAR = 3
_CHIP_SIDE, _CHIP_HIGH = 8, 4
_KEPT = 2000
"""Titles whose lines are remembered."""


class InboxDelegate(QStyledItemDelegate):
    """Every row is as high as `row_height`, so that a million of them need no measuring."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: dict[tuple[int, str, bool, int], tuple[list[str], str]] = {}
        follow_theme(self, self._measure)

    def row_height(self) -> int:
        """Height of a row in pixels, at the zoom in force."""
        return self._height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        _paint_ground(painter, rect, option, selected=selected)
        row: Shown | None = index.data(InboxRole.ROW)
        if row is not None:
            px = current().px
            inner = rect.adjusted(px(_SIDE), px(_ABOVE), -px(_SIDE), -px(_ABOVE))
            self._paint_row(painter, inner, row, selected=selected)
        painter.restore()

    def _paint_row(self, painter: QPainter, box: QRect, row: Shown, *, selected: bool) -> None:
        tokens, px = current().tokens, current().px
        ink = tokens.selection_ink if selected else tokens.ink
        muted = ink if tokens.name == "contrast" else tokens.muted
        top = box.top()
        self._paint_head(painter, QRect(box.left(), top, box.width(), self._small_high), row, muted)
        top += self._small_high + px(_GAP)
        title, excerpt = self._broken(row, box.width())
        for line in title:
            painter.setFont(self._bold if row.new else self._strong)
            painter.setPen(QColor(ink))
            _text(painter, QRect(box.left(), top, box.width(), self._line_high), line)
            top += self._line_high
        if excerpt:
            painter.setFont(self._body)
            painter.setPen(QColor(muted))
            _text(painter, QRect(box.left(), top, box.width(), self._line_high), excerpt)
        chip_high = self._small_high + px(_CHIP_HIGH)
        band = QRect(box.left(), box.bottom() - chip_high + 1, box.width(), chip_high)
        painter.setFont(self._chip)
        _paint_chips(painter, band, row.chips, edged=selected)

    def _paint_head(self, painter: QPainter, box: QRect, row: Shown, muted: str) -> None:
        metrics = QFontMetrics(self._small)
        painter.setFont(self._small)
        painter.setPen(QColor(muted))
        time_wide = metrics.horizontalAdvance(row.when)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.when)
        room = box.width() - time_wide - current().px(8)
        _text(painter, box, metrics.elidedText(row.place, Qt.TextElideMode.ElideRight, room))

    def _broken(self, row: Shown, width: int) -> tuple[list[str], str]:
        """The title in one line or two; where one does, the beginning of the text follows."""
        key = (row.item_id, row.title, row.new, width)
        made = self._lines.get(key)
        if made is None:
            lines = wrap(row.title, self._bold if row.new else self._strong, width, 2)
            excerpt = ""
            if len(lines) < 2 and row.excerpt:
                mode = Qt.TextElideMode.ElideRight
                excerpt = QFontMetrics(self._body).elidedText(row.excerpt, mode, width)
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            made = self._lines[key] = (lines, excerpt)
        return made

    def _measure(self) -> None:
        px = current().px
        self._lines.clear()
        self._body = _font(None, QFont.Weight.Normal)
        self._strong = _font(None, QFont.Weight.Medium)
        self._bold = _font(None, QFont.Weight(TITLE_WEIGHT))
        self._small = _font(SMALL, QFont.Weight.Medium)
        self._chip = _font(SMALL, QFont.Weight.DemiBold)
        self._small_high = QFontMetrics(self._small).height()
        self._line_high = QFontMetrics(self._bold).lineSpacing()
        chip_high = self._small_high + px(_CHIP_HIGH)
        words = self._small_high + px(_GAP) + 2 * self._line_high + px(_CHIP_GAP)
        self._height = 2 * px(_ABOVE) + words + chip_high


def _font(size: int | None, weight: QFont.Weight) -> QFont:
    font = QApplication.font()
    if size is not None:
        font.setPixelSize(current().px(size))
    font.setWeight(weight)
    return font


def _text(painter: QPainter, box: QRect, words: str) -> None:
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_ground(
    painter: QPainter, rect: QRect, option: QStyleOptionViewItem, *, selected: bool
) -> None:
    tokens, px = current().tokens, current().px
    if selected:
        painter.fillRect(rect, QColor(tokens.tint))
        # Where hardly any colour differs, the bar takes the ink that stands on it.
        bar = tokens.on_tint if tokens.name == "contrast" else tokens.brand
        painter.fillRect(QRect(rect.left(), rect.top(), px(_BAR), rect.height()), QColor(bar))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tokens.hover))
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_chips(
    painter: QPainter, box: QRect, chips: Sequence[tuple[str, Tone]], *, edged: bool
) -> None:
    """Chips from the left; the one that does not fit is cut, and what follows it is left out.

    They are `edged` where their ground is hardly told from the row's.
    """
    tokens, px = current().tokens, current().px
    metrics = painter.fontMetrics()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, side = box.left(), px(_CHIP_SIDE)
    for text, tone in chips:
        room = box.right() + 1 - left - 2 * side
        if room < metrics.averageCharWidth() * 6:
            return
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        pair = tokens.pair(tone)
        place = QRect(
            QPoint(left, box.top()), QSize(metrics.horizontalAdvance(cut) + 2 * side, box.height())
        )
        edge = pair.line if edged or tokens.name == "contrast" else pair.background
        painter.setPen(QPen(QColor(edge)))
        painter.setBrush(QColor(pair.background))
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), px(6), px(6))
        painter.setPen(QColor(pair.foreground))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cut)
        left = place.right() + 1 + px(_CHIP_GAP)
