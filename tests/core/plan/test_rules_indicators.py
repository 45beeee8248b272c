"""Step 2: how it will be known that an objective is reached."""

from datetime import date

import pytest

from core.i18n import language
from core.plan.findings import Facts, check
from core.plan.kinds import Judged
from core.plan.rules import RULES
from tests.core.plan.conftest import (
    ANSWERS,
    GENERAL,
    TRUST,
    Change,
    all_of,
    charter,
    item,
    measured,
    on,
    rules_of,
)

RUNNING = charter(start_on=date(2026, 8, 1))
"""The plan is in force."""

FIRES = [
    pytest.param("indicator-missing", item(ANSWERS, indicator=""), id="nothing is counted"),
    pytest.param("baseline-missing", item(ANSWERS, baseline=None), id="no figure of today"),
    pytest.param("target-missing", item(ANSWERS, target=None), id="no figure to reach"),
    pytest.param("date-missing", item(ANSWERS, due_on=None), id="no day"),
    pytest.param("date-past", item(ANSWERS, due_on=date(2026, 11, 23)), id="yesterday"),
    pytest.param(
        "date-past",
        all_of(item(ANSWERS, due_on=date(2026, 11, 23)), measured(ANSWERS, 59)),
        id="yesterday, and almost",
    ),
    pytest.param("target-backwards", item(ANSWERS, target=30), id="more is better, to go down"),
    pytest.param(
        "target-backwards", item(ANSWERS, less_is_better=True), id="less is better, to go up"
    ),
    pytest.param("target-met-at-start", item(ANSWERS, target=40), id="as it is today"),
    pytest.param("target-met", measured(ANSWERS, 61), id="past it"),
    pytest.param("target-met", measured(ANSWERS, 60), id="exactly"),
    pytest.param(
        "target-met",
        all_of(
            item(ANSWERS, unit="h", less_is_better=True, baseline=24, target=8),
            measured(ANSWERS, 7.5),
        ),
        id="less is better",
    ),
    pytest.param("value-out-of-range", item(ANSWERS, target=140), id="140 %"),
    pytest.param("value-out-of-range", item(ANSWERS, baseline=-5), id="-5 %"),
    pytest.param("value-out-of-range", item(TRUST, target=6), id="6 of 5"),
    pytest.param("rubric-missing", item(TRUST, rubric=""), id="nobody can judge it"),
    pytest.param("figure-source-missing", item(ANSWERS, source=""), id="read where"),
    pytest.param(
        "measurement-due", all_of(RUNNING, measured(ANSWERS, 45)), id="never, since the start"
    ),
    pytest.param(
        "measurement-due",
        all_of(RUNNING, measured(TRUST, 3), measured(ANSWERS, 45, date(2026, 8, 23))),
        id="three months and a day ago",
    ),
]

QUIET = [
    pytest.param("indicator-missing", item(GENERAL, indicator=""), id="a general one"),
    pytest.param("indicator-missing", item(TRUST, indicator=""), id="a qualitative one"),
    pytest.param("baseline-missing", item(ANSWERS, baseline=0), id="zero is a figure"),
    pytest.param(
        "target-missing",
        item(ANSWERS, less_is_better=True, baseline=40, target=0),
        id="zero is a target",
    ),
    pytest.param("date-missing", item(TRUST, due_on=None), id="a qualitative one"),
    pytest.param("date-past", item(ANSWERS, due_on=date(2026, 11, 24)), id="today"),
    pytest.param(
        "date-past",
        all_of(item(ANSWERS, due_on=date(2026, 11, 23)), measured(ANSWERS, 60)),
        id="it was reached",
    ),
    pytest.param(
        "target-backwards",
        item(ANSWERS, less_is_better=True, baseline=60, target=40),
        id="less is better, to go down",
    ),
    pytest.param(
        "date-past",
        all_of(item(TRUST, target=None, due_on=date(2026, 11, 23)), measured(TRUST, 4)),
        id="judged, and nothing said how high",
    ),
    pytest.param("target-backwards", item(ANSWERS, baseline=None), id="no baseline"),
    pytest.param("target-met", measured(ANSWERS, 59.9), id="not quite"),
    pytest.param(
        "target-met",
        all_of(measured(ANSWERS, 61), on(date(2027, 12, 16))),
        id="its date is over: that is success",
    ),
    pytest.param(
        "target-met",
        all_of(measured(ANSWERS, 61, date(2026, 10, 1)), measured(ANSWERS, 58)),
        id="no longer",
    ),
    pytest.param("value-out-of-range", item(ANSWERS, unit="personas", target=140), id="140 people"),
    pytest.param("value-out-of-range", item(ANSWERS, target=100), id="100 %"),
    pytest.param(
        "rubric-missing",
        item(TRUST, judged=Judged.QUANTITATIVE, rubric=""),
        id="a quantitative one",
    ),
    pytest.param(
        "measurement-due",
        all_of(RUNNING, measured(TRUST, 3), measured(ANSWERS, 45, date(2026, 8, 25))),
        id="less than three months ago",
    ),
    pytest.param(
        "measurement-due",
        all_of(RUNNING, measured(TRUST, 3), item(ANSWERS, baseline=None)),
        id="the missing baseline says it already",
    ),
    pytest.param(
        "measurement-due",
        all_of(RUNNING, measured(TRUST, 3), measured(ANSWERS, 45), item(GENERAL, target=3)),
        id="a general one is not measured",
    ),
]


@pytest.mark.parametrize(("rule", "change"), FIRES)
def test_a_broken_plan_is_told_what_is_broken_and_nothing_else(
    sound_facts: Facts, rule: str, change: Change
) -> None:
    assert rules_of(change(sound_facts)) == [rule]


@pytest.mark.parametrize(("rule", "change"), QUIET)
def test_what_is_still_in_order_is_not_told(sound_facts: Facts, rule: str, change: Change) -> None:
    assert rule not in rules_of(change(sound_facts))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (item(ANSWERS, baseline=0.06, target=0.04), "goes from 0.06 to 0.04."),
        (item(ANSWERS, target=100.04), "says 100.04."),
    ],
)
def test_a_figure_in_a_finding_keeps_the_decimals_that_make_it_wrong(
    sound_facts: Facts, change: Change, told: str
) -> None:
    with language("en"):
        (finding,) = check(change(sound_facts), RULES)

    assert finding.sentence.endswith(told)
