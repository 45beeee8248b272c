"""Step 6: levels, what is a crisis, private channels, rehearsals, rules of use."""

from datetime import date

import pytest

from core.plan.findings import Facts
from tests.core.plan.conftest import (
    COUNTER,
    EVERY_LEVEL_EMPTY,
    FACEBOOK,
    FACEBOOK_ACCOUNT,
    GREEN,
    ORANGE,
    RED,
    YELLOW,
    Change,
    all_of,
    charter,
    item,
    planned,
    rules_of,
    without,
)

EMPTY = planned(levels=EVERY_LEVEL_EMPTY)

FIRES = [
    pytest.param("protocol-missing", EMPTY, id="four empty levels"),
    pytest.param("level-without-trigger", item(YELLOW, trigger=""), id="when it begins"),
    pytest.param("level-without-trigger", item(GREEN, trigger=""), id="what is usual"),
    pytest.param("level-without-told", item(RED, told=()), id="nobody is told"),
    pytest.param("level-without-told", item(RED, told=(99,)), id="somebody who is gone"),
    pytest.param("level-without-approver", item(ORANGE, approver_id=None), id="nobody approves"),
    pytest.param("level-without-minutes", item(RED, minutes=None), id="by when"),
    pytest.param("level-without-threshold", item(ORANGE, mentions_day=None), id="in words only"),
    pytest.param("sensitive-words-ignored", item(YELLOW, sensitive=False), id="on no level"),
    pytest.param(
        "thresholds-do-not-rise", item(ORANGE, mentions_day=3), id="orange at yellow's mentions"
    ),
    pytest.param(
        "thresholds-do-not-rise",
        all_of(item(YELLOW, negative_share=60), item(RED, negative_share=50)),
        id="red at a smaller negative share than yellow",
    ),
    pytest.param(
        "thresholds-do-not-rise",
        all_of(
            item(ORANGE, mentions_day=2, negative_share=30),
            item(YELLOW, negative_share=60),
        ),
        id="both figures of one level, one finding",
    ),
    pytest.param("minutes-do-not-fall", item(ORANGE, minutes=90), id="orange slower than yellow"),
    pytest.param(
        "red-too-slow",
        all_of(item(ORANGE, minutes=45), item(RED, minutes=31)),
        id="31 minutes",
    ),
    pytest.param("crisis-meaning-missing", charter(crisis_meaning=""), id="what is one"),
    pytest.param("private-channels-missing", planned(private_channels=()), id="all in public"),
    pytest.param("private-channel-without-address", item(COUNTER, address=""), id="where"),
    pytest.param("private-channel-without-person", item(COUNTER, person_id=None), id="who"),
    pytest.param("protocol-never-rehearsed", charter(rehearsed_on=None), id="never"),
    pytest.param(
        "protocol-rehearsed-long-ago", charter(rehearsed_on=date(2026, 7, 24)), id="123 days ago"
    ),
    pytest.param("answer-time-missing", charter(answer_hours=None), id="how soon"),
    pytest.param("corrections-missing", charter(corrections=""), id="after an error"),
    pytest.param("rules-missing", charter(rules=""), id="no rules"),
    pytest.param(
        "rules-missing",
        all_of(charter(rules=""), item(FACEBOOK, kind=""), item(FACEBOOK_ACCOUNT, network="")),
        id="a network that is in no catalogue",
    ),
    pytest.param("rules-not-approved", charter(rules_body=""), id="by whom"),
    pytest.param("rules-not-approved", charter(rules_on=None), id="when"),
    pytest.param("electoral-guard-missing", charter(electoral_guard=""), id="2027 has elections"),
]

QUIET = [
    pytest.param("protocol-missing", planned(levels=(GREEN,)), id="one level says something"),
    pytest.param(
        "protocol-missing",
        all_of(EMPTY, item(YELLOW, sensitive=True)),
        id="a sign is something",
    ),
    pytest.param("level-without-told", item(GREEN, told=()), id="green is every day"),
    pytest.param("level-without-minutes", item(GREEN, minutes=None), id="green is every day"),
    pytest.param(
        "level-without-threshold",
        item(ORANGE, mentions_day=None, negative_share=50),
        id="a negative share is one",
    ),
    pytest.param(
        "level-without-threshold",
        item(ORANGE, mentions_day=None, sensitive=True),
        id="a sensitive word is one",
    ),
    pytest.param(
        "thresholds-do-not-rise", item(ORANGE, mentions_day=None), id="a level without figures"
    ),
    pytest.param("minutes-do-not-fall", item(ORANGE, minutes=60), id="as soon as yellow"),
    pytest.param("red-too-slow", item(RED, minutes=30), id="half an hour"),
    pytest.param(
        "crisis-meaning-missing", all_of(EMPTY, charter(crisis_meaning="")), id="nothing at all yet"
    ),
    pytest.param(
        "private-channels-missing",
        all_of(EMPTY, planned(private_channels=())),
        id="nothing at all yet",
    ),
    pytest.param(
        "protocol-never-rehearsed",
        all_of(EMPTY, charter(rehearsed_on=None)),
        id="nothing at all yet",
    ),
    pytest.param(
        "protocol-rehearsed-long-ago", charter(rehearsed_on=date(2026, 7, 25)), id="four months ago"
    ),
    pytest.param(
        "rules-missing",
        all_of(charter(rules=""), without(FACEBOOK)),
        id="on a notice board and a website nobody comments",
    ),
    pytest.param("rules-not-approved", charter(rules="", rules_body=""), id="there are none"),
    pytest.param(
        "electoral-guard-missing",
        charter(electoral_guard="", end_on=date(2027, 3, 29)),
        id="it ends the day before the call",
    ),
    pytest.param(
        "electoral-guard-missing",
        charter(electoral_guard="", start_on=None),
        id="the period is not known",
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
