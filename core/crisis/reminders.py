"""What the clock of an open incident passes and has to say aloud: every mark once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.crisis.clock_words import next_update, short
from core.crisis.desk import Desk
from core.crisis.scenario import ScenarioStep
from core.i18n import _, ngettext

_MINUTE = timedelta(minutes=1)
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
    late = tuple(one for one in desk.scenario.steps if _became_late(desk, one, before, now))
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
    return max((due - one for one in _AHEAD if due - one <= now), default=None)


def _became_late(desk: Desk, step: ScenarioStep, before: datetime, now: datetime) -> bool:
    by = desk.due(step) if desk.tick(step) is None else None
    return by is not None and before <= by < now


def sentence(desk: Desk, told: Passed) -> str:
    """What is said of it aloud; empty for nothing."""
    parts = [*_of_promise(desk, told.left), *_of_steps(told.late)]
    if parts and desk.incident.drill:
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
    return [words.format(length=short(length), update=next_update(desk, due))]


def _of_steps(late: tuple[ScenarioStep, ...]) -> list[str]:
    if not late:
        return []
    words = _("Late: “{step}”.").format(step=late[0].text)
    if len(late) == 1:
        return [words]
    more = ngettext("And {count} step more.", "And {count} steps more.", len(late) - 1)
    return [words, more.format(count=len(late) - 1)]
