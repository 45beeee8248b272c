"""Words of an item that may tell which place it speaks of, for the person to choose from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.mentions.marks import Telling, rule
from core.mentions.model import Item, Watch
from core.mentions.watch_words import read
from core.text import fold

_ROAD = re.compile(r"\b[A-Z]{1,3}-\d{1,4}\b")
_POST_CODE = re.compile(r"\b\d{5}\b")
_SENTENCE = re.compile(r"[.!?:;…\n«“\"]+\s*")
_CAPITAL = r"\b[A-ZÁÉÍÓÚÀÈÒÜÑÇ](?:[^\W\d_]|['’·-])+(?![\w-])"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:de|del|la|las|los|el|y|d')\s+){{0,2}}{_CAPITAL})*")
_READ = 3000
"""Characters of a text that are looked at."""
_MOST = 6


@dataclass(frozen=True)
class Clues:
    """As they stand in the item, the first ones first; none that the watch has already."""

    signs: tuple[str, ...] = ()
    """Roads, and post codes of the province: they are of one place only."""
    names: tuple[str, ...] = ()
    """What is written with capitals: places, people, clubs."""


def of(item: Item, watch: Watch, province: str) -> Clues:
    """What an item offers a watch to tell its town from others of the name.

    `province` is the number of the town's, two digits, with which its post codes begin; or empty.
    """
    text = f"{item.title}\n{item.text[:_READ]}"
    codes = [one for one in _POST_CODE.findall(text) if province and one.startswith(province)]
    signs = _new([*_ROAD.findall(text), *codes], watch)
    return Clues(signs, tuple(one for one in _new(_names(text), watch) if one not in signs))


def _names(text: str) -> Iterable[str]:
    """Names inside sentences; one word at the beginning of a sentence has its capital anyhow."""
    for sentence in _SENTENCE.split(text):
        for found in _NAME.finditer(sentence):
            name = found.group()
            if not found.start() and " " not in name:
                continue
            if name.upper() != name:
                yield name


def _new(words: Iterable[str], watch: Watch) -> tuple[str, ...]:
    """Each once, without the names of the watch and what it has in its lists."""
    wanted = rule(watch)
    has = {one.words for one in (*wanted.any_of, *wanted.near, *wanted.none_of, *wanted.longer)}
    found: dict[str, str] = {}
    for word in words:
        phrase = read(word)
        own = any(Telling(word).find(one) for one in wanted.any_of)
        if phrase is not None and phrase.words not in has and not own:
            found.setdefault(fold(word), word)
    return tuple(found.values())[:_MOST]
