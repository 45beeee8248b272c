"""One of a few choices, all of them in view."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

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
