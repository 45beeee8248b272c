"""Telling what listening brought and what goes out now: in the window, and beside the clock when
that is out of sight."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from core.calendar import records
from core.calendar.model import MINUTE, CalendarItem, goes_out
from core.errors import AppError
from core.i18n import _, ngettext
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.mentions.alarms.wording import headline, level_why
from core.mentions.listening.schedule import quiet
from core.plan import records as plan_records
from core.plan.labels import level_label
from core.plan.model import Channel
from core.store import Topic
from desktop.background.listener import Ended, NotListening
from desktop.notifier import Action
from desktop.services import Services
from desktop.theme.icons import icon
from desktop.theme.tokens import Tone

_LOOK_EVERY_MS = 60_000


class Bell(QObject):
    """Lives with the window. The icon is there while the person wants it, or something is told."""

    def __init__(
        self,
        services: Services,
        window: QWidget,
        bring_back: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._bring_back = bring_back
        self._tray = QSystemTrayIcon(icon("radio", "brand"), self)
        self._tray.setToolTip("Pregón")
        self._menu = QMenu(window)
        for words, act in (
            (_("Open Pregón"), bring_back),
            (_("Read the sources now"), services.listener.read_now),
            (_("Close Pregón"), leave),
        ):
            self._menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        self._tray.setContextMenu(self._menu)
        self._tray.activated.connect(self._clicked)
        self._show: Callable[[], None] = self._show_alarms
        """What the message beside the clock leads to."""
        self._tray.messageClicked.connect(lambda: self._show())
        self._told: set[object] = set()
        """The hours of items that were told: a clock that is put back tells none again."""
        self._alarms: dict[str, Alarm] = {}
        """What was said of an alarm, and how it stood then."""
        services.bridge.subscribe(window, {Topic.ALARMS}, self._take_back)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._tell_hours)
        self._timer.start()
        services.listener.ended.connect(self._ended)
        services.listener.failed.connect(self._failed)
        self._tray.setVisible(services.settings.tray)

    def stays(self) -> bool:
        """Whether closing the window leaves Pregón beside the clock."""
        stays = self._services.settings.tray and QSystemTrayIcon.isSystemTrayAvailable()
        self._tray.setVisible(stays)
        return stays

    def _tell_hours(self) -> None:
        """Say once of each item that its hour has come; in quiet hours nothing is said."""
        services, now = self._services, self._services.clock.now()
        settings = services.settings
        if services.jobs.closed or quiet(now, settings.quiet_from, settings.quiet_to):
            return
        here = now.astimezone()
        try:
            with services.store.read() as connection:
                days = (here - MINUTE).date(), (here + MINUTE).date()
                items = [item for item in records.every(connection, *days) if goes_out(item, now)]
                titles = {one.id: one.title for one in plan_records.every(connection, Channel)}
        except AppError:
            # The page that is shown reads too, and says what is wrong.
            return
        due = [item for item in items if (item.id, item.day, item.hour) not in self._told]
        if due:
            self._told.update((item.id, item.day, item.hour) for item in due)
            self._tell_items(due, titles)

    def _tell_items(self, due: list[CalendarItem], titles: dict[int, str]) -> None:
        told = "; ".join(
            " · ".join([item.title, *(titles[key] for key in item.channels if key in titles)])
            for item in due
        )
        show = partial(self._show_item, due[0].id)
        sentence = _("Goes out now: {what}").format(what=told)
        self._services.notifier.toast(sentence, Action(_("See the item"), show))
        self._message(_("Goes out now"), told, show)

    def _message(self, title: str, line: str, show: Callable[[], None]) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._show = show
            self._tray.show()
            self._tray.showMessage(title, line, icon("radio", "brand"))

    def _show_item(self, item_id: int) -> None:
        self._bring_back()
        self._services.go("calendar", item_id)

    def _ended(self, ended: Ended) -> None:
        if ended.alarms:
            self._tell_alarms(ended)
        if ended.asked:
            self._services.notifier.toast(_brought(ended))

    def _failed(self, error: AppError) -> None:
        if isinstance(error, NotListening):
            go = Action(_("Open Settings"), lambda: self._services.go("settings", "listening"))
            self._services.notifier.error(error, go)
        else:
            self._services.notifier.error(error)

    def _tell_alarms(self, ended: Ended) -> None:
        with self._services.store.read() as connection:
            raised = [other for other in alarms.live(connection) if other.id in ended.alarms]
        for alarm in raised:
            title, line = alarm_words(alarm)
            show = partial(self._show_alarms, alarm.id)
            see = Action(_("See the alarm"), show)
            told = f"{title}. {line}"
            self._services.notifier.notice(told, level_why(alarm), see, level=Tone(alarm.level))
            self._alarms[told] = alarm
            self._message(title, line, self._show_alarms)

    def _take_back(self) -> None:
        """What was said of alarms that stand otherwise now: decided, put off, risen."""
        if self._alarms:
            with self._services.store.read() as connection:
                live = {alarm.id: _standing(alarm) for alarm in alarms.live(connection)}
            for told, alarm in list(self._alarms.items()):
                if live.get(alarm.id) != _standing(alarm):
                    self._services.notifier.retract(told)
                    del self._alarms[told]

    def _show_alarms(self, alarm_id: int | None = None) -> None:
        """All of them, or one that is told of: its first button is one key away."""
        self._bring_back()
        self._services.go("mentions", "alarms" if alarm_id is None else ("alarms", alarm_id))

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self._bring_back()


def _standing(alarm: Alarm) -> tuple[object, ...]:
    return alarm.level, alarm.state, alarm.snoozed_until


def alarm_words(alarm: Alarm) -> tuple[str, str]:
    """What is told beside the clock: a title, and a line."""
    title = _("Alarm, level {level}: {subject}").format(
        level=level_label(alarm.level).lower(), subject=alarm.subject
    )
    return title, headline(alarm)


def _brought(ended: Ended) -> str:
    if ended.elsewhere:
        return _("This town’s sources are already being read; nothing was done.")
    if ended.offline:
        return _("This computer has no internet connection; what was read before is kept.")
    read = ngettext("{count} source read", "{count} sources read", ended.read).format(
        count=ended.read
    )
    new = ngettext("{count} new mention", "{count} new mentions", ended.mentions).format(
        count=ended.mentions
    )
    parts = [read, new]
    if ended.failed:
        parts.append(
            ngettext("{count} could not be read", "{count} could not be read", ended.failed).format(
                count=ended.failed
            )
        )
    return " · ".join(parts)
