"""What is reached from home: scenarios, past incidents, the moderation file; with the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from desktop.services import Helpful, Keyboard, Services, Targeted
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import PageHeader
from desktop.widgets.master_detail import MasterDetail

OnOpen = Callable[[str, bool], None]
"""Opens an incident with a scenario, or begins a drill."""


@dataclass(frozen=True)
class _View:
    title: Callable[[], str]
    line: Callable[[], str]
    build: Callable[[Services, OnOpen], QWidget]


def _scenarios(services: Services, on_open: OnOpen) -> QWidget:
    made: QWidget = import_module("desktop.crisis.scenario_view").Scenarios(services, on_open)
    return made


def _past(services: Services, _on_open: OnOpen) -> QWidget:
    made: QWidget = import_module("desktop.crisis.past").Past(services)
    return made


def _moderation(services: Services, _on_open: OnOpen) -> QWidget:
    made: QWidget = import_module("desktop.crisis.all_cases").AllCases(services)
    return made


VIEWS = {
    "scenarios": _View(
        lambda: _("Scenarios"),
        lambda: _("Read them before they are needed, and make them those of this town."),
        _scenarios,
    ),
    "past": _View(
        lambda: _("Past incidents"),
        lambda: _("What was done, in the order in which it happened, and what was learnt."),
        _past,
    ),
    "moderation": _View(
        lambda: _("Moderation cases"),
        lambda: _("Every comment hidden or account blocked, with its reason."),
        _moderation,
    ),
}
"""By the name that a link gives."""


class ShelfView(QWidget):
    """One of them below its title; `left` says that the person goes back home."""

    left = Signal()

    def __init__(self, services: Services, name: str, on_open: OnOpen) -> None:
        super().__init__()
        self._name = name
        view = VIEWS[name]
        self._part = view.build(services, on_open)
        header = PageHeader(view.title(), view.line())
        back = button(_("Go back"), self.left.emit, kind="quiet", icon_name="arrow-left")
        header.add_action(back)
        for records in self._part.findChildren(MasterDetail):
            records.turned.connect(back.setHidden)
        box = QVBoxLayout(self)
        spaced(box, (28, 20, 28, 20), gap=14)
        box.addWidget(header)
        box.addWidget(self._part, 1)

    def take_keyboard(self) -> None:
        """What comes first in it."""
        if isinstance(self._part, Keyboard):
            self._part.take_keyboard()

    def show_target(self, target: object) -> None:
        """One thing of it."""
        if isinstance(self._part, Targeted):
            self._part.show_target(target)

    def help_id(self) -> str:
        """The help of the view."""
        return self._part.help_id() if isinstance(self._part, Helpful) else f"crisis-{self._name}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
