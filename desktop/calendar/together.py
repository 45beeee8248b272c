"""What belongs together: an event, a deadline or what comes again, made of one item; and moved."""

from collections.abc import Callable, Sequence
from datetime import date

from core.calendar import series
from core.calendar.model import CalendarItem
from core.calendar.series import MadeSeries, Reach
from core.days import checked_day, shown
from core.errors import InvalidValue
from core.field_kinds import Words
from core.i18n import _, ngettext
from core.plan.model import Channel
from desktop.calendar import actions
from desktop.calendar.model import CalendarNames
from desktop.forms.attempt import kept
from desktop.forms.choosing import Chooser
from desktop.forms.lines import Day
from desktop.services import Services
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import flow_row
from desktop.widgets.text import text_label

_RULES: Sequence[tuple[str, Words]] = (
    ("FREQ=WEEKLY", lambda: _("Every week")),
    ("FREQ=WEEKLY;INTERVAL=2", lambda: _("Every two weeks")),
    ("FREQ=MONTHLY", lambda: _("Every month, on this date")),
    ("FREQ=YEARLY", lambda: _("Every year")),
)


class SeriesCard(Card):
    """For one item: what may be made of it. For one of several: whom a change is for, and a move.

    `reach` is what a change of the item is for.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(_("What belongs together"))
        self._services = services
        self._item = CalendarItem("")
        self._known = CalendarNames()
        self._about = text_label("", "muted")
        self._reach = Segmented(
            [
                Option(Reach.ONE.value, _("This one")),
                Option(Reach.REST.value, _("And those after")),
                Option(Reach.ALL.value, _("All of them")),
            ],
            name=_("What a change is for"),
        )
        self._moves = flow_row(
            button(_("A week earlier"), lambda: self._shift(-7), icon_name="chevron-left"),
            button(_("A week later"), lambda: self._shift(7), icon_name="chevron-right"),
        )
        self._event = button(
            _("Event: before, during and after"), self._make_event, icon_name="ticket"
        )
        self._last = LabelledField(_("Deadline: last day"), Day(), narrow=True)
        self._close = button(_("Make the deadline"), self._make_deadline, icon_name="hourglass")
        self._rule = Chooser()
        for rule, words in _RULES:
            self._rule.addItem(words(), rule)
        self._again = LabelledField(_("Repeat the item"), self._rule)
        self._until = LabelledField(_("Until"), Day(), narrow=True)
        self._repeat = button(_("Repeat the item"), self._make_repeated, icon_name="repeat")
        self._makers = (
            self._event, self._last, self._close, self._again, self._until, self._repeat
        )  # fmt: skip
        for part in (self._about, self._reach, self._moves, *self._makers):
            self.add(part)

    def show_item(self, item: CalendarItem, known: CalendarNames, others: int) -> None:
        """Show what may be done with an item; `others` belong to it."""
        if item.id != self._item.id:
            self._reach.choose(Reach.ONE.value)
            for field in (self._last, self._until):
                field.clear_message()
        self._item, self._known = item, known
        belongs = item.series_id is not None and others > 0
        for part in (self._about, self._reach, self._moves):
            part.setVisible(belongs)
        for part in self._makers:
            part.setVisible(not belongs and item.day is not None)
        self.setVisible(belongs or item.day is not None)
        told = ngettext("With {count} other.", "With {count} others.", others)
        self._about.setText(told.format(count=others))

    def reach(self) -> Reach:
        """What a change of the item is for."""
        return Reach(self._reach.chosen() or Reach.ONE.value)

    def _shift(self, days: int) -> None:
        actions.shift(self._services, self._item, days)

    def _make_event(self) -> None:
        self._make(lambda: series.event(self._item, self._services.clock.today()))

    def _make_deadline(self) -> None:
        def made() -> MadeSeries:
            last = _typed(self._last)
            return series.deadline(self._item, last, self._channels())

        kept(self._last, self._services.notifier, lambda: self._make(made))

    def _make_repeated(self) -> None:
        def made() -> MadeSeries:
            last = _typed(self._until)
            rule = f"{self._rule.currentData()};UNTIL={last:%Y%m%d}T235959"
            return series.repeated(self._item, rule)

        kept(self._until, self._services.notifier, lambda: self._make(made))

    def _make(self, made: Callable[[], MadeSeries]) -> None:
        actions.make_series(self._services, self._item, made())

    def _channels(self) -> list[Channel]:
        return list(self._known.channels.values())


def _typed(field: LabelledField) -> date:
    control = field.control
    typed = control.value() if isinstance(control, Day) else ""
    day = checked_day(typed)
    if day is None:
        raise InvalidValue(
            _("Type the last day, such as {example}.").format(example=shown(date(2027, 1, 31)))
        )
    return day
