"""The moderation file as it is reached from home: the cases of every incident and of none."""

from desktop.crisis.desk.moderation import ModerationCases
from desktop.crisis.pen import Pen
from desktop.services import Services
from desktop.widgets.scroll_page import ScrollPage


class AllCases(ScrollPage):
    """The cases of every incident and of none, as they are reached from home."""

    def __init__(self, services: Services) -> None:
        super().__init__(form=True, margins=(0, 0, 0, 0))
        self.cases = ModerationCases(services, Pen(services, self))
        self.cases.show_all()
        self.add(self.cases)

    def take_keyboard(self) -> None:
        """What comes first in it."""
        self.cases.take_keyboard()

    def show_target(self, target: object) -> None:
        """A case by its number, or `new`."""
        self.cases.show_target(target)
