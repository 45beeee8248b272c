"""What a watch finds: whole words, without accents, ñ apart from n, by rules in plain words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.mentions.model import Item, Watch
from core.mentions.watches.marks import marks
from core.mentions.watches.match import Matcher, fingerprint, query
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TOWN = Watch("Medellín", id=1, any_of=("Medellín",))


def finds(watch: Watch, title: str, text: str = "") -> bool:
    """Whether a watch hits an item that has just arrived."""
    item = Item(7, None, NOON, NOON, title, text)
    hits = Matcher([replace(watch, id=1)]).hits([item])
    assert hits in ([], [(1, item)])
    return bool(hits)


@pytest.mark.parametrize(
    "title",
    ["Fiestas en Medellín", "MEDELLÍN, SIN AGUA", "fiestas en medellin", "Llega a (Medellín)."],
)
def test_case_accents_and_punctuation_do_not_count(title):
    assert finds(TOWN, title)


@pytest.mark.parametrize("title", ["Las medellinenses ganan", "Neomedellín", "Medellín2026"])
def test_only_whole_words_are_found(title):
    assert not finds(TOWN, title)


def test_a_star_at_the_end_finds_every_word_that_begins_so():
    watch = Watch("Veneno", any_of=("envenen*", "cebo con ven*"))

    assert finds(watch, "Dos perros envenenados")
    assert finds(watch, "Hallan un cebo con veneno")
    assert not finds(watch, "Un cebo con carne")
    assert not finds(watch, "Desenvenenar")


def test_n_with_tilde_is_another_letter():
    assert finds(Watch("Peñas", any_of=("Las Peñas",)), "Obras en Las PEÑAS")
    assert not finds(Watch("Peñas", any_of=("Las Peñas",)), "Sin las penas")
    assert not finds(Watch("Penas", any_of=("penas",)), "Una romería de peñas")


def test_an_n_with_tilde_in_two_characters_is_the_same_in_a_watch():
    assert finds(Watch("Peñas", any_of=("Pen\u0303as",)), "Obras en Las Peñas")


def test_a_phrase_is_found_in_its_order():
    watch = Watch("Parque", any_of=("parque de la Isla",))

    assert finds(watch, "Cierran el Parque de la Isla")
    assert not finds(watch, "La isla del parque de al lado")


def test_a_phrase_is_not_found_half_in_the_title_and_half_in_the_text():
    assert not finds(Watch("Parque", any_of=("parque de la Isla",)), "Un parque", "de la isla")


def test_each_word_that_is_wanted_too_may_stand_in_title_or_text():
    watch = Watch("Agua", any_of=("Medellín", "Yelbes"), all_of=("agua", "corte"))

    assert finds(watch, "Corte en Yelbes", "No habrá agua hasta las seis")
    assert not finds(watch, "Corte de luz en Yelbes")
    assert not finds(watch, "Corte de agua en Don Benito")


def test_a_watch_may_only_say_what_must_all_be_there():
    assert finds(Watch("Agua", all_of=("agua", "turbia")), "Sale turbia el agua")
    assert not finds(Watch("Agua", all_of=("agua", "turbia")), "Sale el agua")


def test_near_counts_the_words_between_and_not_the_order():
    watch = Watch("Alcalde", any_of=("alcalde",), near=("Medellín", "Yelbes"), distance=2)

    assert finds(watch, "El alcalde de Medellín")
    assert finds(watch, "Medellín tiene un alcalde nuevo")
    assert not finds(watch, "El alcalde de Don Benito visita Medellín")


def test_nearness_is_counted_through_title_and_text():
    watch = Watch("Alcalde", any_of=("alcalde",), near=("Medellín",), distance=2)

    assert not finds(watch, "Otro alcalde", "Toma posesión en Medellín")
    assert finds(watch, "Otro alcalde", "Es de Medellín")
    assert finds(watch, "Medellín", "Ya tiene alcalde")


def test_words_to_be_near_to_nothing_are_simply_sought():
    watch = Watch("Agua", all_of=("agua",), near=("Medellín", "Yelbes"))

    assert finds(watch, "Agua para Yelbes")
    assert not finds(watch, "Agua para todos")
    assert not finds(replace(watch, capitals=True), "Agua para yelbes")
    assert finds(replace(watch, capitals=True), "Agua", "para Yelbes")


def test_where_an_unwanted_word_stands_it_is_not_ours():
    watch = Watch("Medellín", any_of=("Medellín",), none_of=("Colombia", "Atlético Nacional"))

    assert finds(watch, "Medellín celebra el Atlético")
    assert not finds(watch, "Medellín, Colombia")
    assert not finds(watch, "Medellín", "Gana el Atlético Nacional")


def test_a_watch_of_unwanted_words_alone_finds_nothing():
    watch = Watch("Nada", none_of=("Colombia",))

    assert query(watch) == ""
    assert not finds(watch, "Medellín")


@in_turn(
    "line, title",
    [
        ("L'Hospitalet", "Cierran l’Hospitalet por obras"),
        ("agua/luz", "Cortes de agua y de agua, luz"),
        ("covid-19", "La COVID 19 vuelve"),
        ('los "sin techo"', "Atienden a los sin techo"),
        ("EX-208", "Accidente en la EX-208"),
        ("🔥 incendio 🔥", "Hay un incendio🔥en el monte"),
        ("AND", "Bed and breakfast"),
        ("title : agua", "El title: agua"),
        ("NEAR(agua, 3)", "near agua 3"),
    ],
)
def test_signs_inside_a_phrase_separate_its_words(line, title):
    assert finds(Watch("Signos", any_of=(line,)), title)


@in_turn("line", ["", "*", "🔥", "-", '"', "'"])
def test_a_line_without_letters_or_digits_is_left_out(line):
    assert query(Watch("Vacía", any_of=(line,))) == ""
    assert finds(Watch("Agua", any_of=(line, "agua"), none_of=(line,)), "Agua")


def test_news_of_a_search_engine_have_a_title_only():
    assert finds(TOWN, "Medellín abre su castillo - Hoy", "")


def test_a_capital_in_the_rule_must_be_in_the_text_when_the_watch_says_so():
    watch = Watch("La Torre", any_of=("La Torre",), capitals=True)

    assert finds(watch, "Vecinos de La Torre protestan")
    assert finds(watch, "PROTESTAN EN LA TORRE")
    assert finds(watch, "Restauran la torre", "en el pueblo de La Torre")
    assert not finds(watch, "Restauran la torre de la iglesia")
    assert finds(replace(watch, capitals=False), "Restauran la torre de la iglesia")


def test_words_without_a_capital_in_the_rule_may_have_one_in_the_text():
    watch = Watch("Torre", any_of=("barrio de la Torre",), all_of=("obras",), capitals=True)

    assert finds(watch, "Obras en el Barrio de la Torre")
    assert not finds(watch, "Obras en el barrio de la torre")


def test_capitals_count_for_every_word_that_is_wanted_and_for_none_that_is_not():
    watch = Watch("Torre", any_of=("Torre",), capitals=True)

    assert not finds(replace(watch, all_of=("Ayuntamiento",)), "Torre sin ayuntamiento")
    assert not finds(replace(watch, near=("Barrio",)), "Torre, un barrio")
    assert not finds(replace(watch, none_of=("Pisa",)), "La Torre de pisa")


def test_capitals_and_nearness_must_hold_of_the_same_words():
    watch = Watch("Torre", any_of=("Torre",), near=("barrio",), distance=1, capitals=True)

    assert finds(watch, "El barrio Torre y la torre")
    assert not finds(watch, "El barrio torre, que no es el de mi amiga Torre")


def test_a_name_inside_a_longer_name_does_not_count():
    watch = Watch(
        "Mérida", any_of=("Mérida",), longer=("Mérida de Yucatán", "Universidad de Mérida")
    )

    assert not finds(watch, "Vuelos a Mérida de Yucatán")
    assert not finds(watch, "La universidad de Merida", "y Mérida de Yucatán")
    assert finds(watch, "De Mérida a Mérida de Yucatán")
    assert finds(watch, "Vuelos a Mérida de Yucatán", "Salen de Mérida")


def test_a_watch_that_is_not_enabled_hits_nothing():
    assert not finds(replace(TOWN, enabled=False), "Medellín")


def test_many_watches_find_each_its_own_of_many_items():
    watches = [Watch(f"w{n}", id=n, any_of=(f"palabra{n}",)) for n in range(1, 51)]
    found = [Item(100 + n, None, NOON, NOON, f"Una palabra{n}") for n in range(1, 51)]

    hits = Matcher(watches).hits(found)

    assert [(watch_id, item.id) for watch_id, item in hits] == [(n, 100 + n) for n in range(1, 51)]


def test_thousands_of_words_make_one_query():
    lines = tuple(f"palabra{n}" for n in range(3000))

    assert finds(Watch("Larga", any_of=lines, none_of=("otra",)), "La palabra2999")
    assert not finds(Watch("Larga", any_of=("una",), none_of=lines), "Una palabra2999")


LETTERS = "aAáÁàñÑnN\u0303\u0301üçÇßøÆœŁıİΣςσάжЙй1½ªº日𝔸"
SIGNS = " \t\n.,;-–'’\"«»“”*():^+/\\_&|!¿€ﷺ\0🔥👩‍🚒"
WORDS = st.text(st.sampled_from(LETTERS + SIGNS), max_size=12)
LINES = st.lists(WORDS | st.text(max_size=8), max_size=3).map(tuple)


@given(LINES, LINES, LINES, LINES, LINES, st.integers(1, 100), st.booleans(), WORDS)
@example(("\ud83d",), (), (), (), (), 10, False, "\ud83d")
@example(("\U0001f972",), ("\u0378",), (), ("\U0001f972",), (), 10, True, "a")
def test_whatever_is_typed_makes_a_query_that_runs(
    any_of, all_of, near, none_of, longer, distance, capitals, text
):
    watch = Watch(
        "Cualquiera", 0, any_of=any_of, all_of=all_of, near=near, distance=distance,
        none_of=none_of, longer=longer, capitals=capitals,
    )  # fmt: skip

    hit = finds(watch, text.replace("\ud83d", ""))

    assert not (hit and query(watch) == "")


@given(WORDS, st.lists(WORDS, max_size=4).map(" ".join))
@example("İ", "i")
@example("ΣΑΣ", "σας")
@example("n\u0303", "ñ")
def test_the_marks_stand_where_the_index_finds(line, text):
    watch = Watch("Igual", any_of=(line,))

    assert finds(watch, text) == bool(marks(watch, text))


@given(WORDS, WORDS, st.integers(1, 3), st.lists(WORDS, max_size=6).map(" ".join))
def test_nearness_is_marked_where_the_index_finds_it(line, other, distance, text):
    watch = Watch("Cerca", any_of=(line,), near=(other,), distance=distance)

    assert finds(watch, text) == bool(marks(watch, text))


def test_the_fingerprint_is_another_when_other_items_may_be_hit():
    changes = [
        {"any_of": ("Medellín", "Yelbes")},
        {"all_of": ("agua",)},
        {"near": ("río",)},
        {"none_of": ("Colombia",)},
        {"longer": ("Medellín de Bravo",)},
        {"capitals": True},
    ]
    prints = {fingerprint(replace(TOWN, **change)) for change in changes}

    assert len(prints | {fingerprint(TOWN)}) == len(changes) + 1


def test_the_fingerprint_is_the_same_when_the_same_items_are_hit():
    same = replace(
        TOWN, title="El pueblo", note="De siempre", position=9, alarms=False, distance=3,
        any_of=("medellin", "MEDELLÍN", "🔥"),
    )  # fmt: skip

    assert fingerprint(same) == fingerprint(TOWN)


def test_what_hits_nothing_has_no_fingerprint():
    assert fingerprint(replace(TOWN, enabled=False)) == ""
    assert fingerprint(replace(TOWN, any_of=())) == ""
