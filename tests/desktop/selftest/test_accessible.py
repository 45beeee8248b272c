"""Whether a PDF is tagged: ours are, and what is missing from others is named."""

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from core.documents import pdf
from core.documents.model import Column, Document, Heading, Table, cell
from desktop.selftest.papers import faults


@pytest.fixture(scope="module")
def paper() -> bytes:
    rows = ((cell("Ana"), cell("924 000 001")),)
    table = Table((Column("Nombre"), Column("Teléfono")), rows, "Teléfonos", row_header=True)
    made = Document(
        code="DIR-01",
        title="Directorio",
        subtitle="A quién llamar",
        owner="Ayuntamiento de Valdehierro",
        language="es",
        date=date(2026, 11, 24),
        version=1,
        blocks=(Heading(1, "Todos"), table),
    )
    return pdf.render(made)


def changed(paper: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def test_our_papers_lack_nothing(paper):
    assert faults(paper, "es") == []


def test_a_plain_pdf_lacks_everything():
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)

    assert faults(out.getvalue(), "es") == [
        "pdfuaid:part", "dc:title", "DisplayDocTitle", "MarkInfo", "Lang", "StructTreeRoot",
        "StructParents",
    ]  # fmt: skip


def test_a_page_that_a_book_leaves_empty_lacks_nothing(paper):
    def leave_one_empty(opened: pikepdf.Pdf) -> None:
        page = opened.add_blank_page()
        page.Contents = opened.make_stream(b"/Artifact BMC EMC")

    assert faults(changed(paper, leave_one_empty), "es") == []


def test_the_language_is_that_of_the_document(paper):
    assert faults(paper, "en") == ["Lang"]


def test_a_table_whose_headers_are_plain_cells_is_found(paper):
    def flatten(opened: pikepdf.Pdf) -> None:
        for item in opened.objects:
            if isinstance(item, Dictionary) and item.get("/S") == Name.TH:
                item.S = Name.TD

    assert faults(changed(paper, flatten), "es") == ["a table without headers"]


def test_a_figure_without_words_and_an_empty_tree_are_found(paper):
    def bare(opened: pikepdf.Pdf) -> None:
        opened.Root.StructTreeRoot.K = Array([])

    def drawn(opened: pikepdf.Pdf) -> None:
        figure = opened.make_indirect(Dictionary(S=Name.Figure))
        opened.Root.StructTreeRoot.K = Array([figure])

    assert faults(changed(paper, bare), "es") == ["nothing is tagged"]
    assert faults(changed(paper, drawn), "es") == ["a figure without alternative text"]
