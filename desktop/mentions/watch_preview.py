"""What a watch finds of all that is stored, before anything is changed by it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.i18n import _, ngettext
from core.mentions.apply import Preview
from core.mentions.marks import marks
from core.mentions.model import Item, Watch
from desktop.days import moment
from desktop.jobs import Progress
from desktop.mentions.marked import marked_label
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.layouts import empty
from desktop.widgets.text import divider, text_label

_JOB = "preview-watch"
_SHOWN = 6


class PreviewCard(Card):
    """How many, and the newest with their words marked."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("What it finds"))
        self._services = services
        self._watch = Watch("")
        self._count = text_label("", "strong")
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=8)
        self.add(self._count)
        self.body.addLayout(self._rows)

    def show_watch(self, watch: Watch) -> None:
        """Look through what is stored; what was found before stays until then."""
        if watch.id != self._watch.id:
            self._count.setText(_("Looking…"))
            empty(self._rows)
        self._watch = watch
        store = self._services.store

        def work(_token: CancelToken, _progress: Progress) -> Preview:
            from core.mentions import apply

            with store.read() as connection:
                return apply.preview(connection, watch, _SHOWN)

        self._services.jobs.run(_JOB, work, self._show)

    def _show(self, found: Preview) -> None:
        told = ngettext(
            "{count} of what is stored", "{count} of what is stored", found.count
        ).format(count=self.locale().toString(found.count))
        self._count.setText(told if found.count else _("Nothing of what is stored."))
        empty(self._rows)
        for number, item in enumerate(found.items):
            if number:
                self._rows.addWidget(divider())
            self._rows.addWidget(self._title(item))
            where = item.outlet or ""
            line = " · ".join(part for part in (where, moment(item.at)) if part)
            self._rows.addWidget(text_label(line, "small"))

    def _title(self, item: Item) -> QWidget:
        return marked_label(item.title, marks(self._watch, item.title))
