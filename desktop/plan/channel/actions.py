"""What is done to channels, and the catalogue they are taken from."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from core.i18n import _, ngettext
from core.plan import records
from core.plan.guide import Network, network
from core.plan.item import item_name
from core.plan.model import Channel, NetworkFact, Presence
from core.store import Topic
from desktop.services import Services

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
        NetworkFact(0, fact.name, value=fact.value, reviewed_on=fact.reviewed, source=fact.source)
        for fact in (network.facts if network else ())
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


def add_channel(services: Services, kind: str, languages: tuple[str, ...]) -> int:
    """Store a new channel of the catalogue with its facts, or an empty one; returns its id."""
    chosen = network(kind)
    channel = new_channel(chosen, languages)
    label = _("add {name}").format(name=item_name(channel))
    with services.store.change(Topic.PLAN, label=label) as db:
        channel_id = records.add(db, channel)
        for fact in network_facts(chosen):
            records.add(db, replace(fact, channel_id=channel_id))
    return channel_id


def change_kind(
    services: Services, channel: Channel, given: frozenset[str] | None
) -> frozenset[str]:
    """Store the kind of a channel and, in fields nobody touched, what the catalogue knows of it.

    `given` are the fields that the last choice of a kind filled, if that is known; returns those
    that this one did.
    """
    with services.store.read() as connection:
        plan = records.load(connection)
    stored = plan.channel(channel.id) or channel
    before, now = network(stored.kind), network(channel.kind)
    changed = replace(stored, kind=channel.kind)
    filled = fillable(stored, before, given) if now else frozenset()
    old = {_content(network_fact) for network_fact in network_facts(before)}
    gone = [item for item in plan.facts if item.channel_id == channel.id and _content(item) in old]
    label = _("change {name}").format(name=item_name(channel))
    # One key: the arrows of the keyboard go through many kinds to reach the one that is meant.
    with services.store.change(Topic.PLAN, label=label, key=f"channel:{channel.id}:kind") as db:
        records.save(db, refilled(changed, now, filled) if now else changed)
        for fact in gone:
            records.delete(db, NetworkFact, fact.id)
        for fact in network_facts(now):
            records.add(db, replace(fact, channel_id=channel.id))
    return filled


def review_facts(services: Services, facts: Sequence[NetworkFact]) -> None:
    """Somebody compared these facts with the network today."""
    today = services.clock.today()
    label = ngettext(
        "review a size or limit of the network",
        "review sizes and limits of the network",
        len(facts),
    )
    with services.store.change(Topic.PLAN, label=label) as db:
        for fact in facts:
            records.save(db, replace(fact, reviewed_on=today))
    told = ngettext("One fact reviewed today.", "{count} facts reviewed today.", len(facts))
    services.notifier.undoable(told.format(count=len(facts)))


def give_evidence(services: Services, presence: Presence) -> None:
    """Say how it is known that an audience is on a channel."""
    with services.store.change(
        Topic.PLAN,
        label=_("say how it is known"),
        key=f"presence:{presence.audience_id}:{presence.channel_id}:evidence",
    ) as db:
        records.set_reach(db, presence)


def _content(fact: NetworkFact) -> tuple[str, str, str]:
    return fact.name, fact.value, fact.source
