"""A form made of described fields: each is called, typed, said and refused as it is described."""

from enum import StrEnum
from typing import Annotated

import msgspec
import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.field_kinds import Choice, Line, Lines, Minutes, OneOf, Text, Texts
from desktop.forms.described import form_fields
from desktop.forms.record import RecordForm
from desktop.services import Services
from tests.desktop import hands
from tests.desktop.hands import Key


class Sail(StrEnum):
    MAIN = "main"
    JIB = "jib"


def sail_name(sail: Sail) -> str:
    return {Sail.MAIN: "Mayor", Sail.JIB: "Foque"}[sail]


class Boat(msgspec.Struct, frozen=True, kw_only=True):
    name: Annotated[str, Line(lambda: "Nombre", lambda: "Como en la popa.", required=True)] = "Ana"
    story: Annotated[str, Line(lambda: "Historia", rows=2)] = ""
    cargo: Annotated[str, Line(lambda: "Carga", rows=1)] = ""
    note: Annotated[str, Text(lambda: "Nota")] = ""
    crew: Annotated[tuple[str, ...], Lines(lambda: "Quién va", limit=8)] = ("Leo",)
    wait: Annotated[int, Minutes(lambda: "Espera", low=5, high=60)] = 15
    sail: Annotated[
        Sail | None,
        Choice(lambda: "Vela", kind=Sail, words=sail_name, none=lambda: "Ninguna"),
    ] = None
    port: Annotated[
        str, OneOf(lambda: "Puerto", there=lambda: [("", "Ninguno"), ("sur", "Muelle Sur")])
    ] = ""
    orders: Annotated[dict[Sail, str], Texts(kind=Sail, words=sail_name)] = {}


@pytest.fixture
def stored() -> list[Boat]:
    """What the form saved, one after the other."""
    return []


@pytest.fixture
def form(qtbot: QtBot, services: Services, stored: list[Boat]) -> RecordForm:
    names = ("name", ("wait", "sail"), "story", "note", "crew", "port", "orders.main")
    made = RecordForm(
        services.notifier, form_fields(Boat, *names), lambda boat, _field: stored.append(boat)
    )
    qtbot.addWidget(made)
    made.show_item(Boat(), 1)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def control(form: RecordForm, label: str) -> QWidget:
    """The control of that name, with the keyboard in it."""
    found = [
        widget
        for kind in (QLineEdit, QPlainTextEdit, QComboBox)
        for widget in form.findChildren(kind)
        if widget.accessibleName() == label
    ]
    found[0].setFocus()
    return found[0]


def test_every_field_has_its_name_its_help_and_the_words_of_its_value(form):
    assert "Como en la popa." in hands.seen(form)
    sail, port = control(form, "Vela"), control(form, "Puerto")
    assert isinstance(sail, QComboBox)
    assert isinstance(port, QComboBox)
    assert [sail.itemText(at) for at in range(sail.count())] == ["Ninguna", "Mayor", "Foque"]
    assert sail.currentText() == "Ninguna"
    assert [port.itemText(at) for at in range(port.count())] == ["Ninguno", "Muelle Sur"]
    crew = control(form, "Quién va")
    assert isinstance(crew, QPlainTextEdit)
    assert crew.toPlainText() == "Leo"


def test_what_is_typed_and_chosen_comes_out_as_its_kind(form, qtbot, stored):
    for label, typed in {
        "Nombre": "Gaviota",
        "Espera": "20",
        "Historia": "Larga",
        "Nota": "uno\ndos",
        "Quién va": "Ana\n\nLeo",
        "Mayor": "Arriba",
    }.items():
        control(form, label)
        hands.type_over(qtbot, typed)
    for label in ("Vela", "Puerto"):
        control(form, label)
        hands.press(qtbot, Key.Key_End)
    hands.press(qtbot, Key.Key_Tab)

    assert stored[-1] == Boat(
        name="Gaviota",
        wait=20,
        story="Larga",
        note="uno\ndos",
        crew=("Ana", "Leo"),
        sail=Sail.JIB,
        port="sur",
        orders={Sail.MAIN: "Arriba"},
    )


def test_what_does_not_fit_stays_in_its_field_and_says_why(form, qtbot, stored):
    for label, typed in {"Nombre": "", "Espera": "", "Quién va": "Maximiliano"}.items():
        control(form, label)
        hands.type_over(qtbot, typed)
    hands.press(qtbot, Key.Key_Tab)

    assert stored == []
    for said in ("Escriba un nombre", "de 5 a 60", "más de 8"):
        assert said in hands.seen(form)


def test_a_line_of_sentences_grows_and_is_kept_with_enter(services, qtbot):
    kept: list[str] = []
    form = RecordForm(
        services.notifier,
        form_fields(Boat, "cargo"),
        lambda boat, _name: kept.append(boat.cargo),
    )
    qtbot.addWidget(form)
    form.resize(300, 200)
    form.show_item(Boat(), 1)
    form.show()
    control = form.field("cargo").control
    low = control.height()
    said = "Redes, anzuelos y todo lo que hace falta para una semana en la mar con mal tiempo"
    qtbot.keyClicks(control, said)

    assert low < control.height()
    qtbot.keyClick(control, Key.Key_Return)
    assert kept == [said]
