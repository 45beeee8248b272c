"""Whatever is done to the plan leaves nothing dangling, can be taken back, and done again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan import records, versions
from core.plan.kinds import LevelName, Raci, Reach
from core.plan.model import (
    Account,
    Assignment,
    Audience,
    Channel,
    Dismissal,
    Measurement,
    NetworkFact,
    Objective,
    Person,
    Plan,
    Presence,
    SessionNote,
    Task,
)
from core.plan.review import look
from core.store import Store, Topic
from tests.core.plan.conftest import LISTS, TODAY

if TYPE_CHECKING:
    from sqlite_utils import Database

Deed = Callable[["Database", Plan, datetime], None]


def add_an_objective(db: "Database", plan: Plan, _now: datetime) -> None:
    records.add(db, Objective("Llegar", channels=tuple(channel.id for channel in plan.channels)))


def add_an_account(db: "Database", plan: Plan, _now: datetime) -> None:
    records.add(db, Account("@ayto", holders=tuple(person.id for person in plan.people)))


def add_a_fact(db: "Database", plan: Plan, _now: datetime) -> None:
    for channel in plan.channels[:1]:
        records.add(db, NetworkFact(channel.id, "Portada"))


def rename_an_audience(db: "Database", plan: Plan, _now: datetime) -> None:
    for audience in plan.audiences[:1]:
        records.save(db, replace(audience, title=f"{audience.title}′"))


def tell_nobody_of_red(db: "Database", plan: Plan, _now: datetime) -> None:
    (red,) = (level for level in plan.levels if level.name is LevelName.RED)
    records.save(db, replace(red, told=()))


def write_in_the_charter(db: "Database", plan: Plan, _now: datetime) -> None:
    records.save(db, replace(plan.charter, style=f"{plan.charter.style} Claro."))


def mark_an_audience(db: "Database", plan: Plan, _now: datetime) -> None:
    for audience in plan.audiences[:1]:
        for channel in plan.channels:
            records.set_reach(db, Presence(audience.id, channel.id, Reach.MANY, evidence="Censo"))


def assign_every_task(db: "Database", plan: Plan, _now: datetime) -> None:
    for person in plan.people[:1]:
        for task in plan.tasks:
            records.assign(db, Assignment(task.id, person.id, Raci.BOTH), task.id, person.id)


def measure(db: "Database", plan: Plan, _now: datetime) -> None:
    for objective in plan.objectives[-1:]:
        records.measure(db, Measurement(objective.id, TODAY, len(plan.measurements)))


def accept_the_channels(db: "Database", plan: Plan, _now: datetime) -> None:
    for channel in plan.channels:
        records.accept(db, Channel, channel.id)


def turn_the_tasks_round(db: "Database", plan: Plan, _now: datetime) -> None:
    records.reorder(db, Task, [task.id for task in reversed(plan.tasks)])


def dismiss(db: "Database", plan: Plan, now: datetime) -> None:
    reason = f"Con {len(plan.people)} personas basta."
    records.dismiss(db, Dismissal("legal-missing:charter:1", reason, now))


def note(db: "Database", plan: Plan, now: datetime) -> None:
    records.note(db, SessionNote("why", f"Somos {len(plan.people)}.", now))


def approve(db: "Database", plan: Plan, now: datetime) -> None:
    # Approved as it is already, it would be refused.
    write_in_the_charter(db, plan, now)
    versions.approve(db, "Pleno", TODAY, "", now, TODAY)


def renew(db: "Database", plan: Plan, _now: datetime) -> None:
    versions.start_next(db, plan, plan.charter.end_on or TODAY)


def drop_a_channel(db: "Database", plan: Plan, _now: datetime) -> None:
    for channel in plan.channels[:1]:
        records.delete(db, Channel, channel.id)


def drop_a_person(db: "Database", plan: Plan, _now: datetime) -> None:
    for person in plan.people[:1]:
        records.delete(db, Person, person.id)


def drop_a_general_objective(db: "Database", plan: Plan, _now: datetime) -> None:
    for objective in plan.general_objectives()[:1]:
        records.delete(db, Objective, objective.id)


def drop_an_audience(db: "Database", plan: Plan, _now: datetime) -> None:
    for audience in plan.audiences[:1]:
        records.delete(db, Audience, audience.id)


DEEDS: tuple[Deed, ...] = (
    *(add_an_objective, add_an_account, add_a_fact, rename_an_audience, tell_nobody_of_red),
    *(write_in_the_charter, mark_an_audience, assign_every_task, measure, accept_the_channels),
    *(turn_the_tasks_round, dismiss, note, approve, renew),
    *(drop_a_channel, drop_a_person, drop_a_general_objective, drop_an_audience),
)


def stands(store: Store) -> Plan:
    with store.read() as connection:
        return records.load(connection)


def do(store: Store, deed: Deed) -> None:
    with store.change(Topic.PLAN) as db:
        deed(db, records.load(db.conn), store.clock.now())


def everybody_and_everything_named(plan: Plan) -> dict[str, set[int]]:
    """The ids that things of the plan point at, by the list in which they have to be."""
    people: list[int | None] = [item.person_id for item in plan.private_channels]
    people += [assignment.person_id for assignment in plan.assignments]
    for level in plan.levels:
        people += [*level.told, level.approver_id]
    for channel in plan.channels:
        people += [channel.owner_id, channel.substitute_id]
    for account in plan.accounts:
        people += account.holders
    channels = [presence.channel_id for presence in plan.presences]
    channels += [fact.channel_id for fact in plan.facts]
    audiences = [presence.audience_id for presence in plan.presences]
    for objective in plan.objectives:
        channels += objective.channels
    for use in plan.uses:
        channels += use.channels
        audiences += use.audiences
    objectives = [other.parent_id for other in plan.objectives if other.parent_id is not None]
    return {
        "people": {person for person in people if person is not None},
        "channels": set(channels),
        "audiences": set(audiences),
        "objectives": {*objectives, *(item.objective_id for item in plan.measurements)},
        "tasks": {assignment.task_id for assignment in plan.assignments},
    }


@settings(max_examples=30)
@given(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=8))
def test_undoing_everything_leads_back_and_redoing_leads_forth(store, deeds):
    before = stands(store)
    for deed in deeds:
        do(store, deed)
    after = stands(store)

    while store.undo():
        pass
    assert stands(store) == before
    while store.redo():
        pass
    assert stands(store) == after
    while store.undo():
        pass


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_changes_the_plan_and_is_one_step(store, deed):
    before = stands(store)

    do(store, deed)

    assert stands(store) != before
    store.undo()
    assert stands(store) == before


@pytest.mark.parametrize("kind", [Person, Objective, Audience, Channel, Task])
def test_what_is_used_elsewhere_can_be_deleted_and_leaves_nothing_dangling(store, kind):
    # given the plan that a new town is proposed, in which everything is used somewhere
    before = stands(store)
    for each in getattr(before, LISTS[kind]):
        with store.change(Topic.PLAN) as db:
            records.delete(db, kind, each.id)

        after = stands(store)
        for attribute, named in everybody_and_everything_named(after).items():
            assert named <= {item.id for item in getattr(after, attribute)}
        with store.read() as connection:
            assert look(connection, TODAY).open

    while store.undo():
        pass
    assert stands(store) == before
