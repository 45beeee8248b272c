"""The texts and dates of the plan that are no lists, those of one step."""

from typing import Any

from core.errors import InvalidValue
from core.i18n import _
from core.plan.model import Charter
from desktop.forms.described import whole_form
from desktop.forms.record import RecordForm
from desktop.plan import actions
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import FORM_WIDTH
from desktop.widgets.card import Card


class CharterCard(Card):
    """One part of the one `Charter`."""

    def __init__(self, services: Services, part: str) -> None:
        super().__init__()
        self._services = services
        fields = whole_form(Charter, part=part)
        self.form = RecordForm(services.notifier, fields, self._save, place="charter")
        self.add(self.form)
        spaced(self.body, (16, 16, 16, 16), gap=14)
        follow_theme(self, lambda: self.setMaximumWidth(current().px(FORM_WIDTH + 32)))

    def show_charter(self, charter: Charter) -> None:
        """Show what is stored."""
        self.form.show_item(charter, "charter")

    def take_keyboard(self, name: str = "") -> bool:
        """Put the keyboard into a field, or the first one; False when it is not here."""
        return self.form.take_keyboard(name)

    def _save(self, charter: Any, field: str) -> None:
        if charter.start_on and charter.end_on and charter.end_on < charter.start_on:
            raise InvalidValue(
                _("The plan would end before it starts."),
                _("Correct one of the two days; the previous one counts until then."),
            )
        actions.save(self._services, charter, field)
