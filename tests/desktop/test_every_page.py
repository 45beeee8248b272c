"""Every page and dialog, in every language, look and size: nothing cut or nameless, no warning."""

import gettext
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core import i18n
from core.i18n import pgettext
from desktop.stops.every import STOPS, Stop
from desktop.theme.fonts import WIDE
from desktop.tour import TourLook, visit
from desktop.widgets.key_button import KeyButton
from tests.desktop import sight
from tests.desktop.looked_at import PARTS

LOOKS = {
    "es": [TourLook("es", "light", 100), TourLook("es", "dark", 200, WIDE)],
    "en": [TourLook("en", "contrast", 150), TourLook("en", "light", 200)],
    "qps": [TourLook("qps", "light", 100), TourLook("qps", "dark", 150)],
}
"""By language: what is printed in one of them need not be printed for the other."""

OTHER_SIZES = [(1024, 600), (1920, 1080)]
"""Windows that every page of the first look is seen in too, as it stands: it is built once."""

PAGES = {
    "before": {"today", "plan", "calendar", "mentions"},
    "crisis": {"crisis", "today"},
    "after": {"roster", "today", "documents", "settings", "welcome"},
}
"""What each part of the tour brings on screen."""

LASTING_MS = 10_000
"""What is still wrong then, stays so."""

ENOUGH = 10
"""Faults after which nothing more is examined: what is wrong everywhere would take hours."""


class Pseudo(gettext.NullTranslations):
    """English, a third longer and with accents: what is cut or not translated shows."""

    def gettext(self, message: str) -> str:
        parts = message.split("{")
        accented = [parts[0].translate(_ACCENTS)]
        for part in parts[1:]:
            name, brace, rest = part.partition("}")
            accented.append("{" + name + brace + rest.translate(_ACCENTS))
        return f"[{'{'.join(accented).replace('{{', '{')}{'·' * (len(message) // 4)}]"

    def ngettext(self, text: str, many: str, count: int) -> str:
        return self.gettext(text if count == 1 else many)

    def pgettext(self, _context: str, message: str) -> str:
        return message


_ACCENTS = str.maketrans("aeiouncAEIOUNC", "áéíóúñçÁÉÍÓÚÑÇ")


@pytest.fixture(autouse=True)
def pseudo_locale() -> Iterator[None]:
    with i18n.added("qps", "Pseudo", Pseudo()):
        yield


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_cut_and_everything_has_a_name(qapp, qtbot, visited, language, part):
    wrong: list[str] = []
    seen: list[set[str]] = []

    def examine(stop: Stop, window: QWidget) -> None:
        seen[-1].add(getattr(window, "page_id", "welcome"))
        if len(wrong) > ENOUGH:
            return
        faults = _lasting_faults(qtbot, window)
        faults += _restless(qtbot, window)
        if look is LOOKS["es"][0]:
            faults += _faults_in_other_sizes(qtbot, window)
            faults += [f"deaf: {what}" for what in _deaf(qtbot, window)]
        wrong.extend(f"{look}: {stop.name}: {what}" for what in faults)

    for look in LOOKS[language]:
        seen.append(set())
        visit(look, examine, PARTS[part], visited(language))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert wrong == []
    assert seen == [PAGES[part], PAGES[part]]


def test_no_stop_of_the_tour_has_the_name_of_another():
    assert len({stop.name for stop in STOPS}) == len(STOPS)


def _lasting_faults(qtbot: QtBot, window: QWidget) -> list[str]:
    """Those that are still there when whatever is under way has had its time."""
    found: list[str] = []

    def none_is_left() -> bool:
        shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
        found[:] = sight.faults(window, shown)
        found.extend(fault for widget in shown for fault in _unheard(widget))
        return not found

    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(none_is_left, timeout=LASTING_MS)
    return found


def _restless(qtbot: QtBot, window: QWidget) -> list[str]:
    """Whether it paints itself again and again though nobody does anything."""
    painted = sight.Painted(window)
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: painted.rests, timeout=LASTING_MS)
    painted.deleteLater()
    return [] if painted.rests else ["painted again and again"]


def _faults_in_other_sizes(qtbot: QtBot, window: QWidget) -> list[str]:
    """As they last, each with its size. A dialog has its own, whatever the window has."""
    if window.isModal():
        return []
    before, found = window.size(), []
    for size in (*OTHER_SIZES, before.toTuple()):
        window.resize(*size)
        # What folds, folds a moment later.
        for _turn in range(3):
            QApplication.processEvents()
        found += [f"{size}: {fault}" for fault in _lasting_faults(qtbot, window)]
    return found


def _unheard(widget: QWidget) -> list[str]:
    found = []
    if _operable(widget):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            found.append(f"nameless: {type(widget).__name__}")
        # “Client” is the role that Qt itself gives to what scrolls.
        plain = QAccessible.Role.Client
        if interface.role() == QAccessible.Role.NoRole or (
            interface.role() == plain and not isinstance(widget, QAbstractScrollArea)
        ):
            found.append(f"without role: {type(widget).__name__}")
    return found


def _deaf(qtbot: QtBot, window: QWidget) -> list[str]:
    """Buttons whose key does not press them from where a click on a tab leaves the keyboard."""
    shown = [button for button in window.findChildren(QPushButton) if _can_be_pressed(button)]
    keys = {item: key for item in shown if (key := _key_of(item)) is not None}
    pressed: list[QWidget] = []
    for made in keys:
        # Only heard, not done: the stops to come find the town as it was.
        made.clicked.disconnect()
        made.clicked.connect(partial(pressed.append, made))
    found = []
    for made, key in keys.items():
        for tab in _tabs(window):
            if tab is not None:
                qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
            pressed.clear()
            ground = QApplication.focusWidget() or window
            with suppress(qtbot.TimeoutError):
                # What the tab shows may have to be read before anything can be done with it.
                qtbot.waitUntil(lambda made=made: _can_be_pressed(made), timeout=LASTING_MS)
                qtbot.keyClick(ground, key.key(), key.keyboardModifiers())
                # A button is seen going down before it is pressed by a key of the window.
                qtbot.waitUntil(lambda: bool(pressed), timeout=LASTING_MS)
            if pressed != [made]:
                found.append(f"{sight.words(made)} from {sight.words(ground)}: {key.key().name}")
    return found


def _can_be_pressed(made: QPushButton) -> bool:
    return made.isVisible() and made.isEnabled()


def _key_of(made: QPushButton) -> QKeyCombination | None:
    """The key that a button shows, the first of several: on its cap, or in its tool tip."""
    if isinstance(made, KeyButton):
        first = made.toolTip().partition(" ")[0]
        keys = QKeySequence(first.replace(pgettext("key", "Enter"), "Return"))
    else:
        keys = made.shortcut()
    return None if keys.isEmpty() else keys[0]


def _tabs(window: QWidget) -> list[QRadioButton | None]:
    """The chosen tabs on screen, each by its row; None where there are none.

    The last of a row that lacks room stands for one, but opens a menu: it is none.
    """
    rows = [button for button in window.findChildren(QRadioButton) if button.isVisible()]
    chosen = [button for button in rows if button.autoExclusive()]
    return [button for button in chosen if button.isChecked() and button.property("look")] or [None]


def _operable(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
