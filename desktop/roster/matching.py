"""Which column of somebody's table goes into which field of ours."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from core.exchange.tables import TableSheet
from core.i18n import _
from core.roster.columns import FIELDS
from core.text import clean
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.card import Card
from desktop.widgets.text import text_label

_EXAMPLE = 40
_LOOKED_AT = 200
"""Rows searched for an example."""


class MatchingCard(Card):
    """A row for each field with the columns to choose from; `changed` carries the new matching."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            _("Which column goes where"),
            _("Found by the names of the columns. Correct what is not right."),
        )
        self._combos: dict[str, QComboBox] = {}
        self._titles: list[str] = []
        rows = QWidget()
        grid = QGridLayout(rows)
        spaced(grid, gap=6)
        follow_theme(grid, lambda: grid.setHorizontalSpacing(current().px(16)))
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(FIELDS):
            combo = self._combo(field.title)
            self._combos[field.id] = combo
            label = text_label(field.title.replace("&", "&&"), wraps=True)
            label.setBuddy(combo)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(combo, row, 1)
        self._unused = text_label("", "muted")
        self.add(rows)
        self.add(self._unused)
        self.body.addStretch()

    def show_sheet(self, sheet: TableSheet, matching: Mapping[str, int | None]) -> None:
        """Offer the columns of a table, matched so far as `matching` says."""
        self._titles = [
            (clean(sheet.headers[column])[:_EXAMPLE] if sheet.headers else "")
            or _("Column {number}").format(number=column + 1)
            for column in range(sheet.width)
        ]
        shown = [
            f"{title} · {example}" if (example := _example(sheet, column)) else title
            for column, title in enumerate(self._titles)
        ]
        for key, combo in self._combos.items():
            with QSignalBlocker(combo):
                combo.clear()
                combo.addItem(_("Not in the file"), None)
                for column, text in enumerate(shown):
                    combo.addItem(text, column)
                chosen = matching.get(key)
                combo.setCurrentIndex(0 if chosen is None else chosen + 1)
        self._tell_unused()

    def matching(self) -> dict[str, int | None]:
        """The column of each field, by id."""
        return {key: combo.currentData() for key, combo in self._combos.items()}

    def _combo(self, name: str) -> QComboBox:
        combo = _Choice()
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(12)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(lambda _index: self._say_changed())
        return combo

    def _say_changed(self) -> None:
        self._tell_unused()
        self.changed.emit(self.matching())

    def _tell_unused(self) -> None:
        used = set(self.matching().values())
        unused = [title for column, title in enumerate(self._titles) if column not in used]
        self._unused.setVisible(bool(unused))
        self._unused.setText(_("Not imported: {columns}.").format(columns=", ".join(unused)))


class _Choice(QComboBox):
    """Rolling through the page must not change what it rolls over."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _example(sheet: TableSheet, column: int) -> str:
    """The first value of a column, short enough to be chosen by."""
    cells = (clean(row[column]) for row in sheet.rows[:_LOOKED_AT])
    found = next((cell for cell in cells if cell), "")
    return found if len(found) <= _EXAMPLE else f"{found[:_EXAMPLE]}…"
