from datetime import date, time

import pytest

from core.days import checked_day, checked_hour, shown
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


@in_turn("typed", ["31/02/2027", "mañana", "1/1/100", "1/1/9999", "11/24/2026", "2026", "0/0/0000"])
def test_what_is_no_day_is_refused_in_words(typed):
    with pytest.raises(InvalidValue, match="31/01/2027"):
        checked_day(typed)


def test_what_is_shown_is_understood_again():
    assert checked_day(shown(date(2027, 3, 5))) == date(2027, 3, 5)


@pytest.mark.parametrize("typed", ["9:05", "09.05", "905", " 9 h 05 ", "9:05 h"])
def test_an_hour_is_understood_as_people_type_it(typed):
    assert checked_hour(typed) == time(9, 5)


def test_nothing_is_no_hour():
    assert checked_hour(" ") is None


@pytest.mark.parametrize("typed", ["24:00", "12:60", "nueve", "9", "9:5"])
def test_what_is_no_hour_is_refused_in_words(typed):
    with pytest.raises(InvalidValue, match="22:00"):
        checked_hour(typed)
