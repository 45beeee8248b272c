"""Reading Windows programs and libraries (PE32+): what they ask of others, what they offer.

Only what the Wine tests need. Source: Microsoft, “PE Format”, sections 3, 6.3 and 6.4.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_PE32_PLUS = 0x20B
_DIRECTORIES = 112
"""Where the table of directories begins in the optional header of PE32+."""
_EXPORTS, _IMPORTS = 0, 1
_BY_NUMBER = 1 << 63


class NotPe(Exception):
    """The bytes are no 64-bit program or library of Windows."""


@dataclass(frozen=True)
class Section:
    """A run of bytes: where it is in memory, and where in the file."""

    memory: int
    file: int
    length: int


class Image:
    """The bytes of a file, with addresses as in memory."""

    def __init__(self, data: bytes) -> None:
        """Raises NotPe."""
        try:
            self._read(data)
        except (struct.error, IndexError) as error:
            raise NotPe from error

    def _read(self, data: bytes) -> None:
        self.data = data
        (start,) = struct.unpack_from("<I", data, 0x3C)
        if data[:2] != b"MZ" or data[start : start + 4] != b"PE\0\0":
            raise NotPe
        sections, optional_size = struct.unpack_from("<H12xH", data, start + 6)
        optional = start + 24
        if struct.unpack_from("<H", data, optional)[0] != _PE32_PLUS:
            raise NotPe
        self._directories = optional + _DIRECTORIES
        self.sections = [
            Section(memory, file, length)
            for memory, length, file in (
                struct.unpack_from("<III", data, optional + optional_size + 40 * number + 12)
                for number in range(sections)
            )
        ]

    def offset(self, address: int) -> int:
        """Where in the file a place of memory is. Raises NotPe when it is in none of it."""
        for section in self.sections:
            if section.memory <= address < section.memory + section.length:
                return address - section.memory + section.file
        raise NotPe

    def exports(self) -> dict[str, int]:
        """The functions offered by name, with their addresses in memory."""
        address = self._directory(_EXPORTS)
        if not address:
            return {}
        place = self.offset(address) + 24
        count, functions, names, numbers = struct.unpack_from("<IIII", self.data, place)
        named = struct.unpack_from(f"<{count}I", self.data, self.offset(names))
        ordered = struct.unpack_from(f"<{count}H", self.data, self.offset(numbers))
        start = self.offset(functions)
        return {
            self._text(name): struct.unpack_from("<I", self.data, start + 4 * number)[0]
            for name, number in zip(named, ordered, strict=True)
        }

    def imports(self) -> dict[str, list[str]]:
        """Libraries in lower case, with the functions asked of each by name."""
        address = self._directory(_IMPORTS)
        return dict(self._imported(self.offset(address))) if address else {}

    def _imported(self, place: int) -> Iterator[tuple[str, list[str]]]:
        while True:
            lookup, name, table = struct.unpack_from("<I8xII", self.data, place)
            if not name:
                return
            yield self._text(name).lower(), list(self._names(self.offset(lookup or table)))
            place += 20

    def _names(self, place: int) -> Iterator[str]:
        while True:
            (entry,) = struct.unpack_from("<Q", self.data, place)
            if not entry:
                return
            if not entry & _BY_NUMBER:
                yield self._text(entry + 2)
            place += 8

    def _directory(self, number: int) -> int:
        (address,) = struct.unpack_from("<I", self.data, self._directories + 8 * number)
        return int(address)

    def _text(self, address: int) -> str:
        start = self.offset(address)
        return self.data[start : self.data.index(b"\0", start)].decode("ascii")
