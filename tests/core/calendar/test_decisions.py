"""What was decided of items that the electoral guard asked about: kept, and read by their days."""

from dataclasses import replace
from datetime import UTC, date, datetime

from core.calendar import records
from core.calendar.model import CalendarItem, Decided, ElectoralDecision
from core.store import Topic

DECISION = ElectoralDecision(
    "Nuevo parque",
    date(2027, 4, 12),
    Decided.HELD,
    "«otro logro»: LOREG, art. 50.2",
    "5f2b",
    datetime(2027, 4, 9, 8, 30, tzinfo=UTC),
    because="Se espera al 24 de mayo",
    who="Lucía Ortega",
)


def test_a_decision_outlives_its_item(store):
    with store.change(Topic.CALENDAR, label="decide") as db:
        item_id = records.add(db, CalendarItem("Nuevo parque", day=DECISION.day))
        records.add_decision(db, replace(DECISION, item_id=item_id))
    with store.change(Topic.CALENDAR, label="delete") as db:
        records.delete(db, item_id)
    with store.read() as connection:
        (kept,) = records.decisions(connection, date(2027, 3, 30), date(2027, 5, 23))
    assert kept == replace(DECISION, id=kept.id)


def test_decisions_are_asked_for_by_the_days_of_their_items(store):
    with store.change(Topic.CALENDAR, label="decide") as db:
        records.add_decision(db, DECISION)
    with store.read() as connection:
        assert records.decisions(connection, DECISION.day, DECISION.day)
        assert not records.decisions(connection, date(2027, 4, 13), date(2027, 5, 23))
