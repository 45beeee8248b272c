"""What the plan lacks, in the step it belongs to and all at once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _, ngettext, pgettext
from core.plan.findings import Finding
from core.plan.kinds import PlanStep, Severity
from core.plan.labels import severity_label, step_label, step_number
from core.plan.model import Dismissal
from core.plan.review import PlanReview
from desktop.forms.choosing import Chooser
from desktop.forms.suggestion import ReasonField
from desktop.plan import actions
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.choices import Filters, Option
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.list_rows import ActionRow, ActionRows
from desktop.widgets.text import text_label

TONES = {Severity.ERROR: Tone.RED, Severity.WARNING: Tone.YELLOW, Severity.HINT: Tone.NEUTRAL}


_FEW = 2
"""Rows shown before the person asks for all: the body of the step must stay in sight."""


class FindingsCard(Card):
    """Open findings with two buttons each, and those dismissed with their reason."""

    def __init__(
        self,
        services: Services,
        go: Callable[[Finding], None],
        *,
        few: int = _FEW,
        line: Callable[[Finding], str] = lambda finding: finding.advice,
    ) -> None:
        """`few` rows are shown at first; `line` is what stands in grey below the sentence."""
        super().__init__(flush=True)
        self._few = few
        self._line = line
        self._services = services
        self._go = go
        self._open: dict[str, Finding] = {}
        self._dismissed: dict[str, Finding] = {}
        self._all = False
        self._asked = 0
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: self._go(self._open[key]))
        self._rows.dismissed.connect(self._ask_reason)
        self._more = button("", self._show_all, kind="quiet", icon_name="chevron-down")
        self._reason = ReasonField(
            _("Why is it dismissed?"),
            _("The reason is kept with the plan."),
            _("Say in a few words why it is not to be mended."),
            lambda: self._take_row(self._asked),
        )
        self._reason_for = ""
        self._kept_title = text_label(_("Dismissed, with the reason"), "small")
        self._kept = ActionRows()
        self._kept.acted.connect(lambda key: actions.recall(services, self._dismissed[key]))
        # Above the rows: below the last of them it would be out of sight.
        for part in (self._reason, self._rows, self._more):
            self.add(part)
        self._kept_head = _padded(self._kept_title)
        self.add(self._kept_head)
        self.add(self._kept)

    def show_findings(
        self, findings: Sequence[Finding], dismissed: Sequence[tuple[Finding, Dismissal]]
    ) -> None:
        """Show these; a reason being typed stays while its finding is open."""
        self._open = {finding.key: finding for finding in findings}
        self._dismissed = {finding.key: finding for finding, _why in dismissed}
        shown = findings if self._all else findings[: self._few]
        self._rows.set_rows([self._row(finding) for finding in shown])
        self._rows.setVisible(bool(findings))
        hidden = len(findings) - len(shown)
        self._more.setVisible(hidden > 0)
        set_words(self._more, ngettext("One more", "{count} more", hidden).format(count=hidden))
        self.setVisible(bool(findings or dismissed))
        if self._reason_for and self._reason_for not in self._open:
            self._reason_for = ""
            self._reason.close_asking()
        self._kept_head.setVisible(bool(dismissed))
        self._kept.set_rows(
            [
                ActionRow(finding.key, finding.sentence, why.reason, _("Count it again"))
                for finding, why in dismissed
            ]
        )

    def _show_all(self) -> None:
        self._all = True
        self._rows.set_rows([self._row(finding) for finding in self._open.values()])
        self._rows.take_keyboard(self._few)
        self._more.hide()

    def take_keyboard(self) -> None:
        """The first finding that is open, or the first that was dismissed."""
        self._take_row(0)

    def _ask_reason(self, key: str) -> None:
        self._asked = list(self._open).index(key)
        self._reason_for = key
        finding = self._open[key]
        self._reason.ask(
            finding.sentence,
            _("Dismiss"),
            lambda reason: actions.dismiss(self._services, finding, reason),
        )

    def _take_row(self, at: int) -> None:
        if not self._rows.take_keyboard(at):
            self._kept.take_keyboard()

    def _row(self, finding: Finding) -> ActionRow:
        return ActionRow(
            finding.key,
            finding.sentence,
            self._line(finding),
            _("Go there"),
            TONES[finding.severity],
            severity_label(finding.severity),
            _("Dismiss…"),
        )


def _padded(widget: QWidget) -> QWidget:
    outer = QWidget()
    box = QVBoxLayout(outer)
    spaced(box, (16, 14, 16, 10))
    box.addWidget(widget)
    return outer


_FEW_OPEN = 12
_ALL = ""
_STEP = 24
"""Characters of the name of a step, about."""
_LEAST = 4
"""Findings up to which nobody needs to narrow them down."""


class OpenFindings(QWidget):
    """The list of step 8, errors first, and in each severity in the order of the steps."""

    def __init__(self, services: Services, go: Callable[[Finding], None]) -> None:
        super().__init__()
        self._review: PlanReview | None = None
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
        self._card = FindingsCard(services, go, few=_FEW_OPEN, line=_line)
        self._calm = EmptyState("circle-check", _("The plan holds together. It can be approved."))
        self._filters = QWidget()
        self._lay_out()
        self._severities.changed.connect(lambda _chosen: self._show())
        self._steps.activated.connect(lambda _index: self._show())

    def show_review(self, review: PlanReview) -> None:
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

    def _count(self, review: PlanReview) -> None:
        self._severities.set_count(_ALL, len(review.open))
        for severity in Severity:
            count = sum(finding.severity is severity for finding in review.open)
            self._severities.set_count(severity, count)
        steps: list[tuple[str, str]] = [(_ALL, _("All the steps"))]
        for step in PlanStep:
            if found := review.of(step):
                words = f"{step_number(step)} · {step_label(step)} ({len(found)})"
                steps.append((step, words))
        self._steps.set_choices(steps)

    def _matching(self, review: PlanReview) -> list[Finding]:
        severity, step = self._severities.chosen(), self._steps.currentData()
        return [
            finding
            for finding in review.open
            if severity in (_ALL, finding.severity) and step in (_ALL, finding.place.step)
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
