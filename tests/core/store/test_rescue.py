"""A damaged workspace: its copy takes its place, and nothing of what was damaged is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import DamagedWorkspace, FileTrouble, NewerWorkspace, NotAWorkspace
from core.store import Store, Topic, backup, migrations, open_store
from tests.core.store.scenes import (
    add,
    added_elsewhere,
    elsewhere,
    little_room,
    names_elsewhere,
    own_names,
)

Names = Callable[[Path], list[str]]


@pytest.fixture
def names(clock: FixedClock) -> Names:
    """Who was added to the workspace of a path."""

    def listed(path: Path) -> list[str]:
        opened = open_store(path, clock)
        try:
            return own_names(opened)
        finally:
            opened.close()

    return listed


def damage(path: Path) -> bytes:
    """Overwrite most of the schema, as a bad sector does; gives what stands there now."""
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    return bytes(content)


def damage_a_page(store: Store) -> None:
    """Overwrite a page that nothing has read, under the open workspace."""
    with store.read() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema"
            " WHERE name = 'printed_document'"
        ).fetchone()
    # By another process: closing the file here would end SQLite's locks of this one.
    script = "file = path.open('r+b'); file.seek({}); file.write(b'\\xff' * {}); file.close()"
    elsewhere(store.path, script.format((page - 1) * size, size))


def test_the_copy_takes_its_place_and_the_damaged_file_is_kept_beside_it(
    path, tmp_path, clock, names
):
    # given a copy with Ana, and the same file damaged afterwards
    opened = open_store(path, clock)
    add(opened, "Ana")
    opened.close()
    copy = backup.make(path, tmp_path / "Copias", clock)
    broken = damage(path)

    aside = backup.rescue(path, copy)

    assert names(path) == ["Ana"]
    assert (aside.name, aside.read_bytes()) == ("Medellín (1).damaged", broken)
    assert names(copy) == ["Ana"]
    assert not list(tmp_path.glob("*.restored*"))


def test_behind_a_link_the_file_is_put_right_and_the_link_stays(path, tmp_path, clock, names):
    copy = backup.make(path, tmp_path / "Copias", clock)
    damage(path)
    link = tmp_path / "escritorio" / "enlace.pregon"
    link.parent.mkdir()
    link.symlink_to(path)

    assert backup.rescue(link, copy).parent == tmp_path

    assert link.is_symlink()
    assert names(link) == names(path) == []


def test_each_damaged_file_is_kept_under_a_name_of_its_own(path, tmp_path, clock):
    copy = backup.make(path, tmp_path / "Copias", clock)
    damage(path)
    backup.rescue(path, copy)
    damage(path)

    assert backup.rescue(path, copy).name == "Medellín (2).damaged"
    assert (tmp_path / "Medellín (1).damaged").exists()


def test_the_log_of_a_killed_program_is_kept_with_the_damaged_file_and_not_replayed(
    path, tmp_path, clock, names
):
    # given a log beside the workspace that holds Luis, left by a killed program
    copy = backup.make(path, tmp_path / "Copias", clock)
    opened = open_store(path, clock)
    add(opened, "Luis")
    log, index = (path.with_name(f"{path.name}-{text}") for text in ("wal", "shm"))
    left = {other: other.read_bytes() for other in (log, index)}
    opened.close()
    for file, content in left.items():
        file.write_bytes(content)
    damage(path)

    aside = backup.rescue(path, copy)

    assert not log.exists()
    assert names(path) == []
    kept = aside.with_name(f"{aside.name}-wal"), aside.with_name(f"{aside.name}-shm")
    assert [other.read_bytes() for other in kept] == list(left.values())


def test_what_a_rescue_that_was_cut_short_left_is_written_over(path, tmp_path, clock, names):
    copy = backup.make(path, tmp_path / "Copias", clock)
    damage(path)
    (tmp_path / "Medellín.pregon.restored").write_text("half a copy")

    backup.rescue(path, copy)

    assert names(path) == []


def test_where_there_is_no_room_for_the_copy_the_damaged_file_keeps_its_name(path, tmp_path, clock):
    copy = backup.make(path, tmp_path / "Copias", clock)
    broken = damage(path)

    with little_room(), pytest.raises(FileTrouble):
        backup.rescue(path, copy)

    assert path.read_bytes() == broken
    assert not list(tmp_path.glob("*.damaged")) + list(tmp_path.glob("*.restored*"))


def test_what_is_no_copy_rescues_nothing(path, tmp_path):
    broken = damage(path)
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff" * 99)

    with pytest.raises(NotAWorkspace, match=r"foto\.jpg"):
        backup.rescue(path, photo)
    with pytest.raises(FileTrouble, match=r"nada\.pregon"):
        backup.rescue(path, tmp_path / "nada.pregon")

    assert path.read_bytes() == broken


def test_a_copy_of_a_newer_version_is_not_restored(store, tmp_path, clock):
    add(store, "Ana")
    saved = backup.make(store.path, tmp_path / "Copias", clock)
    with closing(sqlite3.connect(saved)) as newer, newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('pregon', '9999_future', '')"
        )
    add(store, "Luis")

    with pytest.raises(NewerWorkspace):
        store.restore(saved, tmp_path / "Copias")

    assert own_names(store) == ["Ana", "Luis"]


def test_a_page_that_cannot_be_read_makes_no_copy(store, tmp_path, clock):
    older = backup.make(store.path, tmp_path / "Copias", clock)
    damage_a_page(store)

    with pytest.raises(DamagedWorkspace) as told:
        backup.make(store.path, tmp_path / "Copias", clock, kept=1)

    assert "Medellín.pregon" in told.value.sentence
    assert told.value.detail
    assert list((tmp_path / "Copias").iterdir()) == [older]


def test_what_was_typed_before_a_damaged_workspace_is_restored_is_kept_too(store, tmp_path, clock):
    """It is still in the log, which the restored content writes over."""
    saved = backup.make(store.path, tmp_path / "Copias", clock)
    damage_a_page(store)
    add(store, "Ana", note="llamó por el agua")

    store.restore(saved, tmp_path / "Copias")

    (aside,) = tmp_path.glob("*.damaged")
    assert "llamó por el agua".encode() in aside.read_bytes()
    assert own_names(store) == []


def test_what_is_written_after_a_damaged_workspace_is_restored_survives_the_listener(
    store, tmp_path, clock
):
    # given a window that restored over a damaged page
    saved = backup.make(store.path, tmp_path / "Copias", clock)
    damage_a_page(store)
    store.restore(saved, tmp_path / "Copias")
    # when another process, such as the listener, comes and goes
    added_elsewhere(store.path, "Luis")
    add(store, "Ana")

    # then both have written into the same file
    assert names_elsewhere(store.path) == ["Luis", "Ana"]


def test_a_row_that_points_at_nothing_is_found(store):
    # Written past the program, which does not let it be.
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute(
            "INSERT INTO contact_phone (contact_id, position, number) VALUES (99999, 1, '112')"
        )

    with store.read() as connection, pytest.raises(DamagedWorkspace) as told:
        backup.check(connection, store.path)
    assert told.value.detail == "foreign_key_check"


def test_a_page_that_belongs_to_nothing_is_found_and_not_copied(store, tmp_path, clock):
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute("DELETE FROM sqlite_schema WHERE name = 'printed_document'")

    with store.read() as connection, pytest.raises(DamagedWorkspace) as told:
        backup.check(connection, store.path)
    assert "never used" in told.value.detail
    with pytest.raises(DamagedWorkspace) as told:
        backup.make(store.path, tmp_path / "Copias", clock)
    assert "never used" in told.value.detail
    assert list((tmp_path / "Copias").iterdir()) == []


def test_a_copy_of_an_earlier_version_that_does_not_hold_together_is_not_restored(store, tmp_path):
    saved = tmp_path / "vieja.pregon"
    migrations.earlier(saved)
    with closing(sqlite3.connect(saved)) as older, older:
        older.execute(
            "INSERT INTO contact_phone (contact_id, position, number) VALUES (99, 0, '112')"
        )
    add(store, "Ana")

    with pytest.raises(DamagedWorkspace, match=r"vieja\.pregon"):
        store.restore(saved, tmp_path / "Copias")

    assert own_names(store) == ["Ana"]
    with pytest.raises(sqlite3.IntegrityError), store.change(Topic.ROSTER) as db:
        db.conn.execute("UPDATE contact SET substitute_id = 99")


def test_a_copy_of_an_earlier_version_is_brought_up_and_restored(store, tmp_path):
    saved = tmp_path / "vieja.pregon"
    migrations.earlier(saved)
    add(store, "Ana")

    store.restore(saved, tmp_path / "Copias")
    add(store, "Luis")

    assert own_names(store) == ["Luis"]
    assert migrations.steps_of(store.path) == migrations.known()
