"""The list of the steps: its keys, its buttons, and the hour that is typed on a row."""

from datetime import time

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QMenu

from core.crisis.kinds import Phase
from core.days import checked_hour
from core.errors import InvalidValue
from core.i18n import _
from core.town.model import checked_text
from desktop.crisis.desk.checklist.model import ChecklistModel, FoldRow, Row, StepRow
from desktop.crisis.desk.checklist.painter import ChecklistDelegate
from desktop.crisis.desk.checklist.step_buttons import StepButtons
from desktop.crisis.looks import edge_to_edge
from desktop.theme.scaling import follow_theme, restyle
from desktop.theme.theme import current
from desktop.widgets.button import HELD
from desktop.widgets.lists.row_menu import RowMenu
from desktop.widgets.more import fill_menu
from desktop.widgets.text import HOUR, hold

Index = QModelIndex | QPersistentModelIndex

_PRESSED = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS = {Qt.Key.Key_N: "note", Qt.Key.Key_X: "not_needed"}


class _HourEdit(QLineEdit):
    """Keeps Enter and Escape to itself: to the list below it they mean something else."""

    given = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ChecklistView(QListView):
    """`asked(what, row)`: `tick`, `open`, `note` or `not_needed`, of a `StepRow`, or `fold`.

    `hour_given(step, hour)` follows Enter in the hour of a row, `wrong` what is not one.
    """

    asked = Signal(str, object)
    hour_given = Signal(object, object)
    wrong = Signal(str)

    def __init__(self, model: ChecklistModel, name: str, *, scale: float = 1.0) -> None:
        super().__init__()
        self._rows = model
        self._buttons = StepButtons(self.viewport())
        self._drawn = ChecklistDelegate(self, self._buttons.room, scale)
        self._hour: _HourEdit | None = None
        self._hour_of: StepRow | None = None
        self._over = False
        self.setModel(model)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        edge_to_edge(self)
        self.setStyleSheet("QListView { border: none; padding: 0px; background: transparent; }")
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._place())
        self._buttons.goes.connect(lambda: self._ask_opened("open"))
        self._buttons.done.connect(lambda: self._ask_opened("tick"))
        RowMenu(self, self._fill_menu)
        follow_theme(self, self._rescale)

    def step(self) -> StepRow | None:
        """The step that is chosen."""
        return self._rows.step_at(self.currentIndex())

    def row(self) -> Row | None:
        """The row that is chosen."""
        return self._rows.row_at(self.currentIndex())

    def select_fold(self, phase: Phase) -> None:
        """Choose what is settled in a phase."""
        place = self._rows.fold_of(phase)
        if place is not None:
            self.setCurrentIndex(self._rows.index(place))

    def set_over(self, over: bool) -> None:
        """What is over offers nothing that is to be done."""
        if over is not self._over:
            self._over = over
            self.reopen()

    def reopen(self) -> None:
        """Open the step that is chosen, or the current one where what is chosen is settled."""
        chosen = self.step()
        opened = chosen if chosen is not None and chosen.tick is None else None
        steps = (row for row in self._rows.rows if isinstance(row, StepRow))
        opened = opened or next((row for row in steps if row.current), None)
        if self._over:
            opened = None
        self._drawn.opened = opened.step.id if opened is not None else ""
        self.scheduleDelayedItemsLayout()
        QTimer.singleShot(0, self, self._place)

    def select_step(self, step_id: str) -> bool:
        """Choose a step and bring it into view with the bar of its phase; False when it is gone."""
        place = self._rows.place_of(step_id)
        if place is None:
            return False
        self.setCurrentIndex(self._rows.index(place))
        self.executeDelayedItemsLayout()
        self.scrollTo(self._rows.index(place))
        return True

    def ask_hour(self, row: StepRow, hour: time) -> None:
        """Have the hour of a step typed where it will stand."""
        self.close_hour()
        self._hour_of = row
        edit = self._hour = _HourEdit(self.viewport())
        edit.setText(f"{hour:%H:%M}")
        edit.setAccessibleName(_("Time of “{step}”").format(step=row.step.text))
        hold(edit, HOUR)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.given.connect(self._give_hour)
        edit.left.connect(self.close_hour)
        self._place_hour()
        edit.show()
        edit.selectAll()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_hour(self) -> None:
        """Ask for no hour any more; the keyboard is in the list again."""
        edit, self._hour, self._hour_of = self._hour, None, None
        if edit is not None:
            here = edit.hasFocus()
            edit.hide()
            edit.deleteLater()
            if here:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        # The row that is opened shows its help: both rows change their height.
        self.reopen()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.step() is None:
            first = next((row for row in self._rows.rows if isinstance(row, StepRow)), None)
            if first is not None:
                self.select_step(first.step.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.row(), Qt.Key(event.key())
        held = bool(event.modifiers() & HELD)
        if isinstance(row, FoldRow) and key in _PRESSED and not held:
            self.asked.emit("fold", row)
        elif not isinstance(row, StepRow) or held:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.asked.emit("tick", row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit("open", row)
        elif key in _LETTERS:
            self.asked.emit(_LETTERS[key], row)
        elif event.text().isprintable() and event.text():
            # Qt would look for a row that begins so.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._rows.row_at(index)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if isinstance(row, FoldRow):
            self.asked.emit("fold", row)
        if not isinstance(row, StepRow):
            return
        places = self._drawn.places(row, self.visualRect(index), chosen=True)
        if event.position().x() < places.text.left():
            self.asked.emit("tick", row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self._rows.step_at(index)
        if row is not None:
            places = self._drawn.places(row, self.visualRect(index), chosen=True)
            inside = event.position().x() >= places.text.left()
            self.asked.emit("open" if inside else "tick", row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        seen = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        # Qt itself waits for a tenth of a second, with rows as high as at the width before.
        self.scheduleDelayedItemsLayout()
        self._place()
        if seen:
            # The rows above it may be lower now.
            QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        self.executeDelayedItemsLayout()
        self.scrollTo(self.currentIndex())

    def _rescale(self) -> None:
        self.verticalScrollBar().setSingleStep(current().px(22))
        self.scheduleDelayedItemsLayout()

    def _fill_menu(self, menu: QMenu) -> None:
        row = self.step()
        if row is not None and row.step.id == self._drawn.opened:
            self._buttons.show_step(row.step, chosen=True)
            fill_menu(menu, self._buttons.offered())

    def _ask_opened(self, what: str) -> None:
        place = self._rows.place_of(self._drawn.opened)
        row = self._rows.step_at(self._rows.index(place)) if place is not None else None
        if row is not None:
            self.select_step(row.step.id)
            self.asked.emit(what, row)

    def _place(self) -> None:
        self._place_buttons()
        self._place_hour()

    def _place_buttons(self) -> None:
        """On the row that is opened, unless its hour is being typed."""
        place = self._rows.place_of(self._drawn.opened)
        index = self._rows.index(place) if place is not None else None
        row = self._rows.step_at(index) if index is not None else None
        if index is None or row is None:
            self._buttons.hide()
            return
        chosen = index == self.currentIndex()
        spot = self._drawn.places(row, self.visualRect(index), chosen=chosen).buttons
        self._buttons.show_step(row.step, chosen=chosen)
        self._buttons.setGeometry(spot)
        self._buttons.setVisible(not spot.isEmpty())

    def _place_hour(self) -> None:
        if self._hour is None or self._hour_of is None:
            return
        place = self._rows.place_of(self._hour_of.step.id)
        if place is None:
            QTimer.singleShot(0, self, self.close_hour)
            return
        rect = self.visualRect(self._rows.index(place))
        width, high = self._hour.width(), self._hour.sizeHint().height()
        top = rect.top() + (rect.height() - high) // 2
        self._hour.setGeometry(rect.right() - width - self._drawn.px(8), top, width, high)

    def _give_hour(self) -> None:
        edit, row = self._hour, self._hour_of
        if edit is None or row is None:
            return
        try:
            hour = checked_hour(checked_text(edit.text()))
            message = "" if hour else _("Type the time that is on the paper.")
        except InvalidValue as error:
            hour, message = None, str(error)
        edit.setProperty("invalid", bool(message))
        restyle(edit)
        if hour is None:
            self.wrong.emit(message)
        else:
            self.hour_given.emit(row, hour)
