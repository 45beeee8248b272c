"""A photograph or a capture is kept where it belongs: chosen, pasted or dropped, and described."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.mentions.listening import intake
from core.pictures import records
from core.pictures.model import Owner, OwnerKind, Picture
from core.store import Topic, open_store
from desktop.mentions.inbox import Inbox
from desktop.mentions.page import MentionsPage
from desktop.pictures import actions
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.theme.theme import current
from tests.core import towns
from tests.core.pictures import scenes
from tests.core.towns import NOW
from tests.desktop import sight
from tests.desktop.conftest import ScriptedAsker
from tests.desktop.dragging import Drag
from tests.desktop.hands import (
    CONTROL,
    Key,
    buttons,
    into,
    press,
    push,
    push_soon,
    seen,
    settled,
    write,
)

ALT = "Imagen, descrita para quien no la ve"


@pytest.fixture
def noted(services: Services) -> Owner:
    """A mention that was noted by hand."""
    with services.store.change(Topic.MENTIONS) as db:
        number = intake.note(db, "El agua sale marrón", "", "Facebook", NOW, NOW)
    return Owner(OwnerKind.MENTION, number)


@pytest.fixture
def pane(services: Services, shell: Shell, noted: Owner, qtbot: QtBot) -> QWidget:
    """That mention, open; the keyboard is in its text."""
    services.go("mentions", ("inbox", noted.id))
    page = shell.page("mentions")
    assert isinstance(page, MentionsPage)
    inbox = page.part()
    assert isinstance(inbox, Inbox)
    qtbot.waitUntil(lambda: inbox.pane.opened is not None and inbox.pane.isVisible())
    inbox.pane.take_keyboard()
    return inbox.pane


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a file of this name."""

    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def kept(services: Services, owner: Owner) -> list[Picture]:
    with services.store.read() as connection:
        return records.of(connection, owner)


def count(services: Services, owner: Owner) -> int:
    return len(kept(services, owner))


def capture() -> None:
    """As Win+Shift+S does."""
    QGuiApplication.clipboard().setImage(QImage.fromData(scenes.capture(800, 600)))


def paste(qtbot: QtBot) -> None:
    press(qtbot, Key.Key_V, held=CONTROL)


def test_a_capture_is_pasted_described_seen_and_removed_by_keys(pane, services, noted, qtbot):
    capture()
    paste(qtbot)
    qtbot.waitUntil(lambda: count(services, noted) == 1)
    qtbot.waitUntil(lambda: "La imagen se ha guardado" in seen(pane.window()))

    into(qtbot, pane, ALT)
    write(qtbot, "Un grifo")
    into(qtbot, pane, "De dónde es")
    write(qtbot, "Ana, vecina")
    press(qtbot, Key.Key_Tab)
    qtbot.waitUntil(lambda: kept(services, noted)[0].source == "Ana, vecina")
    assert kept(services, noted)[0].alt == "Un grifo"
    qtbot.waitUntil(lambda: any("Un grifo" in item.accessibleName() for item in buttons(pane)))

    push(qtbot, pane, "Ver la imagen")
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, QDialog)
    assert shown.windowTitle() == "Un grifo"
    qtbot.keyClick(shown, Key.Key_Escape)

    push(qtbot, pane, "Quitar la imagen")
    assert count(services, noted) == 0
    push_soon(qtbot, pane.window(), "Deshacer")
    qtbot.waitUntil(lambda: [item.alt for item in kept(services, noted)] == ["Un grifo"])


@pytest.mark.usefixtures("madrid")
def test_who_added_it_and_when_is_said(pane, services, noted, qtbot):
    capture()
    paste(qtbot)
    qtbot.waitUntil(lambda: count(services, noted) == 1)

    qtbot.waitUntil(lambda: "Añadida el 24/11/2026" in seen(pane))


def test_a_photograph_is_chosen_and_what_it_told_is_said_to_be_gone(
    pane, services, noted, asker: ScriptedAsker, file, qtbot
):
    asker.answers = [file("grifo.jpg", scenes.photograph(800, 600))]
    push(qtbot, pane, "Añadir una imagen")

    qtbot.waitUntil(lambda: count(services, noted) == 1)
    assert asker.asked == ["¿Qué imagen se guarda?"]
    qtbot.waitUntil(
        lambda: "No el lugar, la fecha ni la cámara que decía el archivo." in seen(pane.window())
    )


def test_a_file_is_dropped_on_the_card_and_not_on_the_window(pane, services, noted, file, qtbot):
    drag = Drag(pane, file("grifo.webp", scenes.file(image(), "WEBP")), over=pane).enter()
    assert "Suelte aquí la imagen para guardarla." in seen(pane)

    drag.drop()

    qtbot.waitUntil(lambda: count(services, noted) == 1)
    assert "Suelte" not in seen(pane)


def test_what_is_dropped_beside_it_is_told_where_it_goes(pane, file, qtbot):
    window = pane.window()
    Drag(window, file("grifo.jpg", b""), over=window).drop()

    qtbot.waitUntil(lambda: "Suelte la imagen sobre aquello a lo que pertenece" in seen(window))


def image():
    from PIL import Image

    return Image.new("RGB", (60, 40), "brown")


def test_what_is_no_image_is_told_in_a_sentence(pane, services, noted, asker, file, qtbot):
    asker.answers = [file("grifo.png", b"no es")]
    push(qtbot, pane, "Añadir una imagen")

    qtbot.waitUntil(lambda: "no es una imagen" in seen(pane.window()))
    settled(qtbot, services)
    assert count(services, noted) == 0


def test_a_copied_file_is_pasted_and_copied_text_stays_text(pane, services, noted, file, qtbot):
    field = into(qtbot, pane, "Nota")
    QGuiApplication.clipboard().setText("turbia")
    paste(qtbot)
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "turbia"

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file("grifo.png", scenes.capture(200, 100))))])
    QGuiApplication.clipboard().setMimeData(mime)
    paste(qtbot)

    qtbot.waitUntil(lambda: count(services, noted) == 1)
    assert field.toPlainText() == "turbia"


def test_two_captures_one_after_the_other_are_both_kept(pane, services, noted, qtbot):
    capture()
    paste(qtbot)
    paste(qtbot)

    qtbot.waitUntil(lambda: count(services, noted) == 2)
    qtbot.waitUntil(lambda: sum("sin describir" in b.accessibleName() for b in buttons(pane)) == 2)


def test_one_that_is_damaged_is_told_when_it_is_to_be_seen(pane, services, noted, qtbot):
    with services.store.change(Topic.MENTIONS) as db:
        number = scenes.keep(db, noted, "Un grifo")
        db.conn.execute("UPDATE picture SET image = CAST('<svg/>' AS BLOB)")

    push_soon(qtbot, pane, "Ver la imagen")

    qtbot.waitUntil(lambda: f"La imagen {number} no se puede leer." in seen(pane.window()))


@pytest.mark.parametrize(
    ("zoom", "size"), [(100, (1366, 768)), (150, (1024, 600)), (200, (1366, 768))]
)
def test_no_word_is_cut_in_any_window(pane, services, noted, qtbot, zoom, size):
    with services.store.change(Topic.MENTIONS) as db:
        for alt in ("Un grifo " * 40, "El aviso del grupo de vecinos", ""):
            scenes.keep(db, noted, alt)
    current().apply("light", zoom)
    pane.window().resize(*size)
    push_soon(qtbot, pane, "Ver la imagen")
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, QDialog)
    qtbot.waitUntil(lambda: faults(shown) == [])
    qtbot.keyClick(shown, Key.Key_Escape)

    qtbot.waitUntil(lambda: faults(pane.window()) == [])


def faults(window: QWidget) -> list[str]:
    return sight.faults(window, [it for it in window.findChildren(QWidget) if it.isVisible()])


def test_the_thirteenth_is_refused(pane, services, noted, qtbot):
    with services.store.change(Topic.MENTIONS) as db:
        for _count in range(12):
            scenes.keep(db, noted)
    capture()
    paste(qtbot)

    qtbot.waitUntil(lambda: "12 imágenes juntas como mucho" in seen(pane.window()))


def test_an_image_that_is_being_made_small_at_the_close_is_kept(
    start, example_file, tmp_path, qtbot
):
    file = towns.copied(example_file, tmp_path)
    program = start(file)
    services = program.services
    assert services is not None
    with services.store.change(Topic.MENTIONS) as db:
        number = intake.note(db, "El agua sale marrón", "", "Facebook", NOW, NOW)
    owner = Owner(OwnerKind.MENTION, number)
    settled(qtbot, services)

    for _time in range(6):
        actions.keep(services, owner, QImage.fromData(scenes.capture(800, 600)))
    program.close()

    with closing(open_store(file, services.clock)) as store, store.read() as connection:
        assert len(records.of(connection, owner)) == 6


def test_what_is_pasted_while_noting_by_hand_is_kept_with_the_mention(services, shell, qtbot):
    services.go("mentions")
    push_soon(qtbot, shell, "Apuntar a mano")
    into(qtbot, shell, "Qué se dijo")
    write(qtbot, "El agua sale negra")
    capture()
    paste(qtbot)
    qtbot.waitUntil(lambda: "1 imagen se guardará al apuntar la mención." in seen(shell))

    push(qtbot, shell, "Apuntar la mención")

    settled(qtbot, services)
    with services.store.read() as connection:
        [picture] = records.every(connection)
    assert picture.mention_id
    push_soon(qtbot, shell, "Ver la imagen")


def test_an_image_that_waits_for_its_note_is_there_again_after_the_end(
    start, example_file, tmp_path, qtbot
):
    file = towns.copied(example_file, tmp_path)
    program = start(file)
    services, shell = program.services, program.window
    services.go("mentions")
    push_soon(qtbot, shell, "Apuntar a mano")
    capture()
    paste(qtbot)
    qtbot.waitUntil(lambda: "Hay algo sin guardar" in seen(shell))
    qtbot.waitUntil(lambda: not services.notifier.unsaved.losing())

    # As a change of language does, or a kill.
    program.rebuild()
    services, shell = program.services, program.window
    qtbot.waitUntil(lambda: bool(shell.page_id))
    assert "Hay algo sin guardar" in seen(shell)
    services.go("mentions")
    push_soon(qtbot, shell, "Apuntar a mano")
    assert "1 imagen se guardará al apuntar la mención." in seen(shell)
    into(qtbot, shell, "Qué se dijo")
    write(qtbot, "El agua sale negra")
    push(qtbot, shell, "Apuntar la mención")

    with services.store.read() as connection:
        [picture] = records.every(connection)
    assert picture.mention_id
    qtbot.waitUntil(lambda: "Hay algo sin guardar" not in seen(shell))


def test_an_image_that_is_taken_away_before_its_note_troubles_nobody(services, shell, qtbot):
    services.go("mentions")
    push_soon(qtbot, shell, "Apuntar a mano")
    capture()
    paste(qtbot)
    qtbot.waitUntil(lambda: "Hay algo sin guardar" in seen(shell))

    push(qtbot, shell, "Quitar las imágenes")

    settled(qtbot, services)
    qtbot.waitUntil(lambda: "Hay algo sin guardar" not in seen(shell))
    assert not services.notifier.unsaved.losing()
    assert [*services.notifier.unsaved.kept()] == []
