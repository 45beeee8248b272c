"""Starting: light before the first paint, one window per workspace, every refusal in words."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from core import settings, store
from core.cancel import CancelToken
from core.clock import Clock
from core.roster import records as roster
from core.roster.model import Contact
from core.store import Topic
from core.town import records
from desktop.app.application import Application
from desktop.app.session import Doorbell, LockMark, hold, ring
from desktop.jobs import Progress
from desktop.shell.window import Shell
from desktop.welcome.window import Welcome
from tests.core import towns
from tests.desktop.conftest import end
from tests.desktop.hands import answering, button

HEAVY = {
    "PIL",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "babel",
    "charset_normalizer",
    "defusedxml",
    "docx",
    "feedparser",
    "fontTools",
    "lucide",
    "lxml",
    "matplotlib",
    "nh3",
    "numpy",
    "pikepdf",
    "phonenumbers",
    "pypdfium2",
    "segno",
    "sqlite_utils",
    "truststore",
    "typst",
    "urllib3",
    "xlsxwriter",
}
"""What nobody may import before the window has painted itself."""

OF_PAGES = {
    "core.crisis",
    "core.documents",
    "core.mentions.model",
    "core.plan",
    "core.roster",
    "desktop.widgets.banner",
    "msgspec",
}
"""What the first page or a message may need, and the frame around it does not."""

PROBE = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.app.application import Application

program = None

def painted():
    assert program.window.page_id == "today"
    print("\\n".join(sys.modules), flush=True)
    os._exit(0)

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
# Called right after the page is built, which must be as light as the frame.
program._hang_doorbell = lambda _services, _shell: painted()
program.start(Path(sys.argv[2]))
app.exec()
"""


FRAME = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.app.application import Application

def painted(_shell):
    print("\\n".join(sys.modules), flush=True)
    os._exit(0)

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
# Called when the frame is painted, to build the page.
program._first_page = painted
program.start(Path(sys.argv[2]))
app.exec()
"""


READ_AGAIN = """
import linecache, os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.app.application import Application

def painted():
    print("\\n".join(linecache.cache), flush=True)
    os._exit(0)

app = QApplication([])
program = Application(app, Path(sys.argv[1]))
# Called right after the page is built.
program._hang_doorbell = lambda _services, _shell: painted()
program.start(Path(sys.argv[2]))
app.exec()
"""
"""Lists the files whose text Python or PySide holds line by line."""

AHEAD = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.app.application import Application

# As of an installation that lacks a file.
sys.modules["desktop.plan.page"] = None
app = QApplication([])
program = Application(app, Path(sys.argv[1]))
program.start(Path(sys.argv[2]))

def look():
    if "desktop.settings.page" in sys.modules:
        print("\\n".join(sys.modules), flush=True)
        os._exit(0)

timer = QTimer()
timer.timeout.connect(look)
timer.start()
app.exec()
"""
"""Lists the modules once the last page of the rail is among them."""


def started(probe: str, place: Path, town: Path) -> "subprocess.CompletedProcess[str]":
    """The program with the settings at `place`, in a process of its own that a probe ends."""
    return subprocess.run(
        [sys.executable, "-c", probe, str(place), str(town)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )


def test_nothing_heavy_is_imported_before_the_first_paint(medellin, tmp_path):
    place = tmp_path / "settings.json"
    settings.save(settings.Settings(language="es"), place)

    told = started(PROBE, place, medellin)

    imported = set(told.stdout.split())
    assert "desktop.today.page" in imported
    assert imported & HEAVY == set()


def test_the_frame_is_there_before_what_only_a_page_needs(medellin, tmp_path):
    settings.save(settings.Settings(language="es"), tmp_path / "settings.json")
    # A session that was ended is told of, and no start waits for that either.
    LockMark(tmp_path / "settings.json", medellin).begin(Clock().now())

    told = started(FRAME, tmp_path / "settings.json", medellin)

    imported = set(told.stdout.split())
    assert "desktop.shell.window" in imported
    assert imported & OF_PAGES == set()


def test_the_first_visit_of_a_page_waits_for_no_import(medellin, tmp_path):
    settings.save(settings.Settings(language="es", page="today"), tmp_path / "settings.json")

    told = started(AHEAD, tmp_path / "settings.json", medellin)

    # What cannot be imported keeps no other page away, and is no crash.
    assert {"desktop.calendar.page", "desktop.crisis.page"} <= set(told.stdout.split())
    assert "Traceback" not in told.stderr


def test_no_module_is_read_again_as_text(medellin, tmp_path):
    settings.save(settings.Settings(language="es"), tmp_path / "settings.json")

    told = started(READ_AGAIN, tmp_path / "settings.json", medellin)

    read = {Path(line).parent.name for line in told.stdout.splitlines()}
    assert read & {"shell", "theme", "widgets", "core", "store", "today"} == set()


def test_without_a_workspace_the_first_screen_comes(start):
    assert isinstance(start().window, Welcome)


def test_the_last_workspace_opens_by_itself(start, medellin):
    program = start(None, recent=[str(medellin.parent / "gone.pregon"), str(medellin)])

    assert isinstance(program.window, Shell)
    assert program.services is not None
    assert program.services.store.path == medellin


@pytest.mark.parametrize("content", [b"", b"not a database at all"])
def test_a_file_that_is_no_workspace_is_refused_in_words(start, tmp_path, content):
    file = tmp_path / "carta.pregon"
    file.write_bytes(content)

    program = start(file)

    assert isinstance(program.window, Welcome)
    assert "carta.pregon" in program.window.messages.shown()[0]
    assert file.read_bytes() == content


def test_a_workspace_open_elsewhere_is_refused_and_a_copy_offered(start, medellin):
    elsewhere = hold(medellin)

    program = start(medellin)

    assert isinstance(program.window, Welcome)
    assert "Medellín.pregon" in program.window.messages.shown()[0]
    elsewhere.unlock()


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("sure", [True, False])
def test_a_lock_of_a_computer_that_is_gone_is_taken_over_after_a_question(
    start, medellin, asker, sure
):
    lock = medellin.with_name(f".{medellin.name}.lock")
    lock.write_text("4711\npregon\nOTRO-PC\n")
    os.utime(lock, (1735722000, 1735722000))

    program = start(medellin)
    assert isinstance(program.window, Welcome)
    assert program.window.messages.shown() == [
        "«Medellín.pregon» está abierto en el ordenador «OTRO-PC» desde el 01/01/2025, 10:00."
    ]
    asker.answers = [sure]
    button(program.window, "Abrir el archivo de todas formas").click()

    assert asker.asked == ["¿Seguro que Pregón está cerrado en «OTRO-PC»?"]
    assert isinstance(program.window, Shell if sure else Welcome)
    assert ("OTRO-PC" in lock.read_text()) is not sure


@pytest.mark.parametrize("left", ["", "999999999\npregon\n"])
def test_a_lock_that_a_power_cut_left_is_taken_over(start, medellin, left):
    lock = medellin.with_name(f".{medellin.name}.lock")
    lock.write_text(left)

    assert isinstance(start(medellin).window, Shell)
    assert lock.read_text().startswith(f"{os.getpid()}\n")


def test_the_bell_calls_whoever_has_the_workspace_open(program, medellin, qtbot):
    rung: list[bool] = []
    bell = Doorbell(medellin.with_name("otro.pregon"), lambda: rung.append(True), program)

    assert ring(medellin.with_name("otro.pregon"))

    qtbot.waitUntil(lambda: bool(rung))
    bell.close()
    assert not ring(medellin.with_name("otro.pregon"))


def test_a_window_that_is_closing_answers_nobody_any_more(program, services, medellin):
    at_work, closing, asked = Event(), Event(), Event()

    def work(_token: CancelToken, _progress: Progress) -> None:
        at_work.set()
        asked.wait()

    answers: list[bool] = []

    def ask() -> None:
        closing.wait()
        answers.append(ring(medellin))
        asked.set()

    assert isinstance(program.window, Shell)
    program.window.closing.connect(closing.set)
    services.jobs.run("work", work, lambda _nothing: None)
    at_work.wait()
    outside = Thread(target=ask)
    outside.start()

    program.close()

    outside.join()
    assert answers == [False]


@pytest.mark.parametrize(
    "state", [Qt.WindowState.WindowMaximized, Qt.WindowState.WindowFullScreen], ids=lambda s: s.name
)
def test_a_window_that_is_called_comes_back_as_large_as_it_was(start, medellin, state, qtbot):
    program = start(medellin)
    assert isinstance(program.window, Shell)
    window = program.window
    window.setWindowState(state | Qt.WindowState.WindowMinimized)

    assert ring(medellin)

    qtbot.waitUntil(lambda: not window.isMinimized())
    assert window.windowState() & state


def test_a_workspace_that_is_left_for_another_is_let_go(
    start, medellin, example_file, tmp_path, qtbot
):
    program = start(medellin)
    assert program.services is not None
    # The pages of the window that goes hear of it when the other is open already.
    with program.services.store.change(*Topic) as db:
        roster.add(db, Contact("Ana"), towns.NOW)

    program.open_workspace(towns.copied(example_file, tmp_path))

    qtbot.waitUntil(lambda: getattr(program.window, "page_id", "") != "")
    assert not towns.held(medellin)


def test_a_damaged_workspace_offers_its_latest_copy(start, medellin, clock, qtbot):
    store.backup.make(medellin, store.backup.folder_of(medellin), clock)
    content = bytearray(medellin.read_bytes())
    content[100:4096] = b"\xff" * 3996
    medellin.write_bytes(content)

    program = start(medellin)
    assert isinstance(program.window, Welcome)
    program.window.messages.findChildren(QPushButton)[0].click()

    assert isinstance(program.window, Shell)
    assert list(medellin.parent.glob("*.damaged"))


def test_a_damaged_page_is_said_and_its_latest_copy_offered(start, medellin, clock):
    store.backup.make(medellin, store.backup.folder_of(medellin), clock)
    with sqlite3.connect(medellin) as whole:
        (page,) = whole.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'contact'"
        ).fetchone()
        size = whole.execute("PRAGMA page_size").fetchone()[0]
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole.close()
    content = bytearray(medellin.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    medellin.write_bytes(content)

    program = start(medellin)

    assert isinstance(program.window, Welcome)
    assert "Medellín.pregon" in program.window.messages.shown()[-1]
    # The window that was given up reads nothing more of it.
    assert not towns.held(medellin)
    program.window.messages.findChildren(QPushButton)[0].click()
    assert isinstance(program.window, Shell)


def test_a_recent_file_that_cannot_be_read_is_said_and_is_not_called_something_else(
    start, tmp_path
):
    # The system does not even look at it, as at one in a folder that may not be entered.
    name = "x" * 300 + ".pregon"

    program = start(None, recent=[str(tmp_path / name)])

    assert isinstance(program.window, Welcome)
    [said] = program.window.messages.shown()
    assert name in said
    assert "no se puede leer" in said


def test_a_workspace_that_does_not_know_its_version_is_damaged_and_not_the_end(start, medellin):
    with sqlite3.connect(medellin) as file:
        file.execute("DROP TABLE _sqlite_migrations")
    file.close()

    program = start(medellin)

    assert isinstance(program.window, Welcome)
    assert "Medellín.pregon" in program.window.messages.shown()[0]


def test_what_nobody_foresaw_leads_to_the_first_screen_with_a_sentence(start):
    program = start(Path("Mede\0llín.pregon"))

    assert isinstance(program.window, Welcome)
    [said] = program.window.messages.shown()
    assert "Algo ha fallado en el programa" in said


def test_a_town_that_lost_its_name_is_no_window_without_a_word(start, medellin, qtbot):
    with sqlite3.connect(medellin) as file:
        file.execute("DELETE FROM town")
    file.close()

    program = start(medellin)

    qtbot.waitUntil(lambda: program.window is not None and bool(program.window.messages.shown()))


def test_without_even_the_first_screen_there_is_a_message_and_an_end(qapp, tmp_path, monkeypatch):
    # An antivirus program took a file away.
    monkeypatch.setitem(sys.modules, "desktop.welcome.window", None)
    settings.save(settings.Settings("es", "light"), tmp_path / "settings.json")
    program = Application(qapp, tmp_path / "settings.json")
    said: list[str] = []

    def read(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.accept()

    with answering(read):
        program.start()

    assert "Algo ha fallado en el programa" in said[0]
    program.close()


SPOILT = {
    "empty": b"",
    "cut": b'{"recent": ["/ho',
    "a list": b"[]",
    "no text": b"\xff\xfe\x00",
    "deep": b"[" * 200_000,
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT.keys())
def test_settings_that_nobody_can_read_are_said_and_kept_aside(start, tmp_path, content):
    place = tmp_path / "settings" / "settings.json"
    place.parent.mkdir()
    place.write_bytes(content)

    program = start()

    assert isinstance(program.window, Welcome)
    [said] = program.window.messages.shown()
    assert "No se han podido leer los ajustes" in said
    assert place.with_name("settings.json.damaged").read_bytes() == content
    program.close()
    again = start().window
    assert isinstance(again, Welcome)
    assert again.messages.shown() == []


def test_settings_of_another_world_are_taken_for_the_usual_ones(start, medellin):
    odd = {"theme": "neon", "window": "zz", "page": "nowhere", "quiet_from": "banana"}

    program = start(medellin, recent=["", "\0"], columns={"roster": [-5]}, **odd)

    assert isinstance(program.window, Shell)
    assert program.window.page_id == "today"


def test_a_window_that_is_killed_as_soon_as_it_is_there_finds_its_town_at_the_next_start(
    qapp, medellin, tmp_path, clock
):
    place = tmp_path / "settings.json"
    program = Application(qapp, place, clock=clock)

    program.start(medellin)
    written = settings.load(place).recent
    end(program)

    assert written == [str(medellin)]


def test_the_page_that_is_shown_is_written_while_the_window_is_open(
    start, medellin, tmp_path, qtbot
):
    program = start(medellin)
    assert isinstance(program.window, Shell)

    program.window.go("roster")

    place = tmp_path / "settings" / "settings.json"
    qtbot.waitUntil(lambda: settings.load(place).page == "roster")


def test_a_town_that_another_window_opened_stays_on_the_list(
    start, medellin, example_file, tmp_path, qtbot
):
    first = start(medellin)
    place = tmp_path / "settings" / "settings.json"
    qtbot.waitUntil(lambda: bool(settings.load(place).recent))
    other = towns.copied(example_file, tmp_path)
    second = start(other)
    qtbot.waitUntil(lambda: str(other) in settings.load(place).recent)

    first.save_settings()

    assert set(settings.load(place).recent) == {str(medellin), str(other)}
    second.close()


def test_help_asked_for_before_there_is_a_page_is_that_of_the_first(qapp, medellin, tmp_path):
    place = tmp_path / "settings.json"
    settings.save(settings.Settings("es", "light", page="roster"), place)
    program = Application(qapp, place)
    program.start(medellin)
    assert isinstance(program.window, Shell)
    assert program.window.page_id == ""

    button(program.window, "F1").click()

    assert program.window.page_id == "roster"
    assert program.window.help.title() == "Directorio"
    end(program)


def test_what_the_first_change_needs_is_there_before_it(start, medellin, qtbot):
    program = start(medellin)
    assert program.services is not None
    with program.services.store.read() as connection:

        def triggers() -> int:
            return len(connection.execute("SELECT 1 FROM temp.sqlite_master").fetchall())

        qtbot.waitUntil(lambda: triggers() > 0)
        ready = triggers()
        with program.services.store.change(Topic.TOWN) as db:
            records.update(db, person="Eva Sanz")

        assert triggers() == ready
    assert "sqlite_utils" in sys.modules


def test_two_names_of_one_file_meet_one_lock(start, medellin):
    link = medellin.with_name("enlace.pregon")
    link.symlink_to(medellin)
    elsewhere = hold(medellin)

    assert isinstance(start(link).window, Welcome)
    elsewhere.unlock()
