"""The one way to make a document, in any format, in memory or on disk."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from core.documents import validate
from core.documents.model import Document, Layout
from core.errors import AppError, DiskFull, DocumentTrouble, FileTrouble
from core.i18n import _


def formats(document: Document) -> tuple[str, ...]:
    """The formats a document exists in, as file suffixes; a pocket fold exists only on paper."""
    return (".pdf",) if document.layout is Layout.POCKET else (".pdf", ".docx", ".odt")


def render(document: Document, suffix: str) -> bytes:
    """The document as a file of that format, one of `formats`.

    Raises `DocumentTrouble` when the document is not valid, does not exist in the format, or does
    not fit where it has to; `DiskFull` or `FileTrouble` when there is no room to work in.
    """
    suffix = suffix.lower()
    if suffix not in formats(document):
        raise DocumentTrouble(
            _("“{title}” cannot be made as {format}.").format(title=document.title, format=suffix),
            _("Choose one of these: {formats}").format(formats=" ".join(formats(document))),
        )
    validate.require_valid(document)
    try:
        return _made(document, suffix)
    except OSError as error:
        raise _trouble(error, document.title) from error


def write(document: Document, path: Path) -> None:
    """Make the document in the format of the path's suffix and put it there, whole or not at all.

    Raises as `render`; a file that was there before is kept then.
    """
    data = render(document, path.suffix)
    try:
        _replace(path, data)
    except OSError as error:
        raise _trouble(error, path.name) from error


def _made(document: Document, suffix: str) -> bytes:
    if suffix == ".docx":
        from core.documents import word

        return word.render(document)
    if suffix == ".odt":
        from core.documents import opendocument

        return opendocument.render(document)
    from core.documents import pdf

    return pdf.render(document)


def _trouble(error: OSError, name: str) -> AppError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            _("There is no room left to write {name}.").format(name=name),
            _("Free some space or choose another folder."),
            detail=str(error),
        )
    return FileTrouble(
        _("{name} could not be written.").format(name=name),
        _("Close it if it is open in another program, or choose another folder."),
        detail=str(error),
    )


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_usual_mode())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _usual_mode() -> int:
    """What a file of one's own gets; `mkstemp` makes it private, and paper is to be shared."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
