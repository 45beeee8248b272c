"""A scenario: what a kind of crisis asks of a small town hall, from the first minute to the close.

One shape for the content files, for the copy that a town makes its own, for packs, and for what an
incident keeps of the scenario it was opened with.
"""

import msgspec

from core.crisis.kinds import DoneBy, Opens, Part, Phase, StatementKind
from core.plan.kinds import LevelName
from core.roster.model import Group, Hat

MOST_STEPS = 9
"""Of a phase: more are not read at a pause point (Boorman, Gawande)."""


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every table of the file has in common: an unknown key is a mistake."""


class ScenarioStep(Shape, frozen=True, kw_only=True):
    """One line of the checklist. `id` is unique in its scenario and never changes."""

    id: str
    phase: Phase
    text: str
    help: str = ""
    hat: Hat = Hat.WRITES
    minutes: int | None = None
    """Since the opening, by when it should be done; None: no hurry of its own."""
    opens: Opens = Opens.NONE
    statement: StatementKind | None = None
    """Which template the step is about."""
    done_by: DoneBy = DoneBy.HAND
    """What of that statement ticks it."""


class CallGroup(Shape, frozen=True, kw_only=True):
    """Somebody to call, as the roster may know them."""

    who: str
    why: str = ""
    group: Group
    words: tuple[str, ...] = ()
    """One of these in the card tells which of the group; none: everybody of it, the hats first."""


class Blank(Shape, frozen=True, kw_only=True):
    """A field of the statements that the person fills in: `{place}`."""

    id: str
    label: str
    example: str = ""
    default: str = ""
    """What the texts say while nobody knows it; with it nothing has to be filled in."""


class Template(Shape, frozen=True, kw_only=True):
    """A statement to start from, part by part; `core.crisis.sentences` says what stands in
    brackets."""

    kind: StatementKind
    parts: dict[Part, str]


class Question(Shape, frozen=True, kw_only=True):
    """What people and media will ask, and what can be answered."""

    question: str
    answer: str


class OfflineText(Shape, frozen=True, kw_only=True):
    """What is said off the networks; `channel` is an id of the channel catalogue."""

    channel: str
    text: str
    kind: StatementKind = StatementKind.HOLDING
    """The statement with which it goes out: an order to leave says other things than the first."""


class Inject(Shape, frozen=True, kw_only=True):
    """Something that happens in a drill, so many minutes after its start."""

    id: str
    minute: int
    title: str
    text: str
    expected: tuple[str, ...]
    """What a good answer has; each is scored by the person."""


class DrillPlan(Shape, frozen=True, kw_only=True):
    """A rehearsal for one person (HSEEP, cut down)."""

    objective: str
    card: str
    """The situation, as it is read at the start."""
    minutes: int
    injects: tuple[Inject, ...]


class Scenario(Shape, frozen=True, kw_only=True):
    """A kind of crisis and all that is ready for it."""

    id: str
    number: int
    """Of the sheet: `CRI-02`."""
    version: int = 1
    """Of the content file; goes up when its words change."""
    title: str
    applies: str
    """When this is the sheet to take."""
    danger: str
    """The first check: is somebody in danger now, and what to do then."""
    level: LevelName
    """Proposed when it is opened."""
    update_minutes: int
    """Between two updates for the public."""
    steps: tuple[ScenarioStep, ...]
    never: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """To gather."""
    calls: tuple[CallGroup, ...] = ()
    blanks: tuple[Blank, ...] = ()
    statements: tuple[Template, ...] = ()
    questions: tuple[Question, ...] = ()
    offline: tuple[OfflineText, ...] = ()
    words: tuple[str, ...] = ()
    """To listen for while it lasts, as in a watch."""
    topic: str = ""
    """Id of the topic pack of Mentions that goes with it."""
    drill: DrillPlan | None = None

    def of(self, phase: Phase) -> tuple[ScenarioStep, ...]:
        """The steps of one phase, in order."""
        return tuple(one for one in self.steps if one.phase is phase)

    def step(self, step_id: str) -> ScenarioStep | None:
        """One step, or None."""
        return next((one for one in self.steps if one.id == step_id), None)

    def template(self, kind: StatementKind) -> Template | None:
        """The statement of one kind, or None."""
        return next((one for one in self.statements if one.kind is kind), None)

    @property
    def code(self) -> str:
        """What stands on its sheet."""
        return f"CRI-{self.number:02}"
