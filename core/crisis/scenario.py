"""A scenario: what a kind of crisis asks of a small town hall, from the first minute to the close.

One shape for the content files, for the copy that a town makes its own, for packs, and for what an
incident keeps of the scenario it was opened with. What is annotated is what a person reads of a
field and what fits into it (`core.fields`).
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from core.crisis.kinds import DoneBy, Opens, Phase, StatementKind, StatementPart
from core.crisis.labels import (
    done_by_label,
    opens_label,
    part_label,
    phase_label,
    statement_label,
)
from core.days import checked_hour
from core.errors import InvalidValue
from core.field_kinds import LINE, Choice, Described, Line, Lines, Minutes, OneOf, Text, Texts
from core.fields import Thing, Things
from core.i18n import _, pgettext
from core.plan import guide
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.roster.model import Group, Hat, group_label, hat_label

MOST_STEPS = 9
"""Of a phase: more are not read at a pause point (Boorman, Gawande)."""


def _channels() -> Sequence[tuple[str, str]]:
    return [(network.id, network.name) for network in guide.networks()]


def _topics() -> Sequence[tuple[str, str]]:
    # Only read when somebody asks: it brings the words of every topic along.
    from core.mentions.watches import topics

    return [("", pgettext("topic", "None")), *((pack.id, pack.title) for pack in topics.packs())]


class ScenarioShape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every table of the file has in common: an unknown key is a mistake."""


class ScenarioStep(ScenarioShape, frozen=True, kw_only=True):
    """One line of the checklist. `id` is unique in its scenario and never changes."""

    id: Annotated[str, Line(limit=60)]
    # Translators: Of a checklist: before speaking, first hour…
    phase: Annotated[Phase, Choice(lambda: _("Phase"), kind=Phase, words=phase_label)]
    text: Annotated[
        str,
        Line(
            lambda: pgettext("scenario", "What to do"),
            lambda: _("The verb first. Up to 52 characters stay on one line of the sheet."),
        ),
    ]
    help: Annotated[str, Line(lambda: _("Help"), lambda: _("One concrete line, in grey."))] = ""
    hat: Annotated[
        Hat, Choice(lambda: pgettext("scenario", "Crisis role"), kind=Hat, words=hat_label)
    ] = Hat.WRITES
    minutes: Annotated[
        int | None, Minutes(lambda: _("Minutes since the opening"), optional=True)
    ] = None
    """By when it should be done; None: no hurry of its own."""
    opens: Annotated[
        Opens, Choice(lambda: _("Where it is done"), kind=Opens, words=opens_label)
    ] = Opens.NONE
    statement: Annotated[
        StatementKind | None,
        Choice(
            lambda: pgettext("scenario", "Statement"),
            kind=StatementKind,
            words=statement_label,
            none=lambda: pgettext("statement", "None"),
        ),
    ] = None
    """Which template the step is about."""
    done_by: Annotated[
        DoneBy, Choice(lambda: _("What ticks it"), kind=DoneBy, words=done_by_label)
    ] = DoneBy.HAND
    """What of that statement, or of the calendar, ticks it."""


class CallGroup(ScenarioShape, frozen=True, kw_only=True):
    """Somebody to call, as the roster may know them."""

    who: Annotated[str, Line(lambda: _("Who to call"), limit=120, required=True)]
    why: Annotated[str, Line(lambda: _("What for"))] = ""
    group: Annotated[Group, Choice(lambda: _("Group of the roster"), kind=Group, words=group_label)]
    words: Annotated[
        tuple[str, ...],
        Lines(
            lambda: _("Words that tell which card"),
            lambda: _(
                "One per line: “pest”, “water”. Without any, everybody in the group is called."
            ),
            limit=60,
        ),
    ] = ()
    """One of these in the card tells which of the group; none: everybody of it, the hats first."""


class Blank(ScenarioShape, frozen=True, kw_only=True):
    """A field of the statements that the person fills in: `{place}`."""

    id: Annotated[str, Line(limit=40)]
    # Translators: Of the town.
    label: Annotated[str, Line(lambda: _("Name"), limit=80, required=True)]
    example: Annotated[str, Line(lambda: _("Example"))] = ""
    default: Annotated[
        str,
        Line(
            lambda: _("What it says while nobody knows"),
            lambda: _("With this, nobody has to fill it in before a text is approved."),
            limit=120,
        ),
    ] = ""
    """What the texts say while nobody knows it; with it nothing has to be filled in."""
    usual: bool = False
    """The default is what is so nearly always: paper prints it in every text. Any other is printed
    only in the first notice; later it would be known and have no room."""

    def said_on_paper(self, kind: StatementKind | None) -> str:
        """What paper says in a text of this kind, or empty where it leaves room for a hand."""
        return self.default if self.usual or kind is StatementKind.HOLDING else ""

    @property
    def is_hour(self) -> bool:
        """Whether it holds an hour and nothing else, as its example does."""
        try:
            return checked_hour(self.example) is not None
        except InvalidValue:
            return False


class Template(ScenarioShape, frozen=True, kw_only=True):
    """A statement to start from, part by part; `core.crisis.scenarios.sentences` says what stands
    in brackets."""

    kind: Annotated[StatementKind, Choice(kind=StatementKind, words=statement_label)]
    parts: Annotated[dict[StatementPart, str], Texts(kind=StatementPart, words=part_label)]


class Question(ScenarioShape, frozen=True, kw_only=True):
    """What people and media will ask, and what can be answered."""

    question: Annotated[str, Line(lambda: _("Question"), required=True)]
    answer: Annotated[str, Text(lambda: pgettext("scenario", "Answer"), rows=4)]


class OfflineText(ScenarioShape, frozen=True, kw_only=True):
    """What is said off the networks; `channel` is an id of the channel catalogue."""

    channel: Annotated[str, OneOf(lambda: _("Channel"), there=_channels)]
    text: Annotated[str, Text(lambda: _("Text"), rows=5)]
    kind: Annotated[
        StatementKind,
        # Translators: Kind of statement that says that a step was done.
        Choice(lambda: _("Goes out with"), kind=StatementKind, words=statement_label),
    ] = StatementKind.HOLDING
    """The statement with which it goes out: an order to leave says other things than the first."""


class Inject(ScenarioShape, frozen=True, kw_only=True):
    """Something that happens in a drill, so many minutes after its start."""

    id: Annotated[str, Line(limit=60)]
    # Translators: Minute of a drill at which something happens.
    minute: Annotated[int, Minutes(lambda: _("Minute"), high=240)]
    title: Annotated[str, Line(lambda: _("Title"), limit=120, required=True)]
    text: Annotated[str, Text(lambda: _("As it arrives"), rows=3)]
    expected: Annotated[
        tuple[str, ...],
        Lines(
            lambda: _("What a good answer has"),
            lambda: _("One thing per line; each is scored."),
            limit=LINE,
        ),
    ]
    """What a good answer has; each is scored by the person."""


class DrillPlan(ScenarioShape, frozen=True, kw_only=True):
    """A rehearsal for one person (HSEEP, cut down)."""

    objective: Annotated[str, Line(lambda: _("What is rehearsed"), rows=1)]
    card: Annotated[str, Text(lambda: _("The situation at the start"), rows=3)]
    """The situation, as it is read at the start."""
    minutes: Annotated[int, Minutes(lambda: _("Minutes it takes"), low=5, high=240)]
    injects: Annotated[tuple[Inject, ...], Things(most=20)]


class Scenario(ScenarioShape, frozen=True, kw_only=True):
    """A kind of crisis and all that is ready for it."""

    id: Annotated[str, Line(limit=60)]
    number: Annotated[int, Described(lambda: _("Number of the sheet"))]
    """Of the sheet: `CRI-02`."""
    version: int = 1
    """Of the content file; goes up when its words change."""
    title: Annotated[str, Line(lambda: _("Title"), limit=80, required=True)]
    applies: Annotated[str, Line(lambda: _("When to use this sheet"), rows=2)]
    """When this is the sheet to take."""
    danger: Annotated[
        str,
        Line(
            lambda: _("First check: is somebody in danger?"),
            lambda: _("Read first, before anything else."),
            rows=2,
        ),
    ]
    """The first check: is somebody in danger now, and what to do then."""
    level: Annotated[
        LevelName, Choice(lambda: _("Proposed level"), kind=LevelName, words=level_label)
    ]
    """Proposed when it is opened."""
    update_minutes: Annotated[int, Minutes(lambda: _("Minutes between two updates"), low=5)]
    """Between two updates for the public."""
    steps: Annotated[tuple[ScenarioStep, ...], Things()]
    never: Annotated[
        tuple[str, ...],
        Lines(
            lambda: _("What must never be done"),
            lambda: _("One per line; the first four are printed."),
            rows=3,
            most=12,
        ),
    ] = ()
    facts: Annotated[
        tuple[str, ...],
        Lines(
            lambda: _("What to find out"), lambda: _("One per line."), limit=LINE, rows=4, most=20
        ),
    ] = ()
    """To gather."""
    sources: Annotated[
        tuple[str, ...],
        Lines(
            lambda: _("Where it comes from"),
            lambda: _("Law, protocol or page, and the day it was read, one per line."),
            limit=LINE,
            rows=3,
            most=20,
        ),
    ] = ()
    """What its words rest on, for whoever has to confirm them."""
    calls: Annotated[tuple[CallGroup, ...], Things(most=20)] = ()
    blanks: Annotated[tuple[Blank, ...], Things(most=20)] = ()
    statements: Annotated[tuple[Template, ...], Things(most=7)] = ()
    questions: Annotated[tuple[Question, ...], Things(most=30)] = ()
    offline: Annotated[tuple[OfflineText, ...], Things(most=20)] = ()
    words: Annotated[
        tuple[str, ...],
        Lines(
            lambda: _("Words to listen for"),
            lambda: _("One per line, while it lasts. habit* finds habitantes."),
            rows=3,
            most=60,
        ),
    ] = ()
    """To listen for while it lasts, as in a watch."""
    topic: Annotated[str, OneOf(lambda: _("Topic of the mentions"), there=_topics)] = ""
    """Id of the topic pack of Mentions that goes with it."""
    drill: Annotated[DrillPlan | None, Thing()] = None

    def of(self, phase: Phase) -> tuple[ScenarioStep, ...]:
        """The steps of one phase, in order."""
        return tuple(step for step in self.steps if step.phase is phase)

    def step(self, step_id: str) -> ScenarioStep | None:
        """One step, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    def template(self, kind: StatementKind) -> Template | None:
        """The statement of one kind, or None."""
        return next((statement for statement in self.statements if statement.kind is kind), None)

    @property
    def code(self) -> str:
        """What stands on its sheet."""
        return f"CRI-{self.number:02}"
