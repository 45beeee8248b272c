"""What listening brings is told: in the window, always; beside the clock where there is one."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from core.mentions.alarms import alarms
from desktop.background.listener import Ended, ListenerTrouble
from desktop.mentions.alarms import Alarms
from desktop.mentions.page import MentionsPage
from desktop.shell.window import Shell
from desktop.theme.theme import current as theme
from desktop.widgets.banner import Banner
from desktop.widgets.marks import SignMark
from desktop.widgets.toast import Toast


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


def test_closing_the_window_ends_the_program_where_nothing_was_chosen_otherwise(shell, services):
    assert not services.settings.tray
    assert not shell.hides_instead()


def test_without_a_place_beside_the_clock_the_window_does_not_hide_for_good(shell, services):
    services.settings.tray = True

    # The screen of these tests has no such place.
    assert not shell.hides_instead()
