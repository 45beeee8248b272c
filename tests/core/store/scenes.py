"""What the tests of the store do to a workspace, by the program and past it."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.roster import records
from core.roster.model import Contact
from core.store import Store, Topic

_WORDS = """
import sys
from pathlib import Path
from core.clock import Clock
from core.roster import records
from core.roster.model import Contact
from core.store import Topic, open_store
path = Path(sys.argv[1])
"""
_OPEN = "store = open_store(path, Clock())\nwith {work}\nstore.close()\n"


def own_names(store: Store) -> list[str]:
    """Who was added, by name; not what the program suggests."""
    with store.read() as connection:
        return [record.name for record in records.everyone(connection) if not record.suggested]


def add(store: Store, name: str, note: str = "") -> None:
    with store.change(Topic.ROSTER, label=f"añadir {name}") as db:
        records.add(db, Contact(name, note=note), store.clock.now())


def elsewhere(path: Path, script: str) -> str:
    """Run Python code on the file in a process of its own; gives what it printed."""
    command = [sys.executable, "-c", f"{_WORDS}{script}", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def added_elsewhere(path: Path, name: str) -> None:
    """Another process of ours, such as the listener, comes, adds a contact and goes."""
    adding = f"store.change(Topic.ROSTER) as db: records.add(db, Contact({name!r}), Clock().now())"
    elsewhere(path, _OPEN.format(work=adding))


def spoil(file: Path, statement: str) -> None:
    """Change a closed file as a damaged disk does: no rule of a table is asked."""
    with closing(sqlite3.connect(file)) as past, past:
        past.execute("PRAGMA ignore_check_constraints = ON")
        assert past.execute(statement).rowcount > 0


@contextmanager
def unguarded(file: Path) -> Iterator[sqlite3.Connection]:
    """Past the program, and past the triggers that keep the log: they are put back afterwards."""
    with closing(sqlite3.connect(file, isolation_level=None)) as past:
        guards = past.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'log_entry'"
        ).fetchall()
        for name, _sql in guards:
            past.execute(f"DROP TRIGGER {name}")
        yield past
        for _name, sql in guards:
            past.execute(sql)


def names_elsewhere(path: Path) -> list[str]:
    """Who was added, as another process of ours sees it."""
    telling = "store.read() as c: print(*[one.name for one in records.everyone(c)"
    return elsewhere(path, _OPEN.format(work=f"{telling} if not one.suggested])")).split()


@contextmanager
def little_room(size: int = 65536) -> Iterator[None]:
    """The system refuses this process any file that grows beyond `size` bytes.

    Of what a full disk does, it is what any user may ask of Linux, within a chroot too; of a full
    disk SQLite itself tells by `PRAGMA max_page_count`.
    """
    # Not there on Windows, where the other scenes are.
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))
