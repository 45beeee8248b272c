from dataclasses import replace

import pytest

from core.documents import render, validate
from core.documents.charts import LineChart
from core.documents.figures import words
from core.documents.model import (
    BlankRows,
    Box,
    Boxes,
    Bullets,
    Callout,
    CalloutKind,
    CellTone,
    Column,
    Cover,
    Document,
    Figure,
    Heading,
    KeyNumber,
    KeyNumbers,
    Layout,
    Line,
    Para,
    Qr,
    Signature,
    Signatures,
    Table,
    cell,
)
from core.documents.pocket import Card, Panel
from core.documents.rich import Span, rich
from core.errors import DocumentTrouble
from core.i18n import language

NO_LINK = "the link “x:y” is not of the web, e-mail or telephone."


def sentences(document: Document) -> list[str]:
    with language("en"):
        return [problem.sentence for problem in validate.problems(document)]


def test_a_good_document_of_any_layout_has_no_problems(every_layout):
    assert sentences(every_layout) == []
    assert render.warnings(every_layout) == []


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (Heading(1, "\u200b"), "Block 1, heading: it is empty."),
        (Heading(2, "Team"), "Block 1, heading “Team”: it skips a level."),
        (Heading(0, "Team"), "Block 1, heading “Team”: levels go from 1 to 5."),
        (Para(""), "Block 1, paragraph: it is empty."),
        (Bullets(()), "Block 1, list: it is empty."),
        (Bullets(("a", " ")), "Block 1, list: one of its items is empty."),
        (Callout(CalloutKind.INFO, ""), "Block 1, box: it is empty."),
        (Table((Column("Who"),), (), "Team"), "Block 1, table “Team”: it has no rows."),
        (Table((Column(""),), ((cell("a"),),)), "Block 1, table: column 1 has no title."),
        (Table((Column("A", 0),), ((cell("a"),),)), "Block 1, table: column 1 has no width."),
        (
            Table((Column("A"),), ((cell("a"), cell("b")),)),
            "Block 1, table: a row has more or fewer cells than there are columns.",
        ),
        *(
            (BlankRows((Column("A"),), *many), "Block 1, empty rows: it has no rows to write in.")
            for many in ((0,), (1, 3.9), (1, 200.1))
        ),
        (Figure(b"GIF89a", "x"), "Block 1, image: The image cannot be read."),
        (Panel("Team"), "Panels belong to a pocket fold."),
        (Boxes(()), "Block 1, boxes: it is empty."),
        (Boxes((Box("", ("a",)),)), "Block 1, boxes: a box has no title."),
        (Boxes((Box("A", ("",)),)), "Block 1, boxes: one of its items is empty."),
        (Signatures(()), "Block 1, signatures: it is empty."),
        (
            Signatures((Signature("", "Ana"),)),
            "Block 1, signatures: it does not say as what one of them signs.",
        ),
        (
            Table((Column("A"),), ((cell(tone=CellTone.SOLID),),)),
            "Block 1, table: a coloured cell has no word in it.",
        ),
        (Para(()), "Block 1, paragraph: it is empty."),
        (
            Para((Span("See "), Span(" ", link="tel:112"))),
            "Block 1, paragraph “See”: a link has no words.",
        ),
        (
            Bullets((rich("A [b](x:y)"),)),
            f"Block 1, list: {NO_LINK}",
        ),
        (
            Callout(CalloutKind.INFO, "Take care", (rich("A [b](x:y)"),)),
            f"Block 1, box “Take care”: {NO_LINK}",
        ),
        (
            KeyNumbers((KeyNumber("A", "1", "x:y"),)),
            f"Block 1, telephone numbers, “A”: {NO_LINK}",
        ),
        (
            Table((Column("A"),), ((cell(rich("Ana **Ruiz**"), Line("b", link="x:y")),),), "Team"),
            f"Block 1, table “Team”, “Ana Ruiz”: {NO_LINK}",
        ),
    ],
)
def test_each_problem_is_told_with_the_name_of_the_block(make, block, sentence):
    assert sentence in sentences(make(block))


@pytest.mark.parametrize("height", [4, 200])
def test_empty_rows_are_as_high_as_the_letters_of_a_hand_or_as_a_page(make, height):
    assert sentences(make(BlankRows((Column("A"),), 1, height))) == []


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JAVASCRIPT:x", "file:///etc/passwd", "data:text/html,x", "//x", "x",
     "http:", "https://[", "https://x.example/" + "a" * 3000],
)  # fmt: skip
def test_only_links_of_the_web_mail_and_telephone_are_allowed(make, link):
    table = Table((Column("A"),), ((cell(Line("here", link=link)),),))

    assert len(sentences(make(table))) == 1


@pytest.mark.parametrize(
    "link", ["https://x.example", "HTTP://x.example/a", "mailto:a@x.example", "tel:+34600000000"]
)
def test_links_of_the_web_mail_and_telephone_are_allowed(make, link):
    table = Table((Column("A"),), ((cell(Line("here", link=link)),),))

    assert sentences(make(table)) == []


def test_images_need_a_description_and_must_be_whole(make, report):
    picture = next(block for block in report.blocks if isinstance(block, Figure))
    whole = make(crest=b"x" * 50, crest_alt="")

    assert "description" in sentences(make(replace(picture, alt="  ")))[0]
    assert len(sentences(whole)) == 2


def test_a_chart_needs_a_description_and_is_not_drawn_for_it(make):
    chart = words.figure(LineChart("Answers", (), "en"))

    assert sentences(make(chart)) == []
    assert "description" in sentences(make(replace(chart, alt=" ")))[0]


def test_a_cut_photograph_is_found(make, report):
    photograph = [block for block in report.blocks if isinstance(block, Figure)][-1]

    cut = replace(photograph, image=photograph.image[: len(photograph.image) // 2])

    assert sentences(make(cut)) == ["Block 1, image: The image cannot be read."]


def test_a_qr_code_that_no_telephone_can_read_is_found(make):
    def told(payload: str) -> int:
        card = Card("Ana", qr=Qr(payload, "Call Ana"))
        return len(sentences(make(Panel("Team", (card,)), layout=Layout.POCKET)))

    assert (told("x" * 400), told("half a letter: \ud800"), told("tel:112")) == (1, 0, 0)


def test_a_pocket_fold_holds_only_numbers_and_panels(make):
    assert len(sentences(make(Para("Text"), layout=Layout.POCKET))) == 1


def test_only_a_report_has_a_front(make):
    told = ["Only a report has a cover, a page of contents or numbered headings."]

    for facts in ({"cover": Cover()}, {"contents": True}, {"numbered": True}):
        assert sentences(make(Heading(1, "A"), layout=Layout.SHEET, **facts)) == told
        assert sentences(make(Heading(1, "A"), **facts)) == []


def test_contents_need_a_heading(make):
    assert sentences(make(Para("Text"), contents=True)) == [
        "There is no heading for the page of contents."
    ]


def test_a_document_without_title_or_code_is_refused_with_all_its_problems(make):
    with language("en"), pytest.raises(DocumentTrouble) as trouble:
        validate.require_valid(make(title=" ", code=""))

    assert trouble.value.sentence == "The document has no title."
    assert "The document has no code." in trouble.value.detail


def test_characters_that_cannot_be_printed_are_told_and_keep_nothing_from_being_made(make):
    document = make(Heading(1, "Team"), Para("Well done 👍👍🏽 市"), owner="Council 🏛")

    with language("en"):
        told = [warning.sentence for warning in render.warnings(document)]

    assert validate.problems(document) == []
    assert told == [
        "The heading: these characters cannot be printed: 🏛",
        "Block 2, paragraph “Well done 👍👍🏽 市”: these characters cannot be printed: 👍 市",
    ]
