"""Dates of feeds are read as whoever wrote them meant."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.mentions.feeds import dates
from tests.core.in_turn import in_turn

NOW = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@in_turn(
    "text, meant",
    [
        ("Mon, 10 Aug 2026 06:41:05 GMT", utc(2026, 8, 10, 6, 41, 5)),
        ("10 Aug 2026 06:41 +0000", utc(2026, 8, 10, 6, 41)),
        ("Mon, 10 Aug 2026 06:41:05 +0200", utc(2026, 8, 10, 4, 41, 5)),
        ("Mon, 10 Aug 26 06:41:05 EST", utc(2026, 8, 10, 11, 41, 5)),
        ("2026-08-10T06:41:05Z", utc(2026, 8, 10, 6, 41, 5)),
        ("2026-08-10T06:41:05.123+02:00", utc(2026, 8, 10, 4, 41, 5)),
        ("2026-08-10 06:41:05 -0300", utc(2026, 8, 10, 9, 41, 5)),
        ("August 10, 2026 6:41 PM UTC", utc(2026, 8, 10, 18, 41)),
        ("Aug 10, 2026 12:05 AM UTC", utc(2026, 8, 10, 0, 5)),
        ("Mon Aug 10 2026 06:41:05 GMT+0200 (CEST)", utc(2026, 8, 10, 4, 41, 5)),
    ],
)
def test_dates_by_the_standards(text, meant):
    assert dates.read(text) == meant


@in_turn(
    "text",
    [
        "lun, 10 ago 2026 06:41 +0000",
        "lunes, 10 de agosto de 2026, 6:41 UTC",
        "dl., 10 d’ag. 2026 06:41 GMT",
        "dilluns, 10 d'agost de 2026 a les 06:41 GMT",
        "luns, 10 de agosto de 2026 06h41 UTC",
        "al., 2026 abu. 10 06:41 +0000",
        "2026ko abuztuaren 10a 06:41 UTC",
        "Seg, 10 Ago 2026 03:41:00 -0300",
        "mar, 10 ago 2026 08:41 CEST",
        "10/08/2026 06:41 GMT",
        "10.08.2026 06:41:00 Z",
    ],
)
def test_dates_in_the_languages_of_spain_and_in_portuguese(text):
    assert dates.read(text) == utc(2026, 8, 10, 6, 41)


@in_turn(
    "names, month",
    [
        ("ene enero gen. gener xan. xaneiro urt. urtarrila Jan janeiro January", 1),
        ("feb febrero febr. febrer febreiro ots. otsaila Fev fevereiro February", 2),
        ("mar marzo març martxoa março March", 3),
        ("abr abril api. apirila April", 4),
        ("may mayo maig maio maiatza May", 5),
        ("jun junio juny xuño xuñ. eka. ekaina junho June", 6),
        ("jul julio juliol xullo uzt. uztaila julho July", 7),
        ("ago agosto ag. agost abu. abuztua August", 8),
        ("sep sept. septiembre set. setembre setembro ira. iraila September", 9),
        ("oct octubre out. outubro urr. urria October", 10),
        ("nov noviembre novembre novembro aza. azaroa November", 11),
        ("dic diciembre des. desembre decembro abe. abendua dez. dezembro December", 12),
    ],
)
def test_every_month_is_known_by_its_names(names, month):
    read = {name: dates.read(f"3 {name} 2026 12:00 UTC") for name in names.split()}
    assert read == dict.fromkeys(names.split(), utc(2026, month, 3, 12, 0))


@pytest.mark.parametrize(
    ("text", "month"),
    [("mar, 3 mar 2026 12:00 UTC", 3), ("martes 3 de noviembre de 2026 12:00 UTC", 11)],
)
def test_a_tuesday_is_not_taken_for_march(text, month):
    assert dates.read(text) == utc(2026, month, 3, 12, 0)


def test_numbers_are_day_and_month_in_that_order():
    assert dates.read("12-01-2026 00:00 UTC") == utc(2026, 1, 12)
    assert dates.read("01/25/2026 00:00 UTC") == utc(2026, 1, 25)


@in_turn(
    "text, meant",
    [
        ("2026-01-12T10:00:00", utc(2026, 1, 12, 9, 0)),
        ("12-08-2026 10:00", utc(2026, 8, 12, 8, 0)),
        ("12 de agosto de 2026", utc(2026, 8, 11, 22, 0)),
        ("2026-03-29 01:59", utc(2026, 3, 29, 0, 59)),
        ("2026-03-29 03:00", utc(2026, 3, 29, 1, 0)),
        ("2026-10-25 01:59", utc(2026, 10, 24, 23, 59)),
        ("2026-10-25 03:00", utc(2026, 10, 25, 2, 0)),
    ],
)
def test_without_a_zone_it_is_the_time_of_mainland_spain(text, meant):
    assert dates.read(text) == meant


@in_turn(
    "zone, hour",
    [
        *(("Z", 10), ("UT", 10), ("UTC", 10), ("GMT", 10), ("WET", 10)),
        *(("CET", 9), ("MET", 9), ("MEZ", 9), ("BST", 9), ("WEST", 9)),
        *(("CEST", 8), ("MEST", 8), ("MESZ", 8)),
        *(("BRT", 13), ("ART", 13), ("EDT", 14), ("EST", 15), ("CDT", 15), ("CST", 16)),
        *(("PDT", 17), ("PST", 18)),
    ],
)
def test_zones_are_known_by_their_letters(zone, hour):
    assert dates.read(f"12 Aug 2026 10:00 {zone}") == utc(2026, 8, 12, hour, 0)


@in_turn(
    "text",
    [
        "",
        "ayer",
        "hace 3 horas",
        "31 de febrero de 2026",
        "2026-13-40",
        "12:30",
        "9" * 200,
        "99-99-9999",
        "10 May 99999999999999999999",
        "102026999931/02/26May",
        "10 May 02026",
        "10 May 0000",
        "99999999999999999999 de mayo de 2026",
    ],
)
def test_what_is_no_date_gives_none(text):
    assert dates.read(text) is None


@given(
    st.datetimes(datetime(1996, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001 - the zone is drawn below
    st.integers(-12 * 4, 14 * 4),
)
def test_any_moment_written_by_a_standard_comes_back(moment, quarters):
    zone = timezone(timedelta(minutes=15 * quarters))
    aware = moment.replace(microsecond=0, tzinfo=zone)

    assert dates.read(aware.isoformat()) == aware
    assert dates.read(format_datetime(aware)) == aware


ODD = ("0", "00", "7", "10", "26", "226", "0000", "2026", "99999999999999999999", "-9", "١٢", "²")
WORDS = ("may", "lun", "mar", "ago", "de", "z", "pm", "23:59", "24:99", "+99:99", "-0000", "/", ".")
PIECES = st.sampled_from([*ODD, *WORDS, " ", "-", ":"])


@given(
    st.text(max_size=60)
    | st.text("0123456789:-/. TZmarago", max_size=30)
    | st.lists(PIECES, max_size=8).map(" ".join)
    | st.lists(PIECES, max_size=8).map("".join)
)
@example("10 May 99999999999999999999")
@example("1 ene 1 00:00 +2359")
@example("31 dic 9999 23:59 -2359")
def test_no_text_is_too_odd_to_be_read(text):
    found = dates.read(text)
    assert found is None or found.tzinfo is UTC


# Which one to believe


def test_the_date_of_publication_comes_before_that_of_the_last_change():
    first, second = NOW - timedelta(days=3), NOW - timedelta(hours=1)
    assert dates.best([first, second], NOW) == first
    assert dates.best([None, second], NOW) == second


def test_a_moment_of_the_wrong_zone_is_now_and_never_later():
    assert dates.best([NOW + timedelta(hours=24)], NOW) == NOW
    assert dates.best([NOW + timedelta(hours=25)], NOW) is None


def test_a_date_in_the_future_is_not_believed():
    assert dates.best([NOW + timedelta(days=2)], NOW) is None
    assert dates.best([NOW + timedelta(days=2), NOW - timedelta(days=1)], NOW) == NOW - timedelta(
        days=1
    )


def test_an_old_date_yields_to_a_near_one_and_is_better_than_none():
    old, near = utc(2012, 1, 20), utc(2026, 11, 20)
    assert dates.best([old, near], NOW) == near
    assert dates.best([old, None], NOW) == old


@pytest.mark.parametrize(("days", "believed"), [(731, 731), (732, 3)])
def test_a_date_is_old_after_two_years(days, believed):
    found = dates.best([NOW - timedelta(days=days), NOW - timedelta(days=3)], NOW)

    assert found == NOW - timedelta(days=believed)


@pytest.mark.parametrize("absurd", [utc(1970, 1, 1), utc(1, 1, 1)])
def test_an_empty_clock_is_not_believed(absurd):
    assert dates.best([absurd], NOW) is None
