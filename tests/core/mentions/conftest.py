"""For listening: web servers of one's own, names without a network, no proxy from outside."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.clock import FixedClock
from core.mentions.model import Decisions
from core.mentions.records import decisions, watches
from core.store import Store, Topic, open_store
from tests.core.mentions.rounds import WATER
from tests.core.mentions.serving import Server, serving


@pytest.fixture
def second_server() -> Iterator[Server]:
    """Another site."""
    with serving() as made:
        yield made


@pytest.fixture
def secure_server() -> Iterator[Server]:
    """A site with a certificate that nobody signed."""
    with serving(secure=True) as made:
        yield made


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Addresses by host name, instead of those of a network; names that are not here do not exist.

    Numbers stand for themselves.
    """
    known: dict[str, str] = {}
    real = socket.getaddrinfo

    def look_up(host: str, *arguments: Any, **named: Any) -> Any:
        if host.replace(".", "").isdigit():
            return real(host, *arguments, **named)
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        found = [real(number, *arguments, **named) for number in known[host].split()]
        return [place for places in found for place in places]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy of whoever runs the tests is not part of them."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def workspace(path: Path, clock: FixedClock) -> Iterator[Store]:
    """As the listener opens it, with a watch for water and no source yet.

    The server of the tests is in the own network, so that is allowed.
    """
    opened = open_store(path, clock, undoable=False)
    with opened.change(Topic.SOURCES, Topic.WATCHES) as db:
        db.conn.execute("DELETE FROM source")
        db.conn.execute("DELETE FROM watch")
        watches.add(db, WATER)
        decisions.save(db, Decisions(private=True))
    yield opened
    opened.close()
