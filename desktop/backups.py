"""Copies made from the window."""

from pathlib import Path

from core.cancel import CancelToken
from core.store import backup
from core.store.backup import Backup
from desktop.jobs import Progress, Work
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
