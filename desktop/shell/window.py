"""The window of an open workspace."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from core.errors import AppError
from core.i18n import _
from core.numbers import number
from core.store import Change, Topic
from core.town import records as town_records
from desktop.services import Beginning, Keyboard, PageSpec, Services, Targeted
from desktop.shell.helping import Helping
from desktop.shell.messages import Messages
from desktop.shell.rail import Rail
from desktop.shell.settled import SettledWindow
from desktop.shell.status import StatusStrip
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import announce
from desktop.widgets.button import hear_key
from desktop.widgets.heard import head_of, hear_as
from desktop.zoom import install_zoom_keys

if TYPE_CHECKING:
    from desktop.shell.help import HelpPanel

SIZE = (1366, 768)
"""The laptop of our users, in px; the size the person chooses is remembered."""
SMALLEST = (800, 432)
"""The same laptop where Windows shows all at 150 % (911 × 512), less its bars."""

MANUAL = "manual"
"""No page of the rail: it is read in the place of the page; its target is a document, and one of
its headings."""


class Shell(SettledWindow):
    """Rail, page, status strip; pages are built on first visit."""

    closing = Signal()
    turned = Signal()
    """Another page is shown."""

    def __init__(self, pages: Sequence[PageSpec]) -> None:
        super().__init__()
        self._pages = {page.id: page for page in pages}
        self._built: dict[str, QWidget] = {}
        self._services: Services | None = None
        self.page_id = self._town = self._before_title = ""
        self._painted = self._closed = self._filled = False
        self._after_paint: list[Callable[[], None]] = [self.settle]
        self.hides_instead: Callable[[], bool] = lambda: False
        """Whether closing only puts the window away, with Pregón still listening."""
        self._status = StatusStrip()
        self.messages = Messages(self, self._status, self.undo)
        self._rail = Rail(pages, self)
        self._row = QHBoxLayout()
        self._stack = QStackedWidget()
        self._helping = Helping(
            self, self._row, self._stack, self.messages, self._on_screen, _give_keyboard
        )
        self._helping.pages = lambda: ((one.label(), self._page(one.id)) for one in pages)
        hear_as(self, "window")
        self._lay_out()
        self._rail.chosen.connect(self.go)
        self._status.help_asked.connect(self.toggle_help)
        self.messages.unsaved.changed.connect(self._tell_typed)
        hear_key("F1", self, _("Show this help; once more, the manual"), self.toggle_help)
        hear_key("F11", self, _("Full screen, or a window again"), self.toggle_full_screen)
        hear_key(QKeySequence.StandardKey.Undo, self, _("Undo"), self.undo)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            hear_key(keys, self, _("Redo"), self.redo)

    def start(self, services: Services) -> None:
        """Take the services, which need the window; the first page comes with the first `go`."""
        self._services = self._helping.services = services
        self.messages.unsaved.keep_in(services.store)
        install_zoom_keys(self, services.desk, services.settings)
        services.bridge.subscribe(self, {Topic.TOWN}, self._show_town, now=True)
        services.bridge.changed.connect(self._say_saved)
        self._status.unsaved_asked.connect(partial(self._go_to_unsaved, services))
        ahead = partial(self._import_ahead, iter(self._pages.values()))
        for run in (self._stand, services.store.expect_changes, ahead):
            self.when_painted(run)

    def go_first(self) -> None:
        """Show the page remembered, or the first that can be read, unless there is one already.
        Raises `AppError`: none can be read."""
        page_id = "" if self._services is None else self._services.settings.page
        for known in sorted(self._pages, key=lambda known: known != page_id):
            if not self.page_id:
                self.go(known)
        if not self.page_id:
            self._page(known)

    def go(self, page_id: str, target: object = None) -> None:
        """Show a page and, on it, `target`; one that cannot be read is said, and the last stays."""
        self._leave_field()
        if page_id == MANUAL:
            self._helping.read(*target if isinstance(target, tuple) else (MANUAL,))
            return
        before = self.page_id
        try:
            page = self._page(page_id, target)
            self.page_id = page_id
            # Here reads what reads as it is shown.
            self._stack.setCurrentWidget(page)
        except AppError as error:
            self.messages.error(error)
            self._stay(before, page_id)
            return
        if page_id != before:
            self.messages.leave_page()
        self._rail.mark(page_id)
        self._entitle()
        self._helping.page_turned()
        self.turned.emit()
        _give_keyboard(page)
        self._stack.setAccessibleName(self._pages[page_id].label())
        announce(self, head_of(page, self._pages[page_id].label()))
        if target is not None and isinstance(page, Targeted):
            page.show_target(target)

    def _stay(self, before: str, unread: str) -> None:
        """On the page before; the other one is made anew when it is asked for again."""
        self.page_id = before
        if unread in self._built:
            self._built.pop(unread).deleteLater()
        if before:
            self._rail.mark(before)
            self._stack.setCurrentWidget(self._built[before])

    def when_painted(self, run: Callable[[], None]) -> None:
        """Do what start-up can wait for: after the first paint, or at once when that is past."""
        if self._painted:
            run()
        else:
            self._after_paint.append(run)

    def page(self, page_id: str) -> QWidget | None:
        """A page, if it was visited."""
        return self._built.get(page_id)

    @property
    def help(self) -> "HelpPanel":
        """The help, made when it is first asked for."""
        return self._helping.panel

    def toggle_help(self) -> None:
        """Show or hide the help of this page."""
        self._helping.toggle()

    def toggle_full_screen(self) -> None:
        """Fill the screen, for the projector, or be a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def project(self, *, on: bool) -> None:
        """Fill the screen with the page alone, for the projector; or be as before."""
        for part in (self._rail, self._status):
            part.setHidden(on)
        if on:
            self._filled = self.isFullScreen()
        if not self._filled and self.isFullScreen() is not on:
            self.toggle_full_screen()

    def undo(self) -> None:
        """Take back the last step and say which."""
        self._replay(back=True)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._replay(back=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            for run in self._after_paint:
                QTimer.singleShot(0, self, partial(self._do_later, run))
            self._after_paint.clear()

    def setVisible(self, visible: bool) -> None:
        # Before the lines of the rail are dressed: each of them would be dressed anew.
        self._rail.fit()
        super().setVisible(visible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rail.fit()
        self._helping.fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from desktop.widgets.key_button import press_key

        if event.key() == Qt.Key.Key_Escape:
            if self.messages.dismiss():
                return
            if self._helping.is_open():
                self._helping.close()
                return
        page = self._stack.currentWidget()
        if page is None or not press_key(page, event):
            super().keyPressEvent(event)

    def settle(self) -> None:
        super().settle()
        # No `changeEvent`: Python would be shown titles and states of the bare frame, too.
        self.installEventFilter(self)

    def eventFilter(self, _self: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._notice_others()
        return False

    def _notice_others(self) -> None:
        """The command line may have written meanwhile."""
        if self._services is not None and not self._services.jobs.closed:
            try:
                self._services.store.notice_others()
            except AppError as error:
                self.messages.error(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_field()
        if event.spontaneous() and self.hides_instead():
            event.ignore()
            self.hide()
            return
        if event.spontaneous() and not self._may_close():
            event.ignore()
            return
        self._closed = True
        self.closing.emit()
        super().closeEvent(event)

    def _do_later(self, run: Callable[[], None]) -> None:
        """Not after the window was closed, and its workspace with it."""
        if not self._closed:
            run()

    def _replay(self, *, back: bool) -> None:
        from desktop.shell.undo import replay

        if self._services is None or self._services.jobs.running("undo"):
            return
        self._notice_others()
        field = self.focusWidget()
        self._leave_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        replay(self._services, self.page(self.page_id), back=back)

    def _leave_field(self) -> None:
        """The field being typed in saves itself when it loses the keyboard."""
        field = self.focusWidget()
        if field is not None:
            field.clearFocus()

    def _may_close(self) -> bool:
        """False when something typed would be lost and the person wants to see to it first."""
        return (
            not self.messages.unsaved.losing()
            or self._services is None
            or self._services.asker.confirm(
                _("Something you typed is not saved. Close anyway?"),
                _("It is marked in its field."),
                _("Close without saving it"),
            )
        )

    def _page(self, page_id: str, target: object = None) -> QWidget:
        if page_id not in self._built and self._services is not None:
            current().mark()
            # In its place from the start: Qt dresses whatever it moves anew, part by part.
            module = import_module(self._pages[page_id].module)
            page = module.build(self._services, self._stack)
            self._built[page_id] = page
            self._stack.addWidget(page)
            if isinstance(page, Beginning):
                page.begin(target)
        return self._built[page_id]

    def _import_ahead(self, left: Iterator[PageSpec]) -> None:
        """One page after another, while nothing else is to be done: the first visit is sooner."""
        page = next(left, None)
        if page is None:
            # For the first widget that Qt made itself, PySide makes the class of every widget.
            QScrollArea().viewport()
            return
        # One that cannot be imported is told when it is asked for.
        with suppress(ImportError):
            import_module(page.module)
        QTimer.singleShot(0, self, partial(self._do_later, partial(self._import_ahead, left)))

    def _on_screen(self) -> tuple[str, QWidget]:
        # Help may be asked for in the moment between the frame and its first page.
        self.go_first()
        return self.page_id, self._page(self.page_id)

    def _stand(self) -> None:
        """Keyboard, mark, level, listening, what is new, clock: the first paint waits for none."""
        from desktop.shell.dropped import DropPlace, over_window, way
        from desktop.shell.finding import FinderOpener
        from desktop.shell.incident_clock import IncidentClock
        from desktop.shell.standing import Standing
        from desktop.shell.undo import UndoKeys
        from desktop.theme.mark import mark_windows

        mark_windows()
        self.hear_keyboard()
        UndoKeys(self)
        if self._services is not None:
            desk = self._services.desk
            DropPlace(self, over_window(lambda things: way(things, self.page_id), desk, self.go))
            Standing(self._services, self._rail, self._status, self)
            IncidentClock(self._services, self._rail, self, self._lead)
            FinderOpener(
                self._services, self, [*self._pages.values()], self._on_screen, self._status
            )

    def _say_saved(self, change: Change) -> None:
        # Drafts are of no topic: they are kept, and not saved.
        if self._services is not None and change.topics:
            self._status.show_saved(self._services.clock.now())
            self.messages.written()
            self._tell_typed()

    def _tell_typed(self) -> None:
        typed = self.messages.unsaved
        where = ", ".join(
            self._pages[page].label() for page in typed.pages() if page in self._pages
        )
        self._status.show_typed(typing=typed.typing(), drafts=typed.has_drafts(), where=where)

    def _go_to_unsaved(self, services: Services) -> None:
        from desktop import waiting

        with services.store.read() as connection:
            found = waiting.first(connection, self.messages.unsaved)
        if found is not None:
            self.go(*found)

    def _show_town(self) -> None:
        if self._services is None:
            return
        with self._services.store.read() as connection:
            self._town, population = town_records.heading(connection)
        line = ""
        if population is not None:
            line = _("{count} inhabitants").format(count=number(population))
        self._rail.show_town(self._town, line)
        self._entitle()

    def _entitle(self) -> None:
        """Whose window it is and which page it shows, for the task bar and for who listens."""
        page = self._pages.get(self.page_id)
        words = [self._before_title, self._town, page.label() if page else "", "Pregón"]
        self.setWindowTitle(" · ".join(word for word in words if word))

    def _lead(self, words: str) -> None:
        """What cannot wait, before the name of the window."""
        if words != self._before_title:
            self._before_title = words
            self._entitle()

    def _lay_out(self) -> None:
        spaced(self._row)
        self._row.addWidget(self._stack, 1)
        right = QVBoxLayout()
        spaced(right)
        right.addWidget(self.messages)
        right.addLayout(self._row, 1)
        middle = QHBoxLayout()
        spaced(middle)
        middle.addWidget(self._rail)
        middle.addLayout(right, 1)
        box = QVBoxLayout(self)
        spaced(box)
        box.addLayout(middle, 1)
        box.addWidget(self._status)
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)


def _give_keyboard(page: QWidget) -> None:
    if isinstance(page, Keyboard):
        page.take_keyboard()
    else:
        page.setFocus(Qt.FocusReason.OtherFocusReason)
