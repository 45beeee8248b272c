"""What is said when something fails, or when a workspace is damaged."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from core import places
from core.cancel import CancelToken
from core.days import day_and_time
from core.errors import (
    AppError,
    BrokenSeal,
    DamagedWorkspace,
    NotAWorkspace,
    OpenElsewhere,
    ReadOnlyWorkspace,
    WorkspaceBusy,
    WorkspaceError,
    WorkspaceLost,
)
from core.i18n import _
from core.store import backup, failures
from core.store.backup import Backup
from desktop import backups
from desktop.asker import workspaces
from desktop.jobs import Progress
from desktop.notifier import Action
from desktop.services import Services

if TYPE_CHECKING:
    from desktop.app.application import Application


def remedies(services: Services, error: AppError) -> list[Action]:
    """What is offered with an error met while the workspace is open.

    Of damage, the newest copy that is whole; where the file is gone, another name.
    """
    if isinstance(error, WorkspaceLost):
        return [Action(_("Save under another name…"), partial(_save_elsewhere, services, error))]
    if not isinstance(error, DamagedWorkspace):
        return []
    copy = backup.newest_whole(services.store.path, backups.folder(services))
    if copy is None:
        return []
    told = _("Restore the copy of {date}").format(date=day_and_time(copy.made_at))
    return [Action(told, partial(backups.restore, services, copy))]


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
    title = _("Where should the town file be on this computer?")
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
    way_out = Action(_("Move to a copy on this computer…"), partial(_move_here, services))
    if places.on_network(services.store.path):
        services.notifier.notice(
            _("The town file is on a network drive."),
            _(
                "If the network fails while it is open, or another computer opens it, it may "
                "be damaged. It is better to keep it on this computer, and the copies there."
            ),
            way_out,
        )
    program = places.synchronised_by(services.store.path)
    if program:
        services.notifier.notice(
            _("The town file is in a folder that {program} synchronises.").format(program=program),
            _(
                "While it is open, another version may be put in its place. It is better to "
                "keep it in another folder, and the copies here."
            ),
            way_out,
        )


def spoilt_settings(aside: Path) -> tuple[str, str]:
    """The settings are those of a new computer: the list of workspaces is gone with them."""
    return (
        _("The settings on this computer could not be read; the usual ones apply."),
        _("Your town files are untouched. What could not be read is in {file}.").format(file=aside),
    )


def sudden_end(left: datetime) -> tuple[str, str]:
    """The last session was ended by something after it had stored what it had at `left`."""
    return (
        _("Last time, Pregón closed unexpectedly."),
        _(
            "Everything saved up to {moment} is here. Anything half typed is still in its field,"
            " marked."
        ).format(moment=day_and_time(left)),
    )


def last_word(error: AppError) -> None:
    """Not even the first screen can be made, as when a file of the program is missing."""
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.critical(None, "Pregón", str(error))


def one_moment(desk: "Application", path: Path, still: bool) -> None:
    """Somebody else has a workspace that is to be opened: there is a window that says so as long as
    it `still` waits."""
    if desk.window is None:
        desk.show_welcome()
    messages = desk.notifier
    words = _("“{name}” is open in another window, or just closing. One moment…")
    sentence = words.format(name=path.name)
    if not still:
        messages.dismiss()
    elif sentence not in messages.shown():
        messages.dismissable(sentence, "")
    # Nobody can ask for another one meanwhile.
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


class Refused:
    """A workspace that cannot be opened: why, and what can be done about it."""

    def __init__(self, desk: "Application", path: Path) -> None:
        self._desk = desk
        self._path = path

    def tell(self, error: AppError) -> None:
        """Say what stands in the way, with a button for each way out."""
        actions = []
        copies: list[Backup] = []
        if isinstance(error, ReadOnlyWorkspace | WorkspaceBusy):
            actions.append(Action(_("Open a copy"), self._open_copy))
        if isinstance(error, DamagedWorkspace | NotAWorkspace):
            copies = self._copies()
            actions.extend(self._rescues(copies))
            if copies and isinstance(error, NotAWorkspace):
                # There are copies of it: it was one.
                error = failures.damaged(self._path, str(error))
            if len(copies) == 1:
                missing = backup.missing(self._path, copies[0])
                error.advice = f"{error.advice} {missing}".strip()
        if isinstance(error, OpenElsewhere):
            taking = partial(self._take_from, error.computer)
            actions.append(Action(_("Open the file anyway"), taking))
        if isinstance(error, BrokenSeal):
            again = partial(self._desk.open_workspace, self._path, broken_seal=True)
            actions.append(Action(_("Open the file anyway"), again))
        if isinstance(error, DamagedWorkspace) and not copies:
            # As damage, it would be mended by a copy of the workspace that is open.
            error = WorkspaceError(
                error.sentence, _("There is no copy of it in the folder of copies.")
            )
        self._desk.notifier.error(error, *actions)

    def _open_copy(self) -> None:
        """Ask where, copy the workspace there and open the copy."""
        target = self._desk.ask().save_file(
            _("Where should the copy go?"), Path.home() / self._path.name, workspaces()
        )
        if target is None:
            return
        try:
            backup.copy(self._path, target)
        except AppError as error:
            self._desk.notifier.error(error)
        else:
            self._desk.open_workspace(target)

    def _take_from(self, computer: str) -> None:
        if self._desk.ask().confirm(
            _("Is Pregón really closed on “{computer}”?").format(computer=computer),
            _("If two computers write to it at once, what one of them writes is lost."),
            _("Open the file anyway"),
        ):
            self._desk.open_workspace(self._path, from_elsewhere=True)

    def _copies(self) -> list[Backup]:
        """The newest copy; that of each town where it cannot be told whose it is."""
        folder = backup.folder_of(self._path, self._desk.settings.backup_folder)
        newest: dict[str, Backup] = {}
        for copy in backup.listed(self._path, folder):
            if copy.whose.token not in newest and backup.is_whole(copy):
                newest[copy.whose.token] = copy
        return list(newest.values())

    def _rescues(self, copies: list[Backup]) -> list[Action]:
        words = _("Restore the copy of {date}")
        if len(copies) > 1:
            words = _("Restore the copy of {town}, {date}")
        return [
            Action(
                words.format(town=copy.whose.town, date=day_and_time(copy.made_at)),
                partial(self._rescue, copy),
            )
            for copy in copies
        ]

    def _rescue(self, copy: Backup) -> None:
        missing = backup.missing(self._path, copy)
        try:
            aside = backup.rescue(self._path, copy.path)
        except AppError as error:
            self._desk.notifier.error(error)
            return
        self._desk.open_workspace(self._path)
        kept = _("The damaged file is kept as “{name}”.").format(name=aside.name)
        self._desk.notifier.notice(
            _("The copy of {date} is restored.").format(date=day_and_time(copy.made_at)),
            f"{missing} {kept}".strip(),
        )
