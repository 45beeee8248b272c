"""What of a mention is told of a town: a list that names it in passing tells nothing of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.mentions.watch_words import Phrases, Wording

_CAPITAL = r"[^\W\d_a-záéíóúàèòüñç][\w'’·-]*"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|del|la|las|los|el|d')\s+){{0,2}}{_CAPITAL}){{0,5}}"
_BETWEEN = r"(?:\s*\([^)]*\))?(?:,?\s*\d+)?\s*(?:[,;/·]|\b(?:y|e|i|o|u|eta|and)\b)\s*(?:y\s+)?"
_LIST = re.compile(rf"(?<!En )(?<!\w)(?!En\b){_NAME}(?:{_BETWEEN}(?:en\s+|de\s+)?{_NAME}){{2,}}")
"""Three names or more in a row: `Lorca, Utiel y Soria`; but `En Soria, Inés y Pablo piden…`."""
_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{3}[.!?…])\s+|(?<=[\d»”\")][.!?…])\s+|(?<=[.!?…][»”\")])\s+|\n+"
)
"""Where a sentence ends; `Sr. López` goes on."""


@dataclass(frozen=True)
class Ours:
    """What a mention tells of a town."""

    sentences: tuple[str, ...]
    """The title is one."""
    about: bool
    """The mention is about the town; False: it is named further down, or in a list."""


def ours(title: str, text: str, names: Phrases | None = None) -> Ours:
    """What is told of the town with these names; without any, or none that stands there, all is.

    With its name in the title all that follows is of it, with its name in the first sentence the
    title is; below, a sentence is only where it names it.
    """
    below = [one for one in _SENTENCE.split(text) if one.strip()]
    everything = Ours((title, *below), about=True)
    if names is None or _names(title, names):
        return everything
    if not any(_names(one, names) for one in below):
        return everything
    told = [one for one in below if _names(one, names, lists=False)]
    if told and told[0] == below[0]:
        return Ours((title, *told), about=True)
    return Ours(tuple(told), about=False)


def _names(sentence: str, names: Phrases, *, lists: bool = True) -> bool:
    wording = Wording(sentence)
    spans = [wording.span(one) for one in wording.find_all(names)]
    listed = [] if lists else list(_lists(sentence))
    return any(
        not any(first <= start and end <= last for first, last in listed) for start, end in spans
    )


def _lists(sentence: str) -> Iterator[tuple[int, int]]:
    """Where names stand in a row, in characters."""
    return (one.span() for one in _LIST.finditer(sentence))
