"""An item in an electoral period is asked about until a person decides, and again if it changes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.calendar import decisions, records
from core.calendar.elections import periods_for
from core.calendar.model import CalendarItem, Decided, ItemState, ItemText
from core.errors import InvalidValue
from core.store import Topic

BOAST = "Inauguramos el nuevo parque, otro logro de este equipo de gobierno"
USEFUL = "El parque abre desde el lunes, de 9 a 21"
INSIDE, BEFORE = date(2027, 4, 12), date(2027, 3, 29)
NOW = datetime(2027, 4, 1, 9, tzinfo=UTC)


def stored(store, text, day=INSIDE, state=ItemState.PLANNED):
    with store.change(Topic.CALENDAR, label="añadir") as db:
        return records.add(
            db, CalendarItem("Parque", day=day, state=state, texts=(ItemText("es", text),))
        )


def asked(store):
    with store.read() as connection:
        return decisions.questions(connection, records.every(connection))


def test_an_achievement_in_the_period_is_asked_about_with_its_rule(store):
    item_id = stored(store, BOAST)
    stored(store, USEFUL)

    found = asked(store)

    assert list(found) == [item_id]
    assert "LOREG" in str(found[item_id].reasons[0])


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (BEFORE, ItemState.PLANNED),
        (date(2027, 5, 24), ItemState.PLANNED),
        (None, ItemState.IDEA),
        (INSIDE, ItemState.PUBLISHED),
        (INSIDE, ItemState.DROPPED),
        (INSIDE, ItemState.HELD),
    ],
)
def test_outside_of_it_or_where_nothing_goes_out_nothing_is_asked(store, day, state):
    stored(store, BOAST, day, state)

    assert asked(store) == {}


@pytest.mark.parametrize(("title", "asked_about"), [("Parque", False), (BOAST, True)])
def test_an_idea_without_a_text_is_asked_about_only_where_its_name_is_against_a_rule(
    store, title, asked_about
):
    with store.change(Topic.CALENDAR) as db:
        records.add(db, CalendarItem(title, day=INSIDE, state=ItemState.IDEA))

    assert bool(asked(store)) is asked_about


@pytest.mark.parametrize("day", [date(2027, 3, 30), date(2027, 5, 23)])
def test_the_day_of_the_call_and_that_of_the_vote_are_inside(store, day):
    item_id = stored(store, BOAST, day)

    assert item_id in asked(store)


def decide(store, item_id, decision, because=""):
    with store.read() as connection:
        item = records.one(connection, item_id)
        judgement = decisions.questions(connection, [item])[item_id]
    with store.change(Topic.CALENDAR, label="decidir") as db:
        decisions.decide(db, item, judgement, decision, who="Lucía", now=NOW, because=because)


def test_what_is_decided_is_not_asked_again_until_text_or_day_change(store):
    item_id = stored(store, BOAST)
    decide(store, item_id, Decided.PUBLISHED, "Informa de un servicio")
    assert asked(store) == {}

    with store.read() as connection:
        item = records.one(connection, item_id)
    with store.change(Topic.CALENDAR, label="cambiar") as db:
        records.save(db, replace(item, day=date(2027, 4, 13)))
    assert item_id in asked(store)

    with store.change(Topic.CALENDAR, label="cambiar") as db:
        records.save(db, item.with_text(None, "es", BOAST + "."))
    assert item_id in asked(store)


def test_publishing_it_as_it_is_wants_a_reason(store):
    item_id = stored(store, BOAST)

    with pytest.raises(InvalidValue, match="por qué"):
        decide(store, item_id, Decided.PUBLISHED, "  ")

    assert item_id in asked(store)


def test_a_decision_stays_when_it_is_undone_and_when_its_item_goes(store):
    item_id = stored(store, BOAST)
    decide(store, item_id, Decided.HELD)
    with store.change(Topic.CALENDAR, label="borrar") as db:
        records.delete(db, item_id)
    store.undo()

    with store.read() as connection:
        (kept,) = records.decisions(connection, INSIDE, INSIDE)
    assert (kept.title, kept.decision, kept.who) == ("Parque", Decided.HELD, "Lucía")
    assert "Inauguramos" in kept.reasons


def test_after_the_vote_is_the_first_day_that_no_election_binds(store):
    with store.read() as connection:
        periods = periods_for(connection, INSIDE, INSIDE)

    assert decisions.after_vote(periods, INSIDE) == date(2027, 5, 24)
    assert decisions.after_vote(periods, BEFORE) == BEFORE
