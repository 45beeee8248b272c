"""F1: what the page is for, how it is used, and every key."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from core import content
from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, icon_button
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import divider, text_label

_WIDTH = 340
_ANY = 16_777_215
"""Qt's own greatest, QWIDGETSIZE_MAX."""


class HelpPage(msgspec.Struct, forbid_unknown_fields=True):
    """The help of one page."""

    title: str
    chapter: str
    """The heading of the manual that says more."""
    paragraphs: list[str]
    steps: list[str]


class HelpFile(msgspec.Struct, forbid_unknown_fields=True):
    """The content file `help`."""

    pages: dict[str, HelpPage]


_OF_A_PAGE = ("Ctrl+F", "Ctrl+N", "Ctrl+P", "F3", "F8")
"""What only some pages listen to."""


def shortcuts(page: QWidget | None = None) -> list[tuple[str, str]]:
    """Every key of the program and what it does; of those that only some pages know, which `page`
    listens to as it is now."""
    there = _heard_on(page) if page is not None else set()
    return [pair for pair in _every_key() if pair[0] not in _OF_A_PAGE or pair[0] in there]


def _heard_on(page: QWidget) -> set[str]:
    keys = [shortcut.key() for shortcut in page.findChildren(QShortcut) if _on_screen(shortcut)]
    keys += [item.shortcut() for item in page.findChildren(QAbstractButton) if item.isVisible()]
    portable = QKeySequence.SequenceFormat.PortableText
    return {key.toString(portable) for key in keys}


def _on_screen(shortcut: QShortcut) -> bool:
    parent = shortcut.parent()
    return isinstance(parent, QWidget) and parent.isVisible()


def _every_key() -> list[tuple[str, str]]:
    return [
        ("Ctrl+1, 2…", _("Go to a page of the rail")),
        ("Ctrl+Z", _("Undo")),
        ("Ctrl+Y", _("Redo")),
        # Translators: Verb, in a field to type in.
        ("Ctrl+F", _("Search")),
        ("Ctrl+N", _("Add")),
        ("Ctrl+P", _("Print or preview")),
        ("Ctrl++  Ctrl+-  Ctrl+0", _("Larger, smaller, original size")),
        (_("Enter"), _("Open what is selected, or press the button")),
        # Translators: Key of the keyboard.
        (_("Space"), _("Tick, choose, or press the button")),
        (_("Del"), _("Delete what is selected")),
        ("Ctrl+C", _("Copy what is selected in a list, with its source and its date")),
        (_("Menu, Shift+F10"), _("What can be done with what is selected in a list")),
        ("Esc", _("Go back, or close this help")),
        ("F3", _("Next place found in a document")),
        ("F8", _("Next thing to fix in the plan; with Shift, the one before")),
        ("+  −  0", _("In a document: larger, smaller, as wide as the window")),
        (_("Alt+Up, Alt+Down"), _("Move what is selected in a list")),
        (_("Alt+Left"), _("In a small window, go from a card back to its list")),
        (_("Ctrl+PgUp  Ctrl+PgDn"), _("Previous and next step of the plan")),
        (_("PgUp  PgDn"), _("Previous and next question, in projector mode")),
        ("F1", _("Show this help; once more, the manual")),
        ("F11", _("Full screen, or a window again")),
    ]


class HelpPanel(QFrame):
    """A column beside the page, or a page; `closed` when the person is done with it."""

    closed = Signal()
    manual_asked = Signal()
    """More is to be read, in the `chapter` of this page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "side")
        self.setAccessibleName(_("Help"))
        self._box = QVBoxLayout(self)
        spaced(self._box)
        self._scroll: ScrollPage | None = None
        self._cross = icon_button("x", _("Close the help"), self.closed.emit, parent=self)
        self._back = button(
            _("Go back"), self.closed.emit, kind="quiet", icon_name="arrow-left", parent=self
        )
        self._more = button(
            _("Read the manual on this"), self.manual_asked.emit, icon_name="book-open", parent=self
        )
        self._title = self._chapter = ""
        self._covers = False
        follow_theme(self, self._rescale)
        self.hide()

    def show_page(self, page_id: str, ground: QWidget | None = None) -> None:
        """Show the help of a page; the general keys are there, and those that `ground` knows."""
        if self._scroll is not None:
            for made in (self._cross, self._back, self._more):
                made.setParent(self)
            self._box.removeWidget(self._scroll)
            self._scroll.deleteLater()
        self._scroll = ScrollPage(form=True)
        self._box.addWidget(self._scroll)
        page = content.load("help", HelpFile).pages.get(page_id)
        self._title = page.title if page else _("Help")
        self._chapter = page.chapter if page else ""
        self._scroll.add(self._head(self._title))
        if page is not None:
            for paragraph in page.paragraphs:
                self._scroll.add(text_label(paragraph))
            self._scroll.add(_steps(page.steps))
        self._scroll.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll.add(divider())
        # Translators: Keys of the keyboard.
        self._scroll.add(text_label(_("Keys"), "strong"))
        self._scroll.add(_keys(ground))
        self._scroll.body.addStretch()
        self.show()

    def take_keyboard(self) -> None:
        """Give the keyboard to what closes it: Esc does, too, and Tab goes on."""
        first = self._back if self._covers else self._cross
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def cover(self, on: bool) -> None:
        """Be a page, in the place of the one that it is about, or a column beside it."""
        if on is not self._covers:
            self._covers = on
            self._rescale()

    def title(self) -> str:
        """What the help now shown is about."""
        return self._title

    def chapter(self) -> str:
        """The heading of the manual that says more of it."""
        return self._chapter

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _head(self, title: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        spaced(row)
        row.addWidget(text_label(title, "section"), 1)
        row.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        self._rescale()
        return head

    def _rescale(self) -> None:
        wide = current().px(_WIDTH)
        self.setMinimumWidth(0 if self._covers else wide)
        self.setMaximumWidth(_ANY if self._covers else wide)
        self._cross.setHidden(self._covers)
        self._back.setVisible(self._covers)


def _steps(steps: list[str]) -> QWidget:
    """Each beside its number."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    spaced(grid, gap=8)
    grid.setColumnStretch(1, 1)
    for row, step in enumerate(steps):
        number = text_label(f"{row + 1}.", wraps=False)
        grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(text_label(step), row, 1)
    return sheet


def _keys(ground: QWidget | None) -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    spaced(grid, gap=8)
    # The meaning needs more room than the keys, which may stand one below the other.
    for column, share in enumerate((2, 3)):
        grid.setColumnStretch(column, share)
    for row, (keys, meaning) in enumerate(shortcuts(ground)):
        grid.addWidget(text_label(keys, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text_label(meaning), row, 1)
    return sheet
