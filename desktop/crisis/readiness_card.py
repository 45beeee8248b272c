"""“What would fail today?”: everything that would, the grave first, each with what mends it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core import catalogue
from core.cancel import CancelToken
from core.crisis.readiness import Gap
from core.i18n import _
from core.store import Topic
from desktop import readiness_targets
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.card import Card
from desktop.widgets.list_rows import ActionRow, ActionRows
from desktop.widgets.marks import SignMark
from desktop.widgets.text import text_label

JOB = "readiness"
_TOPICS = frozenset(
    {Topic.TOWN, Topic.ROSTER, Topic.PLAN, Topic.CRISIS, Topic.SCENARIOS, Topic.DOCUMENTS}
)


class ReadinessCard(Card):
    """Looked up in the background, and only while it can be seen.

    `changed` says that it shows other rows.
    """

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(_("What would fail today?"), flush=True)
        self._services = services
        self._stale = True
        self._gaps: dict[str, Gap] = {}
        self._line = text_label(_("Looking…"), "muted")
        self._grave = _Group(_("It would fail in the first hour"), Tone.RED)
        self._rest = _Group(_("To be mended in time"), Tone.YELLOW)
        calm = QWidget()
        box = QVBoxLayout(calm)
        spaced(box, (16, 0, 16, 14))
        box.addWidget(self._line)
        self._calm = calm
        for part in (calm, self._grave, self._rest):
            self.add(part)
        for group in (self._grave, self._rest):
            group.rows.acted.connect(self._go)
        services.bridge.subscribe(self, _TOPICS, self.refresh)

    def refresh(self) -> None:
        """Look again, now or as soon as it is seen."""
        self._stale = True
        if self.isVisible():
            self._look()

    def take_keyboard(self) -> None:
        """The button of the first row, if there is one."""
        if not self._grave.rows.take_keyboard():
            self._rest.rows.take_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look()

    def _look(self) -> None:
        self._stale = False
        services = self._services

        def work(_token: CancelToken, _progress: Progress) -> list[Gap]:
            with services.store.read() as connection:
                return catalogue.look(connection, services.clock.today())

        services.jobs.run(JOB, work, self._show)

    def _show(self, found: list[Gap]) -> None:
        self._gaps = {f"{one.kind} {one.about} {one.sentence}": one for one in found}
        grave = {key: one for key, one in self._gaps.items() if one.grave}
        rest = {key: one for key, one in self._gaps.items() if not one.grave}
        self._grave.show_gaps(grave)
        self._rest.show_gaps(rest)
        self._line.setText(_("Nothing of what Pregón checks would fail today."))
        self._calm.setVisible(not found)
        self.changed.emit()

    def _go(self, key: str) -> None:
        self._services.go(*readiness_targets.place(self._gaps[key]))


class _Group(QWidget):
    """The sign, the word and the number of some gaps, and a row for each."""

    def __init__(self, title: str, tone: Tone) -> None:
        super().__init__()
        self._name = title
        self._tone = tone
        self._title: QLabel = text_label(title, "strong")
        self.rows = ActionRows()
        head = QWidget()
        line = QHBoxLayout(head)
        spaced(line, (16, 4, 16, 4), gap=8)
        line.addWidget(SignMark(tone), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._title, 1)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(head)
        box.addWidget(self.rows)
        self.hide()

    def show_gaps(self, found: dict[str, Gap]) -> None:
        """Show these; none hides the group."""
        self._title.setText(f"{self._name} · {len(found)}")
        self.setAccessibleName(self._title.text())
        self.rows.set_rows(
            [
                ActionRow(
                    key, one.sentence, one.why, readiness_targets.action(one), severity=self._name
                )
                for key, one in found.items()
            ]
        )
        self.setVisible(bool(found))
