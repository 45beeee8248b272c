"""The report of a drill, handed to the program that shows PDF here; where none does, saved."""

from functools import cache
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from core import catalogue, files, i18n
from core.cancel import CancelToken
from core.crisis.model import Incident
from core.documents.model import Document
from core.errors import DiskFull
from core.i18n import _
from core.store import Store
from desktop.jobs import Progress
from desktop.services import Services

JOB = "drill-report"
_numbers = count(1)


def show_report(services: Services, incident: Incident) -> None:
    """Open the report of an incident or a drill, in the language in which it was opened."""
    if services.jobs.running(JOB):
        return

    def work(_token: CancelToken, _progress: Progress) -> Path:
        made = _report(services.store, incident)
        path = Path(_kept().path()) / str(next(_numbers)) / f"{_name(made)}.pdf"
        try:
            path.parent.mkdir()
        except OSError as error:
            raise DiskFull(
                _("The report could not be written for the PDF viewer."),
                _("Free some space on the disk and print again."),
                detail=str(error),
            ) from error
        return _written(made, path)

    def written(path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            services.notifier.toast(_("The report is open in the PDF viewer: print it from there."))
        else:
            save_report(services, incident)

    services.jobs.run(JOB, work, written)


def save_report(services: Services, incident: Incident) -> None:
    """Ask where and write the report, in the format that the name ends in."""
    kinds = [
        (_("PDF document"), "*.pdf"),
        (_("Word document"), "*.docx"),
        (_("OpenDocument text"), "*.odt"),
    ]
    name = files.safe_name(_("Report: {title}").format(title=incident.title))
    path = services.asker.save_file(
        _("Where should the report go?"), Path.home() / f"{name}.pdf", kinds
    )
    if path is None:
        return

    def work(_token: CancelToken, _progress: Progress) -> Path:
        return _written(_report(services.store, incident), path)

    def written(done: Path) -> None:
        services.notifier.toast(_("Written: {path}").format(path=done.name))

    services.jobs.run(JOB, work, written)


def _report(store: Store, incident: Incident) -> Document:
    from core.crisis.document.after_action import after_action

    language = catalogue.language(incident.language)
    with store.read() as connection, i18n.language(language):
        return after_action(connection, language, store.clock.today(), incident.id)


def _written(document: Document, path: Path) -> Path:
    from core.documents import render

    render.write(document, path)
    return path


def _name(document: Document) -> str:
    return files.safe_name(f"{document.title} {document.code}")


@cache
def _kept() -> QTemporaryDir:
    """A folder that only this person may read, gone when the program ends."""
    return QTemporaryDir()
