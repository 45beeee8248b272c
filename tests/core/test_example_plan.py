"""The plan of the example town: complete, sound but for two faults that are there to be seen."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from core import content, example, i18n
from core.clock import FixedClock
from core.documents.imprint import day_in_words
from core.fields import described
from core.plan import review
from core.plan.electoral import periods
from core.plan.findings import Finding, Severity
from core.plan.kinds import AccountKind, AccountVerdict, Judged, ObjectiveScope, Reach, UseName
from core.plan.measurements import readings
from core.plan.model import Charter, Objective, Plan
from core.plan.plan_content import PlanContent
from core.plan.review import PlanReview
from core.plan.workload import workload
from core.store import open_store
from tests.core import towns

LANGUAGES = ("es", "en")
FAULTS = {"account-with-one-holder", "channel-without-audience"}


def example_seen(folder: Path, language: str, day: date) -> PlanReview:
    """The example town made and looked at on a day, in a language."""
    clock = FixedClock(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
    with i18n.language(language):
        path = folder / f"{language}-{day}.pregon"
        example.create(path, clock)
        store = open_store(path, clock)
        with store.read() as connection:
            seen = review.look(connection, clock.today())
        store.close()
    return seen


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, language: str) -> PlanReview:
    today = FixedClock(towns.NOW).today()
    return example_seen(tmp_path_factory.mktemp("plan"), language, today)


@pytest.fixture
def plan(seen: PlanReview) -> Plan:
    return seen.facts.plan


def grave(seen: PlanReview) -> list[Finding]:
    """Errors and warnings; hints are advice."""
    return [finding for finding in seen.open if finding.severity is not Severity.HINT]


def specific(plan: Plan) -> list[Objective]:
    return [
        objective for objective in plan.objectives if objective.scope is ObjectiveScope.SPECIFIC
    ]


# The two faults


def test_exactly_two_things_do_not_hold_together(seen):
    plan = seen.facts.plan
    found = {finding.rule: finding for finding in grave(seen)}

    assert len(grave(seen)) == 2
    assert found.keys() == FAULTS
    account = found["account-with-one-holder"].place.item_id
    assert [other.title for other in plan.accounts if other.id == account] == ["@ayto_valdehierro"]
    channel = found["channel-without-audience"].place.item_id
    assert [other.title for other in plan.channels if other.id == channel] == ["LinkedIn"]


def test_the_only_advice_is_to_look_up_what_networks_decide(seen):
    hints = {finding.rule for finding in seen.open if finding.severity is Severity.HINT}
    assert hints == {"network-facts-old"}


def test_somebody_asked_before_saying_that_nobody_is_on_linkedin(plan):
    linkedin = next(channel for channel in plan.channels if channel.kind == "linkedin")
    said = [presence for presence in plan.presences if presence.channel_id == linkedin.id]
    assert {presence.reach for presence in said} == {Reach.NONE}
    assert all(presence.evidence for presence in said)


@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 12, 31), date(2031, 9, 15)])
def test_it_is_as_fresh_on_any_day_of_the_second_half_of_a_year(tmp_path, day):
    assert {finding.rule for finding in grave(example_seen(tmp_path, "es", day))} == FAULTS


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2028, 2, 29), date(2027, 6, 30)])
def test_in_the_first_half_the_plan_has_begun_and_asks_to_be_approved(tmp_path, day):
    found = {finding.rule for finding in grave(example_seen(tmp_path, "es", day))}
    assert found == FAULTS | {"plan-not-approved"}


# Everything else is as a consultant would hand it in


def test_every_text_is_written_and_fits_its_form(plan):
    texts = {
        field.name: getattr(plan.charter, field.name)
        for field in fields(Charter)
        if isinstance(getattr(plan.charter, field.name), str)
    }
    assert [name for name, text in texts.items() if not text] == []
    assert 10 <= len(plan.charter.rules.splitlines()) <= 14


def test_no_text_of_it_had_to_be_cut(plan):
    things = (plan.charter, *plan.people, *plan.accounts, *plan.objectives, *plan.audiences)
    others = (*plan.channels, *plan.facts, *plan.uses, *plan.levels, *plan.private_channels)
    texts = [
        (name, getattr(thing, name))
        for thing in (*things, *others, *plan.tasks)
        for name in described(type(thing))
    ]
    assert [text for text in texts if str(text[1]).endswith("…")] == []


def test_it_is_for_the_next_year_and_nobody_has_approved_it(plan):
    assert plan.charter.start_on == date(2027, 1, 1)
    assert plan.charter.end_on == date(2027, 12, 31)
    assert plan.versions == ()


def test_the_electoral_period_in_its_text_is_the_computed_one(plan, language):
    (period,) = periods(date(2027, 1, 1), date(2027, 12, 31))
    for day in (period.called_on, period.voted_on):
        words = day_in_words(day, language).replace("2027", "").strip(" ,")
        assert words.removesuffix(" de") in plan.charter.electoral_guard


def test_nothing_in_it_is_a_suggestion(plan):
    marked = (
        *plan.people,
        *plan.accounts,
        *plan.objectives,
        *plan.audiences,
        *plan.channels,
        *plan.private_channels,
        *plan.tasks,
    )
    assert len(marked) > 50
    assert {thing.suggested for thing in marked} == {""}


def test_the_audit_shows_every_kind_of_account(plan):
    verdicts = {(account.kind, account.verdict) for account in plan.accounts}
    assert (AccountKind.ABANDONED, AccountVerdict.CLOSE) in verdicts
    assert (AccountKind.IMPERSONATING, AccountVerdict.REPORT) in verdicts
    assert {kind for kind, _ in verdicts} == set(AccountKind)


def test_every_audience_is_described_by_the_three_criteria(plan):
    assert len(plan.audiences) == 6
    for audience in plan.audiences:
        assert audience.size
        assert audience.sociodemographic
        assert audience.socioeconomic
        assert audience.psychographic
        assert audience.services
    assert all(presence.evidence for presence in plan.presences)


def test_every_channel_has_its_whole_sheet(plan):
    assert len(plan.channels) == 10
    for channel in plan.channels:
        empty = [
            field.name
            for field in fields(channel)
            if getattr(channel, field.name) in ("", None, ())
        ]
        assert empty == ["suggested"], channel.title


def test_the_uses_make_up_the_whole_with_examples_for_each(plan):
    assert {use.name for use in plan.uses} == set(UseName)
    assert sum(use.share or 0 for use in plan.uses) == 100
    assert all(use.examples and use.channels and use.audiences for use in plan.uses)


def test_every_level_says_who_what_and_how_soon(plan):
    assert len(plan.levels) == 4
    assert all(
        level.trigger and level.actions and level.told and level.approver_id
        for level in plan.levels
    )
    assert [level.minutes for level in plan.levels] == [None, 60, 30, 15]


def test_every_post_is_held_by_somebody_who_can_be_called(seen):
    contacts = {other.id: other for other in seen.facts.contacts}
    for post in seen.facts.plan.people:
        assert post.contact_id is not None, post.label
        contact = contacts[post.contact_id]
        assert contact.phones
        assert not contact.stale(seen.facts.today)


def test_the_work_fits_into_the_hours_of_the_town(seen):
    week = workload(seen.facts.plan, seen.facts.town)
    assert week.available == sum(load.available or 0 for load in week.loads)
    assert 10 < week.needed <= 12
    assert week.unassigned == 0
    assert week.contracted > 0
    assert all(load.needed <= (load.available or 0) for load in week.loads)


# Its objectives are alive


def test_there_are_three_general_objectives_and_eight_that_are_measured(plan):
    assert len(plan.general_objectives()) == 3
    assert len(specific(plan)) == 8
    by_rubric = [item for item in specific(plan) if item.judged is Judged.QUALITATIVE]
    assert len(by_rubric) == 2
    assert all(len(objective.rubric.splitlines()) == 5 for objective in by_rubric)
    assert all(plan.specific_objectives(objective) for objective in plan.general_objectives())


def test_each_was_measured_over_the_past_year_from_its_baseline_on(plan, seen):
    for objective in specific(plan):
        values = plan.readings(objective)
        assert 3 <= len(values) <= 9
        assert values[0].value == objective.baseline
        assert (seen.facts.today - values[0].measured_on).days <= 366
    charts = [other for other in specific(plan) if len(plan.readings(other)) >= 4]
    assert len(charts) == 6


def test_most_are_on_their_way_and_one_is_behind(plan, seen):
    states = [
        readings.progress(item, plan.readings(item), seen.facts.today, plan.charter.start_on).state
        for item in specific(plan)
    ]
    assert states.count(readings.ObjectiveState.BEHIND) == 1
    assert states.count(readings.ObjectiveState.ON_TRACK) == 7


# The two languages


def without_texts(value: object) -> Iterator[object]:
    """Figures, choices and references, in their order; sentences left out."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from without_texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from without_texts(part)
    elif not isinstance(value, str):
        yield value


def loaded(language: str) -> PlanContent:
    with i18n.language(language):
        return content.load("example-plan", PlanContent)


def test_both_languages_have_the_same_figures_choices_and_references():
    spanish, english = (msgspec.to_builtins(loaded(language)) for language in LANGUAGES)
    assert list(without_texts(spanish)) == list(without_texts(english))
    for part in ("people", "accounts", "channels", "objectives", "audiences", "tasks"):
        assert [each["id"] for each in spanish[part]] == [each["id"] for each in english[part]]
    for part, choices in {
        "accounts": ("network", "address", "kind", "holders", "verdict"),
        "channels": ("kind", "address", "owner", "substitute", "languages"),
        "objectives": ("scope", "parent", "judged", "horizon", "layer", "due", "every", "channels"),
        "uses": ("name", "channels", "audiences"),
        "levels": ("name", "told", "approver"),
        "tasks": ("roles", "supplier"),
    }.items():
        for item, other in zip(spanish[part], english[part], strict=True):
            kept = [name for name in choices if not prose(part, name, item)]
            assert [item[name] for name in kept] == [other[name] for name in kept]


def prose(part: str, name: str, record: dict[str, str]) -> bool:
    """True where an address is words: a place, a tower."""
    return part == "channels" and name == "address" and "." not in record[name]
