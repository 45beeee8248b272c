"""The clock of an incident: in words, and what it has to say aloud, every mark once."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from math import ceil

from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.scenario import ScenarioStep
from core.days import checked_hour, clock_time, lapse, moment_at, on_the_wall, shown
from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.text import within_quotes

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SLIP = timedelta(hours=12)
"""An hour that passed less long ago than this is a slip; longer ago it is meant for tomorrow."""


def duration(length: timedelta) -> str:
    """`0 h 18 min`, or `2 d 3 h` from two days on."""
    minutes = int(length / _MINUTE)
    hours = minutes // 60
    if hours >= 48:
        return _("{days} d {hours} h").format(days=hours // 24, hours=hours % 24)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes % 60)


def until(left: timedelta | None) -> str:
    """How long until the next update; None: it has no hour, negative: it is late."""
    if left is None:
        return _("no time promised")
    if left <= -_MINUTE:
        return _("{length} late").format(length=lapse(-left))
    if left < _MINUTE:
        # Translators: It is time.
        return _("now")
    # Translators: Time that is left, such as 12 min.
    return _("in {length}").format(length=lapse(left))


def countdown(left: timedelta | None) -> str:
    """As `until`, with the seconds below two minutes."""
    if left is None or not timedelta() < left < 2 * _MINUTE:
        return until(left)
    minutes, seconds = divmod(ceil(left.total_seconds()), 60)
    told = _("in {minutes} min {seconds} s") if minutes else _("in {seconds} s")
    return told.format(minutes=minutes, seconds=seconds)


def next_update(desk: Desk, now: datetime) -> str:
    """What the public hears next and by when, as it stands within a sentence: promised only once
    somebody promised it; with its day when that is another."""
    due = desk.next_due
    if due is None:
        return _("next notice")
    day = due.astimezone().date()
    if day == now.astimezone().date():
        today = (_("next notice, promised for {time}"), _("first notice, recommended for {time}"))
        said = today[not desk.due_is_promised]
    else:
        other = (
            _("next notice, promised for {day} at {time}"),
            _("first notice, recommended for {day} at {time}"),
        )
        said = other[not desk.due_is_promised]
    return said.format(day=shown(day), time=clock_time(due))


def next_at(hour: time, after: datetime) -> datetime:
    """The moment that somebody means who says an hour after `after`, where the person is.

    Today; tomorrow when that passed half a day ago or more, as `00:15` said at 23:40.
    """
    # By the day and the hour on the wall: the clocks may change in that night.
    day = after.astimezone().date()
    due = moment_at(day, hour)
    return moment_at(day + _DAY, hour) if after - due >= _SLIP else due


def checked_past_hour(typed: str, hand: Hand | None) -> str:
    """An hour as the texts say it, or nothing. Raises `InvalidValue` for what is none, and for one
    that is still to come for this hand."""
    hour = checked_hour(typed)
    if hour is None:
        return ""
    if hand is not None and done_at(hand, hour).moment > hand.moment:
        raise InvalidValue(_("That moment is still to come."), _("Correct the day or the time."))
    return f"{hour:%H:%M}"


def done_at(hand: Hand, hour: time) -> Hand:
    """The hand of somebody who says at what hour something was done: the last such hour.

    Of today; of yesterday when that is still half a day off or more, as `23:50` said at 00:10.
    """
    if clock_time(hand.moment) == f"{hour:%H:%M}":
        return hand
    day = hand.moment.astimezone().date()
    at = moment_at(day, hour)
    if at - hand.moment >= _SLIP:
        at = moment_at(day - _DAY, hour)
    return replace(hand, at=at)


_AHEAD = (timedelta(minutes=10), timedelta(minutes=5))
"""Before the hour at which the public is to hear more."""
_AGAIN = timedelta(minutes=5)
"""From that hour on."""


@dataclass(frozen=True)
class Passed:
    """What the clock passed; empty where it passed nothing."""

    left: timedelta | None = None
    """Until the next update, negative when it is late; None: no mark was passed."""
    late: tuple[ScenarioStep, ...] = ()
    """The steps whose hour has gone by, in their order."""

    @property
    def urgent(self) -> bool:
        """The hour of the update is there or gone."""
        return self.left is not None and self.left < _MINUTE


def passed(desk: Desk, before: datetime, now: datetime) -> Passed:
    """What the clock passed since `before`, which was seen to already, until now.

    Of several marks of the promise only the last counts, as after a laptop has slept. A clock that
    was put back passes nothing.
    """
    if not desk.incident.open or now <= before:
        return Passed()
    late = tuple(step for step in desk.scenario.steps if _became_late(desk, step, before, now))
    mark = _last_mark(desk.next_due, now)
    if mark is None or mark <= before:
        return Passed(late=late)
    return Passed(desk.until_update(now), late)


def _last_mark(due: datetime | None, now: datetime) -> datetime | None:
    """The newest mark that is not after `now`; None before the first."""
    if due is None:
        return None
    if now >= due:
        return due + (now - due) // _AGAIN * _AGAIN
    return max((due - item for item in _AHEAD if due - item <= now), default=None)


def _became_late(desk: Desk, step: ScenarioStep, before: datetime, now: datetime) -> bool:
    by = desk.due(step) if desk.tick(step) is None else None
    return by is not None and minutes_late(by, before) < 1 <= minutes_late(by, now)


def minutes_late(by: datetime, now: datetime) -> int:
    """As the clock on the wall has it: what is due by 13:44 is late from 13:45 on."""
    return int(on_the_wall(by, now) / _MINUTE)


def sentence(desk: Desk, told: Passed) -> str:
    """What is said of it aloud; empty for nothing."""
    parts = [*_of_promise(desk, told.left), *_of_steps(told.late)]
    if parts and desk.incident.drill:
        # Translators: A rehearsal; said before what a screen reader reads.
        parts.insert(0, _("Drill."))
    return " ".join(parts)


def _of_promise(desk: Desk, left: timedelta | None) -> list[str]:
    due = desk.next_due
    if left is None or due is None:
        return []
    if left >= _MINUTE:
        words = _("{length} left until the {update}.")
    elif left > -_MINUTE:
        words = _("It is time for the {update}.")
    else:
        words = _("{length} late: the {update}.")
    # A mark is passed some seconds before it is noticed: it is the minute that was meant.
    length = timedelta(minutes=round(abs(left) / _MINUTE))
    return [words.format(length=lapse(length), update=next_update(desk, due))]


def _of_steps(late: tuple[ScenarioStep, ...]) -> list[str]:
    if not late:
        return []
    # Translators: Said aloud: a step whose time has passed.
    words = _("Late: “{step}”.").format(step=within_quotes(late[0].text))
    if len(late) == 1:
        return [words]
    more = ngettext("And {count} more step.", "And {count} more steps.", len(late) - 1)
    return [words, more.format(count=len(late) - 1)]
