"""What is older than the town keeps goes: a part at a time, and not by a clock that is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.mentions import retention
from core.mentions.listening import intake, run
from core.mentions.listening.run import RunSummary
from core.mentions.model import Decisions, Feed, FeedEntry, Source, Watch
from core.mentions.records import decisions, items, sources, watches
from core.settings import Settings
from core.store import Store, Topic, backup, open_store

OLD = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)
"""Older than two years when the clock of the tests begins."""

Read = Callable[..., None]


@pytest.fixture
def workspace(path: Path, clock: FixedClock) -> Iterator[Store]:
    """As the listener opens it, with a watch for water and one source, which is not read."""
    opened = open_store(path, clock, undoable=False)
    with opened.change(Topic.SOURCES, Topic.WATCHES) as db:
        db.conn.execute("DELETE FROM source")
        db.conn.execute("DELETE FROM watch")
        watches.add(db, Watch("Agua", any_of=("agua",)))
        decisions.save(db, Decisions(private=True))
        sources.add(db, Source("Radio", "http://radio.example/f", enabled=False), clock.now())
    yield opened
    opened.close()


@pytest.fixture
def read(workspace: Store) -> Read:
    """Have the source bring news, each title of a day; seen when it was published."""

    def take_in(days: dict[str, datetime]) -> None:
        with workspace.change(Topic.MENTIONS) as db:
            (source,) = [other for other in sources.everything(db.conn) if other.title == "Radio"]
            for title, at in days.items():
                taking = intake.Intake(db.conn, at, Decisions())
                taking.take_in(
                    db,
                    source,
                    Feed("Radio", entries=(FeedEntry(title.encode(), title, published=at),)),
                )
                taking.settle(db)

    return take_in


def news(count: int, at: datetime, about: str = "Noticia") -> dict[str, datetime]:
    return {f"{about} {number}": at for number in range(count)}


def listened(workspace: Store, clock: FixedClock, **named: object) -> RunSummary:
    settings = Settings(quiet_from="", quiet_to="")
    return run.run(workspace, settings, clock, **named)


def kept(workspace: Store) -> int:
    with workspace.read() as connection:
        return items.count(connection)


def copies(workspace: Store) -> list[backup.Backup]:
    return backup.listed(workspace.path, backup.folder_of(workspace.path))


def test_what_is_too_old_goes_after_a_copy_and_it_is_told(workspace, read, clock):
    read(news(2, OLD) | news(30, clock.now(), "Reciente"))

    summary = listened(workspace, clock)

    assert (summary.let_go, summary.kept_back, kept(workspace)) == (2, 0, 30)
    assert "2 publicaciones borradas por ser más antiguas" in " ".join(run.told(summary))
    with workspace.read() as connection:
        assert decisions.let_go(connection) == (clock.now(), 2)
    (copy,) = copies(workspace)
    before = open_store(copy.path, clock)
    assert kept(before) == 32
    before.close()


def test_the_town_decides_for_how_long(workspace, read, clock):
    read(news(1, datetime(2026, 10, 24, 9, 0, tzinfo=UTC)) | news(30, clock.now(), "Reciente"))
    with workspace.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions(months=1))

    clock.moment = datetime(2026, 11, 24, 8, 59, tzinfo=UTC)
    assert listened(workspace, clock).let_go == 0
    clock.moment = datetime(2026, 11, 24, 9, 1, tzinfo=UTC)
    assert listened(workspace, clock).let_go == 1


def test_a_clock_that_is_ten_years_ahead_lets_nothing_go(workspace, read, clock):
    read(news(30, clock.now()))
    clock.moment += timedelta(days=3652)

    summary = listened(workspace, clock)

    assert (summary.let_go, summary.kept_back, kept(workspace)) == (0, 30, 30)


def test_what_is_read_while_the_clock_is_wrong_does_not_confirm_it(server, workspace, read, clock):
    # given a site that answers with news of this year, read under a clock of ten years on
    read(news(2, OLD, "Antigua") | news(60, clock.now() - timedelta(days=20)))
    with workspace.change(Topic.SOURCES) as db:
        sources.add(db, Source("Web", server.feed("/f", "Corte de agua")), clock.now())
    clock.moment += timedelta(days=3652)

    for _time in range(3):
        listened(workspace, clock, everything=True)
        clock.moment += timedelta(days=1)

    # then nothing went, and the news of the real day came in
    assert kept(workspace) == 63


def test_more_than_a_tenth_waits_for_the_word_of_the_person(workspace, read, clock):
    read(news(4, OLD) | news(30, clock.now(), "Reciente"))

    summary = listened(workspace, clock)

    assert (summary.let_go, summary.kept_back, kept(workspace)) == (0, 4, 34)
    assert "esperan su respuesta" in " ".join(run.told(summary))


def test_notes_by_hand_say_nothing_of_the_clock(workspace, read, clock):
    read(news(2, OLD, "Antigua") | news(60, clock.now() - timedelta(days=20)))
    with workspace.change(Topic.MENTIONS) as db:
        intake.note(db, "Dicen que no hay agua", "", "Bar", clock.now(), clock.now())

    assert listened(workspace, clock).let_go == 0


def test_it_goes_once_a_day(workspace, read, clock):
    read(news(2, OLD) | news(60, clock.now(), "Reciente"))
    listened(workspace, clock)
    read(news(1, OLD + timedelta(days=1), "Otra"))

    assert listened(workspace, clock).let_go == 0
    clock.moment += timedelta(days=1)
    assert listened(workspace, clock).let_go == 1


def test_without_a_copy_nothing_goes_and_listening_goes_on(workspace, read, clock):
    read(news(2, OLD) | news(30, clock.now(), "Reciente"))
    backup.folder_of(workspace.path).write_text("no es una carpeta")

    summary = listened(workspace, clock)

    assert (summary.let_go, kept(workspace)) == (0, 32)


def test_no_title_of_a_story_and_no_word_of_the_index_stays_behind(workspace, read, clock):
    # given the news of a burst pipe, of two days, of which only the first is too old
    limit = clock.now() - timedelta(days=730)
    read({"Revienta zznudo de agua del pueblo ayer": limit - timedelta(days=3)})
    read({"Revienta zznudo de agua en otro lado": limit - timedelta(hours=30)})
    read({"Agua: revienta zznudo del pueblo hoy": limit + timedelta(days=1)})
    read(news(30, clock.now(), "Reciente"))

    assert listened(workspace, clock).let_go == 2

    with workspace.read() as connection:
        told = [row["title"] for row in connection.execute("SELECT title FROM story")]
        words = b"".join(row[0] for row in connection.execute("SELECT block FROM item_text_data"))
    assert told == ["Agua: revienta zznudo del pueblo hoy"]
    assert b"ayer" not in words


def test_a_question_says_why(workspace, read, clock):
    read(news(4, OLD) | news(30, clock.now(), "Reciente"))
    with workspace.read() as connection:
        many = retention.look(connection, clock.now())
        wrong = retention.look(connection, clock.now() + timedelta(days=3652))

    assert "34" in retention.why_asked(many, clock.now())
    assert "2036" in retention.why_asked(wrong, clock.now() + timedelta(days=3652))
    assert not replace(many, of=100).asks
