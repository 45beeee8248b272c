"""Everything that is open in the whole plan, by how grave it is and by step."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _, pgettext
from core.plan.findings import Finding
from core.plan.kinds import Severity, Step
from core.plan.labels import step_label, step_number
from core.plan.review import Review
from desktop.forms.chooser import Chooser
from desktop.plan.findings_card import FindingsCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.choices import Filters, Option
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_layout import FlowLayout

_FEW = 12
_ALL = ""
_STEP = 24
"""Characters of the name of a step, about."""
_LEAST = 4
"""Findings up to which nobody needs to narrow them down."""


class OpenFindings(QWidget):
    """The list of step 8, errors first, and in each severity in the order of the steps."""

    def __init__(self, services: Services, go: Callable[[Finding], None]) -> None:
        super().__init__()
        self._review: Review | None = None
        self._severities = Filters(
            [
                Option(_ALL, pgettext("findings", "All")),
                Option(Severity.ERROR, _("Errors")),
                Option(Severity.WARNING, _("Warnings")),
                Option(Severity.HINT, _("Hints")),
            ],
            name=_("How grave"),
        )
        self._steps = Chooser()
        self._steps.setMinimumContentsLength(_STEP)
        self._steps.setAccessibleName(_("Step of the plan"))
        self._card = FindingsCard(services, go, few=_FEW, line=_line)
        self._calm = EmptyState("circle-check", _("The plan holds together. It can be approved."))
        self._filters = QWidget()
        self._lay_out()
        self._severities.changed.connect(lambda _chosen: self._show())
        self._steps.activated.connect(lambda _index: self._show())

    def show_review(self, review: Review) -> None:
        """Show what is open now; a filter that leaves nothing is taken off."""
        self._review = review
        self._count(review)
        if not self._matching(review):
            self._severities.choose(_ALL)
            self._steps.setCurrentIndex(0)
        self._filters.setVisible(len(review.open) > _LEAST)
        self._calm.setVisible(not review.open)
        self._show()

    def show_errors(self) -> None:
        """Only the errors, with the keyboard on the first."""
        self._steps.setCurrentIndex(0)
        self._severities.choose(Severity.ERROR)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The first finding shown."""
        self._card.take_keyboard()

    def _count(self, review: Review) -> None:
        self._severities.set_count(_ALL, len(review.open))
        for severity in Severity:
            count = sum(one.severity is severity for one in review.open)
            self._severities.set_count(severity, count)
        steps: list[tuple[str, str]] = [(_ALL, _("All the steps"))]
        for step in Step:
            if found := review.of(step):
                words = f"{step_number(step)} · {step_label(step)} ({len(found)})"
                steps.append((step, words))
        self._steps.set_choices(steps)

    def _matching(self, review: Review) -> list[Finding]:
        severity, step = self._severities.chosen(), self._steps.currentData()
        return [
            one
            for one in review.open
            if severity in (_ALL, one.severity) and step in (_ALL, one.place.step)
        ]

    def _show(self) -> None:
        if self._review is not None:
            self._card.show_findings(self._matching(self._review), self._review.dismissed)

    def _lay_out(self) -> None:
        flow = FlowLayout(self._filters)
        spaced(flow, gap=12)
        flow.addWidget(self._severities)
        flow.addWidget(self._steps)
        column = QVBoxLayout(self)
        spaced(column, gap=12)
        for part in (self._filters, self._card, self._calm):
            column.addWidget(part)


def _line(finding: Finding) -> str:
    step = finding.place.step
    return f"{step_number(step)} · {step_label(step)}. {finding.advice}"
