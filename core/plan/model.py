"""The facts of a plan. Every list of it is a tuple of frozen dataclasses; `id` 0 until stored."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from core.fields import Thing, Things
from core.plan.charter import Charter
from core.plan.kinds import ObjectiveScope, Raci, Reach
from core.plan.publishing import Audience, Channel, NetworkFact, Use
from core.plan.things import Account, Level, Objective, Person, PrivateChannel, Task

__all__ = (
    "Account", "Assignment", "Audience", "Channel", "Charter", "Dismissal", "Level", "Measurement",
    "NetworkFact", "Objective", "Person", "Plan", "Presence", "PrivateChannel", "SessionNote",
    "Task", "Use", "Version",
)  # fmt: skip


@dataclass(frozen=True)
class Measurement:
    """One reading of an objective's indicator; from 1 to 5 where it is judged by a rubric."""

    objective_id: int
    measured_on: date
    value: float
    id: int = 0
    note: str = ""


@dataclass(frozen=True)
class Presence:
    """How much of an audience is on a channel, and how that is known."""

    audience_id: int
    channel_id: int
    reach: Reach
    id: int = 0
    evidence: str = ""
    suggested: str = ""
    """How to find out, while the evidence is an assumption of the program. Never printed."""


@dataclass(frozen=True)
class Assignment:
    """What a person is to a task."""

    task_id: int
    person_id: int
    role: Raci
    id: int = 0


@dataclass(frozen=True)
class Version:
    """An approved plan, frozen; its contents are kept apart (`records.frozen`)."""

    number: int
    frozen_at: datetime
    id: int = 0
    body: str = ""
    approved_on: date | None = None
    reference: str = ""


@dataclass(frozen=True)
class Dismissal:
    """A finding that the person decided to live with."""

    key: str
    """`Finding.key`: the rule, and what it is about."""
    reason: str
    dismissed_at: datetime
    id: int = 0


@dataclass(frozen=True)
class SessionNote:
    """What was said in the planning session about one question of the guide."""

    prompt: str
    text: str
    noted_at: datetime
    id: int = 0


@dataclass(frozen=True)
class Plan:
    """All of it, as it stands now or as it was frozen; lists in the person's order."""

    charter: Annotated[Charter, Thing()] = field(default_factory=Charter)
    people: Annotated[tuple[Person, ...], Things()] = ()
    accounts: Annotated[tuple[Account, ...], Things()] = ()
    objectives: Annotated[tuple[Objective, ...], Things()] = ()
    measurements: tuple[Measurement, ...] = ()
    """By day, oldest first."""
    audiences: Annotated[tuple[Audience, ...], Things()] = ()
    channels: Annotated[tuple[Channel, ...], Things()] = ()
    facts: Annotated[tuple[NetworkFact, ...], Things()] = ()
    presences: tuple[Presence, ...] = ()
    uses: Annotated[tuple[Use, ...], Things()] = ()
    levels: Annotated[tuple[Level, ...], Things()] = ()
    private_channels: Annotated[tuple[PrivateChannel, ...], Things()] = ()
    tasks: Annotated[tuple[Task, ...], Things()] = ()
    assignments: tuple[Assignment, ...] = ()
    versions: tuple[Version, ...] = ()
    """Oldest first."""
    dismissals: tuple[Dismissal, ...] = ()
    notes: tuple[SessionNote, ...] = ()

    def readings(self, objective: Objective) -> list[Measurement]:
        """The measurements of one objective, oldest first."""
        return [item for item in self.measurements if item.objective_id == objective.id]

    def general_objectives(self) -> list[Objective]:
        """The general ones, in order."""
        return [
            objective for objective in self.objectives if objective.scope is ObjectiveScope.GENERAL
        ]

    def specific_objectives(self, parent: Objective | None) -> list[Objective]:
        """Those that belong to `parent`; with None, those that belong to no general one."""
        generals = {objective.id for objective in self.general_objectives()}
        wanted = parent.id if parent else None
        return [
            objective
            for objective in self.objectives
            if objective.scope is ObjectiveScope.SPECIFIC
            and (objective.parent_id if objective.parent_id in generals else None) == wanted
        ]

    def person(self, person_id: int | None) -> Person | None:
        """One post of the plan, or None."""
        return next((person for person in self.people if person.id == person_id), None)

    def channel(self, channel_id: int | None) -> Channel | None:
        """One channel, or None."""
        return next((channel for channel in self.channels if channel.id == channel_id), None)

    def roles(self, task: Task) -> dict[int, Raci]:
        """What each person is to a task, by the person's id."""
        return {item.person_id: item.role for item in self.assignments if item.task_id == task.id}
