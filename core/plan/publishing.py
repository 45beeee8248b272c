"""Whom the plan speaks to, where and what for: audiences, channels, uses, and what they say.

A form has the fields in this order. Fields that point at other things name their list in `Plan`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from core.field_kinds import Amount, Day, Line, OneOf, Page, Ref, Refs, Tick
from core.i18n import _
from core.numbers import percent
from core.plan import guide
from core.plan.kinds import UseName


def catalogued() -> Sequence[tuple[str, str]]:
    """Another one, then every channel of the catalogue."""
    # Translators: A channel that is not in the catalogue.
    return [("", _("Another")), *((network.id, network.name) for network in guide.networks())]


@dataclass(frozen=True)
class Audience:
    """A segment of the public."""

    title: Annotated[str, Line(lambda: _("Name"), required=True)]
    id: int = 0
    position: int = 0
    size: Annotated[
        int | None, Amount(lambda: _("People, roughly"), high=10_000_000, whole=True)
    ] = None
    sociodemographic: Annotated[
        str,
        Page(
            lambda: _("Who they are"), lambda: _("Age, sex, household, where they live, languages.")
        ),
    ] = ""
    socioeconomic: Annotated[
        str,
        Page(
            lambda: _("How they live"),
            lambda: _("Work, income, education, telephone and connection."),
        ),
    ] = ""
    psychographic: Annotated[
        str,
        Page(
            lambda: _("What matters to them"),
            lambda: _("Interests, worries, habits, who they trust."),
        ),
    ] = ""
    services: Annotated[str, Page(lambda: _("What they get from the organisation"))] = ""
    suggested: str = ""


@dataclass(frozen=True)
class Channel:
    """A network or an offline channel, with its sheet."""

    title: Annotated[str, Line(lambda: _("Name"), required=True)]
    id: int = 0
    position: int = 0
    kind: Annotated[str, OneOf(lambda: _("Kind of channel"), there=catalogued)] = ""
    """Id of the channel catalogue, or empty for one of the person's own."""
    offline: Annotated[
        bool,
        Tick(
            lambda: _("Works without internet"),
            box=lambda: _("It reaches people when the network is down"),
        ),
    ] = False
    address: Annotated[
        str,
        Line(
            lambda: _("Address"),
            lambda: _("Where people find it, on the web or in town."),
            limit=500,
        ),
    ] = ""
    purpose: Annotated[str, Page(lambda: _("What it is for"))] = ""
    posts: Annotated[str, Page(lambda: _("Kinds of post"), rows=2)] = ""
    """What kinds of post work there."""
    posts_week: Annotated[float | None, Amount(lambda: _("Posts a week"), high=200)] = None
    minutes_post: Annotated[
        float | None, Amount(lambda: _("Minutes per post"), high=600, beside=True)
    ] = None
    best_time: Annotated[str, Line(lambda: _("Best time"), rows=1)] = ""
    # Translators: How a channel speaks.
    voice: Annotated[str, Page(lambda: _("Voice"), lambda: _("How it speaks there."), rows=2)] = ""
    targets: Annotated[
        str,
        Page(
            lambda: _("Targets of the channel"),
            lambda: _("Figures it should reach, one per line."),
            rows=2,
        ),
    ] = ""
    languages: Annotated[
        tuple[str, ...], Refs(lambda: _("Languages"), to="languages", least=2)
    ] = ()
    # Translators: Who runs a channel.
    owner_id: Annotated[int | None, Ref(lambda: _("Responsible"), to="people")] = None
    substitute_id: Annotated[int | None, Ref(lambda: _("Deputy"), to="people", beside=True)] = None
    urgent: Annotated[
        bool,
        Tick(lambda: _("Urgent notices"), box=lambda: _("Urgent notices go out here too")),
    ] = False
    """Urgent notices go out here too."""
    suggested: str = ""


@dataclass(frozen=True)
class NetworkFact:
    """Something that a network decides and changes: an image size, a limit."""

    channel_id: int
    name: Annotated[str, Line(lambda: _("Fact"), required=True)]
    id: int = 0
    position: int = 0
    # Translators: Of a fact: 1080 × 1350 px.
    value: Annotated[str, Line(lambda: _("Value"), lambda: _("With its unit: 1080 × 1350 px."))] = (
        ""
    )
    reviewed_on: Annotated[date | None, Day(lambda: _("Reviewed on"))] = None
    source: Annotated[str, Line(lambda: _("Source"), limit=500)] = ""


@dataclass(frozen=True)
class Use:
    """One of the eight uses. All eight rows always exist; a share of 0 means it is not used."""

    name: UseName
    id: int = 0
    share: Annotated[
        int | None,
        Amount(
            lambda: _("Share of the posts"),
            lambda: _("In percent; 0 for a use that the plan leaves out."),
            high=100,
            whole=True,
            words=percent,
        ),
    ] = None
    """Of the posts, in percent."""
    channels: Annotated[tuple[int, ...], Refs(lambda: _("Channels"), to="channels", least=1)] = ()
    audiences: Annotated[
        tuple[int, ...], Refs(lambda: _("Audiences"), to="audiences", least=1)
    ] = ()
    examples: Annotated[
        str, Page(lambda: _("Examples"), lambda: _("Real posts, one per line."), rows=4)
    ] = ""
    suggested: str = ""
