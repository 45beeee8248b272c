"""A copy that is restored in the middle of an incident leaves a trace in its log."""

from core.crisis import desk, log, proof
from core.crisis.incidents.opening import Wish, open_incident
from core.crisis.log import Hand
from core.crisis.records import log as records
from core.store import Topic, backup


def test_the_log_of_an_open_incident_says_that_a_copy_was_restored(store, tmp_path, clock):
    # given an incident, a copy, and an entry written after it
    with store.change(Topic.CRISIS) as db:
        number = open_incident(db, Wish("flood"), Hand(clock.now(), "Eva"))
    copy = backup.make(store.path, tmp_path / "Copias", clock)
    with store.change(Topic.CRISIS) as db:
        log.note(db, number, Hand(clock.now(), "Eva"), "Se cierra el puente.")

    proof.restore(store, copy, tmp_path / "Copias", clock.now())

    with store.read() as connection:
        first, trace = records.of(connection, number)
        assert log.broken_at(connection) is None
    assert first.kind == "opened"
    assert f"«{copy.name}»" in trace.text
    assert "tenía 2 anotaciones" in trace.text
    assert store.undo() is None


def test_where_no_incident_is_open_nothing_is_written(store, tmp_path, clock):
    copy = backup.make(store.path, tmp_path / "Copias", clock)

    proof.restore(store, copy, tmp_path / "Copias", clock.now())

    with store.read() as connection:
        assert records.everything(connection) == []
        assert desk.open_ones(connection) == []
