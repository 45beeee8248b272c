"""How small the letters of a sheet are in a word processor, so that it stays on its page there.

Nothing is laid out: lines are counted in the font of the paper, which the file brings with it.
"""

from collections.abc import Iterable
from math import ceil

from core.documents.measure import lines
from core.documents.model import Block, Check, Checklist, Document, Fields, Foot, Heading, KeyNumber
from core.documents.rich import Text, plain

SHARES = tuple(round(1 - 0.02 * step, 2) for step in range(11))
"""Sizes tried, the usual one first."""

COLUMNS = (14.0, 112.0, 37.0, 21.0)
"""Of a checklist: number and box, what is done, who, and the hour; millimetres."""
FOOT = (73.0, 111.0)

HIGH = {False: 273.0, True: 288.0}
"""Where the words of a page end, in millimetres from its edge, and two lines less than that; in a
notebook less stands over them than is counted here."""
_WIDER = 1.02
"""A word processor sets letters so much wider at most, for it rounds them."""
_POINT = 25.4 / 72
_FRONT, _BAR, _PARA = 32.0, 8.5, 5.0
"""Height of the band, of the bar of a phase, of a sentence."""
_IN_BOXES, _FIELD, _MOST_BELOW = 12.4, 10.8, 2
"""And of fields side by side, or of one with its line below it, of which there are only so few."""
ACTION, HELP, NEVER, PHONE = 12.0, 9.5, 10.5, 10.5
"""Letters in points: what is done, how, and everything else of a sheet."""
TICK, LABEL, BLANK = 20.4, 13.0, 15.0
"""Height in points of the line of a box to tick, and of a number that a hand writes below its
label; of those there are two side by side."""
_PITCH = 1.2
_BESIDE = 4.0
"""Left and right of the words of a cell, together."""
_AROUND = 0.8
"""Of a row, beside its lines."""


def share(document: Document) -> float:
    """Of the usual size of letters, that with which each checklist fits one page; or the least."""
    most = HIGH[document.bound]
    fitting = (tried for tried in SHARES if max(heights_of(document, tried), default=0) <= most)
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
        return _IN_BOXES if in_boxes(block) else _FIELD * len(block.fields)
    return _PARA


def in_boxes(block: Block) -> bool:
    """Whether it is fields that stand side by side, each in a box."""
    return isinstance(block, Fields) and len(block.fields) > _MOST_BELOW


def _row(item: Check, share: float) -> float:
    wide, narrow = COLUMNS[1] - 4, COLUMNS[2] - 4
    done = _bold([f"00. {plain(item.action)}"], ACTION * share, wide)
    done += _usual([item.help], HELP * share, wide)
    who = _bold([item.who], HELP * share, narrow) + _usual([item.name], HELP * share, narrow)
    return max(done, who, TICK * _POINT) + _AROUND


def _foot(foot: Foot, share: float) -> float:
    never = _bold([f"× {plain(item)}" for item in foot.never.items], NEVER * share, FOOT[0] - 4)
    known = [f"{one.label} {one.number}" for one in foot.numbers if not by_hand(one)]
    phones = _usual(known, PHONE * share, FOOT[1] - 12)
    phones += ceil((len(foot.numbers) - len(known)) / 2) * (LABEL + BLANK) * _POINT
    return max(never, phones) + 2 * NEVER * share * _PITCH * _POINT


def by_hand(number: KeyNumber) -> bool:
    """Whether it has a line to write the number on."""
    return number.number.startswith("__")


def _bold(texts: Iterable[Text], size: float, room: float) -> float:
    """Height in millimetres of these texts below each other."""
    count = sum(lines(plain(text), "", room / _WIDER, size) for text in texts if plain(text))
    return count * size * _PITCH * _POINT


def _usual(texts: Iterable[Text], size: float, room: float) -> float:
    count = sum(lines("", plain(text), room / _WIDER, size) for text in texts if plain(text))
    return count * size * _PITCH * _POINT
