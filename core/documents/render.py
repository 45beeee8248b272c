"""The one way to make a document, in any format, in memory or on disk."""

from pathlib import Path

from core import files
from core.documents import salvage
from core.documents.model import Document, Layout
from core.errors import DocumentTrouble
from core.i18n import _


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
    document = salvage.ready(document)
    with files.writing(Path(f"{document.title}{suffix}")):
        return _made(document, suffix)


def write(document: Document, path: Path) -> None:
    """Make the document in the format of the path's suffix and put it there, whole or not at all.

    Raises as `render`; a file that was there before is kept then.
    """
    files.write(path, render(document, path.suffix))


def _made(document: Document, suffix: str) -> bytes:
    if suffix == ".docx":
        from core.documents import word

        return word.render(document)
    if suffix == ".odt":
        from core.documents import opendocument

        return opendocument.render(document)
    from core.documents import pdf

    return pdf.render(document)
