"""What is done to the calendar as a whole: held and let go, filled, copied, in and out of files."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt

from core.calendar import records
from core.calendar.model import CalendarItem, ItemState, Series, SeriesKind
from core.crisis import desk as desks
from core.crisis.incidents import opening
from core.crisis.incidents.opening import Wish
from core.crisis.log import Hand
from core.crisis.model import LogKind
from core.store import Topic
from desktop.calendar.grid import DayGrid
from desktop.widgets.lists.item_list import ItemList
from tests.desktop.calendar.calendar_hands import more, store, stored
from tests.desktop.hands import Key, here, press, push, push_soon, seen, settled, write

TODAY = date(2026, 11, 24)


def planned(services, days=3):
    return store(
        services,
        *(
            CalendarItem(
                f"Aviso {at}", day=TODAY + timedelta(days=at), hour=time(9), state=ItemState.READY
            )
            for at in range(days)
        ),
        CalendarItem("Ayer", day=TODAY - timedelta(days=1), state=ItemState.PUBLISHED),
    )


def said_of_the_calendar(services, number):
    """How many entries of the log of an incident tell of the calendar."""
    with services.store.read() as connection:
        log = desks.load(connection, number).log
    return [entry.kind for entry in log].count(LogKind.CALENDAR)


@pytest.mark.usefixtures("madrid")
def test_everything_to_come_is_held_with_its_reason_and_let_go_one_by_one(page, services, qtbot):
    planned(services)
    more(page, "Retener todo…")
    press(qtbot, Key.Key_Return)
    assert "Escriba por qué se retiene todo." in seen(page)
    write(qtbot, "Luto oficial")
    press(qtbot, Key.Key_Return)

    states = [item.state for item in stored(services)]
    assert states == [ItemState.PUBLISHED, *[ItemState.HELD] * 3]
    qtbot.waitUntil(lambda: "3 publicaciones retenidas: Luto oficial" in seen(page))

    push(qtbot, page, "Soltar de una en una")
    push_soon(qtbot, page, "Sigue siendo cierto: soltarla")
    assert [item.state for item in stored(services)].count(ItemState.HELD) == 2


def test_nothing_is_held_by_whoever_changes_their_mind(page, services, qtbot):
    planned(services)
    more(page, "Retener todo…")
    press(qtbot, Key.Key_Escape)

    assert ItemState.HELD not in {item.state for item in stored(services)}
    assert "Se retiene todo" not in seen(page)


def test_from_an_incident_it_stands_in_the_log_and_its_step_is_ticked(page, services, qtbot):
    planned(services)
    hand = Hand(services.clock.now(), "Lucía")
    with services.store.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("fire"), hand)
    with services.store.read() as connection:
        desk = desks.load(connection, number)
    services.go("calendar", desk.incident)
    assert here().text().strip() == "Soltar de una en una"
    assert "Página de Facebook:" in seen(page)

    with services.store.read() as connection:
        desk = desks.load(connection, number)
    assert said_of_the_calendar(services, number) == 1
    ticked = [step.id for step in desk.scenario.steps if desk.tick(step)]
    assert "hold-posts" in ticked
    assert {item.incident_id for item in stored(services) if item.state is ItemState.HELD} == {
        number
    }
    services.go("calendar", desk.incident)
    assert said_of_the_calendar(services, number) == 1

    push(qtbot, page, "Soltar de una en una")
    push_soon(qtbot, page, "No publicarla")
    assert said_of_the_calendar(services, number) == 2
    assert [item.state for item in stored(services)].count(ItemState.DROPPED) == 1


def test_where_else_to_stop_by_hand_is_told_for_each_network_of_the_plan(page, services, qtbot):
    planned(services)
    more(page, "Retener todo…")
    write(qtbot, "Luto oficial")
    press(qtbot, Key.Key_Return)
    push_soon(qtbot, page, "Dónde más retener a mano")

    assert "Página de Facebook:" in seen(page)


def test_a_month_is_copied_to_the_next_on_the_same_weekdays(page, services, qtbot):
    planned(services)
    more(page, "Copiar noviembre al mes siguiente")

    copied = [item for item in stored(services) if item.day.month == 12]
    before = [item for item in stored(services) if item.day.month == 11]
    assert {item.title: item.day.weekday() for item in copied} == {
        item.title: item.day.weekday() for item in before
    }
    assert {item.state for item in copied} == {ItemState.IDEA}


def test_a_month_is_filled_from_the_plan_with_suggestions(page, services, qtbot):
    more(page, "Rellenar noviembre con el plan")

    made = stored(services)
    assert made
    assert all(item.suggested and item.state is ItemState.IDEA for item in made)
    services.go("calendar", made[0].id)
    assert made[0].suggested in seen(page)
    push(qtbot, page, "Conservar")
    with services.store.read() as connection:
        assert records.one(connection, made[0].id).suggested == ""


def test_one_of_a_series_that_is_moved_alone_says_that_the_others_stay(
    page, services, shell, qtbot
):
    with services.store.change(Topic.CALENDAR, label="preparar") as db:
        series = records.add_series(db, Series(SeriesKind.DEADLINE, "Becas"))
        for days in range(3):
            day = TODAY + timedelta(days=days)
            records.add(db, CalendarItem(f"Becas {days}", day=day, series_id=series))
    services.go("calendar", TODAY + timedelta(days=1))
    press(qtbot, Key.Key_Down, held=Qt.KeyboardModifier.AltModifier)

    assert "Becas 1: miércoles, 2 de diciembre. Las otras 2 de su serie no se mueven." in seen(
        shell
    )


def test_what_is_missing_is_said_and_something_is_added_for_it(page, services, qtbot):
    for_all = CalendarItem("Bando", day=TODAY, state=ItemState.READY)
    store(services, for_all, replace(for_all, day=TODAY + timedelta(days=25)))
    push(qtbot, page, "Huecos")
    assert "Lo que falta en estos días" in seen(page)

    push(qtbot, page, "Añadir una publicación")

    (added,) = [item for item in stored(services) if item.state is ItemState.IDEA]
    assert added.audiences or added.use


@pytest.mark.parametrize("ending", ["ics", "xlsx", "csv"])
def test_what_goes_out_to_a_file_comes_in_again_as_the_same(
    page, services, asker, tmp_path, qtbot, ending
):
    planned(services)
    page.refresh()
    path = tmp_path / f"calendario.{ending}"
    asker.answers += [path, path]
    more(page, "Exportar…")
    settled(qtbot, services)
    assert path.stat().st_size > 0

    more(page, "Importar…")
    settled(qtbot, services)
    assert "4 se quedan como están" in seen(page)
    assert len(stored(services)) == 4


def test_a_table_is_looked_at_before_it_is_imported(page, services, asker, tmp_path, qtbot):
    path = tmp_path / "actos.csv"
    path.write_text(
        "Día;Hora;Título\n25/12/2026;12:00;Concierto de Navidad\n31/02/2027;;Carnaval\n",
        encoding="utf-8",
    )
    asker.answers.append(path)
    more(page, "Importar…")
    settled(qtbot, services)
    assert "Concierto de Navidad" in seen(page)
    assert "Carnaval" in seen(page)
    assert stored(services) == []

    push(qtbot, page, "Importar una publicación")
    settled(qtbot, services)

    assert [item.title for item in stored(services)] == ["Concierto de Navidad"]


def paper(shell):
    """What is selected in the list of Documentos."""
    listed = shell.page("documents").findChild(ItemList)
    return listed.currentIndex().data(Qt.ItemDataRole.DisplayRole)


@pytest.mark.parametrize(
    ("weeks", "name"), [(0, "Calendario de noviembre"), (14, "Calendario de marzo de 2027")]
)
def test_the_month_that_is_looked_at_is_the_one_that_is_printed(
    page, services, shell, qtbot, weeks, name
):
    store(services, CalendarItem("Primavera", day=date(2027, 3, 20)))
    for _week in range(weeks):
        press(qtbot, Key.Key_PageDown)

    more(page, "Imprimir ")

    assert shell.page_id == "documents"
    assert paper(shell).startswith(name)


def test_a_page_that_is_not_seen_shows_what_came_meanwhile_when_it_is(page, services, qtbot):
    services.go("roster")
    [number] = store(services, CalendarItem("Bando", day=TODAY))
    settled(qtbot, services)

    services.go("calendar")

    qtbot.waitUntil(lambda: page.records.open(number))


def test_where_nothing_is_planned_the_month_of_the_keyboard_is_filled(page, services, qtbot):
    assert "Nada previsto en estos días." in seen(page)
    press(qtbot, Key.Key_Down)
    push(qtbot, page, "Rellenar diciembre con el plan")

    grid = next(grid for grid in page.findChildren(DayGrid) if grid.isVisible())
    first, *_others = stored(services)
    assert first.day.month == 12
    assert "Nada previsto" not in seen(page)
    assert (here(), grid.selected_key()) == (grid, first.id)


def test_days_of_which_the_holidays_are_not_known_say_so(page, services):
    services.go("calendar", date(2037, 1, 12))
    assert "No se conocen los festivos de 2037." in seen(page)


def test_in_the_list_too_a_number_says_how_far_an_item_is(page, services, qtbot):
    store(services, CalendarItem("Bando", day=TODAY), CalendarItem("Aviso", day=TODAY))
    press(qtbot, Key.Key_3, held=Qt.KeyboardModifier.AltModifier)
    press(qtbot, Key.Key_2, Key.Key_Down, Key.Key_3)

    assert [item.state for item in stored(services)] == [ItemState.PLANNED, ItemState.READY]


def test_from_the_list_the_month_of_what_is_chosen_is_printed(page, services, shell, qtbot):
    store(services, CalendarItem("Primavera", day=date(2027, 3, 20)))
    services.go("calendar", "list")

    more(page, "Imprimir marzo…")

    assert paper(shell).startswith("Calendario de marzo de 2027")
