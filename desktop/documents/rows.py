"""The papers that there are, as rows."""

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
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
from core.days import long_day
from core.i18n import _
from core.plan.wording import listed
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL, TITLE_WEIGHT
from desktop.widgets.marks import WARNING, Mark, paint_sign

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class RowRole(IntEnum):
    """What a row says beyond its name."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    """The `CatalogueEntry` itself."""
    STATE = Qt.ItemDataRole.UserRole + 2
    """Its `PrintState`, or None until it is known."""


class DocumentList(QAbstractListModel):
    """One row for each document of the catalogue."""

    def __init__(self, entries: list[CatalogueEntry]) -> None:
        super().__init__()
        self._entries = entries
        self._states: dict[str, PrintState] = {}

    def show(self, states: list[PrintState]) -> None:
        """How the papers stand now. Scenarios come and go, and with them their sheets."""
        self._states = {state.entry.id: state for state in states}
        entries = [state.entry for state in states]
        if [(entry.id, entry.name) for entry in entries] != [
            (entry.id, entry.name) for entry in self._entries
        ]:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
        self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def row_of(self, entry_id: object) -> int | None:
        """Where a document stands."""
        found = (row for row, entry in enumerate(self._entries) if entry.id == entry_id)
        return next(found, None)

    def entry(self, index: Index) -> CatalogueEntry:
        """The document of a row."""
        return self._entries[index.row()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        state = self._states.get(entry.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (entry.name, entry.about, condition(state)[0], when(state))
            return ". ".join(part.rstrip(".") for part in parts if part)
        if role == RowRole.ENTRY:
            return entry
        return state if role == RowRole.STATE else None


def condition(state: PrintState | None) -> tuple[str, Mark | None]:
    """Whether the paper still says the truth, in a word after its picture; nothing until it is
    known."""
    if state is None:
        return "", None
    if state.last is None:
        return _("Never printed"), Mark("circle-dashed")
    if state.out_of_date:
        return _("Out of date"), WARNING
    return _("Up to date"), Mark("check")


def when(state: PrintState | None) -> str:
    """`Printed on 24 November 2026 (version 2)`, and what changed; empty when it never was."""
    if state is None or state.last is None:
        return ""
    day = long_day(state.last.printed_at.astimezone().date())
    if state.last.saved:
        told = _("Saved as {format} on {date}, not printed (version {version})")
    else:
        told = _("Printed on {date} (version {version})")
    said = told.format(date=day, version=state.last.version, format=state.last.format.upper())
    if not state.changed:
        return said
    return said + ". " + _("Changed: {parts}").format(parts=listed(state.changed))


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
        mark = condition(index.data(RowRole.STATE))[1]
        stands_out = mark == WARNING and not selected
        inks = (
            tokens.selection_ink if selected else tokens.ink,
            tokens.muted,
            tokens.ink if stands_out else tokens.muted,
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
            if mark is not None:
                paint_sign(painter, sign, mark, "ink" if stands_out else "muted")
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
