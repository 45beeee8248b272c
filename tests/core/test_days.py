import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

import core
from core import i18n
from core.days import (
    at_hour,
    before,
    brief_day,
    brief_day_of_year,
    brief_moment,
    brief_weekday,
    checked_day,
    checked_hour,
    day_and_time,
    hour_or_moment,
    lapse,
    long_day,
    moment_at,
    month_of_year,
    shown,
    weekday,
)
from core.errors import InvalidValue
from tests.core.in_turn import in_turn


@pytest.mark.parametrize(
    "typed", ["24/11/2026", "24-11-26", "24.11.2026", "2026-11-24", " 24 11 26"]
)
def test_a_day_is_understood_as_people_type_it(typed):
    assert checked_day(typed) == date(2026, 11, 24)


def test_nothing_is_no_day():
    assert checked_day("  ") is None
    assert shown(None) == ""


@in_turn(
    "typed",
    ["31/02/2027", "mañana", "1/1/100", "11/24/2026", "2026", "0/0/0000", "31/12/1899", "1/1/2200"],
)
def test_what_is_no_day_is_refused_in_words(typed):
    with pytest.raises(InvalidValue, match="31/01/2027"):
        checked_day(typed)


def test_what_is_shown_is_understood_again():
    for day in (date(2027, 3, 5), date(1900, 1, 1), date(2199, 12, 31)):
        assert checked_day(shown(day)) == day


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        *((typed, 5) for typed in ("9:05", "09.05", "905", " 9 h 05 ", "9:05 h", "9:05 horas")),
        *((typed, 0) for typed in ("9 h", "9h", "9 h.", "09 horas")),
    ],
)
def test_an_hour_is_understood_as_people_type_it(typed, minute):
    assert checked_hour(typed) == time(9, minute)


def test_nothing_is_no_hour():
    assert checked_hour(" ") is None


@pytest.mark.parametrize("typed", ["24:00", "12:60", "nueve", "9", "9:5"])
def test_what_is_no_hour_is_refused_in_words(typed):
    with pytest.raises(InvalidValue, match="22:00"):
        checked_hour(typed)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", ["24 de noviembre de 2026", "martes, 24 de noviembre", "noviembre de 2026", "mar"]),
        ("en", ["24 November 2026", "Tuesday 24 November", "November 2026", "Tue"]),
    ],
)
def test_a_day_is_said_in_one_way_on_screen_and_on_paper(language, said):
    day = date(2026, 11, 24)
    with i18n.language(language):
        assert [long_day(day), weekday(day), month_of_year(day), brief_weekday(day)] == said
        assert (brief_day(day).lower(), brief_day_of_year(day).lower()) == ("24 nov", "24 nov 2026")


@pytest.mark.parametrize(
    ("first", "spanish", "english"),
    [
        (date(2026, 11, 23), "23", "23"),
        (date(2026, 10, 30), "30 de octubre", "30 October"),
        (date(2025, 11, 23), "23 de noviembre de 2025", "23 November 2025"),
    ],
)
def test_of_two_days_what_they_share_is_said_with_the_last(first, spanish, english):
    last = date(2026, 11, 29)
    for language, said in (("es", spanish), ("en", english)):
        with i18n.language(language):
            assert before(last, first) == said


def test_every_day_and_month_has_its_own_name_in_both_languages():
    for language in i18n.LANGUAGES:
        with i18n.language(language):
            year = [date(2026, month, 1) for month in range(1, 13)]
            week = [date(2026, 11, 23) + timedelta(days=count) for count in range(7)]
            for name in (long_day, brief_day):
                assert len({name(day) for day in year}) == 12
            for name in (weekday, brief_weekday):
                assert len({name(day) for day in week}) == 7


def test_a_moment_is_told_by_its_day_and_its_hour_here():
    assert day_and_time(datetime(2026, 11, 24, 13, 32).astimezone()) == "24/11/2026 13:32"


def test_a_moment_beside_others_has_its_weekday_and_its_year_only_where_that_is_another():
    moment = datetime(2026, 11, 24, 13, 32).astimezone()
    assert brief_moment(moment, datetime(2026, 1, 2).astimezone()) == "mar, 24 nov, 13:32"
    assert brief_moment(moment, datetime(2027, 1, 2).astimezone()) == "mar, 24 nov 2026, 13:32"


def test_the_hour_of_another_day_is_told_with_its_day():
    moment = datetime(2026, 11, 24, 13, 32).astimezone()
    same, later = moment + timedelta(hours=2), moment + timedelta(days=1)
    assert [hour_or_moment(moment, now) for now in (same, later)] == [
        "13:32",
        "mar, 24 nov, 13:32",
    ]
    assert [at_hour(moment, now) for now in (same, later)] == [
        "a las 13:32",
        "el mar, 24 nov a las 13:32",
    ]


def test_a_day_beyond_those_that_windows_knows_has_a_moment_all_the_same():
    assert moment_at(date(1601, 1, 1), time(9)) == moment_at(date(1971, 1, 1), time(9))
    assert moment_at(date.max) == moment_at(date(2200, 1, 1))
    assert moment_at(date(2026, 11, 24), time(9, 30)).isoformat()[:16] == "2026-11-24T09:30"


def test_the_moment_of_a_day_is_taken_in_one_place_for_windows_refuses_some():
    taken = re.compile(r"combine\(.*\)\.astimezone\(\)")
    found = [
        path.name
        for folder in ("core", "desktop")
        for path in (Path(core.__file__).parents[1] / folder).rglob("*.py")
        if taken.search(path.read_text("utf-8"))
    ]
    assert found == ["days.py"]


def test_a_lapse_is_told_in_minutes_hours_or_days():
    minutes = [0, 18, 60, 80, 47 * 60 + 59, 51 * 60]
    said = [lapse(timedelta(minutes=count)) for count in minutes]
    assert said == ["0 min", "18 min", "1 h", "1 h 20 min", "47 h 59 min", "2 d 3 h"]
