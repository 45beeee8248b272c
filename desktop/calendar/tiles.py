"""How the cells of the calendar are drawn: the day, what it is, and the tiles of its items."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from core.calendar.model import CalendarItem, ItemState
from core.i18n import ngettext
from desktop.calendar.model import STATE_ICONS, USE_ICONS, CalendarNames, GridCell
from desktop.theme.icons import icon_pixmap
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL, TITLE_WEIGHT
from desktop.widgets.text import wrap

_EDGE, _INSIDE, _GAP, _ICON, _RADIUS = 4, 6, 4, 13, 5
_ICONS_SHOWN = 2
_MOST, _MOST_ROOMY = 2, 4
"""Lines of a title."""
_BRAND_EDGE = 4
_HATCH = 6
_ALPHA = 70
"""Of the lines of a hatch, of 255."""
_ASKED = "scale"
_OVER = {ItemState.PUBLISHED: 1, ItemState.DROPPED: 2}
"""What yields where a day has no room for all, the highest first."""


@dataclass(frozen=True)
class Tile:
    """Where an item is drawn in its cell, in px."""

    box: QRect
    item: CalendarItem


def small(font: QFont, *, strong: bool = False, italic: bool = False) -> QFont:
    """The font of what stands in a cell."""
    return _small(font, current().px(SMALL), strong, italic)


@lru_cache(maxsize=64)
def _small(font: QFont, size: int, strong: bool, italic: bool) -> QFont:
    made = QFont(font)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(TITLE_WEIGHT if strong else 400))
    made.setItalic(italic)
    return made


def head_height(font: QFont) -> int:
    """Of the line with the number of the day, in px."""
    return QFontMetrics(font).height() + current().px(6)


def tile_height(lines: int, font: QFont) -> int:
    """Of a tile whose title has so many lines, in px; without any its hour and title share one."""
    return QFontMetrics(small(font)).height() * (1 + lines) + current().px(5)


def hour_room(item: CalendarItem, box: QRect, font: QFont) -> QRect:
    """Where the hour of a tile is written: beside the sign of its state, and in its place where
    there is no room for both."""
    px, strong = current().px, QFontMetrics(small(font, strong=True))
    said = f"{item.hour:%H:%M}" if item.hour else ""
    left, wide = box.left() + px(_INSIDE) + px(2), strong.horizontalAdvance(said)
    beside = left + px(_ICON + 4)
    fits = not said or beside + wide <= box.right() - px(2)
    return QRect(beside if fits else left, box.top() + px(2), wide, strong.height())


def wanted_height(cell: GridCell, width: int, font: QFont) -> int:
    """Of a cell without a head in which no title of up to two lines is cut, in px."""
    px = current().px
    wide = width - 2 * px(_EDGE) - 1
    lines = [len(_title_rows(item, font, wide, _MOST)) for item in cell.items]
    return px(_EDGE) + px(2) + sum(tile_height(each, font) + px(_GAP) for each in lines)


def tiles(cell: GridCell, room: QRect, font: QFont, *, roomy: bool) -> list[Tile]:
    """Where the items of a cell are drawn, as many as fit, what is to come before what is over; a
    roomy grid has longer titles."""
    if not cell.items:
        return []
    px, line = current().px, QFontMetrics(small(font)).height()
    top = room.top() + (head_height(font) if cell.head else px(_EDGE))
    free = room.bottom() - px(2) - top
    least = tile_height(1, font) + px(_GAP)
    shown = _first_of(cell.items, max(1, (free + px(_GAP)) // least))
    wide = room.width() - 2 * px(_EDGE) - 1
    spare = max(0, (free - least * len(shown) + px(_GAP)) // line)
    found = []
    for item in shown:
        wanted = len(_title_rows(item, font, wide, _MOST_ROOMY if roomy else _MOST))
        more = min(wanted - 1, spare)
        spare -= more
        high = min(tile_height(1 + more, font), max(free, least - px(_GAP)))
        found.append(Tile(QRect(room.left() + px(_EDGE), top, wide, high), item))
        top += high + px(_GAP)
    return found


def _first_of(items: Sequence[CalendarItem], count: int) -> list[CalendarItem]:
    """So many that are seen before the others, in the order of their hours."""
    kept = {item.id for item in sorted(items, key=lambda item: _OVER.get(item.state, 0))[:count]}
    return [item for item in items if item.id in kept]


class DayPainter:
    """Draws a cell; `known` names what its items point at."""

    def __init__(self, painter: QPainter, font: QFont, known: CalendarNames) -> None:
        self._painter, self._font, self._known = painter, font, known

    def paint(self, cell: GridCell, room: QRect, drawn: Sequence[Tile], chosen: int | None) -> None:
        """`chosen` is the id of the item that is."""
        painter, tokens = self._painter, current().tokens
        painter.save()
        painter.setClipRect(room)
        ground = tokens.window if cell.past or cell.day is None else tokens.surface
        painter.fillRect(room, QColor(ground))
        if cell.note.electoral:
            self._hatch(QRectF(room), Qt.BrushStyle.BDiagPattern)
        if cell.note.free:
            self._hatch(QRectF(room), Qt.BrushStyle.VerPattern)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(room.topRight(), room.bottomRight())
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        more = self._paint_more(cell, room, drawn)
        if cell.head:
            self._paint_head(cell, room.adjusted(0, 0, -more, 0))
        for tile in drawn:
            self._paint_tile(tile, chosen=tile.item.id == chosen)
        painter.restore()

    def _hatch(self, room: QRectF, pattern: Qt.BrushStyle) -> None:
        colour = QColor(current().tokens.control)
        colour.setAlpha(_ALPHA)
        self._painter.setPen(QPen(colour, 1))
        step = current().px(_HATCH)
        if pattern is Qt.BrushStyle.VerPattern:
            at = room.left() + step
            while at < room.right():
                self._painter.drawLine(QLineF(at, room.top(), at, room.bottom()))
                at += step
            return
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = room.left() - room.height()
        while at < room.right():
            self._painter.drawLine(QLineF(at, room.bottom(), at + room.height(), room.top()))
            at += 2 * step

    def _paint_head(self, cell: GridCell, room: QRect) -> None:
        painter, tokens, px = self._painter, current().tokens, current().px
        strong = QFont(self._font)
        strong.setWeight(QFont.Weight(TITLE_WEIGHT))
        metrics = QFontMetrics(strong)
        place = QRect(
            room.left() + px(8), room.top() + px(3), metrics.horizontalAdvance(cell.head) + 2,
            metrics.height(),
        )  # fmt: skip
        if cell.today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.brand))
            painter.drawRoundedRect(place.adjusted(-px(5), 0, px(4), 0), px(4), px(4))
        painter.setFont(strong)
        painter.setPen(QColor(tokens.on_brand if cell.today else tokens.ink))
        painter.drawText(
            place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cell.head
        )
        if cell.note.words:
            said = small(self._font, strong=cell.note.strong, italic=not cell.note.strong)
            painter.setFont(said)
            painter.setPen(QColor(tokens.ink if cell.note.strong else tokens.muted))
            rest = QRect(place)
            rest.setLeft(place.right() + px(8))
            rest.setRight(room.right() - px(4))
            cut = QFontMetrics(said).elidedText(
                cell.note.words, Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_tile(self, tile: Tile, *, chosen: bool) -> None:
        painter, tokens, px = self._painter, current().tokens, current().px
        state, box = tile.item.state, QRectF(tile.box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = state in _OVER
        if not over:
            pen = QPen(QColor(tokens.control), 1)
            if state is ItemState.READY:
                pen.setColor(QColor(tokens.brand))
            if state is ItemState.IDEA:
                pen.setStyle(Qt.PenStyle.DashLine)
            if tile.item.id in self._known.asked:
                pen.setColor(QColor(tokens.ink))
                pen.setWidth(2)
            ready = state is ItemState.READY
            painter.setPen(pen)
            painter.setBrush(QBrush(QColor(tokens.tint if ready else tokens.surface)))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(_RADIUS), px(_RADIUS))
            self._paint_state(state, box)
        self._paint_words(tile, over=over)
        if chosen:
            painter.setPen(QPen(QColor(tokens.brand), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(_RADIUS), px(_RADIUS))

    def _paint_state(self, state: ItemState, box: QRectF) -> None:
        painter, tokens, px = self._painter, current().tokens, current().px
        shape = QPainterPath()
        shape.addRoundedRect(box, px(_RADIUS), px(_RADIUS))
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        if state is ItemState.READY:
            edge = QRectF(box.left(), box.top(), px(_BRAND_EDGE), box.height())
            painter.fillRect(edge, QColor(tokens.brand))
        if state is ItemState.HELD:
            self._hatch(box, Qt.BrushStyle.BDiagPattern)
        painter.restore()

    def _paint_words(self, tile: Tile, *, over: bool) -> None:
        painter, tokens, px = self._painter, current().tokens, current().px
        item, box = tile.item, tile.box
        inside = box.adjusted(px(_INSIDE) + px(2), px(2), -px(_INSIDE) + px(2), -px(2))
        plain, strong = small(self._font), small(self._font, strong=True)
        line = QFontMetrics(plain).height()
        ink = tokens.muted if over else tokens.ink
        hour = hour_room(item, box, self._font)
        if hour.left() > inside.left():
            self._icon(STATE_ICONS[item.state], inside.left(), inside.top(), line, ink)
        said = f"{item.hour:%H:%M}" if item.hour else ""
        painter.setFont(strong)
        painter.setPen(QColor(ink))
        painter.drawText(hour, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        used = hour.right() + 1 - inside.left() + px(6)
        self._paint_channels(item, QRect(
            inside.left() + used, inside.top(), inside.width() - used, line))  # fmt: skip
        left = inside.left()
        lines = (inside.height() - line) // line
        if item.use is not None and lines > 1:
            self._icon(USE_ICONS[item.use], left, inside.top() + line, line, tokens.muted)
            left += px(_ICON + 4)
        title = QFont(plain)
        title.setStrikeOut(item.state is ItemState.DROPPED)
        painter.setFont(title)
        painter.setPen(QColor(ink))
        rows = _title_rows(item, self._font, box.width(), max(1, lines))
        for at, words in enumerate(rows):
            start = left if at == 0 else inside.left()
            place = QRect(start, inside.top() + line * (1 + at), inside.right() - start + 1, line)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words
            )

    def _paint_channels(self, item: CalendarItem, room: QRect) -> None:
        """Signs against the right edge, two at most; else the first, and how many more."""
        painter, tokens, px = self._painter, current().tokens, current().px
        icons = self._known.icons(item)
        if item.id in self._known.asked:
            icons = [_ASKED]
        if not icons:
            return
        font = small(self._font)
        more = "" if len(icons) <= _ICONS_SHOWN else f"+{len(icons) - 1}"
        icons = icons if not more else icons[:1]
        wide = len(icons) * px(_ICON + 3) + QFontMetrics(font).horizontalAdvance(more)
        if wide > room.width():
            return
        at = room.right() - wide
        for name in icons:
            colour = tokens.ink if name == _ASKED else tokens.muted
            self._icon(name, at, room.top(), room.height(), colour)
            at += px(_ICON + 3)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(
            QRect(at, room.top(), room.right() - at + 1, room.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            more,
        )

    def _icon(self, name: str, left: int, top: int, line: int, colour: str) -> None:
        side = current().px(_ICON)
        ratio = self._painter.device().devicePixelRatio()
        self._painter.drawPixmap(
            QPointF(left, top + (line - side) / 2), icon_pixmap(name, colour, side, ratio)
        )

    def _paint_more(self, cell: GridCell, room: QRect, drawn: Sequence[Tile]) -> int:
        """How many there are besides, at the end of the day's line; returns its width."""
        left = len(cell.items) - len(drawn)
        if not left:
            return 0
        font = small(self._font, strong=True)
        self._painter.setFont(font)
        self._painter.setPen(QColor(current().tokens.accent))
        words = ngettext("and {count} more", "and {count} more", left).format(count=left)
        strong = QFontMetrics(small(self._font, strong=True))
        beside = QFontMetrics(self._font).horizontalAdvance(cell.head) + current().px(28)
        if strong.horizontalAdvance(words) > room.width() - beside:
            words = f"+{left}"
        place = QRect(room.left(), room.top(), room.width(), head_height(self._font))
        self._painter.drawText(
            place.adjusted(0, 0, -current().px(8), 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            words,
        )
        return QFontMetrics(font).horizontalAdvance(words) + current().px(8)


def _title_rows(item: CalendarItem, font: QFont, width: int, most: int) -> list[str]:
    """The lines of a title in a tile that is so wide; the first begins after the sign of its use,
    where there are several."""
    px, plain = current().px, small(font)
    inside = width - 2 * px(_INSIDE)
    indent = px(_ICON + 4) if item.use is not None and most > 1 else 0
    first = wrap(item.title, plain, inside - indent, most)
    if not indent or len(first) < 2 or not item.title.startswith(first[0]):
        return first
    rest = item.title[len(first[0]) :].strip()
    return [first[0], *wrap(rest, plain, inside, most - 1)]
