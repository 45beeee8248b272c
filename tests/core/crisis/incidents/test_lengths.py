"""What is typed at the desk may be so long and no longer, and the refusal says both figures."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.crisis import log
from core.crisis.case import Moderation
from core.crisis.desk import Desk
from core.crisis.incidents import closing, moderation, voices
from core.crisis.log import Hand
from core.crisis.model import Measure
from core.errors import InvalidValue

if TYPE_CHECKING:
    from sqlite_utils import Database


def an_entry(db: "Database", desk: Desk, hand: Hand, text: str) -> None:
    log.note(db, desk.incident.id, hand, text)


def how_it_ended(db: "Database", desk: Desk, hand: Hand, text: str) -> None:
    closing.close(db, desk.incident, text, "", date(2026, 12, 1), hand)


def what_somebody_said(db: "Database", desk: Desk, hand: Hand, text: str) -> None:
    voices.add_complainant(db, desk.incident.id, "dueña del perro", hand, text)


def a_rule_of_use(db: "Database", _desk: Desk, hand: Hand, text: str) -> None:
    case = Moderation(
        at=hand.moment, profile="Web", said="Ojalá", measure=Measure.HIDDEN, reason="Insulta",
        rule=text,
    )  # fmt: skip
    moderation.keep(db, case, hand)


@pytest.mark.parametrize(
    ("typed", "most"),
    [(an_entry, 2000), (how_it_ended, 1000), (what_somebody_said, 1000), (a_rule_of_use, 1000)],
)
def test_a_text_as_long_as_fits_is_taken_and_a_longer_one_is_refused(clerk, typed, most):
    with pytest.raises(InvalidValue, match=rf"{most + 1} .* {most}"):
        clerk.do(typed, clerk.desk, clerk.hand(), "a" * (most + 1))

    clerk.do(typed, clerk.desk, clerk.hand(), "a" * most)
