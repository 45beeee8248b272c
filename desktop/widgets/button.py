"""Buttons and shortcuts."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from core.i18n import pgettext
from desktop.theme.icons import icon
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import ICON
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


STANDS_FOR = "stands_for"
"""Property of a key with the button that it is told as, which may be called otherwise later."""


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
    # And it takes the key away with the words before.
    keys = made.shortcut()
    made.setText(words.replace("&", "&&"))
    made.setShortcut(keys)
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
