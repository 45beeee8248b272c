"""Contacts come in from any address book, and our own files come back whole."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import i18n
from core.cancel import CancelToken
from core.errors import Cancelled, ImportTrouble
from core.exchange import tables, vcard
from core.exchange.tables import TableSheet
from core.exchange.vcard import VcardFile
from core.roster import exchange, records
from core.roster.columns import known_headers, wanted
from core.roster.exchange import ArrivingContact, Incoming
from core.roster.model import Contact, ContactKind, Group, Hat, Phone
from core.store import Store, Topic
from core.text import clean, clean_lines

PHONES = ("924 80 00 00", "600 00 00 01", "112", "+351 21 322 6000", "924 80 00 00 ext. 12", "016")


def from_csv(text: str) -> Incoming:
    sheet = tables.read(text.encode(), known=known_headers())
    return exchange.from_table(sheet, tables.match_columns(sheet.headers, wanted()))


def only(incoming: Incoming) -> Contact:
    [arrival] = incoming.contacts
    return arrival.contact


def texts(limit: int = 40) -> st.SearchStrategy[str]:
    return st.text(max_size=limit).map(clean)


lines = st.text(max_size=60).map(clean_lines)
phones = st.builds(Phone, st.sampled_from(PHONES), texts(20))
contacts = st.builds(
    Contact,
    name=texts().filter(bool),
    kind=st.sampled_from(ContactKind),
    organisation=texts(),
    post=texts(),
    phones=st.lists(phones, max_size=3).map(tuple),
    email=st.sampled_from(["", "ana@medellin.es", "o'brien+prensa@example.org"]),
    groups=st.sets(st.sampled_from(Group)).map(lambda some: tuple(g for g in Group if g in some)),
    hats=st.sets(st.sampled_from(Hat)).map(lambda some: tuple(h for h in Hat if h in some)),
    available=texts(),
    note=lines,
    purpose=lines,
    legal_basis=lines,
    verified_on=st.none() | st.dates(date(1900, 1, 1)),
    no_answer_on=st.none() | st.dates(date(1900, 1, 1)),
)


def linked(first: Contact, second: Contact) -> tuple[Contact, Contact]:
    """The first has the second as substitute."""
    return replace(first, id=1, substitute_id=2), replace(second, id=2)


def brought(incoming: Incoming) -> list[tuple[Contact, str]]:
    return [(arrival.contact, arrival.substitute) for arrival in incoming.contacts]


def as_new(first: Contact, second: Contact) -> list[tuple[Contact, str]]:
    return [
        (replace(first, id=0, substitute_id=None), second.name),
        (replace(second, id=0), ""),
    ]


@given(contacts, contacts, st.sampled_from(["es", "en"]))
def test_a_table_that_we_wrote_comes_back_whole(first, second, code):
    ours = linked(first, second)
    with i18n.language(code):
        sheet = tables.read(tables.write(*exchange.to_table(ours)), known=known_headers())

    incoming = exchange.from_table(sheet, tables.match_columns(sheet.headers, wanted()))

    assert brought(incoming) == as_new(*ours)
    assert not incoming.problems


@given(contacts, contacts, st.sampled_from(["es", "en"]), st.sampled_from([".xlsx", ".ods"]))
def test_a_workbook_that_we_wrote_comes_back_whole(tmp_path, first, second, code, ending):
    ours = linked(first, second)
    path = tmp_path / f"directorio{ending}"
    with i18n.language(code):
        exchange.write(ours, (), path)
    sheet = exchange.read(path)
    assert isinstance(sheet, TableSheet)

    incoming = exchange.from_table(sheet, tables.match_columns(sheet.headers, wanted()))

    assert brought(incoming) == as_new(*ours)
    assert not incoming.problems


@given(contacts, contacts, st.sampled_from(["es", "en"]))
def test_contact_cards_that_we_wrote_come_back_whole(first, second, code):
    ours = linked(first, second)
    with i18n.language(code):
        file = vcard.read(vcard.write(exchange.to_vcards(ours)))

    incoming = exchange.from_vcards(file)

    assert brought(incoming) == as_new(*ours)
    assert not incoming.problems


def test_one_contact_keeps_the_name_of_a_substitute_who_is_not_exported():
    ana, luis = linked(Contact("Ana"), Contact("Luis"))

    headers, [row] = exchange.to_table([ana], known=[ana, luis])

    assert row[headers.index(i18n._("Deputy"))] == "Luis"


def test_the_table_of_a_town_hall_is_understood():
    incoming = from_csv(
        "Nombre;Apellidos;Cargo;Empresa;Teléfono;Móvil;Teléfono 2;Correo;Grupos;Verificado\n"
        "Ana;Ruiz Cano;Alcaldesa;Ayuntamiento;924800000;600000001;924 80 00 01;ana@medellin.es;"
        "Vecinos;24/11/2026\n"
    )

    ana = only(incoming)
    assert (ana.name, ana.post, ana.organisation) == ("Ana Ruiz Cano", "Alcaldesa", "Ayuntamiento")
    assert [phone.number for phone in ana.phones] == [
        "924 80 00 00", "600 00 00 01", "924 80 00 01",
    ]  # fmt: skip
    assert ana.email == "ana@medellin.es"
    assert ana.verified_on == date(2026, 11, 24)
    assert "Vecinos" in ana.note


@pytest.mark.parametrize(
    "text",
    [
        # Google Contacts, as it exports today and as it did until 2023
        (
            "First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,"
            "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
            "Ana,María,Ruiz,Radio Comarca,Redactora,Tardes,* myContacts,Work,ana@radio.es,Work,"
            "+34 924 80 00 00\n"
        ),
        (
            "Name,Given Name,Additional Name,Family Name,Notes,Group Membership,"
            "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"
            "Organization 1 - Name,Organization 1 - Title\n"
            "Ana María Ruiz,Ana,María,Ruiz,Tardes,* myContacts,*,ana@radio.es,Work,924800000,"
            "Radio Comarca,Redactora\n"
        ),
        # Outlook in English and in Spanish
        (
            "Title,First Name,Middle Name,Last Name,Company,Job Title,Business Phone,"
            "E-mail Address,Notes\n"
            "Sra.,Ana,María,Ruiz,Radio Comarca,Redactora,924 80 00 00,ana@radio.es,Tardes\n"
        ),
        (
            "Nombre,Segundo nombre,Apellidos,Organización,Puesto,Teléfono del trabajo,"
            "Dirección de correo electrónico,Notas\n"
            "Ana,María,Ruiz,Radio Comarca,Redactora,924-80-00-00,ana@radio.es,Tardes\n"
        ),
    ],
)
def test_the_exports_of_google_and_outlook_are_understood(text):
    assert only(from_csv(text)) == Contact(
        "Ana María Ruiz",
        organisation="Radio Comarca",
        post="Redactora",
        phones=(Phone("924 80 00 00"),),
        email="ana@radio.es",
        note="Tardes",
    )


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("924 80 00 00 / 600 00 00 01", ["924 80 00 00", "600 00 00 01"]),
        ("924800000, 600000001", ["924 80 00 00", "600 00 00 01"]),
        ("924800000 ::: 600000001", ["924 80 00 00", "600 00 00 01"]),
        ("(924) 80 00 00", ["924 80 00 00"]),
        ("+34 924 80 00 00 ext. 12", ["924 80 00 00 ext. 12"]),
    ],
)
def test_several_phones_in_one_cell_are_several_phones(cell, numbers):
    contact = only(from_csv(f'Nombre;Teléfono\nAna;"{cell}"\n'))

    assert [phone.number for phone in contact.phones] == numbers
    assert contact.note == ""


def test_a_wrong_phone_or_e_mail_goes_into_the_note_and_is_told_with_its_line():
    incoming = from_csv(
        "Nombre;Teléfono;Correo;Verificado\n"
        "Luis;924800000;luis@example.es;\n"
        "Ana;92480 (casa) / 600000001;ana arroba casa;31/02/2026\n"
    )

    ana = incoming.contacts[1].contact
    assert [phone.number for phone in ana.phones] == ["600 00 00 01"]
    assert (ana.email, ana.verified_on) == ("", None)
    assert all(text in ana.note for text in ("92480 (casa)", "ana arroba casa", "31/02/2026"))
    assert [problem.line for problem in incoming.problems] == [3, 3, 3]
    assert all("3" in problem.sentence for problem in incoming.problems)
    assert "92480" in incoming.problems[0].sentence


def test_a_row_without_name_and_organisation_is_not_imported_and_told():
    incoming = from_csv("Nombre;Empresa;Teléfono\n;;924800000\n;Imprenta Rayo;924800001\n")

    imprenta = only(incoming)
    assert (imprenta.name, imprenta.kind) == ("Imprenta Rayo", ContactKind.SERVICE)
    assert [problem.line for problem in incoming.problems] == [2]


def test_a_name_of_ten_thousand_characters_is_told_and_not_imported():
    incoming = from_csv(f"Nombre;Teléfono\n{'Ana' * 3334};924800000\nLuis;924800001\n")

    assert only(incoming).name == "Luis"
    [problem] = incoming.problems
    assert problem.line == 2
    assert len(problem.sentence) < 250


def test_a_post_of_ten_thousand_characters_is_kept_in_the_note():
    incoming = from_csv(f"Nombre;Cargo\nLuis;{'jefe ' * 2000}\n")

    assert only(incoming).post == ""
    assert "jefe jefe" in only(incoming).note
    assert [problem.line for problem in incoming.problems] == [2]


def test_two_hundred_letters_are_a_line_and_one_more_is_too_long():
    incoming = from_csv(f"Nombre;Cargo\n{'a' * 200};{'b' * 200}\nLuis;{'c' * 201}\n{'d' * 201};\n")

    contacts = [arrival.contact for arrival in incoming.contacts]
    assert [(item.name, item.post) for item in contacts] == [("a" * 200, "b" * 200), ("Luis", "")]
    assert [problem.line for problem in incoming.problems] == [3, 4]


@pytest.mark.parametrize(("length", "kept"), [(60, 60), (61, 0)])
def test_the_label_of_a_phone_has_60_characters_at_the_most(length, kept):
    incoming = from_csv(f"Nombre;Teléfono\nLuis;924 80 00 00 ({'a' * length})\n")

    assert only(incoming).phones == (Phone("924 80 00 00", "a" * kept),)


def test_formulas_markup_and_emoji_are_only_text():
    contact = Contact("=cmd|' /C calc'!A0", note="<script>alert(1)</script> 🐕", id=1)

    data = tables.write(*exchange.to_table([contact]))

    assert b"\n=cmd" not in data
    sheet = tables.read(data, known=known_headers())
    again = only(exchange.from_table(sheet, tables.match_columns(sheet.headers, wanted())))
    assert again == replace(contact, id=0)


def test_a_second_e_mail_and_unknown_groups_of_a_card_are_kept_in_the_note():
    file = vcard.read(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nTEL;TYPE=CELL:600 000 001\r\nTEL:92480\r\n"
        b"EMAIL:ana@example.es\r\nEMAIL:otra@example.es\r\nCATEGORIES:Vecinos\r\nEND:VCARD\r\n"
    )

    incoming = exchange.from_vcards(file)

    ana = only(incoming)
    assert ana.email == "ana@example.es"
    assert [phone.number for phone in ana.phones] == ["600 00 00 01"]
    assert all(text in ana.note for text in ("otra@example.es", "Vecinos", "92480"))
    assert [(item.line, "Ficha 1 (Ana)" in item.sentence) for item in incoming.problems[:1]] == [
        (1, True)
    ]


def test_phones_changed_in_another_program_are_the_ones_that_count():
    written = vcard.write(exchange.to_vcards([Contact("Ana", phones=(Phone("112", "viejo"),))]))

    changed = vcard.read(written.replace(b"TEL;TYPE=WORK:112", b"TEL;TYPE=WORK:924800000"))

    assert only(exchange.from_vcards(changed)).phones == (Phone("924 80 00 00"),)


def test_the_kind_of_file_is_seen_by_what_is_in_it(tmp_path):
    cards, table, page = (tmp_path / name for name in ("a.txt", "b.vcf", "c.csv"))
    cards.write_bytes(vcard.write(exchange.to_vcards([Contact("Ana")])))
    table.write_text("Nombre;Teléfono\nAna;112\n", encoding="utf-8")
    page.write_text("<!doctype html><table></table>", encoding="utf-8")

    assert isinstance(exchange.read(cards), VcardFile)
    assert isinstance(exchange.read(table), TableSheet)
    with pytest.raises(ImportTrouble):
        exchange.read(page)


def test_who_is_already_there_is_told_apart():
    there = [Contact("Ruiz Cano, Ana", id=1, phones=(Phone("924 80 00 00"),))]
    same = Contact("Ana Ruiz Cano", phones=(Phone("+34 924 80 00 00"),))
    bare = Contact("Ana RUIZ Cano")
    namesake = Contact("Ana Ruiz Cano", phones=(Phone("600 00 00 01"),))
    office = Contact("Luis", phones=(Phone("924 80 00 00"),))

    fresh, known = exchange.new_ones(
        Incoming(
            [
                ArrivingContact(line, item)
                for line, item in enumerate((same, bare, namesake, office))
            ]
        ),
        there,
    )

    assert [arrival.contact for arrival in known] == [same, bare]
    assert [arrival.contact for arrival in fresh] == [namesake, office]


def everyone(store: Store) -> dict[str, Contact]:
    with store.read() as connection:
        return {record.name: record for record in records.everyone(connection)}


def test_everything_is_stored_in_one_step_with_substitutes_found_by_name(store):
    before = everyone(store)
    known = next(iter(before))
    incoming = Incoming(
        [
            ArrivingContact(2, Contact("Ana", phones=(Phone("112"),)), "Luis"),
            ArrivingContact(3, Contact("Luis"), known),
            ArrivingContact(4, Contact("Eva"), "Nadie"),
            ArrivingContact(5, Contact("Pío"), "Pío"),
        ]
    )

    with store.change(Topic.ROSTER, label="importar") as db:
        count = exchange.store_all(db, incoming, store.clock.now())

    after = everyone(store)
    assert count == 4
    assert after["Ana"].substitute_id == after["Luis"].id
    assert after["Luis"].substitute_id == before[known].id
    assert (after["Eva"].substitute_id, "Nadie" in after["Eva"].note) == (None, True)
    assert after["Pío"].substitute_id is None
    store.undo()
    assert everyone(store) == before


@pytest.mark.parametrize("ending", [".csv", ".vcf"])
def test_reading_a_long_file_is_told_and_can_be_stopped(tmp_path, ending):
    path, token = tmp_path / f"directorio{ending}", CancelToken()
    exchange.write(
        [Contact(f"Vecino {n}", email=f"v{n}@example.org") for n in range(1000)], (), path
    )
    read, told = exchange.read(path), []

    exchange.incoming(read, token, lambda done, total: told.append((done, total)))

    assert told[0] == (0, 1000)
    assert len(told) > 3
    assert sorted(told) == told
    token.cancel()
    with pytest.raises(Cancelled):
        exchange.incoming(read, token)


def test_an_import_that_is_stopped_leaves_nothing(store):
    before = everyone(store)
    token = CancelToken()
    incoming = Incoming([ArrivingContact(n, Contact(f"Vecino {n}")) for n in range(1000)])

    def stop_half_way(done: int, total: int) -> None:
        if done * 2 >= total:
            token.cancel()

    with pytest.raises(Cancelled), store.change(Topic.ROSTER) as db:
        exchange.store_all(db, incoming, store.clock.now(), token=token, on_progress=stop_half_way)

    assert everyone(store) == before
    assert store.undo() is None
