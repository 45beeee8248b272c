"""Step 4: where to speak, who does it, how often and in which language."""

from dataclasses import replace
from datetime import date

import pytest

from core.plan.findings import Facts
from core.plan.kinds import LanguagePolicy, Reach
from core.plan.model import Channel
from tests.core.plan.conftest import (
    ANSWERS,
    COMMUNICATIONS,
    COVER,
    ELDERLY_ON_NOTICES,
    FACEBOOK,
    FAMILIES_ON_WEBSITE,
    NOTICES,
    SECRETARIAT,
    WEBSITE,
    Change,
    all_of,
    also,
    charter,
    item,
    planned,
    rules_of,
    town,
    without,
)

LINKEDIN = Channel(
    "LinkedIn",
    id=4,
    kind="linkedin",
    purpose="Ofertas de empleo.",
    posts_week=0.5,
    minutes_post=30,
    owner_id=1,
    substitute_id=2,
)
WITH_LINKEDIN = all_of(also(LINKEDIN), item(ANSWERS, channels=(2, 3, 4)))

BILINGUAL = all_of(
    town(languages=("es", "gl")),
    item(NOTICES, languages=("es", "gl")),
    item(FACEBOOK, languages=("es", "gl")),
    item(WEBSITE, languages=("es",)),
)

FIRES = [
    pytest.param("channels-missing", planned(channels=()), id="nowhere"),
    pytest.param("channel-without-audience", WITH_LINKEDIN, id="nobody is there"),
    pytest.param(
        "channel-without-objective", item(ANSWERS, channels=(2,)), id="good for no objective"
    ),
    pytest.param("channel-without-owner", item(WEBSITE, owner_id=None), id="nobody keeps it"),
    pytest.param("channel-without-owner", item(WEBSITE, owner_id=99), id="somebody who is gone"),
    pytest.param("channel-without-substitute", item(WEBSITE, substitute_id=None), id="holidays"),
    pytest.param("channel-stands-in-for-itself", item(WEBSITE, substitute_id=1), id="one post"),
    pytest.param(
        "channel-stands-in-for-itself",
        all_of(
            also(replace(COMMUNICATIONS, id=9, label="Biblioteca")), item(WEBSITE, substitute_id=9)
        ),
        id="one contact in two posts",
    ),
    pytest.param("cadence-missing", item(WEBSITE, posts_week=None), id="how often"),
    pytest.param("minutes-missing", item(WEBSITE, minutes_post=None), id="how long"),
    pytest.param("purpose-missing", item(WEBSITE, purpose=""), id="what for"),
    pytest.param("offline-notices-missing", item(NOTICES, urgent=False), id="offline, not urgent"),
    pytest.param(
        "offline-notices-missing",
        item(NOTICES, offline=False, kind="web"),
        id="urgent, not offline",
    ),
    pytest.param(
        "language-unmet",
        all_of(BILINGUAL, charter(language_policy=LanguagePolicy.ALL)),
        id="everything in all, and the website is not",
    ),
    pytest.param(
        "language-unmet",
        all_of(
            BILINGUAL,
            charter(language_policy=LanguagePolicy.NOTICES),
            item(NOTICES, languages=("es",)),
        ),
        id="notices in all, and the notice board is not",
    ),
    pytest.param(
        "language-unmet", all_of(BILINGUAL, item(WEBSITE, languages=())), id="it does not say"
    ),
    pytest.param("language-unmet", item(WEBSITE, languages=("en",)), id="only for visitors"),
    pytest.param("network-facts-old", item(COVER, reviewed_on=date(2026, 5, 24)), id="184 days"),
    pytest.param("network-facts-old", item(COVER, reviewed_on=None), id="never looked up"),
    pytest.param(
        "network-facts-old",
        all_of(
            item(COVER, reviewed_on=None),
            also(replace(COVER, id=2, name="Evento", reviewed_on=date(2025, 1, 1))),
        ),
        id="two of one channel, one finding",
    ),
]

QUIET = [
    pytest.param(
        "channel-without-audience",
        all_of(WITH_LINKEDIN, also(replace(FAMILIES_ON_WEBSITE, id=9, channel_id=4))),
        id="some families are there",
    ),
    pytest.param(
        "channel-without-audience",
        all_of(WITH_LINKEDIN, planned(audiences=())),
        id="there are no audiences yet",
    ),
    pytest.param(
        "channel-without-objective", planned(objectives=()), id="there are no objectives yet"
    ),
    pytest.param(
        "channel-stands-in-for-itself",
        all_of(
            item(COMMUNICATIONS, contact_id=None),
            item(SECRETARIAT, contact_id=None),
        ),
        id="two vacant posts are not one person",
    ),
    pytest.param("cadence-missing", item(WEBSITE, posts_week=0), id="only when needed"),
    pytest.param(
        "minutes-missing", item(WEBSITE, posts_week=0, minutes_post=None), id="only when needed"
    ),
    pytest.param("offline-notices-missing", planned(channels=()), id="there are no channels yet"),
    pytest.param("language-unmet", BILINGUAL, id="all in the main one"),
    pytest.param(
        "language-unmet",
        all_of(BILINGUAL, charter(language_policy=LanguagePolicy.NOTICES)),
        id="notices in both",
    ),
    pytest.param("language-unmet", item(WEBSITE, languages=()), id="a town of one language"),
    pytest.param("network-facts-old", item(COVER, reviewed_on=date(2026, 5, 25)), id="183 days"),
    pytest.param(
        "network-facts-old",
        all_of(without(FACEBOOK), item(COVER, reviewed_on=None)),
        id="no channel",
    ),
    pytest.param(
        "channel-without-audience", item(ELDERLY_ON_NOTICES, reach=Reach.FEW), id="a few are enough"
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
