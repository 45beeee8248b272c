"""What is taken out of a layout is gone, and never becomes a window of its own."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.widgets.layouts import empty


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
