from core import i18n
from core.numbers import hours, number, percent


def test_spanish_groups_by_points_and_has_a_decimal_comma():
    assert number(1234.5) == "1.234,5"
    assert number(8132) == "8.132"
    assert number(2.04) == "2"


def test_english_groups_by_commas():
    with i18n.language("en"):
        assert number(1234.5) == "1,234.5"
        assert percent(61) == "61%"


def test_a_number_near_nothing_has_no_sign():
    assert number(-0.01) == "0"


def test_units_stay_on_the_line_of_their_number():
    assert percent(61) == "61\u202f%"
    assert hours(2.5) == "2,5\u202fh"
