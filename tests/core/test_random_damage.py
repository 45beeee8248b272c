"""Damage at random places: found by `check`, told in words, and a whole copy leads on."""

import pytest

from tests.endurance import damage

EACH = 6
"""Of the hundreds that `dev.py endurance` tries."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> damage.Town:
    return damage.Town(tmp_path_factory.mktemp("damage"))


@pytest.mark.parametrize("number", range(EACH))
@pytest.mark.parametrize("kind", damage.KINDS)
def test_it_is_found_told_and_mended(town, kind, number):
    assert damage.without_window(town, town.case(kind, number)) == []


SCHEMA_FORMAT = 47
"""Where SQLite's header says in which of its four forms the schema is."""


def test_a_schema_that_sqlite_cannot_quote_is_found_told_and_mended(town):
    content = bytearray(town.content)
    content[content.index(b"CREATE TRIGGER ") + len(b"CREATE TRIGGER")] = 0xA0

    assert damage.without_window(town, damage.Case("schema", 0, bytes(content))) == []


def test_a_form_of_the_schema_that_no_sqlite_knows_is_found_told_and_mended(town):
    content = bytearray(town.content)
    content[SCHEMA_FORMAT] = 91

    case = damage.Case("schema", 1, bytes(content))
    assert damage.without_window(town, case) == []
    assert damage.without_seal(town, case) == []
