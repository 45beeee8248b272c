"""The head of a page: its title, how things stand, what can be done, and its parts."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, icon_button
from desktop.widgets.choices import Tabs
from desktop.widgets.folding import Width, window_width
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import text_label, tip, width_in_lines

_HIGH, _GAP = 36, 8
_LEAST_LINE = 64
"""Room in px at 100 % below which the line says nothing that can be read."""


class PageHeader(QWidget):
    """One line 36 px high: the title, how things stand beside it, actions at the right.

    Where room is short the line is elided; then actions that are not primary go into a menu, the
    last of them first, and the search becomes a button. Below it stand the tabs of the page.
    """

    def __init__(self, title: str, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = text_label("", "title")
        self._line = _Elided()
        self._actions: list[QWidget] = []
        self._folded: set[QWidget] = set()
        self._keys: dict[QWidget, QShortcut] = {}
        """Of what is folded: a button hears its key only while it is on screen itself."""
        self._search: SearchField | None = None
        self._searching = False
        self._find = button(_("Search"), self.open_search, icon_name="search")
        self._find.hide()
        self._more = icon_button("ellipsis", _("More"))
        self._more.setProperty("kind", "secondary")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.hide()
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._away = QWidget(self)
        self._away.hide()
        self._row = QHBoxLayout()
        spaced(self._row, gap=_GAP)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=_GAP)
        self._box.addLayout(self._row)
        self._fill_row()
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

    def add_action(self, action: QWidget) -> None:
        """Put a button or field at the right, after those already there."""
        self._actions.append(action)
        if isinstance(action, SearchField):
            self._search = action
            self._keys[action] = QShortcut(QKeySequence.StandardKey.Find, self, self.open_search)
        elif isinstance(action, QPushButton) and not action.shortcut().isEmpty():
            self._keys[action] = QShortcut(action.shortcut(), self, action.click)
        if action in self._keys:
            self._keys[action].setEnabled(False)
        self._fill_row()
        self._arrange()

    def add_tabs(self, tabs: Tabs) -> None:
        """Put the parts of the page below the line."""
        self._box.addWidget(tabs)

    def open_search(self) -> None:
        """Give the keyboard to the search, which a small window has folded to a button."""
        if self._search is not None:
            self._searching = True
            self._arrange()
            # A layout shows what it took in a moment later, and nothing hidden gets the keyboard.
            self._search.show()
            self._search.installEventFilter(self)
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # An action came, went, or has other words.
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        # As narrow as with all actions in the menu.
        return QSize(self._more.sizeHint().width(), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._searching:
            self._close_search()
            self._find.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _search: QObject, event: QEvent) -> bool:
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in passing:
            self._close_search()
        return False

    def _rescale(self) -> None:
        px = current().px
        self._title.ensurePolished()
        self._title.setMinimumHeight(px(_HIGH))
        # On the line on which the title stands.
        self._line.setContentsMargins(px(4), px(4), 0, 0)
        self._arrange()

    def _close_search(self) -> None:
        """What is looked for stays in view."""
        if self._search is not None and not self._search.text():
            self._search.removeEventFilter(self)
            self._searching = False
            self._arrange()

    def _arrange(self) -> None:
        width = window_width(self)
        small = width < Width.MEDIUM
        self._searching = self._searching and small
        there = [action for action in self._actions if _is_wanted(action)]
        search = self._search if self._search in there else None
        if self._searching:
            folded = {action for action in there if action is not search}
        else:
            folded = self._without_room(there, small=small)
        if folded != self._folded:
            self._fold(folded)
        self._find.setVisible(search in folded and not self._searching)
        self._more.setVisible(not self._searching and any(self._listed()))
        self._title.setVisible(not self._searching)
        taken = self._taken(there, folded)
        room = self.width() - taken
        whole = self._title.fontMetrics().horizontalAdvance(self._title.text()) + 1
        self._title.setFixedWidth(max(1, min(whole, room)))
        left = room - whole - self._row.spacing()
        self._line.setVisible(not small and left >= current().px(_LEAST_LINE))

    def _without_room(self, there: list[QWidget], *, small: bool) -> set[QWidget]:
        """The actions for which there is no room beside the title."""
        buttons = [action for action in there if isinstance(action, QPushButton)]
        second = [made for made in buttons if made.property("kind") != "primary"]
        primary = [made for made in buttons if made not in second]
        folded: set[QWidget] = set()
        if small:
            folded |= {*second, *(action for action in there if action is self._search)}
        title, font = self._title.text(), self._title.font()
        whole = self._title.fontMetrics().horizontalAdvance(title) + 1
        for left, wanted in (
            (second, min(whole, self.width() // 2)),
            (primary, min(whole, width_in_lines(title, font, 2))),
        ):
            while left and wanted + self._taken(there, folded) > self.width():
                folded.add(left.pop())
        return folded

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
        self._fill_row()
        for action, keys in self._keys.items():
            keys.setEnabled(action in folded)

    def _fill_row(self) -> None:
        """Put what is shown in its order."""
        shown = [action for action in self._actions if action not in self._folded]
        parts: list[QWidget] = [self._title, self._line, self._find, *shown, self._more]
        for part in parts:
            self._row.removeWidget(part)
            self._row.addWidget(part, 1 if part is self._line else 0)

    def _listed(self) -> Iterable[QPushButton]:
        """What the menu stands for."""
        for action in self._actions:
            folded = action in self._folded and _is_wanted(action)
            if folded and isinstance(action, QPushButton):
                yield action

    def _fill_menu(self) -> None:
        self._menu.clear()
        for made in self._listed():
            keys = made.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
            words = made.accessibleName().replace("&", "&&")
            action = self._menu.addAction(made.icon(), f"{words}\t{keys}" if keys else words)
            action.setEnabled(made.isEnabled())
            if (menu := made.menu()) is not None:
                action.setMenu(menu)
            else:
                action.triggered.connect(lambda _checked=False, of=made: of.click())


def _is_wanted(action: QWidget) -> bool:
    """Whether nobody has hidden it; what was not shown yet is not hidden."""
    by_hand = action.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return not (action.isHidden() and by_hand)


class _Elided(QLabel):
    """One line in grey; what has no room is in its tool tip, and for screen readers."""

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
            room = self.contentsRect().width()
            right = Qt.TextElideMode.ElideRight
            shown = self.fontMetrics().elidedText(self._whole, right, room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._whole else tip(self._whole))
