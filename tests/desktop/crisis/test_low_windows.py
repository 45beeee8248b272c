"""What gives way on the pages behind the desk in a low window: heads, help, second buttons.

On a wide one they are as wide as all pages.
"""

import pytest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.crisis.incidents import drill
from desktop.crisis.scenarios.reading import ScenarioHead
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.scroll_page import ScrollPage
from tests.desktop.hands import button, buttons, here, labels, seen, whole

DOGS = "poisoned-animals"


@pytest.fixture
def crisis(shell: Shell) -> QWidget:
    shell.go("crisis")
    page = shell.page("crisis")
    assert page is not None
    return page


def zoom_in(shell: Shell) -> None:
    """As much room as a laptop has at 200 %."""
    shell.setMinimumSize(0, 0)
    shell.resize(683, 384)


def test_second_buttons_and_reasons_of_a_scenario_go_into_a_menu(shell, crisis, qtbot: QtBot):
    reason = "Este es el texto del programa"
    shell.go("crisis", ("scenarios", DOGS))
    head = crisis.findChild(ScenarioHead)
    qtbot.waitUntil(lambda: reason in seen(head))
    assert "Escenarios" in labels(crisis)

    zoom_in(shell)
    adopt = "Adaptar a este municipio"
    shell.go("crisis", ("scenarios", DOGS))
    qtbot.waitUntil(lambda: [made.accessibleName() for made in buttons(head)] == [adopt, "Más"])
    assert reason not in seen(head)
    assert button(head, "").toolTip().startswith(reason)
    # The card has the page to itself.
    qtbot.waitUntil(lambda: "Escenarios" not in labels(crisis))

    [menu] = head.findChildren(QMenu)
    menu.aboutToShow.emit()
    assert [item.text().strip() for item in menu.actions()] == [
        "Imprimir hoja", "Abrir incidente", "Ensayar el escenario", "Retirar el escenario"
    ]  # fmt: skip
    menu.actions()[-1].trigger()
    qtbot.waitUntil(
        lambda: "Recuperar el escenario" in [made.accessibleName() for made in buttons(head)]
    )


def test_what_the_next_drill_is_for_is_said_in_its_row_alone(
    shell, crisis, services: Services, qtbot: QtBot
):
    with services.store.read() as connection:
        proposed = drill.proposed(drill.everything(connection))
    assert proposed is not None
    shell.go("crisis", "drill")
    qtbot.waitUntil(lambda: proposed.plan.objective in seen(crisis))

    zoom_in(shell)

    qtbot.waitUntil(lambda: proposed.plan.objective not in seen(crisis))
    row = button(crisis, proposed.scenario.title)
    assert proposed.plan.objective in row.accessibleDescription()


def test_an_incident_is_opened_from_the_top_of_its_page_with_the_level_in_sight(
    shell, crisis, qtbot: QtBot
):
    zoom_in(shell)
    shell.go("crisis", DOGS)
    scenario = heard(crisis, "Perros o gatos envenenados en parques")

    qtbot.waitUntil(lambda: whole(here()) and whole(scenario))
    assert here().accessibleName().startswith("Naranja")

    here().clearFocus()
    bar = next(page for page in crisis.findChildren(ScrollPage) if page.isVisible())
    bar.verticalScrollBar().setValue(bar.verticalScrollBar().maximum())
    shell.go("crisis", DOGS)
    qtbot.waitUntil(lambda: whole(here()) and whole(scenario))


def heard(around: QWidget, words: str) -> QLabel:
    return next(item for item in around.findChildren(QLabel) if item.text() == words)


@pytest.mark.parametrize("name", ["scenarios", "past", "moderation"])
def test_on_a_wide_screen_each_page_ends_where_the_others_do(shell, crisis, name, qtbot: QtBot):
    def right(words: str) -> int:
        made = button(crisis, words)
        return made.mapTo(shell, made.rect().topRight()).x()

    shell.resize(1920, 1080)
    shell.go("crisis", "home")
    qtbot.waitUntil(lambda: shell.width() == 1920 and right("Imprimir cuaderno") > 1000)
    edge = right("Imprimir cuaderno")

    shell.go("crisis", name)

    qtbot.waitUntil(lambda: 0 <= right("Volver") - edge + 16 <= 32)
