"""The table a matrix is drawn in: as high as its rows, as wide as its room, row titles fixed."""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QScrollArea, QSizePolicy, QTableView

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.widgets.card import Card
from desktop.widgets.matrix_cells import CellPainter
from desktop.widgets.matrix_fit import Fit, Look, Needs, fit
from desktop.widgets.matrix_header import ColumnHead, RowHead
from desktop.widgets.matrix_measure import head_height, needs, row_height
from desktop.widgets.matrix_model import Index, MatrixModel
from desktop.widgets.text import text_label

MOST_ROWS = 16
"""Rows shown without scrolling up and down inside the grid."""

_LEAST_WIDTH = 160


class MatrixGrid(QTableView):
    """Fits its columns into its width; when even the tightest look is wider, they scroll sideways
    under the row titles. With `letters` it shows short forms also where words would fit."""

    def __init__(self, model: MatrixModel, name: str, corner: str, *, letters: bool) -> None:
        super().__init__()
        self._letters = letters
        self._looks = [look for look in Look if not (letters and look is Look.WORDS)]
        self._data = model
        self._corner_words = corner
        self._needs: Needs | None = None
        self._height = 0
        self.setProperty("look", "matrix")
        self.setAccessibleName(name)
        model.setParent(self)
        self._column_head = ColumnHead(model, self)
        self._row_head = RowHead(model, self)
        self._cells = CellPainter(model, self)
        self._corner = text_label(corner, "small", wraps=False, parent=self)
        self._corner.setProperty("look", "corner")
        self._corner.setIndent(0)
        self._dress()
        self.setModel(model)
        follow_theme(self, self.measure)

    @property
    def look(self) -> Look:
        """How the cells are shown at the width of now."""
        return self._fitted().look

    def measure(self) -> None:
        """Take the measures again after other words, other fonts, another zoom."""
        self._needs = None
        self._refit()

    def sizeHint(self) -> QSize:
        asked = self._asked()
        width = asked.title + sum(asked.columns[self._looks[0]]) + asked.trailing
        return QSize(width, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(_LEAST_WIDTH), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._find_foot()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.setGeometry(
            0, 0, self.verticalHeader().width(), self.horizontalHeader().height()
        )

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        wanted = super().moveCursor(action, modifiers)
        if wanted.isValid() and self._data.trails(wanted.column()):
            return wanted.siblingAtColumn(len(self._data.columns) - 1)
        return wanted

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        for head in (self._column_head, self._row_head):
            head.viewport().update()
        if self.hasFocus():
            self.show_in_page()

    def show_in_page(self) -> None:
        """Scroll the page so that the current cell, and the header above the first row, is seen."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        ground = area.widget() if area is not None else None
        here = self.currentIndex()
        if area is None or ground is None or not here.isValid():
            return
        cell = self.visualRect(here)
        middle = self.viewport().mapTo(ground, cell.center())
        if here.row() == 0:
            area.ensureVisible(middle.x(), self.mapTo(ground, cell.topLeft()).y(), 0, 0)
        area.ensureVisible(middle.x(), middle.y(), 0, cell.height())

    def _dress(self) -> None:
        self.setHorizontalHeader(self._column_head)
        self.setVerticalHeader(self._row_head)
        self.setItemDelegate(self._cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)

    def _asked(self) -> Needs:
        if self._needs is None:
            self._needs = needs(self._data, self._corner_words)
        return self._needs

    def _fitted(self) -> Fit:
        room = self.contentsRect().width()
        if self._data.rowCount() > MOST_ROWS:
            room -= self.verticalScrollBar().sizeHint().width()
        return fit(room, self._asked(), self._looks)

    def _refit(self) -> None:
        fitted = self._fitted()
        tall = self._data.rowCount() > MOST_ROWS
        always, never = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(always if fitted.scrolls else never)
        self.setVerticalScrollBarPolicy(always if tall else never)
        self._cells.wordy = fitted.look is Look.WORDS
        self._column_head.turned = fitted.look is Look.TURNED
        self._corner.setAlignment(Qt.AlignmentFlag.AlignLeft | self._column_head.level())
        self._row_head.edged = fitted.scrolls
        self._find_foot()
        self._apply(fitted)

    def _find_foot(self) -> None:
        card = self.parentWidget()
        ends = isinstance(card, Card) and self.geometry().bottom() >= card.contentsRect().bottom()
        alone = self.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._cells.at_foot = self._row_head.at_foot = ends and alone

    def _apply(self, fitted: Fit) -> None:
        head, row = head_height(self._data, fitted), row_height(self._data, fitted)
        self._column_head.setFixedHeight(head)
        self._row_head.setFixedWidth(fitted.title)
        self._row_head.setDefaultSectionSize(row)
        for column, width in enumerate(fitted.columns):
            self.setColumnWidth(column, width)
        if fitted.trailing:
            self.setColumnWidth(len(fitted.columns), fitted.trailing)
        bar = self.horizontalScrollBar().sizeHint().height() if fitted.scrolls else 0
        height = head + row * min(self._data.rowCount(), MOST_ROWS) + bar
        if height != self._height:
            self._height = height
            self.updateGeometry()
        self.updateGeometries()
        self._column_head.viewport().update()
        self.viewport().update()
