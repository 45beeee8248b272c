"""Contacts from a file: read, matched, looked at, and stored in one step or not at all."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.errors import AppError, Cancelled
from core.exchange import tables
from core.exchange.tables import Sheet
from core.exchange.vcard import VcardFile
from core.i18n import _, ngettext
from core.roster import exchange, records
from core.roster.columns import wanted
from core.roster.exchange import Incoming
from desktop.jobs import Job, Progress
from desktop.roster.arrivals import Counted, CountsCard, PreviewCard
from desktop.roster.exchange_actions import import_contacts, incoming_types
from desktop.roster.matching import MatchingCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.announce import announce
from desktop.widgets.beside import Columns
from desktop.widgets.button import button, set_words
from desktop.widgets.page_header import PageHeader
from desktop.widgets.progress_card import ProgressCard
from desktop.widgets.scroll_page import ScrollPage

Matching = Mapping[str, int | None]

_JOB = "roster-import"
_PREVIEW_JOB = "roster-import-preview"
_PREVIEWED = 5
_WIDEST = 1100


class ImportView(ScrollPage):
    """Asks for a file and shows what would come of it; `closed` when done or left."""

    closed = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(widest=_WIDEST, parent=parent)
        self._services = services
        self._file: Sheet | VcardFile = VcardFile([], [])
        self._storing: Job | None = None
        self._header = PageHeader(_("Import contacts"))
        self._go = button("", self._import, kind="primary", icon_name="download")
        self._header.add_action(
            button(_("Back to the list"), self._leave, kind="quiet", icon_name="arrow-left")
        )
        self._header.add_action(self._go)
        self._progress = ProgressCard(self._leave)
        self._counts = CountsCard(services)
        self._counts.changed.connect(self._name_button)
        self._matching = MatchingCard()
        self._matching.changed.connect(self._count)
        self._preview = PreviewCard()
        self._lay_out()

    def start(self) -> None:
        """Ask for the file, and read it."""
        path = self._services.asker.open_file(_("Which file holds the contacts?"), incoming_types())
        if path is None:
            self.closed.emit()
            return
        self._header.set_line(path.name)
        for part in (self._counts, self._matching, self._preview, self._go):
            part.hide()
        self._progress.begin(_("Reading {file}").format(file=path.name))
        self._progress.setFocus()
        self._services.jobs.run(
            _JOB, lambda token, _progress: exchange.read(path, token), self._show_file,
            failed=self._fail,
        )  # fmt: skip

    def _show_file(self, file: Sheet | VcardFile) -> None:
        self._file = file
        matching: Matching = {}
        self._matching.setVisible(isinstance(file, Sheet))
        if isinstance(file, Sheet):
            matching = tables.match_columns(file.headers, wanted())
            self._matching.show_sheet(file, matching)
        self._count(matching)

    def _count(self, matching: Matching) -> None:
        """Read the first contacts for the preview, and all of them for the figures."""
        file = self._file
        self._go.setEnabled(False)
        self._counts.hide()
        self._progress.begin(_("Reading the contacts"))
        self._services.jobs.run(
            _PREVIEW_JOB,
            lambda token, _progress: _understood(_first(file), matching, token),
            self._show_preview,
            failed=self._fail,
        )
        self._services.jobs.run(
            _JOB,
            lambda token, on_progress: self._counted(file, matching, token, on_progress),
            self._show_counted,
            failed=self._fail,
            progress=self._progress.advance,
        )

    def _counted(
        self, file: Sheet | VcardFile, matching: Matching, token: CancelToken, advance: Progress
    ) -> Counted:
        incoming = _understood(file, matching, token, advance)
        with self._services.store.read() as connection:
            existing = records.everyone(connection)
        return Counted(incoming, *exchange.new_ones(incoming, existing))

    def _show_preview(self, incoming: Incoming) -> None:
        self._preview.show_contacts(incoming.contacts[:_PREVIEWED])
        self._preview.show()

    def _show_counted(self, counted: Counted) -> None:
        waiting = self._progress.holds_keyboard()
        self._counts.show_counted(counted)
        self._counts.show()
        self._go.show()
        self._name_button()
        if waiting:
            # Not taken from whoever is choosing a column.
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)
        self._progress.hide()
        announce(self, self._go.accessibleName())

    def _name_button(self) -> None:
        count = len(self._counts.chosen().contacts)
        name = ngettext("Import one contact", "Import {count} contacts", count).format(
            count=self.locale().toString(count)
        )
        set_words(self._go, name)
        self._go.setEnabled(count > 0)

    def _import(self) -> None:
        chosen = self._counts.chosen()
        for part in (self._counts, self._matching, self._preview, self._go):
            part.hide()
        self._progress.begin(_("Importing the contacts"))
        self._progress.setFocus(Qt.FocusReason.OtherFocusReason)

        def work(token: CancelToken, advance: Progress) -> int | None:
            try:
                return import_contacts(self._services, chosen, token, advance)
            except Cancelled:
                return None

        self._storing = self._services.jobs.run(
            _JOB, work, self._stored, failed=self._fail, progress=self._progress.advance
        )

    def _stored(self, count: int | None) -> None:
        """Whether it came before the stop or after, what is said is what happened."""
        self._storing = None
        if count is None:
            self._services.notifier.toast(_("Stopped. Nothing was imported."))
        else:
            told = ngettext("One contact imported.", "{count} contacts imported.", count)
            self._services.notifier.undoable(told.format(count=self.locale().toString(count)))
        self.closed.emit()

    def _fail(self, error: AppError) -> None:
        self._storing = None
        self._services.notifier.error(error)
        self.closed.emit()

    def _leave(self) -> None:
        if self._storing is not None:
            # Only asked to stop: it may have been stored by now, and then that has to be said.
            self._storing.token.cancel()
            return
        for name in (_JOB, _PREVIEW_JOB):
            self._services.jobs.cancel(name)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._go.hasFocus():
            self._go.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        figures = QWidget()
        column = QVBoxLayout(figures)
        spaced(column, gap=16)
        column.addWidget(self._counts)
        column.addWidget(self._preview)
        column.addStretch()
        for part in (
            self._header,
            self._progress,
            Columns(figures, self._matching, shares=(1, 1), least=720),
        ):
            self.add(part)
        self.body.addStretch()


def _first(file: Sheet | VcardFile) -> Sheet | VcardFile:
    if isinstance(file, Sheet):
        return replace(file, rows=file.rows[:_PREVIEWED])
    return replace(file, cards=file.cards[:_PREVIEWED])


def _understood(
    file: Sheet | VcardFile,
    matching: Matching,
    token: CancelToken,
    on_progress: Progress | None = None,
) -> Incoming:
    if isinstance(file, Sheet):
        return exchange.from_table(file, matching, token=token, on_progress=on_progress)
    return exchange.from_vcards(file, token=token, on_progress=on_progress)
