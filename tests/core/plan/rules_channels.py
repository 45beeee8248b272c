"""Step 4: where to speak, who does it, how often and in which language."""

from dataclasses import replace
from datetime import date

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
    all_of,
    also,
    charter,
    item,
    planned,
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

FIRES = {
    "ERROR channels-missing at channels/channel/0/": {"nowhere": planned(channels=())},
    "WARNING channel-without-audience at channels/channel/4/reach": {
        "nobody is there": WITH_LINKEDIN
    },
    "WARNING channel-without-objective at channels/channel/3/": {
        "good for no objective": item(ANSWERS, channels=(2,))
    },
    "ERROR channel-without-owner at channels/channel/3/owner_id": {
        "nobody keeps it": item(WEBSITE, owner_id=None),
        "somebody who is gone": item(WEBSITE, owner_id=99),
    },
    "WARNING channel-without-substitute at channels/channel/3/substitute_id": {
        "holidays": item(WEBSITE, substitute_id=None)
    },
    "WARNING channel-stands-in-for-itself at channels/channel/3/substitute_id": {
        "one post": item(WEBSITE, substitute_id=1),
        "one contact in two posts": all_of(
            also(replace(COMMUNICATIONS, id=9, label="Biblioteca")), item(WEBSITE, substitute_id=9)
        ),
    },
    "WARNING cadence-missing at channels/channel/3/posts_week": {
        "how often": item(WEBSITE, posts_week=None)
    },
    "WARNING minutes-missing at channels/channel/3/minutes_post": {
        "how long": item(WEBSITE, minutes_post=None)
    },
    "HINT purpose-missing at channels/channel/3/purpose": {"what for": item(WEBSITE, purpose="")},
    "ERROR offline-notices-missing at channels/channel/1/urgent": {
        "offline, not urgent": item(NOTICES, urgent=False)
    },
    "ERROR offline-notices-missing at channels/channel/0/new": {
        "urgent, not offline": item(NOTICES, offline=False, kind="web")
    },
    "WARNING language-unmet at channels/channel/3/languages": {
        "everything in all, and the website is not": all_of(
            BILINGUAL, charter(language_policy=LanguagePolicy.ALL)
        ),
        "it does not say": all_of(BILINGUAL, item(WEBSITE, languages=())),
        "only for visitors": item(WEBSITE, languages=("en",)),
    },
    "WARNING language-unmet at channels/channel/1/languages": {
        "notices in all, and the notice board is not": all_of(
            BILINGUAL,
            charter(language_policy=LanguagePolicy.NOTICES),
            item(NOTICES, languages=("es",)),
        )
    },
    "HINT network-facts-old at channels/channel/0/facts": {
        "184 days": item(COVER, reviewed_on=date(2026, 5, 24)),
        "never looked up": item(COVER, reviewed_on=None),
        "two of one channel, one finding": all_of(
            item(COVER, reviewed_on=None),
            also(replace(COVER, id=2, name="Evento", reviewed_on=date(2025, 1, 1))),
        ),
        "two channels, one finding": all_of(
            item(COVER, reviewed_on=None),
            also(replace(COVER, id=2, channel_id=3, reviewed_on=date(2025, 1, 1))),
        ),
    },
}

QUIET = {
    "channel-without-audience": {
        "some families are there": all_of(
            WITH_LINKEDIN, also(replace(FAMILIES_ON_WEBSITE, id=9, channel_id=4))
        ),
        "there are no audiences yet": all_of(WITH_LINKEDIN, planned(audiences=())),
        "a few are enough": item(ELDERLY_ON_NOTICES, reach=Reach.FEW),
    },
    "channel-without-objective": {"there are no objectives yet": planned(objectives=())},
    "channel-stands-in-for-itself": {
        "two vacant posts are not one person": all_of(
            item(COMMUNICATIONS, contact_id=None), item(SECRETARIAT, contact_id=None)
        )
    },
    "cadence-missing": {"only when needed": item(WEBSITE, posts_week=0)},
    "minutes-missing": {"only when needed": item(WEBSITE, posts_week=0, minutes_post=None)},
    "offline-notices-missing": {"there are no channels yet": planned(channels=())},
    "language-unmet": {
        "all in the main one": BILINGUAL,
        "notices in both": all_of(BILINGUAL, charter(language_policy=LanguagePolicy.NOTICES)),
        "a town of one language": item(WEBSITE, languages=()),
    },
    "network-facts-old": {
        "183 days": item(COVER, reviewed_on=date(2026, 5, 25)),
        "no channel": all_of(without(FACEBOOK), item(COVER, reviewed_on=None)),
    },
}
