"""Drafts of an earlier day whose field is not on screen: on which page each is, while its thing is
there, and where one goes to it."""

import ast
from collections.abc import Hashable
from typing import Any

from core.calendar import records as calendar
from core.crisis.case import Moderation
from core.crisis.model import Call, Complainant, Fact, InjectShown, Lesson, Rumour, Statement
from core.crisis.records import incidents
from core.plan import records as plan_records
from core.plan import unreviewed
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep
from core.roster import records as roster
from core.store import Connection
from desktop.unsaved import Unsaved

_PAGES = {
    "contact": "roster",
    "town": "settings",
    "charter": "plan",
    "measurement": "plan",
    "presence": "plan",
    "projector": "plan",
    "mention": "mentions",
    "noting": "mentions",
    "watch": "mentions",
    "calendar_item": "calendar",
    "calendar_text": "calendar",
    "calendar_published": "calendar",
    "election": "calendar",
}
_OF_THE_PLAN = frozenset({"account", "objective", "audience", "channel", "private_channel"}) | {
    "person",
    "task",
    "use",
}
"""Its tables whose items are typed in a form."""
"""Of the other places the page is Crisis."""

_PARTS = {
    "call": Call,
    "complainant": Complainant,
    "fact": Fact,
    "inject": InjectShown,
    "lesson": Lesson,
    "moderation": Moderation,
    "rumour": Rumour,
    "statement": Statement,
}
LINES = {
    "log-line": "log",
    "correction": "log",
    "call-line": "calls",
    "fact-line": "facts",
    "picture": "facts",
    "rumour-line": "rumours",
    "person-line": "complainants",
    "blank": "statements",
    "step-note": "checklist",
    "step-reason": "checklist",
    "level": "level",
}
"""By place: the part of the desk where it is typed. What it is of begins with the incident."""

RECORDS = {
    "call": "calls",
    "fact": "facts",
    "rumour": "rumours",
    "complainant": "complainants",
    "moderation": "moderation",
    "statement": "statements",
}
"""By place, too. What it is of begins with the id of a record."""

NEW = "new"
"""The target of the line, or the form, that adds to a part of the desk."""

CASE_BEGUN = "moderation.at"
"""Where the hour of a case is kept that is begun and not in the file yet: nobody typed it."""

_AFTER_THE_CLOSE = ("lesson-line", "log-line", "review")
"""Where one writes in an incident that is closed."""


def page_of(key: str) -> str:
    """The id of the page on which the field of a draft is."""
    # The question for the level of an incident has no field.
    if place(key) in _OF_THE_PLAN or key.startswith("level."):
        return "plan"
    return _PAGES.get(place(key), "crisis")


def is_there(connection: Connection, key: str) -> bool:
    """Whether what a draft is about is still there to be gone on with."""
    where, thing = place(key), subject(key)
    number = thing[0] if isinstance(thing, tuple) and thing else thing
    if not isinstance(number, int) or not number:
        return True
    if where in _OF_THE_PLAN:
        return _in_plan(connection, key) is not None
    if where == "contact":
        return roster.one(connection, number) is not None
    if page_of(key) == "calendar":
        return _in_calendar(connection, where, number) is not None
    if page_of(key) != "crisis":
        return True
    if kind := _PARTS.get(where):
        return incidents.part(connection, kind, number) is not None
    incident = incidents.one(connection, number)
    return incident is not None and (incident.open or where in _AFTER_THE_CLOSE)


def first(connection: Connection, unsaved: Unsaved) -> tuple[str, object] | None:
    """The page of the first draft whose thing is there, and on it the field; None without any."""
    keys = (key for key, _draft in unsaved.kept())
    found = sorted(
        (key for key in keys if is_there(connection, key)),
        key=lambda key: key.startswith(CASE_BEGUN),
    )
    return (page_of(found[0]), _target(connection, found[0])) if found else None


def _target(connection: Connection, key: str) -> object:
    where, thing = place(key), subject(key)
    if where == "contact":
        return thing, _field(key)
    if page_of(key) == "plan":
        return _in_plan(connection, key)
    if page_of(key) == "calendar":
        return _in_calendar(connection, where, thing[0] if isinstance(thing, tuple) else thing)
    if page_of(key) != "crisis":
        return None
    number, part, target = at_desk(where, thing)
    if where in _PARTS and target != NEW:
        record: Any = incidents.part(connection, _PARTS[where], number)
        number = record.incident_id
    return ("incident", number, part, target) if part else ("incident", number)


def _in_plan(connection: Connection, key: str) -> FixTarget | None:
    """The step of the plan and the field; None for what is not in a list of it."""
    where, number = place(key), subject(key)
    if where == "charter":
        return unreviewed.text_place(_field(key))
    plan = plan_records.load(connection)
    lists = [*unreviewed.lists(plan), (PlanStep.USES, "use", plan.uses)]
    found = (
        FixTarget(step, table, item.id, _field(key))
        for step, table, items in lists
        for item in items
        if (table, item.id) == (where, number)
    )
    return next(found, None)


def _in_calendar(connection: Connection, where: str, number: Any) -> int | str | None:
    """The item with the field, or the list of elections; None for what is not there."""
    if where == "election":
        there = [election.id for election in calendar.elections(connection)]
        return "elections" if number in there else None
    if where == "calendar_published":
        out = calendar.publication(connection, number)
        return out.item_id if out else None
    item = calendar.one(connection, number)
    return item.id if item else None


def _field(key: str) -> str:
    return key.partition(":")[0].partition(".")[2]


def at_desk(where: str, thing: Any) -> tuple[Any, str, Any]:
    """With what a draft of the desk begins, an incident or a record; the part that holds it, empty
    for none; what is shown there."""
    number, second = (*thing, None)[:2] if isinstance(thing, tuple) else (thing, None)
    if where in LINES:
        return number, LINES[where], second if where.startswith(("step", "correction")) else NEW
    if where == "moderation" and number == 0:
        return second, "moderation", NEW
    return number, RECORDS.get(where, ""), number


def place(key: str) -> str:
    """Where a draft was typed: `call` of `call.said:7`."""
    return key.partition(":")[0].partition(".")[0]


def subject(key: str) -> Hashable:
    """What a draft is of; None where that cannot be read."""
    try:
        found: Hashable = ast.literal_eval(key.partition(":")[2])
    except (ValueError, SyntaxError):
        return None
    return found
