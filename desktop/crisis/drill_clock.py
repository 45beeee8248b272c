"""The clock of a drill: brings what is due on time, also after the program was closed."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.log import Hand
from core.crisis.scenario import Inject
from core.errors import AppError
from core.i18n import _
from desktop.crisis import actions
from desktop.crisis.pen import Pen
from desktop.notifier import Action
from desktop.services import Services

_TICK_MS = 1000


class DrillClock(QObject):
    """Looks once a second at the clock of the program, never at how often it looked.

    `ticked(now)` each time; `arrived(injects)` when something did.
    """

    ticked = Signal(object)
    arrived = Signal(object)

    def __init__(self, services: Services, pen: Pen, owner: QWidget) -> None:
        super().__init__(owner)
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def follow(self, desk: Desk | None) -> None:
        """Keep the time of this drill; of None, and of one that is over, there is none to keep."""
        self._desk = desk if desk is not None and desk.incident.open else None
        if self._desk is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def tick(self) -> None:
        """Bring what is due now."""
        if self._desk is None:
            return
        now = self._services.clock.now()
        self.ticked.emit(now)
        self._bring(drill.due(self._desk, now))

    def bring_next(self) -> None:
        """Have the next inject arrive before its time."""
        if self._desk is not None:
            self._bring(drill.to_come(self._desk)[:1])

    def hand(self) -> Hand:
        """What happens in a drill happens now, whatever is being typed in from paper."""
        return replace(self._pen.hand(), at=None, on_paper=False)

    def _bring(self, injects: list[Inject]) -> None:
        desk = self._desk
        if desk is None or not injects:
            return
        try:
            actions.bring_injects(self._pen, desk, injects, self.hand())
        except AppError as error:
            self._timer.stop()
            self._services.notifier.error(error, Action(_("Try again"), self._try_again))
        else:
            self.arrived.emit(injects)

    def _try_again(self) -> None:
        self._timer.start()
        self.tick()
