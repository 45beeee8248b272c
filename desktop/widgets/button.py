"""Buttons, and the keys that press them."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from core.i18n import _, pgettext
from desktop.theme.icons import icon
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import BODY, ICON, SMALL
from desktop.widgets.heard import SAID


def is_enter(event: QKeyEvent) -> bool:
    """Either of the two keys."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_control_enter(event: QKeyEvent) -> bool:
    """Either of them while Ctrl is held."""
    return is_enter(event) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def control_enter() -> str:
    """The two keys, as they are called on a keyboard here."""
    return "Ctrl+" + pgettext("key", "Enter")


def hear_key(
    keys: str | Qt.Key | QKeySequence | QKeySequence.StandardKey,
    ground: QWidget,
    words: str,
    act: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """A key that is heard while `ground` is on screen; `words` say what it does where the keys are
    told (`desktop.shell.keys`)."""
    made = QShortcut(QKeySequence(keys), ground, context=context)
    made.setWhatsThis(words)
    made.activated.connect(act)
    return made


Kind = Literal["primary", "secondary", "quiet", "danger"]

HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
"""With one of these a letter is a command of another kind."""

_INK: dict[Kind, str] = {
    "primary": "on_brand",
    "secondary": "ink",
    "quiet": "accent",
    "danger": "danger",
}


class Button(QPushButton):
    """Pressed by Enter as by Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


class ToolButton(QToolButton):
    """Pressed by Enter as by Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


def pressed_by_enter(pressed: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button where the key is Enter; Qt itself knows only Space.

    Once, however long it is held: the keyboard may have come here by that same key.
    """
    enter = is_enter(event) and not event.modifiers() & HELD
    if enter and not event.isAutoRepeat():
        pressed.click()
    return enter


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    kind: Kind = "secondary",
    icon_name: str = "",
    shortcut: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button; a shortcut works while the button is shown, and stands in its tool tip."""
    made = Button(parent)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon_name:
        made.setIcon(icon(icon_name, _INK[kind]))
        made.setProperty("icon_name", icon_name)
    set_words(made, text)
    if shortcut:
        keys = QKeySequence(shortcut)
        made.setShortcut(keys)
        made.setToolTip(keys.toString(QKeySequence.SequenceFormat.PortableText))
        made.setAccessibleDescription(SAID)
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def set_words(made: QPushButton, text: str) -> None:
    """Change what a button says, to the eye and to screen readers."""
    # Qt sets the words hard against the icon; a blank keeps them apart.
    words = text if made.icon().isNull() else f" {text}"
    made.setText(words.replace("&", "&&"))
    made.setAccessibleName(text)


def icon_button(
    icon_name: str,
    name: str,
    on_click: Callable[[], object] | None = None,
    *,
    parent: QWidget | None = None,
) -> QToolButton:
    """A button too small for words: its name is in the tool tip and for screen readers."""
    made = ToolButton(parent)
    made.setProperty("kind", "quiet")
    made.setIcon(icon(icon_name, "muted"))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setAccessibleDescription(SAID)
    follow_theme(made, lambda: _size_icon(made))
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def _size_icon(made: QToolButton) -> None:
    side = current().px(ICON)
    made.setIconSize(QSize(side, side))


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
        if not self.key:
            return hint
        return QSize(hint.width() + self._cap().width() + current().px(_GAP), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.key:
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
