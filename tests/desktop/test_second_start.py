"""A workspace that another window has, which is just opening or closing."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.app.session import take
from desktop.shell.window import Shell
from desktop.welcome.window import Welcome
from tests.desktop.hands import PATIENCE_MS

ANOTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.app.session import Doorbell, hold

app = QCoreApplication([])
workspace = Path(sys.argv[1])
lock = hold(workspace)
bells = []

def opened():
    bells.append(Doorbell(workspace, app.quit, app))

def closed():
    lock.unlock()
    app.quit()

QTimer.singleShot(int(sys.argv[3]), {"opens": opened, "closes": closed}[sys.argv[2]])
print("held", flush=True)
app.exec()
"""
"""Another window of the workspace: it has the lock, and its door has no bell yet, or no more."""


@contextmanager
def another(workspace: Path, what: str, after: int = 300) -> Iterator["subprocess.Popen[str]"]:
    """It does that after so many milliseconds, and ends by itself."""
    words = [sys.executable, "-c", ANOTHER, str(workspace), what, str(after)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
            process.wait(PATIENCE_MS / 1000)
        finally:
            process.kill()


def test_a_second_start_waits_for_a_window_that_is_still_opening(medellin):
    with another(medellin, "opens") as opening:
        assert take(medellin) is None

    assert opening.returncode == 0


def test_a_start_waits_for_a_window_that_is_just_closing(medellin):
    with another(medellin, "closes"):
        lock = take(medellin)

    assert lock is not None
    assert lock.isLocked()
    lock.unlock()


def test_while_another_window_has_it_the_frame_is_there_and_says_so(start, medellin):
    seen: set[str] = set()
    looking = QTimer(interval=50)
    looking.timeout.connect(
        lambda: seen.update(item.windowTitle() for item in QApplication.topLevelWidgets()
                            if isinstance(item, Welcome) and item.messages.shown())
    )  # fmt: skip
    looking.start()

    with another(medellin, "closes", after=3000):
        program = start(medellin)

    assert seen == {"Pregón"}
    assert isinstance(program.window, Shell)
    assert program.window.messages.shown() == []
