"""What a person does on the step of the channels, beside changing fields."""

from collections.abc import Sequence
from dataclasses import replace

from core.i18n import _, ngettext
from core.plan import records
from core.plan.labels import item_name
from core.plan.model import Channel, NetworkFact, Presence
from core.plan.networks import network
from core.store import Topic
from desktop.plan.channel_catalogue import network_facts, new_channel, refilled
from desktop.services import Services


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
    services: Services, channel: Channel, before: str, facts: Sequence[NetworkFact]
) -> None:
    """Store a channel whose kind was chosen anew, with what the catalogue knows of it.

    `before` is the kind that it had, `facts` are those that it has: those that nobody touched give
    way to the facts of the new kind.
    """
    old, now = network(before), network(channel.kind)
    given = {_content(one) for one in network_facts(old)}
    label = _("change {name}").format(name=item_name(channel))
    with services.store.change(Topic.PLAN, label=label) as db:
        records.save(db, refilled(channel, old, now))
        for fact in facts:
            if _content(fact) in given:
                records.delete(db, NetworkFact, fact.id)
        for fact in network_facts(now):
            records.add(db, replace(fact, channel_id=channel.id))


def review_facts(services: Services, facts: Sequence[NetworkFact]) -> None:
    """Somebody compared these facts with the network today."""
    today = services.clock.today()
    label = ngettext("review a fact of the network", "review facts of the network", len(facts))
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
