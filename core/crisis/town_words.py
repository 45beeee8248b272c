"""What the texts say of the town: its places of publication, its private channel, its police."""

from collections.abc import Sequence

from core import content
from core.crisis.people import callees
from core.crisis.scenario import CallGroup
from core.plan import records as plan_records
from core.plan.model import Channel, PrivateChannel
from core.plan.plan_content import Shape
from core.roster import records as roster_records
from core.roster.model import Contact, Group, Kind
from core.store import Connection
from core.text import loose
from core.town import records as town_records
from core.town.naming import body_fields

OWN = ("web", "e_office")
"""The town's own place, to which the others point (CONTENT.md §2: web first)."""

MOST_PLACES = 3
"""Named in one breath."""

_FORCES = (
    ("local_police", ("policia local", "guardia urbana", "policia municipal")),
    ("constable", ("alguacil",)),
    ("civil_guard", ("guardia civil",)),
)
"""Which police a town has, by what stands on a card of its roster; the first that it has."""
_ELSEWHERE = "police"

_OFFICES = ("oficinas municipales", "ayuntamiento", "centralita", "town hall", "council offices")
"""How the card of the roster begins that has the public number of the town hall."""


class Force(Shape, frozen=True, kw_only=True):
    """A police as a sentence names it."""

    the_force: str
    of_the_force: str
    to_the_force: str


class Words(Shape, frozen=True, kw_only=True):
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
    places: dict[str, str]
    """Where there is more, by the kind of channel."""
    forces: dict[str, Force]


def words() -> Words:
    """The content file `crisis-words` in the current language."""
    return content.load("crisis-words", Words)


def fields(connection: Connection, used: Sequence[str] = ()) -> dict[str, str]:
    """The fields of the town in the current language.

    `used` are the channels on which the incident was published: where there was something there
    will be more.
    """
    channels = plan_records.every(connection, Channel)
    contacts = roster_records.everyone(connection)
    web = _web(channels)
    return body_fields(town_records.load(connection)) | {
        "web": web,
        "next_place": _where(channels, used, web),
        "private": private(connection) or words().private,
    } | _force(contacts)  # fmt: skip


def private(connection: Connection) -> str:
    """Where somebody is answered in private, with its number: by the plan, or else that of the
    municipal offices in the roster; empty where neither has one."""
    ways_in = plan_records.every(connection, PrivateChannel)
    doors = (f"{one.title}: {one.address}" for one in ways_in if one.address)
    return next(doors, "") or _office(roster_records.everyone(connection))


def _office(contacts: Sequence[Contact]) -> str:
    """`Oficinas municipales: 924 80 00 00`, the public number by the roster; never a person's."""
    found = (
        f"{one.name}: {one.phones[0].number}"
        for one in contacts
        if one.kind is Kind.SERVICE
        and Group.SERVICES in one.groups
        and one.phones
        and loose(one.name).startswith(_OFFICES)
    )
    return next(found, "")


def _web(channels: Sequence[Channel]) -> str:
    """The town's website, or the place that every town hall has."""
    there = [one for one in channels if one.kind == "web"]
    address = next((one.address for one in there if one.address), "")
    # As it is said aloud; a network makes a link of it all the same.
    said = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return said or (words().web if there else words().board)


def _where(channels: Sequence[Channel], used: Sequence[str], web: str) -> str:
    """`en valdehierro.es, en el tablón y por megafonía`: where it was published already, else where
    urgent notices go, the town's own place first and then what needs no internet."""
    known = {one.title: one for one in channels}
    if used:
        found = [_place(known.get(title), title, web) for title in used]
    else:
        urgent = [one for one in channels if one.urgent] or list(channels)
        found = [_place(one, one.title, web) for one in sorted(urgent, key=_order)]
    said = list(dict.fromkeys(found))[:MOST_PLACES] or [
        words().elsewhere.format(title=words().board)
    ]
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


def _force(contacts: Sequence[Contact]) -> dict[str, str]:
    found = words().forces[force(contacts)]
    return {
        "the_force": found.the_force,
        "The_force": found.the_force[:1].upper() + found.the_force[1:],
        "of_the_force": found.of_the_force,
        "to_the_force": found.to_the_force,
    }


def force(contacts: Sequence[Contact]) -> str:
    """Which police the town has by its roster, as the content file calls it."""
    for name, begins in _FORCES:
        call = CallGroup(who=name, group=Group.EMERGENCIES, words=begins)
        if callees(contacts, call, most=1):
            return name
    return _ELSEWHERE
