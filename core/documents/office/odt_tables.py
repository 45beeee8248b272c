"""The styles of the tables of an ODT file: columns, rows, and the grounds of cells."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from core.documents import looks
from core.documents.model import CellTone
from core.documents.office.odt_styles import added, has

if TYPE_CHECKING:
    from odf.opendocument import OpenDocument

HEAD_CELL, DARK_CELL, BOX_CELL, ROW = "HeadCell", "DarkCell", "BoxCell", "Row"

_BESIDE = "1.9mm"
"""Left and right of the words of a cell, as in Word."""
_LINE = f"0.5pt solid #{looks.LINE}"


class TableStyles(NamedTuple):
    """Style names of one table, and the name the table itself gets."""

    name: str
    table: str
    columns: list[str]


def cell(tone: CellTone, *, matrix: bool) -> str:
    """Name of the style of a cell of that tone."""
    return f"{'Matrix' if matrix else 'Cell'}{tone.value.capitalize()}"


def add(file: "OpenDocument") -> None:
    """All styles that do not depend on one table."""
    from odf import style

    grounds = {HEAD_CELL: (looks.TINT, _BESIDE), DARK_CELL: (looks.INK, _BESIDE)}
    for tone, (ground, _ink) in looks.TONES.items():
        grounds[cell(tone, matrix=False)] = (ground, _BESIDE)
        grounds[cell(tone, matrix=True)] = (ground, "0.8mm")
    for name, (ground, padding) in grounds.items():
        properties = style.TableCellProperties(
            backgroundcolor=f"#{ground}" if ground else "transparent",
            border=_LINE,
            paddingleft=padding,
            paddingright=padding,
            paddingtop="0mm",
            paddingbottom="0mm",
            verticalalign="middle",
        )
        added(file.automaticstyles, name, "table-cell", properties)
    box(file)
    row = style.TableRowProperties(keeptogether="always")
    added(file.automaticstyles, ROW, "table-row", row)


def table(
    file: "OpenDocument", widths: Sequence[float], *, whole: bool = False, kept: bool = False
) -> TableStyles:
    """Styles of a table whose columns have these widths in millimetres.

    `whole` forbids breaks between its rows, `kept` one after it.
    """
    from odf import style

    number = 1 + sum(
        1
        for made in file.automaticstyles.getElementsByType(style.Style)
        if made.getAttribute("family") == "table"
    )
    names = TableStyles(
        f"Table {number}", f"T{number}", [f"T{number}C{i}" for i in range(len(widths))]
    )
    properties = style.TableProperties(
        width=f"{sum(widths):.2f}mm",
        align="margins",
        maybreakbetweenrows="false" if whole else "true",
        keepwithnext="always" if kept else "auto",
        bordermodel="collapsing",
    )
    added(file.automaticstyles, names.table, "table", properties)
    for name, width in zip(names.columns, widths, strict=True):
        properties = style.TableColumnProperties(columnwidth=f"{width:.2f}mm")
        added(file.automaticstyles, name, "table-column", properties)
    return names


def row_of_height(file: "OpenDocument", millimetres: float) -> str:
    """Name of the style of rows of exactly this height."""
    from odf import style

    name = f"Row{millimetres:g}".replace(".", "_")
    if not has(file, name):
        properties = style.TableRowProperties(rowheight=f"{millimetres}mm", keeptogether="always")
        added(file.automaticstyles, name, "table-row", properties)
    return name


def box(file: "OpenDocument", ground: str = "") -> str:
    """Name of the style of a cell that is no part of a list, on this ground."""
    from odf import style

    name = f"{BOX_CELL}{ground}"
    if not has(file, name):
        properties = style.TableCellProperties(
            border=_LINE,
            paddingleft=_BESIDE,
            paddingright=_BESIDE,
            paddingtop="0mm",
            paddingbottom="0mm",
            verticalalign="top",
            backgroundcolor=f"#{ground}" if ground else "transparent",
        )
        added(file.automaticstyles, name, "table-cell", properties)
    return name
