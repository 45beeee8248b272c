"""The head of every document of the town, and its form to fill in by hand."""

from dataclasses import replace
from datetime import date

from core.documents.model import BlankRows, Column, Document, Field, Fields, Layout, Para
from core.i18n import Language, _
from core.store import Connection
from core.town import records
from core.town.model import Town

ROWS = 17


def headed(town: Town, crest: bytes | None, language: Language, today: date) -> Document:
    """A document of this town and day, to be given code, title and blocks by `replace`."""
    return Document(
        code="",
        title="",
        subtitle="",
        owner=town.body,
        language=language,
        date=today,
        version=1,
        blocks=(),
        crest=crest,
        crest_alt=_("Crest of {town}").format(town=town.name),
    )


def of_town(connection: Connection, language: Language, today: date) -> Document:
    """The same, of the town of a workspace."""
    return headed(records.load(connection), records.crest(connection), language, today)


def activity_log(connection: Connection, language: Language, today: date) -> Document:
    """A blank log of what was done in an incident, after form ICS 214."""
    return replace(
        of_town(connection, language, today),
        code="REG-01",
        title=_("Crisis log"),
        subtitle=_("Who did what, and when"),
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
                    # Translators: Column: who was told.
                    Column(_("Told to"), 1.4),
                    Column(_("Done"), 0.6, tick=True),
                ),
                ROWS,
                11.0,
            ),
            Fields(
                (
                    Field(_("Closing: the last notice"), 2.6),
                    Field(_("Time"), 0.7),
                    Field(_("Review within five working days"), 1.8),
                )
            ),
        ),
        layout=Layout.SHEET,
        one_page=True,
    )
