"""Rows of a table become one reading a period; what is left out is said."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import ImportTrouble
from core.plan import records
from core.plan.kinds import Judged
from core.plan.measurements import figure_tables, importing
from core.plan.measurements.figure_tables import How, Match
from core.plan.measurements.importing import Gathered, ReadingPeriod
from core.plan.model import Measurement, Objective
from core.store import Topic

TODAY = date(2026, 11, 24)
REACH = Objective("Alcance", id=1, indicator="Alcance", unit="personas")
FOLLOWERS = Objective("Seguidores", id=2, indicator="Seguidores")
ANSWERS = Objective("Respuestas", id=3, indicator="Respuestas", unit="%")


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def gather(
    file: Path,
    text: str,
    objective: Objective,
    how: How,
    period: ReadingPeriod = ReadingPeriod.MONTH,
) -> Gathered:
    """The readings for an objective of the first column of figures."""
    file.write_text(text, "utf-8")
    table = figure_tables.read(file)
    matches = [Match(objective, table.figures[0], how)]
    return importing.gather(table, table.dates[0], matches, period, TODAY)


def daily(first: date, last: date, value: int) -> str:
    days = range((last - first).days + 1)
    rows = [f"{first + timedelta(day):%d/%m/%Y};{value}" for day in days]
    return "\n".join(["Fecha;Alcance", *rows])


def values(gathered: Gathered) -> list[tuple[date, float]]:
    return [(measurement.measured_on, measurement.value) for measurement in gathered.measurements]


def sentences(gathered: Gathered) -> list[str]:
    return [problem.sentence for problem in gathered.problems]


def test_daily_rows_become_one_sum_a_month_dated_on_its_last_day(file):
    table = daily(date(2026, 9, 1), date(2026, 10, 31), 10)
    found = gather(file, table, REACH, How.SUM)
    assert values(found) == [(date(2026, 9, 30), 300), (date(2026, 10, 31), 310)]
    assert sentences(found) == []


def test_a_month_that_the_file_holds_in_part_has_no_sum_and_it_is_said(file):
    table = daily(date(2026, 9, 15), date(2026, 11, 23), 10)
    found = gather(file, table, REACH, How.SUM)
    assert values(found) == [(date(2026, 10, 31), 310)]
    assert sentences(found) == [
        "“Alcance”: the period until 30 September 2026 is not whole; it was left out.",
        "“Alcance”: the period until 30 November 2026 is not whole; it was left out.",
    ]


def test_the_last_figure_of_the_running_month_is_dated_on_its_day_or_today(file):
    october = (date(2026, 10, 31), 500)
    by_day = daily(date(2026, 10, 1), date(2026, 11, 23), 500)
    found = gather(file, by_day, FOLLOWERS, How.LAST)
    assert values(found) == [october, (date(2026, 11, 23), 500)]
    by_month = "Mes;Seguidores\noctubre 2026;500\nnoviembre 2026;6\n"
    found = gather(file, by_month, FOLLOWERS, How.LAST)
    assert values(found) == [october, (TODAY, 6)]
    assert sentences(found) == []


def test_a_quarter_of_which_the_file_lacks_a_month_has_no_sum(file):
    for month in ("{:02}/2026", "01/{:02}/2026"):
        # given the figures of every month from February to August
        rows = [f"{month.format(number)};10" for number in range(2, 9)]
        found = gather(
            file, "\n".join(["Mes;Alcance", *rows]), REACH, How.SUM, ReadingPeriod.QUARTER
        )
        assert values(found) == [(date(2026, 6, 30), 30)]
        assert [sentence for sentence in sentences(found) if "not whole" in sentence] == [
            "“Alcance”: the period until 31 March 2026 is not whole; it was left out.",
            "“Alcance”: the period until 30 September 2026 is not whole; it was left out.",
        ]


def test_rows_of_quarters_and_events_on_any_day_are_added_as_they_are(file):
    quarters = "Fecha;Alcance\n2025-12-31;10\n2026-03-31;20\n2026-06-30;30\n"
    monthly = "Fecha;Alcance\n2026-05-03;10\n2026-06-01;20\n2026-06-29;30\n"
    events = "Fecha;Alcance\n2026-10-03;50,1\n2026-10-12;70,1\n2026-10-20;5,1\n"

    found = gather(file, quarters, REACH, How.SUM, ReadingPeriod.QUARTER)
    assert [value for _day, value in values(found)] == [10, 20, 30]
    found = gather(file, monthly, REACH, How.SUM, ReadingPeriod.QUARTER)
    assert values(found) == [(date(2026, 6, 30), 60)]
    assert values(gather(file, events, REACH, How.SUM)) == [(date(2026, 10, 31), 125.3)]


def test_the_figures_of_a_period_are_added_averaged_or_the_last_taken(file):
    # The order of the rows does not count.
    table = "Fecha;Alcance\n2026-10-20;30\n2026-10-03;10\n2026-10-12;20\n"
    for how, value in ((How.SUM, 60), (How.MEAN, 20), (How.LAST, 30)):
        assert values(gather(file, table, REACH, how)) == [(date(2026, 10, 31), value)]


def test_a_reading_stands_for_a_day_a_month_a_quarter_or_a_year(file):
    table = "Mes;Alcance\ndiciembre 2025;30\nfebrero 2026;10\n"
    last, next_ = date(2025, 12, 31), date(2026, 2, 28)
    expected = {
        ReadingPeriod.DAY: [last, next_],
        ReadingPeriod.MONTH: [last, next_],
        ReadingPeriod.QUARTER: [last, date(2026, 3, 31)],
        ReadingPeriod.YEAR: [last],
    }
    for period, days in expected.items():
        found = gather(file, table, REACH, How.SUM, period)
        assert [day for day, _value in values(found)] == days


def test_nothings_and_footers_are_passed_over_in_silence(file):
    table = "Fecha;Alcance\n2026-09-30;10\n2026-10-31;-\n\nFuente: Meta Business Suite\n"
    found = gather(file, table, REACH, How.SUM)
    assert values(found) == [(date(2026, 9, 30), 10)]
    assert sentences(found) == []


def test_each_line_that_is_left_out_is_said_with_its_number(file):
    table = (
        "Fecha;Alcance\n2026-08-31;muchas\n2026-09-30;10\npronto;20\n;30\n2027-01-31;40\n"
        "2026-10-31;50\nTotal;150\n"
    )
    found = gather(file, table, REACH, How.SUM)
    assert values(found) == [(date(2026, 9, 30), 10), (date(2026, 10, 31), 50)]
    assert sentences(found) == [
        "Line 2: “muchas” in “Alcance” is not a number; it was left out.",
        "Line 4: “pronto” is not a valid date; it was left out.",
        "Line 5: there is not a valid date; it was left out.",
        "Line 6: 31 January 2027 is still to come; it was left out.",
        "Line 8: “Total” is not a valid date; it was left out.",
    ]


def test_what_can_be_read_in_two_ways_is_said(file):
    table = "Fecha;Alcance\n01/09/2026;1.234\n01/10/2026;2.345\n"
    found = gather(file, table, REACH, How.LAST)
    assert values(found) == [(date(2026, 9, 30), 1234), (date(2026, 10, 31), 2345)]
    assert sentences(found) == [
        "Dates such as 01/09/2026 were read with the day first.",
        "“Alcance”: numbers such as 1.234 were read as thousands.",
    ]


def test_the_decimals_of_one_column_tell_how_another_is_written(file):
    table = "Mes;Alcance;Clics\n2026-09;1.234;61.5\n2026-10;2.345;3.25\n"
    assert values(gather(file, table, REACH, How.LAST))[0][1] == 1.234


def test_what_is_not_possible_is_left_out_and_said(file):
    found = gather(file, "Mes;Respuestas\n2026-09;61 %\n2026-10;140 %\n", ANSWERS, How.MEAN)
    assert values(found) == [(date(2026, 9, 30), 61)]
    assert sentences(found) == [
        "“Respuestas”: 140% on 31 October 2026 is not possible; it was left out."
    ]
    hidden = "Fecha;Respuestas\n01/09/2026;10 %\n30/09/2026;140 %\n"
    found = gather(file, hidden, ANSWERS, How.MEAN)
    assert values(found) == [(date(2026, 9, 30), 10)]
    assert [problem.line for problem in found.problems] == [3]
    added = "Fecha;Respuestas\n2026-10-01;60 %\n2026-10-31;61 %\n"
    assert values(gather(file, added, ANSWERS, How.SUM)) == []
    huge = f"Mes;Alcance\n2026-09;5\n2026-10;{'9' * 40}\n"
    assert values(gather(file, huge, REACH, How.LAST)) == [(date(2026, 9, 30), 5)]
    tone = Objective("Tono", id=4, judged=Judged.QUALITATIVE)
    judged = gather(file, "Mes;Tono\n2026-09;6\n2026-10;4\n", tone, How.MEAN)
    assert values(judged) == [(date(2026, 10, 31), 4)]


def test_another_column_of_days_can_be_chosen(file):
    file.write_text(
        "Creado;Publicado;Alcance\n2026-08-31;2026-09-30;5\n2026-09-01;2026-10-31;6\n", "utf-8"
    )
    table = figure_tables.read(file)
    matches = [Match(REACH, table.figures[0], How.SUM)]
    found = importing.gather(table, table.dates[1], matches, ReadingPeriod.MONTH, TODAY)
    assert values(found) == [(date(2026, 9, 30), 5), (date(2026, 10, 31), 6)]


def test_readings_are_stored_in_one_step_and_a_note_survives(store):
    day = date(2026, 10, 31)
    with store.change(Topic.PLAN) as db:
        objective_id = records.add(db, Objective("Alcance"))
        records.measure(db, Measurement(objective_id, day, 5, note="Hubo feria."))
    with store.change(Topic.PLAN) as db:
        readings = (Measurement(objective_id, day, 7), Measurement(objective_id, TODAY, 8))
        assert importing.store(db, Gathered(readings, ())) == 2
    with store.read() as connection:
        stored = records.load(connection).measurements
    mine = [measurement for measurement in stored if measurement.objective_id == objective_id]
    assert [(item.measured_on, item.value, item.note) for item in mine] == [
        (day, 7, "Hubo feria."),
        (TODAY, 8, ""),
    ]


def test_nothing_is_stored_when_an_objective_went_away_meanwhile(store):
    with store.change(Topic.PLAN) as db:
        objective_id = records.add(db, Objective("Alcance"))
    lost = Measurement(objective_id + 1, TODAY, 8)
    with pytest.raises(ImportTrouble), store.change(Topic.PLAN) as db:
        importing.store(db, Gathered((Measurement(objective_id, TODAY, 7), lost), ()))
    with store.read() as connection:
        readings = records.load(connection).measurements
    assert not [reading for reading in readings if reading.objective_id >= objective_id]
