"""A list of many items: what is near is there at once, and the rest a moment later."""

from datetime import timedelta

import pytest

from core.calendar import records
from core.calendar.model import CalendarItem
from core.store import Topic
from desktop.widgets.lists.table import DataTable
from tests.desktop.calendar.calendar_hands import more
from tests.desktop.hands import CONTROL, Key, here, press, settled

COUNT = 1200


@pytest.fixture
def titles(services, shell, qtbot):
    """One item a day, half of them past; the titles of the list in their order."""
    today = services.clock.today()
    with services.store.change(Topic.CALENDAR) as db:
        for number in range(COUNT):
            day = today + timedelta(days=number - COUNT // 2)
            records.add(db, CalendarItem(f"Día {number}", day=day))
    settled(qtbot, services)

    def run():
        (table,) = shell.page("calendar").findChildren(DataTable)
        rows = range(table.view.model().rowCount())
        return [table.view.model().index(row, 2).data() for row in rows]

    return run


def top(shell):
    """The title of the row at the top."""
    view = shell.page("calendar").findChildren(DataTable)[0].view
    return view.indexAt(view.viewport().rect().topLeft()).siblingAtColumn(2).data()


def test_it_begins_with_today_and_then_all_of_it_is_there(services, shell, titles, qtbot):
    services.go("calendar", "list")
    assert services.jobs.busy()
    assert titles()[0] == top(shell) == f"Día {COUNT // 2}"
    assert len(titles()) < COUNT

    settled(qtbot, services)
    assert titles() == [f"Día {number}" for number in range(COUNT)]
    assert top(shell) == f"Día {COUNT // 2}"


def test_an_item_that_is_asked_for_is_opened_wherever_it_is(services, shell, titles, qtbot):
    services.go("calendar", "list")
    with services.store.read() as connection:
        first = records.every(connection)[0]

    services.go("calendar", first.id)
    assert here().text() == "Día 0"


def test_a_new_one_is_opened_at_once(services, shell, titles, qtbot):
    services.go("calendar", "list")
    settled(qtbot, services)

    press(qtbot, Key.Key_N, held=CONTROL)
    qtbot.waitUntil(lambda: here().accessibleName() == "Título, para usted")


def test_what_goes_out_to_a_file_is_all_of_it(services, shell, titles, asker, tmp_path, qtbot):
    services.go("calendar", "list")
    assert len(titles()) < COUNT
    path = tmp_path / "todo.csv"
    asker.answers.append(path)

    more(shell.page("calendar"), "Exportar…")
    settled(qtbot, services)

    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == COUNT + 1
