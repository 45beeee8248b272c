"""Copies made from the window."""

from functools import partial
from pathlib import Path

from core.cancel import CancelToken
from core.errors import AppError, DamagedWorkspace
from core.i18n import _
from core.store import backup
from core.store.backup import Backup
from desktop.days import moment
from desktop.jobs import Progress, Work
from desktop.notifier import Action
from desktop.services import Services


def folder(services: Services) -> Path:
    """Where this workspace's copies go."""
    return backup.folder_of(services.store.path, services.settings.backup_folder)


def daily(services: Services) -> Work:
    """Make a copy when the last one is older than a day; gives the copy, or None."""
    path, place, kept = services.store.path, folder(services), services.settings.backups_kept

    def work(_token: CancelToken, _progress: Progress) -> Backup | None:
        if not backup.due(path, place, services.clock):
            return None
        return backup.make(path, place, services.clock, kept)

    return work


def restore(services: Services, copy: Backup) -> None:
    """Ask, keep what is there now as one more copy, and put the old one in its place."""
    place, day = folder(services), moment(copy.made_at)
    if not services.asker.confirm(
        _("Restore the copy of {date}?").format(date=day),
        _(
            "Everything in this workspace becomes as it was then. What is there now is backed up"
            " first, in {folder}."
        ).format(folder=place),
        _("Restore the copy"),
    ):
        return
    try:
        services.store.restore(copy.path, place)
    except AppError as error:
        services.notifier.error(error)
        return
    services.desk.rebuild("backups")
    services.desk.notifier.notice(
        _("The copy of {date} is restored.").format(date=day),
        _("What was there before is the newest copy of the list."),
    )


def remedies(services: Services, error: AppError) -> list[Action]:
    """What is offered with an error met while the workspace is open: of damage, the newest copy."""
    if not isinstance(error, DamagedWorkspace):
        return []
    return [
        Action(
            _("Restore the copy of {date}").format(date=moment(one.made_at)),
            partial(restore, services, one),
        )
        for one in backup.listed(services.store.path, folder(services))[:1]
    ]
