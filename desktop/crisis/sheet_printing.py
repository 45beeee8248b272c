"""The sheet of an open incident, handed to the program that shows PDF here: printed from there."""

from core import catalogue
from core.crisis.model import Incident
from core.documents.model import Document
from core.i18n import Language, _
from core.store import Connection
from desktop import exporting
from desktop.exporting import Paper
from desktop.services import Services

JOB = "incident-sheet"


def print_sheet(services: Services, incident: Incident) -> None:
    """Open the sheet with what is known filled in.

    It speaks the language in which the incident was opened: its steps do.
    """
    today = services.clock.today()

    def make(connection: Connection, language: Language) -> Document:
        from core.crisis.document.sheet import sheet_of

        return sheet_of(connection, language, today, incident.id)

    exporting.show(
        services,
        Paper(JOB, catalogue.language_of(incident.language), make),
        _("The sheet is open in the PDF viewer: print it from there."),
    )
