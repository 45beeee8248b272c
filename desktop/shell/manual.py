"""The manual in the place of the page: its contents, and beside them the document that is open."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import i18n
from core.i18n import _
from core.manual import ManualDocument, documents, named
from desktop.notifier import Notifier
from desktop.outward import open_page
from desktop.shell.manual_text import ManualText
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button, hear_key, icon_button
from desktop.widgets.folding import Width, window_width
from desktop.widgets.layouts import Columns, flow_row
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label

_LEAST = 200
"""Height of contents and text, in px at 100 %, below which the page scrolls as a whole."""
_SHARES = (330, 764)

Place = tuple[str, str]
"""A document, and the anchor of one of its headings."""


class ManualView(ScrollPage):
    """`closed` when the person is done with it."""

    closed = Signal()

    def __init__(self, notifier: Notifier, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._notifier = notifier
        self._documents = {document.id: document for document in documents(i18n.current())}
        self._open: ManualDocument | None = None
        self._beside, self._reading = True, True
        self._hit, self._count = 0, 0
        self._just_searched = QTimer(self, singleShot=True, interval=0)
        self._header = PageHeader(_("Manual"))
        self._contents = ItemList(_("Contents of the manual"))
        self._contents.fill()
        self._text = ManualText()
        self._back = button(
            _("Go back"), self.closed.emit, kind="quiet", icon_name="arrow-left", parent=self
        )
        self._to_contents = button(_("See the contents"), self._leave_text, icon_name="list")
        self._field = SearchField(_("Search in the manual"))
        self._told = text_label("", "muted", wraps=False)
        self._steps = (
            icon_button("chevron-up", _("Previous place (Shift+F3)"), lambda: self._step(-1)),
            icon_button("chevron-down", _("Next place (F3)"), lambda: self._step(1)),
        )
        self._header.add_action(self._back)
        self.add(self._header)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        spaced(column, gap=8)
        column.addWidget(flow_row(self._to_contents, self._field, self._told, *self._steps))
        column.addWidget(self._text, 1)
        self.fill(Columns(self._contents, self._page, shares=_SHARES, least=0), least=_LEAST)
        self._contents.selected.connect(self._chosen)
        for entered in (self._contents.opened, self._contents.clicked):
            entered.connect(lambda _what: self._enter_text())
        self._text.anchorClicked.connect(self._follow)
        self._field.searched.connect(self._search)
        self._field.returnPressed.connect(self._search_on)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        hear_key("F3", self, _("Next place found"), partial(self._step, 1), inside)
        hear_key("Shift+F3", self, _("Previous place found"), partial(self._step, -1), inside)
        self._tell_found()

    def read(self, document: str = "manual", anchor: str = "") -> None:
        """Open a document at one of its headings, the keyboard in the text."""
        self._go(document, anchor)
        self._enter_text()

    def place(self) -> Place:
        """The document and the heading that are being read."""
        return (self._open.id if self._open else "", self._text.anchor())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _go(self, document: str, anchor: str) -> None:
        wanted = self._documents.get(document) or next(iter(self._documents.values()))
        if wanted is not self._open:
            self._open = wanted
            self._text.show_document(wanted)
            self._header.set_line(wanted.title)
            self._search(self._field.text())
        if not self._text.go_to(anchor):
            anchor = ""
            self._text.go_to(wanted.headings[0].anchor)
        with QSignalBlocker(self._contents):
            self._contents.show_items(list(self._rows(anchor)))
            self._contents.select((wanted.id, anchor))

    def _rows(self, anchor: str) -> Iterator[ListItem]:
        """The documents, the chapters of the open one, and the parts of the chapter being read."""
        for document in self._documents.values():
            yield ListItem((document.id, ""), document.title)
            if document is not self._open:
                continue
            read = _chapter(document, anchor)
            chapter = ""
            for heading in document.headings[1:]:
                chapter = heading.anchor if heading.level <= 2 else chapter
                if heading.level == 2 or (heading.level == 3 and chapter == read):
                    yield ListItem(
                        (document.id, heading.anchor), heading.title, indent=heading.level - 1
                    )

    def _chosen(self, key: Place | None) -> None:
        if key is not None:
            self._go(*key)

    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if url.scheme():
            open_page(self._notifier, link)
            return
        document, anchor = named(QUrl.fromPercentEncoding(link.encode()))
        if not document and self._open is not None:
            document = self._open.id
        if document in self._documents:
            self._go(document, anchor)
        else:
            open_page(self._notifier, link)

    def _search(self, wanted: str) -> None:
        self._just_searched.start()
        self._count, self._hit = self._text.find_all(wanted), 0
        if self._count:
            self._show_text()
            self._text.show_hit(0)
        self._tell_found()

    def _search_on(self) -> None:
        """Enter in the field: the first time it looks for the words, then it goes on from there."""
        if not self._just_searched.isActive():
            self._step(1)

    def _step(self, step: int) -> None:
        """To the next place, or the one before, round and round."""
        if self._count:
            self._hit = (self._hit + step) % self._count
            self._show_text()
            self._text.show_hit(self._hit)
            self._tell_found()

    def _tell_found(self) -> None:
        told = ""
        if self._count:
            told = _("{number} of {count}").format(number=self._hit + 1, count=self._count)
        elif self._field.text().strip():
            told = _("Not found")
        self._told.setText(told)
        for made in self._steps:
            made.setVisible(self._count > 0)
        if told:
            announce(self, told)

    def _enter_text(self) -> None:
        self._show_text()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_text(self) -> None:
        self._reading = True
        self._arrange()

    def _leave_text(self) -> None:
        self._reading = False
        self._arrange()
        self._contents.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Beside each other where there is room, otherwise one of the two."""
        self._beside = window_width(self) >= Width.BROAD
        self._page.setVisible(self._beside or self._reading)
        self._contents.setVisible(self._beside or not self._reading)
        self._to_contents.setVisible(not self._beside and self._reading)


def _chapter(document: ManualDocument, anchor: str) -> str:
    """The chapter in which a heading is, or which it is."""
    chapter = ""
    for heading in document.headings[1:]:
        chapter = heading.anchor if heading.level <= 2 else chapter
        if heading.anchor == anchor:
            return chapter
    return ""
