"""Some weeks of the year in which the bench of alarms lets a village live, with fixed seeds."""

import importlib
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parents[2] / "bench"
WEEKS = 6


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The bench's own modules, as `dev.py bench` has them."""
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("alarms")


@pytest.mark.usefixtures("madrid")
def test_in_six_weeks_of_a_village_each_crisis_is_told_and_no_news_of_elsewhere(bench):
    village = bench.TOWNS[0]

    lived = bench.course(village, 1, WEEKS * 7)

    assert lived.bursts
    assert lived.warned == list(lived.bursts.values())
    assert [item.titles for item in lived.false if item.harmless and item.level == "red"] == []
    told = " ".join(item.cause for item in lived.false)
    assert "passing" not in told
    assert "national" not in told
