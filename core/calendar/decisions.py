"""What the electoral guard asks of an item, and what a person decides of it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.calendar import guard, records
from core.calendar.elections import periods_for
from core.calendar.guard import Judgement
from core.calendar.model import CalendarItem, Decided, ElectoralDecision, ItemState
from core.errors import InvalidValue
from core.i18n import _
from core.plan.electoral import ElectoralPeriod
from core.town import records as town_records

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.store import Connection


def questions(connection: "Connection", items: Iterable[CalendarItem]) -> dict[int, Judgement]:
    """By its id, what is asked of each item that is to come and was not decided as it reads now."""
    there = [item for item in items if item.to_come and item.day is not None]
    days = [item.day for item in there if item.day is not None]
    if not days:
        return {}
    start, end = min(days), max(days)
    under_way = periods_for(connection, start, end)
    if not under_way:
        return {}
    decided = {
        (made.item_id, made.day, made.text_digest)
        for made in records.decisions(connection, start, end)
        if made.decision is Decided.PUBLISHED
    }
    town = town_records.load(connection)
    found = {}
    for item in there:
        binding = [period for period in under_way if item.day and period.holds(item.day)]
        if not binding or (item.id, item.day, digest(item)) in decided:
            continue
        judgement = guard.judged(item.said, binding, town)
        # An idea without a text is only named, for who writes it: that says nothing yet.
        unsaid = item.state is ItemState.IDEA and not item.texts and not judgement.clear
        if judgement.flag and not unsaid:
            found[item.id] = judgement
    return found


def decide(
    db: "Database",
    item: CalendarItem,
    judgement: Judgement,
    decision: Decided,
    *,
    who: str,
    now: datetime,
    because: str = "",
) -> int:
    """Keep what was decided; nothing of it is ever changed. Raises `InvalidValue` without a reason
    for what is published as it is."""
    if item.day is None:
        raise InvalidValue(
            _("An item without a day is in no electoral period."), _("Give it a day first.")
        )
    if decision is Decided.PUBLISHED and not because.strip():
        raise InvalidValue(_("Write why it may be published as it is: it is kept with your name."))
    return records.add_decision(
        db,
        ElectoralDecision(
            item.title,
            item.day,
            decision,
            "\n".join(map(str, judgement.reasons)),
            digest(item),
            now,
            item_id=item.id,
            because=because.strip(),
            who=who,
        ),
    )


def digest(item: CalendarItem) -> str:
    """Of all that would be read of an item: another text is another question."""
    return hashlib.sha256(item.said.encode()).hexdigest()


def after_vote(periods: Sequence[ElectoralPeriod], day: date) -> date:
    """The first day from this one on that no election binds."""
    while binding := [period for period in periods if period.holds(day)]:
        day = max(period.voted_on for period in binding)
        day = date.fromordinal(day.toordinal() + 1)
    return day
