"""Calls: each outcome is noted with its hour, and when nobody answers somebody else is next."""

from dataclasses import replace

import pytest

from core.crisis.callees import callees, first_said
from core.crisis.incidents import calls
from core.crisis.model import Call, CallOutcome, LogKind
from core.crisis.scenario import CallGroup
from core.errors import InvalidValue
from core.roster import records as roster
from core.roster.model import Contact, Group, Hat, Phone
from core.store import Store, Topic
from tests.core.crisis.clerk import Clerk


def named(clerk: Clerk, name: str) -> Call:
    return next(call for call in clerk.desk.calls if call.name == name)


def told(clerk: Clerk) -> list[str]:
    return [entry.text for entry in clerk.desk.log if entry.kind is LogKind.CALL]


def card(village: Store, contact: Contact) -> Contact:
    """A card of the roster, kept."""
    with village.change(Topic.ROSTER, label="preparar") as db:
        number = roster.add(db, contact, village.clock.now())
    return replace(contact, id=number)


def test_a_call_that_was_answered_says_when_and_what_was_said(clerk, clock):
    first = clerk.desk.calls[0]
    clerk.settle(first, CallOutcome.REACHED, "«Que no se acuse a nadie»")
    now = clerk.desk.calls[0]
    assert (now.outcome, now.at, now.said) == (
        CallOutcome.REACHED,
        clock.now(),
        "«Que no se acuse a nadie»",
    )
    assert told(clerk) == ["María Gómez Ruiz, por teléfono. «Que no se acuse a nadie»"]


def test_what_was_said_is_kept_when_only_the_outcome_changes(clerk):
    clerk.settle(clerk.desk.calls[0], CallOutcome.REACHED, "Viene")
    clerk.settle(clerk.desk.calls[0], CallOutcome.MESSAGE_LEFT)
    assert clerk.desk.calls[0].said == "Viene"


def test_words_noted_a_while_after_keep_the_hour_of_the_call(clerk, clock):
    then = clock.now()
    clerk.settle(clerk.desk.calls[0], CallOutcome.REACHED)
    clerk.later(minutes=4)
    clerk.do(calls.note, clerk.desk.calls[0], "Nivel naranja", clerk.hand())
    assert (clerk.desk.calls[0].at, clerk.desk.calls[0].said) == (then, "Nivel naranja")
    # What was said reads as no second call.
    assert told(clerk) == [
        "María Gómez Ruiz, por teléfono.",
        "De la llamada a María Gómez Ruiz: Nivel naranja",
    ]

    clerk.do(calls.note, clerk.desk.calls[0], "", clerk.hand())
    assert told(clerk)[2:] == ["María Gómez Ruiz, por teléfono."]


def test_words_say_nothing_of_what_became_of_a_call_and_wait_with_it(clerk):
    clerk.do(calls.note, clerk.desk.calls[0], "No coge", clerk.hand())

    assert (clerk.desk.calls[0].outcome, clerk.desk.calls[0].said) == (
        CallOutcome.WAITING,
        "No coge",
    )
    assert told(clerk) == []

    clerk.settle(clerk.desk.calls[0], CallOutcome.NOT_REACHED)
    assert told(clerk) == ["María Gómez Ruiz no contesta al teléfono. No coge"]


def test_the_same_key_twice_is_one_call_and_a_minute_later_it_is_another(clerk, clock):
    for seconds in (0, 59, 1):
        clerk.later(seconds=seconds)
        clerk.settle(clerk.desk.calls[0], CallOutcome.NOT_REACHED)
    assert told(clerk) == ["María Gómez Ruiz no contesta al teléfono."] * 2
    assert clerk.desk.calls[0].at == clock.now()


def test_a_view_that_is_a_moment_old_does_not_undo_what_was_noted_since(clerk):
    old = clerk.desk.calls[0]
    clerk.settle(old, CallOutcome.REACHED, "Viene")
    clerk.settle(old, CallOutcome.NOT_REACHED)
    assert clerk.desk.calls[0].said == "Viene"


def test_a_call_noted_by_mistake_waits_again_and_the_log_says_both(clerk):
    clerk.settle(clerk.desk.calls[0], CallOutcome.REACHED)
    clerk.settle(clerk.desk.calls[0], CallOutcome.WAITING)
    assert clerk.desk.calls[0].at is None
    assert len(told(clerk)) == 2


def test_a_novel_is_refused_with_its_length(clerk):
    with pytest.raises(InvalidValue, match=r"501 .* 500"):
        clerk.settle(clerk.desk.calls[0], CallOutcome.REACHED, "a" * 501)
    assert clerk.desk.calls[0].outcome is CallOutcome.WAITING


def test_a_call_from_paper_has_its_own_hour(clerk, clock):
    then = clock.now()
    clerk.later(hours=3)
    paper = clerk.paper(then)
    clerk.settle(clerk.desk.calls[0], CallOutcome.REACHED, hand=paper)
    assert (clerk.desk.calls[0].at, clerk.desk.calls[0].on_paper) == (then, True)


def test_when_nobody_answers_the_substitute_is_next(clerk):
    mayor = clerk.desk.calls[0]
    before = [call.name for call in clerk.desk.calls]
    made = clerk.do(calls.try_substitute, mayor)
    listed = clerk.desk.calls
    assert listed[1].id == made
    assert (listed[1].name, listed[1].instead_of) == ("Javier Robles Cano", mayor.id)
    assert listed[1].number
    rest = [text for text in before if text != "Javier Robles Cano"]
    assert [call.name for call in listed] == [rest[0], "Javier Robles Cano", *rest[1:]]
    assert [call.position for call in listed] == list(range(len(listed)))


def test_a_substitute_who_was_to_be_called_later_moves_up(clerk):
    deputy = clerk.card("Javier")
    later = clerk.do(calls.add, clerk.number, deputy)
    moved = clerk.do(calls.try_substitute, clerk.desk.calls[0])
    assert moved == later
    assert clerk.desk.calls[1].id == later
    assert clerk.desk.calls[1].instead_of == clerk.desk.calls[0].id


def test_a_substitute_who_was_called_already_is_not_called_again(clerk):
    clerk.do(calls.try_substitute, clerk.desk.calls[0])
    clerk.settle(clerk.desk.calls[1], CallOutcome.NOT_REACHED)
    assert clerk.do(calls.try_substitute, clerk.desk.calls[0]) is None


def test_two_who_stand_in_for_each_other_do_not_call_for_ever(clerk, village):
    contact = card(clerk.store, Contact("Uno", phones=(Phone("600 000 101"),)))
    other = card(clerk.store, Contact("Otro", substitute_id=contact.id))
    with village.change(Topic.ROSTER, label="preparar") as db:
        roster.set_substitute(db, contact.id, other.id)
    clerk.do(calls.add, clerk.number, contact)
    clerk.settle(named(clerk, "Uno"), CallOutcome.NOT_REACHED)
    assert clerk.do(calls.try_substitute, named(clerk, "Uno")) == named(clerk, "Otro").id
    clerk.settle(named(clerk, "Otro"), CallOutcome.NOT_REACHED)
    assert clerk.do(calls.try_substitute, named(clerk, "Otro")) is None


def test_somebody_without_a_substitute_or_without_a_card_has_none(clerk):
    clerk.do(calls.add, clerk.number, "Una vecina", "Vio el cebo", "600 000 100")
    assert clerk.do(calls.try_substitute, named(clerk, "Una vecina")) is None


def test_somebody_is_added_by_name_with_a_number(clerk):
    clerk.do(calls.add, clerk.number, "  Una   vecina ", "Vio el cebo", "600 000 100")
    last = clerk.desk.calls[-1]
    assert (last.name, last.why, last.number) == ("Una vecina", "Vio el cebo", "600 000 100")


def test_whoever_is_on_the_list_is_not_put_there_twice(clerk):
    mayor = clerk.wearer(Hat.DECIDES)
    count = len(clerk.desk.calls)
    assert clerk.do(calls.add, clerk.number, mayor) == clerk.desk.calls[0].id
    assert len(clerk.desk.calls) == count


def test_nobody_without_a_name_is_called(clerk):
    with pytest.raises(InvalidValue, match="a quién"):
        clerk.do(calls.add, clerk.number, "   ")


def test_after_a_call_comes_the_next_that_waits_and_after_the_last_the_first_left_over():
    def call(number: int, outcome: CallOutcome) -> Call:
        return Call(1, f"Nombre {number}", id=number, outcome=outcome)

    waits, done = CallOutcome.WAITING, CallOutcome.REACHED
    listed = [call(1, waits), call(2, done), call(3, done), call(4, waits)]
    following = [calls.following(listed, number) for number in (1, 2, 4)]
    assert [other.id if other else None for other in following] == [4, 4, 1]
    assert calls.following(listed[:2], 1) is None


def test_the_cards_for_a_call_are_found_by_the_beginning_of_a_word():
    police = Contact("Puesto (Guardia Civil)", id=1, groups=(Group.EMERGENCIES,),
                     phones=(Phone("062"),))  # fmt: skip
    other = Contact("Vanguardia, S. L.", id=2, groups=(Group.EMERGENCIES,))
    wanted = CallGroup(who="Guardia Civil", group=Group.EMERGENCIES, words=("guardia",))
    assert callees([police, other], wanted) == [police]


def test_of_two_in_one_text_the_first_is_meant_also_where_it_begins_the_text():
    health = CallGroup(who="Sanidad", group=Group.SUPPLIERS)
    police = CallGroup(who="Policía Local", group=Group.EMERGENCIES)

    assert first_said("Sanidad lo dice, y la Policía Local lo lleva", (police, health)) == health
    assert first_said("Que lo diga la Policía Local", (police, health)) == police
    assert first_said("Que lo diga otra persona", (police, health)) is None


def test_cards_of_another_group_are_called_when_the_group_has_none():
    vet = Contact("Clínica veterinaria Sur", id=1, groups=(Group.COMPANIES,))
    wanted = CallGroup(who="Clínica", group=Group.SUPPLIERS, words=("veterinari",))
    assert callees([vet], wanted) == [vet]


def test_of_a_group_no_more_than_three_are_called_and_those_without_a_number_last():
    cards = [Contact(f"Servicio {item}", id=item, groups=(Group.SERVICES,)) for item in range(1, 5)]
    cards.append(Contact("Zapatería", id=9, groups=(Group.SERVICES,), phones=(Phone("010"),)))
    found = callees(cards, CallGroup(who="Servicios", group=Group.SERVICES))
    assert [contact.name for contact in found] == ["Zapatería", "Servicio 1", "Servicio 2"]


def test_an_hour_from_paper_that_is_earlier_is_another_call(clerk, clock):
    first, then = clerk.desk.calls[0], clock.now()
    clerk.later(minutes=40)
    clerk.settle(first, CallOutcome.REACHED)
    clerk.settle(first, CallOutcome.REACHED, hand=clerk.paper(then))
    now = clerk.desk.calls[0]
    assert (now.at, now.on_paper) == (then, True)
    assert len(told(clerk)) == 2
