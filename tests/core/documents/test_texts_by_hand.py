"""Where pages end in the texts that are filled in by hand."""

import io

import docx
import pytest

from core.documents import fitting, pdf
from core.documents.model import Box, Boxes, Heading, Layout, Para
from core.documents.office import word
from core.documents.preview import Preview
from core.documents.rich import Span
from tests.core.documents.test_kept_together import FILLED, filled, kept, pages

PAGE_HIGH = 842
"""In points."""
APPROVAL = (Span("approved by", blank=45),)


@pytest.mark.parametrize("count", [8, 12])
def test_a_text_to_be_filled_in_that_goes_on_says_at_its_head_of_what_it_is(make, count, failures):
    parts = tuple((Span(f"Part {n}: ", strong=True), Span("The water " * 90)) for n in range(count))
    box = Boxes((Box("Offline", parts, prose=True),), by_hand=True)

    made = pdf.render(make(Heading(1, "Before"), box, layout=Layout.SHEET))

    with Preview(made) as opened:
        first, *others = [opened.text(page) for page in range(opened.page_count)]
    assert "Offline" in first
    assert "(sigue)" not in first
    assert others
    assert all("Offline (sigue)" in text for text in others)
    assert failures(made) == []


@pytest.mark.parametrize("lines", range(24, 40, 2))
def test_the_last_two_parts_of_a_text_to_be_filled_in_stand_on_one_page(make, lines, failures):
    parts = tuple((Span(f"Part {n}: ", strong=True), Span("Water " * 40)) for n in range(4))
    box = Boxes((Box("Offline", parts, prose=True),), by_hand=True)

    made = pdf.render(make(*filled(lines, box), layout=Layout.SHEET))

    first, second, third, fourth = pages(made, "Part 0", "Part 1", "Part 2", "Part 3")
    assert first == second
    assert third == fourth
    assert failures(made) == []


@pytest.mark.parametrize("lines", range(30, 52, 2))
def test_no_part_of_a_text_stands_alone_where_the_type_is_small(make, lines, failures):
    parts = tuple((Span(f"Part {n}: ", strong=True), Span("Water " * 40)) for n in range(4))
    box = Boxes((Box("Offline", parts, prose=True),), by_hand=True)
    after = (Para(f"After {n}") for n in range(86 - lines))
    document = make(*filled(lines, box), *after, layout=Layout.SHEET, pages=2)

    made = pdf.render(document)

    assert fitting.of(document, bound=False).fit.scale <= 0.9
    third, fourth = pages(made, "Part 2", "Part 3")
    assert third == fourth
    assert failures(made) == []


def test_what_somebody_approves_and_is_longer_than_a_page_goes_on_with_two_parts(make, failures):
    parts = tuple(
        (Span(f"Part {n}: ", strong=True), Span("Water " * 165 + f"end{n}"), Span("time", blank=60))
        for n in range(6)
    )
    box = Boxes((Box("Correction", parts, prose=True, approval=APPROVAL),), by_hand=True)

    made = pdf.render(make(Heading(1, "Before"), box, layout=Layout.SHEET))

    with Preview(made) as opened:
        bottoms = [box[3] for n in range(6) for _page, box in opened.find(f"end{n}")]
    assert len(bottoms) == 6
    assert max(bottoms) < PAGE_HIGH
    *_, fifth, sixth = pages(made, *(f"Part {n}" for n in range(6)))
    assert fifth == sixth
    assert failures(made) == []


def test_in_word_a_text_to_fill_in_has_each_part_beside_its_name(make):
    """One that is approved stands on one page, below its name and who does it."""
    notice = Box("First notice", FILLED, prose=True, approval=APPROVAL)
    boxes = Boxes((notice, Box("Offline", FILLED, prose=True)), by_hand=True)

    file = docx.Document(io.BytesIO(word.render(make(boxes))))

    first, offline = file.tables
    assert [cell.text.strip() for cell in first.rows[0].cells[1:]] == [
        "First notice",
        "approved by",
    ]
    assert [cell.text for cell in first.rows[1].cells[:2]] == [
        "Part 0: ",
        "[hour:\u00a0__________]",
    ]
    assert [kept(row) for row in first.rows[1:]] == [True, True, False]
    heads = [table.rows[0].cells[0].paragraphs[0].style for table in (first, offline)]
    assert all(style.paragraph_format.keep_with_next for style in heads)
    # Of what goes on over the page the last three parts stay together.
    assert offline.rows[0].cells[0].text == "Offline"
    assert [kept(row) for row in offline.rows[1:]] == [True, True, False]
