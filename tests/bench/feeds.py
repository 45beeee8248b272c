"""Two hundred feeds of fifty items each, of our own text, served on the loopback.

    python -m tests.bench.feeds    prints the addresses as JSON, then serves until its input ends

Each feed is a site of its own (127.0.0.1, 127.0.0.2…), as in life. A line on standard input chooses
the stage, and is answered by the same line: `first`; `new`, with two new items in each feed; `ill`,
where of the feeds as at first eight never answer and twelve fail. Whoever sends back the ETag or
the date of what is served is told that nothing is new.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import IO, Self

from tests.bench.prose import News, Writer

ROOT = Path(__file__).parents[2]

FEEDS, ITEMS, NEW = 200, 50, 2
"""Feeds, items in each, and how many of these are new in the stage `new`."""
HUNG, FAILING = 8, 12
SENTENCES = (4, 4, 4, 4, 4, 4, 40, 40, 40, 40)
"""Of the items of ten feeds: six that give a summary, four that give all."""

_STATUS = {200: "OK", 304: "Not Modified", 404: "Not Found", 500: "Internal Server Error"}
_PAGE = b"<!DOCTYPE html><html><head><title>Bienvenidos</title></head><body>Web</body></html>"
_RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:media="http://search.yahoo.com/mrss/">\n<channel>\n<title>{title}</title>\n'
    "<link>{page}</link>\n<description>Noticias de la comarca</description>\n"
    "<language>es-ES</language>\n<ttl>60</ttl>\n{items}</channel>\n</rss>\n"
)
_ATOM = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
    ' xml:lang="es">\n<title>{title}</title>\n<id>{page}</id>\n<link href="{page}"/>\n'
    "<updated>{updated}</updated>\n{items}</feed>\n"
)


@dataclass(frozen=True)
class Told:
    """An item with what its feed says of it."""

    news: News
    number: int
    """Its own in its feed."""
    at: datetime
    page: str

    @property
    def link(self) -> str:
        return f"{self.page}noticia/{self.at:%Y/%m/%d}/{self.number}/"


def made(number: int, writer: Writer, now: datetime) -> list[Told]:
    """The items of one feed, newest first; the first `NEW` are those that come later."""
    page = f"https://medio-{number}.example/"
    sentences = SENTENCES[number % 10]
    start = now - timedelta(minutes=20 + number)
    return [
        Told(writer.news(sentences), ITEMS + NEW - place, start - timedelta(hours=5) * place, page)
        for place in range(ITEMS + NEW)
    ]


def body(number: int, items: Sequence[Told]) -> bytes:
    """The feed: of ten, six with a summary, three with the whole text as well, one of Atom."""
    kind = number % 10
    write: Callable[[Told], str] = _atom_entry if kind == 9 else _rss_item
    text = (_ATOM if kind == 9 else _RSS).format(
        title=f"Diario {number}",
        page=items[0].page,
        updated=items[0].at.isoformat(),
        items="".join(map(write, items)),
    )
    return text.encode()


def _rss_item(told: Told) -> str:
    news = told.news
    short = escape(f'<p><a href="{told.link}">Leer</a> {" ".join(news.sentences[:4])}</p>')
    whole = len(news.sentences) > 4
    content = f"<content:encoded><![CDATA[{news.paragraphs()}]]></content:encoded>\n"
    return (
        f"<item>\n<title>{escape(news.title)}</title>\n<link>{told.link}</link>\n"
        f"<comments>{told.link}#respond</comments>\n"
        "<dc:creator><![CDATA[Redacción]]></dc:creator>\n"
        f"<pubDate>{format_datetime(told.at)}</pubDate>\n"
        "<category><![CDATA[Local]]></category>\n<category><![CDATA[Comarca]]></category>\n"
        f'<guid isPermaLink="false">{told.page}?p={told.number}</guid>\n'
        f"<description>{short}</description>\n{content if whole else ''}"
        f'<media:thumbnail url="{told.page}img/{told.number}.jpg" width="640" height="360"/>\n'
        "</item>\n"
    )


def _atom_entry(told: Told) -> str:
    return (
        f'<entry>\n<title type="html">{escape(told.news.title)}</title>\n'
        f'<link href="{told.link}"/>\n'
        f"<id>{told.link}</id>\n<published>{told.at.isoformat()}</published>\n"
        f"<updated>{told.at.isoformat()}</updated>\n<author><name>Redacción</name></author>\n"
        f'<content type="html">{escape(told.news.paragraphs())}</content>\n</entry>\n'
    )


# The server


@dataclass(frozen=True)
class _Version:
    body: bytes
    tag: str
    modified: str


class _Site:
    """One feed and what it answers."""

    def __init__(self, number: int, items: Sequence[Told]) -> None:
        self._number = number
        self._first = _version(number, items[NEW:])
        self._later = _version(number, items[:-NEW])

    def answer(self, head: str, stage: str) -> bytes | None:
        """Bytes to send; none: close without a word; None: never."""
        if stage == "ill" and self._number < HUNG:
            return None
        if stage == "ill" and self._number < HUNG + FAILING:
            return _failures()[self._number % 4]
        version = self._later if stage == "new" else self._first
        if f'"{version.tag}"' in head or version.modified in head:
            return _response(304, b"", version)
        return _response(200, version.body, version)


def _version(number: int, items: Sequence[Told]) -> _Version:
    tag = f"{number:x}-{items[0].number:x}"
    return _Version(body(number, items), tag, format_datetime(items[0].at, usegmt=True))


def _response(status: int, sent: bytes, version: _Version) -> bytes:
    head = (
        f"HTTP/1.1 {status} {_STATUS[status]}\r\nContent-Type: application/rss+xml\r\n"
        f'Content-Length: {len(sent)}\r\nETag: "{version.tag}"\r\n'
        f"Last-Modified: {version.modified}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + sent


def _failures() -> list[bytes]:
    nothing = _Version(b"", "x", "Thu, 01 Jan 1970 00:00:00 GMT")
    return [
        _response(404, b"", nothing),
        _response(500, b"", nothing),
        _response(200, _PAGE, nothing),
        b"",
    ]


class _Stage:
    now = "first"


async def _serve(site: _Site, stage: _Stage, number: int) -> str:
    """Listen; returns the address."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            sent = site.answer(head, stage.now)
            if sent is None:
                await reader.read()
            else:
                writer.write(sent)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            # Whoever asked went away.
            return
        finally:
            writer.close()

    server = await asyncio.start_server(connected, f"127.0.0.{number + 1}", 0, backlog=16)
    host, port = server.sockets[0].getsockname()[:2]
    return f"http://{host}:{port}/feed.xml"


async def _main() -> None:
    writer, now = Writer(), datetime.now(UTC).replace(microsecond=0)
    sites = [_Site(number, made(number, writer, now)) for number in range(FEEDS)]
    stage = _Stage()
    addresses = [await _serve(site, stage, number) for number, site in enumerate(sites)]
    sys.stdout.write(json.dumps(addresses) + "\n")
    sys.stdout.flush()
    while line := await asyncio.to_thread(sys.stdin.readline):
        stage.now = line.strip()
        sys.stdout.write(line)
        sys.stdout.flush()


class Feeds:
    """The server, in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.addresses: list[str] = json.loads(self._out.readline())

    @property
    def _out(self) -> IO[str]:
        if self._process.stdout is None:
            raise RuntimeError("started without its output")
        return self._process.stdout

    def stage(self, name: str) -> Self:
        """Serve another stage from now on."""
        if self._process.stdin is None:
            raise RuntimeError("started without its input")
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        self._out.readline()
        return self


@contextmanager
def serving() -> Iterator[Feeds]:
    """The feeds, until the end of the block."""
    command = [sys.executable, "-m", "tests.bench.feeds"]
    process = subprocess.Popen(command, stdin=-1, stdout=-1, text=True, cwd=ROOT)
    try:
        yield Feeds(process)
    finally:
        process.communicate()


if __name__ == "__main__":
    asyncio.run(_main())
