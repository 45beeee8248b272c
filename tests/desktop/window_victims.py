"""A window that is killed: `python -m tests.desktop.window_victims HOW WORKSPACE SETTINGS`.

It says on its output what is done, a line at a time, and waits to be killed.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from core.clock import of_process
from core.roster import records
from core.store import Topic
from desktop.app.application import Application
from desktop.services import Services

EACH_MS = 40
"""Between two keys: nobody pauses."""
MOST = 250
LEFT_OPEN = "ana(arroba)medellin.es"


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def opens(_services: Services) -> None:
    """Nothing more."""


def measures(_services: Services) -> None:
    """Says how large it is, and whether it fills the screen."""
    window = QApplication.activeWindow()
    assert window is not None
    size = window.geometry()
    say(f"{size.width()} {size.height()} {window.isMaximized()}")


def types(services: Services) -> None:
    """Types on and on into the note of the first card until something of it is stored."""
    with services.store.read() as connection:
        first = records.everyone(connection)[0]
    services.go("roster", first.id)
    into("Nota")
    stored: list[object] = []
    services.bridge.changed.connect(
        lambda change: stored.append(change) if Topic.ROSTER in change.topics else None
    )
    for key in range(MOST):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_X, delay=EACH_MS)
        if stored:
            say(f"{first.id} {key}")
            return
    say(f"{first.id} nothing")


def leaves_wrong(services: Services) -> None:
    """Types an address that cannot be stored, and goes on to the next field."""
    with services.store.read() as connection:
        first = records.everyone(connection)[0]
    services.go("roster", first.id)
    into("Correo")
    QTest.keyClicks(QApplication.focusWidget(), LEFT_OPEN)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    say(str(first.id))


def into(name: str) -> None:
    window = QApplication.activeWindow()
    assert window is not None
    found = [
        widget
        for kind in (QLineEdit, QPlainTextEdit)
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.accessibleName() == name
    ]
    found[0].setFocus()


WAYS: dict[str, Callable[[Services], None]] = {
    "opens": opens,
    "measures": measures,
    "types": types,
    "leaves-wrong": leaves_wrong,
}


def main() -> None:
    how, workspace, place = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    program = Application(app, Path(place), clock=of_process())
    program.start(Path(workspace))
    assert program.window is not None
    program.window.activateWindow()
    assert QTest.qWaitForWindowActive(program.window, 60_000)
    assert program.services is not None
    services, window = program.services, program.window
    while not getattr(window, "page_id", ""):
        QTest.qWait(EACH_MS)
    WAYS[how](services)
    say("espera")
    sys.stdin.read()


if __name__ == "__main__":
    main()
