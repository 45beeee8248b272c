"""Tab goes from control to control as the page is read, also where rows come and go."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_read(page: QWidget) -> None:
    """Chain the controls of a page in the order of its layouts, from its first one on.

    Qt chains them in the order in which they were made: a row made later comes last.
    """
    for before, after in pairwise(controls(page)):
        QWidget.setTabOrder(before, after)


def controls(widget: QWidget) -> Iterator[QWidget]:
    """What can have the keyboard inside a widget, in the order of its layouts.

    Also what only a click reaches now: the choices of a group take turns at being its stop of Tab.
    """
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
        return
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from controls(inside)
    elif (layout := widget.layout()) is not None:
        yield from _in(layout)
    else:
        for child in widget.children():
            if isinstance(child, QWidget):
                yield from controls(child)


def _in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from controls(widget)
        elif (inner := item.layout()) is not None:
            yield from _in(inner)
