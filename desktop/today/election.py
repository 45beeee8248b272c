"""The days to an election, and whether a text may go out while it is under way."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.days import long_day
from core.i18n import _, ngettext
from core.plan.electoral import ElectoralPeriod
from core.town.model import Town
from desktop.forms.lines import GrowingText
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.bullets import Bullets
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import flow_row
from desktop.widgets.scroll_page import bring_into_view
from desktop.widgets.text import text_label

if TYPE_CHECKING:
    from core.calendar.guard import Judgement

_AHEAD = timedelta(days=180)
"""Before the call of an election there is nothing to be careful of yet."""
_BEGUN = 4
"""Words from which a text that says nothing of use yet is told so."""


class ElectionCard(Card):
    """Hidden while no election is near.

    Its buttons go to the guide to what may be published, and read a text by its rules.
    """

    def __init__(self, to_guide: Callable[[], object], town: Callable[[], Town]) -> None:
        super().__init__()
        self._town = town
        self._period: ElectoralPeriod | None = None
        self._trial: Trial | None = None
        self._days = text_label("", "figure", wraps=False)
        self._what = text_label("", "strong")
        self._line = text_label("", "muted")
        texts = QVBoxLayout()
        spaced(texts, gap=2)
        texts.addWidget(self._what)
        texts.addWidget(self._line)
        self._try = button(_("Try a text"), self.unfold, kind="quiet")
        guide = button(_("What may I publish?"), to_guide, kind="quiet")
        texts.addWidget(flow_row(guide, self._try))
        row = QHBoxLayout()
        spaced(row, gap=16)
        row.addWidget(self._days, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.body.addLayout(row)
        self.hide()

    def show_period(self, period: ElectoralPeriod | None, today: date) -> None:
        """Show the period that is under way or comes next, if it is near on this day."""
        self._period = period
        if period is None or period.called_on > today + _AHEAD:
            self.hide()
            return
        self.show()
        inside = period.called_on <= today
        if inside:
            days = (period.voted_on - today).days + 1
            what = ngettext("day of electoral period left", "days of electoral period left", days)
            line = _("Until {vote}, no achievements and no inaugurations.")
        else:
            days = (period.called_on - today).days
            what = ngettext(
                "day until elections are called", "days until elections are called", days
            )
            line = _("From {call}, no achievements and no inaugurations.")
        self._days.setText(str(days))
        self._what.setText(what)
        self._line.setText(
            line.format(call=long_day(period.called_on), vote=long_day(period.voted_on))
        )
        self.setAccessibleName(f"{days} {what}")

    def unfold(self) -> None:
        """Show the trial of a text, or put it away; what was typed stays."""
        if self._period is None:
            return
        if self._trial is None:
            self._trial = Trial(self._period, self._town())
            self._trial.hide()
            self.add(self._trial)
        shown = self._trial.isHidden()
        self._trial.setVisible(shown)
        set_words(self._try, _("Close the trial") if shown else _("Try a text"))
        if shown:
            self._trial.take_keyboard()


class Trial(QWidget):
    """A text read by the rules of an electoral period, while it is typed. Nothing of it is kept."""

    def __init__(self, period: ElectoralPeriod, town: Town) -> None:
        super().__init__()
        self._period, self._town = period, town
        self._text = GrowingText(3, 8)
        self._verdict = text_label("", "strong")
        self._why = Bullets()
        box = QVBoxLayout(self)
        spaced(box, (0, 8, 0, 0), gap=8)
        told = _("As it would go out in that period. It is neither kept nor published.")
        for part in (LabelledField(_("Text"), self._text, told), self._verdict, self._why):
            box.addWidget(part)
        self._verdict.hide()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._judge)
        self._text.textChanged.connect(self._soon.start)

    def take_keyboard(self) -> None:
        """The text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self) -> None:
        # Its lists of words are read when somebody asks, and not while the page comes up.
        from core.calendar import guard

        text = self._text.toPlainText().strip()
        found = guard.judged(text, [self._period], self._town)
        if found.clear or text.count(" ") >= _BEGUN:
            self._say(found)
        else:
            self._verdict.hide()
            self._why.show_lines(())

    def _say(self, found: "Judgement") -> None:
        told = _("Change it or ask first") if found.flag else _("Nothing was found against it")
        again = self._verdict.isVisible() and told == self._verdict.text()
        self._verdict.setText(told)
        self._verdict.show()
        self._why.show_lines([str(reason) for reason in found.reasons])
        if not again:
            announce(self._verdict, told)
        bring_into_view(self._why)
