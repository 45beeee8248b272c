"""A denial says the rumour that it answers, and who checked that one."""

import pytest

from core import i18n
from core.crisis.desk import Worded
from core.crisis.incidents import open_ends
from core.crisis.kinds import StatementKind
from core.crisis.model import Rumour, RumourVerdict
from core.crisis.scenarios.library import SHIPPED
from core.crisis.statements import denials, steps
from core.errors import InvalidValue
from core.store import Topic
from core.town import records as town_records
from tests.core.crisis.clerk import Clerk, sit_down
from tests.core.crisis.scenes import LANGUAGES

DENIAL, CORRECTION = StatementKind.DENIAL, StatementKind.CORRECTION
DOGS, CATS = "Hay siete perros muertos.", "El Ayuntamiento va a matar a los gatos"


def rumour(clerk: Clerk, claim: str, source: str = "") -> Rumour:
    """A rumour that somebody found to be false."""
    made = clerk.rumour(claim)
    heard = next(item for item in clerk.desk.rumours if item.id == made)
    clerk.judge(heard, RumourVerdict.FALSE, source or "la clínica")
    return next(item for item in clerk.desk.rumours if item.id == made)


def deny(clerk: Clerk, answered: Rumour) -> Worded:
    """What “Deny it” does on the card of a rumour."""
    made = clerk.do(denials.begin, clerk.desk, answered, DENIAL, clerk.hand())
    return clerk.found(made)


def test_claim_and_source_stand_in_the_denial(clerk):
    text = deny(clerk, rumour(clerk, DOGS)).text("es").known
    assert "que dice que hay siete perros muertos." in text
    assert "Según la clínica" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_source_of_the_verdict_is_named_in_the_denial_of_every_scenario(village, language):
    wrong = []
    for name in SHIPPED:
        with village.change(Topic.TOWN, undoable=False) as db:
            town_records.update(db, languages=language)
        with i18n.language(language):
            clerk = sit_down(village, name)
        if StatementKind.DENIAL not in {item.kind for item in clerk.desk.scenario.statements}:
            continue
        heard = rumour(clerk, DOGS, "la inspectora de guardia")
        deny(clerk, heard)
        said = deny(clerk, heard)
        again = clerk.found(said.statement.id).text(language).whole
        if again.count("la inspectora de guardia") != 1:
            wrong.append(name)
    assert wrong == []


def test_that_is_said_once(clerk):
    text = deny(clerk, rumour(clerk, f"Que {CATS}")).text("es").known
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
def test_who_says_it_is_not_said_again(clerk, typed):
    known = deny(clerk, rumour(clerk, typed)).text("es").known
    assert "que dice que hay cinco ingresados." in known


@pytest.mark.parametrize("typed", ["dicen que sí", "que viene"])
def test_a_verb_within_a_rumour_stays(clerk, typed):
    known = deny(clerk, rumour(clerk, f"Los bomberos {typed}")).text("es").known
    assert f"que dice que los bomberos {typed}." in known


def test_a_denial_that_is_out_answers_its_rumour_and_no_other(clerk):
    dogs, cats = rumour(clerk, DOGS), rumour(clerk, CATS)
    denial = deny(clerk, dogs)
    clerk.fill("fact", "solo ha muerto un perro", worded=denial)

    clerk.approve(clerk.now(denial))
    clerk.publish(clerk.now(denial), "Web municipal")

    answered, open_yet = (
        next(item for item in clerk.desk.rumours if item.id == heard.id) for heard in (dogs, cats)
    )
    assert answered.statement_id == denial.statement.id
    assert answered.answered_at is not None
    assert "Web municipal" in answered.answer
    assert open_yet.answered_at is None


def test_a_second_denial_has_its_own_claim_and_its_own_source(clerk):
    first = deny(clerk, rumour(clerk, DOGS, "la clínica"))
    second = deny(clerk, rumour(clerk, CATS, "la Policía Local"))
    said = second.text("es").known
    assert "el Ayuntamiento va a matar a los gatos" in said
    assert "Según la Policía Local" in said
    assert "siete perros" not in said
    assert clerk.now(first) == first


def test_a_fact_found_for_one_rumour_is_not_told_of_another(clerk):
    first = deny(clerk, rumour(clerk, DOGS))
    clerk.fill("fact", "solo ha muerto un perro", worded=first)
    second = deny(clerk, rumour(clerk, CATS, "la Policía Local"))
    assert "solo ha muerto un perro" in clerk.now(first).text("es").known
    assert "[lo comprobado]" in second.text("es").known


def test_what_a_rumour_says_is_never_our_own_mistake(clerk):
    deny(clerk, rumour(clerk, DOGS))
    known = clerk.begin(CORRECTION).text("es").known
    assert "siete perros" not in known
    assert known.startswith("Publicamos que [lo que publicamos y no era cierto]")


def test_asked_for_again_the_denial_that_waits_goes_on(clerk):
    heard = rumour(clerk, DOGS)
    first = deny(clerk, heard)
    clerk.fill("claim", "han muerto siete perros", worded=first)
    again = deny(clerk, heard)
    assert again.statement.id == first.statement.id
    assert "que dice que han muerto siete perros." in again.text("es").known


def test_a_claim_that_is_put_right_changes_in_its_own_denial_alone(clerk):
    first, second = deny(clerk, rumour(clerk, DOGS)), deny(clerk, rumour(clerk, CATS))
    clerk.fill("claim", "hay tres perros muertos", worded=first)
    assert "hay tres perros muertos" in clerk.now(first).text("es").known
    assert clerk.now(second) == second


def test_one_begun_without_a_rumour_takes_what_the_incident_knows(clerk):
    clerk.fill("source", "la Policía Local")
    assert "Según la Policía Local" in clerk.begin(DENIAL).text("es").known


@pytest.mark.parametrize("answered", [True, False])
def test_the_rumour_to_deny_is_the_first_that_nothing_answers(clerk, answered):
    first, second = rumour(clerk, DOGS), rumour(clerk, CATS)
    if answered:
        clerk.answer(first, "No es cierto.")
    wanted = second if answered else first
    assert steps.to_deny(clerk.desk) == wanted


def judged(clerk: Clerk, heard: Rumour, verdict: RumourVerdict) -> Rumour:
    """The same rumour, once it turns out otherwise."""
    clerk.judge(heard, verdict, "la Junta")
    return next(item for item in clerk.desk.rumours if item.id == heard.id)


def denied(clerk: Clerk, heard: Rumour) -> Worded:
    """A denial of it that the mayor approved."""
    denial = deny(clerk, heard)
    clerk.fill("fact", "solo ha muerto un perro", worded=denial)
    clerk.approve(denial)
    return clerk.now(denial)


@pytest.mark.parametrize("verdict", [RumourVerdict.TRUE, RumourVerdict.UNCHECKED])
def test_what_turns_out_not_to_be_false_is_denied_no_more(clerk, verdict):
    heard = rumour(clerk, DOGS)
    draft = deny(clerk, heard)
    clerk.fill("fact", "solo ha muerto un perro", worded=draft)
    judged(clerk, heard, verdict)
    with pytest.raises(InvalidValue, match="Desmiente «Hay siete perros muertos»"):
        clerk.approve(draft)

    judged(clerk, heard, RumourVerdict.FALSE)
    approved = denied(clerk, heard)
    judged(clerk, heard, verdict)
    with pytest.raises(InvalidValue, match="Desmiente «Hay siete perros muertos»"):
        clerk.publish(approved, "Web")

    judged(clerk, heard, RumourVerdict.PARTLY)
    clerk.publish(approved, "Web")
    judged(clerk, heard, verdict)
    with pytest.raises(InvalidValue, match="Desmiente «Hay siete perros muertos»"):
        clerk.publish(clerk.now(approved), "Megafonía")


def test_a_public_denial_of_what_is_true_is_open_until_it_is_corrected(clerk):
    heard = rumour(clerk, DOGS)
    clerk.publish(denied(clerk, heard), "Web")
    assert told(clerk, "perros") == []

    judged(clerk, heard, RumourVerdict.TRUE)
    assert told(clerk, "perros") == [
        "El bulo «Hay siete perros muertos.» está sin contestar.",
        "Desmiente «Hay siete perros muertos», y en Bulos consta como «Cierto».",
    ]

    clerk.later(minutes=5)
    clerk.publish(clerk.approved(CORRECTION), "Web")
    assert told(clerk, "perros") == ["El bulo «Hay siete perros muertos.» está sin contestar."]


def test_a_denial_in_the_words_of_a_rumour_that_is_true_is_of_that_rumour(clerk):
    judged(clerk, rumour(clerk, DOGS), RumourVerdict.TRUE)
    denial = clerk.begin(DENIAL)
    clerk.fill("claim", "que hay siete perros muertos", worded=denial)
    clerk.fill("fact", "solo ha muerto un perro", worded=denial)
    clerk.fill("source", "la clínica", worded=denial)
    with pytest.raises(InvalidValue, match="consta como «Cierto»"):
        clerk.approve(denial)


def test_that_is_said_once_also_where_it_is_typed(clerk):
    denial = clerk.begin(DENIAL)
    clerk.fill("claim", "que hay siete perros muertos", worded=denial)
    assert "que dice que hay siete perros muertos." in clerk.now(denial).text("es").known


def told(clerk: Clerk, word: str) -> list[str]:
    """What is said before the close of what has this word."""
    return [end.sentence for end in open_ends.still_open(clerk.desk) if word in end.sentence]
