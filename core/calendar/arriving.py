"""What a file brings into the calendar: compared with what is there, and stored whole or not."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import TYPE_CHECKING

from core.calendar import records
from core.calendar.model import (
    TEXT_LIMIT,
    TITLE,
    CalendarItem,
    ItemState,
    Series,
    SeriesKind,
    dropped,
)
from core.errors import ImportTrouble, InvalidValue
from core.exchange.incoming import ImportProblem
from core.field_kinds import LINE
from core.i18n import _
from core.mentions.feeds.plain_text import opening
from core.numbers import number
from core.store import Connection, identity
from core.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST = 5000
"""Items of one file."""

_ADDRESS = 2000
"""Characters of a link."""
_NO_PAGE = re.compile(r"(?!https?://)[a-z][a-z0-9+.-]*:", re.I)
"""How an address begins that is of no page, such as one that would run something."""

_Moment = tuple[date | None, time | None, str]

_WHEN = frozenset({"title", "day", "hour"})
_DONE = (ItemState.PUBLISHED, ItemState.DROPPED)


@dataclass(frozen=True)
class Arrival:
    """An item on its way in; its `uid` is what the file calls it, also where that is our own."""

    line: int
    item: CalendarItem
    together: str = ""
    """What those that come by one rule have in common."""
    rule: str = ""
    cancelled: bool = False
    """The file says that it is not held."""


@dataclass(frozen=True)
class ArrivalPreview:
    """What storing a file would do. Of what changed, each as it is and as it would be."""

    new: tuple[Arrival, ...] = ()
    changed: tuple[tuple[CalendarItem, CalendarItem], ...] = ()
    same: tuple[CalendarItem, ...] = ()
    refused: tuple[ImportProblem, ...] = ()
    """What is left out or altered, a sentence each."""
    question: str = ""
    """To be answered before anything is stored: which comes first, day or month."""


@dataclass
class Arrivals:
    """What was read of a file."""

    items: list[Arrival] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    question: str = ""

    def take(self, arrival: Arrival) -> None:
        """One more, as much of it as fits. Raises `ImportTrouble` when they are too many."""
        fitting = _fitted(arrival.item)
        self.items.append(replace(arrival, item=fitting))
        refuse_many(len(self.items))
        title = arrival.item.title
        if fitting.link != arrival.item.link:
            self.refuse(arrival.line, title, _("its link is not a web page; it is left out."))
        if replace(fitting, link=arrival.item.link) != arrival.item:
            self.refuse(arrival.line, title, _("it is too long, and was shortened."))

    def refuse(self, line: int, title: str, why: str) -> None:
        """Say of a row what is wrong with it."""
        told = _("Line {line}, “{title}”: {why}") if title else _("Line {line}: {why}")
        self.problems.append(ImportProblem(line, told.format(line=line, title=title[:60], why=why)))


def _fitted(item: CalendarItem) -> CalendarItem:
    return replace(
        item,
        title=opening(item.title, TITLE - 1),
        place=opening(item.place, LINE - 1),
        link="" if _NO_PAGE.match(item.link) or len(item.link) > _ADDRESS else item.link,
        texts=tuple(replace(text, text=text.text[:TEXT_LIMIT]) for text in item.texts),
    )


def refuse_many(count: int) -> None:
    """Raise `ImportTrouble` when a file brings more than can be gone through."""
    if count > MOST:
        raise ImportTrouble(
            _("The file has more than {limit} items.").format(limit=number(MOST)),
            _("Split it and import the parts one by one."),
        )


def own_uid(token: str, item_id: int) -> str:
    """What other calendars call an item of a workspace: the same in every export, and no other."""
    return f"{token}-{item_id}@pregon"


class _There:
    """What is in the calendar, by how a file may mean it."""

    def __init__(self, connection: Connection) -> None:
        stored = {item.id: item for item in records.every(connection)}
        token = identity.of(connection).token
        self._uids = {own_uid(token, number): item for number, item in stored.items()}
        self._uids |= {
            uid: stored[item_id] for uid, item_id in records.known_uids(connection).items()
        }
        self._moments = {_moment(item): item for item in stored.values()}

    def find(self, arriving: CalendarItem) -> CalendarItem | None:
        named = self._uids.get(arriving.uid)
        if named is None or self.namesake(arriving):
            return self._moments.get(_moment(arriving))
        return named

    def namesake(self, arriving: CalendarItem) -> CalendarItem | None:
        """Something else, of another day and of other words, that a second calendar calls alike."""
        named = self._uids.get(arriving.uid)
        if named is None or not named.uid or not arriving.title or named.day == arriving.day:
            return None
        return None if _words(named) & _words(arriving) else named


def _words(item: CalendarItem) -> set[str]:
    return set(re.findall(r"\w{3,}", fold(item.title)))


def _moment(item: CalendarItem) -> _Moment:
    return item.day, item.hour, fold(item.title)


def look(connection: Connection, arrivals: Arrivals) -> ArrivalPreview:
    """Compare what arrives with what is there: by its name in other calendars, or else by day,
    hour and title. What was published or dropped stays as it is."""
    there = _There(connection)
    seen: set[str | _Moment] = set()
    series: dict[str, int] = {}
    new: list[Arrival] = []
    changed: list[tuple[CalendarItem, CalendarItem]] = []
    same: list[CalendarItem] = []
    for arrival in arrivals.items:
        item = arrival.item
        known = there.find(item)
        mark = item.uid or _moment(item)
        if mark in seen:
            _again(arrivals, arrival)
        elif known is None and arrival.cancelled:
            # One time alone of what repeats is in no list of what is left out.
            if arrival.rule or not arrival.together:
                told = _("it is cancelled there; it is left out.")
                arrivals.refuse(arrival.line, item.title, told)
        elif known is None:
            if other := there.namesake(item):
                told = _(
                    "“{title}”, from another calendar, has the same identifier;"
                    " this one is added beside it."
                )
                arrivals.refuse(arrival.line, item.title, told.format(title=other.title))
                arrival = replace(arrival, item=replace(item, uid=""))
            new.append(arrival)
        else:
            over = known if known.state in _DONE else dropped(known)
            after = over if arrival.cancelled else _after(known, item)
            if known.series_id is not None:
                series[arrival.together] = known.series_id
            if after == known:
                same.append(known)
            else:
                changed.append((known, after))
        seen.add(mark)
    joined = [
        replace(arrival, item=replace(arrival.item, series_id=series[arrival.together]))
        if arrival.together in series
        else arrival
        for arrival in new
    ]
    return ArrivalPreview(
        tuple(joined), tuple(changed), tuple(same), tuple(arrivals.problems), arrivals.question
    )


def _again(arrivals: Arrivals, arrival: Arrival) -> None:
    arrivals.refuse(
        arrival.line,
        arrival.item.title,
        _("it is in the file twice; only the first one counts."),
    )


def _after(known: CalendarItem, arriving: CalendarItem) -> CalendarItem:
    """As it would be: day, hour and title from the file, and what else the file says."""
    if known.state in _DONE:
        return known
    fields = ("channels", "use", "audiences", "owner_id", "place", "link")
    said = {name: value for name in fields if (value := getattr(arriving, name))}
    when = {name: getattr(arriving, name) for name in _WHEN}
    after = replace(known, **when, **said)
    if arriving.note and arriving.note not in known.note:
        # Who is not known here, or until when it lasts: nothing is taken away for that.
        after = replace(
            after,
            channels=tuple(dict.fromkeys((*known.channels, *arriving.channels))),
            audiences=tuple(dict.fromkeys((*known.audiences, *arriving.audiences))),
            note=f"{known.note}\n{arriving.note}".strip(),
        )
    there = {(text.language, text.text) for text in known.texts}
    for text in arriving.texts:
        if (text.language, text.text) not in there:
            after = after.with_text(text.channel_id, text.language, text.text)
    return after if after.day == known.day else replace(after, confirmed_on=None)


def store(db: "Database", preview: ArrivalPreview) -> None:
    """Store all of it inside the change that is open; what was refused stays out.

    Raises `InvalidValue` while a question waits for its answer.
    """
    if preview.question:
        raise InvalidValue(preview.question)
    made: dict[str, int] = {}
    for arrival in preview.new:
        item = arrival.item
        if arrival.together and item.series_id is None:
            if arrival.together not in made:
                series = Series(SeriesKind.IMPORTED, item.title, rule=arrival.rule)
                made[arrival.together] = records.add_series(db, series)
            item = replace(item, series_id=made[arrival.together])
        records.add(db, item)
    for _before, after in preview.changed:
        records.save(db, after)
