"""The moderation file: word for word, with rule, reason and end, and with what is missing."""

from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.crisis.document.moderation_file import moderation_file, moderation_files
from core.crisis.model import Measure
from core.crisis.records import incidents as records
from core.documents import render
from core.documents.model import Document
from core.documents.rich import plain
from core.errors import DocumentTrouble
from core.i18n import Language
from core.store import Store, Topic
from tests.core.crisis.paper import aftermath
from tests.core.crisis.paper.gate import failures, words

TODAY = date(2026, 11, 24)


def keep(store: Store, **facts: object) -> int:
    case = replace(aftermath.case_of(None, store.clock.now()), **facts)  # facts as given
    with store.change(Topic.CRISIS, undoable=False) as db:
        return records.put(db, case)


def file(store: Store, number: int, language: Language = "en") -> Document:
    with store.read() as connection, i18n.language(language):
        return moderation_file(connection, language, TODAY, number)


def test_it_says_what_was_written_which_rule_it_breaks_and_why_it_was_hidden(store):
    made = file(store, keep(store))
    said = words(made)
    assert made.code == "MOD-01"
    for line in aftermath.SHOUTED.splitlines():
        assert line in said
    assert "Hable con respeto." in said
    assert "Amenaza a una persona concreta." in said
    assert "File 1: hidden" in said


@pytest.mark.parametrize("language", ["es", "en"])
def test_everybody_can_read_it(store, language):
    assert failures(render.render(file(store, keep(store), language), ".pdf")) == []


def test_it_says_what_a_review_would_miss(store):
    said = words(file(store, keep(store, measure=Measure.BLOCKED)))
    assert "A block needs one: set it." in said
    assert "The author has not been told." in said
    assert "Not reviewed yet." in said


def test_a_case_that_is_complete_misses_nothing(store):
    number = keep(
        store,
        measure=Measure.BLOCKED,
        until_on=date(2027, 1, 31),
        told=True,
        reviewed_on=date(2026, 12, 1),
        outcome="Se confirma.",
    )
    said = words(file(store, number))
    assert "Still missing" not in said
    assert "31 January 2027" in said
    assert "Se confirma." in said


def test_an_answer_takes_nothing_from_anybody_and_needs_no_review(store):
    said = words(file(store, keep(store, measure=Measure.ANSWERED, rule="")))
    assert "Still missing" not in said
    assert "Rule of use that it breaks\nNone" in said


def test_of_an_answer_no_review_is_offered_nor_signed(store):
    said = words(file(store, keep(store, measure=Measure.ANSWERED)))
    assert "Who took the measure" in said
    for other in ("How to ask for a review", "Who reviews it", "Not yet", "Reviewed on"):
        assert other not in said


def test_it_tells_how_to_ask_for_a_review(store):
    said = words(file(store, keep(store), "es"))
    assert "por los canales privados del Ayuntamiento o por el registro" in said


def test_hostile_words_are_printed_and_an_address_that_is_none_is_no_link(store):
    number = keep(
        store,
        said="=cmd|' /C calc'!A0\n🦊" + "a" * 10_000,
        address="javascript:alert(1)",
        author="<script>",
        profile="\u202e",
    )
    assert failures(render.render(file(store, number), ".pdf")) == []
    assert render.render(file(store, number), ".docx").startswith(b"PK")


def test_the_cases_of_an_incident_are_bound_together(village):
    scene = aftermath.run(village)
    (first,) = scene.desk.moderation
    second = keep(village, incident_id=scene.number, said="Otra cosa")
    with village.read() as connection, i18n.language("en"):
        made = moderation_files(connection, "en", TODAY, scene.number)
    assert made.code == f"MOD-INF-{scene.number:02}"
    said = words(made)
    assert said.index(f"File {first.id}: hidden") < said.index(f"File {second}: hidden")
    assert failures(render.render(made, ".pdf")) == []


def test_of_a_title_that_nobody_types_its_head_has_the_first_words(village):
    scene = aftermath.run(village)
    (case,) = scene.desk.moderation
    with village.change(Topic.CRISIS, undoable=False) as db:
        db.conn.execute("UPDATE incident SET title = ?", ("Ana " * 2_000,))
    made = file(village, case.id)
    assert plain(made.subtitle).startswith("Incident: Ana Ana ")
    assert len(plain(made.subtitle)) < 100


def test_a_case_of_a_drill_is_marked_as_one(village):
    scene = aftermath.begin(village, rehearsal=True)
    number = keep(village, incident_id=scene.number)
    assert file(village, number).watermark == "DRILL"
    assert file(village, keep(village)).watermark == ""


def test_a_case_that_is_not_there_is_said(store):
    with pytest.raises(DocumentTrouble, match="7"):
        file(store, 7)
    with store.read() as connection, pytest.raises(DocumentTrouble):
        moderation_files(connection, "es", TODAY, 7)
