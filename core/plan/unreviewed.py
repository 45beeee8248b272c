"""What the program proposed for the plan and nobody has looked at yet."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from core.i18n import _, ngettext
from core.numbers import number
from core.plan.charter import charter_step
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep, Reach
from core.plan.model import (
    Account,
    Audience,
    Channel,
    Charter,
    Objective,
    Person,
    Plan,
    Presence,
    PrivateChannel,
    Task,
)
from core.text import fold

_ASSUMED = ("suposici", "assum", "suponemos", "creemos")
"""Beginnings of an evidence that says itself that it is none, folded."""

Listed: TypeAlias = Account | Audience | Channel | Objective | Person | PrivateChannel | Task


def lists(plan: Plan) -> list[tuple[PlanStep, str, Sequence[Listed]]]:
    """Every list that a person names the items of: its step, its table, its items."""
    return [
        (PlanStep.START, "account", plan.accounts),
        (PlanStep.OBJECTIVES, "objective", plan.objectives),
        (PlanStep.AUDIENCES, "audience", plan.audiences),
        (PlanStep.CHANNELS, "channel", plan.channels),
        (PlanStep.PROTOCOL, "private_channel", plan.private_channels),
        (PlanStep.PEOPLE, "person", plan.people),
        (PlanStep.PEOPLE, "task", plan.tasks),
    ]


def place_of(step: PlanStep, kind: str, item: Listed) -> FixTarget:
    """Where the item of a list is named."""
    return FixTarget(step, kind, item.id, "label" if isinstance(item, Person) else "title")


def text_place(field: str) -> FixTarget:
    """Where a text of the charter is written."""
    return FixTarget(charter_step(field), "charter", Charter.id, field)


def places(plan: Plan) -> list[FixTarget]:
    """Each of them, in the order of the steps."""
    found = [
        place_of(step, kind, item)
        for step, kind, items in lists(plan)
        for item in items
        if item.suggested
    ]
    found += [
        FixTarget(PlanStep.USES, "use", use.id, "examples") for use in plan.uses if use.suggested
    ]
    found += [
        FixTarget(PlanStep.PROTOCOL, "level", item.id, "trigger")
        for item in plan.levels
        if item.suggested
    ]
    found += [text_place(field) for field in plan.charter.suggested]
    steps = list(PlanStep)
    return sorted(found, key=lambda place: steps.index(place.step))


def assumed(presence: Presence) -> bool:
    """Whether it is only supposed that an audience is on a channel: nobody has checked it."""
    if presence.reach is Reach.NONE:
        return False
    return bool(presence.suggested) or fold(presence.evidence).lstrip().startswith(_ASSUMED)


def counted(waiting: Sequence[FixTarget]) -> str:
    """How many of what: `4 objectives, 4 audiences and 17 texts`; empty for none."""
    found = Counter(place.kind for place in waiting)
    return ", ".join(
        _words(kind, count).format(count=number(count)) for kind, count in found.items()
    )


def told(plan: Plan) -> str:
    """The sentence for a paper; empty when everything was looked at."""
    if not (waiting := places(plan)):
        return ""
    return _("Nobody has reviewed these proposals of the program yet: {what}.").format(
        what=counted(waiting)
    )


def _words(kind: str, count: int) -> str:
    return {
        "account": ngettext("one account", "{count} accounts", count),
        "objective": ngettext("one objective", "{count} objectives", count),
        "audience": ngettext("one audience", "{count} audiences", count),
        "channel": ngettext("one channel", "{count} channels", count),
        "use": ngettext("one use", "{count} uses", count),
        "level": ngettext("one level", "{count} levels", count),
        "private_channel": ngettext("one private channel", "{count} private channels", count),
        "person": ngettext("one role", "{count} roles", count),
        "task": ngettext("one task", "{count} tasks", count),
        "charter": ngettext("one text", "{count} texts", count),
    }[kind]
