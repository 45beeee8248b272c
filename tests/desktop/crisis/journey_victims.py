"""Programs that are killed: `python -m tests.desktop.crisis.journey_victims HOW PATH MOMENT AT`.

Each says on its output what is done, a line at a time, and waits to be killed where it is told to.
"""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import i18n, settings
from core.clock import FixedClock
from core.crisis import desk, log
from core.crisis.incidents import checklist, opening
from core.crisis.log import Hand
from core.store import Topic, open_store
from desktop.app.application import Application

if TYPE_CHECKING:
    from sqlite_utils import Database

OPENING = -1
"""To stand still while the incident is being opened."""
NEVER = -2
EACH = timedelta(minutes=2)
"""Between two things that are done."""
HALF = "A medias"
"""What was being written when it was killed."""
Key = Qt.Key


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def wait() -> None:
    """Until it is killed, or whoever started it is gone."""
    say("espera")
    sys.stdin.read()
    sys.exit()


def without_window(path: Path, clock: FixedClock, at: int) -> None:
    """Opens an incident and ticks step by step; stands still inside the transaction numbered."""
    store = open_store(path, clock)

    def change() -> AbstractContextManager["Database"]:
        return store.change(Topic.CRISIS, undoable=False)

    with change() as db:
        number = opening.open_incident(db, opening.Wish("poisoned-animals"), hand_at(clock))
        if at == OPENING:
            wait()
    say("abierto")
    with store.read() as connection:
        opened = desk.load(connection, number)
    assert opened is not None
    for count, step in enumerate(opened.scenario.steps):
        clock.moment += EACH
        with change() as db:
            checklist.tick(db, opened.incident, step, hand_at(clock))
            if count == at:
                log.note(db, number, hand_at(clock), HALF)
                wait()
        say(step.id)
    wait()


def hand_at(clock: FixedClock) -> Hand:
    return Hand(clock.now(), "Ana")


def with_window(path: Path, clock: FixedClock, at: int) -> None:
    """The program: opens with keys, ticks so many steps, and is in the middle of a line then."""
    app = QApplication(sys.argv[:1])
    place = path.with_name("settings-of-the-killed") / "settings.json"
    settings.save(settings.Settings(language="es", theme="light"), place)
    program = Application(app, place, clock=clock)
    program.start(path)
    assert program.window is not None
    program.window.activateWindow()
    QTest.qWaitForWindowActive(program.window)
    assert program.services is not None
    program.services.go("crisis")
    QTest.keyClicks(app.focusWidget(), "perros")
    press(Key.Key_Return, Key.Key_Return)
    say("abierto")
    for count in range(at):
        clock.moment += EACH
        press(Key.Key_Space, Key.Key_Down)
        say(str(count))
    QTest.keyClick(app.focusWidget(), Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(app.focusWidget(), HALF)
    wait()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


WAYS: dict[str, Callable[[Path, FixedClock, int], None]] = {
    "core": without_window,
    "window": with_window,
}


def main() -> None:
    how, path, moment, at = sys.argv[1:]
    i18n.use("es")
    WAYS[how](Path(path), FixedClock(datetime.fromisoformat(moment)), int(at))


if __name__ == "__main__":
    main()
