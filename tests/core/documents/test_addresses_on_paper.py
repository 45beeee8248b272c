"""Addresses on paper: what is copied from the file is the address, and it stays in its place."""

import io
import zipfile
from collections.abc import Callable
from itertools import product

import pikepdf
import pypdfium2
import pytest

from core.documents import render
from core.documents.model import (
    Box,
    Boxes,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Para,
    Table,
    cell,
)

Make = Callable[..., Document]

EMAIL = "secretaria.intervencion@ayto-valdehierro-del-campo.example"
INVISIBLE = ("\u200b", "\u00ad", "\u2060")


def lines_of(made: bytes) -> list[str]:
    """The lines of every page, as a reader of PDF copies them."""
    with pypdfium2.PdfDocument(made) as document:
        return [line for page in document for line in _lines(page)]


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    letters = page.get_textpage()
    try:
        # PDFium gives this sign for a hyphen at the end of a line.
        return list(letters.get_text_range().replace("\ufffe", "-\n").splitlines())
    finally:
        letters.close()
        page.close()


def strings_of(made: bytes) -> str:
    """Every string of the file beside the text of its pages: bookmarks, tags, titles, notes."""
    found = []
    with pikepdf.open(io.BytesIO(made)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary):
                found += [
                    str(value) for value in item.values() if isinstance(value, pikepdf.String)
                ]
        found.append(opened.Root.Metadata.read_bytes().decode())
    return "\n".join(found)


def narrow(make: Make) -> Document:
    # With something to write in, the widths stay what they are.
    table = Table(
        (Column("Quién", 1), Column("Qué", 4), Column("Hora", 1)),
        ((cell(Line(EMAIL, link=f"mailto:{EMAIL}")), cell("Contesta"), Cell()),),
    )
    return make(
        Heading(1, EMAIL), Para(f"Escriba a {EMAIL}. " * 4), table, title=EMAIL, owner=EMAIL
    )


def test_an_address_is_copied_from_a_page_as_it_is_written(make):
    made = render.render(narrow(make), ".pdf")

    # Title, heading, four times in the sentence, once in the table.
    assert "".join(lines_of(made)).count(EMAIL) == 7


def test_no_invisible_character_is_left_anywhere_in_a_pdf(make):
    made = render.render(narrow(make), ".pdf")

    assert EMAIL in strings_of(made)
    said = "".join(lines_of(made)) + strings_of(made)
    assert [mark for mark in INVISIBLE if mark in said] == []


def test_a_long_address_breaks_where_its_parts_meet_and_stays_in_its_column(make):
    made = render.render(make(narrow(make).blocks[-1]), ".pdf")

    parts = ("secretaria", "interven", "valdehierro", "campo", "example")
    with pypdfium2.PdfDocument(made) as document:
        page = document[0]
        letters = page.get_textpage()
        beside = letters.get_charbox(_places(letters, "Contesta")[0])[0]
        rights = [letters.get_charbox(at)[2] for part in parts for at in _places(letters, part)]
        letters.close()
        page.close()
    assert max(rights) < beside


@pytest.mark.parametrize("before", range(0, 60, 6))
def test_an_address_that_has_room_on_a_line_is_not_broken(make, before):
    mail, web = "comunicacion@valdehierro.example", "www.valdehierro.example/avisos"
    filler = "a" * 3 + " a" * (before // 2)
    columns = (Column("Dónde", 1), Column("Qué", 1))
    blocks = (
        Para(f"{filler} {mail} o {filler} {web}."),
        Boxes((Box("Cómo", (f"{filler} {mail}", f"{filler} {web}")), Box("Otra", ("b",)))),
        Table(columns, ((cell(f"{filler} {mail}"), cell(f"{filler} {web}")),)),
    )

    said = lines_of(render.render(make(*blocks), ".pdf"))

    for address in (mail, web):
        assert sum(address in line for line in said) == 3


def _places(letters: pypdfium2.PdfTextPage, words: str) -> list[int]:
    found = letters.search(words, match_case=True).get_next()
    assert found is not None, words
    return list(range(found[0], found[0] + found[1]))


@pytest.mark.parametrize(
    "address",
    [
        "ayuntamiento-de-valdehierro-de-los-montes-de-abajo.example/sede",
        "registro.de-entrada@ayto-valdehierro.example",
        "BOE-A-2019-3191",
        "(BOE-A-2004-21760);",
    ],
)
@pytest.mark.parametrize("width", [0.3, 0.6, 1.0, 1.3, 1.6, 2.0])
def test_a_line_of_an_address_ends_in_no_dot_or_hyphen_and_none_is_added(make, address, width):
    table = Table((Column("A", width), Column("B", 5)), ((cell(address), cell("x")),))

    lines = lines_of(render.render(make(table), ".pdf"))

    assert [line for line in lines if line.endswith(("-", "."))] == []
    assert address in "".join(lines)


def test_a_run_of_letters_without_any_joint_stays_on_the_page(make):
    made = render.render(make(Para("a" * 400)), ".pdf")

    longest = max(len(line) for line in lines_of(made))
    assert longest < 130
    assert "".join(lines_of(made)).count("a" * 400) == 1


# Narrow, usual and wide ones that nothing else on the page has; a number without a blank, and as
# few letters as a word may have.
@pytest.mark.parametrize(
    ("letter", "width", "count"),
    [
        *product(["ї", "ж", "Щ"], [2.0, 4.0, 8.0], [260]),
        *(("7", 1.0, 20), ("ж", 1.0, 23)),
    ],
)
def test_a_run_that_is_no_word_stays_in_its_column(make, letter, width, count):
    run = letter * count
    table = Table((Column("A", width), Column("B", 8)), ((cell(run), cell("Beside")),))

    with pypdfium2.PdfDocument(render.render(make(table), ".pdf")) as document:
        page = document[0]
        letters = page.get_textpage()
        beside = letters.get_charbox(_places(letters, "Beside")[0])[0]
        said = letters.get_text_range()
        ends = [letters.get_charbox(at)[2] for at, item in enumerate(said) if item == letter]
        letters.close()
        page.close()
    assert len(ends) == len(run)
    assert max(ends) < beside


@pytest.mark.parametrize("paper", ["roster", "roster-pocket", "plan", "crisis-notebook"])
def test_no_paper_of_the_example_town_has_an_invisible_character(papers, paper):
    made = papers.printed(paper)

    said = "".join(lines_of(made)) + strings_of(made)
    assert "valdehierro" in said.lower()
    assert [mark for mark in INVISIBLE if mark in said] == []


@pytest.mark.parametrize(
    ("suffix", "part"), [(".docx", "word/document.xml"), (".odt", "content.xml")]
)
def test_no_office_file_has_an_invisible_character(make, suffix, part):
    pasted = EMAIL.replace("@", "@\u200b")
    document = make(Para(f"Escriba a {pasted}"))

    with zipfile.ZipFile(io.BytesIO(render.render(document, suffix))) as opened:
        said = opened.read(part).decode()

    assert EMAIL in said
    assert [mark for mark in INVISIBLE if mark in said] == []
