"""Every file that is not what it should be gets its sentence, and stays as it was."""

import sqlite3

import pytest

from core import store
from core.errors import (
    DamagedWorkspace,
    FileTrouble,
    NewerWorkspace,
    NotAWorkspace,
    ReadOnlyWorkspace,
)
from core.store import backup
from core.store.connection import APPLICATION_ID
from tests.core import towns
from tests.core.store.scenes import add, own_names


@pytest.mark.parametrize("content", [b"\x89PNG\r\n", b"SQLite format 3\x00" + bytes(84)])
def test_a_file_that_is_something_else_is_refused_and_untouched(tmp_path, clock, content):
    file = tmp_path / "foto.pregon"
    file.write_bytes(content)

    with pytest.raises(NotAWorkspace) as told:
        store.open_store(file, clock)

    assert "foto.pregon" in told.value.sentence
    assert file.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["foto.pregon"]


@pytest.mark.parametrize(
    ("name", "said", "advice"),
    [
        ("pueblo.pregon", "se llama como un archivo de Pregón", "Elija otro archivo"),
        ("pueblo.txt", "no es un archivo de Pregón", "Elija un archivo que termine en .pregon"),
    ],
)
def test_who_chose_a_file_with_the_right_ending_is_not_told_to_choose_one_with_it(
    tmp_path, clock, name, said, advice
):
    file = tmp_path / name
    file.write_text("lo que quedó del archivo del municipio", encoding="utf-8")

    with pytest.raises(NotAWorkspace) as told:
        store.open_store(file, clock)

    assert said in told.value.sentence
    assert told.value.advice.startswith(advice)


def test_a_workspace_that_is_gone_says_where_it_was(tmp_path, clock):
    with pytest.raises(FileTrouble) as told:
        store.open_store(tmp_path / "Medellín.pregon", clock)

    assert str(tmp_path) in told.value.sentence


def test_a_folder_is_no_workspace(tmp_path, clock):
    with pytest.raises(NotAWorkspace):
        store.open_store(tmp_path, clock)


@pytest.mark.parametrize("size", [100, 2000])
def test_a_damaged_file_is_let_go_so_that_a_copy_can_take_its_place(path, clock, size):
    path.write_bytes(path.read_bytes()[:size])

    # Whoever tells of the error keeps it, with all that it refers to.
    with pytest.raises(DamagedWorkspace):
        store.open_store(path, clock)

    assert not towns.held(path)
    path.unlink()


def test_a_file_of_a_newer_version_is_refused_and_untouched(path, clock):
    with sqlite3.connect(path) as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('pregon', '9999_future', '')"
        )
    newer.close()
    before = path.read_bytes()

    with pytest.raises(NewerWorkspace):
        store.open_store(path, clock)

    assert path.read_bytes() == before


def test_a_damaged_file_says_so(path, clock):
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)

    with pytest.raises(DamagedWorkspace) as told:
        store.open_store(path, clock)

    assert told.value.advice


def test_a_file_that_may_not_be_written_offers_a_copy(path, clock):
    path.chmod(0o444)

    with pytest.raises(ReadOnlyWorkspace):
        store.open_store(path, clock)

    target = path.parent / "copia" / "Medellín.pregon"
    backup.copy(path, target)
    store.open_store(target, clock).close()


def test_a_copy_of_a_file_that_may_not_be_written_has_what_is_still_in_its_log(
    path, tmp_path, clock
):
    """As on a drive that another computer writes to, and this one only reads."""
    elsewhere = store.open_store(path, clock)
    add(elsewhere, "Ana")
    path.chmod(0o444)
    target = tmp_path / "copia" / "Medellín.pregon"

    backup.copy(path, target)

    elsewhere.close()
    copied = store.open_store(target, clock)
    assert own_names(copied) == ["Ana"]
    copied.close()


def test_a_file_of_an_earlier_version_is_copied_before_it_is_changed(tmp_path, clock):
    file = tmp_path / "Vacío.pregon"
    with sqlite3.connect(file) as empty:
        empty.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        empty.execute("CREATE TABLE older (id INTEGER PRIMARY KEY)")
    empty.close()

    store.open_store(file, clock).close()

    assert len(backup.listed(file, backup.folder_of(file))) == 1


def test_an_existing_file_is_never_overwritten(path):
    before = path.read_bytes()

    with pytest.raises(FileTrouble) as told:
        store.create(path, lambda _db: None)

    assert "Medellín.pregon" in told.value.sentence
    assert path.read_bytes() == before


def test_a_workspace_that_cannot_be_filled_leaves_no_file(tmp_path):
    def fails(_db: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.create(tmp_path / "x.pregon", fails)

    assert list(tmp_path.iterdir()) == []
