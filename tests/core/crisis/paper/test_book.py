"""The notebook as a book: printed on both sides, punched, taken apart leaf by leaf, written in."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from core import catalogue, i18n
from core.clock import FixedClock
from core.crisis.document.what_to_say import HOUR, WORDS
from core.crisis.kinds import StatementKind
from core.crisis.labels import statement_label
from core.documents import render
from core.documents.model import Box, Sheet
from core.documents.preview import Preview
from core.documents.rich import Span
from core.documents.tree import find, texts
from core.i18n import Language
from core.store import open_store
from tests.core import photocopier, towns
from tests.core.papers import Papers

PART = re.compile(r"CRI-(\d\d) · v\d+ · (\d) (?:de|of) (\d)")
DOTS = 60
MM = DOTS / 25.4

Scenarios = dict[int, list[tuple[int, int, int]]]


def scenarios(papers: Papers, language: Language) -> Scenarios:
    """Of each scenario its pages: number from 1, which of how many."""
    found: Scenarios = {}
    with Preview(papers.printed("crisis-notebook", language)) as opened:
        for page in range(opened.page_count):
            for code, which, of in PART.findall(opened.text(page)):
                if int(code) < 90:
                    found.setdefault(int(code), []).append((page + 1, int(which), int(of)))
    return found


def of_a_new_town(folder: Path, clock: FixedClock, language: Language) -> bytes:
    """The notebook of Balaguer, of whose facts little is known yet."""
    opened = open_store(towns.of_place(folder, "25040"), clock)
    with opened.read() as connection:
        made = catalogue.prepare(connection, "crisis-notebook", language, clock.today())
    opened.close()
    return render.render(made, ".pdf")


OFFLINE = "Otros canales"
TITLES = (
    "Hechos confirmados",
    "Instrucciones",
    "Desmentido",
    "Corrección",
    "Pésame o apoyo",
    "Cierre",
)
PARTS = ("Empatía:", "Qué sabemos", "Qué no", "Qué estamos", "Qué debe", "Cuándo habrá")


@pytest.fixture(scope="module")
def pictures(papers: Papers) -> list[Image.Image]:
    """Every page in grey, small."""
    with pypdfium2.PdfDocument(papers.printed("crisis-notebook")) as document:
        return [
            page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("L") for page in document
        ]


@pytest.mark.parametrize(
    ("language", "title"), [("es", "Cuaderno de crisis"), ("en", "Crisis notebook")]
)
def test_the_title_of_the_cover_stands_on_one_line(papers, language, title):
    with Preview(papers.printed("crisis-notebook", language)) as opened:
        [(_page, (_left, top, _right, bottom))] = [
            place for place in opened.find(title) if place[0] == 0
        ]
    assert 20 < bottom - top < 45


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_scenario_is_two_leaves_that_begin_on_a_right_hand_page(papers, language):
    found = scenarios(papers, language)

    assert len(found) == 18
    for pages in found.values():
        first = pages[0][0]
        assert first % 2 == 1
        assert pages == [(first + place, place + 1, 4) for place in range(4)]


def test_each_page_says_at_its_head_whose_it_is(papers):
    pages = scenarios(papers, "es")[2]
    with Preview(papers.printed("crisis-notebook")) as opened:
        heads = [" ".join(opened.text(page - 1).split()) for page, _which, _of in pages[1:]]

    for place, head in enumerate(heads, 2):
        assert "CRI-02 Perros o gatos envenenados en parques" in head
        assert f"Qué decir · {place} de 4" in head


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("town", ["example", "new"])
def test_what_somebody_approves_ends_on_its_page(papers, tmp_path, clock, language, town):
    made = papers.printed("crisis-notebook", language) if town == "example" else None
    with Preview(made or of_a_new_town(tmp_path, clock, language)) as opened:
        said = "\n".join(map(opened.text, range(opened.page_count)))

    goes_on = re.compile(r"^(.+) \((?:sigue|continued)\)$", re.M)
    with i18n.language(language):
        approved = {statement_label(kind) for kind in StatementKind}
    assert not approved & set(goes_on.findall(said))


def test_which_sheet_to_take_says_on_which_page_it_is(papers):
    """And where the forms are for when none fits."""
    found = scenarios(papers, "es")
    with Preview(papers.printed("crisis-notebook")) as opened:
        pages = [opened.text(number) for number in range(opened.page_count)]
    (choice,) = (p for p in pages[:6] if "Qué hoja tomar" in p and "Cuándo se toma" in p)
    numbers = [int(number) for number in re.findall(r"(?m)(?:^|\s)(\d\d)\s*$", choice)]

    assert numbers[:18] == [pages[0][0] for _code, pages in sorted(found.items())]
    assert "Si ninguna sirve" in choice
    forms = [
        next(number for number, page in enumerate(pages[6:], 7) if f"{code} · v" in page)
        for code in ("CRI-91", "CRI-92", "CRI-93", "REG-01")
    ]
    assert numbers[18:22] == forms


def test_a_punch_meets_no_word_and_no_line(pictures):
    for number, picture in enumerate(pictures[2:], 3):
        inside = round(18 * MM)
        left = 0 if number % 2 else picture.width - inside
        strip = picture.crop((left, 0, left + inside, picture.height))
        assert strip.getextrema() == (255, 255), number


def test_the_tabs_step_down_the_outer_edge(papers, pictures):
    def tab(number: int) -> int:
        picture = pictures[number - 1]
        across = round(3 * MM)
        column = picture.width - across if number % 2 else across
        dark = [y for y in range(picture.height) if picture.getpixel((column, y)) < 100]
        assert dark[-1] - dark[0] < 15 * MM
        return dark[0]

    tops = [
        [tab(page) for page, _which, _of in pages]
        for _code, pages in sorted(scenarios(papers, "es").items())
    ]
    assert all(max(pages) - min(pages) <= 1 for pages in tops)
    firsts = [pages[0] for pages in tops]
    assert min(later - earlier for earlier, later in pairwise(firsts)) > 11 * MM


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_is_said_is_read_in_9_points_at_least(papers, language):
    behind = [page for pages in scenarios(papers, language).values() for page, *_ in pages[1:]]
    with pypdfium2.PdfDocument(papers.printed("crisis-notebook", language)) as document:
        for page in behind:
            said = photocopier.sizes_on(document[page - 1])
            long = [size for line, size in said.items() if len(line) > 60 and "CUA-01" not in line]
            assert min(long) >= 9, page


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_to_write_in_a_box_is_read_in_8_points(papers, language):
    behind = [page for pages in scenarios(papers, language).values() for page, *_ in pages[1:]]
    foot = re.compile(r"CUA-01|CRI-\d\d · v|Página|Page")
    with pypdfium2.PdfDocument(papers.printed("crisis-notebook", language)) as document:
        for page in behind:
            said = photocopier.sizes_on(document[page - 1])
            assert min(size for line, size in said.items() if not foot.search(line)) >= 8, page


@pytest.mark.parametrize(
    ("head", "after"),
    [("Qué hay que averiguar", "Primer aviso"), ("Quién tiene cada función", "Página")],
)
def test_a_row_to_write_in_is_as_high_as_handwriting(papers, head, after):
    made = papers.printed("crisis-notebook")
    with Preview(made) as opened, pypdfium2.PdfDocument(made) as document:
        # Above the words of a title stands the rule of its bar.
        ends = {page: box[1] - 8 for page, box in opened.find(after)}
        heads = [(page, box[3]) for page, box in opened.find(head) if box[1] < ends[page]]
        assert heads
        for page, begins in heads:
            high = document[page].get_height()
            rules = sorted(
                round(high - top, 1)
                for left, low, right, top in photocopier.strokes(document[page])
                if top - low < 2 and begins < high - top < ends[page] and right - left > 40
            )
            rows = [lower - upper for upper, lower in pairwise(rules) if lower - upper > 2]
            assert len(rows) > 5
            assert min(rows[1:]) / 72 * 25.4 >= 7.8, page


def blanks(papers: Papers) -> Iterator[Span]:
    for sheet in find(papers.made("crisis-notebook").blocks, Sheet):
        yield from (span for span in find(sheet.document.blocks, Span) if span.blank)


def test_a_hand_has_room_to_write(papers):
    written = [span for span in blanks(papers) if span.text]

    short = {span.text for span in written if span.blank < WORDS}
    assert [text for text in short if not re.search(r"\b(hora|fecha|día)", text)] == []
    assert min(span.blank for span in written) == HOUR
    assert (HOUR, WORDS) == (28, 45)


def test_a_blank_is_a_box_as_high_as_a_line_of_handwriting(papers):
    page = scenarios(papers, "es")[2][1][0]
    with pypdfium2.PdfDocument(papers.printed("crisis-notebook")) as document:
        bounds = list(photocopier.strokes(document[page - 1]))
    sizes = [
        ((right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4)
        for left, bottom, right, top in bounds
    ]
    boxes = [high for wide, high in sizes if any(0 <= wide - blank < 1 for blank in (HOUR, WORDS))]

    assert len(boxes) > 5
    assert min(boxes) >= 7.5


def statements(papers: Papers) -> Iterator[Box]:
    for sheet in find(papers.made("crisis-notebook").blocks, Sheet):
        if sheet.document.chapter:
            yield from (box for box in find(sheet.document.blocks, Box) if box.title != OFFLINE)


def test_each_statement_says_who_approved_it_and_when(papers):
    signed = [[span.text for span in box.approval] for box in statements(papers)]

    assert len(signed) > 18 * 5
    assert all(blanks == ["lo aprueba", "hora"] for blanks in signed)


def test_a_statement_stays_on_its_page(papers):
    with Preview(papers.printed("crisis-notebook")) as opened:
        for page, _which, _of in scenarios(papers, "es")[1][2:]:
            lines = opened.text(page - 1).splitlines()
            titles = [at for at, line in enumerate(lines) if line.startswith(TITLES)]
            parts = [at for at, line in enumerate(lines) if line.startswith(PARTS)]
            assert min(titles) < min(parts)


def test_the_head_of_each_phase_takes_one_line(papers):
    with Preview(papers.printed("crisis-notebook")) as opened:
        found = [box for note in ("leer y hacer", "hacer y confirmar") for box in opened.find(note)]

    assert len(found) > 60
    assert [page + 1 for page, (_left, top, _right, bottom) in found if bottom - top > 15] == []


def test_no_line_end_parts_a_number_to_call(papers):
    said = [text for box in statements(papers) for text in texts(box)]

    assert any("924\u00a000\u00a000\u00a004" in text for text in said)
    assert [text for text in said if re.search(r"\d{3} \d{2} \d{2}|\d{3} \d{3} \d{3}", text)] == []


def test_each_copy_of_a_form_is_as_high_as_the_first(papers):
    """Or the first one runs over the page that the others fit."""
    with Preview(papers.printed("crisis-notebook")) as opened:
        for words, copies in (("Una línea por cada hecho", 3), ("Frases cortas", 2)):
            tops = [round(box[1], 1) for _page, box in opened.find(words)]
            assert len(tops) == copies
            assert len(set(tops)) == 1


def test_nothing_of_it_is_lost_on_a_photocopy(papers):
    pages = scenarios(papers, "es")[1]
    made = papers.printed("crisis-notebook")

    assert photocopier.lost(made, slice(2, 4)) == []
    assert photocopier.lost(made, slice(pages[0][0] - 1, pages[-1][0])) == []
