"""Two people who look alike on their cards stay two, until one of them goes."""

from core.roster import records
from core.roster.model import Contact, Group, Phone
from core.store import Store, Topic


def two(store: Store) -> tuple[int, int]:
    with store.change(Topic.ROSTER) as db:
        record = records.add(db, Contact("Ana Ruiz"), store.clock.now())
        return record, records.add(db, Contact("Ruiz, Ana"), store.clock.now())


def apart(store: Store) -> set[tuple[int, int]]:
    with store.read() as connection:
        return records.not_duplicates(connection)


def test_a_pair_is_remembered_whichever_is_named_first_and_can_be_undone(store):
    number, other = two(store)

    with store.change(Topic.ROSTER) as db:
        records.keep_apart(db, other, number)

    assert apart(store) == {(number, other)}
    store.undo()
    assert apart(store) == set()


def test_a_contact_that_takes_the_number_of_a_deleted_one_is_compared_again(store):
    number, other = two(store)
    with store.change(Topic.ROSTER) as db:
        records.keep_apart(db, number, other)

    with store.change(Topic.ROSTER) as db:
        records.delete(db, other)

    assert apart(store) == set()
    store.undo()
    assert apart(store) == {(number, other)}


def test_a_card_that_went_meanwhile_does_not_come_back_with_what_is_saved_of_it(store):
    number, _other = two(store)
    with store.change(Topic.ROSTER) as db:
        records.delete(db, number)

    late = Contact("Ana Ruiz", phones=(Phone("600 00 00 01"),), groups=(Group.MEDIA,), id=number)
    with store.change(Topic.ROSTER) as db:
        assert not records.replace(db, late, store.clock.now())

    with store.read() as connection:
        assert records.one(connection, number) is None
