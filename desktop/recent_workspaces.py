"""The workspaces opened before, each one step away."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.cancel import CancelToken
from core.files import gone
from core.i18n import _
from core.places import workspaces_about
from core.settings import Settings
from desktop.jobs import Jobs, Progress, Work
from desktop.services import ProgramDesk
from desktop.widgets.card import Card
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.text import divider

_OTHERS = 8


class RecentCard(Card):
    """Opens them and takes them off the list; says which are no longer where they were.

    Below them stand those that are found where workspaces are kept and are on no list, as after the
    settings were lost.
    """

    def __init__(
        self,
        settings: Settings,
        desk: ProgramDesk,
        jobs: Jobs,
        *,
        leave_out: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`leave_out` is the workspace that is open."""
        super().__init__(_("Recent town files"), flush=True, parent=parent)
        self._settings = settings
        self._desk = desk
        self._left_out = str(leave_out)
        self._missing: frozenset[str] = frozenset()
        self._others: tuple[str, ...] = ()
        self._rows = ActionRows()
        self.add(divider())
        self.add(self._rows)
        self._rows.acted.connect(self._act)
        self._rows.dismissed.connect(self._forget)
        self.refresh()
        jobs.run("recent", _looking_for(settings.recent), self._found)

    def paths(self) -> list[str]:
        """The workspaces listed, newest first."""
        return [path for path in self._settings.recent if path != self._left_out]

    def refresh(self) -> None:
        """Show the list as the settings have it, and the others that were found."""
        listed = self.paths()
        others = [other for other in self._others if other not in (*listed, self._left_out)]
        rows = [_row(path, path in self._missing) for path in listed]
        rows += [_other_row(path) for path in others[:_OTHERS]]
        self._rows.set_rows(rows)
        if not rows:
            self.hide()

    def _found(self, found: tuple[frozenset[str], tuple[str, ...]]) -> None:
        missing, others = found
        # The page may have been built anew meanwhile, as for another language.
        if isValid(self) and (missing or others):
            self._missing, self._others = missing, others
            self.show()
            self.refresh()

    def _act(self, path: str) -> None:
        if path in self._missing:
            self._forget(path)
        else:
            self._desk.open_workspace(Path(path))

    def _forget(self, path: str) -> None:
        self._settings.recent = [text for text in self._settings.recent if text != path]
        self._desk.save_settings()
        self.refresh()


def _other_row(path: str) -> ActionRow:
    file = Path(path)
    # Translators: Button, verb: a town file.
    return ActionRow(path, file.stem, str(file.parent), _("Open"))


def _looking_for(paths: Sequence[str]) -> Work:
    """A drive that does not answer must not hold up the window: looked for in the background."""
    wanted = tuple(paths)

    def work(_token: CancelToken, _progress: Progress) -> tuple[frozenset[str], tuple[str, ...]]:
        missing = frozenset(path for path in wanted if gone(path))
        return missing, tuple(str(path) for path in workspaces_about(wanted))

    return work


def _row(path: str, missing: bool) -> ActionRow:
    file = Path(path)
    folder = str(file.parent)
    if missing:
        line = _("It is not in {folder}.").format(folder=folder)
        return ActionRow(path, file.stem, line, _("Remove from the list"))
    return ActionRow(path, file.stem, folder, _("Open"), dismiss=_("Remove from the list"))
