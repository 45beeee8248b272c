"""Layout spaces and sizes that keep in step with the zoom."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLayout, QWidget

from desktop.theme.theme import current


class _Follower(QObject):
    def __init__(self, owner: QObject, action: Callable[[], None]) -> None:
        super().__init__(owner)
        self._action = action
        current().changed.connect(self.run)

    def run(self) -> None:
        self._action()


def follow_theme(owner: QObject, action: Callable[[], None]) -> None:
    """Run `action` now and after each change of theme or zoom, as long as `owner` lives."""
    _Follower(owner, action).run()


def spaced(
    layout: QLayout, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> None:
    """Give a layout its margins (left, top, right, bottom) and gap, in pixels at 100 %."""

    def rescale() -> None:
        px = current().px
        layout.setContentsMargins(*(px(margin) for margin in margins))
        layout.setSpacing(px(gap))

    follow_theme(layout, rescale)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look again at the dynamic properties of a widget."""
    # One that was not dressed yet will be when it is shown, by the properties that it has then.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
