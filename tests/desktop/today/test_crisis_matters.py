"""Hoy of the crisis desk: what is open comes first, and what would fail today has one button."""

from datetime import timedelta

import pytest

from core.crisis.model import Incident
from core.crisis.readiness import Gap, GapKind
from core.plan.kinds import LevelName
from core.roster import records as roster
from core.roster.model import Contact
from core.store import Topic
from desktop.readiness_targets import action, place
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.today.crisis_matters import crisis_matters
from desktop.today.matter import ALARMED, Matter
from desktop.today.model import matters
from tests.core.crisis.clerk import Clerk, sit_down


def open_incident(services: Services, *, drill: bool = False) -> Incident:
    return sit_down(services.store, level=LevelName.ORANGE, drill=drill).incident


def found(services: Services, *gaps: Gap) -> list[Matter]:
    with services.store.read() as connection:
        return crisis_matters(connection, list(gaps), services.clock.now())


def test_an_open_incident_says_when_the_public_will_hear_more(services):
    incident = open_incident(services)
    (matter,) = found(services)
    assert "Incidente abierto, nivel naranja" in matter.title
    assert matter.tone is Tone.ORANGE
    assert (matter.page, matter.target) == ("crisis", ("incident", incident.id))
    assert "Primera línea, recomendada para las" in matter.line

    promised = services.clock.now() + timedelta(minutes=40)
    Clerk(services.store, incident.id).promise(promised)
    (matter,) = found(services)
    assert "Próxima información, prometida para las" in matter.line


@pytest.mark.parametrize(("seconds", "tone"), [(-1, Tone.ORANGE), (0, Tone.RED)])
def test_the_hour_that_was_promised_makes_it_urgent(services, clock, seconds, tone):
    promised = open_incident(services).next_update_at
    assert promised is not None
    clock.moment = promised + timedelta(seconds=seconds)
    (matter,) = found(services)
    assert matter.tone is tone


def test_a_promise_that_is_late_makes_it_urgent(services, clock):
    open_incident(services)
    clock.moment += timedelta(hours=3)
    (matter,) = found(services)
    assert matter.tone is Tone.RED
    assert "va con retraso" in matter.line


def test_an_incident_that_promises_nothing_says_since_when_it_is_open(services):
    incident = open_incident(services)
    Clerk(services.store, incident.id).promise(None)
    (matter,) = found(services)
    assert "no hay más información prometida" in matter.line


@pytest.mark.usefixtures("madrid")
def test_an_hour_of_another_day_says_the_day(services, clock):
    open_incident(services)
    clock.moment += timedelta(days=1)
    (late,) = found(services)
    assert "24/11/2026" in late.line


def test_a_drill_is_told_apart(services):
    open_incident(services, drill=True)
    (matter,) = found(services)
    assert matter.title.startswith("SIMULACRO en marcha")
    assert matter.tone is Tone.BRAND


@pytest.mark.usefixtures("madrid")
def test_of_a_drill_whose_time_has_passed_it_is_not_said_that_it_is_still_to_come(services, clock):
    open_incident(services, drill=True)
    told = []
    for later in (timedelta(), timedelta(hours=2), timedelta(days=1)):
        clock.moment += later
        told.append(found(services)[0].line)

    assert told == [
        "Su tiempo acaba a las 14:57.",
        "Su tiempo acabó a las 14:57.",
        "Su tiempo acabó el 24/11/2026 a las 14:57.",
    ]


def test_each_gap_has_its_place_and_its_button():
    for kind in GapKind:
        gap = Gap(kind, "Falta algo.", "Por algo.", 7)
        page, _target = place(gap)
        assert page in ("roster", "plan", "documents", "crisis")
        assert action(gap)


def test_what_hoy_says_already_is_not_said_twice(services):
    gaps = [Gap(kind, "Falta algo.", "Por algo.") for kind in GapKind]
    kinds = {matter.key.split("-")[1] for matter in found(services, *gaps)}
    assert GapKind.NO_NOTEBOOK in kinds
    assert not {GapKind.NO_PHONE, GapKind.UNVERIFIED, GapKind.OLD_NOTEBOOK} & kinds


def test_a_crisis_under_way_comes_before_everything_else(services):
    with services.store.change(Topic.ROSTER) as db:
        roster.add(db, Contact("Luis"), services.clock.now())
    open_incident(services)
    listed = matters(services, further=found(services))
    assert listed[0].title.startswith("Incidente abierto")
    assert listed[0].tone is not Tone.RED
    assert listed[1].tone is Tone.RED


def test_an_alarm_that_waits_comes_before_what_can_wait(services):
    alarm = Matter("alarm-1", "Alarma", "", "Ver", Tone.YELLOW, "mentions", rank=ALARMED)
    with services.store.change(Topic.ROSTER) as db:
        roster.add(db, Contact("Luis"), services.clock.now())
    assert matters(services, further=[alarm])[0] == alarm


def test_what_a_closed_incident_left_open_comes_before_the_drill_that_was_never_held(services):
    gaps = [
        Gap(kind, "Falta algo.", "Por algo.", 1) for kind in (GapKind.NO_DRILL, GapKind.LEFT_OPEN)
    ]
    listed = matters(services, further=found(services, *gaps))
    keys = [matter.key for matter in listed]
    assert keys.index("gap-left_open-1") < keys.index("gap-no_drill-1")
    left = next(matter for matter in listed if matter.key == "gap-left_open-1")
    assert left.tone is Tone.ORANGE
