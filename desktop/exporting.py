"""A paper out of the program: shown by what shows PDF here, or written where the person says."""

import atexit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTemporaryDir

from core import files, i18n
from core.cancel import CancelToken
from core.documents.model import Document
from core.errors import DiskFull
from core.i18n import Language, _
from core.store import Connection
from desktop import outward
from desktop.asker import Patterns
from desktop.jobs import Progress
from desktop.notifier import Action
from desktop.services import Services

_numbers = count(1)


@dataclass(frozen=True)
class Paper:
    """A paper that is made in the background, in one language."""

    job: str
    """Names the job: two of one name are not made side by side."""
    language: Language
    make: Callable[[Connection, Language], Document]
    """Its modules are imported inside, for the window does not need them."""


def show(services: Services, paper: Paper, told: str) -> None:
    """Make a paper and hand it to the program that shows PDF; `told` says so.

    Where there is no such program it is printed from here, or saved.
    """
    if services.jobs.running(paper.job):
        return

    def work(_token: CancelToken, _progress: Progress) -> tuple[str, Path]:
        document = _made(services, paper)
        with for_viewer(f"{document.title} {document.code}") as path:
            return document.title, _written(document, path)

    def written(done: tuple[str, Path]) -> None:
        title, path = done
        if outward.open_file(path):
            services.notifier.toast(told)
        else:
            _print_from_here(services, paper, title, path.read_bytes())

    services.jobs.run(paper.job, work, written)


def _print_from_here(services: Services, paper: Paper, title: str, pdf: bytes) -> None:
    def again() -> None:
        _print_from_here(services, paper, title, pdf)

    def saved() -> None:
        save(services, paper, title, _("Where should the document go?"))

    # It opens PDF files, for which a window that opens has no time.
    from desktop import printing

    if not printing.ask(services, pdf, title, lambda _form: None):
        services.notifier.notice(
            _("No program on this computer shows PDF files."),
            _(
                "“{title}” is not printed: print it from here, or save it and print it elsewhere."
            ).format(title=title),
            Action(_("Print here…"), again),
            Action(_("Save as…"), saved),
        )


def save(services: Services, paper: Paper, name: str, question: str) -> bool:
    """Ask where and write a paper in the format of the name; False when the person went back."""
    path = ask(services, name, question)
    if path is not None:
        write(services, paper, path)
    return path is not None


def ask(services: Services, name: str, question: str) -> Path | None:
    """Ask where a paper of this name should go; None when the person went back."""
    suggested = Path(f"{files.safe_name(name)}.pdf")
    return services.asker.save_file(question, suggested, kinds())


def write(services: Services, paper: Paper, path: Path) -> None:
    """Make a paper and write it in the format of the name."""

    def work(_token: CancelToken, _progress: Progress) -> Path:
        return _written(_made(services, paper), path)

    def written(done: Path) -> None:
        services.notifier.toast(_("Written: {path}").format(path=done.name))

    services.jobs.run(paper.job, work, written)


def kinds() -> Patterns:
    """The formats that a paper can have."""
    return [
        (_("PDF document"), "*.pdf"),
        (_("Word document"), "*.docx"),
        (_("OpenDocument text"), "*.odt"),
    ]


def tables() -> Patterns:
    """The formats that a table can have."""
    return [
        (_("Workbook (Excel)"), "*.xlsx"),
        (_("Spreadsheet (LibreOffice)"), "*.ods"),
        (_("Table (CSV)"), "*.csv"),
    ]


@contextmanager
def for_viewer(name: str) -> Iterator[Path]:
    """Where a PDF file of this name is written that only this person may read.

    It is gone when the program ends. Raises `DiskFull` when it cannot be written.
    """
    path = Path(_kept().path()) / str(next(_numbers)) / f"{files.safe_name(name)}.pdf"
    try:
        path.parent.mkdir()
        yield path
    except OSError as error:
        raise DiskFull(
            _("The document could not be written for the PDF viewer."),
            _("Free some space on the disk and print again."),
            detail=str(error),
        ) from error


def _made(services: Services, paper: Paper) -> Document:
    with services.store.read() as connection, i18n.language(paper.language):
        return paper.make(connection, paper.language)


def _written(document: Document, path: Path) -> Path:
    from core.documents import render

    render.write(document, path)
    return path


@cache
def _kept() -> QTemporaryDir:
    folder = QTemporaryDir()
    # Kept here it is never destroyed, and so would not remove itself.
    atexit.register(folder.remove)
    return folder
