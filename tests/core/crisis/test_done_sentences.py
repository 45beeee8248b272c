"""A statement says that something was done only while its step is ticked."""

import pytest

from core.crisis.document.what_to_say import places
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.model import StatementState
from core.crisis.scenarios import sentences
from core.crisis.statements import statements
from core.crisis.texts import filling
from core.days import clock_time
from tests.core.crisis.clerk import Clerk

POLICE = "Hemos avisado a la policía que investiga los venenos."
PLACE = "el parque de Los Olmos"


def doing(clerk: Clerk, statement_id: int) -> str:
    return clerk.found(statement_id).text("es").doing


def test_with_nothing_ticked_the_first_text_says_nothing_was_done(clerk):
    assert clerk.begin().text("es").doing == "Contaremos lo que se compruebe."


def test_what_is_ticked_stands_with_its_hour(clerk, clock):
    clerk.tick("tell-seprona")
    hour = clock_time(clock.now())
    clerk.later(minutes=12)
    assert clerk.begin().text("es").doing == (
        f"Hemos avisado a las {hour} a la policía que investiga los venenos."
        " Contaremos lo que se compruebe."
    )


@pytest.mark.usefixtures("madrid")
def test_what_was_done_on_another_day_says_on_which(clerk):
    clerk.tick("tell-seprona")
    clerk.later(days=2)
    assert "Hemos avisado el 24/11/2026 a las " in clerk.begin().text("es").doing


def test_a_step_that_is_not_needed_is_neither_said_nor_asked(clerk):
    clerk.not_needed(clerk.step("ask-papers"), "no hay cebos")
    worded = clerk.begin()
    assert "empresa de plagas" not in worded.text("es").doing
    assert "ask-papers" not in clerk.asked(worded)


def test_each_step_that_is_open_is_asked_with_what_the_text_would_say(clerk):
    worded = clerk.begin()
    assert clerk.asked(worded) == {
        "danger-now": "Hemos avisado a la Policía Local para que revise la zona.",
        "tell-seprona": POLICE,
        "ask-papers": ("Hemos pedido a la empresa de plagas su plan, el producto y el plano."),
    }


def test_ticked_while_the_draft_waits_it_enters_and_is_asked_no_more(clerk):
    worded = clerk.begin()
    clerk.tick("tell-seprona")
    assert "a la policía que investiga los venenos." in doing(clerk, worded.statement.id)
    assert "tell-seprona" not in clerk.asked(worded)


def test_not_yet_leaves_it_out_of_this_statement_and_asks_in_the_next(clerk):
    worded = clerk.begin()
    clerk.not_yet(worded, "tell-seprona")
    assert "tell-seprona" not in clerk.asked(worded)
    assert clerk.now(worded).text("es") == worded.text("es")
    assert "tell-seprona" in clerk.asked(clerk.begin(StatementKind.CONFIRMED))


def test_unticked_it_leaves_a_draft_again(clerk):
    clerk.tick("tell-seprona")
    worded = clerk.begin()
    clerk.untick("tell-seprona")
    assert doing(clerk, worded.statement.id) == "Contaremos lo que se compruebe."


def test_it_enters_and_leaves_a_part_that_somebody_wrote_over_and_their_words_stay(clerk):
    worded = clerk.begin()
    clerk.write(worded, StatementPart.DOING, "Lo está mirando una veterinaria.")
    clerk.tick("tell-seprona")
    said = doing(clerk, worded.statement.id)
    assert said.startswith("Lo está mirando una veterinaria. Hemos avisado a las ")
    clerk.untick("tell-seprona")
    assert doing(clerk, worded.statement.id) == "Lo está mirando una veterinaria."


def test_an_approved_text_that_says_what_is_unticked_later_is_told(clerk):
    clerk.tick("tell-seprona")
    clerk.fill("place", PLACE)
    worded = clerk.begin()
    clerk.approve(worded)
    text = clerk.now(worded).text("es")
    assert filling.undone(clerk.desk, worded.statement, text) == []

    clerk.untick("tell-seprona")

    ((step, words),) = filling.undone(clerk.desk, worded.statement, text)
    assert step.id == "tell-seprona"
    assert words.startswith("Hemos avisado a las ")


def test_the_texts_off_the_networks_and_the_answers_obey_too():
    said = "Agua cortada. [call: Hemos avisado a Sanidad{at}.] Espere."
    assert sentences.said(said, {}) == "Agua cortada. Espere."
    assert sentences.said(said, {"call": "a las 9:05"}) == (
        "Agua cortada. Hemos avisado a Sanidad a las 9:05. Espere."
    )


def test_brackets_that_name_no_step_stay_as_they_were_written():
    assert sentences.said("Una [nota] y [otra cosa].", {}) == "Una [nota] y [otra cosa]."


def test_on_paper_a_box_is_ticked_where_it_is_done_and_the_hour_written(clerk):
    scenario = clerk.desk.scenario
    with clerk.store.read() as connection:
        paper = places(connection, scenario)
    said = paper.filled(scenario, "[tell-seprona: Hemos avisado{at}.] Espere.")
    assert [(span.text, span.blank) for span in said] == [
        ("", 4),
        ("\u00a0Hemos\u00a0avisado a las ", 0),
        ("hora", 28),
        (". Espere.", 0),
    ]


# Approving and publishing tick their steps


def test_approving_ticks_its_step_with_whoever_approved(clerk, clock):
    clerk.later(minutes=18)
    clerk.approved()
    tick = clerk.ticked("line-approved")
    assert tick is not None
    assert (tick.at, tick.who) == (clock.now(), "Lucía Ortega Prieto")
    assert tick.note == "María Gómez Ruiz, por teléfono"
    assert clerk.ticked("line-out") is None


def test_what_was_ticked_by_hand_before_keeps_its_hour(clerk):
    clerk.tick("line-approved")
    before = clerk.ticked("line-approved")
    clerk.later(minutes=9)
    clerk.approved()
    assert clerk.ticked("line-approved") == before


def test_the_first_line_is_published_once_it_is_out_wherever_the_town_publishes(clerk):
    worded = clerk.approved()
    places = list(clerk.outlets(worded))
    assert len(places) > 2

    clerk.publish(worded, *places[:2])

    assert clerk.ticked("line-out") is None
    assert clerk.desk.not_out_in(clerk.step("line-out")) == tuple(places[2:])

    clerk.publish(worded, *places[2:])

    tick = clerk.ticked("line-out")
    assert tick is not None
    assert tick.note.startswith(", ".join(places[:2]))
    assert clerk.desk.not_out_in(clerk.step("line-out")) == ()


def test_a_later_text_is_published_wherever_it_is_out(clerk):
    clerk.publish(clerk.approved(StatementKind.CLOSING), "Web municipal")
    tick = clerk.ticked("close-result")
    assert tick is not None
    assert tick.note == "Web municipal"


def test_an_update_does_not_tick_what_belongs_to_the_first_text(clerk):
    clerk.publish(clerk.approved(StatementKind.CONFIRMED), "Web municipal")
    assert clerk.ticked("line-approved") is None
    assert clerk.ticked("line-out") is None


def test_taken_up_again_it_is_not_approved_any_more(clerk):
    worded = clerk.approved()
    again = clerk.again(worded)
    assert clerk.ticked("line-approved") is None
    clerk.approve(again)
    assert clerk.ticked("line-approved") is not None


def test_typed_in_from_paper_the_step_has_the_hour_of_the_paper(clerk, clock):
    worded = clerk.begin()
    clerk.fill("place", PLACE)
    then = clock.now()
    clerk.later(hours=3)
    hand = clerk.paper(then)
    clerk.do(statements.approve, clerk.incident, worded, "Rosa", "en persona", hand)
    tick = clerk.ticked("line-approved")
    assert tick is not None
    assert (tick.at, tick.on_paper) == (then, True)


# With what is known in minute ten


def test_the_first_text_is_approved_with_nothing_but_the_place(clerk):
    worded = clerk.begin()
    clerk.fill("place", PLACE)
    clerk.approve(worded)
    now = clerk.now(worded)
    assert now.statement.state is StatementState.APPROVED
    assert "ese lugar: todavía no tenemos los datos." in now.text("es").known
    assert "llame al 112" in now.text("es").advice


def test_a_default_makes_room_for_what_is_known_and_comes_back(clerk):
    worded = clerk.begin()
    clerk.fill("phone", "600 000 008")
    assert "llame al 600 000 008." in clerk.now(worded).text("es").advice
    clerk.fill("phone", "")
    assert "llame al 112." in clerk.now(worded).text("es").advice


@pytest.mark.parametrize("channel", ["Megafonía", "Bando y tablón"])
def test_the_short_texts_say_the_same_defaults(clerk, channel):
    clerk.fill("place", PLACE)
    text = clerk.outlets(clerk.begin())[channel].text
    assert "al 112" in text
    assert "[" not in text


def test_a_short_text_with_an_open_blank_is_not_offered(clerk):
    assert not clerk.outlets(clerk.begin())["Megafonía"].short
