"""What a person types into the search box, as a query of the full-text index."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from core.mentions import watch_words
from core.mentions.watch_words import Phrase

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
        phrase = watch_words.read(term["word"] or term["phrase"] or "")
        if phrase and term["without"]:
            unwanted.append(phrase)
        elif phrase:
            wanted.append(phrase)
            closed = bool(term["end"])
    if not wanted:
        return ""
    if not (closed or text[-1:].isspace()):
        wanted[-1] = replace(wanted[-1], begins=True)
    sought = " AND ".join(_readings([one]) for one in wanted)
    return f"({sought}) NOT {_readings(unwanted)}" if unwanted else sought


def _readings(phrases: Sequence[Phrase]) -> str:
    found = [
        watch_words.expression(replace(one, words=tuple(text.split())))
        for one in phrases
        for text in _with_tildes(" ".join(one.words), begins=one.begins)
    ]
    return f"({' OR '.join(found)})"


def _with_tildes(text: str, *, begins: bool) -> list[str]:
    """A folded text with each n that may be ñ written both ways; who typed an ñ has the key.

    Only before a vowel can it be one, or where the word is not typed to its end.
    """
    if "ŋ" in text:
        return [text]
    ends = r"|n$" if begins else ""
    places = [one.start() for one in re.finditer(rf"n(?=[aeiou]){ends}", text)][:_DOUBTFUL]
    choices = [("n", "ŋ") if place in places else (char,) for place, char in enumerate(text)]
    return ["".join(chosen) for chosen in product(*choices)]
