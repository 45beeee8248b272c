"""The calendar held from an incident: in its log, with its step; killed at any moment, whole."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.calendar import arriving, records
from core.calendar.arriving import Arrival, Arrivals
from core.calendar.model import CalendarItem, ItemState
from core.crisis.incidents import freezing
from core.crisis.model import LogKind
from core.errors import InvalidValue
from core.store import Topic, open_store
from tests.core import towns
from tests.core.calendar import freezers
from tests.core.crisis.clerk import sit_down

pytestmark = pytest.mark.usefixtures("madrid")

ROOT = Path(__file__).parents[4]
COUNT = 40


@pytest.fixture
def calendar(village):
    """Forty items, planned and ready, one a day from today on; nothing else."""
    today = village.clock.today()
    states = (ItemState.PLANNED, ItemState.READY)
    with village.change(Topic.CALENDAR) as db:
        for item in records.every(db.conn):
            records.delete(db, item.id)
        for number in range(COUNT):
            day = today + timedelta(days=number)
            item = CalendarItem(f"Acto {number}", day=day, state=states[number % 2])
            records.add(db, item)
    return village


def every(store):
    with store.read() as connection:
        return records.every(connection)


def freeze(clerk, why="Veneno en el parque"):
    return clerk.do(freezing.freeze, clerk.incident, why, clerk.hand())


def release(clerk, items):
    return clerk.do(freezing.release, [item.id for item in items], clerk.hand())


def told(clerk):
    return [entry.text for entry in clerk.desk.log if entry.kind is LogKind.CALENDAR]


def test_one_entry_says_what_was_held_and_the_step_ticks_itself(madrid, calendar, clerk):
    held = freeze(clerk)

    assert len(held) == COUNT
    assert {item.incident_id for item in every(calendar)} == {clerk.number}
    assert told(clerk) == [
        "Calendario: 40 publicaciones retenidas, del 24/11/2026 al 02/01/2027. Veneno en el parque"
    ]
    tick = clerk.ticked("hold-posts")
    assert tick is not None
    assert (tick.who, tick.at) == (clerk.hand().who, calendar.clock.now())
    assert tick.note.startswith("En Pregón. A mano, donde se programó: Web")


def test_held_again_the_tick_stays_as_it_was(calendar, clerk):
    clerk.tick("hold-posts", "a mano, a las nueve")

    freeze(clerk)
    assert freeze(clerk) == []

    assert clerk.ticked("hold-posts").note == "a mano, a las nueve"
    nothing = "Calendario: no había nada por publicar que retener. Veneno en el parque"
    assert told(clerk)[1] == nothing


def test_what_is_released_is_told_in_the_log_of_the_incident_that_held_it(madrid, calendar, clerk):
    first, second, *_rest = freeze(clerk)
    clerk.later(days=1)

    release(clerk, [first, second])

    assert told(clerk)[1] == (
        "Calendario, se sueltan: Acto 1 (25/11/2026)."
        " Se descartan porque su día ya pasó: Acto 0 (24/11/2026)."
    )
    states = [item.state for item in every(calendar)]
    assert states[:3] == [ItemState.DROPPED, ItemState.READY, ItemState.HELD]
    release(clerk, every(calendar))
    assert "y 18 más" in told(clerk)[-1]


def test_what_is_dropped_while_it_is_held_is_told_in_that_log_too(calendar, clerk):
    first, *_rest = freeze(clerk)
    clerk.do(freezing.drop, first, clerk.hand())

    assert told(clerk)[1] == "Calendario, ya no se publica: Acto 0 (24/11/2026)."
    (there, *rest) = every(calendar)
    assert (there.state, there.held_why, there.incident_id) == (ItemState.DROPPED, "", None)
    assert {item.state for item in rest} == {ItemState.HELD}


def test_what_a_file_cancels_while_it_is_held_is_told_in_that_log_too(calendar, clerk):
    first, second, *_rest = freeze(clerk)
    cancelled = [
        Arrival(1, replace(item, uid="", note="No hay"), cancelled=True) for item in (first, second)
    ]
    with calendar.read() as connection:
        found = arriving.look(connection, Arrivals([*cancelled, Arrival(3, CalendarItem("Otro"))]))
    undoable = calendar.journal.next_undo()

    freezing.take(calendar, found, clerk.hand())

    assert told(clerk)[1:] == [
        "Calendario, ya no se publica: Acto 0 (24/11/2026); Acto 1 (25/11/2026)."
    ]
    states = {item.title: item.state for item in every(calendar)}
    assert states["Acto 0"] is states["Acto 1"] is ItemState.DROPPED
    assert (states["Acto 2"], states["Otro"]) == (ItemState.HELD, ItemState.IDEA)
    assert calendar.journal.next_undo() == undoable


def test_what_a_file_brings_is_one_step_of_undo_while_no_log_tells_of_it(calendar, clerk):
    # given one item that it cancels and no incident holds, and one held that it brings as it is
    before = every(calendar)
    freeze(clerk)
    clerk.do(freezing.release, [before[0].id], clerk.hand())
    first, held, *_rest = every(calendar)
    cancelled = Arrival(1, replace(first, uid="", note="No hay"), cancelled=True)
    told_again = Arrival(2, replace(held, uid="", note="Con megafonía"))
    arrivals = Arrivals([cancelled, told_again, Arrival(3, CalendarItem("Otro"))])
    there = every(calendar)
    with calendar.read() as connection:
        found = arriving.look(connection, arrivals)

    freezing.take(calendar, found, clerk.hand())

    states = {item.title: item.state for item in every(calendar)}
    assert (states["Acto 0"], states["Acto 1"]) == (ItemState.DROPPED, ItemState.HELD)
    assert len(states) == COUNT + 1
    calendar.undo()
    assert every(calendar) == there


def test_a_drill_and_a_closed_incident_hold_nothing(calendar, clerk):
    drill = sit_down(calendar, drill=True)
    with pytest.raises(InvalidValue, match="En un simulacro"):
        freeze(drill)
    clerk.close()
    clerk.later(minutes=1)
    with pytest.raises(InvalidValue, match="cerrado"):
        freeze(clerk)
    assert {item.state for item in every(calendar)} == {ItemState.PLANNED, ItemState.READY}


def test_the_log_is_in_the_language_of_the_incident(calendar, clerk, english):
    freeze(clerk)
    assert told(clerk)[0].startswith("Calendario: 40 publicaciones retenidas")


@pytest.fixture
def file(calendar, clerk, tmp_path):
    """The workspace with an open incident, closed."""
    calendar.close()
    folder = tmp_path / "aparte"
    folder.mkdir()
    return towns.copied(calendar.path, folder)


def ended(path, work, statement):
    """True where it was killed, false where it came to its end."""
    words = [sys.executable, "-m", freezers.__name__, str(path), work, str(statement)]
    code = subprocess.run(words, cwd=ROOT, check=False).returncode
    assert code in (0, freezers.KILLED)
    return code == freezers.KILLED


def look(path):
    """Its items, and how often the log tells of the calendar."""
    store = open_store(path, freezers.CLOCK)
    try:
        with store.read() as connection:
            entries = connection.execute("SELECT 1 FROM log_entry WHERE kind = 'calendar'")
            return records.every(connection), len(entries.fetchall())
    finally:
        store.close()


def test_killed_in_the_middle_all_are_held_or_none_and_nothing_comes_back_twice(file, tmp_path):
    before, _entries = look(file)

    for work, state in (("freeze", ItemState.HELD), ("release", None)):
        start, entries = look(file)
        for number, statement in enumerate((0, 60, 150, 290)):
            folder = tmp_path / f"{work}-{number}"
            folder.mkdir()
            copy = towns.copied(file, folder)
            assert ended(copy, work, statement)
            assert look(copy) == (start, entries)
        assert not ended(file, work, 1_000_000)
        after, told = look(file)
        assert told == entries + 1
        if state:
            assert {item.state for item in after[1:]} == {state}
    assert [item.title for item in after] == [item.title for item in before]
    assert [item.state for item in after[1:]] == [item.state for item in before[1:]]
