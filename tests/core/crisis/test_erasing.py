"""Erasing a person reaches calls and hats; the log stays as it was written, and whole."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.crisis import calls, erasing, log
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.model import Call, CallOutcome
from core.crisis.records import incidents as records
from core.roster import records as roster
from core.roster.model import Contact, Hat
from core.store import Store, Topic


def test_an_erased_person_is_in_no_call_and_under_no_hat(
    village: Store, opened: Callable[[], Desk]
) -> None:
    with village.read() as connection:
        mayor = next(one for one in roster.everyone(connection) if Hat.DECIDES in one.hats)
    with village.forget(Topic.ROSTER, Topic.CRISIS) as db:
        erasing.erase_person(db, mayor)
        roster.delete(db, mayor.id)
    desk = opened()
    named = [*(one.name for one in desk.calls), *(one.name for one in desk.hats)]
    assert mayor.name not in named
    numbers = {phone.number for phone in mayor.phones}
    assert not numbers & {one.number for one in desk.calls}
    assert (desk.calls[0].name, desk.calls[0].number) == ("datos borrados", "")


def test_the_log_keeps_what_was_written_and_says_how_often_it_names_somebody(
    village: Store, opened: Callable[[], Desk]
) -> None:
    with village.read() as connection:
        writer = next(one for one in roster.everyone(connection) if Hat.WRITES in one.hats)
        named = erasing.entries_naming(connection, writer)
    assert named > sum(one.who == writer.name for one in opened().log) > 0
    with village.forget(Topic.ROSTER, Topic.CRISIS) as db:
        erasing.erase_person(db, writer)
    with village.read() as connection:
        assert erasing.entries_naming(connection, writer) == named
        assert log.broken_at(connection) is None


def test_whoever_has_the_same_name_and_a_card_of_their_own_stays(
    village: Store, opened: Callable[[], Desk]
) -> None:
    with village.change(Topic.ROSTER) as db:
        mayor = next(one for one in roster.everyone(db.conn) if Hat.DECIDES in one.hats)
        other = replace(mayor, id=0, substitute_id=None, hats=())
        other = replace(other, id=roster.add(db, other, village.clock.now()))
    incident = opened().incident.id
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.add(db, incident, other)
        records.put(db, Call(incident, mayor.name, number="600 000 009", position=99))
    with village.forget(Topic.ROSTER, Topic.CRISIS) as db:
        erasing.erase_person(db, mayor)
        roster.delete(db, mayor.id)
    named = [one for one in opened().calls if one.name == mayor.name]
    assert [one.contact_id for one in named] == [other.id]


@pytest.mark.usefixtures("madrid")
def test_a_persons_data_tells_the_hats_and_calls_and_how_often_the_log_names_them(
    village: Store, opened: Callable[[], Desk]
) -> None:
    with village.read() as connection:
        mayor = next(one for one in roster.everyone(connection) if Hat.DECIDES in one.hats)
    hand = Hand(village.clock.now(), "Lucía")
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.settle(db, opened().calls[0], CallOutcome.REACHED, hand, "«Que no se acuse»")
    with village.read() as connection:
        hats, called, named = (text for _what, text in erasing.kept_about(connection, mayor))
        entries = erasing.entries_naming(connection, mayor)
    title = opened().incident.title
    assert f"{title}, 24/11/2026: Decide" in hats
    (last,) = (one for one in called.splitlines() if one.startswith(f"{title}, 24/11/2026"))
    assert mayor.phones[0].number in last
    assert "«Que no se acuse»" in last
    assert str(entries) in named


def test_of_somebody_who_is_in_no_incident_nothing_is_told(village: Store) -> None:
    with village.read() as connection:
        assert erasing.kept_about(connection, Contact("Nadie de Nada", id=9999)) == []
