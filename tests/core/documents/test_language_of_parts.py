"""Words in another language than the document's are marked, so that they are read out in it."""

import io
import zipfile
from collections.abc import Callable

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from core import i18n
from core.documents import render
from core.documents.model import Box, Boxes, Column, Document, Line, Para, Style, Table, cell
from core.documents.rich import Span, spoken

Make = Callable[..., Document]

CATALAN = "No begueu aigua de l'aixeta."


@pytest.fixture
def notice(make: Make) -> Document:
    with i18n.language("es"):
        said, own = spoken(CATALAN, "ca"), spoken("No beba agua del grifo.", "es")
    return make(
        Para(own),
        Boxes((Box("Català", (said,), prose=True),)),
        Table((Column("Texto"),), ((cell(Line(said, Style.STRONG)),),)),
    )


def test_only_what_is_in_another_language_is_marked():
    with i18n.language("es"):
        assert spoken("Hola", "es") == "Hola"
        assert spoken("Hello", "en") == (Span("Hello", language="en"),)


def test_a_pdf_has_the_language_in_its_tags(notice, failures):
    made = render.render(notice, ".pdf")

    with pikepdf.open(io.BytesIO(made)) as opened:
        elements = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        marked = [item for item in elements if str(item.get("/Lang", "")) == "ca" and "/S" in item]
    assert len(marked) == 2
    assert failures(made) == []


def test_word_has_the_language_of_each_run(notice):
    body = docx.Document(io.BytesIO(render.render(notice, ".docx"))).element.body

    said = [
        run.text
        for run in body.iter(qn("w:r"))
        for mark in run.iter(qn("w:lang"))
        if mark.get(qn("w:val")) == "ca"
    ]
    assert said == [CATALAN, CATALAN]


def test_opendocument_has_a_style_with_the_language(notice):
    """One of the text alone: of two that have names LibreOffice forgets that a word is strong."""
    with zipfile.ZipFile(io.BytesIO(render.render(notice, ".odt"))) as opened:
        content = opened.read("content.xml").decode()

    assert 'fo:language="ca"' in content
    assert content.count('text:style-name="Language_ca"') == 2
