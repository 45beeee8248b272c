"""Ctrl+K: a small window over the page that finds anything, and goes there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import Shiboken

from core.cancel import CancelToken
from core.finding import mentions, model, things
from core.finding.model import Findable, FoundThings, kind_label
from core.i18n import _, ngettext
from core.numbers import number
from core.text import words
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.widgets.accessibility import announce, follow_keyboard
from desktop.widgets.button import icon_button
from desktop.widgets.card import Card
from desktop.widgets.heard import hear_as, sentences
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.popover import Shade, dress_over
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label

KEY = "Ctrl+K"
_WIDE, _HIGH, _EDGE, _ABOVE = 720, 560, 12, 48
_PAUSE_MS = 120
_READING, _JOB, _FURTHER = "finder-things", "finder", "finder-further"
_CTRL_K = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K)
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Finder(Card):
    """A field, and below it what answers; arrows choose, Enter goes there, Esc closes.

    `near` gives what can be found without reading: the pages, and what can be done on this one.
    """

    def __init__(
        self,
        services: Services,
        window: QWidget,
        near: Callable[[], list[Findable]],
        go: Callable[[Findable], None],
    ) -> None:
        super().__init__(parent=window)
        self._services, self._near, self._go = services, near, go
        self._things: list[Findable] | None = None
        self._there: list[Findable] = []
        """What is near, as it was when this was opened."""
        self._shown: tuple[Findable, ...] = ()
        self._before: QWidget | None = None
        self._impatient = False
        """Enter was pressed before what answers was there."""
        self._stepped = False
        """Somebody chose another than the first of what answers."""
        self.setAccessibleName(_("Search in everything"))
        hear_as(self, "dialog")
        self._field = _Field(_("What are you looking for?"), self)
        self._told = text_label("", "muted")
        self._list = ItemList(_("What was found"))
        self._list.fill()
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._field.searched.connect(self._type)
        self._field.returnPressed.connect(self._enter)
        self._list.opened.connect(lambda _row: self._open())
        self._list.clicked.connect(lambda _index: self._open())
        self._shade = Shade(window, self.shut)
        window.installEventFilter(self)
        follow_theme(self, lambda: dress_over(self))
        follow_keyboard(self._follow)
        self.hide()

    def open(self) -> None:
        """Ask; what was typed last time is there to be typed over."""
        window = self.window()
        self._before = window.focusWidget()
        self._there, self._things = self._near(), None
        self._place()
        self._shade.show()
        self._shade.raise_()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._field.selectAll()
        self._search(self._field.text())
        today, store = self._services.clock.today(), self._services.store

        def read(token: CancelToken, _progress: Progress) -> list[Findable]:
            with store.read() as connection:
                return things.everything(connection, today, token)

        self._services.jobs.run(_READING, read, self._know)

    def shut(self) -> None:
        """Close it; the keyboard goes back to where it was."""
        before = self._before
        if before is not None and Shiboken.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._leave()

    def step(self, event: QKeyEvent) -> None:
        """Go up or down in the list while the keyboard stays in the field."""
        QCoreApplication.sendEvent(self._list, event)
        self._stepped = True
        item = self._item(self._list.selected_key())
        if item is not None:
            announce(self._list, sentences(item.title, item.line, kind_label(item.kind)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Nothing of it is for the page below.
        if event.key() == Qt.Key.Key_Escape:
            self.shut()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def sizeHint(self) -> QSize:
        return QSize(current().px(_WIDE), current().px(_HIGH))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        title = text_label(_("Search in everything"), "strong")
        hear_as(title, "heading")
        head.addWidget(title, 1)
        cross = icon_button("x", _("Close the search (Esc)"), self.shut)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.addWidget(cross)
        self.body.addLayout(head)
        for part in (self._field, self._told):
            self.add(part)
        self.add(self._list, 1)

    def _know(self, found: list[Findable]) -> None:
        self._things = found
        self._search(self._field.text())

    def _type(self, typed: str) -> None:
        self._stepped = self._impatient = False
        self._search(typed)

    def _search(self, typed: str) -> None:
        if self.isHidden():
            return
        self._services.jobs.cancel(_FURTHER)
        if not words(typed):
            self._services.jobs.cancel(_JOB)
            self._show(FoundThings(tuple(self._there), 0), typed)
            return
        known, store = self._known(typed), self._services.store
        now = self._services.clock.now()

        def look(_token: CancelToken, _progress: Progress) -> FoundThings:
            with store.read() as connection:
                return model.best([*known, *mentions.newest(connection, typed, now)], typed)

        self._services.jobs.run(_JOB, look, partial(self._found, typed))

    def _known(self, typed: str) -> list[Findable]:
        return [*self._there, *things.typed_day(typed), *(self._things or ())]

    def _found(self, typed: str, found: FoundThings) -> None:
        self._show(found, typed)
        if self._impatient and self._things is not None and found.shown:
            self._open()
        elif mentions.may_be_more(found):
            self._look_further(typed)

    def _look_further(self, typed: str) -> None:
        """What is rare among the newest mentions may be among the older: that takes its time."""
        known, store = self._known(typed), self._services.store
        now = self._services.clock.now()

        def look(_token: CancelToken, _progress: Progress) -> FoundThings:
            with store.read() as connection:
                return model.best([*known, *mentions.of_all(connection, typed, now)], typed)

        self._services.jobs.run(_FURTHER, look, lambda found: self._show(found, typed))

    def _show(self, found: FoundThings, typed: str) -> None:
        self._shown = found.shown
        chosen = self._list.selected_key() if self._stepped else None
        rows = [
            ListItem(item.place, item.title, item.line, badge=kind_label(item.kind))
            for item in found.shown
        ]
        self._list.show_items(rows)
        if rows and (self._list.selected_key() != chosen or chosen is None):
            self._list.select(rows[0].key)
        self._list.setVisible(bool(rows))
        self._tell(found, typed)

    def _tell(self, found: FoundThings, typed: str) -> None:
        if not words(typed):
            told = _("A name, a word, a telephone, a day, what you want to do…")
        elif not found.shown:
            told = _("Nothing is called so, nor has these words.")
            if self._things is None:
                told = _("Searching…")
        else:
            told = ngettext("One result.", "{count} results.", found.count)
            told = told.format(count=number(found.count))
            if found.count > len(found.shown):
                told = sentences(told, _("Of each kind the best are shown; type more words."))
        if told != self._told.text():
            self._told.setText(told)
            if words(typed):
                first = self._shown[0].title if self._shown else ""
                announce(self, sentences(told, first))

    def _enter(self) -> None:
        # The same key also starts a search that waits for a pause: its first is opened by itself.
        if self._services.jobs.running(_JOB) or (not self._shown and self._things is None):
            self._impatient = True
        else:
            self._open()

    def _open(self) -> None:
        item = self._item(self._list.selected_key())
        if item is not None:
            self.shut()
            self._go(item)

    def _item(self, key: object) -> Findable | None:
        return next((item for item in self._shown if item.place == key), None)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or self.isHidden() or now.window() is not self.window():
            return
        if now is not self and not self.isAncestorOf(now):
            self._leave()

    def _leave(self) -> None:
        self._stepped = self._impatient = False
        for job in (_READING, _JOB, _FURTHER):
            self._services.jobs.cancel(job)
        self._things = None
        self._shade.hide()
        self.hide()

    def _place(self) -> None:
        px, room = current().px, self.window().size()
        wide = min(px(_WIDE), room.width() - 2 * _EDGE)
        high = min(px(_HIGH), room.height() - 2 * _EDGE)
        top = min(px(_ABOVE), room.height() - high - _EDGE)
        self.setGeometry(QRect((room.width() - wide) // 2, max(_EDGE, top), wide, high))
        self._shade.setGeometry(QRect(0, 0, room.width(), room.height()))


class _Field(SearchField):
    """Gives the arrows to the list, and closes with Esc at once."""

    def __init__(self, name: str, finder: Finder) -> None:
        super().__init__(name, wait_ms=_PAUSE_MS)
        self._finder = finder

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # No key of the page below.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.keyCombination() == _CTRL_K:
            self._finder.shut()
        elif event.key() in _STEPS:
            self._finder.step(event)
        else:
            super().keyPressEvent(event)
