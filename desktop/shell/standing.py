"""How things stand, always in view: level and listening at the foot, crest and what is new in the
rail."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap

from core.crisis import desk
from core.errors import AppError
from core.i18n import _, ngettext
from core.mentions import tally
from core.mentions.alarms import alarms
from core.mentions.alarms.levels import rank
from core.mentions.kinds import AlarmState, Trouble
from core.mentions.model import Source, SourceMemory
from core.mentions.records import sources
from core.mentions.sources.health import ago, met
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.store import Topic
from core.town import records as town_records
from desktop.services import Services
from desktop.shell.rail import Rail
from desktop.shell.status import StatusStrip
from desktop.theme.tokens import Tone

_AGAIN_MS = 60_000
_MOST = 999


class Standing(QObject):
    """Keeps the strip and the rail true; once a minute, too, for time passes."""

    def __init__(self, services: Services, rail: Rail, strip: StatusStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._rail = rail
        self._strip = strip
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        services.listener.changed.connect(self.refresh)
        topics = {Topic.MENTIONS, Topic.SOURCES, Topic.ALARMS, Topic.PLAN, Topic.CRISIS}
        services.bridge.subscribe(rail, topics, self.refresh, now=True)
        services.bridge.subscribe(rail, {Topic.TOWN}, self._show_crest, now=True)

    def refresh(self) -> None:
        """Look again."""
        if self._services.jobs.closed:
            return
        now = self._services.clock.now()
        try:
            with self._services.store.read() as connection:
                counted = tally.count(connection, now)
                incidents = [item for item in desk.open_ones(connection) if not item.drill]
                # Of what became an incident a person fixes the level, and says when it is over.
                fixed = desk.alarms_with_incident(connection)
                proposed = alarms.current_level(connection, now, fixed)
                level = max([proposed, *(incident.level for incident in incidents)], key=rank)
                sure = any(incident.level is level for incident in incidents) or any(
                    alarm.level is level and alarm.state is AlarmState.CONFIRMED
                    for alarm in alarms.live(connection)
                    if alarm.id not in fixed
                )
                there, remembered = sources.everything(connection), sources.readings(connection)
        except AppError:
            # The page that is shown reads too, and says what is wrong.
            return
        words = ngettext("{count} new mention", "{count} new mentions", counted.new)
        self._rail.badge("mentions", _figure(counted.new), words.format(count=counted.new))
        # The program proposes; a person confirms.
        known = sure or level is LevelName.GREEN
        template = _("Level {name}") if known else _("Level proposed: {name}")
        named = template.format(name=level_label(level).lower())
        # Nobody knows that all is well where nothing was ever read.
        blind = level is LevelName.GREEN and not sure and not is_heard(there, remembered)
        self._strip.show_level("" if blind else named, Tone(level))
        listener = self._services.listener
        if listener.running and not listener.of:
            told = _("Reading sources…")
        elif listener.running:
            told = _("Reading sources: {done} of {count}").format(
                done=listener.done, count=listener.of
            )
        else:
            told = listening_line(there, remembered, now)
        self._strip.show_listening(told)

    def _show_crest(self) -> None:
        try:
            with self._services.store.read() as connection:
                crest = town_records.crest(connection)
        except AppError as error:
            self._services.notifier.error(error)
            return
        pixmap = QPixmap()
        if crest is not None:
            pixmap.loadFromData(crest)
        self._rail.show_crest(None if pixmap.isNull() else pixmap)


def _figure(count: int) -> str:
    """For the rail: nothing for none, and of very many only that."""
    return (str(count) if count <= _MOST else f"{_MOST}+") if count else ""


def is_heard(there: list[Source], remembered: dict[int, SourceMemory]) -> bool:
    """Whether any source that is read has ever been read well."""
    known = (remembered.get(source.id) for source in there if source.enabled)
    return any(reading is not None and reading.ok_at is not None for reading in known)


def listening_line(there: list[Source], remembered: dict[int, SourceMemory], now: datetime) -> str:
    """`Fuentes: 12 de 12 bien · última lectura hace 8 min`, or that none is read.

    One that was given up counts, and is not fine. The reading is one that brought an answer: an
    attempt without network read nothing.
    """
    there = [source for source in there if source.enabled or source.stopped]
    if not there:
        return _("No source is listened to")
    readings = [remembered[source.id] for source in there if source.id in remembered]
    given_up = {source.id for source in there if source.stopped}
    fine = sum(
        reading.problem is None and reading.ok_at is not None and reading.source_id not in given_up
        for reading in readings
    )
    told = _("Sources: {fine} of {count} fine").format(fine=fine, count=len(there))
    if met(readings, Trouble.OFFLINE):
        told = _("No internet: the sources are not read")
    read = [reading.ok_at for reading in readings if reading.ok_at is not None]
    if not read:
        return told
    last = _("last read {ago}").format(ago=ago(max(read), now))
    return f"{told} · {last}"
