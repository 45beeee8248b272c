"""Taking out of layouts, what stands beside what, and a number whole beside its button."""

from itertools import pairwise

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.forms.controls import Ticks
from desktop.widgets.button import button
from desktop.widgets.layouts import Beside, empty, flow_row
from desktop.widgets.text import text_label, widest


def test_what_is_put_in_and_taken_out_at_once_never_shows_up_as_a_window(qtbot, qapp):
    ground = QWidget()
    qtbot.addWidget(ground)
    layout = QVBoxLayout(ground)
    ground.show()
    qtbot.waitExposed(ground)

    taken_out = QLabel("uno")
    layout.addWidget(taken_out)
    empty(layout)
    layout.addWidget(QLabel("dos"))
    qapp.sendPostedEvents()

    assert not taken_out.isVisible()
    assert [label.text() for label in ground.findChildren(QLabel)] == ["dos"]


def test_words_of_a_quiet_button_begin_where_the_words_above_it_do(qtbot, qapp):
    ground = QWidget()
    qtbot.addWidget(ground)
    column = QVBoxLayout(ground)
    above, below = text_label("Hay"), button("Hay", kind="quiet")
    for part in (above, flow_row(below, button("Hay"))):
        column.addWidget(part)
    ground.resize(300, 120)
    ground.show()
    qtbot.waitExposed(ground)

    first = [_first_ink(part) for part in (above, below)]

    assert abs(first[0] - first[1]) <= 1


def test_quiet_buttons_side_by_side_are_told_apart(qtbot, qapp):
    made = [button("Hay", kind="quiet"), button("Hay", kind="quiet"), button("Hay"), button("Hay")]
    row = flow_row(*made)
    qtbot.addWidget(row)
    row.resize(row.sizeHint())
    row.show()
    qtbot.waitExposed(row)

    gaps = [b.x() - a.geometry().right() - 1 for a, b in pairwise(made)]

    assert gaps == [16, 16, 8]


def _first_ink(widget: QWidget) -> int:
    """Where the first letter begins in the window, in px."""
    picture = widget.grab().toImage()
    ground = picture.pixel(picture.width() - 1, 0)
    columns = range(picture.width())
    tall = range(picture.height())
    inked = next(x for x in columns if any(picture.pixel(x, y) != ground for y in tall))
    return widget.mapTo(widget.window(), QPoint(inked, 0)).x()


def test_an_action_stands_below_a_number_that_would_not_be_whole_beside_it(qtbot):
    number = text_label("600 00 00 02", "figure")
    ground, copy = Beside(number, text_room=10), QPushButton("Copiar número")
    ground.add_action(copy)
    qtbot.addWidget(ground)
    ground.show()
    wide = widest(number.font(), number.text()) + 1
    ground.keep_whole(wide)

    ground.resize(wide + copy.sizeHint().width() // 2, 200)
    qtbot.waitUntil(lambda: number.width() >= wide, timeout=5000)
    assert copy.mapTo(ground, copy.rect().topLeft()).x() < wide

    ground.resize(wide + 2 * copy.sizeHint().width(), 200)
    qtbot.waitUntil(lambda: copy.mapTo(ground, copy.rect().topLeft()).x() > wide, timeout=5000)


def test_boxes_that_one_row_does_not_hold_stand_in_columns(qtbot):
    words = ["Web municipal", "Cartel", "Radio", "Bando y tablón"]
    ticks = Ticks(list(enumerate(words)))
    qtbot.addWidget(ticks)
    ticks.resize(2000, 40)
    ticks.show()
    boxes = sorted(ticks.findChildren(QCheckBox), key=lambda box: words.index(box.text()))
    assert len({box.y() for box in boxes}) == 1

    ticks.resize(boxes[3].sizeHint().width() * 5 // 2, 200)

    qtbot.waitUntil(lambda: boxes[2].y() > boxes[0].y())
    assert [box.x() for box in boxes] == [boxes[0].x(), boxes[1].x()] * 2
    assert boxes[1].y() == boxes[0].y()
