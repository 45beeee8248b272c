"""Elections and local fiestas: the days that bind the calendar and that no table has."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.calendar import layers, records
from core.calendar.elections import periods_for
from core.calendar.model import Election
from core.days import shown
from core.i18n import _
from core.plan.electoral import ElectoralPeriod
from core.store import Topic
from core.town import fiestas
from core.town import records as town_records
from desktop.calendar import actions
from desktop.calendar.walk_card import WalkCard
from desktop.forms.described import form_field, form_fields
from desktop.forms.fields import together
from desktop.forms.form import Form
from desktop.forms.lines import GrowingText
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.services import Services
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label

_AHEAD = timedelta(days=4 * 365)
"""Within which the municipal elections come that are told as computed."""
_AWAY = timedelta(days=365)
"""Where new elections stand until their days are typed: they bind nothing there."""


class VotingView(ScrollPage):
    """In place of the calendar; `closed` when it is left."""

    closed = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(form=True, parent=parent)
        self._services = services
        self._computed: ElectoralPeriod | None = None
        self._written = ""
        """The local fiestas, as they are stored."""
        header = PageHeader(_("Elections and fiestas"))
        back = _("Back to the calendar")
        header.add_action(button(back, self._leave, kind="quiet", icon_name="arrow-left"))
        self._line = text_label("", "strong")
        self._decree = button(_("The decree is published"), self._add_computed, icon_name="check")
        self._editor = self._made_editor()
        elections = Card(
            _("Elections"),
            _(
                "From the day elections are called to the day of the vote, both included, every "
                "item is checked against the rules."
            ),
        )
        elections.add(self._line)
        elections.add(self._editor)
        self._walk = WalkCard(services)
        self._form = Form(self, services.notifier, "town")
        self._fiestas = LabelledField(
            _("Local fiestas"),
            GrowingText(2, 8),
            _("Every year on the same day, one per line, such as {example}.").format(
                example="15/05 San Isidro"
            ),
        )
        self._form.bind(
            self._fiestas,
            lambda: self._written,
            lambda text: actions.save_fiestas(services, text),
            "fiestas",
        )
        self._doubt = text_label("", "small")
        # Translators: Local holidays.
        town = Card(_("Fiestas"))
        for control in (self._fiestas, self._doubt, text_label(layers.awareness_doubt(), "small")):
            town.add(control)
        for part in (header, elections, town, self._walk):
            self.add(part)
        self.body.addStretch()
        services.bridge.subscribe(self, {Topic.CALENDAR, Topic.TOWN}, self.refresh, now=True)

    def refresh(self) -> None:
        """Show what is stored."""
        today = self._services.clock.today()
        with self._services.store.read() as connection:
            entered = records.elections(connection)
            periods = periods_for(connection, today, today + _AHEAD)
            region = town_records.load(connection).region
            self._walk.show_walk(connection)
            self._written = fiestas.written(fiestas.load(connection))
        self._computed = next((period for period in periods if not period.entered), None)
        self._line.setText(_told(self._computed))
        for part in (self._line, self._decree):
            part.setVisible(self._computed is not None)
        self._editor.show_list(entered)
        self._doubt.setText(layers.holiday_doubt(region, date(today.year + 1, 12, 31)))
        self._doubt.setVisible(bool(self._doubt.text()))
        self._form.show_subject("town")
        tab_as_read(self)

    def take_keyboard(self) -> None:
        """The elections, or the button that enters the first ones."""
        self._editor.take_keyboard()

    def show_walk(self) -> None:
        """The list that is looked through for the elections."""
        self._walk.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _made_editor(self) -> ListEditor[Election]:
        services = self._services
        days = (form_field(Election, name) for name in ("called_on", "voted_on"))
        call, vote = together("days", *days)
        return ListEditor(
            services.notifier,
            ListActions(
                save=lambda election, field: actions.save_election(services, election, field),
                accept=lambda _election: None,
                delete=lambda election: actions.delete_election(services, election),
            ),
            _row,
            [
                *form_fields(Election, "name"),
                (call, vote),
                *form_fields(Election, "decree", "territory"),
            ],
            name=_("Elections entered"),
            empty=_(
                "Regional, general and European elections have no fixed date: enter them when "
                "they are called."
            ),
            adders=[button(_("Enter elections"), self._add, icon_name="plus"), self._decree],
            place="election",
        )

    def _add(self) -> None:
        day = self._services.clock.today() + _AWAY
        self._enter(Election(_("New elections"), day, day))

    def _add_computed(self) -> None:
        period = self._computed
        if period is not None:
            self._enter(Election(period.name, period.called_on, period.voted_on))

    def _enter(self, election: Election) -> None:
        self._editor.form.flush()
        self._editor.expect(actions.add_election(self._services, election))
        self.refresh()

    def _leave(self) -> None:
        self._editor.form.flush()
        self._form.flush()
        self.closed.emit()


def _row(election: Election) -> ListItem:
    line = _("Called on {call} · vote on {vote}").format(
        call=shown(election.called_on), vote=shown(election.voted_on)
    )
    return ListItem(election.id, election.name, line)


def _told(period: ElectoralPeriod | None) -> str:
    if period is None:
        return ""
    return _(
        "{name}: call {call}, vote {vote}; days computed, until the decree is published."
    ).format(name=period.name, call=shown(period.called_on), vote=shown(period.voted_on))
