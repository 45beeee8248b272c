"""Copies made from the window."""

from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from core.cancel import CancelToken
from core.clock import Clock
from core.days import day_and_time, shown
from core.errors import AppError, Cancelled
from core.i18n import _, ngettext
from core.settings import Settings
from core.store import EVERYTHING, Store, backup, opening
from core.store.backup import Backup
from core.store.connection import SUFFIX
from desktop import crash_log
from desktop.jobs import Progress, Work
from desktop.services import Services

AFTER_WORK = timedelta(hours=1)
"""Since the last copy: closing after more makes one."""

IN_A_CRISIS = timedelta(minutes=15)
"""Since the last copy, while an incident is open: more work makes one."""

LONGEST_S = 10.0
"""How long the end of the program waits for that copy; without it, the last one stays."""
_GOODBYE_S = 1.0

_JOB = "copy in a crisis"


def folder(services: Services) -> Path:
    """Where this workspace's copies go."""
    return backup.folder_of(services.store.path, services.settings.backup_folder)


def told(services: Services) -> list[tuple[str, str]]:
    """How many copies hold what is here, for whoever asks for their data; nothing without any."""
    copies = backup.listed(services.store.path, folder(services))
    if not copies:
        return []
    words = ngettext(
        "{count} copy holds the same, from {first}: newer copies replace it.",
        "{count} copies hold the same, the oldest from {first}: newer copies replace them.",
        len(copies),
    )
    first = shown(min(copy.made_at for copy in copies).astimezone().date())
    return [(_("Backups"), words.format(count=len(copies), first=first))]


def at_start(services: Services) -> Work:
    """Sweep what a killed program left, make a copy when the last one is older than a day, and
    write the file anew where an erasure could not.
    """
    store, clock = services.store, services.clock
    place, kept = folder(services), services.settings.backups_kept

    def work(_token: CancelToken, _progress: Progress) -> None:
        store.require_there()
        opening.sweep((store.path.parent, place), clock)
        try:
            if backup.due(store.path, place, clock):
                backup.make(store.path, place, clock, kept)
        finally:
            store.finish_forgetting()

    return work


def restore(services: Services, copy: Backup, *, other: bool = False) -> None:
    """Ask, keep what is there now as one more copy, and put the old one in its place.

    `other` for a copy of another workspace, which is asked in other words.
    """
    place, day = folder(services), day_and_time(copy.made_at)
    question = _("Restore the copy of {date}?").format(date=day)
    if other:
        question = _("This copy is of another town file, {town}. Put it in the place of this one?")
        question = question.format(town=copy.whose.town)
    missing = "" if other else backup.missing(services.store.path, copy)
    told = _(
        "Everything in the town file goes back to how it was then. What is there now is backed "
        "up first, in {folder}."
    ).format(folder=place)
    if not services.asker.confirm(question, f"{missing} {told}".strip(), _("Restore the copy")):
        return
    from core.crisis import proof

    try:
        kept = proof.restore(services.store, copy.path, place, services.clock.now(), other=other)
    except AppError as error:
        services.notifier.error(error)
        return
    services.desk.rebuild("backups")
    where = _("What was there before is the newest copy of the list.")
    if other:
        where = _("What was there before is now among the copies of the other file.")
    if kept.suffix != SUFFIX:
        where = _("The damaged file is kept as “{name}”.").format(name=kept.name)
    services.desk.notifier.notice(
        _("The copy of {date} is restored.").format(date=day), f"{missing} {where}".strip()
    )


def _until(workspace: Path, place: Path, clock: Clock, opened: datetime | None) -> timedelta:
    """How long until a copy of work is due; now when an incident was `opened` since the last."""
    copies = backup.past(backup.listed(workspace, place), clock)
    after = AFTER_WORK if opened is None else IN_A_CRISIS
    if not copies or (opened is not None and copies[0].made_at < opened):
        return timedelta()
    return max(copies[0].made_at + after - clock.now(), timedelta())


def _opened_last(store: Store) -> datetime | None:
    """When the newest of the open incidents was opened, or None."""
    # All of a crisis hangs on it: a quarter of the time to the first paint.
    from core.crisis import desk

    with store.read() as connection:
        return desk.opened_last(connection)


class CrisisCopies(QObject):
    """While an incident is open a copy is made when it is opened and after each quarter of an hour
    in which something was written: in the background, and the newest of a day is what is kept."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._again = self._resting = False
        """A change came during the copy; a copy failed, and that was told."""
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._look_again)
        services.bridge.subscribe(window, EVERYTHING, self._look)

    def _look(self) -> None:
        jobs = self._services.jobs
        if jobs.running(_JOB):
            # Begun anew with each change, it would never end.
            self._again = True
        elif not self._resting:
            jobs.run(_JOB, self._work, self._wait, failed=self._failed)

    def _look_again(self) -> None:
        self._resting = False
        self._look()

    def _work(self, token: CancelToken, _progress: Progress) -> timedelta | None:
        """Copies what is due; how long to wait with what was written, None when all is copied."""
        store, clock = self._services.store, self._services.clock
        opened = _opened_last(store)
        if opened is None:
            return None
        place = folder(self._services)
        left = _until(store.path, place, clock, opened)
        if left:
            return left
        store.require_there()
        backup.make(store.path, place, clock, self._services.settings.backups_kept, token)
        return None

    def _wait(self, left: timedelta | None) -> None:
        again, self._again = self._again, False
        if left is not None:
            self._later.start(round(left / timedelta(milliseconds=1)))
        elif again:
            self._look()

    def _failed(self, error: AppError) -> None:
        self._again, self._resting = False, True
        self._later.start(round(IN_A_CRISIS / timedelta(milliseconds=1)))
        self._services.notifier.error(error)


def at_end(store: Store, settings: Settings, clock: Clock, log_file: Path) -> None:
    """After work, make a copy if it is time for one; wait, but not long.

    A drive that does not answer holds a thread and not the program. No window is left to tell of a
    folder that cannot take the copy: the next start tries again, and tells.
    """
    token, path = CancelToken(), store.path
    place = backup.folder_of(path, settings.backup_folder)
    try:
        opened = _opened_last(store)
    except AppError:
        # The copy itself will say what is wrong with the file.
        opened = None

    def copy() -> None:
        try:
            if not _until(path, place, clock, opened):
                store.require_there()
                backup.make(path, place, clock, settings.backups_kept, token)
        except (AppError, Cancelled) as error:
            crash_log.write(log_file, "no copy at the end", error)

    work = Thread(target=copy, daemon=True)
    work.start()
    work.join(LONGEST_S)
    token.cancel()
    # Given up between two pages, it takes away what is half made; else a later start does.
    work.join(_GOODBYE_S)
