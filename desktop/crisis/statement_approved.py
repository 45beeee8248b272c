"""An approved statement: its words stand; what is left is to publish it, or to correct it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.desk import Desk, Worded
from core.crisis.model import Statement, StatementState
from core.crisis.statements.publishing import Outlet
from core.crisis.texts import drafts, filling
from core.crisis.texts.checks import says_undone
from core.i18n import _
from desktop.crisis import statement_actions
from desktop.crisis import statement_words as words
from desktop.crisis.pen import Pen
from desktop.crisis.statement_outlets import Outlets
from desktop.crisis.statement_text_view import TextView
from desktop.crisis.wrong_line import WrongLine
from desktop.forms.attempt import attempt
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.layouts import flow_row
from desktop.widgets.text import text_label


@dataclass(frozen=True)
class Approved:
    """What is no draft any more, in one language, and where it goes."""

    desk: Desk
    worded: Worded
    language: str
    outlets: Sequence[Outlet] = ()


class ApprovedView(QWidget):
    """`begun(id)` says that it was taken up again, `correction_wanted` that it is wrong."""

    begun = Signal(int)
    correction_wanted = Signal()

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__()
        self._pen = pen
        self._notifier = notifier
        self._shown: Approved | None = None
        self._told = text_label("", "muted")
        self._undone = text_label("")
        self._undone.setProperty("tone", str(Tone.RED))
        self._still = text_label("")
        self._still.setProperty("tone", str(Tone.RED))
        self._whole = TextView(notifier)
        self._outlets = Outlets(notifier)
        self._wrong = WrongLine()
        self._refused: list[str] = []
        self._as_it_is = button(_("Publish as it is"), self._publish_as_it_is)
        self._as_it_is.hide()
        self._again = button(_("Take up again"), self._take_up, icon_name="pencil")
        self._drop = button(_("Drop"), self._drop_it, kind="quiet", icon_name="trash")
        self._correct = button(
            _("Publish a correction"), self.correction_wanted.emit, icon_name="pencil"
        )
        row = flow_row(self._again, self._correct, self._drop)
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        for part in (self._told, self._still, self._undone, self._outlets, self._wrong):
            box.addWidget(part)
        box.addWidget(self._as_it_is, 0, Qt.AlignmentFlag.AlignLeft)
        for below in (self._whole, row):
            box.addWidget(below)
        self._outlets.published.connect(self._publish)

    def show_approved(self, approved: Approved) -> None:
        """Show it; what is ticked stays ticked."""
        before = self._shown
        self._shown = approved
        statement = approved.worded.statement
        if before is None or before.worded.statement.id != statement.id:
            self._say("")
        self._told.setText(words.approved(approved.worded))
        self._told.setVisible(bool(self._told.text()))
        self._still.setText(words.still_said(approved.desk, approved.worded))
        self._still.setVisible(bool(self._still.text()))
        text = approved.worded.text(approved.language)
        self._show_undone(words.undone(approved.desk, statement, text), statement)
        self._whole.show_text(filling.public(approved.desk.incident, text))
        self._outlets.show_outlets(approved.worded, approved.outlets)
        self._outlets.setVisible(statement.state is not StatementState.DROPPED)
        waits = statement.state is StatementState.APPROVED
        self._again.setVisible(waits)
        self._drop.setVisible(waits)
        self._correct.setVisible(statement.state is StatementState.PUBLISHED)

    def _show_undone(self, undone: Sequence[tuple[str, str]], statement: Statement) -> None:
        """What it says was done and is not ticked any more: it is put right before it spreads."""
        said = [says_undone(one) for one in undone]
        out = statement.state is StatementState.PUBLISHED
        told = _("Publish a correction.") if out else _("Take it up again, or tick the step.")
        shown = bool(said) and statement.state is not StatementState.DROPPED
        self._undone.setText(" ".join((*said, told)))
        self._undone.setVisible(shown)

    def take_keyboard(self) -> None:
        """The first channel where it is not out yet."""
        self._outlets.take_keyboard()

    def message(self) -> str:
        """What could not be done; empty when all is well."""
        return self._wrong.text()

    def _publish(self, channels: list[str], *, as_it_is: bool = False) -> None:
        shown = self._shown
        if shown is None:
            return

        def work() -> None:
            statement_actions.publish(self._pen, shown.worded, channels, as_it_is=as_it_is)

        if self._attempt(work):
            self._outlets.take_keyboard()
        elif any(one.worded == shown.worded for one in drafts.behind(shown.desk)):
            self._refused = channels
            self._as_it_is.show()
            self._as_it_is.setFocus(Qt.FocusReason.OtherFocusReason)

    def _publish_as_it_is(self) -> None:
        self._publish(self._refused, as_it_is=True)

    def _take_up(self) -> None:
        shown = self._shown
        if shown is None:
            return
        made: list[int] = []

        def work() -> None:
            made.append(statement_actions.take_up(self._pen, shown.worded))

        if self._attempt(work):
            self.begun.emit(made[0])

    def _drop_it(self) -> None:
        shown = self._shown
        if shown is None:
            return

        self._attempt(lambda: statement_actions.drop(self._pen, shown.worded))

    def _attempt(self, work: Callable[[], None]) -> bool:
        done = attempt(work, self._notifier, self._say)
        if done:
            self._say("")
        return done

    def _say(self, sentence: str) -> None:
        self._wrong.say(sentence)
        self._as_it_is.hide()
