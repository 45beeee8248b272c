"""What a watch finds of all that is stored: how many over its form, the newest below it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.i18n import _, ngettext
from core.mentions.listening.intake import Preview
from core.mentions.model import Item, Watch
from core.mentions.watches.marks import marks
from desktop.days import moment
from desktop.jobs import Progress
from desktop.mentions.marked import marked_label
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.beside import Beside
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import empty
from desktop.widgets.text import divider, text_label

_JOB = "preview-watch"
_SHOWN = 6
_ROOM = 180


class PreviewCard(Card):
    """The newest with their words marked; `count` says how many, to stand where the page wants."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("The newest that it finds"))
        self._services = services
        self._watch = Watch("")
        self._told = text_label("", "strong")
        self._see = button(_("See them in the inbox"), self._go, kind="quiet", icon_name="inbox")
        line = Beside(self._told, text_room=_ROOM)
        line.add_action(self._see)
        self.count = Card()
        self.count.add(line)
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=8)
        self.body.addLayout(self._rows)

    def show_watch(self, watch: Watch) -> None:
        """Look through what is stored; what was found before stays until then."""
        if watch.id != self._watch.id:
            self._told.setText(_("Looking…"))
            self._see.setVisible(False)
            self._show_items(())
        self._watch = watch
        store = self._services.store

        def work(_token: CancelToken, _progress: Progress) -> Preview:
            from core.mentions.listening import intake

            with store.read() as connection:
                return intake.preview(connection, watch, _SHOWN)

        self._services.jobs.run(_JOB, work, self._show)

    def show_none(self) -> None:
        """There is no watch to be shown."""
        self.hide()
        self.count.hide()

    def _show(self, found: Preview) -> None:
        self._told.setText(_counted(self._watch, found, self.locale().toString(found.count)))
        self._see.setVisible(bool(found.count) and self._watch.enabled)
        self.count.show()
        self._show_items(found.items)

    def _show_items(self, items: tuple[Item, ...]) -> None:
        empty(self._rows)
        self.setVisible(bool(items))
        for number, item in enumerate(items):
            if number:
                self._rows.addWidget(divider())
            self._rows.addWidget(self._title(item))
            where = item.outlet or ""
            line = " · ".join(part for part in (where, moment(item.at)) if part)
            self._rows.addWidget(text_label(line, "small"))

    def _title(self, item: Item) -> QWidget:
        spans = marks(self._watch, item.title, item.text)
        return marked_label(item.title, [one for one in spans if one[1] <= len(item.title)])

    def _go(self) -> None:
        self._services.go("mentions", ("inbox", ("watch", self._watch.id)))


def _counted(watch: Watch, found: Preview, number: str) -> str:
    if not (watch.any_of or watch.all_of):
        return _("Write below what it looks for.")
    told = _("It finds nothing of what is stored.")
    if found.count:
        told = ngettext(
            "It finds {count} of what is stored.",
            "It finds {count} of what is stored.",
            found.count,
        ).format(count=number)
    if not found.unsure:
        return told
    unsure = ngettext(
        "{count} more has the name alone: it is unsure.",
        "{count} more have the name alone: they are unsure.",
        found.unsure,
    )
    return f"{told} {unsure.format(count=found.unsure)}"
