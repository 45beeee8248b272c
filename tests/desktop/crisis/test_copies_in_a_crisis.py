"""In an incident the newest copy is never older than its opening, nor than a quarter of an hour."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import log
from core.crisis.incidents import opening
from core.crisis.incidents.opening import Wish
from core.crisis.log import Hand
from core.plan.kinds import LevelName
from core.store import Store, Topic, backup
from desktop.app.application import Application
from desktop.widgets.banner import Banner

Start = Callable[..., Application]


@pytest.fixture
def folder(medellin: Path) -> Path:
    return medellin.parent / "Copias"


@pytest.fixture
def program(
    start: Start, medellin: Path, last_page: str, folder: Path, qtbot: QtBot
) -> Application:
    """The program with the copy of the day, made at its start."""
    begun = start(medellin, page=last_page)
    qtbot.waitUntil(lambda: copies(medellin, folder) == 1 and not begun.busy())
    return begun


def copies(medellin: Path, folder: Path) -> int:
    return len(backup.listed(medellin, folder))


def opened(store: Store, *, drill: bool = False) -> int:
    wish = Wish("poisoned-animals", LevelName.ORANGE, drill=drill)
    with store.change(Topic.CRISIS, undoable=False) as db:
        return opening.open_incident(db, wish, Hand(store.clock.now(), "Ana"))


def note(store: Store, incident_id: int, words: str) -> None:
    with store.change(Topic.CRISIS, undoable=False) as db:
        log.note(db, incident_id, Hand(store.clock.now(), "Ana"), words)


def store_of(program: Application) -> Store:
    assert program.services is not None
    return program.services.store


def told(program: Application, qtbot: QtBot) -> AbstractContextManager[object]:
    """Until the window has heard of what is written inside."""
    assert program.services is not None
    blocker: AbstractContextManager[object] = qtbot.waitSignal(program.services.bridge.changed)
    return blocker


def held_in(medellin: Path, folder: Path, words: str) -> bool:
    newest = backup.listed(medellin, folder)[0]
    return words.encode() in newest.path.read_bytes()


@pytest.fixture
def begun(
    program: Application, medellin: Path, folder: Path, clock: FixedClock, qtbot: QtBot
) -> int:
    """An incident that was opened, with its copy."""
    clock.moment += timedelta(minutes=3)
    made = opened(store_of(program))
    qtbot.waitUntil(lambda: copies(medellin, folder) == 2)
    return made


@pytest.mark.usefixtures("begun")
def test_opening_an_incident_makes_a_copy_that_has_it(medellin, folder):
    assert held_in(medellin, folder, "poisoned-animals")


def test_a_second_incident_makes_one_at_once_though_the_quarter_is_not_over(
    program, begun, medellin, folder, clock, qtbot
):
    store, first = store_of(program), begun
    clock.moment += timedelta(minutes=2)
    note(store, first, "Esto espera a su copia")
    clock.moment += timedelta(minutes=2)
    opened(store)
    qtbot.waitUntil(lambda: copies(medellin, folder) == 3)


def test_each_quarter_of_an_hour_of_work_makes_another_and_no_sooner(
    program, begun, medellin, folder, clock, qtbot
):
    store, incident = store_of(program), begun

    # given a note a moment before the quarter is over: it waits for its copy without further work
    clock.moment += timedelta(minutes=15, milliseconds=-200)
    with told(program, qtbot):
        note(store, incident, "Visto otro cebo en el parque")
    qtbot.waitUntil(lambda: not program.busy())
    assert copies(medellin, folder) == 2

    clock.moment += timedelta(seconds=1)

    qtbot.waitUntil(lambda: copies(medellin, folder) == 3)
    assert held_in(medellin, folder, "Visto otro cebo en el parque")


def test_closing_the_program_in_a_crisis_copies_after_a_quarter_of_an_hour(
    program, begun, medellin, folder, clock, qtbot
):
    store, incident = store_of(program), begun
    clock.moment += timedelta(minutes=1)
    with told(program, qtbot):
        note(store, incident, "Llega la Guardia Civil")
    qtbot.waitUntil(lambda: not program.busy())
    clock.moment += timedelta(minutes=15)

    program.close()

    assert held_in(medellin, folder, "Llega la Guardia Civil")


def test_a_drill_is_no_reason_for_more_copies(program, medellin, folder, clock, qtbot):
    clock.moment += timedelta(minutes=30)
    with told(program, qtbot):
        opened(store_of(program), drill=True)
    qtbot.waitUntil(lambda: not program.busy())
    assert copies(medellin, folder) == 1


def test_a_folder_that_takes_no_copy_is_told_once_and_not_with_each_key(
    program, medellin, folder, clock, qtbot
):
    assert program.window is not None
    window = program.window
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("a file where the folder was")

    incident = opened(store_of(program))
    qtbot.waitUntil(lambda: len(window.findChildren(Banner)) == 1)
    for number in range(3):
        with told(program, qtbot):
            note(store_of(program), incident, f"Nota {number}")
        qtbot.waitUntil(lambda: not program.busy())

    assert len(window.findChildren(Banner)) == 1
