"""A whole plan as a content file writes it.

Things name each other by ids of their own file. Days are written relative to the day on which the
plan is planted (`core.plan.planting`), so that years from now it is as fresh as today.
"""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

import msgspec

from core.field_kinds import Day, Ref, Refs
from core.fields import described
from core.plan.kinds import LevelName, ObjectiveScope, Raci, Reach, UseName
from core.plan.model import (
    Account,
    Audience,
    Channel,
    Charter,
    Level,
    Objective,
    Person,
    PrivateChannel,
    Task,
    Use,
)


class ContentShape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every table of the file has in common: an unknown key is a mistake."""


S = TypeVar("S", bound=ContentShape)


def _of(kind: type) -> Callable[[type[S]], type[S]]:
    """A table has the fields of this kind of thing, but for days and what points elsewhere.

    What the class itself says stands first: days ago, ids of the file, what is written otherwise.
    """
    hints, apart = get_type_hints(kind), (Day, Ref, Refs)
    default = {field.name: field.default for field in dataclasses.fields(kind)}

    def with_fields(table: type[S]) -> type[S]:
        fields: list[tuple[Any, ...]] = [
            (name, hints[name], *([] if default[name] is dataclasses.MISSING else [default[name]]))
            for name, said in described(kind).items()
            if name not in table.__struct_fields__ and not isinstance(said, apart)
        ]
        made: type[S] = msgspec.defstruct(  # type: ignore[assignment]  # bases make it one
            table.__name__, fields, bases=(table,), module=table.__module__, kw_only=True
        )
        return made

    return with_fields


class ListedShape(ContentShape, frozen=True, kw_only=True):
    """An item of a list; `reason` says in one sentence why the program proposes it."""

    id: str
    reason: str = ""


@_of(Charter)
class CharterContent(ContentShape, frozen=True, kw_only=True):
    """The texts; the period follows from the day of planting (`period`)."""

    territory: str = ""
    electoral_guard: str = ""
    rehearsed_days_ago: int | None = None
    rules: tuple[str, ...] = ()
    rules_days_ago: int | None = None


@_of(Person)
class PersonContent(ListedShape, frozen=True, kw_only=True):
    """A post; `contact` is the id of a card in the roster's content file, or empty."""

    label: str
    contact: str = ""


@_of(Account)
class AccountContent(ListedShape, frozen=True, kw_only=True):
    """An account of the audit; `holders` are ids of people."""

    holders: tuple[str, ...] = ()
    last_post_days_ago: int | None = None


class MeasurementContent(ContentShape, frozen=True, kw_only=True):
    """A reading, so many days before planting."""

    days_ago: int
    value: float
    note: str = ""


@_of(Objective)
class ObjectiveContent(ListedShape, frozen=True, kw_only=True):
    """An objective; `parent` and `channels` are ids, `due` is month and day: `06-30`."""

    scope: ObjectiveScope = ObjectiveScope.SPECIFIC
    parent: str = ""
    due: str = ""
    """In the last year of the period; its end where less than three months are left until then."""
    channels: tuple[str, ...] = ()
    measurements: tuple[MeasurementContent, ...] = ()


class PresenceContent(ContentShape, frozen=True, kw_only=True):
    """How much of the audience is on a channel."""

    reach: Reach
    evidence: str = ""
    check: str = ""
    """How the clerk can find out, where the evidence is an assumption of ours."""


@_of(Audience)
class AudienceContent(ListedShape, frozen=True, kw_only=True):
    """An audience; `presence` goes by the id of the channel."""

    presence: dict[str, PresenceContent] = {}


@_of(Channel)
class ChannelContent(ListedShape, frozen=True, kw_only=True):
    """A channel; what is left out comes from the catalogue, by `kind`."""

    kind: str = ""
    title: str = ""
    languages: tuple[str, ...] = ()
    owner: str = ""
    substitute: str = ""


@_of(Use)
class UseContent(ContentShape, frozen=True, kw_only=True):
    """One of the eight uses; channels and audiences by id."""

    name: UseName
    share: int | None = None
    channels: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


@_of(Level)
class LevelContent(ContentShape, frozen=True, kw_only=True):
    """One of the four levels; people by id."""

    name: LevelName
    trigger: str = ""
    told: tuple[str, ...] = ()
    approver: str = ""


@_of(PrivateChannel)
class PrivateChannelContent(ListedShape, frozen=True, kw_only=True):
    """Where a conversation is moved to; `person` by id."""

    person: str = ""


@_of(Task)
class TaskContent(ListedShape, frozen=True, kw_only=True):
    """A task; `roles` go by the id of the person."""

    roles: dict[str, Raci] = {}


class PlanContent(ContentShape, frozen=True, kw_only=True):
    """A whole plan."""

    charter: CharterContent
    people: tuple[PersonContent, ...] = ()
    accounts: tuple[AccountContent, ...] = ()
    channels: tuple[ChannelContent, ...] = ()
    objectives: tuple[ObjectiveContent, ...] = ()
    audiences: tuple[AudienceContent, ...] = ()
    uses: tuple[UseContent, ...] = ()
    levels: tuple[LevelContent, ...] = ()
    private_channels: tuple[PrivateChannelContent, ...] = ()
    tasks: tuple[TaskContent, ...] = ()
