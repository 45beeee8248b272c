"""What the first screen is given: everything of `Services` that needs no workspace."""

from collections.abc import Callable
from dataclasses import dataclass

from core.clock import Clock
from core.settings import Settings
from desktop.asker import Asker
from desktop.jobs import Jobs
from desktop.notifier import Notifier
from desktop.services import ProgramDesk


@dataclass(frozen=True)
class Host:
    """Passed to every view of the first screen."""

    desk: ProgramDesk
    settings: Settings
    clock: Clock
    ask: Callable[[], Asker]
    notifier: Notifier
    jobs: Jobs
