"""Contacts out of the program, and what one person may ask of their data."""

from dataclasses import replace
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot

from core.crisis.incidents import checklist, opening
from core.crisis.incidents.opening import Wish
from core.crisis.log import Hand
from core.crisis.records import incidents
from core.exchange import tables, vcard
from core.roster import exchange, records
from core.roster.columns import known_headers, wanted
from core.roster.model import Contact, Group, Hat, Phone
from core.store import Topic
from desktop.roster import exchange_actions
from desktop.services import Services


@pytest.fixture
def ana(services: Services) -> Contact:
    """Ana, stored, with Luis as substitute."""
    with services.store.change(Topic.ROSTER, label="añadir") as db:
        now = services.clock.now()
        luis = records.add(db, Contact("Luis Gil"), now)
        contact = Contact(
            "Ana Ruiz Bohórquez",
            phones=(Phone("600 12 34 56", "móvil"),),
            groups=(Group.MAYOR,),
            hats=(Hat.DECIDES,),
            substitute_id=luis,
        )
        return replace(contact, id=records.add(db, contact, now))


def wait_written(qtbot: QtBot, services: Services) -> None:
    qtbot.waitUntil(lambda: not services.jobs.running("roster-export"))


def test_contacts_are_written_as_a_table_that_comes_back_whole(
    qtbot, services, asker, tmp_path, ana
):
    file = tmp_path / "directorio.csv"
    asker.answers.append(file)

    exchange_actions.export_contacts(services, [ana])
    wait_written(qtbot, services)

    sheet = tables.read(file, known=known_headers())
    [arrival] = exchange.from_table(sheet, tables.match_columns(sheet.headers, wanted())).contacts
    assert arrival.contact == replace(ana, id=0, substitute_id=None)
    assert arrival.substitute == "Luis Gil"
    assert [path.name for path in tmp_path.glob("*.partial")] == []


def test_what_nobody_took_of_what_was_proposed_is_no_contact(qtbot, services, asker, tmp_path, ana):
    file = tmp_path / "directorio.vcf"
    asker.answers.append(file)
    with services.store.read() as connection:
        everyone = records.everyone(connection)
    bare = {contact.name for contact in everyone if contact.suggested and not contact.phones}
    assert bare

    exchange_actions.export_contacts(services, everyone)
    wait_written(qtbot, services)

    written = {contact.contact.name for contact in exchange.from_vcards(vcard.read(file)).contacts}
    assert written == {contact.name for contact in everyone} - bare
    assert {"Ana Ruiz Bohórquez", "Luis Gil"} <= written


def test_contacts_are_written_as_contact_cards(qtbot, services, asker, tmp_path, ana):
    file = tmp_path / "directorio.vcf"
    asker.answers.append(file)

    exchange_actions.export_contacts(services, [ana])
    wait_written(qtbot, services)

    [arrival] = exchange.from_vcards(vcard.read(file)).contacts
    assert arrival.contact == replace(ana, id=0, substitute_id=None)


def test_a_place_that_cannot_be_written_is_told(qtbot, services, shell, asker, tmp_path, ana):
    asker.answers.append(tmp_path / "no existe" / "directorio.csv")

    exchange_actions.export_contacts(services, [ana])
    wait_written(qtbot, services)

    assert len(shell.messages.shown()) == 1
    assert "directorio.csv" in shell.messages.shown()[0]


def test_going_back_writes_nothing(services, asker, ana):
    asker.answers += [None, None]

    exchange_actions.export_contacts(services, [ana])
    exchange_actions.export_person(services, ana)

    assert not services.jobs.running("roster-export")


@pytest.mark.parametrize(
    ("suffix", "magic"), [(".pdf", b"%PDF"), (".docx", b"PK"), (".odt", b"PK")]
)
def test_a_person_gets_their_data_as_a_document(
    qtbot, services, asker, tmp_path, ana, suffix, magic
):
    file = tmp_path / f"datos{suffix}"
    asker.answers.append(file)

    exchange_actions.export_person(services, ana)
    qtbot.waitUntil(lambda: not services.jobs.running("roster-export"))

    assert file.read_bytes().startswith(magic)


@pytest.mark.usefixtures("madrid")
def test_a_persons_data_tells_of_the_incidents_in_which_they_stand(
    qtbot, services, asker, tmp_path, ana
):
    hand = Hand(services.clock.now())
    with services.store.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("hoax", title="Bulo del agua"), hand)
        incident = incidents.one(db.conn, number)
        assert incident is not None
        checklist.hand_over(db, incident, Hat.SPEAKS, ana, hand)
    file = tmp_path / "datos.docx"
    asker.answers.append(file)

    exchange_actions.export_person(services, ana)
    qtbot.waitUntil(lambda: not services.jobs.running("roster-export"))

    said = ZipFile(file).read("word/document.xml").decode()
    assert "Bulo del agua, 24/11/2026: Habla" in said


def test_a_person_gets_their_data_as_a_contact_card(qtbot, services, asker, tmp_path, ana):
    file = tmp_path / "datos.vcf"
    asker.answers.append(file)

    exchange_actions.export_person(services, ana)
    wait_written(qtbot, services)

    assert [card.name for card in vcard.read(file).cards] == [ana.name]


def test_erasing_asks_first_and_leaves_no_trace_and_no_way_back(qtbot, services, asker, ana):
    asker.answers.append(True)

    exchange_actions.erase_person(services, ana)
    qtbot.waitUntil(lambda: not services.jobs.running("roster-erase"))

    assert ana.name in asker.asked[0]
    path = services.store.path
    beside = path.with_name(f"{path.name}-wal")
    left = path.read_bytes() + (beside.read_bytes() if beside.exists() else b"")
    assert ana.name.encode() not in left
    assert ana.phones[0].number.encode() not in left
    assert services.store.undo() is None


def test_erasing_leaves_nothing_that_was_typed_about_the_person_and_not_stored(
    qtbot, services, asker, ana
):
    unsaved = services.notifier.unsaved
    unsaved.keep("contact.email", ana.id, "ana(arroba)pueblo.es")
    unsaved.keep("log-line", 1, f"Llama {ana.name.upper()} y dice")
    unsaved.keep("log-line", 2, "Avisa el bar")
    asker.answers.append(True)

    exchange_actions.erase_person(services, ana)
    qtbot.waitUntil(lambda: not services.jobs.running("roster-erase"))

    path = services.store.path
    beside = path.with_name(f"{path.name}-wal")
    left = path.read_bytes() + (beside.read_bytes() if beside.exists() else b"")
    assert b"ana(arroba)" not in left
    assert ana.name.upper().encode() not in left
    assert unsaved.draft("log-line", 2) == "Avisa el bar"


def test_going_back_erases_nothing(qtbot, services, asker, ana):
    asker.answers.append(False)

    exchange_actions.erase_person(services, ana)
    qtbot.waitUntil(lambda: not services.jobs.running("roster-erase"))

    assert asker.asked

    with services.store.read() as connection:
        assert records.one(connection, ana.id) == ana


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_contacts_are_written_as_a_spreadsheet_that_comes_back_whole(
    qtbot, services, asker, tmp_path, ana, ending
):
    file = tmp_path / f"directorio{ending}"
    asker.answers.append(file)

    exchange_actions.export_contacts(services, [ana])
    wait_written(qtbot, services)

    [arrival] = exchange.incoming(exchange.read(file)).contacts
    assert arrival.contact == replace(ana, id=0, substitute_id=None)
    assert arrival.substitute == "Luis Gil"
