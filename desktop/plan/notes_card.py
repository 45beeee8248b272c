"""What was said in the planning session, question by question."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.plan import guide
from core.plan.labels import step_label
from core.plan.model import SessionNote
from desktop.days import moment
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import empty
from desktop.widgets.text import text_label


class NotesCard(QWidget):
    """The notes in the order of the questions, and the way into the projector mode."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._told = text_label("", "muted")
        self._card = Card()
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=10)
        self._card.body.addLayout(self._rows)
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        box.addWidget(self._told)
        box.addWidget(self._card)
        projector = button(
            _("Projector mode"), lambda: services.go("plan", "projector"), icon_name="projector"
        )
        box.addWidget(projector, 0, Qt.AlignmentFlag.AlignLeft)

    def show_notes(self, notes: Sequence[SessionNote]) -> None:
        """Show these notes."""
        self._told.setText(
            _("Kept in the workspace; they are not printed in the plan.")
            if notes
            else _("Nothing noted yet. The projector mode asks one question at a time.")
        )
        self._card.setVisible(bool(notes))
        empty(self._rows)
        by_prompt = {one.prompt: one for one in notes}
        for step in guide.guide().steps:
            for prompt in step.prompts:
                if found := by_prompt.get(prompt.id):
                    head = f"{step_label(step.id)} · {moment(found.noted_at)}"
                    self._rows.addWidget(text_label(head, "small"))
                    self._rows.addWidget(text_label(prompt.text, "strong"))
                    self._rows.addWidget(text_label(found.text))
