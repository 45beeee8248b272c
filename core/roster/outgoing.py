"""What is copied of a contact."""

from core.days import long_day
from core.exchange.outgoing import Outgoing
from core.i18n import _
from core.roster.model import Contact


def of_contact(contact: Contact) -> Outgoing:
    """Whom one calls and how, and when that was last verified."""
    phones = [f"{one.number} ({one.label})" if one.label else one.number for one in contact.phones]
    lines = filter(None, (contact.role, *phones, contact.email, contact.available))
    verified = ""
    if contact.verified_on is not None:
        verified = _("Verified: {when}.").format(when=long_day(contact.verified_on))
    return Outgoing(contact.name, "\n".join(lines), verified)
