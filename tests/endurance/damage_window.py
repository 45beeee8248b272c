"""What the window does with a damaged file; offscreen, with a clock that stands still."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from core import settings
from core.clock import FixedClock
from desktop import pages
from desktop.app.application import Application
from desktop.shell.window import Shell
from desktop.theme.fonts import register_packaged_font
from desktop.welcome.window import Welcome
from tests.core import towns

PATIENCE_S = 120
RESTORE, ANYHOW = "Restaurar la copia del", "Abrirlo de todas formas"
MISTAKE = "Algo ha fallado"


def answered(file: Path) -> list[str]:
    """What is wrong: no sentence, no way to the copy, or the copy is not what opens then."""
    with started(file) as program:
        window = program.window
        if not isinstance(window, Welcome):
            return ["the window opened without a word"]
        if not window.messages.shown() or _mistaken(program):
            return ["the window has no sentence"]
        offered = _button(program, RESTORE)
        if offered is None:
            return ["the window offers no copy"]
        offered.click()
        wait(lambda: isinstance(program.window, Shell) and bool(program.window.page_id))
        return ["the copy did not open"] if _mistaken(program) else []


def looked_at(file: Path) -> list[str]:
    """What is wrong when the person opens it, all the same if need be, and goes through it."""
    with started(file) as program:
        offered = _button(program, ANYHOW)
        if offered is not None:
            offered.click()
            settle(program)
        if not isinstance(program.window, Shell):
            # SQLite finds it damaged, too: said in words, as everything else.
            return [] if program.window is not None and program.window.messages.shown() else ["?"]
        return [what for page in pages.pages() for what in _page(program, page.id)]


def _page(program: Application, page: str) -> list[str]:
    if not isinstance(program.window, Shell):
        return []
    program.window.go(page)
    settle(program)
    if not isinstance(program.window, Shell):
        return []
    if program.window.page_id != page:
        # Its file cannot be read: said in words, and the page before stays.
        return [f"{page} is empty"] * (not program.window.messages.shown())
    empty = program.window.page(page) is None
    return [f"{page} is empty"] * empty + [f"{page} fell over"] * _mistaken(program)


def _mistaken(program: Application) -> bool:
    shown = program.window.messages.shown() if program.window is not None else []
    return any(text.startswith(MISTAKE) for text in shown)


def _button(program: Application, words: str) -> QPushButton | None:
    if program.window is None:
        return None
    found = program.window.messages.findChildren(QPushButton)
    return next((button for button in found if button.text().startswith(words)), None)


def settle(program: Application) -> None:
    """Until nothing is under way."""
    QCoreApplication.processEvents()
    wait(lambda: not program.busy())


def wait(done: Callable[[], bool]) -> None:
    """Let the window work until something is so. Raises TimeoutError."""
    until = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > until:
            raise TimeoutError
        QCoreApplication.processEvents()
        time.sleep(0.002)


@contextmanager
def started(file: Path) -> Iterator[Application]:
    """The program, begun with a file; closed at the end as a person would."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    register_packaged_font()
    place = file.with_name("settings.json")
    settings.save(settings.Settings("es", "light", quiet_from="00:00", quiet_to="00:00"), place)
    program = Application(app, place, clock=FixedClock(towns.NOW))
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: program.crashed(error)
    try:
        program.start(file)
        wait(lambda: getattr(program.window, "page_id", "welcome") != "")
        settle(program)
        yield program
    finally:
        sys.excepthook = before
        program.close()
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()
        program.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
