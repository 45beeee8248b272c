"""Searching in everything: what is found of a word, in which order, and what never is."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cancel import CancelToken
from core.clock import FixedClock
from core.crisis.model import Incident
from core.crisis.records import incidents
from core.crisis.scenarios import library
from core.errors import Cancelled
from core.finding import mentions, model, things
from core.finding.model import PER_KIND, Findable, FoundKind, FoundThings
from core.mentions.model import Source
from core.mentions.records import sources
from core.plan.kinds import LevelName
from core.store import Store, Topic, open_store
from tests.core.in_turn import in_turn


@pytest.fixture
def store(file, clock: FixedClock):
    opened = open_store(file, clock)
    yield opened
    opened.close()


def found(store: Store, typed: str) -> FoundThings:
    with store.read() as connection:
        known = things.everything(connection, store.clock.today(), CancelToken())
        return model.best([*known, *mentions.newest(connection, typed, store.clock.now())], typed)


def test_days_are_told_as_lists_tell_them(store):
    lines = [thing.line for thing in found(store, "agua").shown]

    assert not [line for line in lines if re.search(r"\d\d/\d\d/\d{4}", line)]
    assert [line for line in lines if re.match(r"\w{3}, \d{1,2} \w{3,4}.* · Preparada", line)]


def titles(answer: FoundThings, kind: FoundKind) -> list[str]:
    return [thing.title for thing in answer.shown if thing.kind is kind]


@in_turn(
    "typed, kind, title",
    [
        ("INÉS calvo", FoundKind.CONTACT, "Inés Calvo Ferrer"),
        ("ferrer ines", FoundKind.CONTACT, "Inés Calvo Ferrer"),
        ("600000015", FoundKind.CONTACT, "Pablo Sáez Gil"),
        ("agua no apta", FoundKind.SCENARIO, "Agua no apta para el consumo"),
        ("cri-04", FoundKind.SCENARIO, "Incendio"),
        ("recibo explicado", FoundKind.ITEM, "Recibo del agua, explicado"),
        ("pagina de facebook", FoundKind.CHANNEL, "Página de Facebook"),
        ("calle real obras", FoundKind.WATCH, "Obras de la calle Real"),
        ("venenos", FoundKind.TOPIC, "Animales y venenos"),
        ("eco comarcal", FoundKind.SOURCE, "El Eco Comarcal"),
        ("piscina horario", FoundKind.MENTION, "La piscina de Valdehierro amplía su horario"),
        ("directorio bolsillo", FoundKind.DOCUMENT, "Directorio de bolsillo"),
        ("donde se guardan las copias", FoundKind.CHAPTER, "Elegir dónde se guardan las copias"),
    ],
)
def test_words_in_any_order_without_accents_find_each_kind(store, typed, kind, title):
    assert title in titles(found(store, typed), kind)


def test_of_what_was_noted_later_from_paper_the_day_counts(store):
    outage = library.shipped("outage")
    with store.change(Topic.CRISIS) as db:
        for title, days in (("Zarzal de hoy", 0), ("Zarzal de antes", 9), ("Zarzal de ayer", 1)):
            opened = store.clock.now() - timedelta(days=days)
            incident = Incident(title, outage.id, "es", LevelName.YELLOW, opened, closed_at=opened)
            incidents.add(db, incident, outage)

    in_order = titles(found(store, "zarzal"), FoundKind.INCIDENT)

    assert in_order == ["Zarzal de hoy", "Zarzal de ayer", "Zarzal de antes"]


def test_its_name_comes_before_what_only_has_the_words():
    things = [
        Findable(FoundKind.CONTACT, 1, "Aguas del Valle"),
        Findable(FoundKind.CONTACT, 2, "Pablo Sáez", more="agua"),
        Findable(FoundKind.DOCUMENT, 3, "Corte de agua"),
        Findable(FoundKind.DOCUMENT, 4, "Agua"),
        Findable(FoundKind.DOCUMENT, 5, "Paraguas"),
    ]

    answer = model.best(things, "agua")

    assert [thing.key for thing in answer.shown] == [4, 1, 3, 5, 2]


def test_of_a_kind_with_many_answers_the_others_are_seen_too():
    things = [Findable(FoundKind.CONTACT, at, f"Bar {at}") for at in range(50)]
    things.append(Findable(FoundKind.DOCUMENT, 0, "Cartel del bar"))

    answer = model.best(things, "bar")

    assert answer.count == 51
    assert len(titles(answer, FoundKind.CONTACT)) == PER_KIND
    assert titles(answer, FoundKind.DOCUMENT) == ["Cartel del bar"]


def test_an_address_that_is_a_key_is_not_looked_at(store):
    secret = Source("Avisos del grupo", "https://ejemplo.example/feed?clave=s3cr3t0", secret=True)
    with store.change(Topic.SOURCES) as db:
        sources.add(db, secret, store.clock.now())

    assert titles(found(store, "avisos grupo"), FoundKind.SOURCE) == ["Avisos del grupo"]
    assert found(store, "s3cr3t0").count == 0


def test_reading_what_there_is_can_be_stopped(store):
    token = CancelToken()
    token.cancel()

    with store.read() as connection, pytest.raises(Cancelled):
        things.everything(connection, store.clock.today(), token)


def test_a_mention_far_back_is_found_among_all(store):
    typed = "ganaderos charcas"
    with store.read() as connection:
        everywhere = mentions.of_all(connection, typed, store.clock.now())

    assert [thing.title for thing in everywhere] == [
        "Ganaderos de Valdehierro, preocupados por la falta de agua en las charcas"
    ]


@given(st.text())
def test_whatever_is_typed_is_no_error(store, typed):
    with store.read() as connection:
        model.best(mentions.newest(connection, typed, store.clock.now()), typed)
