"""What happens without anybody opening Pregón: only where the system can do it (Windows)."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from core.cancel import CancelToken
from core.errors import AppError
from core.i18n import _
from desktop.background import task_scheduler
from desktop.background.task_scheduler import TaskKind
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField


class StartupCard(Card):
    """Two ticks that show what Windows does, and change it."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("Without opening Pregón"))
        self._services = services
        spaced(self.body, (16, 16, 16, 16), gap=16)
        self._open = self._tick(_("Open Pregón at login"), self._opened)
        self._listen = self._tick(_("Listen without the window"), self._listened)
        self.add(LabelledField(_("When Windows starts"), self._open))
        self.add(
            LabelledField(
                _("While Pregón is closed"),
                self._listen,
                _(
                    "The sources of this workspace are read as often as said above while you are"
                    " logged in. You see what came when you open Pregón. One workspace at a time."
                ),
            )
        )
        self.refresh()

    def refresh(self) -> None:
        """Ask Windows what it does; until it answers, nothing can be ticked."""

        def work(_token: CancelToken, _progress: Progress) -> set[TaskKind]:
            return {
                kind for kind in (TaskKind.OPEN, TaskKind.LISTEN) if task_scheduler.exists(kind)
            }

        self._services.jobs.run("schedule look", work, self._show, failed=self._unknown)

    def _show(self, done: set[TaskKind]) -> None:
        here = self._services.settings.listened == str(self._services.store.path)
        for tick, ticked in (
            (self._open, TaskKind.OPEN in done),
            (self._listen, TaskKind.LISTEN in done and here),
        ):
            tick.setChecked(ticked)
            tick.setEnabled(True)

    def _unknown(self, error: AppError) -> None:
        self._services.notifier.error(error)

    def _tick(self, label: str, chosen: Callable[[bool], None]) -> QCheckBox:
        made = QCheckBox(label.replace("&", "&&"))
        made.setEnabled(False)
        made.clicked.connect(chosen)
        return made

    def _opened(self, wanted: bool) -> None:
        open_at_login(self._services, wanted, self.refresh)

    def _listened(self, wanted: bool) -> None:
        workspace = self._services.store.path if wanted else None
        listen_alone(self._services, workspace, self.refresh)


def open_at_login(services: Services, wanted: bool, done: Callable[[], None]) -> None:
    """Have the window opened at login, or no longer; `done` follows, however it went."""

    def work(_token: CancelToken, _progress: Progress) -> None:
        if wanted:
            task_scheduler.create(task_scheduler.opening())
        else:
            task_scheduler.remove(TaskKind.OPEN)

    _run(services, "schedule open", work, lambda: None, done)


def listen_alone(services: Services, workspace: Path | None, done: Callable[[], None]) -> None:
    """Have a workspace listened to while no window is open, or none; `done` follows."""
    settings = services.listener.settings_path

    def work(_token: CancelToken, _progress: Progress) -> None:
        if workspace is not None:
            task_scheduler.create(task_scheduler.listening(workspace, settings))
        else:
            task_scheduler.remove(TaskKind.LISTEN)

    def keep() -> None:
        services.settings.listened = str(workspace or "")
        services.desk.save_settings()

    _run(services, "schedule listen", work, keep, done)


def _run(
    services: Services,
    name: str,
    work: Callable[[CancelToken, Progress], None],
    keep: Callable[[], None],
    done: Callable[[], None],
) -> None:
    def went(_nothing: object) -> None:
        keep()
        done()

    def failed(error: AppError) -> None:
        services.notifier.error(error)
        done()

    services.jobs.run(name, work, went, failed=failed)
