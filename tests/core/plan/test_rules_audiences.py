"""Step 3: for whom, and whether they can be reached."""

from dataclasses import replace

import pytest

from core.plan.findings import Facts
from core.plan.kinds import Reach
from core.plan.model import Audience, Presence
from tests.core.plan.conftest import (
    ELDERLY,
    ELDERLY_ON_NOTICES,
    FAMILIES_ON_FACEBOOK,
    FAMILIES_ON_WEBSITE,
    NOTICES,
    Change,
    all_of,
    also,
    item,
    planned,
    rules_of,
    without,
)

YOUNG = Audience("Jóvenes", id=3, sociodemographic="Estudian fuera.")

FIRES = [
    pytest.param("audiences-missing", planned(audiences=()), id="nobody"),
    pytest.param("audience-unreached", also(YOUNG), id="nowhere"),
    pytest.param(
        "audience-unreached",
        also(YOUNG, Presence(3, 2, Reach.NONE, id=9)),
        id="said to be nowhere",
    ),
    pytest.param(
        "audience-on-one-network",
        item(FAMILIES_ON_WEBSITE, reach=Reach.FEW),
        id="many on a network, few elsewhere",
    ),
    pytest.param("audience-undescribed", item(ELDERLY, sociodemographic=""), id="only a name"),
    pytest.param("evidence-missing", item(ELDERLY_ON_NOTICES, evidence=""), id="who says so"),
    pytest.param(
        "evidence-missing",
        all_of(item(ELDERLY_ON_NOTICES, evidence=""), item(FAMILIES_ON_FACEBOOK, evidence="")),
        id="two cells, one finding",
    ),
]

QUIET = [
    pytest.param(
        "audience-unreached", all_of(also(YOUNG), planned(channels=())), id="no channels yet"
    ),
    pytest.param(
        "audience-unreached",
        also(YOUNG, Presence(3, 2, Reach.FEW, id=9, evidence="Se lo oímos.")),
        id="a few are somewhere",
    ),
    pytest.param("audience-on-one-network", planned(), id="a network and the town's own website"),
    pytest.param(
        "audience-on-one-network",
        without(FAMILIES_ON_FACEBOOK),
        id="only the website, which nobody can close",
    ),
    pytest.param(
        "audience-on-one-network",
        all_of(
            item(FAMILIES_ON_WEBSITE, reach=Reach.FEW),
            also(replace(ELDERLY_ON_NOTICES, id=9, audience_id=2)),
        ),
        id="a network and the notice board",
    ),
    pytest.param(
        "audience-on-one-network",
        all_of(without(FAMILIES_ON_WEBSITE), item(FAMILIES_ON_FACEBOOK, channel_id=NOTICES.id)),
        id="only the notice board",
    ),
    pytest.param(
        "audience-undescribed",
        item(ELDERLY, sociodemographic="", psychographic="Confían en la radio."),
        id="one criterion is something",
    ),
    pytest.param(
        "evidence-missing",
        also(Presence(1, 2, Reach.NONE, id=9)),
        id="nobody there needs no evidence",
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
