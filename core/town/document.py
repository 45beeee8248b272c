"""Forms of the town to fill in by hand."""

from datetime import date

from core.documents.model import BlankRows, Column, Document, Field, Fields, Layout, Para
from core.i18n import Language, _
from core.store import Connection
from core.town import records

ROWS = 16


def activity_log(connection: Connection, language: Language, today: date) -> Document:
    """A blank log of what was done in an incident, after form ICS 214."""
    town = records.load(connection)
    return Document(
        code="REG-01",
        title=_("Activity log"),
        subtitle=_("Who did what, and when"),
        owner=town.body,
        language=language,
        date=today,
        version=1,
        blocks=(
            Fields(
                (
                    Field(_("Incident"), 2.4),
                    Field(_("Date"), 1.0),
                    Field(_("Filled in by"), 1.6),
                    Field(_("Sheet"), 0.7),
                )
            ),
            Para(
                _(
                    "One line for each fact, call or decision, when it happens. Do not erase: cross"
                    " out with one line and write again below."
                )
            ),
            BlankRows(
                (
                    Column(_("Time"), 0.7),
                    Column(_("Who"), 1.4),
                    Column(_("What happened, or what was decided"), 4.2),
                    Column(_("Told to"), 1.4),
                    Column(_("Done"), 0.6, tick=True),
                ),
                ROWS,
                11.0,
            ),
        ),
        layout=Layout.SHEET,
        crest=records.crest(connection),
        crest_alt=_("Crest of {town}").format(town=town.name),
        one_page=True,
    )
