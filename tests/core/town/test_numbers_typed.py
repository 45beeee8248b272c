"""Numbers as people type them, in each language."""

import pytest

from core import i18n
from core.errors import InvalidValue
from core.numbers import number
from core.town.model import checked_number
from tests.core.in_turn import in_turn


@in_turn(
    "language, typed, meant",
    [
        ("es", "1.250", 1250),
        ("es", "1.234,5", 1234.5),
        ("es", "2,5", 2.5),
        ("es", "2.5", 2.5),
        ("es", "0.125", 0.125),
        ("es", "-1.250", -1250),
        ("es", "1,234.5", 1234.5),
        ("es", "12 500", 12500),
        ("en", "1,250", 1250),
        ("en", "1,234.5", 1234.5),
        ("en", "1.234,5", 1234.5),
        ("en", "2.5", 2.5),
        ("en", "2,5", 2.5),
        ("en", "1.250", 1.25),
        ("en", "1,234,567", 1234567),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(language, typed, meant):
    with i18n.language(language):
        assert checked_number(typed, -1e9, 1e9) == meant


@in_turn("language", ["es", "en"])
@in_turn("value", [0.125, 1.25, 12.5, 1250, 1234.5, 999999.125])
def test_what_a_form_shows_is_read_back_as_it_was(language, value):
    with i18n.language(language):
        assert checked_number(number(value, 3), 0, 1e9) == value


@pytest.mark.parametrize("typed", ["1.2.3", "doce", "1e400", "nan", "--1"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(InvalidValue):
        checked_number(typed, 0, 1e9)
