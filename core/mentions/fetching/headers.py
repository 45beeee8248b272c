"""Status and headers of an answer, with the limits of the standard library.

That has its parser of e-mail read them, which is a third of the work for a feed with nothing new.
"""

import re
from http.client import BadStatusLine, HTTPException, LineTooLong, RemoteDisconnected
from typing import BinaryIO

_MOST_LINES = 100
_LONGEST_LINE = 65_536
_STATUS = re.compile(rb"HTTP/(0\.9|1\.\d+)\s+([1-9]\d\d)(?!\S)")
_NAME = re.compile(rb"[!-9;-~]+")
_BLANK = b" \t\r\n"


class Headers:
    """What was said under each name, whatever its case; bytes beyond ASCII are as in Latin-1."""

    def __init__(self) -> None:
        self._said: dict[str, list[str]] = {}

    def add(self, name: str, value: str) -> list[str]:
        """Note one more; returns what was said under its name, of which it is the last."""
        values = self._said.setdefault(name.lower(), [])
        values.append(value)
        return values

    def all(self, name: str) -> list[str]:
        """In the order in which it was said."""
        return self._said.get(name.lower(), [])

    def get(self, name: str) -> str:
        """What was said first, or empty."""
        values = self._said.get(name.lower())
        return values[0] if values else ""


def read_status(file: BinaryIO) -> tuple[bool, int]:
    """Whether the site knows connections that stay open, and the number that it gives.

    Raises `HTTPException`, `OSError`.
    """
    line = _line(file)
    if not line:
        raise RemoteDisconnected("no status")
    found = _STATUS.match(line)
    if found is None:
        raise BadStatusLine(repr(line))
    return found[1] not in (b"0.9", b"1.0"), int(found[2])


def read(file: BinaryIO) -> Headers:
    """All up to the empty line; what is no header is passed over.

    Raises `HTTPException`, `OSError`.
    """
    told = Headers()
    last: list[str] = []
    for _number in range(_MOST_LINES):
        line = _line(file)
        name, colon, value = line.partition(b":")
        if not line.rstrip(b"\r\n"):
            return told
        if line[:1] in b" \t":
            # What goes on from the line before.
            last[-1:] = [f"{text} {_text(line)}" for text in last[-1:]]
        elif colon and _NAME.fullmatch(name):
            last = told.add(name.decode("ascii"), _text(value))
        else:
            last = []
    raise HTTPException("too many headers")


def _line(file: BinaryIO) -> bytes:
    line = file.readline(_LONGEST_LINE + 1)
    if len(line) > _LONGEST_LINE:
        raise LineTooLong("line")
    return line


def _text(value: bytes) -> str:
    return value.strip(_BLANK).decode("latin-1")
