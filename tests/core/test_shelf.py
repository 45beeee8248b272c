"""The notebook on the shelf: only what went to a printer is there, not what was saved as a file."""

from datetime import date, timedelta

import pytest

from core import catalogue
from core.crisis.readiness import Gap, GapKind
from core.documents import records
from core.documents.records import PAPER, FingerprintPart, Printed
from core.store import Store, Topic

NEVER_SAID = (FingerprintPart("Capítulo que ya no está", "0" * 32),)


def left(store: Store, form: str, language: str, days_ago: int) -> date:
    """The notebook left the program so many days ago; returns the day."""
    at = store.clock.now() - timedelta(days=days_ago)
    with store.change(Topic.DOCUMENTS) as db:
        records.add(db, Printed(catalogue.NOTEBOOK, language, form, 1, "0" * 32, at, NEVER_SAID))
    return at.astimezone().date()


def printed_on(store: Store) -> date | None:
    with store.read() as connection:
        return catalogue.shelf(connection, store.clock.today()).printed_on


def test_nothing_was_printed_yet(store):
    assert printed_on(store) is None


def notebook_gap(store: Store) -> Gap | None:
    kinds = (GapKind.NO_NOTEBOOK, GapKind.OLD_NOTEBOOK)
    with store.read() as connection:
        found = catalogue.look(connection, store.clock.today())
    return next((gap for gap in found if gap.kind in kinds), None)


@pytest.mark.usefixtures("madrid")
def test_a_file_that_was_saved_is_not_told_as_printed_and_is_still_to_be_printed(store):
    left(store, "pdf", "es", 9)
    assert printed_on(store) is None
    gap = notebook_gap(store)
    assert gap is not None
    assert gap.grave
    said = "El cuaderno de crisis se guardó como PDF el 15/11/2026 y está sin imprimir."
    assert gap.sentence == said


def test_who_printed_the_file_elsewhere_says_so_and_it_is_on_the_shelf(store):
    left(store, "pdf", "es", 9)
    catalogue.printed_elsewhere(store, catalogue.NOTEBOOK, "es")
    assert printed_on(store) == store.clock.today()
    gap = notebook_gap(store)
    assert gap is not None
    assert gap.kind is GapKind.OLD_NOTEBOOK, "the file of nine days ago said other things"


def test_who_said_so_by_mistake_takes_it_back(store):
    left(store, "pdf", "es", 9)
    catalogue.printed_elsewhere(store, catalogue.NOTEBOOK, "es")
    catalogue.not_printed(store, catalogue.NOTEBOOK, "es")
    assert printed_on(store) is None
    catalogue.not_printed(store, catalogue.NOTEBOOK, "es")
    assert notebook_gap(store) is not None


def test_what_was_never_saved_cannot_be_called_printed(store):
    catalogue.printed_elsewhere(store, catalogue.NOTEBOOK, "es")
    assert printed_on(store) is None


def test_the_paper_is_on_the_shelf_and_not_the_file_of_later(store):
    left(store, PAPER, "es", 40)
    day = left(store, PAPER, "es", 20)
    left(store, "pdf", "es", 3)
    left(store, "pdf", "en", 2)
    assert printed_on(store) == day
    with store.read() as connection:
        changed = catalogue.shelf(connection, store.clock.today()).changed
    assert "sobra: Capítulo que ya no está" in changed
