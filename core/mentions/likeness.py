"""When two texts tell of the same event: pure comparison of their words.

Headlines are short, so what they share is weighed: names and numbers more than other words, the
town's own name and what every council headline says less, words that many stories of these days
hold less again.
"""

import math
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

import resources
from core.text import clean, fold

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_DASHES = ("-", "–", "—", "|", "·")
"""Before the name of the medium, with blanks around."""
_STEM = 6
"""Letters that tell inflected words of one family apart from others well enough."""
_LEAD = 400
"""Characters of the text that are compared: a lead says what happened, the rest says more."""
_TITLE_OF_TEXT = 80
_LEAST_PATH = 8
"""Characters; a shorter path is that of a section."""

_GENERIC_WEIGHT = 0.35
_NAME_WEIGHT = 1.4
_ALIKE, _ALIKE_BUT_NAMES = 0.38, 0.6
"""What titles must share, and when each names a place, person or number that the other does not:
a cut of water in one street is not the one in another. Tried on pairs of headlines of our own."""
_WITHIN, _WITHIN_SHARED = 0.65, 3
"""A short title whose words stand in a long one."""
_COPIED, _COPIED_SHARED = 0.8, 4
"""What people say themselves is one story only when it is the same text."""
_TEXT_ALIKE, _TEXT_SHARED = 0.4, 5


@cache
def _listed(kind: str) -> frozenset[str]:
    """Words of the data file, in all languages: a town speaks several."""
    path = resources.path("data", "headline-words.toml")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    return frozenset(word for words in lists.values() for word in words.split())


@cache
def _generic() -> frozenset[str]:
    return frozenset(_stem(word) for word in _listed("generic"))


@dataclass(frozen=True)
class Print:
    """What is compared of an item: words by their weight."""

    title: Mapping[str, float]
    whole: Mapping[str, float]
    """Of title and lead together; as `title` where there is no text."""
    link: str = ""
    """Only one that leads to this item and to nothing else."""
    personal: bool = False
    """Somebody's own words: a note by hand, or a post, which has no title."""


def bare_title(title: str, names: Collection[str]) -> str:
    """A title without the name of its medium at the end, where it is one of `names`."""
    for name in names:
        head, tail = title[: -len(name) or None].rstrip(), title[-len(name) :]
        dashed = head[-1:] in _DASHES and head[-2:-1].isspace()
        if name and dashed and fold(tail) == fold(name):
            return head[:-1].rstrip()
    return title


def title_of(title: str, text: str, names: Collection[str]) -> str:
    """What a story is called: the bare title, or the first words of the text."""
    return bare_title(title, names) or clean(text[: _TITLE_OF_TEXT * 2])[:_TITLE_OF_TEXT]


def own_link(link: str) -> str:
    """The address without what changes between readings, or empty when it is that of a whole site.

    A short path is a section or a profile: many things are said there.
    """
    address = re.sub(r"^https?://(www\.|m\.)?|[?&](utm_\w+|fbclid|gclid)=[^&#]*|#.*$", "", link)
    address = address.rstrip("/&?")
    path = address.partition("/")[2]
    return address if len(path) >= _LEAST_PATH and re.search(r"[\d-]", path) else ""


def print_of(
    title: str, text: str, link: str, common: Collection[str], *, by_hand: bool = False
) -> Print:
    """The print of an item; `title` is bare, `common` are stems of the town's names."""
    weights = _weights(title, common)
    personal = by_hand or not weights
    whole = dict(_weights(text[:_LEAD], common))
    for word, weight in weights.items():
        whole[word] = max(weight, whole.get(word, 0.0))
    return Print(weights or whole, whole, own_link(link), personal)


def stems(text: str) -> frozenset[str]:
    """The stems of a name."""
    return frozenset(_stem(fold(word)) for word in _WORD.findall(text))


def _weights(text: str, common: Collection[str]) -> dict[str, float]:
    weights: dict[str, float] = {}
    shouted = text.isupper()
    empty, generic = _listed("empty"), _generic()
    for place, word in enumerate(_WORD.findall(text)):
        folded = fold(word)
        if folded in empty or (len(folded) == 1 and not folded.isdigit()):
            continue
        stem = _stem(folded)
        if stem in common:
            weight = 0.0
        elif stem in generic:
            weight = _GENERIC_WEIGHT
        else:
            named = place > 0 and word[0].isupper() and not shouted
            weight = _NAME_WEIGHT if named or word[0].isdigit() else 1.0
        weights[stem] = max(weights.get(stem, 0.0), weight)
    return weights


@cache
def _stem(folded: str) -> str:
    if folded[0].isdigit():
        return folded
    singular = re.sub(r"(?<=[aeiou])s$|(?<=[^aeiou])es$", "", folded) if len(folded) > 4 else folded
    return singular[:_STEM]


def same_event(one: Print, other: Print, rarity: Callable[[str], float]) -> float:
    """How surely two prints tell of one event, from 0 (they do not) to 1.

    `rarity` of a word is 1 where few stories hold it, and less where many do.
    """
    if one.personal or other.personal:
        # Two neighbours who complain of one thing in few words are two complaints.
        copied = len(_shared(one.whole, other.whole)) >= _COPIED_SHARED
        return _above(_COPIED, _jaccard(one.whole, other.whole, rarity)) if copied else 0.0
    if one.link and one.link == other.link:
        return 1.0
    return max(_titles_alike(one, other, rarity), _texts_alike(one, other, rarity))


def _titles_alike(one: Print, other: Print, rarity: Callable[[str], float]) -> float:
    shared = _shared(one.title, other.title)
    if len(shared) < 2:
        return 0.0
    jaccard = _jaccard(one.title, other.title, rarity)
    if _names_beside(one.title, other.title) and _names_beside(other.title, one.title):
        return _above(_ALIKE_BUT_NAMES, jaccard)
    if len(shared) >= _WITHIN_SHARED and _within(one.title, other.title, rarity) >= _WITHIN:
        return max(jaccard, _ALIKE)
    return _above(_ALIKE, jaccard)


def _names_beside(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return any(weight >= _NAME_WEIGHT and word not in other for word, weight in one.items())


def _texts_alike(one: Print, other: Print, rarity: Callable[[str], float]) -> float:
    if one.whole is one.title or other.whole is other.title:
        return 0.0
    if len(_shared(one.whole, other.whole)) < _TEXT_SHARED:
        return 0.0
    return _above(_TEXT_ALIKE, _jaccard(one.whole, other.whole, rarity))


def _above(least: float, value: float) -> float:
    return value if value >= least else 0.0


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> list[str]:
    """Words of both that tell something."""
    return [word for word in one if one[word] > _GENERIC_WEIGHT and other.get(word, 0.0) > 0.0]


def _sum(words: Mapping[str, float], rarity: Callable[[str], float]) -> float:
    return math.fsum(weight * rarity(word) for word, weight in words.items())


def _inter(
    one: Mapping[str, float], other: Mapping[str, float], rarity: Callable[[str], float]
) -> float:
    return math.fsum(
        min(weight, other[word]) * rarity(word) for word, weight in one.items() if word in other
    )


def _jaccard(
    one: Mapping[str, float], other: Mapping[str, float], rarity: Callable[[str], float]
) -> float:
    inter = _inter(one, other, rarity)
    union = _sum(one, rarity) + _sum(other, rarity) - inter
    return inter / union if union else 0.0


def _within(
    one: Mapping[str, float], other: Mapping[str, float], rarity: Callable[[str], float]
) -> float:
    smaller = min(_sum(one, rarity), _sum(other, rarity))
    return _inter(one, other, rarity) / smaller if smaller else 0.0
