"""The part that keeps the log: what was written, and its corrections."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.model import LogEntry
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.desk.log_list import LogList, LogRow, rows_of
from desktop.crisis.inline import AskLine
from desktop.crisis.pen import Pen
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.lists.row_menu import RowMenu
from desktop.widgets.more import fill_menu


class LogPart(QWidget):
    """The log. A `desktop.crisis.tab.DeskTab`; `note_wanted` asks for the line that adds to it."""

    note_wanted = Signal()

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._pen = pen
        # Translators: Diary of an incident.
        self._list = LogList(_("Log"))
        self._list.setToolTip(_("C corrects an entry"))
        self._correct = button(_("Correct this entry"), self._ask_chosen, icon_name="pencil")
        self._correction = AskLine(
            _("Correction"),
            services.notifier,
            "correction",
            _("What was written stays; the correction is below it."),
        )
        self._correction.closed.connect(self._list.setFocus)
        self._list.chosen.connect(lambda row: self._correct.setVisible(row is not None))
        self._list.correction_asked.connect(self._ask)
        RowMenu(self._list, lambda menu: fill_menu(menu, [self._correct]))
        below = QVBoxLayout()
        spaced(below, (12, 0, 12, 0), gap=8)
        below.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self._correction)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(self._list, 1)
        box.addLayout(below)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def show_desk(self, desk: Desk) -> None:
        """Show the entries."""
        self._list.show_rows(rows_of(desk.log))
        self._correct.setVisible(self._list.row() is not None)

    def take_keyboard(self) -> None:
        """The line."""
        self.note_wanted.emit()

    def show_target(self, target: object) -> None:
        """An entry by its number, or else the line."""
        if isinstance(target, int) and self._list.select_entry(target):
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_keyboard()

    def _ask_chosen(self) -> None:
        row = self._list.row()
        if row is not None:
            self._ask(row)

    def _ask(self, row: LogRow) -> None:
        entry = row.entry
        # A whole statement does not fit in a line: what is wrong with it is said in other words.
        text = "" if "\n" in entry.text else entry.text
        about = f"{row.hour} · {entry.text.splitlines()[0]}"
        self._correction.ask(
            (entry.incident_id, entry.id),
            about,
            # Translators: Button, verb: adds an entry that corrects another.
            _("Correct"),
            lambda said: self._put_right(entry, said),
            text,
        )

    def _put_right(self, entry: LogEntry, said: str) -> None:
        """Raises `AppError`."""
        actions.correct(self._pen, entry, said)
