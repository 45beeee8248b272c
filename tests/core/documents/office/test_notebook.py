"""A notebook in a word processor: its pages say which they are, and none is closer than it must."""

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
import zxingcpp
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import RGBColor
from PIL import Image, ImageOps

from core.documents import looks, measure, render
from core.documents.model import (
    Block,
    Box,
    Boxes,
    Callout,
    CalloutKind,
    Cell,
    Check,
    Checklist,
    Column,
    Cover,
    Document,
    Heading,
    Layout,
    Line,
    Qr,
    Sheet,
    Style,
    Table,
    cell,
)
from core.documents.office import odt, word
from core.documents.rich import Span
from tests.core.odt import Odt, got, read, under

PROSE = "Se avisa a quien vive cerca y se dice qué hacer, dónde preguntar y hasta cuándo. "


@pytest.fixture
def bound(make: Any) -> Any:
    """A notebook of these sheets."""

    def made(*sheets: Sheet) -> Document:
        facts = {"bound": True, "contents": True, "contents_depth": 1}
        document: Document = make(*sheets, cover=Cover("Crisis"), **facts)
        return document

    return made


@pytest.fixture
def sheet(make: Any) -> Any:
    """One of them."""

    def made(*blocks: Block, **facts: Any) -> Document:
        document: Document = make(*blocks, layout=Layout.SHEET, bound=True, code="CRI-01", **facts)
        return document

    return made


def opened(document: Document) -> Any:
    return read_word(word.render(document))


def read_word(made: bytes) -> Any:
    return docx.Document(io.BytesIO(made))


def facts(count: int) -> Table:
    return Table((Column("Dato"),), tuple((cell(f"Dato {n}"),) for n in range(count)))


def said(count: int) -> Boxes:
    parts = tuple((Span(f"Parte {n}: "), Span(PROSE)) for n in range(count))
    return Boxes((Box("Primer aviso", parts, prose=True),), by_hand=True)


def test_each_page_of_what_goes_on_with_a_sheet_says_which_of_its_leaf_it_is(bound, sheet):
    """As the running head on paper: who holds one loose page knows whose it is."""
    steps = sheet(facts(3), title="Incendio", one_page=True)
    texts = sheet(
        said(140), title="Qué decir: Incendio", kicker="Qué decir", chapter="Incendio", version=3
    )

    document = bound(Sheet(steps, leaf=True), Sheet(replace(texts, subtitle="Rellene.")))
    file, other = opened(document), Odt(render.render(document, ".odt"))

    told = [p.text for p in file.paragraphs if "Qué decir · " in p.text]
    pages = len(told) + 1
    assert pages > 3
    assert told[0].startswith(f"Rellene.\tQué decir · 2 de {pages} · CRI-01 · v3 · ")
    assert [words.partition(" · CRI-01 · v3")[0] for words in told[1:]] == [
        f"Qué decir · {page} de {pages}" for page in range(3, pages + 1)
    ]
    heads = [p for p in file.paragraphs if p.text in told[1:]]
    assert all(p.paragraph_format.page_break_before for p in heads)
    assert {p.alignment for p in heads} == {WD_ALIGN_PARAGRAPH.RIGHT}
    styles = {got(style, "style:name"): style for style in other.all("style:style")}
    heads = [p for p in other.all("text:p") if read(p) in told[1:]]
    assert len(heads) == pages - 2
    for head in heads:
        [shape] = styles[got(head, "text:style-name")]
        assert got(shape, "fo:break-before") == "page"
        [words] = styles[got(head[0], "text:style-name")]
        assert got(words, "fo:color") == f"#{looks.INK}"


def test_the_head_of_a_page_has_its_leaf_in_bold_and_whose_it_is_small(bound, sheet):
    file = opened(bound(Sheet(sheet(facts(3), title="Incendio"))))

    (head,) = (p for p in file.sections[-1].header.paragraphs if p.style.name == "Header")
    assert head.style.font.bold is True
    assert head.style.font.color.rgb == RGBColor.from_string(looks.INK)
    owner = head.runs[0]
    assert owner.text == bound().owner
    assert owner.font.bold is False
    assert owner.font.size < head.style.font.size


def test_the_first_page_says_of_how_many_with_its_code_it_is_as_at_the_foot_on_paper(bound, sheet):
    steps, form = sheet(facts(3), title="Incendio"), sheet(facts(3), title="Llamadas")
    texts = sheet(said(20), title="Qué decir: Incendio", chapter="Incendio")
    behind = replace(form, code="CRI-94"), replace(form, code="REG-01")

    sheets = Sheet(steps, leaf=True), Sheet(texts), *map(Sheet, behind), Sheet(behind[1])
    file = opened(bound(*sheets))

    heads = [p.text.split("\t")[-1] for p in file.paragraphs if " · v2 · 24 " in p.text]
    told = [head.partition(" · v2")[0] for head in heads]
    of_sheets = ["1 de 2 · CRI-01", "2 de 2 · CRI-01", "CRI-94", "1 de 2 · REG-01"]
    assert told == ["DIR-01", *of_sheets, "2 de 2 · REG-01"]


@pytest.mark.parametrize(("suffix", "point"), [(".docx", 20), (".odt", 1)])
def test_a_page_has_around_its_words_what_room_it_leaves(bound, sheet, suffix, point):
    """Of a page that is full there is none to give."""
    some, more = facts(20), said(42)
    steps = Checklist("Aviso", tuple(Check(f"Paso {n}", PROSE, "Llama") for n in range(28)))
    pages = [Sheet(sheet(block, title="Datos", one_page=True)) for block in (some, more, steps)]

    made = render.render(bound(*pages), suffix)

    in_word = suffix == ".docx"
    above = above_words_in_word(read_word(made)) if in_word else above_words_in_odt(made)
    of_some, of_more, *others = (room / point for room in above)
    assert of_some == looks.ROOMS[0]
    assert of_more in looks.ROOMS[1:]
    assert set(others) == {0}


def test_a_page_of_texts_to_fill_in_is_as_full_as_it_may_be(bound, sheet):
    """Lines on which a hand writes are high, and as few as their words and blanks need."""
    said = (Span("Zona: "), Span("calles o zonas", blank=65), Span(f". {PROSE}"))
    texts = Boxes((Box("Aviso", ((Span("Qué: "), *said),) * 12, prose=True),), by_hand=True)
    page = sheet(texts, title="Qué decir", chapter="Datos")

    (table,) = opened(bound(Sheet(page))).tables

    margin = table._tbl.tblPr.find(f".//{qn('w:tblCellMar')}").find(qn("w:top"))
    assert int(margin.get(qn("w:w"))) / 20 in looks.ROOMS[:-1]


@pytest.mark.parametrize(("parts", "high"), [(6, 7.5), (13, 7.1)])
def test_a_line_to_write_on_is_as_high_as_its_page_has_room_for(bound, sheet, parts, high):
    long = Span("lo que se dice y no es cierto, palabra por palabra", blank=65)
    said = (Span("Qué: "), long, Span(" "), long, Span(f". {PROSE}"))
    texts = Boxes((Box("Aviso", (said,) * parts, prose=True),), by_hand=True)
    page = sheet(texts, title="Qué decir", chapter="Datos")

    (table,) = opened(bound(Sheet(page))).tables

    lines = [p for row in table.rows for p in row.cells[1].paragraphs if "___" in p.text]
    rules = {run.font.size.mm for p in lines for run in p.runs if "___" in run.text}
    assert len(lines) == parts
    (size,) = rules
    spaced = lines[0].style.paragraph_format.line_spacing
    assert size * 1.257 * spaced == pytest.approx(high, abs=0.1)


@pytest.mark.parametrize(("parts", "long"), [(6, 65), (16, 50)])
def test_a_line_to_write_on_is_as_long_as_on_paper_where_page_or_line_has_room(
    bound, sheet, parts, long
):
    """Its label stands beside it, not over it, and takes of it what there is no room for."""
    fact = Span("lo comprobado", blank=65)
    full = (
        Span("Según el Ayuntamiento y la Policía, "),
        fact,
        Span(f" y nadie más. {PROSE}{PROSE[:48]}"),
    )
    alone = (Span("Se ha avisado en "), Span("calles o zonas", blank=65), Span("."))
    texts = Boxes((Box("Aviso", (*((full,) * parts), alone), prose=True),), by_hand=True)
    page = sheet(texts, title="Qué decir", chapter="Datos")

    (table,) = opened(bound(Sheet(page))).tables

    *rows, last = [rules(row.cells[1]) for row in table.rows if rules(row.cells[1])]
    assert last == pytest.approx([65], abs=2)
    assert rows == [pytest.approx([long], abs=2)] * parts


def test_the_page_on_which_a_sheet_is_is_bold_and_its_contents_are_not(bound, sheet):
    """It is what is sought there."""
    row = (cell("Fuego"), Cell((Line("", Style.STRONG, page_of="CRI-01"),)))
    which = sheet(Table((Column("Hoja"), Column("Página")), (row,)), title="Qué hoja tomar")
    book = bound(Sheet(which), Sheet(sheet(facts(3), title="Incendio"), leaf=True))

    in_word, in_odt = opened(book), Odt(odt.render(book))

    (page,) = in_word.tables[0].rows[1].cells[1]._tc.iter(qn("w:fldSimple"))
    assert page.find(f".//{qn('w:b')}") is not None
    listed = [field for p in in_word.paragraphs for field in p._p.iter(qn("w:fldSimple"))]
    assert listed
    assert all(field.find(f".//{qn('w:b')}") is None for field in listed)
    strong = [span for span in in_odt.all("text:span") if got(span, "text:style-name") == "Strong"]
    assert sum(len(under(span, "text:bookmark-ref")) for span in strong) == 1


@pytest.mark.parametrize("parts", [6, 20])
def test_no_line_to_write_on_is_shorter_than_a_hand_needs(bound, sheet, parts):
    """On a page that has room for high ones, and on one that has none."""
    said = (Span("A las "), Span("hora", blank=28), Span(" en "), Span("lugar", blank=45))
    texts = Boxes((Box("Aviso", ((*said, Span(f". {PROSE}")),) * parts, prose=True),), by_hand=True)

    file = opened(bound(Sheet(sheet(texts, title="Qué decir", chapter="Datos"))))

    told = [row.cells[1] for table in file.tables for row in table.rows]
    rows = [rules(place) for place in told if rules(place)]
    assert len(rows) == parts
    assert min(hour for hour, _words in rows) >= 28
    # In the smaller letters sixteen underscores are a tenth of a millimetre short of it.
    assert min(words for _hour, words in rows) >= 44.8


def test_words_that_only_just_fill_their_line_are_counted_as_two(bound, sheet):
    """What has half a millimetre to spare here had none in LibreOffice, and took a line more."""

    def written(sentence: str) -> Any:
        said = (Span("Qué: "), Span(sentence))
        texts = Boxes((Box("Aviso", (said,) * 24, prose=True),), by_hand=True)
        return opened(bound(Sheet(sheet(texts, title="Qué decir", chapter="Datos"))))

    def above(free: float) -> float:
        sentence = max((s for s in sentences if wide(s) < room - free), key=wide)
        (margin,) = above_words_in_word(written(sentence))
        return margin / 20

    (table,) = written("Sí.").tables
    told = table.rows[1].cells[1]
    room, size = told.width.mm - 3.9, told.paragraphs[0].style.font.size.pt
    sentences = ["agua " * words + "i" * more for words in range(30) for more in range(1, 40)]

    def wide(sentence: str) -> float:
        return measure.width(sentence, size, bold=False)

    assert above(8) == looks.ROOMS[0]
    assert above(0.2) < looks.ROOMS[0]


def rules(place: Any) -> list[float]:
    """Millimetres of each line to write on."""
    runs = [run for p in place.paragraphs for run in p.runs if "___" in run.text]
    # Its underscores are nearer to each other than the font sets them.
    wide = ((run, measure.width("_", run.font.size.pt, bold=False)) for run in runs)
    return [len(run.text) * (each - 0.8 * 25.4 / 72) for run, each in wide]


def above_words_in_word(file: Any) -> list[float]:
    tables = file.tables
    margins = [table._tbl.tblPr.find(f".//{qn('w:tblCellMar')}") for table in tables]
    return [int(each.find(qn("w:top")).get(qn("w:w"))) for each in margins]


def above_words_in_odt(made: bytes) -> list[float]:
    file = Odt(made)
    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    last = [under(table, "table:table-cell")[-1] for table in file.all("table:table")]
    shapes = [styles[got(each, "table:style-name")][0] for each in last]
    return [float(str(got(shape, "fo:padding-top")).removesuffix("pt")) for shape in shapes]


def calls(count: int) -> Table:
    line = (cell("Ana Gil", Line("600 00 00 01", Style.STRONG)), cell(tick=True), cell())
    return Table((Column("Quién"), Column("Contestó"), Column("Qué se dijo", 3)), (line,) * count)


@pytest.mark.parametrize(("count", "least", "most"), [(12, 10.6, 10.8), (40, 5, 9)])
def test_a_call_to_tick_has_the_room_of_paper_where_the_page_has_it(make, count, least, most):
    document = make(calls(count), layout=Layout.SHEET, one_page=True)

    _head, *rows = opened(document).tables[0].rows

    (high,) = {row.height.mm for row in rows}
    assert least - 0.1 < high < most


def test_a_code_is_as_large_as_on_paper_with_no_rule_near_it(make):
    """ISO/IEC 18004 asks for four of its modules; nobody reads one below 12 mm off paper."""
    code = cell(qr=Qr("tel:+34600000001", "Llamar"))
    file = opened(make(Table((Column("Llamar"),), ((code,),)), layout=Layout.SHEET))

    (shape,) = file.inline_shapes
    picture = file.part.related_parts[
        shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    ].blob
    paper = ImageOps.expand(Image.open(io.BytesIO(picture)).convert("L"), 100, 255)
    (read,) = zxingcpp.read_barcodes(paper, formats=zxingcpp.BarcodeFormat.QRCode)
    wide = read.position.top_right.x - read.position.top_left.x
    across = wide / (paper.width - 200) * shape.width.mm
    assert across > 12.5
    style = file.styles["Table Code"].paragraph_format
    beside = (shape.width.mm - across) / 2
    assert beside + style.space_before.mm > 2 * across / 25


@pytest.mark.parametrize(
    ("words", "after", "told"),
    [
        ("(Teléfono: ", ")", "(Teléfono: [número:\N{NO-BREAK SPACE}___]"),
        ("Desde (", ")", "(número:\N{NO-BREAK SPACE}___)"),
    ],
)
def test_what_is_written_within_brackets_has_none_of_its_own(make, words, after, told):
    text = (Span("Parte: "), Span(words), Span("número", blank=45), Span(after))
    file = opened(make(Boxes((Box("Aviso", (text,)),), by_hand=True), layout=Layout.SHEET))

    written = file.tables[0].cell(1, 1).text
    shown = "___".join(part for part in written.split("_") if part)
    assert told in shown
    assert "([" not in shown


def test_neither_has_what_is_written_in_an_answer(make):
    answer = cell(Line((Span("Llame ("), Span("teléfono", blank=45), Span(")."))))
    file = opened(make(Table((Column("Respuesta"),), ((answer,),)), layout=Layout.SHEET))

    written = file.tables[0].cell(1, 0).text
    assert written.startswith("Llame (teléfono:\N{NO-BREAK SPACE}_")
    assert written.endswith("_).")


def test_the_words_of_a_box_do_not_touch_its_edge(make):
    note = Callout(CalloutKind.NEVER, "Nunca", ("Culpar.", "Callar."))
    document = make(Heading(1, "Uno"), note, layout=Layout.SHEET)

    styles = opened(document).styles
    for name in ("Box Never Title", "Box Never"):
        bars = styles[name].element.pPr.find(qn("w:pBdr"))
        assert {bars.find(qn(f"w:{side}")).get(qn("w:space")) for side in ("top", "bottom")} == {
            "3"
        }
    file = Odt(render.render(document, ".odt"))
    (style,) = (s for s in file.all("style:style") if got(s, "style:name") == "Box_20_Never")
    assert got(style[0], "fo:padding-top") == got(style[0], "fo:padding-bottom") == "3pt"
    assert "none" != got(style[0], "fo:border-top") == got(style[0], "fo:border-bottom")
