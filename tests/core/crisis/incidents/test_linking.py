"""Mentions that speak of an open incident are tied to it, and kept as evidence."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.clock import FixedClock
from core.crisis.incidents import linking
from core.crisis.model import LinkedHow, LogKind
from core.errors import InvalidValue
from core.mentions.kinds import MentionState
from core.mentions.listening.intake import Intake
from core.mentions.model import Feed, FeedEntry, Item
from core.mentions.records import decisions, evidence, items, mentions, sources
from core.store import Store, Topic
from tests.core.crisis.clerk import Clerk, sit_down

Says = Callable[..., Item]


@pytest.fixture
def says(village: Store, clock: FixedClock) -> Says:
    """The radio says something now, and listening takes it in."""

    def publish(title: str, text: str = "") -> Item:
        entry = FeedEntry(
            key=hashlib.blake2b(title.encode(), digest_size=16).digest(),
            title=title,
            text=text,
            link=f"https://radio.example/{len(title)}",
            published=clock.now(),
            outlet="Radio Comarca",
        )
        with village.change(Topic.MENTIONS, undoable=False) as db:
            radio = sources.everything(db.conn)[0]
            intake = Intake(db.conn, clock.now(), decisions.load(db.conn))
            intake.take_in(db, radio, Feed(entries=(entry,)))
            intake.settle(db)
        with village.read() as connection:
            found = mentions.ids(connection, mentions.Wanted(everything=True))
            return next(item for item in items.some(connection, found) if item.title == title)

    return publish


def tie(clerk: Clerk) -> int:
    return clerk.do(linking.link_new, clerk.hand().now)


def test_what_arrives_with_a_word_of_the_scenario_is_tied_kept_and_told(
    clerk, village, says, clock
):
    clerk.later(minutes=18)
    item = says("Otro perro con síntomas de veneno en Valdehierro")
    with village.read() as connection:
        assert linking.waiting(connection)
    assert tie(clerk) == 1
    linked = next(
        linked_item for linked_item in clerk.desk.linked if linked_item.item_id == item.id
    )
    assert linked.how is LinkedHow.LIVE
    last = clerk.desk.log[-1]
    assert (last.kind, last.at, last.who) == (LogKind.MENTION, clock.now(), "")
    assert last.text == (
        "Nueva mención del incidente: "
        "Otro perro con síntomas de veneno en Valdehierro (Radio Comarca)."
    )
    with village.read() as connection:
        assert evidence.one(connection, item.id) is not None


def test_what_is_tied_already_is_not_tied_again(clerk, village, says):
    says("Otro perro con síntomas de veneno en Valdehierro")
    tie(clerk)
    entries = len(clerk.desk.log)
    with village.read() as connection:
        assert not linking.waiting(connection)
    assert tie(clerk) == 0
    assert len(clerk.desk.log) == entries


def test_what_speaks_of_something_else_is_left_alone(clerk, says):
    says("La biblioteca de Valdehierro gana un premio")
    assert tie(clerk) == 0
    assert clerk.desk.linked == ()


def test_what_the_person_called_not_ours_is_left_alone(clerk, village, says, clock):
    item = says("Otro perro con síntomas de veneno en Valdehierro")
    with village.change(Topic.MENTIONS, undoable=False) as db:
        mentions.set_state(db, [item.id], MentionState.IGNORED, clock.now())
    assert tie(clerk) == 0


def test_a_mention_of_a_story_that_is_tied_already_is_tied_whatever_its_words(clerk, says):
    first = says("El Ayuntamiento de Valdehierro suspende el mercadillo del sábado en la plaza")
    clerk.do(linking.link_by_hand, clerk.incident, first, clerk.hand())
    clerk.later(minutes=5)
    second = says("El Ayuntamiento de Valdehierro suspende el mercadillo del sábado en la plaza ya")
    assert tie(clerk) == 1
    assert [item.item_id for item in clerk.desk.linked] == [first.id, second.id]


def test_a_closed_incident_takes_nothing_more(clerk, says):
    clerk.close()
    says("Otro perro con síntomas de veneno en Valdehierro")
    assert tie(clerk) == 0


def test_what_was_there_before_is_tied_by_hand_and_once(clerk, village):
    with village.read() as connection:
        newest = mentions.ids(connection, mentions.Wanted())[0]
        item = items.some(connection, [newest])[0]
    for _time in range(2):
        clerk.do(linking.link_by_hand, clerk.incident, item, clerk.hand())
    assert [(linked_item.item_id, linked_item.how) for linked_item in clerk.desk.linked] == [
        (item.id, LinkedHow.HAND)
    ]
    told = [entry for entry in clerk.desk.log if entry.kind is LogKind.MENTION]
    assert [entry.who for entry in told] == ["Lucía Ortega Prieto"]
    assert told[0].text.startswith(f"Mención enlazada a mano: {item.title}")


def test_nothing_real_is_tied_to_a_drill(village, says):
    drill = sit_down(village, drill=True)
    item = says("Otro perro con síntomas de veneno en Valdehierro")
    assert tie(drill) == 0
    with pytest.raises(InvalidValue, match="A un simulacro"):
        drill.do(linking.link_by_hand, drill.incident, item, drill.hand())


@pytest.mark.parametrize(("outlet", "letters"), [("", 178), ("", 179), ("Radio", 179)])
def test_the_log_says_where_it_was_read_by_its_name_or_how_its_address_begins(
    clock, outlet, letters
):
    now = clock.now()
    item = Item(0, None, now, now, "Veneno", link=f"https://radio.example/{'a' * letters}")

    told = linking.arrived(replace(item, outlet=outlet))

    where = outlet or f"https://radio.example/{'a' * 178}"
    assert told == f"Nueva mención del incidente: Veneno ({where})."


def test_a_mention_with_the_longest_title_and_address_is_tied_all_the_same(clerk, village, clock):
    entry = FeedEntry(
        key=b"x" * 16,
        title=f"Veneno en Valdehierro {'y otra vez ' * 50}"[:500],
        link=f"https://radio.example/{'a' * 3000}",
        published=clock.now(),
    )
    with village.change(Topic.MENTIONS, undoable=False) as db:
        radio = sources.everything(db.conn)[0]
        intake = Intake(db.conn, clock.now(), decisions.load(db.conn))
        intake.take_in(db, radio, Feed(entries=(entry,)))
        intake.settle(db)
    assert tie(clerk) == 1
    assert clerk.desk.log[-1].text.startswith("Nueva mención del incidente: Veneno en Valdehierro")
