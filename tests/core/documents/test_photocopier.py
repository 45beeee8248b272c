"""What is printed is copied, and copied again, on the photocopier of a town hall."""

import pytest

from core.documents import pdf
from core.documents.model import Column, Table, cell
from tests.core import photocopier

ONE_PAGE = (
    "sheet-poisoned-animals", "sheet-flood", "first-hour", "opening-form", "call-sheet",
    "statement-sheet", "hats-card", "answering-tree", "activity-log",
)  # fmt: skip


@pytest.mark.parametrize("entry_id", ONE_PAGE)
def test_every_line_and_word_of_a_sheet_is_on_the_copy(papers, entry_id):
    assert photocopier.lost(papers.printed(entry_id)) == []


def test_a_pale_line_is_known_to_be_lost(make):
    """The lines of a report are paler: they part what is printed, and nobody writes on them."""
    report = make(Table((Column("Dato"),), ((cell("Uno"),), (cell("Dos"),))))

    assert len(photocopier.lost(pdf.render(report))) > 1
