"""Step 8, and what holds for every list."""

from dataclasses import replace
from datetime import date

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
    all_of,
    charter,
    item,
    measured,
    planned,
)

BEGUN = all_of(charter(start_on=date(2026, 11, 24)), measured(ANSWERS, 45), measured(TRUST, 3))

FIRES = {
    "WARNING plan-not-approved at review//0/": {
        "it begins today": all_of(BEGUN, planned(versions=()))
    },
    "WARNING plan-old at review//0/": {
        "366 days": planned(versions=(replace(VERSION, approved_on=date(2025, 11, 23)),))
    },
    "HINT review-missing at review/charter/1/review": {"nobody looks again": charter(review="")},
    "HINT legal-missing at review/charter/1/legal": {"no law is named": charter(legal="")},
    "WARNING title-missing at audiences/audience/1/title": {"an audience": item(ELDERLY, title="")},
    "WARNING title-missing at channels/channel/3/title": {"a channel": item(WEBSITE, title=" ")},
    "WARNING title-missing at objectives/objective/2/title": {
        "an objective": item(ANSWERS, title="")
    },
    "WARNING title-missing at start/account/1/title": {
        "an account": item(FACEBOOK_ACCOUNT, title="")
    },
    "WARNING title-missing at protocol/private_channel/1/title": {
        "a private channel": item(COUNTER, title="")
    },
    "WARNING title-missing at people/task/1/title": {"a task": item(CONTENT, title="")},
    "WARNING title-missing at people/person/2/label": {"a post": item(SECRETARIAT, label="")},
    "WARNING title-twice at audiences/audience/2/title": {
        "two audiences": item(FAMILIES, title="MAYORES DE 65")
    },
    "WARNING title-twice at channels/channel/3/title": {
        "two channels": item(WEBSITE, title="Bando")
    },
    "WARNING title-twice at objectives/objective/3/title": {
        "two objectives": item(ANSWERS, title=TRUST.title)
    },
    "WARNING title-twice at people/person/4/label": {
        "two posts": item(CULTURE, label="secretaria")
    },
    "HINT suggestions-waiting at audiences/audience/0/title": {
        "an audience": item(ELDERLY, suggested="Por la edad.")
    },
}

QUIET = {
    "plan-not-approved": {"it has not begun": planned(versions=()), "it is approved": BEGUN},
    "plan-old": {
        "365 days": planned(versions=(replace(VERSION, approved_on=date(2025, 11, 24)),)),
        "never approved": planned(versions=()),
    },
    "review-missing": {"empty": all_of(planned(objectives=()), charter(review=""))},
    "title-twice": {
        "a channel and an audience": item(WEBSITE, title="Familias"),
        "one name on two networks": item(OLD_ACCOUNT, title=FACEBOOK_ACCOUNT.title),
    },
    "title-missing": {"a short one": item(SECRETARIAT, label="S")},
}
