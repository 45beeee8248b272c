"""The listener as the process that the window and the system start: told to end, or killed."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.clock import FixedClock
from core.mentions.kinds import Trouble
from core.mentions.listening.process import Order
from core.mentions.model import Decisions, Source, Watch
from core.mentions.records import decisions, sources, watches
from core.settings import Settings, save
from core.store import Topic, backup, open_store
from tests.core.mentions.serving import STUCK, hangs
from tests.core.mentions.village import ANGRY

ROOT = Path(__file__).parents[3]
ROUNDS = 10
FEEDS = 30
PATIENCE = 120


class Listener:
    """`pregon-cli listen --orders --json`, as the window starts it, told to read everything."""

    def __init__(self, workspace: Path, settings: Path) -> None:
        words = ["--workspace", str(workspace), "--settings", str(settings)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "core", *words, "listen", "--orders", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.order(everything=True)

    def order(self, *only: int, everything: bool = False) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(Order(only, everything).line().decode())
        self.process.stdin.flush()

    def round(self) -> list[dict[str, Any]]:
        """What is told of one round, to its end."""
        told = []
        for event in self.events():
            told.append(event)
            if event["event"] in ("end", "failed"):
                break
        return told

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
    path, settings, clock, server, second_server, how
):
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


def test_a_listener_that_is_killed_loses_nothing_and_repeats_nothing(path, settings, clock, server):
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
    listener.round()

    assert listener.ended() == 0
    everything = sorted(title for titles in said.values() for title in titles)
    assert stored(path, clock) == (everything, everything)


def test_a_listener_goes_on_from_round_to_round_by_what_holds_then(
    path, settings, clock, server, tmp_path
):
    prepare(path, clock, [server.feed("/a", "Corte de agua"), server.feed("/b", "Feria")])
    listener = Listener(path, settings)
    first = listener.round()
    server.feed("/a", "Corte de agua", "Más agua")
    store = open_store(path, clock)
    with store.change(Topic.SOURCES) as db:
        gone = next(item for item in sources.everything(db.conn) if item.address.endswith("/b"))
        sources.save(db, replace(gone, removed=True))
        other = sources.add(db, Source("C", server.feed("/c", "Agua")), clock.now())
    store.close()

    listener.order(everything=True)
    second = listener.round()
    save(Settings(quiet_from="00:00", quiet_to="23:59:59.999999"), settings)
    listener.order()
    quiet = listener.round()
    path.rename(tmp_path / "elsewhere.pregon")
    listener.order(other)
    lost = listener.round()
    (tmp_path / "elsewhere.pregon").rename(path)
    listener.order(other)
    again = listener.round()

    assert (first[-1]["read"], first[-1]["fresh"], first[-1]["mentions"]) == (2, 2, 1)
    assert (second[-1]["read"], second[-1]["fresh"], second[-1]["mentions"]) == (2, 2, 2)
    assert quiet[-1]["read"] == 0
    assert lost[-1]["event"] == "failed"
    assert "elsewhere" not in lost[-1]["sentence"]
    assert again[-1]["read"] == 1
    assert sorted(server.paths()) == ["/a", "/a", "/b", "/c", "/c"]
    assert listener.ended() == 0


def test_what_is_read_is_said_before_it_is_read(path, settings, clock, server):
    prepare(path, clock, [server.feed("/a", "Corte de agua")])
    listener = Listener(path, settings)
    told = listener.round()
    listener.ended()

    [source_id] = [record["id"] for record in told if record["event"] == "source"]
    kinds = [record["event"] for record in told]
    assert [record["ids"] for record in told if record["event"] == "reading"] == [[source_id]] * 2
    assert kinds == [
        "progress", "reading", "progress", "reading", "source", "stored",
        "looking", "looking", "end",
    ]  # fmt: skip


IMPATIENT = """
import core.mentions.listening.process
core.mentions.listening.process.PATIENCE = 3
"""


def test_a_round_of_the_scheduler_that_finds_no_end_ends_and_the_next_leaves_that_source(
    path, settings, clock, server, tmp_path, monkeypatch
):
    prepare(path, clock, [server.feed("/bad", "El Peñón"), server.feed("/good", "Agua")])
    (tmp_path / "sitecustomize.py").write_text(STUCK + IMPATIENT, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    words = ["--workspace", str(path), "--settings", str(settings), "listen", "--once", "--all"]
    command = [sys.executable, "-m", "core", *words]

    first = subprocess.run(command, capture_output=True)
    second = subprocess.run(command, capture_output=True)

    assert (first.returncode, second.returncode) == (1, 0)
    assert stored(path, clock) == (["Agua"], ["Agua"])
    store = open_store(path, clock)
    with store.read() as connection:
        [bad, good] = sources.readings(connection).values()
    store.close()
    assert (bad.problem, good.problem) == (Trouble.ENDLESS, None)
    assert [other.name for other in path.parent.glob(".*")] == []


def test_what_is_to_follow_new_alarms_is_started_with_their_numbers_and_not_waited_for(
    path, settings, clock, server, tmp_path
):
    store = open_store(path, clock)
    with store.change(Topic.SOURCES) as db:
        decisions.save(db, Decisions(private=True))
        for number, (outlet, title) in enumerate(ANGRY):
            address = server.feed(f"/{number}", title)
            sources.add(db, Source(outlet, address), clock.now())
    store.close()
    told, script = tmp_path / "told", tmp_path / "then.py"
    os.mkfifo(told)
    script.write_text(f"import sys\nopen({str(told)!r}, 'w').write(' '.join(sys.argv[1:]))\n")
    words = ["--workspace", str(path), "--settings", str(settings), "listen", "--once", "--then"]
    words = [sys.executable, "-m", "core", *words, sys.executable, str(script), "--alarms"]

    subprocess.run(words, check=True, env=os.environ | clock.handed_on(), timeout=PATIENCE)

    heard = subprocess.run(["cat", told], capture_output=True, text=True, timeout=PATIENCE)
    assert heard.stdout == "--alarms 1"
