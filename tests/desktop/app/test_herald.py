"""What was listened to while no window was open is told, and leads to the alarms."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.mentions.alarms import alarms
from core.store import open_store
from desktop.app.application import Application
from desktop.app.herald import Herald
from desktop.shell.window import Shell
from tests.core import towns
from tests.desktop.conftest import end
from tests.desktop.hands import seen


def open_alarms(file: Path, clock: FixedClock) -> list[int]:
    opened = open_store(file, clock)
    try:
        with opened.read() as connection:
            return [alarm.id for alarm in alarms.open_ones(connection)]
    finally:
        opened.close()


def test_an_alarm_is_told_and_the_message_leads_to_it(
    qapp: QApplication, example_file: Path, tmp_path: Path, clock: FixedClock, qtbot: QtBot
):
    file = towns.copied(example_file, tmp_path)
    raised = open_alarms(file, clock)
    program = Application(qapp, tmp_path / "settings.json", clock=clock)
    left: list[bool] = []

    herald = Herald(program, file, [*raised, 9999], lambda: left.append(True))

    assert len(herald.told) == len(raised) > 0
    assert herald.told[0][0].startswith("Alarma, nivel ")
    assert program.window is None

    tray = herald.findChild(QSystemTrayIcon)
    assert tray is not None
    tray.messageClicked.emit()

    qtbot.waitUntil(lambda: getattr(program.window, "page_id", "") == "mentions")
    assert isinstance(program.window, Shell)
    assert herald.told[0][1] in seen(program.window)
    assert left == []
    end(program)


def test_an_alarm_that_was_decided_meanwhile_is_told_no_more(
    qapp: QApplication, example_file: Path, tmp_path: Path, clock: FixedClock, qtbot: QtBot
):
    program = Application(qapp, tmp_path / "settings.json", clock=clock)
    left: list[bool] = []

    herald = Herald(
        program, towns.copied(example_file, tmp_path), [9999], lambda: left.append(True)
    )

    assert herald.told == []
    qtbot.waitUntil(lambda: left == [True])
    end(program)


def test_a_town_that_cannot_be_opened_is_nothing_to_tell(
    qapp: QApplication, tmp_path: Path, clock: FixedClock, qtbot: QtBot
):
    program = Application(qapp, tmp_path / "settings.json", clock=clock)
    left: list[bool] = []

    herald = Herald(program, tmp_path / "memoria.pregon", [1], lambda: left.append(True))

    assert herald.told == []
    qtbot.waitUntil(lambda: left == [True])
    end(program)
