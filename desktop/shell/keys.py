"""What can be done by key, as the shortcuts and buttons of a page themselves say it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from core.i18n import _, pgettext
from desktop.widgets.button import STANDS_FOR
from desktop.widgets.key_button import KeyButton


@dataclass(frozen=True)
class Act:
    """Something that a key or a button does: its words, its key as it stands on the keyboard here,
    or none, and the doing of it."""

    words: str
    key: str
    do: Callable[[], object]


def told(keys: QKeySequence) -> str:
    """A key as it is called here: `Ctrl+Mayús+C`. Qt's own words for it are long."""
    named = {
        "Shift": pgettext("key", "Shift"),
        "Return": pgettext("key", "Enter"),
        "Del": _("Del"),
        "PgUp": pgettext("key", "PgUp"),
        "PgDown": pgettext("key", "PgDn"),
        "Left": pgettext("key", "Left"),
        "Right": pgettext("key", "Right"),
        "Up": pgettext("key", "Up"),
        "Down": pgettext("key", "Down"),
    }
    portable = keys.toString(QKeySequence.SequenceFormat.PortableText)
    return re.sub(r"\w+", lambda name: named.get(name[0], name[0]), portable)


def heard(ground: QWidget, *, now: bool = True) -> list[Act]:
    """What a page, or the window without its pages, does by key; unless `now`, also what it does in
    a view that is not on screen. Each key once for each thing that it does."""
    whole = Qt.FindChildOption.FindChildrenRecursively
    directly = Qt.FindChildOption.FindDirectChildrenOnly
    depth = directly if ground.isWindow() else whole
    shortcuts = ground.findChildren(QShortcut, options=depth)
    found = [_of_shortcut(one) for one in shortcuts if one.whatsThis() and _serves(one, now=now)]
    found += _of_buttons(ground.findChildren(QAbstractButton, options=depth), now=now)
    actions = ground.findChildren(QAction, options=depth)
    found += [_of_action(one) for one in actions if _is_command(one, now=now)]
    return list({(act.key, act.words): act for act in found}.values())


def general() -> list[tuple[str, str]]:
    """What fields, lists and buttons do by key, wherever they are."""
    return [
        ("Ctrl+1, 2…", _("Go to a page of the rail")),
        (_("Enter"), _("Open what is selected, or press the button")),
        # Translators: Key of the keyboard.
        (_("Space"), _("Tick, choose, or press the button")),
        (_("Del"), _("Delete what is selected")),
        ("Esc", _("Go back, or close this help")),
        (_("Menu, Shift+F10"), _("What can be done with what is selected in a list")),
        (_("Alt+Up, Alt+Down"), _("Move what is selected in a list")),
    ]


def in_lines(acts: Iterable[Act]) -> list[tuple[str, str]]:
    """Keys and what they do; two keys that do the same stand together."""
    lines: dict[str, list[str]] = {}
    for act in acts:
        if act.key:
            lines.setdefault(act.words, []).append(act.key)
    return [(", ".join(keys), words) for words, keys in lines.items()]


def _of_shortcut(shortcut: QShortcut) -> Act:
    made = shortcut.property(STANDS_FOR)
    words = shortcut.whatsThis() if made is None else made.accessibleName()
    return Act(words, told(shortcut.key()), shortcut.activated.emit)


def _of_buttons(buttons: Iterable[QAbstractButton], *, now: bool) -> Iterator[Act]:
    for made in buttons:
        key = made.key if isinstance(made, KeyButton) else told(made.shortcut())
        if key and made.accessibleName() and (not now or (made.isVisible() and made.isEnabled())):
            yield Act(made.accessibleName(), key, made.click)


def _of_action(action: QAction) -> Act:
    return Act(action.text(), told(action.shortcut()), action.trigger)


def _is_command(action: QAction, *, now: bool) -> bool:
    """Whether it has a key, and whoever hears it is on screen."""
    return not action.shortcut().isEmpty() and (
        not now
        or any(isinstance(one, QWidget) and one.isVisible() for one in action.associatedObjects())
    )


def _serves(shortcut: QShortcut, *, now: bool) -> bool:
    ground = shortcut.parent()
    return not now or (shortcut.isEnabled() and isinstance(ground, QWidget) and ground.isVisible())
