"""What stands in a cell of a table: lists are lists there, and words are broken only at need."""

import io
from collections.abc import Callable

import docx
import pikepdf

from core.documents import pdf
from core.documents.model import Align, Column, Document, Line, Style, Table, cell
from core.documents.office import odt as odt_writer
from core.documents.office import word
from core.documents.preview import Preview
from tests.core.odt import Odt, read, under

Make = Callable[..., Document]

COLUMNS = (Column("Item"), Column("What was decided", 3))
STEPS = (Line("First of all:"), Line("Call 112.", item=True), Line("Write it down.", item=True))


def listed(make: Make) -> Document:
    return make(Table(COLUMNS, ((cell("Red"), cell(*STEPS)),), row_header=True))


def test_items_of_a_cell_are_a_list_for_whoever_does_not_see_it(make, failures):
    made = pdf.render(listed(make))

    with pikepdf.open(io.BytesIO(made)) as opened:
        kinds = [
            str(each.get("/S")) for each in opened.objects if isinstance(each, pikepdf.Dictionary)
        ]
    assert kinds.count("/LI") == 2
    assert failures(made) == []


def test_items_of_a_cell_are_lists_in_word_processors(make):
    file = docx.Document(io.BytesIO(word.render(listed(make))))
    odt = Odt(odt_writer.render(listed(make)))

    styles = [p.style for p in file.tables[0].rows[1].cells[1].paragraphs]
    assert [item.name for item in styles] == ["Table Text", "Table Item", "Table Item"]
    assert styles[1].element.pPr.numPr is not None
    (made,) = odt.all("text:list")
    assert [read(item) for item in under(made, "text:list-item")] == [
        "Call\xa0112.",
        "Write it down.",
    ]


def test_a_word_is_broken_only_where_no_line_has_room_for_it(make):
    columns = (Column("Objective", 4), Column("Baseline", 0.9, Align.END))
    unit = cell("610", Line("personas", Style.MUTED))
    rows = ((cell("Llegar a todas las personas mayores " * 4), unit),) * 3

    with Preview(pdf.render(make(Table(columns, rows)))) as opened:
        words = opened.text(0)

    assert words.count("personas") >= 6
    assert "-\n" not in words
