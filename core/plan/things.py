"""Who and what a plan has: posts, accounts, objectives, levels, tasks, and what they say.

A form has the fields in this order. Fields that point at other things name their list in `Plan`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from core.errors import InvalidValue
from core.field_kinds import Amount, Choice, Day, Line, OneOf, Page, Ref, Refs, Tick
from core.i18n import _
from core.numbers import percent
from core.plan.kinds import (
    AccountKind,
    AccountVerdict,
    Frequency,
    Horizon,
    Judged,
    Layer,
    LevelName,
    ObjectiveScope,
)
from core.plan.labels import (
    account_kind_label,
    frequency_label,
    horizon_label,
    judged_label,
    layer_label,
    scope_label,
    verdict_label,
)
from core.plan.publishing import catalogued
from core.text import clean, fold
from core.town.model import checked_number

POST = 60
"""Characters of the name of a post: it stands over a column."""

LARGEST = 1e12
"""Of a value, where nothing else limits it; what is beyond is a slip of the keyboard or the file.
"""

_PEOPLE = 1_000_000_000
_WEEK = 168
"""Hours of a week."""


@dataclass(frozen=True)
class Person:
    """A post in the plan: a label short enough for a column, and the contact who holds it.

    When the contact leaves the roster the post stays, vacant, with all its tasks.
    """

    label: Annotated[
        str,
        Line(
            lambda: _("Role in this plan"),
            lambda: _("Short: it heads a column. On paper, names are only under the signatures."),
            limit=POST,
            required=True,
        ),
    ]
    id: int = 0
    position: int = 0
    contact_id: Annotated[
        int | None,
        Ref(
            lambda: _("Who holds it"),
            lambda: _("From the roster. When that contact is deleted the role stays, vacant."),
            to="contacts",
        ),
    ] = None
    hours_week: Annotated[
        float | None,
        Amount(
            lambda: _("Hours a week"),
            lambda: _("For communications, those you really have."),
            high=_WEEK,
        ),
    ] = None
    contracted: Annotated[
        bool, Tick(lambda: _("Contracted"), box=lambda: _("A company or a freelancer"))
    ] = False
    """A company or freelance, not of the house."""
    suggested: str = ""


@dataclass(frozen=True)
class Account:
    """An account that exists before the plan starts. Never a password."""

    title: Annotated[str, Line(lambda: _("Name of the account"), required=True)]
    """Its name on the network: `@ayto_valdehierro`."""
    id: int = 0
    position: int = 0
    # Translators: Social network.
    network: Annotated[str, OneOf(lambda: _("Network"), there=catalogued)] = ""
    """Id of the channel catalogue, or empty."""
    kind: Annotated[
        AccountKind,
        Choice(lambda: _("What it is"), kind=AccountKind, words=account_kind_label, beside=True),
    ] = AccountKind.OWN
    address: Annotated[str, Line(lambda: _("Address"), limit=500)] = ""
    owner: Annotated[
        str,
        Line(
            lambda: _("Whose name it is in"),
            lambda: _("Who opened it, and with which e-mail."),
            rows=1,
        ),
    ] = ""
    holders: Annotated[
        tuple[int, ...],
        Refs(
            lambda: _("Who can get in"),
            lambda: _("Only who holds the credentials; never write a password here."),
            to="people",
        ),
    ] = ()
    """Ids of the `Person` who hold the credentials."""
    followers: Annotated[int | None, Amount(lambda: _("Followers"), high=_PEOPLE, whole=True)] = (
        None
    )
    last_post_on: Annotated[date | None, Day(lambda: _("Last post on"), beside=True)] = None
    verdict: Annotated[
        AccountVerdict, Choice(lambda: _("Decision"), kind=AccountVerdict, words=verdict_label)
    ] = AccountVerdict.NONE
    note: Annotated[str, Page(lambda: _("Note"), rows=2)] = ""
    suggested: str = ""


def _is_specific(objective: "Objective") -> bool:
    return objective.scope is ObjectiveScope.SPECIFIC


def limits(objective: "Objective") -> tuple[float, float] | None:
    """The least and the most that a value can be, or None when nothing is known."""
    if objective.judged is Judged.QUALITATIVE:
        return 1, 5
    return (0, 100) if objective.unit == "%" else None


def checked_value(text: str, objective: "Objective") -> float | None:
    """A value as typed, with or without its unit; None when empty.

    Raises `InvalidValue` when it is no number, a percentage beyond 0 to 100, or a rubric's
    judgement beyond 1 to 5.
    """
    typed = fold(clean(text)).removesuffix(fold(objective.unit)).strip()
    bounds = limits(objective)
    if bounds:
        return checked_number(typed, *bounds)
    try:
        return checked_number(typed, -LARGEST, LARGEST)
    except InvalidValue as error:
        raise InvalidValue(
            _("This is not a number."), _("Type it as 1250 or as 61.5, without words.")
        ) from error


def _is_quantitative(objective: "Objective") -> bool:
    return _is_specific(objective) and objective.judged is Judged.QUANTITATIVE


def _is_qualitative(objective: "Objective") -> bool:
    return _is_specific(objective) and objective.judged is Judged.QUALITATIVE


@dataclass(frozen=True)
class Objective:
    """What is to be reached, and how it will be known."""

    title: Annotated[str, Line(lambda: _("Objective"), required=True, rows=1)]
    id: int = 0
    position: int = 0
    scope: Annotated[
        # Translators: Whom the plan serves.
        ObjectiveScope, Choice(lambda: _("Scope"), kind=ObjectiveScope, words=scope_label)
    ] = ObjectiveScope.SPECIFIC
    horizon: Annotated[
        # Translators: Of an objective: short, medium or long.
        Horizon, Choice(lambda: _("Term"), kind=Horizon, words=horizon_label, beside=True)
    ] = Horizon.MEDIUM
    parent_id: Annotated[
        int | None,
        Ref(
            lambda: _("General objective"),
            to="objectives",
            none=lambda: _("None yet"),
            when=_is_specific,
        ),
    ] = None
    judged: Annotated[
        Judged,
        Choice(lambda: _("How it is judged"), kind=Judged, words=judged_label, when=_is_specific),
    ] = Judged.QUANTITATIVE
    layer: Annotated[
        Layer,
        Choice(
            lambda: _("What it counts"),
            lambda: _("Counting only what we do says little about what good it does."),
            kind=Layer,
            words=layer_label,
            beside=True,
            when=_is_specific,
        ),
    ] = Layer.OUTTAKE
    indicator: Annotated[
        str,
        Line(
            lambda: _("Indicator"),
            lambda: _("What exactly is counted."),
            rows=1,
            when=_is_quantitative,
        ),
    ] = ""
    unit: Annotated[
        str,
        # Translators: Of an indicator: people, %, hours.
        Line(lambda: _("Unit"), lambda: _("%, people, hours…"), limit=30, when=_is_quantitative),
    ] = ""
    """`%`, `min`, `personas`…"""
    less_is_better: Annotated[
        bool,
        Tick(
            lambda: _("The less, the better"),
            box=lambda: _("For this indicator"),
            beside=True,
            when=_is_quantitative,
        ),
    ] = False
    rubric: Annotated[
        str,
        Page(
            lambda: _("How it is judged, from 1 to 5"),
            lambda: _("What a 1 looks like, what a 3, what a 5; who judges it."),
            rows=4,
            when=_is_qualitative,
        ),
    ] = ""
    """How a qualitative one is judged, from 1 to 5."""
    baseline: Annotated[
        float | None,
        Amount(
            lambda: _("Baseline"),
            lambda: _("Today’s figure."),
            read_for=checked_value,
            when=_is_specific,
        ),
    ] = None
    target: Annotated[
        float | None,
        # Translators: Figure to be reached.
        Amount(lambda: _("Target"), beside=True, read_for=checked_value, when=_is_specific),
    ] = None
    due_on: Annotated[date | None, Day(lambda: _("By when"), when=_is_specific)] = None
    every: Annotated[
        Frequency,
        Choice(
            # Translators: Whether with a figure or against written criteria.
            lambda: _("Measured"),
            kind=Frequency,
            words=frequency_label,
            beside=True,
            when=_is_specific,
        ),
    ] = Frequency.QUARTERLY
    source: Annotated[
        str, Line(lambda: _("Where the figure is read"), rows=1, when=_is_quantitative)
    ] = ""
    serves: Annotated[
        str,
        Page(
            # Translators: The aim that an objective is for.
            lambda: _("Serves"),
            lambda: _("An aim of the town, apart from social media."),
            rows=2,
        ),
    ] = ""
    """The objective off the networks that it serves."""
    channels: Annotated[
        tuple[int, ...], Refs(lambda: _("Channels"), to="channels", when=_is_specific)
    ] = ()
    suggested: str = ""


@dataclass(frozen=True)
class Level:
    """One of the four levels. All four rows always exist.

    The thresholds are what listening compares with: any one of them is enough.
    """

    name: LevelName
    id: int = 0
    trigger: Annotated[
        str, Page(lambda: _("When it is declared"), lambda: _("In words anybody understands."))
    ] = ""
    mentions_day: Annotated[
        int | None,
        Amount(
            lambda: _("Mentions in 24 hours"),
            lambda: _("From this many up it is also declared."),
            high=100_000,
            whole=True,
        ),
    ] = None
    negative_share: Annotated[
        int | None,
        Amount(
            lambda: _("Share of negative mentions"),
            lambda: _("Of these, in percent."),
            high=100,
            whole=True,
            words=percent,
            beside=True,
        ),
    ] = None
    """Of these, in percent, that may be negative."""
    sensitive: Annotated[
        bool,
        Tick(lambda: _("A sensitive word is enough"), box=lambda: _("Poison, accident, minors…")),
    ] = False
    """A sensitive word (poison, accident, minors…) is enough."""
    told: Annotated[
        # Translators: When the field is empty, nobody is told later than at once.
        tuple[int, ...], Refs(lambda: _("Who is told"), lambda: _("At once."), to="people")
    ] = ()
    """Ids of the `Person` who are told at once."""
    minutes: Annotated[
        int | None,
        Amount(lambda: _("Minutes to the first notice"), high=10_000, whole=True),
    ] = None
    """Until the first public line."""
    approver_id: Annotated[
        int | None, Ref(lambda: _("Who approves it"), to="people", beside=True)
    ] = None
    actions: Annotated[
        str, Page(lambda: _("What is done"), lambda: _("One step per line."), rows=5)
    ] = ""
    suggested: str = ""

    @property
    def takes_both(self) -> bool:
        """Whether it is reached by its count and its share together: a crowd alone is no crisis."""
        return self.name is LevelName.RED and bool(self.mentions_day and self.negative_share)


@dataclass(frozen=True)
class PrivateChannel:
    """Where a conversation is moved to, away from the public."""

    title: Annotated[str, Line(lambda: _("Name"), required=True)]
    id: int = 0
    position: int = 0
    address: Annotated[
        str, Line(lambda: _("Where"), lambda: _("A number, an address or an office."))
    ] = ""
    hours: Annotated[str, Line(lambda: _("Opening hours"))] = ""
    person_id: Annotated[int | None, Ref(lambda: _("Who answers there"), to="people")] = None
    suggested: str = ""


@dataclass(frozen=True)
class Task:
    """Something that somebody does every week, beside the posts themselves."""

    title: Annotated[str, Line(lambda: _("Task"), required=True)]
    id: int = 0
    position: int = 0
    hours_week: Annotated[
        float | None,
        Amount(
            lambda: _("Hours a week"),
            lambda: _("Apart from the posts themselves, which are counted under Channels."),
            high=_WEEK,
        ),
    ] = None
    contracted: Annotated[
        bool, Tick(lambda: _("Contracted"), box=lambda: _("Somebody outside does it"))
    ] = False
    supplier: Annotated[
        str, Line(lambda: _("Supplier"), when=lambda task: bool(task.contracted))
    ] = ""
    note: Annotated[str, Page(lambda: _("Note"), rows=2)] = ""
    suggested: str = ""
