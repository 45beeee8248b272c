"""Moderación: the cases of an incident, or of all; those that are due for review come first."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.crisis import moderation
from core.crisis.desk import Desk
from core.crisis.labels import measure_label
from core.crisis.model import Measure, Moderation
from core.days import shown
from core.i18n import _, ngettext
from core.store import Topic
from desktop.crisis.column import Column
from desktop.crisis.moderation_card import ModerationCard
from desktop.crisis.pen import Pen
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.item_list import ItemList, ListItem
from desktop.widgets.reading_order import tab_as_read
from desktop.widgets.text import text_label

_SHOWN = 6


class ModerationCases(Column):
    """A button for a new case, the list, and the case that is chosen or being begun.

    Told of a desk it shows the cases of its incident; after `show_all`, all there are.
    """

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._incident_id: int | None = None
        self._cases: list[Moderation] = []
        self._added: int | None = None
        self._first = True
        self._line = text_label("", "muted")
        self._new = button(_("New case"), self.begin, icon_name="plus")
        self._list = ItemList(_("Moderation cases"), most=_SHOWN)
        self._card = ModerationCard(services, pen)
        self._card.kept.connect(self._expect)
        self._card.dropped.connect(self._go_back)
        self.add(self._line)
        self.body.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._list, self._card):
            self.add(part)
        self.body.addStretch(1)
        self._list.selected.connect(lambda _key: self._show_chosen())
        self._list.opened.connect(lambda _key: self._card.take_keyboard())

    def show_desk(self, desk: Desk) -> None:
        """Show the cases of an incident; what is being typed stays."""
        self._incident_id = desk.incident.id
        self._show(desk.moderation)

    def show_all(self) -> None:
        """Show all cases there are but those of drills, from now on, and follow their changes."""
        self._services.bridge.subscribe(self, {Topic.CRISIS, Topic.PLAN}, self._read, now=True)

    def take_keyboard(self) -> None:
        """The list, or the button for the first case."""
        if self._card.begun:
            self._card.take_keyboard()
        else:
            first: QWidget = self._list if self._cases else self._new
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A case by its number, or `new`."""
        if target == "new":
            self.begin()
        elif isinstance(target, int) and self._list.select(target):
            self._show_chosen()
            self._card.take_keyboard()
        else:
            self.take_keyboard()

    def begin(self) -> None:
        """Begin a case; what was begun before and not kept is still there."""
        self._card.begin(self._incident_id)
        self._arrange()
        self._card.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.window().focusWidget()
        inside = here is not None and self._card.isAncestorOf(here)
        if event.key() == Qt.Key.Key_Escape and inside:
            self._card.set_aside()
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        with self._services.store.read() as connection:
            self._show(moderation.real(connection))

    def _show(self, cases: tuple[Moderation, ...] | list[Moderation]) -> None:
        today = self._services.clock.today()
        self._cases = moderation.in_order(cases, today)
        self._list.show_items([_row(one, today) for one in self._cases])
        self._line.setText(_summary(self._cases, today))
        first, self._first = self._first, False
        if first and self._card.waits(self._incident_id):
            self._card.begin(self._incident_id)
        added, self._added = self._added, None
        if added is not None:
            self._list.select(added)
        self._show_chosen()
        if added is not None:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        chosen = next((one for one in self._cases if one.id == self._list.selected_key()), None)
        if not self._card.begun and chosen is not None:
            self._card.show_case(chosen)
        self._arrange()

    def _arrange(self) -> None:
        self._card.setVisible(self._card.begun or bool(self._cases))
        self._list.setVisible(bool(self._cases) and not self._card.begun)
        self._new.setVisible(not self._card.begun)
        tab_as_read(self)

    def _expect(self, case_id: int) -> None:
        self._added = case_id

    def _go_back(self) -> None:
        """What was begun is let go, or waits."""
        self._show_chosen()
        self.take_keyboard()


def _row(case: Moderation, today: date) -> ListItem:
    waits = bool(moderation.due([case], today))
    who = case.author or _("no account noted")
    day = shown(case.at.astimezone().date())
    line = " · ".join((day, case.profile, who))
    if case.measure is Measure.BLOCKED and case.until_on is not None:
        line += " · " + _("until {day}").format(day=shown(case.until_on))
    badge = _("Review") if waits else measure_label(case.measure)
    tone = Tone.ORANGE if waits else Tone.NEUTRAL
    return ListItem(
        case.id, case.said.splitlines()[0], line, badge, tone, sign=tone if waits else None
    )


def _summary(cases: list[Moderation], today: date) -> str:
    if not cases:
        return _(
            "Criticism stays and is answered. What breaks a rule of use gets a case here, with the"
            " reason, so that it can be reviewed."
        )
    waiting = len(moderation.due(cases, today))
    told = ngettext("{count} case", "{count} cases", len(cases)).format(count=len(cases))
    if waiting:
        due = ngettext("{count} block to review", "{count} blocks to review", waiting)
        told = f"{told} · {due.format(count=waiting)}"
    return told
