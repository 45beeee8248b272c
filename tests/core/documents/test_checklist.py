"""Sheets to act by: phases to tick, two boxes at the foot, one page; and sheets bound together."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pikepdf
import pytest

from core.documents import arrangement, pdf, render, validate
from core.documents.model import (
    BlankRows,
    Box,
    Boxes,
    Check,
    Checklist,
    Column,
    Cover,
    Document,
    Field,
    Fields,
    Foot,
    Heading,
    KeyNumber,
    Layout,
    Para,
    Sheet,
    Table,
    cell,
)
from core.documents.preview import Preview, page_count
from tests.core.odt import Odt, read

Make = Callable[..., Document]

PHASES = (
    ("Antes de hablar", "0–15 min", 6),
    ("Primer aviso", "15–30 min", 4),
    ("Primera hora", "30–60 min", 4),
    ("Cada actualización", "cada 60 min", 3),
    ("Cierre", "", 2),
)
ACTION = "Llamar a quien decide y fijar el nivel"
HELP = "Rojo, naranja o amarillo: si duda, el más alto de los dos."
BAR = "0–15\N{NO-BREAK SPACE}min · Antes de hablar · leer y hacer"
LONGEST_ACTION, LONGEST_HELP = "w" * 26 + " " + "i" * 25, "ayuda " * 13


def phases(action: str, told: str, sizes: tuple[int, ...] = (6, 4, 4, 3, 2)) -> list[Checklist]:
    return [
        Checklist(
            title,
            tuple(
                Check(f"{action} {number}", told, "Escribe y publica", "Alcaldesa")
                for number in range(size)
            ),
            time,
            "leer y hacer",
        )
        for (title, time, _usual), size in zip(PHASES, sizes, strict=True)
    ]


def foot(text: str = "Acusar a nadie sin informe") -> Foot:
    numbers = tuple(KeyNumber(f"Policía Local {n}", f"600 000 00{n}", "tel:092") for n in range(6))
    return Foot(Box("Nunca", (text,) * 4), "Teléfonos", numbers)


@pytest.fixture
def crisis(make: Make) -> Callable[..., Document]:
    """A sheet of nineteen steps, with whatever the test says otherwise."""

    def made(action: str = ACTION, told: str = HELP, **facts: Any) -> Document:
        sizes = facts.pop("sizes", (6, 4, 4, 3, 2))
        known = make(
            Fields((Field("Incidente", 3), Field("Fecha"))),
            *phases(action, told, sizes),
            foot(),
            title="Inundación o riada",
            subtitle="¿Hay alguien atrapado? Llame al 112 antes de seguir leyendo.",
            code="CRI-03",
            kicker="Hoja de crisis",
            layout=Layout.SHEET,
            urgent=True,
            one_page=True,
        )
        return replace(known, **facts)

    return made


Crisis = Callable[..., Document]


def elements(parent: Any, kind: str) -> list[Any]:
    inside = parent.get("/K")
    found = []
    for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += [child] if str(child.S) == kind else []
            found += elements(child, kind)
    return found


def text_of(made: bytes, page: int = 0) -> str:
    with Preview(made) as opened:
        return opened.text(page)


@pytest.mark.parametrize("language", ["es", "en"])
def test_nineteen_steps_with_their_boxes_are_one_valid_page(crisis, failures, language):
    made = pdf.render(crisis(language=language))

    assert page_count(made) == 1
    assert failures(made) == []


def test_the_longest_texts_that_a_scenario_may_have_still_fit(crisis):
    sheet = crisis(LONGEST_ACTION, LONGEST_HELP)

    made = pdf.render(sheet)

    assert page_count(made) == 1
    assert "ayuda ayuda" in text_of(made)


def test_each_phase_is_a_heading_in_the_header_row_of_its_table(crisis):
    with pikepdf.open(io.BytesIO(pdf.render(crisis()))) as opened:
        heads = elements(opened.Root.StructTreeRoot, "/THead")
        headings = [len(elements(head, "/H2")) for head in heads]

    assert headings == [1, 1, 1, 1, 1, 0]


def test_the_action_is_the_header_of_its_row(crisis):
    with pikepdf.open(io.BytesIO(pdf.render(crisis()))) as opened:
        first = elements(opened.Root.StructTreeRoot, "/TBody")[0]
        kinds = [[str(each.S) for each in row.K] for row in first.K]

    assert kinds == [["/TD", "/TH", "/TD", "/TD"]] * 6


def test_a_sheet_is_read_from_the_danger_to_the_numbers(crisis):
    text = text_of(pdf.render(crisis()))

    parts = ("CRI-03 · v2", "Inundación", "112 antes", "Incidente", "Antes de hablar", "Cierre")
    places = [text.index(part) for part in (*parts, "Nunca", "Teléfonos", "600 000 005")]
    assert places == sorted(places)


def test_a_sheet_that_is_too_long_loses_its_grey_lines_first(crisis):
    made = pdf.render(crisis(sizes=(6, 5, 5, 4, 3)))

    assert page_count(made) == 1
    assert "si duda, el más alto" not in text_of(made)
    assert text_of(made).count(ACTION) == 23


def test_forty_five_steps_run_on_with_all_their_lines(crisis, failures):
    made = pdf.render(crisis(sizes=(9, 9, 9, 9, 9)))

    assert page_count(made) == 2
    assert failures(made) == []


@pytest.mark.parametrize(
    "text",
    ["👩‍👩‍👧 🔥 市役所", "a\0b\x1b\ud800", '#panic() $x$ #read("/etc/passwd")', "שלום \u202eabc"],
)
def test_hostile_texts_stay_on_the_page(crisis, text, failures):
    hostile = Checklist(text, (Check(text, text, text, text),) * 3, text, text)
    document = crisis(blocks=(hostile, foot(text)), title=text, subtitle=text, kicker=text)

    made = pdf.render(document)

    assert page_count(made) == 1
    assert failures(made) == []


def test_a_wide_name_does_not_run_over_the_hour_beside_it(crisis):
    steps = Checklist("Cierre", (Check(ACTION, HELP, "Alcaldía", "W" * 24),))

    with Preview(pdf.render(replace(crisis(), blocks=(steps, foot())))) as opened:
        letters = [right for _page, (_left, _top, right, _bottom) in opened.find("W")]
        [(_page, (hour, *_rest))] = opened.find("Hora")

    assert len(letters) == 24
    assert max(letters) <= hour


def test_ten_thousand_letters_are_shortened_where_nobody_would_read_them(crisis):
    endless = "n" * 10_000
    hostile = Checklist(endless, (Check(endless, endless, endless, endless),), endless, endless)

    made = pdf.render(crisis(blocks=(hostile,), subtitle=endless))

    assert page_count(made) == 1


def bound(make: Make, *sheets: Sheet, **facts: Any) -> Document:
    known = make(
        *sheets, title="Cuaderno de crisis", code="CUA-01", contents=True, contents_depth=1
    )
    return replace(known, **facts)


def test_each_bound_sheet_takes_its_one_page(make, crisis, log, failures):
    sheets = (Sheet(crisis()), Sheet(log, level=2), Sheet(crisis(title="Incendio", code="CRI-04")))

    made = pdf.render(bound(make, *sheets, cover=Cover("Crisis")))

    with Preview(made) as opened:
        texts = [opened.text(page) for page in range(opened.page_count)]
    assert len(texts) == 5
    assert "Inundación o riada" in texts[2]
    assert "Teléfonos" in texts[2]
    assert "Incendio" in texts[4]
    assert failures(made) == []


def test_the_contents_list_a_sheet_by_its_code_and_not_one_of_a_deeper_level(make, crisis, log):
    notebook = bound(make, Sheet(crisis()), Sheet(log, level=2), cover=Cover("Crisis"))

    contents = text_of(pdf.render(notebook), 1)

    (line,) = [line for line in contents.splitlines() if "Inundación" in line]
    assert line.startswith("CRI-03")
    assert line.rstrip().endswith("3")
    assert log.title not in contents
    assert [entry.number for entry in arrangement.contents(notebook)] == ["CRI-03"]


def test_text_may_stand_between_bound_sheets(make, crisis, failures):
    before = (Heading(1, "Cómo se usa"), Para("Lea primero."))
    notebook = make(*before, Sheet(crisis()), Heading(1, "Después"), Para("Anote."))

    made = pdf.render(notebook)

    with Preview(made) as opened:
        pages = [opened.find(text)[0][0] for text in ("Lea primero", "Inundación", "Anote")]
    assert pages == [0, 1, 2]
    assert failures(made) == []


def test_a_bound_sheet_may_lie_on_its_side(make, failures):
    form = make(BlankRows((Column("Hora"), Column("Hecho", 3)), 8), layout=Layout.SHEET)
    form = replace(form, one_page=True)

    made = pdf.render(bound(make, Sheet(form), Sheet(replace(form, landscape=True))))

    with Preview(made) as opened:
        sizes = [opened.page_size(page) for page in range(opened.page_count)]
    assert [wide > high for wide, high in sizes] == [False, False, True]
    assert failures(made) == []


def test_tables_of_bound_sheets_keep_their_row_headers(make, roster, crisis, failures):
    made = pdf.render(bound(make, Sheet(roster), Sheet(crisis())))

    with pikepdf.open(io.BytesIO(made)) as opened:
        bodies = elements(opened.Root.StructTreeRoot, "/TBody")
        first = [[str(each.S) for each in body.K[0].K] for body in bodies]
    assert first[:2] == [["/TH", "/TD", "/TD", "/TD"], ["/TD", "/TD", "/TD", "/TD"]]
    assert first[2:] == [["/TD", "/TH", "/TD", "/TD"]] * 5 + [["/TH", "/TD"]]
    assert failures(made) == []


def test_the_same_notebook_gives_the_same_bytes(make, crisis, log):
    notebook = bound(make, Sheet(crisis()), Sheet(log))

    assert pdf.render(notebook) == pdf.render(notebook)


def test_only_a_report_binds_sheets(make, crisis, pocket):
    def said(document: Document) -> str:
        return " ".join(problem.sentence for problem in validate.problems(document))

    binds = make(Sheet(crisis()), layout=Layout.SHEET)
    assert said(bound(make, Sheet(crisis()))) == ""
    assert said(binds) != ""
    assert said(bound(make, Sheet(pocket))) != ""
    assert said(bound(make, Sheet(crisis(), level=2))) != ""
    assert said(bound(make, Sheet(crisis(title=" ")))) != ""


@pytest.mark.parametrize(
    "block",
    [
        Checklist(" ", (Check("Llamar"),)),
        Checklist("Antes", ()),
        Checklist("Antes", (Check(" "),)),
        Foot(Box("Nunca", ("Mentir",)), "Teléfonos", ()),
        Foot(Box(" ", ("Mentir",)), "Teléfonos", (KeyNumber("A", "112"),)),
        Foot(Box("Nunca", (" ",)), "Teléfonos", (KeyNumber("A", "112"),)),
    ],
)
def test_an_empty_checklist_is_said_before_it_is_printed(crisis, block):
    assert len(validate.problems(crisis(blocks=(block,)))) == 1


def test_in_word_a_checklist_is_a_heading_and_a_table(crisis):
    file: Any = docx.Document(io.BytesIO(render.render(crisis(), ".docx")))

    assert bars(file)[0] == (
        BAR,
        "Heading 1",
    )
    assert len(file.tables) == 6
    first, foot = file.tables[0], file.tables[5]
    assert first.rows[1].cells[0].text.strip() == "☐"
    assert first.rows[1].cells[1].text == f"1. {ACTION} 0\n{HELP}"
    assert foot.rows[0].cells[1].paragraphs[1].text == "Policía Local 0 \t 600 000 000"


def bars(file: Any) -> list[tuple[str, str]]:
    """The headings over the lines to tick, which are repeated with them, and their styles."""
    heads = [table.rows[0] for table in file.tables if len(table.columns) == 4]
    assert all(head._tr.xpath("./w:trPr/w:tblHeader") for head in heads)
    return [(part.text, part.style.name) for head in heads for part in head.cells[1].paragraphs]


def test_in_word_a_bound_sheet_is_a_chapter_with_its_code(make, crisis, log):
    notebook = bound(make, Sheet(crisis()), Sheet(log, level=2))
    file: Any = docx.Document(io.BytesIO(render.render(notebook, ".docx")))

    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs}
    listed = [p.text for p in file.paragraphs if p.style.name == "toc 1"]
    assert styles["CRI-03 Inundación o riada"] == "Heading 1"
    assert (BAR, "Heading 2") in bars(file)
    assert styles[f"{log.code} {log.title}"] == "Heading 2"
    assert ["CRI-03" in line for line in listed] == [True]


def test_in_libreoffice_a_bound_sheet_is_a_chapter_with_its_tables(make, crisis):
    file = Odt(render.render(bound(make, Sheet(crisis())), ".odt"))

    headings = [read(h) for h in file.all("text:h")]
    assert headings[:2] == [
        "CRI-03 Inundación o riada",
        BAR,
    ]
    assert len(file.all("table:table")) == 6


def test_a_box_of_prose_has_paragraphs_and_no_dots(make, failures):
    texts = ("Sentimos lo ocurrido.", "No beba agua.")
    prose = make(Boxes((Box("Primer aviso", texts, prose=True), Box("Lista", texts))))

    made = pdf.render(prose)

    assert text_of(made).count("•") == len(texts)
    assert failures(made) == []


def test_a_sheet_of_few_pages_does_not_keep_its_tables_whole(make):
    rows = tuple((cell(f"Fila {n}"), cell("x")) for n in range(12))
    long = Table((Column("A"), Column("B")), rows)
    sheet = make(BlankRows((Column("A"), Column("B")), 15, 12), long, layout=Layout.SHEET, pages=2)

    with Preview(pdf.render(sheet)) as opened:
        assert {page for page, _box in opened.find("Fila")} == {0, 1}


def test_a_notebook_is_printed_whatever_the_length_of_one_sheet(make, crisis, failures):
    long = crisis(sizes=(9, 9, 9, 9, 9))

    made = pdf.render(bound(make, Sheet(crisis(title="Incendio")), Sheet(long)))

    assert failures(made) == []
