"""The headers of a matrix: column titles in lines or turned upwards, row titles that stay put."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.theme.theme import current
from desktop.widgets.lettering import small_font, strong_font, wrap
from desktop.widgets.matrix_ground import PADDING, Foot, paint_ground
from desktop.widgets.matrix_model import MatrixModel
from desktop.widgets.signs import paint_sign

HEAD_LINES = 3
TITLE_LINES = 2
SIGN = 9
"""Side of the sign before a row's title, in px at 100 %."""

SIGN_GAP = 6
HEAD_EDGE = 3
"""Room in px at 100 % at either side of the words of a column."""

HEAD_FOOT = 7
"""Room in px at 100 % above and below words that are never turned."""


class _Head(QHeaderView):
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


class ColumnHead(_Head):
    """Titles of the columns; the one of the current cell stands out."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(model, Qt.Orientation.Horizontal, parent)
        self.turned = False

    def level(self) -> Qt.AlignmentFlag:
        """Where words that are never turned stand: beside the others, or at their foot."""
        return Qt.AlignmentFlag.AlignBottom if self.turned else Qt.AlignmentFlag.AlignVCenter

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


class RowHead(_Head):
    """Titles of the rows, with the sign of their tone; an edge shows where columns slide under."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(model, Qt.Orientation.Vertical, parent)
        self.edged = False
        self.at_foot = False

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current()
        row = self._model.rows[section]
        painter.save()
        paint_ground(painter, rect, row.tone, foot=self._foot(section))
        if self.edged:
            painter.setPen(QColor(theme.tokens.control))
            painter.drawLine(rect.topRight(), rect.bottomRight())
        words = QRect(rect).adjusted(theme.px(PADDING), 0, -theme.px(PADDING) // 2, 0)
        if row.tone is not None:
            side = theme.px(SIGN)
            top = rect.center().y() - side / 2
            paint_sign(painter, QRectF(words.left(), top, side, side), row.tone)
            words.setLeft(words.left() + side + theme.px(SIGN_GAP))
        here = self.selectionModel().currentIndex()
        marked = here.isValid() and here.row() == section
        painter.setPen(QColor(theme.tokens.accent if marked else theme.tokens.ink))
        painter.setFont(strong_font())
        lines = wrap(row.title, strong_font(), words.width(), TITLE_LINES)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags, "\n".join(lines))
        painter.restore()

    def _foot(self, section: int) -> Foot:
        if section < self._model.rowCount() - 1:
            return Foot.ROW
        return Foot.LEFT_CORNER if self.at_foot else Foot.END

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), super().sizeHint().height())


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
