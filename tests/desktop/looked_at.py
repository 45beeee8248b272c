"""Every page and dialog as it was when somebody looked at it last, and as it is read aloud.

`python -m tests.desktop.looked_at` says what changed since then, leaves pictures of the changed
pages in build/changed, to be looked at, and writes the table anew.
"""

import os
import shutil
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

import resources
from desktop.stops.every import STOPS
from desktop.stops.stop import Stop
from desktop.theme.fonts import PACKAGED, register_packaged_font
from desktop.tour import TourLook, visit
from tests import digests, screens
from tests.core import towns
from tests.digests import Sights, changed, digest

COMMAND = "python -m tests.desktop.looked_at"
TABLE = Path(__file__).with_name("looked-at.csv")
LOOK = TourLook("es", "light", 100)

CRISIS, ROSTER = ([stop.name for stop in STOPS].index(name) for name in ("crisis", "directorio"))
PARTS = {"before": STOPS[:CRISIS], "crisis": STOPS[CRISIS:ROSTER], "after": STOPS[ROSTER:]}
"""In parts, so that all cores share a look."""

OF_THIS_MACHINE = (
    "inicio",
    "inicio-persona",
    "ajustes-acerca",
    "ajustes-copias",
    "ajustes-espacios",
)
"""Stops that say where a file lies, or on what the program runs."""
LETTERS = ("letters", "seen")
"""Of a sentence: where it is drawn otherwise, by another hinting, pages are, too."""

_TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
_STATES = ("disabled", "checked", "focusable", "focused", "readOnly", "expanded", "hasPopup")
_STEADY_MS = 300
"""So long a page that changed stays as it is before it is taken as looked at."""


def of(stop: Stop, window: QWidget) -> Sights:
    """A window as it is drawn and as it is read aloud."""
    if stop.name in OF_THIS_MACHINE:
        return {}
    heard = "\n".join(words(window)).encode()
    seen = _pixels(window.grab().toImage())
    return {(stop.name, "heard"): digest(heard), (stop.name, "seen"): digest(seen)}


def words(window: QWidget) -> list[str]:
    """What a screen reader is told of each part in sight, with the help that it has."""
    parts = [part for part in window.findChildren(QWidget) if part.isVisible()]
    # How far a page is scrolled, depends on its letters.
    return sorted(_told(part) for part in parts if not isinstance(part, QScrollBar))


def _told(part: QWidget) -> str:
    heard = QAccessible.queryAccessibleInterface(part)
    state = heard.state()
    states = [name for name in _STATES if getattr(state, name)]
    texts = [heard.text(text) for text in _TEXTS]
    # Text that lacks room is its own help, too.
    said = dict.fromkeys([*texts, part.toolTip()])
    return " · ".join([heard.role().name, *said, *states])


def letters() -> str:
    """How a sentence is drawn here."""
    register_packaged_font()
    font = QFont(PACKAGED)
    font.setPixelSize(14)
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setFont(font)
        painter.drawText(10, 26, "¿Quién avisa a la Alcaldía, y a qué hora? Ñandú, 12:45")
    return digest(_pixels(image))


def known() -> Sights:
    """What was looked at, and can be seen here as it was then."""
    there = digests.read(TABLE)
    as_then = there[LETTERS] == letters()
    return {key: told for key, told in there.items() if as_then or key[1] == "heard"}


def _pixels(image: QImage) -> bytes:
    # What Qt lends is gone with the image.
    drawn = image.convertToFormat(QImage.Format.Format_RGB32)
    return bytes(drawn.constBits())


def main() -> None:
    """Show what changed, and take it as looked at."""
    os.environ.setdefault("QT_QPA_PLATFORM", screens.OFFICE)
    pictures = resources.ROOT.parent / "build" / "changed"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    app = QApplication(sys.argv[:1])
    app.setCursorFlashTime(0)
    before, now = digests.read(TABLE), {LETTERS: letters()}
    with towns.standing_in("Europe/Madrid"):
        for part in PARTS.values():
            visit(LOOK, partial(_look, before, now, pictures), part)
    for stop, how in changed(now, before):
        sys.stdout.write(f"{stop} {how}\n")
    digests.write(TABLE, now)


def _look(before: Sights, now: Sights, pictures: Path, stop: Stop, window: QWidget) -> None:
    found = of(stop, window)
    if not found.items() <= before.items():
        last: Sights = {}
        while found != last:
            QTest.qWait(_STEADY_MS)
            last, found = found, of(stop, window)
        window.grab().save(str(pictures / f"{stop.name}.png"))
    now |= found


if __name__ == "__main__":
    main()
