"""The command `check` reads all of a workspace, says what is wrong, and falls over nothing."""

import sqlite3
from contextlib import closing

import pytest

from tests.core.store.scenes import spoil, unguarded

BAD = {
    "UPDATE contact SET verified_on = 'ayer' WHERE id = 1": "contact 1",
    "UPDATE contact SET note = CAST(x'C3' AS TEXT) WHERE id = 7": "(contact 7)",
    "DELETE FROM town": "town",
    "UPDATE story SET title = CAST(x'FF' AS TEXT) WHERE id = 1": "story",
    "UPDATE alarm SET facts = '{' WHERE id = 1": "alarm 1",
    "UPDATE incident_scenario SET content = '[]' WHERE incident_id = 1": "incident_scenario 1",
    "INSERT INTO plan_version (number, body, approved_on, frozen_at, content)"
    " VALUES (1, 'Pleno', '2026-01-01', '2026-01-01T00:00:00Z', '{')": "versión aprobada",
    "UPDATE item SET html = x'00' WHERE id = 1": "item 1",
    "INSERT INTO printed (id, document, language, format, version, fingerprint, printed_at)"
    " VALUES (9, 'roster', 'es', 'pdf', 1, 'x', '')": "printed 9",
    "UPDATE preference SET value = 'x' WHERE name = 'listening'": "preference listening",
    "UPDATE evidence SET digest = 'aa' WHERE item_id = (SELECT min(item_id) FROM evidence)":
        "La prueba de la mención",
    "UPDATE item SET text = text || '.' WHERE id = (SELECT max(item_id) FROM evidence)":
        "La prueba de la mención",
}  # fmt: skip


@pytest.mark.parametrize(("statement", "told"), BAD.items())
def test_what_is_wrong_in_one_row_is_told(run, file, statement, told):
    spoil(file, statement)

    assert told in run("check", code=1)


def test_everything_that_is_wrong_is_told_at_once(run, file):
    spoil(file, "UPDATE contact SET verified_on = 'ayer' WHERE id = 1")
    spoil(file, "UPDATE evidence SET digest = 'aa'")

    told = run("check", code=1)

    assert "contact 1" in told
    assert told.count("La prueba de la mención") > 1


CHANGED = {
    "UPDATE tick SET at = '2026-01-01T00:00:00Z' WHERE id = 1": "Paso, 01/01/2026",
    "UPDATE tick SET step = 'otro-paso' WHERE id = 1": ": otro-paso",
    "UPDATE call SET outcome = 'reached', at = '2026-01-01T00:00:00Z' WHERE id = 1": "Llamada, ",
    "UPDATE call SET name = 'Otra' WHERE id = 1": "Otra",
    "UPDATE statement SET approved_by = 'Nadie' WHERE id = 1": "Nadie",
    "UPDATE statement_text SET known = 'Nada' WHERE id = 1": "Comunicado, ",
    "UPDATE publication SET channel = 'La pizarra' WHERE id = 1": "La pizarra",
    "UPDATE incident SET opened_at = '2026-01-01T03:17:00Z' WHERE id = 1": "Apertura, 01/01/2026",
    "UPDATE incident SET closed_at = '2026-01-01T03:17:00Z' WHERE id = 1": "Cierre, 01/01/2026",
}


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize(("statement", "told"), CHANGED.items())
def test_what_was_changed_in_an_incident_is_not_in_its_log(run, file, statement, told):
    spoil(file, statement)

    wrong = run("check", code=1)

    assert "no recoge esto" in wrong
    assert told in wrong


def test_a_log_whose_end_was_taken_out_with_its_counter_is_not_whole(run, file):
    with unguarded(file) as past:
        past.execute("DELETE FROM log_entry")
        past.execute("DELETE FROM sqlite_sequence WHERE name = 'log_entry'")

    wrong = run("check", code=1)

    assert wrong.count("Apertura, ") == 2
    assert wrong.count("Cierre, ") == 2


def test_a_printed_digest_is_compared_with_its_entry(run, file):
    with closing(sqlite3.connect(file)) as reader:
        (digest,) = reader.execute("SELECT digest FROM log_entry WHERE id = 5").fetchone()
    grouped = " ".join(digest[at : at + 8].upper() for at in range(0, 64, 8))

    assert "La anotación 5 es la que se imprimió." in run(
        "check", "--entry", "5", "--digest", grouped
    )
    assert "La anotación 6" in run("check", "--entry", "6", "--digest", digest[:16], code=1)
    assert "La anotación 999" in run("check", "--entry", "999", "--digest", digest, code=1)
    assert "64 signos" in run("check", "--entry", "5", "--digest", digest[:15], code=1)
    assert "van juntas" in run("check", "--entry", "5", code=1)


def test_of_a_whole_town_it_says_how_much_there_is(run):
    contacts, log = run("check").splitlines()

    assert contacts == "Valdehierro.pregon está bien: 43 contactos."
    assert log.startswith("El diario de los incidentes está íntegro: ")
