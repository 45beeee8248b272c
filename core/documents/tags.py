"""Row headers in a finished PDF: typst tags the header row of a table but not its first column."""

import io
from collections.abc import Iterator, Sequence
from typing import Any


def with_row_headers(pdf: bytes, tables: Sequence[int | None]) -> bytes:
    """The PDF with one cell of each body row as a header of its row (ISO 32000-1, 14.8.5.7).

    `tables` says of each table, in reading order, which column from 0 holds such headers, if any.
    The same bytes come out for the same bytes; when no table has row headers, those that came in.
    """
    if all(column is None for column in tables):
        return pdf
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
        for column, table in zip(
            tables, _elements(opened.Root.StructTreeRoot, "/Table"), strict=True
        ):
            if column is not None:
                _mark(table, column, scope)
        out = io.BytesIO()
        opened.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        return out.getvalue()


def _mark(table: Any, column: int, scope: Any) -> None:
    from pikepdf import Name

    for body in _elements(table, "/TBody"):
        for row in body.K:
            for number, cell in enumerate(row.K):
                if number == column:
                    cell.S = Name.TH
                    cell.A.append(scope)
                else:
                    # typst names the header of the column, and readers of the page then look no
                    # further; without it they find both headers by their scope.
                    del cell.A


def _elements(parent: Any, kind: str) -> Iterator[Any]:
    """Structure elements of that kind below `parent`, in reading order, not inside each other."""
    for child in _children(parent):
        if child.get("/S") == kind:
            yield child
        else:
            yield from _elements(child, kind)


def _children(parent: Any) -> Iterator[Any]:
    from pikepdf import Array, Dictionary

    inside = parent.get("/K")
    for child in inside if isinstance(inside, Array) else [inside]:
        # Numbers and references to marked content are leaves.
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
