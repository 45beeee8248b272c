"""A button that shows its key, and that key; QStyle, which paints it, comes no sooner."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter, QWidget

from core.i18n import _
from desktop.theme.theme import current
from desktop.theme.tokens import BODY, SMALL
from desktop.widgets.button import (
    HELD,
    Button,
    Kind,
    control_enter,
    is_control_enter,
    set_words,
)

_CAP_SIDE, _CAP_HIGH = 5, 2
_GAP = 6


class KeyButton(Button):
    """Words and, at their right, the cap of a key. The window presses it by `press_key`."""

    def __init__(
        self,
        text: str,
        key: str,
        on_click: Callable[[], object],
        *,
        kind: Kind = "secondary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._capped = True
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.set_key(key)
        set_words(self, text)
        self.clicked.connect(lambda _checked: on_click())

    def set_key(self, key: str) -> None:
        """What is on its cap; empty, it has none, as its key does something else now."""
        self.key = key
        self.setToolTip(key)
        self.setAccessibleDescription(_("Key: {key}").format(key=key) if key else "")
        self.updateGeometry()
        self.update()

    def show_cap(self, shown: bool) -> None:
        """Whether its cap is seen: it gives way first. The key does the same without it."""
        if shown is not self._capped:
            self._capped = shown
            self.updateGeometry()
            self.update()

    def answers(self, event: QKeyEvent) -> bool:
        """Whether it can be pressed now and shows this key."""
        if not self.isVisible() or not self.isEnabled():
            return False
        if is_control_enter(event):
            return self.key == control_enter()
        # Of two keys, `S or Enter`, whoever owns the button hears the second.
        first = self.key.partition(" ")[0]
        return not event.modifiers() & HELD and event.text().upper() == first.upper()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self.key or not self._capped:
            return hint
        return QSize(hint.width() + self._cap().width() + current().px(_GAP), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.key or not self._capped:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        cap = self._cap()
        whole = QRect(option.rect)
        # The words keep the room they would have alone; the cap takes the rest.
        option.rect = whole.adjusted(0, 0, -cap.width() - current().px(_GAP), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        inset = (
            super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        ) // 2
        cap.moveCenter(whole.center())
        cap.moveRight(whole.right() - inset)
        self._paint_cap(painter, cap)
        painter.end()

    def _cap(self) -> QRect:
        metrics = QFontMetrics(self._cap_font())
        px = current().px
        wide = max(metrics.horizontalAdvance(self.key), metrics.averageCharWidth() * 2)
        return QRect(0, 0, wide + 2 * px(_CAP_SIDE), metrics.height() + px(_CAP_HIGH))

    def _cap_font(self) -> QFont:
        font = self.font()
        font.setPixelSize(round(self.fontInfo().pixelSize() * SMALL / BODY))
        font.setWeight(QFont.Weight.Normal)
        # Of quiet words only.
        font.setUnderline(False)
        return font

    def _paint_cap(self, painter: QPainter, cap: QRect) -> None:
        tokens = current().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(self._cap_font())
        painter.setPen(QColor(tokens.muted if self.isEnabled() else tokens.control))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)


def press_key(ground: QWidget, event: QKeyEvent) -> bool:
    """Press the button of `ground` that shows this key; False when none does.

    For a key that nobody wanted on its way up from where the keyboard is: a field keeps its letters
    and a list its own. A key that is held down presses once.
    """
    found = (item for item in ground.findChildren(KeyButton) if item.answers(event))
    made = None if event.isAutoRepeat() else next(found, None)
    if made is not None:
        made.click()
    return made is not None
