"""The step that asks for the town."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.cancel import CancelToken
from core.errors import InvalidValue
from core.i18n import _
from core.numbers import number
from core.text import clean
from core.town import gazetteer
from core.town.gazetteer import Gazetteer, Municipality, checked_people, display_name, town_of
from core.town.model import BodyKind, Town, checked_name, checked_text
from desktop.jobs import Jobs, Progress
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import ROW
from desktop.welcome.person_step import answer_of
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label

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


_FOUND = 12


class TownStep(QWidget):
    """Two ways to answer; `answered` when a municipality of the list is clicked."""

    answered = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._listed = _FromList(jobs)
        self._by_hand = _ByHand()
        self._way: _FromList | _ByHand = self._listed
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._listed)
        box.addWidget(self._by_hand)
        self._by_hand.hide()
        self._listed.answered.connect(self.answered)
        self._listed.other_asked.connect(lambda: self._turn(self._by_hand))
        self._by_hand.list_asked.connect(lambda: self._turn(self._listed))

    def ask(self, _town: Town) -> None:
        """Take the keyboard; what was typed is still there."""
        self._way.setFocus()

    def answer(self, town: Town) -> Town:
        """The town chosen, with what is known already of the same one. Raises `InvalidValue`."""
        return self._way.answer(town)

    def _turn(self, way: "_FromList | _ByHand") -> None:
        self._way.hide()
        self._way = way
        way.show()
        way.setFocus()


class _FromList(QWidget):
    answered = Signal()
    other_asked = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._gazetteer: Gazetteer | None = None
        self._field = QLineEdit()
        self._labelled = LabelledField(
            _("Which municipality do you look after?"),
            self._field,
            _("Type the beginning of its name; the province narrows the list."),
        )
        self._list = MunicipalityList()
        self._nothing = text_label(
            _(
                "No municipality has that name. Check the spelling, or enter another organisation "
                "by hand."
            ),
            "muted",
        )
        other = button(_("Another organisation, by hand"), self.other_asked.emit, kind="quiet")
        other.setAccessibleDescription(
            _("Association of municipalities, provincial council, local entity…")
        )
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        for part in (self._labelled, self._list, self._nothing):
            box.addWidget(part)
        box.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch()
        box.addWidget(text_label(gazetteer.attribution(), "small"))
        self.setFocusProxy(self._field)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._search)
        self._list.picked.connect(self.answered)
        self._show_found()
        jobs.run("gazetteer", _load, self._loaded)

    def answer(self, town: Town) -> Town:
        chosen = answer_of(self._labelled, self._chosen)
        return town if chosen.ine_code == town.ine_code else town_of(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step:
                self._list.step(step)
                announce(self._list, self._list.marked_text())
                return True
        return super().eventFilter(watched, event)

    def _chosen(self, typed: str) -> Municipality:
        marked = self._list.marked()
        if marked is None and clean(typed):
            raise InvalidValue(_("Choose a municipality from the list."))
        if marked is None:
            raise InvalidValue(_("Type the name of the municipality."))
        return marked

    def _loaded(self, loaded: Gazetteer) -> None:
        self._gazetteer = loaded
        self._show_found()

    def _search(self) -> None:
        self._labelled.clear_message()
        self._show_found()
        announce(self._list, self._list.marked_text())

    def _show_found(self) -> None:
        typed = self._field.text()
        found = self._gazetteer.search(typed, _FOUND) if self._gazetteer is not None else []
        self._list.show_found(found)
        self._nothing.setVisible(bool(clean(typed)) and not found and self._gazetteer is not None)


class _ByHand(QWidget):
    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = LabelledField(
            _("What is the organisation called?"),
            QLineEdit(),
            _("Association of municipalities, provincial council, local entity…"),
        )
        self._province = LabelledField(_("Province, if it has one"), QLineEdit())
        self._people = LabelledField(_("Inhabitants, if you know how many"), QLineEdit())
        back = button(
            _("Choose from the list of municipalities"), self.list_asked.emit, kind="quiet"
        )
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        for field in (self._name, self._province, self._people):
            box.addWidget(field)
        box.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch()
        self.setFocusProxy(self._name.control)

    def answer(self, town: Town) -> Town:
        name = answer_of(self._name, _required_name)
        province = answer_of(self._province, checked_text)
        people = answer_of(self._people, checked_people)
        known = town if town.kind is BodyKind.OTHER else Town("")
        return replace(known, name=name, province=province, population=people)


def _load(_token: CancelToken, _progress: Progress) -> Gazetteer:
    return gazetteer.load()


def _required_name(text: str) -> str:
    if not clean(text):
        raise InvalidValue(_("Type the name of the organisation."))
    return checked_name(text)
