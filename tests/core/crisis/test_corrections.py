"""What a published correction takes back stands in no text after it."""

from core.crisis.desk import Worded
from core.crisis.kinds import StatementKind
from tests.core.crisis.writer import Writer

PLACE, ELSEWHERE = "la calle Mayor", "el parque de Los Olmos"
TRUE = "el cebo estaba en toda la vega"


def corrected(writer: Writer, wrong: str) -> Worded:
    """A correction that somebody approved, about what was said before."""
    worded = writer.begin(StatementKind.CORRECTION)
    writer.fill("wrong", wrong, worded=worded)
    writer.fill("source", "la Guardia Civil", worded=worded)
    writer.fill("fact", TRUE, worded=worded)
    writer.approve(writer.now(worded))
    return writer.now(worded)


def test_a_place_that_was_taken_back_is_asked_for_again(writer: Writer) -> None:
    writer.fill("place", PLACE)
    waiting = writer.begin(StatementKind.INSTRUCTIONS)
    assert PLACE in waiting.text("es").whole

    writer.publish(corrected(writer, "era la calle mayor, y solo esa"), "Web municipal")

    assert PLACE not in writer.now(waiting).text("es").whole
    assert PLACE not in writer.begin(StatementKind.CONFIRMED).text("es").whole
    assert dict(writer.opened().blanks)["place"] == ""


def test_the_fact_that_a_correction_tells_stands_in_the_next_text(writer: Writer) -> None:
    writer.fill("fact", "el cebo estaba en un solo banco")
    writer.publish(corrected(writer, "solo había un cebo"), "Web municipal")
    said = writer.begin(StatementKind.CONFIRMED).text("es").whole
    assert "un solo banco" not in said
    assert TRUE in said


def test_what_was_not_taken_back_stays(writer: Writer) -> None:
    writer.fill("place", ELSEWHERE)
    writer.publish(corrected(writer, "solo era la calle Mayor"), "Web municipal")
    assert ELSEWHERE in writer.begin(StatementKind.CONFIRMED).text("es").whole


def test_a_correction_that_is_not_out_takes_nothing_back(writer: Writer) -> None:
    writer.fill("place", PLACE)
    corrected(writer, "solo era la calle Mayor")
    assert PLACE in writer.begin(StatementKind.CONFIRMED).text("es").whole
