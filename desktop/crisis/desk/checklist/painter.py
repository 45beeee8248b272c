"""How the checklist is drawn: dark bars, numbers, large tick boxes, what, who, when."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.crisis.model import TickState
from core.crisis.scenario import ScenarioStep
from core.i18n import _
from desktop.crisis.desk.checklist.model import (
    ROW,
    FoldRow,
    PhaseRow,
    Row,
    StepRow,
    by_hour,
    late_words,
)
from desktop.crisis.looks import enlarged, phase_ground
from desktop.theme.icons import icon_pixmap
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL, TITLE_WEIGHT
from desktop.widgets.text import widest, width_in_lines, wrap

Index = QModelIndex | QPersistentModelIndex
_Align = Qt.AlignmentFlag

_PHASE, _STEP, _FOLD = 36, 48, 36
_SIDE, _RIGHT, _BOX, _AFTER = 12, 20, 22, 9
"""At the right the bar of the list lies in the margin."""
_ABOVE = _GAP = 8
_AROUND = 12
"""Above and below what stands in the row that is opened."""
_WHO = 104
_NAME_LINES = 3
_HOUR_LETTER = 14
_TIGHT = 300
_NARROW = 400
"""Narrower than this, in px at 100 %, who does it stands below the step."""
_ROOMY = 760
"""From this width on the buttons of the step that is opened stand at its right."""
_TEXT_LEAST, _SEEN = 110, 220
_LETTER, _OPENED_LETTER = 15, 16


@dataclass(frozen=True)
class StepGeometry:
    """Where the parts of a step stand in its row, and its words in lines."""

    number: QRect
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
    buttons: QRect
    """Of the row that is opened; empty in all others."""


class ChecklistDelegate(QStyledItemDelegate):
    """Draws from the row alone; `places` says where, also for whoever edits or clicks there."""

    def __init__(
        self, view: QListView, room: Callable[[ScenarioStep, bool], QSize], scale: float = 1.0
    ) -> None:
        """`room` is what the buttons of a step take, which is chosen or not."""
        super().__init__(view)
        self._view = view
        self._room = room
        self._scale = scale
        self.opened = ""
        """The step with its buttons; empty for none."""

    def px(self, length: float) -> int:
        """Pixels of a length at 100 %, at the zoom in force and the scale of this list."""
        return current().px(length * enlarged(self._scale))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        if not isinstance(row, StepRow):
            return QSize(0, self.px(_PHASE if isinstance(row, PhaseRow) else _FOLD))
        width = self._view.viewport().width()
        chosen = index == self._view.currentIndex()
        return QSize(0, self.places(row, QRect(0, 0, width, 0), chosen=chosen).height)

    def places(self, row: StepRow, rect: QRect, *, chosen: bool) -> StepGeometry:
        """Where everything stands in the row that `rect` is, or will be."""
        px = self.px
        narrow = rect.width() < px(_NARROW)
        number = QRect(rect.left() + px(_SIDE), 0, self._number_room(), px(_BOX))
        box = QRect(number.right() + px(_AFTER), 0, px(_BOX), px(_BOX))
        for part in (number, box):
            part.moveTop(rect.top() + (px(_STEP) - px(_BOX)) // 2)
        right, buttons = rect.right() - px(_RIGHT), QRect()
        opened = row.step.id == self.opened and not narrow and self._has_room()
        below = opened and rect.width() < px(_ROOMY)
        if opened:
            buttons = QRect(QPoint(), self._room(row.step, chosen))
        if opened and not below:
            buttons.moveRight(right)
            right = buttons.left() - px(_AFTER)
        tight = rect.width() < px(_TIGHT)
        wide = 0 if tight else self._hour_room(row)
        hour = QRect(right - wide + 1, rect.top(), wide, rect.height())
        who_lines, room = ([], 0) if narrow else self._who(row, rect.width() // 3)
        told_below = narrow
        if below:
            beside = rect.width() - buttons.width() - px(_TEXT_LEAST)
            told_below = self._who(row, rect.width())[1] > beside
            who_lines, room = ([], 0) if told_below else self._who(row, beside)
        beside = hour.left() - px(_GAP) - room
        who = QRect(right - room + 1 if below else beside, rect.top(), room, rect.height())
        right = who.left() if who_lines and not below else hour.left()
        if tight or (narrow and not (row.hour or row.due)):
            right = rect.right() - px(_RIGHT)
        left = box.right() + px(_AFTER)
        text = QRect(left, rect.top(), right - px(_GAP) - left, rect.height())
        font = self.text_font(row)
        lines = wrap(row.step.text, font, text.width(), 6 if tight else 3)
        more = self._more(row, text.width(), chosen=chosen, told_below=told_below)
        if tight:
            more = [row.late, row.due] if row.late else []
        high = QFontMetrics(font).height() * len(lines)
        high += (QFontMetrics(self.small_font()).height() + px(1)) * len(more)
        lowest = QFontMetrics(self.due_font()).height() * max(len(who_lines), 2)
        words = max(high, lowest)
        height = max(px(_STEP), words + 2 * px(_ABOVE))
        if below:
            height = words + buttons.height() + 2 * px(_AROUND) + px(_GAP)
            top = rect.top() + px(_AROUND)
            for part in (hour, text):
                part.setTop(top)
                part.setHeight(words)
            buttons.moveTopLeft(QPoint(left, top + words + px(_GAP)))
            who.setTop(buttons.top())
            who.setHeight(buttons.height())
        elif opened:
            height = max(height, buttons.height() + 2 * px(_ABOVE))
            buttons.moveTop(rect.top() + (rect.height() - buttons.height()) // 2)
        return StepGeometry(number, box, text, who, who_lines, hour, lines, more, height, buttons)

    def _has_room(self) -> bool:
        """Whether two rows are seen with the buttons in one of them; keys and box do the same."""
        return self._view.height() >= self.px(_SEEN)

    def _number_room(self) -> int:
        return widest(self.due_font(), "00")

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
        due = widest(self.due_font(), by_hour("00:00"), row.due, _("from paper"))
        late = widest(self.late_font(), late_words(59), row.late)
        return max(due, late, widest(self.hour_font(), "00:00", row.hour))

    def late_font(self) -> QFont:
        """How late it is: said by weight, too."""
        font = self.due_font()
        font.setWeight(QFont.Weight(TITLE_WEIGHT))
        return font

    def text_font(self, row: StepRow) -> QFont:
        """The step itself: strong while it is open."""
        font = QApplication.font()
        font.setPixelSize(self.px(_OPENED_LETTER if row.step.id == self.opened else _LETTER))
        font.setWeight(QFont.Weight.Normal if row.tick else QFont.Weight(TITLE_WEIGHT))
        return font

    def small_font(self) -> QFont:
        """What stands below and beside it."""
        font = QApplication.font()
        font.setPixelSize(self.px(13))
        return font

    def _more(self, row: StepRow, width: int, *, chosen: bool, told_below: bool) -> list[str]:
        told = []
        if row.tick is None and row.step.help and (row.step.id == self.opened or chosen):
            told += wrap(row.step.help, self.small_font(), width, 3)
        if row.note:
            # Where it is not out yet is never cut.
            told += wrap(row.note, self.small_font(), width, 4 if chosen or row.out else 1)
        if told_below:
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
            chosen = index == self._view.currentIndex()
            if isinstance(row, StepRow):
                self._paint_step(painter, rect, row, state, chosen=chosen)
            else:
                self._paint_fold(painter, rect, row, state, chosen=chosen)
        painter.restore()

    def _paint_phase(self, painter: QPainter, rect: QRect, row: PhaseRow) -> None:
        look, px = phase_ground(), self.px
        painter.fillRect(rect, QColor(look.ground))
        painter.setPen(QColor(look.ink))
        inner = rect.adjusted(px(_SIDE), 0, -px(_RIGHT), 0)
        strong, plain = QApplication.font(), QApplication.font()
        strong.setPixelSize(px(14))
        strong.setWeight(QFont.Weight(TITLE_WEIGHT))
        plain.setPixelSize(px(14))
        wide = widest(plain, row.progress)
        _draw(painter, inner.adjusted(inner.width() - wide, 0, 0, 0), row.progress, plain)
        inner.adjust(0, 0, -wide - px(12), 0)
        _draw(painter, inner, row.title, strong)
        inner.adjust(QFontMetrics(strong).horizontalAdvance(row.title) + px(14), 0, 0, 0)
        if widest(plain, row.mode) <= inner.width():
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
        plain, grey = self._paint_ground(painter, rect, state, chosen=chosen)
        places = self.places(row, rect, chosen=chosen)
        painter.setFont(self.due_font())
        painter.setPen(QColor(grey))
        painter.drawText(places.number, _Align.AlignRight | _Align.AlignVCenter, str(row.number))
        self._paint_box(painter, places.box, row)
        late = grey if grey == plain else current().tokens.danger
        self._paint_words(painter, places, row, grey if row.tick else plain, grey, late)
        self._paint_side(painter, places, row, grey, late)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, chosen: bool
    ) -> tuple[str, str]:
        """Of a row that can be chosen; returns the colours of its words and of its grey ones."""
        tokens = current().tokens
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.tint if chosen else tokens.hover if over else tokens.surface
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, QColor(tokens.accent))
        inverted = chosen and tokens.name == "contrast"
        plain = tokens.selection_ink if chosen else tokens.ink
        return plain, plain if inverted else tokens.muted

    def _paint_fold(
        self,
        painter: QPainter,
        rect: QRect,
        row: FoldRow,
        state: QStyle.StateFlag,
        *,
        chosen: bool,
    ) -> None:
        """A tick, what is settled, and at the right the verb with its arrow."""
        px, tokens = self.px, current().tokens
        plain, grey = self._paint_ground(painter, rect, state, chosen=chosen)
        left = rect.left() + px(_SIDE) + self._number_room() + px(_AFTER) - 1
        box = QRect(left, rect.center().y() - px(_BOX) // 2, px(_BOX), px(_BOX))
        self._paint_full(painter, box, tokens.green.foreground, "check")
        side, ratio = px(16), painter.device().devicePixelRatioF()
        arrow = QRect(0, 0, side, side)
        arrow.moveCenter(QPoint(rect.right() - px(_RIGHT) - side // 2, rect.center().y()))
        name = "chevron-up" if row.open else "chevron-down"
        painter.drawPixmap(arrow, icon_pixmap(name, "accent", side, ratio))
        verb = self.hour_font()
        verb.setWeight(QFont.Weight.DemiBold)
        wide = widest(verb, row.verb)
        spot = QRect(arrow.left() - px(_GAP) - wide, rect.top(), wide, rect.height())
        painter.setPen(QColor(plain if plain == grey else tokens.accent))
        _draw(painter, spot, row.verb, verb)
        painter.setPen(QColor(grey))
        words = QRect(box.right() + px(_AFTER), rect.top(), 0, rect.height())
        words.setRight(spot.left() - px(_GAP))
        whole = widest(self.hour_font(), row.words) <= words.width()
        _draw(painter, words, row.words if whole else row.counts, self.hour_font())

    def _paint_words(
        self,
        painter: QPainter,
        places: StepGeometry,
        row: StepRow,
        ink: str,
        grey: str,
        late: str,
    ) -> None:
        font, small = self.text_font(row), self.small_font()
        high, low = QFontMetrics(font).height(), QFontMetrics(small).height() + self.px(1)
        used = high * len(places.lines) + low * len(places.more)
        top = places.text.top() + (places.text.height() - used) // 2
        lines = [(line, high, font, ink) for line in places.lines]
        for line in places.more:
            is_late = bool(row.late) and line == row.late
            of_it = (self.late_font(), late) if is_late else (small, grey)
            lines.append((line, low, *of_it))
        for line, each, font_of, colour in lines:
            painter.setFont(font_of)
            painter.setPen(QColor(colour))
            room = QRect(places.text.left(), top, places.text.width(), each)
            painter.drawText(room, _Align.AlignLeft | _Align.AlignVCenter, line)
            top += each

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
        self._paint_full(painter, box, full, "check" if done else "minus")

    def _paint_full(self, painter: QPainter, box: QRect, full: str, mark: str) -> None:
        radius, side = self.px(5), self.px(16)
        painter.setPen(QPen(QColor(full), 2))
        painter.setBrush(QColor(full))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(box.center())
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(spot, icon_pixmap(mark, "surface", side, ratio))

    def _paint_side(
        self, painter: QPainter, places: StepGeometry, row: StepRow, grey: str, late: str
    ) -> None:
        tiny = self.due_font()
        who = [(line, tiny, grey) for line in places.who_lines]
        self._paint_lines(painter, places.who, who)
        done = [(row.hour, self.hour_font(), grey)] if row.hour else []
        paper = [(_("from paper") if row.on_paper else "", tiny, grey)]
        due = [(row.late, self.late_font(), late), ("" if row.hour else row.due, tiny, grey)]
        self._paint_lines(painter, places.hour, [*done, *due, *paper])

    def _paint_lines(
        self, painter: QPainter, rect: QRect, lines: list[tuple[str, QFont, str]]
    ) -> None:
        """Against the right edge, as far as they say something."""
        shown = [line for line in lines if line[0]]
        highs = [QFontMetrics(font).height() for _text, font, _ink in shown]
        top = rect.top() + (rect.height() - sum(highs)) // 2
        for (text, font, ink), high in zip(shown, highs, strict=True):
            painter.setPen(QColor(ink))
            painter.setFont(font)
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(
                QRect(rect.left(), top, rect.width(), high),
                _Align.AlignRight | _Align.AlignVCenter,
                cut,
            )
            top += high


def _draw(painter: QPainter, rect: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _Align.AlignLeft | _Align.AlignVCenter, cut)
