"""Apuntar a mano: what no feed brings, typed or pasted, and counted like the rest."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from core.mentions import recipes
from core.mentions.kinds import MentionState
from desktop.mentions.inbox import Inbox
from desktop.mentions.noting import Noting
from desktop.shell.window import Shell
from tests.desktop.conftest import end
from tests.desktop.hands import Key, buttons, fields, here, into, press, type_over, under, value
from tests.desktop.mentions.village import NOW, Village, current, named, titles

CTRL = Qt.KeyboardModifier.ControlModifier
SAID = "En el bar dicen que en Medellin el agua sale turbia"


@pytest.fixture
def form(talked: Village, inbox: Callable[[], Inbox], shell: Shell, qtbot: QtBot) -> Noting:
    """The form, opened by its key."""
    opened = inbox()
    qtbot.keyClick(shell, Key.Key_N, CTRL)
    qtbot.waitUntil(opened.noting.isVisible)
    return opened.noting


def confirm(qtbot: QtBot) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Key.Key_Return, CTRL)


def note_by_hand(qtbot: QtBot, shell: Shell) -> None:
    """By its key, once the button that bears it is on screen."""
    qtbot.waitUntil(lambda: "Apuntar a mano" in [made.accessibleName() for made in buttons(shell)])
    qtbot.keyClick(shell, Key.Key_N, CTRL)


def test_half_a_note_is_in_the_form_again_after_the_program_ended(form, start, program, qtbot):
    press(qtbot, SAID)
    assert program.services is not None
    path = program.services.store.path
    end(program)

    again = start(path)
    assert isinstance(again.window, Shell)
    again.window.go("mentions")
    note_by_hand(qtbot, again.window)
    page = again.window.page("mentions")
    assert page is not None
    noting = page.findChild(Noting)
    assert isinstance(noting, Noting)

    field = noting.text.control
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == SAID
    assert "Sin anotar todavía" in noting.text.message()


def test_a_wrong_day_and_its_hour_are_in_the_form_again_after_the_program_ended(
    form, start, program, qtbot
):
    press(qtbot, SAID)
    for name, typed in (("Día", "31/02/2026"), ("Hora", "20:15")):
        into(qtbot, form, name)
        type_over(qtbot, typed)
    assert program.services is not None
    path = program.services.store.path
    end(program)

    again = start(path)
    assert isinstance(again.window, Shell)
    again.window.go("mentions")
    note_by_hand(qtbot, again.window)

    qtbot.waitUntil(lambda: "Día" in fields(again.window))
    assert value(again.window, "Día") == "31/02/2026"
    assert value(again.window, "Hora") == "20:15"
    confirm(qtbot)
    assert under(again.window, "Día") != ""


def test_a_link_that_is_no_address_of_the_web_is_refused_below_its_field(form, talked, qtbot):
    press(qtbot, SAID, Key.Key_Tab)
    for typed in ("no es un enlace", "vecinos", "javascript:alert(1)", "C:\\fotos\\1.jpg"):
        type_over(qtbot, typed)
        confirm(qtbot)

        said = under(form, "Enlace, si lo tiene")
        assert "https://" in said
        assert here() is form.link.control
        assert [row for row in talked.rows() if row.item.source_id is None] == []
        press(qtbot, Key.Key_Backspace)
        assert under(form, "Enlace, si lo tiene") == ""

    type_over(qtbot, "https://red.example/muro#comentario-7")
    confirm(qtbot)
    (row,) = [other for other in talked.rows() if other.item.source_id is None]
    assert row.item.link == "https://red.example/muro#comentario-7"


def test_a_complaint_of_the_bar_is_typed_noted_and_selected_in_the_inbox(
    form, talked, shell, qtbot
):
    press(qtbot, SAID)
    confirm(qtbot)

    (row,) = [other for other in talked.rows() if other.item.source_id is None]
    assert row.item.text == SAID
    assert row.item.outlet == recipes.places()[0].name
    assert row.mention is not None
    assert row.mention.state is MentionState.NEW
    assert row.item.at == NOW.replace(second=0)
    page = shell.page("mentions")
    assert page is not None
    inbox = page.findChild(Inbox)
    assert isinstance(inbox, Inbox)
    qtbot.waitUntil(lambda: current(inbox) == row.item.title)


def test_where_when_and_the_link_are_kept(form, talked, qtbot):
    press(qtbot, SAID, Key.Key_Tab, "facebook.com/vecinos/7", Key.Key_Tab)
    place = QApplication.focusWidget()
    assert isinstance(place, QComboBox)
    place.lineEdit().selectAll()
    press(qtbot, "Grupo de la AMPA", Key.Key_Tab)
    day = QApplication.focusWidget()
    assert isinstance(day, QLineEdit)
    day.selectAll()
    press(qtbot, "23/11/2026", Key.Key_Tab)
    clock = QApplication.focusWidget()
    assert isinstance(clock, QLineEdit)
    assert clock.accessibleName() == "Hora"
    clock.selectAll()
    press(qtbot, "25:15")
    confirm(qtbot)
    assert form.time.message() != ""
    clock.selectAll()
    press(qtbot, "20:15")
    assert form.time.message() == ""
    confirm(qtbot)

    (row,) = [other for other in talked.rows() if other.item.source_id is None]
    assert (row.item.link, row.item.outlet) == (
        "https://facebook.com/vecinos/7",
        "Grupo de la AMPA",
    )
    assert f"{row.item.at.astimezone():%d/%m/%Y %H:%M}" == "23/11/2026 20:15"


def test_the_places_of_the_guide_are_offered(form):
    combo = form.place.control
    assert isinstance(combo, QComboBox)

    offered = [combo.itemText(row) for row in range(combo.count())]

    assert offered == [place.name for place in recipes.places()]
    assert {"Facebook", "WhatsApp"} <= set(offered)


def test_a_link_alone_is_not_enough_and_nothing_typed_is_lost(form, talked, qtbot):
    press(qtbot, Key.Key_Tab, "https://red.example/1")
    confirm(qtbot)

    assert form.text.message() != ""
    assert [row for row in talked.rows() if row.item.source_id is None] == []
    link = form.link.control
    assert isinstance(link, QLineEdit)
    assert link.text() == "https://red.example/1"

    assert QApplication.focusWidget() is form.text.control
    press(qtbot, SAID)
    confirm(qtbot)
    assert form.text.message() == ""


@pytest.mark.usefixtures("madrid")
def test_a_day_that_cannot_be_is_told_in_its_field(form, talked, qtbot):
    press(qtbot, SAID)
    day = form.day.control.focusProxy()
    assert isinstance(day, QLineEdit)
    for typed in ("31/02/2026", "25/11/2026", "ayer"):
        day.setFocus()
        type_over(qtbot, typed)
        confirm(qtbot)

        assert form.day.message() != ""
        assert day.text() == typed
        press(qtbot, Key.Key_Backspace)
        assert form.day.message() == ""
        assert [row for row in talked.rows() if row.item.source_id is None] == []


def test_what_is_typed_waits_while_one_looks_at_the_list(form, shell, qtbot):
    press(qtbot, SAID, Key.Key_Escape)
    assert not form.isVisible()

    qtbot.keyClick(shell, Key.Key_N, CTRL)
    qtbot.waitUntil(form.isVisible)

    text = form.text.control
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == SAID
    assert QApplication.focusWidget() is text


def test_a_note_is_undone_like_everything(form, talked, shell, qtbot):
    press(qtbot, SAID)
    found = named(form, QPushButton, "Apuntar la mención")
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    page = shell.page("mentions")
    assert page is not None
    inbox = page.findChild(Inbox)
    assert isinstance(inbox, Inbox)
    assert SAID in titles(inbox)

    shell.undo()

    qtbot.waitUntil(lambda: SAID not in titles(inbox))
    assert [row for row in talked.rows(everything=True) if row.item.source_id is None] == []
