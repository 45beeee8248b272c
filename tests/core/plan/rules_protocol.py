"""Step 6: levels, what is a crisis, private channels, rehearsals, rules of use."""

from datetime import date

from tests.core.plan.conftest import (
    COUNTER,
    EVERY_LEVEL_EMPTY,
    FACEBOOK,
    FACEBOOK_ACCOUNT,
    GREEN,
    ORANGE,
    RED,
    YELLOW,
    all_of,
    charter,
    item,
    planned,
    without,
)

EMPTY = planned(levels=EVERY_LEVEL_EMPTY)
UNAPPROVED = planned(versions=())

FIRES = {
    "ERROR protocol-missing at protocol/level/0/trigger": {"four empty levels": EMPTY},
    "WARNING level-without-trigger at protocol/level/2/trigger": {
        "when it begins": item(YELLOW, trigger="")
    },
    "WARNING level-without-trigger at protocol/level/1/trigger": {
        "what is usual": item(GREEN, trigger="")
    },
    "ERROR level-without-trigger at protocol/level/4/trigger": {
        "when red begins": item(RED, trigger="")
    },
    "WARNING level-without-told at protocol/level/2/told": {
        "nobody is told on yellow": item(YELLOW, told=())
    },
    "ERROR level-without-told at protocol/level/4/told": {
        "nobody is told": item(RED, told=()),
        "somebody who is gone": item(RED, told=(99,)),
    },
    "WARNING level-without-approver at protocol/level/2/approver_id": {
        "nobody approves on yellow": item(YELLOW, approver_id=None)
    },
    "ERROR level-without-approver at protocol/level/3/approver_id": {
        "nobody approves": item(ORANGE, approver_id=None)
    },
    "WARNING level-without-minutes at protocol/level/2/minutes": {
        "by when on yellow": item(YELLOW, minutes=None)
    },
    "ERROR level-without-minutes at protocol/level/4/minutes": {"by when": item(RED, minutes=None)},
    "WARNING level-without-threshold at protocol/level/3/mentions_day": {
        "in words only": item(ORANGE, mentions_day=None)
    },
    "WARNING red-by-count-alone at protocol/level/4/negative_share": {
        "a fiesta would be red": item(RED, negative_share=None)
    },
    "WARNING sensitive-words-ignored at protocol/level/2/sensitive": {
        "on no level": item(YELLOW, sensitive=False)
    },
    "WARNING sensitive-words-ignored at protocol/level/1/sensitive": {
        "on no level, and there is no yellow": planned(levels=(GREEN, ORANGE))
    },
    "WARNING thresholds-do-not-rise at protocol/level/3/mentions_day": {
        "orange at yellow's mentions": item(ORANGE, mentions_day=3),
        "both figures of one level, one finding": all_of(
            item(ORANGE, mentions_day=2, negative_share=30), item(YELLOW, negative_share=60)
        ),
    },
    "WARNING thresholds-do-not-rise at protocol/level/4/negative_share": {
        "red at a smaller negative share than yellow": all_of(
            item(YELLOW, negative_share=60), item(RED, negative_share=50)
        )
    },
    "WARNING minutes-do-not-fall at protocol/level/3/minutes": {
        "orange slower than yellow": item(ORANGE, minutes=90)
    },
    "WARNING red-too-slow at protocol/level/4/minutes": {
        "31 minutes": all_of(item(ORANGE, minutes=45), item(RED, minutes=31))
    },
    "WARNING crisis-meaning-missing at protocol/charter/1/crisis_meaning": {
        "what is one": charter(crisis_meaning="")
    },
    "WARNING private-channels-missing at protocol/private_channel/0/": {
        "all in public": planned(private_channels=())
    },
    "WARNING private-channel-without-address at protocol/private_channel/1/address": {
        "where": item(COUNTER, address="")
    },
    "HINT private-channel-without-person at protocol/private_channel/1/person_id": {
        "who": item(COUNTER, person_id=None)
    },
    "WARNING protocol-never-rehearsed at protocol/charter/1/rehearsed_on": {
        "never": charter(rehearsed_on=None)
    },
    "WARNING protocol-rehearsed-long-ago at protocol/charter/1/rehearsed_on": {
        "123 days ago": charter(rehearsed_on=date(2026, 7, 24))
    },
    "WARNING answer-time-missing at protocol/charter/1/answer_hours": {
        "how soon": charter(answer_hours=None)
    },
    "HINT corrections-missing at protocol/charter/1/corrections": {
        "after an error": charter(corrections="")
    },
    "ERROR rules-missing at protocol/charter/1/rules": {
        "no rules": charter(rules=""),
        "a network that is in no catalogue": all_of(
            charter(rules=""), item(FACEBOOK, kind=""), item(FACEBOOK_ACCOUNT, network="")
        ),
    },
    "WARNING rules-not-approved at protocol/charter/1/rules_body": {
        "by whom": charter(rules_body="")
    },
    "WARNING rules-not-approved at protocol/charter/1/rules_on": {"when": charter(rules_on=None)},
    "HINT after-approval at review//0/": {
        "to rehearse": all_of(UNAPPROVED, charter(rehearsed_on=None)),
        "to say who approved the rules": all_of(UNAPPROVED, charter(rules_on=None)),
        "both, one finding": all_of(UNAPPROVED, charter(rules_on=None, rehearsed_on=None)),
    },
    "ERROR electoral-guard-missing at protocol/charter/1/electoral_guard": {
        "2027 has elections": charter(electoral_guard="")
    },
}

QUIET = {
    "protocol-missing": {
        "one level says something": planned(levels=(GREEN,)),
        "a sign is something": all_of(EMPTY, item(YELLOW, sensitive=True)),
    },
    "level-without-told": {"green is every day": item(GREEN, told=())},
    "level-without-minutes": {"green is every day": item(GREEN, minutes=None)},
    "level-without-threshold": {
        "a negative share is one": item(ORANGE, mentions_day=None, negative_share=50),
        "a sensitive word is one": item(ORANGE, mentions_day=None, sensitive=True),
    },
    "thresholds-do-not-rise": {"a level without figures": item(ORANGE, mentions_day=None)},
    "minutes-do-not-fall": {"as soon as yellow": item(ORANGE, minutes=60)},
    "red-too-slow": {"half an hour": item(RED, minutes=30)},
    "crisis-meaning-missing": {"nothing at all yet": all_of(EMPTY, charter(crisis_meaning=""))},
    "private-channels-missing": {"nothing at all yet": all_of(EMPTY, planned(private_channels=()))},
    "protocol-never-rehearsed": {
        "nothing at all yet": all_of(EMPTY, charter(rehearsed_on=None)),
        "nobody has approved the plan": all_of(UNAPPROVED, charter(rehearsed_on=None)),
    },
    "after-approval": {
        "nothing waits": UNAPPROVED,
        "it is approved": charter(rehearsed_on=None),
        "nothing at all yet": all_of(UNAPPROVED, EMPTY, charter(rehearsed_on=None)),
    },
    "red-by-count-alone": {
        "a sensitive word": item(RED, negative_share=None, sensitive=True),
        "in words only": item(RED, negative_share=None, mentions_day=None),
        "orange": planned(levels=(GREEN, YELLOW, ORANGE)),
    },
    "protocol-rehearsed-long-ago": {"four months ago": charter(rehearsed_on=date(2026, 7, 25))},
    "rules-missing": {
        "on a notice board and a website nobody comments": all_of(
            charter(rules=""), without(FACEBOOK)
        ),
        **{
            f"{kind}: nobody comments there": all_of(charter(rules=""), item(FACEBOOK, kind=kind))
            for kind in ("web", "e_office", "newsletter", "town_app")
        },
    },
    "rules-not-approved": {
        "there are none": charter(rules="", rules_body=""),
        "nobody has approved the plan": all_of(UNAPPROVED, charter(rules_body="")),
    },
    "electoral-guard-missing": {
        "it ends the day before the call": charter(electoral_guard="", end_on=date(2027, 3, 29)),
        "the period is not known": charter(electoral_guard="", start_on=None),
    },
}
