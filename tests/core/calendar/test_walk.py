"""The list before the call of an election, and the same list given back after the vote."""

from datetime import date

import pytest

from core.calendar import records, walk
from core.calendar.document.walk import electoral_list
from core.calendar.model import Election
from core.calendar.walk import WalkDone
from core.documents import render, validate
from core.documents.model import Table, cell
from core.documents.preview import page_count
from core.documents.tree import texts
from core.i18n import language
from core.store import Topic

BEFORE = date(2027, 3, 1)
AFTER = date(2027, 5, 24)
DONE = WalkDone("Ana", BEFORE)


def look(store, day):
    with store.read() as connection:
        return walk.look(connection, day)


def tick(store, day, point, done=DONE):
    with store.change(Topic.CALENDAR, label="probar") as db:
        walk.tick(db, look(store, day), point, done)


def enter(store, name, called_on, voted_on):
    with store.change(Topic.CALENDAR, label="probar") as db:
        records.add_election(db, Election(name, called_on, voted_on))


@pytest.mark.parametrize(
    ("day", "after", "due"),
    [
        (date(2027, 2, 27), False, False),
        (date(2027, 2, 28), False, True),
        (date(2027, 3, 30), False, True),
        (date(2027, 5, 23), False, True),
        (date(2027, 5, 24), True, True),
        (date(2027, 6, 6), True, True),
        (date(2027, 6, 7), False, False),
    ],
)
def test_it_is_asked_for_before_the_call_and_given_back_after_the_vote(store, day, after, due):
    found = look(store, day)
    assert (found.after, found.due) == (after, due)


def test_what_is_done_is_kept_with_who_and_when_and_can_be_taken_back(store):
    tick(store, BEFORE, "pinned")
    tick(store, BEFORE, "web")
    found = look(store, BEFORE)
    assert found.done == {"pinned": DONE, "web": DONE}
    assert found.left == len(found.points) - 2

    tick(store, BEFORE, "web", None)
    assert look(store, BEFORE).done == {"pinned": DONE}


def test_what_is_given_back_is_a_list_of_its_own(store):
    tick(store, BEFORE, "pinned")
    found = look(store, AFTER)
    assert found.done == {}
    assert {point.id for point in look(store, BEFORE).points} - {
        point.id for point in found.points
    } == {"answer"}
    assert all(found.told(point) for point in found.points)


def test_each_election_has_its_list_and_those_held_together_share_one(store):
    tick(store, BEFORE, "pinned")
    enter(store, "Elecciones autonómicas", date(2027, 3, 30), date(2027, 5, 23))
    assert look(store, BEFORE).done == {"pinned": DONE}

    enter(store, "Elecciones generales", date(2027, 2, 20), date(2027, 4, 11))
    assert look(store, BEFORE).period.name == "Elecciones generales"
    assert look(store, BEFORE).done == {}


def test_nothing_is_given_back_while_other_elections_are_near(store):
    enter(store, "Elecciones generales", date(2027, 6, 15), date(2027, 8, 8))
    found = look(store, AFTER)
    assert (found.after, found.period.name) == (False, "Elecciones generales")


def test_a_list_that_is_damaged_begins_anew(store):
    tick(store, BEFORE, "pinned")
    with store.change(Topic.CALENDAR, label="estropear") as db:
        db.execute("UPDATE preference SET value = '{' WHERE name LIKE 'electoral_walk:%'")
    assert look(store, BEFORE).done == {}


def test_on_paper_it_has_a_box_for_what_is_left_and_who_and_when_for_what_is_done(store):
    tick(store, BEFORE, "pinned")
    with store.read() as connection:
        document = electoral_list(connection, "es", BEFORE)

    assert document.title == "Antes de la convocatoria"
    assert document.subtitle.startswith("Elecciones municipales 2027. Del 30 de marzo")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["Hecho", "Qué", "Quién", "Día"]
    assert [row[0] for row in table.rows] == [cell()] + [cell(tick=True)] * 5
    assert list(texts(document)).count("Ana") == 1
    assert "1 mar 2027" in texts(document)


@pytest.mark.parametrize("code", ["es", "en"])
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_on_paper_it_is_one_valid_page(store, code, day):
    with language(code), store.read() as connection:
        document = electoral_list(connection, code, day)

    assert validate.problems(document) == []
    assert page_count(render.render(document, ".pdf")) == 1
