"""Tables come as other programs leave them, and go out so that Excel opens them safely."""

import io
import os
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import i18n
from core.cancel import CancelToken
from core.errors import Cancelled, FileTrouble, ImportTrouble
from core.exchange import tables
from tests.core.in_turn import in_turn

PEOPLE = "Nombre;Teléfono;Nota\r\nÍñigo Núñez;600 000 001;«Güeña», 1.º\r\nJosé;924 80 00 00;\r\n"
ROWS = [("Íñigo Núñez", "600 000 001", "«Güeña», 1.º"), ("José", "924 80 00 00", "")]

CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n'=+-@;"), max_size=12
)


pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("latin-1", "cp1252"),
        ("cp1252", "cp1252"),
    ],
)
def test_accents_survive_whatever_encoding_the_other_program_uses(tmp_path, encoding, found):
    file = tmp_path / "contactos.csv"
    file.write_bytes(PEOPLE.encode(encoding))

    sheet = tables.read(file)

    assert sheet.headers == ("Nombre", "Teléfono", "Nota")
    assert sheet.rows == ROWS
    assert sheet.encoding == found


def test_a_list_from_an_old_dos_program_keeps_its_accents():
    text = "Nombre;Calle\r\nMaría Peña;Plaza de España\r\nJosé;Callejón del Río\r\n"

    sheet = tables.read(text.encode("cp850"))

    assert sheet.rows[0] == ("María Peña", "Plaza de España")


def test_utf16_with_its_byte_order_mark_for_big_endian_is_read():
    assert tables.read(b"\xfe\xff" + PEOPLE.encode("utf-16-be")).rows == ROWS


def test_names_in_capitals_are_not_taken_for_a_mac_file():
    assert tables.read("A;B\nJOSÉ;ÁNGEL MUÑOZ\n".encode("cp1252")).rows == [("JOSÉ", "ÁNGEL MUÑOZ")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_even_beside_decimal_commas_and_line_breaks(delimiter):
    text = f'Red{delimiter}Nota{delimiter}Valor\n"a"{delimiter}"una\ndos, tres; fin"{delimiter}4\n'

    sheet = tables.read(text.encode())

    assert sheet.delimiter == delimiter
    assert sheet.rows == [("a", "una\ndos, tres; fin", "4")]


def test_the_line_by_which_excel_names_the_delimiter_is_obeyed():
    sheet = tables.read(b"sep=|\r\nRed|Valor\r\na;b,c|2\r\n")

    assert sheet.headers == ("Red", "Valor")
    assert sheet.rows == [("a;b,c", "2")]
    assert sheet.row_line(0) == 3


def test_as_many_lines_as_are_taken_with_an_emoji_name_are_read_whole():
    rows = [(f"María 🎺 {n}", "600 000 001", "línea\notra") for n in range(20_000)]

    sheet = tables.read(tables.write(("Nombre", "Teléfono", "Nota"), rows))

    assert sheet.rows == rows


def test_reading_stops_when_the_person_cancels():
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        tables.read(PEOPLE.encode(), token=token)


def test_messages_can_say_the_line_although_cells_span_lines_and_empty_rows_go():
    sheet = tables.read(b'Nombre;Nota\n\nAna;"dos\nlineas"\n;;\nLuis;x\n')

    assert sheet.rows == [("Ana", "dos\nlineas"), ("Luis", "x")]
    assert [sheet.row_line(0), sheet.row_line(1)] == [3, 6]


def test_short_and_long_rows_are_padded_and_the_first_odd_line_is_said():
    sheet = tables.read(b"a;b\n1x;2x\nsolo\n1x;2x;3x\n1x;2x;;\n")

    assert sheet.headers == ("a", "b", "")
    assert sheet.rows[1] == ("solo", "", "")
    assert len(sheet.notes) == 1
    assert "2 lines" in sheet.notes[0]
    assert "line 3" in sheet.notes[0]


def test_nul_characters_are_removed():
    assert tables.read(b"Nombre;Nota\nA\0na;x\n").rows == [("Ana", "x")]


def test_a_quotation_mark_left_open_does_not_swallow_the_rows_after_it():
    sheet = tables.read(b'Nombre;Nota\nAna;"abierta\nLuis;x\nEva;y\n')

    assert sheet.rows == [("Ana", "abierta"), ("Luis", "x"), ("Eva", "y")]
    assert "Line 2" in sheet.notes[0]


def test_quotation_marks_left_open_everywhere_end_the_reading_in_words():
    with pytest.raises(ImportTrouble, match="quotation marks"):
        tables.read(b"Nombre;Nota\n" + b'Ana;"x""\n' * 500)


def test_names_of_ten_thousand_characters_and_right_to_left_text_are_kept():
    rows = [("ñ" * 10_000, "مرحبا"), ("שלום", "👩‍👩‍👧")]

    assert tables.read(tables.write(("Nombre", "Nota"), rows)).rows == rows


def _zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@in_turn(
    "data, words",
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "no rows"),
        (b"\n;;\n", "no rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"%PDF-1.7\n", "PDF"),
        (_zip("xl/workbook.xml"), "spreadsheet.*save it as CSV"),
        (_zip("word/document.xml"), "compressed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel.*save it as CSV"),
        (b"<!DOCTYPE html><html><table>", "web page"),
        (b"  <table><tr><td>a</td></tr>", "web page"),
        (b"BEGIN:VCARD\nVERSION:3.0\n", "vCard"),
        (bytes(range(1, 32)) * 40, "not text"),
        (b"a;" * 1000 + b"\n", "1001 columns"),
    ],
)
def test_a_file_that_is_no_table_is_named_for_what_it_is(data, words):
    with pytest.raises(ImportTrouble, match=words) as caught:
        tables.read(data)
    assert caught.value.advice


def test_a_file_that_is_gone_is_told_as_such(tmp_path):
    with pytest.raises(FileTrouble, match=r"nada\.csv"):
        tables.read(tmp_path / "nada.csv")


@in_turn(
    "first, second, known, header",
    [
        ("Nombre;Cargo", "Ana;Alcaldesa", (), True),
        ("Nombre;Cargo", "Ana;Alcaldesa", ("NOMBRE",), True),
        ("Ana;Alcaldesa", "Luis;Concejal", ("nombre",), False),
        ("Name;Ruf", "Luis;600 000 001", ("nombre",), True),
        ("Ana;600 000 001", "Luis;600 000 002", (), False),
        ("Ana;ana@example.org", "Luis;luis@example.org", (), False),
        ("Red;2024;2025", "X;1;2", ("red",), True),
        ("Ana;600 000 001", "", (), False),
    ],
)
def test_a_first_row_of_data_is_not_taken_for_a_header(first, second, known, header):
    sheet = tables.read(f"{first}\n{second}\n".encode(), known=known)

    assert bool(sheet.headers) is header
    assert sheet.width == first.count(";") + 1
    assert len(sheet.rows) == bool(second) + (not header)


def test_columns_are_matched_by_spanish_and_english_names_however_written():
    wanted = {
        "name": ("Nombre", "Name"),
        "phone": ("Teléfono", "Phone"),
        "mobile": ("Móvil", "Mobile phone"),
        "post": ("Cargo", "Post"),
    }

    found = tables.match_columns(["TELEFONO 1 (fijo)", "mobile_phone", " nombre: ", "x"], wanted)

    assert found == {"name": 2, "phone": 0, "mobile": 1, "post": None}


def told_of(content: bytes) -> str:
    with i18n.language("es"), pytest.raises(ImportTrouble) as trouble:
        tables.read(content)
    return str(trouble.value)


def test_a_table_longer_than_a_laptop_bears_is_refused_before_it_is_read():
    row = "Peña;924 80 00 00\n".encode()

    assert len(tables.read(b"Nombre;Tel\n" + row * 20_000).rows) == 20_000
    assert told_of(row * 20_002) == (
        "El archivo tiene más de 20\u202f000 filas o tarjetas. Divídalo e importe las partes una a"
        " una."
    )
    assert told_of(b"a\r" * 200_001) == (
        "El archivo tiene más de 200\u202f000 líneas. Divídalo e importe las partes una a una."
    )
    assert told_of(b"a;b\n" + b"x" * (5 * 2**20)).startswith(
        "El archivo ocupa más de 5 MB. Divídalo"
    )


def test_a_cell_that_is_too_long_is_told_as_what_it_is():
    longest = b"x" * 131_072

    assert tables.read(b"Nombre;Nota\nPe;" + longest + b"\n").rows[0][1] == longest.decode()
    for cell in (longest + b"x", b'"' + longest + b'\nx"'):
        assert told_of(b"Nombre;Nota\nPe;" + cell + b"\n") == (
            "Línea 2: una celda tiene más de 131\u202f072 caracteres. Acórtela, o quite su"
            " columna, y vuelva a importar el archivo."
        )


def test_a_quotation_mark_left_open_before_much_text_is_still_told_as_one():
    rows = b"Ana;600 000 001\n" * 15_000

    sheet = tables.read(b'Nombre;Tel\n"Pe;1\n' + rows, known=("nombre",))

    assert len(sheet.rows) == 15_001
    assert len(sheet.notes) == 1


def test_what_is_no_file_is_not_waited_for(tmp_path):
    pipe = tmp_path / "contactos.csv"
    os.mkfifo(pipe)

    with pytest.raises(FileTrouble):
        tables.read(pipe)


def test_the_export_is_what_excel_in_spanish_opens_with_a_double_click():
    assert tables.write(("Nombre", "Nota"), [("Peña", "a;b")]) == (
        b'\xef\xbb\xbfNombre;Nota\r\nPe\xc3\xb1a;"a;b"\r\n'
    )


@in_turn(
    "cell",
    ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋a", "－a", "＠a",
     "  =1", "\u2028=1", "\u3164=1", "\u00ad=1", "\x0b=1", "\x1c=1", "\u115f=1",
     "\u200b=1", "\ufeff@x", "\u00a0-x", "'=1", "''=1", "-", "+34-924", "=5"],
)  # fmt: skip
def test_a_cell_that_a_spreadsheet_could_run_is_made_harmless_and_comes_back(cell):
    guarded = tables.guard(cell)

    assert guarded == f"'{cell}"
    assert tables.unguard(guarded) == cell


@in_turn(
    "cell", ["-5", "+34 924 80 00 00", "-3,5 %".replace(" ", ""), "1=1", "'70", "d'Aro", "", "a-b"]
)
def test_plain_numbers_phones_and_words_stay_as_they_are(cell):
    assert tables.guard(cell) == cell
    assert tables.unguard(cell) == cell


@given(CELLS)
def test_every_guarded_cell_comes_back(cell):
    assert tables.unguard(tables.guard(cell)) == cell


@given(st.lists(st.tuples(st.just("x"), CELLS, CELLS), max_size=5))
def test_our_own_export_is_read_back_without_loss(rows):
    headers = ("Nombre", "Nota", "Otra")

    sheet = tables.read(tables.write(headers, rows), known=headers)

    assert sheet.headers == headers
    assert sheet.rows == rows
    assert sheet.notes == ()


@given(st.lists(CELLS.filter(str.strip), max_size=5))
def test_a_table_of_one_column_is_read_back_without_loss(cells):
    rows = [(cell,) for cell in cells]

    assert tables.read(tables.write(("Nombre",), rows), known=("nombre",)).rows == rows
