"""Step 8: everything that is open, the suggestions, the approval, the versions, the notes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.plan.findings import Place
from core.plan.review import Review
from desktop.plan.approval_card import ApprovalCard
from desktop.plan.charter_card import CharterCard
from desktop.plan.notes_card import NotesCard
from desktop.plan.open_findings import OpenFindings
from desktop.plan.parts import Parts
from desktop.plan.suggestions_card import SuggestionsCard
from desktop.plan.versions_card import VersionsCard
from desktop.services import Services
from desktop.theme.scaling import spaced


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
                ("findings", _("To mend"), self._open()),
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

    def show_review(self, review: Review) -> None:
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

    def show_place(self, place: Place) -> None:
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
