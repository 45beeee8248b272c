"""The dataclasses of listening and their tables hold the same facts."""

from dataclasses import replace
from datetime import UTC, datetime

from core.mentions.kinds import MentionState, ToneBand, Trouble, WatchKind
from core.mentions.model import Decisions, Item, Mention, Source, SourceMemory, Visit, Watch
from core.mentions.records import decisions, items, mentions, sources, watches
from core.mentions.records.items import NewItem
from core.mentions.records.mentions import Wanted
from core.store import Connection, Topic

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def found(connection: Connection, query: str) -> list[int]:
    return [candidate.item_id for candidate in watches.candidates(connection, query)]


def test_a_source_comes_back_as_it_was_stored(store):
    radio = Source("Radio Comarca", "http://radio.example/feed", own=True, weight=3, minutes=30)

    with store.change(Topic.SOURCES) as db:
        source_id = sources.add(db, radio, NOON)
        stored = sources.one(db.conn, source_id)

    assert stored is not None
    assert replace(stored, id=0, position=0, added_at=None) == radio
    assert stored.added_at == NOON


def test_what_is_remembered_of_a_source_comes_back(store):
    with store.change(Topic.SOURCES) as db:
        source_id = sources.add(db, Source("Radio", "http://radio.example/feed"), NOON)
        reading = SourceMemory(
            source_id, '"a1"', "", b"\x01" * 16, b"\x02" * 8, NOON, NOON, None, NOON, 2,
            Trouble.SERVER, "503",
        )  # fmt: skip
        sources.remember(db, reading)

        assert sources.readings(db.conn) == {source_id: reading}


def test_equal_outcomes_are_one_stretch_of_the_history(store):
    later = NOON.replace(hour=13)
    with store.change(Topic.SOURCES) as db:
        source_id = sources.add(db, Source("Radio", "http://radio.example/feed"), NOON)
        for moment in (NOON, later):
            sources.note_visit(db, Visit(source_id, moment, moment, fresh=2))
        sources.note_visit(db, Visit(source_id, later, later, problem=Trouble.SLOW))

        slow, fine = sources.visits(db.conn, source_id)

    assert (fine.since, fine.until, fine.times, fine.fresh) == (NOON, later, 2, 4)
    assert slow.problem is Trouble.SLOW


def test_a_watch_comes_back_with_its_phrases(store):
    watch = Watch(
        "Medellín", kind=WatchKind.SUBJECT, any_of=("Medellín", "villa de Medellín"),
        none_of=("Colombia", "Atlético Nacional"), capitals=True,
    )  # fmt: skip
    with store.change(Topic.WATCHES) as db:
        watch_id = watches.add(db, watch)
        stored = next(other for other in watches.everything(db.conn) if other.id == watch_id)

    assert replace(stored, id=0, position=0) == watch


def test_an_item_is_stored_once_and_found_with_its_words(store):
    item = Item(
        0, None, NOON, NOON, "Cañas y barro", "Llueve en el Año Nuevo", html="<p>Llueve</p>"
    )
    with store.change(Topic.MENTIONS) as db:
        (stored,) = items.add(db, [NewItem(b"k", item)])
        mentions.add(db, [Mention(stored.id, NOON, tone=ToneBand.NEGATIVE, tone_words=("barro",))])

        assert items.one(db.conn, stored.id) == replace(item, id=stored.id)
        assert found(db.conn, '"caŋas"') == [stored.id]
        assert found(db.conn, '"canas"') == []
        assert list(mentions.ids(db.conn, Wanted(states=(MentionState.NEW,)))) == [stored.id]
        (row,) = mentions.rows(db.conn, [stored.id])
        assert row.mention is not None
        assert row.mention.tone_words == ("barro",)


def test_a_word_ends_where_a_picture_begins(store):
    title = "Mérida🤔 y Medellín🫠 esperan⬛ noticias"
    with store.change(Topic.MENTIONS) as db:
        (stored,) = items.add(db, [NewItem(b"k", Item(0, None, NOON, NOON, title))])

        for word in ("merida", "medellin", "esperan"):
            assert found(db.conn, f'"{word}"') == [stored.id]


def test_the_same_key_of_one_source_is_stored_once(store):
    with store.change(Topic.MENTIONS) as db:
        source_id = sources.add(db, Source("Radio", "http://radio.example/feed"), NOON)
        new = NewItem(b"k", Item(0, source_id, NOON, NOON, "Corte de agua"))

        assert len(items.add(db, [new, new])) == 1
        assert items.known_keys(db.conn, source_id, [b"k", b"other"]) == {b"k"}


def test_items_that_wait_for_the_index_are_found_once_it_is_made(store):
    with store.change(Topic.MENTIONS) as db:
        items.add(db, [NewItem(b"a", Item(0, None, NOON, NOON, "Corte de agua"))])
        items.index_later(db)
        for key, title in ((b"b", "Vuelve el agua"), (b"c", "Feria en agosto")):
            items.add(db, [NewItem(key, Item(0, None, NOON, NOON, title))])
            items.index_later(db)

        assert found(db.conn, '"agua"') == [1]
        items.index(db)
        assert found(db.conn, '"agua"') == [1, 2]
        items.add(db, [NewItem(b"d", Item(0, None, NOON, NOON, "El agua, más cara"))])
        assert found(db.conn, '"agua"') == [1, 2, 4]
        db.conn.execute("INSERT INTO item_text (item_text) VALUES ('integrity-check')")


def test_an_item_that_was_taken_back_is_found_again_when_it_is_done_again(store):
    with store.change(Topic.MENTIONS, label="note") as db:
        items.index_later(db)
        items.add(db, [NewItem(b"k", Item(0, None, NOON, NOON, "Cañas y barro"))])
        items.index(db)

    store.undo()
    with store.read() as connection:
        assert found(connection, '"barro"') == []

    store.redo()
    with store.read() as connection:
        assert found(connection, '"barro"') == [1]


def test_the_answer_time_is_kept_through_the_states(store):
    later = NOON.replace(hour=15)
    with store.change(Topic.MENTIONS) as db:
        (stored,) = items.add(db, [NewItem(b"k", Item(0, None, NOON, NOON, "¿Cuándo abren?"))])
        mentions.add(db, [Mention(stored.id, NOON)])
        mentions.set_state(db, [stored.id], MentionState.TO_ANSWER, NOON)
        mentions.set_state(db, [stored.id], MentionState.ANSWERED, later)

        (row,) = mentions.rows(db.conn, [stored.id])

    assert row.mention is not None
    assert (row.mention.to_answer_at, row.mention.answered_at) == (NOON, later)


def test_old_items_go_and_evidence_stays(store):
    old = NOON.replace(year=2023)
    with store.change(Topic.MENTIONS) as db:
        kept, gone = items.add(
            db, [NewItem(key, Item(0, None, old, old, "Antigua")) for key in (b"a", b"b")]
        )
        db.conn.execute(
            "INSERT INTO evidence (item_id, taken_at, digest) VALUES (?, ?, ?)",
            [kept.id, "2023-11-24T12:00:00Z", "0" * 64],
        )

        assert items.older(db.conn, NOON.replace(year=2024)) == 1
        items.expire(db, NOON.replace(year=2024))

        assert items.one(db.conn, gone.id) is None
        assert items.one(db.conn, kept.id) is not None
        assert found(db.conn, '"antigua"') == [kept.id]


def test_decisions_come_back(store):
    with store.change(Topic.PREFERENCES) as db:
        assert decisions.load(db.conn) == Decisions()
        chosen = Decisions(months=12, authors=True, private=True, listening=False)
        decisions.save(db, chosen)

        assert decisions.load(db.conn) == chosen
