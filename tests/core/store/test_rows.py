"""Items as rows, by those of the plan: what is kept, and what becomes of an item that is gone."""

from dataclasses import replace

from core.plan import records
from core.plan.model import Objective
from core.store import Store, Topic


def objectives(store: Store) -> dict[str, tuple[int, tuple[int, ...]]]:
    """By title, the id and the channels of each objective that is no suggestion."""
    with store.read() as connection:
        found = records.load(connection).objectives
    return {item.title: (item.id, item.channels) for item in found if not item.suggested}


def test_an_item_with_an_id_keeps_it(store):
    with store.change(Topic.PLAN) as db:
        records.add(db, Objective("Escuchar", id=7001))

    assert objectives(store) == {"Escuchar": (7001, ())}


def test_what_an_item_points_at_is_kept_in_its_order_and_once(store):
    with store.read() as connection:
        first, second, third = (channel.id for channel in records.load(connection).channels[:3])
    with store.change(Topic.PLAN) as db:
        objective = Objective("Escuchar", channels=(third, first, third))
        objective = replace(objective, id=records.add(db, objective))
    assert objectives(store) == {"Escuchar": (objective.id, (third, first))}

    with store.change(Topic.PLAN) as db:
        records.save(db, replace(objective, channels=(second,)))
    assert objectives(store) == {"Escuchar": (objective.id, (second,))}


def test_an_item_that_somebody_else_removed_does_not_come_back_by_being_saved(store):
    with store.read() as connection:
        channel = records.load(connection).channels[0].id
    objective = Objective("Escuchar", channels=(channel,))
    with store.change(Topic.PLAN) as db:
        objective = replace(objective, id=records.add(db, objective))
        records.delete(db, Objective, objective.id)

    with store.change(Topic.PLAN) as db:
        records.save(db, replace(objective, title="Escuchar más"))

    assert objectives(store) == {}
    with store.read() as connection:
        assert not connection.execute(
            "SELECT * FROM objective_channel WHERE objective_id = ?", [objective.id]
        ).fetchall()
