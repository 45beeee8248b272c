"""Calendars of other programs: the same hours on both sides, and nothing doubled or lost."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject

from core.calendar import arriving, exchange, records
from core.calendar.model import CalendarItem, ItemState, ItemText, SeriesKind
from core.errors import FileTrouble, ImportTrouble
from core.plan.kinds import UseName
from core.store import Topic
from core.town import records as towns

TODAY = date(2026, 11, 24)
MARKET = CalendarItem(
    "Mercado, con puestos; y «música»",
    day=date(2027, 3, 27),
    hour=time(9, 30),
    state=ItemState.READY,
    use=UseName.EVENTS,
    place="Plaza de España",
    link="https://example.org/mercado",
    texts=(ItemText("es", "Sábado,\nde 9 a 14 h. 🎉"),),
)


def add(store, *items):
    with store.change(Topic.CALENDAR) as db:
        return [records.add(db, item) for item in items]


def every(store):
    with store.read() as connection:
        return records.every(connection)


@pytest.fixture
def export(store, tmp_path):
    """Write the calendar and read it with another library than the one that wrote it."""

    def run():
        path = tmp_path / "calendario.ics"
        with store.read() as connection:
            exchange.write(connection, records.every(connection), path, store.clock.now())
        return vobject.readOne(path.read_bytes().decode()), path

    return run


@pytest.fixture
def look(store, tmp_path):
    """What importing these lines would do."""

    def run(*lines: str | bytes | Path):
        path = tmp_path / "otro.ics"
        if isinstance(lines[0], Path):
            path = lines[0]
        else:
            texts = [line if isinstance(line, bytes) else line.encode() for line in lines]
            whole = [b"BEGIN:VCALENDAR", b"VERSION:2.0", *texts, b"END:VCALENDAR", b""]
            path.write_bytes(b"\r\n".join(whole))
        with store.read() as connection:
            return exchange.look(connection, path, TODAY)

    return run


@pytest.fixture
def take(store, look):
    """Import these lines."""

    def run(*lines):
        found = look(*lines)
        with store.change(Topic.CALENDAR) as db:
            arriving.store(db, found)
        return found

    return run


def event(*lines: str, uid: str = "1", title: str = "Partido") -> str:
    named = [f"UID:{uid}"] if uid else []
    return "\r\n".join(("BEGIN:VEVENT", *named, f"SUMMARY:{title}", *lines, "END:VEVENT"))


def when(items):
    return [(item.day, item.hour) for item in items]


def test_the_hours_are_the_same_on_both_sides_of_the_change_to_summer_time(store, export):
    add(store, MARKET, replace(MARKET, day=date(2027, 3, 28)))

    found, _path = export()

    first, second = found.vevent_list
    assert (first.summary.value, first.location.value) == (MARKET.title, MARKET.place)
    assert (first.description.value, first.url.value) == (MARKET.texts[0].text, MARKET.link)
    assert first.categories.value == ["Actos: antes, durante y después"]
    assert first.status.value == "CONFIRMED"
    starts = [first.dtstart.value, second.dtstart.value]
    assert [f"{start:%Y-%m-%d %H:%M %z}" for start in starts] == [
        "2027-03-27 09:30 +0100",
        "2027-03-28 09:30 +0200",
    ]
    assert found.vtimezone.tzid.value == "Europe/Madrid"


@pytest.mark.parametrize("hour", [time(2, 30), time(3)])
def test_an_hour_that_the_change_of_time_takes_or_gives_twice_comes_back_as_it_was(
    store, export, look, hour
):
    days = (date(2027, 3, 28), date(2027, 10, 31))
    add(store, *(replace(MARKET, day=day, hour=hour) for day in days))

    _found, path = export()

    assert len(look(path).same) == 2


def test_on_the_canary_islands_it_is_their_hour(store, export):
    with store.change(Topic.TOWN) as db:
        towns.update(db, region="Canarias")
    add(store, MARKET)

    found, _path = export()

    start = found.vevent.dtstart.value
    assert start.astimezone(ZoneInfo("Europe/Madrid")).hour == 10
    assert found.vtimezone.tzid.value == "Atlantic/Canary"


def test_the_state_is_told_and_only_what_will_go_out_has_an_alarm(store, export):
    add(store, *(replace(MARKET, title=state, state=ItemState(state)) for state in ItemState))

    found, _path = export()

    told = {item.summary.value: item.status.value for item in found.vevent_list}
    assert told["idea"] == told["held"] == "TENTATIVE"
    assert told["dropped"] == "CANCELLED"
    assert told["published"] == "CONFIRMED"
    alarms = {item.summary.value for item in found.vevent_list if "valarm" in item.contents}
    assert alarms == {"planned", "ready"}


def test_without_an_hour_it_is_for_the_whole_day_and_without_a_day_it_stays_here(store, export):
    add(store, CalendarItem("Mercado", day=MARKET.day), CalendarItem("Algún día"))

    found, _path = export()

    (only,) = found.vevent_list
    assert only.dtstart.value == MARKET.day
    assert set(only.contents) == {"uid", "dtstamp", "dtstart", "summary", "status"}


def test_its_name_is_the_same_in_every_export_and_in_that_of_where_it_came_from(
    store, export, take
):
    (item_id,) = add(store, MARKET)
    take(event("DTSTART;VALUE=DATE:20270101", uid="liga-7@club"))

    first, _path = export()
    with store.change(Topic.CALENDAR) as db:
        there = records.one(db.conn, item_id)
        records.save(db, replace(there, title="Mercadillo", day=date(2027, 4, 3)))
    second, _path = export()

    assert {item.uid.value for item in first.vevent_list} == {
        item.uid.value for item in second.vevent_list
    }
    assert "liga-7@club" in {item.uid.value for item in second.vevent_list}


def test_what_was_written_and_changed_elsewhere_comes_back_as_a_change(store, export, look):
    add(store, MARKET, replace(MARKET, title="Feria", state=ItemState.IDEA))
    _found, path = export()
    path.write_bytes(path.read_bytes().replace(b"20270327T093000", b"20270328T100000", 1))

    found = look(path)

    assert not found.new
    assert not found.refused
    ((before, after),) = found.changed
    assert when([before, after]) == [(MARKET.day, MARKET.hour), (date(2027, 3, 28), time(10))]
    assert (after.state, after.texts) == (before.state, before.texts)


def test_an_event_arrives_as_an_idea_on_the_clock_of_the_town(take, store):
    found = take(
        event(
            "DTSTART;TZID=Europe/London:20270501T200000",
            "DTEND;TZID=Europe/London:20270501T220000",
            "DESCRIPTION:<p>Final de <b>copa</b></p><p>Entrada&nbsp\\; libre</p>",
            "LOCATION:Campo municipal",
            "URL:javascript:alert(1)",
            "CATEGORIES:Otra,Actos: antes\\, durante y después",
        ),
        event("DTSTART:20270328T003000Z", uid="2", title="En UTC"),
        event("DTSTART;TZID=Tokyo Standard Time:20270328T003000", uid="3", title="De Windows"),
        event("DTSTART:20270102T120000", uid="4", title="Sin zona"),
    )

    assert [problem.sentence for problem in found.refused] == [
        "Línea 3, «Partido»: su enlace no es una página web; se deja fuera."
    ]
    plain, windows, utc, final = every(store)
    assert when([final, utc]) == [
        (date(2027, 5, 1), time(21)),
        (date(2027, 3, 28), time(1, 30)),
    ]
    assert when([windows, plain]) == [
        (date(2027, 3, 27), time(16, 30)),
        (date(2027, 1, 2), time(12)),
    ]
    assert (final.state, final.place, final.link) == (ItemState.IDEA, "Campo municipal", "")
    assert final.texts == (ItemText("es", "Final de copa\nEntrada libre"),)
    assert final.use is UseName.EVENTS


def test_read_again_it_is_updated_and_what_was_done_with_it_here_stays(take, store):
    take(event("DTSTART:20270102T120000"))
    (there,) = every(store)
    text = ItemText("es", "Vamos a animar.")
    with store.change(Topic.CALENDAR) as db:
        records.save(db, replace(there, state=ItemState.READY, texts=(text,)))

    assert len(take(event("DTSTART:20270102T120000")).same) == 1
    found = take(event("DTSTART:20270103T173000", title="Partido aplazado"))

    assert len(found.changed) == 1
    (now,) = every(store)
    assert (now.title, now.day, now.hour) == ("Partido aplazado", date(2027, 1, 3), time(17, 30))
    assert (now.state, now.texts) == (ItemState.READY, (text,))


@pytest.mark.parametrize(
    ("start", "asked"), [("20270102T173000", date(2026, 12, 1)), ("20270103T120000", None)]
)
def test_whoever_confirmed_a_day_is_asked_again_only_for_another(take, store, start, asked):
    take(event("DTSTART:20270102T120000"))
    with store.change(Topic.CALENDAR) as db:
        records.save(db, replace(every(store)[0], confirmed_on=date(2026, 12, 1)))

    take(event(f"DTSTART:{start}"))

    assert every(store)[0].confirmed_on == asked


def test_what_was_published_is_not_rewritten(take, store):
    take(event("DTSTART:20270102T120000"))
    (there,) = every(store)
    with store.change(Topic.CALENDAR) as db:
        records.save(db, replace(there, state=ItemState.PUBLISHED))

    assert not take(event("DTSTART:20270103T173000")).changed
    assert every(store)[0].day == date(2027, 1, 2)


def test_the_same_event_of_two_calendars_is_there_once(take, store):
    take(event("DTSTART:20270102T120000", uid="club-1"))

    assert len(take(event("DTSTART:20270102T120000", uid="diputacion-9")).same) == 1
    assert [item.uid for item in every(store)] == ["club-1"]


def test_what_another_calendar_calls_alike_is_put_beside_it_and_told(take, store):
    take(event("DTSTART:20270601T100000", uid="1@agenda", title="Excursión del colegio"))
    match = event("DTSTART:20270602T120000", uid="1@agenda", title="Partido de ida")

    found = take(match)

    assert [problem.sentence for problem in found.refused] == [
        (
            "Línea 3, «Partido de ida»: «Excursión del colegio», de otro calendario, tiene el mismo"
            " identificador; esta se añade aparte."
        )
    ]
    assert [item.title for item in every(store)] == ["Excursión del colegio", "Partido de ida"]
    again = take(match)
    assert ([item.title for item in again.same], again.refused) == (["Partido de ida"], ())


def test_two_events_with_one_name_in_a_file_are_told(look):
    found = look(event("DTSTART:20270102T120000"), event("DTSTART:20270505T120000", title="Baile"))

    assert [arrival.item.title for arrival in found.new] == ["Partido"]
    assert [problem.sentence for problem in found.refused] == [
        "Línea 8, «Baile»: está dos veces en el archivo; solo cuenta la primera."
    ]


def test_what_comes_every_week_without_end_comes_for_a_year_as_one_series(take, store):
    found = take(
        event(
            "DTSTART;TZID=Europe/Madrid:20150908T180000",
            "RRULE:FREQ=WEEKLY;BYDAY=TU",
            "EXDATE;TZID=Europe/Madrid:20261201T180000",
            title="Coro",
        ),
        event(
            "DTSTART;TZID=Europe/Madrid:20261216T190000",
            "RECURRENCE-ID:20261215T170000Z",
            title="Coro, concierto",
        ),
        event(
            "DTSTART;TZID=Europe/Madrid:20261222T180000",
            "RECURRENCE-ID;TZID=Europe/Madrid:20261222T180000",
            "STATUS:CANCELLED",
            title="Coro",
        ),
    )

    assert [problem.sentence for problem in found.refused] == [
        "Línea 3, «Coro»: se repite sin fin; se apunta hasta el 23/11/2027."
    ]
    items = every(store)
    assert when(items[:4]) == [
        (date(2026, 11, 24), time(18)),
        (date(2026, 12, 8), time(18)),
        (date(2026, 12, 16), time(19)),
        (date(2026, 12, 29), time(18)),
    ]
    assert items[-1].day == date(2027, 11, 23)
    assert {item.hour for item in items if item.title == "Coro"} == {time(18)}
    (number,) = {item.series_id for item in items}
    with store.read() as connection:
        series = records.series(connection, number)
    assert (series.kind, series.title) == (SeriesKind.IMPORTED, "Coro")
    assert series.rule == "FREQ=WEEKLY;BYDAY=TU"


def test_read_again_a_series_takes_its_new_days_in(take, store):
    weekly = "RRULE:FREQ=WEEKLY;COUNT="
    take(event("DTSTART:20270104T180000", weekly + "2"))

    found = take(event("DTSTART:20270104T180000", weekly + "3"))

    assert (len(found.same), len(found.new)) == (2, 1)
    assert len({item.series_id for item in every(store)}) == 1


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (("DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=MONTHLY;UNTIL=20270301"), 3),
        (("DTSTART:20270101T100000Z", "RRULE:FREQ=DAILY;UNTIL=20270103T100000Z"), 3),
        (("DTSTART;VALUE=DATE:20270101", "RDATE;VALUE=DATE:20270107,20270109"), 3),
        (("DTSTART;VALUE=DATE:20160229", "RRULE:FREQ=YEARLY"), 0),
        (("DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"), 0),
        (("DTSTART:20270101T100000", "RRULE:FREQ=SECONDLY"), 1),
        (("DTSTART:20270101T100000", "RRULE:FREQ=DAILY;INTERVAL=0"), 1),
        (("DTSTART:20270101T100000", "RRULE:FREQ=DAILY;BYHOUR=9,10,11"), 1),
        (("DTSTART:20270101T100000", "RRULE:FREQ=OFTEN"), 1),
        (("DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z"), 2),
        (("DTSTART:19000101T100000", "RRULE:FREQ=DAILY;INTERVAL=2"), 183),
    ],
)
def test_every_rule_has_an_end(look, lines, days):
    found = look(event(*lines))

    assert len(found.new) == days
    rule = lines[-1]
    ends = "RDATE" in rule or ("UNTIL" in rule and "9999" not in rule)
    assert bool(found.refused) is not ends


def test_what_lasts_several_days_says_until_when(take, store):
    take(
        event("DTSTART;VALUE=DATE:20270814", "DTEND;VALUE=DATE:20270817", title="Fiestas"),
        event("DTSTART:20270814T220000", "DTEND:20270815T050000", uid="2", title="Verbena"),
        event("DTSTART;VALUE=DATE:20270818", "DTEND;VALUE=DATE:20270819", uid="3", title="Resaca"),
    )

    notes = {item.title: item.note for item in every(store)}
    assert notes == {
        "Fiestas": "Hasta el 16/08/2027.",
        "Verbena": "Hasta el 15/08/2027 05:00.",
        "Resaca": "",
    }


def test_what_is_broken_is_named_by_its_line_and_the_rest_arrives(look):
    found = look(
        event("DTSTART;VALUE=DATE:20270231", uid="1", title="Treinta y uno de febrero"),
        event("DTSTART:20270101T250000", uid="2", title="A las 25"),
        event(uid="3", title="Sin día"),
        event("DTSTART;VALUE=DATE:20270101", uid="4", title=""),
        event("DTSTART;VALUE=DATE:20270101", "esto no es nada", uid="5", title="Con línea rota"),
        event("DTSTART;TZID=Marte:20270101T100000", uid="6", title="De Marte"),
        event("DTSTART;VALUE=DATE:00010101", uid="8", title="Del año 1"),
        event("DTSTART:99991231T235959Z", uid="9", title="Del año 9999"),
        event("DTSTART;TZID=Europe:20270101T100000", uid="12", title="De toda Europa"),
        "BEGIN:VEVENT\r\nUID:10\r\nSUMMARY:Sin final\r\nDTSTART;VALUE=DATE:20270105",
        event("DTSTART;VALUE=DATE:20270106", uid="11", title="El último"),
    )

    assert [arrival.item.title for arrival in found.new] == [
        "Con línea rota", "De Marte", "Sin final", "El último"
    ]  # fmt: skip
    told = [problem.sentence for problem in found.refused]
    assert told[0] == "Línea 3, «Treinta y uno de febrero»: su día o su hora no existe."
    assert [sentence.partition("»")[0].partition("«")[2] for sentence in told] == [
        "Treinta y uno de febrero", "A las 25", "Sin día", "", "Con línea rota",
        "Del año 1", "Del año 9999", "", "De Marte",
    ]  # fmt: skip
    assert "«De Marte»: no se conoce su zona horaria, Marte" in told[-1]


def test_what_is_cancelled_there_is_dropped_here_and_not_brought_in(take, store, export):
    line = "DTSTART;VALUE=DATE:20270101"
    take(event(line), event(line, uid="2", title="Baile"))

    found = take(
        event(line, "STATUS:CANCELLED"), event(line, "STATUS:CANCELLED", uid="3", title="Misa")
    )

    assert [(before.title, after.state) for before, after in found.changed] == [
        ("Partido", ItemState.DROPPED)
    ]
    assert [problem.sentence for problem in found.refused] == [
        "Línea 9, «Misa»: allí está anulado; no se trae."
    ]
    assert {item.title: item.state for item in every(store)} == {
        "Partido": ItemState.DROPPED,
        "Baile": ItemState.IDEA,
    }
    _calendar, path = export()
    assert not take(path).refused


def test_a_file_that_only_cancels_drops_what_it_names_with_or_without_a_title(take, store):
    line = "DTSTART;VALUE=DATE:20270101"
    take(event(line), event(line, uid="2", title="Baile"))

    found = take("METHOD:CANCEL", event(line), event(line, uid="2", title=""))

    assert not found.refused
    assert {item.title: item.state for item in every(store)} == {
        "Partido": ItemState.DROPPED,
        "Baile": ItemState.DROPPED,
    }


def test_one_time_of_what_repeats_is_cancelled_alone(take, store):
    weekly = event("DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=WEEKLY;COUNT=3", title="Coro")
    once = "RECURRENCE-ID;VALUE=DATE:20261208"
    take(weekly)

    take(
        weekly,
        event("DTSTART;VALUE=DATE:20261208", once, "STATUS:CANCELLED", title="Coro"),
    )

    states = [item.state for item in every(store)]
    assert states == [ItemState.IDEA, ItemState.DROPPED, ItemState.IDEA]


def test_what_is_too_long_is_shortened_and_told(look):
    found = look(event("DTSTART:20270101T100000", "DESCRIPTION:" + "a" * 10_000, title="T" * 500))

    (arrival,) = found.new
    assert (len(arrival.item.title) <= 120, len(arrival.item.texts[0].text)) == (True, 5000)
    assert "es demasiado largo y se ha acortado" in found.refused[0].sentence


def test_five_thousand_events_are_read_and_more_are_one_sentence(look):
    day = "DTSTART;VALUE=DATE:20270101"
    events = [event(day, uid=str(number), title=f"Acto {number}") for number in range(5000)]

    assert len(look(*events).new) == 5000
    with pytest.raises(ImportTrouble, match=r"más de 5\D?000"):
        look(*events, event(day, uid="más"))
    daily = "RRULE:FREQ=DAILY"
    with pytest.raises(ImportTrouble, match=r"más de 5\D?000"):
        look(*(event(day, daily, uid=str(number)) for number in range(14)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "vac"),
        (b"<!DOCTYPE html><html>Entre con su cuenta</html>", "página web.*no un calendario"),
        (b"%PDF-1.7", "PDF"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "ning"),
    ],
)
def test_a_file_that_is_no_calendar_is_one_sentence(store, tmp_path, data, said):
    path = tmp_path / "otro.ics"
    path.write_bytes(data)

    with store.read() as connection, pytest.raises(ImportTrouble, match=said):
        exchange.look(connection, path, TODAY)


def test_old_encodings_are_read(take, store):
    take(event("DTSTART;VALUE=DATE:20270101", title="Año Nuevo en Ávila").encode("cp1252"))

    assert [item.title for item in every(store)] == ["Año Nuevo en Ávila"]


def test_another_ending_is_refused(store, tmp_path):
    with store.read() as connection, pytest.raises(FileTrouble, match=r"\.odt"):
        exchange.write(connection, [], tmp_path / "c.odt", datetime.now().astimezone())
