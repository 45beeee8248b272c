"""How a document looks in the list: name, what it is for, and how its paper stands."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.catalogue import CatalogueEntry, PrintState
from desktop.documents.model import DocumentList, RowRole, condition, when
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL, TITLE_WEIGHT
from desktop.widgets.marks import paint_sign

Index = QModelIndex | QPersistentModelIndex

_ACROSS, _DOWN, _GAP, _SIGN, _BAR = 16, 12, 3, 9, 3
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class DocumentRows(QListView):
    """The list; arrows choose, Enter opens."""

    def __init__(self, model: DocumentList, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_DocumentDelegate(self))
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        follow_theme(self, self.scheduleDelayedItemsLayout)


class _DocumentDelegate(QStyledItemDelegate):
    """Paints a row from the theme; the row is as tall as its words need."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        parts = _parts(index, QRect(0, 0, width, 0), option.font)
        return QSize(width, parts[-1][0].bottom() + 1 + current().px(_DOWN))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, px = current().tokens, current().px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(tokens.tint))
            bar = QRect(option.rect.topLeft(), QSize(px(_BAR), option.rect.height()))
            painter.fillRect(bar, QColor(tokens.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.hover))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        tone = condition(index.data(RowRole.STATE))[1]
        inks = (
            tokens.selection_ink if selected else tokens.ink,
            tokens.muted,
            tokens.pair(tone).foreground,
            tokens.muted,
        )
        parts = _parts(index, option.rect, option.font)
        for (rect, text, font), ink in zip(parts, inks, strict=False):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(rect, _WRAP, text)
        for word, _text, font in parts[2:3]:
            side = px(_SIGN)
            middle = word.top() + (QFontMetrics(font).height() - side) / 2
            sign = QRectF(option.rect.left() + px(_ACROSS), middle, side, side)
            paint_sign(painter, sign, tone)
        painter.restore()


def _parts(index: Index, row: QRect, font: QFont) -> list[tuple[QRect, str, QFont]]:
    """Name, purpose, condition and date: where each stands, what it says, and how."""
    px = current().px
    entry: CatalogueEntry = index.data(RowRole.ENTRY)
    state: PrintState | None = index.data(RowRole.STATE)
    strong, small, word = QFont(font), QFont(font), QFont(font)
    strong.setWeight(QFont.Weight(TITLE_WEIGHT))
    small.setPixelSize(px(SMALL))
    word.setPixelSize(px(SMALL))
    word.setWeight(QFont.Weight.DemiBold)
    left, width = row.left() + px(_ACROSS), row.width() - 2 * px(_ACROSS)
    sign = px(_SIGN + 6)
    texts = [
        (entry.name, strong, 0),
        (entry.about, small, 0),
        (condition(state)[0], word, sign),
        (when(state), small, sign),
    ]
    placed = []
    top = row.top() + px(_DOWN)
    for text, used, indent in texts:
        if text:
            room = QRect(left + indent, top, width - indent, 10_000)
            height = QFontMetrics(used).boundingRect(room, _WRAP, text).height()
            placed.append((QRect(left + indent, top, width - indent, height), text, used))
            top += height + px(_GAP)
    return placed
