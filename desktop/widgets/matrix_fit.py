"""How wide the columns of a matrix are, and in which of three ways it fits into its room."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Look(Enum):
    """From the roomiest to the tightest."""

    WORDS = auto()
    """Chips with whole words."""
    SHORT = auto()
    """Chips with short forms."""
    TURNED = auto()
    """Short forms, and the words of the header turned upwards."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Widths in px that the parts ask for; `title` and `least_title` are of the frozen column.

    `columns` has, for each look, what each column needs at least; none grows beyond `widest`.
    """

    title: int
    least_title: int
    trailing: int
    columns: dict[Look, Sequence[int]]
    widest: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Widths in px of the title, of each column and of the trailing words.

    Where `scrolls` is true they are wider than the room, and the columns scroll sideways.
    """

    look: Look
    title: int
    columns: tuple[int, ...]
    trailing: int
    scrolls: bool


_MOST_TITLE = 0.42
"""Share of the room that the frozen column may take when the others scroll."""


def fit(room: int, needs: Needs, looks: Sequence[Look] = tuple(Look)) -> Fit:
    """The roomiest of `looks` that needs no scrolling; titles are wrapped before words are cut."""
    for look in looks:
        least = needs.columns[look]
        for title in (needs.title, needs.least_title):
            left = room - needs.trailing - title
            if sum(least) <= left:
                columns = share(least, left, needs.widest)
                rest = room - needs.trailing - sum(columns)
                return Fit(look, rest, columns, needs.trailing, scrolls=False)
    title = min(needs.least_title, round(room * _MOST_TITLE))
    return Fit(Look.TURNED, title, tuple(needs.columns[Look.TURNED]), needs.trailing, scrolls=True)


def share(least: Sequence[int], room: int, widest: int) -> tuple[int, ...]:
    """Widths as equal as the least widths allow, together at most `room`."""
    left, level = room, 0
    for rank, width in enumerate(sorted(least, reverse=True)):
        level = left // (len(least) - rank)
        if width <= level:
            break
        left -= width
    return tuple(max(width, min(level, widest)) for width in least)
