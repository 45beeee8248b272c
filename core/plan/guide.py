"""What the program says to whoever plans: words for each step, and the catalogue of channels."""

from datetime import date
from enum import StrEnum

import msgspec

from core import content
from core.plan.kinds import PlanStep


class SizeBand(StrEnum):
    """How big the town is, for choosing an example that looks like it."""

    HAMLET = "hamlet"
    VILLAGE = "village"
    TOWN = "town"
    CITY = "city"


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a fictional town of each size wrote in a step."""

    hamlet: str
    village: str
    town: str
    city: str

    def for_band(self, band: SizeBand) -> str:
        """The example of a town of that size."""
        return {
            SizeBand.HAMLET: self.hamlet,
            SizeBand.VILLAGE: self.village,
            SizeBand.TOWN: self.town,
            SizeBand.CITY: self.city,
        }[band]


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question for the room, shown large; `id` is unique in the whole guide."""

    id: str
    text: str
    hint: str
    """How to answer it, and whom in the room to ask."""


class StepGuide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What guides the person through one step."""

    id: PlanStep
    question: str
    why: str
    examples: Examples
    prompts: tuple[Prompt, ...]


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `plan-guide`: the eight steps in their order."""

    steps: tuple[StepGuide, ...]


_BELOW = ((1_500, SizeBand.HAMLET), (6_500, SizeBand.VILLAGE), (21_000, SizeBand.TOWN))
"""Half way, by ratio, between the towns that tell the examples: 620, 3,400, 12,000 and 38,000."""


def band(population: int | None) -> SizeBand:
    """The size of a town by its inhabitants; a body without population counts as a village."""
    if population is None:
        return SizeBand.VILLAGE
    return next((size for limit, size in _BELOW if population < limit), SizeBand.CITY)


def guide() -> Guide:
    """The whole guide in the current language."""
    return content.load("plan-guide", Guide)


def step(wanted: PlanStep) -> StepGuide:
    """The guide of one step in the current language."""
    return next(step_guide for step_guide in guide().steps if step_guide.id is wanted)


class DatedFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that the network decides and changes: an image size, a limit."""

    name: str
    value: str
    """With its unit: `1080 × 1350 px`."""
    reviewed: date | None = None
    """When it was last confirmed; None when nobody has. A month is kept as its first day."""
    source: str = ""


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of channel. The figures are a proposal that each town corrects."""

    id: str
    """What `Channel.kind` and `Account.network` say; equal in every language."""
    name: str
    offline: bool
    """Still reaches people when there is no internet."""
    public: str
    """Who is usually there."""
    works: str
    """What it is good for, and what it is not."""
    posts: str
    """Kinds of post that work there."""
    posts_week: float
    """A modest cadence for a small town."""
    minutes_post: float
    """To write, illustrate, check and publish one."""
    best_time: str
    voice: str
    facts: tuple[DatedFact, ...] = ()


class Networks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `channels`."""

    networks: tuple[Network, ...]


def networks() -> tuple[Network, ...]:
    """The whole catalogue in the current language, the town's own channels first."""
    return content.load("channels", Networks).networks


def network(kind: str) -> Network | None:
    """One kind of channel; None for a channel of the person's own invention."""
    return next((item for item in networks() if item.id == kind), None)
