"""Numbers are understood with commas and with points, and what leaves doubt is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import i18n
from core.numbers import number
from core.plan.table_figures import is_figure, is_nothing, read_figures


def read(*cells: str) -> tuple[float | None, ...]:
    return read_figures(cells).values


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1234", 1234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1 234", 1234),
        ("1\u202f234,5", 1234.5),
        ("61 %", 61),
        ("61,5%", 61.5),
        ("% 61", 61),
        ("1,2 mil", 1200),
        ("3,4 K", 3400),
        ("3.4k", 3400),
        ("1,5 M", 1500000),
        ("2 millones", 2000000),
        ("1,234 mil", 1234),
        ("0,125", 0.125),
        (",5", 0.5),
        ("-5", -5),
        ("−5", -5),
        ("1,23E+03", 1230),
        ("12,5 €", 12.5),
        ("48 h", 48),
    ],
)
def test_a_number_that_leaves_no_doubt(cell: str, value: float) -> None:
    found = read_figures([cell])
    assert found.values[0] == pytest.approx(value)
    assert not found.ambiguous


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "--", "n/d", "N/A", "NaN", "null", "#N/D"])
def test_what_tables_write_for_nothing_is_nothing(cell: str) -> None:
    assert is_nothing(cell)
    assert read(cell) == (None,)


@pytest.mark.parametrize(
    "cell", ["hola", "12 nov", "01.11.2026", "1.2.3", "12:30", "1,2,3", "1234,567.8", "9" * 60]
)
def test_what_is_no_number_is_none(cell: str) -> None:
    assert not is_figure(cell)
    assert not is_nothing(cell)


def test_the_rest_of_the_column_decides_what_a_mark_means() -> None:
    assert read("1,234", "61,5") == (1.234, 61.5)
    assert read("1,234", "61.5") == (1234, 61.5)
    assert read("1.234", "61,5") == (1234, 61.5)


def test_the_rest_of_the_file_decides_when_the_column_cannot() -> None:
    assert read_figures(["1.234"], elsewhere=".").values == (1.234,)
    assert read_figures(["1.234"], elsewhere=",").values == (1234,)


def test_where_nothing_decides_a_group_of_three_is_thousands_and_it_is_said() -> None:
    found = read_figures(["1.234", "5.678", "900"])
    assert found.values == (1234, 5678, 900)
    assert found.ambiguous == "1.234"


@given(st.integers(-(10**9), 10**9), st.sampled_from(["es", "en"]))
def test_whole_numbers_that_we_write_come_back(value: int, code: str) -> None:
    with i18n.language(code):
        assert read(number(value)) == (value,)


@given(st.floats(-(10**9), 10**9).map(lambda value: round(value, 2)), st.sampled_from(["es", "en"]))
def test_decimals_that_we_write_come_back(value: float, code: str) -> None:
    with i18n.language(code):
        assert read(number(value, 2), number(0.25, 2))[0] == pytest.approx(value)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    assert (read(text)[0] is not None) == is_figure(text)
