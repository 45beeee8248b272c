"""The sheet of an incident that is open: that of its scenario, with what is known written in."""

from dataclasses import replace
from datetime import date

from core.crisis import scenarios
from core.crisis.document.ground import ground
from core.crisis.document.sheet import drawn
from core.crisis.document.times import short_day
from core.crisis.model import Incident
from core.crisis.records import incidents as records
from core.crisis.records import scenarios as scenario_records
from core.crisis.scenario import Scenario
from core.crisis.scenarios import Offered
from core.days import clock_time
from core.documents.glyphs import shorten
from core.documents.model import Block, Document, Field, Fields
from core.errors import DocumentTrouble
from core.i18n import Language, _
from core.store import Connection

_MOST_TITLE = 40
"""Characters that stand on the line of the incident."""


def sheet_of(connection: Connection, language: Language, today: date, incident_id: int) -> Document:
    """The sheet of an incident or a drill in the current language, which is `language`: one page.

    Its steps are those that the incident was opened with, in the language they had then: that of
    the incident is the one to print it in. That of a drill says so across the page.
    Raises `DocumentTrouble` when there is none of that number.
    """
    incident = records.one(connection, incident_id)
    if incident is None:
        raise DocumentTrouble(_("There is no incident number {number}.").format(number=incident_id))
    offered = _offered(connection, scenarios.of_incident(connection, incident))
    blank = drawn(ground(connection, language, today), offered)
    return replace(
        blank,
        blocks=tuple(_filled(block, incident) for block in blank.blocks),
        watermark=_("DRILL") if incident.drill else "",
    )


def _offered(connection: Connection, scenario: Scenario) -> Offered:
    """With the number of changes that the town counts, while it still says the same."""
    kept = scenario_records.one(connection, scenario.id)
    return Offered(scenario, kept if kept and kept.scenario == scenario else None)


def _filled(block: Block, incident: Incident) -> Block:
    if not isinstance(block, Fields):
        return block
    known = {
        _("Incident"): shorten(incident.title, _MOST_TITLE),
        _("Date"): short_day(incident.opened_at),
        _("Start time"): clock_time(incident.opened_at),
    }
    return Fields(tuple(_with_value(one, known.get(one.label, "")) for one in block.fields))


def _with_value(field: Field, value: str) -> Field:
    return replace(field, value=value)
