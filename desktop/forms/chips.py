"""One of a few choices, or several, all of them in view."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.filter_chips import FilterChips, FilterChoice


class Chips(FilterChips):
    """A control of a form (`desktop.forms.controls`); its value is a key."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are keys with their words."""
        super().__init__([FilterChoice(key, words) for key, words in choices], name="")
        self.changed.connect(lambda _keys: self.edited.emit())

    def value(self) -> str:
        """The key that is chosen."""
        return self.chosen()[0]

    def set_value(self, key: str) -> None:
        """Choose a key."""
        self.choose([key])

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard goes to what is chosen."""
        self.toggle(self.value()).setFocus(reason)


class ManyChips(QWidget):
    """Value: the chosen members of an enumeration; `edited` when one is turned on or off."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[StrEnum, str]], name: str) -> None:
        super().__init__()
        self._members = {str(member): member for member, _words in choices}
        self._chips = FilterChips(
            [FilterChoice(str(member), words) for member, words in choices],
            name=name,
            exclusive=False,
        )
        self._chips.changed.connect(lambda _keys: self.edited.emit())
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._chips)
        self.setFocusProxy(self._chips)

    def value(self) -> tuple[StrEnum, ...]:
        """The members that are on, in their order."""
        return tuple(self._members[key] for key in self._chips.chosen())

    def set_value(self, members: Sequence[StrEnum]) -> None:
        """Turn on these members and no others."""
        self._chips.choose(str(member) for member in members)
