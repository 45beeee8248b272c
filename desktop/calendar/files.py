"""The calendar out to files of other programs, and theirs into it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core import files
from core.calendar import exchange
from core.calendar.arriving import ArrivalPreview
from core.calendar.model import CalendarItem
from core.cancel import CancelToken
from core.crisis.incidents import freezing
from core.days import brief_day_of_year
from core.i18n import _, ngettext
from core.numbers import number
from core.town import records as town_records
from desktop import exporting
from desktop.asker import Patterns
from desktop.calendar import actions
from desktop.file_import import FileImport
from desktop.jobs import Progress
from desktop.services import Services
from desktop.widgets.bullets import Bullets
from desktop.widgets.card import Card
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.text import text_label

_SHOWN = 8


def export(services: Services, items: list[CalendarItem]) -> None:
    """Ask for a file and write items to it: a calendar, a workbook or a table."""
    with services.store.read() as connection:
        town = town_records.load(connection)
    name = files.safe_name(_("Calendar of {town}").format(town=town.name))
    types: Patterns = [(_("Calendar (iCalendar)"), "*.ics"), *exporting.tables()]
    path = services.asker.save_file(_("Where should the calendar go?"), Path(f"{name}.ics"), types)
    if path is None:
        return
    now = services.clock.now()

    def work(_token: CancelToken, _progress: Progress) -> None:
        with services.store.read() as connection:
            exchange.write(connection, items, path, now)

    told = ngettext("One item is in {file}.", "{count} items are in {file}.", len(items))
    services.jobs.run(
        "calendar-export",
        work,
        lambda _none: services.notifier.toast(
            told.format(count=number(len(items)), file=path.name)
        ),
    )


class CalendarImport(FileImport):
    """Asks for a file and shows what would come of it: new, changed, the same, left out."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(
            services, "calendar-import", _("Import a calendar"), _("Back to the calendar"), parent
        )
        self._path = Path()
        self._found = ArrivalPreview()
        self._question = Card(_("Which comes first, the day or the month?"))
        self._asked = text_label("", "muted")
        self._order = Segmented(
            [Option("day", _("The day")), Option("month", _("The month"))],
            # Translators: What comes first in a date, the day or the month.
            name=_("First"),
        )
        self._order.changed.connect(lambda _key: self._answer())
        self._question.add(self._asked)
        self._question.add(self._order)
        self._counts = Card(_("What would change"))
        self._figures, self._first = Bullets(), Bullets()
        self._counts.add(self._figures)
        self._counts.add(self._first)
        self._refused = Card(_("Left out or altered"))
        self._why = Bullets()
        self._refused.add(self._why)
        self.parts += [self._question, self._counts, self._refused]
        for part in self.parts:
            self.add(part)
        self.body.addStretch()

    def start(self, brought: Path | None = None) -> None:
        """Read the file that was brought, or ask for it."""
        types: Patterns = [
            (_("Calendars and tables"), "*.ics *.ical *.xlsx *.ods *.csv *.tsv *.txt"),
            (_("All files"), "*"),
        ]
        self.ask(_("Which file holds the calendar?"), types, self._read, self._show, brought)

    def _read(self, path: Path, _token: CancelToken) -> ArrivalPreview:
        self._path = path
        return self._looked(None)

    def _looked(self, day_first: bool | None) -> ArrivalPreview:
        today = self.services.clock.today()
        with self.services.store.read() as connection:
            return exchange.look(connection, self._path, today, day_first=day_first)

    def _answer(self) -> None:
        day_first = self._order.chosen() == "day"
        self.run(lambda _token, _progress: self._looked(day_first), self._show)

    def _show(self, found: ArrivalPreview) -> None:
        self._found = found
        if found.question:
            self._asked.setText(found.question)
            self._order.choose_none()
        self._question.setVisible(bool(found.question))
        new, changed = len(found.new), len(found.changed)
        self._figures.show_lines(
            [
                ngettext("{count} new item", "{count} new items", new).format(count=new),
                ngettext(
                    "{count} item changes", "{count} items change", changed
                ).format(count=changed),
                ngettext(
                    "{count} stays as it is", "{count} stay as they are", len(found.same)
                ).format(count=len(found.same)),
            ]
        )  # fmt: skip
        self._first.show_lines([_brief(arrival.item) for arrival in found.new[:_SHOWN]])
        self._counts.setVisible(not found.question)
        self._refused.setVisible(bool(found.refused))
        self._why.show_lines([problem.sentence for problem in found.refused[:50]])
        count = new + changed
        words = ngettext("Import one item", "Import {count} items", count)
        possible = count > 0 and not found.question
        self.offer(words.format(count=number(count)), possible=possible, otherwise=self._order)

    def import_all(self) -> None:
        found = self._found
        hand = actions.hand(self.services)

        def work(token: CancelToken, _advance: Progress) -> int:
            freezing.take(self.services.store, found, hand, token)
            return len(found.new) + len(found.changed)

        self.store(_("Importing the calendar"), work)

    def told(self, count: int) -> str:
        told = ngettext("One item imported.", "{count} items imported.", count)
        return told.format(count=number(count))


def _brief(item: CalendarItem) -> str:
    day = brief_day_of_year(item.day) if item.day else _("without a day")
    hour = f", {item.hour:%H:%M}" if item.hour else ""
    return f"{day}{hour} · {item.title}"
