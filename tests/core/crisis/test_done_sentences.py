"""A statement says that something was done only while its step is ticked."""

from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.crisis import checklist, sentences, statement_texts, statements
from core.crisis.document.what_to_say import places
from core.crisis.kinds import Part, StatementKind
from core.crisis.log import Hand
from core.crisis.model import StatementState
from core.days import clock_time
from core.store import Store, Topic
from tests.core.crisis.writer import Writer

POLICE = "Hemos avisado a la policía que investiga los venenos."
PLACE = "el parque de Los Olmos"


def doing(writer: Writer, statement_id: int) -> str:
    return writer.found(statement_id).text("es").doing


def test_with_nothing_ticked_the_first_text_says_nothing_was_done(writer: Writer) -> None:
    assert writer.begin().text("es").doing == "Contaremos lo que se compruebe."


def test_what_is_ticked_stands_with_its_hour(writer: Writer, clock: FixedClock) -> None:
    writer.tick("tell-seprona")
    hour = clock_time(clock.now())
    clock.moment += timedelta(minutes=12)
    assert writer.begin().text("es").doing == (
        f"Hemos avisado a las {hour} a la policía que investiga los venenos."
        " Contaremos lo que se compruebe."
    )


@pytest.mark.usefixtures("madrid")
def test_what_was_done_on_another_day_says_on_which(writer: Writer, clock: FixedClock) -> None:
    writer.tick("tell-seprona")
    clock.moment += timedelta(days=2)
    assert "Hemos avisado el 24/11/2026 a las " in writer.begin().text("es").doing


def test_a_step_that_is_not_needed_is_neither_said_nor_asked(writer: Writer) -> None:
    with writer.village.change(Topic.CRISIS, undoable=False) as db:
        checklist.not_needed(
            db, writer.opened().incident, writer.step("ask-papers"), writer.hand(), "no hay cebos"
        )
    worded = writer.begin()
    assert "empresa de plagas" not in worded.text("es").doing
    assert "ask-papers" not in writer.asked(worded)


def test_each_step_that_is_open_is_asked_with_what_the_text_would_say(writer: Writer) -> None:
    worded = writer.begin()
    assert writer.asked(worded) == {
        "danger-now": "Hemos avisado a la Policía Local para que revise la zona.",
        "tell-seprona": POLICE,
        "ask-papers": ("Hemos pedido a la empresa de plagas su plan, el producto y el plano."),
    }


def test_ticked_while_the_draft_waits_it_enters_and_is_asked_no_more(writer: Writer) -> None:
    worded = writer.begin()
    writer.tick("tell-seprona")
    assert "a la policía que investiga los venenos." in doing(writer, worded.statement.id)
    assert "tell-seprona" not in writer.asked(worded)


def test_not_yet_leaves_it_out_of_this_statement_and_asks_in_the_next(writer: Writer) -> None:
    worded = writer.begin()
    writer.not_yet(worded, "tell-seprona")
    assert "tell-seprona" not in writer.asked(worded)
    assert writer.now(worded).text("es") == worded.text("es")
    assert "tell-seprona" in writer.asked(writer.begin(StatementKind.CONFIRMED))


def test_unticked_it_leaves_a_draft_again(writer: Writer) -> None:
    writer.tick("tell-seprona")
    worded = writer.begin()
    writer.untick("tell-seprona")
    assert doing(writer, worded.statement.id) == "Contaremos lo que se compruebe."


def test_it_enters_and_leaves_a_part_that_somebody_wrote_over_and_their_words_stay(
    writer: Writer,
) -> None:
    worded = writer.begin()
    writer.write(worded, Part.DOING, "Lo está mirando una veterinaria.")
    writer.tick("tell-seprona")
    said = doing(writer, worded.statement.id)
    assert said.startswith("Lo está mirando una veterinaria. Hemos avisado a las ")
    writer.untick("tell-seprona")
    assert doing(writer, worded.statement.id) == "Lo está mirando una veterinaria."


def test_an_approved_text_that_says_what_is_unticked_later_is_told(writer: Writer) -> None:
    writer.tick("tell-seprona")
    writer.fill("place", PLACE)
    worded = writer.begin()
    writer.approve(worded)
    text = writer.now(worded).text("es")
    assert statement_texts.undone(writer.opened(), worded.statement, text) == []

    writer.untick("tell-seprona")

    ((step, words),) = statement_texts.undone(writer.opened(), worded.statement, text)
    assert step.id == "tell-seprona"
    assert words.startswith("Hemos avisado a las ")


def test_the_texts_off_the_networks_and_the_answers_obey_too() -> None:
    said = "Agua cortada. [call: Hemos avisado a Sanidad{at}.] Espere."
    assert sentences.said(said, {}) == "Agua cortada. Espere."
    assert sentences.said(said, {"call": "a las 9:05"}) == (
        "Agua cortada. Hemos avisado a Sanidad a las 9:05. Espere."
    )


def test_brackets_that_name_no_step_stay_as_they_were_written() -> None:
    assert sentences.said("Una [nota] y [otra cosa].", {}) == "Una [nota] y [otra cosa]."


def test_on_paper_it_is_read_only_if_it_is_done(writer: Writer) -> None:
    scenario = writer.opened().scenario
    with writer.village.read() as connection:
        paper = places(connection, scenario)
    assert paper.filled(scenario, "[tell-seprona: Hemos avisado{at}.] Espere.") == (
        "(si está hecho: Hemos avisado a las [hora: _______].) Espere."
    )


# Approving and publishing tick their steps


def test_approving_ticks_its_step_with_whoever_approved(writer: Writer, clock: FixedClock) -> None:
    clock.moment += timedelta(minutes=18)
    writer.approved()
    tick = writer.ticked("line-approved")
    assert tick is not None
    assert (tick.at, tick.who) == (clock.now(), "Lucía Ortega Prieto")
    assert tick.note == "María Gómez Ruiz, por teléfono"
    assert writer.ticked("line-out") is None


def test_what_was_ticked_by_hand_before_keeps_its_hour(writer: Writer, clock: FixedClock) -> None:
    writer.tick("line-approved")
    before = writer.ticked("line-approved")
    clock.moment += timedelta(minutes=9)
    writer.approved()
    assert writer.ticked("line-approved") == before


def test_the_first_line_is_published_once_it_is_out_wherever_the_town_publishes(
    writer: Writer,
) -> None:
    worded = writer.approved()
    places = list(writer.outlets(worded))
    assert len(places) > 2

    writer.publish(worded, *places[:2])

    assert writer.ticked("line-out") is None
    assert writer.opened().not_out_in(writer.step("line-out")) == tuple(places[2:])

    writer.publish(worded, *places[2:])

    tick = writer.ticked("line-out")
    assert tick is not None
    assert tick.note.startswith(", ".join(places[:2]))
    assert writer.opened().not_out_in(writer.step("line-out")) == ()


def test_a_later_text_is_published_wherever_it_is_out(writer: Writer) -> None:
    writer.publish(writer.approved(StatementKind.CLOSING), "Web municipal")
    tick = writer.ticked("close-result")
    assert tick is not None
    assert tick.note == "Web municipal"


def test_an_update_does_not_tick_what_belongs_to_the_first_text(writer: Writer) -> None:
    writer.publish(writer.approved(StatementKind.CONFIRMED), "Web municipal")
    assert writer.ticked("line-approved") is None
    assert writer.ticked("line-out") is None


def test_taken_up_again_it_is_not_approved_any_more(village: Store, writer: Writer) -> None:
    worded = writer.approved()
    with village.change(Topic.CRISIS, undoable=False) as db:
        made = statements.again(db, worded, writer.hand())
    assert writer.ticked("line-approved") is None
    writer.approve(writer.found(made))
    assert writer.ticked("line-approved") is not None


def test_typed_in_from_paper_the_step_has_the_hour_of_the_paper(
    village: Store, writer: Writer, clock: FixedClock
) -> None:
    worded = writer.begin()
    writer.fill("place", PLACE)
    then = clock.now()
    clock.moment += timedelta(hours=3)
    with village.change(Topic.CRISIS, undoable=False) as db:
        hand = Hand(clock.now(), at=then, on_paper=True)
        statements.approve(db, writer.opened().incident, worded, "Rosa", "en persona", hand)
    tick = writer.ticked("line-approved")
    assert tick is not None
    assert (tick.at, tick.on_paper) == (then, True)


# With what is known in minute ten


def test_the_first_text_is_approved_with_nothing_but_the_place(writer: Writer) -> None:
    worded = writer.begin()
    writer.fill("place", PLACE)
    writer.approve(worded)
    now = writer.now(worded)
    assert now.statement.state is StatementState.APPROVED
    assert "ese lugar: todavía no tenemos los datos." in now.text("es").known
    assert "llame al 112" in now.text("es").advice


def test_a_default_makes_room_for_what_is_known_and_comes_back(writer: Writer) -> None:
    worded = writer.begin()
    writer.fill("phone", "600 000 008")
    assert "llame al 600 000 008." in writer.now(worded).text("es").advice
    writer.fill("phone", "")
    assert "llame al 112." in writer.now(worded).text("es").advice


@pytest.mark.parametrize("channel", ["Megafonía", "Bando y tablón"])
def test_the_short_texts_say_the_same_defaults(writer: Writer, channel: str) -> None:
    writer.fill("place", PLACE)
    text = writer.outlets(writer.begin())[channel].text
    assert "al 112" in text
    assert "[" not in text


def test_a_short_text_with_an_open_blank_is_not_offered(writer: Writer) -> None:
    assert not writer.outlets(writer.begin())["Megafonía"].short
