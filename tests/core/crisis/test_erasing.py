"""Erasing a person reaches every text; the log stays as it was written, and whole."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from core import erasing, i18n
from core.calendar import records as calendar
from core.calendar.model import CalendarItem, ItemText, Publication, Series, SeriesKind
from core.crisis import log, proof
from core.crisis.case import Moderation
from core.crisis.incidents import calls, moderation, voices
from core.crisis.kinds import StatementKind
from core.crisis.model import Call, CallOutcome, Measure, Statement, StatementText
from core.crisis.records import incidents as records
from core.crisis.records import log as log_records
from core.erasing import KeptReason
from core.pictures import records as pictures
from core.pictures.model import Owner, OwnerKind
from core.roster import records as roster
from core.roster.model import Contact, Hat
from core.store import EVERYTHING, Store, Topic, migrations
from core.town import records as towns
from tests.core.crisis.clerk import wearer
from tests.core.in_turn import in_turn
from tests.core.pictures import scenes
from tests.core.towns import NOW


def test_an_erased_person_is_in_no_call_and_under_no_hat(clerk, village):
    mayor = wearer(village, Hat.DECIDES)
    erase(village, mayor)
    desk = clerk.desk
    named = [*(call.name for call in desk.calls), *(hat.name for hat in desk.hats)]
    assert mayor.name not in named
    numbers = {phone.number for phone in mayor.phones}
    assert not numbers & {call.number for call in desk.calls}
    assert (desk.calls[0].name, desk.calls[0].number) == ("datos borrados", "")


def erase(store: Store, contact: Contact) -> None:
    with store.forget(*EVERYTHING) as db:
        erasing.erase_person(db, contact)


def tables_naming(store: Store, contact: Contact) -> set[str]:
    """Which tables of the file name a person, as SQLite itself writes them out."""
    with closing(sqlite3.connect(store.path)) as opened:
        lines = [text for text in opened.iterdump() if contact.name in text]
    return {line.split('"')[1] for line in lines if line.startswith("INSERT")}


def test_whoever_worked_in_incidents_is_left_in_the_log_alone(clerk, village):
    writer = wearer(village, Hat.WRITES)
    assert {"tick", "incident", "town", "log_entry"} < tables_naming(village, writer)
    entries = len([entry for entry in clerk.desk.log if writer.name in entry.who + entry.text])
    assert entries

    erase(village, writer)

    assert tables_naming(village, writer) == {"log_entry"}
    with village.read() as connection:
        assert log.broken_at(connection) is None
        assert towns.load(connection).person == ""
    assert clerk.incident.opened_by == "datos borrados"


def test_where_the_name_stays_it_is_said_where_and_why(village):
    mayor = wearer(village, Hat.DECIDES)
    with village.read() as connection:
        told = " ".join(erasing.outlook(connection, mayor))
        approved = [record.approved_by for record in records.every(connection, Statement)]
        entries = [item for item in log_records.everything(connection) if mayor.name in str(item)]

    assert f"Comunicados ({approved.count(mayor.name)}), porque consta quién respondió" in told
    assert "Lo que se escucha (1), porque" in told
    assert "Noticias leídas (1), porque" in told
    assert f"Diario de los incidentes ({len(entries)}), porque" in told

    erase(village, mayor)

    assert tables_naming(village, mayor) == {"statement", "watch", "item", "item_text", "log_entry"}


def test_a_name_in_any_text_of_the_town_goes_whatever_its_accents(village):
    gone = replace(wearer(village, Hat.WRITES), id=0, name="Íñigo Peña Núñez", hats=())
    with village.change(Topic.ROSTER, Topic.PLAN) as db:
        gone = replace(gone, id=roster.add(db, gone, village.clock.now()))
        db.conn.execute("UPDATE charter SET style = 'Lo revisa ÍÑIGO peña  Núñez, y nadie más.'")
        other = wearer(village, Hat.DECIDES)
        roster.replace(db, replace(other, note="Hermano de Iñigo Peña Nuñez"), village.clock.now())
        db.conn.execute("UPDATE task SET note = 'Iñigo Peñalver Núñez' WHERE id = 1")
        db.conn.execute("UPDATE task SET note = 'Inigo Pena Nunez' WHERE id = 2")

    erase(village, gone)

    with village.read() as connection:
        (style,) = connection.execute("SELECT style FROM charter").fetchone()
        notes = [row["note"] for row in connection.execute("SELECT note FROM task WHERE id < 3")]
        note = roster.one(connection, other.id)
    assert style == "Lo revisa datos borrados, y nadie más."
    assert note is not None
    assert note.note == "Hermano de datos borrados"
    # In Spanish, n is another letter than ñ, and so another name.
    assert notes == ["Iñigo Peñalver Núñez", "Inigo Pena Nunez"]


def test_a_draft_goes_and_what_was_approved_stays(clerk, village):
    writer = wearer(village, Hat.WRITES)
    incident, now = clerk.number, village.clock.now()
    for approved in (None, now):
        made = Statement(incident, StatementKind.HOLDING, now, approved_at=approved)
        number = clerk.do(records.put, made)
        clerk.do(records.put, StatementText(number, "es", known=f"Lo dice {writer.name}."))

    erase(village, writer)

    with village.read() as connection:
        said = [record.known for record in records.every(connection, StatementText)]
    assert said.count("Lo dice datos borrados.") == 1
    assert said.count(f"Lo dice {writer.name}.") == 1


def test_of_the_calendar_what_is_to_be_said_goes_and_who_published_or_decided_stays(village):
    writer, now = wearer(village, Hat.WRITES), village.clock.now()
    text = ItemText("es", f"Habla {writer.name} en la plaza.")
    item = CalendarItem(f"Con {writer.name}", ask_whom=writer.name, texts=(text,))
    with village.change(Topic.CALENDAR) as db:
        item_id = calendar.add(db, item)
        calendar.publish(db, Publication(item_id, "Web", now, who=writer.name))
        series_id = calendar.add_series(db, Series(SeriesKind.EVENT, f"Charla de {writer.name}"))
    with village.read() as connection:
        told = " ".join(erasing.outlook(connection, writer))
    assert "Lo publicado del calendario (1), porque consta quién respondió" in told

    erase(village, writer)

    with village.read() as connection:
        left = calendar.one(connection, item_id)
        series = calendar.series(connection, series_id)
        (out,) = calendar.published(connection, item_id)
    assert left is not None
    assert left.said == "Con datos borrados\nHabla datos borrados en la plaza."
    assert left.ask_whom == "datos borrados"
    assert series is not None
    assert series.title == "Charla de datos borrados"
    assert out.who == writer.name


def test_a_single_word_is_no_reason_to_rewrite_a_text(village):
    one_word = Contact("Alcaldía")
    with village.change(Topic.ROSTER, Topic.PLAN) as db:
        one_word = replace(one_word, id=roster.add(db, one_word, village.clock.now()))
        db.conn.execute("UPDATE charter SET style = 'Lo aprueba Alcaldía.', brand = 'Alcaldía'")

    erase(village, one_word)

    with village.read() as connection:
        style, brand = connection.execute("SELECT style, brand FROM charter").fetchone()
    assert (style, brand) == ("Lo aprueba Alcaldía.", "datos borrados")


def test_a_picture_whose_words_name_a_person_goes_whole_but_for_one_of_a_moderation_file(
    clerk, village
):
    writer = wearer(village, Hat.WRITES)
    insult = Moderation(NOW, "Facebook", "Inútiles", Measure.ANSWERED, "Se contestó")
    case = clerk.do(moderation.keep, insult, clerk.hand())
    place = Owner(OwnerKind.INCIDENT, clerk.incident.id)
    with village.change(Topic.CRISIS) as db:
        scenes.keep(db, place, f"{writer.name} en la plaza")
        scenes.keep(db, place, "El parque", who=writer.name)
        scenes.keep(db, Owner(OwnerKind.MODERATION, case), f"Insultos a {writer.name}")
    with village.read() as connection, i18n.language("es"):
        told = " ".join(erasing.outlook(connection, writer))
        lines = dict(erasing.kept_about(connection, writer))["Imágenes"]

    erase(village, writer)

    assert "1 imagen se borra entera" in told
    assert f"{writer.name} en la plaza" in lines
    with village.read() as connection:
        left = [(picture.alt, picture.added_by) for picture in pictures.every(connection)]
    assert left == [("El parque", "datos borrados"), (f"Insultos a {writer.name}", "Ana Ruiz")]


def test_a_person_affected_who_asks_is_in_no_picture_any_more(clerk, village):
    number = clerk.affected("Vecina de la plaza")
    with village.change(Topic.CRISIS) as db:
        scenes.keep(db, Owner(OwnerKind.COMPLAINANT, number), "Su perro")
        voices.forget(db, clerk.desk.complainants[0])

    with village.read() as connection:
        assert pictures.every(connection) == []


def test_every_table_of_the_workspace_has_a_name_for_a_person():
    unnamed = [table for table in migrations.tables() if "otro programa" in erasing.place(table)]

    assert unnamed == []
    assert "otro programa" in erasing.place("notas_de_otro")


def test_a_table_of_another_program_is_told_of_and_left(village):
    writer = wearer(village, Hat.WRITES)
    with village.change(Topic.ROSTER) as db:
        db.conn.execute('CREATE TABLE "notas ""x""" (texto)')
        db.conn.execute('INSERT INTO "notas ""x""" VALUES (?)', [writer.name])

    with village.read() as connection:
        told = " ".join(erasing.outlook(connection, writer))

    assert 'tabla «notas "x"» de otro programa (1)' in told


def test_whoever_has_the_same_name_and_a_card_of_their_own_stays(clerk, village):
    with village.change(Topic.ROSTER) as db:
        mayor = next(contact for contact in roster.everyone(db.conn) if Hat.DECIDES in contact.hats)
        other = replace(mayor, id=0, substitute_id=None, hats=())
        other = replace(other, id=roster.add(db, other, village.clock.now()))
    incident = clerk.number
    clerk.do(calls.add, incident, other)
    clerk.do(records.put, Call(incident, mayor.name, number="600 000 009", position=99))
    erase(village, mayor)
    named = [call for call in clerk.desk.calls if call.name == mayor.name]
    assert [call.contact_id for call in named] == [other.id]


@pytest.mark.usefixtures("madrid")
def test_a_persons_data_tells_the_hats_and_calls_and_how_often_the_log_names_them(clerk, village):
    mayor = wearer(village, Hat.DECIDES)
    clerk.settle(clerk.desk.calls[0], CallOutcome.REACHED, "«Que no se acuse»")
    with village.read() as connection:
        kept = dict(erasing.kept_about(connection, mayor))
    hats, called = kept["Funciones en incidentes"], kept["Llamadas en incidentes"]
    title = clerk.incident.title
    assert f"{title}, 24/11/2026: Decide" in hats
    (last,) = (line for line in called.splitlines() if line.startswith(f"{title}, 24/11/2026"))
    assert mayor.phones[0].number in last
    assert "«Que no se acuse»" in last
    numbers = [entry.id for entry in clerk.desk.log if mayor.name in f"{entry.who} {entry.text}"]
    assert all(str(number) in kept["Diario de los incidentes"] for number in numbers)
    assert kept["Comunicados"] == mayor.name
    assert mayor.name in kept["Noticias leídas"]


@in_turn(
    "table, column, reason",
    [
        ("log_entry", "text", KeptReason.LOG),
        ("publication", "text", KeptReason.APPROVED),
        ("calendar_published", "text", KeptReason.APPROVED),
        ("electoral_decision", "because", KeptReason.APPROVED),
        ("plan_version", "content", KeptReason.PLAN),
        ("item", "title", KeptReason.NEWS),
        ("story", "title", KeptReason.NEWS),
        ("alarm", "subject", KeptReason.NEWS),
        ("watch", "title", KeptReason.WATCH),
        ("moderation", "words", KeptReason.CASE),
        ("contact", "name", KeptReason.NAMESAKE),
        ("of_another_program", "text", KeptReason.FOREIGN),
        ("contact", "note", None),
        ("calendar_item", "title", None),
    ],
)
def test_why_a_text_keeps_the_name_of_whoever_is_erased(table, column, reason):
    assert KeptReason.of(table, column) is reason


def test_of_somebody_who_is_in_no_incident_nothing_is_told(village):
    with village.read() as connection:
        assert erasing.kept_about(connection, Contact("Nadie de Nada", id=9999)) == []


@pytest.mark.parametrize("code", ["es", "en"])
def test_what_was_erased_is_no_contradiction_to_the_log(clerk, village, code):
    # given somebody who was called, worked through steps, and is named in a step of the scenario
    writer, incident = wearer(village, Hat.WRITES), clerk.number
    clerk.do(calls.add, incident, writer)
    called = next(call for call in clerk.desk.calls if call.name == writer.name)
    clerk.settle(called, CallOutcome.REACHED, "Va para allá")
    step = clerk.desk.scenario.steps[0].text
    with village.change(Topic.CRISIS, undoable=False) as db:
        db.conn.execute(
            "UPDATE incident_scenario SET content = replace(content, ?, ?) WHERE incident_id = ?",
            [step, f"Avisar a {writer.name} y esperar", incident],
        )
    clerk.tick(clerk.desk.scenario.steps[0])
    with village.read() as connection:
        assert proof.contradictions(connection) == []

    erase(village, writer)

    with village.read() as connection, i18n.language(code):
        assert proof.contradictions(connection) == []
