import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from core.documents import glyphs
from core.documents.model import (
    Box,
    Boxes,
    Bullets,
    Column,
    Cover,
    Document,
    Heading,
    KeyNumber,
    KeyNumbers,
    Layout,
    Line,
    PageBreak,
    Para,
    Table,
    cell,
)
from core.documents.office import odt
from core.documents.rich import Span, rich
from tests.core.odt import Odt, got, read, under


def opened(document: Document) -> Odt:
    return Odt(odt.render(document))


def words(elements: list[Any]) -> list[str]:
    return [read(element) for element in elements]


def test_headings_are_headings_with_their_level(report):
    headings = opened(report).all("text:h")

    assert [(got(h, "text:outline-level"), read(h)) for h in headings] == [
        ("1", "Aims"),
        ("2", "Measures"),
    ]


def test_no_line_of_a_paragraph_is_alone_and_what_opens_a_chapter_stays_with_its_text(make):
    file = opened(make(Heading(1, "A"), Para("What for.", lead=True), Para("The text.")))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    (lead,) = under(styles["Lead"], "style:paragraph-properties")
    assert got(lead, "fo:keep-with-next") == "always"
    (usual,) = file.all("style:default-style")
    (shape,) = under(usual, "style:paragraph-properties")
    assert (got(shape, "fo:orphans"), got(shape, "fo:widows")) == ("2", "2")


def test_the_file_brings_its_letters_to_a_computer_that_has_them_not(make):
    made = odt.render(make(Para("Text")))

    file = Odt(made)
    families = {got(face, "svg:font-family") for face in file.all("style:font-face")}
    assert families == {"Source Sans Pro, Calibri"}
    told = {got(face, "xlink:href") for face in file.all("svg:font-face-uri")}
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        brought = {name: parts.read(name) for name in parts.namelist() if name.startswith("Fonts/")}
        assert all(f'"{name}"' in parts.read("META-INF/manifest.xml").decode() for name in brought)
    assert brought.keys() == told
    packaged = [glyphs.font_file(weight).read_bytes() for weight in ("Regular", "Bold")]
    assert list(brought.values()) == packaged


def test_lists_are_lists(report):
    items = opened(report).all("text:list-item")

    assert words(items) == ["Answer in time.", "Describe each picture."]


def test_nothing_is_free_between_the_items_of_a_list_as_in_word(report):
    styles = {got(style, "style:name"): style for style in opened(report).all("style:style")}

    for name in ("List_20_Bullet", "List_20_Number"):
        (shape,) = under(styles[name], "style:paragraph-properties")
        assert got(shape, "style:contextual-spacing") == "true"


def kept(file: Odt, paragraphs: list[Any]) -> list[bool]:
    """Whether each stays with what follows."""
    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    shapes = [
        under(styles[got(each, "text:style-name")], "style:paragraph-properties")[0]
        for each in paragraphs
    ]
    return [got(shape, "fo:keep-with-next") == "always" for shape in shapes]


@pytest.mark.parametrize(
    "turned", [(PageBreak(leaf=True), Heading(1, "B")), (Heading(1, "B", new_page=True),)]
)
def test_no_empty_line_below_a_table_takes_a_page_of_its_own(make, turned):
    table = Table((Column("Hora"),), ((cell("17:32"),),))

    file = opened(make(Heading(1, "A"), table, *turned))

    (before,) = file.all("table:table")
    assert read(before.getnext()) == "B"


@pytest.mark.parametrize("after", [Para("B"), Bullets(("B", "C")), Heading(1, "B")])
def test_what_stands_below_a_break_begins_the_page_itself(make, after):
    file = opened(make(Para("A"), PageBreak(), after))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    lines = [*file.all("text:p"), *file.all("text:h")]
    turning = [p for p in lines if got(styles[got(p, "text:style-name")][0], "fo:break-before")]
    assert [read(line) for line in turning] == ["B"]


def test_above_a_table_a_line_of_no_height_to_speak_of_begins_the_page(make):
    file = opened(make(Para("A"), PageBreak(), Table((Column("B"),), ((cell("C"),),))))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    (table,) = file.all("table:table")
    turning = styles[got(table.getprevious(), "text:style-name")]
    assert got(turning[0], "fo:break-before") == "page"
    assert got(turning, "style:parent-style-name") == "Table_20_Gap"


def test_a_line_that_opens_a_page_and_stays_with_its_table_has_as_much_free_below_it(make):
    table = Table((Column("Hora"),), ((cell("17:32"),),))

    file = opened(make(Heading(1, "A"), PageBreak(), Para("Web (sigue)"), table))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    (line,) = (p for p in file.all("text:p") if read(p) == "Web (sigue)")
    look = styles[got(line, "text:style-name")]
    assert got(look, "style:parent-style-name") == "Standard_20_Kept"
    assert got(look[0], "fo:break-before") == "page"
    assert got(look[0], "fo:margin-bottom") == got(styles["Standard"][0], "fo:margin-bottom") != ""


def test_a_table_with_heads_has_more_around_its_words_than_a_list_of_facts_as_on_paper(make):
    rows = ((cell("Indicador"), cell("Respuestas")),)
    columns = (Column("Qué"), Column("Cuál", 3))
    blocks = (Table(columns, rows), Table(columns, rows, headed=False))

    file = opened(make(Heading(1, "Uno", new_page=True), *blocks, cover=Cover()))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    last = [under(table, "table:table-cell")[-1] for table in file.all("table:table")]
    looks = [styles[got(place, "table:style-name")][0] for place in last]
    assert [got(look, "fo:padding-top") for look in looks] == ["1.5pt", "0.5pt"]


def test_arabic_in_bold_is_bold(make):
    file = opened(make(Para((Span("مرحبا", strong=True),))))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    (bold,) = (styles[got(span, "text:style-name")][0] for span in file.all("text:span"))
    assert got(bold, "style:font-weight-complex") == "bold"


def test_a_heading_that_opens_a_page_has_as_much_free_below_it_as_any(make):
    file = opened(make(Heading(1, "A"), Heading(1, "B", new_page=True)))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    usual, opening = (styles[got(h, "text:style-name")][0] for h in file.all("text:h"))
    assert got(opening, "fo:break-before") == "page"
    assert got(opening, "fo:margin-bottom") == got(usual, "fo:margin-bottom") != ""


def test_a_list_does_not_begin_with_one_line_at_the_foot_of_a_page(make):
    file = opened(make(Bullets(("One.", "Two.", "Three."))))

    items = [under(item, "text:p")[0] for item in file.all("text:list-item")]
    assert kept(file, items) == [True, False, False]


def test_the_numbers_that_come_first_stand_side_by_side_each_under_its_name(make):
    numbers = tuple(KeyNumber(f"De {name}", name) for name in ("112", "062", "016", "024", "017"))

    file = opened(make(KeyNumbers(numbers)))

    rows = [words(under(row, "text:p")) for row in file.all("table:table-row")]
    assert rows == [
        ["De 112", "112", "De 062", "062", "De 016", "016", "De 024", "024"],
        ["De 017", "017"],
    ]


def test_the_head_of_a_matrix_has_as_much_room_for_its_words_as_the_cells_below(make):
    columns, row = (Column("Tarea"), Column("Comunicación")), (cell("a"), cell("R"))

    file = opened(make(Table(columns, (row,), matrix=True)))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    cells = [styles[got(each, "table:style-name")] for each in file.all("table:table-cell")]
    beside = {got(one, "fo:padding-left") for each in cells for one in each}
    assert beside == {"0.8mm"}


def test_a_number_in_a_table_is_not_underlined_and_a_link_in_a_sentence_is(make):
    number = Line("062", link="tel:062")
    table = Table((Column("Teléfono"),), ((cell(number),),))

    file = opened(make(Para(rich("See [the guide](https://guide.example).")), table))

    styles = {got(style, "style:name"): style for style in file.all("style:style")}
    lines = {}
    for link in file.all("text:a"):
        (letters,) = under(styles[got(link, "text:style-name")], "style:text-properties")
        lines[read(link)] = got(letters, "style:text-underline-style")
    assert lines == {"the guide": "solid", "062": "none"}


def test_the_header_row_repeats(roster):
    heads = opened(roster).all("table:table-header-rows")

    # The first table goes on over the page.
    assert len(heads) == 3
    assert words(under(heads[0], "table:table-cell")) == [
        "Contact",
        "Telephone",
        "Code",
        "Done",
    ]


def test_every_image_has_its_alternative_text(roster, report):
    for document, texts in (
        (roster, {"Arms of Valdehierro", "Call Lucía Núñez"}),
        (report, {"A line that rises", "A photograph"}),
    ):
        frames = opened(document).all("draw:frame")

        for kind in ("svg:title", "svg:desc"):
            found = [words(under(frame, kind)) for frame in frames]
            assert {item for (item,) in found} == texts
        assert {got(frame, "text:anchor-type") for frame in frames} == {"as-char"}


@pytest.mark.parametrize(("spoken", "country"), [("es", "ES"), ("en", "GB")])
def test_the_language_is_that_of_the_document(make, spoken, country):
    file = opened(make(Para("Text"), language=spoken))

    (default,) = file.all("style:default-style")
    (properties,) = under(default, "style:text-properties")
    assert got(properties, "fo:language") == spoken
    assert got(properties, "fo:country") == country
    assert words(under(file.meta, "dc:language")) == [f"{spoken}-{country}"]


def test_code_version_date_and_page_are_in_the_footer_and_the_first_also_in_the_body(report):
    file = opened(report)

    footers = file.all("style:footer")
    body = words(under(file.content, "text:p"))
    assert "DIR-01 · v2 · 24 de noviembre de 2026" in body
    for footer in footers:
        assert "DIR-01 · v2 · 24 de noviembre de 2026" in words([footer])[0]
        assert under(footer, "text:page-number")
        assert under(footer, "text:page-count")
    assert len(footers) == 2


def test_telephones_and_addresses_can_be_clicked(roster):
    links = opened(roster).all("text:a")

    assert {got(link, "xlink:href") for link in links} == {
        "tel:112",
        "tel:+34926000000",
        "mailto:lucia@valdehierro.example",
    }


def test_empty_rows_have_their_height_and_a_box_to_tick(log):
    file = opened(log)

    (table,) = file.all("table:table")
    rows = under(table, "table:table-row")[1:]
    heights = [got(p, "style:min-row-height") for p in file.all("style:table-row-properties")]
    assert len(rows) == 24
    assert "9mm" in heights
    assert {words([row])[0].strip() for row in rows} == {"☐"}


def test_headings_of_a_numbered_document_count_themselves(plan):
    file = opened(plan)

    (outline,) = file.all("text:outline-style")
    levels = under(outline, "text:outline-level-style")
    assert [(got(each, "text:level"), got(each, "text:display-levels")) for each in levels] == [
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
    ]
    assert read(file.all("text:h")[-1]) == "Horas"


def test_the_contents_are_filled_in_and_lead_to_their_headings(plan):
    file = opened(plan)

    (index,) = file.all("text:table-of-content")
    links = under(index, "text:a")
    places = {f"#{got(mark, 'text:name')}" for mark in file.all("text:bookmark")}
    assert words(links)[:2] == [
        "1 Objetivos e indicadores del capítulo 1\t3",
        "1.1 Situación actual\t3",
    ]
    assert words(links)[-1].startswith("8.2 Horas\t")
    counted = [under(link, "text:bookmark-ref")[0] for link in links]
    assert {f"#{got(page, 'text:ref-name')}" for page in counted} <= places
    assert {got(link, "xlink:href") for link in links} <= places


def test_captions_of_a_numbered_document_count(plan):
    file = opened(replace(plan, language="en"))

    captions = [
        read(paragraph) for paragraph in file.all("text:p") if under(paragraph, "text:sequence")
    ]
    assert captions[:3] == [
        "Table 1: Objetivos, indicadores y metas para 2027",
        "Figure 1: Respuestas en menos de 4\xa0horas",
        "Table 2: Matriz de tareas con 5\xa0puestos",
    ]
    used, declared = (
        {got(each, "text:name") for each in file.all(f"text:{tag}")}
        for tag in ("sequence", "sequence-decl")
    )
    assert used == declared


def test_a_wide_matrix_turns_the_page_and_the_next_block_turns_it_back(plan):
    file = opened(plan)

    masters = {
        got(made, "style:name"): got(made, "style:master-page-name")
        for made in file.all("style:style")
        if got(made, "style:master-page-name")
    }
    used = [
        masters[name]
        for paragraph in file.all("text:p")
        if (name := got(paragraph, "text:style-name")) in masters
    ]
    assert used == ["First", "Turned", "Standard"]


def test_the_first_column_of_a_matrix_is_a_header(plan):
    file = opened(plan)

    heads = file.all("table:table-header-columns")
    assert len(heads) == sum(
        1 for block in plan.blocks if isinstance(block, Table) and block.row_header
    )


def test_emphasis_and_links_stand_inside_of_sentences(make):
    file = opened(make(Para(rich("See **now** the [guide](https://guide.example)."))))

    paragraph = next(p for p in file.all("text:p") if "guide" in words([p])[0])
    assert words([paragraph]) == ["See now the guide."]
    assert words(under(paragraph, "text:span")) == ["now"]
    assert [got(a, "xlink:href") for a in under(paragraph, "text:a")] == ["https://guide.example"]


def test_a_numbered_list_has_numbers(make):
    file = opened(make(Bullets(("One.", "Two."), numbered=True)))

    (made,) = file.all("text:list")
    assert got(made, "text:style-name") == "Numbers"
    (look,) = [
        under(item, "text:list-level-style-number")
        for item in file.all("text:list-style")
        if got(item, "style:name") == "Numbers"
    ]
    assert [got(item, "style:num-format") for item in look] == ["1"]
    assert words(under(made, "text:list-item")) == ["One.", "Two."]


def test_room_to_sign_stays_on_one_page(plan):
    file = opened(plan)

    whole = {
        got(made, "style:name")
        for made in file.all("style:style")
        for shape in under(made, "style:table-properties")
        if got(shape, "style:may-break-between-rows") == "false"
    }
    last = file.all("table:table")[-1]
    assert "La Secretaría" in words([last])[0]
    assert got(last, "table:style-name") in whole


def test_what_is_punched_has_room_for_the_holes_inside(make):
    file = opened(make(Para("Text."), layout=Layout.SHEET, bound=True))

    (made,) = file.all("style:page-layout")
    (shape,) = under(made, "style:page-layout-properties")
    assert got(made, "style:page-usage") == "mirrored"
    assert float(got(shape, "fo:margin-left").removesuffix("mm")) == 18
    assert float(got(shape, "fo:margin-right").removesuffix("mm")) == 8


def test_hostile_text_stays_inert_and_emoji_stay(make):
    hostile = "a\0b\x0b\ud800 👍 שלום <text:p/> &\nline " + "n" * 10_000
    table = Table((Column(hostile),), ((cell(Line(hostile, link="tel:112")),),), hostile)

    file = opened(make(Para(hostile), table, title=hostile, owner=hostile))

    body = under(file.content, "text:p")
    assert any("ab 👍 שלום <text:p/> &" in each for each in words(body))
    assert under(file.content, "text:line-break")
    assert file.kind == "application/vnd.oasis.opendocument.text"


def test_a_list_in_a_box_has_dots_and_one_in_the_text_its_numbers(make):
    box = Boxes((Box("Qué hacemos", ("Informar.", "Contestar.")),))
    file = opened(make(box, Bullets(("Uno.", "Dos."), numbered=True)))

    def bullets(place: Any) -> bool:
        (named,) = [
            item
            for item in file.all("text:list-style")
            if got(item, "style:name") == got(place, "text:style-name")
        ]
        return bool(under(named, "text:list-level-style-bullet"))

    assert [bullets(item) for item in file.all("text:list")] == [True, False]
