"""Of any list: titles that are empty or twice, suggestions that nobody has looked at."""

from collections.abc import Iterator
from dataclasses import replace

from core.i18n import _, ngettext
from core.plan.findings import Facts, Place, Told, rule
from core.plan.kinds import Severity, Step
from core.plan.labels import step_label
from core.plan.model import Person
from core.plan.unreviewed import Listed, lists, place_of, places
from core.plan.wording import named
from core.text import clean, fold


@rule(Severity.WARNING)
def title_missing(facts: Facts) -> Iterator[Told]:
    """An item that nobody can tell from another."""
    for step, kind, items in lists(facts.plan):
        for item in items:
            if not clean(_title(item)):
                yield Told(
                    _untitled(kind),
                    _("Write a short title, or remove the line."),
                    place_of(step, kind, item),
                )


@rule(Severity.WARNING)
def title_twice(facts: Facts) -> Iterator[Told]:
    """Two items of one list with the same title; accounts may have one name on many networks."""
    for step, kind, items in lists(facts.plan):
        seen: set[str] = set()
        for item in items if kind != "account" else ():
            title = fold(clean(_title(item)))
            if title and title in seen:
                yield Told(
                    _("“{title}” is in its list twice.").format(title=named(_title(item))),
                    _("Join the two, or give them titles that tell them apart."),
                    place_of(step, kind, item),
                )
            seen.add(title)


@rule(Severity.HINT)
def suggestions_waiting(facts: Facts) -> Iterator[Told]:
    """What the program proposed and nobody has looked at: one finding for each step."""
    waiting: dict[Step, list[Place]] = {}
    for place in places(facts.plan):
        waiting.setdefault(place.step, []).append(place)
    for step, there in waiting.items():
        first, count = there[0], len(there)
        yield Told(
            ngettext(
                "{step}: one suggestion has not been looked at.",
                "{step}: {count} suggestions have not been looked at.",
                count,
            ).format(step=step_label(step), count=count),
            _("Accept, change or remove each of them."),
            replace(first, item_id=0, first=first.item_id),
        )


def _untitled(kind: str) -> str:
    return {
        "account": _("An account has no name."),
        "objective": _("An objective has no title."),
        "audience": _("An audience has no title."),
        "channel": _("A channel has no title."),
        "private_channel": _("A private channel has no title."),
        "person": _("A post has no title."),
        "task": _("A task has no title."),
    }[kind]


def _title(item: Listed) -> str:
    return item.label if isinstance(item, Person) else item.title
