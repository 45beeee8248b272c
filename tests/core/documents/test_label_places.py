"""A label of a chart stands where it covers nothing; if that cannot be, where it covers least."""

import itertools

import pytest

from core.documents.figures.canvas import (
    AROUND,
    BELOW_OR_ABOVE,
    BEYOND,
    Occupied,
    Point,
    Rect,
    Spot,
    Stroke,
    around,
    best,
    covered,
)

ROOM = Rect(0, 0, 300, 120)
BELOW, ABOVE = BELOW_OR_ABOVE[:2]
MARK = (20.0, 60.0)


def path(*points: Point) -> tuple[Stroke, ...]:
    return tuple(itertools.pairwise(points))


def chosen(*points: Point, boxes: tuple[Rect, ...] = (), room: Rect = ROOM) -> Spot:
    return best(MARK, "Baseline 45%", BELOW_OR_ABOVE, Occupied(room, path(*points), boxes))


def test_with_nothing_around_it_stands_in_its_usual_place():
    assert chosen() is BELOW


def test_it_stands_below_a_line_that_rises_and_above_one_that_falls():
    assert chosen(MARK, (60, 80), (120, 90)) is BELOW
    assert chosen(MARK, (60, 40), (120, 30)) is ABOVE


def test_it_keeps_clear_of_a_line_that_first_falls_and_then_rises():
    spot = chosen((40, 70), (60, 45), (120, 110))

    assert spot not in (BELOW, ABOVE)
    assert around(MARK, "Baseline 45%", spot).top < 45


@pytest.mark.parametrize("low", [56, 59])
@pytest.mark.parametrize("rise", [16, 20, 27])
def test_at_the_edge_of_the_drawing_it_stands_beyond_a_steep_line(low, rise):
    """Without a target the line goes from the foot to the top, and nothing else is in the way."""
    foot = path(MARK, (45, 60 + rise), (58, 60 + 1.2 * rise), (71, 60 + 0.8 * rise))
    top = path(MARK, (45, 60 - rise), (71, 60 - 2 * rise))

    for strokes, room in ((foot, Rect(0, low, 300, 110)), (top, Rect(0, 0, 300, 69))):
        ground = Occupied(room, strokes)
        spot = best(MARK, "Baseline 45%", BELOW_OR_ABOVE + BEYOND, ground)
        assert covered(MARK, "Baseline 45%", spot, ground) == 0


def test_it_keeps_clear_of_the_grid_where_it_can_but_rather_covers_that_than_a_line():
    grid = path((0, 49), (300, 49))
    below = best(MARK, "Baseline 45%", (BELOW, ABOVE), Occupied(ROOM, light=grid))
    above = path((0, 71), (300, 71))
    covered_grid = best(MARK, "Baseline 45%", (BELOW, ABOVE), Occupied(ROOM, above, light=grid))

    assert (below, covered_grid) == (ABOVE, BELOW)


def test_it_covers_no_other_label():
    taken = around(MARK, "Baseline 45%", BELOW)

    assert chosen(boxes=(taken,)) is ABOVE


def test_it_does_not_stick_out_of_the_drawing():
    assert chosen(room=Rect(0, 50, 300, 120)) is ABOVE


def test_where_everything_is_covered_it_covers_least():
    once, twice = path((0, 71), (99, 71)), path((0, 49), (99, 49), (0, 50))

    spot = best(MARK, "Baseline 45%", (BELOW, ABOVE), Occupied(ROOM, once + twice))

    assert spot is ABOVE


def test_words_over_two_lines_are_as_wide_as_the_longer_one():
    box, two = (
        around(MARK, words, AROUND[0]) for words in ("1,400 people", "Target\n1,400 people")
    )

    assert two.right - two.left == box.right - box.left
    assert two.top - two.bottom == 2 * (box.top - box.bottom)
