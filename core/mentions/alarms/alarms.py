"""Alarms: raised, raised in level and ended by rules; confirmed or dismissed by the person."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from core.errors import InvalidValue
from core.i18n import _
from core.mentions import evidence
from core.mentions.alarm_model import Alarm, AlarmFacts
from core.mentions.alarms import rules
from core.mentions.alarms.levels import rank
from core.mentions.alarms.reading import DAY, LATE, Heard, Reader, Subject, subjects
from core.mentions.alarms.sightings import stories
from core.mentions.alarms.usual import band
from core.mentions.kinds import AlarmState
from core.mentions.records import alarms as records
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.plan.model import Level
from core.store import Connection
from core.town.model import checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database


def noticed(heard: Heard, levels: Sequence[Level], now: datetime) -> AlarmFacts | None:
    """The gravest alarm of 24 hours that end now, or ended before they could be read.

    What was said while the computer was off must not go by because it is older than a day.
    """
    late = {
        sighting.at
        for sighting in heard.sightings
        if now - sighting.seen_at < DAY and DAY <= now - sighting.at < LATE
    }
    found = (_noticed_until(heard, levels, until) for until in sorted({now, *late}))
    return max(
        (facts for facts in found if facts is not None),
        key=lambda facts: (rank(facts.level), facts.stories, facts.items),
        default=None,
    )


def _noticed_until(heard: Heard, levels: Sequence[Level], until: datetime) -> AlarmFacts | None:
    said = heard.published(until)
    return rules.look(said, heard.habits.expected(until), levels) if said else None


def noticed_again(
    heard: Heard,
    levels: Sequence[Level],
    now: datetime,
    closed: LevelName,
    known: set[int],
) -> AlarmFacts | None:
    """What makes a new alarm within 24 hours of one that was closed at a level.

    Other stories than the `known` ones must make it by themselves, or the level be higher.
    """
    fresh = noticed(heard.without(known), levels, now)
    if fresh is not None:
        return fresh
    found = noticed(heard, levels, now)
    return found if found is not None and rank(found.level) > rank(closed) else None


def renewed(alarm: Alarm, found: AlarmFacts) -> AlarmFacts:
    """The facts of an alarm that goes on: those of the highest level and of the most stories, or of
    as many and more mentions, as of a source whose stories are not counted yet.

    A level never falls while the alarm lasts: it does not wait to see whether the peak has passed.
    """
    if rank(found.level) > rank(alarm.level):
        return found
    joined = set(alarm.items) < set(found.items)
    if (found.stories, joined) <= (alarm.facts.stories, False):
        return alarm.facts
    if found.level is alarm.level:
        return found
    return replace(found, level=alarm.level, level_reason=alarm.facts.level_reason)


def is_another(alarm: Alarm, found: AlarmFacts, heard: Heard, now: datetime) -> bool:
    """Whether what is noticed is something else, and the alarm ended while nobody listened."""
    of_it = [sighting for sighting in heard.sightings if sighting.item_id in alarm.items]
    # A day in which it was counted, and one of calm.
    recent = any(now - max(sighting.at, sighting.seen_at) < 2 * DAY for sighting in of_it)
    return not recent and not set(found.items) & set(alarm.items)


def is_over(alarm: Alarm, heard: Heard, levels: Sequence[Level], now: datetime) -> bool:
    """Whether for 24 hours nothing made an alarm and there was little: the usual, or not half."""
    moments = {
        moment
        for sighting in heard.sightings
        for moment in (sighting.at, sighting.seen_at)
        if now - DAY <= moment <= now
    }
    return all(
        _is_calm(alarm, heard, levels, until) for until in sorted({now - DAY, now, *moments})
    )


def ended_early(alarm: Alarm, found: AlarmFacts, heard: Heard, levels: Sequence[Level]) -> bool:
    """Whether it ended only because its watch or its mentions were away, and they are back.

    One that a person dismissed ended by their word.
    """
    closed = alarm.closed_at
    if closed is None or alarm.state is AlarmState.DISMISSED:
        return False
    if not set(found.items) & set(alarm.items):
        return False
    then = Heard(tuple(item for item in heard.sightings if item.seen_at <= closed), heard.habits)
    return not is_over(alarm, then, levels, closed)


def _is_calm(alarm: Alarm, heard: Heard, levels: Sequence[Level], until: datetime) -> bool:
    said = heard.reached(until)
    expected = heard.habits.expected(until)
    number = len(stories(sighting for sighting in said if sighting.counted))
    little = number * 2 < alarm.facts.stories or number <= band(expected.stories).high
    return little and rules.look(said, expected, levels) is None


COOL_DOWN = timedelta(hours=24)
"""After an alarm was dismissed or over, for the same stories."""


class Record(NamedTuple):
    """Of how many alarms the person said that they were right or wrong, and of how many nothing."""

    right: int
    wrong: int
    open: int


def watch_over(db: "Database", now: datetime) -> list[Alarm]:
    """Raise, raise in level or end the alarms of every subject by what is stored.

    Returns those that are new or have a higher level, and those whose snooze is over while what
    raised them goes on: what is worth a notification.
    """
    levels = plan_records.every(db.conn, Level)
    reader = Reader(db.conn, now)
    live = records.live(db.conn)
    told: list[int] = []
    watched = subjects(db.conn)
    for subject in watched:
        heard = reader.hear(subject)
        alarm = next((other for other in live if _is_of(other, subject)), None)
        if alarm is None:
            told += _raise(db, subject, heard, levels, now)
        else:
            told += _go_on(db, alarm, subject, heard, levels, now)
    for alarm in live:
        if not any(_is_of(alarm, subject) for subject in watched):
            # Nobody watches it any more.
            _end(db, alarm, now)
    return [other for other in records.live(db.conn) if other.id in told]


def _is_of(alarm: Alarm, subject: Subject) -> bool:
    if subject.watch_id is None:
        return alarm.watch_id is None and alarm.subject == subject.title
    return alarm.watch_id == subject.watch_id


def _raise(
    db: "Database", subject: Subject, heard: Heard, levels: Sequence[Level], now: datetime
) -> list[int]:
    found = noticed(heard, levels, now)
    closed = [
        other for other in records.closed_since(db.conn, now - COOL_DOWN) if _is_of(other, subject)
    ]
    if found is not None:
        for alarm in closed:
            if ended_early(alarm, found, heard, levels):
                records.reopen(db, alarm.id)
                _renew(db, alarm, found, now)
                return [alarm.id] if alarm.state is AlarmState.OVER else []
    if found is not None and closed:
        known = {story for other in closed for story in records.stories_of(db.conn, other.id)}
        highest = max((other.level for other in closed), key=rank)
        found = noticed_again(heard, levels, now, highest, known)
    if found is None:
        return []
    return [records.add(db, subject.watch_id, subject.title, found, now)]


def _go_on(
    db: "Database",
    alarm: Alarm,
    subject: Subject,
    heard: Heard,
    levels: Sequence[Level],
    now: datetime,
) -> list[int]:
    found = noticed(heard, levels, now)
    if found is None:
        if is_over(alarm, heard, levels, now):
            _end(db, alarm, now)
        return []
    if is_another(alarm, found, heard, now):
        _end(db, alarm, now)
        return _raise(db, subject, heard, levels, now)
    slept = alarm.snoozed_until is not None and alarm.snoozed_until <= now
    facts = _renew(db, alarm, found, now)
    rises = rank(facts.level) > rank(alarm.level)
    if slept or (rises and alarm.snoozed_until is not None):
        records.wake(db, alarm.id)
    return [alarm.id] if rises or slept else []


def _renew(db: "Database", alarm: Alarm, found: AlarmFacts, now: datetime) -> AlarmFacts:
    facts = renewed(alarm, found)
    new = set(found.items) - set(alarm.items)
    if new or facts != alarm.facts:
        records.add_items(db, alarm.id, found.items)
        records.renew(db, alarm.id, facts, now)
    if new and alarm.state is AlarmState.CONFIRMED:
        evidence.keep(db, sorted(new), now)
    return facts


def _end(db: "Database", alarm: Alarm, now: datetime) -> None:
    state = AlarmState.OVER if alarm.state is AlarmState.OPEN else alarm.state
    records.close(db, alarm.id, state, now)


def confirm(db: "Database", alarm_id: int, now: datetime) -> None:
    """The person says that the alarm is one: it was right, and is taken up."""
    take_up(db, alarm_id, now)
    judge(db, alarm_id, was_right=True)


def take_up(db: "Database", alarm_id: int, now: datetime) -> None:
    """The alarm waits no longer and its mentions are kept as evidence; nobody has judged it.

    One that was dismissed is live again; of one that is over it only says so.
    """
    alarm = records.one(db.conn, alarm_id)
    if alarm is None:
        return
    records.set_confirmed(db, alarm_id)
    evidence.keep(db, alarm.items, now)


def dismiss(db: "Database", alarm_id: int, reason: str, now: datetime) -> None:
    """The person says that it is none, and why; it was wrong then, until `judge` says otherwise.

    Raises `InvalidValue` without a reason.
    """
    said = checked_text(reason)
    if not said:
        raise InvalidValue(
            _("Say why this is not an alarm."),
            _("A few words are enough: the person who sees the next one will want to know."),
        )
    records.close(db, alarm_id, AlarmState.DISMISSED, now, said)
    records.set_right(db, alarm_id, was_right=False)


def snooze(db: "Database", alarm_id: int, until: datetime, reason: str, now: datetime) -> None:
    """Leave an alarm alone until a moment, unless its level rises; why is said.

    Raises `InvalidValue` without a reason, or for a moment that has passed.
    """
    said = checked_text(reason)
    if not said:
        raise InvalidValue(
            _("Say why this alarm can wait."), _("For example, who you have asked about it.")
        )
    if until <= now:
        raise InvalidValue(_("Choose a moment that is still to come."))
    records.set_snooze(db, alarm_id, until, said)


def judge(db: "Database", alarm_id: int, was_right: bool) -> None:
    """Say afterwards whether an alarm was worth raising, whatever was decided then."""
    records.set_right(db, alarm_id, was_right)


def record(connection: Connection) -> Record:
    """How good the alarms were so far."""
    found = records.verdicts(connection)
    return Record(found.get(True, 0), found.get(False, 0), found.get(None, 0))


def everything(connection: Connection) -> list[Alarm]:
    """All alarms, newest first."""
    return records.everything(connection)


def live(connection: Connection) -> list[Alarm]:
    """Those that wait for the person, and those confirmed that are not over; newest first."""
    return records.live(connection)


def open_ones(connection: Connection) -> list[Alarm]:
    """Those that wait for the person to say what they are, newest first; also snoozed ones."""
    return [alarm for alarm in records.live(connection) if alarm.state is AlarmState.OPEN]


def waiting(connection: Connection, now: datetime) -> list[Alarm]:
    """The open ones that nobody put off, or whose time has come; newest first."""
    return [
        alarm
        for alarm in open_ones(connection)
        if alarm.snoozed_until is None or alarm.snoozed_until <= now
    ]


def current_level(
    connection: Connection, now: datetime, besides: Collection[int] = ()
) -> LevelName:
    """The highest level of the live alarms, green without any; a snoozed one waits its time.

    Those of which somebody has fixed the level elsewhere are named in `besides`, by their ids.
    """
    awake = (
        alarm.level
        for alarm in records.live(connection)
        if alarm.id not in besides and (alarm.snoozed_until is None or alarm.snoozed_until <= now)
    )
    return max(awake, key=rank, default=LevelName.GREEN)
