"""Step 6: who wears which hat in a crisis."""

from datetime import date

import pytest

from core.plan.findings import Facts
from core.roster.model import Hat
from tests.core.plan.conftest import (
    COUNCILLOR,
    MAYOR,
    MAYORALTY,
    OFFICER,
    POLICE,
    SECRETARY,
    Change,
    all_of,
    contact,
    item,
    rules_of,
)

NO_HATS = all_of(*(contact(one, hats=()) for one in (MAYOR, SECRETARY, OFFICER, POLICE)))

FIRES = [
    pytest.param("team-missing", NO_HATS, id="nobody wears a hat"),
    pytest.param("hat-without-contact", contact(MAYOR, hats=(Hat.DECIDES,)), id="nobody speaks"),
    pytest.param("hat-without-substitute", contact(MAYOR, substitute_id=None), id="nobody"),
    pytest.param("hat-without-substitute", contact(MAYOR, substitute_id=99), id="a deleted card"),
    pytest.param(
        "one-wears-every-hat",
        all_of(NO_HATS, contact(OFFICER, hats=tuple(Hat))),
        id="all seven",
    ),
    pytest.param(
        "crisis-contact-unverified",
        contact(MAYOR, verified_on=date(2026, 8, 25)),
        id="91 days ago",
    ),
    pytest.param("crisis-contact-unverified", contact(MAYOR, verified_on=None), id="never"),
    pytest.param(
        "crisis-contact-unverified",
        all_of(contact(COUNCILLOR, verified_on=None), item(MAYORALTY, contact_id=5)),
        id="no hat, but told on red",
    ),
    pytest.param("crisis-contact-without-phone", contact(MAYOR, phones=()), id="cannot be called"),
]

QUIET = [
    pytest.param("hat-without-contact", NO_HATS, id="nobody wears any: one finding is enough"),
    pytest.param("hat-without-substitute", contact(POLICE, substitute_id=None), id="a service"),
    pytest.param(
        "hat-without-substitute", contact(COUNCILLOR, substitute_id=None), id="without a hat"
    ),
    pytest.param(
        "hat-without-substitute",
        contact(MAYOR, substitute_id=None, suggested="Todo pueblo tiene alcaldía."),
        id="still a suggestion",
    ),
    pytest.param(
        "one-wears-every-hat",
        contact(OFFICER, hats=(Hat.WRITES, Hat.ANSWERS, Hat.LOG, Hat.CALLS, Hat.SPEAKS)),
        id="five of them, others the rest",
    ),
    pytest.param(
        "crisis-contact-unverified",
        contact(MAYOR, verified_on=date(2026, 8, 26)),
        id="90 days ago",
    ),
    pytest.param(
        "crisis-contact-without-phone",
        contact(MAYOR, phones=(), suggested="Todo pueblo tiene alcaldía."),
        id="still a suggestion",
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
