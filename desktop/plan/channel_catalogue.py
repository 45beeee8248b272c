"""What the channel catalogue gives to a sheet, without taking away what a person wrote."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from core.i18n import _
from core.plan.guide import Network
from core.plan.model import Channel, NetworkFact

_FILLED = ("title", "purpose", "posts", "posts_week", "minutes_post", "best_time", "voice")


def new_channel(network: Network | None, languages: tuple[str, ...]) -> Channel:
    """A channel of the catalogue with its figures, or an empty one of the person's own."""
    if network is None:
        return Channel(_("New channel"), languages=languages)
    return Channel(**_known(network), kind=network.id, offline=network.offline, languages=languages)


def fillable(
    channel: Channel, before: Network | None, given: frozenset[str] | None
) -> frozenset[str]:
    """The fields of a sheet that a new kind may fill: the empty ones, and those nobody touched.

    These say what the kind `before` says. `given` are the fields that it did fill, where that is
    known: a person may have written the same.
    """
    said = _known(before) if before else {"title": _("New channel")}
    return frozenset(
        name
        for name in _FILLED
        if (value := getattr(channel, name)) in ("", None)
        or (value == said.get(name) and (given is None or name in given))
    )


def refilled(channel: Channel, now: Network, names: Collection[str]) -> Channel:
    """A sheet with some fields as the catalogue has them."""
    known = _known(now)
    return replace(channel, **{name: known[name] for name in names}, offline=now.offline)


def network_facts(network: Network | None) -> tuple[NetworkFact, ...]:
    """The facts of a kind of channel; they name no channel until they are stored."""
    return tuple(
        NetworkFact(0, one.name, value=one.value, reviewed_on=one.reviewed, source=one.source)
        for one in (network.facts if network else ())
    )


def _known(network: Network) -> dict[str, Any]:
    return {
        "title": network.name,
        "purpose": network.works,
        "posts": network.posts,
        "posts_week": network.posts_week,
        "minutes_post": network.minutes_post,
        "best_time": network.best_time,
        "voice": network.voice,
    }
