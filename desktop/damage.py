"""Damage met while a workspace is open: looking for it, and what is offered with it."""

from functools import partial
from pathlib import Path

from core import places
from core.cancel import CancelToken
from core.errors import AppError, DamagedWorkspace, WorkspaceLost
from core.i18n import _
from core.store import backup, failures
from desktop import backups
from desktop.asker import workspaces
from desktop.days import moment
from desktop.jobs import Progress
from desktop.notifier import Action
from desktop.services import Services


def remedies(services: Services, error: AppError) -> list[Action]:
    """What is offered with an error met while the workspace is open.

    Of damage, the newest copy that is whole; where the file is gone, another name.
    """
    if isinstance(error, WorkspaceLost):
        return [Action(_("Save under another name…"), partial(_save_elsewhere, services, error))]
    if not isinstance(error, DamagedWorkspace):
        return []
    one = backup.newest_whole(services.store.path, backups.folder(services))
    if one is None:
        return []
    told = _("Restore the copy of {date}").format(date=moment(one.made_at))
    return [Action(told, partial(backups.restore, services, one))]


def _save_elsewhere(services: Services, lost: WorkspaceLost) -> None:
    title = _("Where should what is here be saved?")
    target = services.asker.save_file(title, Path.home() / services.store.path.name, workspaces())
    if target is None:
        services.notifier.error(lost)
        return
    try:
        services.store.save_elsewhere(target)
    except AppError as error:
        services.notifier.error(error, *remedies(services, lost))
        return
    services.desk.open_workspace(target)


def _move_here(services: Services) -> None:
    """Go on with a copy in this computer; the other one stays as it is."""
    title = _("Where should the workspace be in this computer?")
    here = places.workspaces_folder() / services.store.path.name
    target = services.asker.save_file(title, here, workspaces())
    if target is None:
        return
    try:
        services.store.save_elsewhere(target)
    except AppError as error:
        services.notifier.error(error)
        return
    services.desk.open_workspace(target)


def begin(services: Services, *, new: bool) -> None:
    """Look for damage where a file has no seal; of a `new` one say if it lies in a bad place."""
    if not services.store.sealed:
        _look_through(services)
    if new:
        _warn_of_place(services)


def _look_through(services: Services) -> None:
    """Read all of a file: the program was killed, or another one wrote to it."""

    def work(_token: CancelToken, _progress: Progress) -> tuple[str, ...]:
        from core import checking

        return checking.examine(services.store).faults

    def found(faults: tuple[str, ...]) -> None:
        damaged = failures.damaged(services.store.path)
        for fault in faults[:1]:
            # In the words of the page that meets it: what is said again takes the place of itself.
            met = fault.startswith(str(damaged))
            services.notifier.error(damaged if met else DamagedWorkspace(fault))

    services.jobs.run("look through", work, found)


def _warn_of_place(services: Services) -> None:
    """Say so when a program may put another version in the place of the open file, or when it lies
    in another computer."""
    if places.on_network(services.store.path):
        services.notifier.notice(
            _("This workspace lies on a network drive."),
            _(
                "If the network fails while it is open, or another computer opens it, it may be"
                " damaged. Better keep it in this computer, and the copies there."
            ),
            Action(_("Move to a copy in this computer…"), partial(_move_here, services)),
        )
    program = places.synchronised_by(services.store.path)
    if program:
        services.notifier.notice(
            _("This workspace lies in a folder that {program} synchronises.").format(
                program=program
            ),
            _(
                "While it is open, another version may be put in its place. Better keep it in"
                " another folder, and the copies here."
            ),
        )
