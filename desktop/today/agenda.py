"""The list of Hoy: what waits under its heads, each row a button; the rest unfolds below them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from desktop.theme.scaling import spaced
from desktop.today.matter import Matter
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.heard import hear_as
from desktop.widgets.layouts import empty
from desktop.widgets.lists.row_button import RowButton
from desktop.widgets.marks import IconMark
from desktop.widgets.text import divider, text_label

_SIDE = 16
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
    # Translators: {time} is such as 40 min.
    said = _("{time} in all") if len(known) == len(listed) else _("{time} at least")
    return said.format(time=in_words(sum(known)))


def _row_of(matter: Matter) -> RowButton:
    takes = "" if matter.minutes is None else in_words(matter.minutes)
    return RowButton(
        matter.title,
        matter.line,
        matter.action,
        aside=matter.deadline or takes,
        presses=bool(matter.deadline),
    )


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
        self._rows: dict[str, RowButton] = {}
        self._unfolded = False
        self._place = QVBoxLayout()
        spaced(self._place)
        self._more = button("", self._unfold, kind="quiet")
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        spaced(foot)
        line = QHBoxLayout()
        spaced(line, (16, 4, 16, 4))
        line.addWidget(self._more)
        line.addStretch()
        foot.addWidget(divider())
        foot.addLayout(line)
        self.body.addLayout(self._place)
        self.add(self._foot)
        self._foot.hide()

    def show_sections(self, sections: Sequence[Section], stays: bool = True) -> None:
        """Show these instead, and the row with the keyboard, if it `stays` there, also where it
        would be folded; the same ones again cost nothing."""
        if list(sections) != self._sections:
            self._sections = list(sections)
            self._fill(stays)

    def stops(self) -> list[QPushButton]:
        """What the arrows walk through."""
        return [*self._rows.values(), *([] if self._foot.isHidden() else [self._more])]

    def _fill(self, stays: bool = True) -> None:
        keys = list(self._rows)
        held = next((key for key, row in self._rows.items() if stays and row.hasFocus()), None)
        empty(self._place)
        # Out of sight: each row that came into view would have all of them measured again.
        inside = QWidget()
        box = QVBoxLayout(inside)
        spaced(box)
        self._rows = {}
        for section in self._sections:
            known = [matter.key for matter in section.matters]
            most = max(section.most, known.index(held) + 1 if held in known else 0)
            shown = section.matters[: None if self._unfolded else most]
            made = {matter.key: self._row(matter) for matter in shown}
            self._rows |= made
            rows = list(made.values())
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
        same = self._rows.get(held)
        there = self.stops()
        if same is not None or there:
            (same or there[min(at, len(there) - 1)]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, matter: Matter) -> RowButton:
        made = _row_of(matter)
        made.clicked.connect(lambda _checked: self.chosen.emit(matter))
        return made

    def _unfold(self) -> None:
        """All of them, the keyboard on the first that was not there."""
        before = set(self._rows)
        self._unfolded = True
        self._fill()
        new = next(row for key, row in self._rows.items() if key not in before)
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
