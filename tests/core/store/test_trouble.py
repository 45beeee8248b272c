"""A disk that is full and a file that is locked: whatever was asked, all of it or nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.errors import (
    DamagedWorkspace,
    DiskFull,
    FileTrouble,
    ReadOnlyWorkspace,
    WorkspaceBusy,
)
from core.roster import records
from core.roster.model import Contact
from core.store import Change, Store, Topic, backup, create, failures, migrations, open_store
from core.store import connection as opening
from tests.core.store.scenes import add, little_room, own_names

if TYPE_CHECKING:
    from sqlite_utils import Database

LONG = "x" * 200_000
Deed = Callable[[Store, Path], object]


def remove(db: "Database", name: str) -> None:
    (contact,) = (record for record in records.everyone(db.conn) if record.name == name)
    records.delete(db, contact.id)


def adding(store: Store, _copy: Path) -> Deed:
    return lambda store, _copy: add(store, "Luis", LONG)


def undoing(store: Store, _copy: Path) -> Deed:
    add(store, "Luis", LONG)
    with store.change(Topic.ROSTER) as db:
        remove(db, "Luis")
    return lambda store, _copy: store.undo()


def redoing(store: Store, _copy: Path) -> Deed:
    add(store, "Luis", LONG)
    store.undo()
    return lambda store, _copy: store.redo()


def forgetting(store: Store, _copy: Path) -> Deed:
    def forget(store: Store, _copy: Path) -> None:
        with store.forget(Topic.ROSTER) as db:
            records.add(db, Contact("Luis", note=LONG), store.clock.now())

    return forget


def restoring(store: Store, copy: Path) -> Deed:
    add(store, "Luis", LONG)
    backup.copy(store.path, copy)
    with store.forget(Topic.ROSTER) as db:
        remove(db, "Luis")
    return lambda store, copy: store.restore(copy, copy.parent)


DEEDS = [adding, undoing, redoing, forgetting, restoring]


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Another program is writing to the file; ours does not wait for it."""
    with store.read() as connection:
        connection.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(store: Store) -> Iterator[None]:
    """The file cannot grow by a page, and no page of it is free."""
    with store.change(Topic.PREFERENCES, undoable=False) as db:
        (free,) = db.conn.execute("PRAGMA freelist_count").fetchone()
        filling = "INSERT INTO preference (name, value) VALUES ('filling', ?)"
        db.conn.execute(filling, ["x" * 4096 * free])
    with store.read() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        yield
        connection.execute("PRAGMA max_page_count = 1000000")


@pytest.mark.parametrize(("trouble", "told"), [(locked, WorkspaceBusy), (full, DiskFull)])
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_what_cannot_be_written_changes_nothing_and_can_be_asked_again(
    store, tmp_path, deed, trouble, told
):
    add(store, "Ana")
    copy = tmp_path / "otra" / "copia.pregon"
    do = deed(store, copy)
    heard: list[Change] = []

    with trouble(store):
        store.subscribe(heard.append)
        steps = store.journal.next_undo(), store.journal.next_redo()
        with pytest.raises(told) as refused:
            do(store, copy)

        assert "Medellín.pregon" in refused.value.sentence
        assert own_names(store) == ["Ana"]
        assert (store.journal.next_undo(), store.journal.next_redo()) == steps
        assert heard == []
    do(store, copy)
    assert own_names(store) == ["Ana", "Luis"]
    with store.read() as connection:
        backup.check(connection, store.path)


def test_reading_and_copying_do_not_wait_for_who_is_writing(store, tmp_path):
    add(store, "Ana")

    with locked(store):
        assert own_names(store) == ["Ana"]
        assert not store.notice_others()
        backup.copy(store.path, tmp_path / "copia.pregon")


def test_a_disk_that_fails_half_way_takes_back_what_was_written(store):
    """SQLite has ended the transaction by itself then; nothing is left to be rolled back."""
    add(store, "Ana")

    with little_room(), pytest.raises(FileTrouble, match=r"Medellín\.pregon") as told:
        add(store, "Luis", LONG)

    assert told.value.detail
    assert own_names(store) == ["Ana"]
    add(store, "Luis", LONG)
    assert own_names(store) == ["Ana", "Luis"]


def test_without_room_there_is_no_half_copy_and_the_older_ones_stay(path, tmp_path, clock):
    folder = tmp_path / "Copias"
    older = backup.make(path, folder, clock)

    with little_room(), pytest.raises(FileTrouble, match="Medellín"):
        backup.make(path, folder, clock, kept=1)

    assert list(folder.iterdir()) == [older]


def test_without_room_there_is_no_half_workspace(tmp_path):
    with little_room(), pytest.raises(FileTrouble, match=r"Medellín\.pregon"):
        create(tmp_path / "Medellín.pregon", lambda _db: None)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("copies", [0, 1], ids=["for the copy", "for what is new"])
def test_without_room_a_file_of_an_earlier_version_stays_as_it_is(tmp_path, clock, copies):
    file = tmp_path / "Antiguo.pregon"
    migrations.earlier(file, 2)
    before = file.read_bytes()

    with (
        little_room(8192 + copies * len(before)),
        pytest.raises(FileTrouble, match=r"Antiguo\.pregon"),
    ):
        open_store(file, clock)

    assert file.read_bytes() == before
    assert len(backup.listed(file, backup.folder_of(file))) == copies
    open_store(file, clock).close()


def test_a_locked_file_of_an_earlier_version_stays_as_it_is(tmp_path, clock):
    file = tmp_path / "Antiguo.pregon"
    migrations.earlier(file, 2)
    before = file.read_bytes()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(WorkspaceBusy, match=r"Antiguo\.pregon"):
            open_store(file, clock)

        other.execute("ROLLBACK")
    assert file.read_bytes() == before


def test_a_file_of_an_earlier_version_with_a_row_that_points_at_nothing_stays_as_it_is(
    tmp_path, clock
):
    file = tmp_path / "Antiguo.pregon"
    migrations.earlier(file, 2)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("INSERT INTO contact_group (contact_id, grouping) VALUES (99999, 'media')")
    before = file.read_bytes()

    with pytest.raises(DamagedWorkspace, match=r"Antiguo\.pregon"):
        open_store(file, clock)

    assert file.read_bytes() == before


def test_what_was_opened_to_be_read_cannot_be_changed(path):
    with (
        closing(opening.connect(path, "ro")) as reader,
        pytest.raises(ReadOnlyWorkspace, match=r"Medellín\.pregon"),
        failures.explained(path),
    ):
        reader.execute("DELETE FROM contact")


def test_a_mistake_of_ours_is_not_told_as_trouble_with_the_file(store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.read() as reader:
        reader.execute("SELECT * FROM contacts")
