"""Steps in a card or, where it is narrow, in one row: the same steps, the same keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme.tokens import Tone
from desktop.widgets.stepper import StepItem, Stepper

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
STEPS = [
    StepItem("objectives", "Objetivos", "✓", Tone.GREEN, "sin avisos"),
    StepItem("channels", "Canales", "2", Tone.YELLOW, "2 avisos"),
    StepItem("protocol", "Contingencia", "1", Tone.RED, "1 error"),
    StepItem("review", "Revisión y firma", "–", Tone.NEUTRAL, "por empezar"),
]


@pytest.fixture
def stepper(qtbot: QtBot) -> Stepper:
    made = Stepper("Pasos del plan")
    made.set_steps(STEPS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.take_keyboard()
    return made


def name(widget: QWidget | None) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_the_first_step_is_chosen_to_begin_with(stepper):
    assert stepper.current_key() == "objectives"
    assert name(QApplication.focusWidget()) == "1. Objetivos: sin avisos"


def test_arrows_home_and_end_choose(qtbot, stepper):
    told: list[str] = []
    stepper.chosen.connect(told.append)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        press(qtbot, key)

    assert told == ["channels", "review", "protocol", "objectives"]
    assert name(QApplication.focusWidget()) == "1. Objetivos: sin avisos"


def test_a_click_anywhere_in_a_line_chooses_it(qtbot, stepper):
    line = stepper.findChildren(QRadioButton)[2]
    with qtbot.waitSignal(stepper.chosen) as told:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().topRight())
    assert told.args == ["protocol"]


def test_steps_are_radio_buttons_and_one_stop_of_tab(stepper):
    stepper.choose("channels")
    lines = stepper.findChildren(QRadioButton)
    roles = {QAccessible.queryAccessibleInterface(line).role() for line in lines}
    stops = [line for line in lines if line.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert roles == {QAccessible.Role.RadioButton}
    assert [name(line) for line in stops] == ["2. Canales: 2 avisos"]
    assert [line.isChecked() for line in lines] == [False, True, False, False]


def test_choosing_is_told_once_and_only_what_exists_can_be_chosen(stepper):
    told: list[str] = []
    stepper.chosen.connect(told.append)

    stepper.choose("review")
    stepper.choose("review")
    with pytest.raises(KeyError):
        stepper.choose("nothing")

    assert told == ["review"]


def test_new_states_leave_the_chosen_step_and_the_keyboard(stepper):
    stepper.choose("channels")
    stepper.take_keyboard()
    told: list[str] = []
    stepper.chosen.connect(told.append)

    stepper.set_steps([STEPS[0], StepItem("channels", "Canales", "✓", Tone.GREEN), *STEPS[2:]])

    assert (stepper.current_key(), told) == ("channels", [])
    assert name(QApplication.focusWidget()) == "2. Canales"


def test_when_the_chosen_step_goes_the_first_is_chosen(stepper):
    stepper.choose("review")
    stepper.set_steps(STEPS[1:3])
    assert stepper.current_key() == "channels"


def test_one_row_has_a_list_and_a_button_to_either_side(qtbot, stepper):
    told: list[str] = []
    stepper.chosen.connect(told.append)
    stepper.choose("channels")
    stepper.set_compact(True)
    steps = stepper.findChild(QComboBox)
    back, on = stepper.findChildren(QToolButton)

    assert steps.hasFocus()
    assert (steps.accessibleName(), steps.currentText()) == ("Pasos del plan", "2 · Canales (2)")
    assert not any(line.isVisible() for line in stepper.findChildren(QRadioButton))
    press(qtbot, Qt.Key.Key_Down)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert told == ["channels", "protocol", "channels"]
    assert (back.isEnabled(), on.isEnabled()) == (True, True)

    stepper.set_compact(False)
    assert name(QApplication.focusWidget()) == "2. Canales: 2 avisos"


def test_at_the_last_step_the_keyboard_stays_in_the_row(qtbot, stepper):
    stepper.choose("protocol")
    stepper.set_compact(True)
    on = stepper.findChildren(QToolButton)[1]
    on.setFocus()

    qtbot.keyClick(on, Qt.Key.Key_Space)

    assert stepper.current_key() == "review"
    assert not on.isEnabled()
    assert stepper.findChild(QComboBox).hasFocus()


@pytest.mark.parametrize("zoom", [100, 200])
def test_titles_are_never_cut_and_lines_are_high_enough(theme, stepper, zoom):
    theme.apply("dark", zoom)
    stepper.adjustSize()
    for line in stepper.findChildren(QRadioButton):
        assert line.height() >= 32
        assert line.width() >= line.sizeHint().width()
    stepper.set_compact(True)
    assert stepper.minimumSizeHint().width() <= 300


def test_a_finding_has_a_sign_and_being_done_a_tick(theme, stepper):
    done, finding, _error, empty = stepper.findChildren(QRadioButton)
    stepper.choose("review")

    def inks(line: QWidget) -> set[str]:
        image = line.grab().toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(image.width() * 3 // 4, image.width())
            for y in range(image.height())
        }

    assert theme.tokens.green.background.lower() in inks(done)
    assert theme.tokens.yellow.foreground.lower() in inks(finding)
    assert theme.tokens.neutral.background.lower() in inks(empty)
