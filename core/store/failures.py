"""What SQLite and the disk report, said in words."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from core import errors
from core.days import clock_time, shown
from core.i18n import _, ngettext
from core.store.damage import UnreadableRow

_MOST_NAMED = 5
_FULL = {"SQLITE_FULL"}
_READ_ONLY = {"SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT"}
_ENVIRONMENT = {"SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_NOLFS"}


def not_a_workspace(path: Path, *, named_so: bool) -> errors.NotAWorkspace:
    """The file is no workspace of ours, though it may be named like one."""
    said = _("“{name}” is not a Pregón file. It has not been touched.")
    advice = _("Choose a file that ends in .pregon, or create a new file.")
    if named_so:
        said = _(
            "“{name}” is named like a file of Pregón, and what is in it is something else or "
            "damaged. It has not been touched."
        )
        advice = _("Choose another file or a copy of it, or create a new file.")
    return errors.NotAWorkspace(said.format(name=path.name), advice)


def newer(path: Path) -> errors.NewerWorkspace:
    """A later version wrote it."""
    return errors.NewerWorkspace(
        _("“{name}” was made with a newer version of Pregón. It has not been touched.").format(
            name=path.name
        ),
        _("Install the newer version, or open an earlier copy."),
    )


def damaged(path: Path, detail: str = "") -> errors.DamagedWorkspace:
    """SQLite finds the file malformed."""
    return errors.DamagedWorkspace(
        _("“{name}” is damaged and cannot be read whole. It has not been touched.").format(
            name=path.name
        ),
        _("Restore the latest backup; the damaged file is kept beside it."),
        detail=detail,
    )


def broken_seal(path: Path) -> errors.BrokenSeal:
    """Some byte is another than when the file was closed."""
    return errors.BrokenSeal(
        _("“{name}” is no longer as Pregón closed it: something in it was damaged.").format(
            name=path.name
        ),
        _("Restore the latest backup; the file as it is now is kept beside it."),
    )


def altered(path: Path, what: str) -> errors.AlteredWorkspace:
    """Its schema is not ours: `what` was added, changed or taken away."""
    return errors.AlteredWorkspace(
        _("Another program has altered “{name}” ({what}). It has not been opened.").format(
            name=path.name, what=what
        ),
        _("Restore the latest backup, or ask the person who sent you the file for another."),
        detail=what,
    )


def too_long(path: Path) -> errors.DamagedWorkspace:
    """A value is longer than any that we write."""
    return errors.DamagedWorkspace(
        _("Something in “{name}” is too long to be read.").format(name=path.name),
        _("Restore the latest backup, or ask the person who sent you the file for another."),
    )


def unreadable(path: Path, met: Collection[UnreadableRow]) -> errors.DamagedWorkspace:
    """Rows that the records left out, or letters that were read as signs."""
    rows = sorted(str(item) for item in met if item.table)
    if not rows:
        sentence = _("Some letters in “{name}” are damaged and show as �.").format(name=path.name)
    else:
        told = ngettext(
            "One entry in “{name}” is damaged and was left out ({places}). The rest is here.",
            "{count} entries in “{name}” are damaged and were left out ({places}). The rest is "
            "here.",
            len(rows),
        )
        places = ", ".join(rows[:_MOST_NAMED]) + (", …" if rows[_MOST_NAMED:] else "")
        sentence = told.format(count=len(rows), name=path.name, places=places)
    return errors.DamagedWorkspace(sentence, _("The latest backup may still have it whole."))


def read_only(path: Path) -> errors.ReadOnlyWorkspace:
    """Readable, not writable."""
    return errors.ReadOnlyWorkspace(
        _("“{name}” can be read but not changed.").format(name=path.name),
        _("Open a copy in a folder of your own; the original stays as it is."),
    )


def open_here(path: Path) -> errors.WorkspaceBusy:
    """Another window of this computer holds it."""
    return errors.WorkspaceBusy(
        _("“{name}” is open in another window of this computer.").format(name=path.name),
        _("Close it there first, or open a copy."),
    )


def open_elsewhere(path: Path, computer: str, since: datetime) -> errors.OpenElsewhere:
    """A window on `computer` holds it, or held it when that computer stopped."""
    local = since.astimezone()
    return errors.OpenElsewhere(
        _("“{name}” is open on the computer “{computer}” since {day}, {time}.").format(
            name=path.name, computer=computer, day=shown(local.date()), time=clock_time(local)
        ),
        _(
            "Close it there first, or open a copy. If that computer is no longer there, open it "
            "anyway."
        ),
        computer,
    )


def busy(path: Path) -> errors.WorkspaceBusy:
    """Another program is writing; nothing was changed."""
    return errors.WorkspaceBusy(
        _("Another program is writing to “{name}” at this moment.").format(name=path.name),
        _("Try again in a moment."),
    )


def of_another(copy: Path, town: str) -> errors.OtherWorkspace:
    """The copy is of another workspace."""
    return errors.OtherWorkspace(
        _("“{name}” is a copy of another town file: {town}. Nothing has changed.").format(
            name=copy.name, town=town
        ),
        _("Choose a copy of this one, or say that you want the other in its place."),
    )


def remains_in_log(path: Path) -> errors.TraceRemains:
    """Erased, but another connection still reads the log in which it was."""
    return errors.TraceRemains(
        _(
            "It is erased, but a trace remains beside “{name}” while another program reads it."
        ).format(name=path.name),
        _("Close the other program and Pregón; the trace disappears when the file is closed."),
    )


def remains_in_file(path: Path) -> errors.TraceRemains:
    """Erased, but the disk had no room to write the file anew without it."""
    return errors.TraceRemains(
        _("It is erased, but a trace remains in “{name}” until there is room on the disk.").format(
            name=path.name
        ),
        _("Free some space: the trace goes at the next start of Pregón."),
    )


def missing(path: Path) -> errors.FileTrouble:
    """It was moved or deleted."""
    return errors.FileTrouble(
        _("“{name}” cannot be found in {folder}.").format(name=path.name, folder=path.parent),
        _("If it was moved, open it from its new place."),
    )


def replaced(path: Path) -> errors.WorkspaceLost:
    """Another file has its name now."""
    return errors.WorkspaceLost(
        _("While it was open, another file was put in the place of “{name}”.").format(
            name=path.name
        ),
        _("Nothing more is saved in it. Save what is here under another name, and compare both."),
    )


def lost(path: Path) -> errors.WorkspaceLost:
    """No file has its name any more."""
    return errors.WorkspaceLost(
        _("“{name}” cannot be found in {folder}.").format(name=path.name, folder=path.parent),
        _(
            "Nothing more is saved in it. Connect the drive again, or save what is here under"
            " another name."
        ),
    )


def cannot_undo(label: str) -> errors.CannotUndo:
    """Something else refers to what would be taken back, such as an incident to a mention."""
    return errors.CannotUndo(
        _("“{label}” cannot be undone any more: something later rests on it.").format(label=label),
        _("Nothing has changed."),
    )


def only_readable(path: Path) -> errors.DiskFull:
    """It was opened to be read, for nothing can be written beside it."""
    return errors.DiskFull(
        _("“{name}” is open only to be read: there is no room on the disk.").format(name=path.name),
        _("Free some space, close Pregón and open it again. You can read everything."),
    )


def full(path: Path) -> errors.DiskFull:
    """No room; the transaction was rolled back."""
    return errors.DiskFull(
        _("The disk is full: the last change to “{name}” is not saved.").format(name=path.name),
        _("Free some space and try again; what was saved before is safe."),
    )


def _converted(path: Path, error: sqlite3.Error) -> errors.AppError | None:
    name = getattr(error, "sqlite_errorname", None) or ""
    primary = "_".join(name.split("_")[:2])
    if primary in _FULL:
        return full(path)
    if primary in _READ_ONLY:
        return read_only(path)
    if primary in _BUSY:
        return busy(path)
    if primary == "SQLITE_TOOBIG":
        return too_long(path)
    if primary in _DAMAGED:
        return damaged(path, str(error))
    if primary in _ENVIRONMENT:
        return errors.FileTrouble(
            _("The disk does not let “{name}” be read or written.").format(name=path.name),
            _("Check that the drive is connected and has room, and try again."),
            detail=str(error),
        )
    return None


def of_upgrade(path: Path, error: sqlite3.Error) -> errors.AppError:
    """Why it could not be brought to this version: the environment, or what is in it."""
    return _converted(path, error) or damaged(path, str(error))


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what keeps a file from being read into `FileTrouble`."""
    try:
        yield
    except FileNotFoundError as error:
        raise missing(path) from error
    except OSError as error:
        raise errors.FileTrouble(
            _("“{name}” may not be read: it is not yours, or a program holds it.").format(
                name=path.name
            ),
            _(
                "Close other programs and try again, or ask the person who looks after the "
                "computer."
            ),
            detail=str(error),
        ) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the environment does to SQLite into `WorkspaceError`; our mistakes pass through."""
    try:
        yield
    except sqlite3.Error as error:
        converted = _converted(path, error)
        if converted is None:
            raise
        raise converted from error
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged schema quotes it.
        raise damaged(path, error.reason) from error


def not_in_copy(made: datetime, last: datetime) -> str:
    """What went between the copy and the last write."""
    return _(
        "What was written between {day} at {time} and {last_day} at {last_time} is not in the copy."
    ).format(
        day=shown(made.astimezone().date()),
        time=clock_time(made),
        last_day=shown(last.astimezone().date()),
        last_time=clock_time(last),
    )
