"""The listener of the window: a process of its own over a real server, whatever becomes of it."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.mentions.kinds import Trouble
from core.mentions.listening.process import alone
from core.mentions.model import Decisions, Source, Watch
from core.mentions.records import decisions, items, mentions, sources, watches
from core.mentions.records.mentions import Wanted
from core.mentions.sources import health
from core.store import Store, Topic, open_store
from desktop.background.listener import Ended, Listener, ListenerTrouble
from desktop.services import Services
from desktop.settings.actions import choose
from tests.core.mentions.serving import STUCK, hangs


@pytest.fixture
def listen_to(services: Services) -> Callable[..., list[int]]:
    """Have these addresses as the only sources, and one watch for water."""

    def prepare(*addresses: str, **chosen: bool) -> list[int]:
        now = services.clock.now()
        topics = (Topic.SOURCES, Topic.WATCHES, Topic.PREFERENCES)
        with services.store.change(*topics, undoable=False) as db:
            for source in sources.everything(db.conn):
                sources.save(db, replace(source, removed=True))
            for watch in watches.everything(db.conn):
                watches.delete(db, watch.id)
            watches.add(db, Watch("Agua", any_of=("agua",)))
            decisions.save(db, replace(Decisions(private=True), **chosen))
            return [sources.add(db, Source(address, address), now) for address in addresses]

    return prepare


def processes() -> set[int]:
    """The processes that this one started and that are there."""
    listed = [path.read_text() for path in Path("/proc/self/task").glob("*/children")]
    return {int(number) for numbers in listed for number in numbers.split()}


def be_impatient(listener: Listener) -> None:
    """Wait three seconds for a word of a listener that has begun, not three minutes."""
    usual = listener.companion.patience_ms

    def choose() -> None:
        listener.companion.patience_ms = 3_000 if listener.of else usual

    listener.changed.connect(choose)


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A title over which a library, in processes that begin from now on, never ends."""
    (tmp_path / "sitecustomize.py").write_text(STUCK, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "El Peñón"


def be_quiet(services: Services, start: str, end: str) -> None:
    """Choose the hours in Settings, where the listener, which is another process, finds them."""
    choose(services, "quiet_from", start)
    choose(services, "quiet_to", end)


def titles(store: Store) -> list[str]:
    """Of the mentions."""
    with store.read() as connection:
        found = mentions.rows(connection, mentions.ids(connection, Wanted()))
    return sorted(row.item.title for row in found)


def ended(qtbot: QtBot, listener: Listener, start: Callable[[], None]) -> Ended:
    with qtbot.waitSignal(listener.ended) as signal:
        start()
    told = signal.args[0]
    assert isinstance(told, Ended)
    return told


def test_what_is_read_arrives_while_the_window_works_on(services, listen_to, server, qtbot):
    listen_to(server.feed("/a", "Corte de agua", "Romería"), server.address + "/nada")
    steps: list[tuple[int, int]] = []
    listener = services.listener
    listener.changed.connect(lambda: steps.append((listener.done, listener.of)))

    told = ended(qtbot, listener, listener.read_now)

    assert told == Ended(read=1, failed=1, fresh=2, mentions=1, asked=True)
    assert titles(services.store) == ["Corte de agua"]
    assert (2, 2) in steps
    assert not listener.running


def test_what_was_done_before_reading_can_be_undone_after_it(services, listen_to, server, qtbot):
    [source_id] = listen_to(server.feed("/a", "Corte de agua"))
    with services.store.change(Topic.SOURCES, label="cambiar el nombre") as db:
        source = sources.one(db.conn, source_id)
        assert source is not None
        sources.save(db, replace(source, title="Radio Comarca"))

    ended(qtbot, services.listener, services.listener.read_now)
    step = services.store.undo()

    assert step is not None
    assert step.label == "cambiar el nombre"
    with services.store.read() as connection:
        back = sources.one(connection, source_id)
    assert back == source
    assert titles(services.store) == ["Corte de agua"]


def test_only_the_source_asked_for_is_read(services, listen_to, server, qtbot):
    _first, second = listen_to(server.feed("/a", "Agua"), server.feed("/b", "Más agua"))

    told = ended(qtbot, services.listener, lambda: services.listener.read_now(second))

    assert told.read == 1
    assert server.paths() == ["/b"]


def test_sources_added_during_a_run_are_read_after_it(services, listen_to, server, qtbot):
    first, second, third = listen_to(*(server.feed(f"/{item}", f"Agua {item}") for item in "abc"))
    be_quiet(services, "00:00", "23:59")

    services.listener.read_now(first)
    for number in (second, third, second):
        services.listener.read_soon(number)
    qtbot.waitUntil(lambda: len(titles(services.store)) == 3)
    qtbot.waitUntil(lambda: not services.listener.running)

    assert sorted(server.paths()) == ["/a", "/b", "/c"]


def test_what_is_due_is_read_by_itself_but_not_in_quiet_hours(services, listen_to, server, qtbot):
    listen_to(server.feed("/a", "Corte de agua"))
    be_quiet(services, "00:00", "23:59")
    services.listener.read_if_due()
    assert not services.listener.running

    be_quiet(services, "00:00", "00:00")
    told = ended(qtbot, services.listener, services.listener.read_if_due)

    assert told.mentions == 1
    assert not told.asked


def test_where_the_town_decided_so_nothing_is_read_and_it_is_said(
    services, listen_to, server, qtbot
):
    [source_id] = listen_to(server.feed("/a", "Corte de agua"), listening=False)

    services.listener.read_if_due()
    services.listener.read_soon(source_id)
    assert not services.listener.running
    with qtbot.waitSignal(services.listener.failed) as signal:
        services.listener.read_now()

    assert "Ajustes" in str(signal.args[0])
    assert server.paths() == []


def test_without_a_source_switched_on_it_is_said_where_to_add_one(services, listen_to, qtbot):
    listen_to()

    with qtbot.waitSignal(services.listener.failed) as signal:
        services.listener.read_now()

    assert "Fuentes" in str(signal.args[0])


def test_a_listener_that_cannot_be_started_is_said(
    services, listen_to, server, qtbot, monkeypatch, tmp_path
):
    listen_to(server.feed("/a", "Corte de agua"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-hay-nada"))

    with qtbot.waitSignal(services.listener.failed) as signal:
        services.listener.read_now()

    assert isinstance(signal.args[0], ListenerTrouble)
    assert not services.listener.running
    assert services.store.companion == frozenset()


def test_a_listener_that_falls_says_so_and_writes_its_trace_into_the_log(
    services, listen_to, server, qtbot, monkeypatch, tmp_path, caplog
):
    listen_to(server.feed("/a", "Corte de agua"))
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))

    with qtbot.waitSignal(services.listener.failed) as signal:
        services.listener.read_now()

    assert "pregon.log" in str(signal.args[0])
    assert "Fatal Python error" in caplog.text
    monkeypatch.delenv("PYTHONHOME")
    assert ended(qtbot, services.listener, services.listener.read_now).mentions == 1


def test_another_listener_at_work_is_told_apart(services, listen_to, server, qtbot):
    listen_to(server.feed("/a", "Corte de agua"))

    with alone(services.store.path):
        told = ended(qtbot, services.listener, services.listener.read_now)

    assert told.elsewhere
    assert titles(services.store) == []


def test_closing_the_program_while_it_reads_loses_nothing(
    program, services, listen_to, server, clock, qtbot
):
    server.pages["/lenta"] = hangs
    listen_to(server.feed("/a", "Corte de agua"), f"{server.address}/lenta")
    path = services.store.path
    services.listener.read_now()
    qtbot.waitUntil(lambda: services.listener.done == 1)

    program.close()

    store = open_store(path, clock)
    with store.read() as connection:
        assert items.count(connection) == 1
    assert titles(store) == ["Corte de agua"]
    store.close()
    assert not path.with_name(f".{path.name}.listening").exists()


# The process that stays


def test_one_process_does_round_after_round(services, listen_to, server, qtbot):
    listen_to(server.feed("/a", "Corte de agua"))
    before = processes()

    ended(qtbot, services.listener, services.listener.read_now)
    first = processes() - before
    server.feed("/a", "Corte de agua", "Más agua")
    told = ended(qtbot, services.listener, services.listener.read_now)

    assert told.mentions == 1
    assert processes() - before == first
    assert len(first) == 1
    services.listener.close()
    assert processes() == before


def test_a_process_that_is_killed_between_two_rounds_is_not_missed(
    services, listen_to, server, qtbot
):
    listen_to(server.feed("/a", "Corte de agua"))
    failures: list[object] = []
    services.listener.failed.connect(failures.append)
    before = processes()
    ended(qtbot, services.listener, services.listener.read_now)

    [number] = processes() - before
    os.kill(number, signal.SIGKILL)
    qtbot.waitUntil(lambda: processes() == before)

    assert ended(qtbot, services.listener, services.listener.read_now).read == 1
    assert failures == []


def test_after_half_a_day_another_process_takes_its_place(services, listen_to, server, qtbot):
    listen_to(server.feed("/a", "Corte de agua"))
    before = processes()
    ended(qtbot, services.listener, services.listener.read_now)
    old = processes() - before

    services.listener.companion.lifetime = timedelta(0)
    told = ended(qtbot, services.listener, services.listener.read_now)
    services.listener.companion.lifetime = timedelta(hours=12)
    qtbot.waitUntil(lambda: not old & processes())

    assert told.read == 1
    assert len(processes() - before) == 1


def test_a_source_that_finds_no_end_is_left_for_later_and_the_others_are_read(
    services, listen_to, server, qtbot, endless
):
    bad, *_good = listen_to(
        server.feed("/bad", endless), *(server.feed(f"/{item}", f"Agua {item}") for item in "abc")
    )
    listener = services.listener
    be_impatient(listener)
    before = processes()

    with qtbot.waitSignal(listener.ended, timeout=60_000):
        listener.read_now()

    assert titles(services.store) == ["Agua a", "Agua b", "Agua c"]
    with services.store.read() as connection:
        source = sources.one(connection, bad)
        reading = sources.readings(connection)[bad]
    assert source is not None
    assert (reading.problem, reading.failures) == (Trouble.ENDLESS, 1)
    assert "no acababa" in health.sentence(source, reading, services.clock.now()).sentence
    assert reading.next_at is not None
    assert reading.next_at > services.clock.now()
    assert ended(qtbot, listener, listener.read_now).read == 3
    assert len(processes() - before) == 1


def test_a_process_that_stands_still_is_ended_and_it_is_said(services, listen_to, server, qtbot):
    server.pages["/lenta"] = hangs
    listen_to(f"{server.address}/lenta")
    listener = services.listener
    be_impatient(listener)
    before = processes()

    with qtbot.waitSignal(listener.failed, timeout=60_000) as signal_of_it:
        listener.read_now()

    assert isinstance(signal_of_it.args[0], ListenerTrouble)
    assert not listener.running
    assert processes() == before
