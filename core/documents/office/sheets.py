"""Writes what a sheet to work with is made of: band, fields, phases, foot, texts, or a month."""

from collections.abc import Sequence
from itertools import chain
from typing import TypeGuard

from core.documents import close, columns, heights, imprint, looks
from core.documents.model import (
    Align,
    BlankRows,
    Block,
    Box,
    Bullets,
    Callout,
    CellTone,
    Check,
    Checklist,
    Document,
    Field,
    Fields,
    Foot,
    Heading,
    KeyNumbers,
    Line,
    Para,
    Signatures,
    Style,
    Table,
)
from core.documents.office.unbinding import RunningHead
from core.documents.office.writer import Grid, Place, Writer
from core.documents.rich import BOX, Span, Text, plain, spans
from core.documents.wall import WEEKS_HIGH, Wall, WallDay

_CREST = 7.5
"""Millimetres of the arms on a band: higher ones push its title down."""
_BOX = 10.5
"""Height of the box of a field."""
_ACROSS = 4
"""Telephone numbers in a row, as on paper."""
_HOUR = "h"
"""After the hour that a hand writes."""
_NUMBER, _ITS_PLACE = 47.0, 48.0
"""Millimetres in which it writes a number, and those that are free for this line."""
_TIED = 3
"""Parts of a text that go on over the page together: one alone would have nothing around it."""
_TILE = 12.5
"""Height of the box of a number that comes first."""
_NAME = 25.0
"""Width of the names of the parts of a text to fill in."""
_IDEA = "⬚"
_OPEN = (Bullets, Callout, Fields)
"""Below their last line nothing is free."""
_RULED = (BlankRows, Checklist, Signatures, Table)
"""Their frame is where they begin."""
_WRITTEN, _SOUGHT = 7.5, 10.5
"""Height of a row that is written in, and of one that says on which page something is."""
_ALL_SOUGHT = 210.0
"""Height of all of these, which stand on one page with what is above and below them."""
_OF_PAPER = 0.95
"""How high a row with a number to call is at least, of its height on paper."""
_MOST_SOUGHT = 16.0
"""And what that is at most, for words that are wider or longer than paper has room for."""
_TICKED = 8.0
"""Height of a row with a box to tick."""
_CALLED, _ALL_CALLED = 10.6, 165.0
"""How high such a row is where something is written beside it, and all of these together."""


def band(writer: Writer) -> None:
    """Over and below the title what sheet it is, in white on colour; the arms at the right."""
    document = writer.document
    line = writer.para(writer.text, looks.over_title(document), looks.KICKER)
    writer.tab(line)
    writer.write(line, imprint.stamp(document))
    title = writer.para(writer.text, document.title, "Title")
    if document.crest is not None:
        writer.tab(title)
        writer.image(title, document.crest, document.crest_alt, _CREST, plate=True)
    if plain(document.subtitle).strip():
        writer.para(writer.text, document.subtitle, "Subtitle")
    writer.para(writer.text, "", looks.GAP)


def running_head(writer: Writer, block: RunningHead) -> None:
    """What to do on a page, and at the right which of its leaf it is."""
    side = None if block.told else Align.END
    line = writer.write(writer.paragraph(writer.text, looks.TABLE_MUTED, align=side), block.told)
    if block.told:
        writer.tab(line, at=writer.width)
    writer.line(line, Line(block.text, Style.STRONG), ink=looks.INK)
    # It stands off the table below it where the page has room.
    if writer.fit.cells:
        writer.para(writer.text, "", looks.GAP)


def touched(document: Document, index: int) -> bool:
    """Whether the next block would touch the last line of this one: nothing is free above a table,
    and too little above boxes to sign, nor below or above the bar of a part."""
    block, *others = document.blocks[index : index + 2]
    after = next(iter(others), None)
    if _is_bar(document, block):
        return not (document.bound or isinstance(after, (Heading, KeyNumbers, *_RULED)))
    if isinstance(after, Heading):
        bar = _is_bar(document, after) and not after.new_page
        return bar and isinstance(block, (Para, *_OPEN)) and not close.in_boxes(block)
    if isinstance(after, Signatures) and isinstance(block, Para | Table | BlankRows):
        return True
    ruled = isinstance(after, _RULED) and not getattr(after, "caption", "")
    below = isinstance(block, _OPEN) and not close.in_boxes(block)
    return below and (ruled or (after is not None and close.in_boxes(after)))


def _is_bar(document: Document, block: Block) -> bool:
    return isinstance(block, Heading) and looks.bar(document) == f"Heading {block.level}"


def fields(writer: Writer, block: Fields) -> None:
    """Fields to fill in, side by side in boxes; few of them below each other, in a sheet with the
    whole line below their label."""
    if close.in_boxes(block):
        _boxes(writer, block.fields)
        return
    for field in block.fields:
        if looks.has_steps(writer.document):
            writer.para(writer.text, field.label, looks.FIELD_LABEL)
            line = writer.para(writer.text, field.value, looks.FIELD)
        else:
            told = f"{field.label}: {field.value}".rstrip()
            line = writer.para(writer.text, f"{told} ", looks.FIELD)
        writer.tab(line, leader="_")


def _boxes(writer: Writer, given: Sequence[Field]) -> None:
    share = writer.width / sum(field.width for field in given)
    [boxes] = writer.grid(Grid([field.width * share for field in given], 1, heights=[_BOX]))
    for box, field in zip(boxes, given, strict=True):
        writer.para(box, field.label, looks.FIELD_LABEL)
        if field.value:
            writer.para(box, field.value, looks.TABLE)
    writer.para(writer.text, "", looks.GAP)


def key_numbers(writer: Writer, block: KeyNumbers) -> None:
    """The numbers that come first, side by side, each in a box under its name."""
    across = min(len(block.items), _ACROSS)
    rows = -(-len(block.items) // across)
    shape = Grid([writer.width / across] * across, rows, heights=[_TILE] * rows)
    boxes = chain(*writer.grid(shape))
    for place, item in zip(boxes, block.items, strict=False):
        writer.paint(place, CellTone.NONE)
        writer.para(place, item.label, looks.FIELD_LABEL)
        number = writer.paragraph(place, looks.KEY_NUMBER)
        writer.line(number, Line(item.number, Style.STRONG, item.link))
    writer.para(writer.text, "", looks.GAP)


def checklist(writer: Writer, block: Checklist) -> None:
    """A phase: its bar is the header row, and the lines to tick are below it."""
    words = imprint.words(writer.document)
    rest = writer.width - sum(close.COLUMNS)
    widths = [width + (rest if number == 1 else 0) for number, width in enumerate(close.COLUMNS)]
    head, *rows = writer.grid(Grid(widths, len(block.items) + 1, head=True, dark=True))
    told = (block.time, block.title, block.note)
    title = " · ".join(part for part in told if part.strip())
    heads = (words["done"], title, block.beyond or words["who"], words["hour"])
    for number, (place, text) in enumerate(zip(head, heads, strict=True)):
        style = f"Heading {writer.level + 1}" if number == 1 else looks.PHASE_HEAD
        writer.para(place, text, style)
    for number, (row, item) in enumerate(zip(rows, block.items, strict=True), block.first):
        _step(writer, row, number, item)
    writer.para(writer.text, "", looks.GAP)


def _step(writer: Writer, row: Sequence[Place], number: int, item: Check) -> None:
    for place in row:
        writer.paint(place, CellTone.NONE)
    tick, action, who, hour = row
    box(writer, tick, _sign(item))
    writer.write(writer.para(action, f"{number}. ", looks.ACTION), item.action)
    if plain(item.help).strip():
        writer.para(action, item.help, looks.HELP)
    writer.para(who, item.who, looks.WHO)
    # Or there is room to write who it is.
    writer.para(who, item.name, looks.HELP)
    if item.done:
        writer.para(hour, item.done, looks.WHO)
    else:
        told = _HOUR if writer.document.language == "es" else ""
        writer.write(writer.paragraph(hour, looks.HELP, align=Align.END), told)


def box(writer: Writer, place: Place, sign: str = BOX, side: Align = Align.CENTER) -> None:
    """A box to tick, alone in its cell."""
    writer.run(writer.paragraph(place, looks.TICK, align=side), sign, looks.WIDE_BOX)


def tick_box(writer: Writer, place: Place, side: Align, *, wanted: bool) -> None:
    """One in a cell of a table, if it is `wanted`, below the head of its column."""
    writer.paint(place, CellTone.NONE)
    box(writer, place, BOX if wanted else "", side)


def boxed(document: Document, block: Table | BlankRows) -> frozenset[int]:
    """The columns of a sheet that are boxes to tick, or what needs none, and nothing else."""
    if not looks.dense(document):
        return frozenset()
    if isinstance(block, BlankRows):
        return frozenset(number for number, column in enumerate(block.columns) if column.tick)
    return frozenset(
        number
        for number, told in enumerate(zip(*block.rows, strict=True))
        if any(one.tick for one in told) and not any(one.lines for one in told)
    )


def _sign(item: Check) -> str:
    if item.needless:
        return "⊟"
    return "☑" if item.done else BOX


def foot(writer: Writer, block: Foot) -> None:
    """What is never done beside the numbers to ring."""
    left = writer.width * close.FOOT[0] / sum(close.FOOT)
    room = writer.width - left - 6
    [[never, phones]] = writer.grid(Grid([left, writer.width - left], 1))
    writer.shade(never, looks.NEVER_GROUND)
    writer.para(never, block.never.title, looks.NEVER_TITLE)
    for item in block.never.items:
        writer.write(writer.para(never, "× ", looks.NEVER), item)
    writer.para(phones, block.phones, looks.PHONES_TITLE)
    blanks = [number.label for number in block.numbers if close.by_hand(number)]
    for number in block.numbers:
        if not close.by_hand(number):
            line = writer.write(writer.para(phones, number.label, looks.PHONE), " ")
            writer.tab(line, at=room, leader=".")
            writer.line(writer.write(line, " "), Line(number.number, Style.STRONG, number.link))
    for at in range(0, len(blanks), 2):
        labels = writer.paragraph(phones, looks.FIELD_LABEL)
        rules = writer.paragraph(phones, looks.BLANK)
        for place, label in enumerate(blanks[at : at + 2]):
            for line in (labels, rules) if place else ():
                writer.tab(line, at=room - _ITS_PLACE, begins=True)
            writer.write(labels, label)
            writer.rule(rules, _NUMBER)
    # The last of them does not touch the border.
    writer.para(phones, "", looks.GAP)
    writer.para(writer.text, "", looks.GAP)


def row_heights(block: Table, wide: float) -> list[float]:
    """How high its rows are at least: for a pen, for who seeks a page or a number in a hurry, who
    has them as high as on paper; or nothing."""
    count, cells = len(block.rows), [cell for row in block.rows for cell in row]
    lines = [line for cell in cells for line in cell.lines]
    if columns.by_hand(block):
        # Who is called, and below the number, beside boxes to tick.
        calls = any(cell.tick for cell in cells) and any(len(cell.lines) > 1 for cell in cells)
        called = max(_WRITTEN, min(_CALLED, _ALL_CALLED / count)) if calls else _WRITTEN
        return [called if row[0].lines else _WRITTEN for row in block.rows]
    if any(line.page_of for line in lines):
        return [min(_SOUGHT, _ALL_SOUGHT / count)] * count
    if any(line.link.startswith("tel:") for line in lines):
        return [min(_OF_PAPER * high, _MOST_SOUGHT) for high in heights.rows(block, wide)]
    return [_TICKED if any(cell.tick for cell in row) else 0.0 for row in block.rows]


def is_blank(text: Text) -> TypeGuard[tuple[Span]]:
    """Whether it is one thing to write, with its label, and no word beside it."""
    return isinstance(text, tuple) and len(text) == 1 and text[0].blank > 0 and text[0].text != ""


def cell_by_hand(writer: Writer, place: Place, blank: Span, letters: str) -> None:
    """A cell to write in, under its label, with room as for a line of these letters, or a line."""
    writer.run(writer.paragraph(place, looks.TABLE_MUTED), blank.text, looks.LABEL)
    line = writer.paragraph(place, looks.TABLE)
    if letters == looks.RULE:
        writer.rule(line, blank.blank)
    else:
        writer.run(line, "\N{NO-BREAK SPACE}", letters)


def by_hand(writer: Writer, box: Box) -> None:
    """A text to fill in, across the page, each part beside its name; one to approve stays whole.

    Its title is the head of a table, beside boxes for who approves it, and stands again where the
    text goes on over the page.
    """
    count, approval = len(box.items), box.approval
    blanks = [blank.blank for blank in approval]
    shape = Grid(
        [_NAME, writer.width - _NAME - sum(blanks), *blanks],
        count + 1,
        head=True,
        row_header=True,
        held=count - 1 if approval else 1,
        tied=_TIED,
        whole=bool(approval),
    )
    head, *rows = writer.grid(shape)
    writer.para(writer.merge(head[:2]), box.title, looks.TABLE_HEAD)
    for place, blank in zip(head[2:], approval, strict=True):
        cell_by_hand(writer, place, blank, looks.ROOM)
    for (named, *beside), text in zip(rows, box.items, strict=True):
        told = writer.merge(beside)
        writer.paint(told, CellTone.NONE)
        name, *said = spans(text)
        writer.paint(named, CellTone.NONE)
        writer.words(writer.paragraph(named, looks.TABLE_MUTED), name, colour=looks.INK)
        writer.para(told, tuple(said), looks.TABLE)
    writer.para(writer.text, "", looks.GAP)


def wall(writer: Writer, block: Wall) -> None:
    """A month, a row a week."""
    across = len(block.heads)
    told = (f"{BOX} {block.ticked}", f"{_IDEA} {block.dashed}", block.greyed, block.note)
    on_paper = block.high or (WEEKS_HIGH / len(block.weeks),) * len(block.weeks)
    high = [writer.fit.weeks * week for week in on_paper]
    wide, count = [writer.width / across] * across, len(block.weeks) + 1
    head, *weeks = writer.grid(Grid(wide, count, head=True, dark=True, heights=high))
    for place, name in zip(head, block.heads, strict=True):
        writer.para(place, name, looks.PHASE_HEAD)
    for row, week in zip(weeks, block.weeks, strict=True):
        for place, day in zip(row, week, strict=True):
            _day(writer, place, day)
    writer.para(writer.text, "", looks.GAP)
    writer.para(writer.text, " · ".join(filter(None, told)), "Normal")
    if block.gaps:
        writer.para(writer.text, (Span(block.gaps, strong=True),), "Normal")
    fields(writer, Fields((Field(block.hand.removesuffix(":")),)))


def _day(writer: Writer, place: Place, day: WallDay) -> None:
    if day.grey:
        writer.shade(place, looks.GREY)
    head = writer.paragraph(place, looks.DAY)
    writer.line(head, Line(day.number, Style.MUTED if day.apart else Style.STRONG))
    if day.about:
        writer.run(head, f" {day.about}", looks.ABOUT)
    for item in day.items:
        line = writer.paragraph(place, looks.TICKED)
        writer.run(line, *((_IDEA, looks.DASHED) if item.idea else (BOX, looks.BOX)))
        writer.line(line, Line(f" {item.hour} ", Style.STRONG))
        writer.write(line, item.text)
        if item.where:
            writer.para(place, item.where, looks.PLACE)
    if day.more:
        writer.line(writer.paragraph(place, looks.TABLE), Line(day.more, Style.STRONG))
