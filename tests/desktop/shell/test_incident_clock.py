"""The clock of an open incident on every page: heard, in the title of the window, in the rail."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis.desk import Desk
from desktop.services import Services
from desktop.shell.incident_clock import IncidentClock
from desktop.shell.window import Shell
from desktop.theme.tokens import LIGHT, Tone
from tests.core.crisis.clerk import Clerk, sit_down
from tests.desktop.crisis.desk_hands import later, stored
from tests.desktop.hearing import Heard, listening


def open_one(town: Services, qtbot: QtBot, *, minutes: int, drill: bool = False) -> Desk:
    """Open an incident that promises the next update in so many minutes."""
    now = town.clock.now()
    clerk = sit_down(town.store, drill=drill)
    clerk.promise(now + timedelta(minutes=minutes))
    qtbot.waitUntil(lambda: f"{minutes} min" in window().windowTitle())
    return clerk.desk


def window() -> Shell:
    shown = QApplication.activeWindow()
    assert isinstance(shown, Shell)
    return shown


def moved(clock: FixedClock, minutes: float) -> list[Heard]:
    """What is heard when the clock has gone on so many minutes."""
    later(clock, minutes)
    [of_window] = window().findChildren(IncidentClock)
    with listening() as heard:
        of_window.tick()
    return heard


def in_rail() -> tuple[str, str]:
    """The figure at the line of Crisis, and what is told of it."""
    line = next(
        item for item in window().findChildren(QToolButton) if item.accessibleName() == "Crisis"
    )
    shown = [label.text() for label in line.findChildren(QLabel) if label.isVisible()]
    return "".join(shown), line.accessibleDescription()


def test_on_any_page_the_marks_of_the_promise_are_heard_once_each(town, clock, qtbot):
    open_one(town, qtbot, minutes=30)
    town.go("roster")

    def promise(minutes: float) -> list[tuple[str, bool]]:
        told = [(heard.sentence.split(",")[0], heard.urgent) for heard in moved(clock, minutes)]
        return [pair for pair in told if "próximo aviso" in pair[0]]

    assert promise(19.9) == []
    assert promise(0.1) == [("Faltan 10 min para el próximo aviso", False)]
    assert promise(1) == []
    assert promise(4) == [("Faltan 5 min para el próximo aviso", False)]
    assert promise(5) == [("Ahora toca el próximo aviso", True)]
    assert promise(4) == []
    assert [urgent for _told, urgent in promise(1)] == [True]


def test_a_step_that_becomes_late_is_heard_with_its_words(town, clock, qtbot):
    desk = open_one(town, qtbot, minutes=59)
    by = min(due for step in desk.scenario.steps if (due := desk.due(step)) is not None)
    late = [step for step in desk.scenario.steps if desk.due(step) == by]
    town.go("documents")
    clock.moment = by.replace(second=59)
    assert moved(clock, 0) == []

    [heard] = moved(clock, 1 / 60)

    assert heard.sentence.startswith(f"Con retraso: «{late[0].text}».")
    assert not heard.urgent
    assert moved(clock, 1 / 60) == []


def test_title_and_rail_count_down_to_the_update_and_then_say_how_late_it_is(town, clock, qtbot):
    open_one(town, qtbot, minutes=12)
    town.go("roster")

    assert window().windowTitle() == "▲ faltan 12 min · Valdehierro · Directorio · Pregón"
    hour = f"{clock.now().astimezone() + timedelta(minutes=12):%H:%M}"
    update = f"Próximo aviso, prometido para las {hour}"
    assert in_rail() == ("▲ 12′", f"1 incidente abierto. {update}: faltan 12 min")

    moved(clock, 12)
    assert window().windowTitle().startswith("▲ ahora · Valdehierro")
    moved(clock, 4)
    assert window().windowTitle().startswith("▲ 4 min tarde · ")
    assert in_rail()[0] == "▲ −4′"


def test_the_figure_in_the_rail_is_of_the_level_and_without_its_sign_under_an_icon(
    town, clock, qtbot
):
    open_one(town, qtbot, minutes=12)
    figure = next(label for label in window().findChildren(QLabel) if label.text() == "▲ 12′")
    ground = figure.grab().toImage().pixelColor(figure.width() // 2, 2)
    assert ground.name() == LIGHT.solid(Tone.ORANGE).lower()

    window().resize(1024, 600)
    qtbot.waitUntil(lambda: in_rail()[0] == "12′", timeout=5000)


def test_a_promise_that_is_hours_away_leaves_the_rail_to_the_number_of_incidents(town, qtbot):
    with qtbot.waitSignal(town.bridge.changed):
        now = town.clock.now()
        sit_down(town.store)
    Clerk(town.store, stored(town).incident.id).promise(now + timedelta(hours=3))

    update = f"Próximo aviso, prometido para las {now.astimezone() + timedelta(hours=3):%H:%M}"
    qtbot.waitUntil(lambda: in_rail() == ("▲ 1", f"1 incidente abierto. {update}: faltan 3 h"))


def test_once_it_is_closed_the_window_has_its_own_title_and_is_silent(town, clock, qtbot):
    desk = open_one(town, qtbot, minutes=12)
    Clerk(town.store, desk.incident.id).close()

    qtbot.waitUntil(lambda: window().windowTitle().startswith("Valdehierro"))
    assert in_rail() == ("", "")
    assert moved(clock, 12) == []


def test_a_drill_says_in_the_title_that_it_is_one_and_is_not_counted_in_the_rail(
    town, clock, qtbot
):
    open_one(town, qtbot, minutes=12, drill=True)

    assert window().windowTitle().startswith("Simulacro: ▲ faltan 12 min")
    assert in_rail() == ("", "")
    assert all(heard.sentence.startswith("Simulacro. ") for heard in moved(clock, 12))
