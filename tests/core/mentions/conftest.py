"""For listening: web servers of one's own, names without a network, no proxy from outside."""

import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core import i18n
from core.clock import FixedClock
from core.mentions.model import Decisions
from core.mentions.records import decisions, watches
from core.store import Store, Topic, open_store
from tests.core import towns
from tests.core.mentions.rounds import WATER
from tests.core.mentions.serving import Server, serving
from tests.core.mentions.village import Village


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


@pytest.fixture(scope="module")
def nine_weeks(medellin_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Village:
    """A village after nine weeks of listening, closed; to be copied."""
    folder = tmp_path_factory.mktemp("nine weeks")
    heard = Village(open_store(towns.copied(medellin_file, folder), FixedClock(towns.NOW)))
    with i18n.language("es"):
        heard.hear_of_nine_weeks()
    heard.store.close()
    return heard


@pytest.fixture
def village(nine_weeks: Village, tmp_path: Path, clock: FixedClock) -> Iterator[Village]:
    """A village with one mention a week for nine weeks."""
    store = open_store(towns.copied(nine_weeks.store.path, tmp_path), clock)
    yield replace(nine_weeks, store=store, sources=dict(nine_weeks.sources))
    store.close()
