"""From an answer to a fact of the town."""

import pytest

from core import i18n
from core.errors import InvalidValue
from core.town import gazetteer
from core.town.gazetteer import checked_hours, checked_languages, checked_people, town_of
from core.town.model import BodyKind, language_names


def test_a_municipality_of_the_list_becomes_a_town_with_its_official_facts():
    medellin = gazetteer.load().by_code("06080")
    assert medellin is not None
    town = town_of(medellin)
    assert (town.name, town.kind, town.ine_code) == ("Medellín", BodyKind.MUNICIPALITY, "06080")
    assert (town.province, town.population_year) == ("Badajoz", 2025)


@pytest.mark.parametrize(
    ("code", "languages"),
    [("17114", ("es", "ca")), ("15030", ("es", "gl")), ("20069", ("es", "eu")), ("31201", ("es",))],
)
def test_the_other_official_language_is_proposed_but_in_navarra(code, languages):
    municipality = gazetteer.load().by_code(code)
    assert municipality is not None
    assert town_of(municipality).languages == languages


def test_hours_and_inhabitants_are_typed_as_people_do():
    assert checked_hours(" 7,5 ") == 7.5
    assert checked_hours("168") == 168
    assert checked_people("12.500") == 12500
    assert checked_people("100.000.000") == 100_000_000
    assert checked_hours("") is None
    assert checked_people("") is None


@pytest.mark.parametrize("typed", ["muchas", "-1", "169", "nan"])
def test_hours_that_no_week_has_are_refused(typed):
    with pytest.raises(InvalidValue):
        checked_hours(typed)


@pytest.mark.parametrize("typed", ["nadie", "-1", "100.000.001"])
def test_inhabitants_that_no_town_has_are_refused(typed):
    with pytest.raises(InvalidValue):
        checked_people(typed)


def test_a_town_publishes_in_at_least_one_language():
    assert checked_languages(["es", "gl"]) == ("es", "gl")
    with pytest.raises(InvalidValue):
        checked_languages([])


def test_languages_of_a_list_begin_with_one_capital_and_in_english_with_one_each():
    assert language_names(("ca", "es")) == "Catalán o valenciano, español"
    with i18n.language("en"):
        assert language_names(("ca", "es")) == "Catalan or Valencian, Spanish"
        assert language_names(("es", "ca"), "Illes Balears") == "Spanish, Catalan"
    assert language_names(("es", "ca"), "Cataluña") == "Español, catalán"
    assert language_names(("es", "ca"), "Comunitat Valenciana") == "Español, valenciano"
    assert language_names(()) == ""
