"""The labels of blanks, which in a file for a word processor stand in the sentence, in no box."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.documents.rich import Span

NO_BREAK = "\N{NO-BREAK SPACE}"
_BEHIND = ": "
_MOST = 60
"""Letters of a label that stays on one line."""
_SENTENCES, _LONG_WORDS = re.compile("[.;]"), re.compile(r"\w{3,}")


def held(label: str) -> str:
    """The label, which stays on one line unless it is a long one."""
    return label.replace(" ", NO_BREAK) if len(label) <= _MOST else label


def by_their_blanks(parts: Sequence[Span]) -> Iterator[Span]:
    """The words, of which a label stays on the line of the blank right behind it."""
    for span, after in pairwise((*parts, Span(""))):
        if after.blank and _ends(span.text, after.text):
            start = len(span.text.rstrip(_BEHIND)) - len(after.text)
            yield replace(span, text=f"{span.text[:start]}{held(span.text[start:])}")
        else:
            yield span


def tells(before: str, label: str) -> bool:
    """Whether the words end with that label, or with a sentence of its words that leads on to it:
    `What is known is this:` before what is known."""
    *_others, last = _SENTENCES.split(before.rstrip(_BEHIND))
    wanted = _long_words(label)
    leads = before.rstrip().endswith(":") and bool(wanted)
    return _ends(before, label) or (leads and wanted <= _long_words(last))


def _ends(before: str, label: str) -> bool:
    """Whether the words end with that label, which is more than the end of a word."""
    told = before.replace(NO_BREAK, " ").rstrip(_BEHIND)
    return f" {told}".casefold().endswith(f" {label.casefold()}")


def _long_words(text: str) -> set[str]:
    return set(_LONG_WORDS.findall(text.casefold()))
