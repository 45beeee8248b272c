"""How small the letters of a sheet are in a word processor, so that it stays on its page there.

Nothing is laid out: lines are counted with letters as wide as those of the widest font that a
computer without Calibri puts in its place.
"""

from collections.abc import Iterable
from math import ceil

from core.documents.model import Block, Check, Checklist, Document, Fields, Foot, Heading
from core.documents.rich import Text, plain

SHARES = (1.0, 0.96, 0.93, 0.9, 0.87, 0.84, 0.81, 0.78, 0.75, 0.72)
"""Sizes tried, the usual one first."""

COLUMNS = (13.0, 114.0, 43.0, 14.0)
"""Of a checklist: number and box, what is done, who, and the hour; millimetres."""
FOOT = (73.0, 111.0)

HIGH = 262.0
"""Of the words of a page, in millimetres, and two lines less than that."""
_LETTER, _BOLD = 0.18, 0.205
"""Width in millimetres of a letter of one point."""
_POINT = 25.4 / 72
_FRONT, _BAR, _FIELD, _PARA = 30.0, 9.0, 6.4, 5.0
"""Height of the band, of the bar of a phase, of a line to fill in, of a sentence."""
_SHORT = 20
"""Letters of a field that shares its line with another."""
ACTION, HELP, LINE = 12.0, 9.0, 10.0
"""Letters in points: what is done, how, and everything else of a sheet."""
TICK = 24.0
"""Height in points of the line of a box to tick."""
_PITCH = 1.2
_BESIDE = 4.0
"""Left and right of the words of a cell, together."""
_AROUND = 0.5
"""Of a row, beside its lines."""


def share(document: Document) -> float:
    """Of the usual size of letters, that with which each checklist fits one page; or the least."""
    fitting = (tried for tried in SHARES if max(heights_of(document, tried), default=0) <= HIGH)
    return next(fitting, SHARES[-1])


def heights_of(document: Document, share: float) -> list[float]:
    """Of each checklist, with what stands around it; several are bound in a notebook."""
    heights: list[float] = []
    front, within = _FRONT, False
    for block in document.blocks:
        if isinstance(block, Checklist):
            if block.first == 1:
                heights.append(front)
            within = True
            heights[-1] += _BAR + sum(_row(item, share) for item in block.items)
        elif within and isinstance(block, Foot):
            heights[-1] += _foot(block, share)
            front, within = _FRONT, False
        elif isinstance(block, Heading):
            front, within = _FRONT, False
        elif within:
            heights[-1] += _other(block)
        else:
            front += _other(block)
    return heights


def _other(block: Block) -> float:
    if isinstance(block, Fields):
        short = all(len(field.label + field.value) <= _SHORT for field in block.fields)
        return _FIELD * (ceil(len(block.fields) / 2) if short else len(block.fields))
    return _PARA


def _row(item: Check, share: float) -> float:
    wide, narrow = COLUMNS[1] - 4, COLUMNS[2] - 4
    done = _lines([f"00. {plain(item.action)}"], ACTION * share, wide, _BOLD) + _lines(
        [item.help], HELP * share, wide
    )
    who = _lines([item.who], HELP * share, narrow, _BOLD) + _lines(
        [item.name], HELP * share, narrow
    )
    return max(done, who, TICK * share * _POINT) + _AROUND


def _foot(foot: Foot, share: float) -> float:
    never = _lines(foot.never.items, LINE * share, FOOT[0] - 8, _BOLD)
    phones = _lines([number.label for number in foot.numbers], LINE * share, FOOT[1] - 34)
    return max(never, phones) + 2 * LINE * share * _PITCH * _POINT


def _lines(texts: Iterable[Text], size: float, room: float, letter: float = _LETTER) -> float:
    """Height in millimetres of these texts below each other."""
    count = sum(ceil(len(plain(text)) * letter * size / room) for text in texts)
    return count * size * _PITCH * _POINT
