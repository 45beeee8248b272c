"""Begins the pages of a text where they begin on paper.

Word counts no page before it is asked to and shows what its contents said when the file was made:
that is so where each page begins as on paper. Type takes a little less room there, so that what
stands on one page has room on one.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from core.documents import arrangement, imprint, looks, tags
from core.documents.model import (
    Block,
    Box,
    Boxes,
    Bullets,
    Document,
    Figure,
    Heading,
    Layout,
    PageBreak,
    Para,
    Sheet,
    Table,
)
from core.documents.preview import Preview
from core.documents.rich import Span

_MARKS = {Heading: "H", Para: "P", Bullets: "L", Table: "Table", Figure: "Figure"}
"""Of what can open a page, its element in the structure of a PDF; of a heading with its level."""
_CONTENTS = "TOC"
_UNITS = {"L": "/LI", "Table": "/TR"}
"""Of what can go on over the page, what opens it there."""


_FOOT, _MOST = 30.0, 0.875
"""Points at the foot of a page in which its footer stands, and how full one is that has room."""


class GoingOn(Bullets):
    """The rest of a numbered list, whose numbers go on."""


class _Part(NamedTuple):
    """What stands on paper: its mark, and which of its rows or items, or whether itself, opens a
    page."""

    mark: str
    opens: tuple[bool, ...]


def as_on_paper(document: Document, printed: bytes) -> Document:
    """The document with a new page where its PDF begins one with a heading, a paragraph, a chart, a
    list or an item, a table or a row; but not among pages that stand the other way, nor in a bound
    sheet that is as large as fits its pages.

    A table or list that goes on over the page becomes two. What begins with the rest of a paragraph
    or a row has no break of its own.
    """
    count = sum(map(_headings, document.blocks))
    chapters = _chapters(printed)
    titles = len(chapters) - 1 - count
    known = titles in (0, 1)
    return _broken(document, [chapters[0], *chapters[titles + 1 :]]) if known else document


def roomy(document: Document, printed: bytes) -> Document:
    """The document without the wish to keep its one page, where it leaves room on it: there letters
    may be as large as on paper. What a checklist is made of is as large as fits anyway."""
    if not document.one_page or looks.has_steps(document):
        return document
    with Preview(printed) as paper:
        free = paper.page_count == 1 and paper.ends(0, _FOOT) < _MOST * paper.page_size(0)[1]
    return replace(document, one_page=not free)


def _headings(block: Block) -> int:
    """How many headings it has on paper outside of its tables."""
    if isinstance(block, Sheet):
        return 1 + sum(map(_headings, block.document.blocks))
    if isinstance(block, Boxes):
        return len(block.items) if block.by_hand else 0
    return int(isinstance(block, Heading))


def _broken(document: Document, chapters: Sequence[Sequence[_Part]]) -> Document:
    """The document, of which the first chapter is what stands before its first heading."""
    counts = [_headings(block) for block in document.blocks]
    ends = list(accumulate(counts))
    opening = _opening(document.blocks, ends, chapters)
    words, titles = imprint.words(document)["continued"], arrangement.going_on(document)
    found: list[Block] = []
    for section in arrangement.sections(document):
        turned = section.landscape != document.landscape
        for index in range(section.start, section.stop):
            block = document.blocks[index]
            if isinstance(block, Sheet):
                flows = block.document.landscape == document.landscape
                own = chapters[ends[index] - counts[index] + 1 : ends[index] + 1]
                inner = _broken(block.document, own) if flows else block.document
                found.append(replace(block, document=inner))
                continue
            if isinstance(block, Boxes) and block.by_hand:
                texts = chapters[ends[index] - counts[index] + 1 : ends[index] + 1]
                found += _cut_texts(block, texts, words)
                continue
            opens = () if turned else opening.get(index, ())
            told = words.format(title=titles[index]) if index in titles else ""
            again = _again(document, index, told)
            begun = index == section.start or isinstance(document.blocks[index - 1], PageBreak)
            found += _cut(block, opens, again, begun=begun and index > 0)
    return replace(document, blocks=tuple(found))


def _again(document: Document, index: int, told: str) -> Block | None:
    """What is told over a table that goes on: in a sheet in the look of the heading on which it
    hangs."""
    above = document.blocks[index - 1]
    if told and document.layout is Layout.SHEET and isinstance(above, Heading):
        return replace(above, text=told, new_page=False)
    return Para((Span(told, strong=True),)) if told else None


def _cut(
    block: Block, opens: tuple[bool, ...], again: Block | None, *, begun: bool
) -> Iterator[Block]:
    """The block with the breaks before it, unless it has `begun` a page, and in it; after these its
    title stands `again`, if it has one."""
    chapter = isinstance(block, Heading) and block.new_page
    if opens[:1] == (True,) and not (begun or chapter):
        yield PageBreak()
    if not isinstance(block, Table | Bullets):
        yield block
        return
    starts = [place for place, opened in enumerate(opens) if place and opened]
    for start, stop in pairwise([0, *starts, None]):
        if start:
            yield PageBreak()
        if isinstance(block, Bullets):
            kind = GoingOn if start and block.numbered else Bullets
            yield kind(block.items[start:stop], block.numbered)
            continue
        if start and again:
            yield again
        yield replace(block, rows=block.rows[start:stop], caption="" if start else block.caption)


def _cut_texts(block: Boxes, texts: Sequence[Sequence[_Part]], words: str) -> Iterator[Block]:
    """Texts to fill in, with the breaks before and in them: on paper a part is a paragraph."""
    page: list[Box] = []
    for box, (title, *parts) in zip(block.items, texts, strict=True):
        told = [part.opens for part in parts if part.mark == "P"][: len(box.items)]
        starts = [place for place, opens in enumerate(told) if place and opens == (True,)]
        for start, stop in pairwise([0, *starts, None]):
            if start or title.opens == (True,):
                if page:
                    yield replace(block, items=tuple(page))
                yield PageBreak()
                page = []
            again = words.format(title=box.title) if start else box.title
            page.append(replace(box, title=again, items=box.items[start:stop]))
    yield replace(block, items=tuple(page))


def _opening(
    blocks: Sequence[Block], ends: Sequence[int], chapters: Sequence[Sequence[_Part]]
) -> dict[int, tuple[bool, ...]]:
    """Of the index of each block, what of it opens a page; of each, `ends` has its last chapter.

    It is known by its place among those of its kind below the same heading; where there are more on
    paper, as in boxes, nothing is known of them.
    """
    found: dict[int, tuple[bool, ...]] = {}
    for number, parts in enumerate(chapters):
        below = [index for index, end in enumerate(ends) if end == number]
        for kind, mark in _MARKS.items():
            of_kind = [index for index in below if type(blocks[index]) is kind]
            there = [part.opens for part in parts if part.mark == mark]
            if len(there) == len(of_kind):
                found |= dict(zip(of_kind, there, strict=True))
    return found


def _chapters(printed: bytes) -> list[list[_Part]]:
    """The parts of the paper, before the first heading and from heading to heading."""
    import pikepdf

    chapters: list[list[_Part]] = [[]]
    last, sure = 0, True
    with pikepdf.open(io.BytesIO(printed)) as opened:
        numbers: dict[Any, int] = {
            page.objgen: number for number, page in enumerate(opened.pages, 1)
        }
        for mark, element in _parts(opened.Root.StructTreeRoot):
            opens = []
            for unit in _units(mark, element):
                pages = [numbers[page] for page in tags.pages(unit)]
                opens.append(sure and min(pages, default=0) > last)
                # What has no words is nowhere on paper.
                last, sure = max([last, *pages]), bool(pages)
            if mark == "H":
                chapters.append([])
            chapters[-1].append(_Part(mark, tuple(opens)))
    return chapters


def _parts(parent: Any) -> Iterator[tuple[str, Any]]:
    for child in tags.children(parent):
        mark = str(child.S).strip("/123456")
        if mark in (*_MARKS.values(), _CONTENTS):
            yield mark, child
        elif mark != "Caption":
            yield from _parts(child)


def _units(mark: str, element: Any) -> Iterator[Any]:
    if mark not in _UNITS:
        yield element
        return
    for body in tags.bodies(element):
        yield from tags.elements(body, _UNITS[mark])
