"""The moderation file as it is reached from home: the cases of every incident and of none."""

from desktop.crisis.desk.moderation import ModerationCases
from desktop.crisis.pen import Pen
from desktop.services import Services


class AllCases(ModerationCases):
    """The cases of every incident and of none, as they are reached from home."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, Pen(services, self), beside=True)
        self.show_all()
