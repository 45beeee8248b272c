"""Step 1: the period, the backing, the accounts that exist."""

from datetime import date

from core.plan.kinds import AccountKind, AccountVerdict
from core.plan.model import Account
from tests.core.plan.conftest import (
    ANSWERS,
    CULTURE,
    FACEBOOK_ACCOUNT,
    OLD_ACCOUNT,
    TRUST,
    all_of,
    also,
    charter,
    item,
    measured,
    on,
    planned,
    without,
)

FALSE = Account("@valdepiedra_oficial", id=3, kind=AccountKind.IMPERSONATING)

FIRES = {
    "ERROR period-missing at start/charter/1/start_on": {"no first day": charter(start_on=None)},
    "ERROR period-missing at start/charter/1/end_on": {"no last day": charter(end_on=None)},
    "ERROR period-reversed at start/charter/1/end_on": {
        "ends before": charter(end_on=date(2026, 12, 31))
    },
    "WARNING period-over at start/charter/1/end_on": {
        "ended yesterday": all_of(
            charter(start_on=date(2026, 1, 1), end_on=date(2026, 11, 23)),
            without(ANSWERS),
            item(TRUST, channels=(1, 2, 3), serves="Que se confíe en el Ayuntamiento"),
            measured(TRUST, 3),
        )
    },
    "WARNING backing-missing at start/charter/1/backing": {"nobody behind it": charter(backing="")},
    "HINT audit-missing at start/account/0/": {"no account looked at": planned(accounts=())},
    "WARNING account-without-verdict at start/account/2/verdict": {
        "abandoned": item(OLD_ACCOUNT, verdict=AccountVerdict.NONE)
    },
    "WARNING account-without-verdict at start/account/3/verdict": {"false, undecided": also(FALSE)},
    "WARNING impersonation-kept at start/account/3/verdict": {
        "false, to be kept": all_of(also(FALSE), item(FALSE, verdict=AccountVerdict.KEEP))
    },
    "HINT account-idle at start/account/1/verdict": {
        "92 days silent": item(FACEBOOK_ACCOUNT, last_post_on=date(2026, 8, 24))
    },
    "WARNING account-without-holder at start/account/1/holders": {
        "no holder": item(FACEBOOK_ACCOUNT, holders=())
    },
    "WARNING account-with-one-holder at start/account/1/holders": {
        "one holder": item(FACEBOOK_ACCOUNT, holders=(2,)),
        "one person in two posts": all_of(
            item(FACEBOOK_ACCOUNT, holders=(3, 4)), item(CULTURE, contact_id=1)
        ),
    },
    "HINT account-without-channel at start/account/1/verdict": {
        "open, but not in the plan": item(FACEBOOK_ACCOUNT, network="instagram")
    },
}

QUIET = {
    "period-missing": {"two years": charter(end_on=date(2028, 12, 31))},
    "period-reversed": {
        "one day": charter(end_on=date(2027, 1, 1)),
        "no end yet": charter(end_on=None),
    },
    "period-over": {"the last day": on(date(2027, 12, 31))},
    "backing-missing": {"nothing to stand behind yet": planned(objectives=())},
    "account-without-verdict": {
        "one's own in use speaks for itself": item(FACEBOOK_ACCOUNT, verdict=AccountVerdict.NONE)
    },
    "impersonation-kept": {
        "reported": all_of(also(FALSE), item(FALSE, verdict=AccountVerdict.REPORT))
    },
    "account-idle": {
        "91 days": item(FACEBOOK_ACCOUNT, last_post_on=date(2026, 8, 25)),
        "day unknown": item(FACEBOOK_ACCOUNT, last_post_on=None),
    },
    "account-without-holder": {
        "it is to be closed": item(FACEBOOK_ACCOUNT, holders=(), verdict=AccountVerdict.CLOSE),
        "abandoned": item(OLD_ACCOUNT, holders=()),
    },
    "account-without-channel": {"no network": item(FACEBOOK_ACCOUNT, network="")},
}
