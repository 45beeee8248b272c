"""What is wrong with a part of a document costs that part, and is told by name."""

from dataclasses import replace
from typing import Any

import pytest

from core.documents import render
from core.documents.model import (
    Bullets,
    Callout,
    CalloutKind,
    Cell,
    CellTone,
    Check,
    Checklist,
    Column,
    Document,
    Figure,
    Heading,
    Layout,
    Line,
    Para,
    Qr,
    Sheet,
    Table,
    cell,
)
from core.documents.pocket import Card, Panel
from core.documents.preview import Preview
from core.documents.rich import Span
from core.documents.tree import find
from core.errors import DocumentTrouble
from core.i18n import language

LONG = f"mailto:{'a' * 2100}@valdehierro.example"
PRIVATE = "\ue000\ue001"


def told(document: Document) -> list[str]:
    with language("en"):
        return [warning.sentence for warning in render.warnings(document)]


def text_of(document: Document) -> str:
    with Preview(render.render(document, ".pdf")) as opened:
        return "".join(opened.text(page) for page in range(opened.page_count))


def team(*rows: tuple[Any, ...]) -> Table:
    return Table((Column("Who"), Column("Phone")), rows, row_header=True)


def test_a_document_without_fault_is_made_as_it_is(every_layout):
    assert render.ready(every_layout) is every_layout


def test_a_link_that_is_too_long_goes_and_the_warning_says_whose_it_was(make):
    document = make(
        Heading(1, "Emergencies"),
        team(
            (cell("Ana Ruiz", Line("write to me", link="mailto:ana@x.example")), cell("112")),
            (cell("Luis Vega", Line("write to me", link=LONG)), cell("600 000 001")),
        ),
    )

    made = render.ready(document)

    assert [line.link for line in find(made, Line) if line.link] == ["mailto:ana@x.example"]
    assert "Luis Vega" in text_of(document)
    assert told(document) == [
        "Block 2, table “Emergencies”, “Luis Vega”: a link is too long.",
    ]


def test_a_name_that_cannot_be_printed_gets_a_word_and_is_known_by_its_number(make):
    panel = Panel("Emergencies", (Card(PRIVATE, number="600 000 001"), Card("Ana")))
    fold = make(panel, layout=Layout.POCKET, language="en")

    assert "(cannot be printed)" in text_of(fold)
    assert "600 000 001" in text_of(fold)
    assert told(fold) == ["Block 1, panel “Emergencies”, “600 000 001”: a card has no name."]


def test_the_word_is_in_the_language_of_the_document(make):
    document = make(team((cell(Line(PRIVATE)), cell("112"))), language="es")

    with language("en"):
        assert "(no se puede imprimir)" in text_of(document)
    assert told(document) == [
        "Block 1, table, “112”: a line has nothing that can be printed.",
    ]


@pytest.mark.parametrize(
    "block",
    [
        Heading(1, PRIVATE),
        Para((Span("See "), Span(PRIVATE, link="tel:112"))),
        Bullets(("First", PRIVATE)),
        Callout(CalloutKind.INFO, "Mind", ("a", PRIVATE)),
        Table((Column(PRIVATE),), ((cell("a"),),)),
        Table((Column("A"),), ((cell(tone=CellTone.SOLID),),)),
        team((cell("Ana", qr=Qr("x" * 400, "Call")), cell("112"))),
    ],
)
@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt"])
def test_each_fault_of_a_part_leaves_the_rest_on_the_paper(make, block, suffix):
    document = make(block, Para("This stays."), title=PRIVATE)

    assert len(render.render(document, suffix)) > 2000
    assert len(told(document)) == 2


def test_what_has_nothing_to_show_is_left_out(make):
    document = make(Para(PRIVATE), Figure(b"GIF89a", "A map"), Bullets((PRIVATE,)), Para("Stays."))

    assert render.ready(document).blocks == (Para("Stays."),)
    assert len(told(document)) == 3


@pytest.mark.parametrize(
    "crest",
    [b"", b"x" * 50, b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/>'],
)
def test_arms_that_cannot_be_read_are_left_out(roster, crest):
    broken = replace(roster, crest=crest)

    assert render.ready(broken) == replace(roster, crest=None)
    assert told(broken) == ["The crest cannot be read."]


def test_a_bound_sheet_is_mended_too_and_the_warning_names_it(make):
    steps = Checklist("Now", (Check("Ring 112"), Check(PRIVATE)))
    sheet = make(steps, layout=Layout.SHEET, title="Fire")
    notebook = make(Heading(1, "How"), Para("Read it."), Sheet(sheet))

    assert "Ring 112" in text_of(notebook)
    assert told(notebook) == [
        "Block 3, sheet “Fire”: Block 1, checklist “Now”: one of its items is empty."
    ]


def test_a_link_of_a_bound_sheet_is_told_once(make):
    rows = team((cell("Luis Vega", Line("write", link=LONG)), cell("600 000 001")))
    notebook = make(Sheet(make(rows, layout=Layout.SHEET, title="Who to call")))

    assert told(notebook) == [
        "Block 1, sheet “Who to call”: Block 1, table, “Luis Vega”: a link is too long."
    ]


def test_what_is_wrong_with_the_whole_is_still_refused(make):
    with pytest.raises(DocumentTrouble):
        render.ready(make(Heading(1, "One"), Heading(3, "Three")))


def test_the_number_of_a_page_stands_alone_also_beside_what_cannot_be_printed(make):
    found = Table((Column("Page"),), ((Cell((Line("", page_of="CRI-01"),)),),))

    made = render.ready(make(Para("Before"), Heading(1, PRIVATE), found))

    lines = list(find(made.blocks, Line))
    assert [line.text for line in lines if line.page_of] == [""]
