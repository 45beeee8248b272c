"""What is held, in its sheet: let go by the question that is asked there, and by nothing else."""

from dataclasses import replace
from datetime import date, time

import pytest

from core.calendar.model import CalendarItem, ItemState
from core.plan import records as plan_records
from core.plan.model import Channel
from desktop.calendar.grid import DayGrid
from tests.desktop.calendar.calendar_hands import store, stored
from tests.desktop.hands import Key, buttons, press, push, seen

TODAY = date(2026, 11, 24)
HELD = CalendarItem(
    "Boletín", day=TODAY, state=ItemState.HELD, held_from="ready", held_why="Perros"
)


@pytest.mark.parametrize(
    ("hour", "told", "state"),
    [
        (None, "¿Se puede decir hoy sin herir a nadie?", ItemState.READY),
        (
            time(0, 1),
            "Ya ha pasado: si la suelta, se descarta y no sale tarde.",
            ItemState.DROPPED,
        ),
    ],
)
@pytest.mark.usefixtures("madrid")
def test_what_is_held_is_let_go_in_time_and_dropped_after_its_hour(
    page, services, qtbot, hour, told, state
):
    (number,) = store(services, replace(HELD, hour=hour))
    services.go("calendar", number)
    assert "Retenida: Perros" in seen(page)
    assert told in seen(page)

    push(qtbot, page, "Sigue siendo cierto: soltarla")

    assert stored(services, number).state is state


def test_what_is_held_is_let_go_by_its_question_and_by_no_key(page, services, qtbot):
    with services.store.read() as connection:
        channel = plan_records.every(connection, Channel)[0]
    (number,) = store(services, replace(HELD, channels=(channel.id,)))
    page.refresh()
    next(grid for grid in page.findChildren(DayGrid) if grid.isVisible()).go_to(TODAY)

    press(qtbot, Key.Key_4)

    assert stored(services, number).state is ItemState.HELD
    services.go("calendar", number)
    assert "Copiar el texto" not in [made.text().strip() for made in buttons(page)]
