"""The sheets of a notebook, which a word processor has as headings, paragraphs and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.documents import imprint, looks
from core.documents.model import Block, Document, Heading, PageBreak, Para, Sheet, Table
from core.documents.rich import plain

_DEEPEST = 5
"""Level of heading; a sheet that is bound deep has no deeper ones."""


@dataclass(frozen=True)
class BandHeading(Heading):
    """The title of a sheet on a band of that colour, six hexadecimal digits."""

    ground: str = ""


def unbound(document: Document) -> Document:
    """The same document without bound sheets."""
    blocks = tuple(each for block in document.blocks for each in _plain(document, block))
    return replace(document, blocks=blocks)


def _plain(document: Document, block: Block) -> Iterator[Block]:
    if isinstance(block, Sheet):
        yield from _sheet(block, banded=document.bound)
    else:
        yield block


def _sheet(sheet: Sheet, *, banded: bool) -> Iterator[Block]:
    inside = unbound(sheet.document)
    if sheet.leaf:
        yield PageBreak(leaf=True)
    title, new_page = f"{inside.code} {inside.title}", not sheet.leaf
    if banded and not inside.chapter:
        ground = looks.ALERT if inside.urgent else looks.BRAND
        yield BandHeading(sheet.level, title, new_page=new_page, ground=ground)
    else:
        yield Heading(sheet.level, title, new_page=new_page)
    yield from _opening(inside)
    for block in inside.blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + sheet.level, _DEEPEST))
        elif isinstance(block, Table):
            yield replace(block, landscape=block.landscape or inside.landscape)
        else:
            yield block


def _opening(inside: Document) -> Iterator[Para]:
    """What stands below the title: what goes on with a sheet says it on one line."""
    stamp = imprint.stamp(inside)
    if inside.chapter:
        yield Para(f"{plain(inside.subtitle)} {stamp}".lstrip())
        return
    if plain(inside.subtitle).strip():
        yield Para(inside.subtitle, lead=True)
    yield Para(" · ".join(filter(None, (inside.kicker, stamp))))
