"""What listening brings is told: in the window, always; beside the clock where there is one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from core.calendar import records
from core.calendar.model import CalendarItem, ItemState
from core.mentions.alarms import alarms
from core.mentions.records import alarms as alarm_records
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.plan.model import Channel
from core.store import Topic
from desktop.alarm_dismissal import dismiss
from desktop.app.tray import Bell
from desktop.background.listener import Ended, ListenerTrouble
from desktop.calendar.sheet import ItemSheet
from desktop.mentions.alarms import Alarms
from desktop.mentions.page import MentionsPage
from desktop.shell.toast import Toast
from desktop.shell.window import Shell
from desktop.theme.theme import current as theme
from desktop.widgets.banner import Banner
from desktop.widgets.marks import SignMark


def toasted(shell: Shell) -> str:
    """What the toast at the foot of the window says now."""
    toasts = [toast for toast in shell.findChildren(Toast) if toast.isVisible()]
    return toasts[0].accessibleName() if toasts else ""


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (
            Ended(read=12, failed=1, mentions=3, asked=True),
            "12 fuentes leídas · 3 menciones nuevas · 1 no se ha podido leer",
        ),
        (Ended(read=1, mentions=1, asked=True), "1 fuente leída · 1 mención nueva"),
        (Ended(failed=3, offline=True, asked=True), "Este ordenador no tiene conexión a internet"),
        (Ended(elsewhere=True, asked=True), "ya se están leyendo"),
        (Ended(read=12, mentions=3), ""),
    ],
)
def test_who_asked_for_a_reading_is_told_what_it_brought(services, shell, ended, said):
    services.listener.ended.emit(ended)

    assert said in toasted(shell)
    assert bool(toasted(shell)) is bool(said)


def test_a_reading_that_failed_is_a_banner(services, shell):
    services.listener.failed.emit(ListenerTrouble("No se ha podido.", "Pruebe otra vez."))

    assert shell.messages.shown() == ["No se ha podido."]


def test_a_new_alarm_is_said_with_its_level_and_one_button_leads_to_it(town):
    shell = QApplication.activeWindow()
    assert isinstance(shell, Shell)
    with town.store.read() as connection:
        [alarm] = alarms.open_ones(connection)

    town.listener.ended.emit(Ended(read=3, mentions=2, alarms=(alarm.id,), asked=True))

    [said] = shell.messages.shown()
    assert said.startswith("Alarma, nivel rojo: Valdehierro.")
    [banner] = [other for other in shell.findChildren(Banner) if other.isVisible()]
    ground = banner.grab().toImage().pixelColor(banner.width() // 2, 4).name()
    assert ground == theme().tokens.red.background.lower()
    assert banner.findChildren(SignMark)
    assert "3 fuentes leídas" in toasted(shell)
    see = next(
        item for item in shell.findChildren(QPushButton) if item.text().strip() == "Ver la alarma"
    )
    see.click()
    page = shell.page("mentions")
    assert isinstance(page, MentionsPage)
    assert isinstance(page.part(), Alarms)
    assert shell.messages.shown() == []


def test_what_was_said_of_an_alarm_goes_when_it_rises_and_when_it_is_decided(town, qtbot):
    shell = QApplication.activeWindow()
    with town.store.read() as connection:
        [alarm] = alarms.open_ones(connection)
    lower = replace(alarm.facts, level=LevelName.ORANGE)
    with town.store.change(Topic.ALARMS, undoable=False) as db:
        alarm_records.renew(db, alarm.id, lower, town.clock.now())
    town.listener.ended.emit(Ended(read=1, mentions=1, alarms=(alarm.id,)))
    assert [said[:22] for said in shell.messages.shown()] == ["Alarma, nivel naranja:"]

    with town.store.change(Topic.ALARMS, undoable=False) as db:
        alarm_records.renew(db, alarm.id, alarm.facts, town.clock.now())
    town.listener.ended.emit(Ended(read=1, mentions=1, alarms=(alarm.id,)))
    qtbot.waitUntil(lambda: len(shell.messages.shown()) == 1)
    assert shell.messages.shown()[0].startswith("Alarma, nivel rojo:")

    dismiss(town, alarm, "Es de otro municipio.")
    qtbot.waitUntil(lambda: shell.messages.shown() == [])


def test_closing_the_window_ends_the_program_where_nothing_was_chosen_otherwise(shell, services):
    assert not services.settings.tray
    assert not shell.hides_instead()


def test_without_a_place_beside_the_clock_the_window_does_not_hide_for_good(shell, services):
    services.settings.tray = True

    # The screen of these tests has no such place.
    assert not shell.hides_instead()


@pytest.fixture
def bell(shell):
    return shell.findChild(Bell)


def planned(services, title, minutes=0, state=ItemState.PLANNED):
    """An item whose hour comes in so many minutes."""
    moment = services.clock.now().astimezone() + timedelta(minutes=minutes)
    with services.store.change(Topic.CALENDAR, Topic.PLAN, label="preparar") as db:
        channel = plan_records.add(db, Channel(title="WhatsApp", kind="whatsapp_channel"))
        hour = moment.time().replace(second=0, microsecond=0)
        item = CalendarItem(title, day=moment.date(), hour=hour, state=state, channels=(channel,))
        return replace(item, id=records.add(db, item))


def rung(bell, shell):
    """What is said when the minute is over; the toast before is gone by then."""
    for toast in shell.findChildren(Toast):
        toast.hide()
    [minute] = bell.findChildren(QTimer)
    minute.timeout.emit()
    return toasted(shell)


def test_an_item_is_told_once_when_its_hour_comes_and_one_button_leads_to_it(services, shell, bell):
    planned(services, "Corte de agua", 30)

    assert rung(bell, shell) == ""
    services.clock.moment += timedelta(minutes=30)
    assert rung(bell, shell) == "Sale ahora: Corte de agua · WhatsApp"
    see = next(
        item
        for item in shell.findChildren(QPushButton)
        if item.isVisible() and item.text().strip() == "Ver la publicación"
    )
    see.click()
    [sheet] = shell.page("calendar").findChildren(ItemSheet)
    assert sheet.isVisible()
    services.clock.moment += timedelta(minutes=1)
    assert rung(bell, shell) == ""


def test_a_clock_that_jumps_tells_nothing_twice_and_nothing_late(services, shell, bell):
    planned(services, "Corte de agua")
    planned(services, "Mercadillo", 20)
    assert rung(bell, shell).endswith("Corte de agua · WhatsApp")

    services.clock.moment -= timedelta(hours=1)
    assert rung(bell, shell) == ""
    services.clock.moment += timedelta(hours=1)
    assert rung(bell, shell) == ""
    services.clock.moment += timedelta(hours=5)
    assert rung(bell, shell) == ""


def test_two_of_the_same_hour_are_told_together_and_no_idea_nor_what_is_out(services, shell, bell):
    planned(services, "Una idea", state=ItemState.IDEA)
    planned(services, "Ya fuera", state=ItemState.PUBLISHED)
    planned(services, "Retenida", state=ItemState.HELD)
    planned(services, "Corte de agua")
    planned(services, "Mercadillo", state=ItemState.READY)

    assert rung(bell, shell) == "Sale ahora: Corte de agua · WhatsApp; Mercadillo · WhatsApp"


def test_in_quiet_hours_nothing_is_told(services, shell, bell):
    planned(services, "Corte de agua")
    now = services.clock.now().astimezone()
    services.settings.quiet_from = f"{now - timedelta(hours=1):%H:%M}"
    services.settings.quiet_to = f"{now + timedelta(hours=1):%H:%M}"

    assert rung(bell, shell) == ""


def test_an_item_that_was_put_off_is_told_at_its_new_hour(services, shell, bell):
    item = planned(services, "Corte de agua")
    assert rung(bell, shell)

    services.clock.moment += timedelta(hours=1)
    later = services.clock.now().astimezone().time().replace(second=0, microsecond=0)
    with services.store.change(Topic.CALENDAR, label="aplazar") as db:
        records.save(db, replace(item, hour=later))
    assert rung(bell, shell) == "Sale ahora: Corte de agua · WhatsApp"
