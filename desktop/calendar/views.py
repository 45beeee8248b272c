"""Month, week and list: three ways to look at the items of the calendar."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from core.calendar.model import CalendarItem, state_label
from core.days import brief_day, brief_weekday, month_name
from core.i18n import _
from core.text import fold
from desktop.calendar import actions, model
from desktop.calendar.grid import DayGrid
from desktop.calendar.model import LANES, STATE_ICONS, WEEKS, CalendarNames, CellNote, ItemsThere
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, hear_key, set_words
from desktop.widgets.card import EmptyState
from desktop.widgets.folding import Width, window_width
from desktop.widgets.layouts import flow_row
from desktop.widgets.lists.master_detail import Views
from desktop.widgets.lists.row_menu import RowMenu
from desktop.widgets.lists.table import DataTable
from desktop.widgets.lists.table_model import Column
from desktop.widgets.marks import IconMark
from desktop.widgets.text import text_label

Act = Callable[[], object]
MonthAct = Callable[[Services, date], date | None]
"""Does something with the month of a day; returns the day to look at."""


def legend() -> QWidget:
    """What the sign of each state means, below the grid."""
    parts = []
    for state, name in STATE_ICONS.items():
        part = QWidget()
        row = QHBoxLayout(part)
        spaced(row, gap=5)
        row.addWidget(IconMark(name, "muted", _SIGN))
        row.addWidget(text_label(state_label(state).lower(), "small", wraps=False))
        parts.append(part)
    return flow_row(*parts)


class Foot(QWidget):
    """Below a grid: what its signs mean, or where it has none how to begin; and what is not known
    of its days."""

    def __init__(self, begin: QWidget) -> None:
        super().__init__()
        self._legend = legend()
        nothing = text_label(_("Nothing is planned in these days."), "muted", wraps=False)
        self._nothing = flow_row(nothing, begin)
        self._unknown = text_label("", "muted")
        box = QVBoxLayout(self)
        spaced(box, gap=4)
        for part in (self._nothing, self._legend, self._unknown):
            box.addWidget(part)

    def tell(self, there: ItemsThere, *, grid: bool) -> None:
        """Of what is seen, in a `grid` or not; signs are explained where there is room."""
        empty = not any(item.day for item in there.items)
        wide = window_width(self) is Width.WIDE
        self._nothing.setVisible(grid and empty)
        self._legend.setVisible(grid and wide and not empty)
        self._unknown.setText(there.unknown)
        self._unknown.setVisible(bool(there.unknown))
        self.setVisible(grid and (empty or wide or bool(there.unknown)))


class MonthActions:
    """What is done with the month where the keyboard is, each button under its name."""

    def __init__(
        self, here: Callable[[], date], do: Callable[[MonthAct], Act], to_paper: Act
    ) -> None:
        """`here` is a day of the month; `do` makes of what is done with one what a button does."""
        self._here, self._named = here, ""
        fill, copy = do(actions.fill_month), do(actions.copy_month)
        self.fill = button("", fill, icon_name="wand-sparkles")
        self.begin = button("", fill, kind="quiet", icon_name="wand-sparkles")
        """The same, where nothing is planned yet."""
        self.copy = button("", copy, icon_name="copy")
        self.to_paper = button("", to_paper, icon_name="printer", shortcut="Ctrl+P")
        self.name()

    def name(self) -> None:
        """Say which month it is now; most steps of the keyboard stay in the same."""
        month = month_name(self._here())
        if month == self._named:
            return
        self._named = month
        for made, words in (
            (self.begin, _("Fill {month} from the plan")),
            (self.fill, _("Fill {month} from the plan")),
            (self.copy, _("Copy {month} to the next month")),
            (self.to_paper, _("Print {month}…")),
        ):
            set_words(made, words.format(month=month))


_SIGN = 13
_WHERE = 3
"""The column of the list that gives way."""


class CalendarViews(Views[CalendarItem]):
    """Month, week and list."""

    state_asked = Signal(int)
    """Of the item that is chosen, counted from 1."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.known = CalendarNames()
        self.first = model.monday(services.clock.today()) - timedelta(weeks=1)
        """The Monday that the month begins with."""
        # Translators: The calendar by months.
        self.month = DayGrid(_("Month"))
        # Translators: The calendar by weeks.
        self.week = DayGrid(_("Week"), roomy=True)
        self.list = self._made_list()
        self._menus = [RowMenu(self.month), RowMenu(self.week), self.list.menu]
        for view in (self.month, self.week, self.list):
            self.addWidget(view)
            view.selected.connect(self._tell)
            view.opened.connect(self.opened)
            view.delete_asked.connect(self.delete_asked)
        for grid in (self.month, self.week):
            grid.state_asked.connect(self.state_asked)
        self.list.clicked.connect(self.clicked)
        self.notes: Mapping[date, CellNote] = {}
        self.kept = 0
        """Id of the item that stays chosen, also where its day or a filter would hide it."""
        self._items: Sequence[CalendarItem] = ()
        self._lying = False

    def turn(self, key: str) -> None:
        """Show `month`, `week` or `list`."""
        views = {"month": self.month, "week": self.week, "list": self.list}
        self.setCurrentWidget(views[key])

    def view(self) -> DayGrid | DataTable[CalendarItem]:
        """The one that is seen."""
        seen = self.currentWidget()
        return self.list if seen is self.list else self.week if seen is self.week else self.month

    def grid(self) -> DayGrid | None:
        """The one that is seen, if it is a grid."""
        seen = self.view()
        return seen if isinstance(seen, DayGrid) else None

    def days(self) -> tuple[date, date] | None:
        """The first and the last day of what is seen; None for all there are."""
        if self.view() is self.list:
            return None
        weeks = 1 if self.view() is self.week else WEEKS
        return self.first, self.first + timedelta(days=7 * weeks - 1)

    def reach(self, day: date | None) -> None:
        """Go on, or back, by as many weeks as it takes to see a day."""
        days = self.days()
        if day is not None and days is not None and not days[0] <= day <= days[1]:
            there = model.monday(day)
            self.first = there if day < days[0] else there - (model.monday(days[1]) - self.first)

    def day(self) -> date | None:
        """The day where the keyboard is, or that of the chosen item of the list."""
        grid, key = self.grid(), self.selected_key()
        chosen = next((item.day for item in self._items if item.id == key), None)
        return chosen if grid is None else grid.day()

    def title(self) -> str:
        """The months or the week that are seen."""
        today = self._services.clock.today()
        if self.view() is self.list:
            return _("Calendar")
        if self.view() is self.week:
            return model.title_of_week(self.first, today)
        return model.title_of(self.first, 7 * WEEKS, today)

    def show_notes(self, notes: Mapping[date, CellNote]) -> None:
        """Show what is known of the days beside their items."""
        self.notes = notes
        self.show_items(self._items)

    def show_items(self, items: Sequence[CalendarItem]) -> None:
        """Show these in the view that is seen."""
        self._items = items
        today = self._services.clock.today()
        grid = self.grid()
        if grid is None:
            self.list.show_items(items)
            return
        days = [self.first + timedelta(days=at) for at in range(7)]
        if grid is self.month:
            names = [brief_weekday(day).capitalize() for day in days]
            cells = model.month_cells(self.first, items, self.notes, today)
            grid.show_cells(cells, names, known=self.known, today=today, kept=self.kept)
            return
        heads = [_head(day, self.notes.get(day, CellNote())) for day in days]
        ideas = [item for item in items if item.day is None]
        cells = model.week_cells(self.first, items, ideas, today)
        lanes = [f"{name()}\n{hours()}" for _from, name, hours in LANES][: len(cells) - 1]
        lanes.append(_("Without a day"))
        if self._lying:
            cells, heads, lanes = [list(day) for day in zip(*cells, strict=True)], lanes, heads
        grid.show_cells(cells, heads, lanes, known=self.known, today=today, kept=self.kept)

    def lay(self, *, on: bool) -> None:
        """Show the days of a week as rows, where seven columns hold no words."""
        if on is not self._lying:
            self._lying = on
            if self.view() is self.week:
                self.show_items(self._items)

    def begin_list(self, chosen: object, items: Sequence[CalendarItem]) -> None:
        """The list begins with what was chosen, or today: what was before is above."""
        today = self._services.clock.today()
        to_come = (item.id for item in items if item.day and item.day >= today)
        if self.list.select(chosen or next(to_come, None)):
            place = self.list.view.currentIndex()
            self.list.view.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtTop)

    def selected_key(self) -> object:
        """Id of the item that is chosen, or None."""
        return self.view().selected_key()

    def select(self, key: object) -> bool:
        """Choose an item; False when it is not shown."""
        return self.view().select(key)

    def row_menus(self) -> list[RowMenu]:
        """Those of the items in each view."""
        return self._menus

    def setFocus(self, *reason: object) -> None:
        """The keyboard goes to what is seen."""
        self.view().setFocus(*reason)  # type: ignore[arg-type]  # as Qt takes it

    def _tell(self, key: object) -> None:
        if self.sender() is self.view() or self.sender() is None:
            self.selected.emit(key)

    def _made_list(self) -> DataTable[CalendarItem]:
        made = DataTable(
            [
                Column(_("Day"), _day, lambda item: (item.day or date.max, item.hour or time.min)),
                Column(_("Time"), lambda item: f"{item.hour:%H:%M}" if item.hour else ""),
                Column(_("Title"), lambda item: item.title),
                Column(_("Where"), lambda item: self.known.where(item), quiet=True),
                Column(_("State"), lambda item: state_label(item.state)),
            ],
            EmptyState("calendar", _("Nothing is planned yet.")),
            name=_("Calendar"),
            key=lambda item: item.id,
            words=lambda item: fold(item.said),
        )
        made.share_width([0, 0, 2, 1, 0], yields=(_WHERE,))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for number, state in enumerate(model.STATES, start=1):
            ask = partial(self.state_asked.emit, number)
            hear_key(str(number), made, state_label(state), ask, inside)
        return made


def _day(item: CalendarItem) -> str:
    """In one line, however narrow its column would be."""
    said = f"{brief_weekday(item.day)}, {brief_day(item.day)}" if item.day else ""
    return said.replace(" ", "\u00a0")


def _head(day: date, note: CellNote) -> str:
    return "\n".join(filter(None, (f"{brief_weekday(day)} {day.day}".capitalize(), note.words)))
