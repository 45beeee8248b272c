from datetime import date

import pytest

from core.days import checked_day, shown
from core.errors import InvalidValue


@pytest.mark.parametrize(
    "typed", ["24/11/2026", "24-11-26", "24.11.2026", "2026-11-24", " 24 11 26"]
)
def test_a_day_is_understood_as_people_type_it(typed: str) -> None:
    assert checked_day(typed) == date(2026, 11, 24)


def test_nothing_is_no_day() -> None:
    assert checked_day("  ") is None
    assert shown(None) == ""


@pytest.mark.parametrize(
    "typed", ["31/02/2027", "mañana", "1/1/100", "1/1/9999", "11/24/2026", "2026", "0/0/0000"]
)
def test_what_is_no_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(InvalidValue, match="31/01/2027"):
        checked_day(typed)


def test_what_is_shown_is_understood_again() -> None:
    assert checked_day(shown(date(2027, 3, 5))) == date(2027, 3, 5)
