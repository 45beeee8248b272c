"""Files from outside, before any format reads them: size, kind, encoding."""

import errno
import os
import re
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import Path

from core.errors import FileTrouble, ImportTrouble
from core.i18n import _, mark
from core.numbers import number
from core.store import connection
from core.store.connection import SUFFIX

LIMIT_BYTES = 5 * 2**20
MOST_ROWS = 20_000
"""What a laptop of 8 GB reads in seconds, rows of a table or cards of an address book."""
_MOST_LINES = 10 * MOST_ROWS
"""A cell may go over several."""

_SAVE_AS_CSV = mark("Open it in Excel or LibreOffice and save it as CSV.")
_SAMPLE = 32 * 1024
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[\xc0-\xff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<table|<meta|<\?xml|<svg)", re.I)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class ImportProblem:
    """What of a file was not imported."""

    line: int
    """Of the file, from 1; 0: of all of it."""
    sentence: str
    advice: str = ""


def load(source: Path | bytes) -> bytes:
    """The bytes of a file the person chose.

    Raises FileTrouble when it cannot be read, ImportTrouble when it is larger than `LIMIT_BYTES`.
    """
    if isinstance(source, bytes):
        data = source
    else:
        try:
            data = _read(source)
        except OSError as error:
            raise FileTrouble(
                _("The file {name} cannot be read.").format(name=source.name),
                _("Check that it still exists and that no other program is using it."),
                detail=str(error),
            ) from error
        if connection.is_ours(data):
            raise _a_workspace(source)
    if connection.is_database(data):
        raise ImportTrouble(
            _("The file is a database, not a list."),
            _("Export the list from the program it belongs to."),
        )
    if len(data) > LIMIT_BYTES:
        raise ImportTrouble(
            _("The file is larger than {limit} MB.").format(limit=LIMIT_BYTES // 2**20),
            _(
                "Split it and import the parts one by one; if they are contacts, export them "
                "without photographs."
            ),
        )
    return data


def refuse_workspace(path: Path) -> None:
    """Raise ImportTrouble for a workspace, by its name and by what lies beside it.

    It may be the one that is open: read past SQLite it would lose SQLite's locks of this process
    (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    real = Path(os.path.realpath(path))
    if real.suffix == SUFFIX or real.with_name(f"{real.name}-wal").exists():
        raise _a_workspace(real)


def _a_workspace(path: Path) -> ImportTrouble:
    if path.suffix == SUFFIX:
        advice = _("Open it with Pregón and export from it what you need.")
    else:
        advice = _("Give it back its ending .pregon, open it and export from it what you need.")
    return ImportTrouble(
        _("“{name}” is a file of Pregón, not a list.").format(name=path.name), advice
    )


def _read(path: Path) -> bytes:
    """The file, as far as it is taken in. A pipe would be waited for, and is refused."""
    refuse_workspace(path)
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "no regular file", str(path))
    with path.open("rb") as file:
        return file.read(LIMIT_BYTES + 1)


def refuse_long(lines: int, rows: int = 0) -> None:
    """Raise ImportTrouble when a file has more lines, or rows or cards, than can be taken in."""
    if rows > MOST_ROWS:
        raise _too_long(_("The file has more than {limit} rows or cards."), MOST_ROWS)
    if lines > _MOST_LINES:
        raise _too_long(_("The file has more than {limit} lines."), _MOST_LINES)


def _too_long(told: str, limit: int) -> ImportTrouble:
    return ImportTrouble(
        told.format(limit=number(limit)), _("Split it and import the parts one by one.")
    )


def refuse_binary(data: bytes) -> None:
    """Raise ImportTrouble, saying what the file is, when it is not text at all."""
    if not data.strip(b"\0 \t\r\n"):
        raise ImportTrouble(
            _("The file is empty."), _("Export it again from the program it comes from.")
        )
    if data.startswith(_ZIP) and (b"xl/" in data or b"opendocument.spreadsheet" in data[:100]):
        raise ImportTrouble(_("The file is a spreadsheet, not a text table."), _(_SAVE_AS_CSV))
    if data.startswith(_OLD_OFFICE):
        raise ImportTrouble(_("The file is an old Excel or Word document."), _(_SAVE_AS_CSV))
    if data.startswith(b"%PDF"):
        raise ImportTrouble(
            _("The file is a PDF document."), _("Ask for the same list as CSV or as contacts.")
        )
    if data.startswith(_IMAGES):
        raise ImportTrouble(
            _("The file is an image."), _("Ask for the same list as CSV or as contacts.")
        )
    if data.startswith((_ZIP, b"\x1f\x8b", b"7z\xbc", b"Rar!")):
        raise ImportTrouble(
            _("The file is a compressed folder or document."),
            _("Extract it and choose the file inside it."),
        )


def refuse_markup(text: str) -> None:
    """Raise ImportTrouble when the text is a web page or another marked-up file, or noise."""
    if _MARKUP.match(text):
        raise ImportTrouble(
            _("The file is a web page or another file with tags, not a table."),
            _(_SAVE_AS_CSV),
        )
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 8 + len(sample) // 100:
        raise ImportTrouble(
            _("The file is not text."), _("Export it again from the program it comes from.")
        )


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of the encoding it was found to have.

    Marks at the start decide; then UTF-8 if it fits strictly, UTF-16 without mark by its zero
    bytes, the DOS or Mac code pages where detection is sure, and Windows-1252, which fits always.
    """
    for start, encoding in _MARKS.items():
        if data.startswith(start):
            return data[len(start) :].decode(encoding, "replace"), encoding
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = one_byte_encoding(data)
    # Windows-1252 leaves five bytes undefined; Latin-1 gives them a (control) character.
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def one_byte_encoding(data: bytes) -> str:
    """The likeliest of `cp1252`, `cp850` and `mac_roman` for Western text that is not UTF-8.

    In Windows-1252 accented letters lie above 0xC0, in the other two below. Detection is asked
    only when most are below: for a few words in capitals it confuses Windows with Mac.
    """
    high = b"".join(_HIGH.findall(data[: _SAMPLE * 32]))
    if len(_LETTERS.findall(high)) * 2 >= len(high):
        return "cp1252"
    from charset_normalizer import from_bytes

    lines = [line for line in data[: _SAMPLE * 32].splitlines() if _HIGH.search(line)]
    sample = b"\n".join(lines)[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=["cp1252", "cp850", "mac_roman"]).best()
    return best.encoding if best else "cp1252"


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every second byte is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.6:
        return "utf-16-be"
    return None
