"""Copies of a workspace: made with SQLite's backup API, checked, kept in a rotating set."""

import errno
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core import files
from core.clock import Clock
from core.store import connection, failures

DUE_AFTER = timedelta(days=1)
_STAMP = "%Y-%m-%d %H.%M.%S"
"""In the person's time: they may look for a copy by its name."""

_CLOCK_SLIP = timedelta(minutes=5)
"""Between this clock and that of another computer that makes copies there."""

_FOLDER = "Copias"
_SUFFIX = ".pregon"


@dataclass(frozen=True)
class Backup:
    """One copy on disk; `made_at` is UTC, `size` is in bytes."""

    path: Path
    made_at: datetime
    size: int


def folder_of(workspace: Path, chosen: str = "") -> Path:
    """Where the copies of a workspace go: the folder chosen, or `Copias` beside it."""
    return Path(chosen) if chosen else workspace.parent / _FOLDER


def listed(workspace: Path, folder: Path) -> list[Backup]:
    """The copies of this workspace, newest first; empty when the folder cannot be read."""
    found = []
    prefix = f"{workspace.stem} "
    try:
        # The name alone is not enough: SQLite may leave `….pregon-shm` beside a copy it has read.
        paths = [
            path
            for path in folder.iterdir()
            if path.name.startswith(prefix) and path.suffix == _SUFFIX
        ]
    except OSError:
        return []
    for path in paths:
        try:
            made = datetime.strptime(path.stem[len(prefix) :], _STAMP).astimezone(UTC)
        except ValueError:
            continue
        found.append(Backup(path, made, path.stat().st_size))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def past(copies: Iterable[Backup], clock: Clock) -> list[Backup]:
    """Those not dated in what is still to come: the clock was ahead when they were made, or is
    behind now. Of these nobody knows how old they are."""
    return [one for one in copies if one.made_at <= clock.now() + _CLOCK_SLIP]


def due(workspace: Path, folder: Path, clock: Clock, after: timedelta = DUE_AFTER) -> bool:
    """True when the newest copy is older than a day, or than `after`, or there is none."""
    copies = past(listed(workspace, folder), clock)
    return not copies or clock.now() - copies[0].made_at > after


def of_today(workspace: Path, folder: Path, clock: Clock, kept: int) -> None:
    """Make a copy unless there is one of this day already. Raises as `make`."""
    copies = past(listed(workspace, folder), clock)
    if not copies or copies[0].made_at.astimezone().date() != clock.today():
        make(workspace, folder, clock, kept)


def make(workspace: Path, folder: Path, clock: Clock, kept: int | None = None) -> Backup:
    """Write a checked copy and drop the oldest beyond `kept`, or none.

    Copies dated in what is still to come are neither counted nor dropped. Raises `DamagedWorkspace`
    when the copy does not pass `quick_check` (the copy is removed and the older ones stay),
    `FileTrouble` or `DiskFull` when the folder cannot take it.
    """
    made = clock.now()
    while (target := _named(workspace, folder, made)).exists():
        # Two in one second, as when a copy just made is restored: neither replaces the other.
        made += timedelta(seconds=1)
    copy(workspace, target)
    if kept is not None:
        others = [one for one in listed(workspace, folder) if one.path != target]
        for old in past(others, clock)[max(0, kept - 1) :]:
            old.path.unlink(missing_ok=True)
    return Backup(target, made.replace(microsecond=0), target.stat().st_size)


def _named(workspace: Path, folder: Path, made: datetime) -> Path:
    return folder / f"{workspace.stem} {made.astimezone().strftime(_STAMP)}{_SUFFIX}"


def copy(workspace: Path, target: Path) -> None:
    """A checked copy of a workspace, read-only ones too, whole or not at all.

    Raises `FileTrouble` when `target` exists, be it the workspace itself: nothing is overwritten.
    """
    if not workspace.exists():
        raise failures.missing(workspace)
    partial = target.with_name(f"{target.name}.partial")
    with files.writing(target):
        if target.exists():
            raise FileExistsError(errno.EEXIST, "exists", str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        try:
            with failures.explained(workspace):
                source = connection.connect(workspace, "ro")
                try:
                    connection.identify(source, workspace)
                    _copy_into(source, partial, workspace)
                finally:
                    source.close()
            for log in _logs(target):
                # Left by a killed program: SQLite would replay it into the new file.
                log.unlink(missing_ok=True)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)


def _logs(workspace: Path) -> list[Path]:
    return [workspace.with_name(workspace.name + ending) for ending in ("-wal", "-shm")]


def set_aside(workspace: Path) -> Path:
    """A name beside the workspace for what is damaged of it, that no file has yet."""
    number = 1
    while (aside := workspace.with_name(f"{workspace.stem} ({number}).damaged")).exists():
        number += 1
    return aside


def rescue(workspace: Path, backup: Path) -> Path:
    """Put a copy in the place of a damaged workspace; returns where the damaged one is now.

    Raises `NotAWorkspace`, `DamagedWorkspace`, `FileTrouble` or `DiskFull`; the damaged file then
    has one of both names.
    """
    connection.inspect(backup)
    fresh = workspace.with_name(f"{workspace.name}.restored")
    fresh.unlink(missing_ok=True)
    copy(backup, fresh)
    aside = set_aside(workspace)
    with files.writing(aside):
        workspace.rename(aside)
        for log, kept in zip(_logs(workspace), _logs(aside), strict=True):
            if log.exists():
                log.rename(kept)
        fresh.rename(workspace)
    return aside


def _copy_into(source: sqlite3.Connection, path: Path, workspace: Path) -> None:
    with failures.explained(workspace):
        target = sqlite3.connect(path)
        try:
            source.backup(target)
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
    from core.store import migrations

    def give_up(status: int, _left: int, _all: int) -> None:
        # Python itself would try again for as long as another program writes.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise failures.busy(workspace)

    connection.inspect(backup)
    with failures.explained(backup):
        source = connection.connect(backup, "ro")
        try:
            _require_sound(source, backup)
            if migrations.applied(source) - migrations.known():
                raise failures.newer(backup)
            content = _of_this_version(source, backup)
            with closing(content), failures.explained(workspace):
                content.backup(into, progress=give_up)
        finally:
            source.close()


def _of_this_version(source: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A copy as it is, or, of an earlier version, its content brought up to this one in memory."""
    from core.store import migrations

    if not migrations.known() - migrations.applied(source):
        return source
    made = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(made)
    try:
        migrations.apply(made)
    except sqlite3.IntegrityError as error:
        made.close()
        raise failures.damaged(path, str(error)) from error
    return made
