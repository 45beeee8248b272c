"""The desk for the wall: what is open, the clock, the steps to come, the last of the log."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.i18n import _
from desktop.crisis.desk.band import DeskBand, DrillTape
from desktop.crisis.desk.checklist.checklist import ChecklistPane
from desktop.crisis.desk.log_list import LogList, rows_of
from desktop.crisis.looks import Room
from desktop.crisis.pen import Pen
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.layouts import Columns
from desktop.widgets.projected import Projected
from desktop.widgets.scroll_page import ScrollPage

_SCALE = 1.45
"""Read from two metres: 22 px for a step."""
_BAND = 1.6
_LATEST = 12
_LEAST = 160
_BESIDE = 820


class DeskProjector(Projected):
    """Takes the whole desk; `closed` when the person goes back."""

    closed = Signal()

    def __init__(self, services: Services, pen: Pen, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._band = DeskBand(scale=_BAND)
        self._tape = DrillTape()
        self._checklist = ChecklistPane(services, pen, scale=_SCALE, ahead=True)
        self._log = LogList(_("Latest of the log"), scale=_SCALE)
        self._log.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()

    def show_desk(self, desk: Desk) -> None:
        """Show what there is to do now, and what happened last."""
        self._band.show_desk(desk, self._services.clock.now())
        self._tape.setVisible(desk.incident.drill)
        self._checklist.show_desk(desk)
        self._log.show_rows(rows_of(desk.log)[:_LATEST])

    def tick(self, now: datetime) -> None:
        """Move the clock on."""
        self._band.tick(now)
        self._checklist.tick(now)

    def take_keyboard(self) -> None:
        """The steps."""
        self._checklist.choose_next()
        self._checklist.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        back = button(
            _("Back to the incident"), self.closed.emit, kind="quiet", icon_name="arrow-left"
        )
        back.setToolTip(_("Esc"))
        steps, latest = Room(least=_LEAST), Room(least=_LEAST)
        steps.hold(self._checklist)
        card = Card(flush=True)
        card.setAccessibleName(_("Latest of the log"))
        card.add(self._log, 1)
        latest.hold(card)
        top = QHBoxLayout()
        spaced(top, (28, 0, 28, 0))
        top.addWidget(back)
        top.addStretch()
        page = ScrollPage(margins=(28, 0, 28, 20))
        spaced(page.body, gap=12)
        for part in (self._band, self._tape):
            page.add(part)
        # Where there is little height the steps have it, and nothing but they scrolls.
        after_resize(self, lambda: latest.setHidden(window_is_low(self)))
        page.add(Columns(steps, latest, shares=(3, 2), least=_BESIDE), 1)
        box = QVBoxLayout(self)
        spaced(box, (0, 12, 0, 0), gap=12)
        box.addLayout(top)
        box.addWidget(page, 1)
