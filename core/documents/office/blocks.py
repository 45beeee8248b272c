"""Writes a document for word processors: what follows what, in which style and where.

What only paper draws (checklists, feet, bound sheets) becomes headings, paragraphs and tables.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.documents import (
    arrangement,
    columns,
    glyphs,
    heights,
    images,
    looks,
    pdf,
)
from core.documents.figures import drawing
from core.documents.model import (
    Align,
    BlankRows,
    Block,
    Boxes,
    Bullets,
    Callout,
    Cell,
    CellTone,
    Checklist,
    Document,
    Fields,
    Figure,
    Foot,
    Heading,
    KeyNumbers,
    Layout,
    Line,
    PageBreak,
    Para,
    Signatures,
    Style,
    Table,
)
from core.documents.office import front, paged, reckoned, sheets
from core.documents.office.unbinding import BandHeading, RunningHead, unbound
from core.documents.office.writer import Grid, Paragraph, Place, Writer
from core.documents.rich import BOX, Span, Text, plain
from core.documents.wall import Wall

_FEW = 4
"""Empty rows that stand on one page."""
_MOST_WHOLE = 1200
"""Letters of a box that stays on its page, as on paper."""


def written(document: Document, kind: type[Writer]) -> bytes:
    """The document as a file. It must be valid and its layout not `POCKET`."""
    printed, on_paper = pdf.sized(document)
    rooms = looks.rooms(document)
    if not (document := paged.roomy(document, printed)).one_page:
        document = paged.as_on_paper(document, printed)
    document = unbound(document)
    if document.layout is Layout.SHEET:
        document = replace(document, owner=glyphs.shorten(document.owner, looks.MOST_OWNER))
    for size in looks.sizes(document, on_paper):
        writer = kind(document, size)
        if len(rooms) == 1 or reckoned.fit(writer, rooms, lambda tried: _compose(tried, printed)):
            break
    _compose(writer, printed)
    return writer.finish()


def _compose(writer: Writer, printed: bytes) -> None:
    if (document := writer.document).contents:
        front.look_up(writer, printed)
    writer.pages()
    front.first_page(writer)
    landscape = document.landscape
    for section in arrangement.sections(document):
        if section.landscape != landscape:
            landscape = section.landscape
            writer.width = looks.width(document, landscape=landscape)
            writer.turn(landscape=landscape)
        for index, block in arrangement.blocks(document, section):
            _BLOCKS[type(block)](writer, block, index)
            if sheets.touched(document, index):
                writer.para(writer.text, "", looks.GAP, keep=True)


def _heading(writer: Writer, block: Heading, index: int) -> None:
    writer.level = block.level
    writer.page += block.new_page
    style = f"Heading {block.level}"
    ground = block.ground if isinstance(block, BandHeading) else ""
    made = writer.paragraph(writer.text, style, new_page=block.new_page, ground=ground)
    writer.write(made, (Span(block.text, language=block.language),))
    if writer.document.contents:
        writer.bookmark(made, index)


def _paragraph(writer: Writer, block: Para, index: int) -> None:
    style = looks.LEAD if block.lead else "Normal"
    writer.para(writer.text, block.text, style, keep=index in writer.introductions)


def _bullets(writer: Writer, block: Bullets, _: int) -> None:
    goes_on = isinstance(block, paged.GoingOn)
    made = writer.items(writer.text, len(block.items), numbered=block.numbered, goes_on=goes_on)
    _written(writer, made, block.items)


def _callout(writer: Writer, block: Callout, index: int) -> None:
    if block.title.strip():
        writer.para(writer.text, block.title, looks.callout_title(block.kind))
    sign = looks.SIGNS[block.kind] if len(block.items) > 1 else ""
    for item in block.items:
        style = looks.callout_text(block.kind)
        line = writer.para(writer.text, sign, style, keep=index in writer.introductions)
        writer.write(line, item)


def _page_break(writer: Writer, block: PageBreak, index: int) -> None:
    if block.leaf:
        writer.page = writer.last and writer.listed.get(index + 1, 0)
        writer.leaf(writer.page)
    else:
        writer.page += 1
        writer.page_break()


def _figure(writer: Writer, block: Figure, index: int) -> None:
    captioned = bool(block.caption.strip())
    leads = index in writer.introductions
    place = writer.paragraph(writer.text, looks.PICTURE, keep=captioned or leads)
    width = writer.width * min(block.width, 1.0)
    writer.image(place, drawing.drawn(block.image), block.alt, width)
    if captioned:
        writer.caption(index, block.caption, keep=leads)
    # Or what comes after the chart is as near to it as its caption.
    writer.para(writer.text, "", looks.GAP, keep=leads)


def _table(writer: Writer, block: Table, index: int) -> None:
    count = writer.together[index]
    whole = heights.whole(writer.document, index, count)
    grid = Grid(
        columns.in_office(writer.document, block, writer.width, writer.size),
        len(block.rows) + block.headed,
        row_header=block.row_header,
        matrix=block.matrix,
        heights=sheets.row_heights(block, writer.width),
        held=heights.kept_rows(writer.document, index, count),
        ending=_ending(writer, index),
        tied=writer.tied.get(index, 0),
        whole=whole,
        followed=whole and (count > 1 or _ending(writer, index) > 0),
        tall=heights.tall(block, writer.width),
    )
    boxed = sheets.boxed(writer.document, block)
    for cells, row in zip(block.rows, _ruled(writer, block, grid, index), strict=True):
        for number, (told, place) in enumerate(zip(cells, row, strict=True)):
            side = looks.side(block, number)
            if number in boxed:
                sheets.tick_box(writer, place, side, wanted=told.tick)
                continue
            strong = block.row_header and number == 0 and not block.matrix
            _fill(writer, place, told, side, strong=strong, matrix=block.matrix)


def _ending(writer: Writer, index: int) -> int:
    """How many of its last rows a table keeps with the chart, the room to sign or the last words
    of its part, which come after it."""
    signed = isinstance(next(iter(writer.document.blocks[index + 1 :]), None), Signatures)
    chart = heights.chart_below(writer.document, index)
    return 2 if signed or chart or _last_words(writer.document, index + 1) else 0


def _last_words(document: Document, place: int) -> bool:
    """Whether a heading and a short table end the pages of their part, and might stand alone."""
    words = document.blocks[place : place + 2]
    after = next(iter(document.blocks[place + 2 :]), PageBreak())
    if [type(block) for block in words] != [Heading, Table]:
        return False
    return _turns(after) and not _turns(words[0]) and heights.whole(document, place + 1, 1)


def _turns(block: Block) -> bool:
    return isinstance(block, PageBreak) or (isinstance(block, Heading) and block.new_page)


def _blank_rows(writer: Writer, block: BlankRows, index: int) -> None:
    widths = columns.in_office(writer.document, block, writer.width, writer.size)
    ending = _ending(writer, index)
    signed, few = ending > 0, block.count <= _FEW
    grid = Grid(
        widths,
        block.count + 1,
        heights=[block.height] * block.count,
        held=block.count - 1 if few else 0,
        ending=ending,
        whole=signed or few,
        followed=signed,
    )
    boxed = sheets.boxed(writer.document, block)
    for row in _ruled(writer, block, grid, index):
        for number, (place, column) in enumerate(zip(row, block.columns, strict=True)):
            if number in boxed:
                sheets.tick_box(writer, place, column.align, wanted=True)
            else:
                _fill(writer, place, Cell(tick=column.tick), column.align)


def _boxes(writer: Writer, block: Boxes, index: int) -> None:
    """Boxes in two columns; a last one without neighbour takes both."""
    if block.by_hand:
        for item in block.items:
            if item.items:
                sheets.by_hand(writer, item)
        return
    leads, count = index in writer.introductions, -(-len(block.items) // 2)
    long = [sum(len(plain(text)) for text in item.items) > _MOST_WHOLE for item in block.items]
    shape = Grid(
        [writer.width / 2] * 2,
        count,
        held=count if leads else 0,
        followed=leads,
        tall=[any(long[at : at + 2]) for at in range(0, len(long), 2)],
    )
    rows = writer.grid(shape)
    for number, item in enumerate(block.items):
        row = rows[number // 2]
        alone = number + 1 == len(block.items) and number % 2 == 0
        place = writer.merge(row) if alone else row[number % 2]
        writer.para(place, item.title, looks.BOX_TITLE)
        if len(item.items) > 1 and not item.prose:
            _written(writer, writer.items(place, len(item.items)), item.items)
        else:
            for paragraph, text in enumerate(item.items):
                if paragraph and item.prose:
                    writer.para(place, "", looks.GAP)
                writer.para(place, text, looks.TABLE)
    writer.para(writer.text, "", looks.GAP, keep=leads)


def _signatures(writer: Writer, block: Signatures, _: int) -> None:
    """Boxes to be signed, all on one page."""
    across = min(len(block.items), looks.ACROSS_SIGNATURES)
    count = -(-len(block.items) // across)
    rows = writer.grid(Grid([writer.width / across] * across, count, held=count - 1, whole=True))
    for number, item in enumerate(block.items):
        place = rows[number // across][number % across]
        writer.para(place, item.role, looks.SIGNATURE_ROLE)
        named, noted = item.name.strip(), item.note.strip()
        if named or not noted:
            writer.para(place, item.name, looks.SIGNATURE)
        if noted:
            writer.para(place, item.note, looks.SIGNATURE_NOTE if named else looks.SIGNED)
    writer.para(writer.text, "", looks.GAP)


def _written(writer: Writer, made: Sequence[Paragraph], texts: Sequence[Text]) -> None:
    for paragraph, text in zip(made, texts, strict=True):
        writer.write(paragraph, text)


def _ruled(
    writer: Writer, block: Table | BlankRows, grid: Grid, index: int
) -> Sequence[Sequence[Place]]:
    """The cells below the repeated header row of a table that has its heads and caption."""
    if block.caption.strip():
        writer.caption(index, block.caption, keep=True)
    headed = isinstance(block, BlankRows) or block.headed
    rows = writer.grid(replace(grid, head=headed))
    if headed:
        head, *rows = rows
        _heads(writer, block, head, matrix=grid.matrix)
    # Word joins two tables with nothing between them.
    writer.para(writer.text, "", looks.GAP, keep=grid.followed or grid.ending > 0)
    return rows


def _heads(
    writer: Writer, block: Table | BlankRows, head: Sequence[Place], *, matrix: bool
) -> None:
    style = looks.MATRIX_HEAD if matrix else looks.TABLE_HEAD
    for number, (place, column) in enumerate(zip(head, block.columns, strict=True)):
        side = looks.side(block, number)
        writer.write(writer.paragraph(place, style, align=side), column.title)


def _fill(
    writer: Writer,
    place: Place,
    given: Cell,
    side: Align,
    *,
    strong: bool = False,
    matrix: bool = False,
) -> None:
    writer.paint(place, given.tone)
    toned = given.tone is not CellTone.NONE
    ink = looks.TONES[given.tone][1] if toned else ""
    # A code alone in its cell needs no empty line above it.
    lines = given.lines or (() if given.qr and not given.tick else (Line(""),))
    paragraph: Paragraph = None
    for number, each in enumerate(lines):
        if sheets.is_blank(each.text):
            sheets.cell_by_hand(writer, place, each.text[0], looks.RULE)
            continue
        style = _style(each, matrix=matrix)
        if given.tick and number == 0 and style == looks.TABLE:
            style = looks.TICKED
        paragraph = writer.paragraph(place, style, align=side)
        if given.tick and number == 0:
            writer.write(paragraph, (Span(BOX), Span(" ")))
        bold = toned or (strong and each.style is not Style.MUTED)
        writer.line(paragraph, each, strong=bold, ink=ink)
        if each.page_of in writer.sheets:
            writer.page_of(paragraph, *writer.sheets[each.page_of])
    if given.qr is not None:
        paragraph = writer.paragraph(place, looks.CODE, align=side)
        writer.image(paragraph, images.qr_png(given.qr.payload), given.qr.alt, looks.QR)


def _style(line: Line, *, matrix: bool) -> str:
    if matrix:
        return looks.MATRIX_MUTED if line.style is Style.MUTED else looks.MATRIX
    if line.item:
        return looks.TABLE_ITEM
    return looks.TABLE_MUTED if line.style is Style.MUTED else looks.TABLE


_BLOCKS: dict[type, Callable[..., None]] = {
    Heading: _heading,
    BandHeading: _heading,
    Para: _paragraph,
    RunningHead: lambda writer, block, _: sheets.running_head(writer, block),
    Bullets: _bullets,
    paged.GoingOn: _bullets,
    Callout: _callout,
    KeyNumbers: lambda writer, block, _: sheets.key_numbers(writer, block),
    Fields: lambda writer, block, _: sheets.fields(writer, block),
    Checklist: lambda writer, block, _: sheets.checklist(writer, block),
    Foot: lambda writer, block, _: sheets.foot(writer, block),
    PageBreak: _page_break,
    Figure: _figure,
    Table: _table,
    BlankRows: _blank_rows,
    Boxes: _boxes,
    Signatures: _signatures,
    Wall: lambda writer, block, _: sheets.wall(writer, block),
}
