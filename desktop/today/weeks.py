"""The card of the last twelve weeks of mentions, against what is usual."""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from core.days import brief_day
from core.i18n import _, ngettext
from core.mentions.report import Week
from core.numbers import number
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.text import strong_font, text_label

WEEKS = 12
_HIGH = 128
_LEAST_SCALE = 7
"""A week with one mention must not look like a crisis."""
_WIDE = 0.66
_NAMED = 4
"""Weeks from one day below to the next."""
_Align = Qt.AlignmentFlag


class WeeksCard(Card):
    """Hidden while nothing was ever heard; its button goes to the report."""

    def __init__(self, to_report: Callable[[], object]) -> None:
        super().__init__()
        self._title = text_label("", "strong")
        self._said = text_label("", "muted")
        self._chart = WeeksChart()
        head = QHBoxLayout()
        spaced(head, gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(button(_("See the report"), to_report, kind="quiet"))
        self.body.addLayout(head)
        self.add(self._said)
        self.add(self._chart)
        spaced(self.body, (16, 8, 16, 12), gap=4)
        self.hide()

    def show_weeks(self, weeks: Sequence[Week]) -> None:
        """Show these, this one last."""
        self.setVisible(bool(weeks))
        if weeks:
            title = ngettext("Mentions, {count} week", "Mentions, {count} weeks", len(weeks))
            self._title.setText(title.format(count=len(weeks)))
            self.setAccessibleName(self._title.text())
            self._said.setText(_this_week(weeks[-1]))
            self._chart.show_weeks(weeks)


def _this_week(week: Week) -> str:
    said = ngettext("{count} this week", "{count} this week", week.mentions)
    count = number(week.mentions)
    if week.usual is None:
        return _("{said}; what is usual is not known yet.").format(said=said.format(count=count))
    low, high = week.usual.low, week.usual.high
    if low <= week.mentions <= high:
        return _("{said}, as usual.").format(said=said.format(count=count))
    told = _("{low} is usual") if low == high else _("{low} to {high} are usual")
    usual = told.format(low=number(low), high=number(high))
    return f"{said.format(count=count)}; {usual}."


class WeeksChart(QWidget):
    """A bar a week before the band of what is usual in it; this week's is in brand colour."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: tuple[Week, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(current().px(300), current().px(_HIGH))

    def show_weeks(self, weeks: Sequence[Week]) -> None:
        """Draw these; a screen reader hears the numbers."""
        self._weeks = tuple(weeks)
        self.setAccessibleName(_("Mentions by week"))
        told = (
            _("{day}: {count}").format(day=brief_day(week.start), count=number(week.mentions))
            for week in weeks
        )
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFontMetrics(_font())
        floor = self.height() - small.height() - current().px(6)
        top = small.height() + current().px(4)
        if self._weeks:
            self._paint_bands(painter, top, floor)
            self._paint_bars(painter, top, floor)
            self._paint_days(painter, floor)
        painter.end()

    def _place(self, at: int) -> float:
        """Where a place begins; the newest is at the right, however many there are."""
        return (WEEKS - len(self._weeks) + at) * self.width() / WEEKS

    def _scale(self, top: int, floor: int) -> float:
        highest = max(week.mentions for week in self._weeks)
        usual = (week.usual.high for week in self._weeks if week.usual is not None)
        return (floor - top) / max(_LEAST_SCALE, highest, *usual)

    def _paint_bands(self, painter: QPainter, top: int, floor: int) -> None:
        tokens, scale, wide = current().tokens, self._scale(top, floor), self.width() / WEEKS
        for at, week in enumerate(self._weeks):
            if week.usual is not None:
                upper = floor - week.usual.high * scale
                high = (week.usual.high - week.usual.low) * scale
                box = QRectF(self._place(at), upper, wide, high)
                painter.fillRect(box, QColor(tokens.neutral.background))
                painter.setPen(QPen(QColor(tokens.neutral.line), 1))
                painter.drawLine(box.topLeft(), box.topRight())
        self._name_band(painter, floor, scale)

    def _name_band(self, painter: QPainter, floor: int, scale: float) -> None:
        """Over the first weeks that are beside each other and not above it."""
        words, font = _("the usual"), _font()
        places = ceil(QFontMetrics(font).horizontalAdvance(words) * WEEKS / max(1, self.width()))
        for at in range(len(self._weeks) - places + 1):
            part = self._weeks[at : at + places]
            if all(week.usual is not None and not week.unusual for week in part):
                upper = max(week.usual.high for week in part if week.usual is not None)
                spot = QPointF(self._place(at), floor - upper * scale)
                painter.setFont(font)
                painter.setPen(QColor(current().tokens.muted))
                painter.drawText(spot + QPointF(current().px(2), -current().px(4)), words)
                return

    def _paint_bars(self, painter: QPainter, top: int, floor: int) -> None:
        tokens, scale, wide = current().tokens, self._scale(top, floor), self.width() / WEEKS
        last = len(self._weeks) - 1
        for at, week in enumerate(self._weeks):
            bar = QRectF(self._place(at) + wide * (1 - _WIDE) / 2, 0, wide * _WIDE, 0)
            bar.setTop(floor - week.mentions * scale)
            bar.setBottom(floor)
            painter.fillRect(bar, QColor(tokens.accent if at == last else tokens.control))
            if at == last:
                painter.setFont(_font(strong=True))
                painter.setPen(QColor(tokens.accent))
                room = QRectF(self._place(at) - wide, 0, 3 * wide, bar.top() - current().px(2))
                painter.drawText(
                    room, _Align.AlignHCenter | _Align.AlignBottom, number(week.mentions)
                )
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.drawLine(QPointF(0, floor + 0.5), QPointF(self.width(), floor + 0.5))

    def _paint_days(self, painter: QPainter, floor: int) -> None:
        """The first day below every fourth week and a word below this one, where they have room."""
        tokens, wide = current().tokens, self.width() / WEEKS
        last = len(self._weeks) - 1
        right = self.width() + current().px(8) + 1.0
        for at in range(last, -1, -1):
            if at != last and (last - at) % _NAMED != _NAMED - 1:
                continue
            words = _("this one") if at == last else brief_day(self._weeks[at].start)
            font = _font(strong=at == last)
            room = QFontMetrics(font).horizontalAdvance(words)
            middle = self._place(at) + wide / 2
            left = min(max(0.0, middle - room / 2), self.width() - room)
            if left + room + current().px(8) > right:
                continue
            right = left
            painter.setFont(font)
            painter.setPen(QColor(tokens.ink if at == last else tokens.muted))
            base = floor + current().px(2) + QFontMetrics(font).ascent()
            painter.drawText(QPointF(left, base), words)


def _font(*, strong: bool = False) -> QFont:
    font = strong_font() if strong else QApplication.font()
    font.setPixelSize(current().px(SMALL))
    return font
