"""Contacts from a file: which column is what, and what comes in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.exchange import tables
from core.exchange.tables import TableSheet
from core.exchange.vcard import VcardFile
from core.i18n import _, ngettext
from core.numbers import number
from core.roster import exchange, records
from core.roster.columns import FIELDS, wanted
from core.roster.exchange import ArrivingContact, Incoming
from core.text import clean, shortened
from desktop.file_import import FileImport
from desktop.forms.choosing import Chooser
from desktop.jobs import Progress
from desktop.roster.arrivals import ArrivalsCard, Counted, CountsCard
from desktop.roster.exchange_actions import import_contacts, incoming_types
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.layouts import Columns
from desktop.widgets.text import text_label

_EXAMPLE = 40
_LOOKED_AT = 200
"""Rows searched for an example."""


class MatchingCard(Card):
    """A row for each field with the columns to choose from; `changed` carries the new matching."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            _("Which column goes where"),
            _("Found by the names of the columns. Correct what is not right."),
        )
        self._combos: dict[str, Chooser] = {}
        self._labels: dict[str, QLabel] = {}
        self._titles: list[str] = []
        rows = QWidget()
        grid = QGridLayout(rows)
        spaced(grid, gap=6)
        follow_theme(grid, lambda: grid.setHorizontalSpacing(current().px(16)))
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(FIELDS):
            combo = self._combo(field.title)
            label = text_label(field.title.replace("&", "&&"), wraps=True)
            self._combos[field.id], self._labels[field.id] = combo, label
            label.setBuddy(combo)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(combo, row, 1)
        self._unused = text_label("", "muted")
        self._unfold = button("", self._see_all, kind="quiet", icon_name="chevron-down")
        self.add(rows)
        self.body.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._unused)
        self.body.addStretch()

    def show_sheet(self, sheet: TableSheet, matching: Mapping[str, int | None]) -> None:
        """Offer the columns of a table, matched so far as `matching` says."""
        self._titles = [
            (clean(sheet.headers[column])[:_EXAMPLE] if sheet.headers else "")
            or _("Column {number}").format(number=column + 1)
            for column in range(sheet.width)
        ]
        shown = [
            f"{title} · {example}" if (example := _example(sheet, column)) else title
            for column, title in enumerate(self._titles)
        ]
        for key, combo in self._combos.items():
            with QSignalBlocker(combo):
                combo.clear()
                combo.addItem(_("Not in the file"), None)
                for column, text in enumerate(shown):
                    combo.addItem(text, column)
                chosen = matching.get(key)
                combo.setCurrentIndex(0 if chosen is None else chosen + 1)
        self._fold()
        self._tell_unused()

    def matching(self) -> dict[str, int | None]:
        """The column of each field, by id."""
        return {key: combo.currentData() for key, combo in self._combos.items()}

    def _combo(self, name: str) -> Chooser:
        combo = Chooser()
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(12)
        combo.activated.connect(lambda _index: self._say_changed())
        return combo

    def _fold(self) -> None:
        """Leave out what the file does not have, if it has anything."""
        absent = [key for key, column in self.matching().items() if column is None]
        if len(absent) == len(self._combos):
            absent = []
        for key, combo in self._combos.items():
            for part in (combo, self._labels[key]):
                part.setVisible(key not in absent)
        self._unfold.setVisible(bool(absent))
        words = ngettext(
            "See one field that is not in the file",
            "See {count} fields that are not in the file",
            len(absent),
        )
        set_words(self._unfold, words.format(count=len(absent)))

    def _see_all(self) -> None:
        hidden = [combo for combo in self._combos.values() if combo.isHidden()]
        for part in (*self._combos.values(), *self._labels.values()):
            part.show()
        hidden[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._unfold.hide()

    def _say_changed(self) -> None:
        self._tell_unused()
        self.changed.emit(self.matching())

    def _tell_unused(self) -> None:
        used = set(self.matching().values())
        unused = [title for column, title in enumerate(self._titles) if column not in used]
        self._unused.setVisible(bool(unused))
        self._unused.setText(_("Not imported: {columns}.").format(columns=", ".join(unused)))


def _example(sheet: TableSheet, column: int) -> str:
    """The first value of a column, short enough to be chosen by."""
    cells = (clean(row[column]) for row in sheet.rows[:_LOOKED_AT])
    return shortened(next((cell for cell in cells if cell), ""), _EXAMPLE)


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
        self._counts.changed.connect(self._show_chosen)
        self._matching = MatchingCard()
        self._matching.changed.connect(self._count)
        self._preview = ArrivalsCard()
        self.parts += [self._counts, self._matching, self._preview]
        self._lay_out()

    def start(self, brought: Path | None = None) -> None:
        """Read the file that was brought, or ask for it."""
        question = _("Which file holds the contacts?")
        self.ask(question, incoming_types(), exchange.read, self._show_file, brought)

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
        self._show_first(incoming.contacts)
        self._preview.show()

    def _show_first(self, contacts: Sequence[ArrivingContact]) -> None:
        self._preview.show_contacts(contacts[:_PREVIEWED])

    def _show_counted(self, counted: Counted) -> None:
        self.services.jobs.cancel(_PREVIEW_JOB)
        self._counts.show_counted(counted)
        self._counts.show()
        self._show_chosen()

    def _show_chosen(self) -> None:
        """The first of those that would be stored, and their number on the button."""
        chosen = self._counts.chosen().contacts
        count = len(chosen)
        self._preview.setVisible(bool(chosen))
        self._show_first(chosen)
        name = ngettext("Import one contact", "Import {count} contacts", count)
        self.offer(name.format(count=number(count)), possible=count > 0)

    def import_all(self) -> None:
        chosen = self._counts.chosen()
        self.store(
            _("Importing the contacts"),
            lambda token, advance: import_contacts(self.services, chosen, token, advance),
        )

    def told(self, count: int) -> str:
        told = ngettext("One contact imported.", "{count} contacts imported.", count)
        return told.format(count=number(count))

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
