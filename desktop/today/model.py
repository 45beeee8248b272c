"""What needs the person today, gathered from the slices that exist."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core import i18n
from core.days import long_day
from core.i18n import _, ngettext
from core.roster import model as roster
from core.roster import records as roster_records
from core.town import records as town_records
from desktop.services import Services
from desktop.today.matter import Matter, Weight, minutes

if TYPE_CHECKING:
    from core.catalogue import PrintState


def matters(
    services: Services,
    papers: "Sequence[PrintState]" = (),
    further: Sequence[Matter] = (),
) -> list[Matter]:
    """Everything that waits, most urgent first.

    `papers` are those known to be out of date, `further` what plan and listening ask for.
    """
    today = services.clock.today()
    with services.store.read() as connection:
        contacts = roster_records.everyone(connection)
        months = town_records.retention_months(connection)
        apart = roster_records.not_duplicates(connection)
    found = [
        _unreachable(roster.without_phone(item for item in contacts if not item.suggested)),
        _unverified(roster.to_check(contacts, today)),
        _expired(roster.expired(contacts, months, today), months),
        _suggested([contact for contact in contacts if contact.suggested]),
        _outdated(papers),
        *further,
        _alike(
            [
                duplicate
                for duplicate in roster.duplicates(contacts)
                if (duplicate[0].id, duplicate[1].id) not in apart
            ]
        ),
    ]
    return sorted((matter for matter in found if matter), key=lambda matter: matter.weight)


def _unreachable(contacts: list[roster.Contact]) -> Matter | None:
    if not contacts:
        return None
    return Matter(
        "no-phone",
        ngettext(
            "Type the phone of {name}", "Type the phone of {count} contacts", len(contacts)
        ).format(name=contacts[0].name, count=len(contacts)),
        ngettext(
            "In a crisis nobody could call them.", "Nobody can call them: {names}.", len(contacts)
        ).format(names=_names(contacts)),
        _("Complete the cards"),
        Weight.GRAVE,
        "roster",
        (contacts[0].id, "phones"),
        minutes=minutes("no-phone", len(contacts)),
    )


def _unverified(contacts: list[roster.Contact]) -> Matter | None:
    if not contacts:
        return None
    return Matter(
        "unverified",
        ngettext("Verify one contact", "Verify {count} contacts", len(contacts)).format(
            count=len(contacts)
        ),
        f"{roster.since_when(contacts)}.",
        _("Verify contacts"),
        Weight.DUE,
        "roster",
        "check",
        minutes=minutes("unverified", len(contacts)),
    )


def _expired(contacts: list[roster.Contact], months: int) -> Matter | None:
    if not contacts:
        return None
    return Matter(
        "expired",
        ngettext(
            "Confirm or delete the data of one person",
            "Confirm or delete the data of {count} people",
            len(contacts),
        ).format(count=len(contacts)),
        _("Older than {months} months: {names}.").format(months=months, names=_names(contacts)),
        _("Review the contacts"),
        Weight.DUE,
        "roster",
        "expired",
        minutes=minutes("expired", len(contacts)),
    )


def _suggested(contacts: list[roster.Contact]) -> Matter | None:
    if not contacts:
        return None
    mute = len(roster.without_phone(contacts))
    told = ngettext("One has no phone.", "{count} have no phone.", mute).format(count=mute)
    todo = _("Complete them, keep them as they are, or remove those you do not need.")
    return Matter(
        "suggested",
        ngettext(
            "Complete one suggested card", "Complete {count} suggested cards", len(contacts)
        ).format(count=len(contacts)),
        f"{told} {todo}" if mute else todo,
        _("Complete the cards"),
        Weight.CAN_WAIT,
        "roster",
        "suggested",
        minutes=minutes("suggested", len(contacts)),
    )


def _outdated(papers: "Sequence[PrintState]") -> Matter | None:
    if not papers:
        return None
    from core.plan.wording import listed

    paper = papers[0]
    if paper.last is None:
        return None
    name = paper.entry.name
    if paper.last.language != i18n.current():
        name = f"{name} ({i18n.LANGUAGES[paper.last.language]})"
    told = _("Made on {date}; what it says has changed since then.")
    if paper.changed:
        told = _("Made on {date}. Changed since then: {parts}.")
    title, act = _("Print “{name}” again"), _("Print the document")
    if paper.last.saved:
        title, act = _("Print “{name}”"), _("Print the document")
        told = _("Saved as {format} on {date}, not printed; what it says has changed since then.")
    day, form = long_day(paper.last.printed_at.astimezone().date()), paper.last.format.upper()
    return Matter(
        "paper",
        title.format(name=name),
        told.format(date=day, parts=listed(paper.changed), format=form),
        act,
        Weight.DUE,
        "documents",
        (paper.entry.id, paper.last.language),
        minutes=minutes("notebook" if paper.entry.id == "crisis-notebook" else "paper"),
    )


def _alike(pairs: list[tuple[roster.Contact, roster.Contact]]) -> Matter | None:
    if not pairs:
        return None
    return Matter(
        "duplicates",
        ngettext(
            "Compare two cards that look like the same person",
            "Compare {count} pairs of cards that look alike",
            len(pairs),
        ).format(count=len(pairs)),
        _("{one} and {other}.").format(one=pairs[0][0].name, other=pairs[0][1].name),
        _("Compare the cards"),
        Weight.TIDYING,
        "roster",
        "duplicates",
        minutes=minutes("duplicates", len(pairs)),
    )


def _names(contacts: list[roster.Contact]) -> str:
    shown = ", ".join(contact.name[:40] for contact in contacts[:2])
    more = len(contacts) - 2
    return _("{names} and {count} more").format(names=shown, count=more) if more > 0 else shown
