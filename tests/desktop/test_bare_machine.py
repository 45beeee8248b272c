"""On a system that lacks something: the rest works, and what does not is told."""

import os
import subprocess
import sys

import pytest

from core import settings, store
from core.mentions.model import Decisions, Source
from core.mentions.records import decisions, sources
from core.store import Topic, open_store
from desktop import crash_log
from desktop.app.session import hold
from desktop.welcome.window import Welcome
from tests.core.mentions.serving import serving

WITHOUT_NETWORK = """
import sys
sys.modules["PySide6.QtNetwork"] = None
"""
"""As where Debian lacks a library that only Qt's network needs."""

WINDOW = f"""{WITHOUT_NETWORK}
from desktop.__main__ import main
sys.exit(main())
"""

TOUR = """
from desktop import tour
tour.STOPS = tour.STOPS[:1]
sys.exit(tour.main(sys.argv[1:]))
"""


def test_the_copy_is_made_and_listening_begins_where_qts_network_is_missing(
    medellin, tmp_path, clock, qtbot
):
    place = tmp_path / "settings.json"
    settings.save(settings.Settings(language="es", quiet_from="", quiet_to=""), place)
    with serving() as server:
        address = server.feed("/feed", "Corte de agua")
        opened = open_store(medellin, clock)
        with opened.change(Topic.SOURCES, Topic.PREFERENCES) as db:
            decisions.save(db, Decisions(private=True))
            sources.add(db, Source(address, address), clock.now())
        opened.close()

        words = ["--settings", str(place), str(medellin)]
        with subprocess.Popen([sys.executable, "-c", WINDOW, *words]) as window:
            copies = store.backup.folder_of(medellin)
            try:
                qtbot.waitUntil(lambda: bool(store.backup.listed(medellin, copies)))
                qtbot.waitUntil(lambda: server.paths() == ["/feed"])
            finally:
                window.terminate()

    assert "PySide6.QtNetwork" in crash_log.file_beside(place).read_text(encoding="utf-8")


@pytest.mark.parametrize(("system", "code"), [("import sys", 0), (WITHOUT_NETWORK, 1)])
def test_a_tour_on_which_something_failed_says_so_and_fails(tmp_path, system, code):
    toured = subprocess.run(
        [sys.executable, "-c", system + TOUR, "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert [toured.returncode, "PySide6.QtNetwork" in toured.stderr] == [code, bool(code)]
    assert len(list(tmp_path.glob("*.png"))) == 1


def test_a_workspace_open_elsewhere_is_refused_in_words_where_qts_network_is_missing(
    start, medellin, monkeypatch
):
    monkeypatch.setitem(sys.modules, "PySide6.QtNetwork", None)
    elsewhere = hold(medellin)

    program = start(medellin)

    assert isinstance(program.window, Welcome)
    assert "Medellín.pregon" in program.window.messages.shown()[0]
    elsewhere.unlock()


def test_help_needs_no_screen():
    bare = {name: value for name, value in os.environ.items() if name != "DISPLAY"}

    told = subprocess.run(
        [sys.executable, "-m", "desktop", "--help"],
        env={**bare, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0
    assert "--settings FILE" in told.stdout
