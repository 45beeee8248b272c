"""Telling what listening brought: in the window, and beside the clock when that is out of sight."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from core.errors import AppError
from core.i18n import _, ngettext
from core.mentions.alarms import alarms
from core.mentions.alarms.wording import headline, level_why
from core.plan.labels import level_label
from desktop.background.listener import Ended, NotListening
from desktop.notifier import Action
from desktop.services import Services
from desktop.theme.icons import icon
from desktop.theme.tokens import Tone


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
            (_("Read now"), services.listener.read_now),
            (_("Close Pregón"), leave),
        ):
            self._menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        self._tray.setContextMenu(self._menu)
        self._tray.activated.connect(self._clicked)
        self._tray.messageClicked.connect(lambda: self._show_alarms())
        services.listener.ended.connect(self._ended)
        services.listener.failed.connect(self._failed)
        self._tray.setVisible(services.settings.tray)

    def stays(self) -> bool:
        """Whether closing the window leaves Pregón beside the clock."""
        stays = self._services.settings.tray and QSystemTrayIcon.isSystemTrayAvailable()
        self._tray.setVisible(stays)
        return stays

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
            title = _("Alarm, level {level}: {subject}").format(
                level=level_label(alarm.level).lower(), subject=alarm.subject
            )
            line = headline(alarm)
            see = Action(_("See the alarm"), partial(self._show_alarms, alarm.id))
            told = f"{title}. {line}"
            self._services.notifier.notice(told, level_why(alarm), see, level=Tone(alarm.level))
            if QSystemTrayIcon.isSystemTrayAvailable():
                self._tray.show()
                self._tray.showMessage(title, line, icon("radio", "brand"))

    def _show_alarms(self, alarm_id: int | None = None) -> None:
        """All of them, or one that is told of: its first button is one key away."""
        self._bring_back()
        self._services.go("mentions", "alarms" if alarm_id is None else ("alarms", alarm_id))

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self._bring_back()


def _brought(ended: Ended) -> str:
    if ended.elsewhere:
        return _("Another listener is reading the sources of this town; nothing was done.")
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
