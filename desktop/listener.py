"""Listening from the window: the listener runs as a process of its own, on time or when asked.

The window never reads a feed: parsing in one of its threads costs a quarter of its frames.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import core
from core.clock import Clock
from core.errors import AppError
from core.i18n import _
from core.mentions.records import decisions, sources
from core.settings import Settings
from core.store import Store, Topic
from desktop import log, program

COMPANION = frozenset({Topic.MENTIONS, Topic.SOURCES, Topic.ALARMS})
"""What the listener writes."""

_LOOK_EVERY_MS = 60_000
_GOODBYE_MS = 10_000
"""How long a listener gets to store what it has when the window closes; killed, it loses none."""

_NAMED = 100
"""Sources that are asked for by name: Windows takes no longer command."""


class ListenerTrouble(AppError):
    """The listener could not be started or ended badly."""


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
        self._process: QProcess | None = None
        self._asked = False
        self._told: Mapping[str, Any] = {}
        self._soon: list[int] = []
        self.done = 0
        self.of = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.read_if_due)

    @property
    def running(self) -> bool:
        """True while sources are being read."""
        return self._process is not None

    def begin(self) -> None:
        """Read on time from now on."""
        self._timer.start()
        self.read_if_due()

    def read_if_due(self) -> None:
        """Start when a source is due and the hours are not quiet."""
        from core.mentions import schedule

        if self.running or self._store.read_only:
            return
        now = self._clock.now()
        if schedule.quiet(now, self._settings.quiet_from, self._settings.quiet_to):
            return
        try:
            with self._store.read() as connection:
                if not decisions.load(connection).listening:
                    return
                there, remembered = sources.everything(connection), sources.readings(connection)
        except AppError:
            # Whatever it is, the page that reads next says so; listening comes again in a minute.
            return
        if schedule.due(there, remembered, now, self._settings.listen_minutes):
            self._start([], asked=False)

    def read_now(self, source_id: int | None = None) -> None:
        """Read all sources, or one, whether they are due or not."""
        if self.running:
            return
        with self._store.read() as connection:
            listening = decisions.load(connection).listening
            there = [one for one in sources.everything(connection) if one.enabled]
        if not listening:
            self.failed.emit(
                ListenerTrouble(
                    _("The sources of this workspace are not read."),
                    _("It is decided so in Settings, under Listening."),
                )
            )
        elif source_id is None and not there:
            self.failed.emit(
                ListenerTrouble(
                    _("No source is switched on yet."),
                    _("Add one, or switch on those proposed, under Sources."),
                )
            )
        else:
            chosen = ["--all"] if source_id is None else ["--source", str(source_id)]
            self._start(chosen, asked=True)

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
            with self._store.read() as connection:
                listening = decisions.load(connection).listening
        except AppError:
            # As when it is due: the page says what is wrong.
            return
        if listening:
            chosen = [word for one in dict.fromkeys(waiting) for word in ("--source", str(one))]
            self._start(chosen if len(waiting) <= _NAMED else ["--all"], asked=False)

    def close(self) -> None:
        """Stop on time's behalf; a run under way stores what it has and ends."""
        self._timer.stop()
        self._soon.clear()
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect()
        process.finished.disconnect()
        process.errorOccurred.disconnect()
        process.closeWriteChannel()
        if not process.waitForFinished(_GOODBYE_MS):
            process.kill()
            process.waitForFinished(_GOODBYE_MS)
        self._store.companion = frozenset()
        process.deleteLater()

    def _start(self, chosen: list[str], *, asked: bool) -> None:
        self._store.require_there()
        process = QProcess(self)
        process.setProcessEnvironment(environment(self._clock))
        process.readyReadStandardOutput.connect(self._hear)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broke)
        self._process, self._asked, self._told = process, asked, {}
        self.done = self.of = 0
        self._store.companion = COMPANION
        name, *words = command(self._store.path, self.settings_path)
        process.start(name, [*words, *chosen])
        self.changed.emit()

    def _hear(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            line = bytes(process.readLine().data())
            try:
                event = json.loads(line)
            except ValueError:
                # Not ours: a library that writes where it should not.
                continue
            self._understand(event)

    def _understand(self, event: Mapping[str, Any]) -> None:
        kind = event.get("event")
        if kind == "progress":
            self.done, self.of = int(event["done"]), int(event["of"])
            self.changed.emit()
        elif kind == "source" and event["fault"]:
            file = log.file_beside(self.settings_path)
            log.write(file, f"source {event['id']}: {event['fault']}")
        elif kind == "stored":
            self._store.notice_others()
        elif kind == "end":
            self._told = event

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        trouble = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
        process.deleteLater()
        self._settle()
        if code != 0:
            self.failed.emit(self._trouble(trouble))
        else:
            self.ended.emit(_ended(self._told, asked=self._asked))
        self._read_waiting()

    def _trouble(self, told: str) -> ListenerTrouble:
        """What the process said on its way out: one sentence for the person, or a trace for us."""
        sentence = _("The sources could not be read. What was read before is kept.")
        if len(told.splitlines()) == 1:
            return ListenerTrouble(sentence, told)
        file = log.file_beside(self.settings_path)
        advice = _("If it happens again, send the log file to whoever helps you: {file}")
        error = ListenerTrouble(sentence, advice.format(file=file), detail=told)
        log.write(file, f"listening: {told}", error)
        return error

    def _broke(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error != QProcess.ProcessError.FailedToStart or self._process is None:
            return
        process, self._process = self._process, None
        process.deleteLater()
        self._soon.clear()
        self._settle()
        self.failed.emit(
            ListenerTrouble(
                _("The listener cannot be started."), _("Start Pregón again."),
                detail=process.errorString(),
            )
        )  # fmt: skip

    def _settle(self) -> None:
        """Show what the last moments brought, with the steps to undo still there."""
        try:
            self._store.notice_others()
        except AppError as error:
            self.failed.emit(error)
        self._store.companion = frozenset()
        self.changed.emit()


def command(workspace: Path, settings: Path) -> list[str]:
    """Program and words that listen once to a workspace; it ends when its standard input does."""
    words = ["--workspace", str(workspace), "--settings", str(settings), "listen"]
    return program.command_line(*words, "--once", "--json", "--until-stdin-closes")


def environment(clock: Clock) -> QProcessEnvironment:
    """For another process of ours, which goes by the same clock."""
    made = QProcessEnvironment.systemEnvironment()
    for name, value in clock.handed_on().items():
        made.insert(name, value)
    # Wherever the window runs from, the process finds the same packages.
    here = str(Path(core.__file__).parents[1])
    paths = [here, made.value("PYTHONPATH")]
    made.insert("PYTHONPATH", os.pathsep.join(path for path in paths if path))
    made.insert("PYTHONIOENCODING", "utf-8")
    return made


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
