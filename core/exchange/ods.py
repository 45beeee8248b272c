"""Tables of LibreOffice (OpenDocument 1.3, part 3), in and out."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from core.exchange import incoming, tables
from core.exchange.unpacking import part, plain_number, share, tag_of

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = 200
"""Bytes among which a file says that it is one."""
_BLANKS = 100
"""In a row, in a cell that is read; a file may ask for any number of them."""
_LAPSE = re.compile(r"PT(\d+)H(\d+)M")
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("number", "datastyle"), ("meta", "meta"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_STYLES = (
    '<office:automatic-styles><number:date-style style:name="D"><number:day number:style="long"/>'
    "<number:text>/</number:text>"
    '<number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style><number:date-style style:name="M">'
    '<number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/><number:text> </number:text>'
    '<number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="D"/>'
    '<style:style style:name="moment" style:family="table-cell" style:data-style-name="M"/>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "{columns}</office:automatic-styles>"
)
_MILLIMETRES = 2.2
"""Of a character of a column's width."""


def is_ods(data: bytes) -> bool:
    """Whether these are the bytes of such a file."""
    return data.startswith(b"PK\x03\x04") and _MIME.encode() in data[:_HEAD]


def lines(packed: ZipFile) -> list[tuple[int, list[str]]]:
    """Rows that are not empty, each with its number, of the first table that has any.

    Days and hours are ISO text. Raises `ImportTrouble`, and what a damaged file ends in.
    """
    root = part(packed, "content.xml")
    if root is None:
        raise ValueError("no content")
    for table in (item for item in root.iter() if tag_of(item) == "table"):
        found: list[tuple[int, list[str]]] = []
        number = 1
        for row in (item for item in table.iter() if tag_of(item) == "table-row"):
            again = _times(row, "number-rows-repeated")
            cells = _cells(row)
            if any(cell.strip() for cell in cells):
                incoming.refuse_long(0, len(found) + again - 1)
                found += [(number + at, list(cells)) for at in range(again)]
            number += again
        if found:
            return found
    return []


def _cells(row: Element) -> list[str]:
    cells: list[str] = []
    waiting = 0
    for cell in row:
        if tag_of(cell) not in ("table-cell", "covered-table-cell"):
            continue
        again, text = _times(cell, "number-columns-repeated"), _text(cell)
        if not text:
            # Empty ones go on to the end of the sheet.
            waiting += again
            continue
        cells += [""] * min(waiting, tables.MAX_COLUMNS - len(cells))
        cells += [text] * min(again, tables.MAX_COLUMNS - len(cells))
        waiting = 0
    return cells


def _text(cell: Element) -> str:
    kind = _said(cell, "value-type")
    if kind == "date":
        return _moment(_said(cell, "date-value"))
    if kind == "time" and (lapse := _LAPSE.match(_said(cell, "time-value"))):
        return f"{int(lapse[1]):02}:{lapse[2]}"
    if kind in ("float", "currency"):
        return plain_number(_said(cell, "value"))
    if kind == "percentage":
        return share(_said(cell, "value"))
    return "\n".join("".join(_words(line)) for line in cell if tag_of(line) == "p")


def _moment(value: str) -> str:
    day, _t, hour = value.partition("T")
    return day if hour[:5] in ("", "00:00") else f"{day} {hour[:5]}"


def _words(item: Element) -> Iterator[str]:
    yield item.text or ""
    for inner in item:
        name = tag_of(inner)
        if name == "s":
            yield " " * min(_times(inner, "c"), _BLANKS)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name != "annotation":
            yield from _words(inner)
        yield inner.tail or ""


def _said(item: Element, name: str) -> str:
    return next((said for key, said in item.items() if key.rpartition("}")[2] == name), "")


def _times(item: Element, name: str) -> int:
    return int(_said(item, name) or 1)


def written(
    name: str,
    about: Sequence[str],
    columns: Sequence[tuple[str, float]],
    rows: Iterator[Sequence[str | float | datetime | date | time | None]],
) -> bytes:
    """A file with one table of that name: lines about it, the titles of its columns, each with its
    width in characters, and the rows. No cell has a formula."""
    widths = "".join(
        f'<style:style style:name="c{at}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _MILLIMETRES:.0f}mm"/>'
        "</style:style>"
        for at, (_title, width) in enumerate(columns)
    )
    body = [f'<table:table-column table:style-name="c{at}"/>' for at in range(len(columns))]
    body += [_row([_cell(line)]) for line in about]
    body.append(_row([_cell(title, "head") for title, _width in columns]))
    body += [_row([_cell(value) for value in row]) for row in rows]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}'
        f' office:version="1.3">{_STYLES.format(columns=widths)}<office:body><office:spreadsheet>'
        f"<table:table table:name={quoteattr(name)}>{''.join(body)}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", _MIME, ZIP_STORED)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: str | float | datetime | date | time | None, style: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, datetime):
        said = f'office:date-value="{value:%Y-%m-%dT%H:%M:%S}" table:style-name="moment"'
        return _typed("date", said, f"{value:%d/%m/%Y %H:%M}")
    if isinstance(value, date):
        said = f'office:date-value="{value.isoformat()}" table:style-name="day"'
        return _typed("date", said, f"{value:%d/%m/%Y}")
    if isinstance(value, time):
        return _typed("time", f'office:time-value="PT{value:%HH%MM}00S"', f"{value:%H:%M}")
    if isinstance(value, str):
        return _typed("string", styled, *value.split("\n"))
    return _typed("float", f'office:value="{value:.15g}"', f"{value:g}")


def _typed(kind: str, said: str, *lines: str) -> str:
    told = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="{kind}" {said}>{told}</table:table-cell>'


def _spaced(line: str) -> str:
    """The text of a paragraph: of blanks in a row a reader keeps one, and none at its ends."""
    told = escape(_NO_XML.sub("", line)).replace("\t", "<text:tab/>")
    return re.sub(r"^ | $|(?<= ) ", "<text:s/>", told)
