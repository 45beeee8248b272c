"""The course of an alarm: when it is raised, when it rises, when it is over. Pure rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.mentions import alarm_rules
from core.mentions.alarm_levels import rank
from core.mentions.alarm_model import Alarm, AlarmFacts
from core.mentions.alarm_reading import DAY, LATE, Heard
from core.mentions.alarm_sighting import stories
from core.mentions.kinds import AlarmState
from core.mentions.usual import band
from core.plan.kinds import LevelName
from core.plan.model import Level


def noticed(heard: Heard, levels: Sequence[Level], now: datetime) -> AlarmFacts | None:
    """The gravest alarm of 24 hours that end now, or ended before they could be read.

    What was said while the computer was off must not go by because it is older than a day.
    """
    late = {
        one.at for one in heard.sightings if now - one.seen_at < DAY and DAY <= now - one.at < LATE
    }
    found = (_noticed_until(heard, levels, until) for until in sorted({now, *late}))
    return max(
        (one for one in found if one is not None),
        key=lambda one: (rank(one.level), one.stories, one.items),
        default=None,
    )


def _noticed_until(heard: Heard, levels: Sequence[Level], until: datetime) -> AlarmFacts | None:
    said = heard.published(until)
    return alarm_rules.look(said, heard.habits.expected(until), levels) if said else None


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
    """The facts of an alarm that goes on: those of the highest level and of the most stories.

    A level never falls while the alarm lasts: it does not wait to see whether the peak has passed.
    """
    if rank(found.level) > rank(alarm.level):
        return found
    if found.stories <= alarm.facts.stories:
        return alarm.facts
    return replace(found, level=alarm.level, level_reason=alarm.facts.level_reason)


def is_another(alarm: Alarm, found: AlarmFacts, heard: Heard, now: datetime) -> bool:
    """Whether what is noticed is something else, and the alarm ended while nobody listened."""
    of_it = [one for one in heard.sightings if one.item_id in alarm.items]
    # A day in which it was counted, and one of calm.
    recent = any(now - max(one.at, one.seen_at) < 2 * DAY for one in of_it)
    return not recent and not set(found.items) & set(alarm.items)


def is_over(alarm: Alarm, heard: Heard, levels: Sequence[Level], now: datetime) -> bool:
    """Whether for 24 hours nothing made an alarm and there was little: the usual, or not half."""
    moments = {
        moment
        for one in heard.sightings
        for moment in (one.at, one.seen_at)
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
    then = Heard(tuple(one for one in heard.sightings if one.seen_at <= closed), heard.habits)
    return not is_over(alarm, then, levels, closed)


def _is_calm(alarm: Alarm, heard: Heard, levels: Sequence[Level], until: datetime) -> bool:
    said = heard.reached(until)
    expected = heard.habits.expected(until)
    number = len(stories(one for one in said if one.counted))
    little = number * 2 < alarm.facts.stories or number <= band(expected.stories).high
    return little and alarm_rules.look(said, expected, levels) is None
