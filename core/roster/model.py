"""Contacts and the pure rules about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from core.errors import InvalidValue
from core.field_kinds import Choice, Day, Described, Line, Page, Ref, Several
from core.i18n import _, ngettext
from core.roster.phones import parse
from core.text import clean, contains_all, fold, loose, sort_key, unmarked, words
from core.town.model import NAME_LIMIT, checked_text

_SPANISH_DIGITS = 9
_MOST_DIGITS = 15
"""Of a number that can be dialled from anywhere (ITU-T E.164)."""

EMAIL_LIMIT = 254
"""Characters of an e-mail address that can be delivered (RFC 5321, 4.5.3.1.3)."""

PHONE_LABEL = 60
"""Characters of what a phone is."""

STALE_DAYS = 90
"""A contact not confirmed for longer than this is asked about (PRODUCT.md, Hoy)."""


class ContactKind(StrEnum):
    """A person has data to protect; a service is a public number."""

    PERSON = "person"
    SERVICE = "service"


class Group(StrEnum):
    """To whom a contact belongs, in the order in which the paper lists them."""

    CRISIS_TEAM = "crisis_team"
    MAYOR = "mayor"
    SERVICES = "services"
    EMERGENCIES = "emergencies"
    HEALTH = "health"
    MEDIA = "media"
    COMPANIES = "companies"
    ASSOCIATIONS = "associations"
    SUPPLIERS = "suppliers"


class Hat(StrEnum):
    """What somebody does in a crisis; one person may wear several."""

    DECIDES = "decides"
    SPEAKS = "speaks"
    WRITES = "writes"
    VERIFIES = "verifies"
    ANSWERS = "answers"
    LOG = "log"
    CALLS = "calls"


@dataclass(frozen=True)
class Phone:
    """A number as it is shown and printed, and what it is (work, home…)."""

    number: str
    label: str = ""


def group_label(group: Group) -> str:
    """The group's name."""
    return {
        Group.CRISIS_TEAM: _("Crisis team"),
        Group.MAYOR: _("Mayor’s office"),
        Group.SERVICES: _("Council services"),
        Group.EMERGENCIES: _("Emergencies"),
        # Translators: Group of contacts: doctors, health centre.
        Group.HEALTH: _("Health"),
        # Translators: Newspapers, radio, television.
        Group.MEDIA: _("Media"),
        Group.COMPANIES: _("Companies"),
        Group.ASSOCIATIONS: _("Associations"),
        Group.SUPPLIERS: _("Suppliers"),
    }[group]


def hat_label(hat: Hat) -> str:
    """The hat, as a verb."""
    return {
        # Translators: What one crisis role does; a verb in the third person.
        Hat.DECIDES: _("Decides"),
        # Translators: What one crisis role does; a verb in the third person.
        Hat.SPEAKS: _("Speaks"),
        Hat.WRITES: _("Writes and publishes"),
        # Translators: What one crisis role does; a verb in the third person.
        Hat.VERIFIES: _("Verifies"),
        # Translators: What one crisis role does; a verb in the third person.
        Hat.ANSWERS: _("Answers citizens"),
        Hat.LOG: _("Keeps the log"),
        # Translators: What one crisis role does, a verb: telephones the others.
        Hat.CALLS: _("Calls"),
    }[hat]


def kind_label(kind: ContactKind) -> str:
    """Person or service."""
    # Translators: Of a task.
    return {ContactKind.PERSON: _("Person"), ContactKind.SERVICE: _("Service or office")}[kind]


def checked_email(text: str) -> str:
    """A cleaned e-mail address, or empty. Raises `InvalidValue` when it cannot be one."""
    cleaned = checked_text(unmarked(clean(text)).removeprefix("mailto:"), limit=EMAIL_LIMIT)
    name, at, domain = cleaned.rpartition("@")
    if cleaned and not (at and name and "." in domain.strip(".") and " " not in cleaned):
        raise InvalidValue(
            _("An e-mail address has a name, an @ and a domain: name@example.es."),
            _("What you typed stays here until then."),
        )
    return cleaned


@dataclass(frozen=True)
class Email(Line):
    """An e-mail address, or nothing."""

    limit: int = EMAIL_LIMIT

    def read(self, typed: str) -> str:
        """The address that is typed."""
        return checked_email(typed)


@dataclass(frozen=True)
class Phones(Described):
    """Numbers with what each is; the first one is rung first."""

    def read(self, typed: Sequence[tuple[str, str]]) -> tuple[Phone, ...]:
        """The phones of pairs of a number and what it is."""
        return tuple(
            Phone(parse(number).display, checked_text(label, limit=PHONE_LABEL))
            for number, label in typed
        )

    def shown(self, value: Sequence[Phone]) -> tuple[tuple[str, str], ...]:
        """Pairs of a number and what it is."""
        return tuple((phone.number, phone.label) for phone in value)

    def in_words(self, value: Sequence[Phone]) -> str:
        """One a line: `600 000 001 (móvil)`."""
        return "\n".join(
            f"{phone.number} ({phone.label})" if phone.label else phone.number for phone in value
        )


@dataclass(frozen=True)
class Contact:
    """Somebody or something to call; `id` 0 until stored."""

    name: Annotated[str, Line(lambda: _("Name"), limit=NAME_LIMIT, required=True)]
    id: int = 0
    kind: Annotated[
        ContactKind,
        Choice(
            lambda: _("Kind"),
            lambda: _("A service has no personal data to protect."),
            kind=ContactKind,
            words=kind_label,
        ),
    ] = ContactKind.PERSON
    organisation: Annotated[str, Line(lambda: _("Organisation"), limit=NAME_LIMIT)] = ""
    post: Annotated[str, Line(lambda: _("Role"), limit=NAME_LIMIT)] = ""
    phones: Annotated[
        tuple[Phone, ...],
        Phones(
            lambda: _("Phones"), lambda: _("The first one is printed large and in the QR code.")
        ),
    ] = ()
    email: Annotated[str, Email(lambda: _("E-mail"))] = ""
    groups: Annotated[
        tuple[Group, ...], Several(lambda: _("Groups"), kind=Group, words=group_label)
    ] = ()
    hats: Annotated[
        tuple[Hat, ...], Several(lambda: _("In a crisis"), kind=Hat, words=hat_label)
    ] = ()
    substitute_id: Annotated[
        int | None,
        Ref(lambda: _("Deputy"), lambda: _("Who is called when there is no answer.")),
    ] = None
    available: Annotated[str, Line(lambda: _("When available"), limit=NAME_LIMIT)] = ""
    note: Annotated[str, Page(lambda: _("Note"))] = ""
    # Translators: What personal data are kept for.
    purpose: Annotated[str, Page(lambda: _("Purpose"))] = ""
    legal_basis: Annotated[str, Page(lambda: _("Legal basis"))] = ""
    verified_on: Annotated[date | None, Day(lambda: _("Verified on"))] = None
    no_answer_on: Annotated[date | None, Day(lambda: _("No answer on"))] = None
    suggested: str = ""
    """Why the program proposes this card; empty when it is the person's own."""

    @property
    def role(self) -> str:
        """Post and organisation in one line."""
        return " · ".join(part for part in (self.post, self.organisation) if part)

    @property
    def somebody(self) -> bool:
        """Someone wrote it down or gave it a number: a bare proposal of the program is nobody."""
        return bool(self.phones) or not self.suggested

    def stale(self, today: date) -> bool:
        """True when nobody has confirmed it for more than 90 days."""
        return self.verified_on is None or today - self.verified_on > timedelta(days=STALE_DAYS)


def in_order(contacts: Iterable[Contact]) -> list[Contact]:
    """By name, in Spanish order."""
    return sorted(contacts, key=lambda contact: sort_key(contact.name))


def wearers(contacts: Iterable[Contact], hat: Hat) -> list[Contact]:
    """Who wears a hat: first whom a person wrote or accepted, then proposals with a number.

    By name among themselves. The desk, the papers, what would fail and the plan all ask here.
    """
    worn = in_order(contact for contact in contacts if hat in contact.hats and contact.somebody)
    return sorted(worn, key=lambda contact: bool(contact.suggested))


def rank(contact: Contact) -> int:
    """In a crisis the one who decides comes first, and so on down the hats."""
    hats = list(Hat)
    return min((hats.index(hat) for hat in contact.hats), default=len(hats))


def haystack(contact: Contact) -> str:
    """Everything that a search looks at, loosely folded; numbers also without grouping."""
    parts = [
        contact.name,
        contact.organisation,
        contact.post,
        contact.email,
        contact.note,
        *(phone.number for phone in contact.phones),
        *(digits(phone.number) for phone in contact.phones),
        *(group_label(group) for group in contact.groups),
        *(hat_label(hat) for hat in contact.hats),
    ]
    return loose("\n".join(parts))


def searched(contact: Contact, text: str) -> bool:
    """True when every word of `text` stands somewhere in the card."""
    return contains_all(haystack(contact), words(text))


def digits(number: str) -> str:
    """Only the digits of a number."""
    return "".join(char for char in number if char.isdigit())


def dial_uri(number: str) -> str:
    """What a phone dials for a number as we store it: `tel:+34924800000`, `tel:112`.

    Nine digits are a Spanish number. Extensions are left out: phones disagree about how to dial
    them. Empty when nothing can be dialled from outside.
    """
    main, _mark, _extension = fold(number).partition("ext")
    dialled = digits(main)
    if len(dialled) > _MOST_DIGITS:
        return ""
    if "+" in main:
        return f"tel:+{dialled}"
    if len(dialled) == _SPANISH_DIGITS:
        return f"tel:+34{dialled}"
    return f"tel:{dialled}" if dialled else ""


def to_check(contacts: Iterable[Contact], today: date) -> list[Contact]:
    """The monthly check: what nobody confirmed for 90 days, oldest first, own cards only."""
    stale = [contact for contact in contacts if contact.stale(today) and not contact.suggested]
    return sorted(stale, key=lambda item: (item.verified_on or date.min, sort_key(item.name)))


def since_when(contacts: Iterable[Contact]) -> str:
    """How long nobody has confirmed those who are to be checked: never, or for 90 days.

    `2 nunca verificados, 6 desde hace más de 90 días`; empty for nobody.
    """
    there = list(contacts)
    never = sum(contact.verified_on is None for contact in there)
    long_ago = len(there) - never
    parts = (
        (never, ngettext("{count} never verified", "{count} never verified", never)),
        (long_ago, ngettext("{count} not verified for more than {days} days",
                            "{count} not verified for more than {days} days", long_ago)),
    )  # fmt: skip
    return ", ".join(words.format(count=count, days=STALE_DAYS) for count, words in parts if count)


def expired(contacts: Iterable[Contact], months: int, today: date) -> list[Contact]:
    """Persons whose data nobody confirmed for `months`; never confirmed ones do not count."""
    limit = today - timedelta(days=round(months * 30.44))
    return in_order(
        item
        for item in contacts
        if item.kind is ContactKind.PERSON
        and item.verified_on is not None
        and item.verified_on < limit
    )


def without_phone(contacts: Iterable[Contact]) -> list[Contact]:
    """Cards that nobody can call; the roster, Today and what would fail in a crisis ask here."""
    return in_order(contact for contact in contacts if not contact.phones)


def duplicates(contacts: Iterable[Contact]) -> list[tuple[Contact, Contact]]:
    """Pairs that look like one person typed twice, older card first.

    Same words in the name in any order; or the same e-mail; or the same phone and a word of the
    name in common (offices share a phone, so a phone alone says nothing).
    """
    seen: dict[tuple[str, str], Contact] = {}
    pairs: dict[tuple[int, int], tuple[Contact, Contact]] = {}
    for contact in sorted(contacts, key=lambda item: item.id):
        for key in _likeness(contact):
            other = seen.setdefault(key, contact)
            if other is not contact:
                pairs.setdefault((other.id, contact.id), (other, contact))
    return list(pairs.values())


def _likeness(contact: Contact) -> set[tuple[str, str]]:
    names = [word.strip(".,") for word in words(contact.name)]
    keys = {("name", " ".join(sorted(names)))}
    if contact.email:
        keys.add(("email", fold(contact.email)))
    for phone in contact.phones:
        number = digits(phone.number)[-9:]
        keys |= {("phone", f"{number} {name}") for name in names if len(name) > 2}
    return keys


def merged(keep: Contact, other: Contact) -> Contact:
    """`keep` with what only `other` has."""
    known = {digits(phone.number)[-9:] for phone in keep.phones}
    more = tuple(phone for phone in other.phones if digits(phone.number)[-9:] not in known)
    notes = [keep.note, other.note if other.note != keep.note else ""]
    days = [day for day in (keep.verified_on, other.verified_on) if day]
    substitute = keep.substitute_id or other.substitute_id
    return replace(
        keep,
        organisation=keep.organisation or other.organisation,
        post=keep.post or other.post,
        phones=keep.phones + more,
        email=keep.email or other.email,
        groups=tuple(group for group in Group if group in keep.groups or group in other.groups),
        hats=tuple(hat for hat in Hat if hat in keep.hats or hat in other.hats),
        substitute_id=None if substitute in (keep.id, other.id) else substitute,
        available=keep.available or other.available,
        note="\n".join(note for note in notes if note),
        purpose=keep.purpose or other.purpose,
        legal_basis=keep.legal_basis or other.legal_basis,
        verified_on=max(days, default=None),
    )
