"""The example town: complete, fictional, to look around in and to try things on."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import resources
from core import content, store
from core.calendar import example as calendar
from core.clock import Clock
from core.crisis import example as crisis
from core.mentions import example as listening
from core.plan import planting
from core.plan.plan_content import PlanContent
from core.roster import phones, privacy, records
from core.roster.model import Contact, ContactKind, Group, Hat, Phone
from core.town import crest
from core.town import records as town_records
from core.town.model import BodyKind as TownKind
from core.town.model import Town

if TYPE_CHECKING:
    from sqlite_utils import Database


class ExampleTown(msgspec.Struct, forbid_unknown_fields=True):
    """The town; `crest` names a file of resources/images."""

    name: str
    province: str
    region: str
    ine_code: str
    population: int
    hours_week: float
    languages: list[str]
    person: str
    post: str
    crest: str


class ExamplePhone(msgspec.Struct, forbid_unknown_fields=True):
    """A number; `kind` says what it is for the reader of the file."""

    kind: str
    number: str


class ExampleContact(msgspec.Struct, forbid_unknown_fields=True):
    """A contact; `verified_days_ago` -1 means never, `purpose` is an id of the privacy texts."""

    id: str
    kind: ContactKind
    name: str
    organisation: str
    post: str
    phones: list[ExamplePhone]
    email: str
    groups: list[Group]
    hats: list[Hat]
    substitute: str
    available: str
    verified_days_ago: int
    note: str
    purpose: str


class ExampleContent(msgspec.Struct, forbid_unknown_fields=True):
    """The content file `example-town`."""

    town: ExampleTown
    contacts: list[ExampleContact]


def create(path: Path, clock: Clock) -> None:
    """Write the example town, in the current language. Raises `FileTrouble`, `DiskFull`."""
    example = content.load("example-town", ExampleContent)
    plan = content.load("example-plan", PlanContent)
    image = crest.normalise(resources.path("images", example.town.crest).read_bytes())

    def fill(db: "Database") -> None:
        town_records.insert(db, _town(example.town), clock.now())
        town_records.update(db, crest=image)
        contacts = _fill_roster(db, example.contacts, clock.now(), clock.today())
        planting.plant(db, plan, contacts, clock.today(), mark=False)
        listening.plant(db, clock.now())
        crisis.plant(db, example.town.person, clock.now())
        calendar.plant(db, plan, clock.now())

    store.create(path, fill)


def _town(example: ExampleTown) -> Town:
    return Town(
        name=example.name,
        kind=TownKind.MUNICIPALITY,
        province=example.province,
        region=example.region,
        population=example.population,
        languages=tuple(example.languages),
        hours_week=example.hours_week,
        person=example.person,
        post=example.post,
    )


def _fill_roster(
    db: "Database", examples: list[ExampleContact], now: datetime, today: date
) -> dict[str, int]:
    """The ids given to the contacts, by those of the content file."""
    kinds = {kind.id: kind for kind in privacy.texts().kinds}
    stored: dict[str, Contact] = {}
    for example in examples:
        contact = _contact(example, kinds[example.purpose], today)
        stored[example.id] = replace(contact, id=records.add(db, contact, now))
    for example in examples:
        if example.substitute:
            stand_in = stored[example.substitute].id
            records.replace(db, replace(stored[example.id], substitute_id=stand_in), now)
    return {name: contact.id for name, contact in stored.items()}


def _contact(example: ExampleContact, kind: privacy.PrivacyKind, today: date) -> Contact:
    days = example.verified_days_ago
    person = example.kind is ContactKind.PERSON
    return Contact(
        name=example.name,
        kind=example.kind,
        organisation=example.organisation,
        post=example.post,
        phones=tuple(Phone(phones.parse(phone.number).display) for phone in example.phones),
        email=example.email,
        groups=tuple(example.groups),
        hats=tuple(example.hats),
        available=example.available,
        verified_on=today - timedelta(days=days) if days >= 0 else None,
        note=example.note,
        purpose=kind.purpose if person else "",
        legal_basis=kind.legal_basis if person else "",
    )
