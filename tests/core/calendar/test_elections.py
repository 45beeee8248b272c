"""Elections that somebody enters, beside the municipal ones that are computed."""

from dataclasses import replace
from datetime import date

import pytest

from core.calendar import elections, guard, records
from core.calendar.guide import electoral_guide
from core.calendar.model import Election
from core.documents.tree import texts
from core.errors import InvalidValue
from core.i18n import language
from core.plan.electoral import ElectoralPeriod
from core.store import Topic

YEAR = date(2027, 1, 1), date(2027, 12, 31)
REGIONAL = Election("Elecciones autonómicas", date(2027, 2, 2), date(2027, 3, 28))
DECREED = Election(
    "Elecciones municipales", date(2027, 4, 1), date(2027, 5, 30), decree="Real Decreto 1/2027"
)


def enter(store, *entered):
    with store.change(Topic.CALENDAR, label="elecciones") as db:
        for election in entered:
            records.add_election(db, elections.checked(election))


def held(store, start, end):
    with language("es"), store.read() as connection:
        return [
            (period.name, period.called_on)
            for period in elections.periods_for(connection, start, end)
        ]


def test_what_somebody_enters_holds_beside_what_is_computed(store):
    enter(store, REGIONAL)

    assert held(store, *YEAR) == [
        ("Elecciones autonómicas", date(2027, 2, 2)),
        ("Elecciones municipales 2027", date(2027, 3, 30)),
    ]
    assert held(store, date(2027, 3, 28), date(2027, 3, 28)) == [
        ("Elecciones autonómicas", date(2027, 2, 2))
    ]
    assert held(store, date(2027, 3, 29), date(2027, 3, 29)) == []


@pytest.mark.parametrize(
    "name", ["Elecciones municipales", "ELECCIONES LOCALES de 2027", "Municipal elections"]
)
def test_municipal_elections_as_they_were_decreed_replace_those_computed(store, name):
    enter(store, replace(DECREED, name=name))

    assert held(store, *YEAR) == [(name, date(2027, 4, 1))]
    assert held(store, date(2027, 3, 30), date(2027, 3, 31)) == []
    assert [name for name, _called in held(store, date(2031, 5, 1), date(2031, 5, 1))] == [
        "Elecciones municipales 2031"
    ]


def test_two_that_overlap_both_hold(store):
    enter(store, replace(REGIONAL, voted_on=date(2027, 4, 18)))

    assert len(held(store, date(2027, 4, 12), date(2027, 4, 12))) == 2


@pytest.mark.parametrize(
    ("election", "told"),
    [
        (
            replace(REGIONAL, voted_on=date(2027, 2, 1)),
            "La votación, 01/02/2027, es anterior a la convocatoria, 02/02/2027. Mire las dos",
        ),
        (replace(REGIONAL, name="  "), "Escriba un nombre."),
    ],
)
def test_an_election_that_cannot_be_is_refused_in_a_sentence(election, told):
    with language("es"), pytest.raises(InvalidValue) as raised:
        elections.checked(election)

    assert str(raised.value).startswith(told)


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (date(2027, 3, 1), "Elecciones autonómicas"),
        (date(2027, 3, 29), "Elecciones municipales"),
        (date(2027, 5, 31), "Elecciones municipales 2031"),
    ],
)
def test_what_is_under_way_or_comes_next(store, today, name):
    enter(store, REGIONAL, DECREED)

    with language("es"), store.read() as connection:
        assert elections.coming(connection, today).name == name


def test_one_is_changed_and_taken_away_again(store):
    enter(store, REGIONAL)
    with store.read() as connection:
        (stored,) = records.elections(connection)

    with store.change(Topic.CALENDAR, label="cambiar") as db:
        records.save_election(db, replace(stored, territory="Extremadura"))
    with store.read() as connection:
        assert records.elections(connection) == [replace(stored, territory="Extremadura")]
    with store.change(Topic.CALENDAR, label="borrar") as db:
        records.delete_election(db, stored.id)
    with store.read() as connection:
        assert records.elections(connection) == []


def test_the_guard_reads_a_text_in_an_election_that_was_entered():
    text, day = "Inauguramos el nuevo parque", date(2027, 3, 1)

    assert not guard.judge(text, day).flag
    assert guard.judge(text, day, entered=[REGIONAL]).flag


def test_the_guide_bears_the_days_of_the_decree(store):
    enter(store, DECREED)

    with language("es"), store.read() as connection:
        made = electoral_guide(connection, "es", date(2027, 4, 12))

    said = list(texts(made))
    assert made.subtitle == "Del 1 de abril al 30 de mayo de 2027"
    assert any(text.startswith("Son las del decreto") for text in said)
    assert not any(text.startswith("Calculadas") for text in said)


def test_a_period_says_whether_it_was_entered():
    (computed,) = elections.merged([], *YEAR)
    (entered,) = elections.merged([DECREED], *YEAR)

    assert not computed.entered
    assert entered == ElectoralPeriod(
        "Elecciones municipales", date(2027, 4, 1), date(2027, 5, 30), entered=True
    )
