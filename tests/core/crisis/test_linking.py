"""Mentions that speak of an open incident are tied to it, and kept as evidence."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.crisis import closing, linking, opening
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.model import LinkedHow, LogKind
from core.crisis.opening import Wish
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.mentions.intake import Intake
from core.mentions.kinds import State
from core.mentions.model import Entry, Feed, Item
from core.mentions.records import decisions, evidence, items, mentions, sources
from core.store import Store, Topic

Opened = Callable[[], Desk]
Writes = Callable[[], Hand]
Says = Callable[..., Item]


@pytest.fixture
def says(village: Store, clock: FixedClock) -> Says:
    """The radio says something now, and listening takes it in."""

    def publish(title: str, text: str = "") -> Item:
        entry = Entry(
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
            return next(one for one in items.some(connection, found) if one.title == title)

    return publish


def tie(village: Store, clock: FixedClock) -> int:
    with village.change(Topic.CRISIS, undoable=False) as db:
        return linking.link_new(db, clock.now())


def test_what_arrives_with_a_word_of_the_scenario_is_tied_kept_and_told(
    village: Store, opened: Opened, says: Says, clock: FixedClock
) -> None:
    clock.moment += timedelta(minutes=18)
    item = says("Otro perro con síntomas de veneno en Valdehierro")
    with village.read() as connection:
        assert linking.waiting(connection)
    assert tie(village, clock) == 1
    linked = next(one for one in opened().linked if one.item_id == item.id)
    assert linked.how is LinkedHow.LIVE
    last = opened().log[-1]
    assert (last.kind, last.at, last.who) == (LogKind.MENTION, clock.now(), "")
    assert last.text == (
        "Llega mención: Otro perro con síntomas de veneno en Valdehierro (Radio Comarca)."
    )
    with village.read() as connection:
        assert evidence.one(connection, item.id) is not None


def test_what_is_tied_already_is_not_tied_again(
    village: Store, opened: Opened, says: Says, clock: FixedClock
) -> None:
    says("Otro perro con síntomas de veneno en Valdehierro")
    tie(village, clock)
    entries = len(opened().log)
    with village.read() as connection:
        assert not linking.waiting(connection)
    assert tie(village, clock) == 0
    assert len(opened().log) == entries


def test_what_speaks_of_something_else_is_left_alone(
    village: Store, opened: Opened, says: Says, clock: FixedClock
) -> None:
    says("La biblioteca de Valdehierro gana un premio")
    assert tie(village, clock) == 0
    assert opened().linked == ()


def test_what_the_person_called_not_ours_is_left_alone(
    village: Store, opened: Opened, says: Says, clock: FixedClock
) -> None:
    item = says("Otro perro con síntomas de veneno en Valdehierro")
    with village.change(Topic.MENTIONS, undoable=False) as db:
        mentions.set_state(db, [item.id], State.IGNORED, clock.now())
    assert tie(village, clock) == 0


def test_a_mention_of_a_story_that_is_tied_already_is_tied_whatever_its_words(
    village: Store, opened: Opened, says: Says, clock: FixedClock, hand: Writes
) -> None:
    first = says("El Ayuntamiento de Valdehierro suspende el mercadillo del sábado en la plaza")
    with village.change(Topic.CRISIS, undoable=False) as db:
        linking.link_by_hand(db, opened().incident, first, hand())
    clock.moment += timedelta(minutes=5)
    second = says("El Ayuntamiento de Valdehierro suspende el mercadillo del sábado en la plaza ya")
    assert tie(village, clock) == 1
    assert [one.item_id for one in opened().linked] == [first.id, second.id]


def test_a_closed_incident_takes_nothing_more(
    village: Store, opened: Opened, says: Says, clock: FixedClock, hand: Writes
) -> None:
    day = closing.review_day(clock.today())
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.close(db, opened().incident, "Terminado.", "", day, hand())
    says("Otro perro con síntomas de veneno en Valdehierro")
    assert tie(village, clock) == 0


def test_what_was_there_before_is_tied_by_hand_and_once(
    village: Store, opened: Opened, clock: FixedClock, hand: Writes
) -> None:
    with village.read() as connection:
        newest = mentions.ids(connection, mentions.Wanted())[0]
        item = items.some(connection, [newest])[0]
    for _time in range(2):
        with village.change(Topic.CRISIS, undoable=False) as db:
            linking.link_by_hand(db, opened().incident, item, hand())
    assert [(one.item_id, one.how) for one in opened().linked] == [(item.id, LinkedHow.HAND)]
    told = [one for one in opened().log if one.kind is LogKind.MENTION]
    assert [one.who for one in told] == ["Lucía Ortega Prieto"]
    assert told[0].text.startswith(f"Mención enlazada a mano: {item.title}")


def test_nothing_real_is_tied_to_a_drill(
    village: Store, says: Says, clock: FixedClock, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("poisoned-animals", drill=True), hand())
    item = says("Otro perro con síntomas de veneno en Valdehierro")
    assert tie(village, clock) == 0
    with village.read() as connection:
        drill = records.one(connection, number)
    assert drill is not None
    with (
        pytest.raises(InvalidValue, match="A un simulacro"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        linking.link_by_hand(db, drill, item, hand())


def test_a_mention_with_the_longest_title_and_address_is_tied_all_the_same(
    village: Store, opened: Opened, clock: FixedClock
) -> None:
    entry = Entry(
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
    assert tie(village, clock) == 1
    assert opened().log[-1].text.startswith("Llega mención: Veneno en Valdehierro")
