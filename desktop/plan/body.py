"""What a step of the plan is to the page that shows it."""

from typing import Protocol

from core.plan.findings import Place
from core.plan.review import Review


class StepBody(Protocol):
    """The widget between the reason of a step and its findings."""

    def show_review(self, review: Review) -> None:
        """Show the plan as it is now; called after every change, also one's own."""

    def show_place(self, place: Place) -> None:
        """Bring the item into view and put the keyboard into its field."""

    def take_keyboard(self) -> None:
        """Give the keyboard to the part that comes first."""
