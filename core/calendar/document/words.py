"""What the papers of the calendar say of an item: where, who, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.calendar.model import CalendarItem, ItemState, state_label
from core.documents.glyphs import titled
from core.documents.wall import BESIDE
from core.i18n import _
from core.plan import records
from core.plan.publishing import Audience, Channel
from core.plan.things import Person
from core.store import Connection


@dataclass(frozen=True)
class Names:
    """How the plan calls what items point at."""

    channels: Mapping[int, str]
    people: Mapping[int, str]
    audiences: Mapping[int, str]

    def where(self, item: CalendarItem) -> str:
        """Its channels in the order of the plan."""
        return BESIDE.join(name for key, name in self.channels.items() if key in item.channels)

    def who(self, item: CalendarItem) -> str:
        """The post that publishes it, or the one that stands in."""
        owner = self.people.get(item.owner_id or 0) or self.people.get(item.substitute_id or 0)
        return owner or _("Nobody yet")

    def whom(self, item: CalendarItem) -> str:
        """Its audiences in the order of the plan."""
        return "; ".join(name for key, name in self.audiences.items() if key in item.audiences)


def names(connection: Connection) -> Names:
    """The names as they are now."""
    return Names(
        {channel.id: titled(channel.title) for channel in records.every(connection, Channel)},
        {person.id: titled(person.label) for person in records.every(connection, Person)},
        {one.id: titled(one.title) for one in records.every(connection, Audience)},
    )


def title(item: CalendarItem) -> str:
    """Its title, and before it whether it is held.

    Nothing tells that it is out: paper is ticked by hand, and does not grow old with each item.
    """
    named = titled(item.title)
    return _("Held: {title}").format(title=named) if item.state is ItemState.HELD else named


def idea(item: CalendarItem) -> str:
    """That it is only an idea; empty of any other."""
    return state_label(item.state) if item.state is ItemState.IDEA else ""


def hour(item: CalendarItem) -> str:
    """`09:00`; empty of what is for the whole day."""
    return f"{item.hour:%H:%M}" if item.hour else ""
