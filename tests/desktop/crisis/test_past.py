"""Incidentes anteriores: read, printed, opened again; drills apart from what was real."""

import pytest
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.incidents import open_ends
from core.crisis.incidents.figures import figures
from desktop.crisis.desk.log_list import LogList
from desktop.crisis.past import PastIncidents
from desktop.services import Services
from tests.core.crisis.clerk import Clerk
from tests.desktop.crisis.desk_hands import (
    crisis_page,
    desk_view,
    head,
    later,
    open_incident,
    stored,
)
from tests.desktop.hands import Key, button, buttons, here, press, push, seen, write


@pytest.fixture
def closed(services: Services, qtbot: QtBot, clock: FixedClock) -> Desk:
    """The starting case, closed after ninety minutes."""
    desk = open_incident(services, qtbot)
    later(clock, 90)
    Clerk(services.store, desk.incident.id).close(review_on=clock.today())
    services.go("crisis", "home")
    return stored(services, desk.incident.id)


def past() -> PastIncidents:
    found = crisis_page().findChild(PastIncidents)
    assert found is not None
    return found


def test_it_is_read_from_its_first_entry_to_its_last(services, closed):
    services.go("crisis", "past")

    assert "No hay más cebos." in seen(past())
    assert "1 h 30 min" in seen(past())
    model = past().findChild(LogList).model()
    said = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert len(said) == len(closed.log)
    assert closed.log[0].text in said[0]
    assert closed.log[-1].text in said[-1]


def test_the_desk_and_the_page_of_the_past_count_the_minutes_of_the_report(services, qtbot, clock):
    desk = open_incident(services, qtbot)
    clerk = Clerk(services.store, desk.incident.id)
    # From 14:32:05 to 14:42:03, on the clock on the wall ten minutes.
    later(clock, 9 + 58 / 60)
    clerk.close(review_on=clock.today())
    assert figures(clerk.desk).lasted == 10
    qtbot.waitUntil(lambda: "0 h 10 min" in head().accessibleName())

    services.go("crisis", "past")
    assert "Abierto 0 h 10 min" in seen(past())


def test_a_link_to_an_incident_that_was_closed_leads_here(services, closed):
    services.go("crisis", ("incident", closed.incident.id))

    assert past().isVisible()
    assert closed.incident.title in seen(past())


def test_what_was_open_at_the_close_stands_there_until_one_says_that_it_is_left(
    services, closed, qtbot
):
    services.go("crisis", ("incident", closed.incident.id))
    ends = [end.sentence for end in open_ends.left_open(closed)]
    assert ends
    assert all(end in seen(past()) for end in ends)
    assert here().accessibleName().startswith("Dejarlo así")

    for _end in ends:
        push(qtbot, past(), "Dejarlo así")

    assert not any(item.isVisible() and item.text() == "Dejarlo así" for item in buttons(past()))
    log = stored(services, closed.incident.id).log
    assert log[-1].text == f"Se deja como está: {ends[-1]}"


def test_opened_again_with_a_reason_it_is_a_desk_once_more(services, closed, qtbot):
    services.go("crisis", "past")
    push(qtbot, past(), "Reabrir el incidente…")
    press(qtbot, Key.Key_Return)
    assert not stored(services, closed.incident.id).incident.open

    write(qtbot, "Ha muerto otro perro")
    press(qtbot, Key.Key_Return)

    assert stored(services).incident.id == closed.incident.id
    assert "Ha muerto otro perro" in stored(services).log[-1].text
    qtbot.waitUntil(lambda: desk_view().incident_id == closed.incident.id)


def test_drills_are_kept_apart(town, qtbot):
    with town.store.read() as connection:
        real, drills = desks.past(connection, drills=False), desks.past(connection, drills=True)

    town.go("crisis", "past")
    told = [abstract_button.text() for abstract_button in buttons(past())][:2]
    assert told == [f"Incidentes {len(real)}", f"Simulacros {len(drills)}"]
    assert past().records.list.keys() == [incident.id for incident in real]
    button(past(), "Incidentes").setFocus()
    press(qtbot, Key.Key_Right, Key.Key_Space)

    assert past().records.list.keys() == [drill.id for drill in drills]


def test_without_any_the_page_says_what_it_is_for(services):
    services.go("crisis", "past")

    assert "Lo que se cierra queda aquí" in seen(past())
    assert not past().records.isVisible()


def test_an_incident_that_was_closed_leaves_the_shelf_to_what_is_open(services, closed, qtbot):
    services.go("crisis", "home")

    qtbot.waitUntil(lambda: closed.incident.title in seen(crisis_page()))
    assert "No hay ningún incidente abierto." in seen(crisis_page())


def ways_back() -> int:
    return [item.text().strip() for item in buttons(crisis_page())].count("Volver")


@pytest.mark.parametrize("width", [880, 1366])
def test_there_is_one_way_back_whatever_the_width(services, closed, qtbot, width):
    shell = crisis_page().window()
    shell.resize(width, 700)
    services.go("crisis", ("incident", closed.incident.id))
    qtbot.waitUntil(lambda: shell.width() == width)

    assert ways_back() == 1
    push(qtbot, crisis_page(), "Volver")
    if width == 880:
        assert past().records.list.hasFocus()
        assert ways_back() == 1
        push(qtbot, crisis_page(), "Volver")

    assert not past().isVisible()
