"""Phones are understood as Spaniards write them, and refused with the reason."""

import pytest

from core.errors import InvalidValue
from core.roster import phones
from core.roster.model import dial_uri
from core.roster.phones import LineKind
from tests.core.in_turn import in_turn

pytestmark = pytest.mark.usefixtures("english")


@in_turn(
    "typed",
    [
        "924800000",
        "924 80 00 00",
        "924.80.00.00",
        "924-80-00-00",
        "(924) 800 000",
        " +34 924 80 00 00 ",
        "0034 924800000",
        "34924800000",
        "tel:+34924800000",
        "\u200f924 80 00 00",
        "９２４８０００００",
    ],
)
def test_one_number_is_the_same_however_it_is_written(typed):
    phone = phones.parse(typed)

    assert phone.raw == typed
    assert phone.e164 == "+34924800000"
    assert phone.display == "924 80 00 00"
    assert phone.kind is LineKind.LANDLINE
    assert phone.extension == ""


@in_turn(
    "typed, kind, display",
    [
        ("600000001", LineKind.MOBILE, "600 00 00 01"),
        ("711000001", LineKind.MOBILE, "711 00 00 01"),
        ("824 80 00 00", LineKind.LANDLINE, "824 80 00 00"),
        ("900100200", LineKind.SPECIAL, "900 100 200"),
        ("902 12 34 56", LineKind.SPECIAL, "902 12 34 56"),
        ("+351 213226000", LineKind.INTERNATIONAL, "+351 21 322 6000"),
        ("0033142685300", LineKind.INTERNATIONAL, "+33 1 42 68 53 00"),
    ],
)
def test_the_kind_and_the_grouping_follow_the_number(typed, kind, display):
    phone = phones.parse(typed)

    assert phone.kind is kind
    assert phone.display == display


@in_turn(
    "number",
    ["112", "091", "062", "092", "061", "080", "085", "016", "024", "010", "012", "060", "017"],
)
def test_the_short_numbers_of_a_town_hall_are_numbers(number):
    phone = phones.parse(number)

    assert phone.kind is LineKind.SHORT
    assert phone.e164 is None
    assert phone.display == number
    assert dial_uri(phone.display) == f"tel:{number}"


@pytest.mark.parametrize("typed", ["116111", "116 111"])
def test_the_european_numbers_of_six_digits_are_short_too(typed):
    phone = phones.parse(typed)

    assert (phone.kind, phone.display) == (LineKind.SHORT, "116 111")
    assert dial_uri(phone.display) == "tel:116111"


@in_turn(
    "typed",
    [
        "924 80 00 00 ext. 12",
        "924800000 ext 12",
        "924 80 00 00 x12",
        "924 80 00 00, int. 12",
        "924 80 00 00 extensión 12",
        "tel:+34924800000;ext=12",
    ],
)
def test_an_extension_is_kept_apart_and_not_dialled(typed):
    phone = phones.parse(typed)

    assert phone.extension == "12"
    assert phone.display == "924 80 00 00 ext. 12"
    assert dial_uri(phone.display) == "tel:+34924800000"


def test_a_bare_extension_is_of_the_house_and_has_no_address_to_dial():
    phone = phones.parse("Ext. 205")

    assert (phone.kind, phone.extension, phone.e164) == (LineKind.EXTENSION, "205", None)
    assert phone.display == "ext. 205"
    assert dial_uri(phone.display) == ""


@in_turn(
    "typed, words",
    [
        ("", "no phone number"),
        ("   ", "no phone number"),
        ("ninguno", "written with digits"),
        ("🎺", "written with digits"),
        ("92480000", "too short: it has 8 digits. A Spanish number has nine digits"),
        ("12", "too short"),
        ("9248000000", "too long: it has 10 digits"),
        ("512345678", "not a Spanish number. .* starts with 6, 7, 8 or 9"),
        ("+34 112 345 678", "not a Spanish number"),
        ("96abc", "letters"),
        ("600 000 001 (móvil)", "letters"),
        ("924 80 00 00 / 924 80 00 01", "several numbers"),
        ("924800000, 600000001", "several numbers"),
        ("924 80 00 00 o 600 000 001", "several numbers"),
        ("112 / 062", "several numbers"),
        ("+33 12", r"too short for \+33"),
        ("+33 1 42 68 53 00 99", r"too long for \+33"),
        ("+999 123456789", "No country"),
        ("+", "written with digits"),
        ("+34", "too short"),
        ("9" * 10_000, "too long"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(typed, words):
    with pytest.raises(InvalidValue, match=words):
        phones.parse(typed)


def test_a_range_opened_after_the_library_was_made_is_accepted():
    assert phones.parse("808 08 08 08").e164 == "+34808080808"
