"""Step 1: the period, the backing, the accounts that exist."""

from datetime import date

import pytest

from core.plan.findings import Facts
from core.plan.kinds import AccountKind, Verdict
from core.plan.model import Account
from tests.core.plan.conftest import (
    ANSWERS,
    CULTURE,
    FACEBOOK_ACCOUNT,
    OLD_ACCOUNT,
    TRUST,
    Change,
    all_of,
    also,
    charter,
    item,
    measured,
    on,
    planned,
    rules_of,
    without,
)

FALSE = Account("@valdepiedra_oficial", id=3, kind=AccountKind.IMPERSONATING)

FIRES = [
    pytest.param("period-missing", charter(start_on=None), id="no first day"),
    pytest.param("period-missing", charter(end_on=None), id="no last day"),
    pytest.param("period-reversed", charter(end_on=date(2026, 12, 31)), id="ends before"),
    pytest.param(
        "period-over",
        all_of(
            charter(start_on=date(2026, 1, 1), end_on=date(2026, 11, 23)),
            without(ANSWERS),
            item(TRUST, channels=(1, 2, 3), serves="Que se confíe en el Ayuntamiento"),
            measured(TRUST, 3),
        ),
        id="ended yesterday",
    ),
    pytest.param("backing-missing", charter(backing=""), id="nobody behind it"),
    pytest.param("audit-missing", planned(accounts=()), id="no account looked at"),
    pytest.param(
        "account-without-verdict", item(OLD_ACCOUNT, verdict=Verdict.NONE), id="abandoned"
    ),
    pytest.param("account-without-verdict", also(FALSE), id="false, undecided"),
    pytest.param(
        "impersonation-kept",
        all_of(also(FALSE), item(FALSE, verdict=Verdict.KEEP)),
        id="false, to be kept",
    ),
    pytest.param(
        "account-idle", item(FACEBOOK_ACCOUNT, last_post_on=date(2026, 8, 24)), id="92 days silent"
    ),
    pytest.param("account-without-holder", item(FACEBOOK_ACCOUNT, holders=()), id="no holder"),
    pytest.param("account-with-one-holder", item(FACEBOOK_ACCOUNT, holders=(2,)), id="one holder"),
    pytest.param(
        "account-with-one-holder",
        all_of(item(FACEBOOK_ACCOUNT, holders=(3, 4)), item(CULTURE, contact_id=1)),
        id="one person in two posts",
    ),
    pytest.param(
        "account-without-channel",
        item(FACEBOOK_ACCOUNT, network="instagram"),
        id="open, but not in the plan",
    ),
]

QUIET = [
    pytest.param("period-missing", charter(end_on=date(2028, 12, 31)), id="two years"),
    pytest.param("period-reversed", charter(end_on=date(2027, 1, 1)), id="one day"),
    pytest.param("period-reversed", charter(end_on=None), id="no end yet"),
    pytest.param("period-over", on(date(2027, 12, 31)), id="the last day"),
    pytest.param("backing-missing", planned(objectives=()), id="nothing to stand behind yet"),
    pytest.param(
        "account-without-verdict",
        item(FACEBOOK_ACCOUNT, verdict=Verdict.NONE),
        id="one's own in use speaks for itself",
    ),
    pytest.param(
        "impersonation-kept",
        all_of(also(FALSE), item(FALSE, verdict=Verdict.REPORT)),
        id="reported",
    ),
    pytest.param(
        "account-idle", item(FACEBOOK_ACCOUNT, last_post_on=date(2026, 8, 25)), id="91 days"
    ),
    pytest.param("account-idle", item(FACEBOOK_ACCOUNT, last_post_on=None), id="day unknown"),
    pytest.param(
        "account-without-holder",
        item(FACEBOOK_ACCOUNT, holders=(), verdict=Verdict.CLOSE),
        id="it is to be closed",
    ),
    pytest.param("account-without-holder", item(OLD_ACCOUNT, holders=()), id="abandoned"),
    pytest.param("account-without-channel", item(FACEBOOK_ACCOUNT, network=""), id="no network"),
]


@pytest.mark.parametrize(("rule", "change"), FIRES)
def test_a_broken_plan_is_told_what_is_broken_and_nothing_else(
    sound_facts: Facts, rule: str, change: Change
) -> None:
    assert rules_of(change(sound_facts)) == [rule]


@pytest.mark.parametrize(("rule", "change"), QUIET)
def test_what_is_still_in_order_is_not_told(sound_facts: Facts, rule: str, change: Change) -> None:
    assert rule not in rules_of(change(sound_facts))
