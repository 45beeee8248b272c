"""What we rely on in the Qt binding."""

import sys

from PySide6.QtWidgets import QLabel


def test_a_call_that_returns_nothing_keeps_the_count_of_none(qtbot):
    # PySide6 6.12.0 loses one reference a call on Python 3.11, which ends in an abort.
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for number in range(1000):
        label.setText(str(number))

    assert sys.getrefcount(None) > before - 100
