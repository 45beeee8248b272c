"""What is erased for good is in no byte of the workspace, and nothing brings it back."""

from dataclasses import replace

import pytest

from core.errors import TraceRemains
from core.mentions.model import Item
from core.mentions.records import items
from core.mentions.records.items import NewItem
from core.roster import records
from core.roster.model import Contact, Phone
from core.store import Change, Store, Topic, forgetting, open_store
from core.store import connection as opening
from tests.core.store.scenes import little_room

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


def test_a_forgotten_person_leaves_no_trace_in_the_file_or_its_log(store):
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


def test_on_a_full_disk_it_is_erased_and_the_trace_goes_once_there_is_room(store, path, clock):
    contact_id = add_and_change(store)
    with store.read() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # given a disk that takes the erasure and not the file anew
    with (
        little_room(300_000),
        pytest.raises(TraceRemains, match="hasta que haya sitio"),
        store.forget(Topic.ROSTER) as db,
    ):
        records.delete(db, contact_id)
    with store.read() as connection:
        assert records.one(connection, contact_id) is None
    store.close()

    # when there is room again, at the next start
    again = open_store(path, clock)
    again.finish_forgetting()

    left = bytes_on_disk(again)
    assert not any(trace.encode() in left for trace in (NAME, PHONE, OLD_PHONE))
    again.finish_forgetting()
    again.close()


def test_the_words_of_what_was_deleted_before_leave_the_index(store):
    with store.change(Topic.MENTIONS) as db:
        old = Item(0, None, store.clock.now(), store.clock.now(), "Zzahori Zzuloaga")
        (stored,) = items.add(db, [NewItem(b"k", old)])
        db.conn.execute("DELETE FROM item WHERE id = ?", [stored.id])

    with store.forget(Topic.ROSTER):
        pass

    assert b"zzahori" not in bytes_on_disk(store)


def test_nothing_done_before_can_be_undone_afterwards(store):
    contact_id = add_and_change(store)
    store.undo()

    with store.forget(Topic.ROSTER) as db:
        records.delete(db, contact_id)

    assert store.undo() is None
    assert store.redo() is None


def test_views_are_told_once(store):
    contact_id = add_and_change(store)
    told: list[Change] = []
    store.subscribe(told.append)

    with store.forget(Topic.ROSTER) as db:
        records.delete(db, contact_id)

    assert [change.topics for change in told] == [{Topic.ROSTER}]


def test_a_failure_erases_nothing_and_keeps_the_way_back(store):
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


def test_who_still_reads_the_log_is_told_of_and_the_trace_goes_afterwards(store, path):
    contact_id = add_and_change(store)
    reader = opening.connect(path, "ro")
    reader.execute("BEGIN")
    reader.execute("SELECT name FROM contact").fetchall()
    with store.read() as own:
        own.execute("PRAGMA busy_timeout = 0")

    with pytest.raises(TraceRemains), store.forget(Topic.ROSTER) as db:
        records.delete(db, contact_id)
    reader.close()

    with store.read() as own:
        assert records.one(own, contact_id) is None
        assert forgetting.waits(own)
    store.finish_forgetting()
    assert NAME.encode() not in bytes_on_disk(store)
    with store.read() as own:
        assert not forgetting.waits(own)
