"""The keyboard is seen: a ring outside of every control, or on the row of a list, in each theme."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.forms.choosing import Chooser
from desktop.forms.controls import Ticks
from desktop.forms.lines import Day, Figure, GrowingText
from desktop.theme.fonts import register_packaged_font
from desktop.theme.ring import AIR, WIDTH, ringed
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.button import button, icon_button
from desktop.widgets.card import EmptyState
from desktop.widgets.choices import Filters, LevelPicker, Option, Segmented, Tabs
from desktop.widgets.key_button import KeyButton
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.table import DataTable
from desktop.widgets.lists.table_model import Column
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.search_field import SearchField
from tests.desktop.sight import Painted

THREE = [Option("a", "Una", 3), Option("b", "Otra", 0), Option("c", "Tercera")]


def a_list() -> QWidget:
    made = ItemList("Objetivos")
    made.show_items([ListItem(1, "Uno", "hoy 74"), ListItem(2, "Otro", "hoy 80")])
    return made


def a_table() -> QWidget:
    columns = [Column[str]("Nombre", str), Column[str]("Cargo", str)]
    made = DataTable(columns, EmptyState("x", "Nada"), name="T", key=str, words=str)
    made.show_items(["Ana", "Luis"])
    made.setMinimumHeight(140)
    return made


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "primary": lambda: button("Imprimir", kind="primary"),
    "secondary": lambda: button("Abrir"),
    "quiet": lambda: button("Añadir", kind="quiet"),
    "danger": lambda: button("Quitar", kind="danger"),
    "icon": lambda: icon_button("x", "Cerrar"),
    "key": lambda: KeyButton("Sí", "S", lambda: None),
    "line": QLineEdit,
    "lines": lambda: GrowingText(2, 4),
    "plain": QPlainTextEdit,
    "number": Figure,
    "day": Day,
    "combo": QComboBox,
    "chooser": Chooser,
    "search": lambda: SearchField("Buscar"),
    "tick": lambda: QCheckBox("Avisar"),
    "ticks": lambda: Ticks([("a", "Alcaldía"), ("b", "Medios")]),
    "radio": lambda: QRadioButton("Sí"),
    "tabs": lambda: Tabs(THREE, name="Partes"),
    "filters": lambda: Filters(THREE, name="Cuáles"),
    "segmented": lambda: Segmented(THREE, name="Tono"),
    "levels": lambda: LevelPicker([Option("o", "Naranja", tone=Tone.ORANGE)], name="Nivel"),
    "list": a_list,
    "table": a_table,
}


@pytest.fixture(params=["light", "dark", "contrast"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    register_packaged_font()
    current().apply(request.param)
    yield request.param
    current().apply("light")


def on_a_page(qtbot, control: QWidget) -> QWidget:
    """The control between two buttons; the keyboard is on the first of them."""
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    box.setContentsMargins(28, 28, 28, 28)
    for part in (QPushButton("antes"), control, QPushButton("después")):
        box.addWidget(part)
    page.resize(600, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.findChild(QPushButton).setFocus()
    return page


def picture(page: QWidget) -> QImage:
    """The next one that a person sees: it comes after all that is on its way."""
    QApplication.sendPostedEvents()
    return page.grab().toImage()


def alike(one: QColor, other: QColor) -> bool:
    """To the eye: an edge is smoothed."""
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[arg-type]
    return all(abs(left - right) < 24 for left, right in parts)


def changed(before: QImage, after: QImage, area: QRect) -> list[QPoint]:
    """Where two pictures differ inside of an area."""
    spots = (
        QPoint(x, y)
        for y in range(area.top(), area.bottom() + 1)
        for x in range(area.left(), area.right() + 1)
    )
    return [spot for spot in spots if before.pixel(spot) != after.pixel(spot)]


@pytest.mark.parametrize("kind", CONTROLS)
def test_a_control_with_the_keyboard_has_a_ring_that_it_has_not_without(qtbot, theme, kind):
    control = CONTROLS[kind]()
    page = on_a_page(qtbot, control)
    before = picture(page)
    control.setFocus()
    holder = QApplication.focusWidget()
    assert holder is control or control.isAncestorOf(holder)
    after = picture(page)

    found = ringed(holder)
    box = QRect(found.widget.mapTo(page, found.box.topLeft()), found.box.size())
    thick = WIDTH + (theme == "contrast")
    middle = box.center()
    reach = 0 if found.inside else thick + AIR
    tokens = current().tokens
    expected = QColor(tokens.ink if theme == "contrast" else tokens.accent)
    # The row of a list that is chosen has a bar at its left.
    edge = QPoint(middle.x(), box.top()) if found.inside else QPoint(box.left(), middle.y())
    step = QPoint(0, 1) if found.inside else QPoint(1, 0)
    for depth in range(-reach, thick - reach):
        assert alike(after.pixelColor(edge + step * depth), expected)
    if not found.inside:
        beside = QRect(box.left() - 1, middle.y(), 1, 1)
        assert changed(before, after, beside) == [], "there is air between"
    assert not alike(before.pixelColor(edge - step * reach), expected)


def test_the_ring_goes_where_the_control_goes(qtbot):
    field = QLineEdit()
    page = on_a_page(qtbot, field)
    field.setFocus()
    here = field.y()
    page.findChild(QPushButton).setMinimumHeight(90)
    page.layout().activate()
    assert field.y() != here
    beside = field.geometry().center()
    beside.setX(field.x() - AIR - 1)
    assert alike(picture(page).pixelColor(beside), QColor(current().tokens.accent))


def test_in_a_list_the_ring_is_on_the_row_and_goes_on_with_the_arrows(qtbot, theme):
    listed = a_list()
    page = on_a_page(qtbot, listed)
    listed.setFocus()
    assert isinstance(listed, QAbstractItemView)
    tokens = current().tokens
    shown = QColor(tokens.ink if theme == "contrast" else tokens.accent)
    for row in (0, 1):
        listed.setCurrentIndex(listed.model().index(row, 0))
        seen = picture(page)
        box = listed.visualRect(listed.currentIndex())
        edge = listed.viewport().mapTo(page, QPoint(box.center().x(), box.top()))
        assert alike(seen.pixelColor(edge), shown)


def test_on_a_page_that_scrolls_the_ring_scrolls_along_and_is_cut_where_the_page_is(qtbot):
    page = ScrollPage()
    qtbot.addWidget(page)
    fields = [QLineEdit() for _number in range(30)]
    for field in fields:
        page.add(field)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    fields[0].setFocus()
    page.verticalScrollBar().setValue(3)
    seen = picture(page)
    corner = fields[0].mapTo(page, QPoint(0, fields[0].height() // 2))
    ring = corner - QPoint(AIR + 1, 0)
    assert alike(seen.pixelColor(ring), QColor(current().tokens.accent))


@pytest.mark.parametrize("kind", CONTROLS)
def test_what_has_the_keyboard_is_painted_and_then_left_alone(qtbot, kind):
    control = CONTROLS[kind]()
    page = on_a_page(qtbot, control)
    control.setFocus()
    holder = QApplication.focusWidget()
    assert holder is not None
    ground = ringed(holder).widget
    painted = Painted(ground)
    qtbot.waitUntil(lambda: painted.rests)
    assert page.isActiveWindow()
