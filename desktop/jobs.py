"""Background work: plain core functions in a thread pool, results through one queued signal.

The pool is Python's. Qt's deletes a `QRunnable` behind the binding's back, and the next object of
Qt at the same address then answers as if it were that runnable.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from core.cancel import CancelToken
from core.errors import AppError, Cancelled

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

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
    ) -> Job:
        """Start `work(token, on_progress)`; `done` gets its result in the window's thread."""
        self.cancel(name)
        job = Job(name, work, done, failed or self._show_failure, progress)
        if self.closed:
            # A window on its way out may still hear of changes.
            job.token.cancel()
            return job
        self._running[name] = job
        self._start(job)
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
        """Cancel everything and wait for the threads to end; nothing can be run afterwards."""
        self.closed = True
        for name in list(self._running):
            self.cancel(name)
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _start(self, job: Job) -> None:
        # No job runs before the first paint, which therefore does not wait for this import.
        from concurrent.futures import ThreadPoolExecutor

        if self._pool is None:
            self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="job")
        self._pool.submit(self._work, job)

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
