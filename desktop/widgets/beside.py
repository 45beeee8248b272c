"""Two ways to stay inside the window: actions beside a text, columns beside each other."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.layouts import inside

_ACROSS = QBoxLayout.Direction.LeftToRight
_DOWN = QBoxLayout.Direction.TopToBottom


class _Turning(QWidget):
    """Sets its parts across where there is room, else one below the other.

    `turned` says True when they go across and False when they go down.
    """

    turned = Signal(bool)

    def __init__(self, gap: int, room: Callable[[], int], parent: QWidget | None) -> None:
        """`room` gives the width in pixels below which the parts go one below the other."""
        super().__init__(parent)
        self._room = room
        self._box = QBoxLayout(_ACROSS, self)
        spaced(self._box, gap=gap)

    def minimumSizeHint(self) -> QSize:
        # As narrow as when turned: else a container would never let it get there.
        parts = [part for part in inside(self._box) if isinstance(part, QWidget)]
        widest = max((part.minimumSizeHint().width() for part in parts), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        side = _ACROSS if self._room() <= self.width() else _DOWN
        if self._box.direction() != side:
            self._box.setDirection(side)
            self.updateGeometry()
            self.turned.emit(side == _ACROSS)


class Beside(_Turning):
    """A text, and actions at its right; below it when it would get less than `text_room`."""

    def __init__(self, text: QWidget, *, text_room: int, parent: QWidget | None = None) -> None:
        super().__init__(12, self._room_across, parent)
        self._text_room = text_room
        self._actions = QWidget()
        self._flow = FlowLayout(self._actions, right=True)
        spaced(self._flow, gap=8)
        self._actions.hide()
        self._box.addWidget(text, 1)
        self._box.addWidget(self._actions)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or field at the right, after those already there."""
        self._flow.addWidget(widget)
        self._actions.show()
        self._turn()

    def _room_across(self) -> int:
        return self._flow.sizeHint().width() + current().px(self._text_room)

    def _turn(self) -> None:
        super()._turn()
        across = self._box.direction() == _ACROSS
        self._flow.right = across
        self._actions.setMinimumWidth(self._flow.sizeHint().width() if across else 0)


class Columns(_Turning):
    """Two columns that share the width as `shares` says, from `least` pixels (at 100 %) on.

    Both are as tall as the taller one, or each as it needs to be when they are `ragged`.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        *,
        shares: tuple[int, int] = (3, 2),
        least: int = 760,
        ragged: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(16, lambda: current().px(least), parent)
        for part, share in zip((left, right), shares, strict=True):
            # Shares of the room, whatever the parts would like.
            policy = part.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            part.setSizePolicy(policy)
            self._box.addWidget(part, share)
            if ragged:
                self._box.setAlignment(part, Qt.AlignmentFlag.AlignTop)
