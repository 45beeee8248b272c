"""The texts and dates of the plan that are no lists, those of one step."""

from typing import Any

from PySide6.QtCore import Qt

from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.plan.findings import Place
from core.plan.model import Charter
from core.plan.unreviewed import text_place
from desktop.forms.described import whole_form
from desktop.forms.record import RecordForm
from desktop.plan import actions
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import FORM_WIDTH
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card


class CharterCard(Card):
    """One part of the one `Charter`."""

    def __init__(self, services: Services, part: str) -> None:
        super().__init__()
        self._services = services
        fields = whole_form(Charter, part=part)
        self.form = RecordForm(services.notifier, fields, self._save, place="charter")
        self.add(self.form)
        self._waiting: list[Place] = []
        self._keep = button(
            "", lambda: actions.accept_all(services, self._waiting), icon_name="check"
        )
        self.body.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        spaced(self.body, (16, 16, 16, 16), gap=14)
        follow_theme(self, lambda: self.setMaximumWidth(current().px(FORM_WIDTH + 32)))

    def show_charter(self, charter: Charter) -> None:
        """Show what is stored."""
        self.form.show_item(charter, "charter")
        self._waiting = [text_place(one) for one in charter.suggested if self.form.has_field(one)]
        words = ngettext("Keep the suggestion", "Keep the suggestions", len(self._waiting))
        set_words(self._keep, words)
        self._keep.setVisible(bool(self._waiting))

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
