"""The styles of the tables of an ODT file: columns, rows, and the grounds of cells."""

from collections.abc import Sequence
from typing import NamedTuple

from core.documents import looks
from core.documents.model import CellTone, Document
from core.documents.office import odf
from core.documents.office.odt_styles import added, has
from core.documents.office.writer import Grid

HEADED, FACTS, MATRIX = "Cell", "Fact", "Matrix"
DARK_CELL, _BOX_CELL = "DarkCell", "BoxCell"
ROW, TALL = "Row", "TallRow"
_TOP = "Top"
"""Before the kind of a table whose words begin at the top of their cells."""

_BESIDE, _MATRIX_BESIDE = "1.9mm", "0.8mm"
"""Left and right of the words of a cell, as in Word."""


class TableStyles(NamedTuple):
    """Style names of one table, and the name the table itself gets."""

    name: str
    table: str
    columns: list[str]


def kind(grid: Grid, room: float) -> str:
    """Which of the kinds of table it is, that differ in what is around the words of their cells,
    or are on a page with so much room."""
    own = MATRIX if grid.matrix else HEADED if grid.head else FACTS
    return (_TOP if grid.top else "") + (_roomy(room) if room else own)


def _roomy(room: float) -> str:
    return f"Roomy{looks.ROOMS.index(room)}"


def cell(tone: CellTone, kind: str) -> str:
    """Name of the style of a cell of that tone."""
    return f"{kind}{tone.value.capitalize()}"


def head(kind: str, *, dark: bool) -> str:
    """Name of the style of a cell of a head, whose words stand over those of the cells below."""
    return DARK_CELL if dark else f"{kind}Head"


def add(file: odf.File, document: Document) -> None:
    """All styles that do not depend on one table."""
    for each, beside, room in (
        (HEADED, _BESIDE, looks.room(document, headed=True)),
        (FACTS, _BESIDE, looks.room(document, headed=False)),
        (MATRIX, _MATRIX_BESIDE, looks.NO_ROOM),
        *((_roomy(room), _BESIDE, (room, room)) for room in looks.ROOMS),
    ):
        _ground(file, document, head(each, dark=False), looks.TINT, beside, room)
        for tone, (ground, _ink) in looks.TONES.items():
            _ground(file, document, cell(tone, each), ground, beside, room)
            top = cell(tone, f"{_TOP}{each}")
            _ground(file, document, top, ground, beside, room, stands="top")
    _ground(file, document, DARK_CELL, looks.INK, _BESIDE, looks.NO_ROOM)
    added(file.automatic, ROW, "table-row", fo_keep_together="always")
    added(file.automatic, TALL, "table-row", fo_keep_together="auto")


def table(
    file: odf.File, widths: Sequence[float], *, whole: bool = False, kept: bool = False
) -> TableStyles:
    """Styles of a table whose columns have these widths in millimetres.

    `whole` forbids breaks between its rows, `kept` one after it.
    """
    number = 1 + sum(odf.got(made, "style:family") == "table" for made in file.automatic)
    names = TableStyles(
        f"Table {number}", f"T{number}", [f"T{number}C{i}" for i in range(len(widths))]
    )
    added(
        file.automatic,
        names.table,
        "table",
        style_width=f"{sum(widths):.2f}mm",
        table_align="margins",
        style_may_break_between_rows="false" if whole else "true",
        fo_keep_with_next="always" if kept else "auto",
        table_border_model="collapsing",
    )
    for name, width in zip(names.columns, widths, strict=True):
        added(file.automatic, name, "table-column", style_column_width=f"{width:.2f}mm")
    return names


def row_of_height(file: odf.File, millimetres: float) -> str:
    """Name of the style of rows of at least this height."""
    name = f"Row{millimetres:g}".replace(".", "_")
    if not has(file.automatic, name):
        made = added(file.automatic, name, "table-row", style_min_row_height=f"{millimetres:g}mm")
        odf.give(made[0], fo_keep_together="always")
    return name


def box(file: odf.File, document: Document, room: float, ground: str = "") -> str:
    """Name of the style of a cell that is no part of a list, on this ground, with so much room."""
    name = f"{_BOX_CELL}{ground}{_roomy(room) if room else ''}"
    if not has(file.automatic, name):
        around = (room, room) if room else looks.room(document, headed=False)
        _ground(file, document, name, ground, _BESIDE, around, stands="top")
    return name


def _ground(
    file: odf.File,
    document: Document,
    name: str,
    ground: str,
    beside: str,
    room: tuple[float, float],
    *,
    stands: str = "middle",
) -> None:
    added(
        file.automatic,
        name,
        "table-cell",
        fo_background_color=f"#{ground}" if ground else "transparent",
        fo_border=f"0.5pt solid #{looks.rule(document)}",
        fo_padding_left=beside,
        fo_padding_right=beside,
        fo_padding_top=f"{room[0]:g}pt",
        fo_padding_bottom=f"{room[1]:g}pt",
        style_vertical_align=stands,
    )
