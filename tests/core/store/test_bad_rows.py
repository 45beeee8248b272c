"""A value that is not what it should be costs its row, which is told, and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.crisis import desk
from core.crisis.incidents import drill
from core.crisis.model import Tick
from core.crisis.records import incidents
from core.crisis.scenarios import library
from core.errors import DamagedWorkspace
from core.mentions.records import (
    alarms,
    decisions,
    evidence,
    figures,
    mentions,
    sources,
    watches,
)
from core.mentions.records.mentions import Wanted
from core.plan import records as plan
from core.roster import records as roster
from core.store import Connection, open_store
from core.town import records as town
from tests.core import towns
from tests.core.store.scenes import spoil

Reading = Callable[[Connection], object]


def inbox(connection: Connection) -> int:
    return len(mentions.rows(connection, mentions.ids(connection, Wanted())))


def desks(connection: Connection) -> int:
    opened = (desk.load(connection, incident.id) for incident in incidents.everything(connection))
    return sum(item is not None for item in opened)


NO_DAY = "at = '2026-11-2(T10:00:00Z'"
ALWAYS = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)

LEFT_OUT: list[tuple[str, str, Reading]] = [
    ("contact", "verified_on = '2026-13-45'", lambda c: len(roster.everyone(c))),
    ("contact", "kind = 'persan'", lambda c: len(roster.everyone(c))),
    ("objective", "horizon = 'x'", lambda c: len(plan.load(c).objectives)),
    ("measurement", "measured_on = '2026-02-31'", lambda c: len(plan.load(c).measurements)),
    ("presence", "reach = 'todos'", lambda c: len(plan.load(c).presences)),
    ("source", "added_at = 'ayer'", lambda c: len(sources.everything(c))),
    ("reading", "next_at = 'pronto'", lambda c: len(sources.readings(c))),
    ("watch", "kind = 'x'", lambda c: len(watches.everything(c))),
    ("item", "at = '2026-11-24T25:00:00Z'", inbox),
    ("mention", "state = 'nuevo'", inbox),
    ("mention", NO_DAY, lambda c: sum(figures.days(c, *ALWAYS).values())),
    ("mention", NO_DAY, lambda c: sum(week.mentions for week in figures.weeks(c, *ALWAYS))),
    ("mention", NO_DAY, lambda c: sum(month.total for month in figures.months(c, *ALWAYS))),
    ("alarm", "facts = '{\"level\"'", lambda c: len(alarms.everything(c))),
    ("evidence", "taken_at = ''", lambda c: len(evidence.everything(c))),
    ("incident", "level = 'gris'", lambda c: len(incidents.everything(c))),
    ("tick", "at = '??'", lambda c: len(incidents.every(c, Tick))),
]
READ_ALL_THE_SAME: list[tuple[str, str, Reading]] = [
    ("contact", "name = CAST(x'4A6F73E9' AS TEXT)", lambda c: len(roster.everyone(c))),
    ("contact", "note = CAST(x'C3' AS TEXT)", lambda c: len(roster.everyone(c))),
    ("town", "kind = 'villa'", lambda c: town.load(c).name),
    ("preference", "value = 'x'", lambda c: decisions.load(c).private),
    ("incident_scenario", "content = '{' WHERE 1", desks),
    ("incident_scenario", "content = '{' WHERE 1", lambda c: len(drill.everything(c))),
]


@pytest.fixture
def file(example_file: Path, tmp_path: Path) -> Path:
    return towns.copied(example_file, tmp_path)


def spoil_first(file: Path, table: str, what: str) -> None:
    """In the first row, or in all where `what` says so."""
    only = "" if "WHERE" in what else f"WHERE rowid = (SELECT min(rowid) FROM {table})"  # noqa: S608 - our own words
    spoil(file, f"UPDATE {table} SET {what} {only}")  # noqa: S608 - our own words


def read(file: Path, clock: FixedClock, reading: Reading) -> tuple[object, list[str]]:
    """What is read, and what the person is told meanwhile."""
    told: list[DamagedWorkspace] = []
    opened = open_store(file, clock)
    opened.tell_damage(told.append)
    with opened.read() as connection:
        found = reading(connection)
    with opened.read() as connection:
        reading(connection)
    opened.close()
    return found, [workspace.sentence for workspace in told]


@pytest.mark.parametrize(("table", "what", "count"), LEFT_OUT)
def test_a_row_that_cannot_be_read_is_left_out_and_told_once(file, clock, table, what, count):
    before, nothing = read(file, clock, count)
    spoil_first(file, table, what)

    after, told = read(file, clock, count)

    assert (before, nothing) == (int(str(after)) + 1, [])
    (sentence,) = told
    assert "Valdehierro.pregon" in sentence


@pytest.mark.parametrize(("table", "what", "reading"), READ_ALL_THE_SAME)
def test_what_else_a_damaged_row_says_is_read_and_the_damage_told_once(
    file, clock, table, what, reading
):
    before, _nothing = read(file, clock, reading)
    spoil_first(file, table, what)

    after, told = read(file, clock, reading)

    assert after == before
    assert len(told) == 1


def test_letters_that_are_none_cost_only_themselves(file, clock):
    spoil_first(file, "contact", "name = CAST(x'4A6F73E92059' AS TEXT)")

    names, told = read(file, clock, lambda c: next(iter(roster.everyone(c))).name)

    assert names == "Jos\N{REPLACEMENT CHARACTER} Y"
    assert "«Valdehierro.pregon»" in told[0]


def test_what_was_met_in_a_file_that_is_not_opened_is_not_told_of_another(file, tmp_path, clock):
    other = tmp_path / "otro" / "Otro.pregon"
    other.parent.mkdir()
    content = file.read_bytes()
    # A sign among those that the full-text index takes for no letter.
    other.write_bytes(content.replace(b"\xf0\x9f\x8d\xa5", b"\xf8\x9f\x8d\xa5"))
    with pytest.raises(DamagedWorkspace):
        open_store(other, clock, broken_seal=True)

    _names, told = read(file, clock, roster.everyone)

    assert told == []


def test_a_town_without_its_row_still_has_its_people_and_its_plan(file, clock):
    spoil(file, "DELETE FROM town")
    spoil(file, "DELETE FROM charter")

    def reading(connection: Connection) -> tuple[str, object, int]:
        people = len(roster.everyone(connection))
        plan.load(connection)
        library.everything(connection)
        return town.load(connection).name, town.crest(connection), people

    (name, crest, people), told = read(file, clock, reading)

    assert (name, crest, people > 0) == ("", None, True)
    assert len(told) == 1
