"""The roster on paper: A4 for the wall, eight panels for the pocket, and one person's own data."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Literal

from core.documents.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Card,
    Cell,
    Column,
    Document,
    Heading,
    KeyNumber,
    KeyNumbers,
    Layout,
    Line,
    Panel,
    Para,
    Qr,
    Style,
    Table,
    cell,
)
from core.i18n import _
from core.roster import records
from core.roster.model import (
    Contact,
    Group,
    Hat,
    Kind,
    dial_uri,
    group_label,
    hat_label,
    in_order,
)
from core.town import records as town_records
from core.town.model import Town

Language = Literal["es", "en"]

_KEY_NUMBERS = 4
_LONGEST_SHORT_NUMBER = 6
"""Digits of the numbers that everybody can dial from memory: 112, 062, 116 111."""


def printable(contacts: Sequence[Contact]) -> list[Contact]:
    """What goes on paper: everything but proposed cards that nobody has completed."""
    return in_order(one for one in contacts if one.phones or not one.suggested)


def roster(connection: sqlite3.Connection, language: Language, today: date) -> Document:
    """The A4 roster in the current language: key numbers, hats, then group by group."""
    contacts = printable(records.everyone(connection))
    blocks: list[Block] = [KeyNumbers(_key_numbers(contacts))] if contacts else []
    blocks += _hats(contacts)
    for title, members in _grouped(contacts):
        blocks += [Heading(1, title), _table(members, contacts)]
    if not contacts:
        blocks.append(Para(_("No contact has been written down yet.")))
    blocks.append(
        Callout(
            CalloutKind.INFO,
            _("Personal data"),
            (
                _("Keep this paper where only the team can read it. Do not copy or photograph it."),
                _("Destroy the previous one when you hang this one up."),
            ),
        )
    )
    return _document(
        connection,
        code="DIR-01",
        title=_("Who to call"),
        subtitle=_("Roster of communications and crisis"),
        language=language,
        today=today,
        blocks=tuple(blocks),
        layout=Layout.SHEET,
    )


def pocket(connection: sqlite3.Connection, language: Language, today: date) -> Document:
    """The roster folded into eight panels, with a QR code that dials."""
    contacts = [one for one in printable(records.everyone(connection)) if one.phones]
    panels = (
        Panel(title, tuple(_card(one) for one in members)) for title, members in _grouped(contacts)
    )
    return _document(
        connection,
        code="DIR-02",
        title=_("Call tree"),
        subtitle=_("For the pocket"),
        language=language,
        today=today,
        blocks=(KeyNumbers(_key_numbers(contacts)), *panels),
        layout=Layout.POCKET,
    )


def person_data(contact: Contact, town: Town, language: Language, today: date) -> Document:
    """Everything kept about one person, to hand to them (RGPD, article 15)."""
    facts = [
        (_("Name"), contact.name),
        (_("Post"), contact.post),
        (_("Organisation"), contact.organisation),
        (_("Phones"), "\n".join(_with_label(one.number, one.label) for one in contact.phones)),
        (_("E-mail"), contact.email),
        (_("Groups"), ", ".join(group_label(group) for group in contact.groups)),
        (_("In a crisis"), ", ".join(hat_label(hat) for hat in contact.hats)),
        (_("When available"), contact.available),
        (_("Note"), contact.note),
        (_("Verified on"), contact.verified_on.isoformat() if contact.verified_on else ""),
        (_("Purpose"), contact.purpose),
        (_("Legal basis"), contact.legal_basis),
    ]
    rows = tuple(
        (cell(Line(label, Style.STRONG)), cell(*text.splitlines())) for label, text in facts if text
    )
    columns = (Column(_("Data"), 1.0), Column(_("What is kept"), 3.0))
    return Document(
        code="DIR-03",
        title=_("Your data in the roster"),
        subtitle=contact.name,
        owner=town.body,
        language=language,
        date=today,
        version=1,
        blocks=(
            Para(
                _("This is everything that {body} keeps about you in its roster.").format(
                    body=town.body
                ),
                lead=True,
            ),
            Table(columns, rows, row_header=True),
            Para(
                _(
                    "You may ask for it to be corrected or erased, or object to its use, at the"
                    " registry of the body."
                )
            ),
        ),
    )


def _document(
    connection: sqlite3.Connection,
    *,
    code: str,
    title: str,
    subtitle: str,
    language: Language,
    today: date,
    blocks: tuple[Block, ...],
    layout: Layout,
) -> Document:
    town = town_records.load(connection)
    return Document(
        code=code,
        title=title,
        subtitle=subtitle,
        owner=town.body,
        language=language,
        date=today,
        version=1,
        blocks=blocks,
        layout=layout,
        crest=town_records.crest(connection),
        crest_alt=_("Crest of {town}").format(town=town.name),
    )


def _grouped(contacts: Sequence[Contact]) -> list[tuple[str, list[Contact]]]:
    """Every group that has members, then those that belong to none."""
    found = [
        (group_label(group), [one for one in contacts if group in one.groups]) for group in Group
    ]
    found.append((_("Others"), [one for one in contacts if not one.groups]))
    return [(title, members) for title, members in found if members]


def _key_numbers(contacts: Sequence[Contact]) -> tuple[KeyNumber, ...]:
    """112 first, then the other short emergency numbers."""
    short = [
        one
        for one in contacts
        if one.kind is Kind.SERVICE
        and Group.EMERGENCIES in one.groups
        and one.phones
        and len(one.phones[0].number.replace(" ", "")) <= _LONGEST_SHORT_NUMBER
    ]
    short.sort(key=lambda one: (one.phones[0].number != "112", len(one.phones[0].number)))
    return tuple(
        KeyNumber(one.name, one.phones[0].number, dial_uri(one.phones[0].number))
        for one in short[:_KEY_NUMBERS]
    )


def _hats(contacts: Sequence[Contact]) -> list[Block]:
    """Who does what in a crisis, with the substitute."""
    by_id = {one.id: one for one in contacts}
    rows = []
    for hat in Hat:
        for one in contacts:
            if hat in one.hats:
                stand_in = by_id.get(one.substitute_id or 0)
                rows.append(
                    (
                        cell(Line(hat_label(hat), Style.STRONG)),
                        _who(one),
                        _numbers(one),
                        _who(stand_in) if stand_in else cell(Line("—", Style.MUTED)),
                        _numbers(stand_in) if stand_in else cell(),
                    )
                )
    if not rows:
        return []
    columns = (
        Column(_("In a crisis"), 1.3),
        Column(_("Who"), 2.0),
        Column(_("Phone"), 1.2, Align.END),
        Column(_("Substitute"), 2.0),
        Column(_("Phone"), 1.2, Align.END),
    )
    return [
        Heading(1, _("Who does what in a crisis")),
        Table(columns, tuple(rows), row_header=True),
    ]


def _table(members: Sequence[Contact], everyone: Sequence[Contact]) -> Table:
    by_id = {one.id: one for one in everyone}
    columns = (
        Column(_("Who"), 3.0),
        Column(_("Phone"), 1.6, Align.END),
        Column(_("When and substitute"), 2.4),
        Column(_("Call"), 0.8, Align.CENTER),
    )
    rows = []
    for one in members:
        stand_in = by_id.get(one.substitute_id or 0)
        about = [one.available]
        if stand_in is not None:
            about.append(_("If there is no answer: {name}").format(name=stand_in.name))
        rows.append((_who(one), _numbers(one), cell(*about), Cell(qr=_qr(one))))
    return Table(columns, tuple(rows), row_header=True)


def _who(contact: Contact) -> Cell:
    return cell(Line(contact.name, Style.STRONG), Line(contact.role, Style.MUTED))


def _numbers(contact: Contact) -> Cell:
    if not contact.phones:
        return cell(Line(_("no phone yet"), Style.MUTED))
    lines: list[Line] = []
    for one in contact.phones:
        lines.append(Line(one.number, Style.STRONG, dial_uri(one.number)))
        if one.label:
            lines.append(Line(one.label, Style.MUTED))
    return cell(*lines)


def _qr(contact: Contact) -> Qr | None:
    if not contact.phones:
        return None
    link = dial_uri(contact.phones[0].number)
    return Qr(link, _("Call {name}").format(name=contact.name)) if link else None


def _card(contact: Contact) -> Card:
    number = contact.phones[0].number
    return Card(contact.name, contact.role, number, dial_uri(number), _qr(contact))


def _with_label(number: str, label: str) -> str:
    return f"{number} ({label})" if label else number
