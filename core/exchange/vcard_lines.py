"""The lines of a vCard file: cut into cards, unfolded, decoded, cut into properties and values.

No library does it: vobject gives up a whole card at its first bad line, joins quoted-printable only
for some writers, and its line pattern takes exponential time on `TEL;TYPE=a,a,a,…` without a colon.
"""

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.exchange import incoming

_BEGIN = "BEGIN:VCARD"
_FOLD_AT = 75  # octets, RFC 2426 section 2.6
_PARAMETER = re.compile(r';\s*([^=;:"]+)(?:=((?:"[^"]*"|[^";])*))?')
_BREAK = re.compile(r"\r\n|\r|\n")
_RAW_BREAK = re.compile(rb"\r\n|\r|\n")


_ESCAPED = re.compile(r'\\([\\;,nN"])')
_PIECE = re.compile(r"\\.|.", re.DOTALL)


@dataclass(frozen=True)
class Property:
    """One property as written: its value still has its escapes."""

    group: str
    """Upper case, such as `ITEM1`; empty for most."""
    name: str
    """Upper case, such as `TEL`."""
    types: frozenset[str]
    """Upper-case values of TYPE and ENCODING and bare parameters, `PREF` among them."""
    value: str


def physical(data: bytes) -> list[str]:
    """The lines of the file.

    Cards of several programs are often joined into one file, so what is not UTF-8 as a whole is
    decoded line by line.
    """
    text, encoding = incoming.decode(data)
    if encoding.startswith("utf"):
        return _BREAK.split(text.replace("\0", ""))
    return [_mixed(line, encoding) for line in _RAW_BREAK.split(data.replace(b"\0", b""))]


def _mixed(line: bytes, fallback: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(fallback, "replace")


def count(lines: Sequence[str]) -> int:
    """How many cards begin in them."""
    return sum(line.strip().upper() == _BEGIN for line in lines)


def cut(lines: Sequence[str]) -> Iterator[tuple[int, list[str], bool]]:
    """Every card: its first line, from 1; what is between BEGIN and END; whether it is closed."""
    start = 0
    for number, line in enumerate(lines, 1):
        marker = line.strip().upper()
        if marker == _BEGIN:
            if start:
                yield start, [], False
            start = number
        elif marker == "END:VCARD" and start:
            yield start, list(lines[start : number - 1]), True
            start = 0
    if start:
        yield start, [], False


def property_of(line: str) -> Property | None:
    """The property on a logical line; None when the line is none."""
    at = _colon(line)
    if at is None:
        return None
    head, value = line[:at], line[at + 1 :]
    group, _dot, name = head.split(";", 1)[0].strip().rpartition(".")
    types, charset = _parameters(head)
    if "QUOTED-PRINTABLE" in types:
        value = _unquoted(value, charset)
    # Lotus Notes writes underscores where the standard has hyphens.
    return Property(group.upper(), name.upper().replace("_", "-"), types, value)


def logical(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines with their folds and quoted-printable soft breaks undone, and their first offset."""
    parts: list[str] = []
    start = 0
    soft = False
    for offset, line in enumerate(lines):
        if soft:
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in (" ", "\t"):
            parts.append(line[1:])
        else:
            if parts:
                yield start, "".join(parts)
            parts, start = ([line], offset) if line.strip() else ([], 0)
        soft = bool(parts) and parts[-1].endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
    if parts:
        yield start, "".join(parts)


def _colon(line: str) -> int | None:
    """Where the value begins: the first colon outside quotation marks."""
    quoted = False
    for index, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return index if index else None
    return None


def _parameters(head: str) -> tuple[frozenset[str], str]:
    """`Property.types`, and the charset of a 2.1 value."""
    types: set[str] = set()
    charset = ""
    for name, values in _PARAMETER.findall(head):
        key = name.strip().upper()
        if key == "CHARSET":
            charset = values.strip('" ')
        elif key in ("TYPE", "ENCODING"):
            types.update(value.strip() for value in values.replace('"', "").upper().split(","))
        elif not values or key == "PREF":
            types.add(key)
    return frozenset(types), charset


def _unquoted(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8"))
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return incoming.decode(data)[0]


def folded(line: str) -> str:
    """The line cut into rows of at most 75 octets, never inside a character."""
    rows: list[str] = []
    row, room = "", _FOLD_AT
    for char in line:
        size = len(char.encode("utf-8", "replace"))
        if size > room:
            rows.append(row)
            row, room = "", _FOLD_AT - 1
        row += char
        room -= size
    return "\r\n ".join([*rows, row])


def parts(value: str, separator: str) -> list[str]:
    """The parts of a list, with their escapes (RFC 6350, 3.4)."""
    found: list[list[str]] = [[]]
    for piece in _PIECE.findall(value):
        if piece == separator:
            found.append([])
        else:
            found[-1].append(piece)
    return ["".join(pieces) for pieces in found]


def unescaped(value: str) -> str:
    """Text as it is meant; a backslash that escapes nothing stays."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
