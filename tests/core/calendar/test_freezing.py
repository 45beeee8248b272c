"""Everything to come is held in one go, and comes back one by one as it was."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from core.calendar import freezing, records
from core.calendar.model import CalendarItem, ItemState
from core.days import moment_at
from core.errors import InvalidValue
from core.plan import guide
from core.plan import records as plan_records
from core.plan.model import Channel
from core.store import Topic

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def items(store):
    """One of each state for tomorrow, one of yesterday, one of today, one for any day."""
    made = [CalendarItem(state, day=TOMORROW, state=state) for state in ItemState]
    made += [
        CalendarItem("ayer", day=TODAY - timedelta(days=1), state=ItemState.PLANNED),
        CalendarItem("hoy", day=TODAY, hour=time(8), state=ItemState.READY),
        CalendarItem("algún día"),
    ]
    with store.change(Topic.CALENDAR) as db:
        for item in made:
            if item.state is ItemState.HELD:
                item = replace(item, held_from="ready", held_why="antes")
            records.add(db, item)
    return made


def every(store):
    with store.read() as connection:
        return {item.title: item for item in records.every(connection)}


def freeze(store, why="Se ha hundido el techo del pabellón"):
    with store.change(Topic.CALENDAR) as db:
        return freezing.freeze(db, why, TODAY)


def test_what_is_to_come_is_held_with_the_reason_and_nothing_else(store, items):
    held = freeze(store)

    assert [item.title for item in held] == ["hoy", "idea", "planned", "ready"]
    there = every(store)
    assert {item.held_why for item in held} == {"Se ha hundido el techo del pabellón"}
    assert there["held"].held_why == "antes"
    assert [there[name].state for name in ("published", "dropped", "ayer", "algún día")] == [
        "published", "dropped", "planned", "idea",
    ]  # fmt: skip
    assert freeze(store) == []


def test_a_proposal_that_nobody_took_up_stays_one(store, items):
    with store.change(Topic.CALENDAR) as db:
        proposed = records.add(db, CalendarItem("Propuesta", day=TOMORROW))
        records.suggest(db, proposed, "filling", "Toca una idea")

    assert "Propuesta" not in [item.title for item in freeze(store)]

    there = every(store)["Propuesta"]
    assert (there.state, there.suggested) == (ItemState.IDEA, "Toca una idea")


def test_without_a_reason_nothing_is_held(store, items):
    with pytest.raises(InvalidValue, match="Diga por qué"):
        freeze(store, " ")
    assert every(store)["hoy"].state is ItemState.READY


def test_each_comes_back_as_it_was_and_what_is_past_by_then_is_dropped(store, items):
    before = every(store)
    held = {item.title: item.id for item in freeze(store)}

    with store.change(Topic.CALENDAR) as db:
        freezing.release(db, [held["idea"], before["published"].id], moment_at(TODAY))
    there = every(store)
    assert there["idea"] == replace(before["idea"], confirmed_on=TODAY)
    assert there["published"] == before["published"]
    assert there["planned"].state is ItemState.HELD

    with store.change(Topic.CALENDAR) as db:
        freezing.release(db, held.values(), moment_at(TOMORROW))
    there = every(store)
    assert (there["hoy"].state, there["ready"].state) == (ItemState.DROPPED, ItemState.READY)
    assert {item.title for item in there.values() if item.held_why} == {"held"}


def test_a_channel_of_the_plan_says_where_what_was_scheduled_in_it_is_stopped(store):
    with store.change(Topic.PLAN) as db:
        for channel in plan_records.every(db.conn, Channel):
            plan_records.delete(db, Channel, channel.id)
        plan_records.add(db, Channel("Página de Facebook", kind="facebook"))
        plan_records.add(db, Channel("Tablón", kind="bando", offline=True))
        plan_records.add(db, Channel("La de siempre"))
    with store.read() as connection:
        (only,) = freezing.elsewhere(connection)

    assert only.channel == "Página de Facebook"
    assert "Meta Business Suite" in only.where
    assert "29 de noviembre de 2026 y pendiente de comprobar" in freezing.remark()


@pytest.mark.parametrize("language", ["es", "en"])
def test_only_networks_of_the_catalogue_are_told_of(language):
    from core import i18n

    with i18n.language(language):
        told = [place.id for place in freezing._places().places]
    assert len(told) == len(set(told))
    assert set(told) <= {network.id for network in guide.networks()}
    assert {network.id for network in guide.networks() if not network.offline} <= set(told)
