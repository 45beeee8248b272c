"""Tables as CSV, in and out.

In: whatever Excel, LibreOffice or another town hall made of it. Out: what Excel in Spanish opens
with a double click, with formulas made harmless; reading our own file back loses nothing.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.cancel import CancelToken
from core.errors import ImportTrouble
from core.exchange import incoming
from core.i18n import _, ngettext
from core.numbers import number
from core.text import fold

MAX_COLUMNS = 500
MAX_CELL = 131_072
"""Characters. The csv module has the same limit, but cannot tell a long cell from an open quotation
mark; whatever a file may hold is let through there, and looked at here."""
csv.field_size_limit(incoming.LIMIT_BYTES)
MAX_STRAY = 20
"""Quotation marks left open before a file is given up: each costs a reading of what follows."""
_DELIMITERS = ";\t,"
_SAMPLE_ROWS = 50
_CHECK_EVERY = 1000

# Blanks, control and filler characters and those without width: nobody sees them before a formula,
# and a spreadsheet may skip them.
_SKIPPED = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x20\\x7f-\\xa0\\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb"
)
_FORMULA = re.compile(rf"'*[{_SKIPPED}]*[=+\-@\t\r\n＝＋－＠]")
_PLAIN = re.compile(r"'*[+-]?[0-9][0-9 .,\u00a0]*%?")

_DATA = re.compile(
    r"[^@\s]+@[^@\s]+\.\w+"  # an e-mail address
    r"|https?://\S+"
    r"|\d{4}-\d\d?-\d\d?([ T].*)?|\d\d?[/.-]\d\d?[/.-]\d{2,4}"  # a date
    r"|[+(]?[\d][\d\s().,/%-]*"  # a number or a phone
)


@dataclass(frozen=True)
class TableSheet:
    """A table as read. `headers` is empty when the file has none; all rows are equally wide."""

    headers: tuple[str, ...]
    rows: list[tuple[str, ...]]
    encoding: str
    delimiter: str
    notes: tuple[str, ...] = ()
    """Sentences about what had to be put right."""
    starts: tuple[int, ...] = field(default=(), repr=False)
    """Line of the file, from 1, on which each row begins."""

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.headers) or (len(self.rows[0]) if self.rows else 0)

    def row_line(self, index: int) -> int:
        """Line of the file, from 1, on which row `index`, from 0, begins."""
        return self.starts[index]


def read(
    source: Path | bytes,
    *,
    known: Collection[str] = (),
    delimiter: str = "",
    token: CancelToken | None = None,
) -> TableSheet:
    """The table in a CSV file of any usual encoding and delimiter.

    `known` are header names that tell a header from a first row of data; without `delimiter` it is
    guessed. Empty rows are dropped, short ones padded, NULs removed. Raises FileTrouble,
    ImportTrouble, Cancelled.
    """
    data = incoming.load(source)
    incoming.refuse_binary(data)
    text, encoding = incoming.decode(data)
    text = text.replace("\0", "")
    incoming.refuse_markup(text)
    if text.lstrip()[:11].upper() == "BEGIN:VCARD":
        raise ImportTrouble(
            _("The file holds contact cards (vCard), not a table."), _("Import it as contacts.")
        )
    incoming.refuse_long(text.count("\n") + text.count("\r"))
    lines = list(io.StringIO(text, newline=""))
    first, declared = _declared(lines)
    delimiter = delimiter or declared or _guess_delimiter(lines[first:])
    records, notes = _records(lines, first, delimiter, token)
    if not records:
        raise ImportTrouble(
            _("The file has no rows."), _("Export it again from the program it comes from.")
        )
    starts = [line for line, _row in records]
    rows, ragged = _squared(records)
    notes += ragged
    headers: tuple[str, ...] = ()
    if has_header(rows, known):
        headers = tuple(cell.strip() for cell in rows.pop(0))
        starts.pop(0)
    return TableSheet(headers, rows, encoding, delimiter, tuple(notes), tuple(starts))


def has_header(rows: Sequence[Sequence[str]], known: Collection[str] = ()) -> bool:
    """Whether the first row names the columns.

    Yes when one of its cells is a known name, or when cells of words stand above columns of
    numbers, phones, addresses or dates; no when it holds such data itself. Undecided: no when
    names are known, otherwise yes, as nearly all tables have one.
    """
    first = [cell.strip() for cell in rows[0]]
    if {_key(name) for name in known} & {_key(cell) for cell in first if cell}:
        return True
    if any(_is_data(cell) for cell in first):
        return False
    body = rows[1 : 1 + _SAMPLE_ROWS]
    for column, name in enumerate(first):
        cells = [row[column].strip() for row in body if row[column].strip()]
        if name and cells and sum(map(_is_data, cells)) * 2 > len(cells):
            return True
    return not known


def match_columns(
    headers: Sequence[str], wanted: Mapping[str, Collection[str]]
) -> dict[str, int | None]:
    """For each wanted field the column whose header is one of its known names, or None.

    Case, accents and punctuation do not count. A column serves one field. In a second pass
    numbers and remarks in brackets are overlooked: `Teléfono 1 (fijo)` is a `telefono`.
    """
    found: dict[str, int | None] = dict.fromkeys(wanted)
    for key in (_key, _loose_key):
        keys = [key(header) for header in headers]
        for name, names in wanted.items():
            accepted = {_key(other) for other in names}
            if found[name] is None:
                free = (i for i in range(len(keys)) if i not in found.values())
                found[name] = next((i for i in free if keys[i] in accepted), None)
    return found


def write(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV for Excel in Spanish: UTF-8 with mark, `;`, CRLF, no cell that runs as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=";",
        lineterminator="\r\n",
        # A single column is quoted, or its commas would look like delimiters when read back.
        quoting=csv.QUOTE_ALL if len(headers) == 1 else csv.QUOTE_MINIMAL,
    )
    writer.writerow([guard(cell) for cell in headers])
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def guard(cell: str) -> str:
    """The cell with `'` before it when a spreadsheet could take it for a formula.

    Plain numbers and phones stay. Cells that already begin with `'` before a formula get one
    more, so that `unguard` always gives back what was there.
    """
    return f"'{cell}" if _needs_guard(cell) else cell


def unguard(cell: str) -> str:
    """Undo `guard`; any other cell stays as it is."""
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def _needs_guard(cell: str) -> bool:
    return bool(_FORMULA.match(cell)) and not _PLAIN.fullmatch(cell)


def _is_data(cell: str) -> bool:
    # No address, date or number is longer; a text of 10,000 characters need not be tried.
    return len(cell) <= 200 and bool(_DATA.fullmatch(cell))


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(name)).strip()


def _loose_key(name: str) -> str:
    return _key(re.sub(r"\(.*?\)|\d+\s*(?=\(|$)", "", name))


def _declared(lines: list[str]) -> tuple[int, str]:
    """Index of the first line of the table, and the delimiter if Excel's `sep=` line gives it."""
    declared = re.fullmatch(r"\"?sep=(.)\"?\s*", lines[0], re.I) if lines else None
    return (1, declared[1]) if declared else (0, "")


def _guess_delimiter(lines: list[str]) -> str:
    """The candidate that cuts most of the first rows into the same number of cells, above one."""
    best, best_score = _DELIMITERS[0], 0
    for delimiter in _DELIMITERS:
        widths: list[int] = []
        try:
            for row in csv.reader(lines[: _SAMPLE_ROWS * 4], delimiter=delimiter):
                widths.extend([len(row)] if row else [])
                if len(widths) == _SAMPLE_ROWS:
                    break
        except csv.Error:
            pass  # an open quotation mark; what was counted before it still tells
        width, score = Counter(widths).most_common(1)[0] if widths else (1, 0)
        if width > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def _records(
    lines: list[str], first: int, delimiter: str, token: CancelToken | None
) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Every row that is not empty, with its line; and notes on quotation marks never closed.

    Such a mark would swallow the rest of the file: its line is read again taking quotation marks
    as ordinary characters, and reading goes on after it.
    """
    records: list[tuple[int, list[str]]] = []
    stray: list[int] = []
    at = first
    while at < len(lines):
        broken: int | None = None
        for start, row in _quoted(lines, at, delimiter):
            if token and len(records) % _CHECK_EVERY == 0:
                token.check()
            if row is None:
                broken = start
                break
            _check_cells(row, start + 1)
            if any(cell.strip() for cell in row):
                records.append((start + 1, [unguard(cell) for cell in row]))
                # The first may name the columns.
                incoming.refuse_long(0, len(records) - 1)
        if broken is None:
            break
        stray.append(broken + 1)
        _check_stray(stray)
        cells = lines[broken].rstrip("\r\n").split(delimiter)
        records.append((broken + 1, [cell.lstrip('"') for cell in cells]))
        at = broken + 1
    return records, _stray_note(stray)


def _check_cells(row: list[str], line: int) -> None:
    if len(row) > MAX_COLUMNS:
        raise ImportTrouble(
            _("Line {line}: there are {count} columns.").format(line=line, count=len(row)),
            _("Check that the file is a table with one row for each line."),
        )
    if any(len(cell) > MAX_CELL for cell in row):
        raise ImportTrouble(
            _("Line {line}: a cell has more than {limit} characters.").format(
                line=line, limit=number(MAX_CELL)
            ),
            _("Shorten it, or leave its column out, and import the file again."),
        )


def _check_stray(stray: list[int]) -> None:
    if len(stray) > MAX_STRAY:
        raise ImportTrouble(
            _("Line {line}: the quotation marks of the file do not match.").format(line=stray[0]),
            _("Export it again from the program it comes from."),
        )


def _quoted(lines: list[str], at: int, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Rows from line index `at`, each with the index of its first line; None: ill-quoted."""
    reader = csv.reader(lines[at:] if at else lines, delimiter=delimiter)
    start = at
    for row in reader:
        after = at + reader.line_num
        if (after - start > 1 or after == len(lines)) and _ill_quoted(
            lines[start:after], delimiter
        ):
            yield start, None
            return
        yield start, row
        start = after


def _ill_quoted(lines: list[str], delimiter: str) -> bool:
    """Whether a row ends inside quotation marks, or only ended at those of a later row."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _stray_note(stray: list[int]) -> list[str]:
    if not stray:
        return []
    return [
        ngettext(
            "Line {line}: a quotation mark is not closed; it was left out.",
            "{count} quotation marks are not closed, the first on line {line}; they were left out.",
            len(stray),
        ).format(count=len(stray), line=stray[0])
    ]


def _squared(
    records: list[tuple[int, list[str]]],
) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows made equally wide, and a note when they were not."""
    expected = len(records[0][1])
    for _line, row in records:
        while len(row) > expected and not row[-1].strip():
            row.pop()
    width = max(len(row) for _line, row in records)
    odd = [line for line, row in records if len(row) != expected]
    rows = [tuple(row) if len(row) == width else (*row, *[""] * (width - len(row)))
            for _line, row in records]  # fmt: skip
    if not odd:
        return rows, []
    return rows, [
        ngettext(
            "Line {line} does not have as many columns as the first; check it.",
            "{count} lines do not have as many columns as the first, beginning with line {line}.",
            len(odd),
        ).format(count=len(odd), line=odd[0])
    ]
