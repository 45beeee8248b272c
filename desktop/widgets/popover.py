"""A card that hangs from the button that asked for it, over the page and never part of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import CARD_RADIUS
from desktop.widgets.card import Card

_MARGIN, _GAP = 12, 8
_ELSEWHERE = (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn)


class HangingCard(QObject):
    """Puts a card below its `anchor` each time that it is shown, `wide` px at 100 % or as wide as
    there is room, and has it closed by a click elsewhere and when the keyboard leaves it."""

    def __init__(
        self, card: Card, over: QWidget, anchor: QWidget, close: Callable[[], None], *, wide: int
    ) -> None:
        super().__init__(card)
        self._card, self._over, self._anchor = card, over, anchor
        self._close, self._wide = close, wide
        card.setParent(over)
        follow_theme(card, self._dress)
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._card and kind == QEvent.Type.Show:
            self._begin()
        elif watched is self._card and kind == QEvent.Type.Hide:
            self._end()
        elif watched is self._card and kind == QEvent.Type.LayoutRequest:
            # Once the layout has seen it too.
            QTimer.singleShot(0, self._card, self._place)
        elif watched is self._over and kind == QEvent.Type.Resize:
            self._place()
        elif kind in _ELSEWHERE and isinstance(watched, QWidget):
            self._leave(watched)
        return False

    def _dress(self) -> None:
        """An edge as of what can be operated: it lies on other cards."""
        tokens, radius = current().tokens, current().px(CARD_RADIUS)
        self._card.setStyleSheet(
            f'QGroupBox[look="card"] {{ background: {tokens.surface};'
            f" border: 1px solid {tokens.control}; border-radius: {radius}px; }}"
        )

    def _begin(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.installEventFilter(self)
        self._place()

    def _end(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.removeEventFilter(self)

    def _leave(self, for_what: QWidget) -> None:
        inside = for_what is self._card or self._card.isAncestorOf(for_what)
        same = for_what.window() is self._card.window()
        if same and not inside and for_what is not self._anchor:
            self._close()

    def _place(self) -> None:
        px, room = current().px, self._over.size()
        wide = min(px(self._wide), room.width() - 2 * px(_MARGIN))
        high = self._card.body.totalHeightForWidth(wide)
        if high < 0:
            high = self._card.sizeHint().height()
        start = self._anchor.mapTo(self._over, QPoint(0, self._anchor.height()))
        left = min(start.x(), room.width() - wide - px(_MARGIN))
        top = min(start.y() + px(_GAP), room.height() - high - px(_MARGIN))
        self._card.setGeometry(max(0, left), max(0, top), wide, high)
        self._card.raise_()
