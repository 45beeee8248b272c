"""Writing: all or nothing, told once, never from half a change."""

import sqlite3
import threading

import pytest

from core.errors import WorkspaceBusy
from core.roster import records
from core.roster.model import Contact
from core.store import Change, Store, Topic, open_store
from tests.core import towns
from tests.core.store.scenes import add, added_elsewhere
from tests.core.store.scenes import own_names as names


def fail_after_adding(store: Store, name: str) -> None:
    with store.change(Topic.ROSTER) as db:
        records.add(db, Contact(name), store.clock.now())
        raise RuntimeError


def test_a_change_is_told_once_after_the_outermost_commit(store, clock):
    told: list[Change] = []
    store.subscribe(told.append)

    with store.change(Topic.ROSTER) as db:
        records.add(db, Contact("Ana"), clock.now())
        with store.change(Topic.TOWN) as inner:
            records.add(inner, Contact("Luis"), clock.now())
        assert told == []

    assert [change.topics for change in told] == [{Topic.ROSTER, Topic.TOWN}]
    assert names(store) == ["Ana", "Luis"]


def test_a_change_that_fails_leaves_nothing_and_tells_nobody(store):
    told: list[Change] = []
    store.subscribe(told.append)

    with pytest.raises(RuntimeError):
        fail_after_adding(store, "Ana")

    assert names(store) == []
    assert told == []
    assert store.undo() is None


def test_an_inner_change_that_fails_takes_only_itself_back(store, clock):
    with store.change(Topic.ROSTER) as db:
        records.add(db, Contact("Ana"), clock.now())
        with pytest.raises(RuntimeError):
            fail_after_adding(store, "Luis")

    assert names(store) == ["Ana"]


def test_an_inner_change_that_fails_takes_back_those_within_it_that_did_not(store, clock):
    def fail_after_another() -> None:
        with store.change(Topic.ROSTER) as db:
            records.add(db, Contact("Luis"), clock.now())
            with store.change(Topic.ROSTER) as innermost:
                records.add(innermost, Contact("Marta"), clock.now())
            raise RuntimeError

    with store.change(Topic.ROSTER) as db:
        records.add(db, Contact("Ana"), clock.now())
        with pytest.raises(RuntimeError):
            fail_after_another()

    assert names(store) == ["Ana"]


def test_changes_within_changes_are_one_step_told_once(store):
    told: list[Change] = []
    store.subscribe(told.append)

    with store.change(Topic.ROSTER, label="importar") as db:
        records.add(db, Contact("Ana"), store.clock.now())
        with store.change(Topic.TOWN) as first:
            records.add(first, Contact("Luis"), store.clock.now())
        with store.change(Topic.PLAN) as second:
            records.add(second, Contact("Marta"), store.clock.now())
            with store.change(Topic.ALARMS) as innermost:
                records.add(innermost, Contact("Pepa"), store.clock.now())
        assert told == []

    assert [item.topics for item in told] == [{Topic.ROSTER, Topic.TOWN, Topic.PLAN, Topic.ALARMS}]
    assert names(store) == ["Ana", "Luis", "Marta", "Pepa"]
    store.undo()
    assert names(store) == []


def test_whoever_made_the_change_is_named_so_that_it_need_not_reload(store):
    editor = object()
    told: list[Change] = []
    store.subscribe(told.append)

    with store.change(Topic.ROSTER, initiator=editor):
        pass

    assert told[0].initiator is editor


def test_a_file_that_another_program_is_writing_to_says_so(store, clock):
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store.read() as connection:
        connection.execute("PRAGMA busy_timeout = 1")

    with pytest.raises(WorkspaceBusy) as told, store.change(Topic.ROSTER) as db:
        records.add(db, Contact("Ana"), clock.now())

    other.execute("ROLLBACK")
    other.close()
    assert "Medellín.pregon" in str(told.value)
    assert names(store) == []


def test_a_thread_writes_through_a_connection_of_its_own(store, clock):
    def work() -> None:
        with store.change(Topic.ROSTER, label="importar") as db:
            records.add(db, Contact("Ana"), clock.now())
        store.release_thread()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert names(store) == ["Ana"]
    step = store.undo()
    assert step is not None
    assert step.label == "importar"
    assert names(store) == []


def test_what_another_program_changed_is_noticed_and_cannot_be_undone_over(store, clock):
    with store.change(Topic.ROSTER, label="añadir") as db:
        records.add(db, Contact("Ana"), clock.now())
    told: list[Change] = []
    store.subscribe(told.append)
    other = open_store(store.path, clock)
    with other.change(Topic.ROSTER) as db:
        records.add(db, Contact("Luis"), clock.now())
    other.close()

    assert store.notice_others()
    assert told[-1].topics == set(Topic)
    assert store.undo() is None
    assert names(store) == ["Ana", "Luis"]
    assert not store.notice_others()


def test_our_own_threads_are_not_another_program(store, clock):
    assert not store.notice_others()

    def work() -> None:
        with store.change(Topic.ROSTER, label="importar") as db:
            records.add(db, Contact("Ana"), clock.now())
        store.release_thread()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert not store.notice_others()
    assert store.undo() is not None


def test_what_a_companion_of_ours_writes_takes_no_undo_away(store, clock):
    add(store, "Ana")
    told: list[Change] = []
    store.subscribe(told.append)

    store.companion = frozenset({Topic.MENTIONS, Topic.ALARMS})
    added_elsewhere(store.path, "Luis")

    assert store.notice_others()
    assert [change.topics for change in told] == [{Topic.MENTIONS, Topic.ALARMS}]
    store.undo()
    assert names(store) == ["Luis"]


def test_who_undoes_nothing_keeps_no_way_back(path, clock):
    listener = open_store(path, clock, undoable=False)

    add(listener, "Ana")

    assert names(listener) == ["Ana"]
    assert listener.undo() is None
    listener.close()


def test_a_thread_that_never_looked_has_nothing_to_let_go_of(store):
    add(store, "Ana")
    thread = threading.Thread(target=store.release_thread)
    thread.start()
    thread.join()

    store.release_thread()
    store.release_thread()

    assert names(store) == ["Ana"]


def test_a_workspace_that_is_closed_holds_no_file(store):
    thread = threading.Thread(target=names, args=[store])
    thread.start()
    thread.join()
    assert towns.held(store.path)

    store.close()

    assert not towns.held(store.path)
