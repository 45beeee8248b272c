"""The incidents and the drills of a year, in a line each; no names of people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.document import parts
from core.crisis.incidents import drill
from core.crisis.incidents.figures import figures
from core.crisis.model import Incident
from core.crisis.records import incidents
from core.documents.glyphs import titled
from core.documents.model import Align, Block, Cell, Column, Heading, Line, Para, Style, Table, cell
from core.documents.rich import Text, spoken
from core.i18n import _
from core.numbers import number
from core.plan.document.pieces import brief_day, said
from core.plan.labels import level_label
from core.reports.sources import source
from core.store import Connection


@dataclass(frozen=True)
class CrisisYear:
    """The desks of the incidents and of the drills that were opened in a year, oldest first."""

    incidents: tuple[Desk, ...]
    drills: tuple[Desk, ...]


def of_year(connection: Connection, start: date, end: date) -> CrisisYear:
    """Those opened from one day to another, both included."""

    def opened(incident: Incident) -> bool:
        return start <= incident.opened_at.astimezone().date() <= end

    there = sorted(
        filter(opened, incidents.everything(connection)), key=lambda one: (one.opened_at, one.id)
    )
    loaded = [desk for one in there if (desk := desks.load(connection, one.id)) is not None]
    return CrisisYear(
        tuple(desk for desk in loaded if not desk.incident.drill),
        tuple(desk for desk in loaded if desk.incident.drill),
    )


def chapter(year: CrisisYear) -> Iterator[Block]:
    """Two tables, or that there was nothing."""
    yield Heading(1, _("Incidents and drills"))
    if year.incidents:
        columns = (
            Column(_("Day"), 1.3),
            Column(_("Incident"), 3.2),
            # Translators: Column: how long the incident took.
            Column(_("Lasted"), 1.2, Align.END),
            Column(_("First notice after"), 1.4, Align.END),
            Column(_("Promised times kept"), 1.4, Align.END),
        )
        rows = tuple(map(_incident, year.incidents))
        yield Table(columns, rows, _("Incidents of the year"), row_header=True)
    else:
        yield Para(_("There is no record of an incident this year."))
    if year.drills:
        # Translators: a rehearsal of a crisis, and how it went.
        heads = (Column(_("Day"), 1.3), Column(_("Drill"), 5.0), Column(_("Score"), 2.2))
        rows = tuple(map(_drill, year.drills))
        yield Table(heads, rows, _("Drills of the year"), row_header=True)
    else:
        yield Para(_("There is no record of a drill this year."))
    if year.incidents or year.drills:
        yield source(_("logs of the incidents and drills"))


def _day(desk: Desk) -> Cell:
    return cell(brief_day(desk.incident.opened_at.astimezone().date()))


def _title(desk: Desk) -> Text:
    return spoken(titled(desk.incident.title), desk.incident.language)


def _incident(desk: Desk) -> tuple[Cell, ...]:
    known = figures(desk)
    first = known.to_first_line
    kept = _("{done} of {count}").format(done=number(known.kept), count=number(known.due))
    return (
        _day(desk),
        cell(_title(desk), Line(level_label(desk.incident.level), Style.MUTED)),
        said(_("still open") if known.lasted is None else parts.lapse(known.lasted)),
        said(None if first is None else parts.lapse(max(first, 0))),
        said(kept if known.due else None),
    )


def _drill(desk: Desk) -> tuple[Cell, ...]:
    score = drill.score(desk) if desk.scenario.drill is not None else None
    told = drill.figures(score) if score and score.of else _("not scored")
    return (_day(desk), cell(_title(desk)), cell(told))
