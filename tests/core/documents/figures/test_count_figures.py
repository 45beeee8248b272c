"""Charts of counts: what is drawn and what is told of them in words."""

import re
from datetime import date, timedelta

import pytest

from core.documents import charts
from core.documents.charts import ToneChart, Tones, WeekBar, WeekChart
from core.documents.figures import drawing, words
from core.documents.figures.canvas import PAPER

MONDAY = date(2026, 10, 5)


def weeks(*counts: int, usual: tuple[int, int] | None = (1, 4)) -> WeekChart:
    made = (
        WeekBar(MONDAY + timedelta(weeks=place), count, count // 2, usual)
        for place, count in enumerate(counts)
    )
    return WeekChart("Mentions by week", tuple(made), "en")


def texts(svg: bytes) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode())


def test_weeks_are_named_by_their_first_day_and_marks_by_the_legend():
    found = texts(drawing.svg(weeks(2, 9)))

    assert found[:2] == ["5 Oct", "12 Oct"]
    assert {"Mentions", "Stories", "The usual", "The most that is usual"} <= set(found)


def test_only_a_week_above_the_usual_has_its_number_over_it():
    found = texts(drawing.svg(weeks(3, 17)))

    assert "17" in found
    assert "3" not in found


@pytest.mark.parametrize("stories", [0, 9])
def test_a_number_over_a_column_leaves_its_diamond_free(stories):
    made = drawing.svg(WeekChart("Mentions", (WeekBar(MONDAY, 9, stories),), "en")).decode()
    (number,) = re.findall(r'y="([\d.]+)"[^>]*>9<', made)
    diamond, _in_the_legend = re.findall(r'<use [^>]*y="([\d.]+)"[^>]*stroke: #16202b', made)

    # Letters stand 7 points above their line, and a diamond is 4 points high on both sides.
    assert not float(number) - 7 - 4 < float(diamond) < float(number) + 4


def test_where_nothing_is_usual_yet_every_week_has_its_number():
    found = texts(drawing.svg(weeks(3, 17, usual=None)))

    assert {"3", "17"} <= set(found)
    assert "The usual" not in found


def test_of_many_weeks_few_are_named_and_one_has_its_number():
    found = texts(drawing.svg(weeks(*range(101, 161))))

    assert len([text for text in found if re.fullmatch(r"\d+ \w+ \d\d", text)]) <= 9
    assert [text for text in found if text.isdigit() and int(text) > 100] == ["150", "160"]


def test_the_usual_is_told_apart_by_its_dashes():
    assert b"stroke-dasharray" in drawing.svg(weeks(3))
    assert b"stroke-dasharray" not in drawing.svg(weeks(3, usual=None))


@pytest.mark.parametrize("counts", [(), (0,), (0, 0), (1_000_000,)])
def test_any_counts_can_be_drawn(counts):
    assert drawing.svg(weeks(*counts, usual=None)).startswith(b"<?xml")
    assert drawing.png(weeks(*counts), 600, 210, PAPER).startswith(b"\x89PNG")


def test_each_week_is_told_in_words():
    assert words.describe(weeks(1, 9)) == (
        "Column chart of “Mentions by week”: mentions and stories by week."
        " From 5 October 2026, 1 mention in 0 stories. Usual is 1 to 4."
        " From 12 October 2026, 9 mentions in 4 stories. Usual is 1 to 4."
    )
    assert "no weeks yet" in words.describe(weeks())


def test_of_many_weeks_the_highest_and_those_above_the_usual_are_told():
    told = words.describe(weeks(*[2] * 7, 9, 6))

    assert "There are 9 weeks." in told
    assert "From 23 November 2026, 9 mentions" in told
    assert told.endswith("Weeks above the usual: 2.")


def test_tones_are_told_beside_their_bar_and_told_apart_without_colour():
    bars = (Tones("Water", 4, 8, 2), Tones("Feasts & fairs", 0, 0, 1))
    chart = ToneChart("Tone by topic", bars, "en")

    svg = drawing.svg(chart)

    assert "14 (4 negative, 2 positive)" in texts(svg)
    assert "Feasts &amp; fairs" in texts(svg)
    assert b"<pattern" in svg
    assert words.describe(chart) == (
        "Bar chart of “Tone by topic”: mentions by their possible tone."
        " Water: 14 (4 negative, 2 positive). Feasts & fairs: 1 (1 positive)."
    )


def test_no_tones_and_tones_of_nothing_can_be_drawn():
    assert drawing.svg(ToneChart("Tone", (), "en"))
    assert drawing.svg(ToneChart("Tone", (Tones("Water", 0, 0, 0),), "en"))
    assert "no mentions yet" in words.describe(ToneChart("Tone", (), "en"))


def test_a_chart_is_as_high_as_its_bars_need():
    few, many = (ToneChart("Tone", (Tones("Water", 1, 1, 1),) * count, "en") for count in (1, 12))

    assert charts.drawn_height(few) < charts.drawn_height(weeks(1)) < charts.drawn_height(many)
