"""What a person brings to a window, or to a part of it: dropped on it, or given at the start.

Where each goes is said here; how it is read and asked about is a matter of the page that takes it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from desktop.services import ProgramDesk
from desktop.theme.ring import ring
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS
from desktop.widgets.accessibility import announce
from desktop.widgets.text import text_label

Brought = str | Path
"""An address, or a file."""

_TOWN = ".pregon"
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".ods"})
_TAKE_TABLES = frozenset({"calendar", "plan"})
"""Pages that import tables of their own, while they are shown."""
IMAGES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
_PAGES = {
    ".pregonpack": ("crisis", "scenarios"),
    ".opml": ("mentions", "sources"),
    ".xml": ("mentions", "sources"),
    ".vcf": ("roster", ""),
    ".vcard": ("roster", ""),
    ".ics": ("calendar", ""),
    ".ical": ("calendar", ""),
    **dict.fromkeys(_TABLES, ("roster", "")),
}
"""The page that imports a file with this ending, and which of its parts."""


class Way(NamedTuple):
    """Where something goes, and what is said of it while it is over the window.

    Without a page it is a town to open, or when `target` is None it goes nowhere, and why is said.
    """

    words: str
    page: str = ""
    target: object = None

    def take(self, desk: ProgramDesk, go: Callable[[str, object], None]) -> None:
        """Have it go there, where `go` turns to a page and its target."""
        if self.page:
            go(self.page, self.target)
        elif isinstance(self.target, Path):
            desk.open_workspace(self.target)
        else:
            desk.notifier.notice(self.words)


def is_imported(file: Path) -> bool:
    """Whether it goes into a town that is open, as far as its name says."""
    return file.suffix.lower() in _PAGES


def way(brought: list[Brought], shown: str) -> Way:
    """Where these go while that page is shown: one of a kind that is known, or none."""
    found = _way(brought[0], shown) if len(brought) == 1 else None
    return found or Way(
        _(
            "One thing at a time can be dropped here: a town (.pregon), scenarios (.pregonpack), "
            "sources (.opml), contacts (.vcf, .csv), a calendar (.ics) or a link."
        )
    )


def way_before_town(brought: list[Brought]) -> Way:
    """As `way`, on the first screen, where there is nothing yet to import into."""
    found = _way(brought[0], "") if len(brought) == 1 else None
    if found is not None and not found.page:
        return found
    return Way(
        _("Open a town (.pregon) first, or create one: until then there is nowhere to import to.")
    )


def _way(brought: Brought, shown: str) -> Way | None:
    if isinstance(brought, str):
        return Way(
            _("Drop the link here to note by hand what it says."),
            "mentions",
            ("inbox", ("note", brought)),
        )
    ending = brought.suffix.lower()
    if ending == _TOWN:
        return Way(_("Drop {file} here to open this town.").format(file=brought.name), "", brought)
    if ending in IMAGES:
        return Way(_("Drop an image on what it belongs to: a mention, an incident, a file."))
    if ending not in _PAGES:
        return None
    page, part = _PAGES[ending]
    if ending in _TABLES and shown in _TAKE_TABLES:
        page = shown
    words = {
        "crisis": _("Drop {file} here to see its scenarios."),
        "mentions": _("Drop {file} here to add its sources."),
        "roster": _("Drop {file} here to import its contacts."),
        "calendar": _("Drop {file} here to import it into the calendar."),
        "plan": _("Drop {file} here to import its measurements."),
    }
    return Way(words[page].format(file=brought.name), page, (part, brought) if part else brought)


class Offer(NamedTuple):
    """What is said of something while it is over a place, and what takes it there."""

    words: str
    take: Callable[[], None]


def over_window(
    way: Callable[[list[Brought]], Way],
    desk: ProgramDesk,
    go: Callable[[str, object], None] = lambda _page, _target: None,
) -> Callable[[QMimeData], Offer | None]:
    """What a window offers: `way` says where things go, `go` turns to a page, if there are any."""

    def offer(mime: QMimeData) -> Offer | None:
        brought = _brought(mime)
        found = way(brought) if brought else None
        return found and Offer(found.words, partial(found.take, desk, go))

    return offer


class DropPlace(QObject):
    """Takes what is dropped on a window or a part of it; what comes of it is said while it is over.

    What a field takes into its text never comes here.
    """

    def __init__(self, place: QWidget, offer: Callable[[QMimeData], Offer | None]) -> None:
        """`offer` says what comes of it here; of None, what lies around this place is asked."""
        super().__init__(place)
        self._place = place
        self._offer = offer
        self._sign: _DropSign | None = None
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    def eventFilter(self, _place: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._hide_sign()
            return True
        # Entering, moving and dropping are each derived from the next.
        if not isinstance(event, QDropEvent):
            return False
        # Under an open question a page would be turned, or the whole window closed.
        asking = QApplication.activeModalWidget() is not None
        offer = None if asking else self._offer(event.mimeData())
        if offer is None:
            self._hide_sign()
            return False
        # Never a move: the program from which a file is dragged would delete it.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if kind == QEvent.Type.DragEnter:
            self._show_sign(offer.words)
        elif kind == QEvent.Type.Drop:
            self._hide_sign()
            self._place.window().activateWindow()
            # Whoever is dragging waits for the end of this event, and the window may be closed.
            QTimer.singleShot(0, self._place, offer.take)
        return True

    def _show_sign(self, words: str) -> None:
        self._hide_sign()
        self._sign = _DropSign(self._place, words)
        self._sign.show()
        announce(self._place, words)

    def _hide_sign(self) -> None:
        if self._sign is not None:
            self._sign.hide()
            self._sign.deleteLater()
            self._sign = None


class _DropSign(QWidget):
    """A ring along the edge of the place, and in its middle what comes of letting go."""

    def __init__(self, place: QWidget, words: str) -> None:
        super().__init__(place)
        # Whatever is dragged goes to what lies below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(place.rect())
        plate = QFrame()
        plate.setProperty("look", "toast")
        inside, outside = QHBoxLayout(plate), QVBoxLayout(self)
        spaced(inside, (16, 12, 16, 12))
        spaced(outside, (28, 28, 28, 28))
        inside.addWidget(text_label(words, wraps=len(words) > _ONE_LINE))
        outside.addWidget(plate, 0, Qt.AlignmentFlag.AlignCenter)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ring(painter, QRectF(self.rect()), current().px(RADIUS))
        painter.end()


_ONE_LINE = 70
"""Letters that fit the smallest window in one line."""


def _brought(mime: QMimeData) -> list[Brought]:
    found: list[Brought] = []
    for url in mime.urls():
        if url.isLocalFile():
            found.append(Path(url.toLocalFile()))
        elif url.scheme() in ("http", "https"):
            found.append(bytes(url.toEncoded().data()).decode())
    return found
