"""Copies in the window: made at the end of work, dated in the future, of another town."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core import workspace
from core.clock import FixedClock
from core.errors import TraceRemains
from core.roster import records
from core.roster.model import Contact
from core.store import Store, Topic, backup, forgetting, open_store
from core.town import records as town_records
from desktop import backups
from desktop.app.application import Application
from desktop.services import Services
from desktop.shell.window import Shell
from tests.core import towns
from tests.core.store.scenes import little_room
from tests.desktop.hands import buttons

Start = Callable[..., Application]


@pytest.fixture
def folder(medellin: Path) -> Path:
    return medellin.parent / "Copias"


@pytest.fixture
def theirs(folder: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """A copy, in our folder, of the workspace of another town that is called the same."""
    other = tmp_path / "otro" / "Medellín.pregon"
    other.parent.mkdir()
    workspace.create(other, replace(towns.MEDELLIN, name="Mengabril", ine_code="06082"), clock)
    return backup.make(other, folder, FixedClock(clock.moment - timedelta(days=3)))


def add(program: Application, name: str) -> None:
    assert program.services is not None
    with program.services.store.change(Topic.ROSTER, label="añadir") as db:
        records.add(db, Contact(name), program.services.clock.now())


def made(medellin: Path, folder: Path, qtbot: QtBot, count: int) -> list[backup.Backup]:
    qtbot.waitUntil(lambda: len(backup.listed(medellin, folder)) == count)
    return backup.listed(medellin, folder)


@pytest.fixture
def worked(
    start: Start, medellin: Path, folder: Path, clock: FixedClock, qtbot: QtBot
) -> Application:
    """The program with the copy of the day, made at its start, two hours after somebody wrote."""
    program = start(medellin)
    made(medellin, folder, qtbot, 1)
    add(program, "Ana")
    clock.moment += timedelta(hours=2)
    return program


def said(page: QWidget, words: str) -> bool:
    return any(words in label.text() and label.isVisible() for label in page.findChildren(QLabel))


def pressed(qtbot: QtBot, page: QWidget, name: str, place: int = 0) -> None:
    there = [button for button in buttons(page) if button.accessibleName().startswith(name)]
    qtbot.mouseClick(there[place], Qt.MouseButton.LeftButton)


def settings(program: Application, qtbot: QtBot) -> QWidget:
    shell = program.window
    assert isinstance(shell, Shell)
    shell.go("settings", "backups")
    page = shell.page("settings")
    assert page is not None
    qtbot.waitUntil(lambda: said(page, "Última copia"))
    return page


def test_closing_after_more_than_an_hour_of_work_makes_a_copy(
    start, medellin, folder, clock, qtbot
):
    # given the copy of the day, made at the start, and work for an hour and a minute
    program = start(medellin)
    made(medellin, folder, qtbot, 1)
    add(program, "Ana")
    clock.moment += timedelta(minutes=61)

    program.close()

    newest, _first = backup.listed(medellin, folder)
    assert newest.made_at == clock.now()
    assert b"Ana" in newest.path.read_bytes()


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (600, False)])
def test_closing_soon_or_without_a_change_makes_none(
    start, medellin, folder, clock, qtbot, minutes, works
):
    program = start(medellin)
    made(medellin, folder, qtbot, 1)
    if works:
        add(program, "Ana")
    clock.moment += timedelta(minutes=minutes)

    program.close()

    assert len(backup.listed(medellin, folder)) == 1


def test_a_folder_that_takes_no_copy_does_not_keep_the_window_open(worked, folder, tmp_path):
    shutil.rmtree(folder)
    folder.write_text("no es una carpeta")

    worked.close()

    assert worked.services is None
    assert "no copy at the end" in (tmp_path / "settings" / "pregon.log").read_text()


def test_a_drive_that_does_not_answer_does_not_hold_the_program(
    worked, medellin, folder, qtbot, tmp_path, monkeypatch
):
    # given a copy that nobody can read to its end, as on a server that is gone
    monkeypatch.setattr(backups, "LONGEST_S", 0.1)
    stuck = folder / "Medellín 2026-11-01 10.00.00.pregon"
    os.mkfifo(stuck)

    worked.close()

    # then it closes, and makes no copy once the server is back
    assert worked.services is None
    os.close(os.open(stuck, os.O_WRONLY | os.O_NONBLOCK))
    log = tmp_path / "settings" / "pregon.log"
    qtbot.waitUntil(lambda: log.exists() and "no copy at the end" in log.read_text())
    stuck.unlink()
    assert len(backup.listed(medellin, folder)) == 1


def test_a_file_put_in_the_place_of_the_one_that_was_open_is_not_copied_as_ours(
    theirs, worked, medellin, folder
):
    # By a second name, which is put in its place: reading the open file would end its locks.
    shutil.copy(theirs, medellin.with_name("llega.tmp"))
    medellin.with_name("llega.tmp").replace(medellin)

    worked.close()

    assert len([path for path in folder.iterdir() if path.suffix == ".pregon"]) == 2


def test_copies_dated_in_the_future_are_told_in_words(start, medellin, folder, clock, qtbot):
    ahead = FixedClock(clock.moment + timedelta(days=3652))
    backup.make(medellin, folder, ahead)
    program = start(medellin)
    made(medellin, folder, qtbot, 2)

    page = settings(program, qtbot)

    assert said(page, "Hay 1 copia con fecha futura")
    assert not said(page, "otro archivo")


def test_a_copy_of_another_town_stands_apart_and_is_restored_only_after_a_question(
    start, medellin, folder, theirs, asker, qtbot
):
    program = start(medellin)
    made(medellin, folder, qtbot, 1)
    page = settings(program, qtbot)
    assert said(page, "Copias de otro archivo que se llama igual")
    assert said(page, "Mengabril · ")

    asker.answers = [False, True]
    pressed(qtbot, page, "Restaurar", -1)
    assert "otro archivo, Mengabril" in asker.asked[0]
    assert town(program) == "Medellín"
    pressed(qtbot, page, "Restaurar", -1)

    assert town(program) == "Mengabril"
    assert theirs.exists()


def test_copies_in_a_folder_that_is_left_are_told_of(
    start, medellin, folder, tmp_path, asker, qtbot
):
    program = start(medellin)
    made(medellin, folder, qtbot, 1)
    page = settings(program, qtbot)
    usb = tmp_path / "USB"
    usb.mkdir()
    asker.answers = [usb]

    pressed(qtbot, page, "Elegir una carpeta")

    made(medellin, usb, qtbot, 1)
    assert isinstance(program.window, Shell)
    window = program.window
    qtbot.waitUntil(lambda: said(window, f"1 copia se queda en {folder}"))


def town(program: Application) -> str:
    services = program.services
    assert isinstance(services, Services)
    with services.store.read() as connection:
        return town_records.load(connection).name


def test_where_nobody_can_tell_whose_a_damaged_file_is_each_town_has_its_button(
    start, medellin, folder, theirs, clock, qtbot
):
    # given a copy of ours, and our file with most of its schema gone
    backup.make(medellin, folder, FixedClock(clock.moment - timedelta(days=1)))
    content = bytearray(medellin.read_bytes())
    content[100:4096] = b"\xff" * 3996
    medellin.write_bytes(content)

    program = start(medellin)

    assert program.window is not None
    offered = [item for item in program.window.findChildren(QAbstractButton) if item.isVisible()]
    words = [button.text() for button in offered if button.text().startswith("Restaurar")]
    assert [word.split(",")[0] for word in words] == [
        "Restaurar la copia de Medellín",
        "Restaurar la copia de Mengabril",
    ]
    pressed(qtbot, program.window, words[0])
    qtbot.waitUntil(lambda: program.services is not None)
    assert town(program) == "Medellín"
    assert theirs.exists()


def damaged_at(path: Path, moment: datetime) -> None:
    """Most of the schema is gone; the file was written last at that moment."""
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    os.utime(path, (moment.timestamp(), moment.timestamp()))


@pytest.mark.usefixtures("madrid")
def test_a_rescue_says_before_and_after_which_time_is_not_in_the_copy(
    start, medellin, folder, clock, qtbot
):
    # given a copy of 24/11 at 10:00 and a file that was written until 12:50
    made_at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    backup.make(medellin, folder, FixedClock(made_at))
    damaged_at(medellin, made_at + timedelta(hours=2, minutes=50))
    # and somebody who looks into it just now
    medellin.with_name(f"{medellin.name}-wal").touch()
    missing = (
        "En la copia no está lo escrito entre el 24/11/2026 a las 10:00"
        " y el 24/11/2026 a las 12:50."
    )

    program = start(medellin)

    assert program.window is not None
    assert said(program.window, missing)
    pressed(qtbot, program.window, "Restaurar la copia")
    qtbot.waitUntil(lambda: program.services is not None)
    qtbot.waitUntil(lambda: said(program.window, missing))
    assert said(program.window, "El archivo dañado se conserva")


@pytest.mark.usefixtures("madrid")
def test_restoring_an_older_copy_says_which_time_is_not_in_it(
    start, medellin, folder, clock, qtbot, asker
):
    backup.make(medellin, folder, FixedClock(datetime(2026, 11, 20, 9, 0, tzinfo=UTC)))
    program = start(medellin)
    page = settings(program, qtbot)
    add(program, "Ana")
    asker.answers = [True]

    pressed(qtbot, page, "Restaurar", -1)

    said_of = "En la copia no está lo escrito entre el 20/11/2026 a las 10:00 y el "
    qtbot.waitUntil(lambda: program.window is not None and said(program.window, said_of))
    assert program.window is not None
    assert said(program.window, "Lo que había antes es la copia más nueva de la lista.")


def test_the_next_start_takes_away_what_an_erasure_had_to_leave(
    start, medellin, folder, clock, qtbot
):
    # given somebody erased for good on a disk that had no room to write the file anew
    opened = open_store(medellin, clock)
    with opened.change(Topic.ROSTER) as db:
        gone = records.add(db, Contact("Angustias Bohórquez"), clock.now())
    with opened.read() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with little_room(300_000), pytest.raises(TraceRemains), opened.forget(Topic.ROSTER) as db:
        records.delete(db, gone)
    opened.close()

    program = start(medellin)

    assert program.services is not None
    store = program.services.store
    qtbot.waitUntil(lambda: not waits(store))
    assert b"Angustias" not in medellin.read_bytes()


def waits(store: Store) -> bool:
    with store.read() as connection:
        return forgetting.waits(connection)
