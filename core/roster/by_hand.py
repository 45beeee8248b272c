"""Proposed cards that nobody has completed: on paper, a name and room to write the number.

Without them the papers of a new town have nobody of the town itself.
"""

from collections.abc import Iterable, Sequence

from core.documents.glyphs import shorten
from core.documents.model import Block, Column, Heading, Line, Style, Table, cell
from core.i18n import _
from core.roster.model import Contact, Group, in_order, rank

_MOST = 18
_MOST_NAME = 60
_ORDER = (Group.CRISIS_TEAM, Group.EMERGENCIES, Group.HEALTH, Group.COMPANIES, Group.SERVICES)
"""By how soon a crisis asks for them: whoever mends the water or the power before an office."""


def proposed(contacts: Iterable[Contact]) -> list[Contact]:
    """The first of them, whoever has a role in a crisis before all others, and of a group whoever
    is known to answer at some hours."""
    found = in_order(contact for contact in contacts if not contact.somebody)
    found.sort(key=lambda contact: (rank(contact), _turn(contact), not contact.available))
    return found[:_MOST]


def of_roles(contacts: Sequence[Contact]) -> list[Contact]:
    """Those with a role that nobody of the roster has, who decides first."""
    worn = {hat for contact in contacts if contact.somebody for hat in contact.hats}
    return [contact for contact in proposed(contacts) if set(contact.hats) - worn]


def to_write(contacts: Sequence[Contact]) -> list[Block]:
    """Two a row, with room beside each; nothing when there are none."""
    if not contacts:
        return []
    names = [cell(Line(shorten(contact.name, _MOST_NAME), Style.STRONG)) for contact in contacts]
    names += [cell()] * (len(names) % 2)
    pairs = zip(names[::2], names[1::2], strict=True)
    columns = (Column(_("Who"), 2.0), Column(_("Name and phone"), 2.1)) * 2
    return [
        Heading(1, _("Numbers still missing")),
        Table(columns, tuple((left, cell(), right, cell()) for left, right in pairs)),
    ]


def _turn(contact: Contact) -> int:
    known = [_ORDER.index(group) for group in contact.groups if group in _ORDER]
    return min(known, default=len(_ORDER))
