"""A message across the page: what happened, what to do, and the buttons to do it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.i18n import _
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import announce
from desktop.widgets.button import Kind, button, icon_button
from desktop.widgets.layouts import Beside
from desktop.widgets.marks import WARNING, Mark, SignMark
from desktop.widgets.text import text_label

_MARKS = {
    Tone.NEUTRAL: Mark("info"),
    Tone.BRAND: Mark("info", "accent"),
    Tone.GREEN: Mark("circle-check"),
    Tone.YELLOW: WARNING,
    Tone.ORANGE: WARNING,
    Tone.RED: Mark("circle-alert", "danger", filled=True),
}
_GROUNDS = {Tone.BRAND: str(Tone.BRAND), Tone.RED: "error"}
"""Grounds of what is of no level; neutral for all others."""
_SIGN = 16
_TEXT_ROOM = 300


class Banner(QFrame):
    """Bold sentence, grey advice, actions and a cross; says itself aloud when it appears.

    It never stops the work. `closed` follows the cross, after the banner has hidden itself.
    """

    closed = Signal()

    def __init__(
        self,
        tone: Tone,
        sentence: str,
        advice: str = "",
        *,
        closable: bool = True,
        level: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`level`: it speaks of a level, and bears its colours and its sign."""
        super().__init__(parent)
        ground = str(tone) if level else _GROUNDS.get(tone, str(Tone.NEUTRAL))
        self.setProperty("banner", ground)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(advice)
        self._body = Beside(_texts(sentence, advice), text_room=_TEXT_ROOM)
        box = QHBoxLayout(self)
        spaced(box, (16, 12, 12, 12), gap=12)
        mark = SignMark(tone if level else _MARKS[tone], _SIGN)
        box.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._body, 1)
        if closable:
            box.addWidget(icon_button("x", _("Close this message"), self._close))

    def add_action(
        self, text: str, on_click: Callable[[], object], *, kind: Kind = "secondary"
    ) -> QPushButton:
        """Put a button at the right."""
        made = button(text, on_click, kind=kind)
        self._body.add_action(made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            announce(self, f"{self.accessibleName()} {self.accessibleDescription()}".strip())

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _texts(sentence: str, advice: str) -> QWidget:
    texts = QWidget()
    box = QVBoxLayout(texts)
    spaced(box, gap=2)
    box.addWidget(text_label(sentence, "strong"))
    if advice:
        box.addWidget(text_label(advice, "muted"))
    return texts
