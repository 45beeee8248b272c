"""A new workspace gets a plan that fits its town, its hours and its languages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

import pytest

from core import workspace
from core.clock import FixedClock
from core.plan import records
from core.plan.kinds import LanguagePolicy, LevelName, ObjectiveScope, Raci, UseName
from core.plan.model import Plan
from core.plan.review import PlanReview, look
from core.plan.suggestions import proposed
from core.plan.workload import DOES, workload
from core.roster import records as roster
from core.store import Store, open_store
from core.town.model import Town

TODAY = date(2026, 11, 24)
SIZES = (400, 2_241, 12_000, 60_000)
EVERY_TOWN = [(size, hours) for size in SIZES for hours in (None, 1, 2, 4, 10, 30)]
"""Its inhabitants, and the hours a week that it has."""

NewWorkspace: TypeAlias = Callable[[Town], Store]


def of_size(town: Town, population: int | None, hours: float | None = None) -> Town:
    return replace(town, population=population, hours_week=hours)


@pytest.fixture
def new_workspace(tmp_path: Path, clock: FixedClock) -> Iterator[NewWorkspace]:
    """Makes and opens the workspace of a town."""
    opened: list[Store] = []

    def make(town: Town) -> Store:
        file = tmp_path / f"{len(opened)}.pregon"
        workspace.create(file, town, clock)
        opened.append(open_store(file, clock))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def plan_of(store: Store) -> Plan:
    with store.read() as connection:
        return records.load(connection)


def review_of(store: Store, today: date = TODAY) -> PlanReview:
    with store.read() as connection:
        return look(connection, today)


# What each size gets


@pytest.mark.parametrize(
    ("population", "channels"),
    [
        (
            400,
            [
                "Lista de WhatsApp",
                "Página de Facebook",
                "Bando y tablón de anuncios",
                "Megafonía",
            ],
        ),
        (
            2_241,
            [
                "Web municipal",
                "Canal de WhatsApp",
                "Página de Facebook",
                "Instagram",
                "Bando y tablón de anuncios",
                "Megafonía",
            ],
        ),
        (
            12_000,
            [
                "Web municipal",
                "Canal de WhatsApp",
                "Boletín por correo",
                "Página de Facebook",
                "Instagram",
                "X",
                "Bando y tablón de anuncios",
                "Megafonía",
                "Cartel",
                "Radio local",
            ],
        ),
        (
            60_000,
            [
                "Web municipal",
                "Sede electrónica",
                "Canal de WhatsApp",
                "Boletín por correo",
                "Página de Facebook",
                "Instagram",
                "X",
                "YouTube",
                "Bando y tablón de anuncios",
                "Megafonía",
                "Cartel",
                "Radio local",
            ],
        ),
    ],
)
def test_the_bigger_the_town_the_more_channels(new_workspace, town, population, channels):
    plan = plan_of(new_workspace(of_size(town, population)))
    assert [channel.title for channel in plan.channels] == channels


@pytest.mark.parametrize(
    ("population", "people", "audiences", "tasks", "generals", "specifics"),
    [
        (400, 5, 4, 6, 2, 3),
        (2_241, 6, 5, 6, 2, 4),
        (12_000, 8, 6, 11, 3, 5),
        (60_000, 11, 7, 16, 3, 6),
    ],
)
def test_the_bigger_the_town_the_finer_the_plan(
    town, population, people, audiences, tasks, generals, specifics
):
    plan = proposed(of_size(town, population), TODAY)
    scopes = [objective.scope for objective in plan.objectives]
    assert len(plan.people) == people
    assert len(plan.audiences) == audiences
    assert len(plan.tasks) == tasks
    assert scopes.count(ObjectiveScope.GENERAL) == generals
    assert scopes.count(ObjectiveScope.SPECIFIC) == specifics


@pytest.mark.parametrize(("population", "yellow", "red"), [(400, 3, 8), (60_000, 15, 80)])
def test_what_is_unusual_depends_on_the_size_of_the_town(
    new_workspace, town, population, yellow, red
):
    levels = {item.name: item for item in plan_of(new_workspace(of_size(town, population))).levels}
    assert levels[LevelName.YELLOW].mentions_day == yellow
    assert levels[LevelName.YELLOW].trigger.startswith(f"{yellow} menciones o más")
    assert levels[LevelName.YELLOW].sensitive
    assert levels[LevelName.RED].mentions_day == red
    assert levels[LevelName.RED].minutes == 15
    assert all(
        level.negative_share for name, level in levels.items() if name is not LevelName.GREEN
    )
    assert "casi todas en contra" in levels[LevelName.RED].trigger


def test_a_body_without_population_is_sized_as_the_roster_sizes_it(new_workspace):
    body = Town("Mancomunidad del Norte", hours_week=8)
    plan = plan_of(new_workspace(body))
    assert "Policía Local" in [person.label for person in plan.people]
    assert all(person.contact_id for person in plan.people)


# Hours


def test_a_new_plan_never_needs_more_hours_than_there_are_and_no_shortage_makes_an_error(
    new_workspace, town
):
    wrong = []
    for population, hours in EVERY_TOWN:
        sized = of_size(town, population, hours)
        store = new_workspace(sized)
        week = workload(plan_of(store), sized)
        too_busy = [load.person.label for load in week.loads if load.excess]
        found = (week.excess, week.unassigned, too_busy, review_of(store).errors)
        if found != (0, 0, [], ()):
            wrong.append((population, hours, found))
    assert wrong == []


# It holds together


@pytest.mark.parametrize("population", SIZES)
@pytest.mark.parametrize("today", [date(2026, 2, 3), date(2026, 6, 29), TODAY])
def test_a_new_plan_has_no_error_and_tells_what_only_the_person_knows(
    tmp_path, town, population, today
):
    clock = FixedClock(datetime(today.year, today.month, today.day, 9, tzinfo=UTC))
    file = tmp_path / "nuevo.pregon"
    workspace.create(file, of_size(town, population), clock)
    store = open_store(file, clock)
    review = review_of(store, today)
    store.close()

    assert review.errors == ()
    assert {finding.rule for finding in review.open} <= {
        "after-approval",
        "audience-without-size",
        "audit-missing",
        "baseline-missing",
        "contacts-suggested",
        "evidence-assumed",
        "hat-without-contact",
        "hat-without-substitute",
        "hours-unknown",
        "network-facts-old",
        "one-does-most",
        "plan-not-approved",
        "post-vacant",
        "private-channel-without-address",
        "suggestions-waiting",
    }


def test_every_task_is_done_by_somebody_and_answered_for_by_one(town):
    wrong = []
    for population, hours in EVERY_TOWN:
        plan = proposed(of_size(town, population, hours), TODAY)
        people = {person.id for person in plan.people}
        for task in plan.tasks:
            roles = list(task.roles.values())
            done = any(role in DOES for role in roles)
            answering = sum(role in (Raci.ACCOUNTABLE, Raci.BOTH) for role in roles)
            if not set(task.roles) <= people or not done or answering != 1:
                wrong.append((population, hours, task.id))
    assert wrong == []


def test_the_shares_of_the_uses_are_all_posts_and_each_has_where_to_go(town):
    wrong = []
    for population, hours in EVERY_TOWN:
        uses = proposed(of_size(town, population, hours), TODAY).uses
        shares = {use.name: use.share or 0 for use in uses}
        halves = [
            use.name
            for use in uses
            if {bool(use.channels), bool(use.audiences), bool(use.examples)} != {bool(use.share)}
        ]
        if set(shares) != set(UseName) or sum(shares.values()) != 100 or halves:
            wrong.append((population, hours, shares, halves))
    assert wrong == []


def test_posts_are_held_by_the_cards_of_the_roster(new_workspace, town):
    store = new_workspace(of_size(town, 60_000))
    with store.read() as connection:
        names = {contact.id: contact.name for contact in roster.everyone(connection)}
    held = {
        person.label: names.get(person.contact_id) if person.contact_id else None
        for person in plan_of(store).people
    }
    assert held["Alcaldía"] == "Alcaldía"
    assert held["Policía Local"] == "Jefatura de la Policía Local"
    assert held["Oficinas"] == "Oficinas municipales"
    assert [label for label, name in held.items() if name is None] == ["Redacción"]


def test_the_persons_own_post_heads_their_column_where_it_fits(town):
    librarian = proposed(replace(town, post="Bibliotecaria"), TODAY)
    long = proposed(replace(town, post="Técnica de comunicación y cultura"), TODAY)
    twice = proposed(replace(town, post="Secretaría"), TODAY)
    labels = [[person.label for person in plan.people] for plan in (librarian, long, twice)]
    assert "Bibliotecaria" in labels[0]
    assert "Comunicación" in labels[1]
    assert "Comunicación" in labels[2]


def test_nothing_is_pretended_to_be_known(new_workspace, town):
    plan = plan_of(new_workspace(of_size(town, 60_000)))
    assert [item.title for item in plan.objectives if item.baseline is not None] == []
    assert [audience.title for audience in plan.audiences if audience.size is not None] == []
    assert [channel.title for channel in plan.private_channels if channel.address] == []
    assert plan.accounts == ()
    assert plan.measurements == ()
    assert (plan.charter.reputation, plan.charter.rules_body) == ("", "")


def test_objectives_have_a_target_and_a_day_within_the_plan(new_workspace, town):
    plan = plan_of(new_workspace(town))
    start_on, end_on = plan.charter.start_on, plan.charter.end_on
    assert (start_on, end_on) == (date(2027, 1, 1), date(2027, 12, 31))
    for objective in plan.objectives:
        if objective.scope is ObjectiveScope.SPECIFIC:
            assert objective.target is not None
            assert objective.due_on is not None
            assert date(2027, 1, 1) <= objective.due_on <= date(2027, 12, 31)


def test_nothing_of_it_can_be_undone(new_workspace, town):
    assert new_workspace(town).journal.next_undo() is None


# Where the place and its languages tell


def test_a_town_of_two_languages_promises_both(new_workspace, town):
    alcoi = replace(
        town, name="Alcoi", alt_name="Alcoy", province="Alicante / Alacant", languages=("ca", "es")
    )
    plan = plan_of(new_workspace(alcoi))
    languages = {channel.title: channel.languages for channel in plan.channels}
    assert plan.charter.language_policy is LanguagePolicy.NOTICES
    assert "dos nombres oficiales, Alcoi y Alcoy" in plan.charter.language_note
    assert languages["Bando y tablón de anuncios"] == ("ca", "es")
    assert languages["Instagram"] == ("ca",)
    assert "Avisos publicados el mismo día en todas las lenguas" in [
        objective.indicator for objective in plan.objectives
    ]
    assert "Traducción y lectura fácil" in [task.title for task in plan.tasks]


def test_a_city_of_two_languages_publishes_everything_in_both(town):
    plan = proposed(replace(town, population=60_000, languages=("gl", "es")), TODAY)
    assert plan.charter.language_policy is LanguagePolicy.ALL
    assert {channel.languages for channel in plan.channels} == {("gl", "es")}
    assert [task.id for task in plan.tasks].count("translation") == 1


def test_a_town_of_one_language_is_not_asked_for_two(town):
    plan = proposed(town, TODAY)
    assert plan.charter.language_policy is LanguagePolicy.MAIN
    assert "both-languages" not in [objective.id for objective in plan.objectives]
    assert "translation" not in [task.id for task in plan.tasks]


def test_a_province_with_a_coast_proposes_visitors_and_asks(town):
    inland = proposed(town, TODAY)
    coastal = proposed(replace(town, province="Pontevedra", region="Galicia"), TODAY)
    visitors = next(audience for audience in coastal.audiences if audience.id == "visitors")
    assert "si su municipio recibe visitantes" in visitors.reason
    assert "google_business" in [channel.id for channel in coastal.channels]
    assert "visitors" not in [audience.id for audience in inland.audiences]
    assert "google_business" not in [channel.id for channel in inland.channels]


def test_marks_carry_the_reason_for_this_size(new_workspace, town):
    plan = plan_of(new_workspace(of_size(town, 400)))
    lists = (
        plan.people,
        plan.channels,
        plan.objectives,
        plan.audiences,
        plan.private_channels,
        plan.tasks,
    )
    unmarked = [item for items in lists for item in items if not item.suggested]
    assert unmarked == []
    whatsapp = next(channel for channel in plan.channels if channel.kind == "whatsapp_list")
    assert whatsapp.suggested.startswith("Con menos de 1000 habitantes, una lista llega")
