"""What a day is besides what is published on it: holidays, elections, known days, Pregón's own."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import resources
from core import i18n
from core.calendar.elections import periods_for
from core.i18n import _, ngettext
from core.plan.electoral import ElectoralPeriod
from core.plan.measurements import readings
from core.plan.model import Plan
from core.plan.rules.protocol import REHEARSAL_HOLDS
from core.roster.model import STALE_DAYS, Contact
from core.text import fold
from core.town import fiestas, records
from core.town.fiestas import Fiesta

if TYPE_CHECKING:
    from core.store import Connection

REGIONS = (
    ("andaluc", "AN"), ("aragon", "AR"), ("asturias", "AS"), ("balear", "IB"), ("canarias", "CN"),
    ("cantabria", "CB"), ("mancha", "CM"), ("castilla y leon", "CL"), ("catal", "CT"),
    ("ceuta", "CE"), ("extremadura", "EX"), ("galicia", "GA"), ("madrid", "MD"), ("melilla", "ML"),
    ("murcia", "MC"), ("navarra", "NC"), ("vasco", "PV"), ("euskadi", "PV"), ("rioja", "RI"),
    ("valencia", "VC"),
)  # fmt: skip
"""What the name of a region has in it, and its code (ISO 3166-2:ES)."""

ALL_SPAIN = "ES"

_CHECKED = 2026
"""The last year of which the holidays were compared with what was published."""

_LANGUAGES = ("es", "en")
"""In which such days have names."""


class NoteKind(StrEnum):
    """What is said of a day, the weightiest first."""

    HOLIDAY = "holiday"
    FIESTA = "fiesta"
    ELECTION = "election"
    OWN = "own"
    """Something is due in Pregón."""
    AWARENESS = "awareness"
    """A suggestion, and not verified."""


@dataclass(frozen=True)
class DayNote:
    """Something that is known of a day."""

    day: date
    kind: NoteKind
    text: str
    body: str = ""
    """Who proclaims it."""

    @property
    def free(self) -> bool:
        """Whether people do not work on it."""
        return self.kind in (NoteKind.HOLIDAY, NoteKind.FIESTA)


def day_notes(
    connection: "Connection", start: date, end: date, own: Iterable[DayNote] = ()
) -> dict[date, list[DayNote]]:
    """What is known of the days from `start` to `end`, of each the weightiest first.

    `own` are the dates of Pregón itself (`own_dates`).
    """
    found = [
        *holiday_notes(records.load(connection).region, start, end),
        *fiesta_notes(fiestas.load(connection), start, end),
        *_electoral(periods_for(connection, start, end)),
        *own,
        *awareness_notes(start, end),
    ]
    by_day: dict[date, list[DayNote]] = {}
    for note in sorted(found, key=lambda note: note.day):
        if start <= note.day <= end:
            by_day.setdefault(note.day, []).append(note)
    return by_day


def holiday_notes(region: str, start: date, end: date) -> Iterator[DayNote]:
    """Holidays of Spain and of a region; of one that is not known, Spain's only."""
    code, language = _subdivision(region) or ALL_SPAIN, _language()
    for row in _table("holidays"):
        day = date.fromisoformat(row["day"])
        if start <= day <= end and code in row["regions"].split():
            yield DayNote(day, NoteKind.HOLIDAY, row[language])


def holiday_doubt(region: str, end: date) -> str:
    """What to beware of in the holidays up to a day, or nothing."""
    if missing := holidays_missing(region, end):
        return missing
    if end.year > _CHECKED:
        return _(
            "The holidays of {year} are computed: compare them with those that the region decrees."
        ).format(year=end.year)
    return ""


def holidays_missing(region: str, *days: date) -> str:
    """Of which holidays nothing is known in the years of these days, or nothing."""
    years = {row["day"][:4] for row in _table("holidays")}
    for day in days:
        if f"{day.year:04}" not in years:
            return _("The holidays of {year} are not known.").format(year=day.year)
    if not region:
        return _("The town’s region is not given: only holidays for all Spain are shown.")
    if _subdivision(region) is None:
        return _(
            "The holidays of “{region}” are not known: only those for all Spain are shown."
        ).format(region=region)
    return ""


def fiesta_notes(known: Sequence[Fiesta], start: date, end: date) -> Iterator[DayNote]:
    """The town's own holidays."""
    for year in range(start.year, end.year + 1):
        for fiesta in known:
            day = fiesta.of(year)
            if day is not None and start <= day <= end:
                yield DayNote(day, NoteKind.FIESTA, fiesta.name or _("Local fiesta"))


def awareness_notes(start: date, end: date) -> Iterator[DayNote]:
    """Days that the world has proclaimed for something. Nobody has verified them."""
    language = _language()
    for year in range(start.year, end.year + 1):
        for row in _table("awareness-days"):
            day = date.fromisoformat(f"{year:04}-{row['day']}")
            if start <= day <= end:
                yield DayNote(day, NoteKind.AWARENESS, row[language], row[f"body_{language}"])


def awareness_doubt() -> str:
    """What to say wherever awareness days are shown."""
    return _("Awareness days are suggestions and not verified: look them up before you publish.")


def own_dates(
    plan: Plan, contacts: Iterable[Contact], last_drill: date | None, today: date
) -> Iterator[DayNote]:
    """What is due in Pregón on which day: measurements, contacts to check, a drill, the plan."""
    for day, group in groupby(readings.expected(plan, today), key=lambda due: due.since):
        yield DayNote(day, NoteKind.OWN, readings.measure(list(group)))
    for version in plan.versions:
        if version.approved_on is not None:
            yield DayNote(version.approved_on, NoteKind.OWN, _("The plan is approved"))
    if plan.charter.end_on is not None:
        yield DayNote(plan.charter.end_on, NoteKind.OWN, _("Last day of the plan"))
    if last_drill is not None:
        drill = _("Do a drill, before this day")
        yield DayNote(last_drill + REHEARSAL_HOLDS, NoteKind.OWN, drill)
    due = (
        contact.verified_on + timedelta(days=STALE_DAYS + 1)
        for contact in contacts
        if contact.verified_on and not contact.suggested
    )
    # On the Monday of each week: one by one they would fill the days.
    for monday, count in sorted(Counter(day - timedelta(day.weekday()) for day in due).items()):
        told = ngettext("Verify one contact", "Verify {count} contacts", count).format(count=count)
        yield DayNote(monday, NoteKind.OWN, told)


def _electoral(periods: Iterable[ElectoralPeriod]) -> Iterator[DayNote]:
    for period in periods:
        for day, told in (
            (period.called_on, _("Elections called: {election}")),
            (period.voted_on, _("Vote: {election}")),
        ):
            yield DayNote(day, NoteKind.ELECTION, told.format(election=period.name))


def _subdivision(region: str) -> str | None:
    return next((code for part, code in REGIONS if part in fold(region)), None)


def _language() -> str:
    return i18n.current() if i18n.current() in _LANGUAGES else _LANGUAGES[0]


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with resources.path("data", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
