"""The tiles of the protocols, and choosing one of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from core.crisis.scenario import Scenario
from core.crisis.scenarios import library
from core.i18n import _
from core.store import Topic
from core.text import contains_all, loose, words
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, SMALL, TITLE_WEIGHT, Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import Button, set_words
from desktop.widgets.marks import paint_sign
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label, wrap

_SIDE, _ABOVE, _SIGN, _GAP, _EDGE = 14, 8, 12, 10, 4
_Align = Qt.AlignmentFlag


class ProtocolTile(Button):
    """A sign, a title of up to two lines, a grey line below it, and a short code at the right."""

    def __init__(
        self,
        title: str,
        on_click: Callable[[], object],
        *,
        tone: Tone,
        line: str = "",
        code: str = "",
        least: int = 46,
        size: int = 14,
        edged: bool = False,
    ) -> None:
        """`edged`, its left edge is of the colour of its tone."""
        super().__init__()
        self._edged = edged
        self._size = size
        self._title, self._line, self._code = title, line, code
        self._tone = tone
        self._least = least
        self._heights: dict[int, int] = {}
        """By width, in the look in force: Qt asks for each dozens of times."""
        self.setProperty("kind", "secondary")
        self.setAutoDefault(False)
        set_words(self, title)
        self.setAccessibleDescription(line)
        self.clicked.connect(lambda _checked: on_click())
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_code(self, code: str) -> None:
        """Change the short word at the right."""
        if code != self._code:
            self._code = code
            self._heights.clear()
            self.setAccessibleDescription(", ".join(part for part in (self._line, code) if part))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        width = current().px(220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(140), self.heightForWidth(max(self.width(), current().px(140))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        # Another font, or another zoom.
        self._heights.clear()
        super().changeEvent(event)

    def _height(self, width: int) -> int:
        px = current().px
        titles, lines = self._words(width)
        high = QFontMetrics(self._font(self._size, strong=True)).height() * len(titles)
        high += QFontMetrics(self._font(SMALL)).height() * len(lines)
        return max(px(self._least), high + 2 * px(_ABOVE) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        if self._edged:
            self._paint_edge(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_edge(self, painter: QPainter) -> None:
        px = current().px
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), px(RADIUS), px(RADIUS))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(shape)
        colour = QColor(current().tokens.pair(self._tone).foreground)
        painter.fillRect(0, 0, px(_EDGE), self.height(), colour)
        painter.restore()

    def _font(self, size: int, *, strong: bool = False) -> QFont:
        font = QApplication.font()
        font.setPixelSize(current().px(size))
        font.setWeight(QFont.Weight(TITLE_WEIGHT) if strong else QFont.Weight.Normal)
        return font

    def _words(self, width: int) -> tuple[list[str], list[str]]:
        px = current().px
        room = width - px(2 * _SIDE + _SIGN + _GAP)
        if self._code:
            metrics = QFontMetrics(self._font(SMALL))
            room -= metrics.horizontalAdvance(self._code) + px(_GAP)
        lines = wrap(self._line, self._font(SMALL), room, 3) if self._line else []
        return wrap(self._title, self._font(self._size, strong=True), room, 2), lines

    def _paint_words(self, painter: QPainter) -> None:
        tokens, px = current().tokens, current().px
        titles, lines = self._words(self.width())
        strong, small = self._font(self._size, strong=True), self._font(SMALL)
        rows = [(title, strong, tokens.ink) for title in titles]
        rows += [(line, small, tokens.muted) for line in lines]
        top = (self.height() - sum(QFontMetrics(font).height() for _one, font, _ink in rows)) // 2
        side = px(_SIGN)
        sign = QRectF(px(_SIDE), (self.height() - side) / 2, side, side)
        paint_sign(painter, sign, self._tone)
        left = px(_SIDE + _SIGN + _GAP)
        for text, font, ink in rows:
            high = QFontMetrics(font).height()
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(QRect(left, top, self.width() - left, high), _Align.AlignVCenter, text)
            top += high
        if self._code:
            painter.setFont(small)
            painter.setPen(QColor(tokens.muted))
            rect = self.rect().adjusted(0, 0, -px(_SIDE), 0)
            painter.drawText(rect, _Align.AlignRight | _Align.AlignVCenter, self._code)


class TileGrid(QWidget):
    """Tiles of `wide` px at 100 % or more, at most `columns` beside each other."""

    def __init__(self, name: str, *, wide: int, columns: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._wide, self._most = wide, columns
        self._tiles: list[ProtocolTile] = []
        self._shown: list[ProtocolTile] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        spaced(self._grid, gap=8)
        follow_theme(self, self._arrange)

    def set_tiles(self, tiles: Sequence[ProtocolTile]) -> None:
        """Show these instead."""
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._tiles = list(tiles)
        for tile in self._tiles:
            tile.setParent(self)
            tile.installEventFilter(self)
        self.show_only(self._tiles)

    def show_only(self, tiles: Sequence[ProtocolTile]) -> None:
        """Show some of them, in this order."""
        self._shown = list(tiles)
        for tile in self._tiles:
            tile.setVisible(tile in self._shown)
        self._columns = 0
        self._arrange()

    def shown(self) -> list[ProtocolTile]:
        """The tiles on screen, in order."""
        return list(self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Up: -self._columns,
                Qt.Key.Key_Down: self._columns,
            }.get(Qt.Key(event.key()), 0)
            if step and watched in self._shown:
                place = self._shown.index(watched) + step
                if 0 <= place < len(self._shown):
                    self._shown[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        fit = self.width() // max(1, current().px(self._wide))
        columns = max(1, min(fit, self._most))
        while self._most % columns:
            # Four go in one row, two or four: never three and one.
            columns -= 1
        if columns == self._columns:
            return
        self._columns = columns
        for tile in self._tiles:
            self._grid.removeWidget(tile)
        for place, tile in enumerate(self._shown):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


_WIDE = 270


class ProtocolChoice(QWidget):
    """`chosen` carries the id of a scenario."""

    chosen = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._tiles: list[tuple[str, ProtocolTile]] = []
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
            offered = [other.scenario for other in library.in_use(connection)]
        if offered == self._offered:
            return
        self._offered = offered
        self._tiles = [(_haystack(scenario), self._tile(scenario)) for scenario in offered]
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

    def _tile(self, scenario: Scenario) -> ProtocolTile:
        made = ProtocolTile(
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
        found.sort(key=lambda pair: not contains_all(pair[0].split("\n", 1)[0], wanted))
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
