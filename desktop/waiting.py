"""Drafts of an earlier day whose field is not on screen: on which page each is, while its thing is
there."""

import ast
from collections.abc import Hashable

from core.crisis.case import Moderation
from core.crisis.model import Call, Complainant, Fact, InjectShown, Lesson, Rumour, Statement
from core.crisis.records import incidents
from core.roster import records as roster
from core.store import Connection

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
}
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
CASE_BEGUN = "moderation.at"
"""Where the hour of a case is kept that is begun and not in the file yet: nobody typed it."""

_AFTER_THE_CLOSE = ("lesson-line", "log-line", "review")
"""Where one writes in an incident that is closed."""


def page_of(key: str) -> str:
    """The id of the page on which the field of a draft is."""
    return _PAGES.get(place(key), "crisis")


def is_there(connection: Connection, key: str) -> bool:
    """Whether what a draft is about is still there to be gone on with."""
    where, thing = place(key), subject(key)
    number = thing[0] if isinstance(thing, tuple) and thing else thing
    if not isinstance(number, int) or not number:
        return True
    if where in _PAGES:
        return where != "contact" or roster.one(connection, number) is not None
    if kind := _PARTS.get(where):
        return incidents.part(connection, kind, number) is not None
    incident = incidents.one(connection, number)
    return incident is not None and (incident.open or where in _AFTER_THE_CLOSE)


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
