"""The program is killed in the middle of an incident: what was done is there, the clock goes on."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis import log
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.model import LogKind
from core.store import Store, Topic, backup, open_store
from desktop.crisis.desk.band_faces import BandWords
from tests.desktop.crisis.desk_hands import checklist, desk_view, head, rows, stored
from tests.desktop.crisis.journey_victims import EACH, HALF, NEVER, OPENING

OPENED_AT = datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC)
REPOSITORY = Path(__file__).parents[3]
WAITS = "espera"


class Victim:
    """A program at work on the file; killed as by a power cut."""

    def __init__(self, how: str, path: Path, at: int) -> None:
        module = "tests.desktop.crisis.journey_victims"
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, how, str(path), OPENED_AT.isoformat(), str(at)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
        )

    def line(self) -> str:
        """What it says next."""
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        assert said, "it has ended"
        return said.strip()

    def lines_until(self, words: str) -> list[str]:
        """What it says before it says this."""
        return list(iter(self.line, words))

    def kill(self) -> list[str]:
        """End it at once; what it had said and nobody had read yet."""
        assert self._process.stdout is not None
        self._process.kill()
        # Not with `communicate`, which passes over what was read ahead of the last line.
        rest = self._process.stdout.read()
        assert self._process.wait()
        return rest.split()

    def bury(self) -> None:
        """Nothing of it is left, whatever became of the test."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def path(example_file: Path, tmp_path: Path) -> Path:
    """The example town, closed."""
    copy = tmp_path / "Valdehierro.pregon"
    shutil.copy(example_file, copy)
    return copy


@pytest.fixture
def victim(path: Path) -> Iterator[Callable[[str, int], Victim]]:
    """Starts a program that will be killed."""
    started: list[Victim] = []

    def start(how: str, at: int) -> Victim:
        started.append(Victim(how, path, at))
        return started[-1]

    yield start
    for item in started:
        item.bury()


@contextmanager
def opened_again(path: Path, minutes: int) -> Iterator[Store]:
    """The file so many minutes after the opening, whole by every check that there is."""
    store = open_store(path, FixedClock(OPENED_AT + timedelta(minutes=minutes)))
    try:
        with store.read() as connection:
            backup.check(connection, path)
            assert log.broken_at(connection) is None
        yield store
    finally:
        store.close()


def open_desks(store: Store) -> list[Desk]:
    with store.read() as connection:
        found = [desks.load(connection, incident.id) for incident in desks.open_ones(connection)]
    return [desk for desk in found if desk is not None]


def words_of_head() -> list[str]:
    """What is painted on the head of the desk and only read; what has no room is left out."""
    return [words.accessibleName() for words in head().findChildren(BandWords) if words.isVisible()]


@pytest.mark.parametrize("after", [0, 1, 4, 11])
def test_killed_between_two_ticks_all_that_was_ticked_is_there_with_its_hour(path, victim, after):
    process = victim("core", NEVER)
    assert process.line() == "abierto"
    done = [process.line() for _step in range(after)]
    done += [text for text in process.kill() if text != WAITS]

    with opened_again(path, minutes=90) as store:
        [desk] = open_desks(store)
        assert desk.elapsed(store.clock.now()) == timedelta(minutes=90)
    # The last one may have been stored and not been said any more.
    assert [tick.step for tick in desk.ticks][: len(done)] == done
    assert [tick.at for tick in desk.ticks] == [
        OPENED_AT + EACH * number for number in range(1, len(desk.ticks) + 1)
    ]
    assert [entry.kind for entry in desk.log].count(LogKind.STEP) == len(desk.ticks)
    assert desk.incident.opened_at == OPENED_AT


@pytest.mark.parametrize("at", [0, 3])
def test_killed_inside_a_change_nothing_of_it_is_there_and_the_log_goes_on(path, victim, at):
    process = victim("core", at)
    done = process.lines_until(WAITS)[1:]
    process.kill()

    with opened_again(path, minutes=30) as store:
        [desk] = open_desks(store)
        assert len(done) == at
        assert [tick.step for tick in desk.ticks] == done
        assert HALF not in [entry.text for entry in desk.log]
        with store.change(Topic.CRISIS, undoable=False) as db:
            log.note(db, desk.incident.id, Hand(store.clock.now(), "Ana"), "Seguimos")
            assert log.broken_at(db.conn) is None
        assert open_desks(store)[0].log[-1].text == "Seguimos"


def test_killed_while_an_incident_is_being_opened_there_is_none(path, victim):
    process = victim("core", OPENING)
    assert process.line() == WAITS
    process.kill()

    with opened_again(path, minutes=5) as store:
        assert open_desks(store) == []


@pytest.mark.parametrize("ticks", [1, 5])
def test_the_window_that_was_killed_opens_again_on_its_desk_with_its_clock(
    path, victim, start, clock, qtbot, ticks
):
    process = victim("window", ticks)
    process.lines_until(WAITS)
    process.kill()
    clock.moment = OPENED_AT + timedelta(minutes=47)

    services = start(path).services

    assert services is not None
    services.go("crisis")
    desk = stored(services)
    assert [tick.at for tick in desk.ticks] == [
        OPENED_AT + EACH * number for number in range(1, ticks + 1)
    ]
    assert [tick.step for tick in desk.ticks] == [step.id for step in desk.scenario.steps[:ticks]]
    assert HALF not in [entry.text for entry in desk.log]
    qtbot.waitUntil(lambda: "0 h 47 min" in "\n".join(words_of_head()))
    # The steps that are done are folded into one line until one of them is asked for.
    desk_view().show_part("checklist", desk.scenario.steps[0].id)
    spoken = rows(checklist(desk_view()))
    assert sum(text.startswith("Hecho a las") for text in spoken) == ticks
    with services.store.read() as connection:
        backup.check(connection, path)
        assert log.broken_at(connection) is None
