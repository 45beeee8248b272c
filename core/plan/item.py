"""What can be stored and saved by itself, and what it is called in a sentence."""

from typing import TypeAlias

from core.i18n import _
from core.plan.labels import level_label, use_label
from core.plan.model import (
    Account,
    Assignment,
    Audience,
    Channel,
    Charter,
    Dismissal,
    Level,
    Measurement,
    NetworkFact,
    Objective,
    Person,
    Presence,
    PrivateChannel,
    SessionNote,
    Task,
    Use,
)

Item: TypeAlias = (
    Charter
    | Person
    | Account
    | Objective
    | Measurement
    | Audience
    | Channel
    | NetworkFact
    | Presence
    | Use
    | Level
    | PrivateChannel
    | Task
    | Assignment
    | Dismissal
    | SessionNote
)
"""Everything that is stored one row an item and can be saved by itself."""


def item_name(item: Item) -> str:
    """How an item is called in a sentence, in the current language."""
    if isinstance(item, Charter):
        return _("the plan")
    if isinstance(item, Use):
        return use_label(item.name)
    if isinstance(item, Level):
        return _("Level {level}").format(level=level_label(item.name).lower())
    for attribute in ("title", "label", "name"):
        name = getattr(item, attribute, "")
        if name:
            return str(name)
    return _("without a name")


def plan_title(charter: Charter) -> str:
    """`Social media plan 2027`, with both years when it spans two."""
    if charter.start_on is None or charter.end_on is None:
        return _("Social media plan")
    years = sorted({charter.start_on.year, charter.end_on.year})
    return _("Social media plan {period}").format(period="–".join(str(year) for year in years))
