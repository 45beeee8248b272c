"""What the commands of the calendar do; each returns an exit code."""

import json
import sys
from argparse import Namespace
from typing import Any

from core.calendar import guard, records
from core.calendar.guard import Judgement
from core.calendar.model import Election
from core.cli.terminal import open_chosen, say, say_all
from core.clock import Clock
from core.days import checked_day, long_day
from core.errors import InvalidValue
from core.i18n import _
from core.plan.electoral import ElectoralPeriod, coming
from core.town import records as town_records
from core.town.model import Town


def list_elections(chosen: Namespace, clock: Clock) -> int:
    """The electoral period that is under way, or the next one."""
    return say_all(chosen, [coming(clock.today())], _election, _told)


def _election(period: ElectoralPeriod) -> dict[str, Any]:
    return {
        "name": period.name,
        "called_on": period.called_on.isoformat(),
        "voted_on": period.voted_on.isoformat(),
        "computed": True,
    }


def _told(period: ElectoralPeriod) -> str:
    return _("{election}: from {call} to {vote} (computed, until the decree is published)").format(
        election=period.name, call=long_day(period.called_on), vote=long_day(period.voted_on)
    )


def judge(chosen: Namespace, clock: Clock) -> int:
    """What each line of standard input may say on a day; one object a line as JSON.

    With a workspace the law of its region counts, too, and the elections entered there.
    """
    day = checked_day(chosen.day)
    if day is None:
        raise InvalidValue(_("Say of which day: --day 2027-04-12"))
    town, entered = _bound_by(chosen, clock)
    for line in sys.stdin:
        if text := line.strip():
            told = _facts if chosen.json else _said
            say(told(text, guard.judge(text, day, town, entered)))
    return 0


def _bound_by(chosen: Namespace, clock: Clock) -> tuple[Town | None, list[Election]]:
    if not hasattr(chosen, "workspace"):
        return None, []
    with open_chosen(chosen, clock, undoable=False) as opened, opened.read() as connection:
        return town_records.load(connection), records.elections(connection)


def _facts(text: str, found: Judgement) -> str:
    facts = {
        "text": text,
        "flag": found.flag,
        "reasons": [str(reason) for reason in found.reasons],
        "rules": [reason.rule for reason in found.reasons if reason.rule],
        "words": [reason.words for reason in found.reasons if reason.words],
    }
    return json.dumps(facts, ensure_ascii=False)


def _said(text: str, found: Judgement) -> str:
    head = _("Decide: {text}") if found.flag else _("Nothing against it: {text}")
    return "\n    ".join([head.format(text=text), *map(str, found.reasons)])
