"""Calendario: month, week or list, and beside it the sheet of the item that is opened."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calendar import records
from core.calendar.model import CalendarItem
from core.cancel import CancelToken
from core.crisis.model import Incident
from core.i18n import _
from core.store import Topic
from desktop.calendar import actions, model
from desktop.calendar.asides import Asides
from desktop.calendar.filters import CalendarFilters
from desktop.calendar.gaps import GapsCard
from desktop.calendar.model import KINDS, CalendarNames, CellNote, ItemsThere, Narrowed
from desktop.calendar.opened import OpenedItem
from desktop.calendar.reading import Reading
from desktop.calendar.stopping import StopCard
from desktop.calendar.views import CalendarViews, Foot, MonthActions
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button, hear_key, icon_button
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.folding import Width, after_resize, window_width
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage

_LEAST = 200
"""Height of the grid, in px at 100 %; where the window has less the page scrolls."""


class CalendarPage(QWidget):
    """The views with the sheet of the item that is opened."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._was_seen, self._stale = False, True
        self._narrowed = Narrowed()
        self._there = ItemsThere([], CalendarNames(), ())
        self._reading = Reading(services, self._show_there)
        self._noted: tuple[date, date] | None = None
        """The days of which more is known than what is published."""
        self._stack = Asides(services, self)
        self._gaps = GapsCard(services, lambda: self._views.days())
        self._stopped = StopCard(services)
        self._header = PageHeader("")
        self._views = CalendarViews(services)
        self._month = MonthActions(self._here, self._do, self._print)
        self._foot = Foot(self._month.begin)
        self._opened = OpenedItem(services)
        self._filters = CalendarFilters()
        self._view_choice = Segmented(
            views := [
                Option("month", _("Month")),
                Option("week", _("Week")),
                Option("list", _("List")),
            ],
            name=_("View"),
        )
        for number, view in enumerate(views, start=1):
            hear_key(f"Alt+{number}", self, view.text, partial(self._view_choice.choose, view.key))
        self.records: MasterDetail[CalendarItem] = MasterDetail(
            self._views,
            self._opened,
            None,
            lambda item, _place: self._opened.show_item(item, self._views.known),
            lambda: self._opened.sheet().take_keyboard(),
            side=Side.OPENED,
            column=self._column(),
            shares=(714, 380),
        )
        self._lay_out()
        self._connect()
        after_resize(self, self._begin_view)
        topics = {Topic.CALENDAR, Topic.PLAN, Topic.TOWN, Topic.CRISIS}
        services.bridge.subscribe(self, topics, self._follow)

    def begin(self, target: object) -> None:
        """A view that is asked for comes at once: the month is not read for it."""
        if target in ("week", "list"):
            self.show_target(target)

    def refresh(self, near: date | None = None, *, now: bool = False, kept: int = 0) -> None:
        """Read again what is seen; what is chosen stays so while it is among it, or is `kept`.

        A long list is there a moment later: from `near` on at once, and all of it `now`.
        """
        self._stale, self._views.kept = False, kept
        self._reading.of(self._views.days(), near, now=now)

    def _show_there(self, there: ItemsThere) -> None:
        days, before = self._views.days(), self._there.whole
        self._there, self._views.known = there, there.known
        with self._services.store.read() as connection:
            self._stopped.show_held(connection)
        if there.whole:
            self._opened.follow([item.id for item in self._there.items])
        self._header.set_title(self._views.title())
        self._header.set_line(model.bound_until(there.bound))
        for paper in self._electoral:
            paper.setVisible(bool(there.bound))
        self._show()
        self._show_foot()
        if days:
            self._look_at_days(*days)
        elif not before:
            self._views.begin_list(self._views.selected_key(), self._there.items)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._follow()

    def _follow(self) -> None:
        """Something changed: read again with the open sheet kept, or when the page is next seen."""
        self._stale = not self.isVisible()
        if not self._stale:
            item = self._opened.seen()
            self._views.reach(item.day)
            self.refresh(kept=item.id)

    def _leave(self) -> None:
        """The sheet is closed: what stayed for it alone goes."""
        if self._views.kept and self.isVisible():
            self.refresh()

    def _show(self) -> None:
        known, today = self._views.known, self._services.clock.today()
        self._filters.show_items(self._there.items, known, today)
        kept = self._views.kept
        self.records.show_records(self._narrowed.of(self._there.items, known, today, kept))

    def _look_at_days(self, start: date, end: date) -> None:
        """What is known of these days comes beside: the first time a library has to be loaded."""

        def look(_token: CancelToken, _progress: Progress) -> dict[date, CellNote]:
            with self._services.store.read() as connection:
                return model.cell_notes(connection, start, end, self._services.clock.today())

        def show(notes: dict[date, CellNote]) -> None:
            if self._views.days() == (start, end):
                self._views.show_notes(notes)

        if (start, end) != self._noted:
            self._views.notes = {}
        self._noted = (start, end)
        self._services.jobs.run("calendar", look, show)

    def show_target(self, target: object) -> None:
        """An item's id; a day; an incident to hold all for; a view (`month`, `week`, `list`); a
        kind; `elections`, or the `electoral-walk` for them; a file to import."""
        if target in ("elections", "electoral-walk"):
            self._show_voting(walk=target == "electoral-walk")
            return
        self._was_seen = True
        self._stack.show_views()
        if isinstance(target, int):
            self._show_item(target)
        elif isinstance(target, date):
            self._go_to(target)
        elif isinstance(target, Incident):
            self._stopped.hold(target)
        elif isinstance(target, Path):
            self._import(target)
        elif target in KINDS:
            self._filters.kinds.choose(str(target))
        else:
            self._view_choice.choose(str(target))

    def take_keyboard(self) -> None:
        """What is seen."""
        if not self._stack.take_keyboard():
            self.records.take_keyboard()

    def _begin_view(self) -> None:
        """Once: in a small window the month says little, and then the week does. In the narrowest
        there is no month: seven columns would have seven letters each."""
        self._show_foot()
        width, choice = window_width(self), self._view_choice
        self._views.lay(on=width < Width.BROAD)
        choice.offer("month", on=width is not Width.TINY)
        if not self._was_seen or (width is Width.TINY and choice.chosen() == "month"):
            self._was_seen = True
            fits = "month" if width >= Width.BROAD else "week" if width >= Width.MEDIUM else "list"
            choice.choose(fits)

    def _show_foot(self) -> None:
        self._foot.tell(self._there, grid=bool(self._views.grid()))
        self._month.name()

    def _column(self) -> QWidget:
        """The views over their foot."""
        column = QWidget()
        box = QVBoxLayout(column)
        spaced(box, gap=8)
        box.addWidget(self._views, 1)
        box.addWidget(self._foot)
        return column

    def _lay_out(self) -> None:
        # Space and air between two weeks are the same to whoever pages.
        self._back = icon_button("chevron-left", _("Earlier"), lambda: self._page(-1))
        self._today = button(_("Today"), lambda: self._go_to(None), kind="quiet")
        self._on = icon_button("chevron-right", _("Later"), lambda: self._page(1))
        new = button(
            _("New item"),
            lambda: self._add(None),
            kind="primary",
            icon_name="plus",
            shortcut="Ctrl+N",
        )
        for part in (self._back, self._today, self._on, self._gaps.opener):
            self._header.add_action(part)
        for words, name, act in (
            (_("Hold everything…"), "pause", self._stopped.ask),
            (_("Import…"), "download", self._import),
            (_("Export…"), "upload", self._export),
            (_("Elections and fiestas…"), "scale", self._show_voting),
        ):
            self._header.add_action(button(words, act, icon_name=name), in_menu=True)
        self._electoral = [
            button(words, partial(self._services.go, "documents", paper), icon_name="scale")
            for words, paper in (
                (_("What may I publish?"), "electoral-guide"),
                (_("Decisions in the electoral period"), "electoral-decisions"),
            )
        ]
        month = self._month
        for made in (month.fill, month.copy, month.to_paper, *self._electoral):
            self._header.add_action(made, in_menu=True)
        for last in (self._view_choice, new):
            self._header.add_action(last)
        self._header.show_filters(self._filters.kinds, self._filters)
        page = ScrollPage(parent=self._stack)
        page.add(self._header)
        page.add(self._stopped)
        page.fill(self.records, least=_LEAST)
        self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        spaced(outer)
        outer.addWidget(self._stack)
        self._gaps.hang(self)

    def _connect(self) -> None:
        self.records.turned.connect(self._header.setHidden)
        self.records.copies(lambda: self._opened.sheet().sending.copy())
        for menu in self._views.row_menus():
            menu.put_first(lambda _menu: self._opened.sheet())
        self._opened.made.connect(lambda: tab_as_read(self))
        self._opened.left.connect(self._leave)
        self.records.turned.connect(lambda turned: self._stopped.give_way(on=turned))
        self._stopped.chosen.connect(self._show_held)
        self._stopped.left.connect(self.take_keyboard)
        self._stack.back.connect(self.take_keyboard)
        self._gaps.added.connect(self._add_item)
        self._gaps.shown.connect(self._show_item)
        self._view_choice.changed.connect(self._turn)
        self._filters.changed.connect(self._narrow)
        for grid in (self._views.month, self._views.week):
            grid.placed.connect(self._place)
            grid.asked.connect(self._add)
            grid.paged.connect(self._page)
            grid.today_asked.connect(lambda: self._go_to(None))
            grid.more_asked.connect(self._open_week)
            grid.selectionModel().currentChanged.connect(self._month.name)
        self._views.selected.connect(lambda _key: self._month.name())
        self._views.state_asked.connect(self._set_state)
        self._views.delete_asked.connect(self._drop)

    def _turn(self, key: str) -> None:
        """Another view, on the week where the keyboard was."""
        grid, chosen = self._views.grid(), self._views.selected_key()
        today = self._services.clock.today()
        day = (grid.day() or today) if grid is not None else None
        self._opened.flush()
        self._views.turn(key)
        for part in (self._back, self._today, self._on):
            part.setVisible(key != "list")
        if day is not None:
            self._views.first = model.monday(day) - timedelta(weeks=int(key == "month"))
        self.refresh(day or today)
        if key == "list":
            self._views.begin_list(chosen, self._there.items)

    def _page(self, weeks: int) -> None:
        self._views.first += timedelta(weeks=weeks)
        self.refresh()

    def _go_to(self, day: date | None) -> None:
        """A day, or with None today."""
        day = day or self._services.clock.today()
        month = self._views.view() is self._views.month
        self._views.first = model.monday(day) - timedelta(weeks=int(month))
        self.refresh()
        grid = self._views.grid()
        if grid is not None:
            grid.go_to(day)
            grid.setFocus()

    def _open_week(self, day: date) -> None:
        self._view_choice.choose("week")
        self._go_to(day)

    def _show_item(self, item_id: int) -> None:
        if (item := self._item(item_id)) is not None:
            self._filters.clear()
            if item.day is not None and self._views.grid() is not None:
                self._go_to(item.day)
            else:
                self._view_choice.choose("list")
            if not self.records.open(item_id):
                self.refresh(now=True)
                self.records.open(item_id)

    def _add(self, day: date | None) -> None:
        if day is None and (grid := self._views.grid()) is not None:
            day = grid.day()
        self._add_item(CalendarItem(_("New item"), day=day))

    def _add_item(self, item: CalendarItem) -> None:
        self._opened.flush()
        self._show_item(actions.add(self._services, item))

    def _place(self, key: int, day: date | None) -> None:
        if (item := self._item(key)) is None:
            return
        actions.place(self._services, item, day)
        self._views.reach(day)
        self.refresh()
        self._views.select(key)

    def _item(self, key: object) -> CalendarItem | None:
        with self._services.store.read() as connection:
            return records.one(connection, key) if isinstance(key, int) else None

    def _set_state(self, number: int) -> None:
        if isinstance(key := self._views.selected_key(), int):
            actions.set_state(self._services, key, model.STATES[number - 1])

    def _drop(self) -> None:
        if (item := self._item(self._views.selected_key())) is not None:
            actions.drop(self._services, item)

    def _import(self, brought: Path | None = None) -> None:
        self._opened.flush()
        self._stack.show_import(brought)

    def _show_voting(self, *, walk: bool = False) -> None:
        self._opened.flush()
        self._stack.show_voting(walk=walk)

    def _export(self) -> None:
        from desktop.calendar.files import export

        self._opened.flush()
        self.refresh(now=True)
        known, today = self._views.known, self._services.clock.today()
        export(self._services, self._narrowed.of(self._there.items, known, today))

    def _print(self) -> None:
        """The month where the keyboard is."""
        from core import papers

        self._opened.flush()
        here = max(self._here(), self._services.clock.today())
        self._services.go("documents", papers.month_id(here))

    def _show_held(self) -> None:
        """The held ones, the first of them opened."""
        self._view_choice.choose("list")
        self._filters.kinds.choose("held")
        self.refresh(now=True)
        self.records.open(self._views.selected_key())

    def _here(self) -> date:
        """The day where the keyboard is, or today."""
        return self._views.day() or self._services.clock.today()

    def _do(self, act: Callable[[Services, date], date | None]) -> Callable[[], None]:
        """Do it with the month where the keyboard is, and go to the day of what came of it."""
        return lambda: self._go_to(act(self._services, self._here()) or self._here())

    def _narrow(self, narrowed: Narrowed) -> None:
        self._narrowed = narrowed
        self.refresh()


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return CalendarPage(services, parent)
