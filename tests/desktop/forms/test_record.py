"""A form over a dataclass: what is typed is stored, what is wrong is said in its field."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.field_kinds import Amount, Choice, Day, Line, Refs, Tick
from desktop.forms import fields
from desktop.forms.described import whole_form
from desktop.forms.record import RecordForm
from desktop.notifier import Action
from desktop.theme.tokens import Tone
from desktop.unsaved import Unsaved


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Thing:
    name: Annotated[str, Line(lambda: "Nombre", required=True)] = "Fuente"
    size: Annotated[float | None, Amount(lambda: "Tamaño", high=100)] = 2.5
    made_on: Annotated[date | None, Day(lambda: "Día", beside=True)] = None
    colour: Annotated[Colour, Choice(lambda: "Color", kind=Colour, words=str)] = Colour.RED
    parts: Annotated[tuple[int, ...], Refs(lambda: "Partes", to="parts")] = ()
    loud: Annotated[
        bool,
        Tick(lambda: "Ruido", box=lambda: "Suena", when=lambda item: item.colour is Colour.BLUE),
    ] = False


class Told:
    """A notifier that keeps what it was told."""

    def __init__(self) -> None:
        self.errors: list[AppError] = []
        self.unsaved = Unsaved()

    def toast(self, text: str, action: Action | None = None) -> None: ...
    def undoable(self, text: str) -> None: ...
    def retract(self, _sentence: str) -> None:
        raise AssertionError("nothing was told that is mended")

    def notice(
        self, sentence: str, advice: str = "", *actions: Action, level: Tone | None = None
    ) -> None: ...
    def error(self, error: AppError, *actions: Action) -> None:
        self.errors.append(error)


class Shelf:
    """Where the thing is kept."""

    def __init__(self) -> None:
        self.thing = Thing()
        self.fields: list[str] = []

    def save(self, thing: Any, field: str) -> None:
        self.thing = thing
        self.fields.append(field)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def form(qtbot: QtBot, shelf: Shelf) -> RecordForm:
    made = RecordForm(
        Told(),
        whole_form(Thing, lambda _to: [(1, "Pila"), (2, "Caño")]),
        shelf.save,
    )
    qtbot.addWidget(made)
    made.show_item(shelf.thing, 1)
    made.show()
    qtbot.waitExposed(made)
    return made


def control(form: RecordForm, name: str, kind: type[Any]) -> Any:
    inside = form.field(name).control
    return inside if isinstance(inside, kind) else inside.findChild(kind)


def leave(form: RecordForm, name: str) -> None:
    form.field(name).control.clearFocus()
    form.flush()


def test_a_typed_number_is_stored_with_its_decimal_comma(form, shelf, qtbot):
    edit = control(form, "size", QLineEdit)
    assert edit.text() == "2,5"

    edit.selectAll()
    qtbot.keyClicks(edit, "7,25")
    leave(form, "size")

    assert shelf.thing.size == 7.25
    assert shelf.fields == ["size"]


def test_a_day_is_typed_as_people_write_it(form, shelf, qtbot):
    qtbot.keyClicks(control(form, "made_on", QLineEdit), "24-11-26")
    leave(form, "made_on")

    assert shelf.thing.made_on == date(2026, 11, 24)


def test_what_is_wrong_stays_in_the_field_and_is_said_in_words(form, shelf, qtbot):
    edit = control(form, "size", QLineEdit)
    edit.selectAll()
    qtbot.keyClicks(edit, "140")
    leave(form, "size")

    assert shelf.thing.size == 2.5
    assert edit.text() == "140"
    assert "100" in form.field("size").message()


def test_a_tick_box_is_one_of_many(form, shelf, qtbot):
    boxes = form.field("parts").control.findChildren(QCheckBox)
    qtbot.keyClick(boxes[1], Qt.Key.Key_Space)
    leave(form, "parts")

    assert shelf.thing.parts == (2,)


def test_a_field_appears_when_it_begins_to_make_sense(form, shelf, qtbot):
    assert not form.field("loud").isVisible()

    qtbot.keyClick(form.field("colour").control, Qt.Key.Key_Down)

    assert shelf.thing.colour is Colour.BLUE
    assert form.field("loud").isVisible()


def test_what_was_typed_keeps_its_cursor_when_everything_is_read_again(form, shelf, qtbot):
    edit = control(form, "name", QLineEdit)
    edit.setCursorPosition(6)
    qtbot.keyClicks(edit, " de la plaza ")
    form.flush()

    form.show_item(shelf.thing, 1)

    assert shelf.thing.name == "Fuente de la plaza"
    assert edit.text() == "Fuente de la plaza "
    assert edit.cursorPosition() == len("Fuente de la plaza ")


def test_what_waits_is_saved_with_the_item_it_was_typed_for(form, shelf, qtbot):
    fountain, bench = shelf.thing, Thing("Banco", size=4)
    edit = control(form, "name", QLineEdit)
    edit.selectAll()
    qtbot.keyClicks(edit, "Pila")

    form.show_item(bench, 2)

    assert shelf.thing == replace(fountain, name="Pila")
    assert edit.text() == "Banco"


def test_a_change_from_elsewhere_is_shown(form, shelf):
    form.show_item(replace(shelf.thing, name="Pilón"), 1)

    assert control(form, "name", QLineEdit).text() == "Pilón"


def test_the_keyboard_goes_where_a_finding_points(form, qtbot, shelf):
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)

    assert form.take_keyboard("size")
    assert control(form, "size", QLineEdit).hasFocus()
    assert not form.take_keyboard("nowhere")


def test_two_fields_beside_each_other_that_make_no_sense_take_no_room(qtbot):
    def height(*entries: Any) -> int:
        made = RecordForm(Told(), entries, Shelf().save)
        qtbot.addWidget(made)
        made.show_item(Thing(), 1)
        return made.sizeHint().height()

    name = fields.line("name", "Nombre")
    pair = (fields.amount("size", "Tamaño", 0, 100), fields.day("made_on", "Día"))
    left, right = (fields.when(field, lambda item: item.loud) for field in pair)

    assert height(name, (left, right)) == height(name)
    assert height(name, (left, pair[1])) > height(name)
