"""Folding, sorting and cleaning, as Spanish wants them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import (
    clean,
    clean_lines,
    contains_all,
    end_of_run,
    fold,
    loose,
    shortened,
    sort_key,
    words,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("ÁRBOL", "arbol"), ("Pingüino", "pinguino"), ("NIÑO", "niño"), ("n\u0303", "ñ"), ("ç", "c")],
)
def test_accents_fold_and_enye_stays(typed, folded):
    assert fold(typed) == folded


def test_a_search_box_takes_n_for_enye():
    assert contains_all(loose("Antonio Núñez"), words("nunez ANTONIO"))
    assert contains_all(loose("Antonio Núñez"), words("núñez"))


def test_spanish_order_puts_accents_with_their_letter_and_enye_after_n():
    names = ["Zoe", "Ñandú", "Nube", "Árbol", "abeto", "Nzé", "Ana", "Óscar", "ñu"]

    assert sorted(names, key=sort_key) == [
        *("abeto", "Ana", "Árbol", "Nube", "Nzé", "Ñandú", "ñu", "Óscar", "Zoe")
    ]


def test_what_cannot_be_printed_or_hides_goes_and_words_stay():
    dirty = "  A\u200bn\u2060a\x00 \u202eRuiz\t\r\n\ud800 \ue000مرحبا\u200f 😀 "

    assert clean(dirty) == "Ana Ruiz مرحبا\u200f 😀"


@pytest.mark.parametrize("mark", "\u202a\u202e\u2066\u2069\u200b\u2060\ufeff")
def test_a_mark_that_nobody_sees_goes(mark):
    assert clean(f"uno{mark}dos") == "unodos"


@pytest.mark.parametrize("space", "\u2028\u2029\u202f\u00a0\u2009")
def test_what_parts_two_words_parts_them_still(space):
    assert clean(f"uno{space}dos") == "uno dos"


def test_lines_stay_lines():
    assert clean_lines("uno\r\ndos\rtres\n") == "uno\ndos\ntres"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(st.text(alphabet="aábcdeéfghiíjklmnñoópqrstuúüvwxyz ", max_size=30))
def test_case_never_matters_to_a_search(text):
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize("begins", ["", " ", "<?a?>", " <!-- x --> \ufeff<?a?>\n"])
def test_the_pieces_before_something_end_where_it_begins(begins: str):
    pieces = re.compile(r"[\s\ufeff]+|<\?.*?\?>|<!--.*?-->")
    assert end_of_run(pieces, begins + "<a> <?b?>") == len(begins)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("12345", 5, "12345"),
        ("123456", 5, "1234…"),
        ("uno dos", 5, "uno…"),
        ("", 5, ""),
    ],
)
def test_a_text_that_is_too_long_ends_in_an_ellipsis_within_the_limit(text, most, shown):
    assert shortened(text, most) == shown
