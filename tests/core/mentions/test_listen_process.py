"""The listener as the process that the window and the system start: told to end, or killed."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from core.clock import FixedClock
from core.mentions.model import Decisions, Source, Watch
from core.mentions.records import decisions, sources, watches
from core.settings import Settings, save
from core.store import Topic, backup, open_store
from tests.core.mentions.serving import Server, hangs

ROUNDS = 10
FEEDS = 30


class Listener:
    """`pregon-cli listen --once --all --json --until-stdin-closes`, as the window starts it."""

    def __init__(self, workspace: Path, settings: Path) -> None:
        words = ["--workspace", str(workspace), "--settings", str(settings)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "core", *words, "listen", "--once", "--all", "--json",
             "--until-stdin-closes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def events(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            yield json.loads(line)

    def close_input(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()

    def ended(self) -> int:
        """Its exit code, with everything of it put away."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "settings.json"
    save(Settings(quiet_from="", quiet_to=""), file)
    return file


def prepare(path: Path, clock: FixedClock, addresses: list[str]) -> None:
    """A workspace with these sources, a watch for water, and leave to ask the loopback."""
    store = open_store(path, clock)
    with store.change(Topic.SOURCES, Topic.WATCHES) as db:
        db.conn.execute("DELETE FROM source")
        db.conn.execute("DELETE FROM watch")
        watches.add(db, Watch("Agua", any_of=("agua",)))
        decisions.save(db, Decisions(private=True))
        for address in addresses:
            sources.add(db, Source(address, address), clock.now())
    store.close()


def stored(path: Path, clock: FixedClock) -> tuple[list[str], list[str]]:
    """Titles of all items and of the mentions, after every check that SQLite can make."""
    store = open_store(path, clock)
    with store.read() as connection:
        backup.check(connection, path)
        connection.execute("INSERT INTO item_text (item_text) VALUES ('integrity-check')")
        query = "SELECT title FROM item {} ORDER BY title"
        everything = [row["title"] for row in connection.execute(query.format(""))]
        ours = query.format("JOIN mention ON mention.item_id = item.id")
        mentions = [row["title"] for row in connection.execute(ours)]
    store.close()
    return everything, mentions


@pytest.mark.parametrize("how", ["closed input", "asked to end"])
def test_a_listener_that_is_told_to_end_keeps_what_it_read(
    path: Path, settings: Path, clock: FixedClock, server: Server, second_server: Server, how: str
) -> None:
    second_server.pages["/slow"] = hangs
    prepare(path, clock, [server.feed("/feed", "Corte de agua"), f"{second_server.address}/slow"])

    listener = Listener(path, settings)
    told = []
    for event in listener.events():
        told.append(event)
        if event["event"] == "stored":
            # The slow one is still being waited for.
            if how == "closed input":
                listener.close_input()
            else:
                listener.process.terminate()

    assert listener.ended() == 0
    assert told[-1]["event"] == "end"
    assert told[-1]["stopped"]
    assert stored(path, clock) == (["Corte de agua"], ["Corte de agua"])


def test_a_listener_that_is_killed_loses_nothing_and_repeats_nothing(
    path: Path, settings: Path, clock: FixedClock, server: Server
) -> None:
    said: dict[int, list[str]] = {number: [] for number in range(FEEDS)}
    prepare(path, clock, [f"{server.address}/{number}" for number in said])

    for turn in range(ROUNDS):
        for number, titles in said.items():
            titles += [f"{turn}.{number}.{item} agua" for item in range(5)]
            server.feed(f"/{number}", *titles, tag=f'"{turn}"')
        listener = Listener(path, settings)
        events = listener.events()
        # At the first event nothing is read; after the last site was heard, all is being stored.
        for _event in range(random.choice((random.randint(1, FEEDS), FEEDS + 1, FEEDS + 1))):
            next(events, None)
        with suppress(subprocess.TimeoutExpired):
            listener.process.wait(random.uniform(0, 0.06))
        listener.process.kill()
        listener.ended()

    listener = Listener(path, settings)
    for _event in listener.events():
        pass

    assert listener.ended() == 0
    everything = sorted(title for titles in said.values() for title in titles)
    assert stored(path, clock) == (everything, everything)
