"""Changing the level, in place: which one, and why."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.crisis.model import Incident
from core.i18n import _
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from desktop.crisis import actions
from desktop.crisis.in_place import HalfTyped
from desktop.crisis.pen import Pen
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import HELD, button
from desktop.widgets.choices import LevelPicker, Option
from desktop.widgets.layouts import Columns

_BESIDE = 640
_DIGITS = {str(number): one for number, one in enumerate(LevelName, start=1)}


class LevelBar(HalfTyped):
    """Four levels, the one in force chosen, and the reason.

    A digit chooses its level; whatever else is typed is the reason.
    """

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__(
            _("Change the level"),
            notifier,
            "level",
            _("Why does the level change?"),
            _("In doubt between two, take the higher. It goes into the log."),
        )
        self._pen = pen
        self._incident: Incident | None = None
        self._levels = LevelPicker(
            [Option(one, level_label(one), tone=Tone(one)) for one in LevelName],
            name=_("Level"),
        )
        self._edit.returnPressed.connect(self._change)
        choice = QWidget()
        column = QVBoxLayout(choice)
        spaced(column, gap=10)
        column.addWidget(self._levels)
        column.addStretch()
        self.add(Columns(choice, self._field, shares=(2, 3), least=_BESIDE, ragged=True))
        self.add(self.buttons(button(_("Change level"), self._change, kind="primary")))

    def ask(self, incident: Incident) -> None:
        """Show the levels with the one in force, the keyboard on it."""
        self._incident = incident
        self._levels.choose(incident.level)
        self._field.clear_message()
        self._held.show_subject(incident.id)
        self.show()
        self._levels.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = "" if event.modifiers() & HELD else event.text()
        if typed in _DIGITS:
            self._levels.choose(_DIGITS[typed])
            self._levels.setFocus(Qt.FocusReason.TabFocusReason)
        elif typed and typed.isprintable():
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
            QApplication.sendEvent(self._edit, event)
        else:
            super().keyPressEvent(event)

    def _change(self) -> None:
        incident, chosen = self._incident, LevelName(self._levels.chosen())
        if incident is None:
            return
        if chosen is incident.level:
            self._field.show_error(_("Choose another level, or go back."))
            return

        def work() -> None:
            actions.set_level(self._pen, incident, chosen, self._edit.text())
            self._held.taken()

        self.attempt(self._field, work)
