"""Pages and dialogs as they were when somebody looked at them last: what is drawn, what is told.

`python -m tests.desktop.looked_at` says which are others now, leaves a picture of each in
build/changed, to be looked at, with all that was read of it, and writes the table anew.
"""

import csv
import os
import re
import shutil
import string
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from hashlib import blake2b
from html import unescape
from itertools import product
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QBuffer, QModelIndex, QSize, Qt
from PySide6.QtGui import QAccessible, QAction, QFontMetricsF, QImage, QKeySequence, QShortcut
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QListView,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

import resources
from desktop.stops.every import STOPS
from desktop.stops.stop import Stop
from desktop.theme.ring import show_keyboard
from desktop.tour import TourLook, visit
from tests import screens
from tests.core import towns

COMMAND = "python -m tests.desktop.looked_at"
TABLE = Path(__file__).with_name("looked-at.csv")
LOOKS = (TourLook("en", "contrast", 150),)
"""Where most is drawn otherwise than by itself."""
_CRISIS, _ROSTER = ([stop.name for stop in STOPS].index(name) for name in ("crisis", "directorio"))
WAYS = {"before": STOPS[:_CRISIS], "crisis": STOPS[_CRISIS:_ROSTER], "after": STOPS[_ROSTER:]}
"""All stops, in parts that are gone to each in a town of its own: all cores share a look."""
LOOKED_AT = (*WAYS["before"], *WAYS["crisis"])
"""What comes after them says in which folders files lie, and which printers there are."""
CAN = (
    *("enabled", "focusPolicy", "acceptDrops", "readOnly", "maxLength", "placeholderText"),
    *("checkable", "default", "minimum", "maximum", "singleStep", "textInteractionFlags"),
    *("selectionMode", "tabChangesFocus", "contextMenuPolicy"),
)
"""What one can do with a widget, by its properties."""
_FOLDER = re.compile(r"[^\s“«\"]*pregon-tour-[^/\\]+")
_NOTHING = re.compile(r"<g [^>]*>\s*</g>\s*")
_PLACE = re.compile(r' (?:x|y|width|height|d|points|transform)="[^"]*"')
_BROKEN = re.compile(r"\d+\.\d+")
_PICTURE = re.compile(r"data:image/png;base64,([^\"]+)")
_SEEN_ROWS = 60

LETTERS = ("letters", "150")
"""Where the table says how wide they were."""

Sights = dict[tuple[str, str], str]
"""A digest of what there is to perceive, by look and stop."""


@cache
def seen() -> Sights:
    """All that was looked at."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return {(look, stop): digest for look, stop, digest in csv.reader(rows)}


def name_of(look: TourLook) -> str:
    """As the table calls it."""
    return f"{look.language}-{look.theme}-{look.zoom}"


def is_same(look: TourLook, stop: Stop, window: QWidget) -> bool:
    """Whether it is as it was when it was looked at, or was never to be.

    Where letters are as wide as they are nowhere else, lines end elsewhere: that is no fault.
    """
    if look not in LOOKS or stop not in LOOKED_AT or seen()[LETTERS] != letters():
        return True
    return seen().get((name_of(look), stop.name)) == _digest(read(window))


def letters() -> str:
    """How wide and high letters are on this computer, at 150 %."""
    measured = QFontMetricsF(QApplication.font())
    lines = [*string.ascii_letters, string.printable, "áéíóúñç·–—…“”«»→✓☐"]
    return _digest(str([(measured.height(), measured.horizontalAdvance(line)) for line in lines]))


def read(window: QWidget) -> str:
    """All that there is to perceive of a window: each word and line with its colour, size and
    place; then what a screen reader is told; then the keys."""
    lines = [*_drawn(window), *_told(window), *_keys(window)]
    return _FOLDER.sub("…", "\n".join(lines))


def _drawn(window: QWidget) -> Iterator[str]:
    paper = QBuffer()
    paper.open(QBuffer.OpenModeFlag.ReadWrite)
    printer = QSvgGenerator()
    printer.setOutputDevice(paper)
    printer.setSize(window.size())
    window.render(printer)
    del printer
    text = _NOTHING.sub("", paper.data().toStdString())
    # What is smaller than a pixel is drawn otherwise on each machine.
    text = _PLACE.sub(lambda place: _BROKEN.sub(_whole, place[0]), text)
    yield unescape(_PICTURE.sub(_roughly, text))


def _whole(number: re.Match[str]) -> str:
    return f"{float(number[0]):.0f}"


def _roughly(picture: re.Match[str]) -> str:
    """An icon or a chart, as it is told from others by who hardly sees."""
    image = QImage.fromData(b64decode(picture[1]))
    small = image.scaled(
        QSize(8, 8),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    dots = [small.pixelColor(x, y).getRgb() for y in range(8) for x in range(8)]
    return _digest(str([tuple(part >> 6 for part in dot) for dot in dots]))


def _told(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield from _told_of(widget)


def _told_of(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    texts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    words = [interface.text(text) for text in texts] if interface is not None else []
    words += [widget.toolTip(), "here" if widget.hasFocus() else ""]
    if any(words) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        role = interface.role().name if interface is not None else ""
        yield f"{role}: {' | '.join(words)}"
        can = {name: widget.property(name) for name in CAN}
        yield str({name: value for name, value in can.items() if value is not None})
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QListView | QTableView) and widget.model() is not None:
        yield from _rows_of(widget)
    if isinstance(widget, QPushButton | QToolButton) and widget.menu() is not None:
        yield from (f"{line.text()} {line.isEnabled()}" for line in widget.menu().actions())


def _rows_of(view: QAbstractItemView) -> Iterator[str]:
    model, none = view.model(), QModelIndex()
    # A list of rows has a column that it keeps to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(none)
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    for row in range(min(model.rowCount(none), _SEEN_ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            yield " | ".join(str(index.data(role) or "") for role in roles)


def _keys(window: QWidget) -> Iterator[str]:
    for shortcut in window.findChildren(QShortcut):
        if shortcut.isEnabled():
            yield from sorted(map(QKeySequence.toString, QShortcut.keys(shortcut)))
    for action in window.findChildren(QAction):
        yield f"{action.shortcut().toString()} {action.text()}"


@contextmanager
def still() -> Iterator[None]:
    """Nothing blinks meanwhile."""
    before = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    try:
        yield
    finally:
        QApplication.setCursorFlashTime(before)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def main() -> None:
    """Show what changed, and take it as looked at."""
    pictures = resources.ROOT.parent / "build" / "changed"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    before, now = seen(), {}

    def look_at(look: TourLook, stop: Stop, window: QWidget) -> None:
        now[LETTERS] = letters()
        key, text = (name_of(look), stop.name), read(window)
        now[key] = _digest(text)
        if now[key] != before.get(key):
            path = pictures / f"{stop.name}-{name_of(look)}.png"
            sys.stdout.write(f"{path}\n")
            window.grab().save(str(path))
            path.with_suffix(".txt").write_text(text, encoding="utf-8")

    os.environ["QT_QPA_PLATFORM"] = screens.OFFICE
    program = QApplication()
    with towns.standing_in("Europe/Madrid"), still():
        show_keyboard()
        for look, way in product(LOOKS, ("before", "crisis")):
            visit(look, partial(look_at, look), WAYS[way])
    with TABLE.open("w", encoding="utf-8", newline="") as rows:
        csv.writer(rows, lineterminator="\n").writerows([*key, now[key]] for key in sorted(now))
    program.quit()


if __name__ == "__main__":
    main()
