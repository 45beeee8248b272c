"""A name with nothing near it and nothing against it is for the person to say, who teaches."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from core.mentions import tally, unsure
from core.mentions.kinds import WatchKind
from core.mentions.listening import intake
from core.mentions.model import Decisions, Feed, FeedEntry, Item, Source, Watch
from core.mentions.records import decisions, items, mentions, sources, watches
from core.mentions.records.mentions import Wanted
from core.mentions.unsure import Clues, DoubtLesson
from core.mentions.watches import town_name
from core.store import Store, Topic
from core.town import records as town_records

if TYPE_CHECKING:
    from sqlite_utils import Database

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CASTLE = ("El castillo de Medellín abre en diciembre", "Entrada libre hasta el domingo.")
ROAD = ("Cortada la EX-206 cerca de Medellín", "Dos heridos en el accidente.")
ABROAD = ("Medellín estrena metro", "La capital antioqueña, en Colombia, crece.")
OURS = ("Corte de agua en Medellín", "El Ayuntamiento avisa a los vecinos.")
OTHER = ("La banda ensaya en la plaza", "Otro pueblo.")


class Ear:
    """A workspace of Medellín whose sources say what a test wants."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.change(Topic.WATCHES, Topic.SOURCES) as db:
            for watch in watches.everything(db.conn):
                watches.delete(db, watch.id)
            town = town_records.load(db.conn)
            watch_id = watches.add(db, town_name.town_watch(town))
            self.source = self._source(db, "Diario Provincial")
            self.local = self._source(db, "Radio Medellín", local=True)
            self.search = next(
                source for source in sources.everything(db.conn) if source.recipe == "google-news"
            )
        self.watch_id = watch_id

    @staticmethod
    def _source(db: "Database", title: str, *, local: bool = False) -> Source:
        made = Source(title, f"http://{len(title)}.example/feed", local=local)
        return replace(made, id=sources.add(db, made, NOON), added_at=NOON)

    @property
    def watch(self) -> Watch:
        with self.store.read() as connection:
            return next(item for item in watches.everything(connection) if item.id == self.watch_id)

    def publish(self, source: Source, *news: tuple[str, str]) -> int:
        """The source says these; returns how many new mentions that makes."""
        entries = tuple(
            FeedEntry(title.encode()[:16], title, text, published=NOON - timedelta(hours=1))
            for title, text in news
        )
        with self.store.change(Topic.MENTIONS, undoable=False) as db:
            taking = intake.Intake(db.conn, NOON, Decisions())
            taking.take_in(db, source, Feed(entries=entries))
            return taking.settle(db)

    def titles(self, **wanted: bool) -> list[str]:
        with self.store.read() as connection:
            found = mentions.ids(connection, Wanted(**wanted))
            return sorted(item.title for item in items.some(connection, list(found)))

    def item(self, title: str) -> Item:
        with self.store.read() as connection:
            found = mentions.ids(connection, Wanted(everything=True))
            return next(item for item in items.some(connection, list(found)) if item.title == title)

    def say(self, title: str, ours: bool, lesson: DoubtLesson | None = None) -> None:
        """The person decides, and what is stored is looked through again."""
        item = self.item(title)
        with self.store.change(Topic.MENTIONS, label="Decidir") as db:
            unsure.decide(db, [item.id], ours, NOON)
            source = sources.one(db.conn, item.source_id or 0)
            unsure.teach(db, self.watch, source, lesson or DoubtLesson())
        self.look_again()

    def look_again(self) -> None:
        with self.store.change(Topic.MENTIONS, undoable=False) as db:
            intake.bring_up_to_date(db, NOON)


@pytest.fixture
def ear(store: Store) -> Ear:
    return Ear(store)


def test_a_name_alone_is_unsure_and_one_with_something_against_it_is_left_out(ear):
    ear.publish(ear.source, CASTLE, ABROAD, OURS, OTHER)

    assert ear.titles() == [OURS[0]]
    assert ear.titles(unsure=True) == [CASTLE[0]]


def test_what_places_the_name_may_stand_in_the_text_below_the_title(ear):
    ear.publish(ear.source, ("Incendio en Medellín", "Arden dos hectáreas en Badajoz."))

    assert ear.titles() == ["Incendio en Medellín"]


def test_what_is_unsure_counts_nowhere_else_until_it_is_decided(ear):
    new = ear.publish(ear.source, CASTLE, OURS)

    with ear.store.read() as connection:
        counted = tally.count(connection, NOON)

    assert new == 1
    assert (counted.unsure, counted.mentions, counted.new) == (1, 1, 1)


def test_a_mention_is_counted_under_what_was_decided_of_it(ear):
    decided = ["new", *["to_answer"] * 2, *["answered"] * 3, *["read"] * 4, *["ignored"] * 5]
    title, text = OURS
    ear.publish(ear.source, *((f"{number}. {title}", text) for number, _ in enumerate(decided)))
    with ear.store.change(Topic.MENTIONS, undoable=False) as db:
        ids = [row[0] for row in db.conn.execute("SELECT item_id FROM mention")]
        db.conn.executemany(
            "UPDATE mention SET state = ? WHERE item_id = ?", zip(decided, ids, strict=True)
        )

    with ear.store.read() as connection:
        counted = tally.count(connection, NOON)

    assert (counted.new, counted.to_answer, counted.answered, counted.mentions) == (1, 2, 3, 10)


def test_an_old_mention_is_not_counted_as_new_when_it_arrives(ear):
    with ear.store.change(Topic.MENTIONS, undoable=False) as db:
        taking = intake.Intake(db.conn, NOON, Decisions())
        old = FeedEntry(b"old", *OURS, published=NOON - timedelta(days=40))
        taking.take_in(db, ear.source, Feed(entries=(old,)))
        told = taking.settle(db)

    with ear.store.read() as connection:
        counted = tally.count(connection, NOON)
    assert (told, counted.new, counted.mentions) == (0, 0, 1)


def test_a_source_of_the_place_needs_no_word_near_but_nothing_foreign(ear):
    ear.publish(ear.local, CASTLE, ABROAD, OTHER)

    assert ear.titles() == [CASTLE[0]]
    assert ear.titles(unsure=True) == []


def test_what_is_ours_becomes_a_mention_and_stays_one_when_the_rules_change(ear):
    ear.publish(ear.source, CASTLE, ROAD)

    ear.say(CASTLE[0], ours=True)
    with ear.store.change(Topic.WATCHES) as db:
        watches.save(db, replace(ear.watch, none_of=("castillo",)))
    ear.look_again()

    assert ear.titles() == [CASTLE[0]]
    assert ear.titles(unsure=True) == [ROAD[0]]


def test_what_is_not_ours_is_asked_once_and_no_rule_makes_it_a_mention(ear):
    ear.publish(ear.source, CASTLE, ROAD)

    ear.say(CASTLE[0], ours=False)
    with ear.store.change(Topic.WATCHES) as db:
        watches.save(db, replace(ear.watch, near=()))
    ear.look_again()

    assert ear.titles() == [ROAD[0]]
    assert ear.titles(unsure=True) == []


@pytest.mark.parametrize(
    ("ours", "lesson", "mentioned", "unsure_still"),
    [
        (True, DoubtLesson(), ["A"], ["B", "C"]),
        (True, DoubtLesson(near="EX-206"), ["A", "B"], ["C"]),
        (True, DoubtLesson(local=True), ["A", "B", "C"], []),
        (False, DoubtLesson(none_of="EX-206"), [], ["C"]),
    ],
)
def test_a_decision_teaches_what_the_person_lets_it(ear, ours, lesson, mentioned, unsure_still):
    ear.publish(
        ear.source,
        ("A", "Cortada la EX-206 en Medellín"),
        ("B", "Obras en la EX-206 a su paso por Medellín"),
        ("C", "Medellín, en fiestas"),
    )

    ear.say("A", ours, lesson)

    assert ear.titles() == mentioned
    assert ear.titles(unsure=True) == unsure_still


def test_undoing_a_decision_takes_back_what_it_taught(ear):
    ear.publish(ear.source, CASTLE, ROAD)
    before = ear.watch
    ear.say(ROAD[0], ours=True, lesson=DoubtLesson(near="EX-206", local=True))

    ear.store.undo()
    ear.look_again()

    assert ear.titles() == []
    assert ear.titles(unsure=True) == sorted([CASTLE[0], ROAD[0]])
    assert ear.watch.near == before.near
    with ear.store.read() as connection:
        source = sources.one(connection, ear.source.id)
    assert source is not None
    assert not source.local


def test_when_a_source_is_called_local_what_it_said_before_is_ours(ear):
    ear.publish(ear.source, CASTLE)

    for local, mentioned in ((True, [CASTLE[0]]), (False, [])):
        with ear.store.change(Topic.SOURCES) as db:
            sources.save(db, replace(ear.source, local=local))
        with ear.store.read() as connection:
            assert intake.is_due(connection)
        ear.look_again()

        assert ear.titles() == mentioned


def test_a_topic_has_no_doubts(ear):
    with ear.store.change(Topic.WATCHES) as db:
        watches.save(db, replace(ear.watch, kind=WatchKind.TOPIC))
    ear.publish(ear.source, CASTLE)

    assert ear.titles(unsure=True) == []


def test_it_is_known_how_often_the_unsure_ones_were_ours(ear):
    ear.publish(ear.source, CASTLE, ROAD, ("Medellín, en fiestas", ""))

    for title, ours in ((CASTLE[0], True), (ROAD[0], True), ("Medellín, en fiestas", False)):
        ear.say(title, ours)

    with ear.store.read() as connection:
        said = decisions.said(connection)
        (unknown,) = connection.execute("SELECT max(id) + 1 FROM item").fetchone()
        rows = connection.execute("SELECT item_id FROM verdict ORDER BY item_id").fetchall()
        kept = [decisions.verdict(connection, item_id) for item_id in (rows[0][0], rows[2][0])]
        of_none = decisions.verdict(connection, unknown)
    assert (said.ours, said.not_ours) == (2, 1)
    assert (*sorted(kept), of_none) == (False, True, None)


def test_a_watch_that_needs_nothing_near_the_name_learns_no_such_word(ear):
    with ear.store.change(Topic.WATCHES) as db:
        watches.save(db, replace(ear.watch, near=()))
    ear.publish(ear.source, ("Bienal Medellín en la EX-206", ""))

    ear.say("Bienal Medellín en la EX-206", ours=True, lesson=DoubtLesson(near="EX-206"))

    assert ear.watch.near == ()


# What the search of the press for the town brings


def test_what_a_search_found_and_does_not_name_the_town_waits_for_the_person(ear):
    ear.publish(ear.source, OTHER)
    ear.publish(ear.search, ("El teatro romano reabre", ""), ("Boda en Cartagena, Colombia", ""))

    assert ear.titles() == []
    assert ear.titles(unsure=True) == ["El teatro romano reabre"]
    ear.look_again()
    assert ear.titles(unsure=True) == ["El teatro romano reabre"]


def test_what_a_search_found_and_the_person_says_is_ours_is_a_mention(ear):
    ear.publish(ear.search, ("El teatro romano reabre", ""))

    ear.say("El teatro romano reabre", ours=True)

    assert ear.titles() == ["El teatro romano reabre"]
    assert ear.titles(unsure=True) == []


def test_a_search_for_something_else_makes_nothing_unsure(ear):
    with ear.store.change(Topic.SOURCES) as db:
        address = "https://news.google.com/rss/search?q=romerías"
        sources.save(db, replace(ear.search, address=address))

    ear.publish(ear.search, ("El teatro romano reabre", ""))

    assert ear.titles(unsure=True) == []


# The reasons, in words


def test_of_what_a_search_found_it_is_said(ear):
    ear.publish(ear.search, ("El teatro romano reabre", ""))

    assert unsure.why_unsure(ear.watch, ear.item("El teatro romano reabre")) == (
        "Lo encontró una búsqueda de su municipio; lo que se ve aquí no lo nombra."
    )


def test_why_it_is_unsure_names_the_name_and_what_is_missing():
    item = Item(1, None, NOON, NOON, *CASTLE)
    watch = Watch("Medellín", any_of=("Medellín",), near=("Badajoz", "Don Benito"))

    assert unsure.why_unsure(watch, item) == (
        "Dice «Medellín»; nada cerca que la sitúe, como «Badajoz» y «Don Benito»."
        " Tampoco nada en contra."
    )


def test_what_stands_too_far_away_is_told():
    watch = Watch("Medellín", any_of=("Medellín",), near=("Badajoz",), distance=2)
    item = Item(1, None, NOON, NOON, "Medellín", "Una romería que también se hace en Badajoz")

    assert unsure.why_unsure(watch, item) == (
        "Dice «Medellín»; «Badajoz» está a más de 2 palabras."
    )


def test_what_is_left_out_says_by_which_word():
    watch = Watch(
        "Mérida", any_of=("Mérida",), none_of=("Yucatán",), longer=("Castillo de Mérida",)
    )
    abroad = Item(1, None, NOON, NOON, "Mérida, capital de Yucatán")
    longer = Item(2, None, NOON, NOON, "Se vende el Castillo de Mérida")
    other = Item(3, None, NOON, NOON, *OTHER)

    assert unsure.why_left_out([watch], abroad) == [
        "Dice «Mérida», pero también «Yucatán», que la búsqueda «Mérida» deja fuera."
    ]
    assert unsure.why_left_out([watch], longer) == [
        "Dice «Castillo de Mérida», un nombre más largo que no es el nuestro."
    ]
    assert unsure.why_left_out([watch], other) == []
    assert unsure.why_left_out([replace(watch, enabled=False)], abroad) == []


# What an item offers to learn


def test_an_item_offers_its_roads_its_post_code_and_the_names_in_it():
    watch = Watch("Medellín", any_of=("Medellín",), near=("Badajoz",))
    item = Item(
        1, None, NOON, NOON, "Cortada la EX-206 cerca de Medellín",
        "Un camión volcó hacia Don Benito. Sucedió en el 06411, a 15000 metros del Guadiana."
        " Badajoz manda ayuda, y el Parque de la Isla cierra.",
    )  # fmt: skip

    assert unsure.of(item, watch, "06") == Clues(
        signs=("EX-206", "06411"), names=("Don Benito", "Guadiana", "Parque de la Isla")
    )


def test_a_headline_in_capitals_offers_no_names():
    item = Item(1, None, NOON, NOON, "MEDELLÍN ESTRENA AUTOBÚS EN LA PLAZA MAYOR")

    assert unsure.of(item, Watch("Medellín", any_of=("Medellín",)), "06") == Clues()
