"""Step 3: the segments of the public."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import number
from core.plan.findings import FixTarget
from core.plan.model import Audience
from core.plan.review import PlanReview
from desktop.plan.editors import Filling, ItemsEditor
from desktop.services import Services
from desktop.theme.scaling import spaced


class AudiencesBody(QWidget):
    """The list of audiences with the card of each."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._editor = ItemsEditor(
            services,
            Audience,
            name=_("Audiences"),
            empty=_("Who does the organisation serve? Begin with those who are hardest to reach."),
            add_words=_("Add audience"),
            new=lambda: Audience(_("New audience")),
            line=_line,
            scrolls=True,
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(Filling(self._editor))

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._editor.show_items(review.facts.plan.audiences, review)

    def show_place(self, place: FixTarget) -> None:
        """Choose the audience and its field."""
        self._editor.show_place(place.item_id, place.field)

    def take_keyboard(self) -> None:
        """The list."""
        self._editor.take_keyboard()


def _line(audience: Audience) -> str:
    if audience.size is None:
        return _("size not known")
    return _("about {count} people").format(count=number(audience.size))


def build(services: Services) -> QWidget:
    """The body of the step."""
    return AudiencesBody(services)
