"""How DOCX and ODT look: the names of styles, colours and widths that both word processors share.

The names of built-in styles are those of Word, which LibreOffice knows too.
"""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from core.documents import glyphs, imprint
from core.documents.model import (
    Align,
    BlankRows,
    Boxes,
    CalloutKind,
    CellTone,
    Checklist,
    Column,
    Document,
    Layout,
    Table,
)
from core.documents.wall import Wall

FONT, STAND_IN = glyphs.FAMILY, "Calibri"
"""That of the paper, and one about as wide for a word processor that takes no font of a file."""
EMBEDDED = ("Regular", "Bold")
"""What an office file brings with it, so that its pages are the same on each computer; the licence
of the font (OFL 1.1, 5) says that it may."""
WHITE = "FFFFFF"
INK, MUTED, BRAND, ALERT = "16202B", "556373", "1D4E79", "A3182D"
TINT, LINE, EDGE = "EDF2F7", "C3CDD7", "5F6C7A"

KICKER, STAMP, LEAD, KEY_NUMBER, FIELD = "Owner", "Stamp", "Lead", "Key Number", "Field"
TABLE, TABLE_HEAD, TABLE_MUTED, GAP = "Table Text", "Table Head", "Table Note", "Table Gap"
FIELD_LABEL = "Field Label"
TABLE_ITEM, MATRIX, MATRIX_HEAD = "Table Item", "Matrix Text", "Matrix Head"
MATRIX_MUTED, TICKED, PLACE = "Matrix Note", "Table Ticked", "Table Place"
DAY, ABOUT = "Table Day", "About Day"
COVER_OWNER, COVER_KICKER, COVER_GAP = "Cover Owner", "Cover Kicker", "Cover Gap"
COVER_LINE, COVER_STAMP = "Cover Line", "Cover Stamp"
CONTENTS_TITLE, CONTENTS = "Contents Title", ("toc 1", "toc 2")
BOX_TITLE, SIGNATURE_ROLE = "Panel Title", "Signature Role"
SIGNATURE, SIGNATURE_NOTE, SIGNED = "Signature Name", "Signature Note", "Signature Rule"
PICTURE, CODE = "Picture", "Table Code"
WATERMARK = "Watermark"
PHASE_HEAD, TICK, ACTION, HELP, WHO = "Phase Head", "Tick", "Action", "Help", "Who"
NEVER_TITLE, NEVER = "Never Title", "Never"
PHONES_TITLE, PHONE, BLANK = "Phones Title", "Phone", "Phone Blank"

LABEL, ROOM, BOX, WIDE_BOX, DASHED = "Blank Label", "Blank Room", "Box", "Wide Box", "Dashed Box"
RULE, HIGH_RULE = "Blank Line", "High Blank Line"
RULED = {RULE: 17.5, HIGH_RULE: 18.5}
"""Points of a low line to write on: the line of the text is so high that a pen has 7 mm, or 7.5
where the page has room for it."""

SMALLER = 0.9
"""Letters of what has no cover against those of a book."""

QR = 14.0
"""Side of a QR code in millimetres, quiet zone included."""

MOST_OWNER = 60
"""Letters of who owns a sheet: a line in its band and at its foot, or a form needs two pages."""
COUNTERS = ("{page}", "{pages}")
"""The open places of `imprint.page_words`."""

NEVER_GROUND, GREY = "FBEDEF", "EEF1F4"
SIGNS = {CalloutKind.INFO: "• ", CalloutKind.WARNING: "▲ ", CalloutKind.NEVER: "× "}
"""Before each of several sentences of a box."""

TONES = {
    CellTone.NONE: ("", INK),
    CellTone.STRONG: (BRAND, "FFFFFF"),
    CellTone.MEDIUM: ("E2E9F1", INK),
    CellTone.LIGHT: ("F4F6F8", INK),
    CellTone.SOLID: (INK, "FFFFFF"),
}
"""Ground and ink of a cell of each tone."""


class Letters(NamedTuple):
    """Letters of that size in points and that colour, never bold, and so many points lower, or
    nearer to each other."""

    size: float
    colour: str = INK
    below: float = 0
    nearer: float = 0


class Room(NamedTuple):
    """What a page has room for: so many points above and below the words of its cells, besides
    their own, such a line to write on, `whole` if it is as long as on paper without its label, and
    weeks so high, of their height on paper."""

    cells: float = 0
    rule: str = RULE
    whole: bool = False
    weeks: float = 1


ACROSS_SIGNATURES = 3
_HOLES = 18.0
"""Inner margin in millimetres in which holes fit; the outer one is so much narrower."""

_ROOM = {True: (1.5, 1.5), False: (0.5, 0.5)}
"""Points above and below the words of a cell of a book, in a table with heads and without."""
NO_ROOM, _ROOM_OF_FORM, _ROOM_OF_BOX = (0.0, 0.0), (0.25, 0.25), (0.0, 2.0)
"""And in a sheet, in a form, and in a box that is read or a day: LibreOffice leaves out what is
free below its words."""
ROOMS = (3.0, 2.2, 1.8, 1.4, 1.0, 0.7, 0.4)
"""And above and below those of a page of a notebook or form that leaves as much free."""
_WEEKS = tuple(percent / 100 for percent in range(96, 77, -1))
"""How high the weeks of a month are that its page may have room for, of their height on paper."""
_BOX, _WIDE_BOX, _DASHED = 17.5, 21.5, 15.0
"""Points of a box to tick, of four millimetres, of one that is alone in its cell, of five, and of a
dashed one: the font has none, and those of others are wider."""
_SPARE = 5
"""Millimetres that a page has more at its foot where it ends as on paper, for a higher line."""


def dense(document: Document) -> bool:
    """Whether it is to work with, as a sheet is and what binds sheets: no room is given away."""
    return document.layout is Layout.SHEET or has_steps(document)


def has_steps(document: Document) -> bool:
    """Whether there is a checklist in it, whose steps have as much of their page as fits."""
    return any(isinstance(block, Checklist) for block in document.blocks)


def closer(document: Document) -> bool:
    """Whether its letters are smaller, with less around them, than those of a book: it is to keep
    its page, or is a notebook."""
    kept = document.one_page or document.bound or is_month(document)
    return kept and not filled_by_boxes(document)


def sizes(document: Document, on_paper: float) -> Sequence[float]:
    """What its letters may be against those of a book, the largest first: a form has them as on
    paper where its page has room."""
    if not closer(document):
        return (on_paper,)
    form = document.one_page and document.layout is Layout.SHEET and not has_steps(document)
    tried = {max(on_paper, SMALLER), 0.95, SMALLER} if form else {SMALLER}
    return sorted(tried, reverse=True)


def rooms(document: Document) -> Sequence[Room]:
    """What its pages may have room for, the most first, and what they have if there is none: a
    notebook, a form, a sheet or a month has what each page leaves."""
    if is_month(document):
        return [*(Room(ROOMS[1], weeks=weeks) for weeks in _WEEKS), Room(weeks=_WEEKS[-1])]
    sheet = document.layout is Layout.SHEET
    if document.one_page if sheet else document.bound and document.contents:
        long = [Room(cells, HIGH_RULE, whole=True) for cells in ROOMS]
        return long + [Room(cells, rule) for rule in (HIGH_RULE, RULE) for cells in (*ROOMS, 0)]
    return [Room()]


def is_month(document: Document) -> bool:
    """Whether it is a month for the wall."""
    return any(isinstance(block, Wall) for block in document.blocks)


def filled_by_boxes(document: Document) -> bool:
    """Whether boxes fill its pages: it is read, and nothing is written in."""
    boxes = any(isinstance(block, Boxes) for block in document.blocks)
    return boxes and document.layout is Layout.SHEET


def rule(document: Document) -> str:
    """Colour of the lines of its tables: of what is written in, a tired copier loses none."""
    return EDGE if dense(document) else LINE


def letters(document: Document) -> dict[str, Letters]:
    """What stands among words in letters of its own, by the name of its style."""
    return {
        LABEL: Letters(7.5),
        # Low lines have a gap between them.
        **{name: Letters(size, nearer=0.8) for name, size in RULED.items()},
        ROOM: Letters(10.5),
        BOX: Letters(_BOX, below=2),
        DASHED: Letters(_DASHED, below=0.2),
        ABOUT: Letters(8.5),
        WIDE_BOX: Letters(_WIDE_BOX, below=1.5),
    }


def room(document: Document, *, headed: bool) -> tuple[float, float]:
    """Points above and below the words of a cell, besides what is around its paragraphs."""
    if document.one_page:
        return NO_ROOM if has_steps(document) else _ROOM_OF_FORM
    if filled_by_boxes(document) or is_month(document):
        return _ROOM_OF_BOX
    return NO_ROOM if closer(document) else _ROOM[headed]


def bar(document: Document) -> str:
    """Name of the style of the headings that are dark bars; empty where none are."""
    if not dense(document) or document.formal:
        return ""
    return "Heading 1" if document.layout is Layout.SHEET else "Heading 2"


def banded(document: Document) -> bool:
    """Whether it begins with words in white on a coloured band."""
    return document.layout is Layout.SHEET and not document.formal


def over_title(document: Document) -> str:
    """What stands over the title: the owner, or of which kind a sheet is."""
    return document.kicker or document.owner


def callout_title(kind: CalloutKind) -> str:
    """Name of the style of a box's title."""
    return f"Box {kind.value.capitalize()} Title"


def callout_text(kind: CalloutKind) -> str:
    """Name of the style of a box's sentences."""
    return f"Box {kind.value.capitalize()}"


def margin(document: Document) -> float:
    """Left and right margin in millimetres, where nothing is punched."""
    return 13 if dense(document) else 25


def margins(document: Document) -> tuple[float, float]:
    """Inner and outer margin in millimetres: what is punched has room for the holes."""
    usual = margin(document)
    inner = max(usual, _HOLES) if document.bound else usual
    return inner, 2 * usual - inner


def paged(document: Document) -> bool:
    """Whether each page begins as on paper, and it is no notebook, which has leaves."""
    return not (document.one_page or document.bound)


def above(document: Document) -> float:
    """Upper margin in millimetres, below which nothing but words stands."""
    return 10 if dense(document) else 20


def below(document: Document) -> float:
    """Lower margin in millimetres, in which the footer stands."""
    if dense(document):
        return 14 if document.one_page else 10.5
    return 20 - (_SPARE if paged(document) else 0)


def edge(document: Document) -> float:
    """How far header and footer stand from the edge of the sheet, in millimetres."""
    if document.bound:
        return 5.5
    return 6 if dense(document) else 7


def width(document: Document, *, landscape: bool | None = None) -> float:
    """Width of the text in millimetres, on the pages of the document or on turned ones."""
    wide = document.landscape if landscape is None else landscape
    return (297 if wide else 210) - 2 * margin(document)


def widths(columns: tuple[Column, ...], total: float) -> list[float]:
    """Width of each column in the unit of `total`."""
    share = total / math.fsum(column.width for column in columns)
    return [round(column.width * share, 2) for column in columns]


def side(block: Table | BlankRows, column: int) -> Align:
    """Where the text of a column stands; all but the first of a matrix are centred."""
    if isinstance(block, Table) and block.matrix and column > 0:
        return Align.CENTER
    return block.columns[column].align


def page_parts(document: Document) -> list[str]:
    """`Page {page} of {pages}` cut into words and places."""
    return [part for part in re.split(r"({pages?})", imprint.page_words(document)) if part]


def caption_parts(document: Document, block: int, caption: str) -> tuple[str, str]:
    """What stands before and after the number of a caption: `Table ` and `: Team`."""
    before, after = imprint.caption_words(document, block).split("{number}")
    return before, after.replace("{caption}", caption)
