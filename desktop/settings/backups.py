"""Copies of the workspace, and whether it is whole."""

from datetime import datetime

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core import checking
from core.cancel import CancelToken
from core.checking import CheckReport
from core.crisis import log
from core.crisis.log import Anchor
from core.days import brief_moment
from core.errors import AppError, DamagedWorkspace, InvalidValue
from core.i18n import _, ngettext
from core.settings import MOST_BACKUPS
from core.store import backup
from core.store.backup import Backup, CopiesFound
from core.town.model import checked_number
from desktop import backups
from desktop.forms.attempt import refuse
from desktop.forms.files import PathField
from desktop.forms.form import Form
from desktop.forms.lines import Figure
from desktop.jobs import Progress
from desktop.services import Services
from desktop.settings import actions
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.text import divider, text_label

_MOST_ENTRIES = 1_000_000
_MOST_TOLD = 2
"""As many as there are banners; the command `check` tells all."""


class SoundnessCard(Card):
    """A button, a digest from a paper to compare, and what was found."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("Is everything intact?"))
        self._services = services
        self._now = button(_("Check the file now"), self.check)
        self._entry = Figure()
        self._digest = QLineEdit()
        self._entry_field = LabelledField(
            _("Entry of the log to compare with a paper"),
            self._entry,
            _("Empty: none."),
            narrow=True,
        )
        self._digest_field = LabelledField(
            _("Digest on the paper"),
            self._digest,
            _("It is at the end of the log, in the report; the first 16 characters are enough."),
        )
        self._found = text_label("", "strong")
        self._found.hide()
        spaced(self.body, (16, 16, 16, 16), gap=16)
        self.add(
            text_label(
                _(
                    "Reads all that is stored, verifies the evidence and compares the incidents"
                    " with their log."
                )
            )
        )
        self.add(self._entry_field)
        self.add(self._digest_field)
        self.body.addWidget(self._now, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._found)

    def check(self) -> None:
        """Read all of it in the background, and say what was found."""
        for field in (self._entry_field, self._digest_field):
            field.clear_message()
        try:
            entry = round(checked_number(self._entry.text(), 0, _MOST_ENTRIES) or 0)
        except InvalidValue as error:
            refuse(self._entry_field, str(error))
            return
        try:
            printed = self._printed(entry)
        except InvalidValue as error:
            refuse(self._digest_field, str(error))
            return

        def work(_token: CancelToken, _progress: Progress) -> CheckReport:
            return checking.examine(self._services.store, printed)

        def failed(error: AppError) -> None:
            self._now.setEnabled(True)
            self._services.notifier.error(error)

        self._now.setEnabled(False)
        self._services.jobs.run("check", work, self._show, failed=failed)

    def _printed(self, entry: int) -> Anchor | None:
        if not entry and not self._digest.text().strip():
            return None
        return log.anchor(entry, self._digest.text())

    def _show(self, found: CheckReport) -> None:
        self._now.setEnabled(True)
        self._found.setVisible(found.whole)
        if found.whole:
            self._found.setText("\n".join(checking.told(found, self._services.store.path.name)))
            announce(self._found, self._found.text())
        for fault in found.faults[:_MOST_TOLD]:
            self._services.notifier.error(DamagedWorkspace(fault))


_TEXT_ROOM = 240


class BackupsSection(QWidget):
    """The list is read again each time it is shown, away from the window: drives can be slow."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._shelf = CopiesFound([], [], [])
        self._last = text_label("", "strong")
        self._ahead = text_label("")
        self._now = button(_("Make a backup now"), self._back_up, kind="primary")
        self._place = PathField(_("Choose a folder…"))
        self._place.change_asked.connect(self._choose_folder)
        self._default = button(
            _("Go back to the folder beside the town file"), self._use_default, kind="quiet"
        )
        self._form = Form(self, services.notifier)
        # Translators: List of backups of the town file.
        self._rows, self._list = _listing(_("Copies"))
        self._rows.acted.connect(lambda key: backups.restore(services, self._copy(key)))
        self._other_rows, self._others = _listing(
            _("Copies of another town file with the same name")
        )
        self._other_rows.acted.connect(
            lambda key: backups.restore(services, self._copy(key), other=True)
        )
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._making())
        box.addWidget(self._list)
        box.addWidget(self._others)
        box.addWidget(SoundnessCard(services))
        self.setFocusProxy(self._now)
        self._show_place()
        self._form.show_subject("backups")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def refresh(self) -> None:
        """Look again at which copies there are."""
        path, folder = self._services.store.path, backups.folder(self._services)
        clock = self._services.clock

        def work(_token: CancelToken, _progress: Progress) -> CopiesFound:
            return backup.shelf(path, folder, clock)

        self._services.jobs.run("list of copies", work, self._show)

    def copies(self) -> list[Backup]:
        """The copies of this workspace on screen, newest first."""
        return [*self._shelf.ahead, *self._shelf.own]

    def _copy(self, key: str) -> Backup:
        everything = [*self.copies(), *self._shelf.others]
        return next(copy for copy in everything if str(copy.path) == key)

    def _making(self) -> Card:
        card = Card()
        spaced(card.body, (16, 16, 16, 16), gap=16)
        head = Beside(self._last, text_room=_TEXT_ROOM)
        head.add_action(self._now)
        kept_field = LabelledField(
            _("How many copies are kept"),
            Figure(),
            _(
                "When there are more, the oldest days are deleted. A new one is made when the "
                "last is more than a day old, and on closing when it is more than an hour old "
                "and something has changed."
            ),
            narrow=True,
        )
        self._form.bind(
            kept_field,
            lambda: str(self._services.settings.backups_kept),
            lambda typed: actions.keep_backups(
                self._services, actions.whole_number(typed, 1, MOST_BACKUPS)
            ),
        )
        card.add(head)
        card.add(self._ahead)
        told = _("Best on another disk or on the server: if the computer is lost, they are not.")
        if "backup_folder" in self._services.settings.fixed:
            self._place.setEnabled(False)
            told = actions.fixed_by_others()
        card.add(LabelledField(_("Where the copies go"), self._place, told))
        card.body.addWidget(self._default, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(kept_field)
        return card

    def _show(self, found: CopiesFound) -> None:
        self._shelf, now = found, self._services.clock.now()
        if found.own:
            self._last.setText(
                _("Last copy: {date}").format(date=brief_moment(found.own[0].made_at, now))
            )
        else:
            self._last.setText(_("There is no copy in this folder yet."))
        told = ngettext(
            "{count} copy is dated in the future: the clock of this computer was ahead, or is "
            "behind now. It does not count as a copy of today, and is not deleted "
            "automatically.",
            "{count} copies are dated in the future: the clock of this computer was ahead, or "
            "is behind now. They do not count as a copy of today, and are not deleted "
            "automatically.",
            len(found.ahead),
        )
        self._ahead.setText(told.format(count=len(found.ahead)))
        self._ahead.setVisible(bool(found.ahead))
        self._rows.set_rows([_row(copy, now) for copy in self.copies()])
        self._list.setVisible(bool(self.copies()))
        self._other_rows.set_rows([_row(copy, now, copy.whose.town) for copy in found.others])
        self._others.setVisible(bool(found.others))

    def _back_up(self) -> None:
        self._now.setEnabled(False)
        actions.back_up_now(self._services, self._made)

    def _made(self) -> None:
        self._now.setEnabled(True)
        self.refresh()

    def _choose_folder(self) -> None:
        actions.choose_backup_folder(self._services, self.refresh)
        self._show_place()

    def _use_default(self) -> None:
        actions.use_default_folder(self._services)
        self._place.setFocus()
        self._show_place()
        self.refresh()

    def _show_place(self) -> None:
        self._place.show_path(backups.folder(self._services))
        settings = self._services.settings
        own = bool(settings.backup_folder) and "backup_folder" not in settings.fixed
        self._default.setVisible(own)


def _listing(title: str) -> tuple[ActionRows, Card]:
    rows, card = ActionRows(), Card(title, flush=True)
    card.add(divider())
    card.add(rows)
    card.hide()
    return rows, card


def _row(copy: Backup, now: datetime, town: str = "") -> ActionRow:
    size = QLocale().formattedDataSize(copy.size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    line = f"{town} · {size}" if town else size
    # Translators: Button, verb: a backup.
    return ActionRow(str(copy.path), brief_moment(copy.made_at, now), line, _("Restore"))
