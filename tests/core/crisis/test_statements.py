"""Statements: the scenario's text with the town's data, approved, and published somewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.crisis import (
    drafts,
    opening,
    publishing,
    statement_choice,
    statement_texts,
    statements,
    voices,
)
from core.crisis.desk import Worded
from core.crisis.kinds import Part, StatementKind
from core.crisis.log import Hand
from core.crisis.model import LogKind, RumourVerdict, Statement, StatementState
from core.crisis.opening import Wish
from core.crisis.records import incidents as records
from core.days import clock_time
from core.errors import InvalidValue
from core.plan import records as plan_records
from core.plan.kinds import LanguagePolicy
from core.store import Store, Topic
from core.town import records as town_records
from tests.core.crisis.writer import HOLDING, Writer, Writes, read

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


def test_a_draft_has_the_words_of_the_scenario_with_the_data_of_the_town(writer: Writer) -> None:
    text = writer.begin().text("es")
    assert "valdehierro" in text.next
    assert "{" not in text.whole
    assert "tras un paseo por [lugar, con su artículo]." in text.known


def test_the_next_update_is_a_round_quarter_and_stands_in_the_words(writer: Writer) -> None:
    worded = writer.begin()
    due = worded.statement.next_update_at
    assert due is not None
    assert due.minute % 15 == 0
    assert timedelta(minutes=60) <= due - worded.statement.made_at < timedelta(minutes=75)
    assert clock_time(due) in worded.text("es").next


def test_a_blank_is_filled_in_once_and_stands_in_every_draft(writer: Writer) -> None:
    first, other = writer.begin(), writer.begin(StatementKind.CONFIRMED)
    writer.fill("place", FILLED["place"])
    for worded in (first, other):
        assert FILLED["place"] in writer.now(worded).text("es").whole
    assert FILLED["place"] in writer.begin(StatementKind.INSTRUCTIONS).text("es").known


def test_a_blank_typed_in_bits_or_put_right_later_leaves_no_remains(writer: Writer) -> None:
    worded = writer.begin()
    for typed in ("el p", "el parque", "el parque de Los Almos", FILLED["place"]):
        writer.fill("place", typed)
    known = writer.now(worded).text("es").known
    assert f"un paseo por {FILLED['place']}." in known
    assert "Almos" not in writer.now(worded).text("es").whole


def test_an_emptied_blank_is_open_again(writer: Writer) -> None:
    worded = writer.begin()
    before = worded.text("es")
    writer.fill("place", FILLED["place"])
    writer.fill("place", "")
    assert writer.now(worded).text("es") == before


def test_a_blank_that_changes_leaves_what_a_person_wrote_around_it(writer: Writer) -> None:
    worded = writer.begin()
    writer.fill("place", "el parque viejo")
    writer.write(worded, Part.KNOWN, "Fue en el parque viejo, junto al parque viejotal.")
    writer.fill("place", r"la plaza \1 Mayor")
    text = writer.now(worded).text("es")
    assert text.known == r"Fue en la plaza \1 Mayor, junto al parque viejotal."
    assert r"pasean por la plaza \1 Mayor." in text.empathy


def test_a_word_too_short_to_be_sure_of_is_not_looked_for_in_what_a_person_wrote(
    writer: Writer,
) -> None:
    worded = writer.begin()
    writer.fill("place", "112")
    writer.write(worded, Part.ADVICE, "Llame al 112.")
    writer.fill("place", "la plaza")
    assert writer.now(worded).text("es").advice == "Llame al 112."


def test_only_the_blanks_that_a_text_has_are_asked_for(writer: Writer) -> None:
    worded = writer.begin()
    with writer.village.read() as connection:
        asked = statement_texts.blanks_of(connection, writer.opened(), worded.statement, "es")
    assert [one.id for one in asked] == [*FILLED, "next_place"]


def test_two_fields_written_from_the_same_view_do_not_undo_each_other(
    village: Store, writer: Writer
) -> None:
    text = writer.begin().text("es")
    with village.change(Topic.CRISIS, undoable=False) as db:
        statements.write(db, text, Part.KNOWN, "Lo que sabemos.")
        statements.write(db, text, Part.DOING, "Lo que hacemos.")
    found = writer.found(text.statement_id).text("es")
    assert (found.known, found.doing) == ("Lo que sabemos.", "Lo que hacemos.")


def test_a_language_that_became_due_later_can_still_be_written(
    village: Store, writer: Writer
) -> None:
    worded = writer.begin()
    with village.change(Topic.CRISIS, undoable=False) as db:
        for words in ("Sabemos", "Sabemos poco"):
            statements.write(db, worded.text("ca"), Part.KNOWN, words)
    assert writer.now(worded).text("ca").known == "Sabemos poco"


@pytest.mark.usefixtures("bilingual")
def test_where_two_languages_are_due_there_is_a_draft_in_each(writer: Writer) -> None:
    worded = writer.begin()
    assert [one.language for one in worded.texts] == ["es", "en"]
    assert worded.text("en").advice.startswith("Keep dogs on a short lead")


@pytest.mark.usefixtures("bilingual")
def test_a_phrase_is_filled_in_for_each_language_and_a_number_for_both(writer: Writer) -> None:
    worded = writer.begin()
    writer.fill("place", FILLED["place"])
    writer.fill("phone", FILLED["phone"])
    english = writer.now(worded).text("en")
    assert FILLED["place"] not in english.whole
    assert FILLED["phone"] in english.advice

    writer.fill("place", "Los Olmos park", "en")

    assert "Los Olmos park" in writer.now(worded).text("en").known
    assert FILLED["place"] in writer.now(worded).text("es").known
    assert "Los Olmos park" in writer.begin(StatementKind.CONFIRMED).text("en").whole


def test_a_language_that_the_scenario_does_not_speak_is_translated_from_one_that_it_does(
    village: Store, writer: Writer
) -> None:
    with village.change(Topic.TOWN, label="preparar") as db:
        town_records.update(db, languages="ca es")
    worded = writer.begin()
    assert [(one.language, one.whole) for one in worded.texts] == [("ca", "")]
    writer.fill("place", FILLED["place"])
    with village.read() as connection:
        source = statement_texts.to_translate(connection, writer.opened(), worded, "ca")
    assert source is not None
    assert (source.language, FILLED["place"] in source.known) == ("es", True)


def test_another_hour_is_promised_in_the_words_too(
    village: Store, writer: Writer, clock: FixedClock
) -> None:
    worded = writer.begin()
    writer.write(worded, Part.NEXT, f"{worded.text('es').next} En la web.")
    due = clock.now() + timedelta(minutes=28)
    with village.change(Topic.CRISIS, undoable=False) as db:
        statements.set_next_update(db, worded, due, writer.hand())
    now = writer.now(worded)
    assert now.statement.next_update_at == due
    assert f"a las {clock_time(due)} en" in now.text("es").next
    assert now.text("es").next.endswith("En la web.")


def test_an_hour_that_has_passed_is_not_promised(
    village: Store, writer: Writer, clock: FixedClock
) -> None:
    worded = writer.begin()
    with (
        pytest.raises(InvalidValue, match="no haya pasado"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        statements.set_next_update(db, worded, clock.now(), writer.hand())


def test_nobody_approves_a_text_with_empty_blanks(writer: Writer) -> None:
    worded = writer.begin()
    writer.fill("phone", FILLED["phone"])
    with pytest.raises(InvalidValue, match=r"\[lugar, con su artículo\]"):
        writer.approve(worded)
    assert writer.now(worded).statement.state is StatementState.DRAFT


@pytest.mark.parametrize(("by", "how"), [("", "por teléfono"), ("María Gómez Ruiz", " ")])
def test_an_approval_has_a_name_and_a_way(writer: Writer, by: str, how: str) -> None:
    worded = writer.begin()
    with pytest.raises(InvalidValue, match="quién lo aprueba"):
        writer.approve(worded, by, how)


def test_an_approval_is_noted_word_for_word(writer: Writer, clock: FixedClock) -> None:
    worded = writer.begin()
    for blank, typed in FILLED.items():
        writer.fill(blank, typed)
    writer.approve(worded)
    now = writer.now(worded)
    assert now.statement.state is StatementState.APPROVED
    assert now.statement.approved_at == clock.now()
    entry = writer.opened().log[-1].text
    assert "María Gómez Ruiz, por teléfono" in entry
    assert now.text("es").whole in entry


@pytest.mark.usefixtures("bilingual")
def test_each_language_that_is_approved_stands_in_the_log(writer: Writer) -> None:
    worded = writer.begin()
    for part in Part:
        for language in ("es", "en"):
            writer.write(worded, part, "", language)
    writer.write(worded, Part.KNOWN, "Ha muerto un perro.", "es")
    writer.write(worded, Part.KNOWN, "A dog has died.", "en")
    writer.approve(worded)
    entries = [one.text for one in writer.opened().log[-2:]]
    assert "Primera línea (Español)" in entries[0]
    assert "«A dog has died.»" in entries[1]


def test_what_is_approved_is_the_text_as_it_is_stored_and_not_as_it_was_shown(
    writer: Writer,
) -> None:
    shown = writer.begin()
    for blank, typed in FILLED.items():
        writer.fill(blank, typed)
    writer.approve(shown)
    assert FILLED["place"] in writer.opened().log[-1].text


def test_an_overlong_text_is_cut_in_the_log_and_says_so(writer: Writer) -> None:
    worded = writer.begin()
    for part in Part:
        writer.write(worded, part, "a" * 900)
    writer.approve(worded)
    assert writer.opened().log[-1].text.endswith("a…")


def test_an_approved_text_is_not_changed(writer: Writer) -> None:
    worded = writer.approved()
    with pytest.raises(InvalidValue, match="aprobado no se cambia"):
        writer.write(worded, Part.KNOWN, "Otra cosa")
    writer.fill("place", FILLED["place"])
    assert writer.now(worded) == worded


def test_nothing_is_approved_twice(writer: Writer) -> None:
    worded = writer.approved()
    with pytest.raises(InvalidValue, match="Ya está aprobado"):
        writer.approve(worded)
    writer.publish(worded, "Web municipal")
    with pytest.raises(InvalidValue, match="Ya es público"):
        writer.approve(worded)


def test_an_approved_text_is_taken_up_again_with_its_words(village: Store, writer: Writer) -> None:
    worded = writer.approved()
    with village.change(Topic.CRISIS, undoable=False) as db:
        made = statements.again(db, worded, writer.hand())
    assert writer.now(worded).statement.state is StatementState.DROPPED
    draft = writer.found(made)
    assert draft.statement.state is StatementState.DRAFT
    assert draft.text("es").whole == "Ha muerto un perro."


def test_only_what_is_approved_is_published(writer: Writer) -> None:
    with pytest.raises(InvalidValue, match="Nadie lo ha aprobado"):
        writer.publish(writer.begin(), "Web municipal")


def test_publishing_promises_the_public_what_the_text_says(writer: Writer) -> None:
    worded = writer.approved()
    assert writer.opened().incident.next_update_at != worded.statement.next_update_at
    writer.publish(worded, "Web municipal", "Web municipal", " ")
    now = writer.now(worded)
    assert now.statement.state is StatementState.PUBLISHED
    assert [one.channel for one in now.publications] == ["Web municipal"]
    assert writer.opened().incident.next_update_at == worded.statement.next_update_at
    assert writer.opened().log[-1].text == "Primera línea: publicado en Web municipal."


def test_another_hour_of_the_desk_is_that_of_the_drafts_that_promised_the_old_one(
    writer: Writer, clock: FixedClock
) -> None:
    writer.publish(writer.approved(), "Web municipal")
    clock.moment += timedelta(minutes=20)
    between, update = writer.begin(StatementKind.DENIAL), writer.begin(StatementKind.CONFIRMED)
    due = clock.now() + timedelta(minutes=95)

    writer.promise(due)

    assert f"a las {clock_time(due)}" in writer.now(between).text("es").next
    assert writer.now(between).statement.next_update_at == due
    assert writer.now(update) == update


def test_an_approved_text_says_when_another_hour_was_promised_after_it(
    writer: Writer, clock: FixedClock
) -> None:
    worded = writer.begin()
    for blank, typed in FILLED.items():
        writer.fill(blank, typed)
    writer.approve(worded)
    says = worded.statement.next_update_at
    assert says is not None
    clock.moment += timedelta(minutes=5)
    due = says + timedelta(minutes=30)
    writer.promise(due)

    (left,) = drafts.behind(writer.opened())
    assert (left.says, left.promised) == (says, due)
    with pytest.raises(InvalidValue, match=f"dice las {clock_time(says)}.*{clock_time(due)}"):
        writer.publish(worded, "Web municipal")
    assert writer.now(worded).statement.state is StatementState.APPROVED

    with writer.village.change(Topic.CRISIS, undoable=False) as db:
        made = statements.again(db, worded, writer.hand(), due)

    again = writer.found(made)
    assert again.statement.state is StatementState.DRAFT
    assert f"a las {clock_time(due)}" in again.text("es").next
    assert clock_time(says) not in again.text("es").whole
    assert drafts.behind(writer.opened()) == []


def test_whoever_knows_it_publishes_the_other_hour_which_is_then_promised(
    writer: Writer, clock: FixedClock
) -> None:
    worded = writer.approved()
    clock.moment += timedelta(minutes=5)
    writer.promise(clock.now() + timedelta(hours=2))
    with writer.village.change(Topic.CRISIS, undoable=False) as db:
        statements.publish(db, worded, ["Web municipal"], writer.hand(), as_it_is=True)
    assert writer.opened().incident.next_update_at == worded.statement.next_update_at


def test_an_update_may_promise_more_than_what_was_promised_before_it(
    writer: Writer, clock: FixedClock
) -> None:
    clock.moment += timedelta(minutes=5)
    writer.promise(clock.now() + timedelta(minutes=20))
    clock.moment += timedelta(minutes=5)
    worded = writer.approved()
    assert worded.statement.next_update_at != writer.opened().incident.next_update_at
    assert drafts.behind(writer.opened()) == []
    writer.publish(worded, "Web municipal")
    assert writer.now(worded).statement.state is StatementState.PUBLISHED


def test_what_waits_approved_is_behind_once_another_text_promised_more_in_public(
    writer: Writer, clock: FixedClock
) -> None:
    writer.publish(writer.approved(), "Web municipal")
    clock.moment += timedelta(minutes=20)
    waits = writer.approved(StatementKind.INSTRUCTIONS)
    clock.moment += timedelta(minutes=2)
    writer.publish(writer.approved(StatementKind.CONFIRMED), "Web municipal")
    assert [one.worded.statement.id for one in drafts.behind(writer.opened())] == [
        waits.statement.id
    ]


def test_what_promises_an_hour_that_has_passed_is_not_published(
    writer: Writer, clock: FixedClock
) -> None:
    worded = writer.approved()
    clock.moment += timedelta(hours=3)
    with pytest.raises(InvalidValue, match="esa hora ya ha pasado"):
        writer.publish(worded, "Web municipal")
    assert writer.now(worded).statement.state is StatementState.APPROVED


def test_a_further_channel_is_added_later_and_none_twice(writer: Writer, clock: FixedClock) -> None:
    worded = writer.approved()
    writer.publish(worded, "Web municipal")
    first = writer.now(worded).statement.published_at
    clock.moment += timedelta(minutes=6)
    writer.publish(worded, "Web municipal", "Megafonía")
    now = writer.now(worded)
    assert [one.channel for one in now.publications] == ["Web municipal", "Megafonía"]
    assert now.statement.published_at == first
    with pytest.raises(InvalidValue, match="dónde se ha publicado"):
        writer.publish(worded, "Megafonía")


def test_the_checklist_of_updates_begins_anew_with_each_update(writer: Writer) -> None:
    rounds = []
    for kind in (HOLDING, StatementKind.CONFIRMED, StatementKind.CONFIRMED):
        writer.publish(writer.approved(kind), "Web municipal")
        rounds.append(writer.opened().incident.round)
    assert rounds == [0, 1, 2]


def test_a_denial_between_two_updates_keeps_the_hour_that_was_promised(
    writer: Writer, clock: FixedClock
) -> None:
    worded = writer.approved()
    writer.publish(worded, "Web municipal")
    clock.moment += timedelta(minutes=20)
    between = writer.begin(StatementKind.DENIAL)
    assert between.statement.next_update_at == worded.statement.next_update_at
    update = writer.begin(StatementKind.CONFIRMED)
    assert update.statement.next_update_at != worded.statement.next_update_at


def test_an_update_proposes_no_earlier_hour_than_the_public_was_promised(
    writer: Writer, clock: FixedClock
) -> None:
    writer.publish(writer.approved(), "Web municipal")
    promised = clock.now() + timedelta(hours=3)
    writer.promise(promised)

    update = writer.begin(StatementKind.CONFIRMED)

    assert update.statement.next_update_at == promised
    assert f"a las {clock_time(promised)}" in update.text("es").next


def test_a_condolence_that_promises_more_says_when(writer: Writer) -> None:
    worded = writer.begin(StatementKind.CONDOLENCE)
    due = worded.statement.next_update_at
    assert due is not None
    assert clock_time(due) in worded.text("es").next


def test_a_condolence_that_promises_nothing_leaves_the_promise_that_stands(
    village: Store, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("death"), hand())
    writer = Writer(village, lambda: read(village, number), hand)
    promised = writer.opened().incident.next_update_at
    worded = writer.approved(StatementKind.CONDOLENCE)
    assert worded.statement.next_update_at is None
    writer.publish(worded, "Web municipal")
    assert promised is not None
    assert writer.opened().incident.next_update_at == promised


def test_after_the_end_nothing_more_is_promised_and_nothing_can_be_late(writer: Writer) -> None:
    writer.publish(writer.approved(), "Web municipal")
    assert writer.opened().incident.next_update_at is not None
    writer.publish(writer.approved(StatementKind.CLOSING), "Web municipal")
    assert writer.opened().incident.next_update_at is None


def test_what_is_public_is_not_dropped_but_corrected(village: Store, writer: Writer) -> None:
    worded = writer.approved()
    writer.publish(worded, "Web municipal")
    with (
        pytest.raises(InvalidValue, match="Ya es público") as refused,
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        statements.drop(db, worded, writer.hand())
    assert "corrección" in refused.value.advice


def test_what_is_dropped_is_dropped_once(village: Store, writer: Writer) -> None:
    worded = writer.begin()
    with village.change(Topic.CRISIS, undoable=False) as db:
        statements.drop(db, worded, writer.hand())
    with (
        pytest.raises(InvalidValue, match="Se descartó"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        statements.drop(db, worded, writer.hand())
    assert sum("descartado" in one.text for one in writer.opened().log) == 1


def test_the_first_line_comes_first_then_what_is_confirmed_and_a_denial_when_it_is_due(
    village: Store, writer: Writer
) -> None:
    assert statement_choice.next_kind(writer.opened()) is HOLDING
    writer.publish(writer.approved(), "Web municipal")
    assert statement_choice.next_kind(writer.opened()) is StatementKind.CONFIRMED
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = voices.add_rumour(db, writer.opened().incident.id, "Ya van siete", writer.hand())
        heard = next(one for one in writer.opened().rumours if one.id == number)
        records.put(db, replace(heard, verdict=RumourVerdict.FALSE, source="Policía Local"))
    assert statement_choice.next_kind(writer.opened()) is StatementKind.DENIAL


def test_a_correction_is_offered_once_something_is_public(writer: Writer) -> None:
    from msgspec.structs import replace as with_fields

    desk = writer.opened()
    bare = replace(desk, scenario=with_fields(desk.scenario, statements=()))
    assert statement_choice.kinds(bare) == [HOLDING]
    out = Worded(Statement(1, HOLDING, writer.hand().now, state=StatementState.PUBLISHED), ())
    assert statement_choice.kinds(replace(bare, statements=(out,))) == [
        HOLDING,
        StatementKind.CORRECTION,
    ]


def test_a_draft_that_waits_is_found_by_its_kind(writer: Writer) -> None:
    worded = writer.begin()
    assert statement_choice.live(writer.opened(), HOLDING) == worded
    assert statement_choice.live(writer.opened(), StatementKind.DENIAL) is None


def test_every_text_of_a_drill_says_so_even_when_the_word_was_taken_out(
    village: Store, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("poisoned-animals", drill=True), hand())
    rehearsal = Writer(village, lambda: read(village, number), hand)
    worded = rehearsal.begin()
    rehearsal.write(worded, Part.EMPATHY, "Lo sentimos.")
    now = rehearsal.now(worded)
    said = statement_texts.public(rehearsal.opened().incident, now.text("es"))
    assert said.startswith("SIMULACRO. Lo sentimos.")
    with village.read() as connection:
        texts = publishing.outlets(connection, rehearsal.opened(), now, "es")
    assert all(one.text.startswith("SIMULACRO. ") for one in texts)


def test_it_goes_out_on_the_web_first_then_the_networks_then_off_the_internet(
    village: Store, writer: Writer
) -> None:
    worded = writer.approved()
    with village.read() as connection:
        found = publishing.outlets(connection, writer.opened(), worded, "es")
    offline = [one.offline for one in found]
    assert found[0].title == "Web municipal"
    assert offline == sorted(offline)
    assert {"Bando y tablón", "Megafonía", "Radio Valdehierro"} < {one.title for one in found}
    assert "LinkedIn" not in {one.title for one in found}


def test_off_the_internet_goes_the_short_text_of_the_scenario(
    village: Store, writer: Writer
) -> None:
    writer.fill("phone", FILLED["phone"])
    writer.fill("place", FILLED["place"])
    worded = writer.approved()
    with village.read() as connection:
        found = {one.title: one for one in publishing.outlets(
            connection, writer.opened(), worded, "es")}  # fmt: skip
    bando = found["Bando y tablón"]
    assert bando.short
    assert bando.text.startswith("Se hace saber:")
    assert FILLED["phone"] in bando.text
    assert found["Página de Facebook"].text == worded.text("es").whole


def test_an_order_has_words_of_its_own_for_the_loudspeaker_and_none_of_the_first(
    writer: Writer,
) -> None:
    writer.fill("place", FILLED["place"])
    worded = writer.approved(StatementKind.INSTRUCTIONS)
    found = writer.outlets(worded)
    assert found["Megafonía"].text.startswith("Atención. No entren con animales en el parque")
    assert found["Bando y tablón"].text == worded.text("es").whole


def test_a_later_statement_goes_out_whole_everywhere(village: Store, writer: Writer) -> None:
    worded = writer.approved(StatementKind.CONFIRMED)
    with village.read() as connection:
        found = publishing.outlets(connection, writer.opened(), worded, "es")
    assert {one.text for one in found} == {worded.text("es").whole}


def test_what_is_published_from_paper_keeps_the_hour_of_the_paper(
    village: Store, writer: Writer, clock: FixedClock
) -> None:
    worded = writer.approved()
    clock.moment += timedelta(hours=5)
    then = clock.now() - timedelta(hours=4)
    with village.change(Topic.CRISIS, undoable=False) as db:
        paper = Hand(clock.now(), at=then, on_paper=True)
        statements.publish(db, worded, ["Bando y tablón"], paper)
    assert writer.now(worded).publications[0].at == then
    entry = writer.opened().log[-1]
    assert (entry.kind, entry.at, entry.on_paper) == (LogKind.PUBLISHED, then, True)
