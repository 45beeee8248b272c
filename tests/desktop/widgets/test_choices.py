"""Tabs, filters, segments and levels: one of a row, by keys and mouse, seen in every theme."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.theme.ring import ringed
from desktop.theme.theme import current
from desktop.theme.tokens import DARK, LIGHT, Tone, contrast
from desktop.widgets.choices import ChoiceRow, Filters, LevelPicker, Option, Segmented, Tabs

PARTS = [
    Option("inbox", "Bandeja", 3),
    Option("sources", "Fuentes", 12),
    Option("alarms", "Alarmas", 0),
    Option("report", "Informe"),
]
LEVELS = [Option(tone, str(tone), tone=tone) for tone in (Tone.GREEN, Tone.YELLOW, Tone.RED)]
ROWS = [(Tabs, PARTS), (Filters, PARTS), (Segmented, PARTS), (LevelPicker, LEVELS)]


def shown(qtbot: QtBot, row: ChoiceRow, width: int = 900) -> QWidget:
    """The row on a page, between two buttons."""
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    for part in (QPushButton("antes"), row, QPushButton("después")):
        box.addWidget(part)
    page.resize(width, 200)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def here() -> str:
    """What the keyboard is on."""
    widget = QApplication.focusWidget()
    assert isinstance(widget, QRadioButton | QPushButton)
    return widget.text()


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def seen(row: ChoiceRow) -> list[str]:
    """What stands in the row, from left to right."""
    faces = sorted(row.findChildren(QRadioButton), key=lambda face: face.x())
    return [face.text() for face in faces if face.isVisible()]


def test_a_choice_whose_key_is_empty_can_be_the_one_that_is_chosen(qtbot):
    """The language of the system, say, which is no name of a language."""
    row = Segmented([Option("", "Como el sistema"), Option("es", "Español")], name="Lengua")
    page = shown(qtbot, row)
    assert [face.text() for face in page.findChildren(QRadioButton) if face.isChecked()] == [
        "Como el sistema"
    ]


@pytest.mark.parametrize(("kind", "options"), ROWS)
def test_the_keyboard_goes_along_when_another_part_is_shown(qtbot, kind, options):
    """Else the ring stands on what is not chosen, and looks more chosen than what is."""
    row = kind(options, name="Partes")
    page = shown(qtbot, row)
    row.setFocus()

    row.choose(options[-1].key)

    assert page.isAncestorOf(row)
    assert here() == options[-1].text


@pytest.mark.parametrize(("kind", "options"), ROWS)
def test_a_row_is_one_stop_and_the_arrows_home_and_end_choose(qtbot, kind, options):
    row = kind(options, name="Partes")
    page = shown(qtbot, row)
    heard: list[str] = []
    row.changed.connect(heard.append)
    page.findChildren(QPushButton)[0].setFocus()

    press(qtbot, Qt.Key.Key_Tab)
    assert here() == seen(row)[0]
    press(qtbot, Qt.Key.Key_Right)
    assert here() == seen(row)[1]
    press(qtbot, Qt.Key.Key_End)
    assert here() == seen(row)[-1]
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Home)
    assert here() == seen(row)[0]

    if kind is Filters:
        assert heard == []
        press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Space)
        assert heard == ["sources"]
    else:
        keys = [option.key for option in options]
        assert heard == [keys[1], keys[-1], keys[0]]
    press(qtbot, Qt.Key.Key_Tab)
    assert here() == "después"
    press(qtbot, Qt.Key.Key_Backtab)
    assert here() == row.stop().text()


def test_it_says_its_number_and_what_it_is_to_a_screen_reader(qtbot):
    row = Tabs(PARTS, name="Partes de Menciones")
    page = shown(qtbot, row)
    row.choose("sources")
    told = QAccessible.queryAccessibleInterface(row.stop())
    assert told.text(QAccessible.Text.Name) == "Fuentes 12"
    assert told.role() == QAccessible.Role.RadioButton
    assert told.state().checked
    assert row.isVisibleTo(page)


@pytest.mark.parametrize("kind", [Tabs, Filters])
def test_what_has_no_room_is_in_a_menu_that_takes_the_name_of_its_choice(qtbot, kind):
    row = kind(PARTS, name="Partes")
    page = shown(qtbot, row)
    one_line = row.height()
    assert seen(row) == ["Bandeja 3", "Fuentes 12", "Alarmas 0", "Informe"]

    page.resize(270, 200)
    qtbot.waitUntil(lambda: seen(row)[-1] == "More")
    assert row.height() == one_line
    row.setFocus()
    press(qtbot, Qt.Key.Key_End, Qt.Key.Key_Space)
    menu = next(menu for menu in row.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in menu.actions()][-1] == "Informe"
    menu.actions()[-1].trigger()
    menu.close()

    assert row.chosen() == "report"
    assert seen(row)[-1] == "Informe"
    page.resize(900, 200)
    qtbot.waitUntil(lambda: len(seen(row)) == 4)
    assert seen(row) == ["Bandeja 3", "Fuentes 12", "Alarmas 0", "Informe"]


def test_the_keyboard_is_on_the_choice_as_soon_as_the_menu_stands_for_it_no_longer(qtbot):
    row = Tabs([*PARTS, Option("archive", "Archivo del municipio")], name="Partes")
    page = shown(qtbot, row, width=270)
    row.choose("report")
    qtbot.waitUntil(lambda: seen(row)[-1] == "Informe")
    row.setFocus()
    assert here() == "Informe"

    page.resize(450, 200)

    qtbot.waitUntil(lambda: seen(row)[-2:] == ["Informe", "More"])
    assert here() == "Informe"


def test_a_row_that_was_laid_out_before_it_was_seen_makes_room_when_it_is(qtbot):
    row = Tabs(PARTS, name="Partes")
    page = shown(qtbot, row, width=270)
    row.hide()
    row.set_count("inbox", 1200)
    row.show()
    assert seen(row)[-1] == "More"
    assert row.isVisibleTo(page)


def test_a_choice_that_is_not_offered_is_not_there_however_wide_the_row_is(qtbot):
    row = Tabs(PARTS, name="Partes")
    page = shown(qtbot, row)
    row.offer("alarms", on=False)
    page.resize(1200, 200)
    assert seen(row) == ["Bandeja 3", "Fuentes 12", "Informe"]
    row.offer("alarms", on=True)
    assert seen(row) == ["Bandeja 3", "Fuentes 12", "Alarmas 0", "Informe"]


def test_what_is_offered_while_a_row_is_one_button_is_not_beside_it(qtbot):
    row = Filters(PARTS, name="Partes")
    row.offer("alarms", on=False)
    row.be_brief(on=True)
    # As wide as what it says: in a head the row changes its size with its counts.
    row.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    page = shown(qtbot, row)
    row.set_count("inbox", 1200)
    row.offer("alarms", on=True)
    assert seen(row) == ["Bandeja 1200"]
    assert row.isVisibleTo(page)


def test_choosing_from_the_program_is_said_once(qtbot):
    row = Tabs(PARTS, name="Partes")
    qtbot.addWidget(row)
    heard: list[str] = []
    row.changed.connect(heard.append)
    for key in ("alarms", "alarms", "nothing"):
        row.choose(key)
    assert heard == ["alarms"]
    row.set_count("alarms", None)
    assert row.stop().text() == "Alarmas"


def test_a_click_anywhere_on_a_choice_chooses_it(qtbot):
    row = LevelPicker(LEVELS, name="Nivel")
    page = shown(qtbot, row)
    face = row.findChildren(QRadioButton)[2]
    corner = QPoint(face.width() - 3, face.height() - 3)
    qtbot.mouseClick(face, Qt.MouseButton.LeftButton, pos=corner)
    assert row.isVisibleTo(page)
    assert row.chosen() == Tone.RED


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("kind", "options"), ROWS)
def test_the_choice_is_seen_in_every_theme(qtbot, kind, options, theme):
    current().apply(theme, 100)
    row = kind(options, name="Partes")
    page = shown(qtbot, row)
    second = row.findChildren(QRadioButton)[1]
    assert second.isVisibleTo(page)
    resting = second.grab().toImage()
    row.choose(options[1].key)
    assert second.grab().toImage() != resting


def test_what_tells_the_choice_stands_out_three_to_one():
    for tokens in (LIGHT, DARK):
        assert contrast(tokens.accent, tokens.window) >= 3
        assert contrast(tokens.brand, tokens.surface) >= 3
        for tone in (Tone.GREEN, Tone.YELLOW, Tone.ORANGE, Tone.RED):
            pair = tokens.pair(tone)
            assert contrast(pair.foreground, pair.background) >= 4.5


@pytest.mark.parametrize(("width", "lines"), [(900, 1), (240, 2)])
def test_the_levels_are_equally_wide_and_fill_their_row(width, lines, qtbot):
    words = ("Verde", "Amarillo", "Naranja", "Rojo")
    tones = (Tone.GREEN, Tone.YELLOW, Tone.ORANGE, Tone.RED)
    row = LevelPicker([Option(w, w, tone=t) for w, t in zip(words, tones, strict=True)], name="N")
    page = shown(qtbot, row, width)

    faces = row.findChildren(QRadioButton)
    assert len({face.y() for face in faces}) == lines
    assert [ringed(face).box for face in faces] == [face.rect() for face in faces]
    assert max(face.width() for face in faces) - min(face.width() for face in faces) <= 1
    assert min(face.x() for face in faces) == 0
    assert max(face.geometry().right() for face in faces) == row.width() - 1 < page.width()
