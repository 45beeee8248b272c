"""Statements: the scenario's text with the town's data, approved, and published somewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.crisis.desk import Worded
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.model import LogKind, RumourVerdict, Statement, StatementState
from core.crisis.records import incidents as records
from core.crisis.statements import statements, steps
from core.crisis.texts import drafts, filling
from core.days import clock_time
from core.errors import InvalidValue
from core.plan import records as plan_records
from core.plan.kinds import LanguagePolicy
from core.store import Store, Topic
from core.town import records as town_records
from tests.core.crisis.clerk import HOLDING, sit_down

FILLED = {
    "place": "el parque de Los Olmos",
    "baits": "hay cuatro cajas de cebo cerradas",
    "phone": "600 000 008",
}


@pytest.fixture
def bilingual(village: Store) -> None:
    """The town publishes in Spanish and English, everything in both."""
    with village.change(Topic.TOWN, Topic.PLAN, label="preparar") as db:
        town_records.update(db, languages="es en")
        charter = plan_records.load(db.conn).charter
        plan_records.save(db, replace(charter, language_policy=LanguagePolicy.ALL))


def test_a_draft_has_the_words_of_the_scenario_with_the_data_of_the_town(clerk):
    text = clerk.begin().text("es")
    assert "valdehierro" in text.next
    assert "{" not in text.whole
    assert "tras un paseo por [lugar, con su artículo]." in text.known


def test_the_next_update_is_a_round_quarter_and_stands_in_the_words(clerk):
    worded = clerk.begin()
    due = worded.statement.next_update_at
    assert due is not None
    assert due.minute % 15 == 0
    assert timedelta(minutes=60) <= due - worded.statement.made_at < timedelta(minutes=75)
    assert clock_time(due) in worded.text("es").next


def test_a_blank_is_filled_in_once_and_stands_in_every_draft(clerk):
    first, other = clerk.begin(), clerk.begin(StatementKind.CONFIRMED)
    clerk.fill("place", FILLED["place"])
    for worded in (first, other):
        assert FILLED["place"] in clerk.now(worded).text("es").whole
    assert FILLED["place"] in clerk.begin(StatementKind.INSTRUCTIONS).text("es").known


def test_a_blank_typed_in_bits_or_put_right_later_leaves_no_remains(clerk):
    worded = clerk.begin()
    for typed in ("el p", "el parque", "el parque de Los Almos", FILLED["place"]):
        clerk.fill("place", typed)
    known = clerk.now(worded).text("es").known
    assert f"un paseo por {FILLED['place']}." in known
    assert "Almos" not in clerk.now(worded).text("es").whole


def test_an_emptied_blank_is_open_again(clerk):
    worded = clerk.begin()
    before = worded.text("es")
    clerk.fill("place", FILLED["place"])
    clerk.fill("place", "")
    assert clerk.now(worded).text("es") == before


def test_a_blank_that_changes_leaves_what_a_person_wrote_around_it(clerk):
    worded = clerk.begin()
    clerk.fill("place", "el parque viejo")
    clerk.write(worded, StatementPart.KNOWN, "Fue en el parque viejo, junto al parque viejotal.")
    clerk.fill("place", r"la plaza \1 Mayor")
    text = clerk.now(worded).text("es")
    assert text.known == r"Fue en la plaza \1 Mayor, junto al parque viejotal."
    assert r"pasean por la plaza \1 Mayor." in text.empathy


def test_a_word_too_short_to_be_sure_of_is_not_looked_for_in_what_a_person_wrote(clerk):
    worded = clerk.begin()
    clerk.fill("place", "112")
    clerk.write(worded, StatementPart.ADVICE, "Llame al 112.")
    clerk.fill("place", "la plaza")
    assert clerk.now(worded).text("es").advice == "Llame al 112."


def test_only_the_blanks_that_a_text_has_are_asked_for(clerk):
    worded = clerk.begin()
    with clerk.store.read() as connection:
        asked = filling.blanks_of(connection, clerk.desk, worded.statement, "es")
    assert [blank.id for blank in asked] == [*FILLED, "next_place"]


def test_two_fields_written_from_the_same_view_do_not_undo_each_other(clerk):
    text = clerk.begin().text("es")
    clerk.do(statements.write, text, StatementPart.KNOWN, "Lo que sabemos.")
    clerk.do(statements.write, text, StatementPart.DOING, "Lo que hacemos.")
    found = clerk.found(text.statement_id).text("es")
    assert (found.known, found.doing) == ("Lo que sabemos.", "Lo que hacemos.")


def test_a_language_that_became_due_later_can_still_be_written(clerk):
    worded = clerk.begin()
    for words in ("Sabemos", "Sabemos poco"):
        clerk.do(statements.write, worded.text("ca"), StatementPart.KNOWN, words)
    assert clerk.now(worded).text("ca").known == "Sabemos poco"


@pytest.mark.usefixtures("bilingual")
def test_where_two_languages_are_due_there_is_a_draft_in_each(clerk):
    worded = clerk.begin()
    assert [text.language for text in worded.texts] == ["es", "en"]
    assert worded.text("en").advice.startswith("Keep dogs on a short lead")


@pytest.mark.usefixtures("bilingual")
def test_a_phrase_is_filled_in_for_each_language_and_a_number_for_both(clerk):
    worded = clerk.begin()
    clerk.fill("place", FILLED["place"])
    clerk.fill("phone", FILLED["phone"])
    english = clerk.now(worded).text("en")
    assert FILLED["place"] not in english.whole
    assert FILLED["phone"] in english.advice

    clerk.fill("place", "Los Olmos park", "en")

    assert "Los Olmos park" in clerk.now(worded).text("en").known
    assert FILLED["place"] in clerk.now(worded).text("es").known
    assert "Los Olmos park" in clerk.begin(StatementKind.CONFIRMED).text("en").whole


def test_a_language_that_the_scenario_does_not_speak_is_translated_from_one_that_it_does(
    village, clerk
):
    with village.change(Topic.TOWN, label="preparar") as db:
        town_records.update(db, languages="ca es")
    worded = clerk.begin()
    assert [(text.language, text.whole) for text in worded.texts] == [("ca", "")]
    clerk.fill("place", FILLED["place"])
    with village.read() as connection:
        source = filling.to_translate(connection, clerk.desk, worded, "ca")
    assert source is not None
    assert (source.language, FILLED["place"] in source.known) == ("es", True)


def test_another_hour_is_promised_in_the_words_too(clerk, clock):
    worded = clerk.begin()
    clerk.write(worded, StatementPart.NEXT, f"{worded.text('es').next} En la web.")
    due = clock.now() + timedelta(minutes=28)
    clerk.do(statements.set_next_update, worded, due, clerk.hand())
    now = clerk.now(worded)
    assert now.statement.next_update_at == due
    assert f"a las {clock_time(due)} en" in now.text("es").next
    assert now.text("es").next.endswith("En la web.")


def test_an_hour_that_has_passed_is_not_promised(clerk, clock):
    worded = clerk.begin()
    with pytest.raises(InvalidValue, match="no haya pasado"):
        clerk.do(statements.set_next_update, worded, clock.now(), clerk.hand())


def test_nobody_approves_a_text_with_empty_blanks(clerk):
    worded = clerk.begin()
    clerk.fill("phone", FILLED["phone"])
    with pytest.raises(InvalidValue, match=r"\[lugar, con su artículo\]"):
        clerk.approve(worded)
    assert clerk.now(worded).statement.state is StatementState.DRAFT


@pytest.mark.parametrize(("by", "how"), [("", "por teléfono"), ("María Gómez Ruiz", " ")])
def test_an_approval_has_a_name_and_a_way(clerk, by, how):
    worded = clerk.begin()
    with pytest.raises(InvalidValue, match="quién lo aprueba"):
        clerk.approve(worded, by, how)


def test_an_approval_is_noted_word_for_word(clerk, clock):
    worded = clerk.begin()
    for blank, typed in FILLED.items():
        clerk.fill(blank, typed)
    clerk.approve(worded)
    now = clerk.now(worded)
    assert now.statement.state is StatementState.APPROVED
    assert now.statement.approved_at == clock.now()
    entry = clerk.desk.log[-1].text
    assert "María Gómez Ruiz, por teléfono" in entry
    assert now.text("es").whole in entry


@pytest.mark.usefixtures("bilingual")
def test_each_language_that_is_approved_stands_in_the_log(clerk):
    worded = clerk.begin()
    for part in StatementPart:
        for language in ("es", "en"):
            clerk.write(worded, part, "", language)
    clerk.write(worded, StatementPart.KNOWN, "Ha muerto un perro.", "es")
    clerk.write(worded, StatementPart.KNOWN, "A dog has died.", "en")
    clerk.approve(worded)
    entries = [entry.text for entry in clerk.desk.log[-2:]]
    assert "Primer aviso (Español)" in entries[0]
    assert "«A dog has died.»" in entries[1]


def test_what_is_approved_is_the_text_as_it_is_stored_and_not_as_it_was_shown(clerk):
    shown = clerk.begin()
    for blank, typed in FILLED.items():
        clerk.fill(blank, typed)
    clerk.approve(shown)
    assert FILLED["place"] in clerk.desk.log[-1].text


def test_an_overlong_text_is_cut_in_the_log_and_says_so(clerk):
    worded = clerk.begin()
    for part in StatementPart:
        clerk.write(worded, part, "a" * 900)
    clerk.approve(worded)
    assert clerk.desk.log[-1].text.endswith("a…")


def test_an_approved_text_is_not_changed(clerk):
    worded = clerk.approved()
    with pytest.raises(InvalidValue, match="aprobado no se puede cambiar"):
        clerk.write(worded, StatementPart.KNOWN, "Otra cosa")
    clerk.fill("place", FILLED["place"])
    assert clerk.now(worded) == worded


def test_nothing_is_approved_twice(clerk):
    worded = clerk.approved()
    with pytest.raises(InvalidValue, match="Ya está aprobado"):
        clerk.approve(worded)
    clerk.publish(worded, "Web municipal")
    with pytest.raises(InvalidValue, match="Ya es público"):
        clerk.approve(worded)


def test_an_approved_text_is_taken_up_again_with_its_words(clerk):
    worded = clerk.approved()
    draft = clerk.again(worded)
    assert clerk.now(worded).statement.state is StatementState.DROPPED
    assert draft.statement.state is StatementState.DRAFT
    assert draft.text("es").whole == "Ha muerto un perro."


def test_only_what_is_approved_is_published(clerk):
    with pytest.raises(InvalidValue, match="Nadie lo ha aprobado"):
        clerk.publish(clerk.begin(), "Web municipal")


def test_publishing_promises_the_public_what_the_text_says(clerk):
    worded = clerk.approved()
    assert clerk.incident.next_update_at != worded.statement.next_update_at
    clerk.publish(worded, "Web municipal", "Web municipal", " ")
    now = clerk.now(worded)
    assert now.statement.state is StatementState.PUBLISHED
    assert [publication.channel for publication in now.publications] == ["Web municipal"]
    assert clerk.incident.next_update_at == worded.statement.next_update_at
    assert clerk.desk.log[-1].text == "Primer aviso: publicado en Web municipal."


def test_another_hour_of_the_desk_is_that_of_the_drafts_that_promised_the_old_one(clerk, clock):
    clerk.publish(clerk.approved(), "Web municipal")
    clerk.later(minutes=20)
    between, update = clerk.begin(StatementKind.DENIAL), clerk.begin(StatementKind.CONFIRMED)
    due = clock.now() + timedelta(minutes=95)

    clerk.promise(due)

    assert f"a las {clock_time(due)}" in clerk.now(between).text("es").next
    assert clerk.now(between).statement.next_update_at == due
    assert clerk.now(update) == update


def test_an_approved_text_says_when_another_hour_was_promised_after_it(clerk):
    worded = clerk.begin()
    for blank, typed in FILLED.items():
        clerk.fill(blank, typed)
    clerk.approve(worded)
    says = worded.statement.next_update_at
    assert says is not None
    clerk.later(minutes=5)
    due = says + timedelta(minutes=30)
    clerk.promise(due)

    (left,) = drafts.behind(clerk.desk)
    assert (left.says, left.promised) == (says, due)
    with pytest.raises(InvalidValue, match=f"dice las {clock_time(says)}.*{clock_time(due)}"):
        clerk.publish(worded, "Web municipal")
    assert clerk.now(worded).statement.state is StatementState.APPROVED

    again = clerk.again(worded, due)

    assert again.statement.state is StatementState.DRAFT
    assert f"a las {clock_time(due)}" in again.text("es").next
    assert clock_time(says) not in again.text("es").whole
    assert drafts.behind(clerk.desk) == []


def test_whoever_knows_it_publishes_the_other_hour_which_is_then_promised(clerk, clock):
    worded = clerk.approved()
    clerk.later(minutes=5)
    clerk.promise(clock.now() + timedelta(hours=2))
    clerk.do(statements.publish, worded, ["Web municipal"], clerk.hand(), as_it_is=True)
    assert clerk.incident.next_update_at == worded.statement.next_update_at


def test_an_update_may_promise_more_than_what_was_promised_before_it(clerk, clock):
    clerk.later(minutes=5)
    clerk.promise(clock.now() + timedelta(minutes=20))
    clerk.later(minutes=5)
    worded = clerk.approved()
    assert worded.statement.next_update_at != clerk.incident.next_update_at
    assert drafts.behind(clerk.desk) == []
    clerk.publish(worded, "Web municipal")
    assert clerk.now(worded).statement.state is StatementState.PUBLISHED


def test_what_waits_approved_is_behind_once_another_text_promised_more_in_public(clerk):
    clerk.publish(clerk.approved(), "Web municipal")
    clerk.later(minutes=20)
    waits = clerk.approved(StatementKind.INSTRUCTIONS)
    clerk.later(minutes=2)
    clerk.publish(clerk.approved(StatementKind.CONFIRMED), "Web municipal")
    assert [item.worded.statement.id for item in drafts.behind(clerk.desk)] == [waits.statement.id]


def test_what_promises_an_hour_that_has_passed_is_not_published(clerk):
    worded = clerk.approved()
    clerk.later(hours=3)
    with pytest.raises(InvalidValue, match="esa hora ya ha pasado"):
        clerk.publish(worded, "Web municipal")
    assert clerk.now(worded).statement.state is StatementState.APPROVED


def test_a_further_channel_is_added_later_and_none_twice(clerk):
    worded = clerk.approved()
    clerk.publish(worded, "Web municipal")
    first = clerk.now(worded).statement.published_at
    clerk.later(minutes=6)
    clerk.publish(worded, "Web municipal", "Megafonía")
    now = clerk.now(worded)
    assert [item.channel for item in now.publications] == ["Web municipal", "Megafonía"]
    assert now.statement.published_at == first
    with pytest.raises(InvalidValue, match="dónde se ha publicado"):
        clerk.publish(worded, "Megafonía")


def test_the_checklist_of_updates_begins_anew_with_each_update(clerk):
    rounds = []
    for kind in (HOLDING, StatementKind.CONFIRMED, StatementKind.CONFIRMED):
        clerk.publish(clerk.approved(kind), "Web municipal")
        rounds.append(clerk.incident.round)
    assert rounds == [0, 1, 2]


def test_a_denial_between_two_updates_keeps_the_hour_that_was_promised(clerk):
    worded = clerk.approved()
    clerk.publish(worded, "Web municipal")
    clerk.later(minutes=20)
    between = clerk.begin(StatementKind.DENIAL)
    assert between.statement.next_update_at == worded.statement.next_update_at
    update = clerk.begin(StatementKind.CONFIRMED)
    assert update.statement.next_update_at != worded.statement.next_update_at


def test_an_update_proposes_no_earlier_hour_than_the_public_was_promised(clerk, clock):
    clerk.publish(clerk.approved(), "Web municipal")
    promised = clock.now() + timedelta(hours=3)
    clerk.promise(promised)

    update = clerk.begin(StatementKind.CONFIRMED)

    assert update.statement.next_update_at == promised
    assert f"a las {clock_time(promised)}" in update.text("es").next


def test_a_condolence_that_promises_more_says_when(clerk):
    worded = clerk.begin(StatementKind.CONDOLENCE)
    due = worded.statement.next_update_at
    assert due is not None
    assert clock_time(due) in worded.text("es").next


def test_a_condolence_that_promises_nothing_leaves_the_promise_that_stands(village):
    clerk = sit_down(village, "death")
    promised = clerk.incident.next_update_at
    worded = clerk.approved(StatementKind.CONDOLENCE)
    assert worded.statement.next_update_at is None
    clerk.publish(worded, "Web municipal")
    assert promised is not None
    assert clerk.incident.next_update_at == promised


def test_after_the_end_nothing_more_is_promised_and_nothing_can_be_late(clerk):
    clerk.publish(clerk.approved(), "Web municipal")
    assert clerk.incident.next_update_at is not None
    clerk.publish(clerk.approved(StatementKind.CLOSING), "Web municipal")
    assert clerk.incident.next_update_at is None


def test_what_is_public_is_not_dropped_but_corrected(clerk):
    worded = clerk.approved()
    clerk.publish(worded, "Web municipal")
    with pytest.raises(InvalidValue, match="Ya es público") as refused:
        clerk.drop(worded)
    assert "corrección" in refused.value.advice


def test_what_is_dropped_is_dropped_once(clerk):
    worded = clerk.begin()
    clerk.drop(worded)
    with pytest.raises(InvalidValue, match="Se descartó"):
        clerk.drop(worded)
    assert sum("descartado" in entry.text for entry in clerk.desk.log) == 1


def test_the_first_line_comes_first_then_what_is_confirmed_and_a_denial_when_it_is_due(clerk):
    assert steps.next_kind(clerk.desk) is HOLDING
    clerk.publish(clerk.approved(), "Web municipal")
    assert steps.next_kind(clerk.desk) is StatementKind.CONFIRMED
    number = clerk.rumour("Ya van siete")
    heard = next(rumour for rumour in clerk.desk.rumours if rumour.id == number)
    clerk.do(records.put, replace(heard, verdict=RumourVerdict.FALSE, source="Policía Local"))
    assert steps.next_kind(clerk.desk) is StatementKind.DENIAL


def test_a_correction_is_offered_once_something_is_public(clerk):
    from msgspec.structs import replace as with_fields

    desk = clerk.desk
    bare = replace(desk, scenario=with_fields(desk.scenario, statements=()))
    assert steps.kinds(bare) == [HOLDING]
    out = Worded(Statement(1, HOLDING, clerk.hand().now, state=StatementState.PUBLISHED), ())
    assert steps.kinds(replace(bare, statements=(out,))) == [
        HOLDING,
        StatementKind.CORRECTION,
    ]


def test_a_draft_that_waits_is_found_by_its_kind(clerk):
    worded = clerk.begin()
    assert steps.live(clerk.desk, HOLDING) == worded
    assert steps.live(clerk.desk, StatementKind.DENIAL) is None


def test_every_text_of_a_drill_says_so_even_when_the_word_was_taken_out(clerk, village):
    rehearsal = sit_down(village, drill=True)
    worded = rehearsal.begin()
    rehearsal.write(worded, StatementPart.EMPATHY, "Lo sentimos.")
    now = rehearsal.now(worded)
    said = filling.public(rehearsal.desk.incident, now.text("es"))
    assert said.startswith("SIMULACRO. Lo sentimos.")
    texts = rehearsal.outlets(now).values()
    assert all(text.text.startswith("SIMULACRO. ") for text in texts)


def test_it_goes_out_on_the_web_first_then_the_networks_then_off_the_internet(village, clerk):
    worded = clerk.approved()
    found = list(clerk.outlets(worded).values())
    offline = [outlet.offline for outlet in found]
    assert found[0].title == "Web municipal"
    assert offline == sorted(offline)
    assert {"Bando y tablón", "Megafonía", "Radio Valdehierro"} < {item.title for item in found}
    assert "LinkedIn" not in {outlet.title for outlet in found}


def test_off_the_internet_goes_the_short_text_of_the_scenario(village, clerk):
    clerk.fill("phone", FILLED["phone"])
    clerk.fill("place", FILLED["place"])
    worded = clerk.approved()
    found = clerk.outlets(worded)
    bando = found["Bando y tablón"]
    assert bando.short
    assert bando.text.startswith("Se hace saber:")
    assert FILLED["phone"] in bando.text
    assert found["Página de Facebook"].text == worded.text("es").whole


def test_an_order_has_words_of_its_own_for_the_loudspeaker_and_none_of_the_first(clerk):
    clerk.fill("place", FILLED["place"])
    worded = clerk.approved(StatementKind.INSTRUCTIONS)
    found = clerk.outlets(worded)
    assert found["Megafonía"].text.startswith("Atención. No entren con animales en el parque")
    assert found["Bando y tablón"].text == worded.text("es").whole


def test_a_later_statement_goes_out_whole_everywhere(village, clerk):
    worded = clerk.approved(StatementKind.CONFIRMED)
    found = list(clerk.outlets(worded).values())
    assert {outlet.text for outlet in found} == {worded.text("es").whole}


def test_what_is_published_from_paper_keeps_the_hour_of_the_paper(clerk, clock):
    worded = clerk.approved()
    clerk.later(hours=5)
    then = clock.now() - timedelta(hours=4)
    paper = clerk.paper(then)
    clerk.do(statements.publish, worded, ["Bando y tablón"], paper)
    assert clerk.now(worded).publications[0].at == then
    entry = clerk.desk.log[-1]
    assert (entry.kind, entry.at, entry.on_paper) == (LogKind.PUBLISHED, then, True)
