"""Over the desk: the public, or an approved text, has another hour than is promised now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.texts import drafts
from core.crisis.texts.drafts import Behind, Untold
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
    """A line for what the public was told and for each such text; `begun(id)` says that one was
    begun, or taken up again, with the new hour."""

    begun = Signal(int)

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__()
        self._pen, self._notifier = pen, notifier
        self._shown: list[Untold | Behind] = []
        self._desk: Desk | None = None
        self._rows = QVBoxLayout(self)
        spaced(self._rows, gap=8)
        self.hide()

    def show_desk(self, desk: Desk) -> None:
        """Say it while it is so."""
        self._desk = desk
        told = drafts.untold(desk)
        found: list[Untold | Behind] = [told] if told else []
        found += drafts.behind(desk) if desk.incident.open else []
        if found == self._shown:
            return
        self._shown = found
        empty(self._rows)
        for one in found:
            self._rows.addWidget(self._told(one) if isinstance(one, Untold) else self._row(one))
        self.setVisible(bool(found))

    def _told(self, hour: Untold) -> Banner:
        advice = _("Until then the clock counts to what was told. Where: {places}.")
        shown = advice.format(places=", ".join(hour.places))
        made = Banner(Tone.ORANGE, drafts.says_told(hour), shown, closable=False)
        made.add_action(_("Write the text"), self._tell, kind="primary")
        return made

    def _row(self, left: Behind) -> Banner:
        told = drafts.says_other_hour(left)
        advice = _("With the new hour it is a draft again, to be approved once more.")
        made = Banner(Tone.ORANGE, told, advice, closable=False)
        words = _("Take it up with {time}").format(time=clock_time(left.promised))
        made.add_action(words, partial(self._take_up, left), kind="primary")
        return made

    def _tell(self) -> None:
        desk = self._desk
        if desk is not None:
            self._begin(lambda: statement_actions.tell_hour(self._pen, desk))

    def _take_up(self, left: Behind) -> None:
        self._begin(lambda: statement_actions.take_up(self._pen, left.worded, left.promised))

    def _begin(self, work: Callable[[], int]) -> None:
        try:
            made = work()
        except AppError as error:
            self._notifier.error(error)
        else:
            self.begun.emit(made)
