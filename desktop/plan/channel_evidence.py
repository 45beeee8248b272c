"""How it is known that an audience is on a channel: one line for the current cell."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.i18n import _
from core.plan.kinds import Reach
from core.plan.model import Presence
from core.town.model import checked_text
from desktop.forms.form import Form
from desktop.plan import channel_actions
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label

_LIMIT = 400


class EvidenceLine(QWidget):
    """Saves itself as every field does; Enter is `done`."""

    done = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._presence = Presence(0, 0, Reach.NONE)
        self._edit = QLineEdit()
        self._edit.returnPressed.connect(self._finish)
        self._form = Form(self, services.notifier, "presence")
        self._field = self._form.bind(
            LabelledField(_("How do you know?"), self._edit),
            lambda: self._presence.evidence,
            self._save,
            "evidence",
        )
        self._advice = text_label("", "small")
        box = QVBoxLayout(self)
        spaced(box, gap=4)
        box.addWidget(self._field)
        box.addWidget(self._advice)
        self.show_cell(None)

    def show_cell(self, presence: Presence | None, words: str = "") -> None:
        """Ask about a cell, which `words` name; without one there is nothing to ask."""
        shown = presence or Presence(0, 0, Reach.NONE)
        if _cell(shown) != _cell(self._presence):
            # What waits belongs to the cell shown before.
            self._form.flush()
        self._presence = shown
        self._edit.setEnabled(presence is not None)
        self._edit.setPlaceholderText(
            _("Choose a cell of the table.")
            if presence is None
            else _("Figures of the network, a survey, asking at the counter…")
        )
        self._field.set_label(" ".join(filter(None, (words, _("How do you know?")))))
        self._advice.setText(shown.suggested)
        self._advice.setVisible(bool(shown.suggested))
        self._form.show_subject(_cell(shown))

    def take_keyboard(self) -> None:
        """The line itself."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        self._form.flush()
        self.done.emit()

    def _save(self, text: str) -> None:
        evidence = checked_text(text, limit=_LIMIT)
        if evidence != self._presence.evidence:
            self._presence = replace(self._presence, id=0, evidence=evidence)
            channel_actions.give_evidence(self._services, self._presence)


def _cell(presence: Presence) -> tuple[int, int]:
    return presence.channel_id, presence.audience_id
