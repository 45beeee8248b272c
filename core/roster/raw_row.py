"""One row or card from outside, understood as a contact: what fits its field, and what does not."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeVar

from core import fields
from core.errors import InvalidValue
from core.exchange.vcard import MOST_OF_A_KIND
from core.field_kinds import Line
from core.i18n import LANGUAGES, _, language
from core.roster import phones
from core.roster.model import (
    PHONE_LABEL,
    Contact,
    ContactKind,
    Group,
    Hat,
    Phone,
    checked_email,
    group_label,
    hat_label,
    kind_label,
)
from core.text import clean, clean_lines, fold

_Code = TypeVar("_Code", bound=StrEnum)

_NOT_OURS = {"mycontacts", "starred", "otros", "other"}
"""Labels that Google writes on every contact."""

_ONE_PHONE = re.compile(r"\s*([^()/;:,|\n]*[^()/;:,|\s])\s*(?:\(((?:\\.|[^\\()])*)\)\s*)?")
_BETWEEN_PHONES = re.compile(r"(?::::|[/;,|\n])")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?")
_SPANISH_DAY = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?: .*)?")


@dataclass
class RawRow:
    """What a row or card says, by the ids of `core.roster.columns`, and what came of reading it."""

    line: int
    place: str
    """How a sentence names it: “Line 12”."""
    cells: Mapping[str, str]
    calls: Sequence[tuple[str, str]]
    """Cells with phones, each with the label of a phone that brings none."""
    other_emails: Sequence[str] = ()
    kept: list[str] = field(default_factory=list)
    """Lines for the note."""
    problems: list[str] = field(default_factory=list)

    def one_line(self, key: str) -> str:
        """A cell, clean and in one line."""
        return clean(self.cells.get(key, ""))


def contact_of(row: RawRow) -> Contact | None:
    """The contact of a row, or None when it has no usable name; `row.problems` say why."""
    name = _full_name(row)
    organisation = row.one_line("organisation")
    kind = _one_of(row, "kind", _kinds()) or ContactKind.PERSON
    if not name and organisation:
        name, organisation, kind = organisation, "", ContactKind.SERVICE
    if not name:
        row.problems.append(
            _("{place}: there is no name and no organisation; it was not imported.").format(
                place=row.place
            )
        )
        return None
    limit = _limit("name")
    if len(name) > limit:
        row.problems.append(
            _(
                "{place}: the name “{start}…” has {count} characters, more than {limit}; it was"
                " not imported."
            ).format(place=row.place, start=name[:30], count=len(name), limit=limit)
        )
        return None
    contact = Contact(
        name=name,
        kind=kind,
        organisation=_short(row, "organisation", organisation),
        post=_short(row, "post", row.one_line("post")),
        phones=_phones(row),
        email=_email(row),
        groups=_several(row, "groups", _groups(), Group),
        hats=_several(row, "hats", _hats(), Hat),
        available=_short(row, "available", row.one_line("available")),
        purpose=clean_lines(row.cells.get("purpose", "")),
        legal_basis=clean_lines(row.cells.get("legal_basis", "")),
        verified_on=_day(row, "verified_on"),
        no_answer_on=_day(row, "no_answer_on"),
    )
    note = [clean_lines(row.cells.get("note", "")), *row.kept]
    return replace(contact, note="\n".join(line for line in note if line))


def numbered(cell: str) -> list[tuple[str, str]] | None:
    """Number and label of each phone in a cell such as `phones_text` writes, or None.

    Other separators that people use are understood too: `;`, `,`, `|`, Google's `:::`.
    """
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(cell):
        phone = _ONE_PHONE.match(cell, at)
        if phone is None:
            return None
        found.append((phone[1].strip(), re.sub(r"\\(.)", r"\1", phone[2] or "").strip()))
        at = phone.end()
        between = _BETWEEN_PHONES.match(cell, at)
        if between is None and at < len(cell):
            return None
        at = between.end() if between else at
    return found


def _full_name(row: RawRow) -> str:
    """Name and surnames in speaking order; a name that already holds the surnames stays."""
    name = row.one_line("name")
    for part in (row.one_line(key) for key in ("middle", "surname", "surname_2")):
        if part and f" {fold(part)} " not in f" {fold(name)} ":
            name = f"{name} {part}".strip()
    return name


def _keep(row: RawRow, name: str, text: str) -> None:
    """What does not fit a field stands in the note, called as the field is."""
    row.kept.append(f"{fields.label(Contact, name)}: {text}")


def _limit(name: str) -> int:
    said = fields.about(Contact, name)
    return said.limit if isinstance(said, Line) else 0


def _short(row: RawRow, name: str, text: str) -> str:
    limit = _limit(name)
    if len(text) <= limit:
        return text
    _keep(row, name, text)
    row.problems.append(
        _("{place}: “{start}…” is longer than {limit} characters; it was kept in the note.").format(
            place=row.place, start=text[:30], limit=limit
        )
    )
    return ""


def _phones(row: RawRow) -> tuple[Phone, ...]:
    pairs = [pair for cell, label in row.calls for pair in _pairs(cell, label)]
    if len(pairs) > MOST_OF_A_KIND:
        row.problems.append(
            _("{place}: there are more than {limit} phones; the others were left out.").format(
                place=row.place, limit=MOST_OF_A_KIND
            )
        )
    found = [_phone(row, number, label) for number, label in pairs[:MOST_OF_A_KIND]]
    return tuple(phone for phone in found if phone is not None)


def _pairs(cell: str, label: str) -> list[tuple[str, str]]:
    cell = clean(clean_lines(cell).replace("\n", " / "))
    pairs = numbered(cell)
    return [(cell, label)] if pairs is None else [(text, what or label) for text, what in pairs]


def _phone(row: RawRow, text: str, label: str) -> Phone | None:
    try:
        number = phones.parse(text).display
    except InvalidValue as error:
        shown = f"{text} ({label})" if label else text
        row.kept.append(_("Phone: {text}").format(text=shown))
        row.problems.append(
            _("{place}: the phone “{phone}” was kept in the note. {reason}").format(
                place=row.place, phone=text[:60], reason=error.sentence
            )
        )
        return None
    if len(label) > PHONE_LABEL:
        row.kept.append(_("Phone: {text}").format(text=f"{number}: {label}"))
        label = ""
    return Phone(number, label)


def _email(row: RawRow) -> str:
    for other in row.other_emails:
        row.kept.append(_("Another e-mail: {text}").format(text=other))
    text = row.one_line("email")
    try:
        return checked_email(text)
    except InvalidValue:
        _keep(row, "email", text)
        row.problems.append(
            _("{place}: “{email}” is not a valid e-mail address; it was kept in the note.").format(
                place=row.place, email=text[:60]
            )
        )
        return ""


def _day(row: RawRow, key: str) -> date | None:
    text = row.one_line(key)
    if not text:
        return None
    iso, spanish = _ISO_DAY.fullmatch(text), _SPANISH_DAY.fullmatch(text)
    parts = iso.groups() if iso else spanish.groups()[::-1] if spanish else ()
    try:
        return date(*(int(part) for part in parts))
    except (TypeError, ValueError):
        _keep(row, key, text)
        row.problems.append(
            _("{place}: “{text}” is not a valid date; it was kept in the note.").format(
                place=row.place, text=text[:60]
            )
        )
        return None


def _one_of(row: RawRow, key: str, known: Mapping[str, _Code]) -> _Code | None:
    text = row.one_line(key)
    found = known.get(fold(text))
    if text and found is None:
        _keep(row, key, text)
    return found


def _several(
    row: RawRow, key: str, known: Mapping[str, _Code], order: type[_Code]
) -> tuple[_Code, ...]:
    """The codes that a cell names, in our order; what it names besides goes into the note."""
    texts = [clean(part).lstrip("* ") for part in re.split(r":::|[,;\n]", row.cells.get(key, ""))]
    named = [text for text in texts if text and fold(text) not in _NOT_OURS]
    others = [text for text in named if fold(text) not in known]
    if others:
        _keep(row, key, ", ".join(others))
    found = {known[fold(text)] for text in named if fold(text) in known}
    return tuple(code for code in order if code in found)


@cache
def _kinds() -> dict[str, ContactKind]:
    return _in_every_language(ContactKind, kind_label) | {
        "servicio": ContactKind.SERVICE,
        "service": ContactKind.SERVICE,
    }


@cache
def _groups() -> dict[str, Group]:
    return _in_every_language(Group, group_label)


@cache
def _hats() -> dict[str, Hat]:
    return _in_every_language(Hat, hat_label)


def _in_every_language(codes: type[_Code], label: Callable[[_Code], str]) -> dict[str, _Code]:
    """Codes by themselves and by their words, folded: a file may come from another language."""
    found = {fold(code): code for code in codes}
    for text in LANGUAGES:
        with language(text):
            found |= {fold(label(code)): code for code in codes}
    return found
