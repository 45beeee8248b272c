"""What was really published of a use, a channel or an objective, below what the plan says of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calendar import published
from core.calendar.published import PublishedCounts
from core.store import Topic
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.text import text_label


class PublishedLine(QWidget):
    """Follows the calendar; hidden while nothing was published."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._words: Callable[[PublishedCounts], str] = lambda _out: ""
        self._label = text_label("", "muted")
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._label)
        services.bridge.subscribe(self, {Topic.CALENDAR}, self._read)
        self.hide()

    def tell(self, words: Callable[[PublishedCounts], str]) -> None:
        """Say this of what was published."""
        self._words = words
        self._read()

    def _read(self) -> None:
        with self._services.store.read() as connection:
            out = published.recent(connection, self._services.clock.today())
        said = self._words(out)
        self._label.setText(said)
        self.setVisible(bool(said))
