"""The notebook on the shelf: the paper that went to the printer counts, whatever left as a file."""

from datetime import date, timedelta

from core import readiness
from core.documents import records
from core.documents.fingerprints import Part
from core.documents.records import PAPER, Printed
from core.store import Store, Topic

NEVER_SAID = (Part("Capítulo que ya no está", "0" * 32),)


def left(store: Store, form: str, language: str, days_ago: int) -> date:
    """The notebook left the program so many days ago; returns the day."""
    at = store.clock.now() - timedelta(days=days_ago)
    with store.change(Topic.DOCUMENTS) as db:
        records.add(db, Printed(readiness.NOTEBOOK, language, form, 1, "0" * 32, at, NEVER_SAID))
    return at.astimezone().date()


def printed_on(store: Store) -> date | None:
    with store.read() as connection:
        return readiness.shelf(connection, store.clock.today()).printed_on


def test_nothing_was_printed_yet(store: Store) -> None:
    assert printed_on(store) is None


def test_a_file_counts_where_nothing_went_to_the_printer(store: Store) -> None:
    day = left(store, "pdf", "es", 9)
    assert printed_on(store) == day


def test_the_paper_is_on_the_shelf_and_not_the_file_of_later(store: Store) -> None:
    left(store, PAPER, "es", 40)
    day = left(store, PAPER, "es", 20)
    left(store, "pdf", "es", 3)
    left(store, "pdf", "en", 2)
    assert printed_on(store) == day
    with store.read() as connection:
        changed = readiness.shelf(connection, store.clock.today()).changed
    assert "sobra: Capítulo que ya no está" in changed
