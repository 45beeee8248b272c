from core import i18n
from core.numbers import hours, number, percent


def test_spanish_groups_from_five_digits_by_narrow_blanks_and_has_a_decimal_comma():
    assert number(1234.5) == "1234,5"
    assert number(8132) == "8132"
    assert number(-8132) == "-8132"
    assert number(9999.96) == "10\u202f000"
    assert number(12345.5) == "12\u202f345,5"
    assert number(2_000_000) == "2\u202f000\u202f000"
    assert number(2.04) == "2"


def test_english_groups_by_commas():
    with i18n.language("en"):
        assert number(1234.5) == "1,234.5"
        assert number(12345.5) == "12,345.5"
        assert percent(61) == "61%"


def test_a_number_near_nothing_has_no_sign():
    assert number(-0.01) == "0"


def test_units_stay_on_the_line_of_their_number():
    assert percent(61) == "61\u202f%"
    assert hours(2.5) == "2,5\u202fh"


def test_of_hours_a_quarter_is_told_and_nothing_finer():
    assert hours(0.25) == "0,25\u202fh"
    assert hours(13.75) == "13,75\u202fh"
    assert hours(27.04) == "27\u202fh"
    assert hours(1 / 3) == "0,3\u202fh"
    assert hours(9.88) == "9,9\u202fh"
