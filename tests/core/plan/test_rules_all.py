"""What holds for every rule of the plan's linter."""

from dataclasses import fields

import pytest

from core.i18n import language
from core.plan import records
from core.plan.findings import PlanFacts, check
from core.plan.kinds import PlanStep, Severity
from core.plan.model import Level, Plan
from core.plan.rules import RULES
from core.roster.model import Contact
from tests.core.in_turn import in_turn
from tests.core.plan import (
    rules_approval,
    rules_audiences,
    rules_channels,
    rules_indicators,
    rules_objectives,
    rules_people,
    rules_protocol,
    rules_start,
    rules_team,
    rules_uses,
)
from tests.core.plan.conftest import (
    ANSWERS,
    CONTENT,
    CULTURE,
    ELDERLY,
    EVERY_LEVEL_EMPTY,
    FAMILIES,
    LISTS,
    TODAY,
    TOWN,
    all_of,
    cases,
    charter,
    found_in,
    item,
    planned,
    rules_of,
)

MODULES = (
    rules_start,
    rules_objectives,
    rules_indicators,
    rules_audiences,
    rules_channels,
    rules_uses,
    rules_protocol,
    rules_team,
    rules_people,
    rules_approval,
)
BROKEN = [pair for module in MODULES for pair in cases(module.FIRES)]
IN_ORDER = [pair for module in MODULES for pair in cases(module.QUIET)]

LONGEST_SENTENCE = 110
LONGEST_ADVICE = 130
SPANISH_IS_LONGER = 1.25


def test_a_sound_plan_has_no_finding(sound_facts):
    assert rules_of(sound_facts) == []


@in_turn("finding, when, change", BROKEN)
def test_a_broken_plan_is_told_what_is_broken_how_gravely_and_where_to_mend_it(
    sound_facts, finding, change
):
    assert found_in(change(sound_facts)) == [finding]


@in_turn("rule, when, change", IN_ORDER)
def test_what_is_still_in_order_is_not_told(sound_facts, rule, change):
    assert rule not in rules_of(change(sound_facts))


def test_every_rule_is_tested_and_named_as_its_findings():
    rules = [rule.id for rule in RULES]

    assert len(rules) == len(set(rules))
    assert {finding.split()[1] for finding, *_ in BROKEN} == set(rules)
    assert {rule for rule, *_ in IN_ORDER} <= set(rules)


@pytest.mark.parametrize("code", ["es", "en"])
def test_a_finding_speaks_in_whole_short_sentences(sound_facts, code):
    longer = SPANISH_IS_LONGER if code == "es" else 1
    with language(code):
        texts = [
            (text, most * longer)
            for *_, change in BROKEN
            for finding in check(change(sound_facts), RULES)
            for text, most in (
                (finding.sentence, LONGEST_SENTENCE),
                (finding.advice, LONGEST_ADVICE),
            )
        ]

    assert len(texts) >= 2 * len(BROKEN)
    assert [text for text, _ in texts if not text.endswith(".")] == []
    assert [text for text, _ in texts if "{" in text or "None" in text] == []
    assert [text for text, most in texts if len(text) > most] == []


def test_a_finding_leads_to_a_field_that_exists(sound_facts):
    kinds: dict[str, type] = {records.table_of(kind): kind for kind in LISTS}
    kinds |= {"charter": type(sound_facts.plan.charter), "contact": Contact, "": Contact}
    known = {(kind, field.name) for kind, of in kinds.items() for field in fields(of)}
    known |= {(kind, "") for kind in kinds} | {("objective", "measurements")}
    known |= {("channel", "facts"), ("channel", "reach"), ("audience", "reach")}
    known |= {(kind, "new") for kind in ("objective", "channel", "task")}

    places = [
        finding.place for *_, change in BROKEN for finding in check(change(sound_facts), RULES)
    ]

    assert [place for place in places if (place.kind, place.field) not in known] == []


def test_no_two_findings_of_a_plan_have_one_key(sound_facts):
    # given a plan in which everything is missing that can be missing item by item
    facts = all_of(
        planned(presences=(), assignments=(), facts=()),
        *(
            item(objective, channels=(), indicator="", target=None)
            for objective in sound_facts.plan.objectives
        ),
        *(item(channel, owner_id=None, purpose="") for channel in sound_facts.plan.channels),
        *(
            item(level, told=(), minutes=None, mentions_day=None)
            for level in sound_facts.plan.levels
        ),
        *(item(task, hours_week=None) for task in sound_facts.plan.tasks),
    )(sound_facts)

    keys = [finding.key for finding in check(facts, RULES)]

    assert len(keys) > 30
    assert len(keys) == len(set(keys))


def test_an_empty_plan_is_told_where_to_begin_and_no_more():
    facts = PlanFacts(Plan(levels=EVERY_LEVEL_EMPTY), TOWN, (), TODAY)

    found = check(facts, RULES)

    assert [finding.rule for finding in found] == [
        "period-missing",
        "general-objective-missing",
        "audiences-missing",
        "channels-missing",
        "protocol-missing",
        "team-missing",
        "people-missing",
        "uses-missing",
        "audit-missing",
    ]


def test_a_title_of_ten_thousand_characters_stays_out_of_the_sentence(sound_facts):
    change = item(ANSWERS, title="muy largo " * 1000, target=None)

    with language("en"):
        (finding,) = check(change(sound_facts), RULES)

    assert "muy largo" in finding.sentence
    assert len(finding.sentence) <= LONGEST_SENTENCE


def test_errors_come_first_and_then_the_order_of_the_steps(sound_facts):
    change = all_of(
        charter(accessibility="", rules="", review=""), item(ANSWERS, target=None, baseline=None)
    )

    found = check(change(sound_facts), RULES)

    assert [(finding.severity, finding.place.step) for finding in found] == [
        (Severity.ERROR, PlanStep.OBJECTIVES),
        (Severity.ERROR, PlanStep.PROTOCOL),
        (Severity.WARNING, PlanStep.OBJECTIVES),
        (Severity.WARNING, PlanStep.USES),
        (Severity.HINT, PlanStep.REVIEW),
    ]


def test_levels_are_judged_in_their_order_whatever_order_they_come_in(sound_facts):
    levels: tuple[Level, ...] = sound_facts.plan.levels

    assert rules_of(planned(levels=levels[::-1])(sound_facts)) == []


def test_suggestions_are_counted_once_for_each_step(sound_facts):
    # given suggestions on two steps, on one of them in two lists
    change = all_of(
        item(ELDERLY, suggested="Por la edad."),
        item(FAMILIES, suggested="Por el colegio."),
        item(CULTURE, suggested="Suele haberla."),
        item(CONTENT, suggested="Hace falta."),
    )

    found = check(change(sound_facts), RULES)

    assert [(finding.place.step, finding.sentence) for finding in found] == [
        (PlanStep.AUDIENCES, found[0].sentence),
        (PlanStep.PEOPLE, found[1].sentence),
    ]
    assert all("2" in finding.sentence for finding in found)
