"""The sheets of a notebook, which a word processor has as headings, paragraphs and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from core.documents import imprint, looks
from core.documents.model import Block, Document, Heading, PageBreak, Para, Sheet, Table
from core.documents.rich import Text, plain

_DEEPEST = 5
"""Level of heading; a sheet that is bound deep has no deeper ones."""


@dataclass(frozen=True)
class BandHeading(Heading):
    """The title of a sheet on a band of that colour, six hexadecimal digits."""

    ground: str = ""


@dataclass(frozen=True)
class RunningHead(Para):
    """Which of the pages with its code a page is, and before it what to do there."""

    told: Text = ""


def unbound(document: Document) -> Document:
    """The same document without bound sheets."""
    return replace(document, blocks=tuple(_plain(document)))


def _plain(document: Document) -> Iterator[Block]:
    before, code = 0, document.code
    for index, block in enumerate(document.blocks):
        if isinstance(block, Sheet):
            before = before if block.document.code == code else 0
            code = block.document.code
            alike = 0 if code == document.code else before + _alike(document.blocks[index:], code)
            yield from _sheet(block, before, alike, banded=document.bound)
            before += _pages(block.document)
        else:
            yield block


def _pages(document: Document) -> int:
    return 1 + sum(isinstance(block, PageBreak) for block in document.blocks)


def _alike(blocks: Sequence[Block], code: str) -> int:
    """Pages of the first of these, which are sheets with that code."""
    inside = (block.document for block in blocks if isinstance(block, Sheet))
    return sum(map(_pages, takewhile(lambda document: document.code == code, inside)))


def _sheet(sheet: Sheet, before: int, alike: int, *, banded: bool) -> Iterator[Block]:
    """A sheet that has so many of the pages with its code before it."""
    inside = unbound(sheet.document)
    if sheet.leaf:
        yield PageBreak(leaf=True)
    title, new_page = f"{inside.code} {inside.title}", not sheet.leaf
    if banded and not inside.chapter:
        ground = looks.ALERT if inside.urgent else looks.BRAND
        yield BandHeading(sheet.level, title, new_page=new_page, ground=ground)
    else:
        yield Heading(sheet.level, title, new_page=new_page)
    heads = iter(_running_heads(inside, before, alike))
    yield from _opening(inside, next(heads))
    for block in inside.blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + sheet.level, _DEEPEST))
        elif isinstance(block, Table):
            yield replace(block, landscape=block.landscape or inside.landscape)
        else:
            yield block
            if isinstance(block, PageBreak) and (inside.chapter or alike > 1):
                yield RunningHead(next(heads))


def _running_heads(inside: Document, before: int, alike: int) -> Iterator[str]:
    """What each page says of itself: of several with its code, which it is, as at the foot on
    paper."""
    words = imprint.words(inside)["part"]
    for page in range(before + 1, before + _pages(inside) + 1):
        part = words.format(page=page, pages=alike) if alike > 1 else ""
        yield " · ".join(filter(None, (inside.kicker, part, imprint.stamp(inside))))


def _opening(inside: Document, head: str) -> Iterator[Para]:
    """What stands below the title: what goes on with a sheet says it on one line."""
    if inside.chapter:
        yield RunningHead(head, told=inside.subtitle)
        return
    if plain(inside.subtitle).strip():
        yield Para(inside.subtitle, lead=True)
    yield Para(head)
