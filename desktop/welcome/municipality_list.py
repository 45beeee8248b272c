"""The municipalities found: name, province, inhabitants."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.i18n import _
from core.numbers import number
from core.town.gazetteer import Municipality, display_name
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import ROW

_ROWS_SHOWN = 6
Index = QModelIndex | QPersistentModelIndex


class MunicipalityList(QListView):
    """Follows the field above it, which keeps the keyboard; `picked` is a click on a row."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _MunicipalityModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Municipalities found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.clicked.connect(lambda _index: self.picked.emit())
        follow_theme(self, self._rescale)

    def show_found(self, found: Sequence[Municipality]) -> None:
        """List these, the first one marked."""
        self._rows.replace(found)
        self.setVisible(bool(found))
        self._rescale()
        self.step(0)

    def marked(self) -> Municipality | None:
        """The row that Enter chooses."""
        municipality: Municipality | None = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return municipality

    def marked_text(self) -> str:
        """The marked row as it is read aloud."""
        return str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def step(self, rows: int) -> None:
        """Mark another row, so many below."""
        last = self._rows.rowCount() - 1
        at = min(max(self.currentIndex().row() + rows, 0), last)
        self.setCurrentIndex(self._rows.index(at))

    def _rescale(self) -> None:
        shown = min(_ROWS_SHOWN, self._rows.rowCount())
        self.setFixedHeight(shown * current().px(ROW) + 6)
        self.scheduleDelayedItemsLayout()


class _MunicipalityModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: list[Municipality] = []

    def replace(self, found: Sequence[Municipality]) -> None:
        self.beginResetModel()
        self._found = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        municipality = self._found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return display_name(municipality)
        if role == Qt.ItemDataRole.UserRole:
            return municipality
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{display_name(municipality)}, {municipality.province}, {people(municipality)}"
        return None


class _Painter(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        municipality: Municipality = index.data(Qt.ItemDataRole.UserRole)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = shown.text, ""
        view = shown.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, view)
        px = current().px
        room: QRect = shown.rect.adjusted(px(12), 0, -px(12), 0)
        painter.save()
        muted = QColor(current().tokens.muted)
        right = people(municipality)
        self._write(painter, room, right, muted, Qt.AlignmentFlag.AlignRight)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(right) - px(16))
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        self._write(painter, room, text, QColor(current().tokens.ink), Qt.AlignmentFlag.AlignLeft)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(text) + px(10))
        bold.setWeight(QFont.Weight.Normal)
        painter.setFont(bold)
        self._write(painter, room, municipality.province, muted, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, current().px(ROW))

    def _write(
        self, painter: QPainter, room: QRect, text: str, colour: QColor, side: Qt.AlignmentFlag
    ) -> None:
        if room.width() <= 0:
            return
        painter.setPen(colour)
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, elided)


def people(municipality: Municipality) -> str:
    """`2.241 inhabitants`."""
    return _("{count} inhabitants").format(count=number(municipality.population))
