"""Contacts out of the program and into it, and what one person may ask of their data."""

from collections.abc import Sequence
from pathlib import Path

from core import erasing, files
from core.cancel import CancelToken
from core.errors import AppError
from core.exchange.incoming import ImportProblem
from core.i18n import _, ngettext
from core.roster import exchange, records
from core.roster.exchange import Incoming
from core.roster.model import Contact
from core.store import EVERYTHING, Topic
from core.town import records as town_records
from desktop import backups, exporting
from desktop.asker import Patterns
from desktop.jobs import Progress
from desktop.services import Services


def incoming_types() -> Patterns:
    """The files that can be imported."""
    return [
        (_("Contacts"), "*.vcf *.vcard *.xlsx *.ods *.csv *.txt *.tsv"),
        (_("All files"), "*"),
    ]


def export_contacts(services: Services, contacts: Sequence[Contact]) -> None:
    """Ask for a file and write contacts to it, as contact cards or as a table.

    What the program only proposed is nobody yet, and is left out.
    """
    contacts = [contact for contact in contacts if contact.somebody]
    with services.store.read() as connection:
        town = town_records.load(connection)
    name = files.safe_name(_("Roster of {town}").format(town=town.name))
    types = [(_("Contact cards (vCard)"), "*.vcf"), *exporting.tables()]
    path = services.asker.save_file(_("Where should the contacts go?"), Path(f"{name}.vcf"), types)
    if path is None:
        return
    told = ngettext("One contact is in {file}.", "{count} contacts are in {file}.", len(contacts))
    services.jobs.run(
        "roster-export",
        lambda _token, _progress: _write(services, contacts, path),
        lambda _none: services.notifier.toast(told.format(count=len(contacts), file=path.name)),
    )


def export_person(services: Services, contact: Contact) -> None:
    """Ask for a file and write all that is kept about one person (RGPD, articles 15 and 20)."""
    types = [*exporting.kinds(), (_("Contact card (vCard)"), "*.vcf")]
    name = files.safe_name(_("Data of {name}").format(name=contact.name))
    path = services.asker.save_file(
        _("Where should this person’s data go?"), Path(f"{name}.pdf"), types
    )
    if path is None:
        return
    services.jobs.run(
        "roster-export",
        lambda _token, _progress: _write_person(services, contact, path),
        lambda _none: services.notifier.toast(
            _("The data of {name} is in {file}.").format(name=contact.name, file=path.name)
        ),
    )


def erase_person(services: Services, contact: Contact) -> None:
    """Erase a card for good, once the person at the screen has said so (RGPD, article 17).

    The name is looked for in all that is stored, which takes a while where much was read.
    """

    def look(_token: CancelToken, _progress: Progress) -> list[str]:
        with services.store.read() as connection:
            return erasing.outlook(connection, contact)

    services.jobs.run("roster-erase", look, lambda told: _ask_to_erase(services, contact, told))


def _ask_to_erase(services: Services, contact: Contact, told: Sequence[str]) -> None:
    lasting = _(
        "Nor can anything done before be undone. Copies made up to today keep this card until "
        "newer copies replace them, and so do printed papers."
    )
    agreed = services.asker.confirm(
        _("Erase everything about {name}? This cannot be undone.").format(name=contact.name),
        "\n\n".join([*told, lasting]),
        _("Erase the data for good"),
    )
    if not agreed:
        return
    services.notifier.unsaved.erase("contact", contact.id, contact.name)

    def erase(_token: CancelToken, _progress: Progress) -> None:
        with services.store.forget(*EVERYTHING) as db:
            erasing.erase_person(db, contact)

    def erased(_none: None) -> None:
        services.notifier.toast(_("{name} is erased for good.").format(name=contact.name))

    services.jobs.run("roster-erase", erase, erased)


def import_contacts(
    services: Services, incoming: Incoming, token: CancelToken, on_progress: Progress
) -> int:
    """Store contacts in one step, in the thread of a job; returns how many. Raises `Cancelled`."""
    with services.store.change(Topic.ROSTER, label=_("import contacts")) as db:
        return exchange.store_all(
            db, incoming, services.clock.now(), token=token, on_progress=on_progress
        )


def save_problems(services: Services, problems: Sequence[ImportProblem]) -> None:
    """Ask for a file and write what could not be imported, one line for each."""
    name = _("Import of contacts")
    path = services.asker.save_file(
        _("Where should the list go?"),
        Path(f"{files.safe_name(name)}.txt"),
        [(_("Text"), "*.txt")],
    )
    if path is None:
        return
    try:
        files.write(path, f"{problems_text(problems)}\n".encode("utf-8-sig"))
    except AppError as error:
        services.notifier.error(error)
    else:
        services.notifier.toast(_("The list is in {file}.").format(file=path.name))


def problems_text(problems: Sequence[ImportProblem]) -> str:
    """One sentence a line."""
    return "\n".join(problem.sentence for problem in problems)


def _write(services: Services, contacts: Sequence[Contact], path: Path) -> None:
    with services.store.read() as connection:
        known = records.everyone(connection)
    exchange.write(contacts, known, path)


def _write_person(services: Services, contact: Contact, path: Path) -> None:
    if path.suffix.lower() == ".vcf":
        _write(services, [contact], path)
        return
    from core import catalogue
    from core.documents import render
    from core.roster.personal import person_data

    with services.store.read() as connection:
        town = town_records.load(connection)
        everyone = records.everyone(connection)
        elsewhere = erasing.kept_about(connection, contact)
    elsewhere += backups.told(services)
    language, today = catalogue.language_of(), services.clock.today()
    render.write(person_data(contact, everyone, town, language, today, elsewhere), path)
