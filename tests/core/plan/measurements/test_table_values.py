"""Days and figures are understood as exports and offices write them; what leaves doubt is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import i18n
from core.numbers import number
from core.plan.measurements.table_values import (
    is_day,
    is_figure,
    is_nothing,
    read_days,
    read_figures,
)

FIRST, SECOND, THIRTEENTH = date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 13)


def days(*cells: str) -> tuple[date | None, ...]:
    return read_days(cells).values


def figures(*cells: str) -> tuple[float | None, ...]:
    return read_figures(cells).values


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11-01", "2026-11-01T00:00:00", "2026-11-01 00:00:00+0000", "2026/11/1"),
        *("20261101", "01/11/26 10:30", "domingo 1/11/2026", "01.11.2026"),
        *("1 nov 2026", "1 nov. 2026", "1-nov-26", " 1 NOV 2026 ", "1 de noviembre de 2026"),
        *("Nov 1, 2026", "Nov 1, 2026 3:45 PM PST", "Sun, Nov 1, 2026", "1st November 2026"),
        *("domingo, 1 de noviembre de 2026", "1 de novembre de 2026", "1 de novembro de 2026"),
    ],
)
def test_a_day_is_a_day_in_figures_and_in_words(cell):
    assert days(cell) == (FIRST,)


@pytest.mark.parametrize(
    "cell",
    ["2026-10", "2026/10", "10/2026", "octubre 2026", "Octubre de 2026", "oct-26", "Oct 2026"],
)
def test_a_month_alone_is_its_last_day(cell):
    assert days(cell) == (date(2026, 10, 31),)


@pytest.mark.parametrize(
    "cell",
    [
        *("", "-", "Total", "2026", "1234", "61,5", "31/02/2026", "mayo", "3 nov", "1.2.3"),
        *("T3 2026", "may 26", "7 de 10 de 2026", "1/9/2026 - 7/9/2026", "2026-11-01 - 2026-11-07"),
        *("x" * 900, "99999999999999 marzo 2026", "5 marzo 99999999999"),
    ],
)
def test_what_is_no_day_or_would_have_to_be_guessed_is_none(cell):
    assert days(cell) == (None,)
    assert not is_day(cell)


def test_one_day_after_the_twelfth_shows_what_comes_first():
    assert days("01/11/2026", "02/11/2026", "13/11/2026") == (FIRST, SECOND, THIRTEENTH)
    assert days("11/01/2026", "11/02/2026", "11/13/2026") == (FIRST, SECOND, THIRTEENTH)
    assert days("11/13/2026", "11/14/2026", "15/11/2026")[2] is None, "it does not fit the others"


def test_where_nothing_shows_it_the_day_comes_first_and_it_is_said():
    found = read_days(["01/11/2026", "02/11/2026"])
    assert found.values == (FIRST, SECOND)
    assert found.ambiguous == "01/11/2026"
    assert not read_days(["11/11/2026"]).ambiguous


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *(("1234", 1234), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567)),
        *(("1 234", 1234), ("1\u202f234,5", 1234.5), ("1.234,00", 1234), ("0,125", 0.125)),
        *(("61 %", 61), ("61,5%", 61.5), ("% 61", 61), ("12,5 €", 12.5), ("48 h", 48)),
        *((",5", 0.5), ("-5", -5), ("−5", -5), ("+5", 5), ("1,23E+03", 1230)),
    ],
)
def test_a_number_that_leaves_no_doubt(cell, value):
    found = read_figures([cell])
    assert found.values == (value,)
    assert not found.ambiguous


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "--", "n/d", "N/A", "NaN", "null", "#N/D"])
def test_what_tables_write_for_nothing_is_nothing(cell):
    assert is_nothing(cell)
    assert figures(cell) == (None,)


@pytest.mark.parametrize(
    "cell",
    ["hola", "12 nov", "01.11.2026", "1.2.3", "12:30", "1,2,3", "1234,567.8", "1,2 mil", "9" * 60],
)
def test_what_is_no_number_is_none(cell):
    assert not is_figure(cell)
    assert not is_nothing(cell)


def test_the_rest_of_the_column_and_then_of_the_file_decides_what_a_mark_means():
    assert figures("1,234", "61,5") == (1.234, 61.5)
    assert figures("1,234", "61.5") == (1234, 61.5)
    assert figures("1.234", "61,5") == (1234, 61.5)
    assert figures("61.5", "61,5", "62,5")[0] is None, "it does not fit the others"
    assert read_figures(["1.234"], ".").values == (1.234,)
    assert read_figures(["1.234", "61,5"], ".").values == (1234, 61.5)
    assert read_figures(["1.234"], ",").values == (1234,)


def test_where_nothing_decides_a_group_of_three_is_thousands_and_it_is_said():
    found = read_figures(["1.234", "-5,678", "900"])
    assert found.values == (1234, -5678, 900)
    assert found.ambiguous == "1.234"


@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1))
def test_iso_days_come_back_as_they_are(written):
    assert days(*(day.isoformat() for day in written)) == tuple(written)


@given(st.floats(-(10**9), 10**9).map(lambda value: round(value, 2)), st.sampled_from(["es", "en"]))
def test_numbers_that_we_write_come_back(value, code):
    with i18n.language(code):
        assert figures(number(value, 2), number(0.25, 2))[0] == pytest.approx(value)
        assert figures(number(round(value))) == (round(value),)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text):
    assert (days(text)[0] is not None) == is_day(text)
    assert (figures(text)[0] is not None) == is_figure(text)
