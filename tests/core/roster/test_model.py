"""The rules about contacts, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.errors import InvalidValue
from core.roster.model import (
    Contact,
    ContactKind,
    Group,
    Hat,
    Phone,
    checked_email,
    dial_uri,
    duplicates,
    expired,
    group_label,
    merged,
    searched,
    since_when,
    to_check,
)
from tests.core.in_turn import in_turn

TODAY = date(2026, 11, 24)

ANA = Contact(
    "Ana Núñez Cano",
    id=1,
    organisation="Ayuntamiento",
    post="Alcaldesa",
    phones=(Phone("924 80 00 00"), Phone("600 00 00 01", "móvil")),
    email="alcaldia@medellin.es",
    groups=(Group.MAYOR,),
    note="Los miércoles, en la Diputación",
)


@in_turn(
    "text",
    [
        *(
            "ana",
            "NUÑEZ",
            "nunez",
            "cano ana",
            "alcaldesa medellin",
            "diputacion",
            "924800000",
            "924 80",
        ),
        *("600000001", "", "  "),
    ],
)
def test_a_search_finds_words_in_any_order_and_numbers_in_any_grouping(text):
    assert searched(ANA, text)


def test_a_search_finds_a_group_by_its_name():
    assert searched(ANA, group_label(Group.MAYOR))


@pytest.mark.parametrize("text", ["ana luis", "924800001"])
def test_a_search_wants_every_word(text):
    assert not searched(ANA, text)


def test_the_check_asks_for_what_is_older_than_90_days_oldest_first():
    limit = TODAY - timedelta(days=90)
    fresh = Contact("Fresca", verified_on=limit)
    stale = Contact("Vieja", verified_on=limit - timedelta(days=1))
    older = Contact("Más vieja", verified_on=date(2020, 1, 1))
    never = Contact("Nunca")
    proposed = Contact("Propuesta", suggested="porque sí")

    assert to_check([fresh, stale, proposed, older, never], TODAY) == [never, older, stale]


def test_only_persons_who_were_once_confirmed_expire():
    old = date(2024, 1, 1)
    person = Contact("Persona", verified_on=old)
    others = [
        Contact("Servicio", kind=ContactKind.SERVICE, verified_on=old),
        Contact("Nunca confirmada"),
        Contact("Reciente", verified_on=TODAY - timedelta(days=731)),
    ]
    just = Contact("Por un día", verified_on=TODAY - timedelta(days=732))

    assert expired([*others, person, just], months=24, today=TODAY) == [person, just]


def test_the_same_words_in_another_order_look_like_one_person():
    other = Contact("CANO, Ana Núñez", id=2)

    assert duplicates([other, ANA]) == [(ANA, other)]


def test_the_same_e_mail_looks_like_one_person():
    other = Contact("Alcaldía", id=2, email="ALCALDIA@medellin.es")

    assert duplicates([ANA, other]) == [(ANA, other)]


def test_a_shared_phone_needs_a_word_of_the_name_in_common():
    office = Contact("Luis Pérez", id=2, phones=(Phone("924 80 00 00"),))
    herself = Contact("Ana (alcaldesa)", id=3, phones=(Phone("+34 924 80 00 00"),))

    assert duplicates([ANA, office]) == []
    assert duplicates([ANA, office, herself]) == [(ANA, herself)]


def test_joining_keeps_what_only_the_other_has():
    other = Contact(
        "Ana",
        id=2,
        phones=(Phone("+34 924 800 000"), Phone("600 00 00 02")),
        email="ana@example.es",
        groups=(Group.CRISIS_TEAM,),
        hats=(Hat.SPEAKS,),
        available="Tardes",
        note="Prefiere WhatsApp",
        verified_on=TODAY,
    )

    joined = merged(ANA, other)

    assert (joined.id, joined.name, joined.email) == (1, ANA.name, ANA.email)
    assert [phone.number for phone in joined.phones] == [
        "924 80 00 00", "600 00 00 01", "600 00 00 02",
    ]  # fmt: skip
    assert joined.groups == (Group.CRISIS_TEAM, Group.MAYOR)
    assert (joined.hats, joined.available) == ((Hat.SPEAKS,), "Tardes")
    assert joined.note == "Los miércoles, en la Diputación\nPrefiere WhatsApp"
    assert joined.verified_on == TODAY


@pytest.mark.parametrize(
    "field",
    ["organisation", "post", "email", "available", "note", "purpose", "legal_basis"],
)
def test_what_only_one_of_two_cards_says_is_kept_whichever_it_is(field):
    silent, telling = Contact("Ana", id=1), replace(Contact("Ana", id=2), **{field: "Así"})

    assert getattr(merged(silent, telling), field) == "Así"
    assert getattr(merged(telling, silent), field) == "Así"


def test_a_joined_card_is_never_its_own_substitute():
    other = Contact("Ana", id=2, substitute_id=1)

    assert merged(ANA, other).substitute_id is None


@in_turn(
    "number, uri",
    [
        ("924 80 00 00", "tel:+34924800000"),
        ("924 80 00 00 ext. 12", "tel:+34924800000"),
        ("+351 21 322 6000", "tel:+351213226000"),
        ("112", "tel:112"),
        ("ext. 12", ""),
        ("+34 600 000 001 600 000 002", ""),
    ],
)
def test_a_number_becomes_what_a_phone_dials(number, uri):
    assert dial_uri(number) == uri


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" alcaldia@medellin.es ", "alcaldia@medellin.es"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("alcal\u00addia@\u200bmedellin.es", "alcaldia@medellin.es"),
        (f"{'a' * 242}@medellin.es", f"{'a' * 242}@medellin.es"),
    ],
)
def test_an_e_mail_is_cleaned(typed, kept):
    assert checked_email(typed) == kept


@in_turn(
    "typed",
    ["ana", "ana@", "@medellin.es", "ana@medellin", "a b@c.es", f"{'a' * 243}@medellin.es"],
)
def test_what_cannot_be_an_e_mail_is_told(typed):
    with pytest.raises(InvalidValue):
        checked_email(typed)


def test_never_verified_is_not_said_to_be_ninety_days_ago():
    new = Contact("Ana")
    old = Contact("Luis", verified_on=date(2026, 1, 1))

    assert since_when([new, new]) == "2 nunca se han verificado"
    assert since_when([old]) == "1 no se verifica desde hace más de 90 días"
    both = "1 nunca se ha verificado, 2 no se verifican desde hace más de 90 días"
    assert since_when([new, old, old]) == both
    assert since_when([]) == ""
