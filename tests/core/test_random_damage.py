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
