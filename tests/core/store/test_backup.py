"""Copies: checked, rotating, restored whole."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from core.cancel import CancelToken
from core.clock import FixedClock
from core.errors import Cancelled, DamagedWorkspace, FileTrouble, NotAWorkspace
from core.store import Change, Topic, backup, open_store
from tests.core.store.scenes import add, added_elsewhere, names_elsewhere, own_names


def test_a_copy_is_due_when_the_last_is_older_than_a_day(path, tmp_path, clock):
    assert backup.due(path, tmp_path, clock)
    backup.make(path, tmp_path, clock)
    assert not backup.due(path, tmp_path, clock)
    clock.moment += timedelta(days=1)
    assert not backup.due(path, tmp_path, clock)
    clock.moment += timedelta(seconds=1)
    assert backup.due(path, tmp_path, clock)


def test_only_the_newest_copies_are_kept(path, tmp_path, clock):
    folder = tmp_path / "Copias"
    made = []
    for _day in range(5):
        clock.moment += timedelta(days=1)
        made.append(backup.make(path, folder, clock, kept=3))

    assert [copy.path for copy in backup.listed(path, folder)] == made[:1:-1]


@pytest.mark.parametrize(("seconds", "told"), [(59, False), (60, True), (7200, True)])
def test_what_was_written_in_the_minute_of_a_copy_is_not_told_as_missing(
    path, tmp_path, clock, seconds, told
):
    backup.make(path, tmp_path, clock)
    (copy,) = backup.listed(path, tmp_path)
    written = (copy.made_at + timedelta(seconds=seconds)).timestamp()
    os.utime(path, (written, written))

    assert bool(backup.missing(path, copy)) == told


def test_a_folder_that_is_called_like_a_copy_is_none_and_stops_none(path, tmp_path, clock):
    folder = tmp_path / "Copias"
    named = backup.make(path, folder, clock)
    named.rename(tmp_path / "away.pregon")
    named.mkdir()

    clock.moment += timedelta(days=1)
    made = backup.make(path, folder, clock, kept=1)

    assert [copy.path for copy in backup.listed(path, folder)] == [made]


def test_a_copy_dated_in_what_is_still_to_come_does_not_stop_the_daily_one(path, tmp_path, clock):
    # given a copy that was made while the clock was ten years ahead
    right = clock.moment
    clock.moment += timedelta(days=3652)
    backup.make(path, tmp_path, clock)

    clock.moment = right
    assert backup.due(path, tmp_path, clock)
    backup.make(path, tmp_path, clock)
    assert not backup.due(path, tmp_path, clock)
    clock.moment += timedelta(days=2)
    assert backup.due(path, tmp_path, clock)


def test_the_copy_just_made_is_never_the_one_that_goes(path, tmp_path, clock):
    # given as many copies as are kept, all dated in what is still to come, and one of yesterday
    folder, right = tmp_path / "Copias", clock.moment
    clock.moment += timedelta(days=3652)
    ahead = [_later(path, folder, clock) for _time in range(3)]
    clock.moment = right - timedelta(days=1)
    yesterday = backup.make(path, folder, clock)

    clock.moment = right
    made = backup.make(path, folder, clock, kept=3)
    clock.moment += timedelta(days=1)
    newest = backup.make(path, folder, clock, kept=1)

    # then those of the future are neither counted nor touched
    assert made != newest
    assert {copy.path for copy in backup.listed(path, folder)} == {*ahead, newest}
    assert not yesterday.exists()


def test_what_a_day_has_besides_its_newest_goes_before_an_older_day(path, tmp_path, clock, madrid):
    folder = tmp_path / "Copias"
    days = [_later(path, folder, clock) for _day in range(3)]
    clock.moment = clock.moment.replace(hour=5) + timedelta(days=1)
    for hours in (1, 2, 3):
        clock.moment += timedelta(hours=hours)
        newest = backup.make(path, folder, clock, kept=4)

    assert [copy.path for copy in backup.listed(path, folder)] == [newest, *reversed(days)]


def test_a_copy_that_is_given_up_leaves_nothing(path, tmp_path, clock):
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        backup.make(path, tmp_path / "Copias", clock, token=token)

    assert list((tmp_path / "Copias").iterdir()) == []


def _later(path: Path, folder: Path, clock: FixedClock) -> Path:
    clock.moment += timedelta(days=1)
    return backup.make(path, folder, clock)


def test_a_copy_of_today_is_made_once(path, tmp_path, clock):
    folder = tmp_path / "Copias"
    clock.moment -= timedelta(hours=20)
    backup.make(path, folder, clock)
    clock.moment += timedelta(hours=20)

    for _time in range(2):
        backup.of_today(path, folder, clock, 14)

    assert len(backup.listed(path, folder)) == 2


def test_restoring_brings_back_the_copy_and_keeps_what_was_there(store, tmp_path, clock):
    folder = tmp_path / "Copias"
    add(store, "Ana")
    saved = backup.make(store.path, folder, clock)
    clock.moment += timedelta(minutes=1)
    add(store, "Luis")
    told: list[Change] = []
    store.subscribe(told.append)

    store.restore(saved, folder)

    assert own_names(store) == ["Ana"]
    assert store.undo() is None
    assert told[-1].topics == set(Topic)
    before = backup.listed(store.path, folder)[0].path
    clock.moment += timedelta(minutes=1)
    store.restore(before, folder)
    assert own_names(store) == ["Ana", "Luis"]


def test_a_damaged_copy_is_not_restored(store, tmp_path, clock):
    add(store, "Ana")
    saved = backup.make(store.path, tmp_path, clock)
    content = bytearray(saved.read_bytes())
    content[8192:40960] = b"\x5a" * 32768
    saved.write_bytes(content)

    clock.moment += timedelta(minutes=1)
    with pytest.raises(DamagedWorkspace):
        store.restore(saved, tmp_path)

    assert own_names(store) == ["Ana"]


def test_what_is_no_workspace_is_not_restored(store, tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff")

    with pytest.raises(NotAWorkspace):
        store.restore(photo, tmp_path)


def test_a_folder_that_cannot_take_the_copy_says_so(path, clock):
    not_a_folder = path.parent / "Copias"
    not_a_folder.write_text("")

    with pytest.raises(FileTrouble) as told:
        backup.make(path, not_a_folder, clock)

    assert "Copias" in told.value.sentence


def test_what_was_committed_survives_a_copy_of_the_open_file(store, tmp_path, clock):
    add(store, "Ana")

    copied = tmp_path / "otra" / "más" / "Medellín.pregon"
    backup.copy(store.path, copied)

    other = open_store(copied, clock)
    assert own_names(other) == ["Ana"]
    other.close()


def test_two_copies_in_one_second_are_two(path, tmp_path, clock):
    first, second = (backup.make(path, tmp_path, clock) for _time in range(2))

    assert first != second
    assert {copy.path for copy in backup.listed(path, tmp_path)} == {first, second}


def test_copies_made_at_once_are_as_many_and_whole(path, tmp_path, clock):
    folder, at_once = tmp_path / "Copias", 8
    start = Barrier(at_once)

    def make(_number: int) -> Path:
        start.wait()
        return backup.make(path, folder, clock)

    with ThreadPoolExecutor(at_once) as threads:
        made = list(threads.map(make, range(at_once)))

    there = backup.listed(path, folder)
    assert {copy.path for copy in there} == set(made)
    assert (len(there), all(map(backup.is_whole, there))) == (at_once, True)
    assert {item.suffix for item in folder.iterdir()} == {".pregon"}


def test_only_what_bears_the_name_and_the_hour_of_a_copy_is_listed(path, tmp_path, clock):
    made = backup.make(path, tmp_path, clock)
    for other in ("Medellín de verano.pregon", "Mérida 2026-11-24 10.00.00.pregon"):
        (tmp_path / other).write_bytes(b"")
    (tmp_path / f"{made.name}-shm").write_bytes(b"")

    assert [copy.path for copy in backup.listed(path, tmp_path)] == [made]
    assert backup.listed(path, made) == []
    assert backup.listed(path, tmp_path / "nada") == []


def test_what_is_gone_is_not_copied(path, tmp_path):
    path.unlink()

    with pytest.raises(FileTrouble, match=r"No se encuentra «Medellín\.pregon»"):
        backup.copy(path, tmp_path / "copia" / "Medellín.pregon")

    assert list(tmp_path.iterdir()) == []


def test_what_another_program_made_is_not_copied(tmp_path):
    other = tmp_path / "otra.db"
    with closing(sqlite3.connect(other)) as made, made:
        made.execute("CREATE TABLE song (title TEXT)")

    with pytest.raises(NotAWorkspace, match=r"otra\.db"):
        backup.copy(other, tmp_path / "copia.pregon")

    assert list(tmp_path.iterdir()) == [other]


def test_a_copy_that_was_read_is_still_one_file(store, tmp_path, clock):
    folder = tmp_path / "Copias"
    saved = backup.make(store.path, folder, clock)

    store.restore(saved, folder)

    assert {path.suffix for path in folder.iterdir()} == {".pregon"}
    with store.read() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_copy_onto_the_workspace_itself_is_refused(store):
    add(store, "Ana")

    with pytest.raises(FileTrouble):
        backup.copy(store.path, store.path)

    add(store, "Luis")
    assert own_names(store) == ["Ana", "Luis"]


def test_a_log_left_by_a_killed_program_does_not_get_into_a_copy(store, tmp_path, clock):
    add(store, "Ana")
    target = tmp_path / "copia" / "Medellín.pregon"
    target.parent.mkdir()
    log = store.path.with_name(f"{store.path.name}-wal")
    target.with_name(f"{target.name}-wal").write_bytes(log.read_bytes())

    backup.copy(store.path, target)

    copied = open_store(target, clock)
    assert own_names(copied) == ["Ana"]
    copied.close()


def test_a_copy_made_while_the_window_is_open_loses_nothing_it_writes_afterwards(
    store, tmp_path, clock
):
    # given a window that has read and written, and makes its daily copy
    add(store, "Ana")
    backup.make(store.path, tmp_path / "Copias", clock)
    # when another process, such as the listener, comes and goes
    added_elsewhere(store.path, "Luis")
    add(store, "Marta")

    # then both have written into the same file
    assert names_elsewhere(store.path) == ["Ana", "Luis", "Marta"]
