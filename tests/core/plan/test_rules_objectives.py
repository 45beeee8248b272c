"""Step 2: how the objectives hang together."""

from dataclasses import replace
from datetime import date

import pytest

from core.plan.findings import Facts
from core.plan.kinds import Layer, Scope
from core.plan.model import Objective
from tests.core.plan.conftest import (
    ANSWERS,
    FACEBOOK,
    GENERAL,
    NOTICES,
    TRUST,
    WEBSITE,
    Change,
    all_of,
    also,
    item,
    planned,
    rules_of,
    town,
    without,
)

SECOND = Objective("Que se pregunte sin miedo", id=4, scope=Scope.GENERAL)


def more(count: int) -> Change:
    """So many specific objectives more, each as good as the first."""
    return also(*(replace(ANSWERS, id=10 + n, title=f"Objetivo {n}") for n in range(count)))


FIRES = [
    pytest.param("general-objective-missing", planned(objectives=()), id="no objective at all"),
    pytest.param("general-objective-missing", without(GENERAL), id="only specific ones"),
    pytest.param("general-without-specific", also(SECOND), id="nothing belongs to it"),
    pytest.param("objective-without-parent", item(ANSWERS, parent_id=None), id="no parent"),
    pytest.param("objective-without-parent", item(ANSWERS, parent_id=3), id="a specific parent"),
    pytest.param(
        "objective-without-channel",
        all_of(item(ANSWERS, channels=()), item(TRUST, channels=(1, 2, 3))),
        id="no channel",
    ),
    pytest.param(
        "objective-outside-period", item(ANSWERS, due_on=date(2028, 1, 1)), id="after the end"
    ),
    pytest.param(
        "objective-outside-period", item(ANSWERS, due_on=date(2026, 12, 31)), id="before the start"
    ),
    pytest.param("objectives-too-many", more(5), id="seven at eight hours a week"),
    pytest.param("objectives-too-many", all_of(more(198), town(hours_week=80)), id="two hundred"),
    pytest.param(
        "indicators-all-output",
        all_of(
            item(ANSWERS, layer=Layer.OUTPUT),
            also(replace(ANSWERS, id=4, title="Publicar cada día", layer=Layer.OUTPUT)),
        ),
        id="only posts are counted",
    ),
    pytest.param("outside-aim-missing", item(ANSWERS, serves=""), id="good for the networks only"),
]

QUIET = [
    pytest.param("general-without-specific", planned(objectives=()), id="no objectives"),
    pytest.param(
        "objective-without-parent", without(GENERAL), id="there is no general one to belong to"
    ),
    pytest.param(
        "objective-without-channel",
        all_of(without(NOTICES, FACEBOOK, WEBSITE), item(ANSWERS, channels=())),
        id="there are no channels yet",
    ),
    pytest.param("objective-without-channel", item(GENERAL, channels=()), id="a general one"),
    pytest.param(
        "objective-outside-period", item(ANSWERS, due_on=date(2027, 12, 31)), id="the last day"
    ),
    pytest.param(
        "objective-outside-period", item(ANSWERS, due_on=date(2027, 1, 1)), id="the first day"
    ),
    pytest.param("objectives-too-many", more(4), id="six at eight hours a week"),
    pytest.param(
        "objectives-too-many", all_of(more(6), town(hours_week=12)), id="eight at twelve hours"
    ),
    pytest.param("indicators-all-output", item(ANSWERS, layer=Layer.OUTPUT), id="a single one"),
    pytest.param(
        "indicators-all-output",
        also(replace(ANSWERS, id=4, title="Publicar cada día", layer=Layer.OUTPUT)),
        id="one of two",
    ),
    pytest.param("outside-aim-missing", planned(objectives=()), id="no objectives"),
]


@pytest.mark.parametrize(("rule", "change"), FIRES)
def test_a_broken_plan_is_told_what_is_broken_and_nothing_else(
    sound_facts: Facts, rule: str, change: Change
) -> None:
    assert rules_of(change(sound_facts)) == [rule]


@pytest.mark.parametrize(("rule", "change"), QUIET)
def test_what_is_still_in_order_is_not_told(sound_facts: Facts, rule: str, change: Change) -> None:
    assert rule not in rules_of(change(sound_facts))
