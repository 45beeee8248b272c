"""A denial says the rumour that it answers, and who checked that one."""

import pytest

from core.crisis import denials, statement_choice, voices
from core.crisis.desk import Worded
from core.crisis.kinds import StatementKind
from core.crisis.model import Rumour, RumourVerdict
from core.store import Topic
from tests.core.crisis.writer import Writer

DENIAL, CORRECTION = StatementKind.DENIAL, StatementKind.CORRECTION
DOGS, CATS = "Hay siete perros muertos.", "El Ayuntamiento va a matar a los gatos"


def rumour(writer: Writer, claim: str, source: str = "") -> Rumour:
    """A rumour that somebody found to be false."""
    with writer.village.change(Topic.CRISIS, undoable=False) as db:
        made = voices.add_rumour(db, writer.opened().incident.id, claim, writer.hand())
        heard = next(one for one in writer.opened().rumours if one.id == made)
        voices.judge(db, heard, RumourVerdict.FALSE, source or "la clínica", writer.hand())
    return next(one for one in writer.opened().rumours if one.id == made)


def deny(writer: Writer, answered: Rumour) -> Worded:
    """What “Deny it” does on the card of a rumour."""
    with writer.village.change(Topic.CRISIS, undoable=False) as db:
        made = denials.begin(db, writer.opened(), answered, DENIAL, writer.hand())
    return writer.found(made)


def test_claim_and_source_stand_in_the_denial(writer: Writer) -> None:
    text = deny(writer, rumour(writer, DOGS)).text("es").known
    assert "que dice que hay siete perros muertos." in text
    assert "Según la clínica" in text


def test_that_is_said_once(writer: Writer) -> None:
    text = deny(writer, rumour(writer, f"Que {CATS}")).text("es").known
    assert "que dice que el Ayuntamiento va a matar a los gatos" in text


@pytest.mark.parametrize(
    "typed",
    [
        "Dicen que hay cinco ingresados",
        "Se dice que hay cinco ingresados.",
        "Me han dicho que hay cinco ingresados",
        "La gente está diciendo que hay cinco ingresados",
        "They say that hay cinco ingresados",
        "People are saying hay cinco ingresados",
    ],
)
def test_who_says_it_is_not_said_again(writer: Writer, typed: str) -> None:
    known = deny(writer, rumour(writer, typed)).text("es").known
    assert "que dice que hay cinco ingresados." in known


@pytest.mark.parametrize("typed", ["dicen que sí", "que viene"])
def test_a_verb_within_a_rumour_stays(writer: Writer, typed: str) -> None:
    known = deny(writer, rumour(writer, f"Los bomberos {typed}")).text("es").known
    assert f"que dice que los bomberos {typed}." in known


def test_a_denial_that_is_out_answers_its_rumour_and_no_other(writer: Writer) -> None:
    dogs, cats = rumour(writer, DOGS), rumour(writer, CATS)
    denial = deny(writer, dogs)
    writer.fill("fact", "solo ha muerto un perro", worded=denial)

    writer.approve(writer.now(denial))
    writer.publish(writer.now(denial), "Web municipal")

    answered, open_yet = (
        next(one for one in writer.opened().rumours if one.id == heard.id) for heard in (dogs, cats)
    )
    assert answered.statement_id == denial.statement.id
    assert answered.answered_at is not None
    assert "Web municipal" in answered.answer
    assert open_yet.answered_at is None


def test_a_second_denial_has_its_own_claim_and_its_own_source(writer: Writer) -> None:
    first = deny(writer, rumour(writer, DOGS, "la clínica"))
    second = deny(writer, rumour(writer, CATS, "la Policía Local"))
    said = second.text("es").known
    assert "el Ayuntamiento va a matar a los gatos" in said
    assert "Según la Policía Local" in said
    assert "siete perros" not in said
    assert writer.now(first) == first


def test_a_fact_found_for_one_rumour_is_not_told_of_another(writer: Writer) -> None:
    first = deny(writer, rumour(writer, DOGS))
    writer.fill("fact", "solo ha muerto un perro", worded=first)
    second = deny(writer, rumour(writer, CATS, "la Policía Local"))
    assert "solo ha muerto un perro" in writer.now(first).text("es").known
    assert "[lo comprobado]" in second.text("es").known


def test_what_a_rumour_says_is_never_our_own_mistake(writer: Writer) -> None:
    deny(writer, rumour(writer, DOGS))
    known = writer.begin(CORRECTION).text("es").known
    assert "siete perros" not in known
    assert known.startswith("Publicamos que [lo que publicamos y no era cierto]")


def test_asked_for_again_the_denial_that_waits_goes_on(writer: Writer) -> None:
    heard = rumour(writer, DOGS)
    first = deny(writer, heard)
    writer.fill("claim", "han muerto siete perros", worded=first)
    again = deny(writer, heard)
    assert again.statement.id == first.statement.id
    assert "que dice que han muerto siete perros." in again.text("es").known


def test_a_claim_that_is_put_right_changes_in_its_own_denial_alone(writer: Writer) -> None:
    first, second = deny(writer, rumour(writer, DOGS)), deny(writer, rumour(writer, CATS))
    writer.fill("claim", "hay tres perros muertos", worded=first)
    assert "hay tres perros muertos" in writer.now(first).text("es").known
    assert writer.now(second) == second


def test_one_begun_without_a_rumour_takes_what_the_incident_knows(writer: Writer) -> None:
    writer.fill("source", "la Policía Local")
    assert "Según la Policía Local" in writer.begin(DENIAL).text("es").known


@pytest.mark.parametrize("answered", [True, False])
def test_the_rumour_to_deny_is_the_first_that_nothing_answers(
    writer: Writer, answered: bool
) -> None:
    first, second = rumour(writer, DOGS), rumour(writer, CATS)
    if answered:
        with writer.village.change(Topic.CRISIS, undoable=False) as db:
            voices.answer(db, first, "No es cierto.", writer.hand())
    wanted = second if answered else first
    assert statement_choice.to_deny(writer.opened()) == wanted
