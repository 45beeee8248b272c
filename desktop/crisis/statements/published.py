"""An approved statement, and where it is out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.crisis.desk import Desk, Worded
from core.crisis.model import Statement, StatementState
from core.crisis.statements.publishing import Outlet
from core.crisis.texts import drafts, filling
from core.crisis.texts.checks import says_undone
from core.days import clock_time
from core.errors import InvalidValue
from core.i18n import _
from desktop import outward
from desktop.crisis.inline import AddingLine, WrongLine
from desktop.crisis.looks import TallKey
from desktop.crisis.pen import Pen
from desktop.crisis.statements import actions, words
from desktop.crisis.statements.words import TextView
from desktop.forms.attempt import attempt
from desktop.forms.controls import Ticks
from desktop.notifier import Notifier
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.button import button, control_enter, is_enter
from desktop.widgets.card import Card
from desktop.widgets.layouts import empty, flow_row
from desktop.widgets.marks import IconMark
from desktop.widgets.text import text_label

_TARGET = 44


class Outlets(Card):
    """`published(channels)` when the person says where it is out."""

    published = Signal(list)

    def __init__(self, notifier: Notifier, elsewhere: Callable[[str], None]) -> None:
        """`elsewhere` gets another place, and raises `InvalidValue` for what is none."""
        super().__init__(
            # Translators: Button, verb.
            _("Publish"),
            _("From top to bottom; places with no internet come last."),
        )
        self._notifier = notifier
        self._shown: object = None
        self._ticks: dict[str, Ticks] = {}
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=2)
        self._act = TallKey(_("Note as published"), control_enter(), self._publish, kind="primary")
        self._other = AddingLine(
            _("Published elsewhere"),
            notifier,
            elsewhere,
            add=_("Note as published"),
            placeholder=_("Where"),
        )
        self.body.addLayout(self._rows)
        self.add(self._act)
        self.body.setAlignment(self._act, Qt.AlignmentFlag.AlignLeft)
        self.add(self._other)

    def show_outlets(self, worded: Worded, outlets: Sequence[Outlet]) -> None:
        """Show where it goes, and where it is out; what is ticked stays ticked."""
        shown = (worded.statement.id, worded.publications, tuple(outlets))
        if shown == self._shown:
            return
        ticked = set(self._chosen())
        self._shown = shown
        self._ticks = {}
        empty(self._rows)
        out = {item.channel: clock_time(item.at) for item in worded.publications}
        rows = [self._row(outlet, out.pop(outlet.title, ""), ticked) for outlet in outlets]
        rows += [self._row(Outlet(name, False, ""), hour, ticked) for name, hour in out.items()]
        for row in rows:
            self._rows.addWidget(row)
            # Qt would show it a moment later, and the keyboard goes past what is not shown.
            row.show()
        self._act.setVisible(bool(self._ticks))

    def has_more(self) -> bool:
        """Whether there is a place where it is not out yet."""
        return not self.isHidden() and bool(self._ticks)

    def take_keyboard(self) -> None:
        """The first channel where it is not out, or the line for another."""
        first = next(iter(self._ticks.values()), None)
        (first or self._other).setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self, channels: Sequence[str]) -> None:
        """One that was typed is noted: its line is free."""
        if self._other.text() in channels:
            self._other.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self._chosen():
            self._publish()
        else:
            super().keyPressEvent(event)

    def _row(self, outlet: Outlet, hour: str, ticked: set[str]) -> QWidget:
        row = QWidget()
        follow_theme(row, lambda: row.setMinimumHeight(current().px(_TARGET)))
        line = QHBoxLayout(row)
        spaced(line, gap=6)
        if hour:
            line.addWidget(IconMark("check", "green", 16))
            words = _("{channel}, at {time}").format(channel=outlet.title, time=hour)
            line.addWidget(text_label(words), 1)
        else:
            tick = Ticks([(outlet.title, outlet.title)])
            tick.set_value([outlet.title] if outlet.title in ticked else [])
            self._ticks[outlet.title] = tick
            line.addWidget(tick, 1)
        if outlet.text:
            line.addWidget(self._copy_button(outlet))
        return row

    def _copy_button(self, outlet: Outlet) -> QWidget:
        words = _("Copy the short text") if outlet.short else _("Copy text")
        short = _("Copy the short one") if outlet.short else _("Copy")
        copy = partial(outward.copy_text, self._notifier, outlet.text)
        made = button(short, copy, kind="quiet", icon_name="copy")
        made.setToolTip(words)
        made.setAccessibleName(f"{words}: {outlet.title}")
        return made

    def _chosen(self) -> list[str]:
        return [title for title, tick in self._ticks.items() if tick.value()]

    def _publish(self) -> None:
        self.published.emit(self._chosen())


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
        self._outlets = Outlets(notifier, self._publish_elsewhere)
        self._wrong = WrongLine()
        self._refused: Sequence[str] = ()
        self._as_it_is = button(_("Publish the text as it is"), self._publish_as_it_is)
        self._as_it_is.hide()
        self._again = button(_("Redraft the text"), self._take_up, icon_name="pencil")
        # Translators: Button, verb: give this draft up.
        self._drop = button(_("Drop draft"), self._drop_it, kind="quiet", icon_name="trash")
        self._correct = button(
            _("Write a correction"), self.correction_wanted.emit, icon_name="pencil"
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
        self._show_wrong(words.undone(approved.desk, statement, text), approved.desk, statement)
        self._whole.show_text(filling.public(approved.desk.incident, text))
        self._outlets.show_outlets(approved.worded, approved.outlets)
        self._outlets.setVisible(statement.state is not StatementState.DROPPED)
        waits = statement.state is StatementState.APPROVED
        self._again.setVisible(waits)
        self._drop.setVisible(waits)
        self._correct.setVisible(statement.state is StatementState.PUBLISHED)

    def _show_wrong(
        self, undone: Sequence[tuple[str, str]], desk: Desk, statement: Statement
    ) -> None:
        """What it says was done and is not ticked any more, or denies and is not false: it is put
        right before it spreads."""
        said = [says_undone(pair) for pair in undone]
        out = statement.state is StatementState.PUBLISHED
        told = _("Redraft it, or tick the step.")
        if denies := words.not_false(desk, statement):
            said.append(denies)
            told = _("Correct the verdict, or drop the denial.")
        if out:
            told = _("Publish a correction.")
        shown = bool(said) and statement.state is not StatementState.DROPPED
        self._undone.setText(" ".join((*said, told)))
        self._undone.setVisible(shown)

    def goes_on(self) -> bool:
        """Whether it is still to be published somewhere."""
        return self._outlets.has_more()

    def take_keyboard(self) -> None:
        """The first channel where it is not out yet."""
        self._outlets.take_keyboard()

    def message(self) -> str:
        """What could not be done; empty when all is well."""
        return self._wrong.text()

    def _publish(self, channels: Sequence[str], *, as_it_is: bool = False) -> None:
        if not self._attempt(lambda: self._note(channels, as_it_is=as_it_is)):
            self._offer_as_it_is(channels)

    def _publish_elsewhere(self, channel: str) -> None:
        """Raises `InvalidValue`, which its line says."""
        self._say("")
        try:
            self._note([channel])
        except InvalidValue:
            self._offer_as_it_is([channel])
            raise

    def _publish_as_it_is(self) -> None:
        self._publish(self._refused, as_it_is=True)

    def _note(self, channels: Sequence[str], *, as_it_is: bool = False) -> None:
        """Raises `AppError`."""
        if self._shown is not None:
            actions.publish(self._pen, self._shown.worded, channels, as_it_is=as_it_is)
            self._outlets.forget(channels)
            self._outlets.take_keyboard()

    def _offer_as_it_is(self, channels: Sequence[str]) -> None:
        """What was refused for its hour may go out with it, if the person says so."""
        shown = self._shown
        if shown and any(draft.worded == shown.worded for draft in drafts.behind(shown.desk)):
            self._refused = channels
            self._as_it_is.show()
            self._as_it_is.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_up(self) -> None:
        shown = self._shown
        if shown is None:
            return
        made: list[int] = []

        def work() -> None:
            made.append(actions.take_up(self._pen, shown.worded))

        if self._attempt(work):
            self.begun.emit(made[0])

    def _drop_it(self) -> None:
        shown = self._shown
        if shown is None:
            return

        self._attempt(lambda: actions.drop(self._pen, shown.worded))

    def _attempt(self, work: Callable[[], None]) -> bool:
        done = attempt(work, self._notifier, self._say)
        if done:
            self._say("")
        return done

    def _say(self, sentence: str) -> None:
        self._wrong.say(sentence)
        self._as_it_is.hide()
