"""Why a person's data may be held: purpose and legal basis, proposed by kind of contact."""

import msgspec

from core import content
from core.roster.model import Contact, ContactKind, Group


class PrivacyKind(msgspec.Struct, forbid_unknown_fields=True):
    """A purpose and a legal basis that go together."""

    id: str
    name: str
    purpose: str
    legal_basis: str


class Privacy(msgspec.Struct, forbid_unknown_fields=True):
    """The content file `privacy`."""

    disclaimer: str
    retention: str
    record: str
    kinds: list[PrivacyKind]


_BY_GROUP = {
    Group.CRISIS_TEAM: "staff",
    Group.MAYOR: "staff",
    Group.SERVICES: "staff",
    Group.EMERGENCIES: "public_service",
    Group.HEALTH: "public_service",
    Group.MEDIA: "media",
    Group.COMPANIES: "supplier",
    Group.SUPPLIERS: "supplier",
    Group.ASSOCIATIONS: "association",
}


def texts() -> Privacy:
    """The texts in the current language."""
    return content.load("privacy", Privacy)


def proposed(contact: Contact, privacy: Privacy) -> PrivacyKind | None:
    """What fits a person's first group; a service holds no personal data and needs none."""
    if contact.kind is ContactKind.SERVICE or not contact.groups:
        return None
    wanted = _BY_GROUP[contact.groups[0]]
    return next(kind for kind in privacy.kinds if kind.id == wanted)
