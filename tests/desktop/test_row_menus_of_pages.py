"""What is done with a row of each page, asked for on the row: in the town of the example."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.calendar.model import ItemState
from desktop.calendar.grid import DayGrid
from desktop.calendar.page import CalendarPage
from desktop.services import Services
from tests.desktop.hands import (
    SHIFT,
    Key,
    into,
    popped_up,
    press,
    right_click,
    row_menu,
    settled,
    take_line,
    words_of,
)

PLACES = {
    "mention": ("mentions", None),
    "alarm": ("mentions", "alarms"),
    "source": ("mentions", "sources"),
    "audience": ("plan", "audiences"),
    "contact": ("roster", None),
    "paper": ("documents", None),
    "past incident": ("crisis", "past"),
    "scenario": ("crisis", "scenarios"),
}
MOVED = ["Subir (Alt+Arriba)", "Bajar (Alt+Abajo)", "Borrar (Supr)"]
OFFERED = {
    "mention": [
        "Abrir el original\tO",
        "Por contestar\tR",
        "Contestada\tC",
        "Leída\tL",
        "No es nuestra\tX",
        "Abrir incidente",
        "Llevar al calendario",
        "Enviar a…",
        "Guardar como prueba",
    ],
    "alarm": [
        "Abrir incidente",
        "Confirmar la alarma",
        "Descartar la alarma…",
        "Posponer la alarma",
        "Enviar a…",
    ],
    "source": ["Leer la fuente ahora", "Abrir su página", *MOVED],
    "audience": MOVED,
    "contact": [
        "Sigue igual",
        "No contesta",
        "Copiar la ficha",
        "Borrar contacto",
        "Exportar sus datos…",
        "Borrar los datos para siempre…",
        "Ordenar la lista",
    ],
    "paper": ["Imprimir…\tCtrl+P", "Imprimir aquí…", "Guardar como", "Enviar a…"],
    "past incident": ["Imprimir informe", "Reabrir el incidente…"],
    "scenario": [
        "Adaptar a este municipio",
        "Imprimir hoja",
        "Abrir incidente",
        "Ensayar el escenario",
        "Retirar el escenario",
    ],
}


@pytest.fixture
def menu_of(town: Services, qtbot: QtBot) -> Callable[..., QMenu]:
    """The menu of the row where the keyboard is in the list of a page."""

    def found(page: str, target: object = None) -> QMenu:
        town.go(page, target)
        settled(qtbot, town)
        window = QApplication.activeWindow()
        assert window is not None
        listed = [view for view in window.findChildren(QAbstractItemView) if view.isVisible()]
        listed[0].setFocus()
        return row_menu(listed[0])

    return found


@pytest.mark.parametrize("kind", OFFERED)
def test_a_row_offers_what_its_card_does(menu_of, kind):
    menu = menu_of(*PLACES[kind])
    assert words_of(menu) == OFFERED[kind]
    assert menu.accessibleName().startswith("Qué se puede hacer: ")
    menu.close()


def test_a_paper_that_is_still_being_made_offers_all_once_it_is(menu_of, town, qtbot):
    menu_of("documents").close()
    window = QApplication.activeWindow()
    listed = next(view for view in window.findChildren(QAbstractItemView) if view.isVisible())
    menu = row_menu(listed, 2)
    assert not any(action.isEnabled() for action in menu.actions())
    qtbot.waitUntil(lambda: all(action.isEnabled() for action in menu.actions()), timeout=20000)
    assert words_of(menu) == OFFERED["paper"]
    menu.close()
    settled(qtbot, town)


def test_an_item_of_the_calendar_offers_what_its_sheet_does(town, qtbot):
    town.go("calendar")
    [page] = QApplication.activeWindow().findChildren(CalendarPage)
    settled(qtbot, town)
    grid = next(grid for grid in page.findChildren(DayGrid) if grid.isVisible())
    cells = [(row, column) for row in range(grid.days.rowCount()) for column in range(7)]
    drawn = [tile for cell in cells for tile in grid.drawn(grid.days.index(*cell))]
    tile = next(tile for tile in drawn if tile.item.state is ItemState.PLANNED)
    right_click(grid, tile.box.center())
    assert page.records.record() == tile.item
    assert "Descartar la publicación" in words_of(popped_up())
    take_line(popped_up(), "Descartar la publicación")
    qtbot.waitUntil(lambda: page.records.record().state is ItemState.DROPPED)


def test_shift_f10_opens_it_wherever_qt_knows_only_the_menu_key(menu_of, town, qtbot):
    menu_of("roster").close()
    press(qtbot, Key.Key_F10, held=SHIFT)
    assert "Borrar contacto" in words_of(popped_up())
    popped_up().close()


@pytest.mark.parametrize(
    ("page", "field"), [("roster", "Nombre"), ("plan", "La entidad y su territorio")]
)
def test_shift_f10_in_a_field_opens_its_own_menu_in_the_language_of_the_person(
    town, qtbot, page, field
):
    town.go(page)
    into(qtbot, QApplication.activeWindow(), field)
    press(qtbot, Key.Key_F10, held=SHIFT)
    assert any("Copiar" in words.replace("&", "") for words in words_of(popped_up()))
    popped_up().close()
