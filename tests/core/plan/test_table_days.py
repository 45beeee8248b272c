"""Days are understood as every export and every office writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan.table_days import looks_like_day, read_days

FIRST = date(2026, 11, 1)


def read(cell: str) -> date | None:
    return read_days([cell]).days[0]


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-01",
        "2026-11-01T00:00:00",
        "2026-11-01 00:00:00+0000",
        "2026/11/1",
        "20261101",
        "1 nov 2026",
        "1 nov. 2026",
        "1-nov-26",
        "Nov 1, 2026",
        "Nov 1, 2026 3:45 PM",
        "Sun, Nov 1, 2026",
        "1st November 2026",
        "1 de noviembre de 2026",
        "domingo, 1 de noviembre de 2026",
        "1 de novembre de 2026",
        "1 de novembro de 2026",
        " 1 NOV 2026 ",
    ],
)
def test_a_day_is_a_day_in_figures_and_in_words(cell: str) -> None:
    assert read(cell) == FIRST
    assert looks_like_day(cell)


@pytest.mark.parametrize(
    "cell",
    ["2026-10", "2026/10", "10/2026", "octubre 2026", "Octubre de 2026", "oct-26", "Oct 2026"],
)
def test_a_month_alone_is_its_last_day(cell: str) -> None:
    assert read(cell) == date(2026, 10, 31)


def test_an_abbreviated_tuesday_is_not_march() -> None:
    assert read("mar. 3 nov. 2026") == date(2026, 11, 3)
    assert read("3 mar 2026") == date(2026, 3, 3)


@pytest.mark.parametrize(
    "cell",
    [
        *("", "-", "Total", "2026", "1234", "61,5", "31/02/2026", "mayo", "3 nov", "1,5 mil"),
        *("x" * 900, "99999999999999 marzo 2026", "5 marzo 99999999999"),
    ],
)
def test_what_is_no_day_is_none(cell: str) -> None:
    assert read(cell) is None
    assert not looks_like_day(cell)


def test_one_day_after_the_twelfth_shows_that_the_day_comes_first() -> None:
    found = read_days(["01/11/2026", "02/11/2026", "13/11/2026"])
    assert found.days == (date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 13))
    assert not found.ambiguous


def test_one_day_after_the_twelfth_shows_that_the_month_comes_first() -> None:
    found = read_days(["11/01/2026", "11/02/2026", "11/13/2026"])
    assert found.days == (date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 13))
    assert not found.ambiguous


def test_where_nothing_shows_it_the_day_comes_first_and_it_is_said() -> None:
    found = read_days(["01/11/2026", "02/11/2026"])
    assert found.days[0] == FIRST
    assert found.ambiguous == "01/11/2026"


def test_a_day_equal_to_its_month_is_not_ambiguous() -> None:
    assert not read_days(["11/11/2026"]).ambiguous


def test_in_a_column_with_the_month_first_a_day_that_does_not_fit_is_none() -> None:
    found = read_days(["11/13/2026", "11/14/2026", "15/11/2026"])
    assert found.days == (date(2026, 11, 13), date(2026, 11, 14), None)


@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1))
def test_iso_days_come_back_as_they_are(days: list[date]) -> None:
    assert read_days([day.isoformat() for day in days]).days == tuple(days)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    assert (read(text) is not None) == looks_like_day(text)
