"""Readings say when the next is due, and how far an objective is on its way."""

from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.errors import InvalidValue
from core.plan.kinds import Frequency, Judged, ObjectiveScope
from core.plan.measurements import readings
from core.plan.measurements.readings import ObjectiveState
from core.plan.model import Charter, Measurement, Objective, Plan
from core.plan.things import checked_value
from tests.core.in_turn import in_turn

TODAY = date(2026, 11, 24)
START = date(2026, 1, 1)
FOLLOWERS = Objective(
    "Llegar a los vecinos",
    id=1,
    indicator="Seguidores",
    unit="personas",
    baseline=1000,
    target=2000,
    due_on=date(2026, 12, 31),
)


def read(value: float, day: date, objective_id: int = 1) -> Measurement:
    return Measurement(objective_id, day, value)


def plan(*objectives: Objective, read: tuple[Measurement, ...] = ()) -> Plan:
    charter = Charter(start_on=START, end_on=date(2026, 12, 31))
    return Plan(charter=charter, objectives=objectives, measurements=read)


def days(plan: Plan, today: date = TODAY) -> list[tuple[str, date]]:
    return [(reading.objective.title, reading.since) for reading in readings.due(plan, today)]


def test_without_baseline_the_first_reading_is_due_when_the_plan_starts():
    assert days(plan(replace(FOLLOWERS, baseline=None))) == [("Llegar a los vecinos", START)]


def test_with_a_baseline_the_first_reading_is_due_a_period_after_the_start():
    assert days(plan(FOLLOWERS), date(2026, 3, 31)) == []
    assert days(plan(FOLLOWERS), date(2026, 4, 1)) == [("Llegar a los vecinos", date(2026, 4, 1))]


@pytest.mark.parametrize(
    ("every", "since"),
    [
        (Frequency.MONTHLY, date(2026, 2, 28)),
        (Frequency.QUARTERLY, date(2026, 4, 30)),
        (Frequency.TWICE_A_YEAR, date(2026, 7, 31)),
        (Frequency.YEARLY, date(2027, 1, 31)),
    ],
)
def test_the_next_is_due_when_the_last_is_older_than_the_frequency(every, since):
    measured = plan(replace(FOLLOWERS, every=every), read=(read(1100, date(2026, 1, 31)),))
    open_ended = replace(measured, charter=Charter(start_on=START))
    assert days(open_ended, since) == [("Llegar a los vecinos", since)]
    assert days(open_ended, since.replace(day=since.day - 1)) == []


def test_the_longest_missing_comes_first():
    other = replace(FOLLOWERS, id=2, title="Avisar a tiempo", every=Frequency.MONTHLY)
    measured = plan(FOLLOWERS, other, read=(read(5, date(2026, 5, 5)), read(5, START, 2)))
    assert [title for title, _since in days(measured)] == [
        "Avisar a tiempo",
        "Llegar a los vecinos",
    ]


def test_nothing_is_due_before_the_plan_starts_nor_once_it_is_over():
    new = plan(replace(FOLLOWERS, baseline=None))
    assert days(new, date(2025, 12, 31)) == []
    measured = plan(FOLLOWERS, read=(read(1800, date(2026, 12, 1)),))
    assert days(measured, date(2027, 6, 1)) == []
    assert days(Plan(objectives=(FOLLOWERS,))) == []


def test_suggestions_and_what_cannot_be_read_are_not_due():
    suggested = replace(FOLLOWERS, suggested="Su pueblo tiene 2.241 habitantes.")
    words_only = Objective("Ser cercanos", id=3)
    assert days(plan(suggested, words_only)) == []


def test_a_general_objective_is_reached_through_its_specific_ones_and_is_not_read():
    assert days(plan(replace(FOLLOWERS, scope=ObjectiveScope.GENERAL, baseline=None))) == []


def test_an_objective_that_was_read_on_its_date_has_been_judged():
    spring = replace(FOLLOWERS, due_on=date(2026, 4, 30), every=Frequency.MONTHLY)
    assert days(plan(spring, read=(read(1900, date(2026, 4, 29)),)))
    assert days(plan(spring, read=(read(1900, date(2026, 4, 30)),))) == []


def test_at_the_end_of_the_calendar_nothing_is_due_later():
    endless = Plan(charter=Charter(start_on=date.max), objectives=(FOLLOWERS,))
    assert days(endless) == []
    assert readings.months_on(date(9999, 6, 30), 12) == date.max


def test_a_reading_in_the_future_does_not_count_yet():
    measured = plan(FOLLOWERS, read=(read(1100, date(2026, 12, 30)),))
    assert days(measured) == [("Llegar a los vecinos", date(2026, 4, 1))]
    assert (
        readings.progress(FOLLOWERS, measured.measurements, TODAY).state is ObjectiveState.UNKNOWN
    )


@in_turn(
    "value, state, share",
    [
        (2000, ObjectiveState.REACHED, 1.0),
        (2100, ObjectiveState.REACHED, 1.0),
        (1500, ObjectiveState.ON_TRACK, 0.5),
        (1400, ObjectiveState.ON_TRACK, 0.4),
        (1399, ObjectiveState.BEHIND, 0.399),
        (900, ObjectiveState.BEHIND, 0.0),
    ],
)
def test_a_reading_is_compared_with_the_line_on_its_own_day(value, state, share):
    # Half of the year has passed by the second of July.
    told = readings.progress(FOLLOWERS, [read(value, date(2026, 7, 2))], TODAY, START)
    assert told.state is state
    assert told.share == pytest.approx(share)


def test_readings_of_the_plan_before_do_not_begin_the_line_of_this_one():
    # given the plan of 2027, which starts from what was read last in 2026
    renewed = replace(FOLLOWERS, baseline=1600, target=2600, due_on=date(2027, 12, 31))
    before = [read(1300, date(2026, 3, 31)), read(1600, date(2026, 12, 1))]
    since = [*before, read(1650, date(2027, 1, 31))]
    told = readings.progress(renewed, before, date(2026, 12, 2), date(2027, 1, 1))
    assert told.state is ObjectiveState.ON_TRACK
    told = readings.progress(renewed, since, date(2027, 2, 1), date(2027, 1, 1))
    assert told.state is ObjectiveState.ON_TRACK


def test_before_the_plan_starts_the_line_begins_with_the_first_reading():
    measured = [read(1100, date(2026, 3, 31)), read(1100, date(2026, 11, 1))]
    told = readings.progress(FOLLOWERS, measured, TODAY, date(2026, 12, 1))
    assert told.state is ObjectiveState.BEHIND


def test_at_the_target_before_the_plan_begins_nothing_was_reached():
    with i18n.language("en"):
        told = readings.progress(
            FOLLOWERS, [read(2100, date(2026, 11, 1))], TODAY, date(2026, 12, 1)
        )
    assert told.state is ObjectiveState.ALREADY
    assert told.sentence == (
        "Met before the plan begins: 2,100 personas on 1 November 2026;"
        " the target is 2,000 personas."
    )


@pytest.mark.parametrize(
    ("value", "state"),
    [(24, ObjectiveState.REACHED), (36, ObjectiveState.ON_TRACK), (47, ObjectiveState.BEHIND)],
)
def test_less_can_be_better(value, state):
    hours = replace(FOLLOWERS, less_is_better=True, unit="h", baseline=48, target=24)
    told = readings.progress(hours, [read(value, date(2026, 7, 2))], TODAY, START)
    assert told.state is state


def test_without_baseline_the_line_begins_with_the_first_reading():
    objective = replace(FOLLOWERS, baseline=None)
    first, second = read(1000, START), read(1600, date(2026, 7, 2))
    assert readings.progress(objective, [first], TODAY).state is ObjectiveState.UNKNOWN
    assert readings.progress(objective, [second, first], TODAY).share == pytest.approx(0.6)


def test_after_its_date_an_objective_is_reached_or_is_not():
    told = readings.progress(FOLLOWERS, [read(1990, date(2026, 12, 30))], date(2027, 1, 2), START)
    assert told.state is ObjectiveState.BEHIND
    with i18n.language("en"):
        told = readings.progress(
            FOLLOWERS, [read(1990, date(2026, 12, 30))], date(2027, 1, 2), START
        )
    assert told.sentence == (
        "Not reached: 1,990 personas on 30 December 2026;"
        " the target was 2,000 personas by 31 December 2026."
    )


def test_what_is_missing_is_said_and_not_guessed():
    reading = [read(1500, date(2026, 7, 2))]
    with i18n.language("en"):
        no_target = readings.progress(replace(FOLLOWERS, target=None), reading, TODAY)
        no_date = readings.progress(replace(FOLLOWERS, due_on=None), reading, TODAY)
        behind = readings.progress(FOLLOWERS, [read(1300, date(2026, 7, 2))], TODAY, START)
    assert no_target.sentence == "1,500 personas on 2 July 2026; no target."
    assert (no_target.share, no_target.state) == (None, ObjectiveState.UNKNOWN)
    assert no_date.sentence == (
        "1,500 personas on 2 July 2026; the target of 2,000 personas has no date."
    )
    assert no_date.share == pytest.approx(0.5)
    assert behind.sentence == (
        "Behind: 1,300 personas on 2 July 2026; 1,500 personas expected by then."
    )


def test_a_target_on_the_wrong_side_is_no_way_at_all():
    wrong = replace(FOLLOWERS, baseline=100, target=100, less_is_better=True)
    told = readings.progress(wrong, [read(120, date(2026, 7, 2))], TODAY, START)
    assert (told.share, told.state) == (0.0, ObjectiveState.BEHIND)


@pytest.mark.parametrize(
    ("judged", "unit", "value", "words"),
    [
        (Judged.QUANTITATIVE, "%", 61, "61\u202f%"),
        (Judged.QUANTITATIVE, "%", 2.35, "2,35\u202f%"),
        (Judged.QUANTITATIVE, "personas", 5200, "5200 personas"),
        (Judged.QUANTITATIVE, "h", 4, "4\u202fh"),
        (Judged.QUANTITATIVE, "", 12, "12"),
    ],
)
def test_values_are_said_with_their_unit(judged, unit, value, words):
    assert readings.value_in_words(replace(FOLLOWERS, judged=judged, unit=unit), value) == words


def test_a_judgement_is_said_out_of_five():
    with i18n.language("en"):
        judged = replace(FOLLOWERS, judged=Judged.QUALITATIVE, unit="")
        assert readings.value_in_words(judged, 3) == "3 of 5"


@in_turn(
    "text, unit, value",
    [
        ("61", "%", 61),
        ("61,5 %", "%", 61.5),
        ("5.200 personas", "personas", 5200),
        ("-3,5", "", -3.5),
        ("4 h", "h", 4),
        ("", "%", None),
        (" ", "", None),
    ],
)
def test_a_value_is_typed_with_or_without_its_unit(text, unit, value):
    assert checked_value(text, replace(FOLLOWERS, unit=unit)) == value


@pytest.mark.parametrize("text", ["140", "-1", "sesenta", "nan"])
def test_a_percentage_lies_between_0_and_100(text):
    with pytest.raises(InvalidValue):
        checked_value(text, replace(FOLLOWERS, unit="%"))


@pytest.mark.parametrize("text", ["0", "6", "bien"])
def test_a_judgement_lies_between_1_and_5(text):
    with pytest.raises(InvalidValue):
        checked_value(text, replace(FOLLOWERS, judged=Judged.QUALITATIVE))


@pytest.mark.parametrize("text", ["muchas", "inf", "1e99", "12 y pico"])
def test_what_is_no_number_is_refused_in_words(text):
    with i18n.language("en"), pytest.raises(InvalidValue, match="not a number"):
        checked_value(text, FOLLOWERS)


def test_what_was_expected_is_as_exact_as_what_was_read():
    readers = replace(FOLLOWERS, baseline=610, target=1400, due_on=date(2027, 12, 31))
    rate = replace(FOLLOWERS, unit="%", baseline=2, target=4)
    with i18n.language("en"):
        people = readings.progress(readers, [read(650, date(2026, 8, 3))], TODAY, START)
        percent = readings.progress(
            rate, [read(2.25, date(2026, 5, 1)), read(2.5, date(2026, 11, 1))], TODAY, START
        )
    assert "842 personas expected" in people.sentence
    assert "3.67% expected" in percent.sentence


def test_what_was_expected_never_looks_like_what_was_read():
    judged = replace(
        FOLLOWERS, judged=Judged.QUALITATIVE, baseline=2, target=4, due_on=date(2026, 12, 31)
    )
    with i18n.language("en"):
        progress = readings.progress(judged, [read(3, date(2026, 8, 20))], TODAY, START)
    assert progress.sentence == "Behind: 3 of 5 on 20 August 2026; 3.3 of 5 expected by then."


def test_a_judgement_is_drawn_against_all_of_its_steps_and_a_figure_against_what_is_known():
    judged = replace(FOLLOWERS, judged=Judged.QUALITATIVE, baseline=2, target=4)

    assert readings.chart_of(judged, plan(judged), "es").within == (1, 5)
    assert readings.chart_of(FOLLOWERS, plan(FOLLOWERS), "es").within == ()
