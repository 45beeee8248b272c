"""A workspace file is made, or opened and brought to this version.

What a program that was killed left half made, of a file or of a copy, is swept away.
"""

import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core import files
from core.clock import Clock
from core.errors import DiskFull, FileTrouble
from core.store import backup, connection, damage, failures, migrations, schema, seal
from core.store.database import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

OLD = timedelta(days=1)
"""What is younger may be another program's that is at work."""
_OURS = re.compile(
    r"(.+\.pregon(\.restored)?\.partial(-journal|-wal|-shm)?|.+\.damaged\.partial"
    r"|(?P<waiting>.+\.pregon)\.restored)"
)


def create(path: Path, fill: "Callable[[Database], None]") -> None:
    """Write a new workspace with what `fill` puts into it, whole or not at all.

    Raises `FileTrouble` when the file exists or cannot be made, `DiskFull`.
    """
    partial = path.with_name(f"{path.name}.partial")
    with files.writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        try:
            files.touch_private(partial)
            with failures.explained(path):
                _build(partial, fill)
            seal.put_on(partial)
            if path.exists():
                raise FileExistsError(errno.EEXIST, "exists", str(path))
            files.put(partial, path)
        finally:
            partial.unlink(missing_ok=True)


def _build(path: Path, fill: "Callable[[Database], None]") -> None:
    from sqlite_utils import Database

    first = connection.connect(path, "rwc")
    try:
        migrations.apply(first)
        database = Database(first, execute_plugins=False)
        with database.atomic():
            fill(database)
    finally:
        first.close()


def open_store(
    path: Path, clock: Clock, *, undoable: bool = True, broken_seal: bool = False
) -> Store:
    """Open a workspace and bring it to this version; who undoes nothing spares the journal.

    Raises `FileTrouble` when it is missing, `NotAWorkspace`, `NewerWorkspace`, `DamagedWorkspace`,
    `ReadOnlyWorkspace`, `WorkspaceBusy`; the file is untouched then. `BrokenSeal` is not raised
    when the person knows of it already (`broken_seal`): what SQLite finds whole is opened then.
    Where there is no room beside it, what has its seal is opened to be read.
    """
    # SQLite keeps its logs beside the file, not beside a link to it.
    path = Path(os.path.realpath(path))
    connection.inspect(path)
    if not connection.writable(path):
        raise failures.read_only(path)
    sealed = not broken_seal and connection.require_seal(path)
    try:
        with failures.explained(path):
            old = _look_into(path, thoroughly=broken_seal)
    except (FileTrouble, DiskFull):
        if not sealed or _look_into(path, mode=connection.AS_IT_IS):
            raise
        return Store(path, clock, undoable=undoable, read_only=True)
    with failures.explained(path):
        with suppress(OSError):
            # Another program may hold the file at this moment; a seal that stays does no harm.
            seal.take_off(path)
        if old:
            _bring_up_to_date(path, clock)
    return Store(path, clock, undoable=undoable, sealed=sealed)


def _look_into(path: Path, *, thoroughly: bool = False, mode: str = "rw") -> bool:
    """Whether something of a file is not as this version has it; raises what speaks against it."""
    with damage.unsaid(), closing(connection.connect(path, mode)) as probe:
        applied = schema.require_ours(probe, path)
        if thoroughly:
            backup.check(probe, path)
        log = probe.execute("PRAGMA journal_mode").fetchone()[0]
        # What may not be written has no log, whatever its header says.
        unlogged = log != "wal" and mode != connection.AS_IT_IS
        return unlogged or bool(migrations.known() - applied)


def _bring_up_to_date(path: Path, clock: Clock) -> None:
    with closing(connection.connect(path)) as probe:
        if migrations.known() - migrations.applied(probe):
            backup.make(path, backup.folder_of(path), clock)
            try:
                migrations.apply(probe)
            except sqlite3.Error as error:
                raise failures.of_upgrade(path, error) from error
        # Kept in the file, but copies are made without it.
        probe.execute("PRAGMA journal_mode = WAL")


def sweep(folders: Iterable[Path], clock: Clock) -> None:
    """Delete in these folders what bears a name of ours and has been half for more than a day.

    A copy that was to take the place of a workspace stays where that is missing.
    """
    for path in (other for folder in folders for other in _inside(folder)):
        found = _OURS.fullmatch(path.name)
        if found is None or (found["waiting"] and not path.with_name(found["waiting"]).exists()):
            continue
        with suppress(OSError):
            age = clock.now() - datetime.fromtimestamp(path.stat().st_mtime, UTC)
            # From what is still to come, too: the clock was ahead.
            if abs(age) > OLD:
                path.unlink()


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
