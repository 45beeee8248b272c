"""Step 7: people, hours and tasks."""

from dataclasses import replace

import pytest

from core.i18n import language
from core.plan.findings import Facts, check
from core.plan.kinds import Raci
from core.plan.model import Assignment, Person
from core.plan.rules import RULES
from tests.core.plan.conftest import (
    APPROVAL,
    ASSIGNMENTS,
    COMMUNICATIONS,
    CONTENT,
    COUNCILLOR,
    CULTURE,
    LISTENING,
    MAYORALTY,
    PLAN,
    SECRETARIAT,
    Change,
    all_of,
    contact,
    item,
    planned,
    rules_of,
    town,
)

LIBRARY = Person("Biblioteca", id=5, contact_id=5)
CONTRACTED = item(CONTENT, contracted=True, supplier="Estudio Encina")

FIRES = [
    pytest.param("people-missing", planned(people=()), id="nobody"),
    pytest.param("post-vacant", item(MAYORALTY, contact_id=None), id="nobody holds it"),
    pytest.param("post-vacant", item(MAYORALTY, contact_id=99), id="the card was deleted"),
    pytest.param("post-without-duty", planned(people=(*PLAN.people, LIBRARY)), id="nothing to do"),
    pytest.param("too-much-work", town(hours_week=7), id="half an hour too much"),
    pytest.param("too-much-for-one", item(COMMUNICATIONS, hours_week=6), id="seven in six"),
    pytest.param(
        "hours-unknown",
        all_of(
            town(hours_week=None),
            planned(people=tuple(replace(one, hours_week=None) for one in PLAN.people)),
        ),
        id="nobody says how many",
    ),
    pytest.param("contact-without-phone", contact(COUNCILLOR, phones=()), id="cannot be called"),
    pytest.param("contacts-unverified", contact(COUNCILLOR, verified_on=None), id="never"),
    pytest.param(
        "contacts-suggested",
        contact(COUNCILLOR, phones=(), verified_on=None, suggested="Suele haberla."),
        id="a card nobody has filled in",
    ),
    pytest.param(
        "tasks-missing",
        planned(tasks=(), assignments=()),
        id="none",
    ),
    pytest.param(
        "task-without-responsible",
        all_of(
            planned(assignments=(*ASSIGNMENTS[:4], ASSIGNMENTS[5])),
        ),
        id="nobody does it",
    ),
    pytest.param("task-without-accountable", planned(assignments=ASSIGNMENTS[:5]), id="nobody"),
    pytest.param(
        "task-with-two-accountable",
        planned(assignments=(*ASSIGNMENTS, Assignment(3, 3, Raci.ACCOUNTABLE))),
        id="two answer for it",
    ),
    pytest.param("task-without-supplier", item(CONTENT, contracted=True), id="to whom"),
    pytest.param("task-without-hours", item(LISTENING, hours_week=None), id="how long"),
    pytest.param("approval-missing", item(APPROVAL, title="Despacho"), id="nobody approves"),
]

QUIET = [
    pytest.param(
        "post-vacant",
        planned(people=(*PLAN.people, replace(LIBRARY, contact_id=None))),
        id="nothing depends on it",
    ),
    pytest.param("post-without-duty", item(CULTURE, hours_week=None), id="it is consulted"),
    pytest.param(
        "post-without-duty", planned(tasks=(), assignments=()), id="there are no tasks yet"
    ),
    pytest.param("too-much-work", town(hours_week=7.5), id="exactly as many hours"),
    pytest.param(
        "too-much-for-one", item(COMMUNICATIONS, hours_week=None), id="nobody says how many"
    ),
    pytest.param("hours-unknown", town(hours_week=None), id="people say how many"),
    pytest.param(
        "task-without-responsible",
        all_of(CONTRACTED, planned(assignments=ASSIGNMENTS[1:])),
        id="a supplier does it",
    ),
    pytest.param("task-with-two-accountable", planned(), id="one is both"),
    pytest.param("task-without-supplier", CONTRACTED, id="it says to whom"),
    pytest.param("task-without-hours", item(LISTENING, hours_week=0), id="no time is a figure"),
    pytest.param("approval-missing", planned(tasks=()), id="there are no tasks yet"),
    pytest.param(
        "approval-missing", item(APPROVAL, title="Visto bueno de Alcaldía"), id="in other words"
    ),
    pytest.param("approval-missing", item(APPROVAL, title="Validación"), id="in one other word"),
    pytest.param(
        "contacts-unverified", item(SECRETARIAT, hours_week=3), id="everybody was confirmed"
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


def test_a_vacant_post_says_how_much_depends_on_it(sound_facts: Facts) -> None:
    # given the mayor's office, which approves, and is told on orange and on red
    with language("en"):
        (finding,) = check(item(MAYORALTY, contact_id=None)(sound_facts), RULES)

    assert finding.sentence == "“Alcaldía” is vacant and 3 things depend on it."


def test_too_much_work_is_told_in_figures_with_a_way_out(sound_facts: Facts) -> None:
    with language("en"):
        (finding,) = check(town(hours_week=7)(sound_facts), RULES)

    assert finding.sentence == "The plan takes 7.5\u202fh a week and there are 7\u202fh."
    assert finding.advice == (
        "Use templates on “Facebook”: 10 minutes less for each post. That saves 0.5\u202fh a week."
    )


def test_too_much_for_one_is_told_in_figures(sound_facts: Facts) -> None:
    with language("en"):
        (finding,) = check(item(COMMUNICATIONS, hours_week=6)(sound_facts), RULES)

    assert finding.sentence == ("“Comunicación” has work for 7\u202fh a week and 6\u202fh for it.")
