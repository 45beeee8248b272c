"""The report of a stretch of days: asked for, and shown."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QVBoxLayout, QWidget

from core import catalogue, days, files, i18n
from core.cancel import CancelToken
from core.days import checked_day, shown
from core.documents.charts import LineChart, WeekChart, drawn_height
from core.documents.model import (
    Align,
    Block,
    Bullets,
    Callout,
    Cell,
    Document,
    Figure,
    Heading,
    Para,
    Style,
    Table,
)
from core.documents.rich import plain
from core.errors import InvalidValue
from core.exchange import sheets
from core.i18n import _
from core.mentions import listing
from core.store import Topic
from desktop.asker import Patterns
from desktop.chart import render_of
from desktop.forms.choosing import Chooser
from desktop.forms.lines import Day
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.bullets import Bullets as Dotted
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.chart_view import ChartView
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, Columns, FlowLayout, empty
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import divider, text_label

_PX_OF_MM = 4.2
"""Height of a chart on screen for each millimetre on paper."""


_BESIDE = 820
"""Width in px at 100 % from which what is short, and a chart and its table, have a half each."""

_Shown: TypeAlias = Heading | Para | Bullets | Callout | Figure | Table


class ReportView(QWidget):
    """A card for each chapter; two that have only words stand beside each other."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._charts = 0
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=16)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these instead of what was shown."""
        empty(self._box)
        self._charts = 0
        left = _chapters(blocks)
        while left:
            pair = left[:2] if all(_is_short(told) for _title, told in left[:2]) else left[:1]
            cards = [self._chapter(title, told) for title, told in pair]
            both = len(cards) > 1
            self._box.addWidget(Columns(*cards, shares=(1, 1), least=_BESIDE) if both else cards[0])
            left = left[len(cards) :]

    def _chapter(self, title: str, told: Sequence[_Shown]) -> Card:
        card = Card(title)
        spaced(card.body, (16, 16, 16, 16), gap=10)
        chart: QWidget | None = None
        for block in told:
            part = self._part(block)
            if chart is not None and isinstance(block, Table):
                part = Columns(chart, part, shares=(4, 3), least=_BESIDE, ragged=True)
            elif chart is not None:
                card.add(chart)
            chart = part if isinstance(block, Figure) else None
            if chart is None:
                card.add(part)
        if chart is not None:
            card.add(chart)
        card.body.addStretch()
        return card

    def _part(self, block: _Shown) -> QWidget:
        match block:
            case Heading():
                return text_label(block.text, "strong")
            case Para():
                return text_label(plain(block.text), "section" if block.lead else "body")
            case Bullets():
                return Dotted([plain(item) for item in block.items])
            case Callout():
                said = "\n".join(plain(item) for item in block.items)
                return _captioned(block.title, text_label(said, "muted"))
            case Figure():
                return self._drawn(block)
            case Table():
                return _captioned(block.caption, _table(block))

    def _drawn(self, block: Figure) -> QWidget:
        if isinstance(block.image, bytes):
            return text_label(block.alt, "muted")
        self._charts += 1
        job = f"report-chart-{self._charts}"
        jobs = self._services.jobs
        high = drawn_height(block.image)
        if isinstance(block.image, WeekChart | LineChart):
            high *= 1.1
        chart = ChartView(
            height=round(high * _PX_OF_MM),
            run=lambda work, done: jobs.run(job, lambda _token, _progress: work(), done),
        )
        chart.show_chart(render_of(block.image), block.alt)
        return _captioned(block.caption, chart)


def _chapters(blocks: Sequence[Block]) -> list[tuple[str, list[_Shown]]]:
    """Their titles, and what is in each that can be shown here."""
    found: list[tuple[str, list[_Shown]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append((block.text, []))
        elif isinstance(block, _Shown):
            found = found or [("", [])]
            found[-1][1].append(block)
    return found


def _is_short(told: Sequence[_Shown]) -> bool:
    """Whether half of the width does for it."""
    wide = any(isinstance(block, Figure | Table) for block in told)
    return not wide and not any(isinstance(block, Para) and block.lead for block in told)


def _captioned(caption: str, shown: QWidget) -> QWidget:
    if not caption:
        return shown
    made = QWidget()
    box = QVBoxLayout(made)
    spaced(box, gap=6)
    box.addWidget(text_label(caption, "strong"))
    box.addWidget(shown)
    return made


def _table(block: Table) -> QWidget:
    made = QWidget()
    made.setAccessibleName(block.caption)
    grid = QGridLayout(made)
    spaced(grid, gap=0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    for at, column in enumerate(block.columns):
        grid.setColumnStretch(at, round(column.width * 10))
        grid.addWidget(_aligned(text_label(column.title, "small"), column.align), 0, at)
    for number, row in enumerate(block.rows):
        grid.addWidget(divider(), 2 * number + 1, 0, 1, len(block.columns))
        for at, (cell, column) in enumerate(zip(row, block.columns, strict=True)):
            grid.addWidget(_aligned(_said(cell), column.align), 2 * number + 2, at)
    return made


def _said(cell: Cell) -> QLabel:
    strong = any(line.style is Style.STRONG for line in cell.lines)
    return text_label(
        "\n".join(plain(line.text) for line in cell.lines), "strong" if strong else "body"
    )


def _aligned(label: QLabel, align: Align) -> QLabel:
    side = Qt.AlignmentFlag.AlignRight if align is Align.END else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
    return label


_JOB = "mention-report"
_ROOM = 560


class ReportPart(ScrollPage):
    """The days on top, what can be done with them at the right, the report below."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(margins=(0, 0, 0, 0), bare=True, parent=parent)
        self._services = services
        self._made: Document | None = None
        self._stale = False
        self._preset = Chooser()
        self._preset.setMinimumContentsLength(18)
        self._from, self._until = Day(), Day()
        # Translators: First day of a report.
        self._from_field = LabelledField(_("From"), self._from)
        # Translators: Last day of a report.
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
        head = Beside(days, text_room=_ROOM, low=True)
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
        self._title.setText(plain(made.subtitle))
        self._view.show_blocks(made.blocks)
        tab_as_read(self)

    def _save(self, ending: str) -> None:
        made, days = self._made, self._days()
        if days is None:
            self._until.setFocus()
        if made is None or days is None:
            return
        first, last = days
        name = files.safe_name(f"{made.title} {plain(made.subtitle)}")
        kinds: Patterns = [(ending.lstrip(".").upper(), f"*{ending}")]
        path = self._services.asker.save_file(
            _("Where should the report go?"), Path(f"{name}{ending}"), kinds
        )
        if path is None:
            return
        store = self._services.store

        def write(_token: CancelToken, _progress: Progress) -> Path:
            if ending in sheets.ENDINGS:
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
