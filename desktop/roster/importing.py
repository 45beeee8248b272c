"""Contacts from a file: read, matched, looked at, and stored in one step or not at all."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.exchange import tables
from core.exchange.tables import TableSheet
from core.exchange.vcard import VcardFile
from core.i18n import _, ngettext
from core.roster import exchange, records
from core.roster.columns import wanted
from core.roster.exchange import Incoming
from desktop.file_import import FileImport
from desktop.jobs import Progress
from desktop.roster.arrivals import ArrivalsCard, Counted, CountsCard
from desktop.roster.exchange_actions import import_contacts, incoming_types
from desktop.roster.matching import MatchingCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.layouts import Columns

Matching = Mapping[str, int | None]

_PREVIEW_JOB = "roster-import-preview"
_PREVIEWED = 5


class ContactImport(FileImport):
    """Asks for a file and shows what would come of it."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(
            services, "roster-import", _("Import contacts"), _("Back to the list"), parent
        )
        self._file: TableSheet | VcardFile = VcardFile([], [])
        self._counts = CountsCard(services)
        self._counts.changed.connect(self._name_button)
        self._matching = MatchingCard()
        self._matching.changed.connect(self._count)
        self._preview = ArrivalsCard()
        self.parts += [self._counts, self._matching, self._preview]
        self._lay_out()

    def start(self) -> None:
        """Ask for the file, and read it."""
        question = _("Which file holds the contacts?")
        self.ask(question, incoming_types(), exchange.read, self._show_file)

    def leave(self) -> None:
        self.services.jobs.cancel(_PREVIEW_JOB)
        super().leave()

    def _show_file(self, file: TableSheet | VcardFile) -> None:
        self._file = file
        matching: Matching = {}
        self._matching.setVisible(isinstance(file, TableSheet))
        if isinstance(file, TableSheet):
            matching = tables.match_columns(file.headers, wanted())
            self._matching.show_sheet(file, matching)
        self._count(matching)

    def _count(self, matching: Matching) -> None:
        """Read the first contacts for the preview, and all of them for the figures."""
        file = self._file
        self.go.setEnabled(False)
        self._counts.hide()
        self.progress.begin(_("Reading the contacts"))
        self.services.jobs.run(
            _PREVIEW_JOB,
            lambda token, _progress: _understood(_first(file), matching, token),
            self._show_preview,
            failed=self.fail,
        )
        self.run(
            lambda token, on_progress: self._counted(file, matching, token, on_progress),
            self._show_counted,
        )

    def _counted(
        self,
        file: TableSheet | VcardFile,
        matching: Matching,
        token: CancelToken,
        advance: Progress,
    ) -> Counted:
        incoming = _understood(file, matching, token, advance)
        with self.services.store.read() as connection:
            existing = records.everyone(connection)
        return Counted(incoming, *exchange.new_ones(incoming, existing))

    def _show_preview(self, incoming: Incoming) -> None:
        self._preview.show_contacts(incoming.contacts[:_PREVIEWED])
        self._preview.show()

    def _show_counted(self, counted: Counted) -> None:
        self._counts.show_counted(counted)
        self._counts.show()
        self._name_button()

    def _name_button(self) -> None:
        count = len(self._counts.chosen().contacts)
        name = ngettext("Import one contact", "Import {count} contacts", count)
        self.offer(name.format(count=self.locale().toString(count)), possible=count > 0)

    def import_all(self) -> None:
        chosen = self._counts.chosen()
        self.store(
            _("Importing the contacts"),
            lambda token, advance: import_contacts(self.services, chosen, token, advance),
        )

    def told(self, count: int) -> str:
        told = ngettext("One contact imported.", "{count} contacts imported.", count)
        return told.format(count=self.locale().toString(count))

    def _lay_out(self) -> None:
        figures = QWidget()
        column = QVBoxLayout(figures)
        spaced(column, gap=16)
        column.addWidget(self._counts)
        column.addWidget(self._preview)
        column.addStretch()
        self.add(Columns(figures, self._matching, shares=(1, 1), least=720))
        self.body.addStretch()


def _first(file: TableSheet | VcardFile) -> TableSheet | VcardFile:
    if isinstance(file, TableSheet):
        return replace(file, rows=file.rows[:_PREVIEWED])
    return replace(file, cards=file.cards[:_PREVIEWED])


def _understood(
    file: TableSheet | VcardFile,
    matching: Matching,
    token: CancelToken,
    on_progress: Progress | None = None,
) -> Incoming:
    if isinstance(file, TableSheet):
        return exchange.from_table(file, matching, token=token, on_progress=on_progress)
    return exchange.from_vcards(file, token=token, on_progress=on_progress)
