"""Where this town publishes: the channels of its plan, and ways that a scenario has words for."""

from collections.abc import Iterable, Sequence

from core.crisis.kinds import StatementKind
from core.crisis.scenario import Scenario
from core.crisis.town_words import OWN
from core.plan import networks
from core.plan import records as plan_records
from core.plan.model import Channel
from core.store import Connection


def channels(connection: Connection) -> list[Channel]:
    """The channels of the plan for urgent notices, or all where none is marked: the web first, then
    the networks, then those off the internet."""
    there = plan_records.every(connection, Channel)
    urgent = [one for one in there if one.urgent] or list(there)
    return sorted(urgent, key=lambda one: (one.offline, one.kind not in OWN, one.position))


def beyond(connection: Connection, kinds: Iterable[str]) -> list[str]:
    """Those kinds of channel of which the plan has none at all."""
    there = {one.kind for one in plan_records.every(connection, Channel)}
    return [one for one in dict.fromkeys(kinds) if one not in there]


def name(kind: str) -> str:
    """What a kind of channel is called."""
    known = networks.network(kind)
    return known.name if known else kind


def first_places(connection: Connection, scenario: Scenario) -> tuple[str, ...]:
    """Every place where the first line of a scenario goes out."""
    kinds: Sequence[str] = [
        one.channel for one in scenario.offline if one.kind is StatementKind.HOLDING
    ]
    planned = [one.title for one in channels(connection)]
    return tuple(dict.fromkeys([*planned, *map(name, beyond(connection, kinds))]))
