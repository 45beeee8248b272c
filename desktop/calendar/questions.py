"""What a person has to decide of an item: in an electoral period, and when it is held."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt

from core.calendar.decisions import after_vote
from core.calendar.elections import periods_for
from core.calendar.guard import Judgement
from core.calendar.model import CalendarItem, Decided, ItemState, is_past
from core.days import weekday
from core.i18n import _
from desktop.calendar import actions
from desktop.forms.suggestion import ReasonField
from desktop.services import Services
from desktop.widgets.bullets import Bullets
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.layouts import flow_row
from desktop.widgets.scroll_page import bring_into_view
from desktop.widgets.text import text_label

_A_YEAR = timedelta(days=366)


class ElectoralCard(Card):
    """Why an item cannot go out as it is, and what is to be done; nothing is stopped by force."""

    def __init__(self, services: Services, to_text: Callable[[], object]) -> None:
        super().__init__()
        self._services, self._to_text = services, to_text
        self._item = CalendarItem("")
        self._judgement: Judgement | None = None
        self._after: date | None = None
        self._title = text_label("", "strong")
        self._why = Bullets()
        self._change = button(
            _("Note the decision and change the text"), self._change_text, kind="primary"
        )
        self._later = button("", self._put_off)
        self._reason = ReasonField(
            # Translators: Column: the reason.
            _("Why"),
            _("Such as: it is about a service, without praise. It is kept with your name."),
            _("Write why it may be published as it is."),
            self._change.setFocus,
        )
        choices = flow_row(
            self._change,
            self._later,
            button(_("Do not publish it"), self._drop),
            button(_("Publish the text as it is…"), self._ask),
        )
        advice = text_label(
            _("This is advice; if in doubt, ask the electoral board, the Junta Electoral de Zona."),
            "small",
        )
        for part in (self._title, self._why, choices, self._reason, advice):
            self.add(part)
        self.hide()

    def show_item(self, item: CalendarItem, judgement: Judgement | None) -> None:
        """Show what is asked of an item, or nothing."""
        if item.id != self._item.id:
            self._reason.close_asking()
        self._item, self._judgement = item, judgement
        self.setVisible(judgement is not None and item.day is not None)
        if judgement is None or item.day is None:
            return
        with self._services.store.read() as connection:
            periods = periods_for(connection, item.day, item.day + _A_YEAR)
        self._after = after_vote(periods, item.day)
        self._title.setText(
            _("It may not go out like this in an electoral period")
            if judgement.clear
            else _("Whether this may go out in an electoral period is not clear")
        )
        self._why.show_lines([str(reason) for reason in judgement.reasons])
        set_words(self._later, _("Move the item to {day}").format(day=weekday(self._after)))

    def take_keyboard(self) -> None:
        """What to do with it; what is the matter is above."""
        self._change.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self._title)

    def _change_text(self) -> None:
        self._decide(Decided.CHANGED)
        self._to_text()

    def _put_off(self) -> None:
        item = self._item
        if self._decide(Decided.HELD):
            actions.place(self._services, item, self._after)

    def _drop(self) -> None:
        item = self._item
        if self._decide(Decided.DROPPED):
            actions.set_state(self._services, item.id, ItemState.DROPPED)

    def _ask(self) -> None:
        self._reason.ask("", _("Publish the text as it is"), self._publish)

    def _publish(self, reason: str) -> None:
        self._decide(Decided.PUBLISHED, reason)

    def _decide(self, decision: Decided, because: str = "") -> bool:
        if self._judgement is None:
            return False
        actions.decide(self._services, self._item, self._judgement, decision, because)
        return True


class HeldCard(Card):
    """Of an item that is held with all others: let go, put off, or not published."""

    def __init__(self, services: Services, to_day: Callable[[], object]) -> None:
        super().__init__()
        self._services = services
        self._item = CalendarItem("")
        self._title = text_label("", "strong")
        self._asked = text_label("", "muted")
        for part in (
            self._title,
            self._asked,
            flow_row(
                button(
                    _("It is still true: release it"),
                    self._release,
                    kind="primary",
                    icon_name="play",
                ),
                button(_("Another day"), to_day),
                button(_("Do not publish it"), self._drop),
            ),
        ):
            self.add(part)
        self.hide()

    def show_item(self, item: CalendarItem, now: datetime) -> None:
        """Show it while the item is held."""
        self._item = item
        self.setVisible(item.state is ItemState.HELD)
        self._title.setText(_("Held: {why}").format(why=item.held_why))
        if is_past(item, now):
            told = _("It is past: if you release it, it is dropped and not published late.")
        else:
            told = _("Can it be said today without hurting anybody?")
        self._asked.setText(told)

    def _release(self) -> None:
        actions.release(self._services, self._item.id)

    def _drop(self) -> None:
        actions.set_state(self._services, self._item.id, ItemState.DROPPED)
