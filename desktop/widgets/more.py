"""The button with three dots: what has no room, in a menu."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QToolButton

from core.i18n import _
from desktop.theme.icons import icon
from desktop.widgets.button import icon_button
from desktop.widgets.key_button import KeyButton


def more_button(listed: Callable[[], Iterable[QPushButton | QComboBox]]) -> QToolButton:
    """It opens a menu of what is `listed` then, each item doing what its button does."""
    made = icon_button("ellipsis", _("More"))
    made.setProperty("kind", "secondary")
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.hide()
    menu = QMenu(made)
    made.setMenu(menu)
    menu.aboutToShow.connect(lambda: _fill_anew(menu, listed()))
    return made


def _fill_anew(menu: QMenu, listed: Iterable[QPushButton | QComboBox]) -> None:
    menu.clear()
    fill_menu(menu, listed)


def fill_menu(menu: QMenu, listed: Iterable[QPushButton | QComboBox]) -> None:
    """Add to a menu what these are, with their words and keys; each does what its button does."""
    for made in listed:
        if isinstance(made, QComboBox):
            _add_choices(menu, made)
            continue
        words = made.accessibleName().replace("&", "&&")
        if (own := made.menu()) is not None:
            # Not on an action of its own: what is in it would go when that is cleared away.
            own.setTitle(words)
            own.setIcon(_icon(made))
            own.menuAction().setEnabled(made.isEnabled())
            menu.addMenu(own)
            continue
        keys = _keys(made)
        action = menu.addAction(_icon(made), f"{words}\t{keys}" if keys else words)
        action.setEnabled(made.isEnabled())
        action.triggered.connect(lambda _checked=False, of=made: of.click())


def _icon(made: QPushButton) -> QIcon:
    """Its icon in the colour of words: that of a primary button has the colour of the ground."""
    name = made.property("icon_name")
    return icon(name) if name else made.icon()


def _keys(made: QPushButton) -> str:
    """What presses it from the keyboard."""
    if isinstance(made, KeyButton):
        return made.key
    return made.shortcut().toString(QKeySequence.SequenceFormat.PortableText)


def _add_choices(menu: QMenu, combo: QComboBox) -> None:
    """A field of few values is a menu of its own."""
    inner = menu.addMenu(combo.accessibleName().replace("&", "&&"))
    for at in range(combo.count()):
        action = inner.addAction(combo.itemText(at).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(at == combo.currentIndex())
        action.triggered.connect(partial(_choose, combo, at))


def _choose(combo: QComboBox, at: int) -> None:
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
