"""The list of Hoy: what waits under its heads, each row a button; the rest unfolds below them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _, ngettext
from desktop.theme.icons import icon_pixmap
from desktop.theme.ring import Ringed, ringed
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, SMALL
from desktop.today.matter import Matter
from desktop.widgets.button import Button, button, set_words
from desktop.widgets.card import Card
from desktop.widgets.heard import hear_as, sentences
from desktop.widgets.layouts import empty
from desktop.widgets.marks import IconMark
from desktop.widgets.text import divider, strong_font, text_label, widest, wrap

_HIGH, _SIDE, _ABOVE, _GAP, _ARROW = 56, 16, 8, 16, 16
_LINE = 13
_LEAST_TEXT = 160
_CALM = 28
_Align = Qt.AlignmentFlag


def in_words(count: int) -> str:
    """`5 min`, or `1 h 20 min` from an hour on."""
    hours, rest = divmod(count, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def in_all(listed: Sequence[Matter]) -> str:
    """`35 min in all`; at least so many where of some nobody knows."""
    known = [matter.minutes for matter in listed if matter.minutes is not None]
    if not known:
        return ""
    said = _("{time} in all") if len(known) == len(listed) else _("{time} at least")
    return said.format(time=in_words(sum(known)))


class MatterRow(Button):
    """A title and a grey line, by when or how long at the right; there, the verb where the keyboard
    or the mouse is. Both wrap to two lines, and the row grows."""

    def __init__(self, matter: Matter) -> None:
        super().__init__()
        self.matter = matter
        takes = "" if matter.minutes is None else in_words(matter.minutes)
        self._told = matter.deadline or takes
        set_words(self, matter.title)
        self.setAccessibleDescription(sentences(matter.line, self._told, matter.action))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = current().px(600)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        least = current().px(2 * _SIDE + _GAP + _LEAST_TEXT) + self._aside()
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = current().px
        high = sum(QFontMetrics(font).height() for _text, font, _ink in self._lines(width))
        return max(px(_HIGH), high + 2 * px(_ABOVE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.hasFocus() or self.underMouse()
        if here:
            tokens, px = current().tokens, current().px
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tint if self.isDown() else tokens.hover))
            painter.drawRoundedRect(self.ground(), px(RADIUS), px(RADIUS))
        self._paint_texts(painter)
        self._paint_aside(painter, verb=here)
        painter.end()

    def ground(self) -> QRect:
        """What is coloured while the row has the keyboard or the mouse."""
        px = current().px
        return self.rect().adjusted(px(4), px(3), -px(4), -px(3))

    def _paint_texts(self, painter: QPainter) -> None:
        px, lines = current().px, self._lines(self.width())
        high = [QFontMetrics(font).height() for _text, font, _ink in lines]
        top = (self.height() - sum(high)) // 2
        for (text, font, ink), tall in zip(lines, high, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(QRect(px(_SIDE), top, self.width(), tall), _Align.AlignVCenter, text)
            top += tall

    def _paint_aside(self, painter: QPainter, *, verb: bool) -> None:
        tokens, px = current().tokens, current().px
        box = self.rect().adjusted(0, 0, -px(_SIDE), 0)
        where = _Align.AlignRight | _Align.AlignVCenter
        if verb:
            side = px(_ARROW)
            picture = icon_pixmap("arrow-right", "accent", side, self.devicePixelRatioF())
            spot = QPoint(box.right() + 1 - side, (self.height() - side) // 2)
            painter.drawPixmap(spot, picture)
            painter.setFont(strong_font())
            painter.setPen(QColor(tokens.accent))
            painter.drawText(box.adjusted(0, 0, -side - px(8), 0), where, self.matter.action)
            return
        painter.setFont(_small(strong=bool(self.matter.deadline)))
        painter.setPen(QColor(tokens.ink if self.matter.deadline else tokens.muted))
        painter.drawText(box, where, self._told)

    def _aside(self) -> int:
        """The room of what stands at the right, whichever is wider, so that nothing moves."""
        verb = widest(strong_font(), self.matter.action) + current().px(_ARROW + 8)
        return max(verb, widest(_small(strong=True), self._told))

    def _lines(self, width: int) -> list[tuple[str, QFont, str]]:
        tokens, px = current().tokens, current().px
        room = width - px(2 * _SIDE + _GAP) - self._aside()
        strong, plain = strong_font(), _plain(_LINE)
        found = [(text, strong, tokens.ink) for text in wrap(self.matter.title, strong, room, 2)]
        if self.matter.line:
            lines = wrap(self.matter.line, plain, room, 2)
            found += [(text, plain, tokens.muted) for text in lines]
        return found


@ringed.register
def _ringed_ground(row: MatterRow) -> Ringed:
    return Ringed(row, row.ground(), current().px(RADIUS), inside=True)


def _small(*, strong: bool) -> QFont:
    font = _plain(SMALL)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _plain(size: int) -> QFont:
    font = QApplication.font()
    font.setPixelSize(current().px(size))
    # Said: a painter would take the weight that the style sheet gives to buttons.
    font.setWeight(QFont.Weight.Normal)
    return font


class Section(NamedTuple):
    """A head, what stands beside it in grey, and its matters: `most` of them till one unfolds."""

    title: str
    sub: str
    matters: tuple[Matter, ...] = ()
    most: int = 0
    icon: str = ""
    """With it the head stands for itself, also without rows."""


class Agenda(Card):
    """`chosen` carries the matter of the row that was pressed, `changed` says that rows are other
    ones. A reload leaves the keyboard on the same row, or on the one that took its place."""

    chosen = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._sections: list[Section] = []
        self._rows: list[MatterRow] = []
        self._unfolded = False
        self._place = QVBoxLayout()
        spaced(self._place)
        self._more = button("", self._unfold, kind="quiet")
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        spaced(foot)
        line = QHBoxLayout()
        spaced(line, (8, 4, 8, 4))
        line.addWidget(self._more)
        line.addStretch()
        foot.addWidget(divider())
        foot.addLayout(line)
        self.body.addLayout(self._place)
        self.add(self._foot)
        self._foot.hide()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these instead; the same ones again cost nothing."""
        if list(sections) != self._sections:
            self._sections = list(sections)
            self._fill()

    def stops(self) -> list[QPushButton]:
        """What the arrows walk through."""
        return [*self._rows, *([] if self._foot.isHidden() else [self._more])]

    def _fill(self) -> None:
        keys = [row.matter.key for row in self._rows]
        held = next((row.matter.key for row in self._rows if row.hasFocus()), None)
        empty(self._place)
        # Out of sight: each row that came into view would have all of them measured again.
        inside = QWidget()
        box = QVBoxLayout(inside)
        spaced(box)
        self._rows = []
        for section in self._sections:
            shown = section.matters if self._unfolded else section.matters[: section.most]
            rows = [self._row(matter) for matter in shown]
            self._rows += rows
            heads = [_calm(section)] if section.icon else [_head(section)] if rows else []
            for part in (*heads, *rows):
                if box.count():
                    box.addWidget(divider())
                box.addWidget(part)
        left = sum(len(section.matters) for section in self._sections) - len(self._rows)
        set_words(
            self._more, ngettext("See {count} more", "See {count} more", left).format(count=left)
        )
        self._foot.setVisible(left > 0)
        self._place.addWidget(inside)
        inside.show()
        self.changed.emit()
        if held is not None:
            self._give_back(held, keys.index(held))

    def _give_back(self, held: str, at: int) -> None:
        same = next((row for row in self._rows if row.matter.key == held), None)
        there = self.stops()
        if same is not None or there:
            (same or there[min(at, len(there) - 1)]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, matter: Matter) -> MatterRow:
        made = MatterRow(matter)
        made.clicked.connect(lambda _checked: self.chosen.emit(matter))
        return made

    def _unfold(self) -> None:
        """All of them, the keyboard on the first that was not there."""
        before = {row.matter.key for row in self._rows}
        self._unfolded = True
        self._fill()
        new = next(row for row in self._rows if row.matter.key not in before)
        new.setFocus(Qt.FocusReason.OtherFocusReason)


def _head(section: Section) -> QWidget:
    head = QWidget()
    line = QHBoxLayout(head)
    spaced(line, (_SIDE, 8, _SIDE, 8), gap=8)
    title = text_label(section.title, "strong", wraps=False)
    hear_as(title, "heading")
    line.addWidget(title)
    line.addWidget(text_label(section.sub, "muted"), 1)
    return head


def _calm(section: Section) -> QWidget:
    head = QWidget()
    line = QHBoxLayout(head)
    spaced(line, (_SIDE, 24, _SIDE, 24), gap=12)
    line.addWidget(IconMark(section.icon, "accent", _CALM), 0, _Align.AlignVCenter)
    texts = QVBoxLayout()
    spaced(texts, gap=2)
    texts.addWidget(text_label(section.title, "section"))
    texts.addWidget(text_label(section.sub, "muted"))
    line.addLayout(texts, 1)
    return head
