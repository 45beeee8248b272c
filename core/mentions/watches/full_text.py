"""Words, phrases and searches as the full-text index reads them (SQLite's tokenizer unicode61).

A word is letters and digits in a row; accents and case do not count, and ñ is written ŋ, so that it
is not folded into n. What a watch looks for and the texts it looks in are read alike here.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u0331]+[^\W_]*)*")
_FOLDED_WORD = re.compile(r"[^\W_]+")
_MARKS = range(0x300, 0x332)
"""Combining marks within which a word goes on; of the rest the index makes a gap."""


class _Folding(dict[int, str]):
    """What each character is in the index; filled as characters come."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = "" if code in _MARKS else _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    if char in "ñÑ":
        return "ŋ"
    base = unicodedata.normalize("NFD", char)[0]
    # As the index does: only Latin letters lose their accents.
    return (base if base.isascii() else char).lower()[0].replace("ς", "σ")


_FOLDING = _Folding()


@dataclass(frozen=True)
class Phrase:
    """Words that must stand one after the other."""

    words: tuple[str, ...]
    """Folded; at least one."""
    capitals: tuple[bool, ...]
    """Which of them were written with a capital."""
    begins: bool = False
    """The last one is only how a word begins."""


@lru_cache(maxsize=8192)
def read(text: str) -> Phrase | None:
    """The phrase in one line of a watch, `*` at its end; None when it has neither letter nor digit.

    What stands between its words does not count: `l'Hospitalet`, `agua/luz` are two words each.
    """
    composed = unicodedata.normalize("NFC", text)
    words = _WORD.findall(composed)
    if not words:
        return None
    return Phrase(
        words=tuple(word.translate(_FOLDING) for word in words),
        capitals=tuple(_has_capital(word) for word in words),
        begins=composed.rstrip().endswith("*"),
    )


def _has_capital(word: str) -> bool:
    return word != word.lower()


def expression(phrase: Phrase) -> str:
    """The phrase for an FTS5 query; nothing in it can be taken for an operator."""
    return f'"{" ".join(phrase.words)}"' + "*" * phrase.begins


class Name(NamedTuple):
    """A name where it stands in a text, in characters."""

    text: str
    start: int
    end: int


class Wording:
    """The words of a text, and where each stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: list[str] = _FOLDED_WORD.findall(text.translate(_FOLDING))
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            self._places[word].append(place)
        self._spans: list[tuple[int, int]] | None = None

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._words)

    def find_all(self, sought: "Phrases") -> list[range]:
        """Where any of many phrases stands, in the order of the text."""
        found: set[tuple[int, int]] = set()
        for word, places in self._places.items():
            for phrase in sought.beginning_with(word):
                size = len(phrase.words)
                found.update((at, at + size) for at in places if self._stands(phrase, at))
        return [range(*pair) for pair in sorted(found)]

    def find(self, phrase: Phrase, *, capitals: bool = False) -> list[range]:
        """Where a phrase stands, as places of words counted from 0; its capitals too if wanted.

        A text all in capitals has every capital.
        """
        size = len(phrase.words)
        return [
            range(place, place + size)
            for place in self._starts(phrase)
            if self._stands(phrase, place) and (not capitals or self._has_capitals(phrase, place))
        ]

    def _stands(self, phrase: Phrase, place: int) -> bool:
        """Whether a phrase of which the first word begins there stands there."""
        last = len(phrase.words) - 1
        words = tuple(self._words[place : place + last + 1])
        return words == phrase.words or (
            phrase.begins
            and words[:last] == phrase.words[:last]
            and len(words) == last + 1
            and words[last].startswith(phrase.words[last])
        )

    def _starts(self, phrase: Phrase) -> list[int]:
        if phrase.begins and len(phrase.words) == 1:
            start = phrase.words[0]
            found = [at for word, at in self._places.items() if word.startswith(start)]
            return sorted(place for places in found for place in places)
        return self._places.get(phrase.words[0], [])

    def _has_capitals(self, phrase: Phrase, place: int) -> bool:
        return all(
            not needed or _has_capital(self._text[slice(*self.span(range(at, at + 1)))])
            for at, needed in enumerate(phrase.capitals, place)
        )

    def span(self, places: range) -> tuple[int, int]:
        """Where the words of these places begin and end in the text, in characters."""
        if self._spans is None:
            self._spans = [matched.span() for matched in _WORD.finditer(self._text)]
        return self._spans[places.start][0], self._spans[places.stop - 1][1]


class Phrases:
    """Many phrases that are sought together: the words of a text are looked up among them."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` are lines of a watch; those without letters or digits are left out."""
        self._by_word: defaultdict[str, list[Phrase]] = defaultdict(list)
        self._by_start: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in filter(None, map(read, texts)):
            open_ended = phrase.begins and len(phrase.words) == 1
            (self._by_start if open_ended else self._by_word)[phrase.words[0]].append(phrase)
        self._sizes = sorted({len(start) for start in self._by_start})
        self.beginning_with = lru_cache(maxsize=20_000)(self._beginning_with)
        """The phrases of which a word of a text, folded, can be the first."""

    def _beginning_with(self, word: str) -> list[Phrase]:
        found = list(self._by_word.get(word, ()))
        for size in self._sizes:
            found += self._by_start.get(word[:size], ())
        return found


_TERM = re.compile(
    r"(?P<without>(?<!\S)-)?"
    r'(?:["“”«»](?P<phrase>[^"“”«»]*)(?P<end>["“”«»]?)|(?P<word>[^\s"“”«»]+))'
)
_DOUBTFUL = 3
"""This many n of a term may be ñ, which is eight readings; of the rest it is believed."""


def query(text: str) -> str:
    """An FTS5 expression for what was typed, or empty when it asks for nothing.

    Every word must stand there, the last one at least as a beginning until a blank follows: it is
    being typed, and beginnings take twenty times as long. “Words in quotes” stand one after the
    other; -word must not. An n that may be an ñ is sought as both, for keyboards without it.
    What only excludes asks for nothing.
    """
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    closed = False
    for term in _TERM.finditer(text):
        phrase = read(term["word"] or term["phrase"] or "")
        if phrase and term["without"]:
            unwanted.append(phrase)
        elif phrase:
            wanted.append(phrase)
            closed = bool(term["end"])
    if not wanted:
        return ""
    if not (closed or text[-1:].isspace()):
        wanted[-1] = replace(wanted[-1], begins=True)
    sought = " AND ".join(_readings([other]) for other in wanted)
    return f"({sought}) NOT {_readings(unwanted)}" if unwanted else sought


def _readings(phrases: Sequence[Phrase]) -> str:
    found = [
        expression(replace(phrase, words=tuple(text.split())))
        for phrase in phrases
        for text in _with_tildes(" ".join(phrase.words), begins=phrase.begins)
    ]
    return f"({' OR '.join(found)})"


def _with_tildes(text: str, *, begins: bool) -> list[str]:
    """A folded text with each n that may be ñ written both ways; who typed an ñ has the key.

    Only before a vowel can it be one, or where the word is not typed to its end.
    """
    if "ŋ" in text:
        return [text]
    ends = r"|n$" if begins else ""
    places = [matched.start() for matched in re.finditer(rf"n(?=[aeiou]){ends}", text)][:_DOUBTFUL]
    choices = [("n", "ŋ") if place in places else (char,) for place, char in enumerate(text)]
    return ["".join(chosen) for chosen in product(*choices)]
