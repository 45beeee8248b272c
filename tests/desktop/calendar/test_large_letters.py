"""The calendar at 150 and 200 %: what is to be read first is in sight, and hours are whole."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from core.calendar.model import CalendarItem
from desktop.calendar.grid import DayGrid
from desktop.calendar.tiles import hour_room
from desktop.theme.theme import current
from tests.desktop.calendar.calendar_hands import store
from tests.desktop.hands import here, whole

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
    cells = [grid.days.index(row, at) for row in range(grid.days.rowCount()) for at in range(7)]
    drawn = [tile for cell in cells for tile in grid.drawn(cell)]
    assert len(drawn) == 7
    for tile in drawn:
        assert tile.box.contains(hour_room(tile.item, tile.box, grid.font()))
    heads = [grid.days.headerData(at, Qt.Orientation.Horizontal) for at in range(7)]
    assert [head.splitlines()[0] for head in heads] == [
        "Lun 23", "Mar 24", "Mié 25", "Jue 26", "Vie 27", "Sáb 28", "Dom 29",
    ]  # fmt: skip
