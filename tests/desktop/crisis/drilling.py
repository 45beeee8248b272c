"""A drill on the real desk, and the hands of the person who does it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.scenario import DrillPlan
from desktop.crisis.drill.bar import DrillBar
from desktop.services import Services
from desktop.shell.window import Shell
from tests.core.crisis.clerk import sit_down
from tests.desktop import hands

DOGS = "poisoned-animals"


def begin(services: Services, scenario: str = DOGS) -> int:
    """Open a drill; returns its number."""
    return sit_down(services.store, scenario, drill=True).number


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
        return hands.seen(self.bar())

    def button(self, words: str) -> QAbstractButton:
        return hands.button(self.bar(), words)

    def push(self, words: str) -> None:
        hands.push(self.qtbot, self.bar(), words)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        hands.press(self.qtbot, *keys, held=held)

    def write(self, text: str) -> None:
        hands.write(self.qtbot, text)

    def boxes(self) -> list[QCheckBox]:
        """What was expected, as boxes on screen."""
        return [box for box in self.bar().findChildren(QCheckBox) if box.isVisible()]
