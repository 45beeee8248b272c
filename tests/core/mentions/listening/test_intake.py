"""From a feed that was read to mentions with tone and story."""

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import InvalidValue
from core.mentions.kinds import MentionState, ToneBand, WatchKind
from core.mentions.listening.intake import Intake, note
from core.mentions.model import Decisions, Feed, FeedEntry, Source, Watch
from core.mentions.records import items, mentions, sources, watches
from core.mentions.records.mentions import Row, Wanted
from core.mentions.tone import tone
from core.store import Store, Topic

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
KEEPING = Decisions()


@pytest.fixture
def radio(store: Store) -> Source:
    """A source, and a watch on the town and one on water."""
    with store.change(Topic.SOURCES, Topic.WATCHES) as db:
        for watch in watches.everything(db.conn):
            watches.delete(db, watch.id)
        watches.add(db, Watch("Medellín", any_of=("Medellín",)))
        watches.add(db, Watch("Agua", kind=WatchKind.TOPIC, any_of=("agua",)))
        source_id = sources.add(db, Source("Radio Comarca", "http://radio.example/feed"), NOW)
        found = sources.one(db.conn, source_id)
    assert found is not None
    return found


def entry(number: int, title: str, **facts: object) -> FeedEntry:
    return FeedEntry(bytes([number]) * 16, title, published=NOW, **facts)


def take_in(
    store: Store, source: Source, *entries: FeedEntry, decided: Decisions = KEEPING
) -> list[Row]:
    with store.change(Topic.MENTIONS, undoable=False) as db:
        intake = Intake(db.conn, NOW, decided)
        intake.take_in(db, source, Feed(language="es", entries=entries))
        intake.settle(db)
        return mentions.rows(db.conn, mentions.ids(db.conn, Wanted()))


def test_what_names_the_town_is_a_mention_and_the_rest_is_kept(store, radio):
    rows = take_in(
        store, radio, entry(1, "Corte de agua en Medellín"), entry(2, "Obras en Don Benito")
    )

    assert [row.item.title for row in rows] == ["Corte de agua en Medellín"]
    with store.read() as connection:
        assert items.count(connection) == 2
        subject, topic = watches.everything(connection)
        assert watches.hits_of(connection, rows[0].item.id) == [subject.id, topic.id]


def test_a_topic_alone_makes_no_mention(store, radio):
    assert take_in(store, radio, entry(1, "Corte de agua en Don Benito")) == []


def test_all_that_an_own_source_says_is_a_mention(store, radio):
    own = Source("Vecinos", radio.address, id=radio.id, own=True)

    rows = take_in(store, own, entry(1, "Reunión el jueves"))

    assert [row.item.title for row in rows] == ["Reunión el jueves"]


def test_the_same_item_read_again_changes_nothing(store, radio):
    first = take_in(store, radio, entry(1, "Fiesta en Medellín"))

    assert take_in(store, radio, entry(1, "Fiesta en Medellín")) == first


def test_a_mention_comes_with_its_tone_and_its_story(store, radio):
    (row,) = take_in(store, radio, entry(1, "Muere un perro envenenado en Medellín"))

    assert row.mention is not None
    assert row.mention.band is ToneBand.NEGATIVE
    assert row.mention.tone_words
    assert row.mention.story_id is not None


def test_a_story_remembers_the_tone_that_the_person_gave_it(store, radio):
    (row,) = take_in(store, radio, entry(1, "Muere envenenado un perro en el parque de Medellín"))
    with store.change(Topic.MENTIONS) as db:
        tone.correct(db, [row.item.id], ToneBand.NONE)

    rows = take_in(store, radio, entry(2, "Muere envenenado un perro en un parque de Medellín"))

    assert [row.mention.tone for row in rows if row.mention] == [ToneBand.NONE, ToneBand.NEGATIVE]


@pytest.mark.parametrize(("days", "state"), [(30, MentionState.NEW), (31, MentionState.READ)])
def test_what_is_a_month_old_when_it_is_first_seen_arrives_as_read(store, radio, days, state):
    old = FeedEntry(b"k" * 16, "Medellín en fiestas", published=NOW - timedelta(days=days))

    (row,) = take_in(store, radio, old)

    assert row.mention is not None
    assert row.mention.state is state


def test_what_was_let_go_does_not_come_back_by_a_feed_that_holds_it(store, radio):
    old = FeedEntry(b"k" * 16, "Medellín en fiestas", published=NOW - timedelta(days=400))

    assert take_in(store, radio, old, decided=Decisions(months=12)) == []
    assert len(take_in(store, radio, old, decided=Decisions(months=24))) == 1


def test_an_item_without_a_date_counts_from_when_it_was_seen(store, radio):
    (row,) = take_in(store, radio, FeedEntry(b"k" * 16, "Medellín en fiestas"))

    assert row.item.at == NOW
    assert not row.item.dated


@pytest.mark.parametrize(("kept", "author"), [(False, ""), (True, "Ana Ruiz")])
def test_authors_are_stored_only_when_the_town_decided_so(store, radio, kept, author):
    said = entry(1, "Medellín de noche", author="Ana Ruiz")

    (row,) = take_in(store, radio, said, decided=Decisions(authors=kept))

    assert row.item.author == author


def test_a_watch_changed_during_a_run_counts_from_the_next_commit_on(store, radio):
    with store.change(Topic.MENTIONS) as db:
        intake = Intake(db.conn, NOW, Decisions())
        watches.add(db, Watch("Don Benito", any_of=("Don Benito",)))
        intake.take_in(db, radio, Feed(entries=(entry(1, "Obras en Don Benito"),)))

        assert intake.settle(db) == 1
        assert intake.settle(db) == 0


def test_what_was_heard_in_the_bar_is_a_mention_like_the_rest(store, radio):
    said = "Llevan tres semanas sin recoger los contenedores de la calle Pozo.\nNadie contesta."
    with store.change(Topic.MENTIONS) as db:
        item_id = note(db, said, "", "El bar", NOW - timedelta(hours=2), NOW)
        (row,) = mentions.rows(db.conn, [item_id])

    assert row.item.text == said
    assert row.item.title.startswith("Llevan tres semanas sin recoger")
    assert row.item.outlet == "El bar"
    assert row.mention is not None


def test_a_note_holds_20000_characters_and_a_longer_one_is_not_cut(store):
    with store.change(Topic.MENTIONS) as db:
        item_id = note(db, "a" * 20_000, "", "El bar", NOW, NOW)
        (row,) = mentions.rows(db.conn, [item_id])
        with pytest.raises(InvalidValue, match="20001"):
            note(db, "a" * 20_001, "", "El bar", NOW, NOW)

    assert row.item.text == "a" * 20_000


def test_a_note_is_never_of_the_future(store):
    with store.change(Topic.MENTIONS) as db:
        item_id = note(db, "Se oye en el bar", "", "El bar", NOW + timedelta(days=3), NOW)
        (row,) = mentions.rows(db.conn, [item_id])

    assert row.item.at == NOW


def test_a_note_without_words_is_refused(store):
    with (
        store.change(Topic.MENTIONS) as db,
        pytest.raises(InvalidValue, match="Pegue o escriba lo que se dijo"),
    ):
        note(db, "  \n ", "https://red.example/1", "Facebook", NOW, NOW)
