"""Putting a sheet or a report on paper from the desk."""

from core import catalogue
from core.crisis.model import Incident
from core.documents.model import Document
from core.i18n import Language, _
from core.store import Connection
from desktop import exporting
from desktop.exporting import Paper
from desktop.services import Services

SHEET_JOB = "incident-sheet"


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
        Paper(SHEET_JOB, catalogue.language_of(incident.language), make),
        _("The sheet is open in the PDF viewer: print it from there."),
    )


JOB = "drill-report"


def show_report(services: Services, incident: Incident) -> None:
    """Open the report of an incident or a drill, in the language in which it was opened."""
    today = services.clock.today()

    def make(connection: Connection, language: Language) -> Document:
        from core.crisis.document.report import after_action

        return after_action(connection, language, today, incident.id)

    exporting.show(
        services,
        Paper(JOB, catalogue.language_of(incident.language), make),
        _("The report is open in the PDF viewer: print it from there."),
    )
