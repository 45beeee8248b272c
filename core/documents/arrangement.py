"""What follows from the order of the blocks, the same in every format: sections and numbers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.documents.model import (
    BlankRows,
    Block,
    Boxes,
    Bullets,
    Callout,
    Document,
    Figure,
    Heading,
    Layout,
    PageBreak,
    Para,
    Sheet,
    Signatures,
    Table,
)
from core.documents.rich import Text, plain, spans

MOST_NUMBERED = 3
"""Headings of deeper levels bear no number: nobody cites 4.2.1.3.1."""
_SHORT = 400
"""Characters of a paragraph of four lines or five."""
_LABEL = 40
"""Characters of a few words that say of what kind a text is."""
_ONE_LINE = 80
"""Characters of a paragraph of one line."""
_MOST_LEADING = 3
"""Paragraphs and boxes that one table keeps with it."""


@dataclass(frozen=True)
class PageRun:
    """The blocks from `start` up to `stop`, on pages that all stand the same way.

    A bound `sheet` is a section of its own.
    """

    landscape: bool
    start: int
    stop: int
    sheet: bool = False


@dataclass(frozen=True)
class OutlineEntry:
    """One heading; `block` is its index, `number` is empty where headings bear none.

    A bound sheet bears its code.
    """

    block: int
    level: int
    number: str
    text: str


def sections(document: Document) -> tuple[PageRun, ...]:
    """The document cut where the page is turned, and around bound sheets."""
    turned: set[int] = set()
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) and block.landscape and not document.landscape:
            turned |= set(range(_lead_in(document, index), index + 1))
    found: list[PageRun] = []
    for index, block in enumerate(document.blocks):
        landscape = (index in turned) | document.landscape
        alone = isinstance(block, Sheet)
        last = found[-1] if found else None
        if last and not alone and not last.sheet and last.landscape == landscape:
            found[-1] = replace(last, stop=index + 1)
        else:
            found.append(PageRun(landscape, index, index + 1, alone))
    return tuple(found)


def blocks(document: Document, section: PageRun) -> Iterator[tuple[int, Block]]:
    """The blocks of a section with their indexes.

    Where the section itself opens a page, its first block does not open another one.
    """
    for index in range(section.start, section.stop):
        block = document.blocks[index]
        opened = index == section.start and (index > 0 or section.landscape != document.landscape)
        if opened and isinstance(block, Heading):
            yield index, replace(block, new_page=False)
        elif not (opened and isinstance(block, PageBreak)):
            yield index, block


def needs_break(document: Document) -> bool:
    """True when a cover, or contents of chapters, stand before a block that opens no page."""
    first = next(iter(document.blocks), None)
    opens = isinstance(first, PageBreak | Sheet) or (isinstance(first, Heading) and first.new_page)
    turned = sections(document)[:1] and sections(document)[0].landscape != document.landscape
    apart = has_chapters(document) if document.contents else document.cover
    return bool(apart) and not opens and not turned


def has_chapters(document: Document) -> bool:
    """True when headings of the first level are set large, as the chapters of a plan are."""
    return any(isinstance(block, Heading) and block.new_page for block in document.blocks)


def entries(document: Document) -> tuple[OutlineEntry, ...]:
    """Every heading in order, with its number in a numbered document."""
    counts: list[int] = []
    found = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            counts = (counts + [0] * block.level)[: block.level]
            counts[-1] += 1
            wanted = document.numbered and block.level <= MOST_NUMBERED
            number = ".".join(map(str, counts)) if wanted else ""
            found.append(OutlineEntry(index, block.level, number, block.text))
        elif isinstance(block, Sheet):
            found.append(
                OutlineEntry(index, block.level, block.document.code, block.document.title)
            )
    return tuple(found)


def contents(document: Document) -> tuple[OutlineEntry, ...]:
    """The headings that the page of contents lists."""
    return tuple(entry for entry in entries(document) if entry.level <= document.contents_depth)


def captions(document: Document) -> dict[int, int]:
    """Number of each captioned block of a numbered document; figures count apart from tables."""
    counts: Counter[bool] = Counter()
    numbers: dict[int, int] = {}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table | BlankRows | Figure) and block.caption.strip():
            drawn = isinstance(block, Figure)
            counts[drawn] += 1
            numbers[index] = counts[drawn]
    return numbers if document.numbered else {}


def together(document: Document) -> dict[int, int]:
    """How many blocks from each table or chart on should stand on one page with it.

    A table is followed by the charts of what it says; every other one stands alone.
    """
    found: dict[int, int] = {}
    last: int | None = None
    for index, block in enumerate(document.blocks):
        if isinstance(block, Figure) and last is not None:
            found[last] += 1
        elif isinstance(block, Table | Figure):
            last = index if isinstance(block, Table) else None
            found[index] = 1
        else:
            last = None
    return found


def going_on(document: Document) -> dict[int, str]:
    """What each table goes on with over the page, where its head can say it: the words of the
    heading on which a table of a sheet hangs, or to which a list of facts of a report belongs."""
    found: dict[int, str] = {}
    title = ""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table) and _named_by_heading(document, index):
            found[index] = title
    return {index: text for index, text in found.items() if text}


def _named_by_heading(document: Document, index: int) -> bool:
    table = document.blocks[index]
    if document.layout is Layout.REPORT:
        return isinstance(table, Table) and not table.headed
    hangs = index > 0 and isinstance(document.blocks[index - 1], Heading)
    return isinstance(table, Table) and table.headed and hangs and not table.caption


def introductions(document: Document) -> frozenset[int]:
    """What stays on the page of what follows: the short paragraphs and boxes that lead to a table,
    chart or boxes, what stands between a heading and its text, and what a last line belongs to."""
    boxed = (i for i, block in enumerate(document.blocks) if isinstance(block, Boxes | Signatures))
    return frozenset(
        place for index in (*together(document), *boxed) for place in _leading(document, index)
    ).union(
        place
        for place in range(1, len(document.blocks) - 1)
        if _opens(document, place) or _closes(document, place)
    )


def _opens(document: Document, place: int) -> bool:
    """Whether it is a few words between a heading and its text, or above a list, a label in bold
    above its text, a line between a heading, or such words below it, and its list, a paragraph
    there and a list of one item, or a short paragraph between one heading and the next below it."""
    head, block, after = document.blocks[place - 1 : place + 2]
    if not isinstance(block, Para):
        return False
    text = plain(block.text)
    long = len(text)
    if isinstance(after, Bullets):
        if long <= _LABEL and not text.endswith("."):
            return True
        opened = isinstance(head, Heading) or (place > 1 and _opens(document, place - 1))
        return opened and (long <= _ONE_LINE or len(after.items) == 1)
    if isinstance(head, Heading) and isinstance(after, Heading):
        return after.level > head.level and long <= _SHORT
    label = isinstance(head, Heading) or all(span.strong for span in spans(block.text))
    return isinstance(after, Para) and label and long <= _LABEL


def _closes(document: Document, place: int) -> bool:
    """Whether one line more, such as where it is from, ends the part of the paper; below a chart it
    may be what is said of it, and such a line."""
    block, last, *after = document.blocks[place : place + 3]
    if not isinstance(last, Para):
        return False
    long = len(plain(last.text))
    if not after or isinstance(after[0], Heading):
        return long <= _ONE_LINE and isinstance(block, Para | Figure)
    return isinstance(block, Figure) and long <= _SHORT and _closes(document, place + 1)


def _leading(document: Document, index: int) -> Iterator[int]:
    for place in range(index - 1, max(index - _MOST_LEADING, 0) - 1, -1):
        told = _told(document.blocks[place])
        if not told or sum(len(plain(text)) for text in told) > _SHORT:
            return
        # What more is said below a table is said of that one.
        if place < index - 1 and place > 0 and isinstance(document.blocks[place - 1], Table):
            return
        yield place


def _told(block: Block) -> tuple[Text, ...]:
    """What a paragraph or a box says; nothing of any other block."""
    if isinstance(block, Para):
        return (block.text,)
    if isinstance(block, Boxes):
        return tuple(text for box in block.items for text in box.items)
    return block.items if isinstance(block, Callout) else ()


def _lead_in(document: Document, index: int) -> int:
    """Where the heading and paragraphs begin that directly lead to the block."""
    start = index
    while start > 0 and isinstance(document.blocks[start - 1], Para):
        start -= 1
    while start > 0 and isinstance(document.blocks[start - 1], Heading):
        start -= 1
    return start if isinstance(document.blocks[start], Heading) else index
