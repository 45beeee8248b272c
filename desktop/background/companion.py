"""The process of ours that listens: started when it is first needed, kept for the rounds to come.

Starting Python and its packages costs more than a round in which nothing is new.
"""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import core
from core.clock import Clock
from core.mentions.listening.process import Order
from desktop.background import program

_GOODBYE_MS = 10_000
"""How long it gets to store what it has when it is to end; killed, it loses none."""

_GLANCES = 12
"""In which its silence is measured: a computer that slept for hours slept through one of them."""


class Companion(QObject):
    """`said` for each line of its; `silent` when it owes one for too long; `gone` when it ended.

    `gone` carries its exit code, which is None when it could not be started, and what it wrote
    about that.
    """

    said = Signal(object)
    silent = Signal()
    gone = Signal(object, str)

    def __init__(
        self, words: Callable[[], list[str]], clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.lifetime = timedelta(hours=12)
        """After which another takes its place: whatever it holds on to goes with it."""
        self._words = words
        self._clock = clock
        self._process: QProcess | None = None
        self._born = clock.now()
        self._by: Mapping[str, str] = {}
        self._glances = 0
        self._glancing = QTimer(self)
        self._glancing.timeout.connect(self._glance)
        self.patience_ms = 180_000

    def order(self, order: Order) -> None:
        """Have it do a round; from now on it owes a word."""
        if self._process is None or not self._fresh():
            self.retire()
            self._start()
        self._expect()
        if self._process is not None:
            self._process.write(order.line())

    def rest(self) -> None:
        """It owes nothing more."""
        self._glancing.stop()

    def retire_old(self) -> None:
        """Let it end by itself if it is past its time; to be asked between two rounds."""
        if self._process is not None and not self._fresh():
            self.retire()

    def retire(self) -> None:
        """Let go the one there is, without waiting; it ends when it has done what it is at."""
        process = self._let_go()
        if process is not None:
            process.finished.connect(process.deleteLater)
            process.closeWriteChannel()
            QTimer.singleShot(_GOODBYE_MS, process, process.kill)

    def end(self) -> None:
        """Have it store what it has and end, and wait for that."""
        process = self._let_go()
        if process is not None:
            process.closeWriteChannel()
            if not process.waitForFinished(_GOODBYE_MS):
                _kill(process)
            process.deleteLater()

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        process = self._let_go()
        if process is not None:
            _kill(process)
            process.deleteLater()

    def _fresh(self) -> bool:
        age = self._clock.now() - self._born
        return timedelta(0) <= age < self.lifetime and self._by == self._clock.handed_on()

    def _start(self) -> None:
        process = QProcess(self)
        process.setProcessEnvironment(environment(self._clock))
        process.readyReadStandardOutput.connect(self._hear)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broke)
        self._process = process
        self._born, self._by = self._clock.now(), self._clock.handed_on()
        name, *words = self._words()
        process.start(name, words)

    def _let_go(self) -> QProcess | None:
        self.rest()
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.finished.disconnect()
            process.errorOccurred.disconnect()
        return process

    def _hear(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            # What is no JSON is not ours: a library that writes where it should not.
            with suppress(ValueError):
                self.said.emit(json.loads(line))
            if self._glancing.isActive():
                self._expect()

    def _expect(self) -> None:
        self._glances = 0
        self._glancing.start(self.patience_ms // _GLANCES)

    def _glance(self) -> None:
        self._glances += 1
        if self._glances >= _GLANCES:
            self.rest()
            self.silent.emit()

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        # Its last words may not have been announced.
        self._hear()
        process = self._let_go()
        if process is not None:
            told = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
            process.deleteLater()
            self.gone.emit(code, told)

    def _broke(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart:
            process = self._let_go()
            if process is not None:
                told = process.errorString()
                process.deleteLater()
                self.gone.emit(None, told)


def _kill(process: QProcess) -> None:
    process.kill()
    process.waitForFinished(_GOODBYE_MS)


def command(workspace: Path, settings: Path) -> list[str]:
    """Program and words of a listener that does what standard input orders until that ends."""
    words = ["--workspace", str(workspace), "--settings", str(settings), "listen"]
    return program.command_line(*words, "--orders", "--json")


def environment(clock: Clock) -> QProcessEnvironment:
    """For another process of ours, which goes by the same clock."""
    made = QProcessEnvironment.systemEnvironment()
    for name, value in clock.handed_on().items():
        made.insert(name, value)
    # Wherever the window runs from, the process finds the same packages.
    here = str(Path(core.__file__).parents[2])
    paths = [here, made.value("PYTHONPATH")]
    made.insert("PYTHONPATH", os.pathsep.join(path for path in paths if path))
    made.insert("PYTHONIOENCODING", "utf-8")
    return made
