import io
import shutil
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from core.documents import pdf, preview, validate
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
    Field,
    Fields,
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

HOSTILE = [
    "a\0b\x1b\ud800\ue000",
    "👩‍👩‍👧 👍🏽 市役所",
    "שלום مرحبا \u202eabc\u202c",
    "n" * 10_000,
    "word " * 2_000,
    "www." + "valdehierro." * 300 + "example",
    '#panic() $x$ * _ #read("/etc/passwd") ] } \\ <label> @ref // /* `raw` = # - + ""',
    "{page} {pages} {title} %s",
    "line\nline\r\n\u2028line\tline",
    "◊",
]


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of this test's own, with an engine that has not printed yet."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(pdf, "_press", None)
    return tmp_path


def text_of(made: bytes) -> str:
    document = pypdfium2.PdfDocument(made)
    pages = []
    for page in document:
        letters = page.get_textpage()
        pages.append(letters.get_text_range())
        letters.close()
        page.close()
    document.close()
    return "\n".join(pages).replace("\r\n", "\n")


def outside(made: bytes) -> list[tuple[float, ...]]:
    """Where words stand that are not wholly on their page."""
    document = pypdfium2.PdfDocument(made)
    lost = []
    for page in document:
        wide, high = page.get_size()
        letters = page.get_textpage()
        for index in range(letters.count_rects()):
            left, bottom, right, top = letters.get_rect(index)
            if left < 0 or bottom < 0 or right > wide or top > high:
                lost.append((left, bottom, right, top))
        letters.close()
        page.close()
    document.close()
    return lost


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_layout_is_accessible_and_archivable(every_layout, language, failures):
    made = pdf.render(replace(every_layout, language=language))

    assert failures(made) == []


def test_a_landscape_sheet_is_accessible_too(roster, failures):
    made = pdf.render(replace(roster, landscape=True))

    with preview.Preview(made) as opened:
        wide, high = opened.page_size(0)
    assert wide > high
    assert failures(made) == []


def test_the_same_document_gives_the_same_bytes(every_layout):
    assert pdf.render(every_layout) == pdf.render(every_layout)


def test_code_version_and_date_are_in_the_body_and_in_the_footer(roster, report):
    for document in (roster, report):
        text = text_of(pdf.render(document))

        assert text.count("DIR-01 · v2 · 24 de noviembre de 2026") > 1


def test_dates_are_in_the_language_of_the_document(roster):
    assert "24 November 2026" in text_of(pdf.render(replace(roster, language="en")))


def test_the_header_row_of_a_table_is_repeated_on_each_page(roster):
    made = pdf.render(roster)

    with preview.Preview(made) as opened:
        pages = {page for page, _ in opened.find("Telephone")}
        assert pages == set(range(opened.page_count))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.REPORT])
def test_hostile_text_breaks_nothing_and_stays_on_the_page(make, layout, text, failures):
    qr = Qr("tel:112", text)
    document = make(
        Heading(1, text),
        Para(text, lead=True),
        Bullets((text, "short")),
        Table((Column(text), Column("B", 3)), ((cell(text, tick=True), cell(text, qr=qr)),), text),
        Callout(CalloutKind.WARNING, text, (text, text)),
        Fields((Field(text), Field("short"))),
        KeyNumbers((KeyNumber(text, text, "tel:112"), KeyNumber("Police", "092"))),
        BlankRows((Column(text), Column("B")), 2, caption=text),
        Table((Column("T", 3), Column(text)), ((cell(text), cell("R")),), text, matrix=True),
        Para((Span(text, strong=True), Span(" "), Span(text, link="tel:112"))),
        Bullets((text,), numbered=True),
        Boxes((Box(text, (text, "short")), Box("B"), Box(text, (text,)))),
        Signatures((Signature(text, text, text), Signature("Mayor"))),
        watermark=text,
        title=text,
        subtitle=text,
        owner=text,
        code=text[:20],
        layout=layout,
    )

    made = pdf.render(document)

    assert failures(made) == []
    assert outside(made) == []


def test_a_long_text_in_a_narrow_column_runs_on_over_pages(make):
    narrow = (Column("Task", 12), *(Column("Post") for _ in range(12)))
    row = (cell("Task"), *(cell("R") for _ in range(11)), cell("palabra " * 48))

    made = pdf.render(make(Table(narrow, (row,), "Who does what", matrix=True)))

    assert preview.page_count(made) > 1
    assert outside(made) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_neither_cover_nor_contents(make, text, failures):
    document = make(
        Heading(1, text, new_page=True),
        Heading(2, text),
        title=text,
        subtitle=text,
        owner=text,
        cover=Cover(text, (text, text)),
        contents=True,
        numbered=True,
    )

    made = pdf.render(document)

    assert failures(made) == []
    assert outside(made) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_no_pocket_fold(make, text, failures):
    card = Card(text, text, text, "tel:112", Qr("tel:112", text))
    document = make(
        KeyNumbers((KeyNumber(text, text),)),
        Panel(text, (card,) * 9),
        title=text,
        subtitle=text,
        owner=text,
        layout=Layout.POCKET,
    )

    made = pdf.render(document)

    assert failures(made) == []
    assert outside(made) == []


def pages_of(made: bytes, *texts: str) -> list[int]:
    """First page of each text, counted from 0."""
    with preview.Preview(made) as opened:
        return [opened.find(text)[0][0] for text in texts]


def test_a_cover_is_a_page_of_its_own_without_running_header(plan):
    with preview.Preview(pdf.render(replace(plan, watermark=""))) as opened:
        cover, contents = opened.text(0), opened.text(1)

    assert "expediente 412/2026" in cover
    assert "DIR-01" not in cover
    assert "PER-2027-01 · v2 · 24 de noviembre de 2026" in cover
    assert cover.count(plan.owner) == 1
    assert "Página 1" not in cover
    assert contents.startswith(plan.owner)


def test_the_contents_say_the_page_of_each_heading(plan):
    made = pdf.render(replace(plan, language="en"))

    with preview.Preview(made) as opened:
        lines = opened.text(1).splitlines()
        (page,) = {page for page, _ in opened.find("8.2 Horas")} - {1}
    assert any(line.startswith("Contents") for line in lines)
    (said,) = [line for line in lines if line.startswith("8.2")]
    assert said.endswith(str(page + 1))


def test_the_contents_with_titles_of_two_lines_end_on_their_page(plan):
    titles = ["Ana " * 28] * 5 + ["Canal"] * 25
    chapters = [Heading(1, f"Capítulo {place}", new_page=place == 1) for place in range(1, 13)]
    blocks = (*chapters, *(Heading(2, title) for title in titles), Heading(1, "Palabras"))

    made = pdf.render(replace(plan, blocks=blocks))

    assert pages_of(made, "Palabras") == [1]


def test_the_title_of_the_contents_has_no_number(plan):
    made = pdf.render(replace(plan, language="en"))

    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "1 Objetivos e indicadores del capítulo 1"


def test_captions_count_in_the_language_of_the_document(plan):
    text = text_of(pdf.render(replace(plan, language="en")))

    assert "Table 1: Objetivos, indicadores y metas para 2027" in text
    assert "Figure 8: Horas necesarias y disponibles" in text


def test_a_wide_matrix_turns_the_page_and_the_next_block_turns_it_back(plan):
    made = pdf.render(plan)

    heading, horas = pages_of(made, "8.1 Toda la casa", "Horas necesarias y disponibles")
    with preview.Preview(made) as opened:
        turned = [n for n in range(opened.page_count) if _wide(opened.page_size(n))]
        (at,) = turned
        assert "Toda la casa" in opened.text(at)
        assert "Matriz de tareas con 13\xa0puestos" in opened.text(at)
    assert horas == at + 1
    assert heading <= at


def _wide(size: tuple[float, float]) -> bool:
    return size[0] > size[1]


@pytest.mark.parametrize("lines", range(24, 46, 3))
def test_no_heading_and_no_caption_stands_alone_at_the_foot_of_a_page(make, lines):
    rows = tuple((cell(f"Primera {n}"), cell("R", tone=CellTone.STRONG)) for n in range(12))
    columns = (Column("Tarea"), Column("Puesto"))
    document = make(
        *(Para(f"Línea {n}") for n in range(lines)),
        Heading(1, "Capítulo"),
        Heading(2, "Apartado"),
        Table(columns, rows, "Leyenda primera", row_header=True),
        *(Para(f"Otra {n}") for n in range(lines)),
        Heading(1, "Segundo"),
        Table(columns, rows, "Leyenda segunda", row_header=True, matrix=True),
        numbered=True,
    )

    made = pdf.render(document)

    first = pages_of(made, "Capítulo", "Apartado", "Leyenda primera", "Primera 0")
    assert len(set(first)) == 1
    with preview.Preview(made) as opened:
        ((second, _),) = opened.find("Leyenda segunda")
        assert opened.find("Segundo")[0][0] == second
        assert {page for page, _ in opened.find("Primera 11")} >= {second}


def test_room_to_sign_is_never_split_over_pages(make):
    signatures = Signatures(tuple(Signature(f"Cargo {n}.", f"Nombre {n}.") for n in range(5)))
    for lines in range(28, 40, 2):
        made = pdf.render(make(*(Para(f"Línea {n}") for n in range(lines)), signatures))

        assert len(set(pages_of(made, "Cargo 0.", "Nombre 0.", "Cargo 4.", "Nombre 4."))) == 1


@pytest.mark.parametrize("layout", ["roster", "log", "pocket"])
def test_a_watermark_fits_every_layout(layout, request, failures):
    document = replace(request.getfixturevalue(layout), watermark="BORRADOR")

    made = pdf.render(document)

    assert "BORRADOR" in text_of(made)
    assert failures(made) == []


def test_a_draft_of_many_pages_says_so_across_the_first_and_in_the_head_of_the_others(plan):
    with preview.Preview(pdf.render(plan)) as opened:
        marks = [(page, box[3] - box[1]) for page, box in opened.find("BORRADOR")]
        pages = opened.page_count
    assert [page for page, _height in marks] == list(range(pages))
    (_cover, across), *heads = marks
    assert across > 200
    assert max(height for _page, height in heads) < 10


def test_emphasis_and_links_stand_inside_of_sentences(make):
    made = pdf.render(make(Para(rich("See **now** the [guide](https://guide.example)."))))

    assert "See now the guide." in text_of(made)
    assert b"https://guide.example" in made


def test_typst_markup_is_printed_as_it_was_typed(make):
    text = text_of(pdf.render(make(Para("#panic() $x$ *bold* @ref <a> \\ `b`"))))

    assert "#panic() $x$ *bold* @ref <a> \\ `b`" in text


def test_a_sheet_that_asks_for_one_page_gets_one(log):
    assert preview.page_count(pdf.render(log)) == 1


def test_a_sheet_that_cannot_be_one_page_runs_on_with_everybody(roster):
    long = [
        replace(block, rows=block.rows * 3) if isinstance(block, Table) else block
        for block in roster.blocks
    ]

    made = pdf.render(replace(roster, blocks=tuple(long), one_page=True))

    assert preview.page_count(made) > 1
    assert text_of(made).count("Lucía Núñez") >= 45


@pytest.mark.parametrize(("cards", "sheets"), [(0, 1), (1, 1), (7, 1), (42, 1), (43, 2), (60, 2)])
def test_a_pocket_fold_takes_the_sheets_it_needs_and_loses_nobody(make, cards, sheets, failures):
    call = Qr("tel:+34600000001", "Call")
    people = tuple(
        Card(f"Persona {n:02d}.", "Policía", "600 000 001", qr=call) for n in range(cards)
    )
    document = make(Panel("Team", people), layout=Layout.POCKET)

    made = pdf.render(document)

    text = text_of(made)
    assert preview.page_count(made) == sheets
    assert all(person.title in text for person in people)
    assert failures(made) == []


def test_a_card_of_the_pocket_fold_is_as_high_as_its_lines(make):
    call = Qr("tel:+34600000001", "Call")
    post = "Mantenimiento de alumbrado y comunicaciones"
    people = tuple(
        Card(f"Persona {n} de la Subdelegación del Gobierno", post, f"600 000 0{n}", qr=call)
        for n in range(10, 14)
    )

    made = pdf.render(make(Panel("Team", people), layout=Layout.POCKET))

    with preview.Preview(made) as opened:
        numbers = [box for n in range(10, 14) for _page, box in opened.find(f"600 000 0{n}")]
        names = [box for n in range(10, 14) for _page, box in opened.find(f"Persona {n}")]
    assert len(numbers) == len(names) == 4
    # The first panel is printed upside down: what is below stands above.
    assert [above[3] < below[1] for above, below in zip(names[1:], numbers, strict=False)] == [
        True
    ] * 3


def test_a_document_without_blocks_can_be_made(make, failures):
    for layout in Layout:
        assert failures(pdf.render(make(layout=layout))) == []


def test_four_threads_can_print_at_once(roster):
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(pdf.render(roster))) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [pdf.render(roster)] * 4


def test_images_do_not_stay_in_the_private_folder(report, private):
    pdf.render(report)

    (folder,) = private.glob("pregon-paper-*")
    assert {path.suffix for path in folder.iterdir()} == {".typ", ""}


def test_a_private_folder_that_the_system_emptied_is_made_anew(report, private):
    made = pdf.render(report)
    (folder,) = private.glob("pregon-paper-*")
    shutil.rmtree(folder)

    assert pdf.render(report) == made


def test_a_drawing_becomes_an_image_for_word_processors():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h9v9z"/></svg>'

    assert pdf.drawing_to_png(svg).startswith(b"\x89PNG")


def test_where_a_drawing_was_not_understood_stands_in_the_error_log():
    with pytest.raises(DocumentTrouble) as told:
        pdf.drawing_to_png(b'<svg xmlns="http://www.w3.org/2000/svg"><path>')

    for part in ("failed to parse SVG", ".svg:1:0", "<path>"):
        assert part in told.value.detail


def test_what_validation_lets_through_can_be_printed(make, failures):
    link = "https://año.example/" + "á b" * 50
    document = make(Table((Column("A"),), ((cell(Line("here", link=link)),),)))

    assert validate.problems(document) == []
    assert failures(pdf.render(document)) == []
