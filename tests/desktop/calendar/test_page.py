"""Calendario as a person uses it: month, week and list, and the sheet; by keyboard and mouse."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from core.calendar import records
from core.calendar.model import CalendarItem, ItemState, ItemText, decided_label
from core.plan import records as plan_records
from core.plan.model import Channel
from desktop.calendar.grid import DayGrid
from desktop.calendar.model import cell_notes
from desktop.calendar.page import CalendarPage
from desktop.calendar.sheet import ItemSheet
from desktop.calendar.texts import TextsEditor
from desktop.widgets.choice_faces import Tab
from desktop.widgets.lists.table import DataTable
from tests.desktop.calendar.calendar_hands import store, stored
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
    under,
    write,
)
from tests.desktop.mentions.village import Village
from tests.desktop.mentions.village import said as entry

ALT = Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 11, 24)
BOAST = "Inauguramos el nuevo parque, otro logro de este equipo de gobierno"


@pytest.fixture
def page(shell, qtbot):
    qtbot.keyClick(shell, Key.Key_3, CONTROL)
    found = shell.page("calendar")
    assert isinstance(found, CalendarPage)
    return found


def channels(services):
    with services.store.read() as connection:
        return plan_records.every(connection, Channel)


def month(page):
    return next(grid for grid in page.findChildren(DayGrid) if grid.isVisible())


def said(grid):
    """What a screen reader says of the day where the keyboard is."""
    return grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.usefixtures("madrid")
def test_a_new_item_stands_on_the_day_where_the_keyboard_is(page, services, qtbot):
    assert here() is month(page)
    press(qtbot, Key.Key_Right, Key.Key_Right, Key.Key_N)

    assert here().accessibleName() == "Título, para usted"
    type_over(qtbot, "Boletín del jueves")
    press(qtbot, Key.Key_Return)

    (item,) = stored(services)
    assert (item.title, item.day, item.state) == (
        "Boletín del jueves", TODAY + timedelta(days=2), ItemState.IDEA,
    )  # fmt: skip
    press(qtbot, Key.Key_Escape)
    assert here() is month(page)
    qtbot.waitUntil(lambda: "Boletín del jueves" in said(month(page)))


@pytest.mark.parametrize("view", ["week", "list"])
@pytest.mark.usefixtures("madrid")
def test_the_first_week_that_is_seen_is_this_one(shell, services, view, qtbot):
    services.go("calendar", view)
    page = shell.page("calendar")
    qtbot.keyClick(page, Key.Key_2, ALT)

    qtbot.waitUntil(lambda: "Del 23 al 29 de noviembre" in seen(page))
    assert month(page).day() == TODAY


def test_arrows_go_from_item_to_item_and_from_day_to_day(page, services, qtbot):
    store(
        services,
        CalendarItem("Primera", day=TODAY, hour=time(9)),
        CalendarItem("Segunda", day=TODAY, hour=time(18)),
        CalendarItem("Mañana", day=TODAY + timedelta(days=1)),
    )
    page.refresh()
    grid = month(page)
    grid.go_to(TODAY)

    def chosen():
        key = grid.selected_key()
        return grid.day() if key is None else stored(services, key).title

    assert chosen() == "Primera"
    press(qtbot, Key.Key_Down)
    assert chosen() == "Segunda"
    press(qtbot, Key.Key_Right)
    assert chosen() == "Mañana"
    press(qtbot, Key.Key_Left, Key.Key_Down, Key.Key_Down)
    assert chosen() == TODAY + timedelta(days=7)
    press(qtbot, Key.Key_Up)
    assert chosen() == "Segunda"


@pytest.mark.usefixtures("madrid")
def test_beyond_the_edge_the_weeks_go_on(page, qtbot):
    grid = month(page)

    press(qtbot, *[Key.Key_Down] * 5)
    assert grid.day() == TODAY + timedelta(weeks=5)
    press(qtbot, Key.Key_T)
    assert grid.day() == TODAY
    press(qtbot, Key.Key_PageDown)
    assert "Noviembre – diciembre" in seen(page)


def test_alt_and_an_arrow_move_an_item_and_undo_brings_it_back(page, services, shell, qtbot):
    (number,) = store(services, CalendarItem("Corte de agua", day=TODAY, hour=time(18)))
    page.refresh()
    month(page).go_to(TODAY)

    press(qtbot, Key.Key_Right, held=ALT)
    press(qtbot, Key.Key_Down, held=ALT)

    assert stored(services, number).day == TODAY + timedelta(days=8)
    assert month(page).selected_key() == number
    press(qtbot, Key.Key_Z, held=CONTROL)
    assert stored(services, number).day == TODAY + timedelta(days=1)


def test_an_item_is_dragged_to_another_day(page, services, qtbot):
    (number,) = store(services, CalendarItem("Mercado", day=TODAY, hour=time(11)))
    page.refresh()
    grid = month(page)
    grid.go_to(TODAY)
    tile = grid.tile()
    start = tile.box.center()
    index = grid.currentIndex()
    end = grid.visualRect(index.siblingAtColumn(index.column() + 3)).center()
    left = Qt.MouseButton.LeftButton

    qtbot.mousePress(grid.viewport(), left, pos=start)
    qtbot.mouseMove(grid.viewport(), (start + end) / 2)
    qtbot.mouseMove(grid.viewport(), end)
    qtbot.mouseRelease(grid.viewport(), left, pos=end)

    assert stored(services, number).day == TODAY + timedelta(days=3)


def test_a_click_on_an_item_opens_its_sheet(page, services, qtbot):
    store(services, CalendarItem("Mercado", day=TODAY, hour=time(11)))
    page.refresh()
    grid = month(page)
    grid.go_to(TODAY)

    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.tile().box.center())

    assert here().accessibleName() == "Título, para usted"
    assert here().text() == "Mercado"


def test_a_number_says_how_far_an_item_is(page, services, qtbot):
    (number,) = store(services, CalendarItem("Boletín", day=TODAY, state=ItemState.PLANNED))
    page.refresh()
    month(page).go_to(TODAY)

    for key, state in (
        (Key.Key_1, ItemState.IDEA),
        (Key.Key_2, ItemState.PLANNED),
        (Key.Key_3, ItemState.READY),
        (Key.Key_4, ItemState.PUBLISHED),
    ):
        press(qtbot, key)

        assert stored(services, number).state is state


def test_what_is_published_says_where_when_and_by_whom(page, services, clock, qtbot):
    web, whatsapp = channels(services)[:2]
    (number,) = store(services, CalendarItem("Boletín", day=TODAY, channels=(web.id, whatsapp.id)))
    page.refresh()
    month(page).go_to(TODAY)

    press(qtbot, Key.Key_4)

    with services.store.read() as connection:
        out = records.published(connection, number)
    assert [one.channel for one in out] == [web.title, whatsapp.title]
    assert {one.published_at for one in out} == {clock.moment}
    press(qtbot, Key.Key_Z, held=CONTROL)
    with services.store.read() as connection:
        assert records.published(connection, number) == []


@pytest.mark.usefixtures("madrid")
def test_what_went_out_is_corrected_when_where_and_by_whom(page, services, clock, qtbot):
    (web, *_others) = channels(services)
    (number,) = store(services, CalendarItem("Boletín", day=TODAY, channels=(web.id,)))
    page.refresh()
    month(page).go_to(TODAY)
    press(qtbot, Key.Key_4, Key.Key_Return)
    push_soon(qtbot, page, "Hora y dirección")
    assert here().accessibleName().startswith("Su dirección")

    type_over(qtbot, "valdehierro.es/boletin")
    press(qtbot, Key.Key_Tab)
    assert "empieza por https://" in under(page, "Su dirección")
    into(qtbot, page, "Su dirección")
    type_over(qtbot, "https://valdehierro.es/boletin")
    for name, text in (("La publicó", "Rosa"), ("A las", "23:59")):
        into(qtbot, page, name)
        type_over(qtbot, text)
        press(qtbot, Key.Key_Tab)
    assert "Esa hora no ha llegado" in under(page, "A las")
    into(qtbot, page, "A las")
    type_over(qtbot, "8:05")
    press(qtbot, Key.Key_Tab)

    with services.store.read() as connection:
        [out] = records.published(connection, number)
    assert (out.who, out.address) == ("Rosa", "https://valdehierro.es/boletin")
    assert out.published_at.astimezone().strftime("%d %H:%M") == "24 08:05"
    told = (
        "Publicada el martes, 24 de noviembre, a las 08:05 · Rosa · https://valdehierro.es/boletin"
    )
    qtbot.waitUntil(lambda: told in seen(page))


def test_delete_drops_an_item_and_a_second_time_removes_it(page, services, qtbot):
    (number,) = store(services, CalendarItem("Boletín", day=TODAY))
    page.refresh()
    month(page).go_to(TODAY)

    press(qtbot, Key.Key_Delete)
    assert stored(services, number).state is ItemState.DROPPED
    press(qtbot, Key.Key_Delete)
    assert stored(services, number) is None


def test_of_a_proclaimed_day_what_it_is_about_is_said_first(services):
    for day, words in {
        date(2026, 11, 25): "Eliminación de la Violencia contra la Mujer",
        date(2026, 12, 9): "Corrupción",
        date(2026, 12, 10): "Derechos Humanos",
        date(2026, 12, 18): "Migrante",
    }.items():
        with services.store.read() as connection:
            (note,) = cell_notes(connection, day, day, TODAY).values()
        assert note.words == words


def test_a_past_day_says_how_much_was_said_on_it(page, services, qtbot):
    village = Village(services)
    one, two = timedelta(days=1), timedelta(days=2)
    village.publish(
        village.source("Web municipal", own=True),
        *(entry(f"Noticia {number}", ago=one) for number in range(4)),
        entry("Anteayer", ago=two),
        entry("Hoy", ago=timedelta(minutes=5)),
    )
    today = services.clock.today()
    page.refresh()

    def told(day):
        month(page).go_to(day)
        return said(month(page))

    qtbot.waitUntil(lambda: "4 menciones" in told(today - one))
    assert "1 mención" in told(today - two)
    assert "menci" not in told(today - timedelta(days=3))
    assert "menci" not in told(today)


def test_a_title_and_a_text_typed_one_after_the_other_are_both_kept(page, services, qtbot):
    (number,) = store(services, CalendarItem("Boletín", day=TODAY))
    services.go("calendar", number)

    type_over(qtbot, "Boletín del jueves")
    into(qtbot, page, "Texto")
    write(qtbot, "Esta semana, en la biblioteca.")
    press(qtbot, Key.Key_Tab)

    item = stored(services, number)
    assert item.title == "Boletín del jueves"
    assert item.text(None, "es") == "Esta semana, en la biblioteca."


def test_a_channel_begins_with_the_general_text_and_then_has_its_own(page, services, qtbot):
    web = channels(services)[0]
    (number,) = store(
        services,
        CalendarItem(
            "Boletín", day=TODAY, channels=(web.id,), texts=(ItemText("es", "Para todos."),)
        ),
    )
    services.go("calendar", number)
    tab = next(face for face in page.findChildren(Tab) if face.text().startswith(web.title))
    tab.setFocus()
    press(qtbot, Key.Key_Space)
    assert "Aquí sale el texto general." in seen(page)

    push(qtbot, page, "Empezar desde el texto general")
    write(qtbot, " Y más en la web.")
    press(qtbot, Key.Key_Tab)

    item = stored(services, number)
    assert item.text(web.id, "es").endswith("Y más en la web.")
    assert item.own_text(None, "es") == "Para todos."


def test_of_an_item_the_first_text_that_there_is_is_shown(page, services, qtbot):
    web = channels(services)[0].id
    only_there = CalendarItem("Corte", channels=(web,), texts=(ItemText("es", "Sin agua.", web),))
    first, second = store(services, only_there, replace(only_there, title="Otra", texts=()))

    services.go("calendar", first)
    assert _shown_text(page) == "Sin agua."
    services.go("calendar", second)
    assert next(tab.text() for tab in page.findChildren(Tab) if tab.isChecked()) == "General"


def _shown_text(page):
    (editor,) = page.findChildren(TextsEditor)
    return editor.findChildren(QPlainTextEdit)[0].toPlainText()


def test_a_text_is_copied_and_then_it_is_said_that_it_is_out(page, services, qtbot):
    web = channels(services)[0]
    (number,) = store(
        services,
        CalendarItem(
            "Boletín",
            day=TODAY,
            state=ItemState.READY,
            channels=(web.id,),
            texts=(ItemText("es", "Para todos."),),
        ),
    )
    services.go("calendar", number)

    push(qtbot, page, "Copiar el texto")
    assert QGuiApplication.clipboard().text() == "Para todos."
    push_soon(qtbot, page, "Ya está publicada")

    assert stored(services, number).state is ItemState.PUBLISHED


def test_what_is_missing_leads_to_where_it_is_mended(page, services, qtbot):
    store(services, CalendarItem("Boletín", day=TODAY, image="foto.jpg"))
    services.go("calendar", stored(services)[0].id)

    assert "La imagen no está descrita para quien no la ve." in seen(page)
    mend = [made for made in buttons(page) if "imagen" in made.accessibleName()]
    mend[0].setFocus()
    press(qtbot, Key.Key_Space)

    assert here().accessibleName() == "Imagen, descrita para quien no la ve"


def test_an_achievement_in_an_electoral_period_is_asked_about_and_decided(page, services, qtbot):
    inside = date(2027, 4, 12)
    (number,) = store(services, CalendarItem("Parque", day=inside, texts=(ItemText("es", BOAST),)))
    services.go("calendar", number)
    assert "Así no puede salir en período electoral" in seen(page)
    assert "LOREG, art. 50.3" in seen(page)

    push(qtbot, page, "Publicar el texto como está…")
    press(qtbot, Key.Key_Return)
    assert "Escriba por qué puede salir así." in seen(page)
    write(qtbot, "Informa de un servicio")
    press(qtbot, Key.Key_Return)

    qtbot.waitUntil(lambda: "Así no puede salir" not in seen(page))
    with services.store.read() as connection:
        (decision,) = records.decisions(connection, inside, inside)
    assert decision.because == "Informa de un servicio"


def test_an_item_is_moved_out_of_the_electoral_period(page, services, qtbot):
    (number,) = store(
        services,
        CalendarItem("Parque", day=date(2027, 4, 12), texts=(ItemText("es", BOAST),)),
    )
    services.go("calendar", number)

    push(qtbot, page, "Pasar la publicación al lunes, 24 de mayo")

    assert stored(services, number).day == date(2027, 5, 24)


def test_week_and_list_show_the_same_items(page, services, qtbot):
    store(
        services,
        CalendarItem("Corte de agua", day=TODAY, hour=time(18)),
        CalendarItem("La mina en diez fotos"),
    )
    page.refresh()

    press(qtbot, Key.Key_2, held=ALT)
    week = month(page)
    assert week.accessibleName() == "Semana"
    assert week.select(stored(services)[0].id)
    assert week.select(stored(services)[1].id)

    press(qtbot, Key.Key_3, held=ALT)
    assert page.findChildren(DayGrid)[0].isVisible() is False
    assert page.records.open(stored(services)[1].id)


def test_the_list_begins_today_and_what_was_before_is_above(page, services, qtbot):
    days = [TODAY + timedelta(days=at) for at in range(-40, 40)]
    store(services, *(CalendarItem(f"{day:%d/%m}", day=day) for day in days))
    page.refresh()
    month(page).go_to(TODAY + timedelta(days=1))

    press(qtbot, Key.Key_3, held=ALT)

    table = page.findChildren(DataTable)[0]
    assert table.view.indexAt(QPoint(5, 5)).siblingAtColumn(2).data() == "25/11"


def test_the_filter_shows_what_still_lacks_a_text(page, services, qtbot):
    ready = CalendarItem("Con texto", day=TODAY, texts=(ItemText("es", "Hola."),))
    store(services, ready, replace(ready, title="Sin nada", texts=()))
    page.refresh()

    push(qtbot, page, "Sin texto")

    month(page).go_to(TODAY)
    assert "Sin nada" in said(month(page))
    assert "Con texto" not in said(month(page))


def test_a_text_that_is_too_long_stays_in_its_field(page, services, qtbot):
    (number,) = store(services, CalendarItem("Boletín", day=TODAY))
    services.go("calendar", number)
    into(qtbot, page, "Texto")
    QGuiApplication.clipboard().setText("x" * 10_000)

    press(qtbot, Key.Key_V, held=CONTROL)
    press(qtbot, Key.Key_Tab)

    assert stored(services, number).texts == ()
    assert "5000" in seen(page).replace("\u202f", "")


def test_a_day_with_more_items_than_have_room_leads_to_its_week(page, services, qtbot):
    store(
        services,
        *(CalendarItem(f"Acto {hour}", day=TODAY, hour=time(hour)) for hour in range(8, 20)),
    )
    page.refresh()
    grid = month(page)
    grid.go_to(TODAY)
    index = grid.currentIndex()
    assert len(grid.drawn(index)) < 12

    place = grid.visualRect(index).topRight() + QPoint(-20, 8)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert month(page).accessibleName() == "Semana"


def titles(services):
    return [item.title for item in stored(services)]


def test_an_event_is_said_before_during_and_after_and_moves_as_one(page, services, qtbot):
    (number,) = store(
        services, CalendarItem("Feria del libro", day=TODAY + timedelta(days=10), hour=time(11))
    )
    services.go("calendar", number)

    push(qtbot, page, "Acto: antes, durante y después")

    assert titles(services) == [
        "Feria del libro: programa",
        "Hoy, Feria del libro",
        "Feria del libro: fotos y gracias",
    ]
    before = [item.day for item in stored(services)]
    services.go("calendar", stored(services)[0].id)
    push_soon(qtbot, page, "Una semana después")

    assert [item.day for item in stored(services)] == [day + timedelta(days=7) for day in before]
    press(qtbot, Key.Key_Z, held=CONTROL)
    assert [item.day for item in stored(services)] == before


def test_a_deadline_says_its_last_day_and_refuses_one_that_is_before(page, services, qtbot):
    (number,) = store(services, CalendarItem("Becas de libros", day=TODAY))
    services.go("calendar", number)
    into(qtbot, page, "Plazo: último día")
    type_over(qtbot, "23/11/2026")
    push(qtbot, page, "Crear el plazo")
    assert "es anterior al primero" in seen(page)
    assert titles(services) == ["Becas de libros"]

    into(qtbot, page, "Plazo: último día")
    type_over(qtbot, "15/12/2026")
    push(qtbot, page, "Crear el plazo")

    assert [item.day for item in stored(services)] == [
        TODAY, date(2026, 12, 8), date(2026, 12, 15),
    ]  # fmt: skip


def test_what_comes_every_week_changes_in_one_in_the_rest_or_in_all(page, services, qtbot):
    (number,) = store(services, CalendarItem("La pregunta", day=TODAY, hour=time(9)))
    services.go("calendar", number)
    into(qtbot, page, "Hasta")
    type_over(qtbot, "15/12/2026")
    push(qtbot, page, "Repetir la publicación")
    first, second, third, last = stored(services)

    services.go("calendar", second.id)
    push_soon(qtbot, page, "Y las siguientes")
    page.findChild(ItemSheet).take_keyboard("title")
    type_over(qtbot, "La pregunta de la semana")
    press(qtbot, Key.Key_Return)

    assert titles(services) == ["La pregunta", *["La pregunta de la semana"] * 3]
    assert (third.hour, last.day) == (time(9), date(2026, 12, 15))
    assert first.series_id is not None


def test_what_is_not_published_in_an_electoral_period_is_kept_as_that(page, services, qtbot):
    inside = date(2027, 4, 12)
    (number,) = store(services, CalendarItem("Parque", day=inside, texts=(ItemText("es", BOAST),)))
    services.go("calendar", number)

    push(qtbot, page, "No publicarla")

    assert stored(services, number).state is ItemState.DROPPED
    with services.store.read() as connection:
        (decision,) = records.decisions(connection, inside, inside)
    assert decided_label(decision.decision) == "No se publica"


def test_signs_are_explained_where_there_are_any(page, services, qtbot):
    store(services, CalendarItem("Bando", day=TODAY))
    qtbot.waitUntil(lambda: "descartada" in seen(page))
    services.go("calendar", "list")
    assert "descartada" not in seen(page)
