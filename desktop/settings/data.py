"""For how long the data of persons are kept."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.roster import privacy
from core.store import Topic
from core.town import records as town_records
from desktop.forms.form import Form
from desktop.forms.lines import Figure
from desktop.services import Services
from desktop.settings import actions
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label

_LONGEST = 120


class DataSection(QWidget):
    """One number, the rule behind it, and the way to what is due."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._form = Form(self, services.notifier)
        months = Figure()
        field = LabelledField(
            _("Months that a person’s data are kept without being confirmed"),
            months,
            _("After that, Pregón suggests erasing the card. It never erases anything by itself."),
            narrow=True,
        )
        self._form.bind(
            field,
            lambda: str(self._months()),
            lambda typed: actions.set_retention(
                services, actions.whole_number(typed, 1, _LONGEST), initiator=self
            ),
        )
        due = button(_("See who is past the limit"), lambda: services.go("roster", "expired"))
        texts = privacy.texts()
        card = Card(_("Personal data in the roster"))
        spaced(card.body, (16, 16, 16, 16), gap=16)
        card.add(text_label(texts.retention))
        card.add(field)
        card.body.addWidget(due, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(text_label(texts.disclaimer, "small"))
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(card)
        self.setFocusProxy(months)
        services.bridge.subscribe(self, {Topic.PREFERENCES}, self.refresh, now=True)

    def refresh(self) -> None:
        """Show what is stored."""
        self._form.show_subject("data")

    def _months(self) -> int:
        with self._services.store.read() as connection:
            return town_records.retention_months(connection)
