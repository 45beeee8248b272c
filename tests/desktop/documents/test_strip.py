"""Where pages stand on the screen: arithmetic that needs no window."""

import pytest
from PySide6.QtCore import QSizeF

from desktop.documents.view import SCREEN, Strip, fitted, next_step

A4 = (595.0, 842.0)
NOTEBOOK = Strip((A4,) * 60, scale=1.0, margin=12.0)


def test_pages_stand_one_below_the_other_with_a_margin_around_each():
    assert NOTEBOOK.rect(0, 0).topLeft().toTuple() == (12.0, 12.0)
    assert NOTEBOOK.rect(1, 0).top() == 12 + 842 + 12
    assert NOTEBOOK.extent == QSizeF(595 + 24, 60 * 842 + 61 * 12)


def test_a_narrow_page_stands_in_the_middle_of_a_wide_window():
    assert NOTEBOOK.rect(0, 1000).center().x() == 500


@pytest.mark.parametrize(
    ("top", "height", "pages"),
    [(0, 500, [0]), (0, 900, [0, 1]), (854, 12, []), (850, 800, [0, 1]), (59 * 854, 500, [59])],
)
def test_only_pages_of_which_something_shows_are_in_view(top, height, pages):
    assert list(NOTEBOOK.visible(top, height)) == pages


def test_no_pages_are_no_trouble():
    assert list(Strip().visible(0, 500)) == []
    assert Strip().page_at(100) == 0


def test_the_page_in_the_middle_is_the_one_that_stands_there():
    assert NOTEBOOK.page_at(0) == 0
    assert NOTEBOOK.page_at(900) == 1
    assert NOTEBOOK.page_at(1e9) == 59


def test_fitting_the_width_leaves_the_margins_and_fitting_the_page_its_height_too():
    room = QSizeF(619, 433)
    assert fitted(NOTEBOOK, "width", room) == 1.0
    assert fitted(NOTEBOOK, "page", room) == pytest.approx(409 / 842)


def test_sizes_go_up_and_down_in_steps_and_stop_at_the_ends():
    assert next_step(0.92 * SCREEN, 1) == SCREEN
    assert next_step(0.92 * SCREEN, -1) == 0.75 * SCREEN
    assert next_step(4 * SCREEN, 1) == 4 * SCREEN
    assert next_step(0.25 * SCREEN, -1) == 0.25 * SCREEN
