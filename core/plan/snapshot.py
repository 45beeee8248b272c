"""The plan as it stands at one moment, with all that it needs from outside to be read alone."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from core.errors import DamagedWorkspace
from core.fields import Thing
from core.i18n import _
from core.plan import records
from core.plan.model import Plan
from core.roster import records as roster
from core.roster.model import Contact, Hat, wearers
from core.town import records as town_records
from core.town.model import Town

if TYPE_CHECKING:
    import sqlite3

SHAPE = 1
"""Raised when a field changes its meaning; a new or a dropped field needs no new one."""


@dataclass(frozen=True)
class NamedContact:
    """A contact as the plan names it: who it was, and what for. No phone, no address."""

    contact_id: int
    name: str
    post: str = ""
    hats: tuple[Hat, ...] = ()
    substitute_id: int | None = None
    """A `contact_id`, which is always among the holders too."""


@dataclass(frozen=True)
class Snapshot:
    """A plan without session notes, dismissed findings or versions, and its surroundings."""

    plan: Annotated[Plan, Thing()]
    town: Town
    holders: tuple[NamedContact, ...] = ()
    """The contacts who hold a post of the plan or wear a hat in a crisis, and their substitutes."""
    shape: int = SHAPE

    def holder(self, contact_id: int | None) -> NamedContact | None:
        """One of the contacts, or None."""
        return next((holder for holder in self.holders if holder.contact_id == contact_id), None)

    def wearing(self, hat: Hat) -> list[NamedContact]:
        """Who wears a hat."""
        return [holder for holder in self.holders if hat in holder.hats]


def freeze(connection: "sqlite3.Connection") -> Snapshot:
    """The plan as it stands now."""
    plan = records.load(connection)
    return Snapshot(
        plan=replace(plan, versions=(), dismissals=(), notes=()),
        town=town_records.load(connection),
        holders=_holders(plan, roster.everyone(connection)),
    )


def _holders(plan: Plan, contacts: list[Contact]) -> tuple[NamedContact, ...]:
    posts = {person.contact_id for person in plan.people}
    team = {wearer.id for hat in Hat for wearer in wearers(contacts, hat)}
    named = [contact for contact in contacts if contact.id in team or contact.id in posts]
    wanted = {contact.id for contact in named} | {contact.substitute_id for contact in named}
    return tuple(
        NamedContact(
            contact.id,
            contact.name,
            contact.post,
            contact.hats if contact.id in team else (),
            contact.substitute_id if contact.substitute_id in wanted else None,
        )
        for contact in sorted(contacts, key=lambda contact: bool(contact.suggested))
        if contact.id in wanted
    )


def to_json(snapshot: Snapshot) -> str:
    """The snapshot as JSON."""
    import msgspec

    return msgspec.json.encode(snapshot).decode()


def from_json(text: str) -> Snapshot:
    """The snapshot behind `to_json`, of this program or of an earlier or later one.

    Fields that are missing get their defaults, unknown ones are left out. Raises
    `DamagedWorkspace` when it cannot be read at all.
    """
    import msgspec

    from core.decoding import from_json

    try:
        return from_json(text, Snapshot)
    except msgspec.DecodeError as error:
        raise DamagedWorkspace(
            _("This approved version of the plan cannot be read; the draft is not affected."),
            _("If another copy of the town file holds it, restore that one."),
            detail=str(error),
        ) from error
