"""How things stand at the foot of every page: level, listening, and what is new in the rail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from core.mentions.alarms import alarms
from core.mentions.kinds import MentionState, Trouble
from core.mentions.model import Decisions, Source, SourceMemory
from core.mentions.records import decisions, mentions, sources
from core.mentions.records.mentions import Wanted
from core.plan.kinds import LevelName
from core.store import Topic
from desktop.shell.standing import listening_line
from desktop.shell.status import StatusStrip
from desktop.shell.window import Shell
from tests.core.crisis.clerk import sit_down

NOW = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)


def strip(qtbot: QtBot) -> Callable[[], str]:
    """What the foot of the window says."""
    window = next(thing for thing in _windows() if isinstance(thing, Shell) and thing.isVisible())
    [foot] = window.findChildren(StatusStrip)
    return lambda: " | ".join(item.text() for item in foot.findChildren(QLabel) if item.isVisible())


def _windows() -> list[object]:
    return list(QApplication.topLevelWidgets())


def read_well(source_id: int, ago: timedelta) -> SourceMemory:
    return SourceMemory(source_id, tried_at=NOW - ago, ok_at=NOW - ago)


def test_the_line_counts_the_sources_that_are_fine_and_tells_the_last_reading():
    there = [Source("Radio", "a", id=1), Source("Diario", "b", id=2), Source("Blog", "c", id=3)]
    remembered = {
        1: read_well(1, timedelta(minutes=8)),
        2: replace(read_well(2, timedelta(minutes=30)), problem=Trouble.NOT_FOUND),
    }

    told = listening_line(there, remembered, NOW)

    assert told == "Fuentes: 1 de 3 bien · última lectura hace 8 minutos"


def test_a_source_that_was_given_up_is_not_fine_and_one_switched_off_does_not_count():
    there = [
        Source("Radio", "a", id=1),
        Source("Diario", "b", id=2, enabled=False, stopped=Trouble.GONE),
        Source("Blog", "c", id=3, enabled=False),
    ]
    remembered = {source.id: read_well(source.id, timedelta(minutes=8)) for source in there}

    told = listening_line(there, remembered, NOW)

    assert told == "Fuentes: 1 de 2 bien · última lectura hace 8 minutos"


def test_without_network_the_last_reading_is_the_last_that_brought_an_answer():
    there = [Source("Radio", "a", id=1), Source("Diario", "b", id=2)]
    read = {source.id: read_well(source.id, timedelta(hours=3)) for source in there}
    tried = {
        number: replace(reading, tried_at=NOW, problem=Trouble.OFFLINE)
        for number, reading in read.items()
    }

    told = listening_line(there, tried, NOW)

    assert told == "Sin internet: no se leen las fuentes · última lectura hace 3 horas"


def test_an_attempt_that_failed_is_no_reading():
    failed = SourceMemory(1, tried_at=NOW, problem=Trouble.NOT_FOUND)

    told = listening_line([Source("Radio", "a", id=1)], {1: failed}, NOW)

    assert told == "Fuentes: 0 de 1 bien"


def test_without_sources_it_is_said_that_none_is_listened_to():
    there = [Source("Radio", "a", id=1, enabled=False)]

    assert listening_line([], {}, NOW) == "No se escucha ninguna fuente"
    assert listening_line(there, {}, NOW) == "No se escucha ninguna fuente"


def test_a_town_of_which_nothing_was_ever_read_is_on_no_level(services, qtbot):
    said = strip(qtbot)
    qtbot.waitUntil(lambda: "No se escucha ninguna fuente" in said())
    assert "Nivel" not in said()

    with services.store.change(Topic.SOURCES, label="leer") as db:
        decisions.save(db, Decisions(listening=False))
        source_id = sources.add(db, Source("Radio", "https://radio.example/feed"), NOW)
    qtbot.waitUntil(lambda: "Fuentes: 0 de 1 bien" in said())
    assert "Nivel" not in said()
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        sources.remember(db, read_well(source_id, timedelta(minutes=8)))

    qtbot.waitUntil(lambda: "Nivel verde" in said())


def test_sources_that_were_never_read_are_counted_without_a_last_reading():
    assert listening_line([Source("Radio", "a", id=1)], {}, NOW) == "Fuentes: 0 de 1 bien"


def test_the_foot_tells_level_and_listening_from_the_first_moment(town, qtbot):
    said = strip(qtbot)

    qtbot.waitUntil(lambda: "Nivel propuesto: rojo" in said())

    assert "Fuentes: 11 de 12 bien" in said()


def test_confirmed_the_level_is_no_longer_a_proposal_and_dismissed_it_is_green(town, qtbot):
    said = strip(qtbot)
    with town.store.read() as connection:
        [alarm] = alarms.open_ones(connection)

    with town.store.change(Topic.ALARMS, label="confirmar") as db:
        alarms.confirm(db, alarm.id, town.clock.now())
    qtbot.waitUntil(lambda: "Nivel rojo" in said())
    town.store.undo()
    qtbot.waitUntil(lambda: "Nivel propuesto: rojo" in said())

    with town.store.change(Topic.ALARMS, label="descartar") as db:
        alarms.dismiss(db, alarm.id, "Nada", town.clock.now())
    qtbot.waitUntil(lambda: "Nivel verde" in said())


def test_what_is_new_stands_at_the_rail_until_it_was_seen(town, qtbot):
    def described() -> list[str]:
        window = next(item for item in _windows() if isinstance(item, Shell) and item.isVisible())
        lines = window.findChildren(QToolButton)
        return [
            line.accessibleDescription() for line in lines if line.accessibleName() == "Menciones"
        ]

    qtbot.waitUntil(lambda: described() == ["3 menciones nuevas"])

    with town.store.change(Topic.MENTIONS, label="leer") as db:
        new = mentions.ids(db.conn, Wanted(states=(MentionState.NEW,)))
        mentions.set_state(db, list(new), MentionState.READ, town.clock.now())

    qtbot.waitUntil(lambda: described() == [""])


def test_once_an_incident_is_open_the_level_is_the_one_a_person_fixed(town, qtbot):
    said = strip(qtbot)
    with town.store.read() as connection:
        alarm = alarms.live(connection)[0]
    clerk = sit_down(town.store, level=LevelName.ORANGE, alarm_id=alarm.id)
    qtbot.waitUntil(lambda: "Nivel naranja" in said())

    clerk.close()
    qtbot.waitUntil(lambda: "Nivel verde" in said())
