"""Does one thing to a workspace again and again, and is killed at its first, second, … step.

`python killing.py WORK TEMPLATE OUT`: each time in a copy of the folder TEMPLATE, in a process of
its own, OUT/1, OUT/2, … until WORK comes to its end. A step is a file or folder that is made,
renamed, linked or deleted, a connection, and of an erasure a statement.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from core import workspace
from core.clock import FixedClock
from core.roster import records
from core.store import Topic, backup, open_store
from tests.core import towns

NAME = "Medellín.pregon"
CLOCK = FixedClock(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
STATEMENT = "killing.statement"
STEPS = {"os.rename", "os.remove", "os.link", "os.mkdir", "sqlite3.connect", STATEMENT}


def copying(folder: Path) -> None:
    backup.make(folder / NAME, folder / "Copias", CLOCK, kept=1)


def rescuing(folder: Path) -> None:
    (copy,) = (folder / "Copias").iterdir()
    backup.rescue(folder / NAME, copy)


def restoring(folder: Path) -> None:
    (copy,) = (folder / "Copias").iterdir()
    store = open_store(folder / NAME, CLOCK)
    store.restore(copy, folder / "Copias")
    store.close()


def creating(folder: Path) -> None:
    workspace.create(folder / "Mengabril.pregon", towns.MEDELLIN, CLOCK)


def erasing(folder: Path) -> None:
    store = open_store(folder / NAME, CLOCK)
    with store.read() as connection:
        (there,) = [one for one in records.everyone(connection) if one.name == "Ana"]
        connection.set_trace_callback(lambda _statement: sys.audit(STATEMENT))
    with store.forget(Topic.ROSTER) as db:
        records.delete(db, there.id)
    store.close()


WORKS: dict[str, Callable[[Path], None]] = {
    one.__name__: one for one in (copying, rescuing, restoring, creating, erasing)
}


def killed_at(number: int, work: Callable[[Path], None], folder: Path) -> bool:
    """True when the work was killed before it came to its end."""
    child = os.fork()
    if child:
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if ended not in (0, -signal.SIGKILL):
            raise RuntimeError(f"step {number} failed by itself")
        return ended != 0
    left = number

    def count(event: str, _arguments: object) -> None:
        nonlocal left
        if event in STEPS:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    work(folder)
    os._exit(0)


def main(name: str, template: Path, out: Path) -> None:
    number = 1
    while True:
        folder = out / str(number)
        shutil.copytree(template, folder)
        if not killed_at(number, WORKS[name], folder):
            break
        number += 1
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
