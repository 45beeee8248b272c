"""What is kept about one person, on paper, to hand to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.documents.imprint import day_in_words
from core.documents.model import Column, Document, Line, Para, Style, Table, cell
from core.i18n import Language, _
from core.roster.document import with_label
from core.roster.model import Contact, group_label, hat_label, kind_label
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
    facts = [*_facts(contact, everyone, language), *elsewhere]
    rows = tuple(
        (cell(Line(label, Style.STRONG)), cell(*text.splitlines())) for label, text in facts if text
    )
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
                    "You may ask for it to be corrected or erased, or object to its use, at the"
                    " registry of the body."
                )
            ),
        ),
    )


def _facts(
    contact: Contact, everyone: Sequence[Contact], language: Language
) -> list[tuple[str, str]]:
    names = {one.id: one.name for one in everyone}
    stands_in_for = [one.name for one in everyone if one.substitute_id == contact.id]
    return [
        (_("Name"), contact.name),
        (_("Kind"), kind_label(contact.kind)),
        (_("Post"), contact.post),
        (_("Organisation"), contact.organisation),
        (_("Phones"), "\n".join(with_label(one.number, one.label) for one in contact.phones)),
        (_("E-mail"), contact.email),
        (_("Groups"), ", ".join(group_label(group) for group in contact.groups)),
        (_("In a crisis"), ", ".join(hat_label(hat) for hat in contact.hats)),
        (_("Substitute"), names.get(contact.substitute_id or 0, "")),
        (_("Stands in for"), ", ".join(stands_in_for)),
        (_("When available"), contact.available),
        (_("Note"), contact.note),
        (_("Verified on"), _day(contact.verified_on, language)),
        (_("No answer on"), _day(contact.no_answer_on, language)),
        (_("Purpose"), contact.purpose),
        (_("Legal basis"), contact.legal_basis),
    ]


def _day(day: date | None, language: Language) -> str:
    return day_in_words(day, language) if day else ""
