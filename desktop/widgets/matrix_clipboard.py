"""Cells of a matrix as the text that spreadsheets copy and paste: tabs between, a line a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.text import fold
from desktop.widgets.matrix_model import Choice

Spot = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """How a paste went: cells that changed, words nobody knew, words beyond the last cell."""

    changed: int
    unknown: int
    outside: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a pasted text puts where, before anything is changed."""

    values: dict[Spot, str]
    unknown: int
    outside: int


def to_tsv(words: Sequence[Sequence[str]]) -> str:
    """Rows of words as text for the clipboard."""
    return "\n".join("\t".join(row) for row in words)


def read_tsv(
    text: str, choices: Sequence[Choice], spots: Sequence[Spot], size: tuple[int, int]
) -> Reading:
    """Read pasted text into a matrix of `size` rows and columns.

    The table starts at the top left of `spots`; a single word fills all of them. A word is a label,
    a short form or a key, in any case and with or without accents; a blank means the first choice.
    """
    table = [line.split("\t") for line in text.splitlines()]
    if len(table) == 1 and len(table[0]) == 1:
        placed = [(spot, table[0][0]) for spot in spots]
    else:
        top, left = min(row for row, _ in spots), min(column for _, column in spots)
        placed = [
            ((top + down, left + right), word)
            for down, line in enumerate(table)
            for right, word in enumerate(line)
        ]
    known = _dictionary(choices)
    inside = [(spot, word) for spot, word in placed if spot[0] < size[0] and spot[1] < size[1]]
    read = {spot: value for spot, word in inside if (value := known.get(_key(word))) is not None}
    return Reading(read, len(inside) - len(read), len(placed) - len(inside))


def _dictionary(choices: Sequence[Choice]) -> dict[str, str]:
    known = {"": choices[0].value}
    for words in zip(*((one.label, one.short, one.key) for one in choices), strict=True):
        for word, choice in zip(words, choices, strict=True):
            known.setdefault(_key(word), choice.value)
    return known


def _key(word: str) -> str:
    return fold(word.strip())
