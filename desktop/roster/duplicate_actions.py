"""What a person decides about two cards that look alike and are not one."""

from core.i18n import _
from core.roster import records
from core.roster.model import Contact
from core.store import Topic
from desktop.services import Services


def keep_apart(services: Services, contact: Contact, other: Contact) -> None:
    """They are two people: the pair is not shown again."""
    label = _("keep {one} and {other} apart").format(one=contact.name[:40], other=other.name[:40])
    with services.store.change(Topic.ROSTER, label=label) as db:
        records.keep_apart(db, contact.id, other.id)
    services.notifier.undoable(_("They stay as two cards."))
