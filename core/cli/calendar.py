"""What the commands of the calendar do; each returns an exit code."""

import json
import sys
from argparse import Namespace
from typing import Any

from core.calendar import elections, guard, records
from core.calendar.elections import merged
from core.calendar.guard import Judgement
from core.calendar.model import Election
from core.cli.terminal import open_chosen, say, say_all
from core.clock import Clock
from core.days import checked_day, long_day
from core.errors import InvalidValue
from core.i18n import _
from core.plan.electoral import ElectoralPeriod, coming
from core.store import Topic
from core.town import records as town_records
from core.town.model import Town


def list_elections(chosen: Namespace, clock: Clock) -> int:
    """The electoral periods that are under way or known to come, computed or as entered."""
    _town_of, entered = _bound_by(chosen, clock)
    today = clock.today()
    last = max([coming(today).voted_on, *(election.voted_on for election in entered)])
    found = merged(entered, today, last)
    return say_all(chosen, found, _election, _told)


def add_election(chosen: Namespace, clock: Clock) -> int:
    """An election as it was decreed: its period binds from then on."""
    called_on, voted_on = checked_day(chosen.call), checked_day(chosen.vote)
    if called_on is None or voted_on is None:
        raise InvalidValue(_("Say the day the elections are called and the day of the vote."))
    election = elections.checked(
        Election(chosen.name, called_on, voted_on, decree=chosen.decree, territory=chosen.territory)
    )
    with (
        open_chosen(chosen, clock) as opened,
        opened.change(Topic.CALENDAR, label=_("add an election")) as db,
    ):
        records.add_election(db, election)
    say(_("Added: {name}").format(name=election.name))
    return 0


def _election(period: ElectoralPeriod) -> dict[str, Any]:
    return {
        "name": period.name,
        "called_on": period.called_on.isoformat(),
        "voted_on": period.voted_on.isoformat(),
        "computed": not period.entered,
    }


def _told(period: ElectoralPeriod) -> str:
    told = _("{election}: from {call} to {vote} (computed, until the decree is published)")
    if period.entered:
        told = _("{election}: from {call} to {vote}")
    return told.format(
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
