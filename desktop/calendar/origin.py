"""Where an item comes from: the mention that it answers, with the way back."""

from core.calendar.model import CalendarItem
from core.i18n import _
from core.mentions.records import items
from desktop.services import Services
from desktop.widgets.button import button
from desktop.widgets.layouts import Beside
from desktop.widgets.text import text_label

_ROOM = 200


class OriginLine(Beside):
    """Seen only of an item that was made of a mention."""

    def __init__(self, services: Services) -> None:
        self._said = text_label("", "muted")
        super().__init__(self._said, text_room=_ROOM)
        self._services = services
        self._mention_id: int | None = None
        self.add_action(button(_("See the mention"), self._go, icon_name="arrow-left"))
        self.hide()

    def show_item(self, item: CalendarItem) -> None:
        """Name the mention, as it is stored."""
        self._mention_id = item.mention_id
        mention = None
        if item.mention_id is not None:
            with self._services.store.read() as connection:
                mention = items.one(connection, item.mention_id)
        self.setVisible(mention is not None)
        if mention is not None:
            self._said.setText(_("From a mention: {title}").format(title=mention.title))

    def _go(self) -> None:
        self._services.go("mentions", self._mention_id)
