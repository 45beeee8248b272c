"""One thing that needs the person, how much it presses, and how long it takes."""

from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """What comes first. Somebody waits for the first of them: they are for today."""

    WAITED_FOR = 0
    GRAVE = 1
    """Without it the first hour of a crisis would fail."""
    DUE = 2
    CAN_WAIT = 3
    TIDYING = 4


_EACH = {
    "no-phone": 1.0,  # A number looked up in a mobile phone and typed.
    "unverified": 0.5,  # A card read and one key: most have not changed.
    "expired": 0.5,  # The same.
    "suggested": 1.0,  # A name and a number typed over those of the suggestion.
    "duplicates": 1.0,  # Two cards compared in one table.
    "unsure": 0.25,  # A title read and one key.
    "old-items": 1.0,  # One answer for all of them.
    "sources-suggested": 0.5,  # A name read and one tick.
    "measurements": 2.0,  # A figure looked up where it is counted, and typed.
    "plan-suggestions": 0.5,  # Read and accepted; what is rewritten takes as long as it takes.
    "paper": 2.0,  # A few pages out of the printer, and up on the wall.
    "notebook": 10.0,  # Seventy pages at twenty a minute, holes and folder.
    "drill": 20.0,  # As the drills that come with the program are written.
    "publish": 3.0,  # A text copied, pasted and looked at in one place.
    "walk": 10.0,  # A network or a page opened, read, and what boasts taken away.
    "one-choice": 1.0,  # One thing chosen or typed in the field that opens.
}
"""Minutes for each piece of a chore. What hangs on others, or on what is found, has none: nobody
knows how long a broken source, a finding of the plan or a review takes."""


def minutes(kind: str, pieces: int = 1) -> int:
    """How long so many pieces of a chore take: whole minutes, one at the least."""
    return max(1, round(_EACH[kind] * pieces))


@dataclass(frozen=True)
class Matter:
    """One line of Hoy and the page that settles it."""

    key: str
    title: str
    line: str
    action: str
    """The verb that stands at its end while it has the keyboard or the mouse."""
    weight: Weight
    page: str
    target: object = None
    deadline: str = ""
    """By when, or since when, somebody waits."""
    minutes: int | None = None
    """How long it takes; None where nobody can say."""
