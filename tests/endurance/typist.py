"""A window that somebody types into until it is killed: `python -m tests.endurance.typist …`.

Says on its output, a line of JSON at a time: `{"shown": t}` once the window is painted,
`{"found": text}` what the field holds at the start, `{"typed": text, "at": t}` after every key.
Moments are those of the monotonic clock, in seconds, which all processes of a machine share.
"""

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from core import i18n
from core.clock import Clock
from desktop.app.application import Application
from desktop.services import Services

PLACES = {
    "plan": "La entidad y su territorio",
    "roster": "Nota",
    "mentions": "Nota",
    "crisis": "Anotar qué ha pasado…",
}
"""Page and accessible name of the field that is typed into."""

LETTERS = "abcdefghijklmnopqrstuvwxyz "
PATIENCE_S = 120


def say(**words: object) -> None:
    sys.stdout.write(f"{json.dumps(words)}\n")
    sys.stdout.flush()


def field_of(window: QWidget, name: str) -> QLineEdit | QPlainTextEdit:
    """The field on screen that is called so, when it is there."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        for kind in (QLineEdit, QPlainTextEdit):
            for widget in window.findChildren(kind):
                if widget.isVisible() and widget.accessibleName() == name:
                    return widget
        QTest.qWait(20)
    raise LookupError(name)


def first_page_there(window: QWidget) -> None:
    """The window is painted before its first page, which would come over any other."""
    while not getattr(window, "page_id", ""):
        QTest.qWait(20)


def text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def open_incident(services: Services) -> None:
    """Go to the desk of an incident; opens one where there is none."""
    services.go("crisis")
    if services.store.path.with_suffix(".opened").exists():
        return
    QTest.keyClicks(QApplication.focusWidget(), "perros")
    for _time in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    services.store.path.with_suffix(".opened").touch()


def type_on(field: QLineEdit | QPlainTextEdit, first: str, chance: random.Random) -> None:
    """Type over what the field holds, as a person does: in bursts, now and then a pause."""
    field.setFocus()
    field.selectAll()
    for key in [first, *chance.choices(LETTERS, k=400)]:
        QTest.keyClicks(field, key)
        say(typed=text_of(field), at=time.monotonic())
        QTest.qWait(chance.choice([20, 60, 120, 200, 200, 1500]))


def main() -> None:
    path, settings_path, page, first, seed = sys.argv[1:]
    i18n.use("es")
    app = QApplication(sys.argv[:1])
    program = Application(app, Path(settings_path), clock=Clock())
    sys.excepthook = lambda _kind, error, _trace: (program.crashed(error), say(error=repr(error)))
    program.start(Path(path) if path else None)
    assert program.window is not None
    QTest.qWaitForWindowExposed(program.window, 1000 * PATIENCE_S)
    say(shown=time.monotonic())
    services = program.services
    assert services is not None, "it did not find the town"
    first_page_there(program.window)
    if page == "crisis":
        open_incident(services)
    else:
        services.go(page)
    field = field_of(program.window, PLACES[page])
    say(found=text_of(field))
    type_on(field, first, random.Random(int(seed)))
    app.exec()


if __name__ == "__main__":
    main()
