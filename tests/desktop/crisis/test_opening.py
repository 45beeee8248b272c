"""Activar protocolo with keys: what has happened, the level, and the desk stands ready."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.crisis import desk as desks
from core.crisis import log
from core.crisis.model import LinkedHow
from core.mentions.alarms import alarms
from core.mentions.kinds import AlarmState
from core.plan.kinds import LevelName
from desktop.crisis.desk.band import words_of_drill
from desktop.crisis.home import Home, ReadinessCard
from desktop.crisis.opening import OpeningPage
from desktop.crisis.protocol_choice import ProtocolTile
from desktop.widgets.choices import Tabs
from tests.desktop.crisis.desk_hands import (
    SCENARIO,
    crisis_page,
    desk_view,
    head,
    later,
    open_incident,
    stored,
)
from tests.desktop.hands import (
    CONTROL,
    Key,
    buttons,
    here,
    into,
    press,
    push,
    push_soon,
    seen,
    type_over,
    write,
)


def opening() -> OpeningPage:
    found = crisis_page().findChild(OpeningPage)
    assert found is not None
    return found


def test_two_choices_open_the_desk_on_the_level_proposed(services, qtbot):
    incident = open_incident(services, qtbot).incident

    assert (incident.scenario, incident.level) == (SCENARIO, LevelName.ORANGE)
    assert not incident.drill
    assert incident.opened_at == services.clock.now()
    assert "Nivel naranja" in head().accessibleName()


def test_the_scenario_is_found_by_any_word_that_people_use(services, qtbot):
    services.go("crisis")
    write(qtbot, "raticida")
    press(qtbot, Key.Key_Return)

    assert "Perros" in seen(opening())


def test_words_that_no_scenario_has_leave_all_of_them_to_choose_from(services, qtbot):
    services.go("crisis")
    home = crisis_page().findChild(Home)
    assert home is not None

    write(qtbot, "meteorito")
    press(qtbot, Key.Key_Return)

    assert "Ningún escenario tiene esas palabras. Elija el que más se parezca." in seen(home)
    press(qtbot, Key.Key_Down, Key.Key_Return)
    assert opening().isVisible()


def test_the_first_check_is_said_before_anything_is_opened(services, qtbot):
    services.go("crisis", SCENARIO)

    qtbot.waitUntil(lambda: "112" in seen(opening()))
    with services.store.read() as connection:
        assert desks.open_ones(connection) == []


def test_another_level_is_one_arrow_away(services, qtbot):
    services.go("crisis", SCENARIO)

    press(qtbot, Key.Key_Right, Key.Key_Return)

    assert stored(services).incident.level is LevelName.RED


def test_by_tab_the_sheet_is_printed_on_the_level_that_was_chosen(services, qtbot):
    services.go("crisis", SCENARIO)

    press(qtbot, Key.Key_Tab)
    assert here().accessibleName() == "Abrir en naranja e imprimir la hoja"
    press(qtbot, Key.Key_Backtab)
    assert here().accessibleName() == "Naranja"

    press(qtbot, Key.Key_Left, Key.Key_Tab)
    assert here().accessibleName() == "Abrir en amarillo e imprimir la hoja"


def test_a_number_goes_to_its_level_and_escape_leaves_it_all(services, qtbot):
    services.go("crisis", SCENARIO)

    press(qtbot, Key.Key_1)
    assert here().accessibleName() == "Verde"
    press(qtbot, Key.Key_Escape)

    with services.store.read() as connection:
        assert desks.open_ones(connection) == []
    assert not opening().isVisible()


def test_it_may_have_another_title(services, qtbot):
    services.go("crisis", SCENARIO)
    into(qtbot, opening(), "Título, si quiere otro")
    write(qtbot, "Cebos en el Ejido")
    opening().take_keyboard()
    press(qtbot, Key.Key_Return)

    assert stored(services).incident.title == "Cebos en el Ejido"


def test_enter_in_the_title_goes_on_to_the_level(services, qtbot):
    services.go("crisis", SCENARIO)
    into(qtbot, opening(), "Título, si quiere otro")
    write(qtbot, "Cebos en el Ejido")
    press(qtbot, Key.Key_Return)
    assert here().accessibleName() == "Naranja"
    press(qtbot, Key.Key_Return)
    assert stored(services).incident.title == "Cebos en el Ejido"


def test_a_title_that_does_not_fit_is_said_at_its_field(services, qtbot):
    services.go("crisis", SCENARIO)
    title = into(qtbot, opening(), "Título, si quiere otro")
    QGuiApplication.clipboard().setText("Cebos " * 50)
    press(qtbot, Key.Key_V, held=CONTROL)
    press(qtbot, Key.Key_Return, Key.Key_Return)

    assert here() is title
    assert "299" in title.accessibleDescription()
    with services.store.read() as connection:
        assert desks.open_ones(connection) == []

    opening().take_keyboard()
    services.go("crisis", SCENARIO)
    assert "299" not in seen(opening())


def test_who_opens_a_second_one_sees_all_scenarios(services, qtbot):
    open_incident(services, qtbot)
    services.go("crisis", "home")
    assert "Incendio" in "\n".join(button.text() for button in buttons(crisis_page()))


def test_tab_goes_through_home_as_it_is_read(services, qtbot):
    services.go("crisis")
    home = crisis_page().findChild(Home)
    assert home is not None
    ready = home.findChild(ReadinessCard)
    assert ready is not None
    qtbot.waitUntil(lambda: bool(buttons(ready)))

    mends = [button.text() for button in buttons(ready)]
    tiles = [tile.text() for tile in home.findChildren(ProtocolTile)]
    for stop in [*tiles, *mends, "Todos los anteriores", "Expedientes de moderación"]:
        press(qtbot, Key.Key_Tab)
        assert here().text() == stop


def test_from_an_alarm_one_key_opens_it_with_its_mentions_and_another_prints_it_too(
    town, qtbot, viewer
):
    with town.store.read() as connection:
        alarm = alarms.waiting(connection, town.clock.now())[0]

    town.go("crisis", ("alarm", alarm.id))
    assert alarm.subject in seen(opening())
    assert f"Al abrirlo se guardan sus {len(alarm.items)} menciones como prueba." in seen(opening())
    press(qtbot, Key.Key_P)

    desk = stored(town)
    assert (desk.scenario.id, desk.incident.level) == (SCENARIO, alarm.level)
    assert desk.incident.alarm_id == alarm.id
    assert {item.item_id for item in desk.linked} == set(alarm.items)
    assert {item.how for item in desk.linked} == {LinkedHow.ALARM}
    with town.store.read() as connection:
        confirmed = next(other for other in alarms.everything(connection) if other.id == alarm.id)
    assert confirmed.state is AlarmState.CONFIRMED
    qtbot.waitUntil(lambda: bool(viewer))
    assert viewer[0].read_bytes().startswith(b"%PDF")


def test_from_an_alarm_escape_goes_back_step_by_step_and_never_without_the_alarm(town, qtbot):
    with town.store.read() as connection:
        alarm = alarms.waiting(connection, town.clock.now())[0]
    town.go("crisis", ("alarm", alarm.id))
    push_soon(qtbot, opening(), "Otro escenario")
    assert alarm.subject in seen(opening())

    press(qtbot, Key.Key_Escape)
    assert opening().isVisible()
    assert here().accessibleName() == "Rojo"
    assert alarm.subject in seen(opening())

    press(qtbot, Key.Key_Escape)
    shell = opening().window()
    qtbot.waitUntil(lambda: shell.page_id == "mentions")
    assert here().text() == "Abrir incidente"

    press(qtbot, Key.Key_Space, Key.Key_Return)
    assert stored(town).incident.alarm_id == alarm.id


def test_one_that_was_run_on_paper_begins_at_the_hour_of_the_paper(services, clock, qtbot):
    services.go("crisis", SCENARIO)
    push(qtbot, opening(), "Se llevó en papel y empezó antes")
    type_over(qtbot, "23/11/2026")
    into(qtbot, opening(), "Hora en que empezó")
    type_over(qtbot, "9:40")
    opening().take_keyboard()
    press(qtbot, Key.Key_Return)

    desk = stored(services)
    begun = desk.incident.opened_at.astimezone()
    assert f"{begun:%d/%m %H:%M}" == "23/11 09:40"
    assert desk.incident.on_paper
    assert desk.log[0].on_paper
    assert desk.log[0].written_at == clock.moment


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("", "", "Escriba el día y la hora en que empezó."),
        ("23/11/2026", "25:00", "Escriba una hora como 22:00."),
        ("24/11/2026", "23:59", "Ese momento aún no ha llegado."),
    ],
)
@pytest.mark.usefixtures("madrid")
def test_an_hour_of_the_paper_that_cannot_be_is_said_and_nothing_is_opened(
    services, qtbot, day, hour, said
):
    services.go("crisis", SCENARIO)
    push(qtbot, opening(), "Se llevó en papel y empezó antes")
    write(qtbot, day)
    into(qtbot, opening(), "Hora en que empezó")
    write(qtbot, hour)
    opening().take_keyboard()
    press(qtbot, Key.Key_Return)

    with services.store.read() as connection:
        assert desks.open_ones(connection) == []
    assert said in seen(opening())

    push(qtbot, opening(), "Se llevó en papel y empezó antes")
    assert not opening()._wrong.isVisible()


def test_a_drill_is_marked_as_one_on_its_desk(services, qtbot):
    services.go("crisis", ("drill", SCENARIO))
    press(qtbot, Key.Key_Return)

    assert stored(services).incident.drill
    assert "SIMULACRO" in seen(desk_view())
    names = [
        widget.accessibleName()
        for widget in desk_view().findChildren(QWidget)
        if widget.isVisible()
    ]
    assert words_of_drill() in names


def test_the_drill_that_is_proposed_is_one_key_away(services, qtbot):
    services.go("crisis")
    services.go("crisis", ("alarm", 0))
    services.go("crisis", "drill")

    press(qtbot, Key.Key_Space)

    assert opening().isAncestorOf(here())
    assert here().accessibleName() in ("Verde", "Amarillo", "Naranja", "Rojo")


def test_several_open_ones_are_a_chip_each(services, clock, qtbot):
    first = open_incident(services, qtbot).incident
    later(clock, 1)
    services.go("crisis", "unfit-water")
    press(qtbot, Key.Key_Return)
    second = stored(services).incident
    assert desk_view().incident_id == second.id

    tabs = next(row for row in crisis_page().findChildren(Tabs) if row.chosen() == str(second.id))
    qtbot.waitUntil(tabs.isVisible)
    tabs.setFocus()
    press(qtbot, Key.Key_Right)

    assert desk_view().incident_id == first.id


def test_the_log_of_the_file_is_whole_after_all_this(services, qtbot):
    open_incident(services, qtbot)

    with services.store.read() as connection:
        assert log.broken_at(connection) is None
