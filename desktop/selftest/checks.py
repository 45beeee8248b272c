"""What a check is, how it tells, and how it waits."""

import json
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from platform import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from core import files
from core.clock import Clock, FixedClock
from core.store import Connection, open_store
from desktop.settings.licences import version
from desktop.tour import MOMENT

if TYPE_CHECKING:
    from desktop.app.application import Application


NOT_HERE = "n/a"
"""Detail of a check that this system has nothing to show for."""

_TRACE_LINES = 6


class Faulty(Exception):
    """Something works otherwise than it should."""


@dataclass
class Workbench:
    """Where a run works, and what its checks hand on to each other."""

    folder: Path
    clock: Clock = field(default_factory=lambda: FixedClock(MOMENT))
    program: "Application | None" = None
    """The program with the example town open, while it is."""
    uncaught: list[BaseException] = field(default_factory=list)
    """What no code of the window caught since this was last looked at."""

    @property
    def opened(self) -> "Application":
        """The program, with its window. Raises `Faulty` when there is none."""
        if self.program is None:
            raise Faulty("no window is open")
        return self.program

    @property
    def town(self) -> Path:
        """The workspace of the example town."""
        return self.folder / "Valdehierro.pregon"

    @property
    def settings(self) -> Path:
        """The settings of this run; those of the person are left alone."""
        return self.folder / "settings.json"


@dataclass(frozen=True)
class SelfCheck:
    """`run` returns what is worth telling, or raises whatever is wrong."""

    name: str
    run: Callable[[Workbench], str]


@dataclass(frozen=True)
class CheckOutcome:
    """How a check went."""

    name: str
    ok: bool
    seconds: float
    detail: str


@contextmanager
def reading(place: Workbench) -> Iterator[Connection]:
    """The example town, open to be read. Raises `WorkspaceError` when it could not be made."""
    opened = open_store(place.town, place.clock)
    try:
        with opened.read() as connection:
            yield connection
    finally:
        opened.close()


def require(condition: object, otherwise: str) -> None:
    """Raise `Faulty` unless the condition holds."""
    if not condition:
        raise Faulty(otherwise)


def perform(checks: Iterable[SelfCheck], place: Workbench, report: Path) -> bool:
    """Run the checks one after the other; true when all went well.

    The report is written again after each, so that a run that is killed tells how far it came.
    Raises `FileTrouble` or `DiskFull` when it cannot be written.
    """
    done: list[CheckOutcome] = []
    begun = time.perf_counter()
    _write(report, done, begun, ended=False)
    for check in checks:
        done.append(_outcome(check, place))
        _write(report, done, begun, ended=False)
    _write(report, done, begun, ended=True)
    return _all_well(done)


def _outcome(check: SelfCheck, place: Workbench) -> CheckOutcome:
    begun = time.perf_counter()
    try:
        detail, ok = check.run(place), True
    except Exception as error:  # whatever it is, it is what the run was made to find
        detail, ok = _trace(error), False
    if place.uncaught:
        detail, ok = "\n".join([detail, *map(_trace, place.uncaught)]), False
        place.uncaught.clear()
    return CheckOutcome(check.name, ok, round(time.perf_counter() - begun, 2), detail)


def _trace(error: BaseException) -> str:
    if isinstance(error, Faulty):
        return str(error)
    cause = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    lines = "".join(traceback.format_exception(cause, chain=False)).splitlines()[-_TRACE_LINES:]
    said = [] if cause is error else "".join(traceback.format_exception_only(error)).splitlines()
    return "\n".join([*lines, *said])


def _all_well(done: list[CheckOutcome]) -> bool:
    return bool(done) and all(outcome.ok for outcome in done)


def _write(report: Path, done: list[CheckOutcome], begun: float, *, ended: bool) -> None:
    told = {
        "program": version(),
        "python": sys.version.split()[0],
        "system": platform(),
        "ended": ended,
        "ok": ended and _all_well(done),
        "seconds": round(time.perf_counter() - begun, 1),
        "checks": [asdict(outcome) for outcome in done],
    }
    files.write(report, json.dumps(told, ensure_ascii=False, indent=1).encode())


_LOOK_EVERY_MS = 20


def wait_until(condition: Callable[[], object], seconds: float, otherwise: str) -> None:
    """Let the window work until the condition holds. Raises `Faulty` after `seconds`."""
    loop, end = QEventLoop(), time.monotonic() + seconds
    timer = QTimer(interval=_LOOK_EVERY_MS)

    def look() -> None:
        if condition() or time.monotonic() > end:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    if not condition():
        raise Faulty(f"{otherwise} after {seconds:.0f} s")
