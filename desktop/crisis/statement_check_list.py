"""What is looked at in a draft while it is being written, each with its sign and in words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.crisis.texts.checks import Check
from core.i18n import _, ngettext
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.card import Card
from desktop.widgets.layouts import FlowLayout, empty
from desktop.widgets.marks import IconMark
from desktop.widgets.text import text_label

_MARK, _LEAST = 16, 60


class CheckList(Card):
    """First what is to be mended, each with what to do; then what is well, in a few words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Checks"))
        self._shown: list[Check] | None = None
        self._title = text_label("", "strong")
        self._bad = QVBoxLayout()
        spaced(self._bad, gap=6)
        well = QWidget()
        self._well = FlowLayout(well)
        spaced(self._well, gap=10)
        self.add(self._title)
        self.body.addLayout(self._bad)
        self.add(well)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these; the same again cost nothing."""
        if list(checks) == self._shown:
            return
        self._shown = list(checks)
        empty(self._bad)
        empty(self._well)
        wrong = [one for one in checks if not one.well]
        self._title.setText(_title(len(wrong)))
        for one in wrong:
            self._bad.addWidget(_row(one))
        for one in checks:
            if one.well:
                self._well.addWidget(_row(one))


def _title(count: int) -> str:
    if not count:
        return _("Checked: all is well")
    return ngettext(
        "Checked: {count} thing to look at", "Checked: {count} things to look at", count
    ).format(count=count)


def _row(check: Check) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    spaced(line, gap=6)
    sign, tone = ("check", Tone.GREEN) if check.well else ("triangle-alert", Tone.ORANGE)
    line.addWidget(IconMark(sign, str(tone), _MARK), 0, Qt.AlignmentFlag.AlignTop)
    if check.well:
        line.addWidget(_Short(check.label))
        row.setToolTip(check.label)
        row.setAccessibleName(_("{check}: well").format(check=check.label))
        return row
    words = QVBoxLayout()
    spaced(words)
    words.addWidget(text_label(check.label, "strong"))
    words.addWidget(text_label(check.advice))
    line.addLayout(words, 1)
    row.setAccessibleName(f"{check.label}. {check.advice}")
    return row


class _Short(QLabel):
    """A few words in one line, cut where there is no room for all of them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "muted")

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(_LEAST), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        end = Qt.TextElideMode.ElideRight
        words = self.fontMetrics().elidedText(self.text(), end, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
