"""Numbers as the tables of networks and of offices write them.

`1.234` may be a thousand or one and a bit: the cell itself decides if it can, else the column, else
the file; a group of three digits that nothing decides is thousands, for tables count people.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 40
"""Characters of the longest cell that can be a number."""

_BETWEEN = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(
    r"[%€$]?\s*([+-]?)\s*(\d[\d.,]*|[.,]\d+)([eE][+-]?\d{1,2})?"
    r"\s*(k|K|mil|M|mill\.?|millón|millones)?\s*(?:%|€|\$|h|min|s)?",
)
_SCALES = {"": 1.0, "k": 1e3, "K": 1e3, "mil": 1e3}
_MILLION = 1e6
_NOTHING = re.compile(r"[\s–—-]*|n\s*/?\s*[adcs]\.?|null|none|nan|s\s*/\s*d|#\S*", re.I)
_GROUP = 3


@dataclass(frozen=True)
class Figures:
    """A column read as numbers."""

    values: tuple[float | None, ...]
    """One a cell; None where there is none."""
    ambiguous: str = ""
    """A cell such as `1.234` of which nothing told that its mark groups thousands."""


@dataclass(frozen=True)
class _Parts:
    sign: str
    digits: str
    """With its marks: `1.234,5`."""
    power: str
    scale: float


def is_nothing(cell: str) -> bool:
    """True for what tables write where there is no figure: blanks, dashes, `n/d`."""
    return bool(_NOTHING.fullmatch(cell.strip()))


def is_figure(cell: str) -> bool:
    """True when the cell is a number in one way of writing or another."""
    return _parts(cell) is not None


def decimal_mark(cells: Iterable[str]) -> str:
    """The mark before the decimals, by the cells that leave no doubt; empty when none does."""
    votes = Counter(_own_mark(parts) for cell in cells if (parts := _parts(cell)))
    del votes[""]
    return votes.most_common(1)[0][0] if votes else ""


def read_figures(cells: Sequence[str], elsewhere: str = "") -> Figures:
    """Every cell as a number; `elsewhere` is the decimal mark of the rest of the file."""
    found = [_parts(cell) for cell in cells]
    mark = decimal_mark(cells) or elsewhere
    values = tuple(_value(parts, _own_mark(parts) or mark) if parts else None for parts in found)
    if mark:
        return Figures(values)
    open_ones = (
        cell.strip()
        for cell, parts in zip(cells, found, strict=True)
        if parts and not _own_mark(parts) and re.search(r"[.,]", parts.digits)
    )
    return Figures(values, next(open_ones, ""))


@lru_cache(maxsize=1 << 16)
def _parts(cell: str) -> _Parts | None:
    if len(cell) > LONGEST:
        return None
    text = _BETWEEN.sub("", cell.strip().replace("−", "-"))
    found = _NUMBER.fullmatch(text)
    if found is None or not _well_formed(found[2]):
        return None
    scale = _SCALES.get(found[4] or "", _MILLION)
    return _Parts(found[1], found[2], found[3] or "", scale)


def _well_formed(digits: str) -> bool:
    """False for `1.2.3.4`, for a date and for whatever else has marks but no groups."""
    marks = re.findall(r"[.,]", digits)
    if len(marks) < 2:
        return not digits.endswith((".", ","))
    grouping = digits if len(set(marks)) == 1 else digits[: digits.rindex(marks[-1])]
    head, *groups = re.split(r"[.,]", grouping)
    same = len(set(re.findall(r"[.,]", grouping))) <= 1
    return same and 0 < len(head) <= _GROUP and all(len(one) == _GROUP for one in groups)


def _own_mark(parts: _Parts) -> str:
    """The decimal mark, when the number shows it by itself; else empty."""
    marks = [char for char in parts.digits if char in ".,"]
    if not marks:
        return ""
    other = "." if marks[-1] == "," else ","
    if len(set(marks)) > 1:
        return marks[-1]
    if len(marks) > 1:
        return other
    head, tail = parts.digits.split(marks[0])
    grouped = len(tail) == _GROUP and 0 < len(head) <= _GROUP and not head.startswith("0")
    if grouped and parts.scale == 1 and not parts.power:
        return ""
    return marks[0]


def _value(parts: _Parts, mark: str) -> float:
    """The number; without a decimal mark every mark groups thousands."""
    digits = parts.digits
    if mark:
        digits = digits.replace("." if mark == "," else ",", "").replace(mark, ".")
    else:
        digits = re.sub(r"[.,]", "", digits)
    return float(f"{parts.sign}{digits}{parts.power}") * parts.scale
