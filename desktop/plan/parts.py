"""A long step, one part of it at a time."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.choices import Option, Tabs


class Parts(QWidget):
    """Toggles on top, and below them the part that is chosen."""

    def __init__(self, name: str, parts: Sequence[tuple[str, str, QWidget]]) -> None:
        """`parts` are key, words and widget; the first is shown."""
        super().__init__()
        self._parts = {key: widget for key, _words, widget in parts}
        self._chips = Tabs([Option(key, words) for key, words, _w in parts], name=name)
        self._chips.changed.connect(self._show)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=14)
        self._box.addWidget(self._chips)
        for widget in self._parts.values():
            # Until it is looked at, a part has no parent that would take it along.
            self.destroyed.connect(widget.deleteLater)
        self._show(parts[0][0])

    def choose(self, key: str) -> None:
        """Show a part."""
        self._chips.choose(key)

    def chosen(self) -> str:
        """The part on screen."""
        return self._chips.chosen()

    def set_count(self, key: str, count: int) -> None:
        """Say how many things wait in a part; 0 says nothing."""
        self._chips.set_count(key, count or None)

    def take_keyboard(self) -> None:
        """The toggle of the part on screen."""
        self._chips.setFocus()

    def _show(self, key: str) -> None:
        # Dressed when it is first looked at, and not before: the step opens sooner.
        if self._parts[key].parentWidget() is None:
            self._box.addWidget(self._parts[key])
        for other, widget in self._parts.items():
            if widget.parentWidget() is not None:
                widget.setVisible(other == key)
