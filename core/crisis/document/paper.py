"""What every form of the crisis desk has in common: one page, the band, the town's crest."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.crisis.people import number, substitute
from core.documents.glyphs import shorten
from core.documents.model import Block, Cell, Document, Layout, Line, Style, cell
from core.i18n import _
from core.plan.document.source import titled
from core.roster.document import Language
from core.roster.model import Contact, Group, Hat
from core.store import Connection
from core.town import records as town_records

MOST_NAME = 44
"""Characters of a name on a form: longer ones would take the room to write."""
MOST_ROLE = 60


def form(
    connection: Connection,
    language: Language,
    today: date,
    *,
    code: str,
    title: str,
    subtitle: str,
    blocks: Iterable[Block],
    urgent: bool = False,
) -> Document:
    """A form of one page in the current language, which is `language`."""
    town = town_records.load(connection)
    return Document(
        code=code,
        title=title,
        subtitle=subtitle,
        owner=town.body,
        language=language,
        date=today,
        version=1,
        blocks=tuple(blocks),
        layout=Layout.SHEET,
        crest=town_records.crest(connection),
        crest_alt=_("Crest of {town}").format(town=town.name),
        urgent=urgent,
        one_page=True,
    )


def name_of(contact: Contact) -> str:
    """A name that fits a form."""
    return shorten(titled(contact.name), MOST_NAME)


def person(contact: Contact, *, role: bool = True) -> Cell:
    """Name and number of somebody to call, with post and organisation between them."""
    return cell(
        Line(name_of(contact), Style.STRONG),
        Line(shorten(contact.post or contact.organisation, MOST_ROLE) if role else "", Style.MUTED),
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
