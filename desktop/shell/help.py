"""F1: what the page is for, how it is used, and every key."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core import content
from core.i18n import _
from desktop.shell import keys
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
        """Show the help of a page, with the keys that `ground` and the window listen to now."""
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
        acts = [*(keys.heard(ground) if ground else ()), *keys.heard(self.window())]
        self._scroll.add(_keys([*keys.in_lines(acts), *keys.general()]))
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


def _keys(lines: list[tuple[str, str]]) -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    spaced(grid, gap=8)
    # The meaning needs more room than the keys, which may stand one below the other.
    for column, share in enumerate((2, 3)):
        grid.setColumnStretch(column, share)
    for row, (key, meaning) in enumerate(lines):
        grid.addWidget(text_label(key, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text_label(meaning), row, 1)
    return sheet
