"""Words with emphasis and links inside a sentence.

Only texts of the program and of its content files are read for marks; what a person typed is filled
in afterwards, so that its asterisks and brackets stay what they are.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

from core import i18n

_STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")


@dataclass(frozen=True)
class Span:
    """A run of words. `link` is an address of https, http, mailto or tel, or empty.

    `language` is the code of ISO 639-1 of words that are not in the document's own.
    """

    text: str
    strong: bool = False
    link: str = ""
    language: str = ""


Text: TypeAlias = str | tuple[Span, ...]
"""A sentence: plain, or in spans that follow each other without a gap."""


def rich(template: str, **values: str) -> tuple[Span, ...]:
    """Spans of a text with `**strong words**` and `[a guide](https://guide.example)` in it.

    `values` fill the named places of the template as they are, whatever signs they hold.
    """
    spans: list[Span] = []
    for number, part in enumerate(_STRONG.split(template)):
        spans += _linked(part, values, strong=number % 2 == 1)
    return tuple(spans)


def plain(text: Text) -> str:
    """The words alone."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def spoken(text: str, language: str) -> Text:
    """The text with its language, where the document is in another, so that it is read out well."""
    return text if language == i18n.current() else (Span(text, language=language),)


def spans(text: Text) -> tuple[Span, ...]:
    """The text in spans; a plain one is a single span."""
    return (Span(text),) if isinstance(text, str) else text


def _linked(part: str, values: dict[str, str], *, strong: bool) -> list[Span]:
    # Words, label, address, words, label, address, ..., words.
    pieces = [piece.format(**values) if values else piece for piece in _LINK.split(part)]
    found = []
    for start in range(0, len(pieces), 3):
        words, *link = pieces[start : start + 3]
        found += [Span(words, strong)] if words else []
        found += [Span(link[0], strong, link[1])] if link else []
    return found
