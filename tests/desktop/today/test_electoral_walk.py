"""What Hoy asks for before elections are called and after they are held."""

from datetime import UTC, date, datetime

import pytest

from core.calendar import walk
from core.calendar.walk import WalkDone
from core.store import Topic
from desktop.today.calendar_matters import calendar_matters
from desktop.today.matter import Weight


def asked(services, day):
    with services.store.read() as connection:
        found = calendar_matters(connection, datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
    return [matter for matter in found if matter.key == "electoral-walk"]


@pytest.mark.parametrize(
    ("day", "title", "weight", "deadline"),
    [
        (date(2027, 3, 1), "Antes de la convocatoria: 6 cosas por repasar", Weight.DUE, "30 mar"),
        (
            date(2027, 3, 30),
            "Elecciones convocadas: 6 cosas aún por repasar",
            Weight.WAITED_FOR,
            "",
        ),
        (date(2027, 5, 24), "Tras la votación: 5 cosas por devolver", Weight.DUE, ""),
    ],
)
def test_it_asks_for_the_list_of_the_elections(services, day, title, weight, deadline):
    (matter,) = asked(services, day)
    assert (matter.title, matter.line) == (title, "Elecciones municipales 2027")
    assert (matter.weight, matter.deadline) == (weight, deadline)


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2027, 6, 7)])
def test_it_does_not_ask_when_no_election_is_near(services, day):
    assert asked(services, day) == []


def test_it_asks_no_more_once_all_is_done(services):
    day = date(2027, 3, 1)
    with services.store.change(Topic.CALENDAR, label="preparar") as db:
        found = walk.look(db.conn, day)
        for point in found.points:
            walk.tick(db, found, point.id, WalkDone("", day))
    assert asked(services, day) == []
