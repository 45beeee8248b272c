"""The clock of what is open, on every page: heard, in the title of the window and in the rail."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.incidents import clock
from core.crisis.incidents.clock import next_update, until
from core.errors import AppError
from core.i18n import _, ngettext
from core.plan.labels import level_sign
from core.store import Topic
from desktop.incident_linking import desk_of
from desktop.services import Services
from desktop.shell.rail import Rail
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import announce

_TICK_MS = 10_000
_HOUR = timedelta(hours=1)


class IncidentClock(QTimer):
    """Lives with the window; `entitle` takes what stands before its title, empty for nothing."""

    def __init__(
        self, services: Services, rail: Rail, window: QWidget, entitle: Callable[[str], None]
    ) -> None:
        super().__init__(window, interval=_TICK_MS)
        self._services = services
        self._rail = rail
        self._window = window
        self._entitle = entitle
        self._desks: list[Desk] = []
        self._seen_to = services.clock.now()
        self.timeout.connect(self.tick)
        services.bridge.subscribe(window, {Topic.CRISIS}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read what is open again; the clock goes on while anything is."""
        if self._services.jobs.closed:
            return
        try:
            with self._services.store.read() as connection:
                opened = desks.open_ones(connection)
            there = [desk_of(self._services, incident.id) for incident in opened]
        except AppError:
            # The page that is shown reads too, and says what is wrong.
            return
        self._desks = [desk for desk in there if desk is not None]
        if self._desks:
            self.start()
        else:
            self.stop()
        self.tick()

    def tick(self) -> None:
        """Say what was passed since the last time, and show how long there is left."""
        before, self._seen_to = self._seen_to, self._services.clock.now()
        for desk in self._desks:
            told = clock.passed(desk, before, self._seen_to)
            sentence = clock.sentence(desk, told)
            if sentence:
                announce(self._window, sentence, urgent=told.urgent)
        self._show(self._seen_to)

    def _show(self, now: datetime) -> None:
        first = min(self._desks, key=_waits, default=None)
        left = first.until_update(now) if first is not None else None
        self._entitle("" if first is None or left is None else _lead(first, left))
        real = sum(not desk.incident.drill for desk in self._desks)
        words = ngettext("{count} open incident", "{count} open incidents", real)
        told = words.format(count=real) if real else ""
        badge = str(real) if real else ""
        if first is not None and left is not None and not first.incident.drill:
            update = next_update(first, now)
            told = f"{told}. {update[:1].upper()}{update[1:]}: {until(left)}"
            badge = _brief(left) if abs(left) < _HOUR else badge
        if first is None or first.incident.drill:
            self._rail.badge("crisis", "", "")
        else:
            level = first.incident.level
            self._rail.badge("crisis", badge, told, Tone(level), level_sign(level))


def _waits(desk: Desk) -> tuple[bool, bool, datetime]:
    """What is real before what is rehearsed; then what the public waits for first."""
    incident, due = desk.incident, desk.next_due
    return incident.drill, due is None, due or incident.opened_at


def _lead(desk: Desk, left: timedelta) -> str:
    """`▲ faltan 12 min`, for the title of the window."""
    words = f"{level_sign(desk.incident.level)} {until(left)}"
    drill = _("Drill")
    return f"{drill}: {words}" if desk.incident.drill else words


def _brief(left: timedelta) -> str:
    """`12′`, `0′`, or `−4′` when it is late: in the rail it stands beside an icon."""
    minutes = int(left / timedelta(minutes=1))
    return f"{minutes}′".replace("-", "−")
