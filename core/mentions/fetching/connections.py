"""Connections that end in time and do not reach into the own network unless that was allowed.

The standard library limits the wait for each byte, not for all of them: a server that sends one now
and then could hold a reading for hours. Here one moment ends the whole errand, whatever is being
waited for.
"""

import errno
import io
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from http.client import HTTPException, HTTPResponse, InvalidURL
from typing import Any, NamedTuple, cast

from core.mentions.fetching import headers
from core.mentions.fetching.addresses import is_private
from core.mentions.kinds import Trouble

_Way = tuple[int, int, int, str, Any]
"""As `socket.getaddrinfo` tells of one address behind a name."""

_NO_NETWORK = (errno.ENETUNREACH, errno.ENETDOWN)
_NO_BODY = (204, 304)
_UNFIT = re.compile(r"[\0-\x1f\x7f]")
"""What would be another header, or another question."""


class Errand(NamedTuple):
    """What holds for everything that is asked in the course of one reading."""

    until: float
    """On the clock of `time.monotonic`."""
    connect: float
    """Seconds to open one connection, whatever the number of addresses behind the name."""
    read: float
    """Seconds for the next byte."""
    private: bool
    """Whether addresses of the own network may be asked."""

    def within(self, seconds: float) -> float:
        """So many seconds, or what is left of all. Raises `TimeoutError` when that is none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(seconds, left)


errand: ContextVar[Errand] = ContextVar("errand")
"""Of the thread that is reading."""


class Unreached(Exception):
    """No connection could be opened."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


class Endpoint(NamedTuple):
    """A site or a proxy."""

    host: str
    port: int
    secure: bool
    """Whether it has to show a certificate."""
    credentials: str = ""
    """Of a proxy that wants to know who asks: what its header says."""

    @property
    def name(self) -> str:
        """The host as it stands before a port."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def named(self) -> str:
        """With the port, unless that goes without saying."""
        usual = self.port == (443 if self.secure else 80)
        return self.name if usual else f"{self.name}:{self.port}"


class _TimedRaw(io.RawIOBase):
    """The bytes of a socket, until the errand is over; then `TimeoutError`."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw = raw
        self._sock = sock
        self._errand = errand.get()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        wait = self._errand.within(self._errand.read)
        if wait < self._errand.read:
            self._sock.settimeout(wait)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class Response(HTTPResponse):
    """The answer to what was sent, of which the headers, too, have to come in time.

    Raises `OSError`, `HTTPException`.
    """

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock, method="GET")
        self.fp = io.BufferedReader(_TimedRaw(self.fp.detach(), sock))
        try:
            self._read_head()
        except BaseException:
            self.close()
            raise

    def _read_head(self) -> None:
        lasting, self.status = headers.read_status(self.fp)
        self.said = headers.read(self.fp)
        while self.status < 200:
            # Only what goes before the answer.
            lasting, self.status = headers.read_status(self.fp)
            self.said = headers.read(self.fp)
        self.chunked = self.said.get("Transfer-Encoding").lower() == "chunked"
        self.chunk_left = None
        self.length = None if self.chunked else _length(self.said)
        if self.status in _NO_BODY:
            self.length = 0
        bounded = self.chunked or self.length is not None
        stays = lasting and "close" not in self.said.get("Connection").lower()
        self.will_close = not (stays and bounded)

    @property
    def ended(self) -> bool:
        """Whether all of it was read, and the connection is good for the next question."""
        # Of one in chunks no length is told.
        read = self.length == 0 or (self.length is None and self.isclosed())
        return read and not self.will_close


def _length(said: headers.Headers) -> int | None:
    try:
        length = int(said.get("Content-Length"))
    except ValueError:
        return None
    return length if length >= 0 else None


class Connection:
    """Looks at what a name stands for before it connects, and connects to just that."""

    def __init__(
        self, site: Endpoint, proxy: Endpoint | None, certificates: Callable[[], ssl.SSLContext]
    ) -> None:
        self._site = site
        self._proxy = proxy
        self._certificates = certificates
        self._socket: socket.socket | None = None

    def close(self) -> None:
        """Let it go; the next question opens it again."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def ask(self, target: str, said: Mapping[str, str]) -> Response:
        """The answer to a GET, with its body still to be read.

        Raises `Unreached`, `OSError`, `HTTPException`; `ssl.SSLError` when a site shows no
        certificate that is trusted.
        """
        terms = errand.get()
        # Through a tunnel nobody but the site is told anything.
        proxy = None if self._site.secure else self._proxy
        question = _question("GET", target, self._site.named, said, proxy)
        try:
            if self._socket is None:
                opened = self._open()
            else:
                opened = self._socket
                opened.settimeout(terms.within(terms.read))
            opened.sendall(question)
            return Response(opened)
        except BaseException:
            self.close()
            raise

    def _open(self) -> socket.socket:
        if self._proxy is not None:
            opened = self._reached(self._proxy)
        else:
            opened = self._kept(_opened(self._site, private=errand.get().private))
        return self._secured(opened, self._site)

    def _reached(self, proxy: Endpoint) -> socket.socket:
        try:
            # One of the own network is what the person or the system chose.
            opened = self._secured(self._kept(_opened(proxy, private=True)), proxy)
            if self._site.secure:
                _lead_on(opened, f"{self._site.name}:{self._site.port}", proxy)
        except Unreached as error:
            raise Unreached(Trouble.PROXY, error.detail) from error
        except (OSError, HTTPException) as error:
            # It was reached, and shows no certificate or leads no further.
            raise Unreached(Trouble.PROXY) from error
        return opened

    def _secured(self, sock: socket.socket, place: Endpoint) -> socket.socket:
        """After a place that has one showed its certificate."""
        if not place.secure:
            return sock
        context = self._certificates()
        if not isinstance(sock, ssl.SSLSocket):
            return self._kept(context.wrap_socket(sock, server_hostname=place.host))
        # A secure site behind a secure proxy, which is rare, is beyond the standard library.
        from urllib3.util.ssltransport import SSLTransport

        return self._kept(cast(socket.socket, SSLTransport(sock, context, place.host)))

    def _kept(self, sock: socket.socket) -> socket.socket:
        self._socket = sock
        return sock


def _lead_on(opened: socket.socket, site: str, proxy: Endpoint) -> None:
    """Have a proxy open a way to a site. Raises `Unreached`, `OSError`, `HTTPException`."""
    opened.sendall(_question("CONNECT", site, site, {}, proxy))
    with Response(opened) as response:
        if not 200 <= response.status < 300:
            raise Unreached(Trouble.PROXY, str(response.status))


def _question(
    method: str, target: str, host: str, said: Mapping[str, str], proxy: Endpoint | None
) -> bytes:
    """What is sent, all at once. Raises `InvalidURL` when it would be more than one question."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in said.items()]
    if proxy and proxy.credentials:
        lines.append(f"Proxy-Authorization: {proxy.credentials}")
    if " " in target or any(_UNFIT.search(line) for line in lines):
        raise InvalidURL
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


def _opened(place: Endpoint, *, private: bool) -> socket.socket:
    """A socket to one of the addresses behind a name. Raises `Unreached`."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise Unreached(Trouble.NO_HOST) from error
    ways = [pair for pair in found if private or not is_private(str(pair[4][0]))]
    if not ways:
        raise Unreached(Trouble.PRIVATE)
    terms = errand.get()
    try:
        opened = _first_open(ways, terms.within(terms.connect))
    except OSError as error:
        raise Unreached(_trouble_of(error), _words(error)) from error
    opened.settimeout(terms.read)
    # The last step of the greeting between two that are secure would be waited for.
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return opened


def _first_open(ways: Sequence[_Way], seconds: float) -> socket.socket:
    """A connection to the first that takes it; each has its share of the time that is left."""
    end = time.monotonic() + seconds
    failed: list[OSError] = []
    for done, way in enumerate(ways):
        share = (end - time.monotonic()) / (len(ways) - done)
        try:
            return _socket_to(way, share)
        except OSError as error:
            failed.append(error)
    # Where there is no IPv6, its addresses fail at once and say nothing about the site.
    raise next((item for item in failed if item.errno not in _NO_NETWORK), failed[-1])


def _socket_to(way: _Way, seconds: float) -> socket.socket:
    if seconds <= 0:
        raise TimeoutError
    family, kind, protocol, _name, address = way
    opened = socket.socket(family, kind, protocol)
    try:
        opened.settimeout(seconds)
        opened.connect(address)
    except BaseException:
        opened.close()
        raise
    return opened


def _trouble_of(error: OSError) -> Trouble:
    if isinstance(error, TimeoutError):
        return Trouble.SLOW
    return Trouble.OFFLINE if error.errno in _NO_NETWORK else Trouble.REFUSED


def _words(error: OSError) -> str:
    """What the system says, without places of memory or addresses, so that it repeats itself."""
    return error.strerror or ""
