"""Fields that fit what they hold: texts that grow, choices that end in an ellipsis."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.forms.choosing import Chooser
from desktop.forms.controls import Ticks
from desktop.forms.lines import GrowingText
from desktop.theme.theme import current

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
LONG = "Técnica de comunicación, cultura, deportes y participación ciudadana"


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """A page that is wide enough for a sentence, in the letters and bars of the program."""
    current().apply("light", 100)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 600)
    return made


@pytest.fixture
def edit(ground: QWidget, qtbot: QtBot) -> GrowingText:
    made = GrowingText(3, 8)
    box = QVBoxLayout(ground)
    box.addWidget(made)
    box.addWidget(QLineEdit())
    box.addStretch()
    ground.show()
    qtbot.waitExposed(ground)
    return made


def lines_in_view(edit: GrowingText) -> int:
    return edit.viewport().height() // QFontMetrics(edit.font()).lineSpacing()


def widest_line(edit: GrowingText) -> float:
    """Of the first paragraph."""
    layout = edit.document().begin().layout()
    return max(layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount()))


def test_a_text_has_room_for_some_lines_before_there_are_any(edit):
    assert lines_in_view(edit) == 3


def test_each_line_makes_room_for_itself_until_there_are_many(edit, qtbot):
    heights = []
    for _time in range(10):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        heights.append(lines_in_view(edit))

    assert heights == [3, 3, 4, 5, 6, 7, 8, 8, 8, 8]


def test_a_long_line_is_wrapped_and_seen_whole_at_once(edit, ground, qtbot):
    ground.resize(240, 600)
    edit.setPlainText(LONG * 2)

    qtbot.waitUntil(lambda: edit.verticalScrollBar().maximum() == 0)
    assert 3 < lines_in_view(edit) <= 8


def test_a_wider_window_gives_the_room_back(edit, ground, qtbot):
    ground.resize(240, 600)
    edit.setPlainText(LONG * 2)
    qtbot.waitUntil(lambda: edit.width() < 240 and lines_in_view(edit) > 3)
    narrow = edit.height()

    ground.resize(1200, 600)

    qtbot.waitUntil(lambda: edit.height() < narrow)


def test_a_text_too_long_for_the_field_scrolls_inside_it(edit, qtbot):
    edit.setPlainText("\n".join("línea" for _number in range(60)))

    qtbot.waitUntil(lambda: edit.verticalScrollBar().maximum() > 0)
    assert lines_in_view(edit) == 8


def test_tab_leaves_the_text(edit, qtbot):
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)

    assert edit.toPlainText() == ""
    assert not edit.hasFocus()


def test_a_choice_too_long_for_its_field_is_painted_with_an_ellipsis(qtbot):
    def painted(words: str) -> bytes:
        chooser = Chooser()
        qtbot.addWidget(chooser)
        chooser.set_choices([(1, words)])
        chooser.resize(160, 32)
        picture = QImage(chooser.size(), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        chooser.render(picture)
        return bytes(picture.constBits())

    # What is cut away cannot be seen: both end in the same dots.
    assert painted(f"{LONG} y turismo") == painted(f"{LONG} y ferias")
    assert painted("Corto y ya") != painted("Corto y no")
    assert painted(f"Ana Ruiz · {LONG}") == painted("Ana Ruiz"), "a post gives way as a whole"


def test_a_tick_with_a_long_name_does_not_widen_the_form(ground, qtbot):
    ticks = Ticks([(1, LONG * 3), (2, "Web")])
    QVBoxLayout(ground).addWidget(ticks)
    ground.show()
    qtbot.waitExposed(ground)

    long, short = ticks.findChildren(QCheckBox)
    assert ground.width() == 400
    assert ticks.rect().contains(long.geometry())
    assert (long.text(), long.toolTip()) == (LONG * 3, LONG * 3)
    assert short.width() == short.sizeHint().width()


def test_a_tick_that_is_cut_is_painted_with_an_ellipsis(qtbot):
    def painted(words: str, width: int) -> QImage:
        ticks = Ticks([(1, words)])
        qtbot.addWidget(ticks)
        ticks.resize(width, 40)
        picture = QImage(ticks.size(), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        ticks.render(picture)
        return picture.copy(0, 0, 200, 40)

    assert painted("Web", 200) == painted("Web", 900)
    # Not the same words with their end cut off: the dots say that there is more.
    assert painted(LONG, 200) != painted(LONG, 900)
    assert painted(f"{LONG} y turismo", 200) == painted(f"{LONG} y ferias", 200)


def test_no_word_is_under_the_bar_of_a_text_longer_than_its_field(edit, ground, qtbot):
    edit.setPlainText(f"{LONG}. " * 60)
    qtbot.waitUntil(edit.verticalScrollBar().isVisible)

    for width in (240, 400, 700, 330):
        ground.resize(width, 600)
        qtbot.waitUntil(lambda width=width: edit.width() > width - 40)
        assert widest_line(edit) <= edit.viewport().width()


@pytest.mark.parametrize("width", range(300, 420, 15))
def test_no_word_is_under_the_bar_of_a_text_that_was_there_before_it_was_seen(ground, qtbot, width):
    edit = GrowingText(3, 8)
    QVBoxLayout(ground).addWidget(edit)
    edit.setPlainText("\n".join([f"{LONG}. " * 6] * 3))
    ground.resize(width, 600)

    ground.show()

    qtbot.waitUntil(edit.verticalScrollBar().isVisible)
    # What is on its way comes before the first picture.
    QApplication.sendPostedEvents()
    assert widest_line(edit) <= edit.viewport().width()


def test_boxes_to_tick_stand_in_one_row_or_in_columns(ground, qtbot):
    ticks = Ticks([(number, "Biblioteca" + " y cultura" * (number % 2)) for number in range(5)])
    box = QVBoxLayout(ground)
    box.addWidget(ticks)
    box.addStretch()
    ground.show()
    qtbot.waitExposed(ground)

    def starts() -> list[int]:
        return [tick.x() for tick in ticks.findChildren(QCheckBox)]

    assert len(set(starts())) < len(starts()), "each row begins its columns anew"

    ground.resize(1000, 600)
    qtbot.waitUntil(lambda: starts() == sorted(set(starts())))


def test_texts_of_one_row_end_in_one_line(ground, qtbot):
    short, long = GrowingText(2, 8), GrowingText(2, 8)
    box = QVBoxLayout(ground)
    for text in (short, long):
        text.stand_in_row((short, long))
        box.addWidget(text)
    ground.show()
    qtbot.waitExposed(ground)

    long.setPlainText(f"{LONG}. " * 4)
    assert short.height() == long.height()

    long.setPlainText(LONG)
    assert short.height() == long.height() < 80
