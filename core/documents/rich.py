"""Words with emphasis and links inside a sentence.

Only texts of the program and of its content files are read for marks; what a person typed is filled
in afterwards, so that its asterisks and brackets stay what they are.
"""

import re
from dataclasses import dataclass, replace
from string import Formatter
from typing import TypeAlias

from core import i18n

_STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_CODE = re.compile(r"[a-z]{2,3}")
"""Of a language, by ISO 639; typst takes no other."""
_UNDERSCORE = 3
"""Millimetres of a blank for one in a text."""
BOX = "☐"
"""To tick."""
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")


@dataclass(frozen=True)
class Span:
    """A run of words. `link` is an address of https, http, mailto or tel, or empty.

    `language` is the code of words that are not in the document's own.
    A `blank` is so many millimetres to write in, under the text as its label; one without a label
    is a box to tick.
    """

    text: str
    strong: bool = False
    link: str = ""
    language: str = ""
    blank: int = 0


Text: TypeAlias = str | tuple[Span, ...]
"""A sentence: plain, or in spans that follow each other without a gap."""


def rich(template: str, **values: Text) -> tuple[Span, ...]:
    """Spans of a text with `**strong words**` and `[a guide](https://guide.example)` in it.

    `values` fill the named places of the template as they are, whatever signs they hold, each in
    its own language.
    """
    spans: list[Span] = []
    for number, part in enumerate(_STRONG.split(template)):
        spans += _linked(part, values, strong=number % 2 == 1)
    return tuple(spans)


def plain(text: Text) -> str:
    """The words alone, its blanks in letters."""
    return "".join(map(_typed, spans(text)))


def spoken(text: str, language: str) -> Text:
    """The text with its language, where the document is in another, so that it is read out well."""
    code = foreign(language)
    return (Span(text, language=code),) if code else text


def foreign(language: str) -> str:
    """The code of a language that is not the document's own, of `ca` or `ca-ES`; empty of the own
    one, and where none is known."""
    code = language.partition("-")[0].lower()
    return code if _CODE.fullmatch(code) and code != i18n.current() else ""


def spans(text: Text) -> tuple[Span, ...]:
    """The text in spans; a plain one is a single span."""
    return (Span(text),) if isinstance(text, str) else text


def _typed(span: Span) -> str:
    """`[place: ____________]` for a blank, `☐` for a box to tick, and else the words."""
    if not span.blank:
        return span.text
    line = "_" * -(-span.blank // _UNDERSCORE)
    return f"[{span.text}:\u00a0{line}]" if span.text else BOX


def _linked(part: str, values: dict[str, Text], *, strong: bool) -> list[Span]:
    # Words, label, address, words, label, address, ..., words.
    pieces = [_filled(piece, values) for piece in _LINK.split(part)]
    found = []
    for start in range(0, len(pieces), 3):
        words, *link = pieces[start : start + 3]
        address = plain(link[1]) if link else ""
        found += [replace(span, strong=strong) for span in words]
        found += [replace(s, strong=strong, link=address) for s in link[0]] if link else []
    return found


def _filled(piece: str, values: dict[str, Text]) -> tuple[Span, ...]:
    """The piece with its places filled, in as few spans as there are languages in a row."""
    found: list[Span] = []
    for words, name, _form, _how in Formatter().parse(piece) if values else [(piece, None, "", "")]:
        for span in (Span(words), *(spans(values[name]) if name else ())):
            if found and replace(span, text="") == replace(found[-1], text=""):
                found[-1] = replace(span, text=f"{found[-1].text}{span.text}")
            elif span.text:
                found.append(span)
    return tuple(found)
