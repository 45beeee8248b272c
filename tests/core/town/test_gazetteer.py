"""Whoever types finds their municipality, with or without accents, article or province."""

import csv

import pytest

import resources
from core import i18n
from core.text import fold
from core.town import gazetteer
from core.town.gazetteer import Gazetteer
from tests.core.in_turn import in_turn


@pytest.fixture(scope="module")
def spain() -> Gazetteer:
    return gazetteer.load()


def _first(spain: Gazetteer, text: str) -> str:
    found = spain.search(text)
    return gazetteer.label(found[0]) if found else ""


def _names(spain: Gazetteer, text: str, limit: int = 12) -> list[str]:
    return [municipality.name for municipality in spain.search(text, limit)]


def test_all_municipalities_are_there_with_their_facts(spain):
    assert len(spain) == 8132

    medellin = spain.by_code("06080")

    assert medellin is not None
    assert medellin.name == "Medellín"
    assert medellin.province == "Badajoz"
    assert medellin.region == "Extremadura"
    assert medellin.population == 2241
    assert medellin.population_year == 2025
    assert medellin.co_official_language == ""
    assert spain.by_code("99999") is None


def test_the_table_is_tidy():
    with resources.path("data", "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    codes = [row["ine_code"] for row in rows]
    assert codes == sorted(set(codes))
    assert all(len(code) == 5 and code.isdigit() for code in codes)
    assert all(value == value.strip() for row in rows for value in row.values())
    assert {row["co_official_language"] for row in rows} == {"", "ca", "eu", "eu?", "gl"}


@in_turn(
    "typed, label",
    [
        ("Medellín", "Medellín (Badajoz)"),
        ("medellin", "Medellín (Badajoz)"),
        ("  MEDELLÍN ", "Medellín (Badajoz)"),
        ("medellin bad", "Medellín (Badajoz)"),
        ("Medellín (Badajoz)", "Medellín (Badajoz)"),
        ("El Ejido", "El Ejido (Almería)"),
        ("ejido el", "El Ejido (Almería)"),
        ("Ejido (El)", "El Ejido (Almería)"),
        ("Coruña, A", "A Coruña (A Coruña)"),
        ("La Coruña", "A Coruña (A Coruña)"),
        ("coruna", "A Coruña (A Coruña)"),
        ("l'hospitalet", "L'Hospitalet de Llobregat (Barcelona)"),
        ("hospitalet llob", "L'Hospitalet de Llobregat (Barcelona)"),
        ("alegria dulantzi", "Alegría-Dulantzi (Araba / Álava)"),
        ("Dulantzi", "Alegría-Dulantzi (Araba / Álava)"),
        ("gasteiz", "Vitoria-Gasteiz (Araba / Álava)"),
        ("Alcoi/Alcoy", "Alcoi / Alcoy (Alicante / Alacant)"),
        ("alcoy", "Alcoi / Alcoy (Alicante / Alacant)"),
        ("maó-mahón", "Maó (Illes Balears)"),
        ("candin", "Valle de Ancares (León)"),
        ("logrono", "Logroño (La Rioja)"),
        ("santiago compostela", "Santiago de Compostela (A Coruña)"),
        ("compostela santiago", "Santiago de Compostela (A Coruña)"),
    ],
)
def test_a_municipality_is_found_by_any_of_its_names_however_written(spain, typed, label):
    assert _first(spain, typed) == label


def test_an_exact_name_comes_before_longer_ones_and_these_before_other_words(spain):
    names = _names(spain, "palma", 60)

    assert names[0] == "Palma"
    assert names.index("Palma del Río") < names.index("Santa Cruz de la Palma")


def test_among_equals_the_larger_comes_first(spain):
    populations = [municipality.population for municipality in spain.search("villanueva de la")]

    assert populations == sorted(populations, reverse=True)


@in_turn(
    "typed, name",
    [
        ("coruña", "A Coruña"),
        ("rosal", "O Rosal"),
        ("pobla", "Sa Pobla"),
        ("castell", "Es Castell"),
    ],
)
def test_a_name_without_its_article_is_the_whole_name_too(spain, typed, name):
    assert _names(spain, typed)[0] == name


def test_the_article_that_was_typed_counts(spain):
    assert all(name.startswith("La P") for name in _names(spain, "la p"))


def test_the_province_narrows_but_alone_lists_nobody(spain):
    assert all(item.province == "Salamanca" for item in spain.search("villar salam"))
    assert _names(spain, "guipuzcoa") == []
    assert _first(spain, "mérida badajoz") == "Mérida (Badajoz)"


def test_n_finds_ene_only_after_the_names_with_n(spain):
    names = _names(spain, "pena", 200)

    with_tilde = [index for index, name in enumerate(names) if "pena" not in fold(name)]
    assert with_tilde
    assert with_tilde == list(range(with_tilde[0], len(names)))
    assert "Peñafiel" in names
    assert not any("pena" in fold(name) for name in _names(spain, "peña", 200))


@in_turn("typed", ["", "  ", "🎺", "()", "zzzz", "x" * 10_000, "مرحبا"])
def test_what_names_nothing_finds_nothing(spain, typed):
    assert spain.search(typed) == []


def test_ten_thousand_words_are_no_more_work_than_a_long_name(spain):
    assert len(spain.search("san " * 10_000)) == 12


def test_there_are_never_more_than_asked_for(spain):
    assert len(spain.search("a", 3)) == 3
    assert len(spain.search("s")) == 12


def test_every_municipality_is_found_by_its_own_label(spain):
    with resources.path("data", "municipalities.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["ine_code"] for row in csv.DictReader(file)]
    for code in codes[::40]:
        municipality = spain.by_code(code)
        assert municipality is not None
        assert municipality in spain.search(gazetteer.label(municipality))


def test_the_source_of_the_figures_is_named():
    i18n.use("en")

    assert "www.ine.es" in gazetteer.attribution()


def test_longer_names_are_found_by_the_words_within_them(spain):
    found = [municipality.name for municipality in spain.containing("elche")]

    assert found == ["Elx", "Elche de la Sierra"]
    assert spain.containing("Elch") == spain.containing("  ") == []
    assert "Vandellòs i l'Hospitalet de l'Infant" in [
        municipality.name for municipality in spain.containing("L'Hospitalet")
    ]
