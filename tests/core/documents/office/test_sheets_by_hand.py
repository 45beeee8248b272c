"""What a hand writes in, ticks and dials on a sheet of a word processor, as on paper."""

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from PIL import Image, ImageFont

from core.documents import glyphs, looks, render
from core.documents.charts import Bar, BarChart
from core.documents.model import (
    BlankRows,
    Box,
    Boxes,
    Bullets,
    Callout,
    CalloutKind,
    Cell,
    Check,
    Checklist,
    Column,
    Cover,
    Field,
    Fields,
    Figure,
    Heading,
    Layout,
    Line,
    Para,
    Qr,
    Sheet,
    Signature,
    Signatures,
    Style,
    Table,
    cell,
)
from core.documents.rich import Span
from tests.core.documents.conftest import png
from tests.core.odt import Odt, got, read, under

MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER
HIGH = 0.92 * (0.984 + 0.273)
"""Of a line of a notebook, where the closest lines are, against the size of its letters."""
STEPS = Checklist(
    "Actualización",
    (Check("Corregir", "", "Escribe", ""),),
    "cada 60 min",
    "hacer y confirmar",
    beyond="18–20: «Qué decir»",
)


def length(text: str, size: float) -> float:
    """Of words in that size, both in millimetres, and closer by so much as those of a line are."""
    font = ImageFont.truetype(str(glyphs.font_file("Regular")), 1000)
    return float(font.getlength(text)) * size / 1000 - len(text) * 0.8 * 25.4 / 72


def style_of(file: Odt, element: Any) -> list[Any]:
    """The style of a paragraph, with those on which it is built."""
    named = {got(style, "style:name"): style for style in file.all("style:style")}
    found = [named[got(element, "text:style-name")]]
    while parent := got(found[-1], "style:parent-style-name"):
        found.append(named[parent])
    return found


def look(file: Odt, element: Any, attribute: str) -> str | None:
    found = (got(part, attribute) for style in style_of(file, element) for part in style)
    return next(filter(None, found), None)


@pytest.mark.parametrize(
    "block",
    [
        BlankRows((Column("Hora"), Column("Hecho", tick=True)), 2, 8.0),
        Table((Column("Hora"), Column("Hecho")), ((cell("10:00"), cell(tick=True)),)),
    ],
)
def test_a_column_of_boxes_to_tick_has_them_as_large_as_those_of_a_step(in_word, block):
    (table,) = in_word(block).tables

    (box,) = table.cell(1, 1).paragraphs
    assert (box.text, box.style.name, box.runs[0].font.size.pt) == ("☐", "Tick", 21.5)
    assert box.alignment is WD_ALIGN_PARAGRAPH.LEFT


def test_beside_what_is_done_the_place_of_the_box_is_empty(in_word):
    rows = ((cell(tick=True), cell("Cartel")), (cell(), cell("Bando")))
    (table,) = in_word(Table((Column("Hecho"), Column("Qué")), rows)).tables

    boxes = [row.cells[0].paragraphs[0] for row in table.rows[1:]]
    assert [(box.text, box.style.name) for box in boxes] == [("☐", "Tick"), ("", "Tick")]


def test_a_box_to_tick_stands_in_the_middle_of_its_row_as_what_is_beside_it(in_word, in_odt):
    rows = ((cell("Corte de agua", "Web", "El miércoles, de 9 a 13 h."), cell(tick=True)),)
    block = Table((Column("Qué"), Column("Hecho")), rows)

    (table,) = in_word(block).tables
    assert [each.vertical_alignment for each in table.rows[1].cells] == [MIDDLE, MIDDLE]

    file = in_odt(block)
    row = file.all("table:table-row")[-1]
    named = {got(style, "style:name"): style for style in file.all("style:style")}
    cells = [named[got(place, "table:style-name")] for place in under(row, "table:table-cell")]
    (stands,) = {got(look, "style:vertical-align") for style in cells for look in style}
    assert stands == "middle"


def test_a_box_to_tick_before_words_is_a_letter_of_them_and_their_next_line_beside_it(in_word):
    rows = ((cell(Line("Bando y tablón de anuncios"), tick=True),), (cell(tick=True),))
    file = in_word(Table((Column("Publicado en"),), rows))
    (table,) = file.tables

    styles = [row.cells[0].paragraphs[0].style.name for row in table.rows]
    assert styles == ["Table Head", "Table Ticked", "Table Ticked"]
    text, ticked = file.styles["Table Text"], file.styles["Table Ticked"]
    assert ticked.font.size == text.font.size
    shape = ticked.paragraph_format
    assert shape.left_indent == -shape.first_line_indent > 0


def test_each_sentence_of_a_box_has_its_sign_as_on_paper(in_word):
    file = in_word(
        Callout(CalloutKind.NEVER, "Nunca", ("Borrar.", "Discutir.")),
        Callout(CalloutKind.INFO, "La respuesta", ("Qué.", "Cuándo.")),
        Callout(CalloutKind.INFO, "Si ninguna sirve", ("Una sola.",)),
    )

    lines = [line for line in file.paragraphs if line.style.name.startswith("Box")]
    assert [line.text for line in lines] == [
        *("Nunca", "× Borrar.", "× Discutir."),
        *("La respuesta", "• Qué.", "• Cuándo."),
        *("Si ninguna sirve", "Una sola."),
    ]
    # Each has its ground above and below it, and nothing between them.
    assert {line.style.paragraph_format.space_after.pt for line in lines[1:3]} == {0}


def test_what_comes_after_the_last_step_stands_over_who_does_it_as_on_paper(in_word):
    (table,) = in_word(STEPS).tables

    assert [place.text for place in table.rows[0].cells] == [
        "Hecho",
        "cada 60\N{NO-BREAK SPACE}min · Actualización · hacer y confirmar",
        "18–20: «Qué decir»",
        "Hora",
    ]


def test_the_title_of_a_phase_stands_over_its_steps_in_opendocument(in_odt):
    file = in_odt(STEPS)

    (title,) = (h for h in file.all("text:h") if "Actualización" in read(h))
    assert look(file, title, "fo:border") == "none"
    assert look(file, title, "fo:padding") == "0mm"
    assert look(file, title, "fo:color") == f"#{looks.WHITE}"


def test_a_text_to_fill_in_has_room_for_a_pen_and_keeps_each_blank_with_its_label(in_word, in_odt):
    """A line is high where there is something to write on it, and nowhere else."""
    said = (Span("Qué sabemos: "), Span("Desde "), Span("calles o zonas", blank=45), Span("."))
    boxes = Boxes((Box("Primer aviso", (said,)),), by_hand=True)

    place = in_word(boxes).tables[0].cell(1, 1)
    before, label, line, end, after = place.paragraphs[0].runs
    held = "[calles\N{NO-BREAK SPACE}o\N{NO-BREAK SPACE}zonas:\N{NO-BREAK SPACE}"
    assert (before.text, label.text, end.text, after.text) == ("Desde ", held, "]", ".")
    assert set(line.text) == {"_"}
    assert line.font.size.mm * HIGH > 7
    assert length(line.text, line.font.size.mm) >= 43
    assert {before.font.size, after.font.size} == {None}
    assert place.paragraphs[0].style.name == "Table Text"

    file = in_odt(boxes)
    (rule,) = (part for part in file.all("text:span") if set(read(part)) == {"_"})
    (style,) = (s for s in file.all("style:style") if got(s, "style:name") == "Blank_20_Line")
    assert got(rule, "text:style-name") == "Blank_20_Line"
    assert got(style[0], "fo:font-size") == f"{line.font.size.pt}pt"


def test_a_blank_right_behind_its_label_is_not_told_again_and_is_as_long_as_on_paper(in_word):
    said = (Span("Qué: "), Span("Hoy no. Otros usos: "), Span("otros usos", blank=65), Span("."))
    place = in_word(Boxes((Box("Aviso", (said,)),), by_hand=True)).tables[0].cell(1, 1)

    before, rule, after = place.paragraphs[0].runs
    # The label stays on the line of its rule.
    held = "Otros\N{NO-BREAK SPACE}usos:\N{NO-BREAK SPACE}"
    assert (before.text, after.text) == (f"Hoy no. {held}", ".")
    assert set(rule.text) == {"_"}
    assert length(rule.text, rule.font.size.mm) == pytest.approx(65, abs=3)


def test_a_word_that_only_ends_as_a_label_does_not_tell_it(in_word):
    said = (Span("Qué: "), Span("Se sabe ahora: "), Span("hora", blank=28))
    place = in_word(Boxes((Box("Aviso", (said,)),), by_hand=True)).tables[0].cell(1, 1)

    assert "[hora:" in place.text


@pytest.mark.parametrize(
    ("before", "label", "told"),
    [
        ("No era cierto. Lo comprobado es esto: ", "lo comprobado", True),
        ("Hora de vuelta, que puede cambiar: ", "hora de vuelta", True),
        ("Dijimos esto: ", "lo que dijimos y no era así", False),
        ("Esto es lo comprobado. Último dato: ", "lo comprobado", False),
        ("Se ha comprobado que ", "comprobado", False),
        ("Es esto: ", "y a", False),
    ],
)
def test_a_sentence_that_leads_on_to_a_blank_tells_its_label(in_word, before, label, told):
    said = (Span("Qué: "), Span(before), Span(label, blank=65))
    place = in_word(Boxes((Box("Aviso", (said,)),), by_hand=True)).tables[0].cell(1, 1)

    assert ("[" not in place.text) is told


def test_where_nobody_does_a_step_there_is_room_to_write_who(in_word):
    """Below what is done, as high as the name would be."""
    steps = (Check("Llamar", "Ahora.", "Llama"), Check("Decir", "Ya.", "Habla", "Ana Gil"))
    (table,) = in_word(Checklist("Aviso", steps)).tables

    nobody, known = (table.rows[row].cells[2].paragraphs for row in (1, 2))
    assert [p.text for p in nobody] == ["Llama", ""]
    assert [p.style.name for p in nobody] == [p.style.name for p in known]


def test_an_answer_with_something_to_write_in_it_has_room_for_a_pen(in_word):
    answer = cell(Line((Span("A las "), Span("hora", blank=28), Span("."))))
    rows = ((cell("¿Cuándo?"), answer), (cell("¿Quién?"), cell("La empresa.")))
    (table,) = in_word(Table((Column("Pregunta"), Column("Respuesta", 3)), rows)).tables

    (line,) = (run for run in table.cell(1, 1).paragraphs[0].runs if "_" in run.text)
    assert line.font.size.mm * HIGH > 7
    assert length(line.text, line.font.size.mm) >= 27


def test_who_approves_a_text_and_when_has_a_box_for_each_beside_its_title(in_word, in_odt):
    """As on paper: as wide, with what is written there in small above."""
    named = (("lo pone en euskera", 45), ("lo aprueba", 45), ("hora", 28))
    approval = tuple(Span(name, blank=wide) for name, wide in named)
    said = ((Span("Empatía: "), Span("Lo sentimos.")),)
    boxes = Boxes((Box("Primer aviso", said, approval=approval),), by_hand=True)

    (table,) = in_word(boxes).tables
    (title, *places), below = (
        [docx.table._Cell(each, table) for each in row._tr.tc_lst] for row in table.rows
    )
    assert title.text == "Primer aviso"
    assert [each.paragraphs[0].text for each in places] == [name for name, _wide in named]
    assert [round(each.width.mm) for each in places] == [wide for _name, wide in named]
    assert [len(each.paragraphs) for each in places] == [2] * 3
    assert sum(each.width for each in below) == sum(each.width for each in (title, *places))

    file = in_odt(boxes)
    head, told = file.all("table:table-row")
    spans = [got(each, "table:number-columns-spanned") for each in under(head, "table:table-cell")]
    assert spans == ["2", None, None, None]
    assert len(under(told, "table:covered-table-cell")) == 3


def test_the_lines_of_what_is_written_in_are_dark_enough_for_a_tired_copier(in_word, in_odt):
    block = Table((Column("Qué"),), ((cell("Uno."),),))

    def rules(**facts: Any) -> set[str]:
        borders = in_word(block, **facts).styles["Table Grid"].element.iter(qn("w:tblBorders"))
        cells = in_odt(block, **facts).all("style:table-cell-properties")
        lines = {line.get(qn("w:color")) for sides in borders for line in sides}
        return lines | {(got(each, "fo:border") or "").rpartition("#")[2] for each in cells}

    assert rules() == {looks.EDGE}
    assert rules(layout=Layout.REPORT, cover=Cover("Plan")) == {looks.LINE}
    assert sum(bytes.fromhex(looks.EDGE)) < 0.6 * 3 * 255


def test_the_source_of_a_figure_in_a_matrix_is_small_and_grey(in_word):
    told = Cell((Line("Avisos"), Line("Se cuentan.", Style.MUTED)))
    matrix = Table((Column("Indicador"), Column("Ene")), ((told, cell("X")),), matrix=True)
    (table,) = in_word(matrix, layout=Layout.REPORT).tables

    name, source = (line.style for line in table.cell(1, 0).paragraphs)
    assert source.font.size < name.font.size
    assert str(source.font.color.rgb) == looks.MUTED


def test_a_list_of_opendocument_stands_as_in_word(in_odt):
    file = in_odt(Bullets(("Uno.", "Dos.", "Tres."), numbered=True), layout=Layout.REPORT)

    (shape,) = (
        shape
        for style in file.all("text:list-style")
        if got(style, "style:name") == "Numbers"
        for shape in under(style, "style:list-level-properties")
    )
    assert got(shape, "text:space-before") == "0mm"
    (first,) = (p for p in file.all("text:p") if read(p) == "Uno.")
    assert look(file, first, "fo:margin-bottom") == "0pt"
    (figure,) = (s for s in file.all("style:style") if got(s, "style:name") == "Figure")
    assert got(figure[0], "fo:color") == f"#{looks.BRAND}"


def test_lines_of_a_cell_stand_as_close_in_opendocument_as_in_word(in_odt):
    said = Cell((Line("Uno."), Line("Dos.")))
    file = in_odt(Table((Column("Qué"),), ((said,),)), layout=Layout.REPORT)

    first, second = (p for p in file.all("text:p") if read(p) in ("Uno.", "Dos."))
    assert look(file, first, "fo:margin-top") != "0pt"
    assert look(file, second, "fo:margin-top") == "0pt"


def test_boxes_to_sign_do_not_touch_the_words_above(in_word):
    file = in_word(Para("Se aprueba."), Signatures((Signature("Alcaldía", "", ""),)))

    above = file.tables[0]._tbl.getprevious()
    assert above.pPr.pStyle.val == "TableGap"


def test_a_rule_to_sign_on_has_15_mm_above_it_and_what_is_written_right_below(in_word):
    signed = (Signature("Alcaldía", "", "Nombre, fecha y firma"), Signature("Pleno", "Ana Ruiz"))
    file = in_word(Para("Se aprueba."), Signatures(signed))

    alone, named = (cell.paragraphs for cell in file.tables[0].rows[0].cells)
    assert [p.text for p in alone] == ["Alcaldía", "Nombre, fecha y firma"]
    assert [p.text for p in named] == ["Pleno", "Ana Ruiz"]
    assert alone[1].style.paragraph_format.space_before.mm > 15
    assert alone[1].style.element.find(f".//{qn('w:top')}") is not None


def test_a_box_to_tick_among_words_is_large_enough_for_a_pen(in_word, in_odt):
    told = (Span("", blank=4), Span(" Hemos avisado al 112."))
    script = Boxes((Box("Aviso", ((Span("Qué: "), *told),), prose=True),), by_hand=True)
    ticked = Table((Column("Nivel"),), ((cell("Rojo", tick=True),), (cell(told),)))

    file, other = in_word(script, ticked), in_odt(script, ticked)

    runs = [run for run in file.element.body.iter(qn("w:r")) if "☐" in "".join(run.itertext())]
    assert [run.find(f".//{qn('w:sz')}").get(qn("w:val")) for run in runs] == ["35"] * 3
    boxes = [each for each in other.all("text:span") if read(each) == "☐"]
    assert [got(each, "text:style-name") for each in boxes] == ["Box"] * 3


def test_words_beside_a_box_to_tick_are_as_close_as_others_in_a_row_as_high_as_the_box(
    in_word, in_odt
):
    """A line as high as its box would set the second one far from the first."""
    ticked = Table((Column("Nivel"), Column("Cuándo")), ((cell("Rojo", tick=True), cell("Hoy")),))

    file, other = in_word(ticked), in_odt(ticked)

    assert file.styles["Table Ticked"].paragraph_format.line_spacing.pt == 13
    assert file.tables[0].rows[1].height.mm == pytest.approx(8, abs=0.01)
    (line,) = (p for p in other.all("text:p") if "Rojo" in read(p))
    assert look(other, line, "fo:line-height") == "13pt"


def test_a_step_stands_in_the_middle_of_its_row_as_on_paper(in_word):
    file = in_word(STEPS)

    row = file.tables[0].rows[1]
    assert [cell.vertical_alignment.name for cell in row.cells] == ["CENTER"] * 4


def test_a_cover_without_arms_has_its_title_and_its_foot_as_low(in_word):
    def free(**facts: Any) -> tuple[float, float]:
        file = in_word(Para("Uno."), layout=Layout.REPORT, cover=Cover("Plan"), **facts)
        above, gap = (file.styles[name].paragraph_format for name in ("Cover Kicker", "Cover Gap"))
        return above.space_before.pt, gap.space_before.pt

    assert free(title="Plan") == (210, 280)
    assert free(title="Plan", crest=png(), crest_alt="Escudo") == (150, 280)
    assert free(title="Un título que toma más de dos líneas de la portada, o tres") == (210, 230)


def test_a_caption_is_nearer_to_its_chart_than_to_the_next(in_word):
    chart = Figure(BarChart("Horas", (Bar("Web", 2, 4),), "es"), "Horas", "Horas de la casa")
    file = in_word(chart, chart, layout=Layout.REPORT)

    shown = [p for p in file.paragraphs if p._p.find(f".//{qn('w:drawing')}") is not None]
    shape, caption = (
        file.styles[name].paragraph_format for name in (shown[0].style.name, "Caption")
    )
    below = max(shape.space_after.pt, caption.space_before.pt)
    assert below <= max(caption.space_after.pt, shape.space_before.pt)
    assert shape.space_after.pt == 0


def test_no_line_with_a_picture_is_closer_than_it_is_high(in_word, in_odt):
    """Or LibreOffice leaves out its top: the upper rows of a code, the highest bar of a chart."""
    chart = Figure(BarChart("Horas", (Bar("Web", 2, 4),), "es"), "Horas", "Horas de la casa")
    code = Cell((Line("Alcaldía"),), qr=Qr("tel:+34600000000", "Llamar"))
    blocks = (chart, replace(chart, caption=""), Table((Column("Llamar"),), ((code,),)))
    crest = {"crest": png(), "crest_alt": "Escudo"}
    facts = ({"layout": Layout.REPORT, "cover": Cover("Plan")}, {"layout": Layout.REPORT}, {})

    for made in (in_word(*blocks, **fact, **crest) for fact in facts):
        shown = [docx.text.paragraph.Paragraph(p, made) for p in made.element.body.iter(qn("w:p"))]
        shown = [p for p in shown if p._p.find(f".//{qn('w:drawing')}") is not None]
        spaced = [p.style.paragraph_format.line_spacing for p in shown]
        assert [each is not None and each >= 1 for each in spaced] == [True] * 4
    for file in (in_odt(*blocks, **fact, **crest) for fact in facts):
        lines = [frame.getparent() for frame in file.all("draw:frame")]
        assert len(lines) == 4
        assert all(float(str(look(file, each, "fo:line-height"))[:-1]) >= 100 for each in lines)


def test_arms_on_a_coloured_band_stand_on_white(in_word):
    file = in_word(Para("Uno."), crest=png(), crest_alt="Escudo")

    (part,) = (part for part in file.part.package.iter_parts() if "image" in part.content_type)
    with Image.open(io.BytesIO(part.blob)) as shown:
        assert shown.getpixel((0, 0)) == (255, 255, 255)
        assert shown.getpixel((shown.width // 2, shown.height // 2)) != (255, 255, 255)


def test_what_ends_with_a_table_takes_no_page_for_the_line_below_it(in_odt):
    file = in_odt(Table((Column("Qué"),), ((cell("Uno."),),)), layout=Layout.REPORT)

    last = under(file.content, "table:table")[-1].getnext()
    assert look(file, last, "fo:line-height") == "1pt"


def test_of_a_text_that_goes_on_over_the_page_no_part_stands_there_alone(in_word):
    parts = tuple((Span(f"Canal {number}: "), Span("Se dice.")) for number in range(6))
    (table,) = in_word(Boxes((Box("Otros canales", parts),), by_hand=True)).tables

    held = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows[1:]]
    assert held == [True, None, None, True, True, None]


def test_where_a_text_goes_on_over_the_page_its_title_stands_again(in_word):
    parts = tuple((Span(f"Canal {number}: "), Span("Se dice.")) for number in range(6))
    (table,) = in_word(Boxes((Box("Otros canales", parts),), by_hand=True)).tables

    heads = [row.cells[0].text for row in table.rows if row._tr.xpath("./w:trPr/w:tblHeader")]
    assert heads == ["Otros canales"]


@pytest.mark.parametrize(("count", "size"), [(6, 10.5), (38, 10.5), (44, 9)])
def test_letters_are_as_large_as_on_paper_where_a_form_leaves_room_on_its_page(
    in_word, count, size
):
    rows = tuple((Cell((Line(f"{n}"),)), Cell((Line("Una línea."),))) for n in range(count))
    file = in_word(Table((Column("Qué"), Column("Cómo")), rows), one_page=True)

    assert file.styles["Table Text"].font.size.pt == size


def test_words_do_not_touch_the_bar_above_them_and_a_table_does(in_word):
    words, facts = Bullets(("Nada.",)), Table((Column("Qué"),), ((Cell((Line("Uno"),)),),))
    file = in_word(Heading(1, "Qué hay abierto"), words, Heading(1, "Qué toca"), facts)

    bars = [p._p.getnext() for p in file.paragraphs if p.style.name == "Heading 1"]
    assert [bar.tag for bar in bars] == [qn("w:p"), qn("w:tbl")]
    assert bars[0].pPr.pStyle.val == "TableGap"


def test_fields_side_by_side_do_not_touch_the_list_above_them(in_word):
    votes = Fields((Field("En Pozo, a"), Field("A favor"), Field("En contra")))
    file = in_word(Bullets(("Publicar lo aprobado.",)), votes)

    assert file.tables[0]._tbl.getprevious().pPr.pStyle.val == "TableGap"


def test_a_formal_paper_has_no_bars(in_word):
    file = in_word(Heading(1, "Antecedentes"), Para("Uno."), formal=True)

    assert file.styles["Heading 1"].element.find(f".//{qn('w:shd')}") is None


def test_the_paragraphs_of_a_text_in_a_box_stand_apart(in_word):
    file = in_word(Boxes((Box("El texto", ("Uno.", "Dos."), prose=True),)), layout=Layout.REPORT)

    (cell, _same) = file.tables[0].rows[0].cells
    assert [p.style.name for p in cell.paragraphs[1:]] == ["Table Text", "Table Gap", "Table Text"]


def test_dots_of_a_list_are_those_of_the_font_of_the_paper(in_word):
    file = in_word(Bullets(("Uno.",)), layout=Layout.REPORT)

    numbered = file.styles["List Bullet"].element.pPr.numPr.numId.val
    numbering = file.part.numbering_part.element
    [known] = (n.abstractNumId.val for n in numbering.num_lst if n.numId == numbered)
    [level] = (
        definition.find(qn("w:lvl"))
        for definition in numbering.findall(qn("w:abstractNum"))
        if definition.get(qn("w:abstractNumId")) == str(known)
    )
    assert level.find(qn("w:lvlText")).get(qn("w:val")) == "•"
    assert level.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == looks.FONT
    assert level.find(qn("w:numFmt")).get(qn("w:val")) == "bullet"


def test_the_arms_stand_beside_the_name_of_their_owner_as_on_paper(in_word, in_odt):
    facts = {"layout": Layout.REPORT, "crest": png(), "crest_alt": "Escudo", "owner": "Pozo"}
    words, text = in_word(Para("112"), **facts), in_odt(Para("112"), **facts)

    (beside,) = (p for p in words.paragraphs if p._p.find(f".//{qn('w:drawing')}") is not None)
    (line,) = (p for p in text.all("text:p") if under(p, "draw:frame"))
    assert beside.text == "Pozo\t"
    assert read(line).startswith("Pozo")
    stops = [stop for style in style_of(text, line) for stop in under(style, "style:tab-stop")]
    assert [got(stop, "style:type") for stop in stops] == ["right"]


def test_a_long_box_is_parted_where_the_page_is_full_as_on_paper(in_word):
    said = "Se corta el agua en la calle Real. " * 40
    file = in_word(Boxes((Box("El texto", (said,), prose=True),)), layout=Layout.REPORT)

    [row] = file.tables[0].rows
    assert row._tr.find(f".//{qn('w:cantSplit')}") is None


def test_a_few_empty_rows_stand_on_one_page(in_word):
    (table,) = in_word(BlankRows((Column("Propuesta"), Column("Quién")), 3, 9.0)).tables

    held = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows[1:]]
    assert held == [True, True, None]


@pytest.mark.parametrize(
    ("title", "size"), [("Incendio", 23), ("Perros o gatos envenenados en parques", 19)]
)
def test_a_long_title_of_a_sheet_is_smaller_so_that_it_keeps_its_line(in_word, title, size):
    file = in_word(*[Para("112")] * 80, title=title, one_page=True)

    assert file.styles["Title"].font.size.pt == size


def test_the_title_of_a_bound_sheet_stands_on_a_band_which_is_red_when_it_is_urgent(make):
    """As on paper, and so large as others: the program that writes the contents finds it."""
    sheets = [make(STEPS, layout=Layout.SHEET, title=title) for title in ("Cómo usar", "Incendio")]
    bound = [Sheet(sheets[0]), Sheet(replace(sheets[1], urgent=True))]
    notebook = make(*bound, bound=True, contents=True, contents_depth=1, cover=Cover("Crisis"))

    file: Any = docx.Document(io.BytesIO(render.render(notebook, ".docx")))
    titles = [line for line in file.paragraphs if line.style.name == "Heading 1"]
    grounds = [line._p.pPr.find(qn("w:shd")).get(qn("w:fill")) for line in titles]
    assert grounds == [looks.BRAND, looks.ALERT]
    assert str(titles[0].style.font.color.rgb) == looks.WHITE

    odt = Odt(render.render(notebook, ".odt"))
    first, urgent = (one for one in odt.all("text:h") if got(one, "text:outline-level") == "1")
    assert look(odt, first, "fo:background-color") == f"#{looks.BRAND}"
    assert look(odt, urgent, "fo:background-color") == f"#{looks.ALERT}"
    assert look(odt, urgent, "fo:color") == f"#{looks.WHITE}"


def test_many_rows_among_which_a_page_is_sought_have_no_more_air_than_one_page_has(in_word):
    rows = tuple((cell(f"CRI-{n}"), Cell((Line("", page_of=f"CRI-{n}"),))) for n in range(24))
    (table,) = in_word(Table((Column("Hoja"), Column("Página")), rows)).tables

    assert sum(row.height.mm for row in table.rows[1:]) <= 210.5


def test_a_text_that_says_nothing_has_no_table_and_stops_no_file(in_word, in_odt):
    boxes = Boxes((Box("Primer aviso", ()),), by_hand=True)

    assert in_word(boxes, Para("112")).tables == []
    assert in_odt(boxes, Para("112")).all("table:table") == []


def test_words_beside_a_box_to_tick_are_as_large_as_the_others_of_a_book(in_word):
    rows = ((cell(Line("Bando"), tick=True),),)
    facts = {"layout": Layout.REPORT, "cover": Cover("Plan")}
    file = in_word(Heading(1, "Canales", new_page=True), Table((Column("Dónde"),), rows), **facts)

    text, ticked = (file.styles[name] for name in ("Table Text", "Table Ticked"))
    assert ticked.font.size == text.font.size
    assert ticked.paragraph_format.space_before == text.paragraph_format.space_before
