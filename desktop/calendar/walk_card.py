"""The list that is looked through before the call of an election, and given back after the vote."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.calendar import walk
from core.calendar.walk import Walk, WalkPoint
from core.days import long_day
from core.i18n import _
from core.store import Connection
from desktop.calendar import actions
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.text import text_label

_BESIDE_BOX = 28
"""Where the words of a tick box begin, as the style sheet has it."""


class WalkCard(Card):
    """One tick for each place; below it who did it, and when."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._walk: Walk | None = None
        self._rows: dict[str, _Row] = {}
        self._title = text_label("", "strong")
        self._lead = text_label("", "muted")
        for part in (self._title, self._lead):
            self.add(part)

    def show_walk(self, connection: Connection) -> None:
        """Show the list of today, as it stands."""
        found = self._walk = walk.look(connection, self._services.clock.today())
        titled = (
            _("After the vote: {election}")
            if found.after
            else _("Before they are called: {election}")
        )
        title = titled.format(election=found.period.name)
        self._title.setText(title)
        self.setAccessibleName(title)
        self._lead.setText(found.lead)
        for point in found.points:
            if point.id not in self._rows:
                row = self._rows[point.id] = _Row(point)
                row.box.clicked.connect(lambda on, key=point.id: self._tick(key, on=on))
                self.add(row)
            self._rows[point.id].show_done(found, point)
        there = {point.id for point in found.points}
        for key, row in self._rows.items():
            row.setVisible(key in there)

    def take_keyboard(self) -> None:
        """The first that is not done, or else the first."""
        boxes = [row.box for row in self._rows.values() if not row.isHidden()]
        left = [box for box in boxes if not box.isChecked()]
        (left or boxes)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, key: str, *, on: bool) -> None:
        if self._walk is not None:
            actions.tick_walk(self._services, self._walk, key, on=on)


class _Row(QWidget):
    def __init__(self, point: WalkPoint) -> None:
        super().__init__()
        self.box = QCheckBox(point.title.replace("&", "&&"))
        self._what = text_label("", "muted")
        self._done = text_label("", "small")
        box, below = QVBoxLayout(self), QVBoxLayout()
        spaced(box, (0, 4, 0, 4), gap=2)
        spaced(below, (_BESIDE_BOX, 0, 0, 0), gap=2)
        box.addWidget(self.box)
        box.addLayout(below)
        for part in (self._what, self._done):
            below.addWidget(part)

    def show_done(self, found: Walk, point: WalkPoint) -> None:
        done = found.done.get(point.id)
        self.box.setChecked(done is not None)
        self._what.setText(found.told(point))
        told = ""
        if done is not None:
            words = _("Done on {day} by {who}.") if done.who else _("Done on {day}.")
            told = words.format(day=long_day(done.on), who=done.who)
        self._done.setText(told)
        self._done.setVisible(bool(told))
        self.box.setAccessibleDescription(" ".join(filter(None, (found.told(point), told))))
