"""Starting by itself: two ticks that show what the Task Scheduler does, and change it."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from core import settings
from desktop.services import Services
from desktop.settings.listening import StartupCard
from desktop.settings.page import SettingsPage

SCHTASKS = """#!{python}
import pathlib, sys
tasks = pathlib.Path({folder!r})
verb, words = sys.argv[1], dict(zip(sys.argv[2:], sys.argv[3:]))
task = tasks / words["/tn"]
if (tasks / "refuses").exists() and verb != "/query":
    sys.exit(1)
if verb == "/create":
    task.write_bytes(pathlib.Path(words["/xml"]).read_bytes())
elif not task.exists():
    sys.exit(1)
elif verb == "/delete":
    task.unlink()
"""


@pytest.fixture
def tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Task Scheduler of the same words that keeps each task as a file in this folder."""
    folder, place = tmp_path / "tasks", tmp_path / "bin"
    folder.mkdir()
    place.mkdir()
    script = place / "schtasks"
    script.write_text(SCHTASKS.format(python=sys.executable, folder=str(folder)))
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(place), prepend=":")
    monkeypatch.setenv("USERNAME", "mjose")
    return folder


@pytest.fixture
def show(services: Services, qtbot: QtBot, tasks: Path) -> Callable[[], StartupCard]:
    """The card, when it has learnt what is there."""
    cards = []

    def run() -> StartupCard:
        card = StartupCard(services)
        cards.append(card)
        qtbot.addWidget(card)
        card.show()
        qtbot.waitUntil(lambda: all(box.isEnabled() for box in card.findChildren(QCheckBox)))
        return card

    return run


def tick(card: QWidget, label: str) -> QCheckBox:
    [found] = [box for box in card.findChildren(QCheckBox) if box.text() == label]
    return found


def press(qtbot: QtBot, services: Services, control: QCheckBox) -> None:
    control.setFocus()
    qtbot.keyClick(control, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not services.jobs.busy())


def test_opening_at_login_is_made_and_taken_away(show, services, qtbot, tasks):
    control = tick(show(), "Abrir Pregón al iniciar sesión")
    assert not control.isChecked()

    press(qtbot, services, control)
    assert [path.name for path in tasks.iterdir()] == ["Pregon window mjose"]
    assert tick(show(), "Abrir Pregón al iniciar sesión").isChecked()

    press(qtbot, services, control)
    assert list(tasks.iterdir()) == []
    assert not control.isChecked()


def test_listening_is_for_the_workspace_in_which_it_was_ticked(
    show, services, qtbot, tasks, tmp_path
):
    control = tick(show(), "Leer las fuentes con Pregón cerrado")

    press(qtbot, services, control)

    made = (tasks / "Pregon listen mjose").read_text(encoding="utf-16")
    assert str(services.store.path) in made
    kept = settings.load(tmp_path / "settings" / "settings.json")
    assert kept.listened == str(services.store.path)
    services.settings.listened = "/otro/Municipio.pregon"
    assert not tick(show(), "Leer las fuentes con Pregón cerrado").isChecked()


def test_what_the_scheduler_refuses_is_said_and_the_tick_goes_back(
    show, services, shell, qtbot, tasks
):
    control = tick(show(), "Leer las fuentes con Pregón cerrado")
    (tasks / "refuses").touch()

    press(qtbot, services, control)

    assert not control.isChecked()
    assert services.settings.listened == ""
    assert "Windows no ha cambiado lo que abre por sí solo." in shell.messages.shown()[0]


def test_where_there_is_no_task_scheduler_nothing_is_offered(services, shell):
    services.go("settings", "listening")

    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    assert page.section().findChildren(StartupCard) == []
