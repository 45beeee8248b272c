"""The head and the rows of short lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop.theme.icons import icon
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, icon_button
from desktop.widgets.heard import hear_as, sentences
from desktop.widgets.layouts import FlowLayout, empty
from desktop.widgets.lists.row_menu import menu_name
from desktop.widgets.marks import Mark, Sign, SignMark
from desktop.widgets.text import divider, endless_broken, text_label

_SIGN, _MARK = 10, 14
"""Sides of a level and of a picture before a row, in px at 100 %."""

_WORDS = 260
"""Px at 100 % that the sign and the words of a row have at least beside its button."""


@dataclass(frozen=True)
class MenuEntry:
    """A line of the menu; what is `of_one` record needs one."""

    icon_name: str
    words: str
    run: Callable[[], object]
    of_one: bool = False


class ListHead(QWidget):
    """Without buttons and entries it takes no room."""

    def __init__(self, adders: Sequence[QPushButton], entries: Sequence[MenuEntry]) -> None:
        super().__init__()
        flow = self._flow = FlowLayout(self)
        spaced(flow, gap=6)
        for adder in adders:
            flow.addWidget(adder)
        self.of_one: list[QAction] = []
        """What is done with the record that is chosen."""
        self._more = icon_button("ellipsis", _("More for this list"))
        self._more.setMenu(self._menu(entries))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        flow.addWidget(self._more)
        self._is_there = bool(adders)
        self._offers = any(not entry.of_one for entry in entries)
        self._more.setHidden(not self._offers)
        if not (self._is_there or self._offers):
            self.hide()

    def stand_in_frame(self) -> bool:
        """Keep clear of the line around it; False when it never has anything."""
        spaced(self._flow, (10, 8, 10, 8), gap=6)
        return self._is_there or self._offers or bool(self.of_one)

    def show_records(self, *, there: bool) -> None:
        """Whether the list has records."""
        offers = self._offers or (there and bool(self.of_one))
        for action in self.of_one:
            action.setEnabled(there)
        self._more.setVisible(offers)
        self.setVisible(self._is_there or offers)

    def _menu(self, entries: Sequence[MenuEntry]) -> QMenu:
        menu = QMenu(self)
        for entry in entries:
            action = menu.addAction(icon(entry.icon_name), entry.words.replace("&", "&&"))
            action.triggered.connect(lambda _checked, run=entry.run: run())
            if entry.of_one:
                action.setEnabled(False)
                self.of_one.append(action)
        return menu


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row. `severity` is the word for what the sign says, for screen readers.

    `dismiss` names what a cross at the right does, if any; `head` stands over the row where others
    begin with it.
    """

    key: str
    title: str
    line: str
    action: str
    sign: Sign | None = None
    severity: str = ""
    dismiss: str = ""
    head: str = ""


class ActionRows(QWidget):
    """Rows with a sign, a bold title, a grey line and one button; `acted` carries the row's key,
    and so does `dismissed` when the cross of a row is pressed.

    Up and Down go from button to button; a reload leaves the keyboard on the same row, or on the
    one that took its place.
    """

    acted = Signal(str)
    dismissed = Signal(str)

    def __init__(
        self, rows: Sequence[ActionRow] = (), parent: QWidget | None = None, *, side: int = 16
    ) -> None:
        """`side` is the room at either side of a row: none where they stand among other words, and
        then closer to each other."""
        super().__init__(parent)
        self._side = side
        self._box = QVBoxLayout(self)
        spaced(self._box)
        self._rows: list[ActionRow] = []
        self._buttons: dict[str, QPushButton] = {}
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[ActionRow]) -> None:
        """Show these rows instead; the same rows again cost nothing."""
        if list(rows) == self._rows:
            return
        self._rows = list(rows)
        keys, focused = list(self._buttons), self.holder()
        empty(self._box)
        self._buttons.clear()
        # Out of sight: each row that came into view would have all of them measured again.
        inside = QWidget()
        hear_as(inside, "list")
        box = QVBoxLayout(inside)
        spaced(box)
        for number, row in enumerate(rows):
            if number:
                box.addWidget(divider())
            if row.head:
                box.addWidget(row_head(row.head))
            box.addWidget(self._made(row))
        self._box.addWidget(inside)
        inside.show()
        if focused in self._buttons:
            self._buttons[focused].setFocus()
        elif focused is not None:
            self.take_keyboard(keys.index(focused))

    def holder(self) -> str | None:
        """The key of the row whose button has the keyboard, or None."""
        return next((key for key, made in self._buttons.items() if made.hasFocus()), None)

    def take_keyboard(self, at: int = 0) -> bool:
        """The button of a row, counted from 0, or of the last; False when there is none."""
        buttons = list(self._buttons.values())
        if buttons:
            buttons[min(at, len(buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and self._step(watched, step):
                return True
        return super().eventFilter(watched, event)

    def _step(self, watched: QObject, step: int) -> bool:
        buttons = list(self._buttons.values())
        at = next((i for i, made in enumerate(buttons) if made is watched), None)
        if at is None:
            return False
        buttons[min(max(at + step, 0), len(buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _made(self, row: ActionRow) -> QWidget:
        beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        made = _Row(beside)
        hear_as(made, "row")
        made.setAccessibleName(sentences(row.severity, row.title, row.line))
        texts = QVBoxLayout()
        spaced(texts, gap=1)
        texts.addWidget(text_label(endless_broken(row.title), "strong"))
        if row.line:
            texts.addWidget(text_label(endless_broken(row.line), "muted"))
        act = button(row.action, lambda: self.acted.emit(row.key))
        act.setAccessibleName(f"{row.action}: {row.title}")
        act.setAccessibleDescription(sentences(row.severity, row.line))
        act.installEventFilter(self)
        self._buttons[row.key] = act
        line = QHBoxLayout(made)
        above = 12 if self._side else 6
        spaced(line, (self._side, above, self._side, above), gap=12)
        if row.sign is not None:
            side = _MARK if isinstance(row.sign, Mark) else _SIGN
            line.addWidget(SignMark(row.sign, side), 0, Qt.AlignmentFlag.AlignVCenter)
        spaced(beside, gap=12)
        beside.addLayout(texts, 1)
        beside.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        line.addLayout(beside, 1)
        if row.dismiss:
            cross = icon_button("x", row.dismiss, lambda: self.dismissed.emit(row.key))
            cross.setAccessibleName(f"{row.dismiss}: {row.title}")
            line.addWidget(cross, 0, Qt.AlignmentFlag.AlignVCenter)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(lambda at: self._show_menu(row, made, at))
        return made

    def _show_menu(self, row: ActionRow, made: QWidget, at: QPoint) -> None:
        """What the buttons of a row do, where the mouse or the keyboard is."""
        menu = QMenu(self)
        menu.setAccessibleName(menu_name(row.title))
        menu.addAction(row.action.replace("&", "&&"), lambda: self.acted.emit(row.key))
        if row.dismiss:
            menu.addAction(row.dismiss.replace("&", "&&"), lambda: self.dismissed.emit(row.key))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(made.mapToGlobal(at))
        menu.setActiveAction(menu.actions()[0])


class _Row(QWidget):
    """Its button stands under its words where they would have too little room beside it."""

    def __init__(self, beside: QBoxLayout) -> None:
        super().__init__()
        self._beside = beside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        act = self.findChild(QPushButton)
        room = self.width() - (act.sizeHint().width() if act is not None else 0)
        below = room < current().px(_WORDS)
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.TopToBottom if below else ways.LeftToRight)


def row_head(words: str) -> QWidget:
    """What stands over rows, in line with them."""
    outer = QWidget()
    box = QVBoxLayout(outer)
    spaced(box, (16, 14, 16, 4))
    box.addWidget(text_label(words, "strong"))
    return outer
