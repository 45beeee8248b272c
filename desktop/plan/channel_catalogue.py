"""What the channel catalogue gives to a sheet, without taking away what a person wrote."""

from dataclasses import replace
from typing import Any

from core.i18n import _
from core.plan.model import Channel, NetworkFact
from core.plan.networks import Network


def new_channel(network: Network | None, languages: tuple[str, ...]) -> Channel:
    """A channel of the catalogue with its figures, or an empty one of the person's own."""
    if network is None:
        return Channel(_("New channel"), languages=languages)
    return Channel(**_known(network), kind=network.id, offline=network.offline, languages=languages)


def refilled(channel: Channel, before: Network | None, now: Network | None) -> Channel:
    """A sheet whose kind changed from `before` to `now`.

    Fields that are empty, or still say what the kind before gave them, take what the new one says.
    """
    if now is None:
        return channel
    untouched = _known(before) if before else {"title": _("New channel")}
    taken = {
        name: value
        for name, value in _known(now).items()
        if getattr(channel, name) in ("", None, untouched.get(name))
    }
    return replace(channel, **taken, offline=now.offline)


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
