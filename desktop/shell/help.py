"""F1: what the page is for, how it is used, and every key."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core import content, i18n
from core.i18n import _
from desktop.shell import keys
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, icon_button
from desktop.widgets.heard import hear_as
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
    keys_asked = Signal()
    """Every key is to be told, not only those that this page listens to."""
    print_asked = Signal()
    """The keys `told` are wanted on paper."""
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
        self._all = button(
            _("See every key"), self.keys_asked.emit, icon_name="keyboard", parent=self
        )
        self._print = button(
            _("Print the list"), self.print_asked.emit, icon_name="printer", parent=self
        )
        self.told: list[tuple[str, list[tuple[str, str]]]] = []
        """Every key that was told, and where it is heard."""
        self._title = self._chapter = ""
        self._covers = False
        follow_theme(self, self._rescale)
        self.hide()

    def show_page(self, page_id: str, ground: QWidget | None = None) -> None:
        """Show the help of a page, with the keys that `ground` and the window listen to now."""
        page = content.load("help", HelpFile).pages.get(page_id)
        self._chapter = page.chapter if page else ""
        scroll = self._begin(page.title if page else _("Help"))
        if page is not None:
            for paragraph in page.paragraphs:
                scroll.add(text_label(paragraph))
            scroll.add(_steps(page.steps))
        scroll.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.add(divider())
        # Translators: Keys of the keyboard.
        scroll.add(text_label(_("Keys"), "strong"))
        acts = [*(keys.heard(ground) if ground else ()), *keys.heard(self.window())]
        scroll.add(_keys([*keys.in_lines(acts), *keys.general()]))
        scroll.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self._all.show()
        scroll.body.addStretch()
        self.show()

    def show_keys(self) -> None:
        """Show every key, beginning with those that are heard anywhere; `add_keys` adds pages."""
        self._chapter = "keyboard" if i18n.current() == "en" else "teclado"
        scroll = self._begin(_("Every key"))
        self.told = []
        for made in (self._more, self._print):
            scroll.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_keys(_("Anywhere"), keys.in_lines(keys.heard(self.window())))
        self.add_keys(_("In fields, lists and buttons"), keys.general())
        self.show()

    def add_keys(self, title: str, lines: list[tuple[str, str]]) -> None:
        """Put keys below those that are told."""
        if self._scroll is not None and lines:
            self.told.append((title, lines))
            name = text_label(title, "strong")
            hear_as(name, "heading")
            for part in (divider(), name, _keys(lines)):
                self._scroll.add(part)

    def offer_paper(self) -> None:
        """All keys are told: they can be printed."""
        self._print.show()

    def _begin(self, title: str) -> ScrollPage:
        """Empty, but for its title."""
        if self._scroll is not None:
            for made in (self._cross, self._back, self._more, self._all, self._print):
                made.setParent(self)
            self._box.removeWidget(self._scroll)
            self._scroll.deleteLater()
        self._scroll = scroll = ScrollPage(form=True)
        self._box.addWidget(scroll)
        self._title = title
        scroll.add(self._head(title))
        self._all.hide()
        self._print.hide()
        return scroll

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
    follow_theme(grid, lambda: grid.setHorizontalSpacing(current().px(16)))
    # The meaning needs more room than the keys, which may stand one below the other.
    for column, share in enumerate((2, 3)):
        grid.setColumnStretch(column, share)
    for row, (key, meaning) in enumerate(lines):
        for column, label in enumerate((text_label(key, "strong"), text_label(meaning))):
            # A label may be taller than its words.
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
    return sheet
