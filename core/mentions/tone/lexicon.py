"""Words with a weight, what turns them round, and how a text is read with them.

A weight goes from -3 (harm, scandal) to 3 (triumph); 0 says that a word or phrase means nothing
where its parts would. Texts are compared folded, with ñ kept apart (`core.text.fold`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache

import msgspec

import resources
from core.decoding import from_data
from core.mentions.tone.proper_names import Proper
from core.text import fold

LANGUAGES = ("es", "en")
"""Those there is a file `tone-…` for, by ISO 639-1 code; the first rules where two disagree."""
LEAST_STEM = 3
"""Letters before the `*` of a stem."""

_DENIED_GOOD = -0.8
_DENIED_BAD = -0.5
"""Of its weight: “no incidents” is good news, less than an incident is bad."""
_STRONGER = 1.5
_WEAKER = 0.5
_CONTRAST = 0.5
"""What stands before a *but*, or after an *although*, weighs half."""
_TOPIC = 0.3
"""So does less what a talk is about, and what was bad long ago."""
_REACH = 2
"""Words between a modifier and what it modifies, at most, and the one it stands at."""

_TOKEN = re.compile(r"[^\W_]+|[.,;:!?…()\n]")
_LONG_AGO = re.compile(r"1\d{3}|200\d")
"""A year."""
_SOFT = ","
_MARKS = frozenset(".,;:!?…()\n")


class WordRole(StrEnum):
    """What a word does to its neighbours."""

    NEGATOR = "negator"
    STRONGER = "stronger"
    WEAKER = "weaker"
    BUT = "but"
    ALTHOUGH = "although"
    ABOUT = "about"
    """`charla sobre`: what follows is what it is about."""
    PAST = "past"
    """What was bad then is bad no more."""


class _Turns(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    window: int
    negator: list[str]
    stronger: list[str]
    weaker: list[str]
    but: list[str]
    although: list[str]
    about: list[str]
    past: list[str]
    capital: list[str]


class _LexiconFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    turns: _Turns
    entries: dict[str, dict[int, list[str]]]


@dataclass(frozen=True)
class LexiconEntry:
    """What is known of a word or phrase."""

    weight: float = 0.0
    role: WordRole | None = None
    capital: bool = False
    """It counts with a capital inside a sentence, too, where others are names: `Medalla`."""


@dataclass(frozen=True)
class Token:
    """A word, or a mark that ends a clause, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass
class WeighedEntry:
    """An entry in a text, with what its neighbours made of its weight."""

    start: int
    end: int
    """Characters; from the negator on when it is denied."""
    weight: float
    conceded: bool = False
    """Said only to say something else: before a *but*, after an *although*."""


@dataclass
class _Node:
    below: "dict[str, _Node]" = field(default_factory=dict)
    entry: LexiconEntry | None = None

    def child(self, word: str) -> "_Node":
        """What stands below by a word; made if there is none."""
        return self.below.setdefault(word, _Node())

    def copied_child(self, word: str) -> "_Node":
        """A child of this node's own, whoever else has the one that was there."""
        self.below[word] = self.below[word].copy() if word in self.below else _Node()
        return self.below[word]

    def copy(self) -> "_Node":
        """A node with the same children."""
        return _Node(dict(self.below), self.entry)


def tokens(text: str) -> list[Token]:
    """The words and marks of a text in NFC."""
    return [
        Token(_folded(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)
    ]


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word)


def composed(text: str) -> str:
    """The text as `tokens` needs it: NFC."""
    return unicodedata.normalize("NFC", text)


def key(phrase: str) -> str:
    """A word or phrase as entries are kept: folded, a blank between its words, no marks."""
    return " ".join(item.folded for item in tokens(composed(phrase)) if item.folded not in _MARKS)


@cache
def entries(language: str) -> tuple[int, Mapping[str, LexiconEntry]]:
    """The window of negation and the entries of one language, by their folded words.

    Phrases are words with a blank between them; a word that ends in `*` stands for all that begin
    so.
    """
    path = resources.path("data", f"tone-{language}.toml")
    file = from_data(path, _LexiconFile)
    found: dict[str, LexiconEntry] = {}
    for domain in file.entries.values():
        for weight, phrases in domain.items():
            found.update((fold(phrase), LexiconEntry(weight)) for phrase in phrases)
    for role in WordRole:
        for phrase in getattr(file.turns, role):
            key = fold(phrase)
            found[key] = LexiconEntry(found[key].weight if key in found else 0.0, role)
    for phrase in file.turns.capital:
        key = fold(phrase)
        found[key] = replace(found[key], capital=True)
    return file.turns.window, found


def merged(languages: Iterable[str], words: Mapping[str, float]) -> "Lexicon":
    """The lexicon of some languages with a person's words (by their `key`), which rule.

    What a word does to its neighbours stays as it is. Languages without a file are left out.
    """
    known = tuple(code for code in LANGUAGES if code in languages)
    return _built(known or LANGUAGES[:1], tuple(sorted(words.items())))


@lru_cache(maxsize=4)
def _built(languages: tuple[str, ...], words: tuple[tuple[str, float], ...]) -> "Lexicon":
    known = _together(languages)
    roles = {word: known[word].role for word, _weight in words if word in known}
    said = {word: LexiconEntry(weight, roles.get(word), capital=True) for word, weight in words}
    return _shipped(languages).with_words(said) if said else _shipped(languages)


@cache
def _together(languages: tuple[str, ...]) -> Mapping[str, LexiconEntry]:
    """The entries of some languages, of which the first rules."""
    found: dict[str, LexiconEntry] = {}
    for code in reversed(languages):
        found.update(entries(code)[1])
    return found


@cache
def _shipped(languages: tuple[str, ...]) -> "Lexicon":
    """Without a person's words: thousands of entries, the same in every town."""
    return Lexicon(_together(languages), max(entries(code)[0] for code in languages))


class Lexicon:
    """Entries ready to be found, from any thread; `window` is how many words a negator reaches."""

    def __init__(self, known: Mapping[str, LexiconEntry], window: int) -> None:
        self._window = window
        self._root = _Node()
        self._exact: set[str] = set()
        self._stems: set[str] = set()
        for phrase, entry in known.items():
            self._add(phrase, entry, _Node.child)
        self._symbols = lru_cache(maxsize=50_000)(self._reckon_symbols)

    def with_words(self, words: Mapping[str, LexiconEntry]) -> "Lexicon":
        """Another lexicon with these entries, too, which rule; what is not theirs is shared."""
        made = Lexicon({}, self._window)
        made._root = self._root.copy()
        made._exact, made._stems = set(self._exact), set(self._stems)
        for phrase, entry in words.items():
            made._add(phrase, entry, _Node.copied_child)
        return made

    def _add(self, phrase: str, entry: LexiconEntry, step: Callable[[_Node, str], _Node]) -> None:
        node = self._root
        for word in re.findall(r"[^\W_]+\*?", phrase):
            (self._stems if word.endswith("*") else self._exact).add(word)
            node = step(node, word)
        if node is not self._root:
            node.entry = entry

    def _reckon_symbols(self, word: str) -> tuple[str, ...]:
        """What a word may stand for in an entry: itself, or a stem, the longest first."""
        stems = (f"{word[:size]}*" for size in range(len(word), LEAST_STEM - 1, -1))
        itself = (word,) if word in self._exact else ()
        return itself + tuple(stem for stem in stems if stem in self._stems)

    def find(self, text: str) -> list[WeighedEntry]:
        """The entries with a weight in a text in NFC, in order, the longest phrase first."""
        reading, proper = _Sentence(self._window), Proper(text)
        for entry, start, end, first, last in self._scan(tokens(text)):
            if entry is None:
                reading.stop(hard=text[start] != _SOFT)
            elif not _is_silent(entry, proper, (start, end), last - first):
                reading.take(entry, (start, end), (first, last))
        return reading.found

    def _scan(
        self, read: Sequence[Token]
    ) -> Iterator[tuple[LexiconEntry | None, int, int, int, int]]:
        """Entries and marks (None): characters from and to, first word and the one after."""
        place = 0
        while place < len(read):
            token = read[place]
            if token.folded in _MARKS:
                yield None, token.start, token.end, place, place + 1
            after, entry = self._longest(self._root, read, place)
            if entry is None and _LONG_AGO.fullmatch(token.folded):
                after, entry = place + 1, _THEN
            if entry is not None:
                yield entry, token.start, read[after - 1].end, place, after
            place = max(after, place + 1)

    def _longest(
        self, node: _Node, read: Sequence[Token], place: int
    ) -> tuple[int, LexiconEntry | None]:
        """The place after the longest phrase that begins here below a node, and what it is."""
        best, entry = place, node.entry
        if place < len(read):
            for symbol in self._symbols(read[place].folded):
                below = node.below.get(symbol)
                if below is not None:
                    after, found = self._longest(below, read, place + 1)
                    if found is not None and after > best:
                        best, entry = after, found
        return best, entry


_THEN = LexiconEntry(role=WordRole.PAST)


def _is_silent(entry: LexiconEntry, proper: Proper, at: tuple[int, int], words: int) -> bool:
    """Whether it has no tone of its own: a surname, a word of the title of a film."""
    if not entry.weight:
        return False
    return proper.in_title(at[0]) or (words == 1 and not entry.capital and proper.has(*at))


class _Sentence:
    """What has been read of a text so far, and what still reaches the words to come."""

    def __init__(self, window: int) -> None:
        self.found: list[WeighedEntry] = []
        self._window = window
        self._begins = 0
        """The first of `found` in the running sentence."""
        self._negator: tuple[int, int] | None = None
        """Its first character, and the last word it reaches."""
        self._modifier: tuple[float, int] | None = None
        """A factor, and the last word it reaches."""
        self._conceded = self._topic = self._past = False
        self._last_word = -1
        """The word after the last entry of `found`, while no mark came."""

    def stop(self, *, hard: bool) -> None:
        """A mark: nothing reaches over it; a hard one ends the sentence."""
        self._negator = self._modifier = None
        self._conceded = False
        self._last_word = -1
        if hard:
            self._begins = len(self.found)
            self._topic = self._past = False

    def take(self, entry: LexiconEntry, chars: tuple[int, int], words: tuple[int, int]) -> None:
        """An entry of the lexicon at these characters and words."""
        if entry.weight:
            self._weigh(entry.weight, chars, words)
        match entry.role:
            case WordRole.NEGATOR:
                self._negator = (chars[0], words[1] + self._window)
            case WordRole.STRONGER | WordRole.WEAKER:
                self._modify(
                    _STRONGER if entry.role is WordRole.STRONGER else _WEAKER, entry, words
                )
            case WordRole.BUT:
                self._halve()
            case WordRole.ALTHOUGH:
                self._conceded = True
            case WordRole.ABOUT:
                self._topic = True
            case WordRole.PAST:
                self._remember()

    def _weigh(self, weight: float, chars: tuple[int, int], words: tuple[int, int]) -> None:
        start = chars[0]
        if self._modifier and words[0] <= self._modifier[1]:
            weight *= self._modifier[0]
        self._modifier = None
        if self._negator and words[0] < self._negator[1]:
            weight *= _DENIED_GOOD if weight > 0 else _DENIED_BAD
            start = self._negator[0]
        if self._conceded:
            weight *= _CONTRAST
        if self._topic or (self._past and weight < 0):
            weight *= _TOPIC
        self.found.append(WeighedEntry(start, chars[1], weight, self._conceded))
        self._last_word = words[1]

    def _modify(self, factor: float, entry: LexiconEntry, words: tuple[int, int]) -> None:
        """A modifier follows its word, “herido leve”, or goes before it, “leve retraso”."""
        if words[0] == self._last_word and not entry.weight:
            self.found[-1].weight *= factor
        else:
            self._modifier = (factor, words[1] + _REACH - 1)

    def _remember(self) -> None:
        for found in self.found[self._begins :]:
            found.weight *= _TOPIC if found.weight < 0 and not self._past else 1.0
        self._past = True

    def _halve(self) -> None:
        for found in self.found[self._begins :]:
            found.weight *= _CONTRAST
            found.conceded = True
        self._negator = self._modifier = None
