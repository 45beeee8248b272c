"""Killed at any step of copying, rescuing, restoring, creating, erasing: nothing is missing, and
what is left half made is swept later."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import AppError
from core.store import backup, open_store, opening
from tests.core.store import killing
from tests.core.store.scenes import add, own_names
from tests.core.store.test_rescue import damage

Killed = Callable[[str], list[Path]]

ROOT = Path(__file__).parents[3]


@pytest.fixture
def template(path: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """A folder with a workspace that holds Ana and Luis, and a copy of it that holds Ana."""
    folder = tmp_path / "plantilla"
    folder.mkdir()
    path = path.rename(folder / path.name)
    store = open_store(path, clock)
    add(store, "Ana")
    backup.make(path, folder / "Copias", clock)
    add(store, "Luis")
    store.close()
    return folder


@pytest.fixture
def killed(template: Path, tmp_path: Path) -> Killed:
    """The folders as they were left by a work that was killed at each of its steps."""

    def run(work: str) -> list[Path]:
        out = tmp_path / work
        words = [sys.executable, "-m", killing.__name__, work, str(template), str(out)]
        subprocess.run(words, check=True, cwd=ROOT)
        found = sorted(out.iterdir(), key=lambda path: int(path.name))
        assert len(found) > 2
        return found

    return run


def names(path: Path, clock: FixedClock) -> list[str]:
    opened = open_store(path, clock)
    try:
        return own_names(opened)
    finally:
        opened.close()


def swept(folder: Path, clock: FixedClock) -> set[str]:
    """What is there after a start two days later, without what SQLite has beside an open file."""
    later = FixedClock(clock.moment + timedelta(days=2))
    for path in folder.rglob("*"):
        os.utime(path, (clock.moment.timestamp(), clock.moment.timestamp()))
    opening.sweep((folder, folder / "Copias"), later)
    return {other.name for other in folder.rglob("*")} - {"Copias"}


def test_a_copy_cut_short_is_no_copy_and_the_others_stay(killed, clock):
    for folder in killed("copying"):
        copies = [copy.path for copy in backup.listed(folder / killing.NAME, folder / "Copias")]
        assert copies
        assert all("Ana" in names(copy, clock) for copy in copies)
        assert names(folder / killing.NAME, clock) == ["Ana", "Luis"]
        assert swept(folder, clock) == {killing.NAME, *(copy.name for copy in copies)}


def test_a_rescue_cut_short_leaves_the_damaged_file_or_the_copy_by_its_name(
    killed, template, clock
):
    # given a damaged workspace, and beside it the log of a killed program
    broken = damage(template / killing.NAME)
    log = b"log of a killed program"
    (template / f"{killing.NAME}-wal").write_bytes(log)

    for folder in killed("rescuing"):
        path, aside = folder / killing.NAME, folder / "Medellín (1).damaged"
        logs = [folder / f"{other.name}-wal" for other in (path, aside)]
        assert log in [other.read_bytes() for other in logs if other.exists()]
        if path.read_bytes() != broken:
            assert aside.read_bytes() == broken
            assert not logs[0].exists()
            assert names(path, clock) == ["Ana"]
        there = {other.name for other in (path, aside, *logs) if other.exists()}
        copies = {
            other.name for other in (folder / "Copias").iterdir() if other.suffix == ".pregon"
        }
        assert swept(folder, clock) == there | copies


def test_after_a_rescue_cut_short_the_next_one_comes_to_its_end(killed, template, clock):
    damage(template / killing.NAME)

    for folder in killed("rescuing"):
        path = folder / killing.NAME
        (copy,) = (folder / "Copias").glob("*.pregon")
        try:
            assert names(path, clock) == ["Ana"]
        except AppError:
            backup.rescue(path, copy)
            assert names(path, clock) == ["Ana"]


def test_a_restore_cut_short_leaves_all_of_before_or_all_of_the_copy(killed, clock):
    for folder in killed("restoring"):
        path = folder / killing.NAME
        now = names(path, clock)
        assert now in (["Ana"], ["Ana", "Luis"])
        copies = backup.listed(path, folder / "Copias")
        if now == ["Ana"]:
            assert names(copies[0].path, clock) == ["Ana", "Luis"]


def test_a_workspace_cut_short_is_none(killed, clock):
    for folder in killed("creating"):
        made = folder / "Mengabril.pregon"
        if made.exists():
            names(made, clock)
        assert swept(folder, clock) - {made.name} == {killing.NAME, *_copies(folder)}


def _copies(folder: Path) -> set[str]:
    return {path.name for path in (folder / "Copias").glob("*.pregon")}


def test_an_erasure_cut_short_erased_the_person_or_did_not(killed, clock):
    for folder in killed("erasing"):
        path = folder / killing.NAME
        left = names(path, clock)
        assert left in (["Ana", "Luis"], ["Luis"])
        opened = open_store(path, clock)
        opened.finish_forgetting()
        opened.close()
        assert (b"Ana" in path.read_bytes()) is ("Ana" in left)
