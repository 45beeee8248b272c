"""The sheets of a notebook, which a word processor has as headings, paragraphs and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.documents import imprint
from core.documents.model import Block, Document, Heading, PageBreak, Para, Sheet, Table
from core.documents.rich import plain

_DEEPEST = 5
"""Level of heading; a sheet that is bound deep has no deeper ones."""


@dataclass(frozen=True)
class UrgentHeading(Heading):
    """The title of a sheet that is urgent."""


def unbound(document: Document) -> Document:
    """The same document without bound sheets."""
    blocks = tuple(each for block in document.blocks for each in _plain(document, block))
    return replace(document, blocks=blocks)


def _plain(document: Document, block: Block) -> Iterator[Block]:
    if isinstance(block, Sheet):
        yield from _sheet(
            block, UrgentHeading if document.bound and block.document.urgent else Heading
        )
    else:
        yield block


def _sheet(sheet: Sheet, title: type[Heading]) -> Iterator[Block]:
    inside = unbound(sheet.document)
    if sheet.leaf:
        yield PageBreak(leaf=True)
    yield title(sheet.level, f"{inside.code} {inside.title}", new_page=not sheet.leaf)
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
        yield Para(" ".join(filter(None, (plain(inside.subtitle), stamp))))
        return
    if plain(inside.subtitle).strip():
        yield Para(inside.subtitle, lead=True)
    yield Para(" · ".join(filter(None, (inside.kicker, stamp))))
