"""What every paper must pass, and how its words are read."""

import page

from core.documents import tree
from core.documents.model import Document, Heading, Table
from core.documents.rich import plain


def failures(pdf: bytes) -> list[str]:
    """What PDF/UA-1 and PDF/A-2a find wrong; page-validation 0.11 miscounts some streams."""
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
        if "STREAM-LENGTH" not in failure.rule_id
    ]


def words(part: object) -> str:
    """Every word of a document or of a part of it, a line each."""
    return "\n".join(filter(None, tree.texts(part)))


def rows(table: Table) -> list[list[str]]:
    """The lines of each cell, row by row."""
    return [
        [" / ".join(plain(line.text) for line in cell.lines) for cell in row] for row in table.rows
    ]


def under(document: Document, title: str) -> str:
    """The words of a chapter, from its heading to the next one as high."""
    blocks = list(document.blocks)
    start = next(
        at for at, item in enumerate(blocks) if isinstance(item, Heading) and item.text == title
    )
    head = blocks[start]
    assert isinstance(head, Heading)
    rest = blocks[start + 1 :]
    ends = (
        at for at, item in enumerate(rest) if isinstance(item, Heading) and item.level <= head.level
    )
    return words(tuple(rest[: next(ends, len(rest))]))
