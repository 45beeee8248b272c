"""Hands that press whatever is on screen, by chance, each round in a process of its own.

A round goes over the example town, or over a new one. What no code catches, what Qt warns of, what
ends the process and what has no end is a fault, said with the steps before it. A seed makes the
same choices again, but not at the same moments. `python -m tests.endurance.hands SEED SECONDS`
is one round.
"""

import faulthandler
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from core import settings
from core.clock import FixedClock
from desktop import crash_log
from desktop.app.application import Application
from desktop.theme.fonts import register_packaged_font
from tests.core import towns
from tests.desktop.outside import taken

ROUND_S = 150
_STEPS_TOLD = 15
_OFF_SCREEN = ("This plugin does not support", "systemTrayWindowChanged")
"""Qt's words for what there is only on a real screen."""
_DEEPEST = 6
"""Menus and dialogs that one step opens over another."""
_FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
_TYPED = [
    *("x", "agua", "12", "31/12/2026", "29/02/2027", "10:30", "600123456", "a@b.es", "-1"),
    *("https://a.es", "ñandú «»", "<b>&amp;", "%s {x}", "0", "99999999999", "👩‍🚒", "  ", "\n"),
]
_PASTED = [
    *("a" * 20_000, "x\0y", "\u202eabc", "<img src=x>" * 50, "línea\n" * 300, "😀" * 300),
    *("=1+1", "Nombre;Teléfono\nAna;600", "31/12/2026\t12\n1/1/2027\t15", f"https://{'a' * 5000}"),
]
_KEYS = [
    *(Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Menu),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_F6),
]
_COMMANDS = [getattr(Qt.Key, f"Key_{name}") for name in "12345678ZZYKFNPSACVVXED"]


class Hands:
    """Presses by chance what is on screen; `steps` are the last ones, in words."""

    def __init__(self, program: Application, app: QApplication, chance: Random) -> None:
        self._program, self._app, self._chance = program, app, chance
        self.steps: deque[str] = deque(maxlen=_STEPS_TOLD)
        self._ways: list[Callable[[QWidget], None]] = [
            *[self._click] * 11,
            *[self._into] * 3,
            *[self._type] * 3,
            *[self._key] * 3,
            self._command,
        ]

    def step(self) -> None:
        """One of whatever a person may do now."""
        menu = self._app.activePopupWidget()
        window = menu or self._app.activeModalWidget() or self._program.window
        if window is None:
            return
        if isinstance(menu, QMenu):
            self._choose(menu)
        elif menu is not None and self._chance.random() < 0.1:
            menu.hide()
        else:
            self._chance.choice(self._ways)(window)

    def _choose(self, menu: QMenu) -> None:
        lines = [line for line in menu.actions() if line.isEnabled() and not line.isSeparator()]
        if lines and self._chance.random() < 0.7:
            line = self._chance.choice(lines)
            self.steps.append(f"choose {line.text()}")
            QTest.mouseClick(
                menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(line).center()
            )
        if isValid(menu):
            menu.close()

    def _click(self, window: QWidget) -> None:
        if found := self._there(window, QAbstractButton):
            self._press(self._chance.choice(found), Qt.MouseButton.LeftButton)

    def _into(self, window: QWidget) -> None:
        if not (found := self._there(window, QAbstractItemView, *_FIELDS)):
            return
        chosen = self._chance.choice(found)
        if isinstance(chosen, QAbstractItemView):
            chosen = chosen.viewport()
        button = self._chance.choice([*[Qt.MouseButton.LeftButton] * 4, Qt.MouseButton.RightButton])
        at = QPoint(*map(self._chance.randrange, (chosen.width() or 1, chosen.height() or 1)))
        self._press(chosen, button, at)

    def _type(self, window: QWidget) -> None:
        text = self._chance.choice(_TYPED)
        self.steps.append(f"type {text!r} into {_name(self._ground(window))}")
        for letter in text:
            # A letter may take the keyboard elsewhere.
            ground = self._ground(window)
            if not isValid(ground):
                return
            if letter == "\n":
                QTest.keyClick(ground, Qt.Key.Key_Return)
            else:
                none = Qt.KeyboardModifier.NoModifier
                typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, none, letter)
                self._app.sendEvent(ground, typed)

    def _key(self, window: QWidget) -> None:
        held = self._chance.choice([*[Qt.KeyboardModifier.NoModifier] * 5, _SHIFT])
        self._strike(window, self._chance.choice(_KEYS), held)

    def _command(self, window: QWidget) -> None:
        self._app.clipboard().setText(self._chance.choice(_PASTED))
        self._strike(window, self._chance.choice(_COMMANDS), Qt.KeyboardModifier.ControlModifier)

    def _strike(self, window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        ground = self._ground(window)
        self.steps.append(f"{held.name} {key.name} in {_name(ground)}")
        QTest.keyPress(ground, key, held)
        if isValid(ground):
            QTest.keyRelease(ground, key, held)

    def _press(self, widget: QWidget, button: Qt.MouseButton, at: QPoint | None = None) -> None:
        at = at or widget.rect().center()
        self.steps.append(f"{button.name} on {_name(widget)}")
        QTest.mousePress(widget, button, pos=at)
        # What is pressed may be gone with that.
        if isValid(widget):
            QTest.mouseRelease(widget, button, pos=at)

    def _ground(self, window: QWidget) -> QWidget:
        return self._app.focusWidget() or window

    @staticmethod
    def _there(window: QWidget, *kinds: type[QWidget]) -> list[QWidget]:
        found = [widget for widget in window.findChildren(QWidget) if isinstance(widget, kinds)]
        return [one for one in found if one.isVisible() and one.isEnabled()]


_SHIFT = Qt.KeyboardModifier.ShiftModifier


def _name(widget: QWidget) -> str:
    said = widget.accessibleName() or widget.property("text") or widget.objectName()
    return f"{type(widget).__name__} “{said}”"


class ByChance:
    """Answers whatever is asked."""

    def __init__(self, chance: Random, folder: Path) -> None:
        self._chance, self._folder = chance, folder

    def open_file(self, *_asked: object) -> Path | None:
        return None

    def save_file(self, _title: str, suggested: Path, _patterns: object) -> Path | None:
        return self._chance.choice([None, self._folder / suggested.name])

    def folder(self, *_asked: object) -> Path | None:
        return self._chance.choice([None, self._folder])

    def confirm(self, *_asked: object) -> bool:
        return self._chance.choice([True, False])

    def printer(self, _pages: int) -> None:
        return None


def main(minutes: float, seed: int) -> int:
    """Go on for so long; returns how many rounds had a fault."""
    end, faults, rounds = time.monotonic() + 60 * minutes, 0, 0
    while time.monotonic() < end:
        words = [sys.executable, "-m", "tests.endurance.hands", str(seed + rounds), str(ROUND_S)]
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=2 * ROUND_S)
            code, told = done.returncode, done.stdout + done.stderr
        except subprocess.TimeoutExpired as error:
            code, told = 1, f"no end\n{error.stdout!r}"
        if code:
            faults += 1
            sys.stdout.write(f"hands, seed {seed + rounds}, ended with {code}:\n{told}\n")
        rounds += 1
    sys.stdout.write(f"hands: {rounds} rounds of {ROUND_S} s; {faults} with a fault\n")
    return faults


def round_of(seed: int, seconds: float) -> int:
    """Press for so long; returns how many faults there were, each said with its steps."""
    chance, faults = Random(seed), 0
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    register_packaged_font()
    with ExitStack() as kept:
        folder = Path(kept.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        kept.enter_context(taken(str, "http", "https", "mailto", "file", "tel"))
        os.environ["XDG_DOCUMENTS_DIR"] = str(folder)
        fallen: list[BaseException] = []
        warned: list[str] = []
        kept.enter_context(crash_log.noticing(fallen))
        kept.enter_context(_warned(warned))
        town = chance.choice([towns.valdehierro, towns.valdehierro, towns.medellin])(folder)
        place = folder / "settings.json"
        looks = chance.choice(["es", "en"]), chance.choice(["light", "dark", "contrast"])
        settings.save(settings.Settings(*looks), place)
        asker = ByChance(chance, folder)
        program = Application(app, place, clock=FixedClock(towns.NOW), asker=lambda _window: asker)
        program.start(town)
        hands, end, deep = Hands(program, app, chance), time.monotonic() + seconds, 0

        def turn() -> None:
            nonlocal deep, faults
            if time.monotonic() > end:
                for dialog in app.topLevelWidgets():
                    if isinstance(dialog, (QDialog, QMenu)):
                        dialog.close()
                app.quit()
                return
            # Before the step, which may open a menu and wait for it.
            QTimer.singleShot(1, turn)
            if deep < _DEEPEST:
                deep += 1
                hands.step()
                deep -= 1
            for told in (fallen, warned):
                while told:
                    faults += 1
                    _say(told.pop(), hands.steps)
            window = program.window
            if not deep and (window is None or not window.isVisible()):
                program.start(town)

        QTimer.singleShot(0, turn)
        app.exec()
        program.close()
    # Off screen what was copied last outlives Python, which it is made of: the process would fall.
    app.clipboard().clear()
    return faults


@contextmanager
def _warned(told: list[str]) -> Iterator[None]:
    """Inside, what Qt warns of is kept."""

    def hear(_kind: object, _context: object, said: str) -> None:
        if not any(words in said for words in _OFF_SCREEN):
            told.append(said)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _say(fault: BaseException | str, steps: Iterable[str]) -> None:
    said = fault if isinstance(fault, str) else "".join(traceback.format_exception(fault))
    sys.stdout.write("\n    ".join([said.rstrip(), *steps]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    faulthandler.enable()
    sys.exit(min(round_of(int(sys.argv[1]), float(sys.argv[2])), 1))
