"""What is asked for a text: in the order in which it says it, and an hour where it says an hour."""

from collections.abc import Callable

import pytest
from tests.core.crisis.writer import Writer, read

from core import i18n
from core.clock import FixedClock
from core.crisis.incidents import opening
from core.crisis.incidents.opening import Wish
from core.crisis.kinds import Part, StatementKind
from core.crisis.log import Hand
from core.crisis.scenarios.library import SHIPPED
from core.crisis.statements import statements
from core.crisis.texts import filling
from core.errors import InvalidValue
from core.store import Store, Topic
from tests.core.crisis.scenes import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_boxes_stand_in_the_order_of_the_sentence(
    village: Store, hand: Callable[[], Hand], language: str
) -> None:
    wrong = []
    for name in SHIPPED:
        with village.change(Topic.CRISIS, undoable=False) as db, i18n.language(language):
            number = opening.open_incident(db, Wish(name), hand())
        writer = Writer(village, lambda number=number: read(village, number), hand)
        for template in writer.opened().scenario.statements:
            worded = writer.begin(template.kind)
            said = " ".join(template.parts.get(part, "") for part in Part)
            with village.read() as connection:
                found = filling.blanks_of(connection, writer.opened(), worded.statement, language)
            own = {one.id for one in writer.opened().scenario.blanks}
            at = [said.index(f"{{{one.id}}}") for one in found if one.id in own]
            if at != sorted(at):
                wrong.append((name, template.kind))
    assert wrong == []


@pytest.fixture
def mistaken(village: Store, hand: Callable[[], Hand]) -> Writer:
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("mistaken-post"), hand())
    return Writer(village, lambda: read(village, number), hand)


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("typed", ["la página de Facebook", "25:99", "16:20"])
def test_an_hour_box_takes_no_words_and_no_hour_still_to_come(
    mistaken: Writer, clock: FixedClock, typed: str
) -> None:
    assert clock.now().astimezone().hour < 16
    mistaken.begin()
    with (
        pytest.raises(InvalidValue),
        mistaken.village.change(Topic.CRISIS, undoable=False) as db,
    ):
        statements.fill_blank(db, mistaken.opened(), "published", typed, hand=mistaken.hand())
    assert not dict(mistaken.opened().blanks).get("published")


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("typed", ["13.05", "1305", "13:05 h"])
def test_an_hour_that_passed_is_taken_as_the_texts_say_it(mistaken: Writer, typed: str) -> None:
    worded = mistaken.begin(StatementKind.HOLDING)
    with mistaken.village.change(Topic.CRISIS, undoable=False) as db:
        statements.fill_blank(db, mistaken.opened(), "published", typed, hand=mistaken.hand())
    assert "A las 13:05 se publicó" in mistaken.now(worded).text("es").known
