"""An approved plan is kept as it was; the next year's begins where it ended."""

import json
from dataclasses import replace
from datetime import date

import pytest

from core.errors import DamagedWorkspace, InvalidValue
from core.plan import records, snapshot, versions
from core.plan.model import (
    Audience,
    Dismissal,
    Measurement,
    Objective,
    Person,
    Plan,
    SessionNote,
    Version,
)
from core.plan.rules import RULES
from core.roster import records as roster
from core.roster.model import Contact, Hat, Phone
from core.store import Store, Topic, suggestions

TODAY = date(2026, 11, 24)


pytestmark = pytest.mark.usefixtures("english")


def add(store: Store, objective: Objective) -> Objective:
    with store.change(Topic.PLAN) as db:
        return replace(objective, id=records.add(db, objective))


def stored(store: Store, objective: Objective) -> Objective:
    with store.read() as connection:
        found = records.load(connection).objectives
    return next(other for other in found if other.id == objective.id)


def approve(store: Store, day: date | None = TODAY, body: str = "Pleno") -> Version:
    with store.change(Topic.PLAN) as db:
        return versions.approve(db, body, day, "Acta 7/2026", store.clock.now(), TODAY)


def changed(store: Store) -> bool:
    with store.read() as connection:
        return versions.state(connection).changed_since


def set_period(store: Store, first: date | None, last: date | None) -> None:
    with store.change(Topic.PLAN) as db:
        charter = records.load(db.conn).charter
        records.save(db, replace(charter, start_on=first, end_on=last))


def start_next(store: Store, today: date = TODAY) -> list[str]:
    with store.change(Topic.PLAN) as db:
        return versions.start_next(db, records.load(db.conn), today)


def test_versions_are_numbered_and_say_who_approved_them(store):
    approve(store)
    with store.change(Topic.PLAN) as db:
        records.save(db, replace(records.load(db.conn).charter, style="De usted."))
    second = approve(store, body="  Junta de   Gobierno ")
    assert (second.number, second.body, second.reference) == (2, "Junta de Gobierno", "Acta 7/2026")
    assert second.approved_on == TODAY
    with store.read() as connection:
        assert [version.number for version in records.versions(connection)] == [1, 2]


@pytest.mark.parametrize(
    ("body", "day", "told"),
    [
        ("  ", TODAY, "Say who approved the plan"),
        ("Pleno", None, "Say on which day"),
        ("Pleno", date(2026, 11, 25), "still to come"),
        ("Pleno", date(2006, 11, 24), "cannot be earlier"),
        ("P" * 300, TODAY, "300 characters"),
    ],
)
def test_an_approval_that_cannot_be_is_refused_and_nothing_is_frozen(store, body, day, told):
    approve(store, date(2026, 11, 20))
    with pytest.raises(InvalidValue, match=told):
        approve(store, day, body)
    with store.read() as connection:
        assert len(records.versions(connection)) == 1


def test_an_approved_version_stays_as_it_was_when_the_draft_changes(store):
    objective = add(store, Objective("Llegar a los vecinos", target=100))
    approve(store)
    with store.change(Topic.PLAN) as db:
        records.delete(db, Objective, objective.id)
    with store.read() as connection:
        frozen = versions.load_version(connection, 1)
        assert objective.id not in {other.id for other in records.load(connection).objectives}
    assert "Llegar a los vecinos" in {other.title for other in frozen.plan.objectives}
    assert frozen.town.name == "Medellín"


def test_a_version_that_never_was_is_a_mistake_of_ours(store):
    with store.read() as connection, pytest.raises(LookupError):
        versions.load_version(connection, 3)


def test_the_draft_is_told_from_the_approved_version(store):
    with store.read() as connection:
        assert versions.state(connection).last is None
    objective = add(store, Objective("Llegar a los vecinos"))
    approve(store)
    assert not changed(store)
    with store.change(Topic.PLAN) as db:
        records.save(db, replace(objective, target=100))
    assert changed(store)
    with store.change(Topic.PLAN) as db:
        records.save(db, objective)
    assert not changed(store)


def test_what_follows_the_plan_does_not_change_it(store, clock):
    objective = add(store, Objective("Llegar a los vecinos"))
    other = add(store, Objective("Responder a tiempo"))
    approve(store)
    with store.change(Topic.PLAN) as db:
        records.measure(db, Measurement(objective.id, TODAY, 5))
        records.dismiss(db, Dismissal("review-missing::0", "Está en el Pleno.", clock.now()))
        records.note(db, SessionNote("why", "Porque sí.", clock.now()))
        records.reorder(db, Objective, [other.id, objective.id])
    assert not changed(store)


def test_a_snapshot_names_who_holds_a_post_and_who_wears_a_hat_and_no_phone(store, clock):
    with store.change(Topic.PLAN, Topic.ROSTER) as db:
        deputy = roster.add(db, Contact("Luis Gil", post="Secretario"), clock.now())
        phones = (Phone("600 00 00 01"),)
        mayor = Contact(
            "Ana Ruiz",
            post="Alcaldesa",
            hats=(Hat.DECIDES,),
            substitute_id=deputy,
            phones=phones,
        )
        mayor_id = roster.add(db, mayor, clock.now())
        other = roster.add(db, Contact("Panadería"), clock.now())
        records.add(db, Person("Alcaldía", contact_id=mayor_id))
    with store.read() as connection:
        frozen = snapshot.freeze(connection)
    holder = frozen.holder(mayor_id)
    assert holder == snapshot.NamedContact(
        mayor_id, "Ana Ruiz", "Alcaldesa", (Hat.DECIDES,), deputy
    )
    assert frozen.holder(deputy) == snapshot.NamedContact(deputy, "Luis Gil", "Secretario")
    assert frozen.holder(other) is None
    assert holder in frozen.wearing(Hat.DECIDES)
    assert "600" not in snapshot.to_json(replace(frozen, holders=(holder,), plan=Plan()))


def test_a_snapshot_comes_back_from_json_as_it_was(store, clock):
    objective = add(store, Objective("Llegar", target=2.5, due_on=TODAY))
    with store.change(Topic.PLAN) as db:
        records.measure(db, Measurement(objective.id, TODAY, 5))
        records.note(db, SessionNote("why", "Porque sí.", clock.now()))
    with store.read() as connection:
        frozen = snapshot.freeze(connection)
    assert snapshot.from_json(snapshot.to_json(frozen)) == frozen
    assert frozen.plan.notes == ()


def test_a_snapshot_of_an_earlier_or_later_program_is_read_too(store):
    with store.read() as connection:
        content = json.loads(snapshot.to_json(snapshot.freeze(connection)))
    content["plan"]["audiences"] = [{"title": "Jóvenes", "id": 9, "colour": "red"}]
    content["weather"] = "fine"
    del content["plan"]["levels"], content["holders"], content["shape"]
    found = snapshot.from_json(json.dumps(content))
    assert found.plan.audiences == (Audience("Jóvenes", id=9),)
    assert (found.plan.levels, found.holders) == ((), ())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"plan": {}}', '{"plan": 3, "town": {}}'])
def test_a_damaged_snapshot_is_said_to_be(text):
    with pytest.raises(DamagedWorkspace, match="cannot be read"):
        snapshot.from_json(text)


def test_the_next_plan_is_a_year_on_and_starts_from_what_was_measured(store):
    set_period(store, date(2026, 1, 1), date(2026, 12, 31))
    objective = add(
        store,
        Objective("Llegar", unit="vecinos", baseline=100, target=9000, due_on=date(2026, 12, 31)),
    )
    with store.change(Topic.PLAN) as db:
        records.measure(db, Measurement(objective.id, date(2026, 6, 30), 4000))
        records.measure(db, Measurement(objective.id, date(2026, 9, 30), 5200))
        records.measure(db, Measurement(objective.id, date(2026, 12, 30), 9999))
    told = start_next(store)
    after = stored(store, objective)
    assert (after.baseline, after.target, after.due_on) == (5200, 9000, date(2027, 12, 31))
    assert "The plan runs from 1 January 2027 to 31 December 2027." in told
    assert "“Llegar” starts from 5,200 vecinos, measured on 30 September 2026." in told
    with store.read() as connection:
        charter = records.load(connection).charter
    assert (charter.start_on, charter.end_on) == (date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("first", "last"), [(None, date(2026, 12, 31)), (date(2026, 1, 1), None), (None, None)]
)
def test_a_plan_that_lacks_a_day_names_no_period_of_the_next_one(store, first, last):
    set_period(store, first, last)

    assert [text for text in start_next(store) if "The plan runs" in text] == []


def test_reached_objectives_stay_and_are_named(store):
    set_period(store, date(2026, 1, 1), date(2026, 12, 31))
    objective = add(store, Objective("Llegar", baseline=1, target=50))
    with store.change(Topic.PLAN) as db:
        records.measure(db, Measurement(objective.id, TODAY, 60))
    assert (
        "“Llegar” was reached, with 60 on 24 November 2026: set a new target, or keep it up."
        in start_next(store)
    )
    assert stored(store, objective).baseline == 60


def test_what_was_never_measured_keeps_its_baseline_and_is_named(store):
    set_period(store, date(2026, 1, 1), date(2026, 12, 31))
    objective = add(store, Objective("Llegar", indicator="Alcance", baseline=1))
    general = add(store, Objective("Ser cercanos"))
    told = "\n".join(start_next(store))
    assert "“Llegar” was never measured: it starts from the same baseline." in told
    assert general.title not in told
    assert stored(store, objective).baseline == 1


def test_suggestions_stay_suggestions(store):
    set_period(store, date(2026, 1, 1), date(2026, 12, 31))
    objective = add(store, Objective("Llegar", due_on=date(2026, 6, 30)))
    with store.change(Topic.PLAN) as db:
        suggestions.mark(db, "objective", objective.id, "reach", "Su pueblo tiene 2.241 vecinos.")
    start_next(store)
    after = stored(store, objective)
    assert (after.suggested, after.due_on) == (
        "Su pueblo tiene 2.241 vecinos.",
        date(2027, 6, 30),
    )


def test_a_plan_that_ended_years_ago_moves_on_until_today(store):
    set_period(store, date(2022, 1, 1), date(2022, 12, 31))
    start_next(store)
    with store.read() as connection:
        charter = records.load(connection).charter
    assert (charter.start_on, charter.end_on) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("period", "following"),
    [
        pytest.param(
            (date(2026, 3, 10), date(2026, 12, 31)),
            (date(2027, 1, 1), date(2027, 12, 31)),
            id="begun in March",
        ),
        pytest.param(
            (date(2025, 1, 1), date(2026, 12, 31)),
            (date(2027, 1, 1), date(2028, 12, 31)),
            id="of two years",
        ),
        pytest.param(
            (date(2025, 9, 1), date(2026, 8, 31)),
            (date(2026, 9, 1), date(2027, 8, 31)),
            id="of a school year",
        ),
        pytest.param(
            (date(2019, 1, 1), date(2020, 12, 31)),
            (date(2025, 1, 1), date(2026, 12, 31)),
            id="of two years, long over",
        ),
        pytest.param(
            (date(2026, 1, 1), date.max), (date.max, date.max), id="to the end of the calendar"
        ),
        pytest.param(
            (date(2026, 1, 1), date(2025, 12, 31)),
            (date(2027, 1, 1), date(2026, 12, 31)),
            id="the wrong way round, as the findings say",
        ),
    ],
)
def test_the_next_plan_begins_on_the_day_after_and_is_as_long(store, period, following):
    set_period(store, *period)
    start_next(store)
    with store.read() as connection:
        charter = records.load(connection).charter
    assert (charter.start_on, charter.end_on) == following


def test_the_next_plan_is_not_started_twice(store):
    set_period(store, date(2026, 1, 1), date(2026, 12, 31))
    start_next(store)
    with pytest.raises(InvalidValue, match="starts on 1 January 2027"):
        start_next(store)


def test_a_plan_without_period_has_none_to_move(store):
    set_period(store, None, None)
    assert not [text for text in start_next(store) if "runs from" in text]


def test_dismissals_that_had_to_do_with_dates_are_forgotten(store, clock):
    set_period(store, date(2026, 1, 1), date(2026, 12, 31))
    with store.change(Topic.PLAN) as db:
        for key in ("period-over:charter:1", "target-met:objective:3", "brand-missing::0"):
            records.dismiss(db, Dismissal(key, "Ya se sabe.", clock.now()))
    assert "2 findings about dates or figures are open again." in start_next(store)
    with store.read() as connection:
        assert [item.key for item in records.load(connection).dismissals] == ["brand-missing::0"]


def test_starting_the_next_plan_touches_no_approved_version(store):
    set_period(store, date(2026, 1, 1), date(2026, 12, 31))
    approve(store)
    start_next(store)
    with store.read() as connection:
        frozen = versions.load_version(connection, 1)
    assert frozen.plan.charter.end_on == date(2026, 12, 31)


def test_the_dated_rules_are_rules():
    assert {rule.id for rule in RULES} >= versions.DATED_RULES


def test_an_erased_contact_leaves_no_name_in_an_approved_version(store, clock):
    with store.change(Topic.ROSTER, Topic.PLAN) as db:
        rosa = roster.add(db, Contact("Rosa Delgado Mena", post="Alcaldesa"), clock.now())
        records.add(db, Person("Alcaldía", contact_id=rosa))
        versions.approve(db, "Pleno", clock.today(), "", clock.now(), clock.today())

    with store.forget(Topic.ROSTER, Topic.PLAN) as db:
        roster.delete(db, rosa)
        versions.erase_person(db, rosa)

    with store.read() as connection:
        frozen = versions.load_version(connection, 1)
    assert frozen.holder(rosa) is not None
    assert "Rosa" not in snapshot.to_json(frozen)
    assert "Alcaldía" in [person.label for person in frozen.plan.people]
    assert b"Delgado" not in store.path.read_bytes()


def test_the_same_plan_is_not_approved_twice(store, clock):
    today, now = clock.today(), clock.now()
    with store.change(Topic.PLAN) as db:
        versions.approve(db, "Pleno", today, "", now, today)

    with pytest.raises(InvalidValue, match="1"), store.change(Topic.PLAN) as db:
        versions.approve(db, "Pleno", today, "", now, today)
