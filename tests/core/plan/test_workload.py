"""How many hours a week the plan asks for, and what would bring them down."""

from dataclasses import replace

import pytest

from core.i18n import language
from core.plan.findings import PlanFacts
from core.plan.kinds import Raci, Reach
from core.plan.model import Assignment
from core.plan.workload import WorkItem, Workload, workload
from tests.core.plan.conftest import (
    ASSIGNMENTS,
    COMMUNICATIONS,
    CONTENT,
    CULTURE,
    FACEBOOK,
    FAMILIES_ON_FACEBOOK,
    FAMILIES_ON_WEBSITE,
    NOTICES,
    WEBSITE,
    Change,
    all_of,
    also,
    item,
    planned,
    town,
    without,
)

NOTHING: Change = planned()


def week(facts: PlanFacts, change: Change = NOTHING) -> Workload:
    changed = change(facts)
    with language("en"):
        return workload(changed.plan, changed.town)


def dropped(found: Workload) -> list[str]:
    """The channels that are proposed to be dropped."""
    return [
        cut.sentence.partition("“")[2].partition("”")[0]
        for cut in found.cuts
        if cut.sentence.startswith("Drop")
    ]


def needed_by(found: Workload) -> list[float]:
    return [load.needed for load in found.loads]


def test_the_week_is_cadence_by_minutes_and_the_hours_of_the_tasks(sound_facts):
    # given 2 posts of 30 minutes, 3 of 40, 1 of 60, and tasks of 2, 0.5 and 1 hours
    found = week(sound_facts)

    assert found.parts == (
        WorkItem("channel", NOTICES.id, "Bando", 1, (1,)),
        WorkItem("channel", FACEBOOK.id, "Facebook", 2, (1,)),
        WorkItem("channel", WEBSITE.id, "Web", 1, (1,)),
        WorkItem("task", 1, "Contenidos y calendario", 2, (1,)),
        WorkItem("task", 2, "Aprobación", 0.5, (3,)),
        WorkItem("task", 3, "Escucha", 1, (1,)),
    )
    assert (found.needed, found.available, found.excess) == (7.5, 8, 0)
    assert needed_by(found) == [7, 0, 0.5, 0]


def test_who_answers_for_a_task_or_is_consulted_takes_no_hours_for_it(sound_facts):
    # given that the secretary is accountable for two tasks and culture is consulted on one
    loads = {load.person.label: load.needed for load in week(sound_facts).loads}

    assert (loads["Secretaría"], loads["Concejalía de Cultura"]) == (0, 0)


def test_a_task_is_shared_equally_by_those_who_are_responsible(sound_facts):
    shared = planned(assignments=(*ASSIGNMENTS, Assignment(2, 1, Raci.RESPONSIBLE)))

    assert needed_by(week(sound_facts, shared)) == [7.25, 0, 0.25, 0]


def test_work_that_nobody_has_is_needed_all_the_same(sound_facts):
    orphaned = all_of(item(WEBSITE, owner_id=None), planned(assignments=ASSIGNMENTS[1:]))

    found = week(sound_facts, orphaned)

    assert (found.needed, found.unassigned) == (7.5, 3)
    assert needed_by(found) == [4, 0, 0.5, 0]


def test_an_owner_who_is_gone_has_no_work(sound_facts):
    assert week(sound_facts, item(WEBSITE, owner_id=99)).unassigned == 1


def test_a_contracted_person_works_apart_from_the_house(sound_facts):
    found = week(sound_facts, item(COMMUNICATIONS, contracted=True))

    assert (found.needed, found.contracted) == (0.5, 7)
    assert needed_by(found) == [7, 0, 0.5, 0]


def test_a_task_shared_with_a_contracted_person_counts_half(sound_facts):
    shared = all_of(
        item(COMMUNICATIONS, contracted=True),
        planned(assignments=(*ASSIGNMENTS, Assignment(1, 2, Raci.RESPONSIBLE))),
    )

    found = week(sound_facts, shared)

    assert (found.needed, found.contracted) == (1.5, 6)


def test_a_contracted_task_takes_no_hours_of_whoever_looks_after_it(sound_facts):
    found = week(sound_facts, item(CONTENT, contracted=True, supplier="Estudio Encina"))

    assert (found.needed, found.contracted, found.unassigned) == (5.5, 2, 0)
    assert needed_by(found) == [5, 0, 0.5, 0]


def test_a_channel_without_cadence_or_minutes_takes_nothing_yet(sound_facts):
    unknown = all_of(item(WEBSITE, minutes_post=None), item(FACEBOOK, posts_week=None))

    assert week(sound_facts, unknown).needed == 4.5


def test_without_hours_of_the_town_those_of_its_people_count(sound_facts):
    # given people with 7.5, 2, 1 and 1 hours
    assert week(sound_facts, town(hours_week=None)).available == 11.5


def test_hours_of_zero_are_hours_that_nobody_has_said(sound_facts):
    assert week(sound_facts, town(hours_week=0)).available == 11.5


def test_contracted_hours_are_none_of_the_town(sound_facts):
    change = all_of(town(hours_week=None), item(COMMUNICATIONS, contracted=True))

    assert week(sound_facts, change).available == 4


def test_where_nobody_says_how_many_hours_there_are_nothing_is_too_much(sound_facts):
    people = tuple(replace(person, hours_week=None) for person in sound_facts.plan.people)
    found = week(sound_facts, all_of(town(hours_week=None), planned(people=people)))

    assert (found.available, found.excess, found.cuts) == (None, 0, ())


def test_while_the_hours_suffice_nothing_is_cut(sound_facts):
    assert week(sound_facts).cuts == ()


@pytest.mark.parametrize(("hours", "excess"), [(7.455, 0), (7.445, pytest.approx(0.055))])
def test_three_minutes_a_week_are_not_worth_a_word(sound_facts, hours, excess):
    # given seven hours and a half that are needed
    assert week(sound_facts, town(hours_week=hours)).excess == excess


@pytest.mark.parametrize(("hours", "told"), [(0.25, True), (0.24, False)])
def test_what_saves_less_than_a_quarter_of_an_hour_is_no_way(sound_facts, hours, told):
    # given a single task, which could be contracted, and more than an hour too much
    task = planned(tasks=(replace(CONTENT, hours_week=hours),))
    found = week(sound_facts, all_of(task, town(hours_week=3)))

    assert ("Contract “Contenidos y calendario”." in {cut.sentence for cut in found.cuts}) is told


@pytest.mark.parametrize(("minutes", "told"), [(20, True), (19, False)])
def test_a_template_leaves_a_post_its_ten_minutes(sound_facts, minutes, told):
    channels = tuple(
        replace(channel, minutes_post=minutes) for channel in sound_facts.plan.channels
    )
    found = week(sound_facts, all_of(planned(channels=channels), town(hours_week=5)))

    assert any(cut.sentence.startswith("Use templates") for cut in found.cuts) is told


def test_where_no_way_is_enough_the_one_that_saves_most_comes_first(sound_facts):
    # given two and a half hours too much, and a network without urgent notices
    found = week(sound_facts, all_of(item(FACEBOOK, urgent=False), town(hours_week=5)))

    assert found.excess == 2.5
    assert [(cut.sentence, cut.hours) for cut in found.cuts] == [
        ("Drop “Facebook”: it reaches the fewest people for its hours.", 2),
        ("Contract “Contenidos y calendario”.", 2),
        ("Publish one post a week fewer on “Facebook”.", pytest.approx(2 / 3)),
    ]


def test_of_the_ways_that_are_enough_the_gentlest_comes_first(sound_facts):
    # given half an hour too much
    found = week(sound_facts, town(hours_week=7))

    assert [(cut.sentence, cut.hours) for cut in found.cuts] == [
        ("Use templates on “Facebook”: 10 minutes less for each post.", 0.5),
        ("Publish one post a week fewer on “Facebook”.", pytest.approx(2 / 3)),
        ("Contract “Contenidos y calendario”.", 2),
    ]


@pytest.mark.parametrize("reach", [Reach.FEW, Reach.MANY])
def test_a_channel_that_is_the_only_way_to_somebody_stays(sound_facts, reach):
    # given that families are only on Facebook, which takes no urgent notices
    change = all_of(
        item(FACEBOOK, urgent=False),
        item(FAMILIES_ON_FACEBOOK, reach=reach),
        without(FAMILIES_ON_WEBSITE),
        town(hours_week=5),
    )

    assert dropped(week(sound_facts, change)) == []


def test_a_channel_for_urgent_notices_stays(sound_facts):
    assert dropped(week(sound_facts, town(hours_week=5))) == []


def test_the_website_stays(sound_facts):
    # given a website that reaches nobody
    assert (
        dropped(week(sound_facts, all_of(without(FAMILIES_ON_WEBSITE), town(hours_week=5)))) == []
    )


@pytest.mark.parametrize(("least", "most"), [(Reach.FEW, Reach.SOME), (Reach.SOME, Reach.MANY)])
def test_the_channel_that_reaches_least_for_its_hours_goes(sound_facts, least, most):
    # given two networks with the same hours
    instagram = replace(FACEBOOK, id=4, title="Instagram", kind="instagram", urgent=False)
    change = all_of(
        also(instagram, replace(FAMILIES_ON_FACEBOOK, id=9, channel_id=4, reach=least)),
        item(FACEBOOK, urgent=False),
        item(FAMILIES_ON_FACEBOOK, reach=most),
        town(hours_week=5),
    )

    assert dropped(week(sound_facts, change)) == ["Instagram"]


def test_the_only_channel_stays_even_where_it_reaches_nobody(sound_facts):
    alone = replace(FACEBOOK, urgent=False)

    assert (
        dropped(
            week(sound_facts, all_of(planned(channels=(alone,), presences=()), town(hours_week=1)))
        )
        == []
    )


def test_what_is_contracted_already_is_not_proposed_again(sound_facts):
    change = all_of(item(CONTENT, contracted=True), town(hours_week=5))
    found = week(sound_facts, change)

    assert "Contract “Escucha”." in {cut.sentence for cut in found.cuts}


@pytest.mark.parametrize(
    ("role", "proposed"),
    [
        (Raci.CONSULTED, "Contract “Contenidos y calendario”."),
        (Raci.ACCOUNTABLE, "Contract “Contenidos y calendario”."),
        (Raci.RESPONSIBLE, "Contract “Escucha”."),
        (Raci.BOTH, "Contract “Escucha”."),
    ],
)
def test_what_a_contracted_person_does_already_is_not_proposed(sound_facts, role, proposed):
    change = all_of(
        item(CULTURE, contracted=True),
        planned(assignments=(*ASSIGNMENTS[:2], Assignment(1, 4, role), *ASSIGNMENTS[3:])),
        town(hours_week=2),
    )

    found = {cut.sentence for cut in week(sound_facts, change).cuts}

    assert {cut for cut in found if cut.startswith("Contract")} == {proposed}
