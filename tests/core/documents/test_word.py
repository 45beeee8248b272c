import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from core.documents import word
from core.documents.model import Column as ColumnOf
from core.documents.model import Document, Line, Para, Table, cell

Make = Callable[..., Document]


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(word.render(document)))


def test_headings_lists_and_captions_have_word_s_own_styles(report: Document) -> None:
    file = opened(report)

    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs}
    assert styles["Crisis roster"] == "Title"
    assert styles["Aims"] == "Heading 1"
    assert styles["Measures"] == "Heading 2"
    assert styles["Answer in time."] == "List Bullet"
    assert styles["Answers in time"] == "Caption"


def test_code_version_and_date_are_in_the_body_and_the_page_in_the_footer(
    report: Document,
) -> None:
    file = opened(report)

    footer = file.sections[0].footer.paragraphs[0]
    fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
    assert "DIR-01 · v2 · 24 de noviembre de 2026" in [part.text for part in file.paragraphs]
    assert "DIR-01 · v2 · 24 de noviembre de 2026" in footer.text
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_header_row_repeats_and_rows_stay_whole(roster: Document) -> None:
    table = opened(roster).tables[0]

    flags = [
        (row._tr.find(f".//{qn('w:tblHeader')}") is not None,
         row._tr.find(f".//{qn('w:cantSplit')}") is not None)
        for row in table.rows
    ]  # fmt: skip
    assert flags == [(True, True)] + [(False, True)] * 12
    assert [cell.text for cell in table.rows[0].cells] == ["Contact", "Telephone", "Code", "Done"]


def test_column_widths_are_in_the_grid_and_in_the_cells(roster: Document) -> None:
    table = opened(roster).tables[0]

    grid = [column.width.mm for column in table.columns]
    cells = [cell.width.mm for cell in table.rows[3].cells]
    assert grid == pytest.approx([77.14, 51.43, 25.71, 25.71], abs=0.1)
    assert cells == pytest.approx(grid, abs=0.1)


def test_every_image_has_its_alternative_text(roster: Document, report: Document) -> None:
    for document, texts in (
        (roster, {"Arms of Valdehierro", "Call Lucía Núñez"}),
        (report, {"A line that rises", "A photograph"}),
    ):
        shapes = opened(document).element.body.iter(qn("wp:docPr"))

        assert {shape.get("descr") for shape in shapes} == texts


@pytest.mark.parametrize(("language", "locale"), [("es", "es-ES"), ("en", "en-GB")])
def test_the_language_is_that_of_the_document(make: Make, language: str, locale: str) -> None:
    file = opened(make(Para("Text"), language=language))

    languages = {mark.get(qn("w:val")) for mark in file.styles.element.iter(qn("w:lang"))}
    assert languages == {locale}
    assert file.core_properties.language == locale


def test_the_file_says_who_made_it_and_what_it_is(make: Make) -> None:
    facts = opened(make(Para("Text"))).core_properties

    assert (facts.title, facts.author, facts.subject) == (
        "Crisis roster",
        "Ayuntamiento de Valdehierro",
        "Whom to call",
    )
    assert facts.created.date().isoformat() == "2026-11-24"


def test_everything_is_in_calibri(report: Document) -> None:
    file = opened(report)

    used = {paragraph.style.name for paragraph in file.paragraphs}
    assert {file.styles[name].font.name for name in used} == {"Calibri"}


def test_telephones_and_addresses_can_be_clicked(roster: Document) -> None:
    file = opened(roster)

    targets = {part.target_ref for part in file.part.rels.values() if part.is_external}
    assert targets == {"tel:112", "tel:+34926000000", "mailto:lucia@valdehierro.example"}


def test_empty_rows_have_their_height_and_a_box_to_tick(log: Document) -> None:
    table = opened(log).tables[0]

    rows = table.rows[1:]
    assert len(rows) == 24
    assert {round(row.height.mm) for row in rows} == {9}
    assert {row.cells[3].text.strip() for row in rows} == {"☐"}


def test_a_landscape_page_is_wider_than_high(roster: Document) -> None:
    section = opened(replace(roster, landscape=True)).sections[0]

    assert section.page_width > section.page_height


def test_hostile_text_stays_inert_and_emoji_stay(make: Make) -> None:
    hostile = "a\0b\x0b\ud800 👍 שלום <w:p/> & " + "n" * 10_000
    table = Table((ColumnOf(hostile),), ((cell(Line(hostile, link="tel:112")),),), hostile)

    data = word.render(make(Para(hostile), table, title=hostile, owner=hostile))

    file = docx.Document(io.BytesIO(data))
    assert any("ab 👍 שלום <w:p/> &" in paragraph.text for paragraph in file.paragraphs)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
