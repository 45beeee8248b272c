"""How much room a window gives, measured in letters: its width and height at 100 %.

Pages fold by the window and not by their own width, so that all of it folds at once: ask
`after_resize`, and after a change of zoom.
"""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.theme.theme import current

_LOW = 480
"""Height of a window, in px at 100 %, below which what stands in a column comes closer."""


class Width(IntEnum):
    """From narrow to wide; each holds the px at 100 % from which on a window is so wide."""

    TINY = 0
    """Tabs and filters are a button each, in the line of the title and in its place."""
    SMALL = 720
    """List and card are pages, second actions a menu, the search is a button."""
    MEDIUM = 900
    """The rail is narrow, columns at the right fall under."""
    BROAD = 1000
    """What is read, a mention or a paper, stands beside its list."""
    WIDE = 1100
    """As it is drawn."""


def window_width(widget: QWidget) -> Width:
    """Of the window that a widget is in."""
    there, px = widget.window().width(), current().px
    return max(width for width in Width if there >= px(width))


def window_is_low(widget: QWidget) -> bool:
    """Whether the window that a widget is in has little height."""
    return widget.window().height() < current().px(_LOW)


def after_resize(widget: QWidget, arrange: Callable[[], None]) -> Callable[[], None]:
    """Run `arrange` after each change of its size; returns what asks for one more time.

    Not at once: the window is being laid out then, perhaps for another zoom, and Qt falls over what
    goes to another place meanwhile.
    """
    return _Resized(widget, arrange).soon.start


class _Resized(QObject):
    def __init__(self, widget: QWidget, arrange: Callable[[], None]) -> None:
        super().__init__(widget)
        self.soon = QTimer(self, singleShot=True, interval=0)
        self.soon.timeout.connect(arrange)
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.soon.start()
        return False
