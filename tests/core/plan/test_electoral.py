"""When a council must keep quiet about itself (LOREG, art. 42.3 and 50)."""

from datetime import date

import pytest

from core.i18n import language
from core.plan.electoral import ElectoralPeriod, coming, periods

CALL, VOTE = date(2027, 3, 30), date(2027, 5, 23)


def test_the_municipal_elections_of_2027_are_on_the_fourth_sunday_of_may():
    with language("en"):
        assert periods(date(2027, 1, 1), date(2027, 12, 31)) == [
            ElectoralPeriod("Municipal elections 2027", CALL, VOTE)
        ]


@pytest.mark.parametrize(
    ("year", "called_on", "voted_on"),
    [
        (2015, date(2015, 3, 31), date(2015, 5, 24)),
        (2019, date(2019, 4, 2), date(2019, 5, 26)),
        (2023, date(2023, 4, 4), date(2023, 5, 28)),
    ],
)
def test_past_elections_were_called_and_held_on_the_computed_days(year, called_on, voted_on):
    (period,) = periods(date(year, 1, 1), date(year, 12, 31))
    assert (period.called_on, period.voted_on) == (called_on, voted_on)


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2028])
def test_the_years_between_have_none(year):
    assert periods(date(year, 1, 1), date(year, 12, 31)) == []


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        (date(2026, 1, 1), date(2027, 3, 29), False),
        (date(2026, 1, 1), CALL, True),
        (VOTE, date(2028, 1, 1), True),
        (date(2027, 5, 24), date(2028, 1, 1), False),
        (date(2027, 4, 10), date(2027, 4, 11), True),
    ],
)
def test_a_plan_crosses_a_period_when_they_share_a_day(start, end, touched):
    assert bool(periods(start, end)) is touched


def test_a_long_plan_crosses_several_oldest_first():
    years = [period.voted_on.year for period in periods(date(2027, 1, 1), date(2035, 12, 31))]
    assert years == [2027, 2031, 2035]


def test_dates_the_wrong_way_round_cross_nothing():
    assert periods(date(2027, 12, 31), date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2024, 1, 1), 2027), (date(2026, 11, 29), 2027), (CALL, 2027), (VOTE, 2027),
        (date(2027, 5, 24), 2031),
    ],
)  # fmt: skip
def test_the_one_that_comes_is_the_one_under_way_to_its_last_day(today, year):
    assert coming(today).voted_on.year == year
