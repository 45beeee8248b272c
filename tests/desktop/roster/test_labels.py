"""A field of a contact is called the same wherever it stands."""

from datetime import date

from PySide6.QtWidgets import QLabel

from core import fields
from core.documents.model import Table
from core.roster import exchange, personal
from core.roster.model import Contact, Group, Hat, Phone
from core.town.model import Town
from desktop.roster.editor import ContactEditor

TODAY = date(2026, 11, 24)
NOT_TYPED = {"verified_on", "no_answer_on"}
"""Set by an answer on the phone."""

ANA = Contact(
    "Ana",
    id=2,
    organisation="Ayuntamiento",
    post="Alcaldesa",
    phones=(Phone("112"),),
    email="ana@example.es",
    groups=(Group.MAYOR,),
    hats=(Hat.DECIDES,),
    substitute_id=1,
    available="De 8 a 15",
    note="Nota",
    purpose="Llamar",
    legal_basis="Ley",
    verified_on=TODAY,
    no_answer_on=TODAY,
)


def labels() -> set[str]:
    return {fields.label(Contact, name) for name in fields.described(Contact)}


def test_every_field_that_is_typed_stands_on_the_card_as_it_is_called(services, qtbot):
    editor = ContactEditor(services, QLabel())
    qtbot.addWidget(editor)
    typed = {fields.label(Contact, name) for name in fields.described(Contact).keys() - NOT_TYPED}

    assert typed <= {label.text() for label in editor.findChildren(QLabel)}


def test_a_table_has_a_column_for_every_field_as_it_is_called():
    headers, [row] = exchange.to_table([ANA], [Contact("Luis", id=1)])

    assert set(headers) == labels()
    assert all(row)


def test_the_copy_for_a_person_has_every_field_as_it_is_called():
    everyone = [ANA, Contact("Luis", id=1, substitute_id=2)]
    document = personal.person_data(ANA, everyone, Town("Ayuntamiento"), "es", TODAY)
    [table] = [block for block in document.blocks if isinstance(block, Table)]

    assert labels() <= {row[0].lines[0].text for row in table.rows}
