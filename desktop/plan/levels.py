"""The four levels side by side: the table that is filled in is the one that is read."""

from functools import partial
from operator import itemgetter

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.plan.model import Level, Plan
from desktop.forms.described import There, whole_form
from desktop.forms.fields import Field
from desktop.forms.lines import GrowingText
from desktop.forms.record import RecordForm
from desktop.plan import actions
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.marks import level_chip
from desktop.widgets.text import text_label

_COLUMN, _ASKED = 200, 150
"""Least width of a level, and that of what is asked of all four, in px at 100 %."""
_GAP = 14


class LevelsCard(Card):
    """A column for each level, a row for each thing that is settled.

    What is asked stands once, before its row; with each level where there are two columns or one.
    """

    def __init__(self, services: Services, there: There) -> None:
        super().__init__()
        self.setAccessibleName(_("The four levels"))
        self._columns = 0
        self._forms: dict[LevelName, RecordForm] = {}
        self._keep: dict[LevelName, QPushButton] = {}
        self._levels: dict[LevelName, Level] = {}
        self._heads: dict[LevelName, QWidget] = {}
        self._grid = QGridLayout()
        spaced(self._grid, gap=_GAP)
        self.body.addLayout(self._grid)
        fields = _fields(there)
        self._asked = [QWidget(), *map(_asked, fields)]
        for row, asked in enumerate(self._asked):
            self._grid.addWidget(asked, row, 0, Qt.AlignmentFlag.AlignTop)
        save = partial(actions.save, services)
        for name in LevelName:
            form = self._forms[name] = RecordForm(
                services.notifier, fields, save, self, place="level"
            )
            form.hide()
            for key in form.names():
                control = form.field(key).control
                words = f"{control.accessibleName()}, {level_label(name)}"
                control.setAccessibleName(words)
            self._heads[name] = self._head(services, name)
        for field in fields:
            controls = [form.field(field.name).control for form in self._forms.values()]
            texts = [control for control in controls if isinstance(control, GrowingText)]
            for text in texts:
                text.stand_in_row(texts)
        follow_theme(self, self._arrange)

    def show_plan(self, plan: Plan) -> None:
        """Show the levels of a plan."""
        self._levels = {level.name: level for level in plan.levels}
        for name, level in self._levels.items():
            self._forms[name].show_item(level, level.id)
            self._keep[name].setVisible(bool(level.suggested))
            self._keep[name].setToolTip(level.suggested)

    def show_place(self, level_id: int, field: str) -> None:
        """Put the keyboard into a field of a level, or into its first."""
        found = (name for name, level in self._levels.items() if level.id == level_id)
        form = self._forms[next(found, LevelName.GREEN)]
        form.take_keyboard(field if form.has_field(field) else "")

    def minimumSizeHint(self) -> QSize:
        # Four columns give way where the window becomes narrow: they hold nothing open.
        return QSize(current().px(_COLUMN), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _head(self, services: Services, name: LevelName) -> QWidget:
        keep = button(
            ngettext("Keep the suggestion", "Keep the suggestions", 1),
            lambda: actions.accept(services, self._levels[name]),
            kind="quiet",
            icon_name="check",
        )
        keep.setAccessibleName(_("Keep the suggestion: {level}").format(level=level_label(name)))
        self._keep[name] = keep
        head = QWidget()
        line = QHBoxLayout(head)
        spaced(line, gap=8)
        line.addWidget(level_chip(level_label(name), Tone(name)))
        line.addStretch()
        line.addWidget(keep)
        return head

    def _arrange(self) -> None:
        """Levels across as far as they have room, the others below."""
        px, around = current().px, self.body.contentsMargins()
        room = self.contentsRect().width() - around.left() - around.right()
        # Ticks and buttons have their words in one line, whatever the letters.
        form = self._forms[LevelName.GREEN]
        # Not those of the labels, which are seen or not by what is found here.
        parts = (*self._heads.values(), *(form.field(name).control for name in form.names()))
        level = max(px(_COLUMN), *(part.minimumSizeHint().width() for part in parts)) + px(_GAP)
        beside = room >= px(_ASKED) + 4 * level
        columns = 4 if beside else 2 if room + px(_GAP) >= 2 * level else 1
        if columns == self._columns:
            return
        self._columns = columns
        for asked in self._asked:
            asked.setVisible(beside)
        places = [
            (at // columns, row, at % columns, part)
            for at, (name, form) in enumerate(self._forms.items())
            for row, part in enumerate(
                (self._heads[name], *(form.field(field) for field in form.names()))
            )
        ]
        # Row by row: as it is read, so goes Tab.
        for block, row, column, part in sorted(places, key=itemgetter(0, 1, 2)):
            place = block * len(self._asked) + row
            self._grid.addWidget(part, place, column + 1, Qt.AlignmentFlag.AlignTop)
            if isinstance(part, LabelledField):
                part.show_label(on=not beside)
            part.show()
        self._grid.setColumnMinimumWidth(0, px(_ASKED) if beside else 0)
        for column in range(4):
            self._grid.setColumnStretch(column + 1, int(column < columns))
        tab_as_read(self)


def _asked(field: Field) -> QWidget:
    """What is asked of all four levels."""
    asked = QWidget()
    column = QVBoxLayout(asked)
    spaced(column, (0, 6, 0, 0), gap=2)
    column.addWidget(text_label(field.label, "strong"))
    if field.help:
        column.addWidget(text_label(field.help, "small"))
    return asked


def _fields(there: There) -> list[Field]:
    """One below the other."""
    flat: list[Field] = []
    for entry in whole_form(Level, there):
        flat += entry if isinstance(entry, tuple) else (entry,)
    return flat
