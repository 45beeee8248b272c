"""One of a few choices, all of them in view."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop.widgets.choices import Option, Segmented


class SegmentedField(Segmented):
    """A control of a form (`desktop.forms.controls`); its value is a key."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are keys with their words."""
        super().__init__([Option(key, words) for key, words in choices], name="")
        self.changed.connect(lambda _key: self.edited.emit())

    def value(self) -> str:
        """The key that is chosen."""
        return self.chosen()

    def set_value(self, key: str) -> None:
        """Choose a key."""
        self.choose(key)
