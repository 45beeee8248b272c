"""How a matrix is painted: cells, heads, legend."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.marks import Mark, paint_sign
from desktop.widgets.matrix.model import CellChoice, ChipLook, Index, MatrixModel
from desktop.widgets.text import small_font, strong_font, text_label, wrap

PADDING = 12
"""Room in px at 100 % at the outer edges of a row."""


_CHIP_PADDING = 8
_SHORT_PADDING = 6
_CHIP_RADIUS = 6
_RING_RADIUS = 4
_ASKS, _ASKS_EDGE = "?", 5


class CellPainter(QStyledItemDelegate):
    """Paints the choices of a matrix as chips, with whole words where `wordy`."""

    def __init__(self, model: MatrixModel, view: QTableView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.wordy = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if self._model.trails(index.column()):
            paint_ground(painter, rect)
            _paint_trailing(painter, rect, self._model.rows[index.row()].trailing)
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            over = bool(state & QStyle.StateFlag.State_MouseOver)
            paint_ground(painter, rect, _fill(chosen=chosen, over=over))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            choice = self._model.choice(index.row(), index.column())
            paint_chip(painter, rect, choice, wordy=self.wordy, chosen=chosen)
            if self._model.asks(index.row(), index.column()):
                _paint_asking(painter, rect, chosen=chosen)
            if index == self._view.currentIndex():
                _paint_ring(painter, rect, focused=self._view.hasFocus(), chosen=chosen)
        painter.restore()


def paint_ground(painter: QPainter, rect: QRect, fill: str = "") -> None:
    """`fill` (`#rrggbb`), and a hairline to the next row or to the foot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if fill:
        painter.fillRect(rect, QColor(fill))
    painter.setPen(QColor(current().tokens.line))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def chip_width(choice: CellChoice, *, wordy: bool) -> int:
    """Width in px of a choice as it is painted in a cell."""
    words = QFontMetrics(small_font()).horizontalAdvance(_words(choice, wordy=wordy))
    return words + 2 * current().px(_CHIP_PADDING if wordy else _SHORT_PADDING)


def paint_chip(
    painter: QPainter, rect: QRect, choice: CellChoice, *, wordy: bool, chosen: bool = False
) -> None:
    """The chip of a choice in the middle of `rect`, fit for the ground of a `chosen` cell."""
    tokens = current().tokens
    words = _words(choice, wordy=wordy)
    painter.setFont(small_font())
    if choice.look is None:
        painter.setPen(QColor(tokens.selection_ink if chosen else tokens.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        return
    ink, ground, edge = {
        ChipLook.OUTLINE: (tokens.ink, tokens.surface, tokens.control),
        ChipLook.TINT: (tokens.on_tint, tokens.tint, tokens.tinted.line if chosen else tokens.tint),
        ChipLook.BRAND: (tokens.on_brand, tokens.brand, tokens.brand),
        ChipLook.INK: (tokens.surface, tokens.ink, tokens.ink),
    }[choice.look]
    width = chip_width(choice, wordy=wordy)
    box = QRectF(0, 0, width, painter.fontMetrics().height() + current().px(6))
    box.moveCenter(QRectF(rect).center())
    # Where grounds do not differ, a line shows where a chip ends.
    contrast = tokens.name == "contrast"
    if contrast and choice.look is ChipLook.TINT:
        # The system has one colour for what is chosen: a thick line stands for the tint.
        ink, ground = tokens.ink, tokens.surface
    thick = 2 if contrast and choice.look is ChipLook.TINT else 1
    painter.setPen(QPen(QColor(tokens.ink if contrast else edge), thick))
    painter.setBrush(QColor(ground))
    radius = current().px(_CHIP_RADIUS)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _fill(*, chosen: bool, over: bool) -> str:
    tokens = current().tokens
    if chosen:
        return tokens.tint
    return tokens.hover if over else ""


def _words(choice: CellChoice, *, wordy: bool) -> str:
    return choice.label if wordy and choice.look is not None else choice.short


def _paint_trailing(painter: QPainter, rect: QRect, words: str) -> None:
    painter.setPen(QColor(current().tokens.ink))
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect.adjusted(0, 0, -current().px(PADDING), 0), flags, words)


def _paint_asking(painter: QPainter, rect: QRect, *, chosen: bool) -> None:
    """At the right edge of a cell that does not say how it is known."""
    tokens = current().tokens
    painter.setFont(small_font())
    painter.setPen(QColor(tokens.selection_ink if chosen else tokens.ink))
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect.adjusted(0, 0, -current().px(_ASKS_EDGE), 0), flags, _ASKS)


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


HEAD_LINES = 3
TITLE_LINES = 2
MARK = 11
"""Side of the mark after a row's title, in px at 100 %."""

MARK_GAP = 8
HEAD_EDGE = 3
"""Room in px at 100 % at either side of the words of a column."""

HEAD_FOOT = 7
"""Room in px at 100 % above and below words that are never turned."""


class _MatrixHeader(QHeaderView):
    """A header whose size the matrix decides, and which knows where the keyboard is."""

    def __init__(self, model: MatrixModel, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._model = model
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _colour(self, *, marked: bool) -> QColor:
        tokens = current().tokens
        return QColor(tokens.accent if marked else tokens.muted)


class ColumnHead(_MatrixHeader):
    """Titles of the columns; the one of the current cell stands out."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(model, Qt.Orientation.Horizontal, parent)
        self.turned = False

    def level(self) -> Qt.AlignmentFlag:
        """Where words that are never turned stand: beside the others, or at their foot."""
        return Qt.AlignmentFlag.AlignBottom if self.turned else Qt.AlignmentFlag.AlignVCenter

    def viewportEvent(self, event: QEvent) -> bool:
        # Qt would make a cell the current one where none can be chosen. Buttons are let go there.
        if isinstance(event, QMouseEvent) and event.type() != QEvent.Type.MouseButtonRelease:
            at = self.logicalIndexAt(event.position().toPoint())
            return self._model.trails(at) or super().viewportEvent(event)
        return super().viewportEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = current().tokens
        painter.save()
        painter.setPen(QColor(tokens.control))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        here = self.selectionModel().currentIndex()
        painter.setFont(small_font())
        painter.setPen(self._colour(marked=here.isValid() and here.column() == section))
        if self._model.trails(section):
            edge = current().px(HEAD_FOOT)
            words = rect.adjusted(0, edge, -current().px(PADDING), -edge)
            right = Qt.AlignmentFlag.AlignRight | self.level()
            painter.drawText(words, right, self._model.trailing_title)
        elif self.turned:
            _draw_turned(painter, rect, self._model.columns[section].title)
        else:
            _draw_upright(painter, rect, self._model.columns[section].title)
        painter.restore()


class RowHead(_MatrixHeader):
    """Titles of the rows, with their marks; an edge shows where columns slide under."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(model, Qt.Orientation.Vertical, parent)
        self.edged = False

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current()
        row = self._model.rows[section]
        painter.save()
        paint_ground(painter, rect)
        if self.edged:
            painter.setPen(QColor(theme.tokens.control))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        here = self.selectionModel().currentIndex()
        marked = here.isValid() and here.row() == section
        painter.setPen(QColor(theme.tokens.accent if marked else theme.tokens.ink))
        painter.setFont(strong_font())
        words = QRect(rect).adjusted(theme.px(PADDING), 0, -theme.px(PADDING) // 2, 0)
        lines = wrap(row.title, strong_font(), words.width() - mark_room(row.mark), TITLE_LINES)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        used = painter.boundingRect(words, flags, "\n".join(lines))
        painter.drawText(words, flags, "\n".join(lines))
        if row.mark is not None:
            side = theme.px(MARK)
            left = used.right() + theme.px(MARK_GAP)
            paint_sign(painter, QRectF(left, rect.center().y() - side / 2, side, side), row.mark)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), super().sizeHint().height())


def mark_room(mark: Mark | None) -> int:
    """Width in px that a mark takes after the title."""
    return current().px(MARK + MARK_GAP + MARK_GAP // 2) if mark is not None else 0


def _draw_upright(painter: QPainter, rect: QRect, title: str) -> None:
    edge = current().px(HEAD_EDGE)
    words = rect.adjusted(edge, 0, -edge, 0)
    lines = wrap(title, painter.font(), words.width(), HEAD_LINES)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


def _draw_turned(painter: QPainter, rect: QRect, title: str) -> None:
    """Upwards from the grid, as on the back of a book laid face down."""
    gap = current().px(PADDING) // 2
    length = rect.height() - 2 * gap
    lines = wrap(title, painter.font(), length, turned_lines(painter.font(), rect.width()))
    painter.translate(QPointF(rect.left(), rect.bottom() - gap))
    painter.rotate(-90)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(0, 0, length, rect.width()), flags, "\n".join(lines))


def turned_lines(font: QFont, width: int) -> int:
    """How many turned lines, at most three, stand side by side in a column of `width` px."""
    return max(1, min(HEAD_LINES, width // QFontMetrics(font).lineSpacing()))


_HEIGHT = 22


class MatrixLegend(QWidget):
    """The short chip and the word of each choice, in a row that wraps."""

    def __init__(self, choices: Sequence[CellChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self)
        spaced(flow, gap=16)
        for choice in choices:
            flow.addWidget(_entry(choice))


def _entry(choice: CellChoice) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    spaced(line, gap=6)
    line.addWidget(_ShortChip(choice))
    words = choice.label
    if choice.key.casefold() != choice.short.casefold():
        words = _("{choice} (key {key})").format(choice=words, key=choice.key.upper())
    line.addWidget(text_label(words, "small", wraps=False))
    return made


class _ShortChip(QWidget):
    """A chip as narrow columns show it; what it means stands beside it."""

    def __init__(self, choice: CellChoice) -> None:
        super().__init__()
        self._choice = choice
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._choice, wordy=False) + 2, current().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, self.rect(), self._choice, wordy=False)
        painter.end()
