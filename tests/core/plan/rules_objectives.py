"""Step 2: how the objectives hang together."""

from dataclasses import replace
from datetime import date

from core.plan.kinds import Layer, ObjectiveScope
from core.plan.model import Objective
from tests.core.plan.conftest import (
    ANSWERS,
    FACEBOOK,
    GENERAL,
    NOTICES,
    TRUST,
    WEBSITE,
    Change,
    all_of,
    also,
    item,
    planned,
    town,
    without,
)

SECOND = Objective("Que se pregunte sin miedo", id=4, scope=ObjectiveScope.GENERAL)


def more(count: int) -> Change:
    """So many specific objectives more, each as good as the first."""
    return also(*(replace(ANSWERS, id=10 + n, title=f"Objetivo {n}") for n in range(count)))


FIRES = {
    "HINT due-in-electoral-period at objectives/objective/2/due_on": {
        "on the day of the call": item(ANSWERS, due_on=date(2027, 3, 30)),
        "on the day of the vote": item(ANSWERS, due_on=date(2027, 5, 23)),
    },
    "ERROR general-objective-missing at objectives/objective/0/new": {
        "no objective at all": planned(objectives=()),
        "only specific ones": without(GENERAL),
    },
    "WARNING general-without-specific at objectives/objective/4/": {
        "nothing belongs to it": also(SECOND)
    },
    "WARNING objective-without-parent at objectives/objective/2/parent_id": {
        "no parent": item(ANSWERS, parent_id=None),
        "a specific parent": item(ANSWERS, parent_id=3),
    },
    "WARNING objective-without-channel at objectives/objective/2/channels": {
        "no channel": all_of(item(ANSWERS, channels=()), item(TRUST, channels=(1, 2, 3)))
    },
    "WARNING objective-outside-period at objectives/objective/2/due_on": {
        "after the end": item(ANSWERS, due_on=date(2028, 1, 1)),
        "before the start": item(ANSWERS, due_on=date(2026, 12, 31)),
        "today, before the start": item(ANSWERS, due_on=date(2026, 11, 24)),
    },
    "WARNING objectives-too-many at objectives/objective/0/": {
        "seven at eight hours a week": more(5),
        "nine at twelve hours": all_of(more(7), town(hours_week=12)),
        "thirty-one at any hours": all_of(more(29), town(hours_week=80)),
    },
    "WARNING indicators-all-output at objectives/objective/2/layer": {
        "only posts are counted": all_of(
            item(ANSWERS, layer=Layer.OUTPUT),
            also(replace(ANSWERS, id=4, title="Publicar cada día", layer=Layer.OUTPUT)),
        )
    },
    "HINT outside-aim-missing at objectives/objective/1/serves": {
        "good for the networks only": item(ANSWERS, serves="")
    },
}

QUIET = {
    "due-in-electoral-period": {
        "on the day before the call": item(ANSWERS, due_on=date(2027, 3, 29)),
        "on the day after the vote": item(ANSWERS, due_on=date(2027, 5, 24)),
    },
    "general-without-specific": {"no objectives": planned(objectives=())},
    "objective-without-parent": {"there is no general one to belong to": without(GENERAL)},
    "objective-without-channel": {
        "there are no channels yet": all_of(
            without(NOTICES, FACEBOOK, WEBSITE), item(ANSWERS, channels=())
        ),
        "a general one": item(GENERAL, channels=()),
    },
    "objective-outside-period": {
        "the last day": item(ANSWERS, due_on=date(2027, 12, 31)),
        "the first day": item(ANSWERS, due_on=date(2027, 1, 1)),
        "yesterday: that it is past is told": item(ANSWERS, due_on=date(2026, 11, 23)),
    },
    "objectives-too-many": {
        "six at eight hours a week": more(4),
        "eight at twelve hours": all_of(more(6), town(hours_week=12)),
        "thirty at eighty hours": all_of(more(28), town(hours_week=80)),
    },
    "indicators-all-output": {
        "a single one": item(ANSWERS, layer=Layer.OUTPUT),
        "one of two": also(replace(ANSWERS, id=4, title="Publicar cada día", layer=Layer.OUTPUT)),
    },
    "outside-aim-missing": {"no objectives": planned(objectives=())},
}
