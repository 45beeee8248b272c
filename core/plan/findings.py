"""The plan's linter: pure rules that say what does not hold together, and where to mend it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from core.plan.kinds import PlanStep, Severity
from core.plan.model import Plan
from core.roster.model import Contact
from core.town.model import Town


@dataclass(frozen=True)
class FixTarget:
    """Where a finding is mended: a step, and on it an item by table and id, and its field."""

    step: PlanStep
    kind: str = ""
    """A table of `core.plan.records.table_of`, `contact`, `version`, or empty for the step."""
    item_id: int = 0
    field: str = ""
    """The dataclass field to put the keyboard into, or empty; `measurements` of an objective,
    `facts` of a channel, `reach` for its row, or the column of an audience, in the table, `new`
    for what adds another item."""
    first: int = 0
    """Of a place that stands for many, with no id of its own: the item to begin with."""


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold together."""

    rule: str
    """Id of the rule: `objective-without-target`."""
    severity: Severity
    sentence: str
    """What is the matter, naming the thing."""
    advice: str
    """What to do about it, in one sentence."""
    place: FixTarget

    @property
    def key(self) -> str:
        """What a dismissal remembers: the rule and what it is about."""
        # The charter is one, and has texts on several steps: the suggested ones of each are apart.
        step = f":{self.place.step}" if self.place.kind == "charter" and self.place.first else ""
        return f"{self.rule}:{self.place.kind}:{self.place.item_id}{step}"


@dataclass(frozen=True)
class PlanFacts:
    """What the rules look at."""

    plan: Plan
    town: Town
    contacts: tuple[Contact, ...] = ()
    today: date = field(default=date.min)


class ToldFinding(NamedTuple):
    """What a rule says of one thing: sentence, advice and place of its finding."""

    sentence: str
    advice: str
    place: FixTarget
    severity: Severity | None = None
    """Where it is not that of the rule."""


@dataclass(frozen=True)
class FindingRule:
    """Yields in the order of the things on screen; speaks the current language.

    It is named as its function: `target_missing` is the rule `target-missing`.
    """

    severity: Severity
    look: Callable[[PlanFacts], Iterator[ToldFinding]]

    @property
    def id(self) -> str:
        """Its name among the findings."""
        return self.look.__name__.replace("_", "-")

    def __call__(self, facts: PlanFacts) -> Iterator[Finding]:
        """The findings of a plan."""
        for told in self.look(facts):
            severity = told.severity or self.severity
            yield Finding(self.id, severity, told.sentence, told.advice, told.place)


def rule(
    severity: Severity,
) -> Callable[[Callable[[PlanFacts], Iterator[ToldFinding]]], FindingRule]:
    """Makes a rule of a function."""
    return partial(FindingRule, severity)


def check(facts: PlanFacts, rules: Iterable[FindingRule]) -> list[Finding]:
    """Every finding, errors first, then in the order of the steps."""
    found = [finding for rule in rules for finding in rule(facts)]
    severities, steps = list(Severity), list(PlanStep)
    return sorted(
        found, key=lambda item: (severities.index(item.severity), steps.index(item.place.step))
    )
