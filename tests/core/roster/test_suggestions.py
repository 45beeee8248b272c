"""A new workspace is filled with what a town of its size needs."""

from dataclasses import replace

import pytest

from core import content
from core.roster import records
from core.roster.model import ContactKind, Hat
from core.roster.suggestions import Cards, SuggestedContact, sized


@pytest.mark.parametrize(
    ("people", "at_least", "at_most"), [(400, 25, 36), (2241, 33, 42), (12_000, 38, 45)]
)
def test_the_number_of_cards_follows_the_town(town, people, at_least, at_most):
    cards = sized(content.load("roster-suggestions", Cards).cards, replace(town, population=people))

    assert at_least <= len(cards) <= at_most


@pytest.mark.parametrize(
    ("people", "proposed"),
    [
        (0, ["any"]),
        (999, ["any"]),
        (1000, ["some", "any"]),
        (5000, ["some", "any"]),
        (5001, ["any"]),
    ],
)
def test_a_card_is_proposed_from_one_number_of_inhabitants_to_another(town, people, proposed):
    cards = [
        SuggestedContact(
            "some", ContactKind.SERVICE, "Uno", "Por algo", min_population=1000, max_population=5000
        ),
        SuggestedContact("any", ContactKind.SERVICE, "Otro", "Por algo"),
    ]

    assert [card.id for card in sized(cards, replace(town, population=people))] == proposed


def test_a_body_without_population_is_sized_as_a_small_town(town):
    cards = content.load("roster-suggestions", Cards).cards

    assert sized(cards, replace(town, population=None)) == sized(
        cards, replace(town, population=5000)
    )


def test_regional_numbers_come_only_where_they_hold(town):
    cards = content.load("roster-suggestions", Cards).cards
    numbers = {
        region: {
            number for card in sized(cards, replace(town, region=region)) for number in card.phones
        }
        for region in ("Extremadura", "Andalucía")
    }

    assert "061" not in numbers["Extremadura"]
    assert "061" in numbers["Andalucía"]


def test_every_card_says_why_and_persons_come_with_purpose_and_legal_basis(store):
    with store.read() as connection:
        cards = records.everyone(connection)

    assert all(card.suggested for card in cards)
    persons = [card for card in cards if card.kind is ContactKind.PERSON and card.groups]
    assert persons
    assert all(card.purpose and card.legal_basis for card in persons)
    assert {hat for card in cards for hat in card.hats} == set(Hat)
