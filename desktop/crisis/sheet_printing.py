"""The sheet of an open incident, handed to the program that shows PDF here: printed from there."""

from functools import cache
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from core import catalogue, files, i18n
from core.cancel import CancelToken
from core.crisis.model import Incident
from core.errors import DiskFull
from core.i18n import _
from desktop.jobs import Progress
from desktop.services import Services

JOB = "incident-sheet"
_numbers = count(1)


def print_sheet(services: Services, incident: Incident) -> None:
    """Open the sheet with what is known filled in; where nothing shows PDF, in Documents.

    It speaks the language in which the incident was opened: its steps do.
    """
    if services.jobs.running(JOB):
        return
    store, language = services.store, catalogue.language(incident.language)

    def work(_token: CancelToken, _progress: Progress) -> Path:
        from core.crisis.document.incident_sheet import sheet_of
        from core.documents import render

        with store.read() as connection, i18n.language(language):
            made = sheet_of(connection, language, store.clock.today(), incident.id)
        path = _private() / str(next(_numbers)) / f"{files.safe_name(made.title)}.pdf"
        try:
            path.parent.mkdir()
        except OSError as error:
            raise DiskFull(
                _("The sheet could not be written for the PDF viewer."),
                _("Free some space on the disk and print again."),
                detail=str(error),
            ) from error
        render.write(made, path)
        return path

    def written(path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            services.notifier.toast(_("The sheet is open in the PDF viewer: print it from there."))
        else:
            services.go("documents", catalogue.sheet_id(incident.scenario))

    services.jobs.run(JOB, work, written)


@cache
def _kept() -> QTemporaryDir:
    return QTemporaryDir()


def _private() -> Path:
    """A folder that only this person may read, gone when the program ends."""
    return Path(_kept().path())
