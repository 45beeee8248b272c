"""Where the copies go, how many there are, and going back to one."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.i18n import _, ngettext
from core.store import backup
from core.store.backup import Backup, CopiesFound
from desktop import backups
from desktop.days import moment
from desktop.forms.form import Form
from desktop.forms.number import Number
from desktop.forms.place import PathField
from desktop.jobs import Progress
from desktop.services import Services
from desktop.settings import actions
from desktop.settings.soundness import SoundnessCard
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside
from desktop.widgets.list_rows import ActionRow, ActionRows
from desktop.widgets.text import divider, text_label

_MOST_KEPT = 100
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
            _("Go back to the folder beside the workspace"), self._use_default, kind="quiet"
        )
        self._form = Form(self, services.notifier)
        self._rows, self._list = _listing(_("Copies"))
        self._rows.acted.connect(lambda key: backups.restore(services, self._copy(key)))
        self._other_rows, self._others = _listing(
            _("Copies of another workspace that is called the same")
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
            Number(1, _MOST_KEPT),
            _(
                "When there are more, the oldest days go. A new one is made when the last is more"
                " than a day old, and on closing when it is more than an hour old and something"
                " changed."
            ),
            narrow=True,
        )
        self._form.bind(
            kept_field,
            lambda: self._services.settings.backups_kept,
            lambda count: actions.keep_backups(self._services, count),
        )
        card.add(head)
        card.add(self._ahead)
        card.add(
            LabelledField(
                _("Where the copies go"),
                self._place,
                _("Best on another disk or on the server: if the computer is lost, they are not."),
            )
        )
        card.body.addWidget(self._default, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(kept_field)
        return card

    def _show(self, found: CopiesFound) -> None:
        self._shelf = found
        if found.own:
            self._last.setText(_("Last copy: {date}").format(date=moment(found.own[0].made_at)))
        else:
            self._last.setText(_("There is no copy in this folder yet."))
        told = ngettext(
            "{count} copy is dated in the future: the clock of this computer was ahead, or is"
            " behind now. It does not count as a copy of today, and is not deleted by itself.",
            "{count} copies are dated in the future: the clock of this computer was ahead, or is"
            " behind now. They do not count as a copy of today, and are not deleted by themselves.",
            len(found.ahead),
        )
        self._ahead.setText(told.format(count=len(found.ahead)))
        self._ahead.setVisible(bool(found.ahead))
        self._rows.set_rows([_row(copy) for copy in self.copies()])
        self._list.setVisible(bool(self.copies()))
        self._other_rows.set_rows([_row(copy, copy.whose.town) for copy in found.others])
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
        self._default.setVisible(bool(self._services.settings.backup_folder))


def _listing(title: str) -> tuple[ActionRows, Card]:
    rows, card = ActionRows(), Card(title, flush=True)
    card.add(divider())
    card.add(rows)
    card.hide()
    return rows, card


def _row(copy: Backup, town: str = "") -> ActionRow:
    size = QLocale().formattedDataSize(copy.size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    line = f"{town} · {size}" if town else size
    return ActionRow(str(copy.path), moment(copy.made_at), line, _("Restore"))
