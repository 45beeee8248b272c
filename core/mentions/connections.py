"""Connections that end in time and do not reach into the own network unless that was allowed.

urllib3 limits the wait for each byte, not for all of them: a server that sends one now and then
could hold a reading for hours. Here one moment ends the whole errand, whatever is being waited for.
"""

import errno
import io
import socket
import time
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.connection import create_connection

from core.mentions.addresses import is_private
from core.mentions.kinds import Trouble

_NO_NETWORK = (errno.ENETUNREACH, errno.ENETDOWN)


@dataclass(frozen=True)
class Errand:
    """What holds for everything that is asked in the course of one reading."""

    until: float
    """On the clock of `time.monotonic`."""
    connect: float
    """Seconds to open one connection, whatever the number of addresses behind the name."""
    private: bool
    """Whether addresses of the own network may be asked."""


errand: ContextVar[Errand] = ContextVar("errand")
"""Of the thread that is reading."""


class Unreached(Exception):
    """No connection could be opened."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


class _TimedRaw(io.RawIOBase):
    """The bytes of a socket, until the errand is over; then `TimeoutError`."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, until: float) -> None:
        self._raw = raw
        self._sock = sock
        self._until = until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        wait = self._sock.gettimeout()
        if wait is None or left < wait:
            self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(HTTPResponse):
    """An answer of which the headers, too, have to come in time."""

    def __init__(self, sock: socket.socket, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        raw = self.fp.detach()
        self.fp = io.BufferedReader(_TimedRaw(raw, sock, errand.get().until))


class _Checked(HTTPConnection):
    """Looks at what a name stands for before it connects, and connects to just that."""

    response_class = _TimedResponse

    def _new_conn(self) -> socket.socket:
        terms, to_proxy = errand.get(), self.proxy is not None
        try:
            name = self._dns_host.strip("[]")
            found = socket.getaddrinfo(name, self.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise Unreached(Trouble.PROXY if to_proxy else Trouble.NO_HOST) from error
        numbers = list(dict.fromkeys(str(place[0]) for *_family, place in found))
        # A proxy of the own network is what the person or the system chose.
        if not (terms.private or to_proxy):
            numbers = [one for one in numbers if not is_private(one)]
        if not numbers:
            raise Unreached(Trouble.PRIVATE)
        try:
            return self._first_open(numbers, min(terms.connect, terms.until - time.monotonic()))
        except OSError as error:
            trouble = Trouble.PROXY if to_proxy else _trouble_of(error)
            raise Unreached(trouble, _words(error)) from error

    def _first_open(self, numbers: Sequence[str], seconds: float) -> socket.socket:
        """A connection to the first that takes it; each has its share of the time that is left."""
        end = time.monotonic() + seconds
        failed: list[OSError] = []
        for done, number in enumerate(numbers):
            share = (end - time.monotonic()) / (len(numbers) - done)
            try:
                if share <= 0:
                    raise TimeoutError
                options = self.socket_options
                return create_connection((number, self.port), share, socket_options=options)
            except OSError as error:
                failed.append(error)
        # Where there is no IPv6, its addresses fail at once and say nothing about the site.
        raise next((one for one in failed if one.errno not in _NO_NETWORK), failed[-1])


def _trouble_of(error: OSError) -> Trouble:
    if isinstance(error, TimeoutError):
        return Trouble.SLOW
    return Trouble.OFFLINE if error.errno in _NO_NETWORK else Trouble.REFUSED


def _words(error: OSError) -> str:
    """What the system says, without places of memory or addresses, so that it repeats itself."""
    return error.strerror or ""


class _CheckedHttps(_Checked, HTTPSConnection):
    """As `_Checked`, with a certificate."""


class HttpPool(HTTPConnectionPool):
    """Connections to one site."""

    ConnectionCls = _Checked


class HttpsPool(HTTPSConnectionPool):
    """Connections to one site that shows a certificate."""

    ConnectionCls = _CheckedHttps
