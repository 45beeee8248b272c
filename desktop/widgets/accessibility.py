"""What a screen reader is told, and in which order the keyboard goes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget


def announce(widget: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Have a screen reader, if one is running, read a sentence; urgent: before all else."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def follow_keyboard(follow: Callable[[QWidget | None, QWidget | None], None]) -> None:
    """Tell whenever the keyboard goes from one widget to another."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.focusChanged.connect(follow)


def tab_as_read(page: QWidget) -> None:
    """Chain the controls of a page in the order of its layouts, from its first one on.

    Qt chains them in the order in which they were made: a row made later comes last.

    What gives the keyboard on to a control inside it is a stop, too: left where it was made, it
    would bring Tab back to that control for ever. It goes right before it.
    """
    chain: list[QWidget] = []
    given: dict[QWidget, list[QWidget]] = {}
    for part in _reached(page):
        if part.focusProxy() is not None:
            given.setdefault(_given_on(part), []).append(part)
        else:
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
    ties = [(widget, widget.focusProxy(), widget.focusPolicy()) for widget in holders]
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
    return (part for part in _reached(widget) if part.focusProxy() is None)


def _reached(widget: QWidget) -> list[QWidget]:
    """What can have the keyboard in a widget, or gives it on, in the order of its layouts.

    A control comes without what is inside of it; what is in none of the layouts does not come.
    """
    ties = widget.focusProxy() is not None
    if not ties and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        return [widget]
    found = [widget] if ties else []
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return found + (_reached(inner) if inner is not None else [])
    parts = [child for child in widget.children() if isinstance(child, QWidget)]
    reached = [(part, inside) for part in parts if (inside := _reached(part))]
    layout = widget.layout() if reached else None
    if layout is not None:
        return found + _placed(layout, reached)
    return found + [other for _part, inside in reached for other in inside]


def _placed(layout: QLayout, reached: list[tuple[QWidget, list[QWidget]]]) -> list[QWidget]:
    """Of the parts of a widget those that stand in a layout, with what is reached in each."""
    parts = [(layout.indexOf(part), inside) for part, inside in reached]
    others = [pair for pair, (place, _inside) in zip(reached, parts, strict=True) if place < 0]
    # Asked for its children, not for its items: see `layouts.inside`.
    for inner in layout.children() if others else ():
        if isinstance(inner, QLayout):
            parts.append((layout.indexOf(inner), _placed(inner, others)))
    parts.sort(key=itemgetter(0))
    return [widget for place, inside in parts if place >= 0 for widget in inside]
