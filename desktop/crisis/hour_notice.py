"""Over the desk: an approved text says another hour than the one that is promised now."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis import drafts
from core.crisis.desk import Desk
from core.crisis.drafts import Behind
from core.days import clock_time
from core.errors import AppError
from core.i18n import _
from desktop.crisis import statement_actions
from desktop.crisis.pen import Pen
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.banner import Banner
from desktop.widgets.layouts import empty


class HourNotice(QWidget):
    """A line for each such text; `begun(id)` says that one was taken up again with the new hour."""

    begun = Signal(int)

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__()
        self._pen, self._notifier = pen, notifier
        self._shown: list[Behind] = []
        self._rows = QVBoxLayout(self)
        spaced(self._rows, gap=8)
        self.hide()

    def show_desk(self, desk: Desk) -> None:
        """Say it while it is so."""
        found = drafts.behind(desk) if desk.incident.open else []
        if found == self._shown:
            return
        self._shown = found
        empty(self._rows)
        for one in found:
            self._rows.addWidget(self._row(one))
        self.setVisible(bool(found))

    def _row(self, left: Behind) -> Banner:
        told = drafts.says_other_hour(left)
        advice = _("With the new hour it is a draft again, to be approved once more.")
        made = Banner(Tone.ORANGE, told, advice, closable=False)
        words = _("Take it up with {time}").format(time=clock_time(left.promised))
        made.add_action(words, partial(self._take_up, left), kind="primary")
        return made

    def _take_up(self, left: Behind) -> None:
        try:
            made = statement_actions.take_up(self._pen, left.worded, left.promised)
        except AppError as error:
            self._notifier.error(error)
        else:
            self.begun.emit(made)
