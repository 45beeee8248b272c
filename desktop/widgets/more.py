"""The button with three dots: what has no room, in a menu."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QToolButton

from core.i18n import _
from desktop.widgets.button import icon_button


def more_button(listed: Callable[[], Iterable[QPushButton | QComboBox]]) -> QToolButton:
    """It opens a menu of what is `listed` then, each item doing what its button does."""
    made = icon_button("ellipsis", _("More"))
    made.setProperty("kind", "secondary")
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.hide()
    menu = QMenu(made)
    made.setMenu(menu)
    menu.aboutToShow.connect(lambda: _fill(menu, listed()))
    return made


def _fill(menu: QMenu, listed: Iterable[QPushButton | QComboBox]) -> None:
    menu.clear()
    for made in listed:
        if isinstance(made, QComboBox):
            _add_choices(menu, made)
            continue
        keys = made.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        words = made.accessibleName().replace("&", "&&")
        action = menu.addAction(made.icon(), f"{words}\t{keys}" if keys else words)
        action.setEnabled(made.isEnabled())
        if (own := made.menu()) is not None:
            action.setMenu(own)
        else:
            action.triggered.connect(lambda _checked=False, of=made: of.click())


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
