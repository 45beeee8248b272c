"""The one way to make a document, in any format, and in spite of what is wrong with a part of it.

What a person typed, or a file from outside brought, may be no link, have nothing that can be read,
or be more than a code can hold. It costs its own place, and `warnings` names it.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from core import files, i18n
from core.documents import columns, glyphs, tree, validate
from core.documents.model import (
    Box,
    Cell,
    CellTone,
    Check,
    Checklist,
    Column,
    Document,
    Figure,
    Foot,
    Heading,
    Layout,
    Line,
    Qr,
    Sheet,
    Signature,
)
from core.documents.pocket import Card, Panel
from core.documents.rich import Span, plain
from core.documents.validate import DocumentProblem
from core.errors import DocumentTrouble
from core.i18n import _

_READ = {
    Document: "title",
    Heading: "text",
    Column: "title",
    Line: "text",
    Box: "title",
    Signature: "role",
    Checklist: "title",
    Check: "action",
    Foot: "phones",
    Panel: "title",
    Card: "title",
    Figure: "alt",
    Qr: "alt",
}
"""What must be there to be read, of each part."""


def ready(document: Document) -> Document:
    """The document as it can be made; itself when nothing is wrong with it.

    Raises `DocumentTrouble` for what is wrong with the whole of it.
    """
    if not validate.problems(document):
        return document
    mended = _usable(document)
    validate.require_valid(mended)
    return mended


def warnings(document: Document) -> list[DocumentProblem]:
    """What does not stand on the paper as it was written, block by block, with whose it is.

    Of several of one name it is said once.
    """
    lost = validate.problems(document)
    left = {problem.sentence for problem in validate.problems(_usable(document))} if lost else set()
    mended = [problem for problem in lost if problem.sentence not in left]
    return list(dict.fromkeys([*mended, *validate.unprintable(document)]))


def _usable(document: Document) -> Document:
    with i18n.language(document.language):
        made: Document = tree.changed(document, _mended)
    return made


def _mended(part: Any) -> Any:
    """The part without what keeps a document from being made."""
    name = _READ.get(type(part))
    numbered = isinstance(part, Line) and part.page_of
    if name and not numbered and not glyphs.visible(plain(getattr(part, name))):
        part = replace(part, **{name: _("(cannot be printed)")})
    if getattr(part, "link", "") and not validate.is_link(part.link):
        part = replace(part, link="")
    if isinstance(part, Span) and not glyphs.visible(part.text):
        part = replace(part, link="")
    if isinstance(part, Cell | Card) and part.qr and not validate.is_readable(part.qr):
        part = replace(part, qr=None)
    if isinstance(part, Cell) and not glyphs.visible("".join(tree.texts(part.lines))):
        part = replace(part, tone=CellTone.NONE)
    if isinstance(getattr(part, "items", None), tuple):
        part = replace(part, items=tuple(filter(_is_read, part.items)))
    return _whole(part) if isinstance(part, Document) else part


def _is_read(item: object) -> bool:
    return glyphs.visible("".join(tree.texts(item)))


def _whole(document: Document) -> Document:
    """Without the blocks that cannot be mended, and without arms that cannot be drawn."""
    blocks = tuple(
        block
        for index, block in enumerate(document.blocks)
        if isinstance(block, Sheet) or not validate.of_block(document, index)
    )
    if document.crest is not None and not validate.is_crest(document.crest):
        document = replace(document, crest=None)
    return replace(document, blocks=blocks)


def formats(document: Document) -> tuple[str, ...]:
    """The formats a document exists in, as file suffixes; a pocket fold exists only on paper."""
    return (".pdf",) if document.layout is Layout.POCKET else (".pdf", ".docx", ".odt")


def render(document: Document, suffix: str) -> bytes:
    """The document as a file of that format, one of `formats`.

    What cannot be made of it is left out (`salvage.warnings`). Raises `DocumentTrouble` when the
    whole is not valid or does not exist in the format; `DiskFull` or `FileTrouble` when there is no
    room to work in.
    """
    suffix = suffix.lower()
    if suffix not in formats(document):
        raise DocumentTrouble(
            _("“{title}” cannot be made as {format}.").format(title=document.title, format=suffix),
            _("Choose one of these: {formats}").format(formats=" ".join(formats(document))),
        )
    document = ready(document)
    with files.writing(Path(f"{document.title}{suffix}")):
        return _made(document, suffix)


def write(document: Document, path: Path) -> None:
    """Make the document in the format of the path's suffix and put it there, whole or not at all.

    Raises as `render`; a file that was there before is kept then.
    """
    files.write(path, render(document, path.suffix))


def _made(document: Document, suffix: str) -> bytes:
    document = columns.shared(document)
    if suffix == ".docx":
        from core.documents.office import word

        return word.render(document)
    if suffix == ".odt":
        from core.documents.office import odt

        return odt.render(document)
    from core.documents import pdf

    return pdf.render(document)
