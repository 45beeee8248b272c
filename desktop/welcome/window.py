"""The first screen: create a workspace, look at the example, or open one that exists."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.clock import Clock
from core.i18n import _
from core.settings import Settings
from desktop.asker import Asker
from desktop.jobs import Jobs
from desktop.services import ProgramDesk
from desktop.shell.dropped import DropPlace, over_window, way_before_town
from desktop.shell.helping import Helping
from desktop.shell.messages import Messages
from desktop.shell.settled import SettledWindow
from desktop.theme.mark import mark_windows
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.welcome.actions import Host
from desktop.welcome.create import CreateView
from desktop.welcome.start import StartView
from desktop.widgets.button import hear_key
from desktop.zoom import install_zoom_keys


class Welcome(SettledWindow):
    """Shows the start, or the questions of a new workspace."""

    def __init__(
        self,
        desk: ProgramDesk,
        settings: Settings,
        clock: Clock,
        ask: Callable[[], Asker],
        crashed: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self.settle()
        self.hear_keyboard()
        foot = QWidget()
        self.messages = Messages(self, foot, lambda: None)
        self.jobs = Jobs(self.messages.error, crashed, lambda: None, self)
        self._host = Host(desk, settings, clock, ask, self.messages, self.jobs)
        self._stack = QStackedWidget()
        questions = QWidget()
        column = QVBoxLayout(questions)
        spaced(column)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)
        row = QHBoxLayout(self)
        spaced(row)
        row.addWidget(questions, 1)
        self._helping = Helping(
            self,
            row,
            questions,
            self.messages,
            lambda: ("welcome", self._stack.currentWidget() or self._stack),
            lambda view: view.setFocus(Qt.FocusReason.OtherFocusReason),
        )
        hear_key("F1", self, _("Show this help; once more, the manual"), self._helping.toggle)
        self.setMinimumSize(640, 520)
        wanted = QSize(current().px(1100), current().px(720))
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        install_zoom_keys(self, desk, settings)
        DropPlace(self, over_window(way_before_town, desk))
        mark_windows()
        self.build()

    def build(self) -> None:
        """Make the start again, in the language of the settings."""
        again = self._stack.count() > 0
        self.setWindowTitle("Pregón")
        self._show(start := StartView(self._host))
        start.create_asked.connect(self.create_workspace)
        if again:
            start.focus_language()
        else:
            start.focus_create()

    def create_workspace(self) -> None:
        """Ask for the town of a new workspace."""
        view = CreateView(self._host)
        view.left.connect(self._back_to_start)
        self._show(view)
        view.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._helping.fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.close()
        super().closeEvent(event)

    def _back_to_start(self) -> None:
        self._show(start := StartView(self._host))
        start.create_asked.connect(self.create_workspace)
        start.focus_create()

    def _show(self, view: QWidget) -> None:
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(view)
