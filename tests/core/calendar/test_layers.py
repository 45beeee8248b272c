"""What a day is besides what is published on it."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from holidays.countries.spain import Spain

import resources
from core.calendar import layers, records
from core.calendar.layers import NoteKind
from core.calendar.model import Election
from core.errors import InvalidValue
from core.i18n import language
from core.plan import records as plan_records
from core.plan.charter import Charter
from core.plan.model import Objective, Plan
from core.roster.model import Contact
from core.store import Topic
from core.town import fiestas
from core.town import records as town_records
from core.town.fiestas import Fiesta
from tests.core.calendar import holiday_table

DECEMBER = date(2026, 12, 1), date(2026, 12, 31)


def told(notes, kind):
    return {note.day: note.text for note in notes if note.kind is kind}


def notes_of(store, start, end, own=()):
    with language("es"), store.read() as connection:
        by_day = layers.day_notes(connection, start, end, own)
    return [note for notes in by_day.values() for note in notes]


def test_holidays_are_those_of_spain_and_of_the_region():
    with language("es"):
        of_the_region = list(
            layers.holiday_notes("Extremadura", date(2026, 9, 1), date(2026, 12, 31))
        )
        of_spain = list(layers.holiday_notes("", date(2026, 9, 1), date(2026, 12, 31)))

    assert [(note.day, note.text) for note in of_the_region] == [
        (date(2026, 9, 8), "Día de Extremadura"),
        (date(2026, 10, 12), "Fiesta Nacional de España"),
        (date(2026, 11, 2), "Lunes siguiente a Todos los Santos"),
        (date(2026, 12, 7), "Lunes siguiente al Día de la Constitución Española"),
        (date(2026, 12, 8), "Inmaculada Concepción"),
        (date(2026, 12, 25), "Natividad del Señor"),
    ]
    assert date(2026, 9, 8) not in {note.day for note in of_spain}
    assert date(2026, 10, 12) in {note.day for note in of_spain}


def test_holidays_are_named_in_the_language_of_whoever_looks():
    with language("en"):
        (note,) = layers.holiday_notes("Extremadura", date(2026, 12, 25), date(2026, 12, 25))

    assert note.text == "Christmas Day"


def test_every_region_of_the_list_of_towns_is_known():
    with resources.path("data", "municipalities.csv").open(encoding="utf-8", newline="") as table:
        regions = {row["region"] for row in csv.DictReader(table)}

    assert len(regions) == 19
    with language("es"):
        assert [layers.holiday_doubt(region, date(2026, 12, 31)) for region in regions] == [""] * 19


@pytest.mark.parametrize(
    ("region", "end", "words"),
    [
        (
            "Algarve",
            date(2026, 12, 31),
            "No se conocen los festivos de «Algarve»: solo se muestran los de toda España.",
        ),
        (
            "",
            date(2026, 12, 31),
            "No consta la comunidad autónoma: solo se muestran los festivos de toda España.",
        ),
        (
            "Extremadura",
            date(2027, 1, 1),
            "Los festivos de 2027 son calculados: compárelos con los que decrete la comunidad.",
        ),
        ("Extremadura", date(2026, 12, 31), ""),
        ("Extremadura", date(2037, 1, 1), "No se conocen los festivos de 2037."),
        ("Extremadura", date(2023, 12, 31), "No se conocen los festivos de 2023."),
    ],
)
def test_it_is_said_when_the_holidays_are_not_sure(region, end, words):
    with language("es"):
        assert layers.holiday_doubt(region, end) == words


def test_the_year_up_to_which_they_were_checked_is_that_of_the_package():
    assert "checked with official sources for 2008-2026 only" in Spain.__doc__


def test_the_holidays_are_those_that_the_package_knows():
    shipped = holiday_table.PATH.read_text(encoding="utf-8")

    assert shipped == holiday_table.table(), "python -m tests.core.calendar.holiday_table"


def test_fiestas_of_the_town_come_every_year(store):
    with store.change(Topic.TOWN, label="fiestas") as db:
        fiestas.store(db, fiestas.read("4/12 Santa Bárbara\n29-02: Bisiesto\n\n24.6"))

    with store.read() as connection:
        assert fiestas.load(connection) == (
            Fiesta(4, 12, "Santa Bárbara"), Fiesta(29, 2, "Bisiesto"), Fiesta(24, 6),
        )  # fmt: skip
    found = told(notes_of(store, date(2026, 1, 1), date(2028, 12, 31)), NoteKind.FIESTA)
    assert list(found.items()) == [
        (date(2026, 6, 24), "Fiesta local"),
        (date(2026, 12, 4), "Santa Bárbara"),
        (date(2027, 6, 24), "Fiesta local"),
        (date(2027, 12, 4), "Santa Bárbara"),
        (date(2028, 2, 29), "Bisiesto"),
        (date(2028, 6, 24), "Fiesta local"),
        (date(2028, 12, 4), "Santa Bárbara"),
    ]
    with store.read() as connection:
        known = layers.day_notes(connection, *DECEMBER)
    free = [day.day for day, notes in known.items() if any(note.free for note in notes)]
    assert free == [4, 7, 8, 25]


@pytest.mark.parametrize("line", ["31/02 Nunca", "San Isidro", "15/13 Nada", "0/1 Cero"])
def test_a_fiesta_on_no_day_is_refused_with_its_line(line):
    with language("es"), pytest.raises(InvalidValue) as raised:
        fiestas.read(f"15/05 San Isidro\n{line}")

    assert str(raised.value) == (
        f"«{line}» no tiene un día que exista. Escriba una por línea, como 15/05 San Isidro."
    )


def test_awareness_days_say_who_proclaims_them_and_that_nobody_verified_them():
    with language("es"):
        notes = list(layers.awareness_notes(*DECEMBER))
        doubt = layers.awareness_doubt()
    with language("en"):
        english = told(layers.awareness_notes(*DECEMBER), NoteKind.AWARENESS)

    aids = next(note for note in notes if note.day == date(2026, 12, 1))
    assert (aids.text, aids.body) == ("Día Mundial del Sida", "OMS")
    assert english[date(2026, 12, 1)] == "World AIDS Day"
    assert len(list(layers.awareness_notes(date(2026, 1, 1), date(2026, 12, 31)))) == 88
    assert "sin comprobar" in doubt


def test_the_call_and_the_vote_of_every_election_are_marked(store):
    with store.change(Topic.CALENDAR, label="elecciones") as db:
        records.add_election(
            db, Election("Elecciones autonómicas", date(2027, 2, 2), date(2027, 3, 28))
        )

    found = told(notes_of(store, date(2027, 1, 1), date(2027, 12, 31)), NoteKind.ELECTION)

    assert found == {
        date(2027, 2, 2): "Convocatoria: Elecciones autonómicas",
        date(2027, 3, 28): "Votación: Elecciones autonómicas",
        date(2027, 3, 30): "Convocatoria: Elecciones municipales 2027",
        date(2027, 5, 23): "Votación: Elecciones municipales 2027",
    }


def test_dates_of_pregon_itself():
    plan = Plan(
        charter=Charter(start_on=date(2026, 1, 1), end_on=date(2026, 12, 31)),
        objectives=(
            Objective("Avisar a tiempo", id=1, indicator="Avisos"),
            Objective("Responder", id=2, indicator="Respuestas"),
        ),
    )
    checked = Contact("Aguas del Valle", verified_on=date(2026, 9, 10))
    contacts = [checked, replace(checked, name="Radio"), Contact("Nadie")]

    with language("es"):
        own = list(layers.own_dates(plan, contacts, date(2026, 8, 10), date(2026, 12, 1)))

    assert [(note.day, note.text) for note in own] == [
        (date(2026, 1, 1), "Medir «Avisar a tiempo» y 1 más"),
        (date(2026, 12, 31), "Último día del plan"),
        (date(2026, 12, 10), "Hacer un simulacro, antes de ese día"),
        (date(2026, 12, 7), "Verificar 2 contactos"),
    ]


def test_of_a_day_the_weightiest_is_first(store):
    with store.change(Topic.TOWN, label="datos") as db:
        fiestas.store(db, (Fiesta(25, 12, "Patrona"), Fiesta(10, 12, "Ermita")))
        town_records.update(db, region="Extremadura")
    own = layers.DayNote(date(2026, 12, 10), NoteKind.OWN, "Medir")

    notes = notes_of(
        store, date(2026, 12, 9), date(2026, 12, 25), [own, replace(own, day=date.max)]
    )

    assert [(note.day.day, note.kind) for note in notes] == [
        (9, NoteKind.AWARENESS), (10, NoteKind.FIESTA), (10, NoteKind.OWN),
        (10, NoteKind.AWARENESS), (18, NoteKind.AWARENESS), (25, NoteKind.HOLIDAY),
        (25, NoteKind.FIESTA),
    ]  # fmt: skip


def test_a_new_town_has_its_dates(store):
    with language("es"), store.read() as connection:
        plan = plan_records.load(connection)
        own = layers.own_dates(plan, [], None, date(2026, 12, 1))

    assert "Último día del plan" in [note.text for note in own]
