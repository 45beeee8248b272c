"""Steps as dots in a line or, where it is narrow, as one name in a row: the same steps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QRadioButton, QStackedWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core import i18n
from desktop.widgets.choices import Option
from desktop.widgets.stepper import Stepper

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
Key = Qt.Key
WORDS = [
    "Partida", "Objetivos", "Públicos", "Canales",
    "Usos", "Protocolo", "Personas", "Revisión",
]  # fmt: skip
WIDE, MIDDLE, NARROW = 1110, 760, 600


@pytest.fixture
def stepper(qtbot: QtBot) -> Stepper:
    made = Stepper([Option(word, word) for word in WORDS], name="Pasos del plan")
    for number, word in enumerate(WORDS, start=1):
        made.show_state(word, f"{number}. {word}: en orden", 0, done=True)
    made.show_state("Canales", "4. Canales: 2 cosas por arreglar", 2, done=False)
    qtbot.addWidget(made)
    made.resize(WIDE, made.sizeHint().height())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def name(widget: QWidget | None) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def dots(stepper: Stepper) -> list[QRadioButton]:
    return [dot for dot in stepper.findChildren(QRadioButton) if dot.isVisible()]


def resized(qtbot: QtBot, stepper: Stepper, width: int) -> None:
    stepper.resize(width, stepper.height())
    QApplication.processEvents()


def test_arrows_walk_and_enter_chooses(qtbot, stepper):
    told: list[str] = []
    stepper.changed.connect(told.append)

    press(qtbot, Key.Key_Right, Key.Key_Right)
    assert told == []
    assert name(QApplication.focusWidget()) == "3. Públicos: en orden"

    press(qtbot, Key.Key_Return)
    assert told == ["Públicos"]

    press(qtbot, Key.Key_End, Key.Key_Space)
    press(qtbot, Key.Key_Home, Key.Key_Return)
    assert told == ["Públicos", "Revisión", "Partida"]


def test_a_click_anywhere_on_a_step_chooses_it(qtbot, stepper):
    dot = dots(stepper)[3]
    with qtbot.waitSignal(stepper.changed) as told:
        qtbot.mouseClick(dot, Qt.MouseButton.LeftButton, pos=dot.rect().topRight())
    assert told.args == ["Canales"]


def test_steps_are_radio_buttons_and_one_stop_of_tab(stepper):
    stepper.choose("Canales")
    roles = {QAccessible.queryAccessibleInterface(dot).role() for dot in dots(stepper)}
    stops = [dot for dot in dots(stepper) if dot.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert roles == {QAccessible.Role.RadioButton}
    assert [name(dot) for dot in stops] == ["4. Canales: 2 cosas por arreglar"]


def test_words_give_way_to_those_around_the_step_on_screen(qtbot, stepper):
    stepper.choose("Canales")
    wide = [dot.width() for dot in dots(stepper)]

    resized(qtbot, stepper, MIDDLE)

    shrunk = [dot.width() < before for dot, before in zip(dots(stepper), wide, strict=True)]
    assert shrunk == [True, True, False, False, False, True, True, True]
    assert sum(dot.sizeHint().width() for dot in dots(stepper)) <= MIDDLE


def test_a_narrow_row_has_the_name_of_the_step_and_a_button_to_either_side(qtbot, stepper):
    stepper.choose("Canales")
    stepper.setFocus()
    resized(qtbot, stepper, NARROW)
    back, named, onward = (item for item in stepper.findChildren(QToolButton) if item.isVisible())

    assert dots(stepper) == []
    assert named.text() == "4 of 8 · Canales"
    assert name(named) == "Pasos del plan: 4 of 8 · Canales"
    assert named.hasFocus()
    lines = [action.text() for action in named.menu().actions()]
    assert lines[4] == "5 · Usos"

    named.menu().actions()[4].trigger()
    assert stepper.chosen() == "Usos"
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert stepper.chosen() == "Canales"

    resized(qtbot, stepper, WIDE)
    assert name(QApplication.focusWidget()).startswith("4. Canales")
    assert not onward.isVisible()


def test_at_the_last_step_the_keyboard_stays_in_the_row(qtbot, stepper):
    stepper.choose("Personas")
    resized(qtbot, stepper, NARROW)
    _back, named, onward = (item for item in stepper.findChildren(QToolButton) if item.isVisible())
    onward.setFocus()

    press(qtbot, Key.Key_Space)

    assert stepper.chosen() == "Revisión"
    assert not onward.isEnabled()
    assert named.hasFocus()


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_word_is_cut_and_every_step_is_high_enough(theme, qtbot, stepper, zoom):
    theme.apply("dark", zoom)
    resized(qtbot, stepper, WIDE * zoom // 100)

    for dot in dots(stepper):
        assert dot.height() >= 32
        assert dot.width() >= dot.sizeHint().width()
    assert stepper.minimumSizeHint().width() <= 300 * zoom // 100


def inks(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("look", ["light", "dark"])
def test_on_screen_is_solid_and_findings_are_a_number_in_ink(theme, qtbot, stepper, look):
    theme.apply(look, 100)
    stepper.choose("Usos")
    stepper.clearFocus()
    shown = dots(stepper)
    tokens = theme.tokens

    assert tokens.brand.lower() in inks(shown[4])
    assert tokens.ink.lower() in inks(shown[3])
    for tone in (tokens.green, tokens.yellow, tokens.red):
        assert all(tone.foreground.lower() not in inks(dot) for dot in shown)


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_the_keyboard_is_seen_on_a_dot(theme, qtbot, stepper, look):
    theme.apply(look, 100)
    dot = dots(stepper)[2]
    dot.window().activateWindow()
    qtbot.waitUntil(dot.window().isActiveWindow)
    dots(stepper)[0].setFocus()
    without = stepper.window().grab().toImage()

    dot.setFocus()

    assert stepper.window().grab().toImage() != without


def test_a_name_that_has_no_room_is_said_without_how_many_steps_there_are(qtbot, stepper):
    i18n.use("es")
    stepper.choose("Protocolo")
    resized(qtbot, stepper, NARROW)
    [shown] = [made for made in stepper.findChildren(QToolButton) if made.menu() is not None]
    assert shown.text() == "6 de 8 · Protocolo"

    resized(qtbot, stepper, shown.sizeHint().width() + 90)

    assert shown.text() == "6 · Protocolo"
    assert shown.sizeHint().width() <= shown.width()
    assert name(shown) == "Pasos del plan: 6 de 8 · Protocolo"


def test_the_keyboard_finds_a_place_in_one_that_grew_before_it_was_shown(qtbot):
    page = QStackedWidget()
    stepper = Stepper([Option(word, word) for word in WORDS], name="Pasos del plan")
    for part in (QWidget(), stepper):
        page.addWidget(part)
    qtbot.addWidget(page)
    page.resize(NARROW, 100)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    stepper.resize(WIDE, 100)

    stepper.setFocus()

    page.setCurrentWidget(stepper)
    assert name(page.focusWidget()).startswith("Pasos del plan")
