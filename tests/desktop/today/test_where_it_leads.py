"""From a line of Hoy, or of what would fail today, to where it is settled, with the keyboard."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace as changed
from PySide6.QtWidgets import QApplication

from core import catalogue
from core.crisis.case import Moderation
from core.crisis.model import Incident, Lesson, Measure
from core.crisis.readiness import Gap, GapKind
from core.crisis.records import incidents
from core.crisis.records import scenarios as scenario_records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenarios.library import shipped
from core.plan import records as plans
from core.plan import review, unreviewed
from core.plan.kinds import LevelName
from core.plan.model import PrivateChannel
from core.roster import records as roster
from core.roster.model import Contact, Hat, Phone
from core.store import Topic
from desktop import readiness_targets
from desktop.forms.list_editor import ListEditor
from desktop.roster.page import RosterPage
from desktop.services import Services
from desktop.today.matter import Matter
from desktop.today.model import matters
from desktop.today.plan_matters import plan_matters
from tests.desktop.hands import here

MENDED = {
    GapKind.NO_PHONE: "Teléfono 1",
    GapKind.UNVERIFIED: "Sigue igual",
    GapKind.NO_WEARER: "Lleva el diario",
    GapKind.NO_SUBSTITUTE: "Sustituto",
    GapKind.ONE_PERSON: "Decide",
    GapKind.NO_NOTEBOOK: "Documentos",
    GapKind.NO_RULES: "Normas de uso de los perfiles",
    GapKind.UNAPPROVED_RULES: "Día en que se aprobaron las normas",
    GapKind.NO_OFFLINE: "Avisos urgentes",
    GapKind.NO_APPROVER: "Quién lo aprueba, Naranja",
    GapKind.NO_PRIVATE: "Dónde",
    GapKind.NEWER_SCENARIO: "Escenarios",
    GapKind.REVIEW_DUE: "Imprimir informe",
    GapKind.LESSON_DUE: "Imprimir informe",
    GapKind.BLOCK_DUE: "Perfil municipal",
}
"""What a screen reader says of where the keyboard is when the button was pressed."""


def spoken(services: Services, page: str, target: object) -> str:
    """Who has the keyboard after going there from Hoy."""
    services.go("today")
    services.go(page, target)
    # What is built on its first visit is shown a moment later.
    QApplication.processEvents()
    return here().accessibleName() or str(getattr(here(), "text", str)())


def found(services: Services) -> list[Gap]:
    with services.store.read() as connection:
        return catalogue.look(connection, services.clock.today())


def chosen(services: Services, kind: type[Any]) -> Any:
    """The item of a kind whose form is on screen."""
    window = QApplication.activeWindow()
    assert window is not None
    editors = [editor for editor in window.findChildren(ListEditor) if editor.isVisible()]
    return next(editor.item() for editor in editors if isinstance(editor.item(), kind))


def neglect(services: Services) -> None:
    """Hats, numbers, levels, channels, rules, reviews, lessons and blocks that wait."""
    flood, now, today = shipped("flood"), services.clock.now(), services.clock.today()
    assert flood is not None
    topics = (Topic.CRISIS, Topic.PLAN, Topic.ROSTER, Topic.SCENARIOS)
    with services.store.change(*topics, undoable=False) as db:
        past = Incident(
            "Riada", "flood", "es", LevelName.RED, now, closed_at=now, review_on=today,
            end_message="Ha terminado.",
        )  # fmt: skip
        number = incidents.add(db, past, flood)
        incidents.save(db, replace(past, id=number))
        incidents.put(db, Lesson(number, "Comprar pilas", due_on=today))
        blocked = Moderation(now, "Facebook", "Insulto", Measure.BLOCKED, "Norma 3")
        incidents.put(db, replace(blocked, until_on=today))
        older = changed(flood, version=flood.version - 1)
        scenario_records.save(db, StoredScenario(older, older, now))
        for contact in roster.everyone(db.conn):
            hats = tuple(hat for hat in contact.hats if hat is not Hat.LOG)
            bare = replace(contact, hats=hats, phones=(), substitute_id=None, verified_on=None)
            roster.replace(db, bare, now)
        plan = plans.load(db.conn)
        for channel in plan.channels:
            plans.save(db, replace(channel, urgent=False))
        for private in plan.private_channels:
            plans.save(db, replace(private, address=""))
        orange = next(level for level in plan.levels if level.name is LevelName.ORANGE)
        plans.save(db, replace(orange, approver_id=None))
        plans.save(db, replace(plan.charter, rules="Respeto", rules_on=None))


def leave_to_one(services: Services) -> None:
    """All hats on one head, and no rules."""
    with services.store.change(Topic.ROSTER, Topic.PLAN) as db:
        for number, contact in enumerate(roster.everyone(db.conn)):
            worn = tuple(Hat) if number == 0 else ()
            roster.replace(db, replace(contact, hats=worn), services.clock.now())
        plans.save(db, replace(plans.load(db.conn).charter, rules=""))


def test_what_would_fail_today_leads_to_the_field_that_mends_it(town):
    met = {}
    for break_it in (neglect, leave_to_one):
        break_it(town)
        for kind, gap in {gap.kind: gap for gap in found(town)}.items():
            met[kind] = spoken(town, *readiness_targets.place(gap))

    assert {kind: said for kind, said in met.items() if said != MENDED.get(kind)} == {}
    assert met.keys() == MENDED.keys()


def test_a_level_that_nobody_approves_is_the_one_that_is_shown(town):
    neglect(town)
    gap = next(other for other in found(town) if other.kind is GapKind.NO_APPROVER)

    assert spoken(town, *readiness_targets.place(gap)) == "Quién lo aprueba, Naranja"


def test_without_a_channel_off_the_networks_the_keyboard_is_where_one_is_added(town):
    with town.store.change(Topic.PLAN) as db:
        for channel in plans.load(db.conn).channels:
            plans.save(db, replace(channel, offline=False, urgent=False))
    gap = next(other for other in found(town) if other.kind is GapKind.NO_OFFLINE)

    assert spoken(town, *readiness_targets.place(gap)).strip().startswith("Añadir canal")


def plan_line(services: Services, key: str) -> Matter:
    with services.store.read() as connection:
        lines = plan_matters(review.look(connection, services.clock.today()))
    return next(line for line in lines if line.key == key)


def test_suggestions_of_the_plan_begin_with_the_first_of_them(services):
    with services.store.change(Topic.PLAN) as db:
        plan = plans.load(db.conn)
        waiting = plan.private_channels[1]
        for place in unreviewed.places(plan):
            if (place.kind, place.item_id) != ("private_channel", waiting.id):
                plans.accept_at(db, place)

    line = plan_line(services, "plan-suggestions")

    assert spoken(services, line.page, line.target) == "Nombre"
    assert chosen(services, PrivateChannel).id == waiting.id


def test_a_plan_that_is_over_leads_to_what_starts_the_next_one(services, clock):
    clock.moment += timedelta(days=800)

    line = plan_line(services, "plan-age")

    assert "plan siguiente" in spoken(services, line.page, line.target)


@pytest.mark.parametrize(("key", "field"), [("suggested", "Nombre"), ("expired", "Sigue igual")])
def test_a_line_about_people_opens_the_first_card_of_those_meant(services, clock, key, field):
    with services.store.change(Topic.ROSTER) as db:
        old = Contact("Ana Ruiz", phones=(Phone("924 822 438"),))
        roster.add(db, replace(old, verified_on=clock.today()), clock.now())
        now = clock.now() + timedelta(days=900)
        new = roster.add(db, replace(old, name="Luz", verified_on=now.date()), now)
    clock.moment = now
    services.go("roster", new)

    line = next(matter for matter in matters(services) if matter.key == key)

    assert spoken(services, line.page, line.target) == field
    window = QApplication.activeWindow()
    assert window is not None
    page = next(item for item in window.findChildren(RosterPage) if item.isVisible())
    contact = page.records.record()
    assert contact is not None
    assert (bool(contact.suggested), contact.name == "Ana Ruiz") == (
        key == "suggested",
        key == "expired",
    )
