"""What is asked for a text: in the order in which it says it, and an hour where it says an hour."""

import pytest

from core import i18n
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.scenarios.library import SHIPPED
from core.crisis.statements import statements
from core.crisis.texts import filling
from core.errors import InvalidValue
from core.store import Store
from tests.core.crisis.clerk import Clerk, sit_down
from tests.core.crisis.scenes import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_boxes_stand_in_the_order_of_the_sentence(village, language):
    wrong = []
    for name in SHIPPED:
        with i18n.language(language):
            clerk = sit_down(village, name)
        for template in clerk.desk.scenario.statements:
            worded = clerk.begin(template.kind)
            said = " ".join(template.parts.get(part, "") for part in StatementPart)
            with village.read() as connection:
                found = filling.blanks_of(connection, clerk.desk, worded.statement, language)
            own = {blank.id for blank in clerk.desk.scenario.blanks}
            at = [said.index(f"{{{blank.id}}}") for blank in found if blank.id in own]
            if at != sorted(at):
                wrong.append((name, template.kind))
    assert wrong == []


@pytest.fixture
def mistaken(village: Store) -> Clerk:
    return sit_down(village, "mistaken-post")


def publish_at(clerk: Clerk, typed: str) -> None:
    """The blank for the hour of the mistaken post, as it is typed."""
    clerk.do(statements.fill_blank, clerk.desk, "published", typed, hand=clerk.hand())


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("typed", ["la página de Facebook", "25:99", "16:20"])
def test_an_hour_box_takes_no_words_and_no_hour_still_to_come(mistaken, clock, typed):
    assert clock.now().astimezone().hour < 16
    mistaken.begin()
    with pytest.raises(InvalidValue):
        publish_at(mistaken, typed)
    assert not dict(mistaken.desk.blanks).get("published")


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("typed", ["13.05", "1305", "13:05 h"])
def test_an_hour_that_passed_is_taken_as_the_texts_say_it(mistaken, typed):
    worded = mistaken.begin(StatementKind.HOLDING)
    publish_at(mistaken, typed)
    assert "A las 13:05 se publicó" in mistaken.now(worded).text("es").known


def test_blanks_are_called_in_the_language_of_whoever_fills_them_in(village):
    with i18n.language("es"):
        there = sit_down(village).desk
        assert filling.labels_of(there)["place"].startswith("Lugar")
    with i18n.language("en"):
        assert filling.labels_of(there)["place"].startswith("Place")
