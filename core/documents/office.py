"""How DOCX and ODT look: the styles, widths and words that both word processors share.

The names of built-in styles are those of Word, which LibreOffice knows too.
"""

import re
from dataclasses import dataclass

from core.documents import imprint
from core.documents.model import CalloutKind, Column, Document, Layout

FONT = "Calibri"
INK, MUTED, BRAND, ALERT = "16202B", "556373", "1D4E79", "A3182D"
TINT, LINE = "EDF2F7", "C3CDD7"

KICKER, STAMP, LEAD, KEY_NUMBER, FIELD = "Owner", "Stamp", "Lead", "Key Number", "Field"
TABLE, TABLE_HEAD, TABLE_MUTED, GAP = "Table Text", "Table Head", "Table Note", "Table Gap"

QR = 13.0
"""Side of a QR code in millimetres, quiet zone included."""

COUNTERS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
"""The open places of `imprint.page_words` and the fields that fill them."""

_CALLOUTS = {
    CalloutKind.INFO: ("EDF2F7", BRAND),
    CalloutKind.WARNING: ("FFF6DA", "7A5600"),
    CalloutKind.NEVER: ("FBEDEF", ALERT),
}


@dataclass(frozen=True)
class Look:
    """A paragraph style: size and spacing in points, colours as six hexadecimal digits.

    `ground` fills the paragraph, with a bar of the colour `edge` at its left.
    """

    name: str
    size: float
    colour: str = INK
    bold: bool = False
    above: float = 0
    below: float = 0
    ground: str = ""
    edge: str = ""
    keep: bool = False


def looks(document: Document) -> list[Look]:
    """Every paragraph style of the document, the one all others build on first."""
    accent = ALERT if document.urgent else BRAND
    plain = [
        Look("Normal", 11, below=6),
        Look("Title", 26, accent, bold=True, above=2, below=2, keep=True),
        Look("Subtitle", 14, MUTED, below=4, keep=True),
        Look(KICKER, 9, MUTED, bold=True, keep=True),
        Look(STAMP, 9.5, INK, below=14),
        Look(LEAD, 13.5, MUTED, below=8),
        Look("Heading 1", 18, accent, bold=True, above=18, below=6, keep=True),
        Look("Heading 2", 14, accent, bold=True, above=14, below=5, keep=True),
        Look("Heading 3", 12, accent, bold=True, above=10, below=4, keep=True),
        Look("Heading 4", 11, accent, bold=True, above=8, below=3, keep=True),
        Look("Heading 5", 11, MUTED, bold=True, above=8, below=3, keep=True),
        Look("List Bullet", 11, below=3),
        Look("Caption", 9.5, MUTED, above=6, below=4),
        Look("Footer", 8.5, MUTED),
        Look(KEY_NUMBER, 13, below=2),
        Look(FIELD, 11, above=8, below=4),
        Look(TABLE, 10, above=2, below=2),
        Look(TABLE_HEAD, 10, BRAND, bold=True, above=3, below=3, keep=True),
        Look(TABLE_MUTED, 9, MUTED, below=2),
        Look(GAP, 6),
    ]
    return plain + [look for kind in CalloutKind for look in _callout(kind)]


def callout_title(kind: CalloutKind) -> str:
    """Name of the style of a box's title."""
    return f"Box {kind.value.capitalize()} Title"


def callout_text(kind: CalloutKind) -> str:
    """Name of the style of a box's sentences."""
    return f"Box {kind.value.capitalize()}"


def margin(document: Document) -> float:
    """Left and right margin in millimetres."""
    return 25 if document.layout is Layout.REPORT else 15


def width(document: Document) -> float:
    """Width of the text in millimetres."""
    return (297 if document.landscape else 210) - 2 * margin(document)


def widths(columns: tuple[Column, ...], total: float) -> list[float]:
    """Width of each column in the unit of `total`."""
    share = total / sum(column.width for column in columns)
    return [round(column.width * share, 2) for column in columns]


def page_parts(document: Document) -> list[str]:
    """`Page {page} of {pages}` cut into words and places."""
    return [part for part in re.split(r"({pages?})", imprint.page_words(document)) if part]


def _callout(kind: CalloutKind) -> tuple[Look, Look]:
    ground, colour = _CALLOUTS[kind]
    return (
        Look(
            callout_title(kind),
            12,
            colour,
            bold=True,
            above=8,
            ground=ground,
            edge=colour,
            keep=True,
        ),
        Look(callout_text(kind), 11, ground=ground, edge=colour),
    )
