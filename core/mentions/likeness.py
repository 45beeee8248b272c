"""When two texts tell of the same event: pure comparison of their words.

Headlines are short, so what they share is weighed: names and numbers more than other words, the
town's own name and what every council headline says less, words that many stories of these days
hold less again.
"""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import resources
from core.decoding import from_data
from core.text import clean, fold

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_PLURAL = re.compile(r"(?<=[aeiou])s$|(?<=[^aeiou])es$")
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
    lists = from_data(path, dict[str, dict[str, str]])[kind]
    return frozenset(word for words in lists.values() for word in words.split())


@cache
def _generic() -> frozenset[str]:
    return frozenset(_stem(word) for word in _listed("generic"))


@dataclass(frozen=True)
class StemWeights:
    """Stems of words by their weight; what every mention of the town says is left out."""

    weights: Mapping[str, float]
    total: float


@dataclass(frozen=True)
class Print:
    """What is compared of an item."""

    title: StemWeights
    whole: StemWeights
    """Of title and lead together."""
    has_text: bool
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
    of_title = _weights(title, common)
    whole = _weights(text[:_LEAD], common)
    has_text = bool(whole)
    for word, weight in of_title.items():
        whole[word] = max(weight, whole.get(word, 0.0))
    return Print(
        title=StemWeights(of_title, math.fsum(of_title.values())),
        whole=StemWeights(whole, math.fsum(whole.values())),
        has_text=has_text,
        link=own_link(link),
        personal=by_hand or not title.strip(),
    )


def stems(text: str) -> frozenset[str]:
    """The stems of a name."""
    return frozenset(_stem(fold(word)) for word in _WORD.findall(text))


def _weights(text: str, common: Collection[str]) -> dict[str, float]:
    weights: dict[str, float] = {}
    shouted = text.isupper()
    for place, word in enumerate(_WORD.findall(text)):
        stem, weight = _token(word)
        if not weight or stem in common:
            continue
        if weight == 1.0 and (word[0].isdigit() or (place and word[0].isupper() and not shouted)):
            weight = _NAME_WEIGHT
        if weight > weights.get(stem, 0.0):
            weights[stem] = weight
    return weights


@lru_cache(50_000)
def _token(word: str) -> tuple[str, float]:
    """The stem of a word, and what it weighs as no name: 0 when it says nothing."""
    folded = fold(word)
    stem = _stem(folded)
    if folded in _listed("empty") or (len(folded) == 1 and not folded.isdigit()):
        return stem, 0.0
    return stem, _GENERIC_WEIGHT if stem in _generic() else 1.0


def _stem(folded: str) -> str:
    if folded[0].isdigit():
        return folded
    singular = _PLURAL.sub("", folded) if len(folded) > 4 else folded
    return singular[:_STEM]


def same_event(fingerprint: Print, other: Print, rarity: Mapping[str, float]) -> float:
    """How surely two prints tell of one event, from 0 (they do not) to 1.

    `rarity` is of the words of `one`: 1 where few stories hold a word, less where many do.
    """
    if fingerprint.personal or other.personal:
        # Two neighbours who complain of one thing in few words are two complaints.
        whole = _overlap(fingerprint.whole, other.whole, rarity)
        copied = whole.telling >= _COPIED_SHARED
        return _above(_COPIED, whole.alike) if copied else 0.0
    if fingerprint.link and fingerprint.link == other.link:
        return 1.0
    return max(_titles_alike(fingerprint, other, rarity), _texts_alike(fingerprint, other, rarity))


def _titles_alike(item: Print, other: Print, rarity: Mapping[str, float]) -> float:
    title = _overlap(item.title, other.title, rarity)
    if title.telling < 2:
        return 0.0
    if _names_beside(item.title, other.title) and _names_beside(other.title, item.title):
        return _above(_ALIKE_BUT_NAMES, title.alike)
    if title.telling >= _WITHIN_SHARED and title.within >= _WITHIN:
        return max(title.alike, _ALIKE)
    return _above(_ALIKE, title.alike)


def _texts_alike(fingerprint: Print, other: Print, rarity: Mapping[str, float]) -> float:
    if not (fingerprint.has_text and other.has_text):
        return 0.0
    whole = _overlap(fingerprint.whole, other.whole, rarity)
    return _above(_TEXT_ALIKE, whole.alike) if whole.telling >= _TEXT_SHARED else 0.0


def _names_beside(words: StemWeights, other: StemWeights) -> bool:
    return any(
        weight >= _NAME_WEIGHT and word not in other.weights
        for word, weight in words.weights.items()
    )


def _above(least: float, value: float) -> float:
    return value if value >= least else 0.0


@dataclass(frozen=True)
class _Overlap:
    telling: int
    """Words of both that tell something."""
    alike: float
    """What both say, of all that one of them says (weighted Jaccard index)."""
    within: float
    """What both say, of what the shorter one says."""


def _overlap(words: StemWeights, other: StemWeights, rarity: Mapping[str, float]) -> _Overlap:
    telling, shared, shared_rare = 0, 0.0, 0.0
    others = other.weights
    for word, weight in words.weights.items():
        if word in others:
            least = min(weight, others[word])
            telling += least > _GENERIC_WEIGHT
            shared += least
            shared_rare += least * rarity[word]
    if not shared:
        return _Overlap(0, 0.0, 0.0)
    mine = math.fsum(weight * rarity[word] for word, weight in words.weights.items())
    # Only words of `one` have a rarity; what only `other` says counts in full.
    theirs = other.total - shared + shared_rare
    alike = shared_rare / (mine + theirs - shared_rare)
    return _Overlap(telling, alike, shared_rare / min(mine, theirs))
