"""The alarms: which there are, and what the person does with them."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from core.crisis import desk
from core.days import brief_moment
from core.exchange.outgoing import Outgoing
from core.i18n import _, ngettext
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.mentions.alarms.alarms import Record
from core.mentions.alarms.wording import headline, level_why, why
from core.mentions.kinds import AlarmState
from core.mentions.labels import alarm_state_label
from core.mentions.outgoing import of_alarm
from core.mentions.records import mentions
from core.plan.labels import level_label
from core.store import Topic
from desktop.alarm_dismissal import dismiss
from desktop.forms.sending import Sender
from desktop.forms.suggestion import ReasonField
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.bullets import Bullets
from desktop.widgets.button import button
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.layouts import flow_row
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.marks import level_chip
from desktop.widgets.text import divider, text_label


def confirm(services: Services, alarm: Alarm) -> None:
    """It is what it says: its mentions are kept as evidence."""
    with services.store.change(
        Topic.ALARMS, Topic.MENTIONS, label=_("confirm the alarm {name}").format(name=alarm.subject)
    ) as db:
        alarms.confirm(db, alarm.id, services.clock.now())
    services.notifier.undoable(_("Confirmed. Its mentions are kept as evidence."))


def snooze(services: Services, alarm: Alarm, until: datetime, reason: str) -> None:
    """Say nothing of this subject until then, for a reason."""
    label = _("snooze the alarm {name}").format(name=alarm.subject)
    with services.store.change(Topic.ALARMS, label=label) as db:
        alarms.snooze(db, alarm.id, until, reason, services.clock.now())
    services.notifier.undoable(_("Snoozed. You are still told if it reaches a higher level."))


def judge(services: Services, alarm: Alarm, *, was_right: bool) -> None:
    """Whether it was worth raising: so it is known how much alarms are to be believed."""
    label = _("judge the alarm {name}").format(name=alarm.subject)
    with services.store.change(Topic.ALARMS, label=label) as db:
        alarms.judge(db, alarm.id, was_right)


def tomorrow_morning(now: datetime) -> datetime:
    """The next day at eight, local time; `now` is aware."""
    here = now.astimezone()
    return datetime.combine(here.date() + timedelta(days=1), time(8), here.tzinfo)


_MENTIONS_SHOWN = 12


class Alarms(QWidget):
    """The list, what waits first, and beside it the alarm that is chosen."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._alarms: list[Alarm] = []
        self._record = text_label("", "small")
        self.card = AlarmCard(services)
        listed = ItemList(_("Alarms"))
        self.records: MasterDetail[Alarm] = MasterDetail(
            listed,
            self.card,
            lambda _place, alarm: _row(alarm, services.clock.now()),
            lambda alarm, _place: self.card.show_alarm(alarm),
            self.card.take_keyboard,
            side=Side.BESIDE,
            column=_over(listed, self._record),
        )
        self.records.copies(self.card.sending.copy)
        self._empty = EmptyState(
            "bell",
            _(
                "Here Pregón warns you when people talk about the town more, or worse, than "
                "usual, and says why."
            ),
            _("See the sources"),
        )
        self._empty.acted.connect(lambda: services.go("mentions", "sources"))
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self.records, 1)
        box.addWidget(self._empty)
        box.addStretch()
        services.bridge.subscribe(
            self, {Topic.ALARMS, Topic.MENTIONS, Topic.CRISIS}, self.refresh, now=True
        )

    def refresh(self) -> None:
        """Read the alarms again."""
        with self._services.store.read() as connection:
            found = alarms.everything(connection)
            record = alarms.record(connection)
        self._alarms = sorted(found, key=lambda alarm: alarm.state is not AlarmState.OPEN)
        self.records.show_records(self._alarms)
        self.records.setVisible(bool(self._alarms))
        self._empty.setVisible(not self._alarms)
        self._record.setText(_told(record))
        tab_as_read(self)

    def show_target(self, target: object) -> None:
        """An alarm by its id."""
        if not self.records.open(target):
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The list, or the button of the empty page."""
        if self._alarms:
            self.records.take_keyboard()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)


def _over(listed: QWidget, below: QWidget) -> QWidget:
    column = QWidget()
    box = QVBoxLayout(column)
    spaced(box, gap=8)
    box.addWidget(listed, 1)
    box.addWidget(below)
    return column


class AlarmCard(QWidget):
    """One alarm: what can be done about it, why there is one, and below it its mentions."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._alarm: Alarm | None = None
        self._number = 0
        """Of the incident that was opened from it, or 0."""
        self._chip = level_chip("", Tone.YELLOW)
        self._title = text_label("", "section")
        self._when = text_label("", "small")
        self._why = Bullets()
        self._level = text_label("", "muted")
        self._outcome = text_label("", "strong")
        self._reason = ReasonField(
            _("Why?"),
            _("The reason is kept with the alarm."),
            _("Say in a few words why."),
            self.take_keyboard,
        )
        self._incident = button(
            _("Open an incident"), self._open_incident, kind="primary", icon_name="siren"
        )
        self._confirm = button(_("Confirm the alarm"), self._do_confirm, icon_name="check")
        self._dismiss = button(_("Dismiss the alarm…"), self._ask_dismiss, icon_name="x")
        self._later = button(_("Snooze the alarm"), icon_name="clock")
        self._later.setMenu(self._times())
        self.sending = Sender(services.notifier, self._outgoing)
        self._right = button(_("Real alarm"), lambda: self._judge(was_right=True))
        self._wrong = button(_("False alarm"), lambda: self._judge(was_right=False))
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: services.go("mentions", ("inbox", int(key))))
        self._more = text_label("", "small")
        self._lay_out()

    def show_alarm(self, alarm: Alarm) -> None:
        """Show an alarm as it is now."""
        if self._alarm is not None and self._alarm.id != alarm.id:
            self._reason.close_asking()
        self._alarm = alarm
        level = _("Level proposed: {name}").format(name=level_label(alarm.level).lower())
        self._chip.show_level(level, Tone(alarm.level))
        self._title.setText(headline(alarm))
        told = _("Search “{name}” · raised on {moment}")
        moment = brief_moment(alarm.raised_at, self._services.clock.now())
        self._when.setText(told.format(name=alarm.subject, moment=moment))
        self._why.show_lines(why(alarm))
        self._level.setText(level_why(alarm))
        self._outcome.setText(_outcome(alarm, self._services.clock.now()))
        self._outcome.setVisible(bool(self._outcome.text()))
        is_open = alarm.state is AlarmState.OPEN
        for made in (self._confirm, self._dismiss, self._later):
            made.setVisible(is_open)
        with self._services.store.read() as connection:
            incident = desk.of_alarm(connection, alarm.id)
        self._number = incident.id if incident else 0
        self._incident.setText(_("See the incident") if incident else _("Open an incident"))
        self._incident.setVisible(alarm.is_live or incident is not None)
        for made, verdict in ((self._right, True), (self._wrong, False)):
            made.setVisible(not is_open and alarm.was_right is not verdict)
        self._show_mentions(alarm)

    def take_keyboard(self) -> None:
        """The first button there is."""
        for made in (self._incident, self._confirm, self._right, self._wrong):
            if not made.isHidden():
                made.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _times(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("One hour…"), lambda: self._ask_snooze(hours=1))
        menu.addAction(_("Until tomorrow at 8:00…"), lambda: self._ask_snooze(hours=0))
        return menu

    def _lay_out(self) -> None:
        card = Card()
        spaced(card.body, (16, 16, 16, 16), gap=12)
        head = QVBoxLayout()
        spaced(head, gap=6)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._title)
        head.addWidget(self._when)
        card.body.addLayout(head)
        row = flow_row(
            self._incident,
            self._confirm,
            self._dismiss,
            self._later,
            self._right,
            self._wrong,
            self.sending.button,
        )
        for part in (row, self._reason, self._outcome, self._why, self._level):
            card.add(part)
        told = Card(_("Its mentions"), flush=True)
        more = QWidget()
        line = QVBoxLayout(more)
        spaced(line, (16, 0, 16, 12))
        line.addWidget(self._more)
        for part in (divider(), self._rows, more):
            told.add(part)
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        box.addWidget(card)
        box.addWidget(told)

    def _show_mentions(self, alarm: Alarm) -> None:
        now = self._services.clock.now()
        with self._services.store.read() as connection:
            found = mentions.rows(connection, alarm.items[::-1][:_MENTIONS_SHOWN])
        self._rows.set_rows(
            [
                ActionRow(
                    str(row.item.id),
                    row.item.title,
                    f"{row.item.outlet or row.source} · {brief_moment(row.item.at, now)}",
                    _("Read"),
                )
                for row in found
            ]
        )
        left = len(alarm.items) - len(found)
        self._more.setText(ngettext("{count} more.", "{count} more.", left).format(count=left))
        self._more.setVisible(left > 0)

    def _outgoing(self) -> Outgoing | None:
        return of_alarm(self._alarm) if self._alarm is not None else None

    def _open_incident(self) -> None:
        if self._alarm is not None:
            opened = ("incident", self._number) if self._number else ("alarm", self._alarm.id)
            self._services.go("crisis", opened)

    def _do_confirm(self) -> None:
        if self._alarm is not None:
            confirm(self._services, self._alarm)

    def _ask_dismiss(self) -> None:
        alarm = self._alarm
        if alarm is not None:
            self._reason.ask(
                "", _("Dismiss the alarm"), lambda reason: self._dismissed(alarm, reason)
            )

    def _ask_snooze(self, *, hours: int) -> None:
        alarm, now = self._alarm, self._services.clock.now()
        until = now + timedelta(hours=hours) if hours else tomorrow_morning(now)
        if alarm is not None:
            self._reason.ask(
                _("Until {moment}").format(moment=brief_moment(until, now)),
                _("Snooze the alarm"),
                lambda reason: self._snoozed(alarm, until, reason),
            )

    def _dismissed(self, alarm: Alarm, reason: str) -> None:
        self._reason.close_asking()
        dismiss(self._services, alarm, reason)

    def _snoozed(self, alarm: Alarm, until: datetime, reason: str) -> None:
        self._reason.close_asking()
        snooze(self._services, alarm, until, reason)

    def _judge(self, *, was_right: bool) -> None:
        if self._alarm is not None:
            judge(self._services, self._alarm, was_right=was_right)


def _row(alarm: Alarm, now: datetime) -> ListItem:
    waits = alarm.state is AlarmState.OPEN
    # Not as a badge: it would take the room in which the fact is read whole.
    word = level_label(alarm.level) if waits else alarm_state_label(alarm.state)
    return ListItem(
        alarm.id,
        headline(alarm),
        f"{word} · {alarm.subject} · {brief_moment(alarm.raised_at, now)}",
        sign=Tone(alarm.level),
        # Translators: Group of alarms that a person has judged.
        group=_("To decide") if waits else _("Decided"),
    )


def _outcome(alarm: Alarm, now: datetime) -> str:
    told = []
    if alarm.state is not AlarmState.OPEN:
        told.append(alarm_state_label(alarm.state))
    until = alarm.snoozed_until
    if until is not None and until > now and alarm.state is AlarmState.OPEN:
        told.append(_("Snoozed until {moment}").format(moment=brief_moment(until, now)))
    if alarm.reason:
        told.append(_("“{word}”").format(word=alarm.reason))
    if alarm.was_right is not None:
        told.append(_("It was real.") if alarm.was_right else _("It was a false alarm."))
    return " · ".join(told)


def _told(record: Record) -> str:
    """How far alarms are to be believed here, by what the person said of them."""
    judged = record.right + record.wrong
    if not judged:
        return _(
            "Say of each settled alarm whether it was real: that tells you how far to trust them."
        )
    return _("Alarms judged: {count}. Real: {right}.").format(count=judged, right=record.right)
