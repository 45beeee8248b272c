"""People on the forms of the crisis desk: names, numbers, substitutes, in what fits a cell."""

from collections.abc import Iterable, Sequence

from core.crisis.people import number, substitute
from core.documents.glyphs import shorten
from core.documents.model import Cell, Line, Style, cell
from core.plan.document.source import titled
from core.roster.model import Contact, Group, Hat

MOST_NAME = 30
"""Characters of a name on a form: longer ones would take the room to write."""
MOST_ROLE = 40


def name_of(contact: Contact) -> str:
    """A name that fits a form."""
    return shorten(titled(contact.name), MOST_NAME)


def person(contact: Contact) -> Cell:
    """Name and number of somebody to call, with post or organisation between them."""
    return cell(
        Line(name_of(contact), Style.STRONG),
        Line(shorten(contact.post or contact.organisation, MOST_ROLE), Style.MUTED),
        Line(number(contact), Style.STRONG),
    )


def stand_in(contacts: Sequence[Contact], contact: Contact) -> Cell:
    """Whom to call when somebody does not answer, or room to write who."""
    other = substitute(contacts, contact)
    return cell(Line(name_of(other)), Line(number(other), Style.STRONG)) if other else cell()


def wearers(contacts: Iterable[Contact], hat: Hat) -> list[Contact]:
    """Everybody who wears a hat by the roster, in the order given."""
    return [one for one in contacts if hat in one.hats]


def team(contacts: Iterable[Contact]) -> list[Contact]:
    """The crisis team and whoever wears a hat: who decides first, then down the hats."""
    hats = list(Hat)
    found = [one for one in contacts if one.hats or Group.CRISIS_TEAM in one.groups]
    return sorted(
        found, key=lambda one: min((hats.index(hat) for hat in one.hats), default=len(hats))
    )
