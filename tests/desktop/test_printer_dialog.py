"""The system's question for a printer."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.asker import QtAsker
from tests.desktop.hands import Key


def test_whoever_goes_back_from_the_printers_has_chosen_none(shell, qtbot):
    questions: list[str] = []

    def go_back() -> None:
        question = QApplication.activeModalWidget()
        if question is not None:
            questions.append(type(question).__name__)
            qtbot.keyClick(question, Key.Key_Escape)

    leaving = QTimer(shell, interval=20)
    leaving.timeout.connect(go_back)
    leaving.start()

    assert QtAsker(shell, lambda: shell.services.store.path.parent).printer(4) is None
    assert questions == ["QPrintDialog"]
