"""Calendars of other programs, in and out, as iCalendar (RFC 5545).

Out: hours of the town's clock with their zone, and a name for each item that stays the same. In:
events one by one, so that a broken one costs itself alone; hours of other zones on the town's
clock; what comes again and again for a year at most.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from core.calendar import arriving, repeats
from core.calendar.arriving import Arrival, Arrivals
from core.calendar.model import CalendarItem, ItemState, ItemText
from core.calendar.repeats import Moment, day_of, hour_of, instant
from core.days import YEARS, shown
from core.errors import ImportTrouble
from core.exchange import incoming
from core.i18n import _
from core.mentions.feeds.plain_text import text_of
from core.plan.kinds import UseName
from core.plan.labels import use_label
from core.text import clean, fold
from core.town.model import Town

if TYPE_CHECKING:
    import icalendar

_STATUS = {
    ItemState.IDEA: "TENTATIVE",
    ItemState.HELD: "TENTATIVE",
    ItemState.DROPPED: "CANCELLED",
}
_TOLD = (ItemState.PLANNED, ItemState.READY)
"""At their hour the other program tells."""
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError)
"""What the library ends in where an event is none; at last, where a zone is a folder of it."""
_CANCELS = re.compile(r"^METHOD:CANCEL\s*$", re.I | re.M)
_LINE_END = re.compile(r"\r\n?|\n")


def zone_of(town: Town) -> ZoneInfo:
    """The zone of the town's clock."""
    return ZoneInfo("Atlantic/Canary" if fold(town.region) == "canarias" else "Europe/Madrid")


def written(items: Iterable[tuple[str, CalendarItem]], town: Town, now: datetime) -> bytes:
    """A calendar with those that have a day, each with what other calendars are to call it."""
    from icalendar import Calendar, Timezone

    made = Calendar()
    made.add("prodid", "-//Pregón//ES")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", town.body)
    zone = zone_of(town)
    made.add_component(Timezone.from_ical(_changes(zone)))
    for uid, item in items:
        if item.day is not None:
            made.add_component(_event(uid, item, item.day, town, now, zone))
    data: bytes = made.to_ical()
    return data


def _changes(zone: ZoneInfo) -> str:
    """When a zone of Spain changes its hour: all of them together, at one in the morning of UTC.

    As a rule, which every program reads; the lists that the library makes are not read by all.
    """
    winter = 0 if zone.key == "Atlantic/Canary" else 1
    return "\r\n".join(
        (
            "BEGIN:VTIMEZONE",
            f"TZID:{zone.key}",
            "BEGIN:DAYLIGHT",
            f"TZOFFSETFROM:+0{winter}00",
            f"TZOFFSETTO:+0{winter + 1}00",
            f"DTSTART:19960331T0{winter + 1}0000",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            f"TZOFFSETFROM:+0{winter + 1}00",
            f"TZOFFSETTO:+0{winter}00",
            f"DTSTART:19961027T0{winter + 2}0000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "END:STANDARD",
            "END:VTIMEZONE",
            "",
        )
    )


def _event(
    uid: str, item: CalendarItem, day: date, town: Town, now: datetime, zone: ZoneInfo
) -> "icalendar.Event":
    from icalendar import Alarm, Event

    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", now)
    made.add("dtstart", datetime.combine(day, item.hour, zone) if item.hour else day)
    made.add("summary", item.title)
    made.add("status", _STATUS.get(item.state, "CONFIRMED"))
    for name, value in (
        ("description", item.any_text(town.languages)),
        ("location", item.place),
        ("url", item.link),
        ("categories", [use_label(item.use)] if item.use else None),
    ):
        if value:
            made.add(name, value)
    if item.hour and item.state in _TOLD:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", item.title)
        alarm.add("trigger", timedelta())
        made.add_component(alarm)
    return made


def read(data: bytes, town: Town, today: date) -> Arrivals:
    """The events of a calendar as ideas for the town. Raises `ImportTrouble`."""
    text, _encoding = incoming.decode(data)
    incoming.refuse_long(text.count("\n"))
    reader = _IcsReader(town, today, cancels=bool(_CANCELS.search(text)))
    masters: dict[str, list[_Event]] = {}
    for line, lines in _blocks(_LINE_END.split(text.replace("\0", ""))):
        if event := reader.parsed(line, lines):
            masters.setdefault(event.uid or f" {line}", []).append(event)
    if not reader.events:
        raise ImportTrouble(
            _("The calendar has no events."), _("Export it again from the program it comes from.")
        )
    for events in masters.values():
        reader.take(events)
    return reader.arrivals


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each event, without its alarms, and the line on which it begins.

    One that does not end is over where the next begins.
    """
    start, inner = 0, ""
    kept: list[str] = []
    for number, line in enumerate(lines, 1):
        word = line.strip().upper()
        if word == "BEGIN:VEVENT" or (word == "END:VEVENT" and start):
            if start:
                yield start, kept
            start, kept, inner = (number if word.startswith("BEGIN") else 0), [], ""
        elif not start:
            continue
        elif word.startswith("BEGIN:") and not inner:
            inner = word.removeprefix("BEGIN:")
        elif inner:
            inner = "" if word == f"END:{inner}" else inner
        else:
            kept.append(line)
    if start:
        yield start, kept


class _Event:
    """One event as the file has it."""

    def __init__(self, line: int, parts: "icalendar.Component", *, cancels: bool) -> None:
        """`cancels` where all of its file does."""
        self.line = line
        self.parts = parts
        self.uid = clean(self.text("UID"))
        self.title = clean(text_of(self.text("SUMMARY")))
        self.start = self.moment("DTSTART")
        self.instead_of = self.moment("RECURRENCE-ID")
        self.cancelled = cancels or fold(self.text("STATUS")) == "cancelled"

    def text(self, name: str) -> str:
        """What is written under a name, the first time."""
        found = self._first(name)
        return found if isinstance(found, str) else ""

    def moment(self, name: str) -> Moment | None:
        """The day or the moment under a name; None where it is none of a calendar."""
        found = getattr(self._first(name), "dt", None)
        return found if isinstance(found, date) and found.year in YEARS else None

    def moments(self, name: str) -> list[Moment]:
        """All that are listed under a name; of a stretch, when it begins."""
        listed = [part.dt for found in self._all(name) for part in getattr(found, "dts", ())]
        moments = (part[0] if isinstance(part, tuple) else part for part in listed)
        return [day for day in moments if isinstance(day, date) and day.year in YEARS]

    def categories(self) -> list[str]:
        """What it is filed under."""
        return [
            str(name) for found in self._all("CATEGORIES") for name in getattr(found, "cats", ())
        ]

    def rule(self) -> Any:
        """How it comes again, or None."""
        found = self._first("RRULE")
        return found if isinstance(found, dict) else None

    def foreign_zone(self) -> str:
        """The zone of its hour, where nobody knows it."""
        start = self.start
        named = getattr(self._first("DTSTART"), "params", {}).get("TZID", "")
        plain = isinstance(start, datetime) and start.tzinfo is None
        return str(named) if plain else ""

    def _all(self, name: str) -> list[Any]:
        """What stands under a name, but what is broken."""
        from icalendar.prop import vBroken

        found = self.parts.get(name)
        listed = found if isinstance(found, list) else [found]
        return [part for part in listed if not isinstance(part, vBroken | None)]

    def _first(self, name: str) -> Any:
        return next(iter(self._all(name)), None)


class _IcsReader:
    """Makes items of events, and says what is wrong with them."""

    def __init__(self, town: Town, today: date, *, cancels: bool) -> None:
        self._cancels = cancels
        self.arrivals = Arrivals()
        self.events = 0
        self._zone = zone_of(town)
        self._language = town.languages[0]
        self._today = today
        self._uses = {fold(use_label(use)): use for use in UseName}

    def parsed(self, line: int, lines: Sequence[str]) -> _Event | None:
        """The event of these lines, or None where it cannot be one."""
        from icalendar import Event

        self.events += 1
        arriving.refuse_many(self.events)
        whole = "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))
        try:
            event = _Event(line, Event.from_ical(whole), cancels=self._cancels)
        except _BROKEN:
            self.arrivals.refuse(line, "", _("this event cannot be read."))
            return None
        why = self._refusal(event)
        if why:
            self.arrivals.refuse(line, event.title, why)
            return None
        if event.parts.errors:
            self._say(event, _("one of its lines cannot be read and was left out."))
        return event

    def _refusal(self, event: _Event) -> str:
        if not event.title and not event.cancelled:
            return _("it has no title.")
        if event.start is None:
            return _("its day or its time does not exist.")
        return ""

    def _say(self, event: _Event, what: str) -> None:
        self.arrivals.refuse(event.line, event.title, what)

    def take(self, events: Sequence[_Event]) -> None:
        """What is called by one name: an event, and what was changed of its repetitions."""
        changed = [event for event in events if event.instead_of is not None]
        without = {instant(event.instead_of) for event in changed if event.instead_of}
        for event in events:
            if event.instead_of is None and event.start is not None:
                self._take_all(event, event.start, without)
        for event in changed:
            then = self._local(event.start) if event.start else None
            if then and day_of(then) >= self._today and event.instead_of:
                name = _named(event.uid, event.instead_of)
                self._arrive(event, then, name, together=event.uid)

    def _take_all(self, event: _Event, start: Moment, without: set[Moment]) -> None:
        if zone := event.foreign_zone():
            self._say(
                event,
                _("its time zone, {zone}, is not known; its time is taken as the town’s.").format(
                    zone=zone
                ),
            )
        rule, more = event.rule(), event.moments("RDATE")
        if rule is None and not more:
            self._arrive(event, self._local(start), event.uid)
            return
        try:
            days = repeats.days(start, rule, more, self._today)
        except repeats.Unreadable:
            self._say(event, _("how it repeats cannot be read: it is entered once."))
            self._arrive(event, self._local(start), event.uid)
            return
        without = without | {instant(moment) for moment in event.moments("EXDATE")}
        left = [day for day in days if instant(day) not in without]
        if not left:
            self._say(event, _("it does not repeat on any day from today on."))
        elif rule and repeats.endless(rule):
            last = shown(day_of(self._local(left[-1])))
            self._say(
                event, _("it repeats without end; it is entered until {day}.").format(day=last)
            )
        for day in left:
            self._arrive(
                event,
                self._local(day),
                _named(event.uid, day),
                together=event.uid or f" {event.line}",
                rule=rule.to_ical().decode() if rule else "",
            )

    def _local(self, moment: Moment) -> Moment:
        """As the town's clock shows it."""
        return repeats.seen_from(moment, self._zone)

    def _arrive(
        self, event: _Event, then: Moment, uid: str, together: str = "", rule: str = ""
    ) -> None:
        text = text_of(event.text("DESCRIPTION"))
        place = clean(text_of(event.text("LOCATION")))
        uses = (self._uses.get(fold(name)) for name in event.categories())
        item = CalendarItem(
            event.title,
            day=day_of(then),
            hour=hour_of(then),
            place=place,
            link=clean(event.text("URL")),
            use=next(filter(None, uses), None),
            note=self._until(event, then) if not together else "",
            texts=(ItemText(self._language, text),) if text else (),
            uid=uid,
        )
        self.arrivals.take(Arrival(event.line, item, together, rule, cancelled=event.cancelled))

    def _until(self, event: _Event, then: Moment) -> str:
        """The end of what lasts longer than a day."""
        end = event.moment("DTEND")
        if end is None or (hour_of(end) is None) is not (hour_of(then) is None):
            return ""
        if isinstance(end, datetime):
            last = self._local(end)
            told = f"{shown(day_of(last))} {last:%H:%M}"
        else:
            last = end - timedelta(days=1)
            told = shown(last)
        return _("Until {when}.").format(when=told) if day_of(last) > day_of(then) else ""


def _named(uid: str, then: Moment) -> str:
    """What one repetition is called."""
    return f"{uid}#{instant(then):%Y%m%dT%H%M}" if uid else ""
