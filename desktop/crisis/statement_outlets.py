"""Where an approved statement goes out: a tick for each channel, its text to copy, one key."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.crisis.desk import Worded
from core.crisis.statements.publishing import Outlet
from core.days import clock_time
from core.i18n import _
from desktop.crisis.adding_line import AddingLine
from desktop.crisis.statement_text_view import copy_text
from desktop.crisis.tall_key import TallKey
from desktop.forms.ticks import Ticks
from desktop.notifier import Notifier
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import control_enter, icon_button, is_enter
from desktop.widgets.card import Card
from desktop.widgets.layouts import empty
from desktop.widgets.marks import IconMark
from desktop.widgets.text import text_label

_TARGET = 44


class Outlets(Card):
    """`published(channels)` when the person says where it is out."""

    published = Signal(list)

    def __init__(self, notifier: Notifier) -> None:
        super().__init__(
            _("Publish"),
            _("From top to bottom; where there is no internet comes last."),
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
            self._elsewhere,
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
        out = {one.channel: clock_time(one.at) for one in worded.publications}
        rows = [self._row(one, out.pop(one.title, ""), ticked) for one in outlets]
        rows += [self._row(Outlet(name, False, ""), hour, ticked) for name, hour in out.items()]
        for row in rows:
            self._rows.addWidget(row)
            # Qt would show it a moment later, and the keyboard goes past what is not shown.
            row.show()
        self._act.setVisible(bool(self._ticks))

    def take_keyboard(self) -> None:
        """The first channel where it is not out, or the line for another."""
        first = next(iter(self._ticks.values()), None)
        (first or self._other).setFocus(Qt.FocusReason.OtherFocusReason)

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
        made = icon_button("copy", words, partial(copy_text, self._notifier, outlet.text))
        made.setAccessibleName(f"{words}: {outlet.title}")
        return made

    def _chosen(self) -> list[str]:
        return [title for title, tick in self._ticks.items() if tick.value()]

    def _publish(self) -> None:
        self.published.emit(self._chosen())

    def _elsewhere(self, channel: str) -> None:
        self.published.emit([channel])
