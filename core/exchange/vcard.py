"""Contact cards: vCard 2.1, 3.0 and 4.0 in, 3.0 out.

Written is 3.0, because Outlook does not read 4.0 and phones read both. vcard_lines says why no
library reads the lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core.cancel import CancelToken
from core.errors import ImportTrouble
from core.exchange import incoming, vcard_lines
from core.exchange.incoming import ImportProblem
from core.exchange.vcard_lines import Property
from core.i18n import _
from core.text import clean, clean_lines

MOST_OF_A_KIND = 20
"""Phones, e-mails, notes of one card."""
_OURS = "X-PREGON-"
_LABEL = "X-ABLABEL"
_APPLE_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")


class PhoneUse(StrEnum):
    """Where a phone rings, as address books tell it."""

    MOBILE = "mobile"
    WORK = "work"
    HOME = "home"
    FAX = "fax"
    OTHER = "other"


_TYPE_OF_USE = {
    PhoneUse.MOBILE: "CELL",
    PhoneUse.WORK: "WORK",
    PhoneUse.HOME: "HOME",
    PhoneUse.FAX: "FAX",
    PhoneUse.OTHER: "VOICE",
}
_USE_OF_TYPE = {
    "FAX": PhoneUse.FAX,
    "CELL": PhoneUse.MOBILE,
    "MOBILE": PhoneUse.MOBILE,
    "IPHONE": PhoneUse.MOBILE,
    "WORK": PhoneUse.WORK,
    "HOME": PhoneUse.HOME,
}
"""A fax at work is a fax first: the order decides."""


@dataclass(frozen=True)
class Vcard:
    """One contact card. Texts are clean and in one line, but for `note`."""

    name: str
    organisation: str = ""
    post: str = ""
    phones: tuple[tuple[PhoneUse, str], ...] = ()
    """As written in the card; the preferred one first."""
    emails: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Fields vCard has no property for, by snake_case name: `X-PREGON-…` in the file."""


@dataclass(frozen=True)
class VcardFile:
    """What a file held, and what could not be used of it."""

    cards: list[Vcard]
    problems: list[ImportProblem]


def read(source: Path | bytes, token: CancelToken | None = None) -> VcardFile:
    """The contact cards of a file; photographs and addresses are not read.

    A bad card is reported and does not lose the others. Raises FileTrouble when the file cannot
    be read, ImportTrouble when it is no vCard file, Cancelled.
    """
    data = incoming.load(source)
    incoming.refuse_binary(data)
    cards: list[Vcard] = []
    problems: list[ImportProblem] = []
    found = False
    physical = vcard_lines.physical(data)
    incoming.refuse_long(len(physical), vcard_lines.count(physical))
    for start, lines, closed in vcard_lines.cut(physical):
        found = True
        if token:
            token.check()
        if not closed:
            problems.append(ImportProblem(start, _unclosed(start)))
            continue
        card = _card(_limited(_properties(lines, start, problems), start, problems))
        if card:
            cards.append(card)
        else:
            problems.append(
                ImportProblem(
                    start,
                    _("Line {line}: the card has no name, phone or e-mail.").format(line=start),
                )
            )
    if not found:
        raise ImportTrouble(
            _("The file holds no contact cards."),
            _("Export the contacts as vCard (a file whose name ends in .vcf)."),
        )
    return VcardFile(cards, problems)


def write(cards: Iterable[Vcard]) -> bytes:
    """The cards as one vCard 3.0 file: UTF-8, CRLF, folded.

    `read` gives back equal cards if their texts are clean (core.text.clean) and each has a name
    or an organisation. Raises ValueError for a name in `extra` that is not snake_case.
    """
    lines: list[str] = []
    for card in cards:
        lines += ["BEGIN:VCARD", "VERSION:3.0", *_written(card), "END:VCARD"]
    return "".join(vcard_lines.folded(line) + "\r\n" for line in lines).encode()


def _unclosed(line: int) -> str:
    return _("Line {line}: the card is cut short and was not imported.").format(line=line)


def _properties(lines: list[str], start: int, problems: list[ImportProblem]) -> list[Property]:
    """The properties of a card; a line that is none is reported and skipped."""
    found = []
    for offset, line in vcard_lines.logical(lines):
        each = vcard_lines.property_of(line)
        if each:
            found.append(each)
        else:
            number = start + 1 + offset
            sentence = _("Line {line}: it is not a line of a contact card and was left out.")
            problems.append(ImportProblem(number, sentence.format(line=number)))
    return found


def _limited(
    properties: list[Property], start: int, problems: list[ImportProblem]
) -> list[Property]:
    """Of each kind of line as many as somebody reads, the preferred phones first."""
    kept: list[Property] = []
    seen: Counter[str] = Counter()
    for each in sorted(
        properties, key=lambda item: item.name == "TEL" and "PREF" not in item.types
    ):
        seen[each.name] += 1
        if seen[each.name] <= MOST_OF_A_KIND or each.name == _LABEL:
            kept.append(each)
    if len(kept) < len(properties):
        told = _("Line {line}: the card has more than {limit} phones or other lines of one kind.")
        rest = _("The others were left out.")
        sentence = told.format(line=start, limit=MOST_OF_A_KIND)
        problems.append(ImportProblem(start, f"{sentence} {rest}"))
    return kept


def _card(properties: Sequence[Property]) -> Vcard | None:
    """The card of its properties, or None when nobody could be called or named with it."""
    by_name: dict[str, list[Property]] = {}
    for each in properties:
        by_name.setdefault(each.name, []).append(each)

    def first(name: str) -> str:
        return next((text for each in by_name.get(name, []) if (text := _text(each.value))), "")

    organisation = clean(", ".join(part for part in _fields(by_name, "ORG", ", ") if part))
    structured = _structured_name(_fields(by_name, "N", " "))
    name = first("FN") or structured
    if not structured and name == organisation:
        name = ""
    phones = _phones(properties)
    emails = _unique(_strip_scheme(_text(each.value)) for each in by_name.get("EMAIL", []))
    if not name and not organisation:
        name = next(iter(emails), "") or next((number for _use, number in phones), "")
    if not name and not organisation:
        return None
    notes = (clean_lines(vcard_lines.unescaped(each.value)) for each in by_name.get("NOTE", []))
    groups = (clean(part) for each in by_name.get("CATEGORIES", []) for part in _list(each.value))
    return Vcard(
        name,
        organisation,
        first("TITLE") or first("ROLE"),
        phones,
        emails,
        _unique(groups),
        "\n".join(note for note in notes if note),
        _extra(properties),
    )


def _extra(properties: Sequence[Property]) -> dict[str, str]:
    return {
        each.name[len(_OURS) :].lower().replace("-", "_"): clean_lines(
            vcard_lines.unescaped(each.value)
        )
        for each in properties
        if each.name.startswith(_OURS)
    }


def _phones(properties: Sequence[Property]) -> tuple[tuple[PhoneUse, str], ...]:
    labels = {each.group: _text(each.value) for each in properties if each.name == _LABEL}
    calls = [each for each in properties if each.name == "TEL"]
    found: dict[str, PhoneUse] = {}
    for each in calls:
        number = _strip_scheme(_text(each.value))
        label = _APPLE_LABEL.sub(r"\1", labels.get(each.group, "")) if each.group else ""
        if number:
            found.setdefault(number, _use(each.types | frozenset(label.upper().split())))
    return tuple((use, number) for number, use in found.items())


def _use(types: frozenset[str]) -> PhoneUse:
    return next((use for name, use in _USE_OF_TYPE.items() if name in types), PhoneUse.OTHER)


def _structured_name(fields: list[str]) -> str:
    """`family;given;additional;prefix;suffix` as it is spoken."""
    family, given, additional, prefix, suffix = (*fields, *[""] * 5)[:5]
    return clean(f"{prefix} {given} {additional} {family} {suffix}")


def _fields(by_name: Mapping[str, list[Property]], name: str, joint: str) -> list[str]:
    """Components of the first structured property of that name, their lists joined by `joint`."""
    if name not in by_name:
        return []
    fields = vcard_lines.parts(by_name[name][0].value, ";")
    return [clean(joint.join(_list(part))) for part in fields]


def _list(value: str) -> list[str]:
    return [vcard_lines.unescaped(part) for part in vcard_lines.parts(value, ",")]


def _text(value: str) -> str:
    # Whole, with its commas: old programs do not escape them.
    return clean(vcard_lines.unescaped(value))


def _strip_scheme(value: str) -> str:
    """Without `tel:` or `mailto:` (4.0), and with `;ext=` as people write it."""
    bare = re.sub(r"^(?:tel|mailto):", "", value, flags=re.I)
    return re.sub(r";ext=", " ext. ", bare, flags=re.I)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _written(card: Vcard) -> Iterator[str]:
    # FN is obligatory; an office has no name of its own.
    shown = card.name or card.organisation or next(iter(card.emails), "")
    given, _blank, family = card.name.partition(" ")
    yield f"FN:{_escaped(shown)}"
    # Two surnames, compound names: a cut after the first word is wrong at times, but phones show
    # FN, and given and family together are always the whole name.
    yield f"N:{_escaped(family)};{_escaped(given)};;;"
    if card.organisation:
        yield f"ORG:{_escaped(card.organisation)}"
    if card.post:
        yield f"TITLE:{_escaped(card.post)}"
    for use, number in card.phones:
        yield f"TEL;TYPE={_TYPE_OF_USE[use]}:{_escaped(number)}"
    for email in card.emails:
        yield f"EMAIL;TYPE=INTERNET:{_escaped(email)}"
    if card.groups:
        yield f"CATEGORIES:{','.join(map(_escaped, card.groups))}"
    if card.note:
        yield f"NOTE:{_escaped(card.note)}"
    for key, value in card.extra.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            raise ValueError(key)
        yield f"{_OURS}{key.upper().replace('_', '-')}:{_escaped(value)}"


def _escaped(text: str) -> str:
    """Escapes of RFC 2426; a carriage return is a line break too."""
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return re.sub(r"\r\n|\r|\n", r"\\n", text)
