"""A file is imported: asked for, read, looked at, and stored in one step or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.cancel import CancelToken
from core.errors import AppError, Cancelled
from core.i18n import _
from desktop.asker import Patterns
from desktop.jobs import Job, Progress
from desktop.services import Services
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button, set_words
from desktop.widgets.card import ProgressCard
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage


class FileImport(ScrollPage):
    """The page of an import; `closed` when it is done or left.

    What derives from it says how the file is read (`ask`), what would come of it (`offer`) and how
    that is stored (`store`), and lists in `parts` what is shown between reading and storing. What
    it must have raises `NotImplementedError` here: Qt's widgets leave no room for an `ABC`.
    """

    closed = Signal()

    def __init__(
        self, services: Services, job: str, title: str, back: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.services = services
        self.parts: list[QWidget] = []
        self.go = button("", self.import_all, kind="primary", icon_name="download")
        self.progress = ProgressCard(self.leave)
        self._job = job
        self._storing: Job | None = None
        self._met = ""
        """The sentence of what the last file could not do."""
        self._header = PageHeader(title)
        self._header.add_action(button(back, self.leave, kind="quiet", icon_name="arrow-left"))
        self._header.add_action(self.go)
        self.add(self._header)
        self.add(self.progress)

    def ask(
        self,
        question: str,
        patterns: Patterns,
        read: Callable[[Path, CancelToken], Any],
        show: Callable[[Any], None],
        brought: Path | None = None,
    ) -> None:
        """Ask for a file, unless it was brought; `read` it in a thread and `show` what was read."""
        if self._storing is not None:
            return
        self._header.set_line("")
        for part in (*self.parts, self.go, self.progress):
            part.hide()
        path = brought or self.services.asker.open_file(question, patterns)
        if path is None:
            self.closed.emit()
            return
        self.services.notifier.retract(self._met)
        self._header.set_line(path.name)
        self._begin(_("Reading {file}").format(file=path.name))
        self.run(lambda token, _progress: read(path, token), show)

    def run(self, work: Callable[[CancelToken, Progress], Any], done: Callable[[Any], None]) -> Job:
        """Work on the file in a thread; what fails is said, and the page is left."""
        return self.services.jobs.run(
            self._job, work, done, failed=self.fail, progress=self.progress.advance
        )

    def offer(self, words: str, *, possible: bool, otherwise: QWidget | None = None) -> None:
        """Name the button that imports. It gets the keyboard, or `otherwise` does, when nothing
        else was reached for meanwhile."""
        waiting = self.progress.holds_keyboard()
        set_words(self.go, words)
        self.go.setEnabled(possible)
        self.go.show()
        first = self.go if possible else otherwise
        if waiting and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.progress.hide()
        announce(self, words)

    def store(self, sentence: str, work: Callable[[CancelToken, Progress], int]) -> None:
        """Store in a thread; `work` returns how many, or raises `Cancelled`."""

        def stored_or_stopped(token: CancelToken, advance: Progress) -> int | None:
            try:
                return work(token, advance)
            except Cancelled:
                return None

        self._begin(sentence)
        self._storing = self.run(stored_or_stopped, self._stored)

    def import_all(self) -> None:
        """Store what is shown."""
        raise NotImplementedError

    def told(self, count: int) -> str:
        """What is said once so many are stored."""
        raise NotImplementedError

    def show_stored(self) -> None:
        """Go to what was stored, unless the page behind shows it."""

    def fail(self, error: AppError) -> None:
        """Say what was met, and leave."""
        self._storing = None
        self._met = error.sentence
        self.services.notifier.error(error)
        self.closed.emit()

    def leave(self) -> None:
        """Stop what is under way."""
        if self._storing is not None:
            # Only asked to stop: it may have been stored by now, and then that has to be said.
            self._storing.token.cancel()
            return
        self.services.jobs.cancel(self._job)
        self.closed.emit()

    def _begin(self, sentence: str) -> None:
        for part in (*self.parts, self.go):
            part.hide()
        self.progress.begin(sentence)
        self.progress.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stored(self, count: int | None) -> None:
        """Whether it came before the stop or after, what is said is what happened."""
        self._storing = None
        if count is None:
            self.services.notifier.toast(_("Stopped. Nothing was imported."))
        else:
            self.services.notifier.undoable(self.told(count))
        shown = self.isVisible()
        self.closed.emit()
        if shown and count:
            self.show_stored()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
