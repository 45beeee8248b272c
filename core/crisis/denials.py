"""What is known of a rumour goes into the blanks of the statement that answers it."""

from typing import TYPE_CHECKING

from core.crisis import statements
from core.crisis.desk import Desk
from core.crisis.model import Rumour

if TYPE_CHECKING:
    from sqlite_utils import Database

CLAIM = ("claim", "wrong")
"""Blanks of the scenarios that hold what is said; the first that a scenario has."""
SOURCE = ("source",)
"""Blanks that hold who has checked it."""


def prepare(db: "Database", desk: Desk, rumour: Rumour) -> None:
    """Fill in the claim and who has checked it, where nothing stands there yet.

    The words of a rumour go into a sentence, so they begin in lower case and end without a stop.
    """
    claim = rumour.claim.rstrip(" .")
    _fill(db, desk, CLAIM, claim[:1].lower() + claim[1:])
    _fill(db, desk, SOURCE, rumour.source)


def _fill(db: "Database", desk: Desk, names: tuple[str, ...], value: str) -> None:
    there = [one.id for one in desk.scenario.blanks]
    wanted = next((name for name in names if name in there), None)
    if wanted is not None and value and not dict(desk.blanks).get(wanted):
        statements.fill_blank(db, desk, wanted, value)
