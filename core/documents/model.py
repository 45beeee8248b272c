"""The tree of a document: what is on the paper, with no word about how it is drawn.

A slice builds the tree; `validate` checks it; `pdf` and `office.blocks` draw it. A new kind of
block is a frozen dataclass here, a member of `Block`, and one branch in each of the two.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from core.documents.charts import Chart
from core.documents.pocket import Panel
from core.documents.rich import Span, Text, plain
from core.documents.wall import Wall
from core.i18n import Language


class Layout(StrEnum):
    """How the page is made up."""

    REPORT = "report"
    """Continuous text with running header: plan, report."""
    SHEET = "sheet"
    """A coloured band and dense tables to work with: roster, checklist, log."""
    POCKET = "pocket"
    """A4 folded into eight panels of A7. Only on paper. Blocks: `KeyNumbers` and `Panel`."""


class Align(StrEnum):
    """Where the text of a column stands."""

    START = "start"
    CENTER = "center"
    END = "end"


class Style(StrEnum):
    """Weight of one line of a cell."""

    NORMAL = "normal"
    STRONG = "strong"
    MUTED = "muted"


class CalloutKind(StrEnum):
    """What a box is for; the title says it too, so that colour is never alone."""

    INFO = "info"
    WARNING = "warning"
    NEVER = "never"


class CellTone(StrEnum):
    """Ground of a cell; its letter or word says the same, so that colour is never alone."""

    NONE = "none"
    STRONG = "strong"
    """White and bold on the brand's blue."""
    MEDIUM = "medium"
    LIGHT = "light"
    SOLID = "solid"
    """White and bold on the ink of the text."""


@dataclass(frozen=True)
class Line:
    """One line of a cell. `link` is an address of https, http, mailto or tel, or empty.

    Lines that are an `item` make a list with dots. `page_of` is the code of a bound sheet: on paper
    the number of its page stands in the place of the text.
    """

    text: Text
    style: Style = Style.NORMAL
    link: str = ""
    item: bool = False
    page_of: str = ""


@dataclass(frozen=True)
class Qr:
    """A QR code: what the phone reads, and what it does in words (`Call Ana Ruiz`)."""

    payload: str
    alt: str


@dataclass(frozen=True)
class Cell:
    """One cell of a table. `tick` draws a box to be ticked by hand before the lines."""

    lines: tuple[Line, ...] = ()
    qr: Qr | None = None
    tick: bool = False
    tone: CellTone = CellTone.NONE


@dataclass(frozen=True)
class Column:
    """One column of a table. `width` is a share of the table, relative to the other columns.

    `tick` is for `BlankRows`: every empty row gets a box to be ticked.
    """

    title: str
    width: float = 1.0
    align: Align = Align.START
    tick: bool = False


@dataclass(frozen=True)
class Heading:
    """A title inside the document; level 1 is the highest and comes first.

    `new_page` makes it open a page, as chapters do. `language` is as that of a `Span`.
    """

    level: int
    text: str
    new_page: bool = False
    language: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph; `lead` is the larger grey one that opens a chapter."""

    text: Text
    lead: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list with dots, or with numbers that begin at 1."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A ruled table; the header row repeats on each page.

    `row_header` says that the first column is what each row is about. A `matrix` is compact, with
    narrow columns of centred letters or short words after the first column. `landscape` turns the
    page for this table, together with the heading and the paragraphs that directly lead to it. What
    is not `headed` has no header row: a list of words with what each means.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    row_header: bool = False
    matrix: bool = False
    landscape: bool = False
    headed: bool = True


@dataclass(frozen=True)
class Callout:
    """A box with a title and short sentences."""

    kind: CalloutKind
    title: str
    items: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Figure:
    """An image (PNG, JPEG or SVG) or a chart, with its text alternative.

    A chart stays the facts it shows until a file is made. `width` is a share of the page.
    """

    image: bytes | Chart
    alt: str
    caption: str = ""
    width: float = 1.0


@dataclass(frozen=True)
class Field:
    """A label over a line to write on, or over a known `value`; `width` is a share of the row."""

    label: str
    width: float = 1.0
    value: str = ""


@dataclass(frozen=True)
class Fields:
    """One row of fields to be filled in by hand."""

    fields: tuple[Field, ...]


@dataclass(frozen=True)
class BlankRows:
    """A ruled table with `count` empty rows, `height` millimetres each, to write in."""

    columns: tuple[Column, ...]
    count: int
    height: float = 9.0
    caption: str = ""


@dataclass(frozen=True)
class Signature:
    """Room for one person to sign: as what, by name, and a note such as the date of delegation."""

    role: str
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Signatures:
    """Boxes to be signed, side by side, never parted by the end of a page."""

    items: tuple[Signature, ...]


@dataclass(frozen=True)
class Box:
    """A titled box with short sentences, or paragraphs in `prose`; `approval` is filled in beside
    the title of one written by hand, which then stays on one page."""

    title: str
    items: tuple[Text, ...] = ()
    prose: bool = False
    approval: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Boxes:
    """Boxes in two columns, read row by row.

    Those written `by_hand` follow each other, with a margin for notes and each text beside its
    first span, which is its name.
    """

    items: tuple[Box, ...]
    by_hand: bool = False


@dataclass(frozen=True)
class KeyNumber:
    """A telephone number to be found at a glance."""

    label: str
    number: str
    link: str = ""


@dataclass(frozen=True)
class KeyNumbers:
    """The numbers that come first, such as 112. On a pocket fold they stand on the cover."""

    items: tuple[KeyNumber, ...]


@dataclass(frozen=True)
class Check:
    """One line of a checklist. `who` does it, `name` in small; `done` when, or found `needless`."""

    action: str
    help: str = ""
    who: str = ""
    name: str = ""
    done: str = ""
    needless: bool = False


@dataclass(frozen=True)
class Checklist:
    """A phase of a sheet: a dark bar, and lines to be ticked with the hour by hand.

    `time` is when (`0–15 min`), `note` how it is used (`read and do`), `first` its first number,
    `beyond` where the steps after its last one stand.
    """

    title: str
    items: tuple[Check, ...]
    time: str = ""
    note: str = ""
    first: int = 1
    beyond: str = ""


@dataclass(frozen=True)
class Foot:
    """Two boxes at the foot of a checklist: what is never done, and the numbers to ring."""

    never: Box
    phones: str
    numbers: tuple[KeyNumber, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole sheet, bound into a report: pages of its own with its band, code and fields.

    Its title is a heading of `level`, and those inside of it are deeper. It begins on a `leaf` of
    its own, so that it can be taken out; its `tab` stands at the edge of its pages.
    """

    document: "Document"
    level: int = 1
    leaf: bool = False
    tab: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows starts a new page, or a `leaf`: a page at the right."""

    leaf: bool = False


Block: TypeAlias = (
    Heading
    | Para
    | Bullets
    | Table
    | Callout
    | Figure
    | Fields
    | BlankRows
    | KeyNumbers
    | PageBreak
    | Panel
    | Signatures
    | Boxes
    | Checklist
    | Foot
    | Sheet
    | Wall
)


@dataclass(frozen=True)
class Cover:
    """A first page of its own, with title, subtitle, owner and arms of the document.

    `kicker` stands over the title, `lines` at its foot: `Borrador, 25 de noviembre de 2026`.
    """

    kicker: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole document.

    `code` and `version` let paper be told apart (`DIR-01`, 2). `crest` is a PNG, with `crest_alt`
    in words. `watermark` is a word across each page.
    Of a sheet: `urgent` makes its band red, `formal` has none, as a letter; `one_page` asks it to
    fit one page; one of several `pages` takes no more than these where smaller type lets it;
    `kicker` stands over its title instead of the owner. What cannot be as short runs on. `bound`
    leaves room for holes; of a sheet that goes on with another, the title of that is its `chapter`,
    at the head of each page in the place of the band.
    Of a report: `cover`; `contents`, a page with the headings down to `contents_depth`;
    `numbered`, headings as 1, 1.1, 1.1.1 and captions as `Table 1`.
    """

    code: str
    title: str
    subtitle: Text
    owner: str
    language: Language
    date: datetime.date
    version: int
    blocks: tuple[Block, ...]
    layout: Layout = Layout.REPORT
    crest: bytes | None = None
    crest_alt: str = ""
    landscape: bool = False
    urgent: bool = False
    formal: bool = False
    one_page: bool = False
    pages: int = 0
    cover: Cover | None = None
    contents: bool = False
    contents_depth: Literal[1, 2] = 2
    numbered: bool = False
    watermark: str = ""
    kicker: str = ""
    bound: bool = False
    chapter: str = ""


def cell(
    *lines: Text | Line, qr: Qr | None = None, tick: bool = False, tone: CellTone = CellTone.NONE
) -> Cell:
    """A cell from texts and lines; empty texts are left out."""
    made = (line if isinstance(line, Line) else Line(line) for line in lines)
    return Cell(tuple(line for line in made if plain(line.text).strip()), qr, tick, tone)
