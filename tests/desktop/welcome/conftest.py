"""The program on an empty laptop, whose documents folder is a temporary one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.application import Application
from desktop.shell.window import Shell
from desktop.welcome.window import Welcome

Key = Qt.Key


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where new workspaces go."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documentos"))
    return tmp_path / "Documentos" / "Pregón"


@dataclass
class Person:
    """Somebody with a keyboard and eyes in front of the program."""

    program: Application
    qtbot: QtBot
    qapp: QApplication

    @property
    def window(self) -> QWidget:
        assert self.program.window is not None
        return self.program.window

    def types(self, text: str) -> None:
        # QTest knows no key for á: what the keyboard driver sends for it has the letter as text.
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self._focused(), letter)
                continue
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            self.qapp.sendEvent(self._focused(), event)

    def presses(self, *keys: Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self._focused(), key)

    def tabs_to(self, words: str) -> None:
        for _step in range(30):
            focused = self._focused()
            if isinstance(focused, QPushButton) and focused.accessibleName() == words:
                return
            self.presses(Key.Key_Tab)
        raise AssertionError(f"no way to “{words}” with Tab")

    def reads(self, words: str) -> bool:
        return any(words in label.text() for label in self._labels() if label.isVisible())

    def waits_to_read(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.reads(words))

    def waits_for_the_workspace(self) -> Shell:
        self.qtbot.waitUntil(lambda: isinstance(self.program.window, Shell))
        assert isinstance(self.program.window, Shell)
        return self.program.window

    def _labels(self) -> list[QLabel]:
        return self.window.findChildren(QLabel)

    def _focused(self) -> QWidget:
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: self.qapp.focusWidget() is not None)
        focused = self.qapp.focusWidget()
        assert focused is not None
        return focused


@pytest.fixture
def make_person(qtbot: QtBot, qapp: QApplication) -> Callable[[Application], Person]:
    """Puts somebody in front of a program."""
    return lambda program: Person(program, qtbot, qapp)


@pytest.fixture
def person(
    start: Callable[..., Application],
    documents: Path,
    make_person: Callable[[Application], Person],
) -> Person:
    """In front of the first screen, with no workspace yet."""
    assert not documents.exists()
    program = start()
    assert isinstance(program.window, Welcome)
    return make_person(program)
