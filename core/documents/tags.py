"""What typst does not tag in a PDF: the headers of rows, and that a tie between rows says nothing.

ISO 32000-1, 14.8.5.7.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from core.documents import heights
from core.documents.model import BlankRows, Checklist, Document, Foot, Sheet, Table
from core.documents.wall import Wall


class RuledTable(NamedTuple):
    """A table on the paper: the column that holds the headers of its rows, if there is one, and of
    one whose rows are tied how many columns it has without the tie. One that is not `headed` has
    heads only where it goes on over the page.
    """

    header: int | None
    columns: int = 0
    headed: bool = True


def completed(pdf: bytes, document: Document) -> bytes:
    """The PDF of the document with all its tags."""
    return with_row_headers(pdf, list(_ruled(document)))


def _ruled(document: Document) -> Iterator[RuledTable]:
    """Each table on the paper."""
    tied = heights.tied(document)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Sheet):
            yield from _ruled(block.document)
        elif isinstance(block, Checklist):
            yield RuledTable(1)
        elif isinstance(block, Table):
            columns = len(block.columns) if index in tied else 0
            yield RuledTable(0 if block.row_header else None, columns, block.headed)
        elif isinstance(block, Foot):
            yield RuledTable(0)
        elif isinstance(block, BlankRows | Wall):
            yield RuledTable(None)


def with_row_headers(pdf: bytes, tables: Sequence[RuledTable]) -> bytes:
    """The PDF with one cell of each body row as a header of its row, and without ties.

    typst tags the header row of a table but not its first column. `tables` are those of the PDF in
    reading order. The same bytes come out for the same bytes; when there is nothing to be done,
    those that came in.
    """
    if all(table == RuledTable(None) for table in tables):
        return pdf
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
        found = elements(opened.Root.StructTreeRoot, "/Table")
        for (header, columns, headed), table in zip(tables, found, strict=True):
            if not headed:
                _behead(table)
            if columns:
                _untie(table, columns)
            if header is not None:
                _mark(table, header, scope)
        out = io.BytesIO()
        opened.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        return out.getvalue()


def _behead(table: Any) -> None:
    """Take out the head that says nothing where the table begins."""
    for number, part in reversed(list(enumerate(table.K))):
        if part.get("/S") == "/THead":
            del table.K[number]


def _untie(table: Any, columns: int) -> None:
    """Take out the column that ties rows, and the row in which what follows has its room."""
    for body in bodies(table):
        if len(body.K[-1].K) < columns:
            del body.K[-1]
    for row in elements(table, "/TR"):
        if len(row.K) > columns:
            del row.K[columns]


def _mark(table: Any, column: int, scope: Any) -> None:
    from pikepdf import Array, Name

    for body in bodies(table):
        for row in elements(body, "/TR"):
            for number, cell in enumerate(row.K):
                if number == column:
                    cell.S = Name.TH
                    cell.A = Array([*cell.get("/A", ()), scope])
                elif "/A" in cell:
                    # typst names the header of the column, and readers of the page then look no
                    # further; without it they find both headers by their scope.
                    del cell.A


def bodies(table: Any) -> list[Any]:
    """The parts of a table below its heads; what has no header row has no body either."""
    return list(elements(table, "/TBody")) or [table]


def elements(parent: Any, kind: str) -> Iterator[Any]:
    """Structure elements of that kind below `parent`, in reading order, not inside each other."""
    for child in children(parent):
        if child.get("/S") == kind:
            yield child
        else:
            yield from elements(child, kind)


def children(parent: Any) -> Iterator[Any]:
    """Structure elements right below `parent`."""
    return filter(_is_element, _inside(parent))


def pages(element: Any) -> Iterator[tuple[int, int]]:
    """Of each piece of it on paper, the object of its page."""
    from pikepdf import Dictionary

    for child in _inside(element):
        if _is_element(child):
            yield from pages(child)
        else:
            # A number, or a reference that may name another page.
            named = isinstance(child, Dictionary) and "/Pg" in child
            yield (child if named else element).Pg.objgen


def _inside(parent: Any) -> list[Any]:
    from pikepdf import Array

    inside = parent.get("/K", [])
    return list(inside) if isinstance(inside, Array) else [inside]


def _is_element(child: Any) -> bool:
    from pikepdf import Dictionary

    return isinstance(child, Dictionary) and "/S" in child
