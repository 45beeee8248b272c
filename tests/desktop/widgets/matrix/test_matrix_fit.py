"""How a matrix shares its width, and where words break."""

import pytest
from PySide6.QtGui import QFontMetrics

from desktop.widgets.matrix.grid import MatrixLook, Needs, fit, share
from desktop.widgets.text import small_font, width_in_lines, wrap

NEEDS = Needs(
    title=200,
    least_title=120,
    trailing=80,
    columns={MatrixLook.WORDS: [90, 70], MatrixLook.SHORT: [60, 60], MatrixLook.TURNED: [40, 40]},
    widest=130,
)


@pytest.mark.parametrize(
    ("room", "look", "scrolls"),
    [(440, MatrixLook.WORDS, False), (360, MatrixLook.WORDS, False), (359, MatrixLook.SHORT, False),
     (319, MatrixLook.TURNED, False), (280, MatrixLook.TURNED, False),
     (279, MatrixLook.TURNED, True)],
)  # fmt: skip
def test_the_roomiest_look_that_fits_is_taken(room, look, scrolls):
    fitted = fit(room, NEEDS)
    assert (fitted.look, fitted.scrolls) == (look, scrolls)


def test_a_matrix_of_letters_never_shows_words():
    assert fit(1000, NEEDS, [MatrixLook.SHORT, MatrixLook.TURNED]).look is MatrixLook.SHORT


def test_all_the_room_is_used_and_what_columns_do_not_need_goes_to_the_titles():
    fitted = fit(1000, NEEDS)
    assert fitted.columns == (130, 130)
    assert fitted.title + sum(fitted.columns) + fitted.trailing == 1000


def test_when_columns_scroll_the_titles_take_less_than_half():
    assert fit(200, NEEDS).title == 84


def test_columns_are_equal_where_their_needs_allow():
    assert share([50, 50, 50], 300, 130) == (100, 100, 100)
    assert share([150, 50, 50], 300, 130) == (150, 75, 75)
    assert share([50, 50], 1000, 130) == (130, 130)
    assert share([], 300, 130) == ()


def test_words_break_between_words_and_after_dashes(theme):
    width = width_in_lines("Familias con escolares", small_font(), 2)
    assert wrap("Familias con escolares", small_font(), width, 2) == ["Familias con", "escolares"]
    narrow = width_in_lines("Jóvenes 16–30", small_font(), 3)
    assert wrap("Jóvenes 16–30", small_font(), narrow, 3) == ["Jóvenes", "16–30"]


def test_what_has_no_room_ends_in_an_ellipsis(theme):
    font = small_font()
    metrics = QFontMetrics(font)
    long_word = wrap("Asociaciones", font, 40, 3)
    many_words = wrap("Personas mayores que viven solas en las pedanías", font, 70, 3)

    assert len(long_word) == 1
    assert len(many_words) == 3
    for line in (*long_word, many_words[-1]):
        assert line.endswith("…")
        assert metrics.horizontalAdvance(line) <= 70


def test_letters_beyond_sixteen_bits_break_nothing(theme):
    lines = wrap("😀 Verano 🏖 fiestas de agosto", small_font(), 80, 4)
    assert len(lines) > 1
    assert " ".join(lines) == "😀 Verano 🏖 fiestas de agosto"


def test_no_words_take_no_room(theme):
    assert wrap("", small_font(), 50, 3) == [""]
    assert width_in_lines("", small_font(), 3) <= 1
