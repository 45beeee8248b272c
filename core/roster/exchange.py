"""Contacts out to, and in from, tables and contact cards of other programs.

What cannot stand in its own field is kept in the note, and a problem says so with its line; our own
files come back whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from core import files
from core.cancel import CancelToken
from core.errors import FileTrouble
from core.exchange import incoming as arriving
from core.exchange import sheets, tables, vcard
from core.exchange.incoming import ImportProblem
from core.exchange.sheets import SheetColumn, SheetTable, Value
from core.exchange.tables import TableSheet
from core.exchange.vcard import PhoneUse, Vcard, VcardFile
from core.fields import described
from core.i18n import _
from core.roster import records
from core.roster.columns import FIELDS, known_headers, wanted
from core.roster.facts import said
from core.roster.model import Contact, Phone, digits, group_label
from core.roster.raw_row import RawRow, contact_of, numbered
from core.text import fold, words

if TYPE_CHECKING:
    from sqlite_utils import Database

Progress = Callable[[int, int], None]
"""Called with how many rows are done and how many there are."""

_CHECK_EVERY = 200


@dataclass(frozen=True)
class ArrivingContact:
    """One contact on its way in; `substitute` is a name, resolved when it is stored."""

    line: int
    """Line of the table, from 1; for contact cards, which card it is."""
    contact: Contact
    substitute: str = ""


@dataclass(frozen=True)
class Incoming:
    """What a file brings, and what had to be put right or left out."""

    contacts: list[ArrivingContact] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)


def read(path: Path, token: CancelToken | None = None) -> TableSheet | VcardFile:
    """The table or the contact cards in a file, told apart by what is in it, not by its name.

    Raises FileTrouble, ImportTrouble, Cancelled.
    """
    data = arriving.load(path)
    if b"BEGIN:VCARD" in data[:4096].replace(b"\0", b"").upper():
        return vcard.read(data, token)
    if sheets.is_workbook(data):
        return sheets.read(data, known_headers())
    return tables.read(data, known=known_headers(), token=token)


def write(contacts: Iterable[Contact], known: Iterable[Contact], path: Path) -> None:
    """Contacts to a file: contact cards when it ends in `.vcf`, a table as `sheets.ENDINGS` have.

    `known` as in `to_vcards`. Raises FileTrouble, DiskFull.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        files.write(path, tables.write(*to_table(contacts, known)))
    elif ending in sheets.ENDINGS:
        files.write(path, _workbook(list(contacts), known).written(ending))
    elif ending in (".vcf", ".vcard"):
        files.write(path, vcard.write(to_vcards(contacts, known)))
    else:
        raise FileTrouble(
            _("Contacts cannot be written as “{ending}”.").format(ending=ending),
            _("Choose a name that ends in .vcf, .xlsx, .ods or .csv."),
        )


def incoming(
    file: TableSheet | VcardFile,
    token: CancelToken | None = None,
    on_progress: Progress | None = None,
) -> "Incoming":
    """What a file brings, a table's columns being matched by their names. Raises Cancelled."""
    if isinstance(file, VcardFile):
        return from_vcards(file, token=token, on_progress=on_progress)
    matching = tables.match_columns(file.headers, wanted())
    return from_table(file, matching, token=token, on_progress=on_progress)


def to_vcards(contacts: Iterable[Contact], known: Iterable[Contact] = ()) -> list[Vcard]:
    """The cards of contacts; `known` are others, whose names they may have as substitute."""
    contacts = list(contacts)
    names = _names(contacts, known)
    return [_card(contact, names) for contact in contacts]


def to_table(
    contacts: Iterable[Contact], known: Iterable[Contact] = ()
) -> tuple[list[str], list[list[str]]]:
    """Headers and rows in the current language; `known` as in `to_vcards`."""
    contacts = list(contacts)
    names = _names(contacts, known)
    exported = [item for item in FIELDS if item.exported]
    cells = [_cells(contact, names) for contact in contacts]
    rows = [[row[item.id] for item in exported] for row in cells]
    return [item.title for item in exported], rows


def _workbook(
    contacts: Sequence[Contact], known: Iterable[Contact]
) -> SheetTable[dict[str, Value]]:
    """As `to_table`, with the days as days."""
    names = _names(contacts, known)
    rows: list[dict[str, Value]] = [
        {**_cells(contact, names), **_days(contact)} for contact in contacts
    ]
    columns: list[SheetColumn[dict[str, Value]]] = [
        SheetColumn(item.title, _WIDE.get(item.id, _USUAL), itemgetter(item.id))
        for item in FIELDS
        if item.exported
    ]
    name = _("Roster")
    return SheetTable(name, name, "", columns, rows)


def _days(contact: Contact) -> dict[str, Value]:
    found = {name: getattr(contact, name) for name in described(Contact)}
    return {name: value for name, value in found.items() if isinstance(value, date)}


_WIDE = {"name": 30, "phones": 40, "note": 50, "purpose": 40, "legal_basis": 40}
_USUAL = 20
"""Characters of a column."""


def from_table(
    sheet: TableSheet,
    matching: Mapping[str, int | None],
    *,
    token: CancelToken | None = None,
    on_progress: Progress | None = None,
) -> Incoming:
    """The contacts of a table; `matching` gives the column of each of `FIELDS`, by id.

    Raises Cancelled.
    """
    columns = {key: column for key, column in matching.items() if column is not None}

    def raw(index: int) -> RawRow:
        cells = {key: sheet.rows[index][column] for key, column in columns.items()}
        calls = [
            (cells.pop("phones", ""), ""),
            (cells.pop("mobile", ""), _("mobile")),
            (cells.pop("phone_2", ""), ""),
        ]
        line = sheet.row_line(index)
        return RawRow(line, _("Line {line}").format(line=line), cells, calls)

    found = _read(raw, len(sheet.rows), token, on_progress)
    found.problems[:0] = [ImportProblem(0, note) for note in sheet.notes]
    return found


def from_vcards(
    file: VcardFile, *, token: CancelToken | None = None, on_progress: Progress | None = None
) -> Incoming:
    """The contacts of a vCard file, which is counted in cards. Raises Cancelled."""

    def raw(index: int) -> RawRow:
        card = file.cards[index]
        # Translators: A contact card of a file.
        place = _("Card {number} ({name})").format(
            number=index + 1, name=(card.name or card.organisation)[:40]
        )
        return RawRow(index + 1, place, _fields(card), _calls(card), card.emails[1:])

    found = _read(raw, len(file.cards), token, on_progress)
    found.problems[:0] = file.problems
    return found


def new_ones(
    incoming: Incoming, existing: Iterable[Contact]
) -> tuple[list[ArrivingContact], list[ArrivingContact]]:
    """Apart: those nobody has yet, and those already there.

    Already there means the same words in the name and a phone or the e-mail in common; or only the
    name, when the new card brings neither.
    """
    known = {key for contact in existing for key in (*_marks(contact), _mark(contact, ""))}
    fresh: list[ArrivingContact] = []
    there: list[ArrivingContact] = []
    for arrival in incoming.contacts:
        marks = _marks(arrival.contact) or {_mark(arrival.contact, "")}
        (there if marks & known else fresh).append(arrival)
    return fresh, there


def store_all(
    db: "Database",
    incoming: Incoming,
    now: datetime,
    *,
    token: CancelToken | None = None,
    on_progress: Progress | None = None,
) -> int:
    """Store every contact inside the change that is open, substitutes included; returns how many.

    A substitute is looked for by name among those that come along, then among those that are there;
    one that nobody has is kept in the note. Raises Cancelled, and the change is rolled back.
    """
    at_hand = {_name_key(record.name): record.id for record in reversed(records.everyone(db.conn))}
    coming = {_name_key(other.contact.name) for other in incoming.contacts}
    ids: list[int] = []
    arrived: dict[str, int] = {}
    for count, arrival in enumerate(incoming.contacts):
        _advance(count, len(incoming.contacts), token, on_progress)
        contact = arrival.contact
        wanted = _name_key(arrival.substitute)
        if wanted and wanted not in coming and wanted not in at_hand:
            told = _("Deputy: {name}").format(name=arrival.substitute)
            contact = replace(contact, note=f"{contact.note}\n{told}".strip())
        ids.append(records.add(db, contact, now))
        arrived.setdefault(_name_key(contact.name), ids[-1])
    by_name = at_hand | arrived
    for contact_id, arrival in zip(ids, incoming.contacts, strict=True):
        stand_in = by_name.get(_name_key(arrival.substitute)) if arrival.substitute else None
        if stand_in not in (None, contact_id):
            records.set_substitute(db, contact_id, stand_in)
    return len(ids)


def _read(
    raw: Callable[[int], RawRow],
    total: int,
    token: CancelToken | None,
    on_progress: Progress | None,
) -> Incoming:
    found = Incoming()
    for index in range(total):
        _advance(index, total, token, on_progress)
        row = raw(index)
        contact = contact_of(row)
        if contact is not None:
            found.contacts.append(ArrivingContact(row.line, contact, row.one_line("substitute")))
        found.problems.extend(ImportProblem(row.line, sentence) for sentence in row.problems)
    return found


def _advance(
    count: int, total: int, token: CancelToken | None, on_progress: Progress | None
) -> None:
    if count % _CHECK_EVERY:
        return
    if token:
        token.check()
    if on_progress:
        on_progress(count, total)


def _names(contacts: Iterable[Contact], known: Iterable[Contact]) -> dict[int, str]:
    return {contact.id: contact.name for contact in (*known, *contacts)}


def _cells(contact: Contact, names: Mapping[int, str]) -> dict[str, str]:
    """Every exported field as text, by the id of its column."""
    return {
        **{name: _cell(contact, name, names) for name in described(Contact)},
        "phones": phones_text(contact.phones),
        "substitute": said(contact, "substitute_id", names),
    }


def _cell(contact: Contact, name: str, names: Mapping[int, str]) -> str:
    """A field in words, but a day as a computer sorts it."""
    value = getattr(contact, name)
    return value.isoformat() if isinstance(value, date) else said(contact, name, names)


def phones_text(phones: Sequence[Phone]) -> str:
    r"""Phones in one cell: `600 00 00 01 (mobile) / 924 80 00 00`; brackets in a label as `\)`."""
    return " / ".join(
        f"{phone.number} ({_BRACKET.sub(_ESCAPED, phone.label)})" if phone.label else phone.number
        for phone in phones
    )


_BRACKET = re.compile(r"[\\()]")
_ESCAPED = r"\\\g<0>"

_EXTRA = ("kind", "hats", "substitute", "available", "verified_on", "no_answer_on")
_EXTRA_TEXTS = ("purpose", "legal_basis")


def _card(contact: Contact, names: Mapping[int, str]) -> Vcard:
    cells = _cells(contact, names)
    extra = {key: cells[key] for key in (*_EXTRA, *_EXTRA_TEXTS, "phones") if cells[key]}
    # Codes, not words: a card may be read in another language.
    extra["kind"] = str(contact.kind)
    if contact.hats:
        extra["hats"] = ", ".join(contact.hats)
    return Vcard(
        contact.name,
        contact.organisation,
        contact.post,
        tuple((_use(phone), phone.number) for phone in contact.phones),
        (contact.email,) if contact.email else (),
        tuple(group_label(group) for group in contact.groups),
        contact.note,
        extra,
    )


def _use(phone: Phone) -> PhoneUse:
    label = fold(phone.label)
    if "fax" in label:
        return PhoneUse.FAX
    number = digits(phone.number)[-9:]
    return PhoneUse.MOBILE if number[:1] in ("6", "7") and len(number) == 9 else PhoneUse.WORK


def _fields(card: Vcard) -> dict[str, str]:
    """A card as the fields of a row; groups that are ours are told from others later."""
    return {
        "name": card.name,
        "organisation": card.organisation,
        "post": card.post,
        "email": next(iter(card.emails), ""),
        "groups": ", ".join(card.groups),
        "note": card.note,
        **{key: card.extra.get(key, "") for key in (*_EXTRA, *_EXTRA_TEXTS)},
    }


def _calls(card: Vcard) -> list[tuple[str, str]]:
    """The phones with their labels: ours, unless another program changed the numbers since."""
    ours = card.extra.get("phones", "")
    if ours and set(_numbers_in(ours)) == {number for _used, number in card.phones}:
        return [(ours, "")]
    labels = {
        PhoneUse.MOBILE: _("mobile"),
        # Translators: Of a telephone.
        PhoneUse.HOME: _("home"),
        PhoneUse.FAX: _("fax"),
    }
    return [(number, labels.get(use, "")) for use, number in card.phones]


def _numbers_in(text: str) -> Iterator[str]:
    return (number for number, _label in numbered(text) or [])


def _name_key(name: str) -> str:
    return " ".join(sorted(word.strip(".,") for word in words(name)))


def _marks(contact: Contact) -> set[tuple[str, str]]:
    marks = {_mark(contact, digits(phone.number)[-9:]) for phone in contact.phones}
    return marks | ({_mark(contact, fold(contact.email))} if contact.email else set())


def _mark(contact: Contact, what: str) -> tuple[str, str]:
    return _name_key(contact.name), what
