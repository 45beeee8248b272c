"""A small town that is talked about: sources, watches and items, taken in as listening does."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication, QWidget

from core.mentions.kinds import WatchKind
from core.mentions.listening.intake import Intake
from core.mentions.model import Feed, FeedEntry, Mention, Source, Watch
from core.mentions.records import decisions, mentions, sources, watches
from core.mentions.records.mentions import Row, Wanted
from core.store import Topic
from desktop.mentions.inbox import Inbox
from desktop.mentions.page import MentionsPage
from desktop.services import Services
from desktop.shell.window import Shell

NOW = datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC)
"""The clock of the tests stands here, a Tuesday."""


def said(
    title: str,
    text: str = "",
    *,
    ago: timedelta = timedelta(hours=1),
    html: str = "",
    outlet: str = "",
    link: str = "",
) -> FeedEntry:
    """An item of a feed, published so long ago."""
    key = hashlib.blake2b(f"{title}{text}{ago}".encode(), digest_size=16).digest()
    return FeedEntry(
        key=key,
        title=title,
        text=text,
        html=html,
        link=link or f"https://medio.example/{key.hex()[:6]}",
        published=NOW - ago,
        outlet=outlet,
    )


@dataclass
class Village:
    """What listening would do, done at once."""

    services: Services

    def source(self, title: str, *, own: bool = False) -> Source:
        """A source, kept."""
        made = Source(title, f"https://{len(title)}.example/{abs(hash(title))}", own=own)
        with self.services.store.change(Topic.SOURCES, label="preparar") as db:
            source_id = sources.add(db, made, NOW)
        with self.services.store.read() as connection:
            found = sources.one(connection, source_id)
        assert found is not None
        return found

    def watch(
        self, title: str, *words: str, topic: bool = False, near: tuple[str, ...] = ()
    ) -> int:
        """A watch for these words, kept."""
        kind = WatchKind.TOPIC if topic else WatchKind.SUBJECT
        with self.services.store.change(Topic.WATCHES, label="preparar") as db:
            return watches.add(db, Watch(title, kind=kind, any_of=words, near=near))

    def publish(self, source: Source, *entries: FeedEntry) -> None:
        """The source says these, and listening takes them in."""
        store = self.services.store
        with store.change(Topic.MENTIONS, undoable=False) as db:
            intake = Intake(db.conn, NOW, decisions.load(db.conn))
            intake.take_in(db, source, Feed(entries=entries))
            intake.settle(db)

    def rows(self, **wanted: object) -> list[Row]:
        """The inbox as it is stored, newest first."""
        with self.services.store.read() as connection:
            found = mentions.ids(connection, Wanted(**wanted))
            return mentions.rows(connection, found)

    def mention(self, title: str) -> Mention:
        """The mention with that title."""
        found = next(row.mention for row in self.rows() if row.item.title == title)
        assert found is not None
        return found

    def id_of(self, title: str) -> int:
        """The item with that title, a mention or not."""
        return next(row.item.id for row in self.rows(everything=True) if row.item.title == title)


def titles(inbox: Inbox) -> list[str]:
    """The rows of the list, from the top."""
    model = inbox.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def current(inbox: Inbox) -> str:
    """The title of the row that is selected."""
    return str(inbox.list.currentIndex().data())


def named(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The control of that accessible name."""
    return next(widget for widget in parent.findChildren(kind) if widget.accessibleName() == name)


def open_part(services: Services, target: object) -> QWidget:
    """A part of Menciones, as a link leads there."""
    services.go("mentions", target)
    window = QApplication.activeWindow()
    assert isinstance(window, Shell)
    page = window.page("mentions")
    assert isinstance(page, MentionsPage)
    return page.part()
