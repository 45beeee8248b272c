import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from core.documents import pdf, tags
from core.documents.model import BlankRows, Column, Heading, Layout, Table, cell
from core.documents.tags import RuledTable

COLUMNS = (Column("Task"), Column("Press"), Column("Mayor"))
ROWS = tuple((cell(f"Task {n}"), cell("R"), cell("A")) for n in range(60))


def elements(parent: Any, kind: str) -> Iterator[Any]:
    inside = parent.get("/K")
    for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if str(child.S) == kind:
                yield child
            yield from elements(child, kind)


def kinds(made: bytes) -> list[list[list[str]]]:
    """Of each table, of each row below its header, what its cells are."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        return [
            [
                [str(each.S) + scope(each) for each in row.K]
                for body in list(elements(table, "/TBody")) or [table]
                for row in body.K
            ]
            for table in elements(opened.Root.StructTreeRoot, "/Table")
        ]


def scope(element: Any) -> str:
    return "".join(str(each.get("/Scope", "")) for each in element.get("/A", ()))


def test_the_first_cell_of_each_row_is_its_header(make, failures):
    made = pdf.render(make(Table(COLUMNS, ROWS, "Who does what", row_header=True, matrix=True)))

    assert kinds(made) == [[["/TH/Row", "/TD", "/TD"]] * 60]
    assert failures(made) == []


def test_only_tables_that_have_row_headers_get_them(make, failures):
    made = pdf.render(
        make(
            Heading(1, "Tables"),
            Table(COLUMNS, ROWS[:1]),
            BlankRows(COLUMNS, 1),
            Table(COLUMNS, ROWS[:1], row_header=True),
        )
    )

    assert [rows[0] for rows in kinds(made)] == [
        ["/TD", "/TD", "/TD"],
        ["/TD", "/TD", "/TD"],
        ["/TH/Row", "/TD", "/TD"],
    ]
    assert failures(made) == []


@pytest.mark.parametrize("above", [(), (Heading(1, "Words"),)])
def test_a_list_of_definitions_has_no_heads_but_those_of_its_rows(make, failures, above):
    """What stands above it on the next page is no head of what is read out."""
    columns = (Column(""), Column(""))
    rows = tuple((cell(f"Word {n}"), cell("What it means")) for n in range(60))

    made = pdf.render(make(*above, Table(columns, rows, row_header=True, headed=False)))

    assert kinds(made) == [[["/TH/Row", "/TD"]] * 60]
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert list(elements(opened.Root.StructTreeRoot, "/THead")) == []
    assert failures(made) == []


def test_what_ties_rows_together_leaves_no_empty_cell_to_be_read(make, failures):
    blocks = (Heading(1, "Tables"), Table(COLUMNS, ROWS, row_header=True), Table(COLUMNS, ROWS))

    made = pdf.render(make(*blocks, layout=Layout.SHEET))

    assert kinds(made) == [[["/TH/Row", "/TD", "/TD"]] * 60, [["/TD", "/TD", "/TD"]] * 60]
    assert failures(made) == []


def test_columns_keep_their_headers(make):
    made = pdf.render(make(Table(COLUMNS, ROWS[:1], row_header=True)))

    with pikepdf.open(io.BytesIO(made)) as opened:
        (head,) = elements(opened.Root.StructTreeRoot, "/THead")
        assert [str(each.S) + scope(each) for each in head.K[0].K] == ["/TH/Column"] * 3


def test_a_document_without_row_headers_is_left_as_it_is():
    assert tags.with_row_headers(b"any bytes", [RuledTable(None), RuledTable(None)]) == b"any bytes"
