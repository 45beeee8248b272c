"""What the plan lacks, in the step it belongs to and all at once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext, pgettext
from core.plan.findings import Finding
from core.plan.kinds import Severity
from core.plan.labels import severity_label, step_label, step_number
from core.plan.model import Dismissal
from core.plan.review import PlanReview
from desktop.forms.suggestion import ReasonField
from desktop.plan import actions
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.choices import Filters, Option
from desktop.widgets.folding import Width, window_width
from desktop.widgets.heard import hear_as
from desktop.widgets.layouts import Beside
from desktop.widgets.lists.rows import ActionRow, ActionRows, row_head
from desktop.widgets.marks import ADVICE, ERROR, WARNING, IconMark, SignMark
from desktop.widgets.text import text_label, tip

MARKS = {Severity.ERROR: ERROR, Severity.WARNING: WARNING, Severity.HINT: ADVICE}


_ALIKE = 2
"""Findings of one rule up to which each is shown."""
_LIKE = "like:"


class Findings(QWidget):
    """Open findings with two buttons each, and those dismissed with their reason.

    `unfolded` carries a rule of which all findings are to be shown.
    """

    unfolded = Signal(str)

    def __init__(
        self,
        services: Services,
        go: Callable[[Finding], None],
        line: Callable[[Finding], str] = lambda finding: finding.advice,
        back: Callable[[], None] | None = None,
    ) -> None:
        """`line` is what stands in grey below the sentence; `back` takes the keyboard when a reason
        was given, else the row does that came after."""
        super().__init__()
        self._line = line
        self._services = services
        self._go = go
        self._open: dict[str, Finding] = {}
        self._dismissed: dict[str, Finding] = {}
        self._asked = 0
        self._rows = ActionRows()
        self._rows.acted.connect(self._act)
        self._rows.dismissed.connect(lambda key: self.ask_reason(self._open[key]))
        self._reason = ReasonField(
            _("Why is it dismissed?"),
            _("The reason is kept with the plan."),
            _("Say in a few words why it will not be fixed."),
            back or self._take_next,
        )
        self._reason_for = ""
        self._kept_title = row_head(_("Dismissed, with the reason"))
        self._kept = ActionRows()
        self._kept.acted.connect(lambda key: actions.recall(services, self._dismissed[key]))
        box = QVBoxLayout(self)
        spaced(box)
        # Above the rows: below the last of them it would be out of sight.
        for part in (self._reason, self._rows, self._kept_title, self._kept):
            box.addWidget(part)

    def show_findings(
        self,
        findings: Sequence[Finding],
        dismissed: Sequence[tuple[Finding, Dismissal]],
        whole: Collection[str] | None = None,
    ) -> None:
        """Show these, tips apart from what is to fix, which is all that others count; of many of
        one rule the first alone, unless it is one of `whole` rules."""
        self._open = {finding.key: finding for finding in findings}
        self._dismissed = {finding.key: finding for finding, _why in dismissed}
        self._rows.set_rows(list(self._folded(findings, whole)))
        self._rows.setVisible(bool(findings))
        self._kept_title.setVisible(bool(dismissed))
        self._kept.setVisible(bool(dismissed))
        self._kept.set_rows(
            [
                ActionRow(finding.key, finding.sentence, why.reason, _("Count it again"))
                for finding, why in dismissed
            ]
        )

    def ask_reason(self, finding: Finding) -> None:
        """Ask why a finding is dismissed."""
        keys = list(self._open)
        self._asked = keys.index(finding.key) if finding.key in keys else 0
        self._reason_for = finding.key
        self._reason.ask(
            finding.sentence,
            _("Dismiss the finding"),
            lambda reason: actions.dismiss(self._services, finding, reason),
        )

    def ask_no_more(self, open_keys: Collection[str]) -> None:
        """Close the question when what it is about is not open any more."""
        if self._reason_for and self._reason_for not in open_keys:
            self._reason_for = ""
            self._reason.close_asking()

    def asks(self) -> bool:
        """True while a reason is asked for."""
        return not self._reason.isHidden()

    def take_keyboard(self, at: int = 0) -> bool:
        """A finding that is open, or the first that was dismissed; False when there is none."""
        return self._rows.take_keyboard(at) or self._kept.take_keyboard()

    def _take_next(self) -> None:
        self.take_keyboard(self._asked)

    def _act(self, key: str) -> None:
        if key in self._open:
            self._go(self._open[key])
        else:
            self.unfolded.emit(key.removeprefix(_LIKE))

    def _folded(
        self, findings: Sequence[Finding], whole: Collection[str] | None
    ) -> Iterator[ActionRow]:
        counts = Counter(finding.rule for finding in findings)
        apart = _first_tip(findings)
        told: set[str] = set()
        for finding in findings:
            rule, alike = finding.rule, counts[finding.rule]
            if whole is None or rule in whole or alike <= _ALIKE:
                yield self._row(finding, apart)
            elif rule not in told:
                told.add(rule)
                yield self._row(finding, apart)
                words = ngettext("{count} more like that", "{count} more like that", alike - 1)
                yield ActionRow(
                    f"{_LIKE}{rule}", words.format(count=alike - 1), "", _("Show the findings")
                )

    def _row(self, finding: Finding, apart: Finding | None) -> ActionRow:
        return ActionRow(
            finding.key,
            finding.sentence,
            self._line(finding),
            _("Go there"),
            MARKS[finding.severity],
            severity_label(finding.severity),
            _("Dismiss the finding…"),
            _("Tips") if finding is apart else "",
        )


def _first_tip(findings: Sequence[Finding]) -> Finding | None:
    """Where tips begin after what is to fix."""
    tips = (finding for finding in findings[1:] if finding.severity is Severity.HINT)
    first = next(tips, None)
    return first if findings and findings[0].severity is not Severity.HINT else None


class FindingsStrip(Card):
    """The gravest finding of a step in one line, with its two actions; the others unfold below."""

    def __init__(self, services: Services, go: Callable[[Finding], None]) -> None:
        super().__init__(flush=True)
        self._first: Finding | None = None
        self._below: tuple[Sequence[Finding], Sequence[tuple[Finding, Dismissal]]] = (), ()
        """The others, and those that were dismissed: shown when they are unfolded."""
        self._brief = False
        self._marks = {severity: SignMark(mark, 14) for severity, mark in MARKS.items()}
        self._calm = IconMark("check", "ink", 18)
        self._words = text_label("")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._to = go
        self._go = button(_("Go there"), self._go_there, kind="quiet")
        self._dismiss = button(_("Dismiss the finding…"), self._ask_reason, kind="quiet")
        self._more = button("", self._turn, kind="quiet", icon_name="chevron-down")
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._more.setCheckable(True)
        hear_as(self._more, "fold")
        self._others = Findings(services, go, back=self.take_keyboard)
        self._others.hide()
        self.add(self._line())
        self.add(self._others)
        follow_theme(self, self._show_words)

    def show_findings(
        self, findings: Sequence[Finding], dismissed: Sequence[tuple[Finding, Dismissal]]
    ) -> None:
        """Show these, the gravest first; hints are only counted."""
        held = self._go.hasFocus() or self._dismiss.hasFocus()
        first = findings[0] if findings and findings[0].severity is not Severity.HINT else None
        self._first = first
        rest = findings[1:] if first else findings
        for severity, mark in self._marks.items():
            mark.setVisible(first is not None and first.severity is severity)
        self._calm.setVisible(first is None)
        self._show_words()
        for made in (self._go, self._dismiss):
            made.setVisible(first is not None)
        if first:
            self._go.setAccessibleName(f"{self._go.text()}: {first.sentence}")
            self._dismiss.setAccessibleName(f"{self._dismiss.text()}: {first.sentence}")
        self._below = rest, dismissed
        self._more.setVisible(bool(rest or dismissed))
        set_words(self._more, _more_words(rest, dismissed))
        self._others.ask_no_more({finding.key for finding in findings})
        self._fold()
        if held and first is None:
            self.take_keyboard()

    def is_calm(self) -> bool:
        """True when there is nothing to mend, nothing to read and nothing that was dismissed."""
        return self._first is None and self._more.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._brief is not (window_width(self) < Width.MEDIUM):
            self._show_words()

    def take_keyboard(self) -> None:
        """The way to the gravest finding, else what unfolds the others."""
        made = self._more if self._first is None else self._go
        made.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self) -> QWidget:
        words = QWidget()
        row = QHBoxLayout(words)
        spaced(row, gap=10)
        for mark in (*self._marks.values(), self._calm):
            row.addWidget(mark)
        row.addWidget(self._words, 1)
        line = Beside(words, text_room=_TEXT_ROOM)
        for made in (self._go, self._dismiss, self._more):
            line.add_action(made)
        outer = QWidget()
        box = QVBoxLayout(outer)
        spaced(box, (14, 2, 8, 2))
        box.addWidget(line)
        follow_theme(outer, lambda: outer.setMinimumHeight(current().px(_STRIP)))
        return outer

    def _show_words(self) -> None:
        """What is the matter in bold, and what to do about it while there is room."""
        self._brief = window_width(self) < Width.MEDIUM
        told = (_("Nothing to fix in this step."), "")
        if self._first is not None:
            told = (self._first.sentence, self._first.advice)
        sentence, advice = (escape(words, quote=False) for words in told)
        strong, muted = current().tokens.ink, current().tokens.muted
        shown = f'<span style="color: {strong}; font-weight: 600">{sentence}</span>'
        if not self._brief:
            shown += f' <span style="color: {muted}">{advice}</span>'
        self._words.setText(shown)
        self._words.setToolTip(tip(told[1]) if self._brief else "")
        self._words.setAccessibleName(" ".join(filter(None, told)))

    def _go_there(self) -> None:
        if self._first is not None:
            self._to(self._first)

    def _ask_reason(self) -> None:
        if self._first is not None:
            self._others.ask_reason(self._first)
            self._fold()

    def _turn(self) -> None:
        self._fold()
        if self._more.isChecked():
            self._others.take_keyboard()

    def _fold(self) -> None:
        unfolded = self._more.isChecked() or self._others.asks()
        if unfolded:
            self._others.show_findings(*self._below)
        self._others.setVisible(unfolded)


def _more_words(rest: Sequence[Finding], dismissed: Sequence[object]) -> str:
    count, gone = len(rest), len(dismissed)
    hints = all(finding.severity is Severity.HINT for finding in rest)
    told = [
        (hints, count, ngettext("One tip", "{count} tips", count)),
        (not hints, count, ngettext("One more", "{count} more", count)),
        (True, gone, ngettext("One dismissed", "{count} dismissed", gone)),
    ]
    return " · ".join(words.format(count=much) for on, much, words in told if on and much)


_TEXT_ROOM = 190
_STRIP = 38
_ALL = "all"
_LEAST = 4
"""Findings up to which nobody needs to narrow them down."""


class OpenFindings(QWidget):
    """The list of step 8, errors first, and in each severity in the order of the steps.

    Of those that say the same of many things the first is shown, and how many there are.
    """

    def __init__(self, services: Services, go: Callable[[Finding], None]) -> None:
        super().__init__()
        self._review: PlanReview | None = None
        self._unfolded: set[str] = set()
        self._severities = Filters(
            [
                Option(_ALL, pgettext("findings", "All")),
                Option(Severity.ERROR, _("Errors")),
                Option(Severity.WARNING, _("Warnings")),
                Option(Severity.HINT, _("Tips")),
            ],
            name=_("How serious"),
        )
        self._rows = Findings(services, go, _step_line)
        self._rows.unfolded.connect(self._unfold)
        self._card = Card(flush=True)
        self._card.add(self._rows)
        self._calm = EmptyState(
            "circle-check", _("The plan has no errors. It can be taken to approval.")
        )
        self._severities.changed.connect(lambda _chosen: self._show())
        column = QVBoxLayout(self)
        spaced(column, gap=12)
        for part in (self._severities, self._card, self._calm):
            column.addWidget(part)

    def show_review(self, review: PlanReview) -> None:
        """Show what is open now; a filter that leaves nothing is taken off."""
        self._review = review
        self._severities.set_count(_ALL, len(review.open))
        for severity in Severity:
            count = sum(finding.severity is severity for finding in review.open)
            self._severities.set_count(severity, count)
        if not self._matching(review):
            self._severities.choose(_ALL)
        self._severities.setVisible(len(review.open) > _LEAST)
        self._calm.setVisible(not review.open)
        self._show()

    def show_errors(self) -> None:
        """Only the errors, with the keyboard on the first."""
        self._severities.choose(Severity.ERROR)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The first finding shown."""
        self._rows.take_keyboard()

    def _matching(self, review: PlanReview) -> list[Finding]:
        severity = self._severities.chosen()
        return [finding for finding in review.open if severity in (_ALL, finding.severity)]

    def _unfold(self, rule: str) -> None:
        self._unfolded.add(rule)
        self._show()

    def _show(self) -> None:
        if self._review is None:
            return
        self._rows.show_findings(
            self._matching(self._review), self._review.dismissed, self._unfolded
        )
        self._rows.ask_no_more({finding.key for finding in self._review.open})
        self._card.setVisible(bool(self._review.open or self._review.dismissed))


def _step_line(finding: Finding) -> str:
    step = finding.place.step
    return f"{step_number(step)} · {step_label(step)}. {finding.advice}"
