"""In Word a page of what has contents begins where it does on paper: Word does not count again."""

import io
import itertools
import re
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from core.documents import pdf, preview, render
from core.documents.charts import Bar, BarChart
from core.documents.model import (
    Block,
    Box,
    Boxes,
    Bullets,
    Check,
    Checklist,
    Column,
    Cover,
    Document,
    Figure,
    Foot,
    Heading,
    Layout,
    PageBreak,
    Para,
    Sheet,
    Table,
    cell,
)
from core.documents.office import word
from core.documents.rich import Span
from tests.core.odt import Odt, got, read

APPROVAL = (Span("lo aprueba", blank=45),)
PROSE = "Se avisa a quien vive cerca y se dice qué hacer, dónde preguntar y hasta cuándo. " * 3


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(word.render(document)))


def opening_words(file: Any) -> list[str]:
    """What each page begins with that does not begin where the one before is full: a paragraph, or
    the first row below the head of a table; the name of its first bar is that of a chart."""
    found = []
    for paragraph in file.paragraphs:
        if paragraph.paragraph_format.page_break_before:
            below = paragraph._p.getnext()
            if not paragraph.text and below.tag == qn("w:tbl"):
                found.append(docx.table.Table(below, paragraph._parent).rows[1].cells[0].text)
            else:
                drawn = paragraph._p.find(f".//{qn('w:drawing')}") is not None
                found.append("Web" if drawn else paragraph.text)
    return found


def first_on_pages(document: Document, words: str) -> list[str]:
    """The first of these words on each page of the paper that has some."""
    with preview.Preview(pdf.render(document)) as paper:
        texts = [paper.text(page) for page in range(paper.page_count)]
    found = [re.search(words, text) for text in texts]
    return [match[0] for match in found if match]


def table(count: int, **more: Any) -> Table:
    rows = tuple((cell(f"Fila {n}"), cell(PROSE)) for n in range(1, count + 1))
    return Table((Column("Qué"), Column("Cómo", 4)), rows, "Lo que se hace", **more)


def test_a_table_that_goes_on_over_the_page_is_two_there_with_their_heads(make):
    document = make(Heading(1, "Uno"), table(40), contents=True, numbered=True)
    first = first_on_pages(document, r"Fila \d+")
    assert len(first) == 3

    file = opened(document)

    assert [made.rows[1].cells[0].text for made in file.tables] == first
    assert opening_words(file) == first[1:]
    assert [made.rows[0].cells[0].text for made in file.tables] == ["Qué"] * 3
    rows = [row.cells[0].text for made in file.tables for row in made.rows[1:]]
    assert rows == [f"Fila {n}" for n in range(1, 41)]
    assert len([p for p in file.paragraphs if p.style.name == "Caption"]) == 1


def test_facts_say_of_what_they_are_where_they_go_on(make):
    facts = table(40, row_header=True, headed=False)
    document = make(Heading(1, "Web municipal"), facts, contents=True)

    file = opened(document)

    assert opening_words(file) == ["Web municipal (sigue)"] * 2
    (strong,) = {run.bold for p in file.paragraphs if "sigue" in p.text for run in p.runs}
    assert strong


def test_what_goes_on_in_a_sheet_says_it_on_a_bar_as_where_it_begins(make):
    contacts = replace(table(40), caption="")
    roster = make(Heading(1, "Servicios"), contacts, layout=Layout.SHEET, title="A quién llamar")
    notebook = make(Sheet(roster), bound=True, contents=True, contents_depth=1)

    bars = [p for p in opened(notebook).paragraphs if p.text.startswith("Servicios")]

    assert [p.text for p in bars] == ["Servicios", *["Servicios (sigue)"] * (len(bars) - 1)]
    assert len(bars) > 1
    assert {p.style.name for p in bars} == {"Heading 2"}


def test_a_list_goes_on_with_what_stands_first_on_the_page(make):
    items = tuple(f"Punto {n}: {PROSE}" for n in range(1, 41))
    document = make(Heading(1, "Uno"), Bullets(items), contents=True)
    first = first_on_pages(document, r"Punto \d+")
    assert len(first) == 3

    there = opening_words(opened(document))

    assert [text.partition(":")[0] for text in there] == first[1:]


def test_a_numbered_list_goes_on_with_its_numbers_on_the_next_page(make):
    items = tuple(f"Punto {n}: {PROSE}" for n in range(1, 41))
    document = make(Heading(1, "Uno"), Bullets(items, numbered=True), contents=True)
    first = first_on_pages(document, r"Punto \d+")
    assert len(first) == 3

    file, other = opened(document), Odt(render.render(document, ".odt"))

    assert [text.partition(":")[0] for text in opening_words(file)] == first[1:]
    lists = {p._p.pPr.numPr.numId.val for p in file.paragraphs if p.style.name == "List Number"}
    assert len(lists) == 1
    goes_on = [got(each, "text:continue-numbering") for each in other.all("text:list")]
    assert goes_on == [None, "true", "true"]


def test_a_numbered_list_opens_the_page_that_it_opens_on_paper(make):
    """Below more and more texts it does so in the end."""
    steps = Bullets(("Primero", PROSE, PROSE), numbered=True)
    opened_on_paper = 0
    for texts in range(20, 40):
        lines = [Para(f"Línea {n}: {PROSE[:70]}.") for n in range(texts)]
        document = make(Heading(1, "Uno"), *lines, steps, Heading(1, "Dos"), *lines, contents=True)
        on_paper = first_on_pages(document, r"(?<=Crisis roster\n)1.\s?Primero")

        there = opening_words(opened(document))

        assert there.count("Primero") == len(on_paper)
        opened_on_paper += len(on_paper)
    assert opened_on_paper > 0


def test_below_rows_without_a_word_no_page_is_known(make):
    """They leave nothing on paper by which it could be told on which page they stand."""
    empty = Table((Column("Qué"), Column("Quién")), ((cell(), cell()),) * 50)
    document = make(Heading(1, "Uno"), empty, Para("Debajo."), Heading(1, "Dos"), contents=True)

    assert opening_words(opened(document)) == []


def test_below_contents_over_two_pages_the_first_heading_opens_none(make):
    parts = [(Heading(1, f"Parte {number} del plan"), Para("x")) for number in range(1, 71)]
    document = make(*itertools.chain(*parts), contents=True)

    there = opening_words(opened(document))

    assert there
    assert "Parte 1 del plan" not in there


@pytest.mark.parametrize("after", [Para("Después."), Bullets(("Después.", "Al final."))])
@pytest.mark.parametrize(
    ("blocks", "sections"),
    [((table(3, landscape=True), PageBreak()), 3), ((table(3), PageBreak(leaf=True)), 2)],
)
def test_a_break_that_is_there_already_is_not_made_twice(make, blocks, sections, after):
    file = opened(make(Heading(1, "Uno"), Para(PROSE), *blocks, after, contents=True))

    assert len(file.sections) == sections
    assert opening_words(file) == []


def test_headings_lines_and_charts_open_the_pages_that_they_open_on_paper(make):
    parts: list[Block] = []
    for number in range(1, 13):
        chart = Figure(BarChart("Horas", (Bar("Web", 2, 4),) * 5, "es"), "Horas")
        parts += [
            Heading(2, f"Parte {number}"),
            Para(PROSE),
            *[chart] * 3,
            Para(f"Texto {number}: {PROSE}"),
        ]
    document = make(Heading(1, "Uno"), *parts, contents=True)
    first = first_on_pages(document, r"(?<=Crisis roster\n)(Parte \d+|Texto \d+|Web)")

    there = [text.partition(":")[0] for text in opening_words(opened(document))]

    assert there == first
    assert {text.partition(" ")[0] for text in there} == {"Parte", "Texto", "Web"}


def test_pages_that_stand_the_other_way_are_broken_where_they_are_full(make):
    document = make(
        Heading(1, "Uno"), Para(PROSE), Heading(1, "Dos"), table(40, landscape=True), contents=True
    )

    file = opened(document)

    assert len(file.tables) == 1
    assert opening_words(file) == []


def test_a_heading_that_only_paper_has_is_counted_too(make):
    """A text to be filled in has one, which the contents do not list."""
    parts = ((Span("Qué pasa", strong=True), Span(PROSE)),)
    script = Boxes((Box("Qué decir", parts), Box("Qué no", parts)), by_hand=True)
    document = make(Heading(1, "Uno"), script, Heading(2, "Dos"), table(40), contents=True)
    first = first_on_pages(document, r"Fila \d+")
    assert len(first) == 3

    assert opening_words(opened(document)) == first[1:]


def test_a_sheet_of_a_notebook_that_flows_over_pages_is_broken_as_on_paper(make):
    step = Check("Avisar a Alcaldía", who="Comunicación")
    steps = Checklist("Antes de hablar", (step,) * 3, "0–5 min")
    many = replace(table(40), caption="")
    called = make(Heading(1, "Uno"), table(3), Heading(1, "Dos"), many, layout=Layout.SHEET)
    crisis = make(steps, Foot(Box("Nunca", ("No culpe",)), "Teléfonos", ()), one_page=True)
    sheets = (replace(crisis, layout=Layout.SHEET, pages=1), called)
    bound = [Sheet(replace(sheet, bound=True), leaf=True) for sheet in sheets]
    notebook = make(*bound, contents=True, contents_depth=1, bound=True, cover=Cover("Crisis"))
    first = first_on_pages(notebook, r"Fila \d+")
    assert len(first) > 2

    file = opened(notebook)

    assert opening_words(file) == ["Índice", *["Dos (sigue)"] * (len(first) - 1)]
    below = [row[1].cells[0].text for row in (made.rows for made in file.tables) if len(row) > 1]
    assert set(first) <= set(below)


@pytest.mark.parametrize("parts", [3, 30])
def test_texts_to_fill_in_begin_their_pages_as_on_paper(make, parts):
    """One that goes on over the page says so."""

    def text(number: int) -> Box:
        said = tuple((Span(f"Canal {number}.{n}: "), Span(PROSE)) for n in range(1, parts + 1))
        return Box(f"Aviso {number}", said, prose=True, approval="" if parts > 3 else APPROVAL)

    texts = Boxes(tuple(map(text, range(1, 9 if parts == 3 else 3))), by_hand=True)
    sheet = make(Heading(1, "Uno"), texts, layout=Layout.SHEET, code="CRI-01", bound=True)
    notebook = make(Sheet(sheet, leaf=True), bound=True, contents=True, cover=Cover("Crisis"))
    first = first_on_pages(notebook, r"Canal \d+\.\d+:")
    assert len(first) > 1

    file = opened(notebook)

    opening = [docx.table.Table(table_below(p), p._parent) for p in openings(file)]
    assert [table.cell(1, 0).text for table in opening] == [f"{each} " for each in first[1:]]
    gone_on = [".1:" not in each for each in first[1:]]
    assert ["(sigue)" in table.cell(0, 0).text for table in opening] == gone_on
    assert any(gone_on) == (parts > 3)


def test_the_first_text_to_fill_in_begins_a_page_where_it_does_on_paper(make):
    said = tuple((Span(f"Parte {n}: "), Span("Más palabras. " * 60)) for n in range(1, 5))
    text = Box("Aviso", said, prose=True, approval=APPROVAL)
    before = (Heading(1, "Uno"), replace(table(6), caption=""))
    sheet = make(*before, Boxes((text,), by_hand=True), layout=Layout.SHEET, bound=True)
    notebook = make(Sheet(sheet, leaf=True), bound=True, contents=True, cover=Cover("Crisis"))
    assert first_on_pages(notebook, r"Fila \d|Parte \d") == ["Fila 1", "Parte 1"]

    (above,) = openings(opened(notebook))

    assert docx.table.Table(above._p.getnext(), above._parent).cell(1, 0).text == "Parte 1: "


def table_below(paragraph: Any) -> Any:
    """The table that comes next, or after what is free between them; or None."""
    below = paragraph._p.getnext()
    if below.tag == qn("w:p") and below.pPr.pStyle.val == "TableGap":
        below = below.getnext()
    return below if below.tag == qn("w:tbl") else None


def openings(file: Any) -> list[Any]:
    """The paragraphs over the tables that begin a page: without words, or which page it is."""
    found = [p for p in file.paragraphs if p.paragraph_format.page_break_before]
    over = [p for p in found if table_below(p) is not None]
    return [p for p in over if not p.text or re.match(r"\d+ de \d+ · CRI-01 · ", p.text)]


def test_above_the_contents_of_a_notebook_stands_what_it_is(make):
    """The sheet that follows is not theirs."""
    sheet = make(Para("Texto."), layout=Layout.SHEET, code="CUA-01", title="Cómo usarlo")
    notebook = make(
        *[Sheet(replace(sheet, bound=True), leaf=True)] * 2,
        contents=True,
        bound=True,
        cover=Cover("Crisis"),
    )

    contents, *sheets = opened(notebook).sections

    assert contents.header.paragraphs[-1].text.split("\t")[-1] == notebook.title
    assert ["STYLEREF" in section.header._element.xml for section in sheets] == [True] * 2


@pytest.mark.parametrize("layout", [Layout.REPORT, Layout.SHEET])
def test_what_has_no_contents_begins_its_pages_as_on_paper_too(make, layout):
    """It may have words before its first heading, and a title that is a heading on paper."""
    many = table(40)
    document = make(Para("Antes."), Heading(1, "Uno"), many, Heading(1, "Dos"), layout=layout)
    first = first_on_pages(document, r"Fila \d+")
    assert len(first) > 1

    file = opened(document)

    assert [made.rows[1].cells[0].text for made in file.tables] == first


def test_what_is_to_keep_its_page_is_broken_where_it_is_full(make):
    document = make(Heading(1, "Uno"), table(40), layout=Layout.SHEET, one_page=True)

    assert opening_words(opened(document)) == []


def test_a_break_before_a_heading_is_its_own(make):
    """Nothing stands above it on its page, not even an empty line."""
    file = opened(make(Para("Antes."), PageBreak(), Heading(1, "Uno")))

    assert opening_words(file) == ["Uno"]


def test_pages_of_a_notebook_are_numbered_where_they_are_turned(make):
    """Not at the holes: at the right on pages at the right, at the left on those at the left."""
    document = make(Heading(1, "Uno"), bound=True, contents=True, cover=Cover("Crisis"))

    section, other = opened(document).sections[0], Odt(render.render(document, ".odt"))

    right, left = section.footer.paragraphs[0].text, section.even_page_footer.paragraphs[0].text
    assert right.startswith(document.code)
    assert right.partition("\t")[2].startswith("Página ")
    assert left.startswith("Página ")
    assert left.partition("\t")[2].startswith(document.code)
    [told] = {read(footer) for footer in other.all("style:footer-left")}
    assert told.startswith("Página ")
    assert document.code in told


def test_a_short_title_of_a_cover_is_larger(make):
    titles = ("Cuaderno de crisis", "Plan de comunicación en las redes sociales")
    covers = [opened(make(Heading(1, "Uno"), title=t, cover=Cover("Crisis"))) for t in titles]

    assert [file.styles["Title"].font.size.pt for file in covers] == [48, 34]
