"""What the shares of the eight uses add up to."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.numbers import percent
from core.plan.model import Use
from core.plan.rules.uses import ALL
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.chip import level_chip
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.text import text_label


class ShareSum(QWidget):
    """The sum, and in words what is missing to the whole."""

    def __init__(self) -> None:
        super().__init__()
        self._sum = text_label("", "strong", wraps=False)
        self._state = level_chip("", Tone.NEUTRAL)
        flow = FlowLayout(self)
        spaced(flow, (12, 2, 0, 2), gap=10)
        flow.addWidget(self._sum)
        flow.addWidget(self._state)

    def show_uses(self, uses: Sequence[Use]) -> None:
        """Add up their shares."""
        total = sum(one.share or 0 for one in uses)
        words, tone = _state(total)
        self._sum.setText(_("Sum: {total}").format(total=percent(total)))
        self._state.show_level(words, tone)


def _state(total: int) -> tuple[str, Tone]:
    if total == ALL:
        return _("shared out"), Tone.GREEN
    if total < ALL:
        return _("{rest} left to share out").format(rest=percent(ALL - total)), Tone.YELLOW
    return _("{rest} too much").format(rest=percent(total - ALL)), Tone.RED
