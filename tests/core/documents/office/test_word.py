import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from PIL import ImageFont

from core.documents import glyphs, pdf, preview
from core.documents.model import (
    Box,
    Boxes,
    Bullets,
    Callout,
    CalloutKind,
    CellTone,
    Check,
    Checklist,
    Cover,
    Document,
    Field,
    Fields,
    Heading,
    KeyNumber,
    KeyNumbers,
    Layout,
    Line,
    PageBreak,
    Para,
    Sheet,
    Signature,
    Signatures,
    Table,
    cell,
)
from core.documents.model import Column as ColumnOf
from core.documents.office import word
from core.documents.rich import rich


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(word.render(document)))


def turned(file: Any) -> list[str]:
    """What begins a page."""
    return [p.text for p in file.paragraphs if p.paragraph_format.page_break_before]


def test_headings_lists_and_captions_have_word_s_own_styles(report):
    file = opened(report)

    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs}
    assert styles["Crisis roster"] == "Title"
    assert styles["Aims"] == "Heading 1"
    assert styles["Measures"] == "Heading 2"
    assert styles["Answer in time."] == "List Bullet"
    assert styles["Answers in time"] == "Caption"


def test_a_list_of_definitions_has_no_header_row(make):
    rows = ((cell("Indicador"), cell("Respuestas")), (cell("Meta"), cell("90 %")))
    table = Table((ColumnOf(""), ColumnOf("", 3)), rows, row_header=True, headed=False)

    (made,) = opened(make(table)).tables

    assert [[place.text for place in row.cells] for row in made.rows] == [
        ["Indicador", "Respuestas"],
        ["Meta", "90\u00a0%"],
    ]
    assert list(made._tbl.iter(qn("w:tblHeader"))) == []
    (look,) = made._tbl.iter(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("0", "1")


def test_a_table_with_heads_has_more_around_its_words_than_a_list_of_facts_as_on_paper(make):
    rows = ((cell("Indicador"), cell("Respuestas")),)
    columns = (ColumnOf("Qué"), ColumnOf("Cuál", 3))
    blocks = (Table(columns, rows), Table(columns, rows, headed=False))

    def above(**facts: Any) -> list[str]:
        file = opened(make(Heading(1, "Uno", new_page=True), *blocks, **facts))
        return [side.get(qn("w:w")) for side in file.element.body.iter(qn("w:top"))]

    assert above(cover=Cover()) == ["30", "10"]
    assert above(layout=Layout.SHEET, bound=True) == ["0", "0"]


def test_what_begins_its_pages_as_on_paper_has_a_line_more_at_their_foot(make):
    def free(**facts: Any) -> float:
        full = (Heading(1, "Uno"), *[Para("Una línea.")] * 34)
        return float(opened(make(*full, **facts)).sections[0].bottom_margin.mm)

    assert free(one_page=True) == pytest.approx(20, abs=0.1)
    assert free() == pytest.approx(15, abs=0.1)


def test_code_version_and_date_are_in_the_body_and_the_page_in_the_footer(report):
    file = opened(report)

    footer = file.sections[0].footer.paragraphs[0]
    fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
    assert "DIR-01 · v2 · 24 de noviembre de 2026" in [part.text for part in file.paragraphs]
    assert "DIR-01 · v2 · 24 de noviembre de 2026" in footer.text
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_long_name_of_the_owner_takes_one_line_of_a_sheet(make):
    name = "Consorcio de la Prevención y Extinción de Incendios de las Comarcas del Sur"
    file = opened(make(Para("112"), owner=name, layout=Layout.SHEET))

    band = next(p.text for p in file.paragraphs if p.text.startswith("Consorcio"))
    foot = file.sections[0].footer.paragraphs[0].text
    for line in (band, foot):
        assert line.startswith("Consorcio de la Prevención y Extinción de Incendios de las…")


def test_the_header_row_repeats_and_rows_stay_whole(roster):
    _numbers, table, rest, _media = opened(roster).tables

    flags = [
        (row._tr.find(f".//{qn('w:tblHeader')}") is not None,
         row._tr.find(f".//{qn('w:cantSplit')}") is not None)
        for row in table.rows
    ]  # fmt: skip
    # The first two are held together with the third, which may be parted: on paper a table begins
    # where these have room.
    held, parted = [(False, True)] * 2, [(False, False)]
    assert len(table.rows) + len(rest.rows) == 12 + 2
    assert flags == [(True, True), *held, *parted, *[(False, True)] * (len(table.rows) - 4)]
    heads = [[cell.text for cell in part.rows[0].cells] for part in (table, rest)]
    assert heads == [["Contact", "Telephone", "Code", "Done"]] * 2


def test_column_widths_are_in_the_grid_and_in_the_cells(roster):
    table = opened(roster).tables[1]

    grid = [column.width.mm for column in table.columns]
    cells = [cell.width.mm for cell in table.rows[3].cells]
    assert grid == pytest.approx([78.86, 52.57, 26.29, 26.29], abs=0.1)
    assert cells == pytest.approx(grid, abs=0.1)


def test_a_narrow_column_has_room_for_the_longest_word_of_its_head(make):
    columns = (ColumnOf("Canal", 9.0), ColumnOf("Disponibilidad"))
    (table,) = opened(make(Table(columns, ((cell("Web"), cell("Sí")),)))).tables

    bold = next(path for path in glyphs.font_files() if path.stem.endswith("Bold"))
    points = ImageFont.truetype(str(bold), 9).getlength("Disponibilidad")
    assert table.columns[1].width.mm > points * 25.4 / 72 + 3.8


def test_every_image_has_its_alternative_text(roster, report):
    for document, texts in (
        (roster, {"Arms of Valdehierro", "Call Lucía Núñez"}),
        (report, {"A line that rises", "A photograph"}),
    ):
        shapes = opened(document).element.body.iter(qn("wp:docPr"))

        assert {shape.get("descr") for shape in shapes} == texts


@pytest.mark.parametrize(("language", "locale"), [("es", "es-ES"), ("en", "en-GB")])
def test_the_language_is_that_of_the_document(make, language, locale):
    file = opened(make(Para("Text"), language=language))

    languages = {mark.get(qn("w:val")) for mark in file.styles.element.iter(qn("w:lang"))}
    assert languages == {locale}
    assert file.core_properties.language == locale


def test_the_file_says_who_made_it_and_what_it_is(make):
    facts = opened(make(Para("Text"))).core_properties

    assert (facts.title, facts.author, facts.subject) == (
        "Crisis roster",
        "Ayuntamiento de Valdehierro",
        "Whom to call",
    )
    assert facts.created.date().isoformat() == "2026-11-24"


def test_the_file_names_the_program_that_made_it_and_no_other(make):
    with zipfile.ZipFile(io.BytesIO(word.render(make(Para("Text"))))) as file:
        names = file.namelist()
        said = file.read("docProps/app.xml").decode()

    assert "<Application>Pregón</Application>" in said
    assert "Macintosh" not in said
    assert not [name for name in names if "thumbnail" in name]


def test_everything_is_in_the_font_of_the_paper_or_about_as_wide(report):
    file = opened(report)

    used = {paragraph.style.name for paragraph in file.paragraphs}
    assert {file.styles[name].font.name for name in used} == {glyphs.FAMILY}
    fonts = file.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE).blob.decode()
    assert f'<w:font w:name="{glyphs.FAMILY}"><w:altName w:val="Calibri"/>' in fonts


def test_the_file_brings_its_letters_to_a_computer_that_has_them_not(make):
    file = opened(make(Para("Text")))

    table = file.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    keys = dict(
        re.findall(r'<w:embed\w+ r:id="(\w+)" w:fontKey="\{([^}]+)\}"/>', table.blob.decode())
    )
    brought = [unlocked(table.rels[link].target_part.blob, key) for link, key in keys.items()]
    assert brought == [glyphs.font_file(each).read_bytes() for each in ("Regular", "Bold")]
    assert file.settings.element.find(qn("w:embedTrueTypeFonts")) is not None


def unlocked(font: bytes, key: str) -> bytes:
    """As a word processor reads it: ECMA-376, 17.8.1."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    start = bytes(each ^ mask[place % 16] for place, each in enumerate(font[:32]))
    return start + font[32:]


def test_telephones_and_addresses_can_be_clicked(roster):
    file = opened(roster)

    targets = {part.target_ref for part in file.part.rels.values() if part.is_external}
    assert targets == {"tel:112", "tel:+34926000000", "mailto:lucia@valdehierro.example"}


def test_empty_rows_have_their_height_and_a_box_to_tick(log):
    table = opened(log).tables[0]

    rows = table.rows[1:]
    assert len(rows) == 24
    assert {round(row.height.mm) for row in rows} == {9}
    assert {row.cells[3].text.strip() for row in rows} == {"☐"}


def test_a_row_that_is_written_in_has_room_for_a_hand(make):
    columns = (ColumnOf("Función"), ColumnOf("Hoy lo lleva"))
    rows = tuple((cell(name), cell()) for name in ("Decide", "Habla"))

    (table,) = opened(make(Table(columns, rows))).tables

    head, *rows = table.rows
    assert head.height is None
    assert {round(row.height.mm, 1) for row in rows} == {7.5}


def test_many_fields_in_a_row_stand_side_by_side_each_with_its_label(make):
    file = opened(make(Fields((Field("Hoy:"),) * 7), layout=Layout.SHEET))

    (table,) = file.tables
    assert [[place.text.strip() for place in row.cells] for row in table.rows] == [["Hoy:"] * 7]
    assert not [p.text for p in file.paragraphs if p.text.startswith("Hoy")]


def test_what_is_known_of_a_box_to_fill_in_stands_below_its_name(make):
    given = Fields((Field("Fecha", value="24 nov"), *(Field("Hora"),) * 4))

    file = opened(make(given, layout=Layout.SHEET))

    (table,) = file.tables
    told = [(p.text, p.style.name) for p in table.rows[0].cells[0].paragraphs]
    assert told == [("Fecha", "Field Label"), ("24 nov", "Table Text")]
    assert file.styles["Field Label"].paragraph_format.space_before.pt >= 2


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (Fields((Field("Hora"),)), Checklist("Antes", (Check("Llamar"),))),
        (Callout(CalloutKind.INFO, "Nota", ("Léalo.",)), Table((ColumnOf("A"),), ((cell("B"),),))),
        (KeyNumbers((KeyNumber("Emergencias", "112"),)), Heading(1, "Equipo")),
        (Bullets(("Uno.", "Dos.")), Heading(1, "Equipo")),
        (Para("Una frase."), Heading(1, "Equipo")),
    ],
)
def test_a_line_does_not_touch_the_frame_or_the_bar_below_it(make, first, then):
    file = opened(make(first, then, layout=Layout.SHEET))

    below = [p.style.name for p in file.paragraphs]
    words = max(n for n, p in enumerate(file.paragraphs) if p.text and p.text != "Equipo")
    assert below[words + 1] == "Table Gap"


def test_a_band_is_as_wide_as_the_tables_below_it(make):
    note = Callout(CalloutKind.INFO, "Nota", ("Léalo.",))
    file = opened(make(Heading(1, "Equipo"), note, layout=Layout.SHEET))

    for words, beside in (("Equipo", (5, 5)), ("Crisis roster", (5, 5)), ("Léalo.", (9, 0))):
        (there,) = (p for p in file.paragraphs if p.text == words)
        shape = there.paragraph_format
        assert (shape.left_indent.pt, shape.right_indent.pt) == beside
        bars = [there.style.element.pPr.find(f".//{qn(side)}") for side in ("w:left", "w:right")]
        drawn = [
            0 if b is None else int(b.get(qn("w:sz"))) / 8 + int(b.get(qn("w:space"))) for b in bars
        ]
        assert tuple(drawn) == beside


def test_the_line_to_write_on_does_not_touch_what_is_known_before_it(make):
    fields = Fields((Field("Incidente", value="Agua"), Field("Fecha")))

    file = opened(make(fields, layout=Layout.SHEET))

    lines = [p.text for p in file.paragraphs if p.style.name == "Field"]
    assert lines == ["Incidente: Agua \t", "Fecha: \t"]


def numbering_of(file: Any, style: str) -> list[tuple[str, ...]]:
    """The levels that a style's numbering has: the style that each is of, and its pattern."""
    number = file.styles[style].element.pPr.numPr.numId.val
    numbering = file.part.numbering_part.element
    (used,) = numbering.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    levels = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{used}']/w:lvl")
    facts = ("w:pStyle", "w:lvlText")
    return [
        tuple(each.get(qn("w:val")) for each in level.iter(*map(qn, facts))) for level in levels
    ]


def test_headings_of_a_numbered_document_count_themselves(plan):
    file = opened(plan)

    for level in (1, 2, 3):
        assert numbering_of(file, f"Heading {level}") == [
            ("Heading1", "%1"), ("Heading2", "%1.%2"), ("Heading3", "%1.%2.%3"),
        ]  # fmt: skip
    headings = [p.text for p in file.paragraphs if p.style.name.startswith("Heading")]
    assert headings[-1] == "Horas"


def test_the_contents_are_filled_in_and_lead_to_their_headings(plan):
    file = opened(plan)

    lines = [p for p in file.paragraphs if p.style.name.startswith("toc")]
    targets = [link.get(qn("w:anchor")) for p in lines for link in p._p.iter(qn("w:hyperlink"))]
    marks = {mark.get(qn("w:name")) for mark in file.element.body.iter(qn("w:bookmarkStart"))}
    fields = [mark.get(qn("w:fldCharType")) for mark in file.element.body.iter(qn("w:fldChar"))]
    told = [[part.text for part in p._p.iter(qn("w:t"))] for p in lines]
    assert told[0] == ["1 Objetivos e indicadores del capítulo 1", "3"]
    assert told[1] == ["1.1 Situación actual", "3"]
    assert told[-1][0] == "8.2 Horas"
    pages = [int(page) for _words, page in told]
    assert pages == sorted(pages)
    assert pages[-1] <= preview.page_count(pdf.render(plan))
    assert len(targets) == len(lines)
    assert set(targets) <= marks
    assert fields == ["begin", "separate", "end"]
    assert file.settings.element.find(qn("w:updateFields")) is None


def test_captions_of_a_numbered_document_count(plan):
    file = opened(replace(plan, language="en"))

    captions = [
        "".join(words.text or "" for words in p._p.iter(qn("w:t")))
        for p in file.paragraphs
        if p.style.name == "Caption"
    ]
    assert captions[:3] == [
        "Table 1: Objetivos, indicadores y metas para 2027",
        "Figure 1: Respuestas en menos de 4\xa0horas",
        "Table 2: Matriz de tareas con 5\xa0puestos",
    ]


def test_a_cover_has_neither_header_nor_footer_and_the_other_pages_have_both(plan):
    section = opened(replace(plan, watermark="")).sections[0]

    assert section.different_first_page_header_footer
    assert "".join(p.text for p in section.first_page_header.paragraphs) == ""
    assert "".join(p.text for p in section.first_page_footer.paragraphs) == ""
    assert section.header.paragraphs[0].text == f"{plan.owner}\t{plan.title}"
    assert plan.code in section.footer.paragraphs[0].text


def test_a_watermark_stands_in_every_header(plan):
    first, *others = opened(plan).sections

    for header in (first.first_page_header, first.header, *(other.header for other in others)):
        assert header.paragraphs[0].text == "BORRADOR"


def test_no_empty_line_below_a_table_takes_a_page_of_its_own(make):
    table = Table((ColumnOf("Hora"),), ((cell("17:32"),),))

    file = opened(make(table, Heading(1, "B", new_page=True), table, PageBreak(leaf=True), table))

    first, *others = (each._tbl.getnext() for each in file.tables)
    assert first.findtext(f".//{qn('w:t')}") == "B"
    lines = [Paragraph(each, file).paragraph_format.line_spacing for each in others]
    assert lines == [Pt(1), Pt(1)]


def test_a_wide_matrix_turns_the_page_and_the_next_block_turns_it_back(plan):
    sections = opened(plan).sections

    assert [each.page_width > each.page_height for each in sections] == [False, True, False]


def test_the_first_column_of_a_table_is_flagged_as_header_only_if_it_is_one(make):
    rows = ((cell("a"), cell("b")),)
    columns = (ColumnOf("A"), ColumnOf("B"))

    file = opened(make(Table(columns, rows, row_header=True), Table(columns, rows)))

    looks = [table._tbl.tblPr.find(qn("w:tblLook")) for table in file.tables]
    assert [look.get(qn("w:firstColumn")) for look in looks] == ["1", "0"]


def test_a_head_has_its_ground_and_that_of_a_phase_is_white_on_ink(make):
    table = Table((ColumnOf("Task"), ColumnOf("A")), ((cell("a"), cell("b")),))
    phase = Checklist("Antes", (Check("Llamar"),))

    file = opened(make(table, phase, layout=Layout.SHEET))

    heads = [each.rows[0].cells[0] for each in file.tables[-2:]]
    grounds = [each._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for each in heads]
    assert grounds == ["EDF2F7", "16202B"]
    colours = [str(each.paragraphs[0].style.font.color.rgb) for each in heads]
    assert colours == ["1D4E79", "FFFFFF"]


def test_a_cell_of_a_tone_has_its_ground_and_legible_letters(make):
    row = (cell("Task"), cell("R", tone=CellTone.STRONG), cell("C", tone=CellTone.LIGHT))
    table = Table((ColumnOf("Task"), ColumnOf("A"), ColumnOf("B")), (row,), matrix=True)

    strong, light = opened(make(table)).tables[0].rows[1].cells[1:]

    grounds = [each._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for each in (strong, light)]
    letters = [each.paragraphs[0].runs[0].font for each in (strong, light)]
    assert grounds == ["1D4E79", "F4F6F8"]
    assert [str(font.color.rgb) for font in letters] == ["FFFFFF", "16202B"]
    assert all(font.bold for font in letters)


def test_emphasis_and_links_stand_inside_of_sentences(make):
    file = opened(make(Para(rich("See **now** the [guide](https://guide.example)."))))

    paragraph = file.paragraphs[-1]
    assert paragraph.text == "See now the guide."
    assert [run.text for run in paragraph.runs if run.bold] == ["now"]
    assert [link.address for link in paragraph.hyperlinks] == ["https://guide.example"]


def test_a_list_does_not_begin_with_one_line_at_the_foot_of_a_page(make):
    file = opened(make(Bullets(("One.", "Two.", "Three."))))

    listed = [each for each in file.paragraphs if each.style.name == "List Bullet"]
    assert [each.paragraph_format.keep_with_next for each in listed] == [True, None, None]


def test_the_numbers_that_come_first_stand_side_by_side_each_under_its_name(make):
    numbers = tuple(KeyNumber(f"De {name}", name) for name in ("112", "062", "016"))

    (table,) = opened(make(KeyNumbers(numbers))).tables

    (row,) = table.rows
    assert [place.text.splitlines() for place in row.cells] == [
        ["De 112", "112"],
        ["De 062", "062"],
        ["De 016", "016"],
    ]


def test_each_numbered_list_begins_at_one(make):
    lists = (Bullets(("One.", "Two."), numbered=True), Bullets(("Uno.",), numbered=True))

    file = opened(make(*lists))

    numbers = [p._p.pPr.numPr.numId.val for p in file.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_room_to_sign_is_not_split_over_pages(make):
    signatures = Signatures(tuple(Signature(f"Role {n}", f"Name {n}", "Note") for n in range(4)))

    table = opened(make(signatures)).tables[0]

    assert [[each.paragraphs[0].text for each in row.cells] for row in table.rows] == [
        ["Role 0", "Role 1", "Role 2"],
        ["Role 3", "", ""],
    ]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    assert all(p.paragraph_format.keep_with_next for p in table.rows[0].cells[0].paragraphs)


def test_a_last_box_without_neighbour_takes_both_columns(make):
    file = opened(make(Boxes((Box("A", ("a",)), Box("B"), Box("C", ("c", "d"))))))

    rows = file.tables[0].rows
    assert [[each.text for each in row.cells] for row in rows] == [
        ["A\na", "B"],
        ["C\nc\nd", "C\nc\nd"],
    ]


def test_a_landscape_page_is_wider_than_high(roster):
    section = opened(replace(roster, landscape=True)).sections[0]

    assert section.page_width > section.page_height


def test_the_foot_of_a_notebook_stands_at_one_place_on_all_pages(make):
    """LibreOffice keeps five millimetres for it where a leaf begins, elsewhere what it takes."""
    leaf = Sheet(make(Para("Text."), layout=Layout.SHEET, bound=True), leaf=True)
    file = opened(make(leaf, leaf, bound=True, contents=True, cover=Cover("Crisis")))

    feet = [section.footer.paragraphs[0].paragraph_format for section in file.sections]
    assert [shape.line_spacing.mm for shape in feet] == [pytest.approx(5, abs=0.1)] * 3


def test_what_is_punched_has_room_for_the_holes_inside(make):
    file = opened(make(Para("Text."), layout=Layout.SHEET, bound=True))

    section = file.sections[0]
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (18, 8)
    assert file.settings.element.find(qn("w:mirrorMargins")) is not None


def test_hostile_text_stays_inert_and_emoji_stay(make):
    hostile = "a\0b\x0b\ud800 👍 שלום <w:p/> & " + "n" * 10_000
    table = Table((ColumnOf(hostile),), ((cell(Line(hostile, link="tel:112")),),), hostile)

    data = word.render(make(Para(hostile), table, title=hostile, owner=hostile))

    file = docx.Document(io.BytesIO(data))
    assert any("ab 👍 שלום <w:p/> &" in paragraph.text for paragraph in file.paragraphs)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


@pytest.mark.parametrize(
    ("first", "words"), [(Para("Begins."), "Begins."), (Heading(1, "One", new_page=True), "One")]
)
def test_after_contents_of_chapters_the_text_begins_on_a_page_of_its_own(make, first, words):
    file = opened(make(first, Heading(1, "Two", new_page=True), contents=True))

    assert turned(file) == [words, "Two"]


def test_after_contents_without_chapters_the_text_begins_below_them(make):
    file = opened(make(Para("Begins."), Heading(1, "Two"), contents=True))

    assert turned(file) == []


def test_no_rule_stands_above_the_title_of_what_has_no_cover(make):
    file = opened(make(Para("Text.")))

    first, others = file.sections[0].first_page_header, file.sections[0].header
    assert [(p.text, p.style.name) for p in first.paragraphs] == [("", "Table Gap")]
    assert others.paragraphs[0].style.name == "Header"


def test_the_frame_of_a_table_begins_where_the_text_does(make):
    rows = ((cell("A"), cell("B")),)
    columns = (ColumnOf("One"), ColumnOf("Two"))
    file = opened(make(Table(columns, rows), Table(columns, rows, matrix=True)))

    insets = [table._tbl.tblPr.find(qn("w:tblInd")).get(qn("w:w")) for table in file.tables]
    beside = [
        file.styles["Table Grid"].element.find(f".//{qn('w:left')}[@{qn('w:w')}]"),
        file.tables[1]._tbl.tblPr.find(f".//{qn('w:tblCellMar')}/{qn('w:left')}"),
    ]
    assert insets == [margin.get(qn("w:w")) for margin in beside]
