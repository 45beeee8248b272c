"""The log of incidents is only added to, and whoever changes it behind our back is found out."""

import sqlite3
from datetime import timedelta

import pytest

from core.crisis import log
from core.crisis.log import Hand
from core.crisis.model import LogKind
from core.errors import InvalidValue
from core.store import Store, Topic
from tests.core.crisis.clerk import Clerk


@pytest.fixture
def written(clerk: Clerk) -> Clerk:
    """Five notes after the opening."""
    for number in range(5):
        clerk.note(f"Llamada número {number}")
    return clerk


def broken_at(village: Store) -> int | None:
    with village.read() as connection:
        return log.broken_at(connection)


def behind_our_back(village: Store, statement: str, *values: int) -> None:
    """Somebody with a tool for SQLite who also knows of the triggers."""
    stranger = sqlite3.connect(village.path)
    stranger.execute("DROP TRIGGER log_entry_kept")
    stranger.execute("DROP TRIGGER log_entry_stays")
    stranger.execute(statement, values)
    stranger.commit()
    stranger.close()


WITHOUT = "DELETE FROM log_entry WHERE id = ?"


def last_number(written: Clerk) -> int:
    return written.desk.log[-1].id


def test_a_log_that_nobody_touched_is_whole(village, written):
    assert broken_at(village) is None
    assert [entry.text for entry in written.desk.log if entry.kind is LogKind.NOTE] == [
        f"Llamada número {number}" for number in range(5)
    ]


@pytest.mark.parametrize("statement", ["UPDATE log_entry SET text = 'x'", "DELETE FROM log_entry"])
def test_the_file_refuses_to_change_or_remove_an_entry(village, written, statement):
    stranger = sqlite3.connect(village.path)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        stranger.execute(statement)
    stranger.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log_entry SET text = 'Nadie llamó' WHERE id = ?",
        "UPDATE log_entry SET at = '2026-11-24T01:00:00Z' WHERE id = ?",
        "UPDATE log_entry SET written_at = '2026-11-24T01:00:00Z' WHERE id = ?",
        "UPDATE log_entry SET who = 'Otra persona' WHERE id = ?",
        "UPDATE log_entry SET kind = 'level' WHERE id = ?",
        "UPDATE log_entry SET on_paper = 1 WHERE id = ?",
        "UPDATE log_entry SET digest = 'ffff' WHERE id = ?",
    ],
)
def test_an_entry_that_was_changed_is_named(village, written, change):
    number = last_number(written) - 2
    behind_our_back(village, change, number)
    assert broken_at(village) == number


def test_an_entry_that_was_taken_out_is_missed(village, written):
    number = last_number(written) - 2
    behind_our_back(village, WITHOUT, number)
    assert broken_at(village) == number


def test_the_last_entry_that_was_taken_out_is_missed_too(village, written):
    number = last_number(written)
    behind_our_back(village, WITHOUT, number)
    assert broken_at(village) == number


def test_all_entries_taken_out_are_missed(village, written):
    behind_our_back(village, "DELETE FROM log_entry")
    assert broken_at(village) == 1


def test_after_an_entry_was_taken_out_the_next_one_does_not_hide_it(clerk, village, written):
    number = last_number(written)
    behind_our_back(village, WITHOUT, number)
    clerk.note("Después")
    assert broken_at(village) == number


def test_undoing_takes_nothing_out_of_the_log(clerk, village, written):
    with village.change(Topic.CRISIS, label="anotar") as db:
        log.note(db, written.number, clerk.hand(), "Se queda")
    village.undo()
    assert written.desk.log[-1].text == "Se queda"
    assert broken_at(village) is None


def test_a_correction_is_a_new_entry_that_names_the_wrong_one(clerk, village, written):
    wrong = written.desk.log[-1]
    clerk.do(log.correct, wrong, clerk.hand(), "Fue la llamada número seis")
    entry = written.desk.log[-1]
    assert (entry.kind, entry.corrects) == (LogKind.CORRECTION, wrong.id)
    assert wrong in written.desk.log
    assert broken_at(village) is None


def test_an_empty_entry_is_refused(clerk):
    with pytest.raises(InvalidValue, match="Escriba qué ha pasado"):
        clerk.note(" \n ")


def test_what_is_still_to_come_cannot_have_happened(clerk, clock):
    tomorrow = Hand(clock.now(), at=clock.now() + timedelta(days=1))
    with pytest.raises(InvalidValue, match="aún no ha llegado"):
        clerk.note("Mañana", tomorrow)


def test_a_note_from_paper_keeps_both_hours_and_says_so(clerk, clock):
    then = clock.now() - timedelta(hours=3)
    clerk.note("A mano", clerk.paper(then))
    entry = clerk.desk.log[-1]
    assert (entry.at, entry.written_at) == (then, clock.now())
    assert entry.on_paper
