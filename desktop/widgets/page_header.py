"""The head of a page: its title, how things stand, what can be done, and its parts."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import STANDS_FOR, button, hear_key
from desktop.widgets.choices import Filters, Tabs
from desktop.widgets.folding import Width, window_width
from desktop.widgets.more import more_button
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label, tip, width_in_lines

_HIGH, _GAP = 36, 8
_LINE_GAP = 4
"""What the line is further from the title than others are from one another."""
_LEAST_LINE = 64
"""Room in px at 100 % below which the line says nothing that can be read."""
_KIND = QEvent.Type
_CAME_OR_WENT = (_KIND.Show, _KIND.Hide, _KIND.ShowToParent, _KIND.HideToParent)
_END_OF_PART = re.compile(r" · |(?<=\.) ")
"""What ends a part of the line that can be read alone."""


class PageHeader(QWidget):
    """One line 36 px high: the title, how things stand beside it, actions at the right.

    Where room is short the line is elided; then actions that are not primary go into a menu, the
    last of them first, and the search becomes a button. Below it stand the tabs of the page and the
    filters of its list; in the narrowest windows each of them is a button in place of the title.
    """

    def __init__(self, title: str, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = text_label("", "title")
        self._line = _Elided()
        self._actions: list[QWidget] = []
        self._tabs: Tabs | None = None
        self._filters: Filters | None = None
        self._beside: tuple[QWidget, ...] = ()
        """What narrows the list further."""
        self._in_menu: set[QWidget] = set()
        self._folded: set[QWidget] = set()
        self._keys: dict[QObject, QShortcut] = {}
        """Of what is folded, or not on screen yet: till then a button does not hear its own."""
        self._search: SearchField | None = None
        self._searching = self._brief = self._crowded = False
        self._put_aside: list[QWidget] = []  # while the search is in its place
        self._find = button(_("Search"), self.open_search, icon_name="search")
        self._find.hide()
        self._more = more_button(self._listed)
        self._away = QWidget(self)
        self._away.hide()
        # It takes what is left; away with the line, for it has a gap of its own.
        self._between = QWidget()
        between = QHBoxLayout(self._between)
        spaced(between, (_LINE_GAP, 4, 0, 0))
        between.addWidget(self._line)
        self._row = QHBoxLayout()
        spaced(self._row, gap=_GAP)
        self._parts_row = QHBoxLayout()
        self._below = QWidget()
        self._filter_row = QHBoxLayout(self._below)
        spaced(self._filter_row, (0, 4, 0, 0), gap=_GAP)
        self._below.hide()
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=_GAP)
        for row in (self._row, self._parts_row):
            self._box.addLayout(row)
        self._box.addWidget(self._below)
        self._fill_rows()
        self.set_title(title)
        self.set_line(line)
        follow_theme(self, self._rescale)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_line(self, line: str) -> None:
        """Change the line beside the title."""
        self._line.say(line)
        self.setAccessibleDescription(line)

    def add_action(self, action: QWidget, *, in_menu: bool = False) -> None:
        """Put a button or field at the right, after those already there, or only `in_menu`."""
        self._actions.append(action)
        if in_menu:
            self._in_menu.add(action)
        words = action.accessibleName()
        if isinstance(action, SearchField):
            self._search = action
            find = QKeySequence.StandardKey.Find
            self._keys[action] = hear_key(find, self, words, self.open_search)
        elif isinstance(action, QPushButton) and not action.shortcut().isEmpty():
            self._keys[action] = hear_key(action.shortcut(), self, words, action.click)
            self._keys[action].setProperty(STANDS_FOR, action)
        action.installEventFilter(self)
        self._hear_for(action)
        self._fill_rows()

    def add_tabs(self, tabs: Tabs | None) -> None:
        """Put the parts of the page below the line; with None those there are taken elsewhere."""
        self._tabs = tabs
        self._fill_rows()
        self._arrange()

    def show_filters(self, filters: Filters | None, *beside: QWidget) -> None:
        """Put the filters of the list that is shown below the tabs, with what else narrows it.

        Those shown before leave; None shows none.
        """
        for part in (self._filters, *self._beside):
            if part is not None:
                part.setParent(self._away)
        self._filters, self._beside = filters, beside
        self._fill_rows()
        self._arrange()

    def offered(self) -> list[QPushButton]:
        """The buttons that can be pressed now, beside the title or in its menu."""
        buttons = [made for made in self._everything() if isinstance(made, QPushButton)]
        return [
            made
            for made in buttons
            if _is_wanted(made) and made.isEnabled() and made.menu() is None
        ]

    def open_search(self) -> None:
        """Give the keyboard to the search, which a small window has folded to a button."""
        if self._search is not None:
            self._searching = True
            self._arrange()
            # A layout shows what it took in a moment later, and nothing hidden gets the keyboard.
            self._search.show()
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # An action came, went, or has other words; or there is more room, or less.
            self._arrange()
            tab_as_read(self)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not now: what goes to another row would be taken out of a layout that is under way, and Qt
        # would fall over it. Before the next picture.
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def minimumSizeHint(self) -> QSize:
        # As narrow as with all actions in the menu.
        return QSize(self._more.sizeHint().width(), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._searching:
            self._close_search()
            self._find.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, action: QObject, event: QEvent) -> bool:
        if event.type() in _CAME_OR_WENT and isinstance(action, QWidget):
            self._hear_for(action)
        searching = self._searching and action is self._search
        if searching and isinstance(event, QFocusEvent) and event.lostFocus():
            self._leave_search(event.reason())
        return False

    def _hear_for(self, action: QWidget) -> None:
        """Hear its key while it is not on screen itself, unless it was hidden."""
        if action in self._keys:
            self._keys[action].setEnabled(not action.isVisible() and _is_wanted(action))

    def _rescale(self) -> None:
        self._title.setMinimumHeight(current().px(_HIGH))
        self._arrange()

    def _leave_search(self, reason: Qt.FocusReason) -> None:
        """From a menu or another window the keyboard comes back by itself."""
        if reason not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._close_search()

    def _close_search(self) -> None:
        """What is looked for stays in view."""
        if self._search is not None and not self._search.text():
            self._searching = False
            self._arrange()

    def _arrange(self) -> None:
        self._title.ensurePolished()
        width = window_width(self)
        small = width < Width.MEDIUM
        if self._brief is not (width is Width.TINY):
            self._brief = width is Width.TINY
            self._fill_rows()
        if self._crowded is not self._has_no_room_for_both():
            self._crowded = not self._crowded
            self._fill_rows()
        self._searching = self._searching and small
        there = [action for action in self._everything() if _is_wanted(action)]
        search = self._search if self._search in there else None
        if self._searching:
            folded = {action for action in there if action is not search}
        else:
            folded = self._without_room(there, small=small)
        if folded != self._folded:
            self._fold(folded)
        self._find.setVisible(search in folded and not self._searching)
        self._more.setVisible(not self._searching and any(self._listed()))
        heads = self._heads()
        for part in (moved := {*heads, *self._put_aside}):
            part.setVisible(not self._searching)
        self._put_aside = [part for part in moved if self._searching and part is self._filters]
        narrowing = [part for part in (self._filters, *self._beside) if part is not None]
        taken_up = self._brief and not self._crowded
        self._below.setHidden(taken_up or not any(_is_wanted(part) for part in narrowing))
        room = self.width() - self._taken(there, folded)
        whole = self._title_width()
        self._title.setFixedWidth(max(1, min(whole, room)))
        left = room - whole - self._row.spacing() - current().px(_LINE_GAP)
        told = not small and left >= current().px(_LEAST_LINE)
        self._line.setVisible(told)
        self._between.setVisible(told or not heads)
        for part in heads:
            place, stretch = self._row.indexOf(part), int(not told and part is heads[-1])
            # The same stretch once more would ask for another layout, and so for ever.
            if place >= 0 and self._row.stretch(place) != stretch:
                self._row.setStretch(place, stretch)

    def _without_room(self, there: list[QWidget], *, small: bool) -> set[QWidget]:
        """The actions for which there is no room beside the title."""
        buttons = [action for action in there if isinstance(action, QPushButton | QComboBox)]
        second = [made for made in buttons if made.property("kind") != "primary"]
        primary = [made for made in buttons if made not in second]
        folded = self._in_menu.intersection(there)
        if small:
            # The way back stays: it is looked for where it always is.
            folded |= {made for made in second if not _leads_back(made)}
            folded |= {action for action in there if action is self._search}
        for left, wanted in ((second, self._head_width(1)), (primary, self._head_width(2))):
            while left and wanted + self._taken(there, folded) > self.width():
                folded.add(left.pop())
        return folded

    def _heads(self) -> list[QWidget]:
        """What stands at the left: the title, or in its place the parts and the filters."""
        choices: list[QWidget] = [part for part in (self._tabs, self._filters) if part is not None]
        if self._brief and choices:
            here = {self._tabs, *self._put_aside}
            shown = [part for part in choices if _is_wanted(part) or part in here]
            return shown[:1] if self._crowded else shown
        return [self._title]

    def _has_no_room_for_both(self) -> bool:
        """Whether the filters need a line below the one that the tabs are in."""
        parts = (self._tabs, self._filters, self._find, self._more)
        wide = [part.sizeHint().width() + self._row.spacing() for part in parts if part is not None]
        return self._brief and len(wide) == len(parts) and sum(wide) > self.width()

    def _head_width(self, lines: int) -> int:
        """Width in px that it needs, at most half of all where the title has two lines."""
        heads = self._heads()
        if heads != [self._title]:
            gaps = self._row.spacing() * (len(heads) - 1)
            return sum(part.sizeHint().width() for part in heads) + gaps
        title, font = self._title.text(), self._title.font()
        most = self.width() // 2 if lines == 1 else width_in_lines(title, font, lines)
        return min(self._title_width(), most)

    def _title_width(self) -> int:
        """In one line. A label rounds at either end."""
        return self._title.fontMetrics().horizontalAdvance(self._title.text()) + 2

    def _everything(self) -> list[QWidget]:
        """What is done on the page; what narrows its list is a part of it where it has no line."""
        return [*(self._beside if self._brief else ()), *self._actions]

    def _taken(self, there: list[QWidget], folded: set[QWidget]) -> int:
        """Width in px of what stands at the right, with the gap before each."""
        shown: list[QWidget] = [action for action in there if action not in folded]
        if self._searching:
            return self.width()
        if self._search in folded:
            shown.append(self._find)
        if any(action is not self._search for action in folded):
            shown.append(self._more)
        return sum(part.sizeHint().width() + self._row.spacing() for part in shown)

    def _fold(self, folded: set[QWidget]) -> None:
        self._folded = folded
        for action in folded:
            action.setParent(self._away)
        self._fill_rows()
        for action in self._actions:
            self._hear_for(action)

    def _fill_rows(self) -> None:
        """Put what is shown in its order."""
        heads = self._heads()
        for choices in (self._tabs, self._filters):
            if choices is not None:
                choices.be_brief(self._brief)
        if self._title not in heads:
            self._title.setParent(self._away)
        shown = [action for action in self._everything() if action not in self._folded]
        _put(self._row, *heads, self._between, self._find, *shown, self._more)
        self._row.setStretchFactor(self._between, 1)
        # Alone in its line, with all else given way, it stands where it always does.
        self._row.setAlignment(self._title, Qt.AlignmentFlag.AlignLeft)
        if not self._brief and self._tabs is not None:
            _put(self._parts_row, self._tabs)
        if self._filters is not None and self._filters not in heads:
            _put(self._filter_row, self._filters, *(() if self._brief else self._beside))
            self._filter_row.setStretchFactor(self._filters, 1)

    def _listed(self) -> Iterable[QPushButton | QComboBox]:
        """What the menu stands for."""
        for action in self._everything():
            folded = action in self._folded and _is_wanted(action)
            if folded and isinstance(action, QPushButton | QComboBox):
                yield action


def _put(row: QHBoxLayout, *parts: QWidget) -> None:
    """In this order, whatever the order was; those that are in their place already stay."""
    for place, part in enumerate(parts):
        if row.indexOf(part) != place:
            row.removeWidget(part)
            row.insertWidget(place, part)


def _leads_back(made: QWidget) -> bool:
    """The quiet one that turns nothing on."""
    return made.property("kind") == "quiet" and not made.property("checkable")


def _is_wanted(action: QWidget) -> bool:
    """Whether nobody has hidden it; what was not shown yet is not hidden."""
    by_hand = action.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return not (action.isHidden() and by_hand)


class _Elided(QLabel):
    """One line in grey; what has no room is in its tool tip, and for screen readers.

    Whole parts give way, the last of them first, and letters only where one part is too long.
    """

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        shown = self._whole
        if self.isVisible():
            room, metrics = self.contentsRect().width(), self.fontMetrics()
            ends = [found.start() for found in _END_OF_PART.finditer(self._whole)]
            parts = [self._whole, *(self._whole[:end] for end in reversed(ends))]
            right = Qt.TextElideMode.ElideRight
            fitting = [part for part in parts if metrics.horizontalAdvance(part) <= room]
            shown = (fitting or [metrics.elidedText(self._whole, right, room)])[0]
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._whole else tip(self._whole))
