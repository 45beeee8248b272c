"""Approving the plan: who, when, under which reference; it freezes a version."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.days import checked_day, shown
from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.plan import versions
from core.plan.review import Review
from core.town.model import checked_text
from desktop.forms.attempt import refuse
from desktop.forms.day import Day
from desktop.plan import version_actions
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import FORM_WIDTH
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label

_MOST = 5
"""Errors named; the list of all is one button away."""


class ApprovalCard(QWidget):
    """Nothing is stored before the button is pressed.

    `approved` when a version is kept, `errors_asked` to see what is in the way.
    """

    approved = Signal()
    errors_asked = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._banner = Card()
        self._told = text_label("", "strong")
        self._which = text_label("")
        self._banner.add(self._told)
        self._banner.add(self._which)
        self._banner.body.addWidget(
            button(_("Show the errors"), self.errors_asked.emit), 0, Qt.AlignmentFlag.AlignLeft
        )
        self._body = LabelledField(
            _("Approved by"), QLineEdit(), _("The Pleno, the mayor's office, the governing board.")
        )
        self._day = LabelledField(_("Approved on"), Day(), narrow=True)
        self._reference = LabelledField(
            _("Reference"), QLineEdit(), _("Number of the file, the session or the decree.")
        )
        self._day.control.set_value(shown(services.clock.today()))  # type: ignore[attr-defined]  # a Day
        self._approve = button(
            _("Approve and freeze"), self._approved, kind="primary", icon_name="stamp"
        )
        card = Card(
            _("Approval"),
            _("The plan is kept as it stands, for good. What is changed later is a new draft."),
        )
        spaced(card.body, (16, 16, 16, 16), gap=14)
        for part in (self._body, self._day, self._reference):
            card.add(part)
        card.body.addWidget(self._approve, 0, Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        spaced(box, gap=14)
        box.addWidget(self._banner)
        box.addWidget(card)
        follow_theme(self, lambda: self.setMaximumWidth(current().px(FORM_WIDTH + 32)))

    def show_review(self, review: Review) -> None:
        """Say whether the plan can be approved."""
        errors = len(review.errors)
        told = ngettext(
            "One error is open. Mend it, or dismiss it with a reason; then the plan can be"
            " approved.",
            "{count} errors are open. Mend them, or dismiss them with a reason; then the plan can"
            " be approved.",
            errors,
        )
        self._told.setText(told.format(count=errors))
        self._which.setText("\n".join(f"• {one.sentence}" for one in review.errors[:_MOST]))
        self._banner.setVisible(bool(errors))
        self._approve.setEnabled(not errors)

    def take_keyboard(self) -> None:
        """The body that approves."""
        self._body.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _approved(self) -> None:
        for field in (self._body, self._day, self._reference):
            field.clear_message()
        wrong = self._body
        try:
            body = versions.checked_body(_text(self._body))
            wrong = self._day
            day = checked_day(self._day.control.value())  # type: ignore[attr-defined]  # a Day
            wrong = self._reference
            reference = checked_text(_text(self._reference))
            wrong = self._day if body else self._body
            done = version_actions.approve(self._services, body, day, reference)
        except InvalidValue as error:
            refuse(wrong, str(error))
            return
        if not done:
            return
        for field in (self._body, self._reference):
            field.control.setText("")  # type: ignore[attr-defined]  # a QLineEdit
        self.approved.emit()


def _text(field: LabelledField) -> str:
    return str(field.control.text())  # type: ignore[attr-defined]  # a QLineEdit
