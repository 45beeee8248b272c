"""What goes out of an item, and where it went: corrected by whoever knows better than a click."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated

from core import fields
from core.calendar import records
from core.calendar.model import CalendarItem, Publication
from core.days import moment_at, weekday
from core.errors import InvalidValue
from core.exchange.outgoing import Outgoing
from core.field_kinds import Day, Hour, Line
from core.i18n import _

if TYPE_CHECKING:
    from sqlite_utils import Database


def outgoing(item: CalendarItem, where: str, languages: Sequence[str]) -> Outgoing:
    """What is copied and sent of it: its text in each language, and below when and where."""
    texts = [item.text(None, language) for language in languages]
    text = "\n\n".join(filter(None, texts)) or item.any_text(languages)
    day = weekday(item.day) if item.day else ""
    hour = f"{item.hour:%H:%M}" if item.hour else ""
    return Outgoing(item.title, text, " · ".join(filter(None, (day, hour, where))), item.link)


@dataclass(frozen=True)
class PublicationFacts:
    """What is said of one, by the clock of the person."""

    day: Annotated[date, Day(lambda: _("Went out on"), required=True)]
    # Translators: Field: the time at which it went out.
    hour: Annotated[time | None, Hour(lambda: _("At"), beside=True)]
    who: Annotated[str, Line(lambda: _("Published by"))]
    address: Annotated[
        str, Line(lambda: _("Its address"), lambda: _("Where it can be read."), limit=2000)
    ]


def facts(publication: Publication) -> PublicationFacts:
    """What a form shows of it."""
    moment = publication.published_at.astimezone()
    hour = moment.time().replace(second=0, microsecond=0)
    return PublicationFacts(moment.date(), hour, publication.who, publication.address)


def correct(db: "Database", publication_id: int, said: PublicationFacts, now: datetime) -> None:
    """Keep what is said now. Raises `InvalidValue` without an hour, and for what is to come."""
    known = records.publication(db.conn, publication_id)
    if known is None:
        return
    tidy = fields.checked(said)
    if tidy.hour is None:
        raise InvalidValue(_("Type the time."), _("Until then the previous one stays."))
    moment = moment_at(tidy.day, tidy.hour).astimezone(UTC)
    if moment > now:
        raise InvalidValue(
            _("That time is still to come."), _("Until then the previous one stays.")
        )
    if (tidy.day, tidy.hour) == (facts(known).day, facts(known).hour):
        moment = known.published_at
    records.correct(db, replace(known, published_at=moment, who=tidy.who, address=tidy.address))
