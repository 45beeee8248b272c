"""A draft as it is read: its blanks in the text, and the short words of other places."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.crisis.kinds import StatementPart
from desktop.crisis.statements.fields import Paragraph
from desktop.crisis.statements.tab import Statements
from desktop.forms.lines import GrowingLine
from desktop.services import Services
from tests.core.crisis.clerk import Clerk
from tests.desktop.crisis.desk_hands import BLANKS, desk_view, stored, to_approval
from tests.desktop.crisis.panels import part
from tests.desktop.hands import ALT, Key, button, here, press, seen, write


@pytest.fixture
def draft(at_desk: Services, qtbot: QtBot) -> Statements:
    """A first line just begun, the keyboard in its first blank."""
    press(qtbot, Key.Key_2, held=ALT)
    press(qtbot, Key.Key_Return)
    return next(item for item in desk_view().findChildren(Statements) if item.isVisible())


def empathy(draft: Statements) -> Paragraph:
    """The paragraph that speaks of the place."""
    return draft.draft.parts[StatementPart.EMPATHY].text


def marked(text: Paragraph) -> list[tuple[str, bool]]:
    """What stands out in a paragraph, and whether it is underlined."""
    return [
        (mark.cursor.selectedText(), mark.format.fontUnderline()) for mark in text.extraSelections()
    ]


def test_how_it_was_approved_is_said_in_the_language_of_the_program(desk_program, qtbot):
    assert desk_program.services is not None
    clerk = Clerk(desk_program.services.store, stored(desk_program.services).incident.id)
    clerk.approved()
    desk_program.settings.language = "en"

    desk_program.language_changed()

    services = desk_program.services
    qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
    shown = part(qtbot, services, clerk.number, "statements", Statements)
    qtbot.waitUntil(lambda: "María Gómez Ruiz, by telephone." in seen(shown))


def test_what_stands_in_a_blank_is_underlined_and_what_is_missing_leads_to_its_field(draft, qtbot):
    text = empathy(draft)
    [(missing, underlined)] = marked(text)
    assert missing.startswith("[")
    assert not underlined
    assert text.extraSelections()[0].format.fontWeight() > QFont.Weight.Normal

    text.setFocus()
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.toPlainText().index(missing) + 3)
    spot = text.cursorRect(cursor).center()
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert isinstance(here(), GrowingLine)
    assert here().accessibleName().lower().startswith(missing[1:6].lower())

    write(qtbot, BLANKS[0])
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: marked(text) == [(BLANKS[0], True)], timeout=5000)


def test_the_short_text_of_another_place_is_read_in_place_of_the_whole(draft, qtbot):
    for typed in BLANKS:
        write(qtbot, typed)
        press(qtbot, Key.Key_Return)
    assert empathy(draft).isVisible()

    button(draft, "Web y redes").setFocus()
    press(qtbot, Key.Key_Right)

    assert not empathy(draft).isVisible()
    assert BLANKS[0] in seen(draft)
    press(qtbot, Key.Key_Home)
    assert empathy(draft).isVisible()


def test_at_200_percent_text_and_approval_are_both_in_reach_and_the_keys_come_once_asked_for(
    draft, qtbot
):
    for typed in BLANKS:
        write(qtbot, typed)
        press(qtbot, Key.Key_Return)
    window = desk_view().window()
    window.setMinimumSize(0, 0)
    window.resize(683, 384)
    bar = draft.bar

    def foot() -> list[str]:
        return [made.text().strip() for made in bar.findChildren(QPushButton) if made.isVisible()]

    qtbot.waitUntil(lambda: foot() == ["Ir a lo que falta"])
    assert bar.visibleRegion().boundingRect() == bar.rect()
    to_approval(qtbot)
    qtbot.waitUntil(lambda: "En persona" in foot())
    assert bar.visibleRegion().boundingRect() == bar.rect()
    assert draft.visibleRegion().boundingRect().height() >= 60
