"""What would fail today: each gap is found, the grave ones first, and goes when it is mended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core import i18n
from core.crisis import readiness
from core.crisis.case import Moderation
from core.crisis.incidents import closing, drill, moderation
from core.crisis.model import Measure
from core.crisis.readiness import GRAVE, Gap, GapKind, NotebookOnShelf
from core.crisis.records import incidents as records
from core.crisis.records import scenarios as scenario_records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenarios.library import shipped
from core.plan import records as plan
from core.plan.kinds import LevelName
from core.plan.model import Level, PrivateChannel
from core.roster import records as roster
from core.roster.model import Contact, Hat
from core.store import Store, Topic
from tests.core.crisis.clerk import sit_down

PRINTED = NotebookOnShelf(date(2026, 11, 20))


def look(store: Store, shelf: NotebookOnShelf = PRINTED, *, after: int = 0) -> list[Gap]:
    with store.read() as connection:
        return readiness.gaps(connection, store.clock.today() + timedelta(days=after), shelf)


def kinds(found: list[Gap]) -> set[GapKind]:
    return {gap.kind for gap in found}


def told(found: list[Gap], kind: GapKind) -> Gap:
    return next(gap for gap in found if gap.kind is kind)


def change_contact(store: Store, name: str, **facts: object) -> Contact:
    """Change the card of somebody of the example town; returns it as it was."""
    with store.change(Topic.ROSTER) as db:
        contact = next(card for card in roster.everyone(db.conn) if card.name == name)
        roster.replace(db, replace(contact, **facts), store.clock.now())
    return contact


def worn_by(store: Store, hat: Hat) -> Contact:
    with store.read() as connection:
        return next(contact for contact in roster.everyone(connection) if hat in contact.hats)


def test_of_the_example_town_nothing_would_fail_once_its_notebook_is_printed(village):
    assert not kinds(look(village)) & set(GRAVE)
    missing = look(village, NotebookOnShelf())
    assert [gap.kind for gap in missing if gap.grave] == [GapKind.NO_NOTEBOOK]


def test_a_new_workspace_tells_the_grave_first(store):
    found = look(store, NotebookOnShelf())
    graves = [gap.grave for gap in found]
    assert graves == sorted(graves, reverse=True)
    assert GapKind.NO_NOTEBOOK in kinds(found)
    assert all(gap.sentence and gap.why for gap in found)


def test_who_wears_a_hat_without_a_number_is_named(village):
    mayor = worn_by(village, Hat.DECIDES)
    change_contact(village, mayor.name, phones=())
    gap = told(look(village), GapKind.NO_PHONE)
    assert gap.grave
    assert gap.about == mayor.id
    assert mayor.name in gap.sentence


def test_a_hat_that_nobody_wears_is_named(village):
    with village.change(Topic.ROSTER) as db:
        for contact in roster.everyone(db.conn):
            bare = tuple(hat for hat in contact.hats if hat is not Hat.SPEAKS)
            roster.replace(db, replace(contact, hats=bare), village.clock.now())
    gap = told(look(village), GapKind.NO_WEARER)
    assert gap.grave
    assert "Habla" in gap.sentence


def test_cards_that_nobody_has_confirmed_are_counted(village):
    mayor = worn_by(village, Hat.DECIDES)
    assert GapKind.UNVERIFIED not in kinds(look(village))
    change_contact(village, mayor.name, verified_on=None)
    gap = told(look(village), GapKind.UNVERIFIED)
    assert gap.sentence.startswith("1 ")
    assert mayor.name in gap.why


def test_somebody_without_a_substitute_is_told(village):
    mayor = worn_by(village, Hat.DECIDES)
    change_contact(village, mayor.name, substitute_id=None)
    gap = told(look(village), GapKind.NO_SUBSTITUTE)
    assert mayor.name in gap.why


def test_one_person_who_wears_every_hat_is_told(village):
    mayor = worn_by(village, Hat.DECIDES)
    with village.change(Topic.ROSTER) as db:
        for contact in roster.everyone(db.conn):
            hats = tuple(Hat) if contact.id == mayor.id else ()
            roster.replace(db, replace(contact, hats=hats), village.clock.now())
    assert mayor.name in told(look(village), GapKind.ONE_PERSON).sentence


def test_a_level_without_an_approver_or_without_a_row_is_grave(village):
    with village.change(Topic.PLAN) as db:
        red = next(level for level in plan.load(db.conn).levels if level.name is LevelName.RED)
        orange = next(item for item in plan.load(db.conn).levels if item.name is LevelName.ORANGE)
        plan.save(db, replace(red, approver_id=None))
        plan.delete(db, Level, orange.id)
    gap = told(look(village), GapKind.NO_APPROVER)
    assert gap.grave
    assert "naranja" in gap.sentence.lower()
    assert "rojo" in gap.sentence.lower()
    assert "amarillo" not in gap.sentence.lower()


def test_the_plan_needs_a_voice_off_the_networks_a_private_channel_and_rules(village):
    wanted = {GapKind.NO_OFFLINE, GapKind.NO_PRIVATE, GapKind.UNAPPROVED_RULES}
    assert not kinds(look(village)) & wanted
    with village.change(Topic.PLAN) as db:
        there = plan.load(db.conn)
        for channel in there.channels:
            plan.save(db, replace(channel, urgent=False))
        for private in there.private_channels:
            plan.delete(db, PrivateChannel, private.id)
        plan.save(db, replace(there.charter, rules_on=None))
    found = look(village)
    assert wanted <= kinds(found)
    assert "aprobad" in told(found, GapKind.UNAPPROVED_RULES).sentence


def test_the_notebook_that_is_out_of_date_says_what_changed(village):
    parts = ("Inundación o riada", "Directorio", "Incendio", "Bulo", "Obras", "Basuras")
    gap = told(look(village, NotebookOnShelf(date(2026, 9, 1), parts)), GapKind.OLD_NOTEBOOK)
    assert "01/09/2026" in gap.sentence
    assert gap.why.endswith(": Inundación o riada, Directorio, Incendio y 3 más.")


def test_four_months_without_a_drill_are_told(village):
    assert GapKind.NO_DRILL not in kinds(look(village))
    gap = told(look(village, after=200), GapKind.NO_DRILL)
    with village.read() as connection:
        day = drill.last(connection)
    assert day is not None
    assert f"{day:%d/%m/%Y}" in gap.sentence


def test_a_later_text_of_the_program_is_offered(village, clock):
    from msgspec.structs import replace as changed

    flood = shipped("flood")
    assert flood is not None
    older = changed(flood, version=flood.version - 1, title="Riada")
    with village.change(Topic.SCENARIOS) as db:
        scenario_records.save(db, StoredScenario(older, older, clock.now()))
    assert "Riada" in told(look(village), GapKind.NEWER_SCENARIO).sentence


def test_an_incident_without_its_review_is_told_until_it_is_written(clerk, village, clock):
    clerk.close("Ha terminado.", "", clock.today())
    number = clerk.number
    assert told(look(village), GapKind.REVIEW_DUE).about == number
    clerk.do(closing.judge, clerk.incident, "El primer aviso salió pronto.", "")
    assert GapKind.REVIEW_DUE not in kinds(look(village))


def test_many_incidents_without_their_review_are_one_line_that_counts_them(clerk, village, clock):
    desk = clerk.desk
    past = replace(desk.incident, id=0, closed_at=clock.now(), review_on=clock.today())
    reviews = []
    for more in (3, 187):
        with village.change(Topic.CRISIS, undoable=False) as db:
            for _number in range(more):
                records.save(db, replace(past, id=records.add(db, past, desk.scenario)))
        reviews.append([gap for gap in look(village) if gap.kind is GapKind.REVIEW_DUE])

    few, many = reviews
    assert len(few) == 3
    assert [gap.sentence for gap in many] == ["190 incidentes esperan su revisión."]
    with village.read() as connection:
        assert many[0].about == records.everything(connection)[0].id
    assert many[0].why == few[0].sentence


def test_a_lesson_of_a_drill_whose_day_has_come_is_told(clerk, village, clock):
    rehearsal = sit_down(village, "flood", drill=True)
    rehearsal.do(drill.improve, rehearsal.number, None, "Comprar pilas", "Óscar", clock.today())
    gap = told(look(village), GapKind.LESSON_DUE)
    assert (gap.about, gap.why) == (rehearsal.number, "Óscar")
    assert "Comprar pilas" in gap.sentence


def test_a_block_whose_end_has_come_is_told(clerk, village, clock):
    case = Moderation(
        clock.now(), "Facebook", "Insulto", Measure.BLOCKED, "Norma 3", author="@alguien",
        until_on=clock.today(),
    )  # fmt: skip
    number = clerk.do(records.put, case)
    gap = told(look(village), GapKind.BLOCK_DUE)
    assert gap.about == number
    assert "@alguien" in gap.sentence
    assert moderation.due([replace(case, id=number)], clock.today())


def test_a_block_of_a_drill_is_no_block(clerk, village, clock):
    rehearsal = sit_down(village, "hoax", drill=True)
    case = Moderation(
        clock.now(), "Facebook", "Insulto", Measure.BLOCKED, "Norma 3",
        incident_id=rehearsal.number, until_on=clock.today(),
    )  # fmt: skip
    rehearsal.do(records.put, case)
    assert GapKind.BLOCK_DUE not in kinds(look(village))


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_gap_is_a_sentence_in_both_languages(store, language):
    with i18n.language(language):
        found = look(store, NotebookOnShelf())
    assert all(gap.sentence.endswith((".", "»", "”")) for gap in found)
