"""How one cell of a matrix is painted: chip, note, selection, focus."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.theme.theme import current
from desktop.theme.tokens import Pair
from desktop.widgets.lettering import small_font
from desktop.widgets.matrix_ground import PADDING, Foot, paint_ground
from desktop.widgets.matrix_model import Choice, Index, MatrixModel

_CHIP_PADDING = 8
_SHORT_PADDING = 6
_CHIP_RADIUS = 6
_RING_RADIUS = 4
_NOTE = 7
"""Legs of the corner that marks a note, in px at 100 %."""


class CellPainter(QStyledItemDelegate):
    """Paints the choices of a matrix as chips, with whole words where `wordy`.

    `at_foot` says that nothing is below the last row but the corners of a card.
    """

    def __init__(self, model: MatrixModel, view: QTableView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.wordy = True
        self.at_foot = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        row = self._model.rows[index.row()]
        foot = self._foot(index)
        if self._model.trails(index.column()):
            paint_ground(painter, rect, row.tone, foot=foot)
            _paint_trailing(painter, rect, row.trailing)
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            over = bool(state & QStyle.StateFlag.State_MouseOver)
            paint_ground(painter, rect, row.tone, foot=foot, fill=_fill(chosen=chosen, over=over))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            choice = self._model.choice(index.row(), index.column())
            paint_chip(painter, rect, choice, wordy=self.wordy, chosen=chosen)
            if self._model.note(index.row(), index.column()):
                _paint_note(painter, rect, chosen=chosen)
            if index == self._view.currentIndex():
                _paint_ring(painter, rect, focused=self._view.hasFocus(), chosen=chosen)
        painter.restore()

    def _foot(self, index: Index) -> Foot:
        if index.row() < self._model.rowCount() - 1:
            return Foot.ROW
        last = index.column() == self._model.columnCount() - 1
        return Foot.RIGHT_CORNER if last and self.at_foot else Foot.END


def chip_width(choice: Choice, *, wordy: bool) -> int:
    """Width in px of a choice as it is painted in a cell."""
    words = QFontMetrics(small_font()).horizontalAdvance(_words(choice, wordy=wordy))
    return words + 2 * current().px(_CHIP_PADDING if wordy else _SHORT_PADDING)


def paint_chip(
    painter: QPainter, rect: QRect, choice: Choice, *, wordy: bool, chosen: bool = False
) -> None:
    """The chip of a choice in the middle of `rect`, fit for the ground of a `chosen` cell."""
    tokens = current().tokens
    words = _words(choice, wordy=wordy)
    painter.setFont(small_font())
    if choice.tone is None:
        painter.setPen(QColor(tokens.selection_ink if chosen else tokens.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        return
    pair = tokens.pair(choice.tone)
    if choice.strong:
        pair = Pair(pair.background, pair.foreground, pair.foreground)
    width = chip_width(choice, wordy=wordy)
    box = QRectF(0, 0, width, painter.fontMetrics().height() + current().px(5))
    box.moveCenter(QRectF(rect).center())
    # On the tint of a selection, or where grounds do not differ, a line shows where a chip ends.
    edged = chosen or tokens.name == "contrast"
    painter.setPen(QPen(QColor(pair.line), 1) if edged else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.background))
    radius = current().px(_CHIP_RADIUS)
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(QColor(pair.foreground))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _fill(*, chosen: bool, over: bool) -> str:
    tokens = current().tokens
    if chosen:
        return tokens.tint
    return tokens.hover if over else ""


def _words(choice: Choice, *, wordy: bool) -> str:
    return choice.label if wordy and choice.tone is not None else choice.short


def _paint_trailing(painter: QPainter, rect: QRect, words: str) -> None:
    painter.setPen(QColor(current().tokens.ink))
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect.adjusted(0, 0, -current().px(PADDING), 0), flags, words)


def _paint_note(painter: QPainter, rect: QRect, *, chosen: bool) -> None:
    """A folded corner, as spreadsheets mark a comment."""
    tokens, side = current().tokens, current().px(_NOTE)
    right, top = rect.right() - current().px(3), rect.top() + current().px(3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.on_tint if chosen else tokens.accent))
    painter.drawPolygon(
        QPolygon([QPoint(right - side, top), QPoint(right, top), QPoint(right, top + side)])
    )


def _paint_ring(painter: QPainter, rect: QRect, *, focused: bool, chosen: bool) -> None:
    tokens = current().tokens
    ring = tokens.on_tint if chosen else tokens.accent
    width = 2 if focused else 1
    painter.setPen(QPen(QColor(ring if focused else tokens.control), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    radius = current().px(_RING_RADIUS)
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset - 1)
    painter.drawRoundedRect(box, radius, radius)
