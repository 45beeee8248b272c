"""Work under way that fills the page: what it is, how far it is, and the way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from core.i18n import _
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.text import text_label


class ProgressCard(Card):
    """What is being done, how far it is, and the way to stop it."""

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self._sentence = ""
        self._text = text_label("", "strong")
        self._bar = QProgressBar(textVisible=False)
        self._stop = button(_("Stop"), stop, icon_name="x")
        self.add(self._text)
        self.add(self._bar)
        self.body.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._stop)

    def begin(self, sentence: str) -> None:
        """Show it; how much there is to do is not known yet."""
        self._sentence = sentence
        self._text.setText(sentence)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(sentence)
        self.show()

    def holds_keyboard(self) -> bool:
        """True when nothing else has been reached for meanwhile."""
        return self._stop.hasFocus()

    def advance(self, done: int, total: int) -> None:
        """Say how far it is."""
        number = self.locale().toString
        self._text.setText(
            _("{what}: {done} of {total}").format(
                what=self._sentence, done=number(done), total=number(total)
            )
        )
        self._bar.setRange(0, total)
        self._bar.setValue(done)
