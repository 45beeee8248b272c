"""A row of toggles with counts: which part of the page, or which kinds of things, are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from desktop.theme.scaling import spaced
from desktop.widgets.flow_layout import FlowLayout


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One toggle: its key, its words, and how many things it stands for."""

    key: str
    text: str
    count: int | None = None


class FilterChips(QWidget):
    """Toggles in a row that wraps; `changed` carries the keys now chosen, in their order.

    Exclusive ones are radio buttons (one stop of Tab, arrows choose), others are check boxes.
    """

    changed = Signal(list)

    def __init__(
        self,
        choices: Sequence[FilterChoice],
        *,
        name: str,
        exclusive: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._texts = {choice.key: choice.text for choice in choices}
        self._exclusive = exclusive
        self._buttons: dict[str, QAbstractButton] = {}
        flow = FlowLayout(self)
        spaced(flow, gap=8)
        for choice in choices:
            toggle: QAbstractButton = QRadioButton() if exclusive else QCheckBox()
            toggle.setProperty("look", "filter")
            self._buttons[choice.key] = toggle
            flow.addWidget(toggle)
            self.set_count(choice.key, choice.count)
        if exclusive and choices:
            self._buttons[choices[0].key].setChecked(True)
        for toggle in self._buttons.values():
            toggle.toggled.connect(self._toggled)
        self._make_one_stop()

    def chosen(self) -> list[str]:
        """Keys of the toggles that are on."""
        return [key for key, toggle in self._buttons.items() if toggle.isChecked()]

    def choose(self, keys: Iterable[str]) -> None:
        """Turn on these keys and no others, and say so once if that changes anything."""
        wanted = set(keys)
        before = self.chosen()
        with QSignalBlocker(self):
            for key, toggle in self._buttons.items():
                toggle.setChecked(key in wanted)
        if self.chosen() != before:
            self.changed.emit(self.chosen())

    def toggle(self, key: str) -> QAbstractButton:
        """The button of a key, to give it the keyboard."""
        return self._buttons[key]

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many things a toggle stands for; None shows no number."""
        text = self._texts[key] if count is None else f"{self._texts[key]} {count}"
        self._buttons[key].setText(text.replace("&", "&&"))

    def _make_one_stop(self) -> None:
        # Qt does this only once one of them has had the keyboard: Shift+Tab met the last before.
        if self._exclusive:
            for toggle in self._buttons.values():
                policy = Qt.FocusPolicy
                toggle.setFocusPolicy(
                    policy.StrongFocus if toggle.isChecked() else policy.ClickFocus
                )

    def _toggled(self, checked: bool) -> None:
        if checked:
            self._make_one_stop()
        # An exclusive change is two toggles; the one going off says nothing new.
        if checked or not self._exclusive:
            self.changed.emit(self.chosen())
