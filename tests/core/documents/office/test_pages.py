"""What a word processor makes of the papers of a town: as many pages as on paper.

Where LibreOffice is installed it opens every one; elsewhere each is looked at by its parts.
"""

import io
import re
import shutil
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import ImageFont

from core.clock import FixedClock
from core.documents import close, fitting, glyphs, preview, render
from core.documents.model import (
    Cell,
    CellTone,
    Column,
    Cover,
    Layout,
    Line,
    Sheet,
    Style,
    Table,
    cell,
)
from core.documents.office.unbinding import unbound
from core.i18n import Language
from core.plan.document.pieces import MOST_UPRIGHT
from core.store import create, open_store
from core.town import records
from core.town.model import BodyKind, Town
from tests.core import towns
from tests.core.odt import Odt
from tests.core.papers import Papers

LIBREOFFICE = shutil.which("soffice")
PATIENCE = 600
AS_PRINTED = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
"""With the empty pages at the left before what begins a leaf, which a printer prints."""
NOTEBOOK, MONTH = "crisis-notebook", "calendar-month-"
PARTS = {".docx": ("word/document.xml", "<w:tr>"), ".odt": ("content.xml", "<table:table-row ")}
"""Where the words of a file are, and how a row of a table begins."""


def kept(papers: Papers) -> dict[str, int]:
    """How many pages each paper may take that has a bound."""
    made = {entry_id: papers.made(entry_id) for entry_id in papers.ids()}
    bounds = {
        entry_id: fitting.most_pages(document)
        for entry_id, document in made.items()
        if fitting.most_pages(document) and document.layout is not Layout.POCKET
    }
    months = {
        entry_id: preview.page_count(papers.printed(entry_id))
        for entry_id in made
        if entry_id.startswith(MONTH)
    }
    return bounds | months | {"plan-summary": 2, "rules-of-use": 2, "mention-report": 2}


def pages_in_libreoffice(files: list[Path], home: Path) -> dict[str, int]:
    """By the name of the file; nothing where there is no LibreOffice."""
    if LIBREOFFICE is None:
        return {}
    words = [LIBREOFFICE, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
    words += ["--convert-to", AS_PRINTED, "--outdir", str(home / "pages")]
    subprocess.run([*words, *map(str, files)], check=True, capture_output=True, timeout=PATIENCE)
    return {file.name: preview.page_count(exported(file, home).read_bytes()) for file in files}


def exported(file: Path, home: Path) -> Path:
    """What LibreOffice makes of a file."""
    return home / "pages" / f"{file.stem}.pdf"


def of_town(
    folder: Path, ine_code: str, entry_id: str, language: Language, suffix: str = ".docx"
) -> bytes:
    """A paper of a new town."""
    workspace = towns.of_place(folder, ine_code, language)
    with closing(open_store(workspace, FixedClock(towns.NOW))) as store:
        return Papers(store).printed(entry_id, language, suffix)


def contents_are_true(made: bytes, tmp_path: Path) -> None:
    """Each heading stands on the page that the contents of a Word file say."""
    file = tmp_path / "plan.docx"
    file.write_bytes(made)
    text = docx.Document(io.BytesIO(made)).element.xml
    said = re.findall(
        r"<w:t>([\d.]+ [^<]*)</w:t>(?:(?!</w:p>).)*?PAGEREF.*?<w:t>(\d+)<", text, re.S
    )
    assert len(said) > 9

    opened = pages_in_libreoffice([file], tmp_path)

    if opened:
        with preview.Preview(exported(file, tmp_path).read_bytes()) as book:
            there = {(title, page): book.text(int(page) - 1).splitlines() for title, page in said}
        lost = [e for e, lines in there.items() if e[0].replace("\xa0", " ") not in lines]
        assert lost == []


def first_words(printed: bytes) -> list[str]:
    """What each page of a draft begins with, but its cover, between running head and foot."""
    with preview.Preview(printed) as book:
        pages = [book.text(page).splitlines() for page in range(1, book.page_count)]
    around = ("Ayuntamiento", "BORRADOR", "PLA-04", "Página", "Anexo técnico")
    first = [next(line for line in page if not line.startswith(around)) for page in pages]
    return [line.lstrip("• ")[:9] for line in first]


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_paper_takes_no_more_pages_in_a_word_processor(papers, tmp_path, suffix):
    most = kept(papers)
    assert {"activity-log", "opening-form", "sheet-fire"} < set(most)
    files = []
    for entry_id in (*most, NOTEBOOK):
        made = papers.printed(entry_id, suffix=suffix)
        assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None
        assert suffix == ".docx" or Odt(made).missing() == set()
        files.append(tmp_path / f"{entry_id}{suffix}")
        files[-1].write_bytes(made)

    taken = pages_in_libreoffice(files, tmp_path)

    longer = {
        name: count for name, count in taken.items() if count > most.get(Path(name).stem, 999)
    }
    assert longer == {}
    on_paper = preview.page_count(papers.printed(NOTEBOOK))
    assert 0.9 <= taken.get(f"{NOTEBOOK}{suffix}", on_paper) / on_paper <= 1.1


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_it_is_printed_in_the_letters_that_it_brings(papers, tmp_path, suffix):
    file = tmp_path / f"notebook{suffix}"
    file.write_bytes(papers.printed(NOTEBOOK, suffix=suffix))

    if pages_in_libreoffice([file], tmp_path):
        with pikepdf.open(exported(file, tmp_path)) as book:
            fonts = {
                str(font.BaseFont).partition("+")[2]
                for page in book.pages
                for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()
            }
        assert fonts == {"SourceSansPro-Regular", "SourceSansPro-Bold"}


@pytest.mark.parametrize(
    ("suffix", "part", "opening"),
    [
        (".docx", "word/document.xml", r'<w:type w:val="oddPage"/>'),
        (".odt", "content.xml", r'<text:h text:style-name="[^"]*_on_20_Leaf"'),
    ],
)
def test_what_is_taken_out_of_the_notebook_begins_at_the_right(papers, suffix, part, opening):
    bound = [block for block in papers.made(NOTEBOOK).blocks if isinstance(block, Sheet)]

    made = papers.printed(NOTEBOOK, suffix=suffix)

    text = zipfile.ZipFile(io.BytesIO(made)).read(part).decode()
    assert len(re.findall(opening, text)) == sum(sheet.leaf for sheet in bound) > 18


@pytest.mark.parametrize(
    ("suffix", "part", "counted", "end"),
    [
        (".docx", "word/document.xml", r'PAGEREF [^"]*"><w:r>.*?<w:t>(\d+)<', "</w:tbl>"),
        (".odt", "content.xml", r"<text:bookmark-ref [^>]*>(\d+)<", "</table:table>"),
    ],
)
def test_which_sheet_to_take_says_on_which_page_it_is(papers, suffix, part, counted, end):
    made = papers.printed(NOTEBOOK, suffix=suffix)
    text = zipfile.ZipFile(io.BytesIO(made)).read(part).decode()
    table, _end, _rest = text[text.index("Cuándo se toma") :].partition(end)
    pages = [int(page) for page in re.findall(counted, table)]
    assert len(pages) == 18 + 4
    assert pages == sorted(set(pages))
    listed = [int(page) for page in re.findall(counted, text[: text.index("Cuándo se toma")])]
    assert set(pages) <= set(listed)


def test_in_word_a_sheet_of_the_notebook_is_on_the_page_that_the_contents_say(papers):
    """Word counts the contents only when it is told to."""
    bound = [block for block in papers.made(NOTEBOOK).blocks if isinstance(block, Sheet)]
    file = docx.Document(io.BytesIO(papers.printed(NOTEBOOK, suffix=".docx")))

    text = file.element.xml
    said = dict(
        re.findall(r"<w:t>([^<]*)</w:t>(?:(?!</w:p>).)*?PAGEREF.*?<w:t>(\d+)<", text, re.DOTALL)
    )
    leaves = [each.document for each in bound if each.leaf]
    expected = [said[f"{sheet.code} {sheet.title}"] for sheet in leaves]
    assert re.findall(r'<w:pgNumType w:start="(\d+)"', text) == expected
    assert len(expected) > 18
    last = preview.page_count(papers.printed(NOTEBOOK))
    assert file.sections[-1].footer.paragraphs[0].text.endswith(f" de {last}")


@pytest.mark.parametrize("entry_id", ["plan", "plan-annex"])
def test_in_word_each_part_of_the_plan_is_on_the_page_that_the_contents_say(
    papers, tmp_path, entry_id
):
    contents_are_true(papers.printed(entry_id, suffix=".docx"), tmp_path)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_each_page_of_the_annex_begins_as_on_paper(papers, tmp_path, suffix):
    """So its contents are true, and no page is left half empty by what opens the next one."""
    file = tmp_path / f"annex{suffix}"
    file.write_bytes(papers.printed("plan-annex", suffix=suffix))

    opened = pages_in_libreoffice([file], tmp_path)

    on_paper = first_words(papers.printed("plan-annex"))
    assert len(on_paper) > 20
    if opened:
        there = first_words(exported(file, tmp_path).read_bytes())
        # Two sentences that go on over the page, and a chart, which is a picture there.
        others = [pair for pair in zip(there, on_paper, strict=True) if len(set(pair)) == 2]
        wrong = [pair for pair in others if pair[0][:6] != "Figura" and not pair[1][0].islower()]
        assert wrong == []
        assert len(others) < 4


@pytest.mark.parametrize("ine_code", ["02064", "25040", "20045"])
def test_in_word_the_annex_of_another_town_has_the_pages_that_its_contents_say(tmp_path, ine_code):
    """Of Pozo-Lorente, where 400 live, of Balaguer and of Irun, which have two languages."""
    contents_are_true(of_town(tmp_path, ine_code, "plan-annex", "es"), tmp_path)


@pytest.mark.parametrize(("ine_code", "language"), [("06083", "en"), ("28047", "es")])
def test_in_word_the_plan_of_a_city_has_the_pages_that_its_contents_say(
    tmp_path, ine_code, language
):
    """Of Mérida and of Collado Villalba, whose plans are set closer on paper: that saves a page."""
    contents_are_true(of_town(tmp_path, ine_code, "plan", language), tmp_path)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_plan_in_which_nothing_is_filled_in_takes_no_more_pages_in_a_word_processor(
    tmp_path, suffix
):
    clock = FixedClock(towns.NOW)
    body = Town(name="Mancomunidad", kind=BodyKind.OTHER)
    create(tmp_path / "m.pregon", lambda db: records.insert(db, body, towns.NOW))
    with closing(open_store(tmp_path / "m.pregon", clock)) as store:
        papers = Papers(store)
        on_paper = preview.page_count(papers.printed("plan"))
        file = tmp_path / f"plan{suffix}"
        file.write_bytes(papers.printed("plan", suffix=suffix))

    taken = pages_in_libreoffice([file], tmp_path)

    assert set(taken.values()) <= {on_paper}


@pytest.mark.parametrize(
    ("suffix", "parts", "told", "count"),
    [
        (".docx", "word/header", '<w:fldSimple w:instr="STYLEREF 1">', 2),
        (".odt", "styles.xml", '<text:chapter text:display="name" text:outline-level="1">', 3),
    ],
)
def test_each_page_of_the_notebook_says_to_which_sheet_it_belongs(
    papers, suffix, parts, told, count
):
    """At the right and at the left, and for OpenDocument where a leaf begins."""
    made = zipfile.ZipFile(io.BytesIO(papers.printed(NOTEBOOK, suffix=suffix)))

    heads = [made.read(name).decode() for name in made.namelist() if name.startswith(parts)]
    assert sum(head.count(told) for head in heads) == count


@pytest.mark.parametrize("entry_id", ["call-sheet", "activity-log"])
def test_no_word_of_a_head_is_broken(papers, entry_id):
    made = papers.printed(entry_id, suffix=".docx")

    (table, *_others) = docx.Document(io.BytesIO(made)).tables

    widths = [cell.width.mm for cell in table.rows[0].cells]
    longest = [max(map(bold, cell.text.split())) for cell in table.rows[0].cells]
    assert sum(widths) == pytest.approx(184, abs=0.1)
    assert [w for w, long in zip(widths, longest, strict=True) if long + 3.8 > w] == []


def bold(word: str) -> float:
    """Millimetres of a word of a head, of 9 points."""
    font = ImageFont.truetype(str(glyphs.font_file("Bold")), 1000)
    return font.getlength(word) * 9 / 1000 * 25.4 / 72


def test_no_word_of_a_matrix_is_broken(make):
    reach = Cell((Line("bastantes", Style.STRONG),), tone=CellTone.MEDIUM)
    columns = (Column("Canal", 1.9), *(Column(f"Público {n}") for n in range(MOST_UPRIGHT)))
    row = (cell("Bando y tablón de anuncios"), *[reach] * MOST_UPRIGHT)
    matrix = Table(columns, (row,), row_header=True, matrix=True)

    made = render.render(make(matrix, layout=Layout.REPORT, cover=Cover()), ".docx")

    (table,) = docx.Document(io.BytesIO(made)).tables
    first, *others = [cell.width.mm for cell in table.rows[1].cells]
    assert first + sum(others) == pytest.approx(160, abs=0.1)
    # In letters of 9.5 points, with what is beside it.
    assert min(others) >= bold("bastantes") * 9.5 / 9 + 1.6
    assert first > 20


def test_no_head_of_a_matrix_is_broken_that_has_room(make):
    who = ("Alcaldía", "Secretaría", "Administrativos", "Edición")
    columns = (Column("Tarea", 2.6), *map(Column, who), *[Column("Otros")] * 4)
    row = (cell("Escuchar"), *[cell("R")] * 8)
    matrix = Table(columns, (row,), row_header=True, matrix=True)

    made = render.render(make(matrix, layout=Layout.REPORT, cover=Cover()), ".docx")

    (table,) = docx.Document(io.BytesIO(made)).tables
    wide = [cell.width.mm for cell in table.rows[0].cells]
    assert sum(wide) == pytest.approx(160, abs=0.1)
    # In letters of 7.5 points, with what is beside it.
    assert wide[3] >= bold("Administrativos") * 7.5 / 9 + 1.6


def test_rows_among_which_a_sheet_is_sought_have_air_between_them(papers):
    file = docx.Document(io.BytesIO(papers.printed(NOTEBOOK, suffix=".docx")))
    (sheets,) = (
        table
        for table in file.tables
        if "Cuándo se toma" in [head.text for head in table.rows[0].cells]
    )

    assert {round(row.height.mm, 1) for row in sheets.rows[1:]} == {9.5}


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_an_empty_month_has_high_weeks_and_keeps_its_page(tmp_path, suffix):
    file = tmp_path / f"month{suffix}"
    file.write_bytes(of_town(tmp_path, "20045", f"{MONTH}2026-12", "es", suffix))

    assert pages_in_libreoffice([file], tmp_path) in ({file.name: 1}, {})


def test_a_number_that_a_hand_writes_has_a_line_of_its_own(tmp_path):
    made = of_town(tmp_path, "06083", "sheet-fire", "es")

    (_never, phones) = docx.Document(io.BytesIO(made)).tables[-1].rows[0].cells
    lines = [line for line in phones.paragraphs if "____" in line.text]
    assert len(lines) > 2
    line, name = (lines[0].style, phones.paragraphs[-3].style)
    assert (name.name, line.name) == ("Field Label", "Phone Blank")
    letters, shape = name.font.size.mm, name.paragraph_format
    high = line.paragraph_format.line_spacing.mm + letters + shape.space_before.mm
    assert 7.5 < high < 12


def test_who_has_no_number_in_the_roster_has_room_for_it_in_the_call_sheet(tmp_path):
    made = of_town(tmp_path, "20045", "call-sheet", "es")

    _facts, called = docx.Document(io.BytesIO(made)).tables
    told = [row.cells[0].paragraphs for row in called.rows]
    label = re.compile("Quién .+, y número")
    rooms = [lines[2] for lines in told if len(lines) > 2 and label.fullmatch(lines[1].text)]
    assert len(rooms) > 5
    letters = {run.font.size.mm for line in rooms for run in line.runs}
    assert min(letters) * 1.2 > 7.5
    assert {len(line.text) for line in rooms} == {15}
    # As high as a row whose number is known, but for what a hand needs more.
    below = called.rows[1:]
    named = {row.height.mm for row in below if row.cells[0].text}
    others = {row.height.mm for row in below if not row.cells[0].text}
    assert list(named) == pytest.approx([10.6], abs=0.1)
    assert list(others) == pytest.approx([7.5], abs=0.1)


def test_letters_are_as_small_as_the_steps_of_a_sheet_ask_for(papers):
    """Counted in the font of the paper; there is a smaller size left."""
    for entry_id in papers.ids():
        document = unbound(papers.made(entry_id))
        if close.heights_of(document, 1.0):
            share = close.share(document)
            assert share > close.SHARES[-1]
            assert share * close.HELP > 8
            assert share * close.ACTION > 10
            assert max(close.heights_of(document, share)) <= close.HIGH[document.bound]


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_of_a_row_that_is_higher_than_a_page_nothing_is_lost(make, tmp_path, suffix):
    words = [f"palabra{number}" for number in range(1200)]
    columns = (Column("Nivel"), Column("Cuándo se declara", 1.4), Column("Qué se hace", 1.6))
    told = (cell("Rojo"), cell(" ".join(words)), cell("Se avisa."))
    rows = tuple((cell(name), cell("Nada."), cell("Nada.")) for name in ("Verde", "Naranja"))
    levels = Table(columns, (*rows, told), row_header=True)
    file = tmp_path / f"niveles{suffix}"
    file.write_bytes(render.render(make(levels, layout=Layout.REPORT, cover=Cover()), suffix))

    opened = pages_in_libreoffice([file], tmp_path)

    if opened:
        with preview.Preview(exported(file, tmp_path).read_bytes()) as book:
            there = " ".join(book.text(page) for page in range(book.page_count)).split()
        assert [word for word in there if word.startswith("palabra")] == words
    part, row = PARTS[suffix]
    text = zipfile.ZipFile(file).read(part).decode()
    last = text[text.rindex(row) :]
    assert "Se avisa." in last
    assert "w:cantSplit" not in last
    assert '"Row"' not in last


def test_foreign_letters_of_an_opendocument_text_are_as_large_as_ours(papers):
    styles = zipfile.ZipFile(io.BytesIO(papers.printed("sheet-fire", suffix=".odt"))).read(
        "styles.xml"
    )
    for tag in re.findall("<style:text-properties [^>]*fo:font-size[^>]*>", styles.decode()):
        said = dict(re.findall(r'(?:fo|style):(font-size\S*)="([^"]*)"', tag))
        assert len(said) == 3
        assert len(set(said.values())) == 1
