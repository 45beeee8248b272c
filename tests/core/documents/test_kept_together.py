"""Where pages end: the contents on one, short tables whole, a chart with its table, no lone row."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from PIL import Image

from core.documents import pdf
from core.documents.charts import LineChart
from core.documents.figures.words import figure
from core.documents.model import (
    BlankRows,
    Block,
    Box,
    Boxes,
    Bullets,
    Callout,
    CalloutKind,
    Column,
    Cover,
    Document,
    Figure,
    Heading,
    Layout,
    PageBreak,
    Para,
    Signature,
    Signatures,
    Table,
    cell,
)
from core.documents.office import odt as odt_writer
from core.documents.office import word
from core.documents.preview import Preview
from core.documents.rich import Span
from tests.core.odt import Odt, got, under

Make = Callable[..., Document]

COLUMNS = (Column("Item"), Column("What was decided", 3))
UNBROKEN = {"one_page": True}
"""What is to keep its page has no pages that begin in a word processor as on paper."""
CHART = LineChart("Answers", ((date(2027, 3, 1), 40), (date(2027, 6, 1), 60)), "es", "%")


def sheet(count: int, **facts: bool) -> Table:
    rows = tuple((cell(f"Row {n}."), cell("One line.")) for n in range(count))
    return Table(COLUMNS, rows, "A caption", row_header=True, **facts)


def filled(lines: int, *blocks: Block) -> tuple[Block, ...]:
    return (Heading(1, "Before"), *(Para(f"Line {n}") for n in range(lines)), *blocks)


def pages(made: bytes, *words: str) -> list[set[int]]:
    with Preview(made) as opened:
        return [{page for page, _box in opened.find(each)} for each in words]


def chapters(most: int, sections: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number in range(most):
        blocks += [Heading(1, f"Chapter {number}", new_page=True), Para("Words.")]
        for part in range(sections):
            blocks += [Heading(2, f"Section {number}.{part}"), Para("Words.")]
    return tuple(blocks)


# The contents


@pytest.mark.parametrize(("most", "sections"), [(15, 2), (15, 3), (12, 4)])
def test_up_to_sixty_entries_of_the_contents_fit_one_page(make, most, sections):
    document = make(*chapters(most, sections), cover=Cover(), contents=True, numbered=True)

    with Preview(pdf.render(document)) as opened:
        contents, first = opened.text(1), opened.text(2)
    last = f"Section {most - 1}.{sections - 1}"
    assert last in contents
    assert "Words." in first


def test_more_entries_stay_readable_on_several_pages(make):
    document = make(*chapters(20, 5), cover=Cover(), contents=True)

    with Preview(pdf.render(document)) as opened:
        assert "Section 19.4" not in opened.text(1)
        assert "Section 19.4" in opened.text(2) + opened.text(3)


def test_in_word_processors_the_lines_of_the_contents_come_closer(make):
    def pitch(most: int) -> float:
        document = make(*chapters(most, 3), cover=Cover(), contents=True)
        file = docx.Document(io.BytesIO(word.render(document)))
        return float(file.styles["toc 2"].paragraph_format.line_spacing.pt)

    assert pitch(5) == pitch(40) > pitch(12) > pitch(15) >= 9


# Chapters


def test_a_chapter_opens_a_page_unless_all_that_stands_on_the_last_are_a_few_lines(make):
    beside: dict[int, bool] = {}
    for lines in range(30, 60, 2):
        chapter = Heading(1, "A chapter", new_page=True)
        made = pdf.render(make(*filled(lines, chapter)))
        (last,), (opened,) = pages(made, f"Line {lines - 1}", "A chapter")
        with Preview(made) as shown:
            beside[shown.text(last).count("Line ")] = last == opened

    assert {left for left, same in beside.items() if same} == {n for n in beside if n < 6}
    assert len(set(beside.values())) == 2


# Tables


@pytest.mark.parametrize("lines", range(20, 44, 4))
def test_a_short_table_stands_whole_with_its_heading_and_its_caption(make, lines):
    blocks = filled(lines, Heading(2, "A sheet"), Para("It leads."), sheet(8))

    made = pdf.render(make(*blocks))

    assert len(set.union(*pages(made, "A sheet", "It leads", "A caption", "Row 0.", "Row 7."))) == 1


@pytest.mark.parametrize("lines", range(20, 44, 4))
def test_a_long_table_begins_with_more_than_a_row(make, lines):
    made = pdf.render(make(*filled(lines, Heading(2, "A sheet"), sheet(60))))

    begins, third, ends = pages(made, "A caption", "Row 5.", "Row 59.")
    assert begins == third != ends


def test_a_table_that_fits_no_page_with_another_leaves_none_half_empty(make):
    """It begins where a few of its rows have room; one that is short is kept whole."""
    # What follows fills the last page: smaller type would save a short one.
    after = (Para("Words."),) * 20
    made = [pdf.render(make(*filled(27, sheet(count), *after))) for count in (24, 8)]

    assert [pages(one, "A caption", "Row 2.") for one in made] == [[{0}, {0}], [{1}, {1}]]


def test_rows_that_fill_a_page_leave_no_heading_alone_on_the_one_before(make):
    told = tuple((cell(f"Row {n}."), cell("What was decided. " * 120)) for n in range(3))
    made = pdf.render(make(*filled(4, Heading(2, "A sheet"), Table(COLUMNS, told, headed=False))))

    assert pages(made, "A sheet", "Row 0.", "A sheet (sigue)") == [{0, 1}, {0}, {1}]


@pytest.mark.parametrize("lines", range(6, 30, 3))
def test_no_caption_stays_behind_where_the_first_rows_are_high(make, lines):
    rows = tuple((cell(f"Row {n}."), cell(*["One line."] * 12)) for n in range(6))
    table = Table(COLUMNS, rows, "A caption", row_header=True)

    made = pdf.render(make(*filled(lines, Heading(2, "A sheet"), table)))

    assert len(set.union(*pages(made, "A sheet", "A caption", "Row 0.", "Row 1."))) == 1


@pytest.mark.parametrize("most", [0, 2])
@pytest.mark.parametrize("count", range(34, 40))
def test_no_row_stands_alone_on_its_page(make, count, most):
    """Whatever their number; the heads of a sheet say of what the table goes on."""
    team = (Heading(1, "A team"), replace(sheet(count), caption=""))
    document = make(*team, layout=Layout.SHEET, pages=most)

    with Preview(pdf.render(document)) as opened:
        read = [opened.text(page) for page in range(opened.page_count)]
    assert min(text.count("One line.") for text in read) > 1
    assert ["A team (sigue)" in text for text in read] == [False] + [True] * (len(read) - 1)


def test_the_head_of_the_next_page_says_of_what_a_table_of_high_rows_goes_on(make):
    rows = tuple((cell(f"Row {n}."), cell(*["One line."] * 24)) for n in range(6))
    document = make(Heading(1, "A team"), Table(COLUMNS, rows), layout=Layout.SHEET)

    with Preview(pdf.render(document)) as opened:
        read = [opened.text(page) for page in range(opened.page_count)]
    assert len(read) > 2
    assert ["A team (sigue)" in text for text in read] == [False] + [True] * (len(read) - 1)


def test_a_long_heading_is_not_said_again_in_a_narrow_column(make):
    heading = "Days on which more is published than fits in the month"
    columns = (Column("Day", 0.4), Column("What was decided", 5))
    rows = tuple((cell(f"{n}"), cell("One line.")) for n in range(80))
    document = make(Heading(1, heading), Table(columns, rows), layout=Layout.SHEET)

    with Preview(pdf.render(document)) as opened:
        read = [opened.text(page) for page in range(opened.page_count)]

    assert len(read) > 1
    assert all("Day" in text for text in read)
    assert not any("(sigue)" in text for text in read)


@pytest.mark.parametrize("lines", range(14, 44, 6))
def test_a_chart_stands_with_the_table_that_it_follows_and_with_its_caption(make, lines):
    blocks = filled(lines, Heading(2, "A sheet"), sheet(6), figure(CHART, "Its chart", 0.8))

    made = pdf.render(make(*blocks))

    assert len(set.union(*pages(made, "A sheet", "Row 0.", "Row 5.", "Its chart"))) == 1


@pytest.mark.parametrize("layout", [Layout.REPORT, Layout.SHEET])
@pytest.mark.parametrize("lines", range(10, 50, 8))
def test_a_picture_stands_with_its_caption(make, layout, lines):
    image = io.BytesIO()
    Image.new("RGB", (300, 300), "red").save(image, "PNG")
    shown = Figure(image.getvalue(), "What was seen", "A caption", 0.8)

    made = pdf.render(make(*filled(lines, Heading(2, "Images"), shown), layout=layout))

    with pikepdf.open(io.BytesIO(made)) as opened:
        drawn = {n for n, page in enumerate(opened.pages) if page.get_images()}
    assert pages(made, "Images", "A caption") == [drawn, drawn]


@pytest.mark.parametrize("lines", range(24, 44, 2))
def test_a_chart_stands_with_what_is_said_of_it_where_that_ends_its_part(make, lines):
    chart = Figure(CHART, "Hours", "Hours of each role")
    told = (Para("Nobody noted the hours really worked."), Para("Source: tasks of the plan."))
    after = (Heading(2, "Next"), Para("Text."))

    made = pdf.render(make(*filled(lines, Heading(2, "Work"), chart, *told, *after)))

    [where] = {tuple(page) for page in pages(made, "Hours of each role", "Nobody noted", "Source:")}
    assert len(where) == 1


def test_a_short_table_takes_no_page_that_it_does_not_need(make):
    made = pdf.render(make(*filled(5, sheet(8)), Para("After.")))

    assert pages(made, "Row 7.", "After.") == [{0}, {0}]


def kept(row: Any) -> bool:
    return all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs)


def test_in_word_the_rows_of_a_short_table_hold_together_and_the_last_is_free(make):
    document = make(Para("It leads."), sheet(8), sheet(60), Para("It follows."), **UNBROKEN)
    file = docx.Document(io.BytesIO(word.render(document)))

    short, long = file.tables
    assert [kept(row) for row in short.rows][1:] == [True] * 7 + [False]
    # It begins where four of its rows have room, as on paper.
    assert [kept(row) for row in long.rows][1:5] == [True] * 3 + [False]
    assert [kept(row) for row in long.rows][-3:] == [False, True, False]
    lead = next(p for p in file.paragraphs if p.text == "It leads.")
    assert lead.paragraph_format.keep_with_next


def test_in_word_the_last_rows_of_the_list_that_ends_a_paper_hold_together(make):
    """Two of them would be its last page."""
    file = docx.Document(io.BytesIO(word.render(make(sheet(60), **UNBROKEN))))

    (table,) = file.tables
    held = [kept(row) for row in table.rows]
    assert 7 < held[30:].count(True) < 15
    assert held[-16:] == [*sorted(held[-16:-1]), False]


def test_in_word_only_the_row_that_ends_what_is_held_may_be_parted(make):
    """Where it had not quite the room, LibreOffice lost all rows after it."""
    file = docx.Document(io.BytesIO(word.render(make(sheet(60), **UNBROKEN))))

    (table,) = file.tables
    held = [kept(row) for row in table.rows]
    whole = [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows]
    ends = [before and not row for before, row in pairwise(held[:-1])]
    assert whole == [True, *(not end for end in ends), True]
    assert ends.count(True) == 1
    # Word parts it between its paragraphs only.
    unbroken = [all(p.paragraph_format.keep_together for c in row.cells for p in c.paragraphs)
                for row in table.rows]  # fmt: skip
    assert unbroken == [not each for each in whole]


@pytest.mark.parametrize("lines", range(20, 30))
def test_the_source_of_a_chart_stands_below_it(make, lines):
    told = filled(lines, figure(CHART, "Its chart"), Para("Source: the plan."))
    made = pdf.render(make(*told, *filled(30)))

    chart, source = pages(made, "Its chart", "Source")
    assert chart == source


def test_in_word_a_chart_holds_to_its_source(make):
    told = make(Heading(1, "A"), figure(CHART, "Its chart"), Para("Source: the plan."))
    file = docx.Document(io.BytesIO(word.render(told)))

    (caption,) = [p for p in file.paragraphs if "Its chart" in p.text]
    assert caption.paragraph_format.keep_with_next


@pytest.mark.parametrize("count", range(26, 36, 2))
@pytest.mark.parametrize("headed", [True, False])
def test_a_chart_stands_with_the_last_rows_of_a_table_that_is_broken(make, count, headed, failures):
    told = replace(sheet(count), headed=headed)
    made = pdf.render(make(*filled(4, told, figure(CHART, "Its chart"))))

    before, last, chart = pages(made, f"Row {count - 2}.", f"Row {count - 1}.", "Its chart")
    assert before == last == chart
    assert failures(made) == []


def test_in_word_the_last_rows_of_a_long_table_hold_to_its_chart(make):
    told = make(sheet(60), figure(CHART, "Its chart"), **UNBROKEN)
    file = docx.Document(io.BytesIO(word.render(told)))

    assert [kept(row) for row in file.tables[0].rows][-3:] == [False, True, True]


def test_in_word_a_table_holds_to_its_chart(make):
    file = docx.Document(io.BytesIO(word.render(make(sheet(6), figure(CHART, "Its chart")))))

    (table,) = file.tables
    assert all(kept(row) for row in table.rows[1:])
    assert table._tbl.getnext().pPr.find(qn("w:keepNext")) is not None


def test_in_opendocument_a_short_table_is_not_broken_and_holds_to_its_chart(make):
    told = make(sheet(6), figure(CHART, "Its chart"), sheet(60), **UNBROKEN)
    file = Odt(odt_writer.render(told))

    shapes = {
        got(made, "style:name"): under(made, "style:table-properties")
        for made in file.all("style:style")
    }
    of_tables = [shapes[got(table, "table:style-name")][0] for table in file.all("table:table")]
    assert [got(s, "style:may-break-between-rows") for s in of_tables] == ["false", "true"]
    assert [got(s, "fo:keep-with-next") for s in of_tables] == ["always", "auto"]


def test_in_opendocument_rows_stay_with_the_next_as_in_word(make):
    """LibreOffice asks the first paragraph of a row, where the file tells it to."""
    document = make(sheet(12), Heading(1, "More"), sheet(60), figure(CHART, "Its chart"))
    file = Odt(odt_writer.render(document))

    shapes = {
        got(made, "style:name"): under(made, "style:paragraph-properties")
        for made in file.all("style:style")
    }
    firsts = [under(row, "text:p")[0] for row in file.all("table:table-row")]
    kept_there = [
        any(got(s, "fo:keep-with-next") == "always" for s in shapes[got(p, "text:style-name")])
        for p in firsts
    ]
    tables = docx.Document(io.BytesIO(word.render(document))).tables
    # The head of a table is styled to stay, which Word does not say again.
    assert kept_there == [n == 0 or kept(row) for t in tables for n, row in enumerate(t.rows)]
    (asked,) = [
        item
        for item in file.all("config:config-item")
        if got(item, "config:name") == "TableRowKeep"
    ]
    assert asked.text == "true"


@pytest.mark.parametrize("lines", range(14, 34, 4))
def test_a_row_of_less_than_half_a_page_is_not_torn(make, lines):
    long = "It begins. " + "What was decided, and why. " * 50 + "It ends."
    rows = *((cell("A"), cell("One line.")),) * 3, (cell("B"), cell(long))

    made = pdf.render(make(*filled(lines, Table(COLUMNS, rows))))

    assert len(set.union(*pages(made, "It begins", "It ends"))) == 1


@pytest.mark.parametrize("lines", range(30, 38))
def test_the_line_that_ends_a_part_does_not_stand_alone_on_the_next_page(make, lines):
    told = (Para("Nobody counts them."), Para("Source: the plan."), Heading(1, "What was learnt"))

    made = pdf.render(make(*filled(lines, *told)))

    assert len(set.union(*pages(made, "Nobody counts them", "Source: the plan"))) == 1


@pytest.mark.parametrize("lines", range(26, 38, 2))
@pytest.mark.parametrize("numbered", [True, False])
def test_no_item_of_a_list_stands_alone_on_its_page(make, lines, numbered, failures):
    items = tuple(f"Item {n}. " + "More of it. " * 5 * n for n in range(9))
    made = pdf.render(make(*filled(lines, Heading(2, "A list"), Bullets(items, numbered))))

    assert pages(made, "A list", "Item 0.") == pages(made, "Item 1.") * 2
    assert pages(made, "Item 7.") == pages(made, "Item 8.")
    assert failures(made) == []


@pytest.mark.parametrize("lines", [24, 27])
@pytest.mark.parametrize("before", range(2, 10))
@pytest.mark.parametrize("count", [2, 5])
def test_the_line_that_ends_a_part_stands_with_the_last_item_of_its_list(
    make, lines, before, count
):
    part = Bullets(("Before",) * before), Heading(2, "A list")
    part += Bullets(tuple(f"Item {n}" for n in range(count))), Para("Source: the log.")
    made = pdf.render(make(*filled(lines, *part, *filled(30))))

    assert pages(made, f"Item {count - 1}") == pages(made, "Source")


# Boxes and signatures


PROPOSALS = BlankRows(COLUMNS, 3)
ROOM = Signatures((Signature("Who signs"),) * 2)
PROOF = Callout(CalloutKind.INFO, "How to tell", ("Each entry has a digest.", "The last is 89."))


@pytest.mark.parametrize("lines", range(26, 36))
def test_a_box_of_less_than_a_third_of_a_page_is_not_torn(make, lines):
    box = Callout(CalloutKind.INFO, "How to tell", ("The first. " * 12, "The last. " * 60))

    made = pdf.render(make(*filled(lines, box)))

    assert len(set.union(*pages(made, "How to tell", "The first.", "The last."))) == 1


@pytest.mark.parametrize("lines", range(24, 44, 4))
def test_a_heading_stands_with_the_table_to_which_its_sentences_and_a_box_lead(make, lines):
    told = (Heading(1, "The log"), Para("In order."), Para("By Ana."), PROOF, sheet(60))

    made = pdf.render(make(*filled(lines, *told)))

    assert len(set.union(*pages(made, "The log", "In order", "How to tell", "Row 3."))) == 1


TEXT = Boxes((Box("The text", ("The water is back.", "More at noon."), prose=True),))


@pytest.mark.parametrize("lines", range(20, 40, 2))
def test_a_short_text_stands_with_the_table_of_where_it_went_out(make, lines):
    made = pdf.render(make(*filled(lines, Heading(2, "End"), TEXT, sheet(3))))

    assert len(set.union(*pages(made, "End", "The text", "More at noon", "Row 2."))) == 1


def test_in_word_a_short_text_stays_with_the_table_that_follows(make):
    file = docx.Document(io.BytesIO(word.render(make(TEXT, sheet(3)))))

    assert [kept(row) for row in file.tables[0].rows] == [True]
    assert file.tables[0]._tbl.getnext().pPr.find(qn("w:keepNext")) is not None


def test_in_word_boxes_need_not_all_stand_on_one_page(make):
    """A paragraph that stays with the next one holds its whole row to the next row."""
    boxes = Boxes((Box("The text", ("The water is back.",) * 9),) * 6)
    file = docx.Document(io.BytesIO(word.render(make(boxes))))

    told = [p for row in file.tables[0].rows for c in row.cells for p in c.paragraphs]
    assert not any(p.paragraph_format.keep_with_next for p in told)
    assert not any(p.style.paragraph_format.keep_with_next for p in told)


def test_in_word_a_box_that_leads_to_a_table_stays_with_it(make):
    file = docx.Document(io.BytesIO(word.render(make(Para("In order."), PROOF, sheet(60)))))

    assert all(p.paragraph_format.keep_with_next for p in file.paragraphs if "digest" in p.text)


def signed(make: Make, count: int, words: str) -> Document:
    rows = tuple((cell(f"Row {n}."), cell(words)) for n in range(count))
    table = Table(COLUMNS, rows, row_header=True)
    return make(Para("It leads."), table, ROOM)


def test_a_long_table_that_is_signed_begins_where_it_stands(make):
    made = pdf.render(signed(make, 4, "What was decided, and why. " * 40))

    assert pages(made, "It leads", "Row 0.")[1] == {0}


@pytest.mark.parametrize("count", range(30, 44, 2))
def test_nobody_signs_a_page_without_the_last_rows_of_a_long_table(make, count, failures):
    made = pdf.render(signed(make, count, "One line."))

    before, last, room = pages(made, f"Row {count - 2}.", f"Row {count - 1}.", "Who signs")
    assert before == last == room
    assert failures(made) == []


@pytest.mark.parametrize("table", [sheet(8), sheet(60), PROPOSALS])
def test_in_word_the_last_rows_before_the_room_to_sign_stay_with_it(make, table):
    file = docx.Document(io.BytesIO(word.render(make(table, ROOM))))

    *_parts, before, _room = file.tables
    assert [kept(row) for row in before.rows][-2:] == [True, True]
    between = before._tbl.getnext()
    assert between.pPr.find(qn("w:keepNext")) is not None


def following(made: bytes) -> str | None:
    """What the first table does with what follows it."""
    file = Odt(made)
    (shape,) = [
        under(style, "style:table-properties")[0]
        for style in file.all("style:style")
        if got(style, "style:name") == got(file.all("table:table")[0], "table:style-name")
    ]
    return got(shape, "fo:keep-with-next")


@pytest.mark.parametrize(
    ("table", "stays"), [(sheet(8), "always"), (PROPOSALS, "always"), (sheet(60), "auto")]
)
def test_in_opendocument_a_table_that_is_whole_stays_with_the_room_to_sign(make, table, stays):
    assert following(odt_writer.render(make(table, ROOM))) == stays


def test_in_word_a_line_between_a_heading_and_its_list_stays_with_it(make):
    told = make(Heading(1, "Answers"), Para("To answer: 33. Answered: 30 (91%)."), Bullets(("A.",)))
    file = docx.Document(io.BytesIO(word.render(told)))

    (line,) = [p for p in file.paragraphs if p.text.startswith("To answer")]
    assert line.paragraph_format.keep_with_next


LAST = (Heading(1, "Last steps"), sheet(2))


@pytest.mark.parametrize("table", [sheet(4), sheet(60)])
def test_in_word_the_last_words_of_a_part_do_not_stand_alone(make, table):
    told = make(table, *LAST, PageBreak(), table, *LAST, **UNBROKEN)
    file = docx.Document(io.BytesIO(word.render(told)))

    for before in file.tables[::2]:
        assert [kept(row) for row in before.rows][-2:] == [True, True]
        assert before._tbl.getnext().pPr.find(qn("w:keepNext")) is not None


def test_in_word_a_table_is_held_to_no_words_that_others_follow(make):
    file = docx.Document(io.BytesIO(word.render(make(sheet(60), *LAST, Para("It goes on.")))))

    assert not kept(file.tables[0].rows[-1])


def test_in_opendocument_the_last_words_of_a_part_do_not_stand_alone(make):
    assert following(odt_writer.render(make(sheet(8), *LAST))) == "always"
    assert following(odt_writer.render(make(sheet(8), *LAST, Para("It goes on.")))) == "auto"


FILLED = tuple((Span(f"Part {n}: ", strong=True), Span("hour", blank=28)) for n in range(3))


def test_in_opendocument_every_paragraph_has_a_style_that_exists(make):
    boxes = Boxes(
        (Box("First notice", FILLED, approval=(Span("approved by", blank=45),)),), by_hand=True
    )
    told = (Heading(1, "The log"), Para("In order."), PROOF, sheet(8), boxes, PROPOSALS, ROOM)

    file = Odt(odt_writer.render(make(*told)))

    known = {got(made, "style:name") for made in file.all("style:style")}
    assert {got(made, "text:style-name") for made in file.all("text:p")} <= known
