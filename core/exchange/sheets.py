"""Tables for spreadsheets: CSV, XLSX and ODS out, XLSX and ODS in.

A text that looks like a formula stays a text. Of a workbook the first sheet with rows is read, as
its cells are stored: a day is a number there, and `moment` tells which.
"""

import io
import re
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from core.errors import ImportTrouble
from core.exchange import incoming, ods, tables
from core.exchange.tables import TableSheet
from core.exchange.unpacking import part, plain_number, share, tag_of
from core.i18n import _
from core.text import shortened

if TYPE_CHECKING:
    import xlsxwriter

T = TypeVar("T")

ENDINGS = (".xlsx", ".ods", ".csv")
"""Of the files that can be written."""

_MOST_CHARACTERS = 32_767
"""Of one cell of a spreadsheet."""

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a sheet belong to no zone
_NO_DAY = 60
_MAC_DAYS = 1462
"""Between the days from which workbooks of Windows and of old Macs count."""

_BROKEN = (BadZipFile, ParseError, LookupError, ValueError, RuntimeError, EOFError, zlib.error)
"""What a damaged workbook, or one with a password, ends in."""

Value = str | float | datetime | date | time | None


@dataclass(frozen=True)
class SheetColumn(Generic[T]):
    """A column of a table; `width` in characters."""

    title: str
    width: float
    value: Callable[[T], Value]


@dataclass(frozen=True)
class SheetTable(Generic[T]):
    """A table with a row for each thing."""

    name: str
    title: str
    author: str
    columns: Sequence[SheetColumn[T]]
    things: Sequence[T]
    about: Sequence[str] = ()
    """Lines over the table of a workbook; a CSV file is the table alone, for others to read."""

    def written(self, ending: str) -> bytes:
        """The file that ends so, one of `ENDINGS`."""
        if ending == ".ods":
            columns = [(column.title, column.width) for column in self.columns]
            return ods.written(self.name, self.about, columns, self._rows())
        return self._csv() if ending == ".csv" else self._xlsx()

    def _rows(self) -> Iterator[list[Value]]:
        return ([column.value(thing) for column in self.columns] for thing in self.things)

    def _csv(self) -> bytes:
        rows = ([_as_text(value) for value in row] for row in self._rows())
        return tables.write([column.title for column in self.columns], rows)

    def _xlsx(self) -> bytes:
        import xlsxwriter

        out = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(out, options) as book:
            book.set_properties({"title": self.title, "author": self.author})
            self._fill(book, book.add_worksheet(self.name))
        return out.getvalue()

    def _fill(self, book: "xlsxwriter.Workbook", sheet: "xlsxwriter.worksheet.Worksheet") -> None:
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        plain = book.add_format({"valign": "top"})
        moments = {
            kind: book.add_format({"num_format": code, "valign": "top"})
            for kind, code in (
                (datetime, "dd/mm/yyyy hh:mm"), (date, "dd/mm/yyyy"), (time, "hh:mm"),
            )
        }  # fmt: skip
        top = len(self.about)
        for line, told in enumerate(self.about):
            sheet.write_string(line, 0, told, book.add_format({"bold": not line}))
        for place, column in enumerate(self.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(top, place, column.title, head)
        for line, row in enumerate(self._rows(), top + 1):
            for place, value in enumerate(row):
                if isinstance(value, date | time):
                    sheet.write_datetime(line, place, value, moments[type(value)])
                elif isinstance(value, str):
                    sheet.write_string(line, place, shortened(value, _MOST_CHARACTERS), plain)
                elif value is not None:
                    sheet.write_number(line, place, value, plain)
        sheet.freeze_panes(top + 1, 0)
        sheet.autofilter(top, 0, top + max(len(self.things), 1), len(self.columns) - 1)


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    # A decimal comma, which Excel in Spanish reads as a number.
    return value if isinstance(value, str) else f"{value:g}".replace(".", ",")


def moment(serial: float) -> datetime:
    """The moment that a number of a spreadsheet stands for. Raises `OverflowError`."""
    passed = timedelta(minutes=round(serial * 24 * 60))
    # Excel counts a 29th of February 1900.
    return _DAY_ZERO + passed + timedelta(1 if 1 <= serial < _NO_DAY else 0)


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an XLSX or ODS file."""
    return ods.is_ods(data) or (data.startswith(b"PK\x03\x04") and b"xl/" in data)


def read(data: bytes, known: Collection[str] = ()) -> TableSheet:
    """The first sheet with rows of an XLSX or ODS file; days and hours are ISO text.

    Whether its first row names the columns is found as in `tables.read`.

    Raises `ImportTrouble`.
    """
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            lines = ods.lines(packed) if ods.is_ods(data) else _Book(packed).lines()
    except _BROKEN as error:
        raise ImportTrouble(
            _("The spreadsheet is damaged and cannot be read."),
            _("Open it in Excel or LibreOffice and save it as CSV."),
            detail=str(error),
        ) from error
    if not lines:
        raise ImportTrouble(
            _("The file has no rows."), _("Export it again from the program it comes from.")
        )
    width = max(len(row) for _line, row in lines)
    rows = [tuple(row) + ("",) * (width - len(row)) for _line, row in lines]
    starts = [line for line, _row in lines]
    headers: tuple[str, ...] = ()
    if tables.has_header(rows, known):
        headers = tuple(cell.strip() for cell in rows.pop(0))
        starts.pop(0)
    return TableSheet(headers, rows, "", "", (), tuple(starts))


class _Book:
    """The parts of a workbook that is read."""

    def __init__(self, packed: ZipFile) -> None:
        self._packed = packed
        self._names = packed.namelist()
        self._texts = ["".join(_words(item)) for item in self._all("xl/sharedStrings.xml", "si")]
        custom = {
            item.get("numFmtId", ""): item.get("formatCode", "")
            for item in self._all("xl/styles.xml", "numFmt")
        }
        cell_formats = next(iter(self._all("xl/styles.xml", "cellXfs")), ())
        self._looks = [_look(item.get("numFmtId", ""), custom) for item in cell_formats]
        properties = next(iter(self._all("xl/workbook.xml", "workbookPr")), None)
        old_mac = properties is not None and properties.get("date1904") in ("1", "true")
        self._since = _MAC_DAYS if old_mac else 0

    def _all(self, name: str, tag: str) -> list[Element]:
        """Every element of that name in one part, or none where there is no such part."""
        root = part(self._packed, name)
        return [] if root is None else [item for item in root.iter() if tag_of(item) == tag]

    def lines(self) -> list[tuple[int, list[str]]]:
        """Rows that are not empty, each with its number, of the first sheet that has any."""
        sheets = [name for name in self._names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        for name in sorted(sheets, key=lambda name: (len(name), name)):
            found: list[tuple[int, list[str]]] = []
            for number, row in enumerate(self._all(name, "row"), 1):
                cells = self._cells(row)
                if any(cell.strip() for cell in cells):
                    found.append((int(row.get("r", number)), cells))
                    incoming.refuse_long(0, len(found) - 1)
            if found:
                return found
        return []

    def _cells(self, row: Element) -> list[str]:
        cells: list[str] = []
        for cell in row:
            place = _column(cell.get("r", "")) if cell.get("r") else len(cells)
            if place >= tables.MAX_COLUMNS:
                break
            cells += [""] * (place + 1 - len(cells))
            cells[place] = self._text(cell)
        return cells

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_words(cell))
        value = next((inner.text or "" for inner in cell if tag_of(inner) == "v"), "")
        if kind == "s":
            return self._texts[int(value)]
        if kind != "n" or not value:
            return value
        style = int(cell.get("s", "0"))
        look = self._looks[style] if style < len(self._looks) else _Look.NUMBER
        if look is _Look.DAY:
            return self._moment(float(value))
        return share(value) if look is _Look.SHARE else plain_number(value)

    def _moment(self, serial: float) -> str:
        try:
            found = moment(serial + (self._since if serial >= 1 else 0))
        except OverflowError:
            return str(serial)
        if serial < 1:
            return f"{found:%H:%M}"
        return found.date().isoformat() if found.time() == time() else f"{found:%Y-%m-%d %H:%M}"


def _words(item: Element) -> Iterator[str]:
    """The text of a cell; not how it is to be pronounced."""
    for inner in item:
        if tag_of(inner) == "t":
            yield inner.text or ""
        elif tag_of(inner) in ("r", "is"):
            yield from _words(inner)


def _column(reference: str) -> int:
    place = 0
    for letter in re.sub(r"[^A-Z]", "", reference.upper()):
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


class _Look(Enum):
    """What a format of cells makes of a number."""

    NUMBER, SHARE, DAY = range(3)


def _look(number: str, custom: dict[str, str]) -> _Look:
    """By ECMA-376, part 1, 18.8.30; an hour is part of a day."""
    if number in custom:
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", custom[number])
        if re.search("[dmyhs]", code, re.I):
            return _Look.DAY
        return _Look.SHARE if "%" in code else _Look.NUMBER
    if number in ("9", "10"):
        return _Look.SHARE
    of_days = number.isdigit() and (14 <= int(number) <= 22 or 45 <= int(number) <= 47)
    return _Look.DAY if of_days else _Look.NUMBER
