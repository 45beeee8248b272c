"""Copies belong to their town: two files of one name share a folder and nothing else."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core import workspace
from core.clock import FixedClock
from core.errors import OtherWorkspace
from core.store import Topic, backup, identity, migrations, open_store
from core.town import records as town_records
from tests.core import towns
from tests.core.store.scenes import add, little_room, own_names

SAMPLE = Path(__file__).parents[2] / "data" / "schema-0004_crisis.pregon"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the copies of both go."""
    return tmp_path / "Copias"


@pytest.fixture
def other(path: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """The workspace of another town, by the same file name."""
    made = tmp_path / "otro" / path.name
    made.parent.mkdir()
    workspace.create(made, replace(towns.MEDELLIN, name="Mengabril", ine_code="06082"), clock)
    return made


def days_of_copies(path: Path, folder: Path, clock: FixedClock, count: int) -> list[Path]:
    made = []
    for _day in range(count):
        clock.moment = clock.moment.replace(day=clock.moment.day % 28 + 1)
        made.append(backup.make(path, folder, clock, kept=2))
    return made


def test_copies_of_another_town_are_not_listed_and_do_not_push_ours_out(path, other, folder, clock):
    ours = backup.make(path, folder, clock)
    theirs = days_of_copies(other, folder, clock, 3)

    assert [copy.path for copy in backup.listed(path, folder)] == [ours]
    assert [copy.path for copy in backup.listed(other, folder)] == theirs[:0:-1]
    assert backup.due(path, folder, clock)
    assert {copy.whose.town for copy in backup.named_alike(path, folder)} == {
        "Medellín",
        "Mengabril",
    }


def test_without_any_room_the_copies_of_another_town_are_told_apart_as_ever(
    path, other, folder, clock
):
    ours = backup.make(path, folder, clock)
    theirs = days_of_copies(other, folder, clock, 1)
    open_store(path, clock).close()

    with little_room(0):
        store = open_store(path, clock)
        found = backup.shelf(store.path, folder, clock)
        listed = backup.listed(store.path, folder)
        store.close()

    assert store.read_only
    assert [copy.path for copy in listed] == [ours]
    assert [copy.path for copy in found.others] == theirs


def test_a_copy_of_another_town_is_restored_only_if_it_is_wanted(store, other, folder, clock):
    add(store, "Ana")
    theirs = backup.make(other, folder, clock)

    with pytest.raises(OtherWorkspace, match="Mengabril"):
        store.restore(theirs, folder)
    assert own_names(store) == ["Ana"]

    store.restore(theirs, folder, other=True)
    with store.read() as connection:
        assert town_records.load(connection).name == "Mengabril"
    assert theirs in [copy.path for copy in backup.listed(store.path, folder)]


def test_a_damaged_workspace_that_says_whose_it_is_is_not_rescued_by_another(
    path, other, folder, clock
):
    theirs = backup.make(other, folder, clock)

    with pytest.raises(OtherWorkspace):
        backup.rescue(path, theirs)

    assert identity.of_workspace(path).town == "Medellín"
    assert not list(path.parent.glob("*.damaged*"))


def test_a_copy_of_the_file_is_the_same_town(store, folder, tmp_path, clock):
    # given the workspace on a stick, opened there and written to
    stick = tmp_path / "stick" / store.path.name
    backup.copy(store.path, stick)
    there = open_store(stick, clock)
    add(there, "Ana")
    there.close()

    saved = backup.make(stick, folder, clock)

    assert [copy.path for copy in backup.listed(store.path, folder)] == [saved]
    store.restore(saved, folder)
    assert own_names(store) == ["Ana"]


def test_two_workspaces_made_in_one_second_are_two(tmp_path, clock):
    for name in ("uno", "dos"):
        workspace.create(tmp_path / f"{name}.pregon", towns.MEDELLIN, clock)

    item, two = (identity.of_workspace(tmp_path / f"{name}.pregon") for name in ("uno", "dos"))
    assert item.contradicts(two)


def test_copies_made_before_there_were_tokens_are_ours_unless_they_say_otherwise(
    tmp_path, folder, clock
):
    # given a workspace of the version before, its copies, and one of a town founded elsewhere
    path = tmp_path / "Valdehierro.pregon"
    shutil.copy(SAMPLE, path)
    before = backup.make(path, folder, clock)
    foreign = folder / "Valdehierro 2026-11-20 10.00.00.pregon"
    shutil.copy(SAMPLE, foreign)
    with closing(sqlite3.connect(foreign)) as made, made:
        made.execute("UPDATE town SET created_at = '2021-01-01T00:00:00Z'")

    # when it is opened by this version, which draws a token
    opened = open_store(path, clock)

    listed = [copy.path for copy in backup.listed(path, folder)]
    assert before in listed
    assert foreign not in listed
    opened.restore(before, folder)
    assert before in [copy.path for copy in backup.listed(path, folder)]
    opened.close()


def test_two_copies_of_an_older_file_are_still_one_town_after_both_were_brought_up(tmp_path, clock):
    for name in ("ayuntamiento", "casa"):
        shutil.copy(SAMPLE, tmp_path / f"{name}.pregon")
        open_store(tmp_path / f"{name}.pregon", clock).close()

    here, home = (
        identity.of_workspace(tmp_path / f"{name}.pregon") for name in ("ayuntamiento", "casa")
    )
    assert here.token == home.token != ""


def test_a_file_that_cannot_be_read_contradicts_nothing(path, folder, tmp_path, clock):
    saved = backup.make(path, folder, clock)
    path.write_bytes(b"\x00" * 8192)

    assert [copy.path for copy in backup.listed(path, folder)] == [saved]
    assert identity.of_copy(tmp_path / "nada.pregon") == identity.Identity()
    empty = tmp_path / "vacía.pregon"
    migrations.earlier(empty)
    assert not identity.of_copy(empty).contradicts(identity.of_copy(saved))


def test_nothing_that_a_person_undoes_changes_whose_it_is(store):
    before = identity.of_workspace(store.path)
    with store.change(Topic.TOWN, label="cambiar el nombre") as db:
        town_records.update(db, name="Otro nombre")
    store.undo()

    assert identity.of_workspace(store.path) == before


def test_looking_at_copies_leaves_nothing_beside_them(store, folder, clock):
    saved = backup.make(store.path, folder, clock)

    backup.listed(store.path, folder)

    assert list(folder.iterdir()) == [saved]
