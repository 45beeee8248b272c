"""What is kept about one person, on paper, to hand to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.documents.model import Column, Document, Line, Para, Style, Table, cell
from core.i18n import Language, _
from core.roster.facts import facts
from core.roster.model import Contact
from core.town.document import headed
from core.town.model import Town


def person_data(
    contact: Contact,
    everyone: Sequence[Contact],
    town: Town,
    language: Language,
    today: date,
    elsewhere: Sequence[tuple[str, str]] = (),
) -> Document:
    """Everything kept about one person, to hand to them (RGPD, article 15).

    `elsewhere` is what other parts of the workspace keep: what it is, and its lines.
    """
    said = [*_facts(contact, everyone), *elsewhere]
    rows = tuple(
        (cell(Line(label, Style.STRONG)), cell(*text.splitlines())) for label, text in said if text
    )
    # Translators: Personal data of the contacts.
    columns = (Column(_("Data"), 1.0), Column(_("What is kept"), 3.0))
    return replace(
        headed(town, None, language, today),
        code="DIR-03",
        title=_("Your data in the roster"),
        subtitle=contact.name,
        blocks=(
            Para(
                _(
                    "This is everything that {body} keeps about you: your card, and every text of"
                    " its plan, its incidents and what it reads that has your whole name."
                ).format(body=town.body),
                lead=True,
            ),
            Table(columns, rows, row_header=True),
            Para(
                _(
                    "You may ask for it to be corrected or erased, or object to its use, at the "
                    "registry of the organisation."
                )
            ),
        ),
    )


def _facts(contact: Contact, everyone: Sequence[Contact]) -> list[tuple[str, str]]:
    names = {other.id: other.name for other in everyone}
    stands_in_for = [other.name for other in everyone if other.substitute_id == contact.id]
    return [
        *facts(contact, names, "name", "kind", "post", "organisation", "phones", "email"),
        *facts(contact, names, "groups", "hats", "substitute_id"),
        (_("Deputy of"), ", ".join(stands_in_for)),
        *facts(contact, names, "available", "note", "verified_on", "no_answer_on"),
        *facts(contact, names, "purpose", "legal_basis"),
    ]
