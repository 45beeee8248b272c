"""The calendar at 150 and 200 %: what is to be read first is in sight, and hours are whole."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from core.calendar import records
from core.calendar.model import CalendarItem, ItemState
from core.plan import records as plan_records
from core.plan.publishing import Channel
from core.store import Topic
from desktop.calendar.grid import DayGrid
from desktop.calendar.tiles import hour_room, tile_height
from desktop.theme.theme import current
from desktop.widgets.lists.table import DataTable
from tests.desktop.calendar.calendar_hands import store
from tests.desktop.hands import Key, here, press, whole

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("zoom", [150, 200])
def test_in_large_letters_a_flagged_item_opens_with_what_is_asked_of_it(page, services, zoom):
    (number,) = store(
        services,
        CalendarItem(
            "Inauguramos el nuevo parque, otro logro de este equipo de gobierno",
            day=date(2027, 4, 12),
        ),
    )
    current().apply("light", zoom)
    page.window().resize(1366, 768)
    services.go("calendar", number)

    assert here().text() == "Anotar la decisión y cambiar el texto"
    title = next(
        made for made in page.findChildren(QLabel) if made.text().startswith("Así no puede s")
    )
    QApplication.processEvents()
    assert whole(title)


def test_where_seven_columns_have_no_room_for_words_there_is_no_month(page, services, qtbot):
    services.go("calendar", "month")
    page.window().resize(1366, 768)
    current().apply("light", 200)
    page.window().resize(1360, 768)
    QApplication.processEvents()

    month = next(made for made in page.findChildren(QAbstractButton) if made.text() == "Mes")
    assert month.isHidden()
    assert next(made for made in page.findChildren(DataTable)).isVisible()
    press(qtbot, Key.Key_1, held=Qt.KeyboardModifier.AltModifier)
    assert not any(grid.isVisible() for grid in page.findChildren(DayGrid))

    current().apply("light", 100)
    page.window().resize(1366, 768)
    QApplication.processEvents()
    press(qtbot, Key.Key_1, held=Qt.KeyboardModifier.AltModifier)
    assert month.isVisible()
    assert month.isChecked()
    assert any(grid.isVisible() for grid in page.findChildren(DayGrid))


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_the_week_writes_hours_and_days_whole(page, services, zoom):
    days = [TODAY - timedelta(days=1) + timedelta(days=at) for at in range(7)]
    store(services, *(CalendarItem("Acto en la plaza", day=day, hour=time(20)) for day in days))
    current().apply("light", zoom)
    page.window().resize(1366, 768)
    services.go("calendar", "week")
    page.refresh()
    QApplication.processEvents()

    grid = next(grid for grid in page.findChildren(DayGrid) if grid.isVisible())
    rows, columns = grid.days.rowCount(), grid.days.columnCount()
    cells = [grid.days.index(row, at) for row in range(rows) for at in range(columns)]
    drawn = [tile for cell in cells for tile in grid.drawn(cell)]
    assert len(drawn) == 7
    for tile in drawn:
        assert tile.box.contains(hour_room(tile.item, tile.box, grid.font()))
    lies = zoom > 100
    assert (rows if lies else columns) == 7
    way = Qt.Orientation.Vertical if lies else Qt.Orientation.Horizontal
    heads = [grid.days.headerData(at, way) for at in range(7)]
    assert [head.splitlines()[0] for head in heads] == [
        "Lun 23", "Mar 24", "Mié 25", "Jue 26", "Vie 27", "Sáb 28", "Dom 29",
    ]  # fmt: skip


def test_in_large_letters_the_days_of_the_week_are_rows_that_the_keys_walk(page, services, qtbot):
    morning, noon = (CalendarItem(f"Acto {hour}", day=TODAY, hour=time(hour)) for hour in (9, 13))
    late = CalendarItem(
        "Pleno extraordinario de presupuestos y plantilla", day=TODAY, hour=time(18)
    )
    store(services, morning, noon, late, CalendarItem("Misa", day=TODAY + timedelta(days=5)))
    current().apply("light", 150)
    page.window().resize(1366, 768)
    services.go("calendar", "week")
    services.go("calendar", TODAY)
    QApplication.processEvents()
    grid = next(grid for grid in page.findChildren(DayGrid) if grid.isVisible())

    def chosen():
        tile = grid.tile()
        assert tile is None or grid.viewport().rect().contains(tile.box)
        return grid.day(), tile and tile.item.title

    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    assert chosen() == (TODAY, "Acto 9")
    press(qtbot, Key.Key_Down)
    assert chosen() == (TODAY, "Acto 13")
    press(qtbot, Key.Key_Right)
    assert chosen() == (TODAY, late.title)
    assert grid.tile().box.height() >= tile_height(2, grid.font())
    press(qtbot, Key.Key_Down)
    assert chosen() == (tomorrow, None)
    press(qtbot, Key.Key_Left, Key.Key_Up)
    assert chosen() == (TODAY, "Acto 13")
    press(qtbot, Key.Key_Up, Key.Key_Up)
    assert chosen() == (yesterday, None)
    press(qtbot, Key.Key_Up)
    assert chosen()[0] == TODAY - timedelta(days=2)
    press(qtbot, Key.Key_Down, *[Key.Key_Down] * 7)
    assert chosen() == (TODAY + timedelta(days=5), "Misa")


def test_alt_takes_an_item_along_to_the_next_row(page, services, qtbot):
    (number,) = store(services, CalendarItem("Acto", day=TODAY, hour=time(9)))
    current().apply("light", 150)
    page.window().resize(1366, 768)
    services.go("calendar", "week")
    services.go("calendar", TODAY)
    QApplication.processEvents()

    press(qtbot, Key.Key_Down, held=Qt.KeyboardModifier.AltModifier)
    with services.store.read() as connection:
        item = records.one(connection, number)
    assert item.day == TODAY + timedelta(days=1)


def test_of_a_full_day_what_is_over_yields_to_what_is_to_come(page, services, qtbot):
    over = ((8, ItemState.PUBLISHED), (9, ItemState.DROPPED))
    gone = [CalendarItem(f"Acto {hour}", day=TODAY, hour=time(hour), state=s) for hour, s in over]
    store(services, *gone, CalendarItem("Corte de agua", day=TODAY, hour=time(18)))
    current().apply("light", 150)
    page.window().resize(1366, 768)
    services.go("calendar", TODAY)
    QApplication.processEvents()
    grid = next(grid for grid in page.findChildren(DayGrid) if grid.isVisible())

    def drawn():
        return [tile.item.title for tile in grid.drawn(grid.currentIndex())]

    assert drawn() == ["Corte de agua"]
    press(qtbot, Key.Key_Right, Key.Key_Left)
    assert grid.tile().item.title == "Corte de agua"
    current().apply("light", 100)
    QApplication.processEvents()
    assert drawn() == ["Acto 8", "Corte de agua"]


def test_the_list_has_each_day_in_one_line_and_the_channels_whole_in_two(page, services):
    names = "Web municipal", "Lista de WhatsApp", "Megafonía", "Bando y tablón", "Radio del pueblo"
    with services.store.change(Topic.PLAN) as db:
        channels = [plan_records.add(db, Channel(name)) for name in names]
    store(services, CalendarItem("Corte de agua", day=TODAY, channels=tuple(channels)))
    current().apply("light", 150)
    page.window().resize(1366, 768)
    services.go("calendar", "list")
    QApplication.processEvents()

    (table,) = page.findChildren(DataTable)
    view = table.view
    day, where = 0, 3
    assert view.columnWidth(day) >= view.sizeHintForColumn(day)
    told = view.model().index(0, where).data()
    assert told == ", ".join(names)
    room = QRect(0, 0, view.columnWidth(where) - 2 * current().px(12) - 6, 1000)
    needed = view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, told)
    assert needed.height() <= view.rowHeight(0)
    page.window().resize(1100, 768)
    QApplication.processEvents()
    assert view.columnWidth(day) >= view.sizeHintForColumn(day)
