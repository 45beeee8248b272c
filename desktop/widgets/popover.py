"""A card that hangs from the button that asked for it, over the page and never part of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import CARD_RADIUS, CONTENT_MAX, PAGE_LEFT
from desktop.widgets.accessibility import follow_keyboard
from desktop.widgets.card import Card

_MARGIN, _GAP = 12, 12


class HangingCard(QObject):
    """Puts a card below its `anchor` each time that it is shown, `wide` px at 100 % or as wide as
    there is room, and has it closed by a click elsewhere and when the keyboard leaves it."""

    def __init__(
        self, card: Card, over: QWidget, anchor: QWidget, close: Callable[[], None], *, wide: int
    ) -> None:
        super().__init__(card)
        self._card, self._over, self._anchor = card, over, anchor
        self._close, self._wide = close, wide
        self._shade = Shade(over, close)
        card.setParent(over)
        follow_theme(card, lambda: dress_over(card))
        for watched in (card, over):
            watched.installEventFilter(self)
        follow_keyboard(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._over:
            if kind == QEvent.Type.Resize:
                # Once its anchor is where it will be.
                QTimer.singleShot(0, self._card, self._place)
        elif kind == QEvent.Type.Show:
            self._place()
        elif kind == QEvent.Type.Hide:
            self._shade.hide()
        elif kind == QEvent.Type.LayoutRequest:
            # Once the layout has seen it too.
            QTimer.singleShot(0, self._card, self._place)
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or self._card.isHidden() or now.window() is not self._card.window():
            return
        if now is not self._card and not self._card.isAncestorOf(now):
            self._close()

    def _place(self) -> None:
        if self._card.isHidden():
            return
        px, room = current().px, self._over.size()
        wide = min(px(self._wide), room.width() - 2 * px(_MARGIN))
        high = self._card.body.totalHeightForWidth(wide)
        if high < 0:
            high = self._card.sizeHint().height()
        start = self._anchor.mapTo(self._over, QPoint(0, self._anchor.height()))
        left, edge = start.x(), min(room.width() - px(_MARGIN), px(PAGE_LEFT + CONTENT_MAX))
        if left + wide > edge:
            # Below the end of the button, where the page has no more room at its right.
            left = min(left + self._anchor.width(), edge) - wide
        top = min(start.y() + px(_GAP), room.height() - high - px(_MARGIN))
        self._card.setGeometry(max(px(_MARGIN), left), max(0, top), wide, high)
        self._shade.setGeometry(self._over.rect())
        self._shade.show()
        self._shade.raise_()
        self._card.raise_()


def dress_over(card: Card) -> None:
    """Give a card an edge as of what can be operated: it lies on other cards."""
    tokens, radius = current().tokens, current().px(CARD_RADIUS)
    card.setStyleSheet(
        f'QGroupBox[look="card"] {{ background: {tokens.surface};'
        f" border: 1px solid {tokens.control}; border-radius: {radius}px; }}"
    )


class Shade(QWidget):
    """Not seen: takes the click beside the card."""

    def __init__(self, over: QWidget, close: Callable[[], None]) -> None:
        super().__init__(over)
        self._close = close
        self.hide()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._close()
