"""A file that is replaced or taken away while it is open: nothing more is written, nothing lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import FileTrouble, WorkspaceLost
from core.store import Store, Topic, backup, open_store
from tests.core.store.scenes import add, own_names


@pytest.fixture
def theirs(path: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """The version of another computer, which a program that synchronises has just brought."""
    file = tmp_path / "de otro ordenador"
    backup.copy(path, file)
    opened = open_store(file, clock)
    add(opened, "Luis")
    opened.close()
    return file


@pytest.fixture
def store(path: Path, theirs: Path, clock: FixedClock) -> Iterator[Store]:
    """Open, with Ana in it."""
    assert theirs.exists()
    opened = open_store(path, clock)
    add(opened, "Ana")
    yield opened
    opened.close()


DEEDS: list[Callable[[Store], object]] = [
    lambda store: add(store, "Eva"),
    lambda store: store.undo(),
    lambda store: store.notice_others(),
    lambda store: store.restore(store.path, store.path.parent),
    lambda store: store.forget(Topic.ROSTER).__enter__(),
]


@pytest.mark.parametrize("deed", DEEDS)
def test_into_a_file_put_in_its_place_nothing_is_written(store, theirs, clock, deed):
    content = theirs.read_bytes()
    theirs.replace(store.path)

    with pytest.raises(WorkspaceLost, match=r"Medellín\.pregon") as told:
        deed(store)

    assert told.value.advice
    assert own_names(store) == ["Ana"]
    store.close()
    assert store.path.read_bytes() == content
    opened = open_store(store.path, clock)
    assert own_names(opened) == ["Luis"]
    opened.close()
    # What was here is kept beside it, for nobody said where else.
    kept = open_store(store.path.with_name("Medellín (1).pregon"), clock)
    assert own_names(kept) == ["Ana"]
    kept.close()
    assert not list(store.path.parent.glob("*.aside"))


def test_no_other_thread_reads_the_file_put_in_its_place(store, theirs):
    theirs.replace(store.path)

    with ThreadPoolExecutor(1) as pool, pytest.raises(WorkspaceLost):
        pool.submit(own_names, store).result()


def test_a_program_that_is_killed_leaves_nothing_to_the_file_put_in_its_place(store, theirs):
    theirs.replace(store.path)
    with pytest.raises(WorkspaceLost):
        store.notice_others()

    # As after a kill: what lies beside the file is what the next program finds.
    assert not list(store.path.parent.glob("Medellín.pregon-*[lm]"))


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_taken_away_takes_no_more(store, deed):
    store.path.unlink()

    with pytest.raises(WorkspaceLost, match=r"Medellín\.pregon"):
        deed(store)

    assert own_names(store) == ["Ana"]


def test_a_file_that_comes_back_is_written_again(store):
    away = store.path.rename(store.path.with_name("fuera"))
    with pytest.raises(WorkspaceLost):
        add(store, "Eva")

    away.rename(store.path)
    add(store, "Eva")

    assert own_names(store) == ["Ana", "Eva"]


@pytest.mark.parametrize("gone", [True, False], ids=["taken away", "replaced"])
def test_what_is_open_can_be_saved_under_another_name(store, theirs, tmp_path, clock, gone):
    if gone:
        store.path.unlink()
    else:
        theirs.replace(store.path)
    target = tmp_path / "guardado" / "Medellín 2.pregon"

    store.save_elsewhere(target)

    saved = open_store(target, clock)
    assert own_names(saved) == ["Ana"]
    assert saved.sealed
    saved.close()
    assert not store.path.with_name("Medellín (1).pregon").exists()
    with pytest.raises(FileTrouble, match="Medellín 2"):
        store.save_elsewhere(target)
