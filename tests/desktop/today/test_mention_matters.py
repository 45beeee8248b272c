"""Hoy of listening: who waits for an answer, which sources say nothing and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from core.mentions.kinds import MentionState, Trouble
from core.mentions.model import Item, Mention, Source, SourceMemory
from core.mentions.records import items, mentions, sources
from core.mentions.records.items import NewItem
from core.plan import records as plans
from core.store import Topic
from desktop.services import Services
from desktop.today.matter import Matter, Weight
from desktop.today.mention_matters import mention_matters


def one(services: Services, key: str) -> Matter:
    with services.store.read() as connection:
        found = mention_matters(connection, services.clock.now())
    return next(matter for matter in found if matter.key == key)


def said(services: Services, key: str) -> tuple[str, str]:
    """Title and line of a matter of listening."""
    matter = one(services, key)
    return matter.title, matter.line


def add_sources(services: Services, failing: dict[str, int], fine: Sequence[str] = ()) -> None:
    """Sources that were read well or, so many times in a row, were not."""
    now = services.clock.now()
    with services.store.change(Topic.SOURCES) as db:
        for title in (*failing, *fine):
            number = sources.add(db, Source(title, f"http://{title}.example/"), now)
            failures = failing.get(title, 0)
            sources.remember(
                db,
                SourceMemory(
                    number, tried_at=now, ok_at=None if failures else now, failures=failures,
                    problem=Trouble.SLOW if failures else None,
                ),
            )  # fmt: skip


def test_of_proposed_sources_it_is_said_that_those_are_not_read_whatever_else_is(services):
    add_sources(services, {}, ("Radio", "Eco"))
    with services.store.read() as connection:
        names = [source.title for source in sources.everything(connection) if source.suggested]

    title, line = said(services, "sources-suggested")

    assert title == f"Decidir sobre {len(names)} fuentes propuestas"
    assert line == f"No se leen hasta que usted lo diga: {', '.join(names)}."


def test_every_source_that_cannot_be_read_is_counted_and_named_however_often_it_failed(services):
    add_sources(services, {"Radio": 5, "Eco": 5, "Blog": 1, "Diario": 1}, ("Boletín",))

    told = said(services, "sources-failing")

    assert told == ("Arreglar 4 fuentes", "Radio, Eco, Blog y 1 más")


def test_of_one_source_that_cannot_be_read_the_reason_is_told(services):
    add_sources(services, {"Radio": 1}, ("Eco",))

    title, line = said(services, "sources-failing")

    assert title == "Arreglar la fuente «Radio»"
    assert line == "El sitio tarda demasiado en responder. Nunca se ha podido leer."


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize(
    ("before", "since"),
    [
        (timedelta(hours=2), "desde las 12:32"),
        (timedelta(hours=20), "desde ayer a las 18:32"),
        (timedelta(days=3), "desde el 21/11/2026"),
    ],
)
def test_of_mentions_to_answer_it_is_said_since_when_and_what_the_plan_promises(
    services, before, since
):
    now = services.clock.now()
    with services.store.change(Topic.MENTIONS, Topic.PLAN) as db:
        plans.save(db, replace(plans.load(db.conn).charter, answer_hours=7))
        (item,) = items.add(db, [NewItem(b"1", Item(0, None, now, now, "¿Cuándo abren?"))])
        state = MentionState.TO_ANSWER
        mentions.add(db, [Mention(item.id, now, state, to_answer_at=now - before)])

    matter = one(services, "to-answer")

    assert matter.weight is Weight.WAITED_FOR
    assert (matter.title, matter.deadline) == ("Una mención por contestar", since)
    assert matter.line == "El plan promete contestar en un día laborable."
