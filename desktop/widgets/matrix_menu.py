"""The menu of one cell of a matrix: its choices with their keys, and what can be opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from core.i18n import _
from desktop.widgets.matrix_model import Choice


@dataclass(frozen=True, slots=True)
class Opening:
    """A row or column that can be opened: its title, the key that does it, and what it does."""

    title: str
    key: str
    act: Callable[[], object]


def cell_menu(
    choices: Sequence[Choice],
    chosen: Choice,
    choose: Callable[[Choice], object],
    openings: Sequence[Opening],
    parent: QWidget,
) -> QMenu:
    """A menu that deletes itself when it closes; `chosen` is ticked."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for choice in choices:
        action = menu.addAction(f"{_plain(choice.label)}\t{choice.key.upper()}")
        action.setCheckable(True)
        action.setChecked(choice == chosen)
        action.triggered.connect(lambda _on, choice=choice: choose(choice))
    if openings:
        menu.addSeparator()
    for opening in openings:
        words = _("Open “{name}”").format(name=opening.title)
        action = menu.addAction(f"{_plain(words)}\t{opening.key}")
        action.triggered.connect(lambda _on, opening=opening: opening.act())
    return menu


def _plain(words: str) -> str:
    return words.replace("&", "&&").replace("\t", " ")
