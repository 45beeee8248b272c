"""What a published correction takes back stands in no text after it."""

from core.crisis.desk import Worded
from core.crisis.kinds import StatementKind
from tests.core.crisis.clerk import Clerk

PLACE, ELSEWHERE = "la calle Mayor", "el parque de Los Olmos"
TRUE = "el cebo estaba en toda la vega"


def corrected(clerk: Clerk, wrong: str) -> Worded:
    """A correction that somebody approved, about what was said before."""
    worded = clerk.begin(StatementKind.CORRECTION)
    clerk.fill("wrong", wrong, worded=worded)
    clerk.fill("source", "la Guardia Civil", worded=worded)
    clerk.fill("fact", TRUE, worded=worded)
    clerk.approve(clerk.now(worded))
    return clerk.now(worded)


def test_a_place_that_was_taken_back_is_asked_for_again(clerk):
    clerk.fill("place", PLACE)
    waiting = clerk.begin(StatementKind.INSTRUCTIONS)
    assert PLACE in waiting.text("es").whole

    clerk.publish(corrected(clerk, "era la calle mayor, y solo esa"), "Web municipal")

    assert PLACE not in clerk.now(waiting).text("es").whole
    assert PLACE not in clerk.begin(StatementKind.CONFIRMED).text("es").whole
    assert dict(clerk.desk.blanks)["place"] == ""


def test_the_fact_that_a_correction_tells_stands_in_the_next_text(clerk):
    clerk.fill("fact", "el cebo estaba en un solo banco")
    clerk.publish(corrected(clerk, "solo había un cebo"), "Web municipal")
    said = clerk.begin(StatementKind.CONFIRMED).text("es").whole
    assert "un solo banco" not in said
    assert TRUE in said


def test_what_was_not_taken_back_stays(clerk):
    clerk.fill("place", ELSEWHERE)
    clerk.publish(corrected(clerk, "solo era la calle Mayor"), "Web municipal")
    assert ELSEWHERE in clerk.begin(StatementKind.CONFIRMED).text("es").whole


def test_a_correction_that_is_not_out_takes_nothing_back(clerk):
    clerk.fill("place", PLACE)
    corrected(clerk, "solo era la calle Mayor")
    assert PLACE in clerk.begin(StatementKind.CONFIRMED).text("es").whole
