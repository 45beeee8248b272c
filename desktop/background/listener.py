"""Listening from the window: the listener runs as a process of its own, on time or when asked.

The window never reads a feed: parsing in one of its threads costs a quarter of its frames.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import random
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.clock import Clock
from core.errors import AppError
from core.i18n import _
from core.mentions.listening.process import Order
from core.settings import Settings
from core.store import Store, Topic
from desktop import crash_log
from desktop.background.companion import Companion, command

if TYPE_CHECKING:
    from core.mentions.model import Source, SourceMemory

COMPANION = frozenset({Topic.MENTIONS, Topic.SOURCES, Topic.ALARMS})
"""What the listener writes."""

_LOOK_EVERY_MS = 60_000


class ListenerTrouble(AppError):
    """The listener could not be started or ended badly."""


class NotListening(ListenerTrouble):
    """The town decided that no source is read."""


@dataclass(frozen=True)
class Ended:
    """What one run of the listener brought."""

    read: int = 0
    failed: int = 0
    fresh: int = 0
    mentions: int = 0
    alarms: tuple[int, ...] = ()
    """Alarms that are new or went up, by id."""
    asked: bool = False
    """Whether the person asked for it."""
    offline: bool = False
    """No site could be reached at all."""
    elsewhere: bool = False
    """Another listener is at work on this workspace; this one did nothing."""


@dataclass
class _Round:
    """What is known of the round under way."""

    order: Order
    asked: bool
    reading: Sequence[int] = ()
    """Sources that are being worked on at this moment."""
    heard: set[int] = field(default_factory=set)
    """Those that are stored."""


@dataclass(frozen=True)
class _Known:
    """What the workspace says of listening."""

    listening: bool
    sources: "Sequence[Source]"
    readings: "Mapping[int, SourceMemory]"

    @property
    def enabled(self) -> list[int]:
        """Ids of the sources that are switched on."""
        return [source.id for source in self.sources if source.enabled]


def _known(store: Store, settings: Settings) -> _Known:
    # First asked after the first paint, which does not wait for what a source is.
    from core.mentions.records import decisions, sources

    with store.read() as connection:
        return _Known(
            decisions.load(connection).listening and settings.listening,
            sources.everything(connection),
            sources.readings(connection),
        )


class Listener(QObject):
    """`changed` when it begins, goes on or ends; `ended` with what it brought; `failed`."""

    changed = Signal()
    ended = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        settings_path: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = clock
        self._settings = settings
        self.settings_path = settings_path
        self._round: _Round | None = None
        self._soon: list[int] = []
        self.done = 0
        self.of = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.companion = Companion(lambda: command(store.path, settings_path), clock, self)
        self.companion.said.connect(self._understand)
        self.companion.silent.connect(self._give_up)
        self.companion.gone.connect(self._gone)

    @property
    def running(self) -> bool:
        """True while sources are being read."""
        return self._round is not None

    def begin(self) -> None:
        """Read on time from now on."""
        self._timer.start()
        self.read_if_due()

    def _look(self) -> None:
        if not self.running:
            self.companion.retire_old()
        self.read_if_due()

    def read_if_due(self) -> None:
        """Start when a source is due and the hours are not quiet."""
        from core.mentions.listening import schedule

        if self.running or self._store.read_only:
            return
        now = self._clock.now()
        if schedule.quiet(now, self._settings.quiet_from, self._settings.quiet_to):
            return
        try:
            known = _known(self._store, self._settings)
        except AppError:
            # Whatever it is, the page that reads next says so; listening comes again in a minute.
            return
        minutes = self._settings.listen_minutes
        if known.listening and schedule.due(known.sources, known.readings, now, minutes):
            self._start(Order(), asked=False)

    def read_now(self, source_id: int | None = None) -> None:
        """Read all sources, or one, whether they are due or not."""
        if self.running:
            return
        known = _known(self._store, self._settings)
        if not known.listening:
            self.failed.emit(
                NotListening(
                    _("The sources of this town are not read."),
                    _("Settings says so, under Listening."),
                )
            )
        elif source_id is None and not known.enabled:
            self.failed.emit(
                ListenerTrouble(
                    _("No source is switched on yet."),
                    _("Add one, or switch on those proposed, under Sources."),
                )
            )
        else:
            order = Order(everything=True) if source_id is None else Order((source_id,))
            self._start(order, asked=True)

    def read_soon(self, source_id: int) -> None:
        """Read a source that was just added or switched on: now, or after the run under way.

        Also in quiet hours, for somebody is there and waits; not where nothing is listened to.
        """
        self._soon.append(source_id)
        self._read_waiting()

    def _read_waiting(self) -> None:
        if self.running or not self._soon:
            return
        waiting, self._soon = self._soon, []
        try:
            known = _known(self._store, self._settings)
        except AppError:
            # As when it is due: the page says what is wrong.
            return
        if known.listening:
            self._start(Order(tuple(dict.fromkeys(waiting))), asked=False)

    def close(self) -> None:
        """Stop on time's behalf; a run under way stores what it has and ends."""
        self._timer.stop()
        self._soon.clear()
        self._round = None
        self.companion.end()
        self._store.companion = frozenset()

    def _start(self, order: Order, *, asked: bool) -> None:
        self._store.require_there()
        self._round = _Round(order, asked)
        self.done = self.of = 0
        self._store.companion = COMPANION
        self.changed.emit()
        self.companion.order(order)

    def _understand(self, event: Mapping[str, Any]) -> None:
        under_way = self._round
        if under_way is None:
            return
        kind = event.get("event")
        under_way.reading = event.get("ids", ())
        if kind == "progress":
            self.done, self.of = int(event["done"]), int(event["of"])
            self.changed.emit()
        elif kind == "source":
            under_way.heard.add(event["id"])
            if event["fault"]:
                self._log(f"source {event['id']}: {event['fault']}")
        elif kind == "stored":
            self._store.notice_others()
        elif kind == "end":
            self._over(_ended(event, asked=under_way.asked))
        elif kind == "failed":
            self._over(ListenerTrouble(_failed(), f"{event['sentence']} {event['advice']}".strip()))

    def _over(self, outcome: "Ended | ListenerTrouble") -> None:
        """The round is done, well or not; the next may begin."""
        self._round = None
        self.companion.rest()
        self._settle()
        if isinstance(outcome, Ended):
            self.ended.emit(outcome)
        else:
            self.failed.emit(outcome)
        self._read_waiting()

    def _give_up(self) -> None:
        """It says nothing any more: what it is reading comes later, and all others go on."""
        from core.mentions.listening import outcome
        from core.mentions.listening.outcome import Terms

        self.companion.kill()
        ended, self._round = self._round, None
        if ended is None:
            return
        self._log(f"listening: silent, and ended; it was reading {list(ended.reading)}")
        try:
            with self._store.change(Topic.SOURCES, undoable=False) as db:
                terms = Terms(self._clock.now(), self._settings.listen_minutes, random)
                outcome.leave_for_later(db, ended.reading, terms)
            known = _known(self._store, self._settings)
        except AppError as error:
            self._over(ListenerTrouble(_failed(), str(error)))
            return
        self._settle()
        if not ended.reading:
            self._over(ListenerTrouble(_failed(), _("It stopped halfway, and will try again.")))
            return
        wanted = known.enabled if ended.order.everything else ended.order.only
        left = [number for number in wanted if number not in {*ended.heard, *ended.reading}]
        if left or ended.order == Order():
            self._start(Order(tuple(left)), asked=ended.asked)
        else:
            self._over(Ended(failed=len(ended.reading), asked=ended.asked))

    def _gone(self, code: int | None, told: str) -> None:
        """The process ended by itself; between two rounds that harms nothing."""
        if self._round is None:
            return
        if code is None:
            self._soon.clear()
            advice = _("Start Pregón again.")
            sentence = _("The sources cannot be read: the program that reads them does not start.")
            self._over(ListenerTrouble(sentence, advice, detail=told))
        else:
            self._over(self._trouble(told))

    def _trouble(self, told: str) -> ListenerTrouble:
        """What the process said on its way out: one sentence for the person, or a trace for us."""
        if len(told.splitlines()) == 1:
            return ListenerTrouble(_failed(), told)
        advice = _("If it happens again, send the error log to the person who helps you: {file}")
        file = crash_log.file_beside(self.settings_path)
        error = ListenerTrouble(_failed(), advice.format(file=file), detail=told)
        self._log(f"listening: {told}", error)
        return error

    def _log(self, words: str, error: AppError | None = None) -> None:
        crash_log.write(crash_log.file_beside(self.settings_path), words, error)

    def _settle(self) -> None:
        """Show what the last moments brought, with the steps to undo still there."""
        try:
            self._store.notice_others()
        except AppError as error:
            self.failed.emit(error)
        self._store.companion = frozenset()
        self.changed.emit()


def _failed() -> str:
    return _("The sources could not be read. What was read before is kept.")


def _ended(told: Mapping[str, Any], *, asked: bool) -> Ended:
    return Ended(
        read=int(told.get("read", 0)),
        failed=int(told.get("failed", 0)),
        fresh=int(told.get("fresh", 0)),
        mentions=int(told.get("mentions", 0)),
        alarms=tuple(told.get("alarms", ())),
        asked=asked,
        offline=bool(told.get("offline")),
        elsewhere=bool(told.get("elsewhere")),
    )
