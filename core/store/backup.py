"""Copies of a workspace: made with SQLite's backup API, checked, kept in a rotating set."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from core import files
from core.cancel import CancelToken
from core.clock import Clock
from core.store import connection, damage, failures, identity, seal
from core.store.identity import Identity

DUE_AFTER = timedelta(days=1)
_STAMP = "%Y-%m-%d %H.%M.%S"
"""In the person's time: they may look for a copy by its name."""

_CLOCK_SLIP = timedelta(minutes=5)
"""Between this clock and that of another computer that makes copies there."""

_TELLING = timedelta(minutes=1)
"""Less than this is no time in which somebody wrote."""

_PAGES = 2000
"""Copied at once: 8 MB, between which a copy can be given up."""

_FOLDER = "Copias"


class Backup(NamedTuple):
    """One copy on disk; `made_at` is UTC, `size` is in bytes."""

    path: Path
    made_at: datetime
    size: int
    whose: Identity


def folder_of(workspace: Path, chosen: str = "") -> Path:
    """Where the copies of a workspace go: the folder chosen, or `Copias` beside it."""
    return Path(chosen) if chosen else workspace.parent / _FOLDER


def listed(workspace: Path, folder: Path) -> list[Backup]:
    """The copies of this workspace, newest first; empty when the folder cannot be read.

    Those of another one of the same file name are not among them.
    """
    whose = identity.of_workspace(workspace)
    return [item for item in named_alike(workspace, folder) if not whose.contradicts(item.whose)]


def named_alike(workspace: Path, folder: Path) -> list[Backup]:
    """The copies of every workspace of this file name, newest first."""
    prefix = f"{workspace.stem} "
    try:
        # The name alone is not enough: SQLite may leave `….pregon-shm` beside a copy it has read.
        paths = [
            path
            for path in folder.iterdir()
            if path.name.startswith(prefix) and path.suffix == connection.SUFFIX
        ]
    except OSError:
        return []
    found = (_looked_at(path, path.stem.removeprefix(prefix)) for path in paths)
    return sorted(
        (item for item in found if item),
        key=lambda item: (item.made_at, item.path.name),
        reverse=True,
    )


def _looked_at(path: Path, stamp: str) -> Backup | None:
    try:
        made = datetime.strptime(stamp, _STAMP).astimezone(UTC)
        there = path.stat()
        if S_ISDIR(there.st_mode):
            return None
        return Backup(path, made, there.st_size, identity.of_copy(path))
    except (ValueError, OSError):
        # Something else, or gone in this moment.
        return None


def newest_whole(workspace: Path, folder: Path) -> Backup | None:
    """The newest copy that is as it was made, or of which nobody can tell; or None."""
    return next(filter(is_whole, listed(workspace, folder)), None)


def is_whole(copy: Backup) -> bool:
    """False when a copy is not as it was made, or cannot be read."""
    with suppress(OSError):
        return seal.state(copy.path) is not seal.SealState.BROKEN
    return False


def require_own(own: Identity, copy: Path) -> None:
    """Raise `OtherWorkspace` when a copy is surely of another workspace."""
    whose = identity.of_copy(copy)
    if own.contradicts(whose):
        raise failures.of_another(copy, whose.town)


class CopiesFound(NamedTuple):
    """What lies in a folder under the name of a workspace, each newest first."""

    own: list[Backup]
    ahead: list[Backup]
    """Those of its own that are dated in what is still to come."""
    others: list[Backup]
    """Of another workspace that is called the same."""


def shelf(workspace: Path, folder: Path, clock: Clock) -> CopiesFound:
    """Everything of that name; empty when the folder cannot be read."""
    whose = identity.of_workspace(workspace)
    own: list[Backup] = []
    others: list[Backup] = []
    for item in named_alike(workspace, folder):
        (others if whose.contradicts(item.whose) else own).append(item)
    there = past(own, clock)
    return CopiesFound(there, [each for each in own if each not in there], others)


def past(copies: Iterable[Backup], clock: Clock) -> list[Backup]:
    """Those not dated in what is still to come: the clock was ahead when they were made, or is
    behind now. Of these nobody knows how old they are."""
    return [item for item in copies if item.made_at <= clock.now() + _CLOCK_SLIP]


def due(workspace: Path, folder: Path, clock: Clock, after: timedelta = DUE_AFTER) -> bool:
    """True when the newest copy is older than a day, or than `after`, or there is none."""
    copies = past(listed(workspace, folder), clock)
    return not copies or clock.now() - copies[0].made_at > after


def of_today(workspace: Path, folder: Path, clock: Clock, kept: int) -> None:
    """Make a copy unless there is one of this day already. Raises as `make`."""
    copies = past(listed(workspace, folder), clock)
    if not copies or copies[0].made_at.astimezone().date() != clock.today():
        make(workspace, folder, clock, kept)


def make(
    workspace: Path,
    folder: Path,
    clock: Clock,
    kept: int | None = None,
    token: CancelToken | None = None,
) -> Path:
    """Write a checked copy and drop those beyond `kept`, or none: first what a day has besides its
    newest, then the oldest days. Returns where it is, or was: somebody may move it at once.

    Copies dated in what is still to come are neither counted nor dropped. Raises `DamagedWorkspace`
    when the copy does not pass `quick_check` (the copy is removed and the older ones stay),
    `FileTrouble` or `DiskFull` when the folder cannot take it, `Cancelled`.
    """
    made = clock.now()
    with _reading(workspace) as source:
        target = _claimed(workspace, folder, made)
        _fill(target, source, workspace, token)
    if kept is not None:
        there = past(listed(workspace, folder), clock)
        for old in _by_worth([item for item in there if item.path != target], made)[kept - 1 :]:
            # One that another program has open goes with a later copy: this one is made.
            with suppress(OSError):
                old.path.unlink()
    return target


def _by_worth(copies: Iterable[Backup], made: datetime) -> list[Backup]:
    """The newest of each day, newest first, then the others; one `made` just now is there too."""
    days = {made.astimezone().date()}
    newest: list[Backup] = []
    others: list[Backup] = []
    for item in copies:
        day = item.made_at.astimezone().date()
        (others if day in days else newest).append(item)
        days.add(day)
    return newest + others


def _claimed(workspace: Path, folder: Path, made: datetime) -> Path:
    """A name that no copy has, nor one that another thread or program is making: of two in one
    second, as when a copy just made is restored, neither replaces the other."""
    while True:
        stamp = made.astimezone().strftime(_STAMP)
        target = folder / f"{workspace.stem} {stamp}{connection.SUFFIX}"
        with files.writing(target):
            folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                files.touch_private(_partial(target), new=True)
                if not target.exists():
                    return target
                _partial(target).unlink()
        made += timedelta(seconds=1)


def copy(workspace: Path, target: Path, token: CancelToken | None = None) -> None:
    """A checked copy of a workspace, read-only ones too, whole or not at all.

    Raises `FileTrouble` when `target` exists, be it the workspace itself: nothing is overwritten;
    `Cancelled` when the token says so.
    """
    with _reading(workspace) as source:
        save(source, workspace, target, token)


@contextmanager
def _reading(workspace: Path) -> Iterator[sqlite3.Connection]:
    if not workspace.exists():
        raise failures.missing(workspace)
    with failures.explained(workspace), closing(connection.connect(workspace, "ro")) as source:
        connection.identify(source, workspace)
        yield source


def save(
    source: sqlite3.Connection, workspace: Path, target: Path, token: CancelToken | None = None
) -> None:
    """As `copy`, of what an open connection to the workspace sees, also where its file is gone."""
    with files.writing(target):
        if target.exists():
            raise FileExistsError(errno.EEXIST, "exists", str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        _partial(target).unlink(missing_ok=True)
        files.touch_private(_partial(target), new=True)
    _fill(target, source, workspace, token)


def _partial(target: Path) -> Path:
    return target.with_name(f"{target.name}.partial")


def _fill(
    target: Path, source: sqlite3.Connection, workspace: Path, token: CancelToken | None
) -> None:
    """Write the copy whose half-made file is there and empty."""
    partial = _partial(target)
    with files.writing(target):
        try:
            _copy_into(source, partial, workspace, token or CancelToken())
            seal.put_on(partial)
            for log in _logs(target):
                # Left by a killed program: SQLite would replay it into the new file.
                log.unlink(missing_ok=True)
            files.put(partial, target)
        finally:
            partial.unlink(missing_ok=True)


def _logs(workspace: Path) -> list[Path]:
    return [workspace.with_name(workspace.name + ending) for ending in ("-wal", "-shm")]


def missing(workspace: Path, copy: Backup) -> str:
    """Which time is not in a copy, as far as the dates of the workspace's files tell, in one
    sentence; empty where nothing was written after it, or nobody can tell."""
    dates = []
    for file in (workspace, *_logs(workspace)[:1]):
        with suppress(OSError):
            found = file.stat()
            # Who only looks into the workspace makes an empty log.
            if found.st_size:
                dates.append(found.st_mtime)
    last = datetime.fromtimestamp(max(dates), UTC) if dates else copy.made_at
    return failures.not_in_copy(copy.made_at, last) if last - copy.made_at >= _TELLING else ""


def set_aside(workspace: Path) -> Path:
    """A name beside the workspace for what is damaged of it, that no file has yet."""
    return free_name(workspace, ".damaged")


def free_name(workspace: Path, ending: str = connection.SUFFIX) -> Path:
    """A name beside the workspace that no file has yet."""
    number = 1
    while (free := workspace.with_name(f"{workspace.stem} ({number}){ending}")).exists():
        number += 1
    return free


def rescue(workspace: Path, backup: Path, *, other: bool = False) -> Path:
    """Put a copy in the place of a damaged workspace; returns where the damaged one is now.

    At every instant there is a file of the workspace's name, and nothing of the damaged one is
    lost. Raises `OtherWorkspace` as `Store.restore` does, `NotAWorkspace`, `DamagedWorkspace`,
    `FileTrouble` or `DiskFull`; the workspace is untouched then.
    """
    # A link stays one: what it leads to is put right.
    workspace = Path(os.path.realpath(workspace))
    connection.inspect(backup)
    connection.require_seal(backup)
    if not other:
        # Nobody has it open, and not even the log beside it may be touched.
        require_own(identity.of_copy(workspace), backup)
    fresh = workspace.with_name(f"{workspace.name}.restored")
    fresh.unlink(missing_ok=True)
    copy(backup, fresh)
    # Whoever shares the workspace goes on sharing it.
    shutil.copymode(workspace, fresh)
    aside = set_aside(workspace)
    try:
        with files.writing(aside):
            files.put_twin(workspace, aside)
            for log, kept in zip(_logs(workspace), _logs(aside), strict=True):
                if log.exists():
                    files.put_twin(log, kept)
        with files.writing(workspace):
            for log in _logs(workspace):
                # SQLite would replay it into what takes the place of the damaged file.
                log.unlink(missing_ok=True)
            files.put(fresh, workspace)
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _copy_into(source: sqlite3.Connection, path: Path, workspace: Path, token: CancelToken) -> None:
    with failures.explained(workspace):
        target = sqlite3.connect(path)
        try:
            source.backup(target, pages=_PAGES, progress=lambda *_left: token.check())
            # A copy is one file: reading it must not leave a log beside it.
            target.execute("PRAGMA journal_mode = DELETE")
            _require_sound(target, workspace)
        finally:
            target.close()


def _require_sound(database: sqlite3.Connection, path: Path) -> None:
    verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise failures.damaged(path, verdict)


def check(database: sqlite3.Connection, path: Path) -> None:
    """Raise `DamagedWorkspace` when SQLite's full check or a reference fails."""
    with failures.explained(path):
        verdict = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise failures.damaged(path, verdict)
        if database.execute("PRAGMA foreign_key_check").fetchone():
            raise failures.damaged(path, "foreign_key_check")


def pour(backup: Path, into: sqlite3.Connection, workspace: Path) -> None:
    """Replace the content of an open workspace by that of a copy, after checking the copy.

    Raises `NotAWorkspace`, `DamagedWorkspace`, `NewerWorkspace`, `WorkspaceBusy` or `DiskFull`;
    `into` is untouched then.
    """
    from core.store import migrations, schema

    def give_up(status: int, _left: int, _all: int) -> None:
        # Python itself would try again for as long as another program writes.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise failures.busy(workspace)

    connection.inspect(backup)
    connection.require_seal(backup)
    with damage.unsaid(), failures.explained(backup):
        source = connection.connect(backup, "ro")
        try:
            applied = schema.require_ours(source, backup)
            _require_sound(source, backup)
            old = bool(migrations.known() - applied)
            content = _of_this_version(source, backup) if old else source
            with closing(content), failures.explained(workspace):
                content.backup(into, progress=give_up)
        finally:
            source.close()


def _of_this_version(source: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The content of an earlier version, brought up to this one in memory."""
    from core.store import migrations

    made = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(made)
    try:
        migrations.apply(made)
    except sqlite3.IntegrityError as error:
        made.close()
        raise failures.damaged(path, str(error)) from error
    return made
