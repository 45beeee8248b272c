"""Which scenarios go into a pack for another town hall."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from core.crisis.scenarios.updates import Listed
from core.i18n import _, ngettext
from desktop.crisis import scenario_actions as actions
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card, PageHeader
from desktop.widgets.layouts import empty
from desktop.widgets.scroll_page import ScrollPage

_WIDEST = 900


class ExportView(ScrollPage):
    """A tick for each scenario; `closed` when the file is written or the person goes back."""

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(widest=_WIDEST, margins=(0, 0, 0, 0))
        self._services = services
        header = PageHeader(
            _("Export scenarios"),
            _("One file for another town hall that works with Pregón. It takes no contacts along."),
        )
        header.add_action(
            button(
                _("Back to the scenarios"), self.closed.emit, kind="quiet", icon_name="arrow-left"
            )
        )
        self._go = button("", self._export, kind="primary", icon_name="upload")
        header.add_action(self._go)
        self._ticks: dict[str, QCheckBox] = {}
        card = Card()
        card.setAccessibleName(_("Scenarios"))
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=4)
        card.body.addLayout(self._rows)
        card.body.addWidget(
            button(_("Mark all"), self._mark_all, kind="quiet"), 0, Qt.AlignmentFlag.AlignLeft
        )
        for part in (header, card):
            self.add(part)
        self.body.addStretch()

    def start(self, there: list[Listed], chosen: str) -> None:
        """Offer all scenarios, with the one on screen ticked."""
        empty(self._rows)
        self._ticks = {}
        for one in there:
            words = f"{one.scenario.code} · {one.scenario.title}".replace("&", "&&")
            tick = QCheckBox(words)
            tick.setChecked(one.scenario.id == chosen)
            tick.toggled.connect(lambda _on: self._name_button())
            self._ticks[one.scenario.id] = tick
            self._rows.addWidget(tick)
        self._name_button()
        tab_as_read(self)
        self._ticks[chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> list[str]:
        return [key for key, tick in self._ticks.items() if tick.isChecked()]

    def _mark_all(self) -> None:
        for tick in self._ticks.values():
            tick.setChecked(True)

    def _name_button(self) -> None:
        count = len(self._chosen())
        words = ngettext("Export {count} scenario…", "Export {count} scenarios…", count)
        set_words(self._go, words.format(count=count))
        self._go.setEnabled(count > 0)

    def _export(self) -> None:
        if actions.export(self._services, self._chosen()):
            self.closed.emit()
