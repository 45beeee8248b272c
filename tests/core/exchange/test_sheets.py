"""Spreadsheets: what is written is text and days, never a formula; what Excel made is read."""

import io
import re
import tracemalloc
from dataclasses import replace
from datetime import date, datetime, time
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
import xlsxwriter
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ImportTrouble
from core.exchange import sheets, tables
from core.exchange.sheets import SheetColumn, SheetTable

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
SHEET = SheetTable("Calendario", "Calendario", "Ayuntamiento", COLUMNS, ROWS)


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_what_is_written_is_read_back_with_its_days_and_no_formula(ending):
    read = sheets.read(SHEET.written(ending))

    assert read.headers == ("Día", "Hora", "Título", "Horas")
    assert read.rows == [
        ("2026-12-01", "18:30", "=HYPERLINK(A1)", "2.5"),
        ("2027-03-28", "", " «Paz»\ny bien ", ""),
    ]
    assert (read.row_line(0), read.row_line(1)) == (2, 3)


def test_what_is_said_about_a_table_stands_over_it_and_not_in_csv():
    about = replace(SHEET, about=("Calendario: «Paz» & más", "2 filas."))

    for ending in (".xlsx", ".ods"):
        read = sheets.read(about.written(ending))
        assert read.headers[0] == "Calendario: «Paz» & más"
        assert [row[0] for row in read.rows] == ["2 filas.", "Día", "2026-12-01", "2027-03-28"]
    assert tables.read(about.written(".csv")).headers[0] == "Día"


def test_cells_of_opendocument_say_their_kind_and_have_no_formula():
    with ZipFile(io.BytesIO(SHEET.written(".ods"))) as packed:
        assert packed.namelist()[0] == "mimetype"
        root = fromstring(packed.read("content.xml"))

    cells = [item for item in root.iter() if item.tag.endswith("}table-cell")]
    said = [{key.rpartition("}")[2]: value for key, value in item.items()} for item in cells]
    kinds = [one.get("value-type") for one in said[4:8]]
    assert kinds == ["date", "time", "string", "float"]
    assert not any("formula" in one for one in said)


def open_table(*rows: str) -> bytes:
    """A file of LibreOffice with these rows in its second table; the first is empty."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row></table:table>'
        f"<table:table>{''.join(rows)}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
    return out.getvalue()


def cell(words: str, said: str = "") -> str:
    return f"<table:table-cell {said}>{words}</table:table-cell>"


def row(*cells: str, again: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{again}">{"".join(cells)}</table:table-row>'
    )


def test_cells_of_libreoffice_are_read_as_people_see_them():
    note = "<office:annotation><text:p>una nota</text:p></office:annotation>"
    data = open_table(
        row(*(cell(f"<text:p>{name}</text:p>") for name in ("Nombre", "Dirección", "Teléfono"))),
        row(cell(""), again=3),
        row(
            cell(f"{note}<text:p>Ana<text:s text:c='2'/><text:span>Ruiz</text:span></text:p>"),
            cell("<text:p>Calle<text:tab/>Mayor<text:line-break/>3</text:p>"),
            cell("<text:p>6E8</text:p>", 'office:value-type="float" office:value="6.00000051E8"'),
            cell(
                "<text:p>1 dic</text:p>",
                'office:value-type="date" office:date-value="2026-12-01T09:30:00"',
            ),
        ),
        row(cell("", 'table:number-columns-repeated="16384"'), again=1_000_000),
    )

    read = sheets.read(data)

    assert read.headers == ("Nombre", "Dirección", "Teléfono", "")
    assert read.rows == [("Ana  Ruiz", "Calle\tMayor\n3", "600000051", "2026-12-01 09:30")]
    assert read.row_line(0) == 5


@pytest.mark.parametrize(
    ("stored", "seen"),
    [("9.9E14", "990000000000000"), ("1E15", "1E15"), ("1.5E15", "1.5E15"), ("-7", "-7")],
)
def test_a_number_that_no_program_holds_to_its_last_digit_stays_as_it_is(stored, seen):
    said = f'office:value-type="float" office:value="{stored}"'

    read = sheets.read(open_table(row(cell("<text:p>Nº</text:p>")), row(cell("", said))))

    assert read.rows == [(seen,)]


def test_a_row_that_is_repeated_without_end_is_too_long():
    with pytest.raises(ImportTrouble, match="más de 20"):
        sheets.read(open_table(row(cell("<text:p>Ana</text:p>"), again=1_000_000)))


@pytest.mark.parametrize(
    "content",
    [
        b"<office:document-content><row>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><p>&a;</p>',
        b"\xff\xfe secret",
        None,
    ],
    ids=["cut", "bomb", "password", "without"],
)
def test_a_damaged_or_hostile_file_of_libreoffice_is_one_sentence(content):
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        if content is not None:
            packed.writestr("content.xml", content)

    with pytest.raises(ImportTrouble, match="no se puede leer"):
        sheets.read(out.getvalue())


@given(st.lists(st.text(), min_size=1))
def test_whatever_text_there_is_comes_back_from_opendocument_as_it_can_be_shown(texts):
    columns = [SheetColumn("Texto", 12, lambda text: f"a{text}a")]

    read = sheets.read(SheetTable("Hoja", "", "", columns, texts).written(".ods"))

    shown = [
        re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text) for text in texts
    ]
    assert [said[0] for said in read.rows] == [f"a{text}a" for text in shown]


def test_as_csv_it_says_the_same_and_runs_nothing():
    data = SHEET.written(".csv")

    assert b"'=HYPERLINK(A1)" in data
    read = tables.read(data)
    assert read.rows[0] == ("2026-12-01", "18:30", "=HYPERLINK(A1)", "2,5")


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)])
@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_day_of_the_year_1900_comes_back_as_it_was_written(day, ending):
    told = replace(SHEET, things=[(day, time(18, 30), "Aviso", 1)])

    assert sheets.read(told.written(ending), ["Día"]).rows[0][0] == day.isoformat()


def made(old_mac: bool = False, **cells: tuple[object, str]) -> bytes:
    """A workbook whose first sheet is empty and whose second has these cells, with formats."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": old_mac}) as book:
        book.add_worksheet("Vacía")
        sheet = book.add_worksheet("Datos")
        for place, (value, code) in cells.items():
            sheet.write(place, value, book.add_format({"num_format": code}))
    return out.getvalue()


@pytest.mark.parametrize(("old_mac", "first"), [(False, "1900-01-01"), (True, "1904-01-02")])
def test_the_first_sheet_with_rows_counts_and_days_are_what_was_typed_there(old_mac, first):
    # Of the first day of all, what Excel shows, which counts a 29 February 1900.
    data = made(
        old_mac,
        A1=("Día", "General"),
        B1=("Kilos", "General"),
        C4=("fuera", "General"),
        A4=(date(2027, 5, 23), "[$-C0A]d mmm yyyy"),
        A5=(datetime.combine(date(2027, 5, 23), time(9, 30)), 'd/m/yy h:mm "horas"'),
        B5=(46357, '0 "días"'),
        A6=(1, "d/m/yyyy"),
        B6=(0.75, "h:mm"),
    )

    read = sheets.read(data)

    assert read.headers == ("Día", "Kilos", "")
    assert read.rows == [
        ("2027-05-23", "", "fuera"),
        ("2027-05-23 09:30", "46357", ""),
        (first, "18:00", ""),
    ]
    assert read.row_line(0) == 4


def test_cells_that_do_not_say_where_they_stand_stand_beside_each_other():
    cells = '<c t="inlineStr"><is><t>{}</t></is></c>' * 2
    words = ("Nombre", "Teléfono", "Ana", "600 000 001")
    rows = f"<row>{cells}</row><row>{cells}</row>".format(*words)
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
        packed.writestr("xl/worksheets/sheet1.xml", sheet)

    read = sheets.read(out.getvalue())

    assert (read.headers, read.rows) == (("Nombre", "Teléfono"), [("Ana", "600 000 001")])


def test_shares_are_read_as_people_see_them_and_three_decimals_are_no_thousands():
    data = made(
        A1=("Tasa", "General"),
        A2=(0.613, "0%"),
        A3=(0.07125, '0.0 "de" %'),
        A4=(1.234, "General"),
        A5=(0.5, '0.0 "%"'),
    )
    share = 'office:value-type="percentage" office:value='
    table = open_table(
        row(cell("<text:p>Tasa</text:p>")),
        row(cell("<text:p>61 %</text:p>", share + '"0.613"')),
        row(cell("<text:p>1,23</text:p>", 'office:value-type="float" office:value="1.234"')),
    )

    assert [said for (said,) in sheets.read(data).rows] == ["61.3 %", "7.1250 %", "1.2340", "0.5"]
    assert [said for (said,) in sheets.read(table).rows] == ["61.3 %", "1.2340"]


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


@pytest.mark.parametrize(
    ("packing", "packed_mb", "most_mb"),
    [(ZIP_DEFLATED, 200, 110), (ZIP_BZIP2, 60, 20), (ZIP_LZMA, 60, 20)],
)
def test_a_part_that_says_that_it_is_small_does_not_fill_the_memory_either(
    packing, packed_mb, most_mb
):
    out = io.BytesIO()
    with ZipFile(out, "w", packing) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (packed_mb * 2**20))
        packed.infolist()[0].file_size = 1000

    tracemalloc.start()
    try:
        with pytest.raises(ImportTrouble, match="no se puede leer"):
            sheets.read(out.getvalue())
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert taken < most_mb * 2**20


def test_a_cell_of_blanks_without_end_does_not_fill_the_memory():
    blanks = "<text:s text:c='2000000000'/>"

    read = sheets.read(open_table(row(cell(f"<text:p>Ana{blanks}Ruiz</text:p>"))))

    assert [" ".join(name.split()) for name in read.headers] == ["Ana Ruiz"]
    assert len(read.headers[0]) < 1000


def test_a_workbook_without_rows_is_one_sentence():
    with pytest.raises(ImportTrouble, match="no tiene filas"):
        sheets.read(made())
