"""What a finding says where it knows more than one thing to say."""

from dataclasses import replace
from datetime import date

import pytest

from core.i18n import language
from core.plan.findings import Finding, check
from core.plan.kinds import AccountKind, AccountVerdict
from core.plan.rules import RULES
from tests.core.in_turn import in_turn
from tests.core.plan.conftest import (
    ANSWERS,
    COMMUNICATIONS,
    COUNCILLOR,
    COVER,
    ELDERLY,
    ELDERLY_ON_NOTICES,
    FACEBOOK_ACCOUNT,
    FAMILIES,
    FAMILIES_ON_FACEBOOK,
    MAYOR,
    MAYORALTY,
    NOTICES,
    OLD_ACCOUNT,
    ORANGE,
    RED,
    SECRETARIAT,
    TRUST,
    YELLOW,
    Change,
    all_of,
    also,
    charter,
    contact,
    item,
    measured,
    planned,
    town,
)

RUNNING = charter(start_on=date(2026, 8, 1))
EVENT = replace(COVER, id=2, name="Evento", reviewed_on=None)
UNDECIDED = replace(OLD_ACCOUNT, id=3, title="@pueblo")

SAYS: dict[str, Change] = {
    "“@pueblo” is somebody else’s and nothing is decided about it.": also(
        replace(UNDECIDED, kind=AccountKind.UNOFFICIAL, verdict=AccountVerdict.NONE)
    ),
    "“@pueblo” poses as the town and nothing is decided yet.": also(
        replace(UNDECIDED, kind=AccountKind.IMPERSONATING, verdict=AccountVerdict.NONE)
    ),
    "Only “Secretaría” holds the credentials of “Ayuntamiento de Valdepiedra”.": item(
        FACEBOOK_ACCOUNT, holders=(2,)
    ),
    "“Responder en el día” is due on 31/12/2026, before the plan starts on 01/01/2027.": item(
        ANSWERS, due_on=date(2026, 12, 31)
    ),
    "“Responder en el día” is due on 01/01/2028, after the plan ends on 31/12/2027.": item(
        ANSWERS, due_on=date(2028, 1, 1)
    ),
    "“Responder en el día” should rise, and goes from 0.06 to 0.04.": item(
        ANSWERS, baseline=0.06, target=0.04
    ),
    "“Responder en el día” should fall, and goes from 40 to 60.": item(
        ANSWERS, less_is_better=True
    ),
    "“Responder en el día” is a percentage and says 100.04.": item(ANSWERS, target=100.04),
    "“Ser la primera fuente en un corte de…” is judged from 1 to 5 and says 6.": item(
        TRUST, target=6
    ),
    "“Ser la primera fuente en un corte de…” has not been measured since the plan started.": (
        all_of(RUNNING, measured(ANSWERS, 45))
    ),
    "“Responder en el día” was last measured on 24/08/2026; the next was due on 24/11/2026.": (
        all_of(RUNNING, measured(TRUST, 3), measured(ANSWERS, 45, date(2026, 8, 24)))
    ),
    "One cell of the matrix does not say how it is known.": item(ELDERLY_ON_NOTICES, evidence=""),
    "2 cells of the matrix do not say how it is known.": all_of(
        item(ELDERLY_ON_NOTICES, evidence=""), item(FAMILIES_ON_FACEBOOK, evidence="")
    ),
    "One size or limit of the networks has never been looked up.": item(COVER, reviewed_on=None),
    "2 sizes and limits of the networks have never been looked up.": all_of(
        item(COVER, reviewed_on=None), also(replace(EVENT, channel_id=3))
    ),
    "One size or limit of the networks has not been looked up since 24/05/2026.": item(
        COVER, reviewed_on=date(2026, 5, 24)
    ),
    "2 sizes and limits of the networks have not been looked up, the oldest since 01/01/2025.": (
        all_of(item(COVER, reviewed_on=date(2025, 1, 1)), also(EVENT))
    ),
    "2 audiences do not say how many people they are.": all_of(
        item(ELDERLY, size=None), item(FAMILIES, size=None)
    ),
    "One cell of the matrix rests on an assumption.": item(
        ELDERLY_ON_NOTICES, suggested="Pregunte a diez."
    ),
    "Once it is approved: rehearse the protocol; write who approved the rules of use.": all_of(
        planned(versions=()), charter(rehearsed_on=None, rules_on=None)
    ),
    "“Orange” begins at 3 mentions a day, “Yellow” at 3 already.": item(ORANGE, mentions_day=3),
    "“Red” begins at 50% negative, “Yellow” at 60% already.": all_of(
        item(YELLOW, negative_share=60), item(RED, negative_share=50)
    ),
    "“Ana Núñez”, needed in a crisis, was never verified.": contact(MAYOR, verified_on=None),
    "“Ana Núñez”, needed in a crisis, was last verified on 25/08/2026.": contact(
        MAYOR, verified_on=date(2026, 8, 25)
    ),
    # Which of them: a list may have two without a name.
    "Role 2 of the list has no title.": item(SECRETARIAT, label=""),
    # The mayor's office approves, and is told on orange and on red.
    "“Alcaldía” is vacant and 3 things depend on it.": item(MAYORALTY, contact_id=None),
    # Two tasks, three channels, three levels, the counter and an account.
    "“Secretaría” is vacant and 10 things depend on it.": item(SECRETARIAT, contact_id=None),
    "The plan takes 7.5\u202fh a week and there are 7\u202fh.": town(hours_week=7),
    "“Comunicación” has work for 7\u202fh a week and 6\u202fh for it.": item(
        COMMUNICATIONS, hours_week=6
    ),
    "One contact in the plan has not been confirmed in the last 90 days.": contact(
        COUNCILLOR, verified_on=None
    ),
}


@in_turn("sentence, change", SAYS.items())
def test_a_finding_says_what_is_the_matter(sound_facts, sentence, change):
    with language("en"):
        (finding,) = check(change(sound_facts), RULES)

    assert finding.sentence == sentence


def test_too_much_work_comes_with_a_way_out(sound_facts):
    with language("en"):
        (finding,) = check(town(hours_week=7)(sound_facts), RULES)

    assert finding.advice == (
        "Use templates on “Facebook”: 10 minutes less for each post. That saves 0.5\u202fh a week."
    )


def test_too_much_work_without_a_way_out_says_what_is_left(sound_facts):
    # given the notice board alone, a quarter of an hour a week, and less than that for it
    notices = replace(NOTICES, posts_week=1, minutes_post=15)
    alone = planned(channels=(notices,), tasks=(), assignments=())

    with language("en"):
        found = check(all_of(alone, town(hours_week=0.1))(sound_facts), RULES)

    (advice,) = (finding.advice for finding in found if finding.rule == "too-much-work")
    assert advice == "Drop a task or a channel, or find more hours."


@pytest.mark.parametrize(
    ("hours", "sentence", "advice"),
    [
        (
            12,
            "9 specific objectives are many for 12\u202fh a week.",
            "Keep the 8 that matter most; the others can wait for next year.",
        ),
        (
            None,
            "9 specific objectives are many for a plan.",
            "Keep the 6 that matter most; the others can wait for next year.",
        ),
    ],
)
def test_objectives_that_are_too_many_are_told_how_many_can_stay(
    sound_facts, hours, sentence, advice
):
    people = tuple(replace(person, hours_week=None) for person in sound_facts.plan.people)
    more = also(*(replace(ANSWERS, id=10 + n, title=f"Objetivo {n}") for n in range(7)))

    with language("en"):
        facts = all_of(more, planned(people=people), town(hours_week=hours))(sound_facts)
        found = {
            finding.rule: (finding.sentence, finding.advice) for finding in check(facts, RULES)
        }

    assert found["objectives-too-many"] == (sentence, advice)


def test_what_was_met_before_the_plan_begins_is_not_told_as_reached(sound_facts):
    met, running = measured(ANSWERS, 95.5), charter(start_on=date(2026, 8, 1))

    def told(change: Change) -> Finding:
        found = check(change(sound_facts), RULES)
        return next(finding for finding in found if finding.rule == "target-met")

    with language("en"):
        early, since = told(met), told(all_of(running, met))
    assert "is met already, before the plan begins: 95.5%" in early.sentence
    assert "in public" not in early.advice
    assert "is reached: 95.5%" in since.sentence
