"""The step of the review: what is open, notes, approval."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.days import brief_moment, checked_day, shown
from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.plan import guide, unreviewed, versions
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep
from core.plan.labels import step_label
from core.plan.model import Plan, SessionNote
from core.plan.review import PlanReview
from core.town.model import checked_text
from desktop.forms.attempt import refuse
from desktop.forms.lines import Day
from desktop.plan import actions
from desktop.plan import versions as plan_versions
from desktop.plan.editors import CharterCard, Parts
from desktop.plan.findings import OpenFindings
from desktop.plan.versions import VersionsCard
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import FORM_WIDTH
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import empty, flow_row
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.text import text_label


class NotesCard(QWidget):
    """The notes in the order of the questions, and the way into the projector mode."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._clock = services.clock
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
            _("Kept in the town file; they are not printed in the plan.")
            if notes
            else _("Nothing noted yet. The projector mode asks one question at a time.")
        )
        self._card.setVisible(bool(notes))
        empty(self._rows)
        by_prompt = {note.prompt: note for note in notes}
        for step in guide.guide().steps:
            for prompt in step.prompts:
                if found := by_prompt.get(prompt.id):
                    when = brief_moment(found.noted_at, self._clock.now())
                    head = f"{step_label(step.id)} · {when}"
                    self._rows.addWidget(text_label(head, "small"))
                    self._rows.addWidget(text_label(prompt.text, "strong"))
                    self._rows.addWidget(text_label(found.text))


class SuggestionsCard(Card):
    """One row a step, with the button that accepts all of it."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            _("Suggestions not looked at yet"),
            _("Better one by one, in their own step; here you take a whole step at once."),
            flush=True,
        )
        self._services = services
        self._waiting: dict[str, list[FixTarget]] = {}
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: actions.accept_all(services, self._waiting[key]))
        self.add(self._rows)

    def show_plan(self, plan: Plan) -> None:
        """Show what is still a suggestion; nothing when all is settled."""
        self._waiting = {}
        for place in unreviewed.places(plan):
            self._waiting.setdefault(str(place.step), []).append(place)
        self._rows.set_rows(
            [
                ActionRow(
                    key, step_label(PlanStep(key)), unreviewed.counted(there), _("Accept them all")
                )
                for key, there in self._waiting.items()
            ]
        )
        self.setVisible(bool(self._waiting))


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
            _("Approved by"), QLineEdit(), _("The Pleno, the mayor’s office, the governing board.")
        )
        self._day = LabelledField(_("Approved on"), Day(), narrow=True)
        self._reference = LabelledField(
            # Translators: Number of a file or a session.
            _("Reference"),
            QLineEdit(),
            _("Number of the file, the session or the decree."),
        )
        self._day.control.set_value(shown(services.clock.today()))  # type: ignore[attr-defined]  # a Day
        self._approve = button(
            _("Approve and keep the version"), self._approved, kind="primary", icon_name="stamp"
        )
        card = Card(
            _("Approval"),
            _("The plan is kept as it stands, for good. What is changed later is a new draft."),
        )
        spaced(card.body, (16, 16, 16, 16), gap=14)
        for part in (self._body, self._day, self._reference):
            card.add(part)
        self._left = text_label("", "muted", wraps=False)
        card.add(flow_row(self._approve, self._left))
        box = QVBoxLayout(self)
        spaced(box, gap=14)
        box.addWidget(self._banner)
        box.addWidget(card)
        follow_theme(self, lambda: self.setMaximumWidth(current().px(FORM_WIDTH + 32)))

    def show_review(self, review: PlanReview) -> None:
        """Say whether the plan can be approved."""
        errors = len(review.errors)
        told = ngettext(
            "One error is open. Fix it, or dismiss it with a reason; then the plan can be "
            "approved.",
            "{count} errors are open. Fix them, or dismiss them with a reason; then the plan "
            "can be approved.",
            errors,
        )
        self._told.setText(told.format(count=errors))
        self._which.setText("\n".join(f"• {error.sentence}" for error in review.errors[:_MOST]))
        self._banner.setVisible(bool(errors))
        self._approve.setEnabled(not errors)
        left = len(review.to_mend) - errors
        told = ngettext("One thing is left to fix.", "{count} things are left to fix.", left)
        self._left.setText(told.format(count=left))
        self._left.setVisible(bool(left))

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
            done = plan_versions.approve(self._services, body, day, reference)
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


class ReviewBody(QWidget):
    """One part at a time."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._findings = OpenFindings(services, lambda finding: services.go("plan", finding.place))
        self._suggestions = SuggestionsCard(services)
        self._texts = CharterCard(services, "texts")
        self._approval = ApprovalCard(services)
        self._versions = VersionsCard(services)
        self._notes = NotesCard(services)
        self._parts = Parts(
            _("Parts of the review"),
            [
                # Translators: Part of the review of the plan.
                ("findings", _("To fix"), self._open()),
                ("texts", _("Follow-up and law"), self._texts),
                ("approval", _("Approval"), self._approval),
                ("versions", _("Versions"), self._versions),
                ("notes", _("Notes of the session"), self._notes),
            ],
        )
        self._approval.errors_asked.connect(self._show_errors)
        self._approval.approved.connect(self._show_versions)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._parts)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._findings.show_review(review)
        self._parts.set_count("findings", len(review.to_mend))
        self._suggestions.show_plan(review.facts.plan)
        self._texts.show_charter(review.facts.plan.charter)
        self._approval.show_review(review)
        self._versions.show_review(review)
        self._parts.set_count("versions", len(review.facts.plan.versions))
        self._notes.show_notes(review.facts.plan.notes)
        self._parts.set_count("notes", len(review.facts.plan.notes))

    def show_place(self, place: FixTarget) -> None:
        """A text of the plan, the versions with what makes the next plan, or the approval."""
        if place.kind == "charter":
            self._parts.choose("texts")
            self._texts.take_keyboard(place.field)
        elif place.kind == "version":
            self._parts.choose("versions")
            self._versions.take_keyboard()
        else:
            self._parts.choose("approval")
            self._approval.take_keyboard()

    def take_keyboard(self) -> None:
        """The parts."""
        self._parts.take_keyboard()

    def _open(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        spaced(column, gap=14)
        for part in (self._findings, self._suggestions):
            column.addWidget(part)
        return page

    def _show_errors(self) -> None:
        self._parts.choose("findings")
        self._findings.show_errors()

    def _show_versions(self) -> None:
        self._parts.choose("versions")
        self._parts.take_keyboard()


def build(services: Services) -> QWidget:
    """The body of the step."""
    return ReviewBody(services)
