"""The calendar held from an incident: what comes of what is held is in its log."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.calendar import freezing, records
from core.calendar.model import CalendarItem, ItemState, dropped
from core.cancel import CancelToken
from core.crisis import desk as desks
from core.crisis import log
from core.crisis.incidents import checklist
from core.crisis.kinds import DoneBy
from core.crisis.log import Hand
from core.crisis.model import Incident, LogKind
from core.days import shown
from core.documents.glyphs import shorten
from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.store import Store, Topic

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.calendar.arriving import ArrivalPreview

_NOTE = 200
"""Characters of the note of a step that is ticked by itself."""
_NAMED = 20
"""Titles that an entry of the log repeats."""


def freeze(db: "Database", incident: Incident, why: str, hand: Hand) -> list[CalendarItem]:
    """Hold all that is to be published; one entry in the log, and the step that asks for it is
    ticked. Returns what was held now.

    Raises `InvalidValue` without a reason, in a drill, and where the incident is closed.
    """
    if incident.drill:
        raise InvalidValue(
            _("In a drill nothing in the calendar is held."), _("Tick the step by hand.")
        )
    checklist.require_open(incident, hand)
    held = freezing.freeze(db, why, hand.now.astimezone().date(), incident.id)
    log.write(db, incident.id, hand, LogKind.CALENDAR, partial(_held, held, why))
    desk = desks.load(db.conn, incident.id)
    by_hand = ", ".join(place.channel for place in freezing.elsewhere(db.conn))
    for step in desk.scenario.steps if desk else ():
        if desk and step.done_by is DoneBy.FREEZE and desk.tick(step) is None:
            told = log.told(db, incident.id, partial(_ticked, by_hand))
            checklist.tick(db, incident, step, hand, shorten(told, _NOTE))
    return held


def release(db: "Database", item_ids: Collection[int], hand: Hand) -> list[CalendarItem]:
    """Give back what is held of these, with an entry in the log of each incident that held any.

    Returns them as they are now: what is past is dropped.
    """
    before = {item.id: item.incident_id for item in records.held(db.conn)}
    released = freezing.release(db, item_ids, hand.now)
    _tell(db, [(before[item.id], item) for item in released], _released, hand)
    return released


def drop(db: "Database", item: CalendarItem, hand: Hand) -> None:
    """Give up one that is held, with an entry in the log of the incident that held it."""
    records.save(db, dropped(item))
    _tell(db, [(item.incident_id, item)], _given_up, hand)


def take(
    store: Store, preview: "ArrivalPreview", hand: Hand, token: CancelToken | None = None
) -> None:
    """Store what a file brings into the calendar, in one step of undo; with an entry in the log of
    each incident that held what the file cancels, and then nothing of it is undone.

    Raises as `arriving.store`, and `Cancelled`.
    """
    # Here: it reads files of other programs, which the page of the calendar seldom does.
    from core.calendar import arriving

    given_up = [
        (before.incident_id, before)
        for before, after in preview.changed
        if before.incident_id is not None and after.state is ItemState.DROPPED
    ]
    topics = (Topic.CALENDAR, Topic.CRISIS) if given_up else (Topic.CALENDAR,)
    with store.change(*topics, label=_("import a calendar"), undoable=not given_up) as db:
        arriving.store(db, preview)
        _tell(db, given_up, _given_up, hand)
        if token is not None:
            token.check()


def _tell(
    db: "Database",
    found: Iterable[tuple[int | None, CalendarItem]],
    words: Callable[[Sequence[CalendarItem]], str],
    hand: Hand,
) -> None:
    """In the log of each incident that held one of these."""
    by_incident: defaultdict[int, list[CalendarItem]] = defaultdict(list)
    for incident_id, item in found:
        if incident_id is not None:
            by_incident[incident_id].append(item)
    for incident_id, items in by_incident.items():
        log.write(db, incident_id, hand, LogKind.CALENDAR, partial(words, items))


def _held(items: Sequence[CalendarItem], why: str) -> str:
    if not items:
        return _("Calendar: there was nothing to come that could be held. {why}").format(why=why)
    told = ngettext(
        "Calendar: {count} item held, of {first}. {why}",
        "Calendar: {count} items held, from {first} to {last}. {why}",
        len(items),
    )
    first, last = items[0].day, items[-1].day
    return told.format(count=len(items), first=shown(first), last=shown(last), why=why)


def _ticked(by_hand: str) -> str:
    return _("In Pregón. By hand, where it was scheduled: {places}").format(places=by_hand or "–")


def _released(items: Sequence[CalendarItem]) -> str:
    late = [item for item in items if item.state is ItemState.DROPPED]
    back = [item for item in items if item.state is not ItemState.DROPPED]
    told = []
    if back:
        told.append(_("Calendar, released: {titles}.").format(titles=_titles(back)))
    if late:
        told.append(
            _("Dropped because their day has passed: {titles}.").format(titles=_titles(late))
        )
    return " ".join(told)


def _given_up(items: Sequence[CalendarItem]) -> str:
    return _("Calendar, no longer to be published: {titles}.").format(titles=_titles(items))


def _titles(items: Sequence[CalendarItem]) -> str:
    named = [f"{item.title[:60]} ({shown(item.day)})" for item in items[:_NAMED]]
    left = len(items) - len(named)
    more = [ngettext("and {count} more", "and {count} more", left).format(count=left)]
    return "; ".join(named + (more if left else []))
