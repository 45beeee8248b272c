"""With what a new town begins: three things, till they are done; the rest of Hoy can wait."""

from collections.abc import Iterable
from dataclasses import replace

from core.crisis.readiness import GapKind
from core.crisis.records import incidents
from core.i18n import _, ngettext
from core.plan import records as plan_records
from core.plan.wording import listed
from core.roster import records as roster_records
from core.roster.model import Contact, without_phone
from core.store import Connection
from desktop.today.matter import Matter, Weight, minutes

SOURCES, NOTEBOOK = "sources-suggested", f"gap-{GapKind.NO_NOTEBOOK}-0"


def beginning(connection: Connection, found: Iterable[Matter]) -> list[Matter]:
    """Those of the three that are left: phones, sources, notebook; `found` is what waits besides.

    None in a town that has begun: something is due in it, no card of its roster is a suggestion any
    more, a plan was approved, or an incident or a drill was run.
    """
    by_key = {matter.key: matter for matter in found}
    due = any(matter.weight is Weight.DUE for matter in by_key.values())
    contacts = roster_records.everyone(connection)
    new = any(contact.suggested for contact in contacts)
    if due or not new or plan_records.versions(connection) or incidents.everything(connection):
        return []
    notebook = by_key.get(NOTEBOOK)
    steps = (
        _phones(contacts),
        by_key.get(SOURCES),
        notebook and replace(notebook, title=_("Print the crisis notebook")),
    )
    return [step for step in steps if step is not None]


def _phones(contacts: Iterable[Contact]) -> Matter | None:
    """Of whoever has a role in a crisis; of the others they can be typed later."""
    mute = without_phone(contact for contact in contacts if contact.hats)
    if not mute:
        return None
    return Matter(
        "first-phones",
        ngettext(
            "Type the phone of the person who acts in a crisis",
            "Type the phones of the {count} people who act in a crisis",
            len(mute),
        ).format(count=len(mute)),
        f"{listed([contact.name for contact in mute])}.",
        _("Complete the cards"),
        Weight.GRAVE,
        "roster",
        (mute[0].id, "phones"),
        minutes=minutes("no-phone", len(mute)) + minutes("suggested", len(mute)),
    )
