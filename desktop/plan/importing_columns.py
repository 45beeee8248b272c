"""Which column of a table of figures measures which objective, and how."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.plan.figure_tables import Column, Match, Sheet
from core.plan.kinds import Frequency
from core.plan.matching import How, usual_how
from core.plan.measuring import Period
from core.plan.model import Objective
from desktop.forms.chooser import Chooser
from desktop.theme.scaling import spaced
from desktop.widgets.beside import Columns
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import empty
from desktop.widgets.text import divider, text_label

_BESIDE = 440
_FIRST, _MORE = 12, 40
"""Columns shown at first, and with each press of the button: exports have up to some hundreds."""


@dataclass(frozen=True)
class Wanted:
    """How a table is to be read."""

    date_column: int
    period: Period
    matches: Mapping[int, Match]
    """By column; columns that measure nothing are left out."""


class ColumnsCard(Card):
    """The column of the days, the period, and a row for each column of figures.

    `changed` follows each choice. Columns that were recognised come first; of many others the last
    ones wait behind a button.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Which column measures what"),
            _("Found by the names of the columns. Correct what is not right."),
        )
        self._days = LabelledField(_("Column of the dates"), self._chooser([]))
        self._period = LabelledField(
            _("One reading for each"),
            self._chooser([(str(one), period_label(one)) for one in Period]),
            _("Choose the one for which the target is set."),
        )
        self._offered = _Offered(())
        self._waiting: list[Column] = []
        self._rows: list[_Row] = []
        self._more = button("", self._show_more, icon_name="chevron-down")
        self._box = QVBoxLayout()
        spaced(self._box, gap=12)
        self.add(Columns(self._period, self._days, shares=(1, 1), least=_BESIDE, ragged=True))
        self.body.addLayout(self._box)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()
        spaced(self.body, (16, 14, 16, 16), gap=14)

    def show_sheet(
        self, sheet: Sheet, proposed: Mapping[int, Match], objectives: Sequence[Objective]
    ) -> None:
        """Offer the columns of a table, matched so far as `proposed` says."""
        dated = [
            (one.index, _titled(one))
            for one in sheet.columns
            if one.is_date or one.index == sheet.date_column
        ]
        self._choose(self._days, dated, sheet.date_column)
        self._days.setVisible(len(dated) > 1)
        period = _usual_period([one.objective for one in proposed.values()])
        self._choose(self._period, None, str(period))
        empty(self._box)
        self._rows, self._offered = [], _Offered(objectives)
        columns = sorted(
            (one for one in sheet.columns if one.is_number),
            key=lambda one: one.index not in proposed,
        )
        shown = max(_FIRST, len(proposed))
        for column in columns[:shown]:
            self._add(_Row(column, self._offered, proposed.get(column.index), self.changed.emit))
        self._wait(columns[shown:])

    def wanted(self) -> Wanted:
        """What is chosen now."""
        matches = {row.column.index: found for row in self._rows if (found := row.match())}
        return Wanted(
            self._days.control.currentData(),  # type: ignore[attr-defined]  # a Chooser
            Period(self._period.control.currentData()),  # type: ignore[attr-defined]  # a Chooser
            matches,
        )

    def take_keyboard(self) -> None:
        """The first column, which says what it measures."""
        if self._rows:
            self._rows[0].take_keyboard()

    def _add(self, row: "_Row") -> None:
        self._rows.append(row)
        self._box.addWidget(divider())
        self._box.addWidget(row)

    def _show_more(self) -> None:
        first = len(self._rows)
        for column in self._waiting[:_MORE]:
            self._add(_Row(column, self._offered, None, self.changed.emit))
        self._rows[first].take_keyboard()
        self._wait(self._waiting[_MORE:])

    def _wait(self, columns: list[Column]) -> None:
        self._waiting = columns
        count = min(len(columns), _MORE)
        words = ngettext("Show one more column", "Show {count} more columns", count)
        set_words(self._more, words.format(count=count))
        self._more.setVisible(bool(columns))

    def _chooser(self, choices: Sequence[tuple[Any, str]]) -> Chooser:
        chooser = Chooser()
        chooser.set_choices(choices)
        chooser.activated.connect(lambda _index: self.changed.emit())
        return chooser

    @staticmethod
    def _choose(field: LabelledField, choices: Sequence[tuple[Any, str]] | None, key: Any) -> None:
        chooser = field.control
        if isinstance(chooser, Chooser):
            if choices is not None:
                chooser.set_choices(choices)
            chooser.setCurrentIndex(chooser.findData(key))


class _Offered:
    """The objectives that every column can be matched with: one model for all choosers."""

    def __init__(self, objectives: Sequence[Objective]) -> None:
        self.objectives = {one.id: one for one in objectives}
        self.choices = QStandardItemModel()
        self.choices.appendRow(QStandardItem(_("Do not import")))
        for one in objectives:
            item = QStandardItem(one.title)
            item.setData(one.id, Qt.ItemDataRole.UserRole)
            self.choices.appendRow(item)


class _Row(QWidget):
    """One column of figures: its title, its first cells, what it measures and how."""

    def __init__(
        self,
        column: Column,
        offered: "_Offered",
        proposed: Match | None,
        changed: Callable[[], None],
    ) -> None:
        super().__init__()
        self.column = column
        self._changed = changed
        self._offered = offered
        self._objective = Chooser()
        self._how = Chooser()
        self._objective.setAccessibleName(_("What “{column}” measures").format(column=column.title))
        self._how.setAccessibleName(
            _("How the figures of “{column}” become one").format(column=column.title)
        )
        self._objective.setModel(offered.choices)
        self._how.set_choices([(str(one), how_label(one)) for one in How])
        if proposed is not None:
            self._objective.setCurrentIndex(self._objective.findData(proposed.objective.id))
            self._how.setCurrentIndex(self._how.findData(str(proposed.how)))
        self._objective.activated.connect(self._objective_chosen)
        self._how.activated.connect(lambda _index: changed())
        self._lay_out()
        # Only now: before it lies in the row, it would be shown as a window.
        self._how.setVisible(proposed is not None)

    def match(self) -> Match | None:
        """What is chosen, or None when the column measures nothing."""
        objective = self._offered.objectives.get(self._objective.currentData())
        return Match(objective, How(self._how.currentData())) if objective else None

    def take_keyboard(self) -> None:
        """The objective."""
        self._objective.setFocus()

    def _objective_chosen(self, _index: int) -> None:
        objective = self._offered.objectives.get(self._objective.currentData())
        if objective is not None:
            usual = usual_how(objective, self.column.title)
            self._how.setCurrentIndex(self._how.findData(str(usual)))
        self._how.setVisible(objective is not None)
        self._changed()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, gap=4)
        box.addWidget(text_label(self.column.title, "strong"))
        box.addWidget(text_label(" · ".join(self.column.samples), "small"))
        box.addWidget(Columns(self._objective, self._how, shares=(3, 2), least=_BESIDE))


def how_label(how: How) -> str:
    """How many figures of a period become one reading."""
    return {
        How.SUM: _("The sum"),
        How.MEAN: _("The average"),
        How.LAST: _("The last figure"),
    }[how]


def period_label(period: Period) -> str:
    """What one reading stands for."""
    return {
        Period.DAY: _("Day"),
        Period.MONTH: _("Month"),
        Period.QUARTER: _("Three months"),
        Period.YEAR: _("Year"),
    }[period]


def _usual_period(objectives: Sequence[Objective]) -> Period:
    """The one in which most of the objectives are measured."""
    periods = {
        Frequency.MONTHLY: Period.MONTH,
        Frequency.QUARTERLY: Period.QUARTER,
        Frequency.TWICE_A_YEAR: Period.QUARTER,
        Frequency.YEARLY: Period.YEAR,
    }
    counted = Counter(periods[one.every] for one in objectives)
    return counted.most_common(1)[0][0] if counted else Period.MONTH


def _titled(column: Column) -> str:
    return " · ".join([column.title, *column.samples[:1]])
