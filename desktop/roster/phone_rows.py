"""The control for several phones: a row for each, the first one is the one that is printed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from core.i18n import _
from desktop.theme.icons import icon
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, icon_button
from desktop.widgets.text import hold

_NUMBER = "000 00 00 00"
Rows = tuple[tuple[str, str], ...]


class PhoneRows(QWidget):
    """Value: pairs of number and what it is, as typed; `edited` while the person types.

    `added` says that there is a row more, for whoever has the keyboard go through them.
    """

    edited = Signal()
    added = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QWidget, QLineEdit, QLineEdit]] = []
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=6)
        self._more = button(_("Add a phone"), self._add_typed, kind="quiet", icon_name="plus")
        foot = QHBoxLayout()
        foot.addWidget(self._more)
        foot.addStretch()
        self._box.addLayout(foot)
        self.set_value(())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the first number.

        With a focus proxy Qt would put these rows before the first child that was made, the button
        below them: Tab would come back from there for ever.
        """
        self._rows[0][1].setFocus(reason)

    def value(self) -> Rows:
        """What the rows hold; empty rows are left out."""
        pairs = ((number.text(), label.text()) for _row, number, label in self._rows)
        return tuple((number, label) for number, label in pairs if number.strip())

    def set_value(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these numbers, and one empty row where there is none."""
        wanted = tuple(rows)
        if wanted == self.value() and self._rows:
            return
        while self._rows:
            self._drop(self._rows[0][0])
        for number, label in wanted or (("", ""),):
            self._add(number, label)

    def _add_typed(self) -> None:
        self._add("", "")
        self._rows[-1][1].setFocus()

    def _add(self, number: str, label: str) -> None:
        place = len(self._rows) + 1
        row = QWidget()
        line = QHBoxLayout(row)
        spaced(line, gap=6)
        phone = QLineEdit(number)
        phone.setAccessibleName(_("Phone {place}").format(place=place))
        what = QLineEdit(label)
        what.setPlaceholderText(_("e.g. work"))
        what.setAccessibleName(_("What phone {place} is").format(place=place))
        hold(phone, _NUMBER, grows=True)
        line.addWidget(phone, 1)
        line.addWidget(what, 1)
        line.addWidget(self._menu_of(row, place))
        for edit in (phone, what):
            edit.textEdited.connect(self.edited)
        self._rows.append((row, phone, what))
        self._box.insertWidget(len(self._rows) - 1, row)
        # Qt would show it a moment later, and the keyboard goes past what is not shown.
        row.show()
        self.added.emit()

    def _menu_of(self, row: QWidget, place: int) -> QToolButton:
        """What can be done with the phone of a row."""
        made = icon_button("ellipsis", _("More for phone {place}").format(place=place))
        menu = QMenu(made)
        if place > 1:
            words = _("Put phone {place} first").format(place=place)
            menu.addAction(icon("arrow-up-to-line"), words, partial(self._put_first, row))
        words = _("Remove phone {place}").format(place=place)
        menu.addAction(icon("x"), words, partial(self._take, row))
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _take(self, row: QWidget) -> None:
        self._drop(row)
        if not self._rows:
            self._add("", "")
        self._more.setFocus()
        self.edited.emit()

    def _put_first(self, row: QWidget) -> None:
        """The first phone is the one that is printed large and that the QR code dials."""
        pairs = [(item is row, (number.text(), label.text())) for item, number, label in self._rows]
        pairs = [pair for pair in pairs if pair[1][0].strip()]
        self.set_value([value for _mine, value in sorted(pairs, key=lambda pair: not pair[0])])
        self._rows[0][1].setFocus()
        self.edited.emit()

    def _drop(self, row: QWidget) -> None:
        self._rows = [pair for pair in self._rows if pair[0] is not row]
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()
