"""What is erased for good is in no byte of the workspace, and nothing brings it back."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import WorkspaceBusy
from core.roster import records
from core.roster.model import Contact, Phone
from core.store import Change, Store, Topic
from core.store import connection as opening

NAME, PHONE, OLD_PHONE = "Angustias Bohórquez", "600 12 34 56", "924 65 43 21"


def bytes_on_disk(store: Store) -> bytes:
    beside = [store.path, store.path.with_name(f"{store.path.name}-wal")]
    return b"".join(path.read_bytes() for path in beside if path.exists())


def add_and_change(store: Store) -> int:
    """A contact whose phone was another one before."""
    contact = Contact(NAME, phones=(Phone(OLD_PHONE),))
    with store.change(Topic.ROSTER, label="añadir") as db:
        contact_id = records.add(db, contact, store.clock.now())
    with store.change(Topic.ROSTER, label="cambiar") as db:
        changed = replace(contact, id=contact_id, phones=(Phone(PHONE),))
        records.replace(db, changed, store.clock.now())
    return contact_id


def test_a_forgotten_person_leaves_no_trace_in_the_file_or_its_log(store: Store) -> None:
    contact_id = add_and_change(store)
    traces = [text.encode() for text in (NAME, PHONE, OLD_PHONE)]
    assert all(trace in bytes_on_disk(store) for trace in traces)

    with store.forget(Topic.ROSTER) as db:
        records.delete(db, contact_id)

    left = bytes_on_disk(store)
    assert not any(trace in left for trace in traces)
    with store.read() as connection:
        assert records.one(connection, contact_id) is None
        assert connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"


def test_nothing_done_before_can_be_undone_afterwards(store: Store) -> None:
    contact_id = add_and_change(store)
    store.undo()

    with store.forget(Topic.ROSTER) as db:
        records.delete(db, contact_id)

    assert store.undo() is None
    assert store.redo() is None


def test_views_are_told_once(store: Store) -> None:
    contact_id = add_and_change(store)
    told: list[Change] = []
    store.subscribe(told.append)

    with store.forget(Topic.ROSTER) as db:
        records.delete(db, contact_id)

    assert [change.topics for change in told] == [{Topic.ROSTER}]


def test_a_failure_erases_nothing_and_keeps_the_way_back(store: Store) -> None:
    contact_id = add_and_change(store)

    def fail_half_way() -> None:
        with store.forget(Topic.ROSTER) as db:
            records.delete(db, contact_id)
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()

    with store.read() as connection:
        assert records.one(connection, contact_id) is not None
    assert store.undo() is not None


def test_who_still_reads_the_log_is_told_of(store: Store, path: Path) -> None:
    contact_id = add_and_change(store)
    reader = opening.connect(path, "ro")
    reader.execute("BEGIN")
    reader.execute("SELECT name FROM contact").fetchall()
    with store.read() as own:
        own.execute("PRAGMA busy_timeout = 0")

    with pytest.raises(WorkspaceBusy), store.forget(Topic.ROSTER) as db:
        records.delete(db, contact_id)
    reader.close()

    with store.read() as own:
        assert records.one(own, contact_id) is None
