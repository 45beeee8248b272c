"""Hats pass from one contact to another, and nothing else of a card changes with them."""

from core.roster import records
from core.roster.model import Contact, Hat
from core.store import Store, Topic, suggestions


def two(store: Store) -> tuple[int, int]:
    """Ana, who speaks and decides, and Luis, a suggestion."""
    with store.change(Topic.ROSTER) as db:
        now = store.clock.now()
        ana = records.add(db, Contact("Ana Ruiz", hats=(Hat.DECIDES, Hat.SPEAKS)), now)
        luis = records.add(db, Contact("Luis Gil"), now)
        suggestions.mark(db, records.SUGGESTED, luis, "secretary", "Hace falta en todo pueblo.")
    return ana, luis


def hats(store: Store) -> dict[str, tuple[Hat, ...]]:
    with store.read() as connection:
        team = [
            record
            for record in records.everyone(connection)
            if record.name in ("Ana Ruiz", "Luis Gil")
        ]
    return {contact.name: contact.hats for contact in team}


def test_a_hat_passes_to_another_and_back_with_undo(store):
    ana, luis = two(store)

    with store.change(Topic.ROSTER) as db:
        records.pass_hat(db, Hat.SPEAKS, ana, luis)

    assert hats(store) == {"Ana Ruiz": (Hat.DECIDES,), "Luis Gil": (Hat.SPEAKS,)}
    store.undo()
    assert hats(store) == {"Ana Ruiz": (Hat.DECIDES, Hat.SPEAKS), "Luis Gil": ()}


def test_a_hat_may_be_given_up_and_taken_where_it_already_is(store):
    ana, _luis = two(store)

    with store.change(Topic.ROSTER) as db:
        records.pass_hat(db, Hat.SPEAKS, ana, None)
        records.pass_hat(db, Hat.DECIDES, None, ana)

    assert hats(store)["Ana Ruiz"] == (Hat.DECIDES,)


def test_a_suggested_card_with_a_hat_is_still_a_suggestion(store):
    ana, luis = two(store)

    with store.change(Topic.ROSTER) as db:
        records.pass_hat(db, Hat.SPEAKS, ana, luis)

    with store.read() as connection:
        found = next(record for record in records.everyone(connection) if record.id == luis)
    assert found.suggested == "Hace falta en todo pueblo."
