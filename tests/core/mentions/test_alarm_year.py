"""Some weeks of the year in which the bench of alarms lets a village live, with fixed seeds."""

import pytest

from tests.bench import alarms
from tests.bench.alarm_year import TOWNS

WEEKS = 6


@pytest.mark.usefixtures("madrid")
def test_in_six_weeks_of_a_village_each_crisis_is_told_and_no_news_of_elsewhere():
    lived = alarms.course(TOWNS[0], 1, WEEKS * 7)

    assert lived.bursts
    assert lived.warned == list(lived.bursts.values())
    assert [item.titles for item in lived.false if item.harmless and item.level == "red"] == []
    told = " ".join(item.cause for item in lived.false)
    assert "passing" not in told
    assert "national" not in told
