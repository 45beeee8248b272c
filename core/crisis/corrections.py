"""What a published correction takes back: no later text is filled in with it any more."""

import re
from typing import TYPE_CHECKING

from core.crisis.desk import Desk
from core.crisis.model import Statement
from core.crisis.records import incidents as records
from core.crisis.statement_texts import ITS_OWN, values
from core.text import loose

if TYPE_CHECKING:
    from sqlite_utils import Database

_TRUE = ("right", "fact", "truth")
"""Blanks in which a correction tells what is so."""


def take_back(db: "Database", desk: Desk, correction: Statement) -> None:
    """Empty the blanks whose words the correction says were wrong, so that they are asked for
    again, and let what it says is true stand in the place of what was said before."""
    for name, value in desk.blanks:
        blank, _at, language = name.partition("@")
        said = values(desk, correction, language or desk.incident.language)
        if blank in _TRUE and said.get(blank):
            records.set_blank(db, desk.incident.id, name, said[blank])
        elif blank not in ITS_OWN and _tells(said.get("wrong", ""), value):
            records.set_blank(db, desk.incident.id, name, "")


def _tells(wrong: str, value: str) -> bool:
    # One word alone is too often in a sentence about something else: `luz`, `agua`.
    words = loose(value).strip()
    return " " in words and re.search(rf"\b{re.escape(words)}\b", loose(wrong)) is not None
