"""What was read and went because it was old, and what waits for the word of the person."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.mentions import retention
from core.store import Topic
from desktop.services import Services
from desktop.settings import actions
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.layouts import Beside
from desktop.widgets.text import text_label

_TEXT_ROOM = 240


class LettingGo(QWidget):
    """One sentence on what went last; below it, where something waits, why, and the button."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._went = text_label("", "small")
        self._why = text_label("")
        self._waiting = Beside(self._why, text_room=_TEXT_ROOM)
        self._delete = button(_("Delete them…"), self._ask)
        self._waiting.add_action(self._delete)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(self._went)
        box.addWidget(self._waiting)
        services.bridge.subscribe(self, {Topic.PREFERENCES, Topic.MENTIONS}, self.refresh, now=True)

    def take_keyboard(self) -> None:
        """The button that lets it go."""
        self._delete.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Look again at what is stored."""
        now = self._services.clock.now()
        with self._services.store.read() as connection:
            self._old = retention.look(connection, now)
            went = retention.last_sentence(connection)
        self._went.setText(went or _("Nothing has gone yet for being old."))
        told = ngettext(
            "{count} item is older and does not go before you say so. {why}",
            "{count} items are older and do not go before you say so. {why}",
            self._old.count,
        )
        why = retention.why_asked(self._old, now)
        self._why.setText(told.format(count=self._old.count, why=why))
        self._waiting.setVisible(self._old.asks)

    def _ask(self) -> None:
        actions.let_go(self._services, self._old)
