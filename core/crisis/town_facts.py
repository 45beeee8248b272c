"""What a crisis needs of the town: its police, what texts say of it, where it publishes."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from core import content
from core.crisis.callees import callees
from core.crisis.kinds import StatementKind
from core.crisis.scenario import CallGroup, Scenario
from core.plan import guide
from core.plan import records as plan_records
from core.plan.model import Channel, PrivateChannel
from core.plan.plan_content import ContentShape
from core.roster import records as roster_records
from core.roster.model import Contact, ContactKind, Group
from core.store import Connection
from core.text import clean, loose
from core.town import records as town_records
from core.town.model import Town, body_fields


@dataclass(frozen=True)
class Police:
    """Which police a town has, as the content file calls them."""

    local: str
    """That of the town hall, for errands; without one, whoever there is."""
    corps: str
    """That which keeps order and investigates crimes."""


def here(call: CallGroup, police: Police) -> CallGroup:
    """A call as this town means it: where it says the local police or the Guardia Civil, those that
    there are."""
    corps = _of_poison(police) if "seprona" in loose(call.who) else police.corps
    return _swapped(_swapped(call, words().local_police, police.local), words().state_police, corps)


def _swapped(call: CallGroup, named: Sequence[str], force: str) -> CallGroup:
    """With the police of the town where the call says one of these names."""
    own = words().forces[force].name
    tried = (re.search(re.escape(text), call.who, re.IGNORECASE) for text in named)
    said = next(filter(None, tried), None)
    if not own or said is None:
        return call
    before, after = call.who[: said.start()], call.who[said.end() :]
    if loose(own) == loose(said[0]):
        # Within a name it keeps its small letter.
        own = said[0]
    who = own if own in f"{before} {after}" else f"{before}{own}{after}"
    if force not in _CORPS:
        return msgspec.structs.replace(call, who=who)
    others = {begin for name, begins in _CORPS.items() if name != force for begin in begins}
    kept = (begin for begin in call.words if begin not in others)
    return msgspec.structs.replace(call, who=who, words=(*dict.fromkeys((*kept, *_CORPS[force])),))


def in_town(scenario: Scenario, town: Town, police: Police) -> Scenario:
    """A scenario as this town reads it, with its police, its languages and its data authority.

    What is said in public is filled in when it is said (`core.crisis.texts`).
    """
    replace, known = msgspec.structs.replace, _named(town, police)
    return replace(
        scenario,
        danger=_filled(scenario.danger, known),
        steps=tuple(
            replace(step, text=_filled(step.text, known), help=_filled(step.help, known))
            for step in scenario.steps
        ),
        facts=tuple(_filled(fact, known) for fact in scenario.facts),
        calls=tuple(here(call, police) for call in scenario.calls),
    )


def _filled(text: str, known: Mapping[str, str]) -> str:
    for name, said in known.items():
        text = text.replace(f"{{{name}}}", said)
    return text


OWN = ("web", "e_office")
"""The town's own place, to which the others point (CONTENT.md §2: web first)."""

MOST_PLACES = 3
"""Named in one breath."""

_LOCAL_POLICE = ("policia local", "guardia urbana", "policia municipal", "local police")
_FORCES = {"local_police": _LOCAL_POLICE, "constable": ("alguacil",)}
"""Whom the town hall itself has, by what stands on a card of its roster; the first that it has."""
_CORPS = {
    "civil_guard": ("guardia civil",),
    "seprona": ("seprona", "guardia civil"),
    "national_police": ("policia nacional", "national police"),
    "mossos": ("mossos",),
    "ertzaintza": ("ertzaintza",),
    "foral_police": ("policia foral",),
}
"""Who keeps order and investigates crimes, by what stands on the card of each."""
_ELSEWHERE = "police"
_RUNG = ("corps", "seprona")
"""Whose number a sentence gives; that of the town hall's own police stands in the roster."""

_SIGNING = ((5_000, "20"), (20_000, "15"), (math.inf, "10"))
"""Inhabitants, and the share of them that signs a popular initiative (LBRL, 70 bis.2)."""

_OFFICES = ("oficinas municipales", "ayuntamiento", "centralita", "town hall", "council offices")
"""How the card of the roster begins that has the public number of the town hall."""


class Force(ContentShape, frozen=True, kw_only=True):
    """A police as a sentence names it."""

    name: str = ""
    """On its own; empty where it is not known which one it is."""
    the_force: str
    of_the_force: str
    to_the_force: str
    number: str = ""
    """At which anybody reaches it."""
    region: str = ""
    """Where it keeps order and investigates, instead of that of the State."""


class CrisisWords(ContentShape, frozen=True, kw_only=True):
    """The content file `crisis-words`: what stands in for a gap, words that a statement avoids."""

    web: str
    board: str
    private: str
    elsewhere: str
    """Where a channel that nobody foresaw is: `{title}`."""
    several: str
    """More than one place: `{first} y {last}`."""
    blame: tuple[str, ...]
    guesses: tuple[str, ...]
    local_police: tuple[str, ...]
    """What the scenarios call it, the longest first."""
    state_police: tuple[str, ...]
    """What they call the police of the State, the longest first."""
    places: dict[str, str]
    """Where there is more, by the kind of channel."""
    forces: dict[str, Force]
    data_authority: str
    data_authorities: dict[str, str]
    """In whose stead, by the region (LO 3/2018, 57)."""
    signatures: dict[str, str]
    """How many residents sign a popular initiative, by the share of them; `any` where unknown."""
    each_language: str
    """Before what is said in all languages of the town; nothing where it has one."""


def words() -> CrisisWords:
    """The content file `crisis-words` in the current language."""
    return content.load("crisis-words", CrisisWords)


def fields(connection: Connection, used: Sequence[str] = ()) -> dict[str, str]:
    """The fields of the town in the current language.

    `used` are the channels on which the incident was published: where there was something there
    will be more. Before, only those of the plan count that somebody kept: what the program proposed
    the town may not have.
    """
    planned, own = plan_records.every(connection, Channel), kept(connection)
    web = _web(own)
    town = town_records.load(connection)
    return body_fields(town) | {
        "web": web,
        "next_place": _used(planned, used, web) if used else _announced(own, web),
        "private": private(connection) or words().private,
    } | _named(town, police(connection))  # fmt: skip


def kept(connection: Connection) -> list[Channel]:
    """The channels of the plan that somebody kept."""
    planned = plan_records.every(connection, Channel)
    return [channel for channel in planned if not channel.suggested]


def private(connection: Connection) -> str:
    """Where somebody is answered in private, with its number: by the plan, or else that of the
    municipal offices in the roster; empty where neither has one."""
    ways_in = plan_records.every(connection, PrivateChannel)
    doors = (
        ": ".join(filter(None, (clean(channel.title), channel.address)))
        for channel in ways_in
        if channel.address
    )
    return next(doors, "") or _office(roster_records.everyone(connection))


def _office(contacts: Sequence[Contact]) -> str:
    """`Oficinas municipales: 924 80 00 00`, the public number by the roster; never a person's."""
    found = (
        f"{contact.name}: {contact.phones[0].number}"
        for contact in contacts
        if contact.kind is ContactKind.SERVICE
        and Group.SERVICES in contact.groups
        and contact.phones
        and loose(contact.name).startswith(_OFFICES)
    )
    return next(found, "")


def _web(channels: Sequence[Channel]) -> str:
    """The town's website, or the place that every town hall has."""
    there = [channel for channel in channels if channel.kind == "web"]
    address = next((channel.address for channel in there if channel.address), "")
    # As it is said aloud; a network makes a link of it all the same.
    said = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return said or (words().web if there else words().board)


def _used(channels: Sequence[Channel], used: Sequence[str], web: str) -> str:
    """Where it was published already."""
    known = {channel.title: channel for channel in channels}
    return _several(_place(known.get(title), title, web) for title in used)


def _announced(channels: Sequence[Channel], web: str) -> str:
    """`en valdehierro.es, en el tablón y por megafonía`: where urgent notices go, the town's own
    place first and then what needs no internet; the notice board, which every town hall has."""
    urgent = [channel for channel in channels if channel.urgent] or list(channels)
    places = [_place(channel, channel.title, web) for channel in sorted(urgent, key=_order)]
    return _several(places or [words().elsewhere.format(title=words().board)])


def _several(places: Iterable[str]) -> str:
    said = list(dict.fromkeys(places))[:MOST_PLACES]
    if len(said) == 1:
        return said[0]
    return words().several.format(first=", ".join(said[:-1]), last=said[-1])


def _order(channel: Channel) -> tuple[bool, bool, int]:
    return channel.kind not in OWN, not channel.offline, channel.position


def _place(channel: Channel | None, title: str, web: str) -> str:
    if channel is not None and channel.kind == "web":
        return words().elsewhere.format(title=web)
    known = words().places.get(channel.kind) if channel is not None else None
    return known or words().elsewhere.format(title=title)


def _named(town: Town, police: Police) -> dict[str, str]:
    """What is another in each town: its police, and what its size, region and languages make."""
    said, people = words(), town.population
    shares = (share for most, share in _SIGNING if people is not None and people <= most)
    return force_fields(police) | {
        "signatures": said.signatures[next(shares, "any")],
        "data_authority": said.data_authorities.get(town.region, said.data_authority),
        "each_language": f"{said.each_language} " if len(town.languages) > 1 else "",
    }


def force_fields(police: Police) -> dict[str, str]:
    """The police of a town as sentences name it: `the_force`, `to_the_corps`, `corps_number`."""
    named = {"force": police.local, "corps": police.corps, "seprona": _of_poison(police)}
    found: dict[str, str] = {}
    for whom, force in ((whom, words().forces[name]) for whom, name in named.items()):
        found |= {
            f"the_{whom}": force.the_force,
            f"The_{whom}": force.the_force[:1].upper() + force.the_force[1:],
            f"of_the_{whom}": force.of_the_force,
            f"to_the_{whom}": force.to_the_force,
        }
    numbers = {f"{whom}_number": words().forces[named[whom]].number for whom in _RUNG}
    return found | numbers


def police(connection: Connection) -> Police:
    """Which police the town has now."""
    contacts = roster_records.everyone(connection)
    return police_of(contacts, town_records.load(connection).region)


def police_of(contacts: Sequence[Contact], region: str = "") -> Police:
    """Which police a town has, by its region and its roster."""
    regional = (name for name, force in words().forces.items() if region and force.region == region)
    corps = next(regional, "")
    local = next((name for name, begins in _FORCES.items() if _has(contacts, begins)), "")
    if not corps:
        national = _has(contacts, _CORPS["national_police"])
        corps = "national_police" if national else "civil_guard"
        local = local or (corps if _has(contacts, _CORPS[corps]) else _ELSEWHERE)
    return Police(local or corps, corps)


def _of_poison(police: Police) -> str:
    """Who investigates poison and spills: of the police of the State, the Guardia Civil does."""
    return police.corps if words().forces[police.corps].region else "seprona"


def _has(contacts: Sequence[Contact], begins: Sequence[str]) -> bool:
    call = CallGroup(who="", group=Group.EMERGENCIES, words=tuple(begins))
    return bool(callees(contacts, call, most=1))


def channels(connection: Connection) -> list[Channel]:
    """The channels of the plan for urgent notices, or all where none is marked: the web first, then
    the networks, then those off the internet."""
    there = plan_records.every(connection, Channel)
    urgent = [channel for channel in there if channel.urgent] or list(there)
    return sorted(urgent, key=lambda item: (item.offline, item.kind not in OWN, item.position))


def beyond(connection: Connection, kinds: Iterable[str]) -> list[str]:
    """Those kinds of channel of which the plan has none at all."""
    there = {record.kind for record in plan_records.every(connection, Channel)}
    return [fromkey for fromkey in dict.fromkeys(kinds) if fromkey not in there]


def way_name(kind: str) -> str:
    """What a kind of channel is called."""
    known = guide.network(kind)
    return known.name if known else kind


def first_places(connection: Connection, scenario: Scenario) -> tuple[str, ...]:
    """Every place where the first line of a scenario goes out."""
    kinds: Sequence[str] = [
        text.channel for text in scenario.offline if text.kind is StatementKind.HOLDING
    ]
    planned = [channel.title for channel in channels(connection)]
    return tuple(dict.fromkeys([*planned, *map(way_name, beyond(connection, kinds))]))
