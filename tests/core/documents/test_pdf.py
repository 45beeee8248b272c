import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from core.documents import pdf, preview, validate
from core.documents.model import (
    BlankRows,
    Bullets,
    Callout,
    CalloutKind,
    Card,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    KeyNumber,
    KeyNumbers,
    Layout,
    Line,
    Panel,
    Para,
    Qr,
    Table,
    cell,
)
from core.errors import DocumentTrouble

Make = Callable[..., Document]
Failures = Callable[[bytes], list[str]]

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
    return "\n".join(pages).replace("\u200b", "").replace("\r\n", "\n")


def outside(made: bytes) -> list[str]:
    """Letters that are not wholly on their page."""
    document = pypdfium2.PdfDocument(made)
    lost = []
    for page in document:
        wide, high = page.get_size()
        letters = page.get_textpage()
        for index in range(letters.count_chars()):
            left, bottom, right, top = letters.get_charbox(index)
            if left < 0 or bottom < 0 or right > wide or top > high:
                lost.append(letters.get_text_range(index, 1))
        letters.close()
        page.close()
    document.close()
    return [letter for letter in lost if letter.strip("\u200b\r\n ")]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_layout_is_accessible_and_archivable(
    every_layout: Document, language: str, failures: Failures
) -> None:
    made = pdf.render(replace(every_layout, language=language))  # type: ignore[arg-type]  # parametrized

    assert failures(made) == []


def test_a_landscape_sheet_is_accessible_too(roster: Document, failures: Failures) -> None:
    made = pdf.render(replace(roster, landscape=True))

    with preview.Preview(made) as opened:
        wide, high = opened.page_size(0)
    assert wide > high
    assert failures(made) == []


def test_the_same_document_gives_the_same_bytes(every_layout: Document) -> None:
    assert pdf.render(every_layout) == pdf.render(every_layout)


def test_code_version_and_date_are_in_the_body_and_in_the_footer(
    roster: Document, report: Document
) -> None:
    for document in (roster, report):
        text = text_of(pdf.render(document))

        assert text.count("DIR-01 · v2 · 24 de noviembre de 2026") > 1


def test_dates_are_in_the_language_of_the_document(roster: Document) -> None:
    assert "24 November 2026" in text_of(pdf.render(replace(roster, language="en")))


def test_the_header_row_of_a_table_is_repeated_on_each_page(roster: Document) -> None:
    made = pdf.render(roster)

    with preview.Preview(made) as opened:
        pages = {page for page, _ in opened.find("Telephone")}
        assert pages == set(range(opened.page_count))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.REPORT])
def test_hostile_text_breaks_nothing_and_stays_on_the_page(
    make: Make, layout: Layout, text: str, failures: Failures
) -> None:
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
        title=text,
        subtitle=text,
        owner=text,
        code=text[:20],
        layout=layout,
    )

    made = pdf.render(document)

    assert failures(made) == []
    assert outside(made) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_no_pocket_fold(make: Make, text: str, failures: Failures) -> None:
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


def test_typst_markup_is_printed_as_it_was_typed(make: Make) -> None:
    text = text_of(pdf.render(make(Para("#panic() $x$ *bold* @ref <a> \\ `b`"))))

    assert "#panic() $x$ *bold* @ref <a> \\ `b`" in text


def test_a_sheet_that_asks_for_one_page_gets_one(log: Document) -> None:
    assert preview.page_count(pdf.render(log)) == 1


def test_a_sheet_that_cannot_be_one_page_is_refused_by_name(roster: Document) -> None:
    with pytest.raises(DocumentTrouble, match="Crisis roster"):
        pdf.render(replace(roster, one_page=True))


@pytest.mark.parametrize(("cards", "sheets"), [(0, 1), (1, 1), (7, 1), (42, 1), (43, 2), (60, 2)])
def test_a_pocket_fold_takes_the_sheets_it_needs_and_loses_nobody(
    make: Make, cards: int, sheets: int, failures: Failures
) -> None:
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


def test_a_document_without_blocks_can_be_made(make: Make, failures: Failures) -> None:
    for layout in Layout:
        assert failures(pdf.render(make(layout=layout))) == []


def test_four_threads_can_print_at_once(roster: Document) -> None:
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(pdf.render(roster))) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [pdf.render(roster)] * 4


def test_images_do_not_stay_in_the_private_folder(report: Document, private: Path) -> None:
    pdf.render(report)

    (folder,) = private.glob("pregon-paper-*")
    assert {path.suffix for path in folder.iterdir()} == {".typ", ""}


def test_a_private_folder_that_the_system_emptied_is_made_anew(
    report: Document, private: Path
) -> None:
    made = pdf.render(report)
    (folder,) = private.glob("pregon-paper-*")
    shutil.rmtree(folder)

    assert pdf.render(report) == made


def test_a_drawing_becomes_an_image_for_word_processors() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h9v9z"/></svg>'

    assert pdf.drawing_to_png(svg).startswith(b"\x89PNG")


def test_what_validation_lets_through_can_be_printed(make: Make, failures: Failures) -> None:
    link = "https://año.example/" + "á b" * 50
    document = make(Table((Column("A"),), ((cell(Line("here", link=link)),),)))

    assert validate.problems(document) == []
    assert failures(pdf.render(document)) == []
