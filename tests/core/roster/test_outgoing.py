"""What is copied of a contact, to be pasted anywhere."""

from datetime import date

from core.i18n import language
from core.roster.model import Contact, Phone
from core.roster.outgoing import of_contact


def test_a_number_has_its_label_where_it_has_one_and_says_when_it_was_verified():
    contact = Contact(
        "Ana Ruiz",
        post="Secretaria",
        phones=(Phone("600 000 001", "móvil"), Phone("924 000 002")),
        email="ana@example.org",
        verified_on=date(2026, 11, 3),
    )

    with language("es"):
        copied = of_contact(contact)

    assert copied.text.splitlines() == [
        *("Secretaria", "600 000 001 (móvil)", "924 000 002", "ana@example.org")
    ]
    assert copied.source == "Verificado: 3 de noviembre de 2026."


def test_of_whoever_was_never_verified_no_day_is_told():
    assert of_contact(Contact("Ana Ruiz")).source == ""
