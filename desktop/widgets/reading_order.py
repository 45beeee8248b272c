"""Tab goes from control to control as the page is read, also where rows come and go."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from desktop.widgets.layouts import inside


def tab_as_read(page: QWidget) -> None:
    """Chain the controls of a page in the order of its layouts, from its first one on.

    Qt chains them in the order in which they were made: a row made later comes last.

    What gives the keyboard on to a control inside it is a stop, too: left where it was made, it
    would bring Tab back to that control for ever. It goes right before it.
    """
    chain: list[QWidget] = []
    given: dict[QWidget, list[QWidget]] = {}
    for part in _visited(page):
        if part.focusProxy() is not None:
            given.setdefault(_given_on(part), []).append(part)
        elif _is_stop(part):
            chain += [*given.pop(part, ()), part]
    with _untied(part for part in chain if part.focusProxy() is not None):
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)


@contextmanager
def _untied(holders: Iterable[QWidget]) -> Iterator[None]:
    """As if they had the keyboard themselves.

    Qt moves whatever lies between two that are tied along with them, and never moves what takes no
    keyboard.
    """
    ties = [(one, one.focusProxy(), one.focusPolicy()) for one in holders]
    for holder, _control, _policy in ties:
        holder.setFocusProxy(None)  # type: ignore[arg-type]  # takes it away
        holder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    try:
        yield
    finally:
        for holder, control, policy in ties:
            holder.setFocusPolicy(policy)
            holder.setFocusProxy(control)  # type: ignore[arg-type]  # there was one


def _given_on(widget: QWidget) -> QWidget:
    """Who gets the keyboard in its place at last."""
    while (control := widget.focusProxy()) is not None:
        widget = control
    return widget


def controls(widget: QWidget) -> Iterator[QWidget]:
    """What can have the keyboard inside a widget, in the order of its layouts.

    Also what only a click reaches now: the choices of a group take turns at being its stop of Tab.
    """
    return (part for part in _visited(widget) if _is_stop(part))


def _is_stop(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def _visited(widget: QWidget) -> Iterator[QWidget]:
    """A widget, then what is inside it, in the order of its layouts; nothing inside a control."""
    yield widget
    if _is_stop(widget):
        return
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _visited(inside)
    elif (layout := widget.layout()) is not None:
        yield from _in(layout)
    else:
        for child in widget.children():
            if isinstance(child, QWidget):
                yield from _visited(child)


def _in(layout: QLayout) -> Iterator[QWidget]:
    for part in inside(layout):
        if isinstance(part, QWidget):
            yield from _visited(part)
        else:
            yield from _in(part)
