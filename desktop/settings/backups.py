"""Where the copies go, how many there are, and going back to one."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.i18n import _
from core.store import backup
from core.store.backup import Backup
from desktop import backups
from desktop.days import moment
from desktop.forms.form import Form
from desktop.forms.number import Number
from desktop.forms.place import Place
from desktop.jobs import Progress
from desktop.services import Services
from desktop.settings import actions
from desktop.theme.scaling import spaced
from desktop.widgets.beside import Beside
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.list_rows import ActionRow, ActionRows
from desktop.widgets.text import divider, text_label

_MOST_KEPT = 100
_TEXT_ROOM = 240


class BackupsSection(QWidget):
    """The list is read again each time it is shown, away from the window: drives can be slow."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._copies: dict[str, Backup] = {}
        self._last = text_label("", "strong")
        self._now = button(_("Make a backup now"), self._back_up, kind="primary")
        self._place = Place(_("Choose a folder…"))
        self._place.change_asked.connect(self._choose_folder)
        self._default = button(
            _("Go back to the folder beside the workspace"), self._use_default, kind="quiet"
        )
        self._form = Form(self, services.notifier)
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: backups.restore(services, self._copies[key]))
        self._list = Card(_("Copies"), flush=True)
        self._list.add(divider())
        self._list.add(self._rows)
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._making())
        box.addWidget(self._list)
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

        def work(_token: CancelToken, _progress: Progress) -> list[Backup]:
            return backup.listed(path, folder)

        self._services.jobs.run("list of copies", work, self._show)

    def copies(self) -> list[Backup]:
        """The copies on screen, newest first."""
        return list(self._copies.values())

    def _making(self) -> Card:
        card = Card()
        spaced(card.body, (16, 16, 16, 16), gap=16)
        head = Beside(self._last, text_room=_TEXT_ROOM)
        head.add_action(self._now)
        kept_field = LabelledField(
            _("How many copies are kept"),
            Number(1, _MOST_KEPT),
            _(
                "When there are more, the oldest goes. A new one is made when the last is more than"
                " a day old."
            ),
            narrow=True,
        )
        self._form.bind(
            kept_field,
            lambda: self._services.settings.backups_kept,
            lambda count: actions.keep_backups(self._services, count),
        )
        card.add(head)
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

    def _show(self, copies: list[Backup]) -> None:
        self._copies = {str(copy.path): copy for copy in copies}
        if copies:
            self._last.setText(_("Last copy: {date}").format(date=moment(copies[0].made_at)))
        else:
            self._last.setText(_("There is no copy in this folder yet."))
        self._rows.set_rows([_row(copy) for copy in copies])
        self._list.setVisible(bool(copies))

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
        actions.set_backup_folder(self._services, "")
        self._place.setFocus()
        self._show_place()
        self.refresh()

    def _show_place(self) -> None:
        self._place.show_path(backups.folder(self._services))
        self._default.setVisible(bool(self._services.settings.backup_folder))


def _row(copy: Backup) -> ActionRow:
    size = QLocale().formattedDataSize(copy.size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    return ActionRow(str(copy.path), moment(copy.made_at), size, _("Restore"))
