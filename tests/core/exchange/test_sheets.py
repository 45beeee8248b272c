"""Spreadsheets: what is written is text and days, never a formula; what Excel made is read."""

import io
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from core.errors import ImportTrouble
from core.exchange import sheets, tables
from core.exchange.sheets import Sheet, SheetColumn

ROWS = [
    (date(2026, 12, 1), time(18, 30), "=HYPERLINK(A1)", 2.5),
    (date(2027, 3, 28), None, " «Paz»\ny bien ", None),
]
COLUMNS = [
    SheetColumn("Día", 12, lambda row: row[0]),
    SheetColumn("Hora", 8, lambda row: row[1]),
    SheetColumn("Título", 40, lambda row: row[2]),
    SheetColumn("Horas", 8, lambda row: row[3]),
]
SHEET = Sheet("Calendario", "Calendario", "Ayuntamiento", COLUMNS, ROWS)


def test_what_is_written_is_read_back_with_its_days_and_no_formula():
    read = sheets.read(SHEET.written(".xlsx"))

    assert read.headers == ("Día", "Hora", "Título", "Horas")
    assert read.rows == [
        ("2026-12-01", "18:30", "=HYPERLINK(A1)", "2.5"),
        ("2027-03-28", "", " «Paz»\ny bien ", ""),
    ]
    assert (read.row_line(0), read.row_line(1)) == (2, 3)


def test_as_csv_it_says_the_same_and_runs_nothing():
    data = SHEET.written(".csv")

    assert b"'=HYPERLINK(A1)" in data
    read = tables.read(data)
    assert read.rows[0] == ("2026-12-01", "18:30", "=HYPERLINK(A1)", "2,5")


def made(old_mac: bool = False, **cells: tuple[object, str]) -> bytes:
    """A workbook whose first sheet is empty and whose second has these cells, with formats."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": old_mac}) as book:
        book.add_worksheet("Vacía")
        sheet = book.add_worksheet("Datos")
        for place, (value, code) in cells.items():
            sheet.write(place, value, book.add_format({"num_format": code}))
    return out.getvalue()


@pytest.mark.parametrize("old_mac", [False, True])
def test_the_first_sheet_with_rows_counts_and_days_are_what_was_typed_there(old_mac):
    data = made(
        old_mac,
        A1=("Día", "General"),
        B1=("Kilos", "General"),
        C4=("fuera", "General"),
        A4=(date(2027, 5, 23), "[$-C0A]d mmm yyyy"),
        A5=(datetime.combine(date(2027, 5, 23), time(9, 30)), 'd/m/yy h:mm "horas"'),
        B5=(46357, '0 "días"'),
    )

    read = sheets.read(data)

    assert read.headers == ("Día", "Kilos", "")
    assert read.rows == [("2027-05-23", "", "fuera"), ("2027-05-23 09:30", "46357", "")]
    assert read.row_line(0) == 4


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"},
        {"xl/worksheets/sheet1.xml": b'<w><row><c t="s"><v>7</v></c></row></w>'},
        {"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si>&a;</si></sst>'},
        {"xl/sharedStrings.xml": b"\xff\xfe"},
    ],
    ids=["cut", "no-such-text", "bomb", "noise"],
)
def test_a_damaged_or_hostile_workbook_is_one_sentence(parts):
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)

    with pytest.raises(ImportTrouble, match="no se puede leer"):
        sheets.read(out.getvalue())


def test_a_workbook_cut_short_is_one_sentence():
    with pytest.raises(ImportTrouble, match="no se puede leer"):
        sheets.read(SHEET.written(".xlsx")[:-300])


def test_a_part_that_would_fill_the_memory_is_not_unpacked():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (51 * 2**20))

    with pytest.raises(ImportTrouble, match="demasiado grande"):
        sheets.read(out.getvalue())


def test_a_workbook_without_rows_is_one_sentence():
    with pytest.raises(ImportTrouble, match="no tiene filas"):
        sheets.read(made())
