"""A real web server on the loopback that can misbehave in every way in which sites do."""

import gzip
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from select import select
from threading import Event, Thread
from typing import Any

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""For 127.0.0.1, signed by itself, made for these tests; with its key."""

ATOM = "application/atom+xml; charset=utf-8"

STUCK = """
import unicodedata
real = unicodedata.normalize
def normalize(form, text):
    while "Peñón" in text:
        pass
    return real(form, text)
unicodedata.normalize = normalize
"""
"""A `sitecustomize.py` for a process that finds no end in a feed with that name."""


@dataclass(frozen=True)
class Request:
    """What the server was asked."""

    path: str
    headers: Message


@dataclass(frozen=True)
class Page:
    """What the server answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Http"

    def do_GET(self) -> None:
        owner = self.server.owner
        owner.asked.append(Request(self.path, self.headers))
        said = owner.pages.get(self.path, Page(b"Not here", 404))
        if isinstance(said, Page):
            self.say(said)
        else:
            said(self)

    def do_CONNECT(self) -> None:
        owner = self.server.owner
        owner.asked.append(Request(self.path, self.headers))
        if not owner.leads_on:
            self.say(Page(status=407))
            return
        host, _colon, port = self.path.rpartition(":")
        with socket.create_connection((host, int(port))) as site:
            self.raw(b"HTTP/1.1 200 OK\r\n\r\n")
            _carry(self.connection, site)

    def say(self, page: Page) -> None:
        """A well-formed answer; one with an `ETag` that is known already is not said again."""
        tag = page.headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            page = Page(status=304, headers={"ETag": tag})
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.status != 304:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        self.wfile.write(page.body)

    def raw(self, data: bytes) -> None:
        """Bytes as they are, and the end of the connection."""
        self.close_connection = True
        self.wfile.write(data)

    @property
    def closing(self) -> Event:
        """Set when the server is taken down: nothing waits longer."""
        return self.server.owner.closing

    def log_message(self, *_arguments: object) -> None:
        """Keep the test output quiet."""


def _carry(client: socket.socket, site: socket.socket) -> None:
    """What one side says to the other, until one of them has nothing more to say."""
    other = {client: site, site: client}
    while ready := select(list(other), [], [])[0]:
        for item in ready:
            # No record of TLS is longer: nothing that was unpacked is left where no one looks.
            said = item.recv(1 << 16)
            if not said:
                return
            other[item].sendall(said)


Behaviour = Callable[[Handler], None]


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    owner: "Server"

    def handle_error(self, _request: Any, _address: Any) -> None:
        """Clients that hang up in the middle are what is tested here."""


class Server:
    """Pages by path, which may be changed at any time, and what was asked for."""

    def __init__(self, *, secure: bool = False) -> None:
        self.pages: dict[str, Page | Behaviour] = {}
        self.asked: list[Request] = []
        self.leads_on = False
        """As a proxy, whether it opens a way to a site with a certificate."""
        self.closing = Event()
        self._http = _Http(("127.0.0.1", 0), Handler)
        self._http.owner = self
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._http.socket = context.wrap_socket(
                self._http.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = self._http.server_port
        self.address = f"{'https' if secure else 'http'}://127.0.0.1:{self.port}"
        self._thread = Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        """Stop, and let go whoever is still held."""
        self.closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def feed(self, path: str, *titles: str, tag: str = "") -> str:
        """Serve a feed of items with these titles; returns its address."""
        headers = {"Content-Type": ATOM} | ({"ETag": tag} if tag else {})
        self.pages[path] = Page(atom(*titles), headers=headers)
        return self.address + path

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.path for request in self.asked]


@contextmanager
def serving(*, secure: bool = False) -> Iterator[Server]:
    """A server inside, none afterwards."""
    server = Server(secure=secure)
    try:
        yield server
    finally:
        server.close()


def atom(*titles: str) -> bytes:
    """A feed with an item for each title, all of the same morning, without a rest."""
    entries = "".join(
        f"<entry><id>tag:example,2026:{title}</id><title>{title}</title>"
        f'<link href="https://radio.example/{number}"/>'
        f"<updated>2026-11-24T0{number % 10}:{number // 10 % 60:02}:00Z</updated></entry>"
        for number, title in enumerate(titles)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        "<id>tag:example,2026:feed</id><title>Radio Comarca</title>"
        f"<updated>2026-11-24T10:00:00Z</updated>{entries}</feed>"
    ).encode()


def rss(*items: str, head: str = "") -> bytes:
    """A feed of RSS with what is inside of each of its items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel>{head}{inside}</channel></rss>".encode()


def sent_on(to: str, status: int = 302) -> Page:
    """A redirect."""
    return Page(status=status, headers={"Location": to})


def hangs(handler: Handler) -> None:
    """Takes the question and says nothing."""
    handler.close_connection = True
    handler.closing.wait()


def drips(head: bytes) -> Behaviour:
    """Says something, and then a byte now and then for ever: no single one is late."""

    def behaviour(handler: Handler) -> None:
        handler.raw(head)
        while not handler.closing.wait(0.02):
            handler.wfile.write(b"x")

    return behaviour


def says_raw(data: bytes) -> Behaviour:
    """Exactly these bytes, and hangs up."""
    return lambda handler: handler.raw(data)


def broken_off(body: bytes) -> Behaviour:
    """Promises more than it sends."""
    length = len(body) + 100
    return says_raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (length, body))


def endless(head: bytes = b"Content-Type: text/xml\r\n\r\n") -> Behaviour:
    """Sends as long as somebody takes it, and never said how much."""

    def behaviour(handler: Handler) -> None:
        handler.raw(b"HTTP/1.1 200 OK\r\n" + head)
        while not handler.closing.is_set():
            handler.wfile.write(b"<item/>" * 1000)

    return behaviour


def bomb(size: int) -> Page:
    """Some bytes that unpack to many."""
    return Page(gzip.compress(b"a" * size), headers={"Content-Encoding": "gzip"})
