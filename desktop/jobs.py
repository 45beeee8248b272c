"""Work beside the window, and memory tidied up where Qt allows it.

Left to itself the collector runs in whichever thread allocates most, often that of a job, and takes
with it widgets that the window has let go: Qt crashes when a widget ends in another thread.

The pool is Python's. Qt's deletes a `QRunnable` behind the binding's back, and the next object of
Qt at the same address then answers as if it were that runnable.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core.cancel import CancelToken
from core.errors import AppError, Cancelled

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor


_EVERY_MS = 500

_PYTHONS_OWN = (700, 10, 10)
"""Thresholds of the three generations; while modules are imported the first is higher."""


class Garbage(QObject):
    """From `begin` to `end` the collector waits for the event loop of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def begin(self) -> None:
        """Collect from here on."""
        gc.disable()
        gc.set_threshold(*_PYTHONS_OWN)
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again, when no job runs any more."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        """The oldest generation that is full, as Python itself would."""
        for generation, (count, most) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if most and count > most:
                gc.collect(generation)
                return


Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""

_THREADS = 4

Work = Callable[[CancelToken, Progress], Any]


@dataclass(eq=False, repr=False)
class Job:
    """One piece of work under way."""

    name: str
    work: Work
    done: Callable[[Any], None]
    failed: Callable[[AppError], None]
    progress: Progress | None
    token: CancelToken = field(default_factory=CancelToken)
    awaited: "Future[None] | None" = None
    """Of work that the end of the window waits for."""


class Jobs(QObject):
    """Runs named jobs; a new one replaces the one of the same name, whose result is dropped."""

    _finished = Signal(object, object)
    _failed = Signal(object, object)
    _advanced = Signal(object, int, int)

    def __init__(
        self,
        failed: Callable[[AppError], None],
        crashed: Callable[[BaseException], None],
        release: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """`failed` and `crashed` show what a job without its own handler met; `release` ends a
        thread's use of the store."""
        super().__init__(parent)
        self._show_failure = failed
        self._show_crash = crashed
        self._release = release
        self._running: dict[str, Job] = {}
        self.closed = False
        self._pool: ThreadPoolExecutor | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._finished.connect(self._on_finished, queued)
        self._failed.connect(self._on_failed, queued)
        self._advanced.connect(self._on_advanced, queued)

    def run(
        self,
        name: str,
        work: Work,
        done: Callable[[Any], None],
        *,
        failed: Callable[[AppError], None] | None = None,
        progress: Progress | None = None,
        whole: bool = False,
    ) -> Job:
        """Start `work(token, on_progress)`; `done` gets its result in the window's thread.

        What is to be done as a `whole`, as to store what was put in, the end of the window awaits.
        """
        self.cancel(name)
        job = Job(name, work, done, failed or self._show_failure, progress)
        if self.closed:
            # A window on its way out may still hear of changes.
            job.token.cancel()
            return job
        self._running[name] = job
        started = self._start(job)
        job.awaited = started if whole else None
        return job

    def cancel(self, name: str) -> None:
        """Ask a job to stop and forget its result."""
        job = self._running.pop(name, None)
        if job is not None:
            job.token.cancel()

    def running(self, name: str) -> bool:
        """True while a job of this name is under way."""
        return name in self._running

    def busy(self) -> bool:
        """True while any job is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Cancel all that is not to be done as a whole, and wait for the threads to end; nothing
        can be run afterwards.
        """
        self.closed = True
        awaited = [job.awaited for job in self._running.values() if job.awaited is not None]
        for name in [name for name, job in self._running.items() if job.awaited is None]:
            self.cancel(name)
        if self._pool is not None:
            for one in awaited:
                one.result()
            self._running.clear()
            self._pool.shutdown(cancel_futures=True)

    def _start(self, job: Job) -> "Future[None]":
        # No job runs before the first paint, which therefore does not wait for this import.
        from concurrent.futures import ThreadPoolExecutor

        if self._pool is None:
            self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="job")
        return self._pool.submit(self._work, job)

    def _work(self, job: Job) -> None:
        def advanced(count: int, total: int) -> None:
            self._advanced.emit(job, count, total)

        try:
            result = job.work(job.token, advanced)
        except Cancelled as error:
            self._failed.emit(job, error)
        except BaseException as error:  # carried to the window's thread
            self._failed.emit(job, error)
        else:
            self._finished.emit(job, result)
        finally:
            self._release()

    def _current(self, job: Job) -> bool:
        return self._running.get(job.name) is job

    def _on_finished(self, job: Job, result: object) -> None:
        if self._current(job):
            del self._running[job.name]
            job.done(result)

    def _on_failed(self, job: Job, error: BaseException) -> None:
        if not self._current(job):
            return
        del self._running[job.name]
        if isinstance(error, AppError):
            job.failed(error)
        elif not isinstance(error, Cancelled):
            self._show_crash(error)

    def _on_advanced(self, job: Job, count: int, total: int) -> None:
        if self._current(job) and job.progress is not None:
            job.progress(count, total)
