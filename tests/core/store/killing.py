"""Does one thing to a workspace and keeps what is left of it by who is killed at each step.

`python killing.py WORK TEMPLATE OUT`: in a copy of the folder TEMPLATE, in a process of its own.
A step is a file or folder that is made, renamed, linked or deleted, a connection, and of an erasure
a statement. Before each all files are copied as the system has them, which is what a process that
is killed at this moment leaves, to OUT/1, OUT/2, …; where a step left the files as they were there
is one copy of both.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

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
        (there,) = [record for record in records.everyone(connection) if record.name == "Ana"]
        connection.set_trace_callback(lambda _statement: sys.audit(STATEMENT))
    with store.forget(Topic.ROSTER) as db:
        records.delete(db, there.id)
    store.close()


WORKS: dict[str, Callable[[Path], None]] = {
    function.__name__: function for function in (copying, rescuing, restoring, creating, erasing)
}


def left_by(work: Callable[[Path], None], folder: Path, out: Path) -> list[Path]:
    """Copies of the folder in `out`, of what there was of it before each step of the work."""
    kept: list[Path] = []
    done = False

    def keep(event: str, _arguments: object) -> None:
        if done or event not in STEPS:
            return
        kept.append(out / str(len(kept) + 1))
        # With its hard links; and by another process, for one that closes a file gives up the
        # locks that SQLite has on it.
        subprocess.run(["cp", "-a", str(folder), str(kept[-1])], check=True)

    sys.addaudithook(keep)
    work(folder)
    done = True
    return kept


def held(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """Its files, with how many names each has; without what SQLite makes anew when it opens one."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.match("*-shm")]
    return {file.relative_to(folder): (file.stat().st_nlink, file.read_bytes()) for file in files}


def main(name: str, template: Path, out: Path) -> None:
    out.mkdir()
    with TemporaryDirectory() as own:
        folder = Path(own) / template.name
        shutil.copytree(template, folder)
        kept = left_by(WORKS[name], folder, out)
    for before, after in list(pairwise(kept))[::-1]:
        if held(before) == held(after):
            shutil.rmtree(after)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
