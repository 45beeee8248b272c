"""Whoever walks the main job: their keys, counted, and the village that they read about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core import example
from core.clock import FixedClock
from core.crisis.desk import Desk
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.mentions.model import Decisions, Source
from core.mentions.records import decisions, items, mentions, sources
from core.mentions.records.mentions import Wanted
from core.store import Topic, open_store
from desktop.services import Services
from tests.core.mentions.serving import Page, Server
from tests.desktop import hands
from tests.desktop.crisis.desk_hands import stored
from tests.desktop.hands import Key, here, press

NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
_SOURCES = {
    "Radio Comarca": "radio",
    "El Eco Comarcal": "eco",
    "Diario Provincial": "diario",
    "Blog Sierra Viva": "sierra",
}
"""Those of the example that are listened to, and what they are called on the server."""
_PLANTED_BEFORE = timedelta(days=5)
"""The example's own alarm is old, and what arrives now is another matter."""


@dataclass(frozen=True)
class News:
    """What a source says, so many minutes before now."""

    minutes: int
    title: str
    text: str


@dataclass
class Person:
    """Presses keys and counts actions.

    An action is one key that does something (opens, chooses, ticks, approves), or one field typed
    and left. Moving the keyboard to what is seen, with Tab or a click on it, is none.
    """

    services: Services
    qtbot: QtBot
    clock: FixedClock
    actions: int = 0
    counted: dict[str, int] = field(default_factory=dict)

    def do(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        """An action for each key."""
        for key in keys:
            self.actions += 1
            press(self.qtbot, key, held=held)

    def push(self, parent: QWidget, words: str) -> None:
        """One action: the button on screen that says so, as soon as it is there."""
        self.actions += 1
        hands.push_soon(self.qtbot, parent, words)

    def fill(self, typed: str, leave: Qt.Key = Key.Key_Return) -> None:
        """One action: the field that has the keyboard typed, and left."""
        self.actions += 1
        hands.write(self.qtbot, typed)
        press(self.qtbot, leave)

    def fill_in(self, parent: QWidget, name: str, typed: str, leave: Qt.Key = Key.Key_Tab) -> None:
        """One action: the field of that name typed, and left, as soon as it is on screen."""
        self.until(lambda: name in _fields(parent))
        hands.into(self.qtbot, parent, name)
        self.fill(typed, leave)

    def count(self, leg: str) -> int:
        """How many actions since the walk began; kept for whoever asks."""
        self.counted[leg] = self.actions
        return self.actions

    def later(self, minutes: float) -> None:
        """Time passes."""
        self.clock.moment += timedelta(minutes=minutes)

    def desk(self, incident_id: int = 0) -> Desk:
        """The incident as it is stored; 0: the newest that is open."""
        return stored(self.services, incident_id)

    def until(self, happened: Callable[[], object]) -> None:
        """Wait for something that comes by itself."""
        self.qtbot.waitUntil(lambda: bool(happened()))

    def settled(self) -> None:
        """Wait for what runs in the background."""
        services = self.services
        self.until(lambda: not (services.jobs.busy() or services.listener.running))

    def focused(self) -> str:
        """What the control is called that has the keyboard."""
        control = here()
        words = control.text() if isinstance(control, QAbstractButton) else ""
        return control.accessibleName() or words.strip()

    def on_screen(self, parent: QWidget, words: str) -> bool:
        """Whether there is a button that begins so."""
        found = [button for button in parent.findChildren(QAbstractButton) if button.isVisible()]
        return any(button.text().strip().startswith(words) for button in found)


def _fields(parent: QWidget) -> list[str]:
    fields = [*parent.findChildren(QLineEdit), *parent.findChildren(QPlainTextEdit)]
    return [widget.accessibleName() for widget in fields if widget.isVisible()]


def settle_town(path: Path, clock: FixedClock, server: Server) -> None:
    """The example town, made some days ago, that listens to a server here and to nothing else."""
    then = FixedClock(clock.moment - _PLANTED_BEFORE)
    example.create(path, then)
    store = open_store(path, clock)
    with store.change(Topic.SOURCES, Topic.ALARMS, Topic.PREFERENCES, undoable=False) as db:
        decisions.save(db, Decisions(private=True))
        for alarm in alarms.open_ones(db.conn):
            alarms.dismiss(db, alarm.id, "Se aclaró con la familia.", then.moment)
        for source in sources.everything(db.conn):
            sources.save(db, _here(source, server))
    store.close()


def listen_to(services: Services, server: Server) -> None:
    """The network is back: the same sources, at a server that answers."""
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        for source in sources.everything(db.conn):
            sources.save(db, _here(source, server))


def _here(source: Source, server: Server) -> Source:
    name = _SOURCES.get(source.title)
    if name is None:
        return replace(source, removed=True)
    return replace(source, address=f"{server.address}/{name}", page="")


def publish(server: Server, name: str, now: datetime, *news: News) -> None:
    """A source says this from now on."""
    entries = "".join(
        f"<item><guid>{name}-{other.minutes}-{len(other.title)}</guid><title>{escape(other.title)}</title>"
        f"<link>https://{name}.example/{abs(hash(other.title)) % 10_000}</link>"
        f"<pubDate>{format_datetime(now - timedelta(minutes=other.minutes))}</pubDate>"
        f"<description>{escape(other.text)}</description></item>"
        for other in news
    )
    body = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{name}</title><link>https://{name}.example/</link>{entries}</channel></rss>"
    )
    headers = {"Content-Type": "application/rss+xml; charset=utf-8"}
    server.pages[f"/{name}"] = Page(body.encode(), headers=headers)


def alarm_of(services: Services) -> Alarm | None:
    """The alarm that waits for the person, if there is one."""
    with services.store.read() as connection:
        return next(iter(alarms.waiting(connection, services.clock.now())), None)


def titles(services: Services) -> set[str]:
    """Of the mentions that were taken in."""
    with services.store.read() as connection:
        found = mentions.ids(connection, Wanted())
        return {item.title for item in items.some(connection, found)}


def window() -> QWidget:
    """The window on screen."""
    found = QApplication.activeWindow()
    assert found is not None
    return found


def pages(paper: bytes) -> list[str]:
    """What each page of a PDF says, in one line."""
    document = pypdfium2.PdfDocument(paper)
    told = []
    for page in document:
        letters = page.get_textpage()
        told.append(plain(letters.get_text_range()))
        letters.close()
        page.close()
    document.close()
    return told


def plain(text: str) -> str:
    """Text of a PDF in one line."""
    return " ".join(text.split())


class _Viewer(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.papers: list[bytes] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.papers.append(Path(address.toLocalFile()).read_bytes())


@contextmanager
def viewing() -> Iterator[list[bytes]]:
    """The papers that are opened in the program that shows PDF here."""
    taken = _Viewer()
    QDesktopServices.setUrlHandler("file", taken, "take")
    yield taken.papers
    QDesktopServices.unsetUrlHandler("file")
