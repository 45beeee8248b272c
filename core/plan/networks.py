"""The channel catalogue: what each network and each channel off the networks is good for."""

from datetime import date

import msgspec

from core import content


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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
    facts: tuple[Fact, ...] = ()


class Networks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `channels`."""

    networks: tuple[Network, ...]


def networks() -> tuple[Network, ...]:
    """The whole catalogue in the current language, the town's own channels first."""
    return content.load("channels", Networks).networks


def network(kind: str) -> Network | None:
    """One kind of channel; None for a channel of the person's own invention."""
    return next((one for one in networks() if one.id == kind), None)
