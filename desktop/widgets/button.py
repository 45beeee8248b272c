"""Buttons: one way to make them, four looks."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from desktop.theme.icons import icon
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import ICON

Kind = Literal["primary", "secondary", "quiet", "danger"]

_INK: dict[Kind, str] = {
    "primary": "on_brand",
    "secondary": "ink",
    "quiet": "accent",
    "danger": "danger",
}


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
    made = QPushButton(parent)
    made.setProperty("kind", kind)
    # Enter belongs to the default button of a dialog alone, not to whichever has the focus.
    made.setAutoDefault(False)
    if icon_name:
        made.setIcon(icon(icon_name, _INK[kind]))
    set_words(made, text)
    if shortcut:
        keys = QKeySequence(shortcut)
        made.setShortcut(keys)
        made.setToolTip(keys.toString(QKeySequence.SequenceFormat.PortableText))
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
    made = QToolButton(parent)
    made.setProperty("kind", "quiet")
    made.setIcon(icon(icon_name, "muted"))
    made.setToolTip(name)
    made.setAccessibleName(name)
    follow_theme(made, lambda: _size_icon(made))
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def _size_icon(made: QToolButton) -> None:
    side = current().px(ICON)
    made.setIconSize(QSize(side, side))
