"""The workspace: one SQLite file, read by anyone, changed in one way."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, local
from typing import TYPE_CHECKING

from core import files
from core.clock import Clock
from core.errors import AppError, DamagedWorkspace
from core.store import (
    backup,
    connection,
    damage,
    failures,
    forgetting,
    identity,
    journal,
    seal,
)
from core.store.session import Session, WorkspaceFiles
from core.store.topics import EVERYTHING, Change, Topic

if TYPE_CHECKING:
    from sqlite_utils import Database


class Store:
    """An open workspace. Make one with `create` or `open_store`; close it when done."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        undoable: bool = True,
        sealed: bool = True,
        read_only: bool = False,
    ) -> None:
        self.path = path
        self.clock = clock
        self.sealed = sealed
        """Whether the file was found as it was closed; nobody can tell of one that was not."""
        self.journal = journal.Journal()
        self.companion: frozenset[Topic] = frozenset()
        """Topics that another process of ours writes at this moment, without harm to any undo."""
        self.read_only = read_only
        """There was no room to write when it was opened: every change is refused."""
        self._undoable = undoable
        self._place = WorkspaceFiles(path)
        self._unsaved = False
        """Whether there are changes of ours that would be lost with the file."""
        self._local = local()
        self._sessions: list[Session] = []
        self._guard = Lock()
        self._replaying = Lock()
        self._listeners: list[Callable[[Change], None]] = []
        self.unreadable: frozenset[damage.UnreadableRow] = frozenset()
        """Rows that were met and cannot be read."""
        self._told_of_damage: list[Callable[[DamagedWorkspace], None]] = []

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, for the records of the slices. Raises `WorkspaceError`."""
        session = self._session()
        with self._telling(), failures.explained(self.path):
            yield session.connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What cannot be read is left out by the records; who asked to know is told of it once."""
        try:
            yield
        finally:
            met = damage.taken() - self.unreadable
            self.unreadable |= met
            if met:
                for listener in self._told_of_damage:
                    listener(failures.unreadable(self.path, met))

    def tell_damage(self, listener: Callable[[DamagedWorkspace], None]) -> None:
        """Call `listener` when a row is met that cannot be read, in the thread that met it."""
        self._told_of_damage.append(listener)
        if self.unreadable:
            listener(failures.unreadable(self.path, self.unreadable))

    def _session(self) -> Session:
        session: Session | None = getattr(self._local, "session", None)
        if session is None:
            # By the name, it would read another file now, and with the log of this one.
            self.require_there()
            with failures.explained(self.path):
                session = Session(self.path, connection.AS_IT_IS if self.read_only else "rw")
            self._local.session = session
            with self._guard:
                self._sessions.append(session)
                self._place.remember_logs()
        return session

    def expect_changes(self) -> None:
        """Do now what else this thread's first change would wait for, many times as long as it
        takes itself. What stands in the way of it is said by that change.
        """
        with suppress(AppError), failures.explained(self.path):
            session = self._session()
            if self._undoable and not self.read_only:
                session.arm()
                session.database.execute("SELECT 1")

    def require_there(self) -> None:
        """Raise `WorkspaceLost` when the file is not the one that was opened."""
        self._place.require()

    def save_elsewhere(self, target: Path) -> None:
        """Write what is open to another file, also where its own is gone; whole or not at all.

        Raises `FileTrouble` when `target` exists, `DiskFull`.
        """
        with self.read() as source:
            backup.save(source, self.path, target)
        self._unsaved = False

    @contextmanager
    def change(
        self,
        *topics: Topic,
        label: str = "",
        key: str = "",
        initiator: object | None = None,
        undoable: bool = True,
    ) -> Iterator["Database"]:
        """The one way to write: all or nothing, published once after the outermost commit.

        `label` names the step for undo in the person's words; changes of the same `key` within
        three seconds are one step, and one that leads back to what was before the last step of
        its `key`, as a field's own undo does, leaves neither. What is only reckoned from the rest
        is not `undoable`: it makes no step. Nests as savepoints. Raises `WorkspaceError`, with
        everything rolled back.
        """
        session = self._session()
        if session.depth:
            session.topics.update(topics)
            with self._nested(session) as database:
                yield database
            return
        session.topics = set(topics)
        with self._telling(), self._transaction(session):
            yield session.database
            inverses = journal.drain(session.connection) if self._undoable else []
            last = self.journal.next_undo() if inverses and undoable and key else None
            if last is not None and last.key != key:
                last = None
            back = last is not None and journal.leads_back(
                session.connection, [*last.inverses, *inverses]
            )
        self._unsaved = True
        self._tell_sessions(session)
        changed = frozenset(session.topics)
        if last is not None and back:
            self.journal.forget(last)
        elif inverses and undoable:
            now = self.clock.now()
            self.journal.record(journal.JournalStep(label, changed, key, now, inverses))
        self.publish(Change(changed, initiator))

    @contextmanager
    def _nested(self, session: Session) -> Iterator["Database"]:
        session.depth += 1
        try:
            with session.savepoint():
                yield session.database
        finally:
            session.depth -= 1

    @contextmanager
    def _transaction(self, session: Session) -> Iterator[None]:
        self.require_there()
        if self.read_only:
            raise failures.only_readable(self.path)
        # sqlite-utils' own atomic() begins deferred and meets "database is locked" on upgrade.
        with failures.explained(self.path):
            if self._undoable:
                session.arm()
            session.connection.execute("BEGIN IMMEDIATE")
            session.depth = 1
            try:
                yield
                session.connection.execute("COMMIT")
            except BaseException:
                if session.connection.in_transaction:
                    session.connection.execute("ROLLBACK")
                raise
            finally:
                session.depth = 0

    @contextmanager
    def forget(self, *topics: Topic) -> Iterator["Database"]:
        """As `change`, for what must not remain: no step before it can be undone any more.

        Afterwards neither the file nor its log holds what was deleted or overwritten, now or
        before. Raises `TraceRemains` where that has to wait: `finish_forgetting` tries again.
        """
        with self.change(*topics) as database:
            yield database
            forgetting.begin(database)
        self.journal.clear()
        self.finish_forgetting()

    def finish_forgetting(self) -> None:
        """Write the file anew if something was erased since it last was. Raises as `forget`."""
        with self.read() as connection:
            forgetting.finish(connection, self.path)

    def undo(self) -> journal.JournalStep | None:
        """Take back the last step; returns it, or None when there is nothing to take back.

        Raises `CannotUndo`, with nothing changed, when something later rests on it.
        """
        return self._replay(self.journal.next_undo)

    def redo(self) -> journal.JournalStep | None:
        """Do again what was undone last."""
        return self._replay(self.journal.next_redo)

    def _replay(
        self, choose: Callable[[], journal.JournalStep | None]
    ) -> journal.JournalStep | None:
        # One at a time: a second undo must not choose the step that the first is taking back.
        with self._replaying:
            step = choose()
            if step is None:
                return None
            session = self._session()
            try:
                with self._transaction(session):
                    inverses = journal.replay(session.connection, step)
            except sqlite3.IntegrityError as error:
                self.journal.give_up(step)
                raise failures.cannot_undo(step.label) from error
            self._tell_sessions(session)
            back = journal.JournalStep(step.label, step.topics, "", self.clock.now(), inverses)
            self.journal.moved(step, back)
        found = frozenset({Topic.WATCHES} if step.returns_items else ())
        self.publish(Change(step.topics | found))
        return step

    def _tell_sessions(self, author: Session) -> None:
        with self._guard:
            for session in self._sessions:
                if session is not author:
                    session.own_elsewhere = True

    def notice_others(self) -> bool:
        """True when another program changed the file since this was last asked.

        Nothing from before can be undone then, for it could undo what the other did; everything is
        published as changed. While a `companion` writes, only its topics are. A change made in the
        same moment as one of our own threads' is missed. Raises `WorkspaceLost`.
        """
        self.require_there()
        with failures.explained(self.path):
            session = self._session()
            version = session.data_version()
            foreign = version != session.version and not session.own_elsewhere
            session.version, session.own_elsewhere = version, False
        if foreign and self.companion:
            self.publish(Change(self.companion))
        elif foreign:
            self.journal.clear()
            self.publish(Change(EVERYTHING))
        return foreign

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` after every commit, in the thread that committed."""
        self._listeners.append(listener)

    def publish(self, change: Change) -> None:
        """Tell the listeners; for changes that another process made, too."""
        for listener in self._listeners:
            listener(change)

    def restore(self, copy: Path, folder: Path, *, other: bool = False) -> Path:
        """Replace everything by a backup, after checking it and copying what is there to `folder`;
        returns where that is: a copy, or the damaged file set aside.

        Nothing remains to be undone. Raises `OtherWorkspace` for a copy of another one unless
        `other` says that it is wanted.
        """
        self.require_there()
        if not other:
            backup.require_own(identity.of_workspace(self.path), copy)
        try:
            kept = backup.make(self.path, folder, self.clock)
        except DamagedWorkspace:
            # What cannot be copied whole is kept as it is, with what its log holds. By SQLite: read
            # past it, the file would lose SQLite's locks of this process.
            kept = backup.set_aside(self.path)
            with self.read() as database:
                files.write(kept, database.serialize(), private=True)
        with self.read() as database:
            backup.pour(copy, database, self.path)
        self.unreadable = frozenset()
        self.journal.clear()
        self.publish(Change(EVERYTHING))
        return kept

    def release_thread(self) -> None:
        """Close this thread's connection, at the end of a background job."""
        session: Session | None = getattr(self._local, "session", None)
        if session is not None:
            self._local.session = None
            with self._guard:
                self._sessions.remove(session)
            session.connection.close()

    def close(self) -> None:
        """Close every connection, and seal the file where nobody else has it open.

        Where another file has its name, what was changed here is kept beside it under a new one.
        """
        if self._place.taken and self._unsaved and self._sessions:
            with suppress(AppError):
                backup.save(self._sessions[0].connection, self.path, backup.free_name(self.path))
                self._unsaved = False
        with self._guard:
            for session in self._sessions:
                session.connection.close()
            self._sessions.clear()
        self._local = local()
        if self._place.taken:
            self._place.withdraw_logs()
            if not self._unsaved:
                self._place.forget_logs()
        elif self._place.kept and not self.read_only:
            seal.put_on(self.path)
