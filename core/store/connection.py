"""Opening a workspace file: what it is, pragmas, one connection."""

import os
import sqlite3
import stat
from contextlib import closing
from functools import cache
from pathlib import Path

from core import errors
from core.store import damage, failures, seal

Connection = sqlite3.Connection
"""What `Store.read` gives, named for the signatures of the slices; only records run SQL on it."""

APPLICATION_ID = 0x50524547
"""“PREG”, in the header of every workspace (offset 68, big endian)."""

SUFFIX = ".pregon"

_MAGIC = b"SQLite format 3\x00"
LONGEST = 50_000_000
"""Bytes of one value or one row; ours are a hundred times smaller."""
_DEEPEST = 50
"""Triggers that set off one another; ours go down by five."""
AS_IT_IS = "ro&immutable=1"
"""A mode that makes no file beside the workspace; who has it open must be nobody."""
_TRIED = """
    PRAGMA trusted_schema = OFF;
    CREATE TABLE item (words);
    CREATE VIRTUAL TABLE item_text USING fts5(words);
    CREATE TRIGGER index_words AFTER INSERT ON item BEGIN INSERT INTO item_text VALUES (1); END;
    INSERT INTO item VALUES (1);
"""
_SCHEMA_FORMAT = 4
"""The last one that SQLite has had, since 2006."""
_BUSY_MS = 2000
"""How long a write waits for another; the window stands still meanwhile, then keeps a draft."""


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """A connection in autocommit mode with the pragmas of a workspace.

    `mode` is SQLite's: `rw`, `rwc` to create the file, `ro` to read only. It may be closed from
    another thread than the one that uses it, hence the flag.
    """
    if mode == "ro" and not writable(path) and not path.with_name(f"{path.name}-wal").exists():
        # Where no file can be made beside it, only an immutable database can be opened.
        mode = AS_IT_IS
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_MS / 1000,
    )
    connection.row_factory = sqlite3.Row
    connection.text_factory = damage.as_text
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        # A file may come from anywhere: what its schema says runs nothing, and nothing is believed.
        connection.execute(f"PRAGMA trusted_schema = {'OFF' if _may_distrust() else 'ON'}")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, _DEEPEST)
        # What is deleted is overwritten: not every build of SQLite does so by itself.
        connection.execute("PRAGMA secure_delete = ON")
    except (sqlite3.Error, UnicodeDecodeError):
        # Of a damaged file, even in what SQLite says of it; held open, Windows would not let its
        # copy take its place.
        connection.close()
        raise
    return connection


@cache
def _may_distrust() -> bool:
    """Whether this SQLite lets our triggers fill the full text in a schema that is not trusted.

    That of Debian 12 (3.40) does not. There `schema.require_ours` alone stands before what a
    stranger wrote into one.
    """
    with closing(sqlite3.connect(":memory:")) as tried:
        try:
            tried.executescript(_TRIED)
        except sqlite3.OperationalError:
            return False
    return True


def file_of(connection: sqlite3.Connection) -> Path:
    """The file that a connection reads."""
    return Path(connection.execute("PRAGMA database_list").fetchone()["file"])


def inspect(path: Path) -> None:
    """Raise when `path` is missing, or is no workspace, judged by its first hundred bytes.

    Never for a workspace that this process has open: see `identify`.
    """
    with failures.reading(path):
        # A pipe, say, would keep whoever opens it waiting.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _not_ours(path)
        with path.open("rb") as file:
            header = file.read(100)
    if not is_ours(header):
        with failures.reading(path):
            # What a power cut leaves of a file, or what was ours when it was closed.
            ours = path.suffix == SUFFIX and (not any(header) or seal.marked(path))
        if ours:
            raise failures.damaged(path, "header")
        raise _not_ours(path)
    if int.from_bytes(header[44:48], "big") > _SCHEMA_FORMAT:
        # SQLite says so as of any mistake of ours.
        raise failures.damaged(path, "schema format")


def is_database(start: bytes) -> bool:
    """Whether a file that begins so is one of SQLite."""
    return start.startswith(_MAGIC)


def is_ours(start: bytes) -> bool:
    """Whether a file that begins so, with a hundred bytes, is a workspace."""
    return is_database(start) and int.from_bytes(start[68:72], "big") == APPLICATION_ID


def _not_ours(path: Path) -> errors.NotAWorkspace:
    return failures.not_a_workspace(path, named_so=path.suffix.lower() == SUFFIX)


def require_seal(path: Path) -> bool:
    """Whether a closed file is as it was closed; False for one that we did not close last.

    Raises `BrokenSeal`. As `inspect`, never for a workspace that this process has open.
    """
    with failures.reading(path):
        state = seal.state(path)
    if state is seal.SealState.BROKEN:
        raise failures.broken_seal(path)
    return state is seal.SealState.HOLDS


def identify(connection: sqlite3.Connection, path: Path) -> None:
    """As `inspect`, by an open connection: for a file that this process may hold open elsewhere.

    Reading it past SQLite would end SQLite's locks of this process with the file's closing
    (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    identity = connection.execute("PRAGMA application_id").fetchone()[0]
    if identity != APPLICATION_ID:
        raise _not_ours(path)


def writable(path: Path) -> bool:
    """True when both the file and its folder (for the write-ahead log) can be written."""
    marked = path.stat().st_mode & stat.S_IWUSR
    return bool(marked) and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
