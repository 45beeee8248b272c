"""A document for word processors: what only paper draws, in headings, paragraphs and tables."""

from collections.abc import Iterator
from dataclasses import replace

from core.documents import imprint
from core.documents.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Check,
    Checklist,
    Column,
    Document,
    Foot,
    Heading,
    Line,
    Para,
    Sheet,
    Style,
    Table,
    cell,
)

_DEEPEST = 5
"""Level of heading; a sheet that is bound deep has no deeper ones."""


def unbound(document: Document) -> Document:
    """The same document without checklists, feet and bound sheets."""
    blocks = tuple(each for block in document.blocks for each in _plain(document, block))
    return replace(document, blocks=blocks)


def _plain(document: Document, block: Block) -> Iterator[Block]:
    if isinstance(block, Checklist):
        yield from _checklist(document, block)
    elif isinstance(block, Foot):
        yield from _foot(document, block)
    elif isinstance(block, Sheet):
        yield from _sheet(block)
    else:
        yield block


def _sheet(bound: Sheet) -> Iterator[Block]:
    inside = unbound(bound.document)
    yield Heading(bound.level, f"{inside.code} {inside.title}", new_page=True)
    if inside.subtitle.strip():
        yield Para(inside.subtitle, lead=True)
    yield Para(" · ".join(filter(None, (inside.kicker, imprint.stamp(inside)))))
    for block in inside.blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + bound.level, _DEEPEST))
        elif isinstance(block, Table):
            yield replace(block, landscape=block.landscape or inside.landscape)
        else:
            yield block


def _checklist(document: Document, block: Checklist) -> Iterator[Block]:
    words = imprint.words(document)
    head = " · ".join(part for part in (block.time, block.title, block.note) if part.strip())
    columns = (
        Column(words["done"], 0.8, Align.CENTER),
        Column(words["action"], 6.0),
        Column(words["who"], 1.7),
        Column(words["hour"], 1.1),
    )
    yield Heading(1, head)
    yield Table(columns, tuple(_row(item) for item in block.items))


def _row(item: Check) -> tuple[Cell, ...]:
    return (
        cell(tick=True),
        cell(Line(item.action, Style.STRONG), Line(item.help, Style.MUTED)),
        cell(item.who, Line(item.name, Style.MUTED)),
        cell(),
    )


def _foot(document: Document, block: Foot) -> Iterator[Block]:
    words = imprint.words(document)
    yield Callout(CalloutKind.NEVER, block.never.title, block.never.items)
    if block.numbers:
        columns = (Column(block.phones, 3.0), Column(words["number"], 1.5, Align.END))
        rows = tuple(
            (cell(one.label), cell(Line(one.number, Style.STRONG, one.link)))
            for one in block.numbers
        )
        yield Table(columns, rows, row_header=True)
