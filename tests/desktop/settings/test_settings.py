"""The settings page: every change counts at once; what is the town's can be undone."""

import io
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core import i18n, settings, workspace
from core.roster import privacy
from core.store import backup
from core.store.backup import Backup
from core.town import records
from core.town.model import BodyKind, Town
from desktop import crash_log
from desktop.app.application import Application
from desktop.forms.lines import Figure
from desktop.services import Services
from desktop.settings.backups import BackupsSection
from desktop.settings.page import SettingsPage
from desktop.shell.window import Shell
from desktop.theme.theme import current
from desktop.welcome.window import Welcome


@pytest.fixture
def show(program: Application, medellin: Path, qtbot: QtBot) -> Callable[[str], QWidget]:
    """Go to a section of the settings, in whatever window is open."""
    qtbot.waitUntil(lambda: len(backup.listed(medellin, medellin.parent / "Copias")) == 1)

    def run(key: str) -> QWidget:
        shell = program.window
        assert isinstance(shell, Shell)
        with qtbot.waitActive(shell):
            shell.activateWindow()
        shell.go("settings", key)
        page = shell.page("settings")
        assert isinstance(page, SettingsPage)
        qtbot.waitUntil(lambda: page.section().isVisible())
        return page.section()

    return run


def named(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = [other for other in parent.findChildren(kind) if other.accessibleName() == name]
    assert len(found) == 1, (name, [other.accessibleName() for other in parent.findChildren(kind)])
    return found[0]


def toggle(parent: QWidget, words: str) -> QAbstractButton:
    return next(button for button in parent.findChildren(QAbstractButton) if button.text() == words)


def reads(parent: QWidget, words: str) -> bool:
    return any(words in label.text() and label.isVisible() for label in parent.findChildren(QLabel))


def copies(section: QWidget) -> list[Backup]:
    assert isinstance(section, BackupsSection)
    return section.copies()


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def fill(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Type into a field and leave it."""
    field.window().activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def stored(services: Services) -> Town:
    with services.store.read() as connection:
        return records.load(connection)


def remembered(tmp_path: Path) -> settings.Settings:
    return settings.load(tmp_path / "settings" / "settings.json")


def test_hours_save_themselves_when_the_field_is_left_and_can_be_undone(
    show, services, shell, qtbot
):
    field = named(show("town"), QLineEdit, "Horas a la semana para comunicación")
    fill(qtbot, field, "7,5")
    assert stored(services).hours_week == 7.5
    shell.undo()
    assert stored(services).hours_week is None
    qtbot.waitUntil(lambda: field.text() == "")


def test_a_number_of_hours_that_is_none_stays_as_a_draft_and_says_why(show, services, qtbot):
    section = show("town")
    field = named(section, QLineEdit, "Horas a la semana para comunicación")
    fill(qtbot, field, "muchas")
    assert reads(section, "Escriba un número entre 0 y 168.")
    assert (field.text(), stored(services).hours_week) == ("muchas", None)


def test_a_language_is_ticked_and_the_last_one_cannot_go(show, services, qtbot):
    section = show("town")
    boxes = {box.text(): box for box in section.findChildren(QCheckBox)}
    qtbot.keyClick(boxes["Gallego"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stored(services).languages == ("es", "gl"))
    qtbot.keyClick(boxes["Gallego"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stored(services).languages == ("es",))
    qtbot.keyClick(boxes["Español"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: reads(section, "Elija al menos una lengua."))
    assert stored(services).languages == ("es",)


def test_the_name_of_a_municipality_is_the_official_one_and_not_a_field(show):
    section = show("town")
    assert reads(section, "Medellín")
    assert "Nombre de la entidad" not in [
        field.accessibleName() for field in section.findChildren(QLineEdit)
    ]


def test_the_name_of_a_body_made_by_hand_can_be_mended(start, tmp_path, clock, qtbot):
    path = tmp_path / "Mancomunidad.pregon"
    workspace.create(path, Town("Mancomunida", BodyKind.OTHER), clock)
    program = start(path)
    assert isinstance(program.window, Shell)
    assert program.services is not None
    program.window.go("settings", "town")
    field = named(program.window, QLineEdit, "Nombre de la entidad")
    field.end(False)
    fill(qtbot, field, "d")
    assert stored(program.services).name == "Mancomunidad"
    qtbot.waitUntil(lambda: program.window.windowTitle().startswith("Mancomunidad ·"))


def test_the_crest_is_chosen_removed_and_brought_back(
    show, services, shell, asker, tmp_path, qtbot
):
    image = io.BytesIO()
    Image.new("RGB", (60, 80), "navy").save(image, "PNG")
    (tmp_path / "escudo.png").write_bytes(image.getvalue())
    asker.answers = [tmp_path / "escudo.png"]
    section = show("town")
    click(qtbot, named(section, QPushButton, "Elegir una imagen…"))
    remove = named(section, QPushButton, "Quitar la imagen")
    qtbot.waitUntil(remove.isVisible)
    click(qtbot, remove)
    qtbot.waitUntil(lambda: reads(section, "Sin escudo todavía"))
    shell.undo()
    qtbot.waitUntil(remove.isVisible)
    with services.store.read() as connection:
        assert records.crest(connection) is not None


def test_english_is_spoken_at_once_and_the_window_can_still_write(show, program, tmp_path, qtbot):
    click(qtbot, toggle(show("look"), "English"))
    assert i18n.current() == "en"
    assert isinstance(program.window, Shell)
    page = program.window.page("settings")
    assert isinstance(page, SettingsPage)
    assert reads(page.section(), "Language of the program")
    assert remembered(tmp_path).language == "en"
    field = named(show("town"), QLineEdit, "Your name")
    fill(qtbot, field, "Ana")
    assert program.services is not None
    assert stored(program.services).person == "Ana"


def test_colours_are_seen_at_once_and_remembered(show, tmp_path, qtbot):
    section = show("look")
    for mode, words in {"dark": "Oscuro", "contrast": "Contraste alto", "light": "Claro"}.items():
        click(qtbot, toggle(section, words))
        assert current().tokens.name == mode
        assert remembered(tmp_path).theme == mode


def test_a_size_is_chosen_by_pointer_or_by_keyboard_and_remembered(show, shell, tmp_path, qtbot):
    section = show("look")
    click(qtbot, toggle(section, "150 %"))
    assert (current().zoom, remembered(tmp_path).zoom) == (150, 150)
    qtbot.keyClick(shell, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert (current().zoom, remembered(tmp_path).zoom) == (175, 175)
    assert toggle(section, "175 %").isChecked()
    qtbot.keyClick(shell, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert current().zoom == 100


def test_a_backup_made_now_brings_back_what_was_there(show, program, medellin, clock, asker, qtbot):
    clock.moment += timedelta(hours=1)
    section = show("backups")
    click(qtbot, named(section, QPushButton, "Hacer copia ahora"))
    folder = medellin.parent / "Copias"
    qtbot.waitUntil(lambda: len(backup.listed(medellin, folder)) == 2)
    qtbot.waitUntil(lambda: len(copies(section)) == 2)
    field = named(show("town"), QLineEdit, "Su nombre")
    fill(qtbot, field, "Ana")
    assert program.services is not None
    assert stored(program.services).person == "Ana"
    clock.moment += timedelta(minutes=1)
    asker.answers = [True]
    section = show("backups")
    restore = [b for b in section.findChildren(QPushButton) if b.text() == "Restaurar"]
    click(qtbot, restore[0])
    assert stored(program.services).person == ""
    assert isinstance(program.window, Shell)
    assert len(program.window.messages.shown()) == 1
    assert named(show("town"), QLineEdit, "Su nombre").text() == ""
    assert len(backup.listed(medellin, folder)) == 3


def test_whoever_goes_back_from_restoring_changes_nothing(show, services, asker, qtbot):
    section = show("backups")
    qtbot.waitUntil(lambda: len(copies(section)) == 1)
    asker.answers = [False]
    click(
        qtbot,
        next(b for b in section.findChildren(QPushButton) if b.text() == "Restaurar"),
    )
    assert len(asker.asked) == 1
    assert services.desk.notifier is services.notifier


def test_a_copy_that_is_damaged_or_gone_is_said_and_nothing_is_lost(
    show, services, shell, clock, asker, qtbot
):
    section = show("backups")
    qtbot.waitUntil(lambda: len(copies(section)) == 1)
    copy = copies(section)[0].path
    clock.moment += timedelta(minutes=1)
    asker.answers = [True, True]
    restore = next(b for b in section.findChildren(QPushButton) if b.text() == "Restaurar")
    copy.write_bytes(copy.read_bytes()[:4096] + b"\0" * 8192)
    click(qtbot, restore)
    copy.unlink()
    clock.moment += timedelta(minutes=1)
    click(qtbot, restore)
    damaged, gone = shell.messages.shown()
    assert copy.name in damaged
    assert copy.name in gone
    assert stored(services).name == "Medellín"


def test_another_folder_is_proved_by_a_first_copy_and_the_default_is_one_click_away(
    show, services, medellin, asker, tmp_path, qtbot
):
    asker.answers = [tmp_path / "servidor"]
    section = show("backups")
    click(qtbot, named(section, QPushButton, "Elegir una carpeta…"))
    qtbot.waitUntil(lambda: len(copies(section)) == 1)
    qtbot.waitUntil(lambda: len(backup.listed(medellin, tmp_path / "servidor")) == 1)
    assert remembered(tmp_path).backup_folder == str(tmp_path / "servidor")
    click(qtbot, named(section, QPushButton, "Volver a la carpeta junto al archivo"))
    assert services.settings.backup_folder == ""


def test_a_folder_that_takes_no_copy_is_said(show, shell, asker, tmp_path, qtbot):
    file = tmp_path / "no es carpeta"
    file.write_text("x")
    asker.answers = [file]
    click(qtbot, named(show("backups"), QPushButton, "Elegir una carpeta…"))
    qtbot.waitUntil(lambda: len(shell.messages.shown()) == 1)
    assert str(file) in shell.messages.shown()[0]


def test_how_many_copies_are_kept_is_remembered(show, tmp_path, qtbot):
    kept = show("backups").findChild(Figure)
    assert kept.text() == "14"
    kept.selectAll()
    qtbot.keyClicks(kept, "100")
    kept.clearFocus()
    qtbot.waitUntil(lambda: remembered(tmp_path).backups_kept == 100)


def test_how_long_persons_are_kept_changes_and_can_be_undone(show, services, shell, qtbot):
    section = show("data")
    assert reads(section, privacy.texts().retention)
    months = section.findChild(Figure)
    months.setFocus()
    months.selectAll()
    qtbot.keyClicks(months, str(records.RETENTION_DEFAULT - 1))
    qtbot.keyClick(months, Qt.Key.Key_Tab)

    def stored_months() -> int:
        with services.store.read() as connection:
            return records.retention_months(connection)

    assert stored_months() == records.RETENTION_DEFAULT - 1
    shell.undo()
    assert stored_months() == records.RETENTION_DEFAULT
    qtbot.waitUntil(lambda: months.text() == str(records.RETENTION_DEFAULT))


def test_a_number_that_cannot_be_is_said_under_its_field_and_not_kept(show, services, qtbot):
    section = show("data")
    months = section.findChild(Figure)

    def refused(typed: str) -> bool:
        months.setFocus()
        months.selectAll()
        qtbot.keyClick(months, Qt.Key.Key_Delete)
        qtbot.keyClicks(months, typed)
        qtbot.keyClick(months, Qt.Key.Key_Tab)
        return reads(section, "Escriba un número entre 1 y 120.")

    for wrong in ("", "0", "121", "dos"):
        assert not refused("12")
        assert refused(wrong)
        with services.store.read() as connection:
            assert records.retention_months(connection) == 12


def test_a_copy_of_the_workspace_goes_where_asked_and_this_one_stays_open(
    show, services, medellin, asker, tmp_path, qtbot
):
    asker.answers = [tmp_path / "USB" / "copia.pregon"]
    click(qtbot, named(show("workspaces"), QPushButton, "Copiar este archivo…"))
    qtbot.waitUntil((tmp_path / "USB" / "copia.pregon").exists)
    assert services.store.path == medellin


def test_everything_is_exported_with_its_progress_and_can_be_stopped(show, asker, tmp_path, qtbot):
    section, target = show("workspaces"), tmp_path / "USB" / "Medellín.zip"
    target.parent.mkdir()
    asker.answers = [target]
    ask = named(section, QPushButton, "Exportar todo…")
    click(qtbot, ask)
    bar = named(section, QProgressBar, "Se exporta todo a Medellín.zip")
    qtbot.waitUntil(lambda: 0 < bar.value() < bar.maximum())

    click(qtbot, named(section, QPushButton, "Parar"))

    assert not bar.isVisible()
    assert ask.hasFocus()
    qtbot.waitUntil(lambda: not list(target.parent.iterdir()))


def test_the_open_workspace_is_not_overwritten_by_its_own_copy(show, shell, medellin, asker, qtbot):
    asker.answers = [medellin]
    click(qtbot, named(show("workspaces"), QPushButton, "Copiar este archivo…"))
    assert medellin.name in shell.messages.shown()[0]


def test_another_workspace_opens_in_place_of_this_one(show, program, asker, tmp_path, clock, qtbot):
    other = tmp_path / "Don Benito.pregon"
    workspace.create(other, Town("Don Benito"), clock)
    asker.answers = [other]
    click(qtbot, named(show("workspaces"), QPushButton, "Abrir otro…"))
    assert program.services is not None
    assert program.services.store.path == other
    medellin = "Abrir: Medellín"
    click(qtbot, named(show("workspaces"), QPushButton, medellin))
    assert program.services.store.path == tmp_path / "Medellín.pregon"


@pytest.mark.parametrize("creating", [False, True])
def test_closing_leads_to_the_first_screen_and_creating_to_its_questions(
    creating, show, program, qtbot
):
    words = "Crear uno nuevo…" if creating else "Cerrar e ir a la bienvenida"
    click(qtbot, named(show("workspaces"), QPushButton, words))
    assert isinstance(program.window, Welcome)
    question = "¿De qué municipio se encarga?"
    qtbot.waitUntil(lambda: reads(program.window, "Archivos recientes") != creating)
    assert reads(program.window, question) == creating


def test_a_section_that_cannot_be_built_says_so_and_the_others_stand(show, services, monkeypatch):
    """As in an installation that lost what is known of its packages."""
    here = [folder for folder in sys.path if not [*Path(folder).glob("pregon*.*-info")]]
    monkeypatch.setattr(sys, "path", here)

    assert reads(show("about"), "Algo ha fallado en el programa.")
    log = crash_log.file_beside(services.listener.settings_path)
    assert "PackageNotFoundError" in log.read_text("utf-8")

    assert toggle(show("look"), "Oscuro").isVisible()


def test_the_licences_of_the_parts_open_and_escape_goes_back(show, qapp, qtbot):
    section = show("about")
    click(qtbot, named(section, QPushButton, "Ver las licencias de sus componentes"))
    table = qapp.focusWidget()
    model = table.model()
    rows = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    assert {"PySide6_Essentials", "msgspec", "Python"} <= rows.keys()
    assert "LGPL" in model.index(rows["PySide6_Essentials"], 2).data()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert reads(section, "EUPL-1.2")
