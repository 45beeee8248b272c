"""Informe: any stretch of days in figures, on screen, on paper and as a table."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from core import catalogue, days, files, i18n
from core.cancel import CancelToken
from core.days import checked_day, shown
from core.documents.model import Document
from core.errors import InvalidValue
from core.i18n import _
from core.mentions import listing
from core.store import Topic
from desktop.asker import Patterns
from desktop.forms.chooser import Chooser
from desktop.forms.day import Day
from desktop.jobs import Progress
from desktop.mentions.report_view import ReportView
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.beside import Beside
from desktop.widgets.button import button
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.labelled import LabelledField
from desktop.widgets.reading_order import tab_as_read
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label

_JOB = "mention-report"
_WIDEST = 1000
_ROOM = 560


class ReportPart(ScrollPage):
    """The days on top, what can be done with them at the right, the report below."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(widest=_WIDEST, margins=(0, 0, 0, 0), parent=parent)
        self._services = services
        self._made: Document | None = None
        self._stale = False
        self._preset = Chooser()
        self._preset.setMinimumContentsLength(18)
        self._from, self._until = Day(), Day()
        self._from_field = LabelledField(_("From"), self._from)
        self._until_field = LabelledField(_("To"), self._until)
        self._title = text_label("", "section")
        self._view = ReportView(services)
        self._saving = button(_("Save the report…"), icon_name="download")
        self._saving.setMenu(self._menu())
        self._lay_out()
        self._preset.set_choices(_presets())
        self._preset.activated.connect(lambda _index: self._choose())
        for edit in (self._from, self._until):
            edit.edited.connect(self._typed)
        self._show_days(*days.month_before(services.clock.today()))
        services.bridge.subscribe(self, {Topic.MENTIONS, Topic.ALARMS, Topic.PLAN}, self.refresh)
        self._make()

    def refresh(self) -> None:
        """Reckon again; while out of sight, when it is next shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._make()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # QShowEvent
        if self._stale:
            self.refresh()

    def take_keyboard(self) -> None:
        """The choice of the days."""
        self._preset.setFocus()

    def _lay_out(self) -> None:
        days = QWidget()
        row = FlowLayout(days, top=True)
        spaced(row, gap=12)
        for field in (
            LabelledField(_("Days"), self._preset),
            self._from_field,
            self._until_field,
        ):
            row.addWidget(field)
        head = Beside(days, text_room=_ROOM)
        head.add_action(self._saving)
        self.add(head)
        self.add(self._title)
        self.add(self._view)
        self.body.addStretch()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for words, ending in (
            (_("PDF"), ".pdf"),
            (_("Word (DOCX)"), ".docx"),
            (_("LibreOffice (ODT)"), ".odt"),
            (_("The mentions as a table (XLSX)"), ".xlsx"),
            (_("The mentions as a table (CSV)"), ".csv"),
        ):
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, ending=ending: self._save(ending))
        return menu

    def _choose(self) -> None:
        days = _days_of(str(self._preset.currentData()), self._services.clock.today())
        if days is not None:
            self._show_days(*days)
            self._make()

    def _show_days(self, first: date, last: date) -> None:
        self._from.set_value(shown(first))
        self._until.set_value(shown(last))

    def _typed(self) -> None:
        self._preset.setCurrentIndex(self._preset.findData("own"))
        self._make()

    def _days(self) -> tuple[date, date] | None:
        """The days of the report; None when there is something to say under one of them."""
        first, last = _read(self._from_field), _read(self._until_field)
        if first is None or last is None:
            return None
        try:
            days.moments(first, last)
        except InvalidValue as error:
            self._until_field.show_error(str(error))
            return None
        return first, last

    def _make(self) -> None:
        days = self._days()
        if days is None:
            return
        first, last = days
        store, clock = self._services.store, self._services.clock
        language = catalogue.language_of()

        def work(_token: CancelToken, _progress: Progress) -> Document:
            from core.mentions.document.report import mention_report

            with store.read() as connection:
                return mention_report(connection, language, clock.today(), first, last)

        self._services.jobs.run(_JOB, work, self._show)

    def _show(self, made: Document) -> None:
        self._made = made
        self._title.setText(made.subtitle)
        self._view.show_blocks(made.blocks)
        tab_as_read(self)

    def _save(self, ending: str) -> None:
        made, days = self._made, self._days()
        if days is None:
            self._until.setFocus()
        if made is None or days is None:
            return
        first, last = days
        name = files.safe_name(f"{made.title} {made.subtitle}")
        kinds: Patterns = [(ending.lstrip(".").upper(), f"*{ending}")]
        path = self._services.asker.save_file(
            _("Where should the report go?"), Path(f"{name}{ending}"), kinds
        )
        if path is None:
            return
        store = self._services.store

        def write(_token: CancelToken, _progress: Progress) -> Path:
            if ending in listing.ENDINGS:
                with store.read() as connection, i18n.language(made.language):
                    listing.write(connection, path, first, last)
            else:
                catalogue.print_built(store, "mention-report", made, path)
            return path

        self._services.jobs.run("save-report", write, self._saved)

    def _saved(self, path: Path) -> None:
        self._services.notifier.toast(_("Written: {path}").format(path=path.name))


def _read(field: LabelledField) -> date | None:
    """The day in a field; None, said under it, when it is none."""
    field.clear_message()
    day: Day = field.control  # type: ignore[assignment]  # made with one
    try:
        typed = checked_day(day.value())
    except InvalidValue as error:
        field.show_error(str(error))
        return None
    if typed is None:
        field.show_error(_("Type both days of the report."))
    return typed


def _presets() -> list[tuple[str, str]]:
    return [
        ("last-month", _("Last month")),
        ("month", _("This month")),
        ("quarter", _("The last 90 days")),
        ("year", _("The last 12 months")),
        ("own", _("Other days")),
    ]


def _days_of(preset: str, today: date) -> tuple[date, date] | None:
    known: dict[str, Callable[[], tuple[date, date]]] = {
        "last-month": lambda: days.month_before(today),
        "month": lambda: (today.replace(day=1), today),
        "quarter": lambda: (today - timedelta(days=89), today),
        "year": lambda: (today - timedelta(days=364), today),
    }
    return known[preset]() if preset in known else None
