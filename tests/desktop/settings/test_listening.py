"""Settings of listening: what holds here, what the town decided, and what cannot be."""

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core import settings
from core.mentions.model import Decisions
from core.mentions.records import decisions
from desktop.services import Services
from desktop.settings.listening import ListeningSection
from desktop.settings.page import SettingsPage
from desktop.shell.window import Shell
from desktop.widgets.labelled import LabelledField


@pytest.fixture
def section(services: Services, shell: Shell, qtbot: QtBot) -> ListeningSection:
    services.go("settings", "listening")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    shown = page.section()
    assert isinstance(shown, ListeningSection)
    qtbot.waitUntil(shown.isVisible)
    return shown


def stored(tmp_path: Path) -> settings.Settings:
    return settings.load(tmp_path / "settings" / "settings.json")


def decided(services: Services) -> Decisions:
    with services.store.read() as connection:
        return decisions.load(connection)


def go_to(section: QWidget, name: str) -> QWidget:
    """The control of that name, with the keyboard."""
    found = [
        widget
        for kind in (QLineEdit, QCheckBox)
        for widget in section.findChildren(kind)
        if name in (widget.accessibleName(), widget.text())
    ]
    assert len(found) == 1, name
    found[0].setFocus()
    return found[0]


def fill(qtbot: QtBot, section: QWidget, name: str, text: str) -> None:
    """Type into a field in place of what it holds, and go on to the next."""
    control = go_to(section, name)
    assert isinstance(control, QLineEdit)
    control.selectAll()
    qtbot.keyClick(control, Qt.Key.Key_Delete)
    qtbot.keyClicks(control, text)
    qtbot.keyClick(control, Qt.Key.Key_Tab)


def message(section: QWidget, name: str) -> str:
    """What is said below a field."""
    [field] = [
        labelled_field
        for labelled_field in section.findChildren(LabelledField)
        if labelled_field.control.accessibleName() == name
    ]
    return field.message()


def test_the_keyboard_begins_with_whether_to_listen_at_all(section):
    here = QApplication.focusWidget()

    assert isinstance(here, QCheckBox)
    assert here.text() == "Leer las fuentes"


def test_what_belongs_to_this_computer_is_kept_in_its_settings(section, qtbot, tmp_path):
    fill(qtbot, section, "Minutos entre lecturas", "45")
    fill(qtbot, section, "En silencio desde las", "21.30")
    fill(qtbot, section, "En silencio hasta las", "7:05")
    fill(qtbot, section, "Proxy", "http://proxy.example:8080/")
    qtbot.keyClick(go_to(section, "Al cerrar la ventana"), Qt.Key.Key_Space)

    kept = stored(tmp_path)
    assert kept.listen_minutes == 45
    assert (kept.quiet_from, kept.quiet_to) == ("21:30", "07:05")
    assert kept.proxy == "http://proxy.example:8080"
    assert kept.tray


def test_nothing_is_read_more_often_than_the_sites_allow(section, qtbot, tmp_path):
    fill(qtbot, section, "Minutos entre lecturas", "5")

    assert stored(tmp_path).listen_minutes == 30


def test_what_cannot_be_is_said_below_its_field_with_an_example_and_not_kept(
    section, qtbot, tmp_path
):
    for name, right, wrong, example in (
        ("En silencio desde las", "21:00", "25:00", "22:00"),
        ("En silencio hasta las", "07:00", "", "22:00"),
        ("Proxy", "", "proxy de la diputacion", "http://proxy.example:8080"),
        ("Proxy", "", "http://ana:clave@proxy.example:8080", "http://proxy.example:8080"),
    ):
        fill(qtbot, section, name, right)
        assert message(section, name) == ""
        before = stored(tmp_path)

        fill(qtbot, section, name, wrong)

        assert example in message(section, name)
        assert stored(tmp_path) == before


def test_what_the_town_decides_goes_with_the_workspace_and_can_be_undone(
    section, services, shell, qtbot
):
    before = decided(services)
    for name, field in (
        ("Leer las fuentes", "listening"),
        ("Guardar el nombre de quien escribió cada publicación", "authors"),
        ("Las fuentes pueden estar en la red propia", "private"),
    ):
        qtbot.keyClick(go_to(section, name), Qt.Key.Key_Space)

        after = decided(services)
        changed = {
            other.name
            for other in fields(Decisions)
            if vars(after)[other.name] != vars(before)[other.name]
        }
        assert changed == {field}
        shell.undo()
        assert decided(services) == before


def test_how_long_things_are_kept_is_typed_and_undone_as_one_step(section, services, shell, qtbot):
    fill(qtbot, section, "Meses que se guarda lo leído", "36")
    assert decided(services).months == 36

    shell.undo()

    assert decided(services).months == Decisions().months
    months = go_to(section, "Meses que se guarda lo leído")
    assert isinstance(months, QLineEdit)
    qtbot.waitUntil(lambda: months.text() == str(Decisions().months))


def test_what_the_computer_fixes_is_shown_and_cannot_be_changed(services, shell, qtbot):
    services.settings.fixed = frozenset({"proxy", "listening"})
    services.settings.proxy, services.settings.listening = "http://hall:3128", False
    services.go("settings", "listening")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    section = page.section()
    assert section is not None

    proxy = go_to(section, "Proxy")
    assert isinstance(proxy, QLineEdit)
    assert (proxy.text(), proxy.isEnabled()) == ("http://hall:3128", False)
    assert not go_to(section, "Leer las fuentes").isEnabled()
    told = [label.text() for label in section.findChildren(QLabel)]
    assert told.count("Lo fija la persona que lleva este ordenador.") == 2
