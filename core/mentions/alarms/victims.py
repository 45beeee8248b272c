"""Whom a harm befell: `la muerte de su perra` is not the death of a person.

Read from the words beside the harm, of one sentence: what it is of (`muere un perro`), or who
bears it (`una perra aparece muerta`). In doubt it is a person.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

import resources
from core.decoding import from_data
from core.text import fold

_ENDS = re.compile(r"[.!?;:…\n()«»“”\"]")
_TOKEN = re.compile(r"[^\W_]+|,")
_PARTICIPLE = re.compile(r"\w{2,}(?:ad|id)[oa]s?$")
_SAID_OF = re.compile(r"(?:ad|id|ert)([oa])s?$")
_GENDER = re.compile(r"([oa])s?$")
_CLIMBS = 5
"""`perros` of `perros en el parque de la Isla`: so far is looked for whose the place is."""


class _VictimsFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The data file `victims`; it says what each list is."""

    animals: tuple[str, ...]
    passed: tuple[str, ...]
    aside: tuple[str, ...]
    links: tuple[str, ...]
    joins: tuple[str, ...]
    laid: tuple[str, ...]


def is_animal(text: str, start: int, end: int) -> bool:
    """Whether the word of harm that stands there in a text befell an animal and nobody else."""
    before = _tokens(_ENDS.split(text[:start])[-1])
    after = _tokens(_ENDS.split(text[end:], maxsplit=1)[0])
    harm = fold(text[start:end])
    return _names_animal(_bearer(before, harm)) or _tells_of_animal(after)


def speaks_of_animals(text: str) -> bool:
    """Whether an animal is named, or what is laid out for one: a bait, a poison for rats."""
    return any(_names_animal(word) or _is_one_of(_file().laid, word) for word in _tokens(text))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(fold(text))


def _bearer(before: Sequence[str], harm: str) -> str:
    """Who is said to have suffered it, before the word; empty when nobody is.

    In `la dueña del perro muerto` it is the dog that is so: she would be `muerta`.
    """
    words = list(before)
    _drop_passed(words)
    bearer = words.pop() if words else ""
    for _step in range(_CLIMBS):
        _drop_passed(words, participles=False)
        if len(words) < 2 or words[-1] not in _links():
            break
        words.pop()
        _drop_passed(words, participles=False)
        if not words or _is_of_another_gender(harm, words[-1]):
            break
        bearer = words.pop()
    return bearer


def _is_of_another_gender(harm: str, noun: str) -> bool:
    said, named = _SAID_OF.search(harm), _GENDER.search(noun)
    return said is not None and named is not None and said[1] != named[1]


def _drop_passed(words: list[str], *, participles: bool = True) -> None:
    while words and (
        words[-1] in _passed()
        or (participles and _PARTICIPLE.match(words[-1]) and not _names_animal(words[-1]))
    ):
        words.pop()


def _tells_of_animal(after: Sequence[str]) -> bool:
    """Whether it is of an animal, by what follows the word."""
    words = list(after)
    if not _to_next(words) or not _names_animal(words[0]):
        return False
    return not _joined_by_somebody(words[1:])


def _to_next(words: list[str]) -> bool:
    """Leave of what follows only what begins with the next noun; False when there is none."""
    while words:
        if words[0] in _passed() or words[0] in _links_of() or _is_participle(words[0]):
            words.pop(0)
        elif words[0] in _aside():
            # `por veneno`, `en un parque de la Isla`: not whom it befell.
            words.pop(0)
            _skip_noun(words)
            while words and words[0] in _links_of():
                words.pop(0)
                _skip_noun(words)
        else:
            return words[0] != ","
    return False


def _skip_noun(words: list[str]) -> None:
    while words and words[0] in _passed():
        words.pop(0)
    if words and words[0] != ",":
        words.pop(0)


def _is_participle(word: str) -> bool:
    return bool(_PARTICIPLE.match(word)) and not _names_animal(word)


def _joined_by_somebody(rest: Sequence[str]) -> bool:
    """`y su jinete`, at the end or before a preposition: of `y su dueña denuncia` she is well."""
    if len(rest) < 2 or rest[0] not in _joins():
        return False
    words = list(rest[1:])
    while words and words[0] in _passed():
        words.pop(0)
    if not words or _names_animal(words[0]):
        return False
    return len(words) == 1 or words[1] == "," or words[1] in _aside() | _links()


@lru_cache(maxsize=10_000)
def _names_animal(word: str) -> bool:
    return _is_one_of(_file().animals, word)


def _is_one_of(listed: Sequence[str], word: str) -> bool:
    return bool(word) and any(
        word.startswith(text[:-1]) if text.endswith("*") else word == text for text in listed
    )


@cache
def _passed() -> frozenset[str]:
    return frozenset(_file().passed)


@cache
def _aside() -> frozenset[str]:
    return frozenset(_file().aside)


@cache
def _links() -> frozenset[str]:
    """Words by which a noun belongs to the one before it."""
    return frozenset(_file().links) | _aside()


@cache
def _links_of() -> frozenset[str]:
    return frozenset(_file().links)


@cache
def _joins() -> frozenset[str]:
    return frozenset(_file().joins)


@cache
def _file() -> _VictimsFile:
    path = resources.path("data", "victims.toml")
    return from_data(path, _VictimsFile)
