"""The seal of a closed workspace: what damages it shows, and nothing else breaks it."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import BrokenSeal, DamagedWorkspace
from core.store import backup, open_store, seal
from core.store.connection import require_seal
from tests.core import towns
from tests.core.store.scenes import add, added_elsewhere, names_elsewhere, own_names


@pytest.fixture
def names(clock: FixedClock) -> Callable[..., list[str]]:
    """Who was added to the workspace of a path."""

    def listed(path: Path, **known: bool) -> list[str]:
        opened = open_store(path, clock, **known)
        try:
            return own_names(opened)
        finally:
            opened.close()

    return listed


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x04
    path.write_bytes(content)


def place_of(path: Path, words: str) -> int:
    place = path.read_bytes().rfind(words.encode())
    assert place >= 0
    return place


@pytest.mark.parametrize(
    "words", ["Medellín", "SQLite format", "PREG", "CREATE TABLE contact", "Pregonseal"]
)
def test_one_bit_that_is_another_than_when_it_was_closed_is_told(path, clock, words):
    flip(path, place_of(path, words))
    before = path.read_bytes()

    with pytest.raises(DamagedWorkspace, match=r"Medellín\.pregon"):
        open_store(path, clock)

    assert path.read_bytes() == before


@pytest.mark.parametrize("length", [0, 99, 4096, 20000])
def test_a_file_that_was_cut_short_is_told(path, clock, length):
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(DamagedWorkspace, match=r"Medellín\.pregon"):
        open_store(path, clock)


def test_a_page_of_zeros_is_told(path, clock):
    content = path.read_bytes()
    path.write_bytes(bytes(4096) + content[4096:])

    with pytest.raises(DamagedWorkspace, match=r"Medellín\.pregon"):
        open_store(path, clock)


def test_a_damaged_file_that_sqlite_can_read_is_opened_for_whoever_knows_of_it(path, clock, names):
    opened = open_store(path, clock)
    add(opened, "Ana", note="agua")
    opened.close()
    flip(path, place_of(path, "agua"))

    with pytest.raises(BrokenSeal) as told:
        names(path)

    assert told.value.advice
    assert names(path, broken_seal=True) == ["Ana"]
    # Closed by us again, it is as it was closed.
    assert names(path) == ["Ana"]


def test_a_seal_that_is_damaged_itself_is_asked_about_once(path, names):
    flip(path, place_of(path, "Pregonseal"))

    with pytest.raises(BrokenSeal):
        names(path)
    names(path, broken_seal=True)

    assert names(path) == []


def test_what_has_lost_its_header_has_no_seal_to_take_off(path):
    path.write_bytes(bytes(9000))

    seal.take_off(path)

    assert path.read_bytes() == bytes(9000)


def test_where_the_file_was_moved_away_none_is_made_to_be_sealed(path):
    path.rename(path.with_name("elsewhere.pregon"))
    before = sorted(path.parent.iterdir())

    seal.put_on(path)

    assert sorted(path.parent.iterdir()) == before


def test_an_empty_file_in_its_place_stays_empty(path):
    path.write_bytes(b"")

    seal.put_on(path)

    assert path.read_bytes() == b""


def test_what_sqlite_finds_damaged_is_opened_for_nobody(path, clock):
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * 8192 + content[16384:])

    with pytest.raises(DamagedWorkspace) as told:
        open_store(path, clock, broken_seal=True)

    assert not isinstance(told.value, BrokenSeal)


def test_a_power_cut_while_it_was_sealed_is_no_damage(path, names):
    content = path.read_bytes()
    path.write_bytes(content[:-20] + bytes(20))

    assert not require_seal(path)
    assert names(path) == []
    assert require_seal(path)


def test_a_schema_that_is_no_text_any_more_is_told_as_damage(path, clock):
    content = path.read_bytes()
    path.write_bytes(content.replace(b"CREATE TABLE contact (", b"CREATE \xd2ABLE contact (", 1))

    # Whoever tells of the error keeps it, with all that it refers to.
    with pytest.raises(DamagedWorkspace, match=r"Medellín\.pregon") as _told:
        open_store(path, clock, broken_seal=True)
    assert not towns.held(path)


def test_a_program_that_was_killed_leaves_no_seal_and_no_question(path, names):
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom core.clock import Clock\n"
        "from core.store import open_store\nfrom tests.core.store.scenes import add\n"
        "add(open_store(Path(sys.argv[1]), Clock()), 'Ana')\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)

    assert not require_seal(path)
    assert names(path) == ["Ana"]
    assert require_seal(path)


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_what_another_program_wrote_is_no_damage(path, clock, names, mode):
    open_store(path, clock).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("UPDATE town SET person = 'Eva'")
        other.execute("INSERT INTO preference (name, value) VALUES ('x', printf('%20000c', 'x'))")

    assert not require_seal(path)
    assert names(path) == []
    assert require_seal(path)


def test_whoever_closes_last_seals(path, clock):
    # given a window that is open while another process of ours comes and goes
    window = open_store(path, clock)
    add(window, "Ana")

    added_elsewhere(path, "Luis")
    add(window, "Marta")
    assert names_elsewhere(path) == ["Ana", "Luis", "Marta"]

    # The file is looked at once nothing of this process holds it open.
    window.close()
    assert require_seal(path)


def test_a_file_does_not_grow_by_being_opened_and_closed(path, clock):
    open_store(path, clock).close()
    size = path.stat().st_size

    for name in ("Ana", "Eva", "Luis"):
        opened = open_store(path, clock)
        add(opened, name)
        opened.close()

    assert path.stat().st_size == size


def test_a_copy_that_is_not_as_it_was_made_is_neither_offered_nor_restored(path, tmp_path, clock):
    folder = tmp_path / "Copias"
    older, newer = (backup.make(path, folder, clock) for _time in range(2))
    assert (newest := backup.newest_whole(path, folder))
    assert newest.path == newer
    flip(newer, place_of(newer, "Medellín"))

    assert (newest := backup.newest_whole(path, folder))
    assert newest.path == older
    opened = open_store(path, clock)
    with pytest.raises(BrokenSeal, match=newer.name):
        opened.restore(newer, folder)
    opened.close()
    with pytest.raises(BrokenSeal, match=newer.name):
        backup.rescue(path, newer)
    assert backup.newest_whole(path, tmp_path / "nada") is None
