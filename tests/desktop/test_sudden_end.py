"""The window is killed, or falls: the next one has the town, says so, and nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from core import settings
from core.clock import FixedClock
from core.roster import records
from desktop import crash_log
from desktop.app.application import Application
from desktop.app.session import LockMark
from desktop.services import Services
from desktop.shell.window import Shell
from tests.core import towns
from tests.desktop.hands import Key, into, press, seen
from tests.desktop.window_victims import LEFT_OPEN

REPOSITORY = Path(__file__).parents[2]
SUDDEN = "La última vez, Pregón se cerró de golpe."


class Window:
    """A window of its own process."""

    def __init__(self, words: list[str], clock: FixedClock, **more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
            env={**os.environ, **clock.handed_on(), **more},
        )

    def lines(self) -> list[str]:
        """What it says before it waits."""
        said: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.strip() == "espera":
                return said
            said.append(line.strip())
        raise AssertionError(f"it ended: {said}")

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Have it end at once."""
        self.process.send_signal(how)
        self.process.communicate()
        assert self.process.returncode == -how


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The settings of this person, as `start` takes them."""
    file = tmp_path / "settings" / "settings.json"
    settings.save(settings.Settings("es", "light", quiet_from="00:00", quiet_to="00:00"), file)
    return file


@pytest.fixture
def window(place: Path, clock: FixedClock) -> Iterator[Callable[[str, Path], Window]]:
    """Starts a window that does something with a workspace."""
    started: list[Window] = []

    def run(how: str, workspace: Path) -> Window:
        victim = "tests.desktop.window_victims"
        started.append(Window([victim, how, str(workspace), str(place)], clock))
        return started[-1]

    yield run
    for item in started:
        item.process.kill()
        item.process.communicate()


def shell(program: Application) -> Shell:
    assert isinstance(program.window, Shell)
    return program.window


def services_of(program: Application) -> Services:
    assert program.services is not None
    return program.services


def test_after_a_kill_the_next_start_finds_the_town_and_says_what_is_kept(
    window, start, medellin, qtbot, madrid
):
    victim = window("opens", medellin)
    victim.lines()
    victim.end()

    program = start()

    assert services_of(program).store.path == medellin
    assert shell(program).messages.shown() == [SUDDEN]
    assert "hasta el 24/11/2026 14:32" in seen(shell(program).messages)
    shell(program).setFocus()
    press(qtbot, Key.Key_Escape)
    assert shell(program).messages.shown() == []

    program.close()
    assert shell(start()).messages.shown() == []


def test_only_the_town_whose_window_was_killed_is_told_of(
    window, start, medellin, example_file, tmp_path
):
    victim = window("opens", medellin)
    victim.lines()
    victim.end()

    other = start(towns.copied(example_file, tmp_path))
    assert shell(other).messages.shown() == []
    other.close()
    assert shell(start(medellin)).messages.shown() == [SUDDEN]


def test_a_second_start_of_an_open_town_ends_by_itself_and_leaves_no_mark(start, place, medellin):
    program = start(medellin)
    words = [sys.executable, "-m", "desktop", str(medellin), "--settings", str(place)]
    second = subprocess.run(words, cwd=REPOSITORY, timeout=120, check=False)
    assert second.returncode == 0
    program.close()

    assert shell(start(medellin)).messages.shown() == []


def test_a_window_that_was_closed_has_ended_even_if_the_computer_goes_off_at_once(
    start, place, medellin
):
    program = start(medellin)
    assert LockMark(place, medellin).left() is not None
    shell(program).go("roster")

    shell(program).close()

    assert LockMark(place, medellin).left() is None
    assert settings.load(place).page == "roster"


def test_another_language_is_no_end(start, place, medellin):
    program = start(medellin)

    program.language_changed()

    assert LockMark(place, medellin).left() is not None
    assert shell(program).messages.shown() == []


def test_a_library_that_falls_leaves_its_stacks_in_the_log(place, medellin, clock, qtbot):
    words = ["desktop", str(medellin), "--settings", str(place)]
    victim = Window(words, clock)
    qtbot.waitUntil(lambda: settings.load(place).recent == [str(medellin)])

    victim.end(signal.SIGSEGV)

    said = crash_log.file_beside(place).read_text(encoding="utf-8")
    assert "Segmentation fault" in said
    assert "__main__.py" in said


def test_what_was_typed_without_a_pause_is_there_after_a_kill(window, start, medellin):
    victim = window("types", medellin)
    [said] = victim.lines()
    victim.end()
    contact_id, keys = said.split()

    with services_of(start(medellin)).store.read() as connection:
        card = records.one(connection, int(contact_id))
    assert card is not None
    assert len(card.note) >= int(keys) > 5


def test_what_could_not_be_stored_is_in_its_field_after_a_kill(window, start, medellin, qtbot):
    victim = window("leaves-wrong", medellin)
    [contact_id] = victim.lines()
    victim.end()

    program = start(medellin)
    services_of(program).go("roster", int(contact_id))

    field = into(qtbot, shell(program), "Correo")
    assert isinstance(field, QLineEdit)
    assert field.text() == LEFT_OPEN
