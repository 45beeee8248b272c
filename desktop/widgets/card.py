"""Cards: of a page, of what is not there yet, of work in progress."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import number
from desktop.theme.scaling import follow_theme, restyle, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.marks import IconMark
from desktop.widgets.text import text_label


class Card(QGroupBox):
    """A group with an optional title and a grey line; contents go into `body`.

    `flush` leaves no margin around the contents: for tables and lists that reach the edge.
    """

    def __init__(
        self, title: str = "", sub: str = "", *, flush: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAccessibleName(title)
        self._keep_hairline()
        self.body = QVBoxLayout(self)
        spaced(self.body, (0, 0, 0, 0) if flush else (16, 14, 16, 14), gap=0 if flush else 8)
        if title or sub:
            self.body.addLayout(_head(title, sub, flush=flush))

    def set_framed(self, framed: bool) -> None:
        """Whether it has a line around it and a ground."""
        look = "card" if framed else "plain"
        if self.property("look") != look:
            self.setProperty("look", look)
            restyle(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._keep_hairline()

    def _keep_hairline(self) -> None:
        # QGroupBox makes room for a title of its own, more or less by when it is polished.
        line = int(self.property("look") != "plain")
        self.setContentsMargins(line, line, line, line)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)


def _head(title: str, sub: str, *, flush: bool) -> QVBoxLayout:
    head = QVBoxLayout()
    spaced(head, (16, 14, 16, 12) if flush else (0, 0, 0, 0), gap=2)
    if title:
        head.addWidget(text_label(title, "strong"))
    if sub:
        head.addWidget(text_label(sub, "muted"))
    return head


_ICON = 40
_SENTENCE_WIDTH = 420


class EmptyState(QWidget):
    """Icon, one sentence and, if there are, a button and a quiet second one.

    `acted` and `second_acted` say that they were pressed.
    """

    acted = Signal()
    second_acted = Signal()

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        action: str = "",
        parent: QWidget | None = None,
        *,
        second: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        self._sentence = text_label(sentence, "muted")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        spaced(box, (24, 24, 24, 24), gap=12)
        box.addStretch()
        box.addWidget(IconMark(icon_name, "muted", _ICON), 0, Qt.AlignmentFlag.AlignHCenter)
        # Aligned by stretches: an aligned label would not wrap to the width there is.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sentence, 1000)
        middle.addStretch(1)
        box.addLayout(middle)
        self._start = button(action, self.acted.emit, kind="primary") if action else None
        if self._start is not None:
            self.setFocusProxy(self._start)
            box.addWidget(self._start, 0, Qt.AlignmentFlag.AlignHCenter)
        if second:
            other = button(second, self.second_acted.emit, kind="quiet")
            box.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch()
        follow_theme(self, self._rescale)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def set_action(self, words: str) -> None:
        """Have the button say something else."""
        if self._start is not None:
            set_words(self._start, words)

    def _rescale(self) -> None:
        self._sentence.setMaximumWidth(current().px(_SENTENCE_WIDTH))


class ProgressCard(Card):
    """What is being done, how far it is, and the way to stop it."""

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self._sentence = ""
        self._text = text_label("", "strong")
        self._bar = QProgressBar(textVisible=False)
        # Translators: Button, verb: work that goes on in the background.
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
        self._text.setText(
            _("{what}: {done} of {total}").format(
                what=self._sentence, done=number(done), total=number(total)
            )
        )
        self._bar.setRange(0, total)
        self._bar.setValue(done)
