"""What does not hold together, next to what it is about: go there, or live with it and say why."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.plan.findings import Finding
from core.plan.labels import severity_label
from core.plan.model import Dismissal
from desktop.forms.reason import Reason
from desktop.plan import actions
from desktop.plan.tones import TONES
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.list_rows import ActionRow, ActionRows
from desktop.widgets.text import text_label

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
        self._reason = Reason(
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
        self._open = {one.key: one for one in findings}
        self._dismissed = {one.key: one for one, _why in dismissed}
        shown = findings if self._all else findings[: self._few]
        self._rows.set_rows([self._row(one) for one in shown])
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
                ActionRow(one.key, one.sentence, why.reason, _("Count it again"))
                for one, why in dismissed
            ]
        )

    def _show_all(self) -> None:
        self._all = True
        self._rows.set_rows([self._row(one) for one in self._open.values()])
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
