"""How large the first window is, on the screens that there are."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import settings

REPOSITORY = Path(__file__).parents[2]

HURRY = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from core.clock import of_process
from desktop.app.application import Application

app = QApplication(sys.argv[:1])
program = Application(app, Path(sys.argv[2]), clock=of_process())
program.start(Path(sys.argv[1]))
program.window.go("documents")
program.window.grab()
"""
"""Goes to a page before the window was painted for the first time."""


def measured(workspace: Path, tmp_path: Path, wide: int, high: int) -> tuple[int, int, bool]:
    """Width and height of the window on such a screen, and whether it fills it."""
    screen = {"name": "it", "x": 0, "y": 0, "width": wide, "height": high, "logicalDpi": 96}
    config = tmp_path / "screen.json"
    config.write_text(json.dumps({"screens": [{**screen, "logicalBaseDpi": 96, "dpr": 1}]}))
    place = tmp_path / "own" / "settings.json"
    settings.save(settings.Settings("es", "light"), place)
    victim = "tests.desktop.window_victims"
    told = subprocess.run(
        [sys.executable, "-m", victim, "measures", str(workspace), str(place)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd=REPOSITORY,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        timeout=120,
        check=True,
    )
    width, height, maximized = told.stdout.split()[:3]
    return int(width), int(height), maximized == "True"


def test_on_a_large_screen_the_window_has_its_own_size(medellin, tmp_path):
    assert measured(medellin, tmp_path, 1920, 1080) == (1366, 768, False)


@pytest.mark.parametrize(("wide", "high"), [(1366, 768), (1024, 600), (911, 512)])
def test_on_a_small_screen_the_window_fills_it_and_no_more(medellin, tmp_path, wide, high):
    width, height, maximized = measured(medellin, tmp_path, wide, high)

    assert maximized
    assert (width <= wide, height <= high) == (True, True)


def test_a_page_that_is_asked_for_before_the_window_is_painted_has_its_small_pictures(
    medellin, tmp_path
):
    place = tmp_path / "own" / "settings.json"
    settings.save(settings.Settings("es", "dark"), place)

    told = subprocess.run(
        [sys.executable, "-c", HURRY, str(medellin), str(place)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd=REPOSITORY,
        timeout=120,
        check=True,
    )

    assert "theme:" not in told.stderr
