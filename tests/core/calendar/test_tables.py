"""The calendar as CSV and XLSX: days of three countries, names of the plan, nothing doubled."""

from dataclasses import replace
from datetime import date, time

import pytest

from core import i18n
from core.calendar import arriving, exchange, records
from core.calendar.model import CalendarItem, ItemState, ItemText
from core.errors import ImportTrouble, InvalidValue
from core.plan import records as plan_records
from core.plan.kinds import UseName
from core.plan.model import Audience, Channel, Person
from core.store import Topic

TODAY = date(2026, 11, 24)


@pytest.fixture
def items(store):
    """Two items of a plan with two channels, an audience and a person; stored."""
    with store.change(Topic.PLAN, Topic.CALENDAR) as db:
        channels = tuple(
            plan_records.add(db, Channel(title)) for title in ("Web", "Lista de WhatsApp")
        )
        elders = plan_records.add(db, Audience("Mayores de 65"))
        owner = plan_records.add(db, Person("Comunicación"))
        full = CalendarItem(
            "=1+1 y «agua»",
            day=date(2026, 12, 1),
            hour=time(18),
            state=ItemState.READY,
            channels=channels,
            use=UseName.SERVICE,
            audiences=(elders,),
            owner_id=owner,
            place="Calle Real",
            link="https://example.org",
            texts=(ItemText("es", "Mañana,\nsin agua; avise."),),
        )
        for item in (full, CalendarItem("Algún día")):
            records.add(db, item)
    return every(store)


def every(store):
    with store.read() as connection:
        return records.every(connection)


@pytest.fixture
def look(store, tmp_path):
    """What importing a table would do."""

    def run(*lines: str, day_first=None):
        path = tmp_path / "tabla.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        with store.read() as connection:
            return exchange.look(connection, path, TODAY, day_first=day_first)

    return run


def days(found):
    return [arrival.item.day for arrival in found.new]


def told(found):
    return [problem.sentence for problem in found.refused]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_our_own_table_says_the_same_again_and_in_an_empty_calendar_all_of_it(
    store, items, tmp_path, ending, language
):
    path = tmp_path / f"calendario{ending}"
    with store.read() as connection, i18n.language(language):
        exchange.write(connection, items, path, store.clock.now())

    with store.read() as connection:
        again = exchange.look(connection, path, TODAY)
    assert (len(again.same), again.new, again.changed, again.refused) == (2, (), (), ())

    with store.change(Topic.CALENDAR) as db:
        for item in items:
            records.delete(db, item.id)
        arriving.store(db, exchange.look(db.conn, path, TODAY))
    assert [replace(item, id=0) for item in every(store)] == [replace(item, id=0) for item in items]


def test_columns_are_known_by_many_names_in_any_order(look, items):
    found = look(
        "RESPONSABLE;Canal;Fecha de publicación;Copy;Tema;Público",
        "comunicacion;web, Lista de WhatsApp;15/12/2026;Texto;Feria;mayores de 65",
    )

    (arrival,) = found.new
    item = arrival.item
    assert (item.title, item.day, item.hour) == ("Feria", date(2026, 12, 15), None)
    assert (item.state, item.channels) == (ItemState.PLANNED, items[0].channels)
    assert (item.owner_id, item.audiences) == (items[0].owner_id, items[0].audiences)


def test_names_with_a_comma_are_told_apart_and_several_are_read_back(store, tmp_path):
    with store.change(Topic.PLAN, Topic.CALENDAR) as db:
        names = ("Comercio, autónomos y ganaderos", "Mayores, y quien les cuida", "Jóvenes")
        ids = tuple(plan_records.add(db, Audience(name)) for name in names)
        for number, audiences in enumerate((ids, ids[:1], ids[1:])):
            records.add(db, CalendarItem(f"Acto {number}", audiences=audiences))
    path = tmp_path / "tabla.csv"

    with store.read() as connection:
        exchange.write(connection, records.every(connection), path, store.clock.now())
        found = exchange.look(connection, path, TODAY)

    assert (len(found.same), told(found)) == (3, [])


def test_what_is_not_known_takes_nothing_from_what_is_there(look, items):
    found = look("Fecha;Hora;Título;Dónde", "1/12/2026;18:00;=1+1 y «agua»;Web, Tuenti")

    ((before, after),) = found.changed
    assert after.channels == before.channels
    assert after.note == "Dónde: Tuenti"


def test_the_text_of_one_channel_is_given_where_there_is_none_of_all(store, items, tmp_path):
    web = items[0].channels[0]
    with store.change(Topic.CALENDAR) as db:
        text = ItemText("es", "Solo en la web.", web)
        records.add(db, CalendarItem("Otra", day=date(2026, 12, 3), texts=(text,)))
    for ending in (".csv", ".xlsx", ".ics"):
        path = tmp_path / f"calendario{ending}"
        with store.read() as connection:
            exchange.write(connection, records.every(connection), path, store.clock.now())
            found = exchange.look(connection, path, TODAY)
        assert not found.changed
        assert ending == ".xlsx" or b"Solo en la web." in path.read_bytes()


def test_what_the_plan_does_not_have_stays_in_the_note(look, items):
    found = look("Fecha;Título;Dónde;Quién", "15/12/2026;Feria;Tuenti, Web;Begoña")

    (arrival,) = found.new
    assert arrival.item.note == "Quién: Begoña\nDónde: Tuenti"
    assert arrival.item.channels == items[0].channels[:1]
    assert told(found) == [
        "Línea 2, «Feria»: el plan no lo tiene, y queda en la nota: Quién: Begoña; Dónde: Tuenti."
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # Spain, the United States, Germany, ISO: the rest of the column decides.
        (["03/04/2027", "25/12/2026"], [date(2027, 4, 3), date(2026, 12, 25)]),
        (["03/04/2027", "12/25/2026"], [date(2027, 3, 4), date(2026, 12, 25)]),
        (["03.04.2027", "24.12.2026"], [date(2027, 4, 3), date(2026, 12, 24)]),
        (["2027-04-03", "2027-12-01T10:30:00"], [date(2027, 4, 3), date(2027, 12, 1)]),
        (["3 de abril de 2027", "April 4, 2027"], [date(2027, 4, 3), date(2027, 4, 4)]),
        (["46357", "46357,75"], [date(2026, 12, 1), date(2026, 12, 1)]),
        (["3-abr-27", "07/07/2027"], [date(2027, 4, 3), date(2027, 7, 7)]),
    ],
)
def test_the_whole_column_decides_how_its_days_are_read(look, cells, expected):
    rows = [f"{cell};Acto {number}" for number, cell in enumerate(cells)]

    found = look("Fecha;Título", *rows)

    assert (days(found), found.question, told(found)) == (expected, "", [])


def test_where_nothing_decides_it_is_asked_and_nothing_is_stored_before(store, look):
    table = ("Fecha;Título", "03/04/2027;Feria", "05/05/2027;Verbena")

    asked = look(*table)

    assert asked.question == (
        "«03/04/2027» puede ser el 3 de abril de 2027 o el 4 de marzo de 2027,"
        " y la tabla no dice cuál."
    )
    with store.change(Topic.CALENDAR) as db, pytest.raises(InvalidValue, match="puede ser"):
        arriving.store(db, asked)
    assert days(look(*table, day_first=True))[0] == date(2027, 4, 3)
    assert days(look(*table, day_first=False))[0] == date(2027, 3, 4)


def test_rows_that_make_no_sense_are_named_and_the_rest_arrives(look):
    found = look(
        "Fecha;Hora;Título",
        "31/02/2027;10:00;No existe",
        "25/12/2026;26:00;A las 26",
        "25/12/2026;10:00;",
        ";;",
        "mayo de 2027;;En mayo",
        "hoy;;Hoy",
        "26/12/2026;17:30;Cuento",
        ";;Sin día",
    )

    assert [arrival.item.title for arrival in found.new] == ["Cuento", "Sin día"]
    assert [arrival.item.state for arrival in found.new] == [ItemState.PLANNED, ItemState.IDEA]
    assert told(found) == [
        "Línea 2, «No existe»: «31/02/2027» no es un día, leído como el resto de su columna.",
        "Línea 3, «A las 26»: «26:00» no es una hora.",
        "Línea 4: no tiene título.",
        "Línea 6, «En mayo»: «mayo de 2027» no es un día, leído como el resto de su columna.",
        "Línea 7, «Hoy»: «hoy» no es un día, leído como el resto de su columna.",
    ]


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("18:30", time(18, 30)),
        ("9.05 h", time(9, 5)),
        ("10 h", time(10)),
        ("6:30 PM", time(18, 30)),
        ("12 a. m.", time(0)),
        ("18:30:00", time(18, 30)),
        ("0,75", time(18)),
    ],
)
def test_hours_are_read_as_other_countries_and_spreadsheets_write_them(look, cell, hour):
    (arrival,) = look("Fecha;Hora;Título", f"25/12/2026;{cell};Misa").new

    assert arrival.item.hour == hour


def test_the_same_row_twice_is_there_once_and_a_new_text_is_a_change(store, look, items):
    found = look(
        "Fecha;Hora;Título;Texto;Estado",
        "01/12/2026;18:00;=1+1 y «AGUA»;Ya hay agua.;Idea",
        "25/12/2026;10:00;Misa;;",
        "25/12/2026;10:00;misa;;",
    )

    assert [arrival.item.title for arrival in found.new] == ["Misa"]
    ((before, after),) = found.changed
    assert (before.id, before.state) == (after.id, after.state)
    assert after.text(None, "es") == "Ya hay agua."
    assert told(found) == ["Línea 4, «misa»: está dos veces en el archivo; solo cuenta la primera."]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("Kilos;Litros", "1;2"), "Ninguna columna"),
        (("<html><body>Entre</body></html>",), "página web"),
    ],
)
def test_what_is_no_such_table_is_one_sentence(look, lines, said):
    with pytest.raises(ImportTrouble, match=said):
        look(*lines)


def test_a_link_that_would_run_something_is_left_out(look):
    found = look(
        "Fecha;Título;Enlace", "25/12/2026;A;javascript:alert(1)", "25/12/2026;B;ejemplo.org/b"
    )

    assert [arrival.item.link for arrival in found.new] == ["", "ejemplo.org/b"]
