"""The plan looked at as a whole, from a real workspace."""

from datetime import date

from core.plan import records
from core.plan.findings import Finding, FixTarget
from core.plan.kinds import ObjectiveScope, PlanStep, Raci, Reach, Severity
from core.plan.model import (
    Assignment,
    Audience,
    Channel,
    Dismissal,
    Objective,
    Person,
    Presence,
    SessionNote,
    Task,
)
from core.plan.review import PlanReview, look, reviewed
from core.roster import records as roster_records
from core.roster.model import Contact
from core.store import Store, Topic
from tests.core.plan.conftest import ANSWERS, TODAY, all_of, charter, item, planned


def looked_at(store: Store, day: date = TODAY) -> PlanReview:
    with store.read() as connection:
        return look(connection, day)


def test_a_review_reads_the_plan_the_town_and_the_roster(store):
    review = looked_at(store)

    assert review.facts.town.name == "Medellín"
    assert review.facts.contacts
    assert review.facts.today == TODAY
    assert len(review.facts.plan.levels) == 4


def test_a_finding_goes_away_when_it_is_mended(store):
    # given a general objective that no specific one belongs to
    general = Objective("Que se nos entienda", scope=ObjectiveScope.GENERAL)
    with store.change(Topic.PLAN) as db:
        general_id = records.add(db, general)
    key = f"general-without-specific:objective:{general_id}"
    assert key in {finding.key for finding in looked_at(store).of(PlanStep.OBJECTIVES)}

    # when one is added
    with store.change(Topic.PLAN) as db:
        records.add(db, Objective("Responder en el día", parent_id=general_id))

    # then that is no longer said
    assert key not in {finding.key for finding in looked_at(store).open}


def test_a_dismissed_finding_is_kept_apart_with_its_reason(store, clock):
    # given a finding that the town decides to live with
    with store.change(Topic.PLAN) as db:
        general_id = records.add(db, Objective("Que se nos entienda", scope=ObjectiveScope.GENERAL))
    key = f"general-without-specific:objective:{general_id}"
    with store.change(Topic.PLAN) as db:
        records.dismiss(db, Dismissal(key, "Se concreta en otoño.", clock.now()))

    review = looked_at(store)

    # then it is no longer open, and its reason can be read
    assert key not in {finding.key for finding in review.open}
    reasons = {finding.key: dismissal.reason for finding, dismissal in review.dismissed}
    assert reasons[key] == "Se concreta en otoño."

    # and once recalled it counts again
    with store.change(Topic.PLAN) as db:
        records.recall(db, key)
    assert key in {finding.key for finding in looked_at(store).open}


def test_suggested_texts_of_the_charter_are_dismissed_step_by_step():
    found = [
        Finding("suggested-texts", Severity.HINT, "", "", FixTarget(step, "charter", first=1))
        for step in (PlanStep.START, PlanStep.USES)
    ]
    assert len({finding.key for finding in found}) == 2


def test_what_is_said_in_the_session_is_kept_once_and_forgotten_when_emptied(store, clock):
    for text, kept in (("Los de la sierra", ["Los de la sierra"]), ("Todos", ["Todos"]), ("", [])):
        with store.change(Topic.PLAN, label="x") as db:
            records.note(db, SessionNote("why", text, clock.now()))
            assert [note.text for note in records.load(db.conn).notes] == kept


def test_what_was_dismissed_is_known_by_the_same_words_in_each_version_of_the_program():
    places = (
        FixTarget(PlanStep.PROTOCOL, "level", 3, "trigger", first=2),
        FixTarget(PlanStep.START, "charter", 1, "brand"),
        FixTarget(PlanStep.START, "charter", first=1),
    )
    assert [Finding("rule", Severity.HINT, "", "", place).key for place in places] == [
        "rule:level:3",
        "rule:charter:1",
        "rule:charter:0:start",
    ]


def test_the_dismissal_of_something_mended_is_not_shown(sound_facts, clock):
    old = Dismissal("target-missing:objective:2", "Ya se verá.", clock.now())

    assert reviewed(planned(dismissals=(old,))(sound_facts)).dismissed == ()


def test_findings_are_counted_by_step_and_by_severity(sound_facts):
    review = reviewed(all_of(item(ANSWERS, target=None), charter(style=""))(sound_facts))

    assert [finding.rule for finding in review.of(PlanStep.OBJECTIVES)] == ["target-missing"]
    assert [finding.rule for finding in review.of(PlanStep.USES)] == ["style-missing"]
    assert review.of(PlanStep.START) == ()
    assert [error.rule for error in review.errors] == ["target-missing"]
    assert [finding.severity for finding in review.open] == [Severity.ERROR, Severity.HINT]


def test_a_post_whose_contact_is_deleted_stays_and_is_told(store, clock):
    # given somebody who does a task and keeps a channel
    with store.change(Topic.PLAN) as db:
        contact_id = roster_records.add(db, Contact("Rosa Gil"), clock.now())
        person_id = records.add(db, Person("Biblioteca", contact_id=contact_id))
        task_id = records.add(db, Task("Escucha"))
        records.assign(db, Assignment(task_id, person_id, Raci.BOTH), task_id, person_id)
        channel_id = records.add(db, Channel("Bando", owner_id=person_id))

    # when the contact is deleted from the roster
    with store.change(Topic.ROSTER) as db:
        roster_records.delete(db, contact_id)

    # then task and channel still have their post, and the plan says that nobody holds it
    review = looked_at(store)
    plan = review.facts.plan
    assert plan.roles(Task("Escucha", id=task_id)) == {person_id: Raci.BOTH}
    channel = plan.channel(channel_id)
    assert channel is not None
    assert channel.owner_id == person_id
    (vacant,) = [
        finding for finding in review.open if finding.key == f"post-vacant:person:{person_id}"
    ]
    assert "2" in vacant.sentence


def test_an_audience_that_is_renamed_keeps_its_place(store):
    with store.change(Topic.PLAN) as db:
        audience_id = records.add(db, Audience("Mayores"))
        channel_id = records.add(db, Channel("Bando"))
        records.set_reach(db, Presence(audience_id, channel_id, Reach.MANY))

    with store.change(Topic.PLAN) as db:
        records.save(db, Audience("Personas mayores", id=audience_id))

    keys = {finding.key for finding in looked_at(store).open}
    assert f"audience-unreached:audience:{audience_id}" not in keys
    assert f"channel-without-audience:channel:{channel_id}" not in keys
