"""Calls: each outcome is noted with its hour, and when nobody answers somebody else is next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.crisis import calls
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.model import Call, CallOutcome, LogKind
from core.crisis.people import callees
from core.crisis.scenario import CallGroup
from core.errors import InvalidValue
from core.roster import records as roster
from core.roster.model import Contact, Group, Hat, Phone
from core.store import Store, Topic

Opened = Callable[[], Desk]
Writes = Callable[[], Hand]
Settle = Callable[..., None]


@pytest.fixture
def settle(village: Store, hand: Writes) -> Settle:
    """Note what became of a call."""

    def noted(call: Call, outcome: CallOutcome, said: str | None = None) -> None:
        with village.change(Topic.CRISIS, undoable=False) as db:
            calls.settle(db, call, outcome, hand(), said)

    return noted


def named(opened: Opened, name: str) -> Call:
    return next(one for one in opened().calls if one.name == name)


def told(opened: Opened) -> list[str]:
    return [one.text for one in opened().log if one.kind is LogKind.CALL]


def card(village: Store, contact: Contact) -> Contact:
    """A card of the roster, kept."""
    with village.change(Topic.ROSTER, label="preparar") as db:
        number = roster.add(db, contact, village.clock.now())
    return replace(contact, id=number)


def test_a_call_that_was_answered_says_when_and_what_was_said(
    opened: Opened, settle: Settle, clock: FixedClock
) -> None:
    first = opened().calls[0]
    settle(first, CallOutcome.REACHED, "«Que no se acuse a nadie»")
    now = opened().calls[0]
    assert (now.outcome, now.at, now.said) == (
        CallOutcome.REACHED,
        clock.now(),
        "«Que no se acuse a nadie»",
    )
    assert told(opened) == ["María Gómez Ruiz, por teléfono. «Que no se acuse a nadie»"]


def test_what_was_said_is_kept_when_only_the_outcome_changes(
    opened: Opened, settle: Settle
) -> None:
    settle(opened().calls[0], CallOutcome.REACHED, "Viene")
    settle(opened().calls[0], CallOutcome.MESSAGE_LEFT)
    assert opened().calls[0].said == "Viene"


def test_words_noted_a_while_after_keep_the_hour_of_the_call(
    village: Store, opened: Opened, settle: Settle, hand: Writes, clock: FixedClock
) -> None:
    then = clock.now()
    settle(opened().calls[0], CallOutcome.REACHED)
    clock.moment += timedelta(minutes=4)
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.note(db, opened().calls[0], "Nivel naranja", hand())
    assert (opened().calls[0].at, opened().calls[0].said) == (then, "Nivel naranja")


def test_words_say_nothing_of_what_became_of_a_call_and_wait_with_it(
    village: Store, opened: Opened, settle: Settle, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.note(db, opened().calls[0], "No coge", hand())

    assert (opened().calls[0].outcome, opened().calls[0].said) == (CallOutcome.WAITING, "No coge")
    assert told(opened) == []

    settle(opened().calls[0], CallOutcome.NOT_REACHED)
    assert told(opened) == ["María Gómez Ruiz no contesta al teléfono. No coge"]


def test_the_same_key_twice_is_one_call_and_a_minute_later_it_is_another(
    opened: Opened, settle: Settle, clock: FixedClock
) -> None:
    for seconds in (0, 59, 1):
        clock.moment += timedelta(seconds=seconds)
        settle(opened().calls[0], CallOutcome.NOT_REACHED)
    assert told(opened) == ["María Gómez Ruiz no contesta al teléfono."] * 2
    assert opened().calls[0].at == clock.now()


def test_a_view_that_is_a_moment_old_does_not_undo_what_was_noted_since(
    opened: Opened, settle: Settle
) -> None:
    old = opened().calls[0]
    settle(old, CallOutcome.REACHED, "Viene")
    settle(old, CallOutcome.NOT_REACHED)
    assert opened().calls[0].said == "Viene"


def test_a_call_noted_by_mistake_waits_again_and_the_log_says_both(
    opened: Opened, settle: Settle
) -> None:
    settle(opened().calls[0], CallOutcome.REACHED)
    settle(opened().calls[0], CallOutcome.WAITING)
    assert opened().calls[0].at is None
    assert len(told(opened)) == 2


def test_a_novel_is_refused_with_its_length(opened: Opened, settle: Settle) -> None:
    with pytest.raises(InvalidValue, match=r"501 .* 500"):
        settle(opened().calls[0], CallOutcome.REACHED, "a" * 501)
    assert opened().calls[0].outcome is CallOutcome.WAITING


def test_a_call_from_paper_has_its_own_hour(
    village: Store, opened: Opened, clock: FixedClock
) -> None:
    then = clock.now()
    clock.moment += timedelta(hours=3)
    paper = Hand(clock.now(), at=then, on_paper=True)
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.settle(db, opened().calls[0], CallOutcome.REACHED, paper)
    assert (opened().calls[0].at, opened().calls[0].on_paper) == (then, True)


def test_when_nobody_answers_the_substitute_is_next(village: Store, opened: Opened) -> None:
    mayor = opened().calls[0]
    before = [one.name for one in opened().calls]
    with village.change(Topic.CRISIS, undoable=False) as db:
        made = calls.try_substitute(db, mayor)
    listed = opened().calls
    assert listed[1].id == made
    assert (listed[1].name, listed[1].instead_of) == ("Javier Robles Cano", mayor.id)
    assert listed[1].number
    rest = [one for one in before if one != "Javier Robles Cano"]
    assert [one.name for one in listed] == [rest[0], "Javier Robles Cano", *rest[1:]]
    assert [one.position for one in listed] == list(range(len(listed)))


def test_a_substitute_who_was_to_be_called_later_moves_up(village: Store, opened: Opened) -> None:
    with village.read() as connection:
        deputy = next(one for one in roster.everyone(connection) if one.name.startswith("Javier"))
    with village.change(Topic.CRISIS, undoable=False) as db:
        later = calls.add(db, opened().incident.id, deputy)
        moved = calls.try_substitute(db, opened().calls[0])
    assert moved == later
    assert opened().calls[1].id == later
    assert opened().calls[1].instead_of == opened().calls[0].id


def test_a_substitute_who_was_called_already_is_not_called_again(
    village: Store, opened: Opened, settle: Settle
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.try_substitute(db, opened().calls[0])
    settle(opened().calls[1], CallOutcome.NOT_REACHED)
    with village.change(Topic.CRISIS, undoable=False) as db:
        assert calls.try_substitute(db, opened().calls[0]) is None


def test_two_who_stand_in_for_each_other_do_not_call_for_ever(
    village: Store, opened: Opened, settle: Settle
) -> None:
    one = card(village, Contact("Uno", phones=(Phone("600 000 101"),)))
    other = card(village, Contact("Otro", substitute_id=one.id))
    with village.change(Topic.ROSTER, label="preparar") as db:
        roster.set_substitute(db, one.id, other.id)
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.add(db, opened().incident.id, one)
    settle(named(opened, "Uno"), CallOutcome.NOT_REACHED)
    with village.change(Topic.CRISIS, undoable=False) as db:
        assert calls.try_substitute(db, named(opened, "Uno")) == named(opened, "Otro").id
    settle(named(opened, "Otro"), CallOutcome.NOT_REACHED)
    with village.change(Topic.CRISIS, undoable=False) as db:
        assert calls.try_substitute(db, named(opened, "Otro")) is None


def test_somebody_without_a_substitute_or_without_a_card_has_none(
    village: Store, opened: Opened
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.add(db, opened().incident.id, "Una vecina", "Vio el cebo", "600 000 100")
        assert calls.try_substitute(db, named(opened, "Una vecina")) is None


def test_somebody_is_added_by_name_with_a_number(village: Store, opened: Opened) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.add(db, opened().incident.id, "  Una   vecina ", "Vio el cebo", "600 000 100")
    last = opened().calls[-1]
    assert (last.name, last.why, last.number) == ("Una vecina", "Vio el cebo", "600 000 100")


def test_whoever_is_on_the_list_is_not_put_there_twice(village: Store, opened: Opened) -> None:
    with village.read() as connection:
        mayor = next(one for one in roster.everyone(connection) if Hat.DECIDES in one.hats)
    count = len(opened().calls)
    with village.change(Topic.CRISIS, undoable=False) as db:
        assert calls.add(db, opened().incident.id, mayor) == opened().calls[0].id
    assert len(opened().calls) == count


def test_nobody_without_a_name_is_called(village: Store, opened: Opened) -> None:
    with (
        pytest.raises(InvalidValue, match="a quién"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        calls.add(db, opened().incident.id, "   ")


def test_after_a_call_comes_the_next_that_waits_and_after_the_last_the_first_left_over() -> None:
    def call(number: int, outcome: CallOutcome) -> Call:
        return Call(1, f"Nombre {number}", id=number, outcome=outcome)

    waits, done = CallOutcome.WAITING, CallOutcome.REACHED
    listed = [call(1, waits), call(2, done), call(3, done), call(4, waits)]
    following = [calls.following(listed, one) for one in (1, 2, 4)]
    assert [one.id if one else None for one in following] == [4, 4, 1]
    assert calls.following(listed[:2], 1) is None


def test_the_cards_for_a_call_are_found_by_the_beginning_of_a_word() -> None:
    police = Contact("Puesto (Guardia Civil)", id=1, groups=(Group.EMERGENCIES,),
                     phones=(Phone("062"),))  # fmt: skip
    other = Contact("Vanguardia, S. L.", id=2, groups=(Group.EMERGENCIES,))
    wanted = CallGroup(who="Guardia Civil", group=Group.EMERGENCIES, words=("guardia",))
    assert callees([police, other], wanted) == [police]


def test_cards_of_another_group_are_called_when_the_group_has_none() -> None:
    vet = Contact("Clínica veterinaria Sur", id=1, groups=(Group.COMPANIES,))
    wanted = CallGroup(who="Clínica", group=Group.SUPPLIERS, words=("veterinari",))
    assert callees([vet], wanted) == [vet]


def test_of_a_group_no_more_than_three_are_called_and_those_without_a_number_last() -> None:
    cards = [Contact(f"Servicio {one}", id=one, groups=(Group.SERVICES,)) for one in range(1, 5)]
    cards.append(Contact("Zapatería", id=9, groups=(Group.SERVICES,), phones=(Phone("010"),)))
    found = callees(cards, CallGroup(who="Servicios", group=Group.SERVICES))
    assert [one.name for one in found] == ["Zapatería", "Servicio 1", "Servicio 2"]


def test_an_hour_from_paper_that_is_earlier_is_another_call(
    village: Store, opened: Opened, settle: Settle, clock: FixedClock
) -> None:
    first, then = opened().calls[0], clock.now()
    clock.moment += timedelta(minutes=40)
    settle(first, CallOutcome.REACHED)
    with village.change(Topic.CRISIS, undoable=False) as db:
        calls.settle(db, first, CallOutcome.REACHED, Hand(clock.now(), at=then, on_paper=True))
    now = opened().calls[0]
    assert (now.at, now.on_paper) == (then, True)
    assert len(told(opened)) == 2
