"""What a person does with a document: print it, save it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from core import catalogue, files
from core.calendar.document.month import on_a3
from core.cancel import CancelToken
from core.days import long_day
from core.documents.model import Document, Layout, Sheet
from core.documents.records import PAPER
from core.documents.rich import plain
from core.documents.wall import Wall
from core.errors import AppError, DiskFull
from core.exchange.outgoing import Outgoing
from core.i18n import _
from desktop import exporting, outward, printing
from desktop.asker import Patterns
from desktop.documents.paper import Made
from desktop.jobs import Progress
from desktop.notifier import Action
from desktop.services import Services


def formats() -> dict[str, str]:
    """Names of the file types, by suffix."""
    return {
        ".pdf": _("PDF"),
        ".docx": _("Word (DOCX)"),
        ".odt": _("LibreOffice (ODT)"),
    }


def on_a3_label() -> str:
    """Name of the PDF that is as much larger as the paper is."""
    return _("PDF on A3")


def is_for_wall(made: Made) -> bool:
    """Whether it is read from afar, and so goes to A3 as well."""
    return any(isinstance(block, Wall) for block in made.document.blocks)


def print_in_viewer(services: Services, made: Made) -> None:
    """Hand the PDF to the program that shows PDF here; where there is none, print from here."""
    try:
        with exporting.for_viewer(_file_name(made.document)) as path:
            path.write_bytes(made.pdf)
    except DiskFull as error:
        services.notifier.error(error)
        return
    if outward.open_file(path):
        _remember(services, made, PAPER)
        services.notifier.toast(_("The document is open in the PDF viewer: print it from there."))
    else:
        print_directly(services, made)


def print_directly(services: Services, made: Made) -> None:
    """Ask for a printer and print from here; it is remembered when the last page is out."""
    printing.ask(services, made.pdf, made.document.title, partial(_remember, services, made))


def outgoing(made: Made) -> Outgoing:
    """What is said of a paper; the paper itself is a file."""
    paper = made.document
    owner = f"{paper.owner} · {long_day(paper.date)}"
    return Outgoing(paper.title, plain(paper.subtitle), owner)


def begin_mail(services: Services, made: Made) -> None:
    """Save the PDF and show its folder: no e-mail takes a file along from another program."""

    def saved(path: Path) -> None:
        outward.open_folder_of(path)
        attached = _("Attached: {name}").format(name=path.name)
        told = _("The e-mail is begun. Attach “{name}”: its folder is open.").format(name=path.name)
        outward.begin_mail(services.notifier, replace(outgoing(made), text=attached), told)

    save_as(services, made, ".pdf", saved)


def save_as(
    services: Services,
    made: Made,
    suffix: str,
    done: Callable[[Path], None] | None = None,
    *,
    a3: bool = False,
) -> None:
    """Ask where, write the document in the background and remember it; say so, or what `done`
    says. On `a3` it is as much larger as the paper is."""
    name = f"{_file_name(made.document)} A3" if a3 else _file_name(made.document)
    path = services.asker.save_file(
        _("Save as {format}").format(format=on_a3_label() if a3 else formats()[suffix]),
        Path(f"{name}{suffix}"),
        _type(suffix),
    )
    if path is None:
        return
    entry_id, language = made.entry_id, made.document.language

    def work(_token: CancelToken, _progress: Progress) -> Path:
        catalogue.print_to(services.store, entry_id, language, path, on_a3 if a3 else None)
        return path

    services.jobs.run("save document", work, done or partial(_saved, services, made))


def _saved(services: Services, made: Made, path: Path) -> None:
    told = _("Saved as “{name}” in {folder}.").format(name=path.name, folder=path.parent)
    if _is_to_work_with(made.document) and path.suffix.lower() != ".pdf":
        more = _("To print it, use the PDF: its letters are larger and it keeps its pages.")
        told = f"{told} {more}"
    services.notifier.toast(
        told,
        Action(_("Open folder"), lambda: outward.open_folder_of(path)),
    )


def _is_to_work_with(document: Document) -> bool:
    """Whether its pages are made for the hand: a sheet, or the notebook that binds them."""
    bound = any(isinstance(block, Sheet) for block in document.blocks)
    return document.layout is Layout.SHEET or bound


def say_printed(services: Services, made: Made) -> None:
    """The person printed the file that was saved last, somewhere else."""
    try:
        catalogue.printed_elsewhere(services.store, made.entry_id, made.document.language)
    except AppError as error:
        services.notifier.error(error)
        return
    services.notifier.toast(
        _("Noted as printed: “{name}”.").format(name=made.document.title),
        Action(_("Undo"), partial(_say_unprinted, services, made)),
    )


def _say_unprinted(services: Services, made: Made) -> None:
    try:
        catalogue.not_printed(services.store, made.entry_id, made.document.language)
    except AppError as error:
        services.notifier.error(error)


def _remember(services: Services, made: Made, form: str) -> None:
    try:
        catalogue.remember(services.store, made.entry_id, made.document, form)
    except AppError as error:
        services.notifier.error(error)


def _file_name(document: Document) -> str:
    """`Who to call v2`, with nothing that Windows forbids in names; the pocket fold, which has the
    title of the roster, says that it is one."""
    pocket = document.layout is Layout.POCKET
    name = f"{document.title} - {plain(document.subtitle)}" if pocket else document.title
    return f"{files.safe_name(name)} v{document.version}"


def _type(suffix: str) -> Patterns:
    return [(formats()[suffix], f"*{suffix}")]
