"""A short confirmation at the foot of the window, with the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.theme.ring import GROUND
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.text import text_label

STAY_MS = 8000
_SIDES = 8


class Toast(QFrame):
    """One message at a time over the `foot` of a window, gone after eight seconds.

    Over the foot nothing is operated: it stands before the buttons there. It stays while the
    pointer or the keyboard is on it: whoever is slow must reach the button.
    """

    hidden = Signal()

    def __init__(self, window: QWidget, foot: QWidget, *, stay_ms: int = STAY_MS) -> None:
        super().__init__(window)
        self._window = window
        self._foot = foot
        self._fresh = False
        self.setProperty("look", "toast")
        self.setProperty(GROUND, "surface")
        self._text = text_label("", wraps=False)
        self._on_action: Callable[[], object] | None = None
        self._button = button("", self._act)
        box = self._box = QHBoxLayout(self)
        spaced(box, (16, 3, 3, 3), gap=16)
        box.addWidget(self._text, 1)
        box.addWidget(self._button)
        # Without a button the words end as far from the edge as they begin.
        self._instead = QWidget()
        box.addWidget(self._instead)
        self._timer = QTimer(self, singleShot=True, interval=stay_ms)
        self._timer.timeout.connect(self._leave)
        window.installEventFilter(self)
        self._button.installEventFilter(self)
        self.hide()

    def say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """Show a message in place of the one there; `action` is the button's word."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._on_action = on_action
        self._button.setText(action.replace("&", "&&"))
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self._instead.setVisible(not action)
        self._place()
        self.show()
        self.raise_()
        announce(self, text)
        self._timer.start()
        self._fresh = True
        QTimer.singleShot(0, self, self._grow_old)

    def leave_page(self) -> None:
        """The person has gone elsewhere: what was said of the page before is no longer in place.

        What is said on the way is said of the page to which it leads.
        """
        if not self._fresh:
            self._leave()

    def _grow_old(self) -> None:
        self._fresh = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif watched is self._button and event.type() in (
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
        ):
            QTimer.singleShot(0, self, self._hold_or_run)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hold_or_run()

    def _hold_or_run(self) -> None:
        if self._button.hasFocus():
            self._timer.stop()
        elif self.isVisible() and not self.underMouse():
            self._timer.start()

    def _act(self) -> None:
        action = self._on_action
        self._leave()
        if action is not None:
            action()

    def _leave(self) -> None:
        self._timer.stop()
        self._on_action = None
        self.hide()
        self.hidden.emit()

    def _place(self) -> None:
        px = current().px
        self._text.setWordWrap(False)
        self._box.activate()
        line = self.sizeHint().width()
        left, right = self._room(line + 2 * px(_SIDES))
        widest = right - left - 2 * px(_SIDES)
        wraps = line > widest
        self._text.setWordWrap(wraps)
        # Its least width is still that of the words in one line.
        self._box.activate()
        wide = min(line, widest)
        high = max(self._box.totalMinimumHeightForWidth(wide), self._foot.height())
        self.resize(wide, high)
        bottom = self._foot.mapTo(self._window, self._foot.rect().bottomLeft()).y() + 1
        self.move(right - px(_SIDES) - wide, bottom - high)

    def _room(self, wanted: int) -> tuple[int, int]:
        """From where to where the foot has no button: the last of these stretches that is as wide
        as is wanted, as what is not saved is told in the first; else the widest."""
        foot, window = self._foot, self._window
        shown = [item for item in foot.findChildren(QPushButton) if item.isVisible()]
        taken = sorted(
            (left := item.mapTo(window, QPoint()).x(), left + item.width()) for item in shown
        )
        begins = [0, *(end for _begin, end in taken)]
        wide = window.width()
        ends = [*(min(begin, wide) for begin, _end in taken), wide]
        rooms = list(zip(begins, ends, strict=True))
        fit = [room for room in rooms if room[1] - room[0] >= wanted]
        return fit[-1] if fit else max(rooms, key=lambda room: room[1] - room[0])
