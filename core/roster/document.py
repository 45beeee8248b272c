"""The roster on paper: A4 for the wall and eight panels for the pocket."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from core import field_kinds, fields, i18n
from core.documents.glyphs import beginning, shorten, visible
from core.documents.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Document,
    Heading,
    KeyNumber,
    KeyNumbers,
    Layout,
    Line,
    Para,
    Qr,
    Style,
    Table,
    cell,
)
from core.documents.pocket import Card, Panel
from core.i18n import Language, _
from core.roster import by_hand, records
from core.roster.model import (
    EMAIL_LIMIT,
    Contact,
    ContactKind,
    Group,
    Hat,
    Phone,
    dial_uri,
    group_label,
    hat_label,
    in_order,
    rank,
    wearers,
)
from core.roster.phones import MAX_LENGTH as MOST_NUMBER
from core.roster.urgent import LEAST_URGENT, alone, key_contacts, known_by_heart, urgency
from core.store import Connection
from core.text import fold
from core.town import records as town_records
from core.town.document import headed, of_town
from core.town.model import NAME_LIMIT, Town

_BEGINNING, _FIRST_DIGITS = 30, 40
"""Letters of what is longer than its field takes, and names or reaches nobody; of a number so many
that none of them is dialled."""


def printable(contacts: Sequence[Contact], most: int = NAME_LIMIT) -> list[Contact]:
    """What goes on paper: everything but proposed cards that nobody has completed.

    Of a text that is longer than its field takes, as a file from outside may hold, the first words
    stand there. None is longer than `most` letters, but an e-mail stays whole, for half of one
    leads to somebody else.
    """
    return in_order(_short(contact, most) for contact in contacts if contact.somebody)


def _short(contact: Contact, most: int) -> Contact:
    short = {
        name: shorten(beginning(getattr(contact, name), said.limit, _BEGINNING), most)
        for name, said in fields.described(Contact).items()
        if isinstance(said, field_kinds.Line) and name != "email"
    }
    short["name"] = short["name"] or contact.name
    numbers = tuple(
        Phone(
            shorten(beginning(phone.number, MOST_NUMBER, _FIRST_DIGITS), most // 2),
            shorten(beginning(phone.label, NAME_LIMIT, _BEGINNING), most),
        )
        for phone in contact.phones
    )
    return fields.changed(contact, {**short, "phones": numbers})


def roster(connection: Connection, language: Language, today: date) -> Document:
    """The A4 roster in the current language: whom to call when lives are at stake, who does what in
    a crisis, then group by group."""
    team = _team(connection)
    contacts = team.contacts
    first, *others = _groups(team) if contacts else [[]]
    blocks = [*_key_block(contacts), *first, *_hats(team), *chain.from_iterable(others)]
    if not contacts:
        blocks.append(Para(_("No contact has been written down yet.")))
    blocks += by_hand.to_write(by_hand.proposed(team.everybody))
    if has_persons(contacts):
        blocks.append(
            Callout(
                CalloutKind.INFO,
                _("Personal data"),
                (
                    _(
                        "Keep this paper where only the team can read it. Do not copy or photograph"
                        " it."
                    ),
                    _("Destroy the previous one when you hang this one up."),
                ),
            )
        )
    return replace(
        of_town(connection, language, today),
        code="DIR-01",
        title=_("Who to call"),
        subtitle=_("Roster of communications and crisis"),
        blocks=tuple(blocks),
        layout=Layout.SHEET,
    )


def first_calls(connection: Connection, most: int) -> list[Block]:
    """The numbers that come first, who does what in a crisis, and room for whom the roster lacks:
    names and posts with at most so many letters, for they stand whole in the roster."""
    team = _team(connection, most)
    hats, lacking = _hats(team), by_hand.to_write(by_hand.of_roles(team.everybody))
    # Right below the numbers that come first it needs no title of its own.
    return [*_key_block(team.contacts), *hats, *(lacking if hats else lacking[1:])]


def has_persons(contacts: Sequence[Contact]) -> bool:
    """Whether a paper of them has numbers of persons, and not of services alone."""
    return any(contact.kind is ContactKind.PERSON for contact in contacts)


def _team(connection: Connection, most: int = NAME_LIMIT) -> "_Team":
    everybody = records.everyone(connection)
    contacts = printable(everybody, most)
    by_id = {contact.id: contact for contact in contacts}
    return _Team(contacts, everybody, by_id, _names_of(town_records.load(connection)), most)


def pocket(connection: Connection, language: Language, today: date) -> Document:
    """The roster folded into eight panels, with QR codes that dial.

    Space is short: each card stands once, and what the cover says is not said again.
    """
    contacts = [contact for contact in printable(records.everyone(connection)) if contact.phones]
    town = town_records.load(connection)
    own = _names_of(town)
    on_cover = key_contacts(contacts)
    panels = (
        Panel(title, tuple(_card(member, own) for member in members))
        for title, members in _each_once([item for item in contacts if item not in on_cover])
    )
    return replace(
        headed(town, town_records.crest(connection), language, today),
        code="DIR-02",
        title=_("Who to call"),
        subtitle=_("For the pocket"),
        blocks=(*_key_block(contacts), *panels),
        layout=Layout.POCKET,
    )


@dataclass(frozen=True)
class _Team:
    """Everybody on the paper, how the town's own body is called, and the letters of a role."""

    contacts: Sequence[Contact]
    everybody: Sequence[Contact]
    """With the proposed cards that nobody has completed."""
    by_id: Mapping[int, Contact]
    own: frozenset[str]
    most: int

    def stand_in(self, contact: Contact) -> Contact | None:
        return self.by_id.get(contact.substitute_id or 0)


def _names_of(town: Town) -> frozenset[str]:
    """The body in the languages of the program, folded: it goes without saying on its own paper."""
    names = []
    for code in i18n.LANGUAGES:
        with i18n.language(code):
            names.append(fold(town.body))
    return frozenset(names)


def _grouped(contacts: Sequence[Contact]) -> list[tuple[str, list[Contact]]]:
    """Every group that has members, then those that belong to none."""
    found = [
        (group_label(group), [item for item in contacts if group in item.groups]) for group in Group
    ]
    found[0][1].sort(key=rank)
    # Translators: Group of contacts.
    found.append((_("Others"), [contact for contact in contacts if not contact.groups]))
    return [(title, members) for title, members in found if members]


def _each_once(contacts: Sequence[Contact]) -> list[tuple[str, list[Contact]]]:
    """As `_grouped`, each in its first group only; whoever wears a hat is of the crisis team."""
    team = sorted(
        (item for item in contacts if item.hats or Group.CRISIS_TEAM in item.groups), key=rank
    )
    found = [(group_label(Group.CRISIS_TEAM), team)] if team else []
    seen = {contact.id for contact in team}
    for title, members in _grouped(contacts):
        new = [member for member in members if member.id not in seen]
        seen |= {contact.id for contact in new}
        if new:
            found.append((title, new))
    return found


def _key_block(contacts: Sequence[Contact]) -> list[Block]:
    return [
        KeyNumbers(
            tuple(
                KeyNumber(
                    alone(contact),
                    contact.phones[0].number,
                    dial_uri(contact.phones[0].number),
                )
                for contact in key_contacts(contacts)
            )
        )
    ]


def _hats(team: _Team) -> list[Block]:
    """Who does what in a crisis, with the substitute; whoever wears two hats has one row."""
    if not any(other.hats for other in team.contacts):
        return []
    rows = []
    said: set[int] = set()
    for hat in Hat:
        worn = wearers(team.contacts, hat)
        if not worn:
            rows.append(_hat_row(team, (hat,), None))
        for contact in worn:
            if contact.id not in said:
                said.add(contact.id)
                rows.append(_hat_row(team, contact.hats, contact))
    columns = (
        Column(_("In a crisis"), 1.4),
        Column(_("Who"), 2.35),
        Column(_("Phone"), 1.3, Align.END),
        Column(_("Deputy"), 2.35),
        Column(_("Phone"), 1.3, Align.END),
    )
    return [
        Heading(1, _("Who does what in a crisis")),
        Table(columns, tuple(rows), row_header=True),
    ]


def _hat_row(team: _Team, hats: Sequence[Hat], wearer: Contact | None) -> tuple[Cell, ...]:
    nobody = cell(Line(_("nobody yet"), Style.MUTED))
    stand_in = team.stand_in(wearer) if wearer else None
    return (
        cell(*(Line(hat_label(hat), Style.STRONG) for hat in hats)),
        _who(wearer, team) if wearer else nobody,
        _numbers(wearer) if wearer else cell(),
        _who(stand_in, team) if stand_in else nobody if wearer else cell(),
        _numbers(stand_in) if stand_in else cell(),
    )


def _groups(team: _Team) -> Iterator[list[Block]]:
    """First the emergencies, or nothing where there are none, then group by group.

    A service that stands with the emergencies is not told again.
    """
    columns = (
        Column(_("Who"), 2.9),
        Column(_("Phone"), 1.5, Align.END),
        Column(_("When and deputy"), 2.8),
        # Translators: Column to tick: to call by telephone.
        Column(_("Call"), 0.9, Align.CENTER),
    )
    groups = dict(_grouped(team.contacts))
    urgent = sorted(groups.pop(group_label(Group.EMERGENCIES), []), key=_call_first)
    for title, members in ((group_label(Group.EMERGENCIES), urgent), *groups.items()):
        told = [
            member
            for member in members
            if members is urgent or member.kind is ContactKind.PERSON or member not in urgent
        ]
        rows = tuple(_row(member, team) for member in told)
        codes = any(row[-1].qr for row in rows)
        shown = columns if codes else columns[:-1]
        rows = tuple(row[: len(shown)] for row in rows)
        yield [Heading(1, title), Table(shown, rows, row_header=True)] if rows else []


def _call_first(contact: Contact) -> int:
    """Numbers that everybody can dial, by urgency, before those of a person or a place."""
    short = bool(contact.phones) and known_by_heart(contact.phones[0].number)
    return urgency(contact) if short else LEAST_URGENT


def _row(contact: Contact, team: _Team) -> tuple[Cell, ...]:
    lines = [Line(contact.available)]
    stand_in = team.stand_in(contact)
    if stand_in is not None:
        number = stand_in.phones[0].number if stand_in.phones else ""
        said = number in stand_in.name
        # On the pages of a book the line is shorter: no number is parted there.
        whole = number.replace(" ", "\u00a0")
        lines += [
            Line(_("If there is no answer:"), Style.MUTED),
            Line(stand_in.name if said else " · ".join(filter(visible, (stand_in.name, whole)))),
        ]
    who = _who(contact, team)
    address = shorten(beginning(contact.email, EMAIL_LIMIT, _BEGINNING), EMAIL_LIMIT)
    email = Line(address, Style.MUTED, f"mailto:{contact.email}" if address else "")
    return cell(*who.lines, email), _numbers(contact), cell(*lines), Cell(qr=_qr(contact))


def _role(contact: Contact, own: frozenset[str]) -> str:
    goes_unsaid = {*own, fold(alone(contact))}
    return contact.post if fold(contact.organisation) in goes_unsaid else contact.role


def _who(contact: Contact, team: _Team) -> Cell:
    role = shorten(_role(contact, team.own), team.most)
    return cell(Line(alone(contact), Style.STRONG), Line(role, Style.MUTED))


def _numbers(contact: Contact) -> Cell:
    if not contact.phones:
        return cell(Line(_("no phone yet"), Style.MUTED))
    lines: list[Line] = []
    for phone in contact.phones:
        lines.append(Line(phone.number, Style.STRONG, dial_uri(phone.number)))
        if phone.label:
            lines.append(Line(phone.label, Style.MUTED))
    return cell(*lines)


def _qr(contact: Contact) -> Qr | None:
    """A code that dials; what everybody dials from memory needs none."""
    if not contact.phones or known_by_heart(contact.phones[0].number):
        return None
    link = dial_uri(contact.phones[0].number)
    return Qr(link, _("Call {name}").format(name=contact.name)) if link else None


def _card(contact: Contact, own: frozenset[str]) -> Card:
    number = contact.phones[0].number
    tasks = ", ".join(hat_label(hat) for hat in contact.hats)
    about = tasks or _role(contact, own)
    return Card(alone(contact), about, number, dial_uri(number), _qr(contact))
