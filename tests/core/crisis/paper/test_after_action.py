"""The after-action report: an incident from the first sign to the lessons, and a drill apart."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core import i18n
from core.crisis import log
from core.crisis.document.report import after_action
from core.crisis.incidents import drill, opening
from core.crisis.kinds import StatementKind
from core.crisis.model import (
    Complainant,
    LinkedHow,
    LogEntry,
    LogKind,
    Statement,
    StatementState,
    StatementText,
)
from core.crisis.records import incidents as records
from core.crisis.records import log as log_records
from core.crisis.statements import entries
from core.days import clock_time
from core.documents import render
from core.documents.charts import ToneChart
from core.documents.model import Callout, Document, Figure, Heading, Table
from core.documents.preview import Preview
from core.documents.rich import Span
from core.documents.tree import find
from core.errors import DocumentTrouble
from core.i18n import Language
from core.mentions.model import Item
from core.mentions.records import items
from core.mentions.records.items import NewItem
from core.store import Store, Topic
from tests.core.crisis.paper import aftermath
from tests.core.crisis.paper.aftermath import Scene
from tests.core.crisis.paper.gate import failures, rows, under, words
from tests.core.tongues import odt_runs, reads_as_spanish, said_in, word_runs

TODAY = date(2026, 11, 25)


@pytest.fixture
def scene(village: Store) -> Scene:
    """Poisoned animals, with something of everything, closed."""
    return aftermath.run(village)


@pytest.fixture
def rehearsal(village: Store) -> Scene:
    """A drill that was scored."""
    return aftermath.rehearse(village)


def report(scene: Scene, language: Language = "en") -> Document:
    with scene.store.read() as connection, i18n.language(language):
        return after_action(connection, language, TODAY, scene.number)


def headings(document: Document) -> list[str]:
    return [item.text for item in document.blocks if isinstance(item, Heading) and item.level == 1]


def table_under(document: Document, title: str) -> list[list[str]]:
    """The rows of the first table after a heading."""
    blocks = list(document.blocks)
    start = next(at for at, b in enumerate(blocks) if isinstance(b, Heading) and b.text == title)
    return rows(next(block for block in blocks[start:] if isinstance(block, Table)))


def at(scene: Scene, minute: int) -> str:
    return clock_time(scene.moment(minute))


@pytest.mark.parametrize("language", ["es", "en"])
def test_everybody_can_read_the_report(scene, language):
    assert failures(render.render(report(scene, language), ".pdf")) == []


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_it_can_be_gone_on_with_in_a_word_processor(scene, suffix):
    assert render.render(report(scene), suffix).startswith(b"PK")


def test_chapters_come_in_the_order_of_a_review(scene):
    assert headings(report(scene)) == [
        "At a glance",
        "How fast",
        "What was found out",
        "Decisions",
        "Who did what",
        "What was said in public",
        "Rumours",
        "People affected",
        "Moderation",
        "What was said about it",
        "In figures",
        "What was learnt",
        "The log",
    ]
    assert report(scene).code == f"INF-{scene.number:02}"


def test_the_glance_says_how_long_it_took_against_the_plan(scene):
    glance = under(report(scene), "At a glance")
    assert "It was closed after 3 h." in glance
    assert "seen from outside 20 min before" in glance
    assert "level orange, and red by the end." in glance
    assert "The first notice was public after 12 min. It was due within 30 min." in glance
    assert "3 statements published, on 2 channels." in glance
    assert "El parque se ha revisado." in glance
    assert "Falta el análisis." in glance


def test_each_moment_counts_from_the_opening(scene):
    assert table_under(report(scene), "How fast") == [
        ["First sign, seen from outside", at(scene, -20), "20 min before"],
        ["Detected: the incident is opened", at(scene, 0), "–"],
        ["The level changes first", at(scene, 5), "5 min"],
        ["First notice is public", at(scene, 12), "12 min"],
        ["Closed", at(scene, 180), "3 h"],
    ]


def test_an_hour_promised_to_the_public_was_kept_or_late(scene):
    promised = table_under(report(scene), "What was promised to the public")
    assert promised == [
        [at(scene, 72), at(scene, 79), "7 min late"],
        [at(scene, 139), at(scene, 170), "31 min late"],
    ]


def test_what_became_of_each_hour_is_said_in_words(village):
    scene = aftermath.begin(village)
    scene.say(10, StatementKind.HOLDING, "Web municipal")
    scene.say(70, StatementKind.CONFIRMED, "Web municipal")
    waiting = table_under(report(scene), "What was promised to the public")

    aftermath.close(scene, 100)
    early = table_under(report(scene), "What was promised to the public")

    assert [row[2] for row in waiting] == ["Yes", "Still to come"]
    assert [row[2] for row in early] == ["Yes", "It was closed before"]


def test_an_hour_in_which_nothing_came_was_not_kept(village):
    scene = aftermath.begin(village)
    scene.say(10, StatementKind.HOLDING, "Web municipal")

    aftermath.close(scene, 100)

    promised = table_under(report(scene), "What was promised to the public")
    assert [row[2] for row in promised] == ["No: nothing more was published"]


def test_decisions_are_levels_approvals_and_steps_left_out_in_the_order_of_time(scene):
    decided = table_under(report(scene), "Decisions")
    said = [row[1] for row in decided]
    assert said[0].startswith("Incidente abierto")
    assert said[-1].startswith("Incidente cerrado")
    assert any("Hay otro caso" in text for text in said)
    assert "Approved: First notice, by telephone" in said
    assert any(text.startswith("Not needed:") and "Ya estaba" in text for text in said)
    assert [row[0] for row in decided] == sorted(row[0] for row in decided)


def test_a_hat_that_was_handed_over_has_both_wearers(scene):
    worn = [
        row for row in table_under(report(scene), "Who did what") if row[0] == "Answers citizens"
    ]
    assert [(row[1], row[3]) for row in worn] == [
        ("Rosa Delgado Mena", at(scene, 10)),
        ("Beatriz Salas", "–"),
    ]


def test_calls_say_what_came_of_them_and_bear_no_number(scene):
    called = table_under(report(scene), "Calls")
    assert [row[2] for row in called] == ["Reached", "No answer"]
    assert "Que no se acuse a nadie" in called[0][3]
    assert scene.desk.calls[0].number not in words(report(scene))


def test_statements_stand_as_they_were_published_and_where(scene):
    public = under(report(scene), "What was said in public")
    assert f"1. First notice, {at(scene, 12)}" in public
    for text in ("Lo estamos comprobando.", "Son dos perros.", "Megafonía", "Web municipal"):
        assert text in public
    assert f"Approved by Alcaldía, by telephone: {at(scene, 12)}." in public


def test_a_rumour_has_its_source_and_its_answer(scene):
    ((claim, known, answer),) = table_under(report(scene), "Rumours")
    assert claim.startswith(aftermath.FALSE)
    assert known == "False / Source: Policía Local"
    assert answer.startswith("Son dos, confirmados por una clínica.")


def test_people_affected_are_known_by_their_label_alone(scene):
    made = report(scene)
    ((who, state, moved, _settled, closed),) = table_under(made, "People affected")
    assert (who, state) == (f"1 · {aftermath.OWNER}", "Closed in public")
    assert (moved, closed) == (at(scene, 15), at(scene, 40))
    with scene.store.read() as connection:
        (person,) = records.of(connection, Complainant, scene.number)
    assert person.reach == aftermath.NUMBER
    assert aftermath.NUMBER not in words(made)


def test_moderation_counts_cases_and_repeats_neither_words_nor_accounts(scene):
    made = report(scene)
    assert table_under(made, "Moderation") == [["Hidden", "Hable con respeto.", "1"]]
    assert "vecino_enfadado" not in words(made)
    assert "asesinos" not in words(made)


def test_the_chart_counts_mentions_by_hour_and_what_was_said_before(scene):
    (drawn,) = [block.image for block in report(scene).blocks if isinstance(block, Figure)]
    assert isinstance(drawn, ToneChart)
    assert drawn.bars[0].label == "Before"
    assert sum(bar.total for bar in drawn.bars) == 3
    assert sum(bar.negative for bar in drawn.bars) == 2


def test_what_was_learnt_has_an_owner_a_date_and_what_became_of_it(scene):
    made = report(scene)
    assert table_under(made, "Lessons") == [
        ["Pedir el plano antes de campaña", "Encargada", "31 Jan 2027", "Task of the plan"]
    ]
    learnt = under(made, "What was learnt")
    assert "Review planned for 1 December 2026." in learnt
    assert "La web salió primero." in learnt
    assert "El bando salió tarde." in learnt


def test_a_review_that_was_written_down_on_its_day_was_held(scene):
    with scene.store.read() as connection, i18n.language("en"):
        made = after_action(connection, "en", date(2026, 12, 1), scene.number)

    assert "Review held on 1 December 2026." in under(made, "What was learnt")


def test_a_correction_stands_with_what_it_corrects(scene):
    entries = {row[0]: row[3] for row in table_under(report(scene), "The log")}
    wrong = next(entry for entry in scene.desk.log if "parque del Olmo" in entry.text)
    right = next(entry for entry in scene.desk.log if entry.corrects == wrong.id)
    assert f"Corrected in entry {right.id}" in entries[str(wrong.id)]
    assert f"Corrects entry {wrong.id}: “{wrong.text}”" in entries[str(right.id)]


def test_the_log_runs_as_things_happened_also_what_was_written_later(scene):
    later = replace(scene.hand(), at=scene.moment(7))
    made = scene.note("Llamó la radio", later)
    scene.note("Del cuaderno", replace(later, on_paper=True))
    told = table_under(report(scene), "The log")
    assert [row[1] for row in told] == sorted(row[1] for row in told)
    said = {row[0]: row[3] for row in told}
    assert "Written down:" in said[str(made)]
    assert "Written on paper; typed in on" in said[str(made + 1)]


def test_what_is_written_within_five_minutes_is_not_late(scene):
    hand = scene.hand()
    ago = [hand.moment - timedelta(minutes=late) for late in (5, 6)]
    there = [scene.note("Llamó la radio", replace(hand, at=moment)) for moment in ago]
    said = {row[0]: row[3] for row in table_under(report(scene), "The log")}
    assert ["Written down:" in said[str(entry)] for entry in there] == [False, True]


def test_the_log_names_once_who_noted_it_and_repeats_no_text_that_was_published(scene):
    usual = scene.desk.log[0].who
    scene.note("Sola", replace(scene.hand(), who="Otra Persona"))
    told = under(report(scene), "The log")
    assert told.count(usual) == 1
    assert f"Noted by {usual}, where no other name is given." in told
    assert told.count("Noted by Otra Persona") == 1
    assert "Lo estamos comprobando." not in told


def test_a_text_that_was_approved_and_did_not_go_out_stands_in_the_log(scene):
    worded = next(item for item in scene.desk.statements if item.texts)
    held = replace(worded.statement, id=0, state=StatementState.APPROVED, published_at=None)
    scene.do(entries.approved, held, "Nadie lo publicó.", scene.hand())
    scene.do(entries.approved, worded.statement, worded.texts[0].whole, scene.hand())
    told = table_under(report(scene), "The log")
    assert "Nadie lo publicó." in told[-2][3]
    assert told[-1][3].endswith("Its text is in “What was said in public”.")


def test_figures_that_are_nought_and_columns_that_say_nothing_are_left_out(rehearsal):
    counted = table_under(report(rehearsal), "In figures")
    assert counted
    assert "0" not in [value for _what, value in counted]
    worn = next(
        b
        for b in report(rehearsal).blocks
        if isinstance(b, Table) and b.columns[0].title == "Crisis role"
    )
    assert [column.title for column in worn.columns] == ["Crisis role", "Who had it", "Since"]


def test_who_signs_has_the_lessons_on_the_page_and_a_text_has_its_heading(scene):
    with Preview(render.render(report(scene), ".pdf")) as opened:
        pages = [opened.text(page) for page in range(opened.page_count)]
    (signed,) = [text for text in pages if "Seen by the person who decides" in text]
    assert "Pedir el plano antes de campaña" in signed
    headed = [text for text in pages if re.search(r"^\d\. (First notice|What is|End)", text, re.M)]
    assert headed
    assert all("The text" in text for text in headed)


def test_the_example_has_no_page_for_a_digest_alone(village):
    with village.read() as connection, i18n.language("es"):
        made = after_action(connection, "es", village.clock.today(), 1)
    with Preview(render.render(made, ".pdf")) as opened:
        last = opened.text(opened.page_count - 1)
    assert "Queda una llamada por hacer: Inés Calvo Ferrer." in last


def test_the_last_number_and_its_digest_stand_on_the_paper(scene):
    made = report(scene)
    last = scene.desk.log[-1]
    proof = under(made, "The log")
    assert f"Last entry: {last.id}. Its digest (SHA-256): {last.digest}" in proof
    assert "The log is not intact" not in words(made)


def test_a_log_that_was_changed_is_said_to_be(scene):
    with scene.store.change(Topic.CRISIS, undoable=False) as db:
        db.conn.execute("DROP TRIGGER log_entry_kept")
        db.conn.execute("UPDATE log_entry SET text = 'otra cosa' WHERE id = 3")
    with i18n.language("en"):
        sentence = log.broken_sentence(3)
    warnings = [block for block in report(scene).blocks if isinstance(block, Callout)]
    assert (sentence,) in [warning.items for warning in warnings]


def test_an_incident_that_has_just_been_opened_says_what_is_not_there(village):
    made = report(aftermath.begin(village))
    said = words(made)
    assert "It is still open." in said
    assert "No notice was published." in said
    assert "Nobody was called." in said
    assert "within the next five working days" in said
    assert "Rumours" not in headings(made)
    assert failures(render.render(made, ".pdf")) == []


def test_a_drill_is_marked_everywhere_and_scored(rehearsal):
    made = report(rehearsal, "es")
    assert made.watermark == "SIMULACRO"
    first = made.blocks[0]
    assert isinstance(first, Callout)
    assert "no se suman a las de ningún incidente" in str(first.items[0])
    english = report(rehearsal)
    assert english.title == "Drill report"
    assert "Of 3 things expected, 2 were there: 67%." in words(english)
    assert "Minute 1" in words(english)
    assert failures(render.render(english, ".pdf")) == []


def test_a_drill_and_an_incident_do_not_share_a_figure(scene):
    before = under(report(scene), "In figures")
    aftermath.rehearse(scene.store)
    assert under(report(scene), "In figures") == before
    assert report(scene).watermark == ""


def test_hostile_entries_are_printed(village):
    scene = aftermath.begin(village)
    hostile = ("=cmd|' /C calc'!A0", "🦊" * 500, "ñ" * 2000, "\u202eabc\u202c <b>x</b>", "- a\n- b")
    for place, text in enumerate(hostile):
        moment = scene.moment(place)
        entry = LogEntry(scene.number, moment, moment, LogKind.NOTE, text, who="Ñ" * 200)
        scene.do(log_records.append, entry)
    grown = replace(scene.incident, title="Título " * 200, end_message="a" * 10_000)
    scene.do(records.save, grown)
    made = report(scene, "es")
    assert failures(render.render(made, ".pdf")) == []
    assert render.render(made, ".docx").startswith(b"PK")


def test_an_incident_that_is_not_there_is_said(village):
    with village.read() as connection, pytest.raises(DocumentTrouble, match="9"):
        after_action(connection, "es", TODAY, 9)


def test_the_same_facts_make_the_same_bytes(scene):
    made = [render.render(report(scene), ".pdf") for _time in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("count", "more"),
    [(40, ""), (41, "One more is in Mentions."), (43, "3 more are in Mentions.")],
)
def test_of_many_mentions_the_first_forty_tell_how_it_spread(village, count, more):
    scene = aftermath.begin(village)
    with village.change(Topic.MENTIONS, Topic.CRISIS, undoable=False) as db:
        for place in range(count):
            at = scene.moment(place)
            new = NewItem(str(place).encode(), Item(0, None, at, at, title=f"Perro {place + 1}"))
            (stored,) = items.add(db, [new])
            opening.link(db, scene.number, [stored.id], LinkedHow.HAND, scene.opened_at)
    made = report(scene)

    assert f"{count} mentions are linked to this incident." in words(made)
    told = [row[1] for row in table_under(made, "What was said about it")]
    assert told == [f"Perro {place}" for place in range(1, 41)]
    assert more in words(made)
    assert (" in Mentions." in words(made)) is bool(more)


def test_what_did_not_come_out_stands_apart_with_how_far_it_came(village):
    scene = aftermath.begin(village)
    at = scene.moment(9)
    ready = Statement(
        scene.number, StatementKind.HOLDING, at, state=StatementState.APPROVED, approved_at=at
    )
    scene.do(records.put, ready)
    scene.do(records.put, Statement(scene.number, StatementKind.CONFIRMED, at))
    made = report(scene)

    assert "No statement was published." in under(made, "What was said in public")
    assert table_under(made, "What was not published") == [
        ["First notice", f"Approved, {clock_time(at)}"],
        ["Confirmed facts", "Draft"],
    ]


def test_of_a_statement_that_nobody_noted_it_says_what_is_not_known(village):
    scene = aftermath.begin(village)
    at = scene.moment(9)
    out = Statement(scene.number, StatementKind.HOLDING, at, state=StatementState.PUBLISHED,
                    approved_at=at, published_at=at)  # fmt: skip
    number = scene.do(records.put, out)
    for language in ("es", "pt"):
        scene.do(records.put, StatementText(number, language, known=f"Texto en {language}"))
    public = under(report(scene), "What was said in public")

    assert f"Approved by somebody who is not named, not said how: {clock_time(at)}." in public
    assert "It was not noted where." in public
    assert "Texto en es" in public
    assert "Texto en pt" in public
    assert "The text" not in public
    marked = {span.text: span.language for span in find(report(scene), Span)}
    assert (marked["Texto en es"], marked["Texto en pt"]) == ("es", "pt")


def test_a_screen_reader_reads_the_spanish_of_an_english_report_in_spanish(scene):
    """But names, in which a voice does no harm."""
    made = render.render(report(scene), ".pdf")
    assert reads_as_spanish(said_in(made, "")) == []
    assert "«Perros o gatos envenenados en parques», nivel naranja." in said_in(made, "es")
    for suffix, read in ((".docx", word_runs), (".odt", odt_runs)):
        runs = read(render.render(report(scene), suffix))
        assert reads_as_spanish(" ".join(text for code, text in runs if not code)) == []
        assert any(code == "es" and "nivel naranja" in text for code, text in runs)


def test_a_drill_that_was_not_scored_yet_says_so(village):
    scene = aftermath.begin(village, rehearsal=True)
    assert "Nothing had arrived yet." in under(report(scene), "How the drill went")

    scene.at(1).arrive(drill.plan_of(scene.desk).injects[0])
    made = report(scene)

    assert "It has not been scored yet." in under(made, "How the drill went")
    ((_arrived, done, expected),) = table_under(made, "How the drill went")
    assert done.startswith("Nothing was noted")
    assert "It was" not in expected


def test_what_a_good_answer_had_and_lacked_is_said_in_words(rehearsal):
    ((arrived, done, expected),) = table_under(report(rehearsal), "How the drill went")

    assert "Minute 1" in arrived
    assert done.startswith("Guardé la captura y contesté una vez.")
    assert [word.split(":")[0] for word in expected.split(" / ")] == [
        "It was there",
        "It was there",
        "It was missing",
    ]
