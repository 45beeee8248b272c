"""What has happened: the scenarios of the town, to be chosen with a click or by typing."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.scenario import Scenario
from core.crisis.scenarios import library
from core.i18n import _
from core.store import Topic
from core.text import contains_all, loose, words
from desktop.crisis.tiles import Tile, TileGrid
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label

_WIDE = 270


class ProtocolChoice(QWidget):
    """`chosen` carries the id of a scenario."""

    chosen = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._tiles: list[tuple[str, Tile]] = []
        self._offered: list[Scenario] | None = None
        self._search = SearchField(_("Type what has happened"), wait_ms=0)
        self._search.searched.connect(self._filter)
        self._search.returnPressed.connect(self._choose_first)
        self._search.installEventFilter(self)
        self._grid = TileGrid(_("Scenarios"), wide=_WIDE, columns=2)
        self._none = text_label(
            _("No scenario has these words. Take the one that is most like it."), "muted"
        )
        box = QVBoxLayout(self)
        spaced(box, gap=10)
        for part in (self._search, self._none, self._grid):
            box.addWidget(part)
        services.bridge.subscribe(self, {Topic.SCENARIOS}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read again which scenarios there are."""
        with self._services.store.read() as connection:
            offered = [one.scenario for one in library.in_use(connection)]
        if offered == self._offered:
            return
        self._offered = offered
        self._tiles = [(_haystack(one), self._tile(one)) for one in offered]
        self._grid.set_tiles([tile for _hay, tile in self._tiles])
        self._filter(self._search.text())

    def clear(self) -> None:
        """All scenarios again."""
        self._search.clear()
        self._filter("")

    def start_over(self) -> None:
        """All scenarios again, and the keyboard where one types."""
        self.clear()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The line in which one types."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shown = self._grid.shown()
            if shown and event.key() == Qt.Key.Key_Down:
                shown[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _tile(self, scenario: Scenario) -> Tile:
        made = Tile(
            scenario.title,
            lambda: self.chosen.emit(scenario.id),
            tone=Tone(scenario.level),
            code=scenario.code,
        )
        made.setAccessibleDescription(scenario.applies)
        made.setToolTip(scenario.applies)
        return made

    def _filter(self, text: str) -> None:
        wanted = words(text)
        found = [(hay, tile) for hay, tile in self._tiles if contains_all(hay, wanted)]
        # What its title says comes before what its description mentions.
        found.sort(key=lambda one: not contains_all(one[0].split("\n", 1)[0], wanted))
        self._none.setVisible(not found)
        self._grid.show_only([tile for _hay, tile in found or self._tiles])
        tab_as_read(self)

    def _choose_first(self) -> None:
        # Enter comes before the pause after typing.
        self._filter(self._search.text())
        if self._search.text().strip() and self._grid.shown() and self._none.isHidden():
            self._grid.shown()[0].click()


def _haystack(scenario: Scenario) -> str:
    return loose("\n".join((scenario.title, scenario.applies, scenario.code, *scenario.words)))
