"""What needs the person today, gathered from the slices that exist."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core import i18n
from core.i18n import _, ngettext
from core.roster import model as roster
from core.roster import records as roster_records
from core.town import records as town_records
from desktop.days import long_day
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.today.matter import Matter

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
    order = (Tone.RED, Tone.ORANGE, Tone.YELLOW, Tone.BRAND, Tone.NEUTRAL)
    there = (matter for matter in found if matter)
    return sorted(there, key=lambda matter: (matter.rank, order.index(matter.tone)))


def _unreachable(contacts: list[roster.Contact]) -> Matter | None:
    if not contacts:
        return None
    return Matter(
        "no-phone",
        ngettext(
            "One contact of your own has no phone",
            "{count} contacts of your own have no phone",
            len(contacts),
        ).format(count=len(contacts)),
        _("Nobody can call them: {names}.").format(names=_names(contacts)),
        _("Complete"),
        Tone.RED,
        "roster",
        (contacts[0].id, "phones"),
    )


def _unverified(contacts: list[roster.Contact]) -> Matter | None:
    if not contacts:
        return None
    return Matter(
        "unverified",
        ngettext("One contact to verify", "{count} contacts to verify", len(contacts)).format(
            count=len(contacts)
        ),
        _("{since}. Five minutes, card by card.").format(since=roster.since_when(contacts)),
        _("Start"),
        Tone.YELLOW,
        "roster",
        "check",
    )


def _expired(contacts: list[roster.Contact], months: int) -> Matter | None:
    if not contacts:
        return None
    return Matter(
        "expired",
        ngettext(
            "One person's data is older than {months} months",
            "The data of {count} people is older than {months} months",
            len(contacts),
        ).format(count=len(contacts), months=months),
        _("Confirm or delete: {names}.").format(names=_names(contacts)),
        _("Review"),
        Tone.YELLOW,
        "roster",
        "expired",
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
            "One suggested card to complete", "{count} suggested cards to complete", len(contacts)
        ).format(count=len(contacts)),
        f"{told} {todo}" if mute else todo,
        _("Complete"),
        Tone.BRAND,
        "roster",
        "suggested",
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
    title, act = _("The paper “{name}” is out of date"), _("Print again")
    told = _("Made on {date}; what it says has changed since then.")
    if paper.changed:
        told = _("Made on {date}. Changed since then: {parts}.")
    if paper.last.saved:
        title, act = _("The file of “{name}” is out of date"), _("Print it")
        told = _("Saved as {format} on {date}, not printed; what it says has changed since then.")
    day, form = long_day(paper.last.printed_at.astimezone().date()), paper.last.format.upper()
    return Matter(
        "paper",
        title.format(name=name),
        told.format(date=day, parts=listed(paper.changed), format=form),
        act,
        Tone.YELLOW,
        "documents",
        (paper.entry.id, paper.last.language),
    )


def _alike(pairs: list[tuple[roster.Contact, roster.Contact]]) -> Matter | None:
    if not pairs:
        return None
    return Matter(
        "duplicates",
        ngettext(
            "Two cards look like the same person", "{count} pairs of cards look alike", len(pairs)
        ).format(count=len(pairs)),
        _("{one} and {other}.").format(one=pairs[0][0].name, other=pairs[0][1].name),
        _("Compare"),
        Tone.NEUTRAL,
        "roster",
        "duplicates",
    )


def _names(contacts: list[roster.Contact]) -> str:
    shown = ", ".join(contact.name[:40] for contact in contacts[:2])
    more = len(contacts) - 2
    return _("{names} and {count} more").format(names=shown, count=more) if more > 0 else shown
