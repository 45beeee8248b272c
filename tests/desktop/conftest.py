"""The real program over a real workspace, offscreen, with a clock that stands still."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core import settings
from core.clock import FixedClock
from core.store import backup
from desktop.app.application import Application
from desktop.asker import Patterns
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.theme.fonts import register_packaged_font
from desktop.theme.ring import show_keyboard
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.tour import example_town
from tests import screens
from tests.core import towns
from tests.desktop.hands import PATIENCE_MS
from tests.desktop.outside import taken

if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = screens.OFFICE


@dataclass
class ScriptedAsker:
    """Answers from a list, in order, and keeps what was asked."""

    answers: list[Path | bool | QPrinter | None] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    suggested: list[Path] = field(default_factory=list)
    """Where it was proposed to write."""

    def open_file(self, title: str, _patterns: Patterns) -> Path | None:
        return self._next(title)

    def save_file(self, title: str, suggested: Path, _patterns: Patterns) -> Path | None:
        self.suggested.append(suggested)
        return self._next(title)

    def folder(self, title: str, _start: Path) -> Path | None:
        return self._next(title)

    def confirm(self, sentence: str, _advice: str, _action: str) -> bool:
        return bool(self._next(sentence))

    def printer(self, pages: int) -> QPrinter | None:
        return self._next(f"1–{pages}")

    def _next(self, question: str) -> Path | bool | QPrinter | None:
        self.asked.append(question)
        return self.answers.pop(0)


@pytest.fixture(autouse=True)
def font(qapp: QApplication) -> None:
    register_packaged_font()
    show_keyboard()
    # Whatever the test before had chosen, and where none was before.
    if (current().tokens.name, current().zoom) != ("light", 100) or not current().sheet:
        current().apply("light", 100)


@pytest.fixture(scope="session", autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    """Off screen what was copied last outlives Python, which it is made of: the process fell."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def hands_off(qapp: QApplication) -> Iterator[None]:
    """What a test holds down or leaves open would take mouse and keys from all that follow it."""
    yield
    assert qapp.mouseButtons() == Qt.MouseButton.NoButton
    assert (qapp.activePopupWidget(), qapp.activeModalWidget()) == (None, None)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits on a busy computer, too: how fast one is, is nothing that a test says."""
    for wait in ("waitUntil", "waitSignal", "waitExposed", "waitActive"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    add = qtbot.addWidget

    def add_dressed(widget: QWidget) -> None:
        """What is shown alone is a window, and dressed as the program's are."""
        if not widget.styleSheet():
            follow_theme(widget, lambda: widget.setStyleSheet(current().sheet))
        add(widget)

    qtbot.addWidget = add_dressed
    return qtbot


@pytest.fixture
def asker() -> ScriptedAsker:
    return ScriptedAsker()


@cache
def _backup_of(file: Path, _zone: tuple[str, str]) -> Path:
    # Its name tells the hour of the zone where it was made.
    return backup.make(file, backup.folder_of(file), FixedClock(towns.NOW))


def opened_today(workspace: Path, file: Path) -> Path:
    """A copy of the file, once the backup that the first start of a day makes lies beside it."""
    copies = backup.folder_of(workspace)
    copies.mkdir(exist_ok=True)
    towns.copied(_backup_of(file, time.tzname), copies)
    return workspace


@pytest.fixture
def medellin(medellin_file: Path, tmp_path: Path) -> Path:
    """A new workspace of Medellín with its suggestions, closed."""
    return towns.copied(medellin_file, tmp_path)


@pytest.fixture
def start(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    clock: FixedClock,
    asker: ScriptedAsker,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Application]]:
    """Start the program in Spanish; closes it at the end as a person would."""
    started: list[Application] = []
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documentos"))

    def run(path: Path | None = None, **chosen: object) -> Application:
        place = tmp_path / "settings" / "settings.json"
        if not place.exists():
            # No hour is quiet, whatever the hour is in the zone of this machine.
            preferences = settings.Settings("es", "light", quiet_from="00:00", quiet_to="00:00")
            for name, value in chosen.items():
                setattr(preferences, name, value)
            settings.save(preferences, place)
        program = Application(qapp, place, clock=clock, asker=lambda _window: asker)
        started.append(program)
        program.start(path)
        assert program.window is not None
        program.window.activateWindow()
        # Asked anew each time: a workspace that is refused leaves the first screen instead.
        qtbot.waitUntil(lambda: program.window is not None and program.window.isActiveWindow())
        qtbot.waitUntil(lambda: getattr(program.window, "page_id", "welcome") != "")
        return program

    yield run
    for program in started:
        end(program)
        program.deleteLater()


def end(program: Application) -> None:
    """Close it as a person does; a window that lives on is dressed again by what starts later."""
    program.close()
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
        program.window = None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def last_page() -> str:
    """What was on screen when the program was closed; tests of another page begin with that.

    It is quickly there, and reads nothing of what they make ready.
    """
    return "settings"


@pytest.fixture
def program(
    start: Callable[..., Application], medellin: Path, medellin_file: Path, last_page: str
) -> Application:
    """The program with Medellín open."""
    return start(opened_today(medellin, medellin_file), page=last_page)


@pytest.fixture
def town(
    start: Callable[..., Application], example_file: Path, tmp_path: Path, last_page: str
) -> Services:
    """The example town, open: people, an alarm, a year of mentions."""
    workspace = opened_today(towns.copied(example_file, tmp_path), example_file)
    program = start(workspace, page=last_page)
    assert program.services is not None
    return program.services


@pytest.fixture
def services(program: Application) -> Services:
    assert program.services is not None
    return program.services


@pytest.fixture
def shell(program: Application) -> Shell:
    assert isinstance(program.window, Shell)
    return program.window


@pytest.fixture(scope="session")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The example town in a language as a tour visits it, made once; to be copied."""

    @cache
    def made(language: str, _zone: tuple[str, str]) -> Path:
        # Its hours are of the zone where it was made.
        return example_town(tmp_path_factory.mktemp(language), language)

    return lambda language: made(language, time.tzname)


@pytest.fixture
def viewer() -> Iterator[list[Path]]:
    """The files that were opened in the program that shows them."""
    with taken(lambda address: Path(address.toLocalFile()), "file") as files:
        yield files
