import datetime

import pytest

from core.documents.charts import Bar, BarChart, LineChart
from core.documents.figures import words

MARCH, JUNE = datetime.date(2027, 3, 31), datetime.date(2027, 6, 30)


def test_a_line_chart_says_every_value_in_words():
    chart = LineChart("Answers in time", ((MARCH, 66), (JUNE, 72.5)), "en", "%", 61, 90)

    assert words.describe(chart) == (
        "Line chart of “Answers in time”. Baseline: 61%. 2 measurements: 31 March 2027, 66%;"
        " 30 June 2027, 72.5%. Target: 90%."
    )


def test_of_many_measurements_it_is_told_where_they_begin_and_end():
    points = tuple(
        (datetime.date(2027, 1, day), float(40 + day * (day % 3))) for day in range(1, 31)
    )

    assert words.describe(LineChart("Reach", points, "en", "people")) == (
        "Line chart of “Reach”. 30 measurements: from 41\u00a0people on 1 January 2027 to"
        " 40\u00a0people on 30 January 2027, the lowest 40\u00a0people and the highest"
        " 98\u00a0people."
    )


def test_a_chart_without_measurements_says_so():
    assert words.describe(LineChart("Reach", (), "en")) == (
        "Line chart of “Reach”. There are no measurements yet."
    )


def test_a_bar_chart_says_who_has_hours_too_many():
    bars = (Bar("Press", 12.5, 10), Bar("Police", 2, 4), Bar("Company", 6, None))

    assert words.describe(BarChart("Hours a week", bars, "en")) == (
        "Bar chart of “Hours a week”: hours needed and hours available."
        " Press: 12.5 h of 10 h: 2.5 h short. Police: 2 h of 4 h. Company: 6 h; hours not known."
    )
    assert "no hours yet" in words.describe(BarChart("Hours a week", (), "en"))


@pytest.mark.parametrize(
    ("language", "unit", "shown"),
    [("es", "%", "5200,5\u202f%"), ("en", "%", "5,200.5%"), ("es", "", "5200,5")],
)
def test_numbers_are_written_as_in_the_language(language, unit, shown):
    chart = LineChart("Reach", (), language, unit)

    assert words.amount(5200.5, chart) == shown


def test_a_label_is_one_short_line_that_the_font_has():
    assert words.label("Company of design and video, 市, contracted") == (
        "Company of design and video…"
    )


def test_a_chart_is_a_block_with_its_words_that_is_not_drawn_yet():
    chart = LineChart("Answers in time", ((MARCH, 66),), "en", "%")

    block = words.figure(chart, "Answers", 0.8)

    assert block.image is chart
    assert block.alt.startswith("Line chart of “Answers in time”.")
    assert (block.caption, block.width) == ("Answers", 0.8)
