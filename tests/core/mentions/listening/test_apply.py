"""A new rule finds what was stored before it; a rule taken back takes its mentions with it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.mentions.kinds import MentionState, ToneBand, WatchKind
from core.mentions.listening import intake
from core.mentions.listening.intake import WatchPreview
from core.mentions.model import Item, Mention, Source, Watch
from core.mentions.records import items, mentions, sources, stories, watches
from core.mentions.records.items import NewItem
from core.mentions.records.mentions import Wanted
from core.mentions.watches.match import Matcher
from core.store import Store, Topic

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TITLES = (
    "Corte de agua en La Peña",
    "La pena del alcalde",
    "Romería en la peña de Yelbes",
    "Otra cosa",
    "Agua para La Torre",
    "Restauran la torre, que no es la Torre de Pisa",
)
PENA = Watch("Peña", any_of=("peña",))


class Desk:
    """A workspace with one source, its items, and no watches."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.change(Topic.MENTIONS) as db:
            for watch in watches.everything(db.conn):
                watches.delete(db, watch.id)
            self.source = sources.add(db, Source("Radio", "http://radio.example/feed"), NOON)
            new = [
                NewItem(
                    title.encode(), Item(0, self.source, NOON + timedelta(hours=n), NOON, title)
                )
                for n, title in enumerate(TITLES)
            ]
            self.items = items.add(db, new)

    def watch(self, watch: Watch) -> Watch:
        """Store a watch, new or changed, and bring everything up to date."""
        with self.store.change(Topic.WATCHES) as db:
            if watch.id:
                watches.save(db, watch)
            else:
                watch = replace(watch, id=watches.add(db, watch))
        self.update()
        return watch

    def update(self) -> None:
        with self.store.change(Topic.MENTIONS, undoable=False) as db:
            intake.bring_up_to_date(db, NOON)

    def hits(self, watch: Watch) -> list[str]:
        """Titles of what a watch hit, oldest first."""
        with self.store.read() as connection:
            return [
                item.title
                for item in self.items
                if watch.id in watches.hits_of(connection, item.id)
            ]

    def mentioned(self) -> list[str]:
        """Titles of the mentions, oldest first."""
        with self.store.read() as connection:
            found = list(mentions.ids(connection, Wanted()))
            return [item.title for item in items.some(connection, found[::-1])]

    def preview(self, watch: Watch, limit: int = 20) -> WatchPreview:
        with self.store.read() as connection:
            return intake.preview(connection, watch, limit)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_a_new_watch_finds_what_is_stored_and_makes_it_mentions(desk):
    watch = desk.watch(PENA)

    assert desk.hits(watch) == [TITLES[0], TITLES[2]]
    assert desk.mentioned() == [TITLES[0], TITLES[2]]


def test_a_mention_from_the_past_has_its_moment_and_its_story(desk):
    desk.watch(PENA)

    with desk.store.read() as connection:
        (row,) = mentions.rows(connection, [desk.items[0].id])
    assert row.mention is not None
    assert row.mention.at == desk.items[0].at
    assert row.mention.story_id is not None


def test_a_topic_hits_and_makes_no_mentions(desk):
    watch = desk.watch(Watch("Agua", kind=WatchKind.TOPIC, any_of=("agua",)))

    assert desk.hits(watch) == [TITLES[0], TITLES[4]]
    assert desk.mentioned() == []


def test_changing_a_rule_makes_and_unmakes_mentions(desk):
    watch = desk.watch(PENA)

    desk.watch(replace(watch, any_of=("peña", "agua"), none_of=("romería",)))

    assert desk.hits(watch) == [TITLES[0], TITLES[4]]
    assert desk.mentioned() == [TITLES[0], TITLES[4]]


@pytest.mark.parametrize(
    "watch",
    [
        Watch("Torre", any_of=("Torre",), longer=("Torre de Pisa",), capitals=True),
        Watch("Torre", any_of=("La Torre", "agua"), all_of=("Torre",), capitals=True),
        Watch("Pisa", any_of=("torre", "pena"), longer=("Torre de Pisa", "la pena")),
        Watch("Alcalde", any_of=("alcalde", "romería"), near=("pena", "peña"), distance=2),
        Watch("Cosa", any_of=("c*",), none_of=("agua",)),
    ],
)
def test_the_past_the_preview_and_what_arrives_are_judged_alike(desk, watch):
    previewed = desk.preview(watch)
    watch = desk.watch(watch)

    hits = desk.hits(watch)

    assert hits
    assert [item.title for item in previewed.items[::-1]] == hits
    assert previewed.count == len(hits)
    assert [item.title for _watch_id, item in Matcher([watch]).hits(desk.items)] == hits


def test_a_watch_that_is_switched_off_has_no_hits_until_it_is_on_again(desk):
    watch = desk.watch(PENA)

    desk.watch(replace(watch, enabled=False))
    off = (desk.hits(watch), desk.mentioned())
    desk.watch(replace(watch, enabled=True))

    assert off == ([], [])
    assert desk.mentioned() == [TITLES[0], TITLES[2]]


def test_a_watch_that_looks_for_nothing_any_more_loses_its_hits(desk):
    watch = desk.watch(PENA)

    desk.watch(replace(watch, any_of=("🔥",)))

    assert desk.hits(watch) == []
    assert desk.mentioned() == []


def test_deleting_a_watch_takes_its_mentions_and_undoing_that_brings_them_back(desk):
    watch = desk.watch(PENA)
    with desk.store.change(Topic.WATCHES, label="Quitar la búsqueda") as db:
        watches.delete(db, watch.id)
    desk.update()
    gone = desk.mentioned()

    desk.store.undo()
    desk.update()

    assert gone == []
    assert desk.hits(watch) == [TITLES[0], TITLES[2]]
    assert desk.mentioned() == [TITLES[0], TITLES[2]]


def test_everything_of_an_own_source_is_a_mention_as_long_as_it_is_own(desk):
    desk.watch(PENA)
    for own, expected in ((True, list(TITLES)), (False, [TITLES[0], TITLES[2]])):
        with desk.store.change(Topic.SOURCES) as db:
            source = sources.one(db.conn, desk.source)
            assert source is not None
            sources.save(db, replace(source, own=own))
        desk.update()

        assert desk.mentioned() == expected


def test_a_rule_that_did_not_change_is_not_applied_again(desk):
    watch = desk.watch(PENA)
    with desk.store.change(Topic.MENTIONS) as db:
        db.conn.execute("DELETE FROM hit WHERE item_id = ?", [desk.items[0].id])

    desk.watch(replace(watch, title="Las peñas", note="Con eñe"))

    assert desk.hits(watch) == [TITLES[2]]


def _decided(desk: Desk, item_id: int, what: str) -> None:
    with desk.store.change(Topic.MENTIONS) as db:
        if what == "state":
            mentions.set_state(db, [item_id], MentionState.IGNORED, NOON)
        elif what == "tone":
            mentions.set_tone(db, [item_id], ToneBand.POSITIVE)
        elif what == "note":
            mentions.set_note(db, item_id, "Llamar a la peña")
        elif what == "topic":
            topic = watches.add(db, Watch("Fiestas", kind=WatchKind.TOPIC))
            mentions.set_topic(db, [item_id], topic)
        elif what == "evidence":
            db.conn.execute(
                "INSERT INTO evidence (item_id, taken_at, digest) VALUES (?, ?, ?)",
                [item_id, "2026-11-24T12:00:00Z", "0" * 64],
            )
        elif what == "alarm":
            db.conn.execute(
                "INSERT INTO alarm (id, subject, raised_at, updated_at, level, facts)"
                " VALUES (1, 'Peña', '2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z', 'red', '{}')"
            )
            db.conn.execute("INSERT INTO alarm_item (alarm_id, item_id) VALUES (1, ?)", [item_id])


@pytest.mark.parametrize("what", ["state", "tone", "note", "topic", "evidence", "alarm"])
def test_a_mention_that_was_decided_about_stays_when_its_rule_goes(desk, what):
    watch = desk.watch(PENA)
    _decided(desk, desk.items[2].id, what)

    desk.watch(replace(watch, any_of=("nada",)))

    assert desk.hits(watch) == []
    assert desk.mentioned() == [TITLES[2]]


def test_a_mention_that_was_only_read_goes_with_its_rule(desk):
    watch = desk.watch(PENA)
    with desk.store.change(Topic.MENTIONS) as db:
        mentions.set_state(db, [item.id for item in desk.items], MentionState.READ, NOON)

    desk.watch(replace(watch, any_of=("nada",)))

    assert desk.mentioned() == []


def test_a_story_without_mentions_goes(desk):
    watch = desk.watch(PENA)
    with desk.store.read() as connection:
        (row,) = mentions.rows(connection, [desk.items[2].id])
        assert row.mention is not None
        assert row.mention.story_id is not None

        desk.watch(replace(watch, none_of=("romería",)))

        assert stories.one(connection, row.mention.story_id) is None


def test_what_was_noted_by_hand_needs_no_rule(desk):
    with desk.store.change(Topic.MENTIONS) as db:
        (noted,) = items.add(db, [NewItem(b"n", Item(0, None, NOON, NOON, "Lo dicen en el bar"))])
        desk.items.append(noted)
        mentions.add(db, [Mention(noted.id, NOON)])

    desk.update()

    assert desk.mentioned() == ["Lo dicen en el bar"]


def test_a_preview_counts_all_and_shows_the_newest_and_stores_nothing(desk):
    watch = Watch("La", any_of=("la", "agua"))

    shown = desk.preview(watch, limit=2)

    assert shown.count == 5
    assert [item.title for item in shown.items] == [TITLES[5], TITLES[4]]
    assert desk.hits(replace(watch, id=1)) == []
    assert desk.mentioned() == []


def test_a_preview_of_a_watch_that_looks_for_nothing_is_empty(desk):
    assert desk.preview(Watch("Nada", none_of=("agua",))) == WatchPreview(0, ())


def test_a_watch_that_is_off_can_be_tried(desk):
    assert desk.preview(replace(PENA, enabled=False)).count == 2
