"""The system's question for a printer."""

from PySide6.QtWidgets import QWidget

from desktop.asker import QtAsker
from tests.desktop.hands import Key, answering


def test_whoever_goes_back_from_the_printers_has_chosen_none(shell, qtbot):
    questions: list[str] = []

    def go_back(question: QWidget) -> None:
        questions.append(type(question).__name__)
        qtbot.keyClick(question, Key.Key_Escape)

    with answering(go_back):
        assert QtAsker(shell, lambda: shell.services.store.path.parent).printer(4) is None
    assert questions == ["QPrintDialog"]
