"""What is printed is copied, and copied again, on the photocopier of a town hall."""

import pytest

from core.documents import pdf
from core.documents.model import Column, Qr, Table, cell
from core.documents.preview import Preview
from core.documents.tree import find
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


@pytest.mark.parametrize("entry_id", ["roster-pocket", "roster"])
def test_a_telephone_reads_every_code_from_a_page_without_colours_or_greys(papers, entry_id):
    made = papers.made(entry_id)
    read = list(photocopier.codes(papers.printed(entry_id)))

    assert sorted(text for text, *_ in read) == sorted(
        code.payload for code in find(made.blocks, Qr)
    )
    assert min(wide for _text, wide, _quiet in read) >= 12
    # ISO/IEC 18004
    assert {quiet for _text, _wide, quiet in read} == {4}


def test_the_pocket_fold_of_the_example_is_one_sheet(papers):
    with Preview(papers.printed("roster-pocket")) as opened:
        assert opened.page_count == 1
