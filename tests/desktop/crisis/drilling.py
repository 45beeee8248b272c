"""A drill on the real desk, and the hands of the person who does it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis import drill, opening
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.opening import Wish
from core.crisis.scenario import DrillPlan
from core.store import Topic
from desktop.crisis.drill_bar import DrillBar
from desktop.services import Services
from desktop.shell.window import Shell

DOGS = "poisoned-animals"
Key = Qt.Key


def begin(services: Services, clock: FixedClock, scenario: str = DOGS) -> int:
    """Open a drill; returns its number."""
    with services.store.change(Topic.CRISIS, undoable=False) as db:
        return opening.open_incident(db, Wish(scenario, drill=True), Hand(clock.now(), "Lucía"))


@dataclass
class Drilling:
    """The desk of a drill on screen."""

    services: Services
    qtbot: QtBot
    shell: Shell
    number: int

    @classmethod
    def shown(cls, services: Services, qtbot: QtBot, shell: Shell, number: int) -> "Drilling":
        """Go to the desk of a drill."""
        services.go("crisis", ("incident", number))
        made = cls(services, qtbot, shell, number)
        qtbot.waitUntil(lambda: bool(made.page().findChildren(DrillBar)))
        return made

    def page(self) -> QWidget:
        return self.shell.page("crisis")

    def bar(self) -> DrillBar:
        return next(iter(self.page().findChildren(DrillBar)))

    def desk(self) -> Desk:
        with self.services.store.read() as connection:
            found = desks.load(connection, self.number)
        assert found is not None
        return found

    def plan(self) -> DrillPlan:
        return drill.plan_of(self.desk())

    def seen(self) -> str:
        """Everything that labels of the bar say on screen."""
        return "\n".join(one.text() for one in self.bar().findChildren(QLabel) if one.isVisible())

    def button(self, words: str) -> QPushButton:
        found = (one for one in self.bar().findChildren(QPushButton) if one.isVisible())
        return next(one for one in found if one.text().strip() == words)

    def push(self, words: str) -> None:
        """Go to a button and press it with the space bar."""
        made = self.button(words)
        made.setFocus()
        self.press(Key.Key_Space)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            self.qtbot.keyClick(here(), key, held or Qt.KeyboardModifier.NoModifier)

    def write(self, text: str) -> None:
        """Type letters; those that QTest has no keys for arrive as from a dead key."""
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(here(), letter)
            else:
                none = Qt.KeyboardModifier.NoModifier
                event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, none, letter)
                QApplication.sendEvent(here(), event)

    def boxes(self) -> list[QCheckBox]:
        """What was expected, as boxes on screen."""
        return [one for one in self.bar().findChildren(QCheckBox) if one.isVisible()]


def here() -> QWidget:
    """Who has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
