"""What the first window does, and what it asks of the program."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core import workspace
from core.cancel import CancelToken
from core.clock import Clock
from core.errors import AppError
from core.i18n import _
from core.places import workspaces_folder
from core.settings import Settings
from core.town.model import Town
from desktop.asker import Asker, workspaces
from desktop.jobs import Jobs, Progress, Work
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


Ended = Callable[[AppError | None], None]
"""Called when the work is over: with why the file could not be written, or with None."""


def choose_language(host: Host, code: str) -> None:
    """Speak `code`, or the system's language when it is empty, from now on."""
    host.settings.language = code
    host.desk.language_changed()


def open_workspace(host: Host) -> None:
    """Ask for a workspace and open it."""
    chosen = host.ask().open_file(_("Which town file do you want to open?"), workspaces())
    if chosen is not None:
        host.desk.open_workspace(chosen)


def open_example(host: Host, ended: Ended) -> None:
    """Write a copy of the example town of its own and open it."""

    def work(_token: CancelToken, _progress: Progress) -> Path:
        from core import content, example

        town = content.load("example-town", example.ExampleContent).town
        path = workspace.free_path(workspaces_folder(), Town(town.name))
        example.create(path, host.clock)
        return path

    _write_and_open(host, work, ended)


def create(host: Host, folder: Path, town: Town, crest: bytes | None, ended: Ended) -> None:
    """Write the workspace of a town into `folder`, under a name no file has, and open it."""

    def work(_token: CancelToken, _progress: Progress) -> Path:
        path = workspace.free_path(folder, town)
        workspace.create(path, town, host.clock, crest)
        return path

    _write_and_open(host, work, ended)


def _write_and_open(host: Host, work: Work, ended: Ended) -> None:
    def written(path: Path) -> None:
        host.desk.open_workspace(path)
        ended(None)

    host.jobs.run("workspace", work, written, failed=ended)
