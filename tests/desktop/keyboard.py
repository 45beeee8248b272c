"""The keyboard of whoever uses nothing else, with its keys counted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.hands import answering, popped_up, words_of

Key = Qt.Key

MOST_TABS = 60


class Keyboard:
    """Presses keys wherever the keyboard is, and counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.pressed = 0

    def press(
        self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            self._qtbot.keyClick(self.focus(), key, held)
            self.pressed += 1

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.focus(), text)
        self.pressed += len(text)

    def tab_to(self, *names: str, by: Qt.Key = Key.Key_Tab) -> None:
        """Tab until a control whose name begins so has the keyboard."""
        for _tab in range(MOST_TABS):
            if spoken(self.focus()).startswith(names):
                return
            self.press(by)
        raise AssertionError(f"{by.name} does not reach {names}, only {spoken(self.focus())}")

    def menu(self, name: str, line: str) -> None:
        """Open the menu of the button that is called so, and choose the line that begins so."""
        self.tab_to(name)
        offered: list[str] = []
        window = self.focus().window()
        # Such a menu comes back from the key that opens it when it has closed again.
        with answering(lambda _menu: offered.extend(self._choose(line))):
            self.press(Key.Key_Space)
        assert any(words.startswith(line) for words in offered), offered
        window.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def _choose(self, line: str) -> list[str]:
        """Choose the line that begins so, else close the menu again; returns its lines."""
        menu = popped_up()
        offered = words_of(menu)
        for _line in offered:
            self.press(Key.Key_Down)
            if menu.activeAction().text().startswith(line):
                self.press(Key.Key_Return)
                return offered
        menu.close()
        return offered

    @staticmethod
    def focus() -> QWidget:
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None
        return widget


def spoken(widget: QWidget) -> str:
    """What a screen reader says of a control."""
    return widget.accessibleName() or str(widget.property("text"))
