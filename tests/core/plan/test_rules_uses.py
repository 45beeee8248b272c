"""Step 5: what for, in which shares, and how it is written."""

from dataclasses import replace

import pytest

from core.plan.findings import Facts
from tests.core.plan.conftest import (
    CORPORATE,
    SERVICE,
    USES,
    Change,
    all_of,
    charter,
    item,
    planned,
    rules_of,
)

NONE_WANTED = planned(uses=tuple(replace(one, share=None) for one in USES))

FIRES = [
    pytest.param("uses-missing", NONE_WANTED, id="none has a share"),
    pytest.param("uses-missing", planned(uses=()), id="none at all"),
    pytest.param("shares-do-not-add-up", item(SERVICE, share=50), id="110 %"),
    pytest.param("shares-do-not-add-up", item(SERVICE, share=39), id="99 %"),
    pytest.param("use-without-channel", item(SERVICE, channels=()), id="done nowhere"),
    pytest.param("use-without-audience", item(SERVICE, audiences=()), id="for nobody"),
    pytest.param("use-without-examples", item(SERVICE, examples=""), id="no examples"),
    pytest.param(
        "uses-one-way",
        all_of(
            item(SERVICE, share=0),
            item(CORPORATE, share=40, examples="Un acuerdo.", channels=(3,), audiences=(1,)),
        ),
        id="nothing for answers",
    ),
    pytest.param("accessibility-missing", charter(accessibility=""), id="accessibility"),
    pytest.param("style-missing", charter(style=""), id="style"),
    pytest.param("images-missing", charter(images=""), id="images"),
]

QUIET = [
    pytest.param("shares-do-not-add-up", NONE_WANTED, id="none has a share"),
    pytest.param("use-without-channel", item(CORPORATE, channels=()), id="it is not wanted"),
    pytest.param(
        "use-without-channel",
        all_of(planned(channels=()), item(SERVICE, channels=())),
        id="there are no channels yet",
    ),
    pytest.param(
        "use-without-audience",
        all_of(planned(audiences=()), item(SERVICE, audiences=())),
        id="there are no audiences yet",
    ),
    pytest.param("use-without-examples", item(CORPORATE, examples=""), id="it is not wanted"),
    pytest.param("uses-one-way", NONE_WANTED, id="none has a share"),
    pytest.param(
        "accessibility-missing",
        all_of(planned(channels=()), charter(accessibility="")),
        id="there are no channels yet",
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
