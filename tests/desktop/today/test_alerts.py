"""The bands of Hoy: an open incident, an alarm, a drill; with the minutes that are left."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.crisis.model import Incident
from core.mentions.alarm_model import AlarmFacts, AlarmReason, ReasonKind
from core.mentions.alarms import alarms as engine
from core.mentions.kinds import AlarmState
from core.mentions.records import alarms
from core.plan.kinds import LevelName
from core.store import Topic
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.theme.tokens import Tone
from desktop.today.alerts import Alert, alerts
from desktop.today.band import Band
from tests.core.crisis.clerk import Clerk, sit_down
from tests.desktop.hands import Key, called, here, press, push, settled


def open_incident(services: Services, *, drill: bool = False) -> Incident:
    return sit_down(services.store, level=LevelName.ORANGE, drill=drill).incident


def raise_alarm(services: Services, level: LevelName, subject: str = "Medellín") -> int:
    why = AlarmReason(ReasonKind.COUNT, count=3, of=1)
    facts = AlarmFacts(level, (why,), AlarmReason(ReasonKind.ATTENTION), 3, 3, 0.3, ())
    with services.store.change(Topic.ALARMS) as db:
        return alarms.add(db, None, subject, facts, services.clock.now())


def found(services: Services) -> list[Alert]:
    with services.store.read() as connection:
        return alerts(connection, services.clock.now())


def said(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def page(shell: Shell, services: Services, qtbot: QtBot) -> QWidget:
    shown = shell.page("today")
    assert shown is not None
    settled(qtbot, services)
    return shown


def bands(page: QWidget) -> list[Band]:
    shown = [band for band in page.findChildren(Band) if band.isVisible()]
    return sorted(shown, key=lambda band: band.y())


def test_an_open_incident_says_its_level_its_step_and_when_the_public_hears_more(services):
    incident = open_incident(services)
    (alert,) = found(services)
    assert alert.kind == "Incidente abierto · nivel naranja"
    assert (alert.tone, alert.solid) == (Tone.ORANGE, True)
    assert (alert.page, alert.target) == ("crisis", ("incident", incident.id))
    assert alert.step
    assert (alert.due, alert.due_words) == (incident.next_update_at, "Primer aviso")

    promised = services.clock.now() + timedelta(minutes=40)
    Clerk(services.store, incident.id).promise(promised)
    (alert,) = found(services)
    assert (alert.due, alert.due_words) == (promised, "Próximo aviso")


@pytest.mark.parametrize(
    ("level", "tone"),
    [
        (LevelName.YELLOW, Tone.YELLOW),
        (LevelName.ORANGE, Tone.ORANGE),
        (LevelName.RED, Tone.RED),
    ],
)
def test_an_alarm_is_seen_and_heard_to_be_as_grave_as_its_level(services, page, qtbot, level, tone):
    raise_alarm(services, level)
    qtbot.waitUntil(lambda: bool(bands(page)))
    (alert,) = found(services)
    assert (alert.tone, alert.solid) == (tone, False)
    assert "3 menciones en 24 horas" in alert.title
    way = called(page, "Ver y decidir")
    assert f"Alarma · propone {level_word(level)}" in way.accessibleDescription()
    assert alert.title in way.accessibleName()


def level_word(level: LevelName) -> str:
    return {"yellow": "amarillo", "orange": "naranja", "red": "rojo"}[level]


@pytest.mark.usefixtures("madrid")
def test_of_a_drill_whose_time_has_passed_it_is_not_said_that_it_is_still_to_come(services, clock):
    open_incident(services, drill=True)
    told = []
    for later in (timedelta(), timedelta(hours=2), timedelta(days=1)):
        clock.moment += later
        (alert,) = found(services)
        told.append(alert.line)

    assert (alert.kind, alert.tone, alert.solid) == ("SIMULACRO en marcha", Tone.BRAND, False)
    assert told == [
        "Su tiempo acaba a las 14:57.",
        "Su tiempo acabó a las 14:57.",
        "Su tiempo acabó el 24/11/2026 a las 14:57.",
    ]


def test_incidents_come_before_alarms_and_drills_after_them(services):
    open_incident(services, drill=True)
    raise_alarm(services, LevelName.RED)
    incident = open_incident(services)

    first, second, third = found(services)

    assert first.target == ("incident", incident.id)
    assert second.alarm is not None
    assert third.kind == "SIMULACRO en marcha"


@pytest.mark.usefixtures("madrid")
def test_the_minutes_count_down_and_the_last_two_by_the_second(services, page, clock, qtbot):
    incident = open_incident(services)
    due = services.clock.now() + timedelta(minutes=12, seconds=20)
    Clerk(services.store, incident.id).promise(due)
    qtbot.waitUntil(lambda: "faltan 12 min" in said(page))
    (band,) = bands(page)
    told = []
    for left in (700, 119, 59, 0, -240):
        clock.moment = due - timedelta(seconds=left)
        band.tick()
        told.append(band.countdown())

    assert told == [
        "faltan 11 min", "faltan 1 min 59 s", "faltan 59 s", "ahora", "4 min tarde",
    ]  # fmt: skip
    assert f"Próximo aviso, {due.astimezone():%H:%M}" in said(page)


def test_a_band_looks_again_by_itself_when_its_words_are_others(services, page, clock, qtbot):
    incident = open_incident(services)
    due = services.clock.now() + timedelta(seconds=100)
    Clerk(services.store, incident.id).promise(due)
    qtbot.waitUntil(lambda: "faltan 1 min 40 s" in said(page))
    clock.moment += timedelta(seconds=7)
    qtbot.waitUntil(lambda: "faltan 1 min 33 s" in said(page))


def test_words_that_have_no_room_in_a_narrow_band_go_on_in_the_next_line(services, qtbot):
    open_incident(services)
    (alert,) = found(services)
    band = Band(services, alert)
    qtbot.addWidget(band)
    band.show()
    sign, title, step = (
        next(label for label in band.findChildren(QLabel) if words in label.text())
        for words in ("nivel naranja", alert.title, "Ahora toca")
    )
    one_line = sign.fontMetrics().height()
    lines = set()
    for wide in range(1200, 200, -20):
        band.resize(wide, band.sizeHint().height())
        qtbot.wait(1)
        # What scrolls gives a band the height that it wants at its width.
        band.resize(wide, band.heightForWidth(wide))
        qtbot.wait(1)
        assert sign.heightForWidth(sign.width()) <= sign.height(), wide
        assert sign.text().endswith("hace\u00a00\u00a0min")
        assert not step.isVisible() or title.width() >= 480, wide
        lines.add(round(sign.height() / one_line))
    assert {1, 2} <= lines


@pytest.mark.usefixtures("madrid")
def test_the_hour_of_another_day_says_the_day(services, page, clock, qtbot):
    incident = open_incident(services)
    day: datetime = services.clock.now() + timedelta(days=2)
    Clerk(services.store, incident.id).promise(day)
    qtbot.waitUntil(lambda: "Próximo aviso, jue, 26 nov" in said(page))


def test_an_incident_that_promises_nothing_says_so(services, page, qtbot):
    incident = open_incident(services)
    Clerk(services.store, incident.id).promise(None)
    qtbot.waitUntil(lambda: "sin hora prometida" in said(page))


def test_of_three_things_two_are_bands_and_the_rest_is_counted(services, page, qtbot):
    numbers = [raise_alarm(services, LevelName.ORANGE, name) for name in ("Una", "Otra")]
    open_incident(services)
    qtbot.waitUntil(lambda: len(bands(page)) == 2)

    assert "Incidente abierto" in bands(page)[0].primary.accessibleDescription()
    push(qtbot, page, "y 1 alarma más")

    shown = page.window()
    assert isinstance(shown, Shell)
    assert shown.page_id == "mentions"
    assert len(numbers) == 2


def test_an_alarm_is_dismissed_where_it_is_seen_with_a_reason(services, page, qtbot):
    number = raise_alarm(services, LevelName.ORANGE)
    qtbot.waitUntil(lambda: bool(bands(page)))
    push(qtbot, page, "Descartar la alarma…")
    assert here().accessibleName() == "¿Por qué no es una alarma?"
    press(qtbot, "Es otra villa")
    raise_alarm(services, LevelName.YELLOW, "Otra")
    qtbot.waitUntil(lambda: len(bands(page)) == 2)

    press(qtbot, Key.Key_Return)

    qtbot.waitUntil(lambda: len(bands(page)) == 1)
    with services.store.read() as connection:
        (alarm,) = (one for one in engine.everything(connection) if one.id == number)
    assert (alarm.state, alarm.reason) == (AlarmState.DISMISSED, "Es otra villa")


def test_without_anything_going_on_there_is_no_band(page):
    assert bands(page) == []
