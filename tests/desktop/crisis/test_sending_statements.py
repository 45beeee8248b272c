"""A statement on its way to whoever approves or publishes it: copied, and begun as an e-mail."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.crisis.statements.tab import Statements
from tests.desktop.crisis.desk_hands import BLANKS, desk_view
from tests.desktop.hands import Key, choose, press, write


def test_a_draft_is_sent_with_what_is_typed_and_says_that_it_is_one(at_desk, qtbot):
    press(qtbot, Key.Key_2, held=Qt.KeyboardModifier.AltModifier)
    part = next(item for item in desk_view().findChildren(Statements) if item.isVisible())
    press(qtbot, Key.Key_Return)
    for typed in BLANKS:
        write(qtbot, typed)
        press(qtbot, Key.Key_Return)

    choose(part, "Enviar a…", "Copiar")

    both = QGuiApplication.clipboard().mimeData()
    title = both.text().partition("\n")[0]
    assert title == "Borrador: Primer aviso"
    assert BLANKS[0] in both.text()
    assert f"<b>{title}</b>" in both.html()
    assert both.html().count("<p>") == both.text().count("\n\n") + 1
