"""How the checklist is drawn: dark bars, large tick boxes, what, who, when."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.crisis.model import TickState
from core.i18n import _, pgettext
from desktop.crisis.desk.checklist_model import ROW, PhaseRow, Row, StepRow, by_hour
from desktop.crisis.looks import enlarged, phase_ground
from desktop.theme.icons import icon_pixmap
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL, TITLE_WEIGHT
from desktop.widgets.text import widest, width_in_lines, wrap

Index = QModelIndex | QPersistentModelIndex
_Align = Qt.AlignmentFlag

_PHASE, _STEP = 36, 44
_SIDE, _BOX, _TEXT = 14, 22, 50
_ABOVE = _GAP = 8
_WHO = 116
_NAME_LINES = 3
_HOUR_LETTER = 14
_NARROW = 400
"""Narrower than this, in px at 100 %, who does it stands below the step."""
_LETTER = 15


@dataclass(frozen=True)
class StepGeometry:
    """Where the parts of a step stand in its row, and its words in lines."""

    box: QRect
    text: QRect
    who: QRect
    who_lines: list[str]
    """The hat and its wearer, whole; none where they stand below the step."""
    hour: QRect
    lines: list[str]
    more: list[str]
    """Help, note, or who does it: grey lines below."""
    height: int


class ChecklistDelegate(QStyledItemDelegate):
    """Draws from the row alone; `places` says where, also for whoever edits or clicks there."""

    def __init__(self, view: QListView, scale: float = 1.0) -> None:
        super().__init__(view)
        self._view = view
        self._scale = scale

    def px(self, length: float) -> int:
        """Pixels of a length at 100 %, at the zoom in force and the scale of this list."""
        return current().px(length * enlarged(self._scale))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        if isinstance(row, PhaseRow):
            return QSize(0, self.px(_PHASE))
        width = self._view.viewport().width()
        chosen = index == self._view.currentIndex()
        return QSize(0, self.places(row, QRect(0, 0, width, 0), chosen=chosen).height)

    def places(self, row: StepRow, rect: QRect, *, chosen: bool) -> StepGeometry:
        """Where everything stands in the row that `rect` is, or will be."""
        px = self.px
        narrow = rect.width() < px(_NARROW)
        wide = self._hour_room(row)
        hour = QRect(rect.right() - px(_SIDE) - wide + 1, rect.top(), wide, rect.height())
        who_lines, room = ([], 0) if narrow else self._who(row, rect.width() // 3)
        who = QRect(hour.left() - px(_GAP) - room, rect.top(), room, rect.height())
        right = hour.left() if narrow else who.left()
        if narrow and not (row.hour or row.due):
            right = rect.right() - px(_SIDE)
        text = QRect(rect.left() + px(_TEXT), rect.top(), right - px(10), rect.height())
        text.setRight(right - px(8))
        lines = wrap(row.step.text, self.text_font(row), text.width(), 3)
        more = self._more(row, text.width(), chosen=chosen, narrow=narrow)
        high = QFontMetrics(self.text_font(row)).height() * len(lines)
        high += (QFontMetrics(self.small_font()).height() + px(1)) * len(more)
        beside = QFontMetrics(self.due_font()).height() * len(who_lines)
        height = max(px(_STEP), max(high, beside) + 2 * px(_ABOVE))
        box = QRect(rect.left() + px(_SIDE), 0, px(_BOX), px(_BOX))
        box.moveTop(rect.top() + (px(_STEP) - px(_BOX)) // 2)
        return StepGeometry(box, text, who, who_lines, hour, lines, more, height)

    def hour_font(self) -> QFont:
        """When it was done."""
        font = QApplication.font()
        font.setPixelSize(self.px(_HOUR_LETTER))
        return font

    def due_font(self) -> QFont:
        """By when it is due, and who does it."""
        font = QApplication.font()
        font.setPixelSize(self.px(SMALL))
        return font

    def _who(self, row: StepRow, most: int) -> tuple[list[str], int]:
        """Who does it in lines, and their room; no word is cut that takes no more than `most`."""
        font = self.due_font()
        needed = max(width_in_lines(text, font, _NAME_LINES) for text in (row.hat, row.who))
        room = min(max(self.px(_WHO), needed), most)
        return [*wrap(row.hat, font, room, 1), *wrap(row.who, font, room, _NAME_LINES)], room

    def _hour_room(self, row: StepRow) -> int:
        """The same in every row that has no more to say than others: an hour is never cut."""
        due = widest(self.due_font(), by_hour("00:00"), row.due, _late(), _("from paper"))
        return max(due, widest(self.hour_font(), "00:00", row.hour))

    def text_font(self, row: StepRow) -> QFont:
        """The step itself: strong while it is open."""
        font = QApplication.font()
        font.setPixelSize(self.px(_LETTER))
        font.setWeight(QFont.Weight.Normal if row.tick else QFont.Weight(TITLE_WEIGHT))
        return font

    def small_font(self) -> QFont:
        """What stands below and beside it."""
        font = QApplication.font()
        font.setPixelSize(self.px(13))
        return font

    def _more(self, row: StepRow, width: int, *, chosen: bool, narrow: bool) -> list[str]:
        told = []
        if row.tick is None and row.step.help and (row.current or chosen):
            told += wrap(row.step.help, self.small_font(), width, 3)
        if row.note:
            told += wrap(row.note, self.small_font(), width, 3 if chosen else 1)
        if narrow:
            who = f"{row.hat}: {row.who}" if row.who else row.hat
            told += wrap(who, self.small_font(), width, _NAME_LINES)
        return told

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, PhaseRow):
            self._paint_phase(painter, rect, row)
        else:
            state: QStyle.StateFlag = option.state
            self._paint_step(painter, rect, row, state, chosen=index == self._view.currentIndex())
        painter.restore()

    def _paint_phase(self, painter: QPainter, rect: QRect, row: PhaseRow) -> None:
        look, px = phase_ground(), self.px
        painter.fillRect(rect, QColor(look.ground))
        painter.setPen(QColor(look.ink))
        inner = rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        strong, plain = QApplication.font(), QApplication.font()
        strong.setPixelSize(px(14))
        strong.setWeight(QFont.Weight(TITLE_WEIGHT))
        plain.setPixelSize(px(14))
        painter.setFont(plain)
        right = painter.fontMetrics().horizontalAdvance(row.progress)
        painter.drawText(inner, _Align.AlignRight | _Align.AlignVCenter, row.progress)
        inner.adjust(0, 0, -right - px(12), 0)
        _draw(painter, inner, row.title, strong)
        inner.adjust(QFontMetrics(strong).horizontalAdvance(row.title) + px(14), 0, 0, 0)
        _draw(painter, inner, row.mode, plain)

    def _paint_step(
        self,
        painter: QPainter,
        rect: QRect,
        row: StepRow,
        state: QStyle.StateFlag,
        *,
        chosen: bool,
    ) -> None:
        tokens = current().tokens
        lit = chosen and bool(state & QStyle.StateFlag.State_Active) and self._view.hasFocus()
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.tint if lit else tokens.hover if chosen or over else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        plain = tokens.selection_ink if lit else tokens.ink
        inverted = lit and tokens.name == "contrast"
        grey = tokens.selection_ink if inverted else tokens.muted
        places = self.places(row, rect, chosen=chosen)
        self._paint_box(painter, places.box, row)
        self._paint_words(painter, places, row, grey if row.tick else plain, grey)
        by = tokens.red.foreground if row.late and not inverted else grey
        self._paint_side(painter, places, row, grey, by)
        if lit:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_words(
        self, painter: QPainter, places: StepGeometry, row: StepRow, ink: str, grey: str
    ) -> None:
        font, small = self.text_font(row), self.small_font()
        high, low = QFontMetrics(font).height(), QFontMetrics(small).height() + self.px(1)
        used = high * len(places.lines) + low * len(places.more)
        top = places.text.top() + (places.text.height() - used) // 2
        painter.setFont(font)
        painter.setPen(QColor(ink))
        for line in places.lines:
            painter.drawText(
                QRect(places.text.left(), top, places.text.width(), high),
                _Align.AlignLeft | _Align.AlignVCenter,
                line,
            )
            top += high
        painter.setFont(small)
        painter.setPen(QColor(grey))
        for line in places.more:
            painter.drawText(
                QRect(places.text.left(), top, places.text.width(), low),
                _Align.AlignLeft | _Align.AlignVCenter,
                line,
            )
            top += low

    def _paint_box(self, painter: QPainter, box: QRect, row: StepRow) -> None:
        tokens, radius = current().tokens, self.px(5)
        edge = QRectF(box).adjusted(1, 1, -1, -1)
        if row.tick is None:
            painter.setPen(QPen(QColor(tokens.control), 2))
            painter.setBrush(QColor(tokens.surface))
            painter.drawRoundedRect(edge, radius, radius)
            return
        done = row.tick.state is TickState.DONE
        full = tokens.green.foreground if done else tokens.muted
        painter.setPen(QPen(QColor(full), 2))
        painter.setBrush(QColor(full))
        painter.drawRoundedRect(edge, radius, radius)
        side = self.px(16)
        mark = QRect(0, 0, side, side)
        mark.moveCenter(box.center())
        name = "check" if done else "minus"
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(mark, icon_pixmap(name, "surface", side, ratio))

    def _paint_side(
        self, painter: QPainter, places: StepGeometry, row: StepRow, grey: str, by: str
    ) -> None:
        tiny = self.due_font()
        self._paint_lines(painter, places.who, [(line, tiny) for line in places.who_lines], grey)
        under = _("from paper") if row.on_paper else _late() if row.late else ""
        upper = (row.hour, self.hour_font()) if row.hour else (row.due, tiny)
        self._paint_lines(painter, places.hour, [upper, (under, tiny)], by)

    def _paint_lines(
        self, painter: QPainter, rect: QRect, lines: list[tuple[str, QFont]], ink: str
    ) -> None:
        """Against the right edge, as far as they say something."""
        shown = [line for line in lines if line[0]]
        highs = [QFontMetrics(font).height() for _text, font in shown]
        top = rect.top() + (rect.height() - sum(highs)) // 2
        painter.setPen(QColor(ink))
        for (text, font), high in zip(shown, highs, strict=True):
            painter.setFont(font)
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(
                QRect(rect.left(), top, rect.width(), high),
                _Align.AlignRight | _Align.AlignVCenter,
                cut,
            )
            top += high


def _late() -> str:
    return pgettext("step", "late")


def _draw(painter: QPainter, rect: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _Align.AlignLeft | _Align.AlignVCenter, cut)
