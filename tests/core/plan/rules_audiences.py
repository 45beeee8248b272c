"""Step 3: for whom, and whether they can be reached."""

from dataclasses import replace

from core.plan.kinds import Reach
from core.plan.model import Audience, Presence
from tests.core.plan.conftest import (
    ELDERLY,
    ELDERLY_ON_NOTICES,
    FAMILIES,
    FAMILIES_ON_FACEBOOK,
    FAMILIES_ON_WEBSITE,
    NOTICES,
    all_of,
    also,
    item,
    planned,
    without,
)

YOUNG = Audience("Jóvenes", id=3, size=150, sociodemographic="Estudian fuera.")

FIRES = {
    "ERROR audiences-missing at audiences/audience/0/": {"nobody": planned(audiences=())},
    "WARNING audience-unreached at channels/audience/3/reach": {
        "nowhere": also(YOUNG),
        "said to be nowhere": also(YOUNG, Presence(3, 2, Reach.NONE, id=9)),
    },
    "WARNING audience-on-one-network at channels/audience/2/reach": {
        "many on a network, few elsewhere": item(FAMILIES_ON_WEBSITE, reach=Reach.FEW)
    },
    "HINT audience-undescribed at audiences/audience/1/sociodemographic": {
        "only a name": item(ELDERLY, sociodemographic="")
    },
    "HINT audience-without-size at audiences/audience/0/size": {
        "how many": item(ELDERLY, size=None),
        "nobody": item(ELDERLY, size=0),
        "two of them, one finding": all_of(item(ELDERLY, size=None), item(FAMILIES, size=None)),
    },
    "HINT evidence-assumed at channels/presence/0/evidence": {
        "it says so itself": item(ELDERLY_ON_NOTICES, evidence="Suposición: lo leen."),
        "in English too": item(ELDERLY_ON_NOTICES, evidence="Assumption: they read it."),
        "as people say it": item(ELDERLY_ON_NOTICES, evidence="Creemos que lo leen."),
        "as papers say it": item(ELDERLY_ON_NOTICES, evidence="Suponemos que lo leen."),
        "the program proposed it": item(ELDERLY_ON_NOTICES, suggested="Pregunte a diez."),
    },
    "HINT evidence-missing at channels/presence/0/evidence": {
        "who says so": item(ELDERLY_ON_NOTICES, evidence=""),
        "two cells, one finding": all_of(
            item(ELDERLY_ON_NOTICES, evidence=""), item(FAMILIES_ON_FACEBOOK, evidence="")
        ),
    },
}

QUIET = {
    "audience-unreached": {
        "no channels yet": all_of(also(YOUNG), planned(channels=())),
        "a few are somewhere": also(
            YOUNG, Presence(3, 2, Reach.FEW, id=9, evidence="Se lo oímos.")
        ),
    },
    "audience-on-one-network": {
        "a network and the town's own website": planned(),
        "only the website, which nobody can close": without(FAMILIES_ON_FACEBOOK),
        "a network and the notice board": all_of(
            item(FAMILIES_ON_WEBSITE, reach=Reach.FEW),
            also(replace(ELDERLY_ON_NOTICES, id=9, audience_id=2)),
        ),
        "only the notice board": all_of(
            without(FAMILIES_ON_WEBSITE), item(FAMILIES_ON_FACEBOOK, channel_id=NOTICES.id)
        ),
    },
    "audience-undescribed": {
        "one criterion is something": item(
            ELDERLY, sociodemographic="", psychographic="Confían en la radio."
        )
    },
    "audience-without-size": {"one person is somebody": item(ELDERLY, size=1)},
    "evidence-assumed": {
        "the word inside of a sentence": item(ELDERLY_ON_NOTICES, evidence="Era una suposición."),
        "nobody is supposed to be there": also(
            Presence(1, 2, Reach.NONE, id=9, evidence="Suposición: nadie.")
        ),
    },
    "evidence-missing": {"nobody there needs no evidence": also(Presence(1, 2, Reach.NONE, id=9))},
}
