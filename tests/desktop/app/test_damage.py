"""A damaged workspace in the window: what is whole is shown, and the copy is two clicks away."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from core import places
from core.clock import FixedClock
from core.store import Topic, backup, seal
from core.town import records
from desktop import backups, pages
from desktop.shell.window import Shell
from desktop.welcome.window import Welcome
from tests.core import towns
from tests.core.store.scenes import little_room, spoil
from tests.desktop.hands import button, push, settled
from tests.endurance import damage


@pytest.fixture
def file(example_file: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """The example town, with a copy."""
    copied = towns.copied(example_file, tmp_path)
    backup.make(copied, backup.folder_of(copied), clock)
    return copied


BAD = [
    "UPDATE contact SET verified_on = 'ayer' WHERE id = 1",
    "UPDATE contact SET kind = 'persan' WHERE id = 1",
    "UPDATE contact SET name = CAST(x'4A6F73E9' AS TEXT) WHERE id = 1",
    "DELETE FROM town",
    "UPDATE objective SET horizon = 'x' WHERE id = 1",
    "UPDATE alarm SET facts = '{' WHERE id = (SELECT max(id) FROM alarm)",
    "UPDATE mention SET state = 'x' WHERE item_id = (SELECT max(item_id) FROM mention)",
    "UPDATE source SET added_at = 'x' WHERE id = 1",
    "UPDATE preference SET value = 'x' WHERE name = 'listening'",
]


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("statement", BAD)
def test_one_bad_row_leaves_every_page_standing_and_offers_the_copy(
    start, file, statement, asker, qtbot
):
    spoil(file, statement)
    program = start(file)
    shell = program.window
    assert isinstance(shell, Shell)

    for page in pages.pages():
        shell.go(page.id)
        assert shell.page_id == page.id
    assert program.services is not None
    settled(qtbot, program.services)

    told = shell.messages.shown()
    assert told
    assert all("«Valdehierro.pregon»" in item for item in told)
    asker.answers = [True]
    restoring = shell.messages.findChildren(QPushButton)[0]
    assert restoring.text().startswith("Restaurar la copia del")
    restoring.click()
    qtbot.waitUntil(lambda: program.window is not shell)
    assert isinstance(program.window, Shell)
    assert program.window.messages.shown() == ["Se ha restaurado la copia del 24/11/2026 14:32."]


def zero(file: Path, table: str) -> None:
    """The first page of a table, in a file that has lost its seal."""
    seal.take_off(file)
    with closing(sqlite3.connect(file)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = connection.execute(asked, [table]).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(file.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    file.write_bytes(content)


@pytest.mark.parametrize(("page", "table"), [("plan", "objective"), ("calendar", "channel")])
def test_a_page_that_cannot_be_read_is_said_once_and_the_one_before_stays(
    start, file, qtbot, page, table
):
    """One that reads as it is made, and one that reads as it is shown."""
    zero(file, table)
    program = start(file)
    shell = program.window
    assert isinstance(shell, Shell)
    # What has no seal is looked through meanwhile, and the same is found.
    assert program.services is not None
    settled(qtbot, program.services)
    shell.go("roster")

    shell.go(page)

    assert shell.page_id == "roster"
    assert shell.page("roster").isVisible()
    (told,) = shell.messages.shown()
    assert told.startswith("«Valdehierro.pregon» está dañado")
    assert button(shell.messages, "Restaurar la copia del").isVisible()


def test_where_the_page_of_last_time_cannot_be_read_another_is_shown(start, file, qtbot):
    zero(file, "objective")

    program = start(file, page="plan")

    shell = program.window
    assert isinstance(shell, Shell)
    assert program.services is not None
    settled(qtbot, program.services)
    assert shell.page_id == "today"
    (told,) = shell.messages.shown()
    assert told.startswith("«Valdehierro.pregon» está dañado")


def test_a_mention_that_cannot_be_read_is_said_and_the_inbox_stays(start, file, qtbot):
    zero(file, "evidence")
    program = start(file)
    shell = program.window
    assert isinstance(shell, Shell)
    assert program.services is not None
    settled(qtbot, program.services)

    shell.go("mentions")
    settled(qtbot, program.services)

    assert shell.page_id == "mentions"
    (told,) = shell.messages.shown()
    assert told.startswith("«Valdehierro.pregon» está dañado")


def flip(file: Path, words: str) -> None:
    content = bytearray(file.read_bytes())
    content[content.rfind(words.encode())] ^= 0x04
    file.write_bytes(content)


def test_a_file_that_is_not_as_it_was_closed_offers_its_copy(start, file):
    flip(file, "Valdehierro")

    program = start(file)
    assert isinstance(program.window, Welcome)
    (told,) = program.window.messages.shown()
    assert told == ("«Valdehierro.pregon» ya no está como Pregón lo cerró: algo de él está dañado.")
    button(program.window, "Restaurar la copia del").click()

    assert isinstance(program.window, Shell)
    assert list(file.parent.glob("*.damaged"))


def test_a_file_that_is_not_as_it_was_closed_is_opened_where_that_is_wanted(start, file):
    flip(file, "Valdehierro")

    program = start(file)
    assert isinstance(program.window, Welcome)
    button(program.window, "Abrir el archivo de todas formas").click()

    assert isinstance(program.window, Shell)
    assert program.window.messages.shown() == []


@pytest.mark.parametrize(
    "spoiled", [b"", bytes(4096), b"\xff" * 9000], ids=["empty", "zeros", "else"]
)
def test_a_workspace_that_is_none_any_more_offers_its_copy(start, file, spoiled):
    file.write_bytes(spoiled)

    program = start(file)
    assert isinstance(program.window, Welcome)
    (told,) = program.window.messages.shown()
    assert told.startswith("«Valdehierro.pregon» está dañado")
    button(program.window, "Restaurar la copia del").click()

    assert isinstance(program.window, Shell)


@pytest.mark.parametrize(
    "spoiled", [b"", bytes(200), b"\xff" * 200], ids=["empty", "zeros", "else"]
)
def test_another_file_that_is_damaged_offers_no_copy_of_the_one_that_is_open(
    start, file, tmp_path, spoiled, qtbot
):
    other = tmp_path / "otro" / "Otro.pregon"
    other.parent.mkdir()
    other.write_bytes(spoiled + file.read_bytes()[200:] if spoiled else b"")
    program = start(file)
    shell = program.window
    assert isinstance(shell, Shell)
    assert program.services is not None
    settled(qtbot, program.services)
    assert backup.newest_whole(file, backups.folder(program.services)) is not None

    program.open_workspace(other)

    assert program.window is shell
    (told,) = shell.messages.shown()
    assert told.startswith("«Otro.pregon»")
    assert [push_button.text() for push_button in shell.messages.findChildren(QPushButton)] == []


def test_a_file_that_another_program_wrote_is_looked_through(start, file, qtbot):
    spoil(file, "UPDATE evidence SET digest = 'aa'")

    program = start(file)

    assert program.services is not None
    settled(qtbot, program.services)
    assert isinstance(program.window, Shell)
    (told,) = program.window.messages.shown()
    assert told.startswith("La prueba de la mención")
    assert button(program.window, "Restaurar la copia del").isVisible()


@pytest.mark.parametrize("gone", [True, False], ids=["taken away", "replaced"])
def test_what_is_open_is_saved_under_another_name_where_its_file_is_gone(
    start, file, tmp_path, asker, qtbot, gone
):
    program = start(file)
    assert program.services is not None
    assert isinstance(program.window, Shell)
    settled(qtbot, program.services)
    with program.services.store.change(Topic.TOWN) as db:
        records.update(db, person="Eva Sanz")
    if gone:
        file.unlink()
    else:
        other = tmp_path / "de otro ordenador"
        other.write_bytes(next((tmp_path / "Copias").iterdir()).read_bytes())
        other.replace(file)

    # The window comes to the front again.
    QApplication.sendEvent(program.window, QEvent(QEvent.Type.ActivationChange))
    (told,) = program.window.messages.shown()
    assert "«Valdehierro.pregon»" in told
    target = tmp_path / "salvado.pregon"
    asker.answers = [None, target]
    for _time in range(2):
        button(program.window, "Guardar con otro nombre").click()

    assert isinstance(program.window, Shell)
    assert program.window.messages.shown() == []
    with program.services.store.read() as connection:
        assert records.load(connection).person == "Eva Sanz"
    assert program.services.store.path == target


@pytest.mark.parametrize("kind", damage.KINDS)
@pytest.mark.usefixtures("font")
def test_damage_at_a_random_place_is_said_and_leads_to_the_copy(kind, tmp_path):
    """Of the hundreds that `dev.py endurance` tries, one of each kind."""
    town = damage.Town(tmp_path)

    assert damage.through_window(town, town.case(kind, 0)) == []


def test_without_any_room_every_page_can_be_read(start, file, tmp_path, qtbot):
    start(file).close()

    with little_room(0):
        program = start(file)
        shell = program.window
        assert isinstance(shell, Shell)
        said = shell.messages.shown()
        for page in pages.pages():
            shell.go(page.id)
            assert shell.page_id == page.id
        assert program.services is not None
        settled(qtbot, program.services)

    assert said == [
        "«Valdehierro.pregon» se ha abierto solo para leer: no queda sitio en el disco."
    ]
    assert not any("Algo ha fallado" in message for message in shell.messages.shown())


def test_a_network_drive_is_told_the_first_time_with_a_way_to_a_copy_here(
    start, file, tmp_path, monkeypatch, asker, qtbot
):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//servidor/comun {file.parent} cifs rw 0 0\n")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    here = tmp_path / "aquí" / file.name
    mounts.write_text(f"{mounts.read_text()}/dev/sdb1 {here.parent} ext4 rw 0 0\n")
    asker.answers = [here]

    program = start(file)
    shell = program.window
    assert isinstance(shell, Shell)
    assert shell.messages.shown() == ["El archivo del municipio está en una unidad de red."]
    push(qtbot, shell.messages, "Pasar a una copia")

    qtbot.waitUntil(lambda: program.services is not None and program.services.store.path == here)
    assert file.exists()


def test_a_folder_that_is_synchronised_is_told_the_first_time_with_a_way_out(
    start, file, tmp_path, asker, qtbot
):
    folder = tmp_path / "OneDrive - Ayuntamiento" / "Documentos"
    folder.mkdir(parents=True)
    there = towns.copied(file, folder)

    first = start(there)
    assert isinstance(first.window, Shell)
    told = first.window.messages.shown()
    first.close()
    again = start(there)

    assert told == ["El archivo del municipio está en una carpeta que sincroniza OneDrive."]
    assert isinstance(again.window, Shell)
    assert again.window.messages.shown() == []
    again.close()

    another = towns.copied(file, tmp_path / "OneDrive - Ayuntamiento")
    here = tmp_path / "aquí" / file.name
    asker.answers = [here]
    third = start(another)
    assert isinstance(third.window, Shell)
    push(qtbot, third.window.messages, "Pasar a una copia")

    qtbot.waitUntil(lambda: third.services is not None and third.services.store.path == here)
    assert another.exists()
