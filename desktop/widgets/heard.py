"""What a part is to who listens, where Qt does not know: a heading, a list, a choice, a fold.

Qt tells a screen reader what its own classes are; ours are panels to it, or boxes to be ticked.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QStackedWidget, QWidget

SAID = " "
"""Description of what is said already: without one Qt would tell the tool tip, a second time."""

Part = Literal["window", "dialog", "heading", "list", "row", "choice", "fold"]

_PART = "heard"
_ROLES: dict[Part, QAccessible.Role] = {
    "window": QAccessible.Role.Window,
    "dialog": QAccessible.Role.Dialog,
    "heading": QAccessible.Role.Heading,
    "list": QAccessible.Role.List,
    "row": QAccessible.Role.ListItem,
    "choice": QAccessible.Role.RadioButton,
    "fold": QAccessible.Role.Button,
}
_PRESS = "Press"
"""Qt's name of what a button does; it is never shown."""


def hear_as(widget: QWidget, part: Part) -> None:
    """Tell a screen reader that this widget is such a part; a `fold` is checked while open."""
    widget.setProperty(_PART, part)
    _listen()


def sentences(*parts: str) -> str:
    """Parts as sentences after one another, each with one full stop; empty ones are left out."""
    told = [part.strip() for part in parts if part.strip()]
    ended = [part if part[-1] in ".?!…:" else f"{part}." for part in told[:-1]]
    return " ".join([*ended, *told[-1:]])


def head_of(page: QWidget, name: str) -> str:
    """Name and title of a page, said once where they begin alike, and how things stand there."""
    for label in page.findChildren(QLabel):
        if label.property("look") == "title" and not label.isHidden():
            line = next((around.accessibleDescription() for around in _around(label)), "")
            title = label.text()
            return sentences("" if title.startswith(name) else name, title, line)
    return name


def _around(label: QLabel) -> Iterator[QWidget]:
    """Of what holds a title, what is called by it."""
    around = label.parentWidget()
    while around is not None:
        if around.accessibleName() == label.text():
            yield around
        around = around.parentWidget()


@cache
def _listen() -> None:
    QAccessible.installFactory(_made)


def _made(_kind: str, widget: QObject) -> QAccessibleInterface | None:
    if isinstance(widget, QStackedWidget):
        return _Stack(widget)
    part = widget.property(_PART) if isinstance(widget, QWidget) else None
    if part is None:
        return None
    return _Part(cast(QWidget, widget), cast(Part, part))


class _Stack(QAccessibleWidget):
    """Has the page that is shown and no other: Qt tells of every row of the hidden ones, too."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack, QAccessible.Role.Grouping)

    def childCount(self) -> int:
        return int(self._shown() is not None)

    def child(  # type: ignore[override]  # there may be none
        self, _index: int
    ) -> QAccessibleInterface | None:
        shown = self._shown()
        return QAccessible.queryAccessibleInterface(shown) if shown is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return 0 if child.object() is self._shown() else -1

    def _shown(self) -> QWidget | None:
        return cast(QStackedWidget, self.widget()).currentWidget()


class _Part(QAccessibleWidget):
    """The widget as Qt tells it, in its role, with what a button of that role does."""

    def __init__(self, widget: QWidget, part: Part) -> None:
        super().__init__(widget, _ROLES[part])
        self._part = part

    def text(self, kind: QAccessible.Text) -> str:
        told = super().text(kind)
        widget = self.widget()
        if not told and kind is QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.text()
        return told

    def state(self) -> QAccessible.State:
        state = super().state()
        widget = self.widget()
        if isinstance(widget, QAbstractButton) and self._part == "choice":
            state.checkable, state.checked = True, widget.isChecked()
        if isinstance(widget, QAbstractButton) and self._part == "fold":
            open_now = widget.isChecked()
            state.expandable, state.expanded, state.collapsed = True, open_now, not open_now
        return state

    def actionNames(self) -> list[str]:
        names = list(super().actionNames())
        return [_PRESS, *names] if isinstance(self.widget(), QAbstractButton) else names

    def doAction(self, name: str) -> None:
        widget = self.widget()
        if name == _PRESS and isinstance(widget, QAbstractButton):
            widget.click()
        else:
            super().doAction(name)
