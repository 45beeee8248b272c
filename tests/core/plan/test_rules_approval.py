"""Step 8, and what holds for every list."""

from dataclasses import replace
from datetime import date

import pytest

from core.plan.findings import Facts, check
from core.plan.kinds import Step
from core.plan.rules import RULES
from tests.core.plan.conftest import (
    ANSWERS,
    CONTENT,
    COUNTER,
    CULTURE,
    ELDERLY,
    FACEBOOK_ACCOUNT,
    FAMILIES,
    OLD_ACCOUNT,
    SECRETARIAT,
    TRUST,
    VERSION,
    WEBSITE,
    Change,
    all_of,
    charter,
    item,
    measured,
    planned,
    rules_of,
)

BEGUN = all_of(charter(start_on=date(2026, 11, 24)), measured(ANSWERS, 45), measured(TRUST, 3))

FIRES = [
    pytest.param("plan-not-approved", all_of(BEGUN, planned(versions=())), id="it begins today"),
    pytest.param(
        "plan-old",
        planned(versions=(replace(VERSION, approved_on=date(2025, 11, 23)),)),
        id="366 days",
    ),
    pytest.param("review-missing", charter(review=""), id="nobody looks again"),
    pytest.param("legal-missing", charter(legal=""), id="no law is named"),
    pytest.param("title-missing", item(ELDERLY, title=""), id="an audience"),
    pytest.param("title-missing", item(WEBSITE, title=" "), id="a channel"),
    pytest.param("title-missing", item(ANSWERS, title=""), id="an objective"),
    pytest.param("title-missing", item(FACEBOOK_ACCOUNT, title=""), id="an account"),
    pytest.param("title-missing", item(COUNTER, title=""), id="a private channel"),
    pytest.param("title-missing", item(CONTENT, title=""), id="a task"),
    pytest.param("title-twice", item(FAMILIES, title="MAYORES DE 65"), id="two audiences"),
    pytest.param("title-twice", item(WEBSITE, title="Bando"), id="two channels"),
    pytest.param("title-twice", item(ANSWERS, title=TRUST.title), id="two objectives"),
    pytest.param("title-twice", item(CULTURE, label="secretaria"), id="two posts"),
    pytest.param("suggestions-waiting", item(ELDERLY, suggested="Por la edad."), id="an audience"),
]

QUIET = [
    pytest.param("plan-not-approved", planned(versions=()), id="it has not begun"),
    pytest.param("plan-not-approved", BEGUN, id="it is approved"),
    pytest.param(
        "plan-old",
        planned(versions=(replace(VERSION, approved_on=date(2025, 11, 24)),)),
        id="365 days",
    ),
    pytest.param("plan-old", planned(versions=()), id="never approved"),
    pytest.param("review-missing", all_of(planned(objectives=()), charter(review="")), id="empty"),
    pytest.param("title-twice", item(WEBSITE, title="Familias"), id="a channel and an audience"),
    pytest.param(
        "title-twice",
        item(OLD_ACCOUNT, title=FACEBOOK_ACCOUNT.title),
        id="one name on two networks",
    ),
    pytest.param("title-missing", item(SECRETARIAT, label="S"), id="a short one"),
]


@pytest.mark.parametrize(("rule", "change"), FIRES)
def test_a_broken_plan_is_told_what_is_broken_and_nothing_else(
    sound_facts: Facts, rule: str, change: Change
) -> None:
    assert rules_of(change(sound_facts)) == [rule]


@pytest.mark.parametrize(("rule", "change"), QUIET)
def test_what_is_still_in_order_is_not_told(sound_facts: Facts, rule: str, change: Change) -> None:
    assert rule not in rules_of(change(sound_facts))


def test_suggestions_are_counted_once_for_each_step(sound_facts: Facts) -> None:
    # given suggestions on two steps, on one of them in two lists
    change = all_of(
        item(ELDERLY, suggested="Por la edad."),
        item(FAMILIES, suggested="Por el colegio."),
        item(CULTURE, suggested="Suele haberla."),
        item(CONTENT, suggested="Hace falta."),
    )

    found = check(change(sound_facts), RULES)

    assert [(one.place.step, one.sentence) for one in found] == [
        (Step.AUDIENCES, found[0].sentence),
        (Step.PEOPLE, found[1].sentence),
    ]
    assert all("2" in one.sentence for one in found)
